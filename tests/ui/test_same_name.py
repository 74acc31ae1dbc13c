"""A name that another record has: merged, told apart by a word, or given up."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_organisations, all_people
from feedbackdesk.desk.roadmap import plan, ranked_roadmap
from feedbackdesk.desk.twins import twins
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.driver.parts import Part


@pytest.fixture(scope="module")
def _shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shop") / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who, firm in (("John Smith", None), ("Jon", None), ("Bo", "Acme"), ("Cy", "Pier")):
        new = NewFeedback("Longer hours", Speaker(who, firm), themes=("Hours", "Bills"))
        desk.do(record_feedback, new)
    desk.do(plan, ["Hours"], item="Open late")
    desk.do(plan, ["Bills"], item="Mail the bills")
    desk.close()
    return path


@pytest.fixture
def shop(_shop: Path, tmp_path: Path) -> Path:
    """Two people, two firms and two items, of names to be mixed up."""
    path = tmp_path / "shop.feedbackdesk"
    copy(_shop, path)
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """A window over the shop."""
    return drive(shop)


def names(window: Driver) -> list[str]:
    """Return who is known, by name."""
    return sorted(one.name for one in window.desk.ask(all_people))


def firms(window: Driver) -> list[str]:
    """Return which organisations are known, by name."""
    return sorted(one.name for one in window.desk.ask(all_organisations))


def name_field(window: Driver, name: str) -> str:
    """Open somebody's page, and put the keyboard into their name; return the field's own name."""
    window.go("people")
    window.open("peopleList", name)
    window.press("F2")
    assert window.keyboard in {"page.personName", "page.organisationName"}
    assert window.part(window.keyboard).says == name
    return window.keyboard


def rename(window: Driver, field: str, name: str) -> None:
    """Type a name that is taken; it is asked what is to become of the two."""
    window.fill(**{field: name})
    window.press("Enter")
    assert window.dialog() == "sameName"
    assert window.part("sameName").spoken == f"“{name}” is taken"
    assert window.keyboard == "sameNameWord"


def test_cancel_brings_the_name_back_and_the_keyboard(window: Driver) -> None:
    before = names(window)
    field = name_field(window, "Jon")
    for leave in ("Esc", "Cancel"):  # and the same name can be tried again
        rename(window, field, "john smith")
        assert window.text("sameName").splitlines()[0] == "John Smith"
        assert names(window) == before, "nothing is done before an answer"
        window.press("Esc") if leave == "Esc" else window.answer(leave)
        assert window.dialog() == "", "it is asked once"
        assert window.part(field).says == "Jon"
        assert window.keyboard == field
        assert names(window) == before


def test_two_of_one_name_are_told_apart_by_a_word(window: Driver) -> None:
    window.desk.do(record_feedback, NewFeedback("Hello", Speaker("John Smith (Hull)")))
    window.settle()
    field = name_field(window, "Jon")
    rename(window, field, "John Smith")
    assert not window.part("sameNameKeep").enabled
    window.type("(hull)")
    window.press("Enter")
    assert "There is a “John Smith (hull)” already" in window.part("sameNameProblem").says
    assert window.dialog() == "sameName"
    window.fill(sameNameWord="Leeds")
    assert window.part("sameNamePreview").says == "“John Smith (Leeds)”"
    assert window.part("sameNameProblem").says == ""
    assert window.part("sameNameKeep").enabled
    window.press("Enter")
    assert window.dialog() == ""
    assert names(window) == ["Bo", "Cy", "John Smith", "John Smith (Hull)", "John Smith (Leeds)"]
    assert window.part(field).says == "John Smith (Leeds)"
    assert window.keyboard == field
    window.act("undo")
    assert "Jon" in names(window), "one step"


def test_they_are_one_after_all(window: Driver) -> None:
    field = name_field(window, "Jon")
    rename(window, field, "John Smith")
    assert window.part("sameNameWord").spoken == "They are two: a word tells them apart"
    assert window.part("sameNameWord").placeholder == "A place, a trade, an age: Leeds"
    assert window.part("sameNamePreview").says == "“John Smith”"
    one = (
        "They are one: this record becomes part of the other, with all that was said. "
        "It can be taken apart again."
    )
    assert window.is_said(one)
    assert window.part("sameNameMerge").explained == one
    assert window.part("sameNameMerge").says == "Merge them"
    window.click("sameNameMerge")
    assert window.dialog() == ""
    assert names(window) == ["Bo", "Cy", "John Smith"]
    assert window.part("personPageName").says == "John Smith"
    assert len(window.rows("personWords")) == 2
    assert window.part(field).says == "John Smith"
    assert window.keyboard == field


def test_two_firms_of_one_name(window: Driver) -> None:
    field = name_field(window, "Pier")
    rename(window, field, "Acme")
    assert window.part("sameNameWord").placeholder == "A place, a branch: Leeds"
    window.type("Leeds")
    window.click("sameNameKeep")
    assert firms(window) == ["Acme", "Acme (Leeds)"]
    assert window.part(field).says == "Acme (Leeds)"
    assert window.desk.ask(twins) == [], "they were told apart: nobody asks again"
    rename(window, name_field(window, "Acme"), "acme (leeds)")
    window.click("sameNameMerge")
    assert firms(window) == ["Acme (Leeds)"]
    assert window.part("personPageName").says == "Acme (Leeds)"


def test_two_items_of_one_title(window: Driver) -> None:
    items = {one.item.title: one.item.id for one in window.desk.ask(ranked_roadmap)}
    window.go("roadmap")
    window.choose("roadmapColumn.idea", "Mail the bills")
    window.act("inspector")
    assert window.part("itemTitle").says == "Mail the bills"
    rename(window, "itemTitle", "Open late")
    window.press("Esc")
    assert window.part("itemTitle").says == "Mail the bills"
    assert window.keyboard == "itemTitle"
    rename(window, "itemTitle", "Open late")
    assert window.text("sameName").splitlines()[0] == "Open late (Ideas)"
    assert window.part("sameNameWord").spoken == "It is something else: a word tells them apart"
    assert window.part("sameNameWord").placeholder == "What is different: on the phone"
    assert window.part("sameNameMerge").explained == (
        "They are one: this item becomes part of the other, with its themes and links. "
        "Undo brings both back."
    )
    window.click("sameNameMerge")
    (left,) = window.desk.ask(ranked_roadmap)
    assert left.item.id == items["Open late"]
    assert set(left.item.themes) == {"Hours", "Bills"}
    assert window.part("itemTitle").says == "Open late"
    assert window.shown("roadmapColumn.idea") == ["Open late"]
    window.act("undo")
    assert sorted(window.shown("roadmapColumn.idea")) == ["Mail the bills", "Open late"]


def test_a_name_that_is_free_is_saved_without_a_question(window: Driver, shop: Path) -> None:
    field = name_field(window, "Jon")
    window.fill(**{field: "Jonathan"})
    window.press("Tab")
    assert window.dialog() == ""
    assert "Jonathan" in names(window)
    assert window.part("personPageName").says == "Jonathan"
    window.fill(**{field: ""})
    window.press("Enter")
    assert window.part(field).says == "Jonathan"
    assert window.part(f"{field}Problem").says == "The name is empty. Nothing was changed."
    assert window.dialog() == ""
    # What is typed while the window closes is saved all the same.
    window.part(field).type(" Jo")
    assert window.close()
    desk = Desk.open(shop)
    assert "Jonathan Jo" in {one.name for one in desk.ask(all_people)}
    desk.close()


def below(window: Driver, upper: Part, lower: Part) -> int:
    """Return how many pixels are free between two that stand below each other."""
    return lower.place.top() - upper.place.bottom() - 1


def test_the_question_is_read_from_the_top(window: Driver) -> None:
    rename(window, name_field(window, "Jon"), "John Smith")
    whole = window.part("sameName").place
    who = window.named("John Smith", within="sameName")
    two = window.named("They are two: a word tells them apart", within="sameName")
    word, preview, keep, merge = map(
        window.part, ("sameNameWord", "sameNamePreview", "sameNameKeep", "sameNameMerge")
    )
    (one,) = [words for words in window.part("sameName").words if words.startswith("They are one")]
    sentence = window.named(one, within="sameName")
    assert whole.width() == 460
    assert who.place.top() - whole.top() == 18
    for part in (who, two, word, preview, sentence):
        assert (part.place.left() - whole.left(), whole.right() - part.place.right()) == (20, 20)
    assert whole.right() - keep.place.right() == 20
    assert keep.place.left() > whole.center().x(), "where an answer is looked for"
    assert [below(window, *pair) for pair in ((who, two), (word, preview), (preview, keep))] == [
        8, 8, 8,
    ]  # fmt: skip
    assert below(window, keep, sentence) == 8 + 1 + 8, "a line parts the two ways"
    assert window.part("sameName").ink("line").top() > 0
    assert below(window, sentence, merge) >= 8
    assert whole.bottom() - merge.place.bottom() == 16
    assert who.letters > word.letters > preview.letters, "a title, and a small line"
    assert [part.ink("text").isEmpty() for part in (who, preview, sentence)] == [False, True, True]
    assert window.meant() == []
    window.type("Leeds")
    assert window.meant() == ["Keep both"]
    assert window.named("Cancel", within="sameName").tip == "The name stays as it was"


def test_what_is_wrong_with_a_word_stands_under_it(window: Driver) -> None:
    window.desk.do(record_feedback, NewFeedback("Hello", Speaker("John Smith (Hull)")))
    window.settle()
    rename(window, name_field(window, "Jon"), "John Smith")
    word, problem = window.part("sameNameWord"), window.part("sameNameProblem")
    assert not problem.visible
    window.type("Hull")
    window.press("Alt+K")
    assert window.keyboard == "sameNameWord"
    assert window.part("sameNameKeep").enabled, "it can be tried again"
    assert not problem.ink("danger").isEmpty()
    assert word.place.bottom() < problem.place.top()
    assert problem.place.bottom() < window.part("sameNameKeep").place.top()
    assert problem.place.left() == word.place.left()
    window.part("sameNameKeep").take_keyboard()
    assert not word.ink("danger").isEmpty()
    window.press("Alt+T")
    assert window.keyboard == "sameNameWord"
    window.type("!")
    assert not problem.visible


@pytest.mark.parametrize("word", ["", "  ", "()", " ( ) "])
def test_without_a_word_two_are_not_told_apart(window: Driver, word: str) -> None:
    field = name_field(window, "Jon")
    rename(window, field, "John Smith")
    window.type(f"x{word}")
    assert window.part("sameNameKeep").enabled
    window.fill(sameNameWord=word)
    assert not window.part("sameNameKeep").enabled
    assert window.part("sameNamePreview").says == "“John Smith”"
    window.press("Enter", "Enter")
    assert window.dialog() == "sameName"
    window.type("Leeds")
    window.press("Esc")
    assert window.part(field).says == "Jon", "the word that was given up is no name"
    assert "Jon" in names(window)


def test_long_names_are_cut_and_kept_whole(window: Driver) -> None:
    long = "Ann " * 45 + "Lee"
    window.desk.do(record_feedback, NewFeedback("Hello", Speaker(long)))
    window.settle()
    name_field(window, "Jon")
    window.clipboard = long
    window.press("Ctrl+A", "Ctrl+V", "Enter")
    assert window.dialog() == "sameName"
    title = window.part("sameName").spoken
    assert title.startswith("“Ann Ann")
    assert title.endswith("…” is taken")
    assert 70 <= len(title) - len("“” is taken") <= 80
    shown = window.part("sameName").words[0]
    assert shown == long, "it is told whole, as long as a line or two hold it"
    preview = window.part("sameNamePreview").says
    assert preview.endswith("…”")
    assert 110 <= len(preview) - 2 <= 120
    window.type("w" * 70)
    assert window.part("sameNameWord").says == "w" * 60
    window.press("Enter")
    assert window.dialog() == ""
    assert f"{long} ({'w' * 60})" in names(window)


def test_a_sentence_on_a_name_goes_with_the_next_one(window: Driver) -> None:
    field = name_field(window, "Jon")
    window.fill(**{field: ""})
    window.press("Enter")
    assert window.part(f"{field}Problem").says == "The name is empty. Nothing was changed."
    window.fill(**{field: "Jonathan"})
    window.press("Enter")
    assert not window.part(f"{field}Problem").visible
    rename(window, field, "John Smith")
    window.press("Alt+M")
    assert window.dialog() == ""
    assert names(window) == ["Bo", "Cy", "John Smith"], "by the letter of the button"
