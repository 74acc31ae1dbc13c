"""A question takes the first letters that are typed, and its one button looks like its purpose."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import feedbackdesk
from feedbackdesk.desk.feedback import FeedbackFacts, edit_feedback, list_feedback
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive


@dataclass(frozen=True)
class Asked:
    """How the owner comes to a dialog, and what it is like when it opens."""

    way: Callable[[Driver], object]
    field: str
    """What has the keyboard."""
    typed: str = "friday"
    """What is pressed then."""
    then: str = "friday"
    """What the field holds now, where something is marked in its place, or else in front of it."""
    meant: str = ""
    """The button that it is for, if one has the accent, now that something was typed."""


def first(window: Driver, name: str) -> None:
    """Let the keys of a list be about its first row."""
    window.each(name)[0].choose()
    window.settle()


def on_lost_sale(action: str) -> Callable[[Driver], None]:
    """Return the way over a lost sale."""

    def way(window: Driver) -> None:
        window.go("losses")
        first(window, "lossList")
        window.act(action)

    return way


def on_owed(window: Driver, key: str) -> None:
    """Press a key on what is owed first of all."""
    window.go("owed")
    window.press("Home", key)


def done_with_words(window: Driver) -> None:
    """End what is owed with words."""
    on_owed(window, "D")
    window.pick("W  With what was said…")


def decide(window: Driver) -> None:
    """Decide on the first item that is next."""
    window.go("roadmap")
    first(window, "roadmapColumn.next")
    window.press("D")


def person(window: Driver) -> None:
    """Open the page of whoever comes first."""
    window.go("people")
    window.open("peopleList", "Adaeze Okafor")


def on_person(action: str) -> Callable[[Driver], None]:
    """Return the way over a person's page."""

    def way(window: Driver) -> None:
        person(window)
        window.act(action)

    return way


def same_name(window: Driver) -> None:
    """Give a person a name that another has."""
    person(window)
    window.field("page.personName").fill("Amara Nwosu")
    window.press("Enter")


def merge_look(window: Driver) -> None:
    """Look at what a merge of two people would be."""
    window.go("people")
    window.choose("peopleList", "Adaeze Okafor")
    window.act("person_merge")
    window.press("Enter")


def whole_text(window: Driver) -> None:
    """Look at all of a long text in the history."""
    one = window.desk.ask(list_feedback)[0]
    window.desk.do(edit_feedback, one.id, FeedbackFacts(text="friday, " + "or else " * 2_000))
    window.settle()
    window.go("history")
    window.press("Home")
    window.click("historyWhole")


def plan_of_backups(window: Driver) -> None:
    """Set where backups go."""
    window.act("backups")
    window.act("backup_plan")


DIALOGS: dict[str, Asked] = {
    "captureForm": Asked(lambda w: w.press("Ctrl+N"), "whoField", meant="Record"),
    "printDialog": Asked(
        lambda w: w.press("Ctrl+P"), "printEdition", "Down", "Customer copy", "Print…"
    ),
    "eraseDialog": Asked(on_person("person_erase"), "eraseName"),
    "retentionDialog": Asked(lambda w: w.act("retention"), "retentionMonths", then="fri"),
    "wholeText": Asked(whole_text, "wholeBefore", then=""),
    "chooser": Asked(lambda w: w.press("Home", "T"), "chooserField"),
    "question": Asked(lambda w: w.press("Home", "N"), "questionField", meant="OK"),
    "reasonsDialog": Asked(lambda w: w.act("lost_reasons"), "reasonList", "Down", ""),
    "daysDialog": Asked(lambda w: w.act("days"), "days_to_acknowledge", meant="Save"),
    "dayQuestion": Asked(on_lost_sale("lost_won_back"), "dayField", meant="OK"),
    "lettersDialog": Asked(lambda w: w.act("letters"), "lettersText", meant="Save"),
    "postponeDialog": Asked(lambda w: on_owed(w, "P"), "postponeDay", meant="Postpone"),
    "oweDialog": Asked(on_person("person_owe"), "oweKind", "Down", "Check in", "Owe it"),
    "doneDialog": Asked(done_with_words, "doneWords", meant="Done"),
    "decideDialog": Asked(decide, "decideStage", "Down", "Now", "Decide"),
    "sameName": Asked(same_name, "sameNameWord", meant="Keep both"),
    "businessDialog": Asked(lambda w: w.act("business"), "businessName", meant="Save"),
    "preferencesDialog": Asked(
        lambda w: w.press("Ctrl+,"), "preferenceGroups", "Down", "", meant="Close"
    ),
    "shortcutsDialog": Asked(lambda w: w.press("F1"), "shortcutsDialog", "Down", ""),
    "backupPlan": Asked(plan_of_backups, "backupPlace", meant="Save"),
    "stageQuestion": Asked(
        on_person("person_stage"), "manyStage", "Down", "Customer", meant="Set it"
    ),
    "takeOutDialog": Asked(
        lambda w: w.press("Ctrl+Shift+T"), "takeOutWays", "Down", "", meant="Save as…"
    ),
    "mergeLook": Asked(merge_look, "mergeNow", "Down", "", "Merge"),
}

_ELSEWHERE = {
    "bringReadingDialog",  # it opens for a table: see test_mapper
    "letterDialog",  # it opens for somebody who waits: see test_item_page
    "printTexts",  # it opens from the pages for customers: see test_print_uncertain
    "conflictDialog",  # it opens beside a copy that went another way: see test_conflicts
}


def test_every_dialog_is_here() -> None:
    found: set[object] = set()
    for path in Path(feedbackdesk.__file__).parent.joinpath("ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"ask", "ask_settings"}:
                found.update(
                    one.value.value
                    for one in node.keywords
                    if one.arg == "name" and isinstance(one.value, ast.Constant)
                )
            if isinstance(node, ast.ClassDef) and node.name != "Dialog":
                bases = {ast.unparse(base) for base in node.bases}
                if not any(base.endswith("QDialog") or base == "Dialog" for base in bases):
                    continue
                calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
                names = [
                    ast.literal_eval(one.args[at]) if node.name != "Question" else "question"
                    for one in calls
                    for at, call in ((0, "self.setObjectName"), (1, "super().__init__"))
                    if ast.unparse(one.func) == call and (at == 0 or "Dialog" in bases)
                ]
                assert names, f"{node.name} has no name"
                found.add(names[0])
    assert found == set(DIALOGS) | _ELSEWHERE


@pytest.mark.parametrize("name", DIALOGS)
def test_the_first_keys_go_into_the_first_field_and_one_button_has_the_accent(
    name: str, drive: Drive, sample_path: Path
) -> None:
    window, asked = drive(sample_path), DIALOGS[name]
    asked.way(window)
    assert window.has(name)
    assert window.dialog() in {name, ""}  # the capture form stands beside the window
    assert window.keyboard == asked.field
    field = window.field(asked.field)
    before = field.holds
    if asked.typed == "Down":
        window.press("Down")
    else:
        window.type(asked.typed)
    assert field.holds.removesuffix(before) == asked.then
    assert window.meant() == ([asked.meant] if asked.meant else [])


def test_the_accent_is_seen_in_every_look(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    window.press("Home", "N")
    assert window.meant() == [], "what waits for words is quiet"
    window.type("Friday")
    for look in ("dark", "contrast", "light"):
        window.act(f"look_{look}")
        assert window.meant() == ["OK"], look


@pytest.mark.parametrize(
    ("name", "day"),
    [("dayQuestion", "dayField"), ("postponeDialog", "postponeDay"), ("oweDialog", "oweDue")],
)
def test_a_sentence_on_what_is_wrong_squeezes_nothing(
    name: str, day: str, drive: Drive, sample_path: Path
) -> None:
    window = drive(sample_path)
    DIALOGS[name].way(window)
    field = window.field(day)
    height = field.place.height()
    assert field.is_high_enough
    field.fill("someday, when" + " the bees come back" * 8)
    window.press("Enter")
    assert window.dialog() == name
    told = [words for words in window.part(name).words if words != field.says]
    (wrong,) = [words for words in told if "the bees come back" in words]
    assert window.named(wrong, name).is_high_enough
    assert (field.place.height(), field.is_high_enough) == (height, True)
