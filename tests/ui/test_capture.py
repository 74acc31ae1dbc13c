"""The capture form, by the keys that an owner presses."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest

from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import all_people
from feedbackdesk.domain.dates import say_day
from feedbackdesk.domain.rows import Feedback, Loss
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import Channel, Kind, Outcome
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive, DriveSmall

TODAY = date.today()
KINDS = ("request", "problem", "praise", "question", "loss")
ANN = NewFeedback(
    "The first thing.",
    Speaker(name="Ann Lee", organisation="Harbour Bakery"),
    channel=Channel.EMAIL,
    themes=("Invoices by e-mail",),
)


@pytest.fixture
def window(drive: Drive, tmp_path: Path) -> Driver:
    """A window over a new workspace."""
    return drive(tmp_path / "shop.feedbackdesk")


@pytest.fixture
def known(window: Driver) -> Driver:
    """The same, where Ann Lee has said something before."""
    window.desk.do(record_feedback, ANN)
    window.settle()
    return window


def said(window: Driver) -> list[Feedback]:
    """Return all that was recorded, the newest first."""
    return window.desk.ask(list_feedback)


def held(window: Driver, *names: str) -> list[str]:
    """Return what fields of the form hold."""
    return [window.field(name).holds for name in names]


def chips(window: Driver, name: str = "themesField") -> list[str]:
    """Return the names that stand in a field as chips, by what can be done to each."""
    offered = "Take away "
    words = window.part(name).words
    return [one.removeprefix(offered) for one in words if one.startswith(offered)]


def kind(window: Driver) -> list[str]:
    """Return the kinds that are chosen, of which there is one."""
    return [word for word in KINDS if window.button(f"segment.{word}").checked]


def problem(window: Driver) -> str:
    """Return what the form says is wrong, where that is seen."""
    line = window.label("formProblem")
    return line.says if line.in_sight else ""


def record(window: Driver, words: str = "") -> Feedback:
    """Press Ctrl+Enter, over words of theirs; return what was recorded once the form is gone."""
    before = len(said(window))
    if words:
        window.field("wordsField").fill(words)
    window.press("Ctrl+Enter")
    assert not window.has("captureForm"), problem(window)
    found = said(window)
    assert len(found) == before + 1
    return max(found, key=lambda one: one.id)


def test_a_call_is_recorded_from_first_key_to_last_without_the_mouse(window: Driver) -> None:
    window.press("Ctrl+N")
    assert window.keyboard == "whoField"
    window.type("Bo Ek")
    window.press("Tab")
    window.type("Fold Studio")
    window.press("Tab")
    assert window.keyboard == "wordsField"
    window.type("Could you mail me the bill?")
    window.press("Tab")
    window.type("Invoices, Early delivery")
    one = record(window)
    assert window.says() == "Recorded “Could you mail me the bill?”."
    assert one.text == "Could you mail me the bill?"
    assert one.speaker == "Bo Ek, Fold Studio"
    assert one.themes == ("Invoices", "Early delivery")
    assert (one.on, one.kind, one.channel) == (TODAY, Kind.REQUEST, Channel.CALL)
    window.press("Ctrl+N")
    fields = ("whoField", "organisationField", "wordsField", "themesField", "dateField")
    assert held(window, *fields) == ["", "", "", "", "today"], "the next form is empty"
    assert chips(window) == []


@pytest.mark.parametrize("arrows", [0, 1])
def test_enter_takes_the_person_who_is_offered_first(known: Driver, arrows: int) -> None:
    known.press("Ctrl+N")
    known.type("ann")
    assert known.rows("offers") == ["Ann Lee   ·   Harbour Bakery", "New: “ann”"]
    known.press(*["Down"] * arrows, "Enter")
    assert not known.has("offers")
    assert held(known, "whoField", "organisationField") == ["Ann Lee", "Harbour Bakery"]
    assert known.label("knownLine").says == "Known: customer"
    assert known.keyboard == "wordsField", "what is known is not asked"
    known.type("The second thing.")
    newest = record(known)
    assert {one.who_id for one in said(known)} == {newest.who_id}
    assert newest.channel is Channel.EMAIL, "the channel of last time"


def test_a_new_name_is_kept_as_typed_however_it_begins(known: Driver) -> None:
    known.press("Ctrl+N")
    known.type("Ann")
    known.press("Esc", "Tab")
    assert held(known, "whoField", "organisationField") == ["Ann", ""]
    assert known.keyboard == "organisationField"
    record(known, "Somebody else.")
    assert [one.name for one in known.desk.ask(all_people)] == ["Ann", "Ann Lee"]


def test_who_is_typed_out_in_full_is_known_too(known: Driver) -> None:
    known.press("Ctrl+N")
    known.type("ann lee")
    known.press("Tab")
    assert held(known, "whoField", "organisationField") == ["Ann Lee", "Harbour Bakery"]


def test_two_people_of_one_name_are_told_apart_by_who_was_chosen(known: Driver) -> None:
    known.desk.do(
        record_feedback, NewFeedback("x", Speaker(name="Ann Lee", organisation="Fold Studio"))
    )
    known.press("Ctrl+N")
    known.type("Ann Lee")
    firms = [row.split("   ·   ")[-1] for row in known.rows("offers")]
    assert sorted(firms) == ["Fold Studio", "Harbour Bakery"], "no row for somebody new"
    assert known.current("offers") is None, "nobody is taken unchosen"
    known.press("Down", "Enter")
    assert held(known, "organisationField") == firms[:1]
    assert record(known, "Said by one of them.").speaker == f"Ann Lee, {firms[0]}"
    assert len(known.desk.ask(all_people)) == 2


def type_themes(window: Driver, *pressed: str) -> list[str]:
    """Type into the field of themes, and press keys; return the chips that come of it."""
    if not window.has("captureForm"):
        window.press("Ctrl+N")
    window.field("themesField").take_keyboard()
    for one in pressed:
        window.press(one) if one[0].isupper() and one.isalpha() else window.type(one)
    return chips(window)


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (("inv", "Enter"), ["Invoices by e-mail"]),
        (("INVOICES BY E-MAIL,", "invoices  by e-mail,"), ["Invoices by e-mail"]),
        (("inv", "Esc", ","), ["inv"]),
        (("inv", "Esc", "Enter"), ["inv"]),
        (("inv", "Esc", "Tab"), ["inv"]),
        (("inv", "Up", "Enter", "paper,"), ["inv", "paper"]),
    ],
    ids=["completed", "one however it is written", "comma", "Enter", "Tab", "the last row"],
)
def test_themes_are_completed_or_made_by_keys(
    known: Driver, typed: tuple[str, ...], made: list[str]
) -> None:
    assert type_themes(known, *typed) == made
    new = [one for one in made if one != "Invoices by e-mail"]
    shown = [one for one in known.part("themesField").words if "Take away" not in one]
    assert shown == [f"{one} (new)" if one in new else one for one in made]
    assert known.named(made[0], within="themesField").explained == ("New" if new else "")
    assert record(known, "It was said.").themes == tuple(made)


def test_a_new_theme_is_offered_as_the_last_row(known: Driver) -> None:
    type_themes(known, "inv")
    assert known.rows("offers") == ["Invoices by e-mail", "New: “inv”"]


def test_chips_are_reached_and_removed_by_keys(known: Driver) -> None:
    assert type_themes(known, "one,two,three,") == ["one", "two", "three"]
    known.press("Left", "Left")
    assert known.focused.spoken == "two"
    known.press("Del")
    assert chips(known) == ["one", "three"]
    assert known.keyboard == "themesField"
    known.press("Left", "Right", "Backspace")
    assert chips(known) == ["one"]
    known.named("Take away one").click()
    assert chips(known) == []


def test_control_enter_records_while_names_are_offered_or_a_chip_is_chosen(known: Driver) -> None:
    known.press("Ctrl+N")
    known.fill(wordsField="It was said.")
    known.field("whoField").type("Ann")
    assert known.has("offers")
    assert record(known).speaker == "Ann Lee, Harbour Bakery", "as it was seen chosen"
    known.press("Ctrl+N")
    known.fill(wordsField="And again.")
    type_themes(known, "inv")
    assert known.has("offers")
    assert record(known).themes == ("Invoices by e-mail",)
    known.press("Ctrl+N")
    known.fill(wordsField="And once more.")
    type_themes(known, "x,", "Left")
    assert known.focused.spoken == "x"
    assert record(known).themes == ("x",)


def test_a_lost_sale_by_keys(window: Driver) -> None:
    window.press("Ctrl+L")
    assert kind(window) == ["loss"]
    assert window.keyboard == "whoField"
    window.type("Cem Ar")
    window.fill(wordsField="They were cheaper.", reasonField="Price")
    assert window.field("outcomeField").holds == "Not known"
    window.fill(competitorField="Beanworks")
    assert window.field("outcomeField").holds == "Chose a competitor", (
        "whoever names one has said so"
    )
    window.press("Tab")
    window.type("1.200,50")
    window.press("Tab")
    assert held(window, "valueField") == ["1200.50"]
    window.type("Timing,")
    window.fill(stageReachedField="Offer sent", revisitField="3 Mar 2099")
    assert window.label("revisitFieldEcho").says == say_day(date(2099, 3, 3))
    assert record(window).loss == Loss(
        outcome=Outcome.COMPETITOR,
        reason="Price",
        also=("Timing",),
        competitor="Beanworks",
        value=120050,
        stage_reached="Offer sent",
        revisit=date(2099, 3, 3),
    )
    window.press("Ctrl+N")
    assert not window.has("reasonField")
    assert window.keyboard == "whoField"
    assert kind(window) == ["request"]


def test_how_far_a_sale_got_completes_itself(window: Driver) -> None:
    facts = LossFacts("Price", stage_reached="Second trial offered")
    window.desk.do(record_feedback, NewFeedback("No.", loss=facts))
    window.press("Ctrl+L")
    window.fill(wordsField="They were cheaper.", reasonField="Price")
    window.field("stageReachedField").type("second")
    window.press("Enter")
    assert held(window, "stageReachedField") == ["Second trial offered"]
    loss = record(window).loss
    assert loss is not None
    assert loss.stage_reached == "Second trial offered"


NEVER = "Nothing was changed"
TOMORROW = TODAY + timedelta(days=1)
WRONG = (
    ("dateField", "31 feb", f"The date “31 feb” does not exist. {NEVER}", "1 mar 2020"),
    ("dateField", TOMORROW.isoformat(), f"has not come yet. {NEVER}; name today", "today"),
    ("valueField", "a lot", f"“a lot” is not an amount of money. {NEVER}; write it like 1", "12"),
    ("revisitField", "some day", f"“some day” was not understood as a date. {NEVER}", "2099-01-15"),
    ("reasonField", "", "Why was it lost? Choose a reason; the rest may stay empty.", "Price"),
    (
        "emailField",
        "nobody at all",
        f"“nobody at all” is not an e-mail address. {NEVER}.",
        "a@b.example",
    ),
)


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(window: Driver) -> None:
    window.press("Ctrl+L")
    window.click("moreButton")
    window.fill(whoField="Ann Lee", wordsField="It was said.", reasonField="Price")
    for name, wrong, sentence, right in WRONG:
        window.field(name).fill(wrong)
        window.field("wordsField").take_keyboard()
        window.press("Ctrl+Enter")
        assert window.has("captureForm")
        assert said(window) == []
        assert sentence in problem(window), name
        if name != "emailField":  # which only the desk knows about
            assert window.keyboard == name
        assert held(window, "whoField", "wordsField", name) == ["Ann Lee", "It was said.", wrong]
        window.field(name).fill(right)
        assert problem(window) == ""
    one = record(window)
    assert (one.who, one.text, one.on, one.loss) == (
        "Ann Lee",
        "It was said.",
        TODAY,
        Loss(Outcome.UNKNOWN, "Price", value=1200, revisit=date(2099, 1, 15)),
    )


def test_no_words_are_no_feedback(window: Driver) -> None:
    window.press("Ctrl+N")
    window.type("Ann Lee")
    window.press("Ctrl+Enter")
    assert window.keyboard == "wordsField"
    assert problem(window) == f"There are no words to record. {NEVER}; type what they said."
    assert said(window) == []


def test_a_day_is_understood_as_it_is_said(window: Driver) -> None:
    window.press("Ctrl+N")
    window.fill(wordsField="It was said.", dateField="yesterday")
    yesterday = TODAY - timedelta(days=1)
    assert window.label("dateFieldEcho").says == say_day(yesterday)
    assert f"{yesterday:%A}" in say_day(yesterday)
    window.fill(dateField="blursday")
    assert not window.has("dateFieldEcho")
    window.press("Tab")
    assert "“blursday” was not understood as a date" in problem(window)
    window.fill(dateField="yesterday")
    assert problem(window) == ""
    assert record(window).on == yesterday


def test_escape_keeps_what_was_typed_and_text_from_elsewhere_joins_it(window: Driver) -> None:
    window.press("Ctrl+N")
    window.field("wordsField").type("Half a")
    window.press("Esc")
    assert not window.has("captureForm")
    assert said(window) == []
    window.press("Ctrl+N")
    assert held(window, "wordsField") == ["Half a"]
    assert window.drop_text("captureForm", "Dropped on the window")
    assert held(window, "wordsField") == ["Half a\n\nDropped on the window"]


def test_the_next_one_by_the_same_person(window: Driver) -> None:
    window.press("Ctrl+N")
    window.type("Ann Lee")
    for words in ("The first.", "The second."):
        window.field("wordsField").type(words)
        window.press("Ctrl+Shift+Enter")
        assert held(window, "whoField", "wordsField") == ["Ann Lee", ""]
        assert window.keyboard == "wordsField"
        sentence = "Recorded. The next one, by the same person:"
        assert window.label("captureHint").says == sentence
    assert [(one.who, one.text) for one in said(window)] == [
        ("Ann Lee", "The second."),
        ("Ann Lee", "The first."),
    ]


def test_typing_before_the_names_have_arrived_is_typing(known: Driver) -> None:
    with known.unanswered():
        known.press("Ctrl+N")
        known.until(lambda: known.keyboard == "whoField")
        known.type("Ann")
        assert not known.has("offers"), "nobody is known yet"
        known.field("wordsField").type("Quick")
    assert held(known, "whoField", "wordsField") == ["Ann", "Quick"]
    known.field("whoField").type(" L")
    assert known.shown("offers")[0] == "Ann Lee   ·   Harbour Bakery"


def test_the_small_window_is_typed_into_before_its_workspace_is_open(
    drive_small: DriveSmall, tmp_path: Path
) -> None:
    small = drive_small(tmp_path / "shop.feedbackdesk", text="It was said.")
    assert not small.holds_workspace
    with small.in_a_hurry():
        small.until(lambda: small.keyboard == "whoField")
        small.type("Bo Ek")
    small.begin()
    assert held(small, "whoField", "wordsField") == ["Bo Ek", "It was said."]


def test_a_defect_leaves_the_form_usable(window: Driver, defects: None) -> None:
    window.press("Ctrl+N")
    window.fill(wordsField="It was said.")
    with closing(sqlite3.connect(window.path)) as raw:
        raw.execute(
            "CREATE TRIGGER nobody_wrote_this BEFORE INSERT ON feedback"
            " BEGIN SELECT no_such_thing.at_all FROM no_such_thing; END"
        )
        window.press("Ctrl+Enter")
        assert window.dialog() == "defectBox"
        assert "FeedbackDesk made a mistake" in window.asked()
        window.answer("Close")
        assert held(window, "wordsField") == ["It was said."]
        assert said(window) == []
        raw.execute("DROP TRIGGER nobody_wrote_this")
    assert record(window).text == "It was said."


def test_names_of_every_script_and_emoji(window: Driver) -> None:
    window.press("Ctrl+N")
    window.type("מיכל לוי 🥐")
    window.press("Tab")
    window.type("مخبز الميناء")
    window.press("Tab")
    window.type("أريد الفاتورة بالبريد 👩‍👩‍👧")
    window.press("Tab")
    window.type("فواتير")
    window.press("Enter")
    one = record(window)
    assert (one.who, one.organisation) == ("מיכל לוי 🥐", "مخبز الميناء")
    assert (one.text, one.themes) == ("أريد الفاتورة بالبريد 👩‍👩‍👧", ("فواتير",))
    window.press("Ctrl+N")
    window.type("מיכל")
    window.press("Enter")
    assert held(window, "whoField", "organisationField") == ["מיכל לוי 🥐", "مخبز الميناء"]


def test_a_megabyte_is_pasted_in_a_moment(window: Driver) -> None:
    window.press("Ctrl+N")
    window.field("wordsField").take_keyboard()
    text = "They said a great many things about the invoice and the delivery.\n" * 16_000
    window.clipboard = text
    begun = process_time()
    with window.in_a_hurry():
        window.press("Ctrl+V")
        window.type("!")
    assert process_time() - begun < 5
    assert record(window).text == clean(text + "!")


def stops(window: Driver, first: str, last: str) -> list[tuple[str, str]]:
    """Press Tab from one field to another; return what it comes by."""
    window.part(first).take_keyboard()
    found: list[tuple[str, str]] = []
    while not found or found[-1][0] != last:
        found.append((window.keyboard, window.part(window.keyboard).spoken))
        assert len(found) < 60, found
        window.press("Tab")
    return found


ROWS = {
    "kindField": "Kind",
    "toldByField": "Who named the reason",
    "feelingField": "Feeling",
    "importanceField": "Importance",
}
OF_A_LOSS = [
    ("reasonField", "Reason"),
    ("outcomeField", "Outcome"),
    ("competitorField", "Competitor"),
    ("valueField", "Value of the sale"),
]


def test_every_input_has_a_name_of_its_own(known: Driver) -> None:
    known.press("Ctrl+L")
    known.click("moreButton")
    known.part("channelField").choose("Review")
    assert stops(known, "whoField", "segment.loss") == [
        ("whoField", "Who"),
        ("organisationField", "Organisation"),
        ("wordsField", "Their words"),
        ("themesField", "Themes"),
        *OF_A_LOSS,
        ("alsoField", "Other reasons"),
        ("segment.them", "They said so"),
        ("stageReachedField", "How far the sale got"),
        ("alternativeField", "Suggested instead"),
        ("revisitField", "Look again on"),
        ("dateField", "Date"),
        ("channelField", "Channel"),
        ("moreButton", "More about them"),
        ("emailField", "E-mail"),
        ("phoneField", "Phone"),
        ("stageField", "Stage at that time"),
        ("segment.unhappy", "Unhappy"),
        ("segment.nice", "Nice to have"),
        ("linkField", "Link"),
        ("reachField", "Seen by about"),
        ("captureSideWho", "Who it is, and how to ask"),
        ("guideEdit", "Edit the call guide"),
        ("captureClose", "Close"),
        ("captureNext", "Record and next"),
        ("captureRecord", "Record"),
        ("segment.loss", "Lost sale"),
    ]
    assert {name: known.part(name).spoken for name in ROWS} == ROWS
    assert [known.button(f"segment.{one}").spoken for one in KINDS] == [
        "Request", "Problem", "Praise", "Question", "Lost sale",
    ]  # fmt: skip


def test_the_arrows_move_along_the_kinds(window: Driver) -> None:
    window.press("Ctrl+N")
    window.part("kindField").take_keyboard()
    for number in range(1, 5):
        window.press("Right")
        assert kind(window) == [KINDS[number]]
        assert window.has("reasonField") == (KINDS[number] == "loss")


@pytest.fixture
def lost(window: Driver) -> Driver:
    """A lost sale with long themes and many reasons, being corrected in the inspector."""
    long = tuple(f"A theme with a name of some length {n}" for n in range(4))
    reasons = ("Timing", "Missing feature", "Poor fit")
    loss = LossFacts("Price", also=reasons, outcome=Outcome.COMPETITOR)
    new = NewFeedback("No.", ANN.speaker, themes=long, channel=Channel.REVIEW, loss=loss)
    window.desk.do(record_feedback, new)
    window.settle()
    window.go("losses")
    window.open("lossList", window.shown("lossList")[0])
    window.press("Ctrl+E")
    assert chips(window) == list(long)
    assert chips(window, "alsoField") == list(reasons)
    return window


def test_every_input_of_a_correction_has_a_name_too(lost: Driver) -> None:
    assert stops(lost, "kindField", "feedbackSave") == [
        ("segment.loss", "Lost sale"),
        ("whoField", "Who"),
        ("organisationField", "Organisation"),
        ("wordsField", "Their words"),
        ("themesField", "Themes"),
        *OF_A_LOSS,
        ("stageReachedField", "How far the sale got"),
        ("alsoField", "Other reasons"),
        ("segment.them", "They said so"),
        ("alternativeField", "Suggested instead"),
        ("revisitField", "Look again on"),
        ("dateField", "Date"),
        ("channelField", "Channel"),
        ("segment.unhappy", "Unhappy"),
        ("segment.nice", "Nice to have"),
        ("stageField", "Stage at that time"),
        ("linkField", "Link"),
        ("reachField", "Seen by about"),
        ("feedbackRevert", "Cancel"),
        ("feedbackSave", "Save"),
    ]
    assert {name: lost.part(name).spoken for name in ROWS} == ROWS


def test_nothing_is_clipped_in_one_narrow_column(lost: Driver) -> None:
    assert lost.field("wordsField").place.width() < 288
    assert lost.part("inspector").cut_off == []
