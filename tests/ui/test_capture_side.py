"""What stands beside the capture form: who it is, what is likely, and how to ask."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.settings import CALL_GUIDE
from feedbackdesk.domain.words import Feeling, Kind
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive, DriveSmall

TODAY = date.today()
ANN = Speaker(name="Ann Lee", organisation="Harbour Bakery")
INVOICE = "Can you mail me the invoice every month?"
OFFERS = [f"likely.{digit}" for digit in "1234567890"]
SIDE_WIDTH = 304
HINT = "Name them, and what they said and what they are owed stands here."


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@step("Owe something")
def owe(work: UnitOfWork, name: str, kind: str, due: date) -> None:
    """Owe somebody something by a day."""
    person = person_named(work.read, name)
    work.insert(
        "follow_up",
        kind=kind,
        person_id=person.id,
        organisation_id=person.organisation_id,
        due_on=due.isoformat(),
        about="",
    )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which Ann Lee has spoken, and others too."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for days, text, theme, feeling in (
        (800, "The first of all.", "Opening times", None),
        (60, INVOICE, "Invoices by e-mail", None),
        (30, "The oat milk was lovely.", "Oat milk", Feeling.HAPPY),
        (10, "Nobody rang about the late van.", "Late vans", Feeling.UNHAPPY),
    ):
        desk.do(
            record_feedback,
            NewFeedback(text, ANN, on=ago(days), themes=(theme,), feeling=feeling),
        )
    desk.do(
        record_feedback,
        NewFeedback("Is there parking?", Speaker(name="Bo Ek"), kind=Kind.QUESTION),
    )
    key = desk.ask(person_named, "Ann Lee").id
    desk.do(edit_person, key, PersonFacts(value=1_240_000))
    desk.do(owe, "Ann Lee", "answer", ago(7))
    desk.do(owe, "Ann Lee", "check_in", ago(-9))
    desk.close()
    return path


@pytest.fixture
def call(drive: Drive, shop: Path) -> Driver:
    """The form over the shop."""
    window = drive(shop)
    window.press("Ctrl+N")
    return window


def name(call: Driver, who: str, organisation: str = "") -> None:
    """Type who it is over who stood there, and go on to their words."""
    for field, words in (("whoField", who), ("organisationField", organisation)):
        if words or field == "whoField":
            call.field(field).fill(words)
            if call.has("offers"):
                call.press("Esc")  # what is typed is meant
    call.field("organisationField").take_keyboard()
    call.field("wordsField").take_keyboard()
    call.settle()


def say(call: Driver, words: str) -> None:
    """Type on in their words."""
    call.field("wordsField").take_keyboard()
    call.type(words)


def paste(call: Driver, field: str, words: str) -> None:
    """Paste words over what stands in a field."""
    call.clipboard = words
    call.field(field).take_keyboard()
    call.press("Ctrl+A", "Ctrl+V")


def told(call: Driver) -> list[str]:
    """Return all that can be read about the person."""
    return call.part("capturePerson").words if call.has("capturePerson") else []


def offers(call: Driver) -> list[str]:
    """Return what is likely as it is spoken, in the order of its keys."""
    return [call.button(one).spoken for one in OFFERS if call.has(one)]


def chips(call: Driver) -> list[str]:
    """Return the themes that stand in the form."""
    words = call.part("themesField").words
    return [one.removeprefix("Take away ") for one in words if one.startswith("Take away ")]


def said(call: Driver) -> list[str]:
    """Return the words of all that was recorded, the newest first."""
    return [one.text for one in call.desk.ask(list_feedback)]


def test_whoever_is_named_is_recognised(call: Driver) -> None:
    assert call.label("captureSideHint").says == HINT
    name(call, "ann lee")
    unhappy = show_date(ago(10))
    first = f"Customer since {ago(800).year} · 4 feedbacks · unhappy on {unhappy} · £12,400 a year"
    owed = f"Owed: an answer since {show_date(ago(7))}, late"
    later = f"Owed: a call to see how they are by {show_date(ago(-9))}"
    assert told(call) == [
        "Ann Lee, Harbour Bakery",
        first,
        owed,
        later,
        "“Nobody rang about the late van.”",
        f"{unhappy} · request · Late vans · unhappy",
        "“The oat milk was lovely.”",
        f"{show_date(ago(30))} · request · Oat milk · happy",
        f"“{INVOICE}”",
        f"{show_date(ago(60))} · request · Invoices by e-mail",
    ], "the last three"
    spoken = call.part("capturePerson").spoken
    assert spoken == ". ".join(("Ann Lee, Harbour Bakery", first, owed, later))
    assert not call.has("captureSideHint")


def test_half_a_name_is_nobody_and_a_new_one_is_new(call: Driver) -> None:
    call.type("Ann")
    assert told(call) == []
    name(call, "Cem Ar")
    assert told(call) == ["Cem Ar", "New here"]
    call.fill(whoField="")
    assert told(call) == []
    assert call.label("captureSideHint").says == HINT


def test_an_organisation_is_recognised_without_a_person(call: Driver) -> None:
    name(call, "", "harbour  BAKERY")
    assert told(call)[0] == "Harbour Bakery"
    assert "4 feedbacks" in told(call)[1]
    assert told(call)[2].startswith("Owed: an answer since")
    name(call, "Dee Orr", "Harbour Bakery")
    assert told(call)[0] == "Harbour Bakery"
    assert told(call)[1].startswith("Somebody new for them")
    assert "“Nobody rang about the late van.”" in told(call)


def test_the_card_follows_what_is_recorded(call: Driver) -> None:
    name(call, "Ann Lee", "Harbour Bakery")
    say(call, "And another thing.")
    call.press("Ctrl+Shift+Enter")
    assert call.field("wordsField").holds == ""
    assert "5 feedbacks" in told(call)[1]
    assert told(call)[4] == "“And another thing.”"


def test_a_likely_theme_is_taken_by_one_key_and_left_out_by_the_same(call: Driver) -> None:
    say(call, "Please mail the invoice")
    first = f"Invoices by e-mail, like “{INVOICE}”"
    assert offers(call)[0] == first
    call.press("Alt+1")
    assert chips(call) == ["Invoices by e-mail"]
    assert offers(call)[0] == f"{first}, taken"
    assert call.keyboard == "wordsField", "typing goes on"
    call.press("Alt+1")
    assert chips(call) == []
    assert offers(call)[0] == first
    call.click("likely.1")
    assert chips(call) == ["Invoices by e-mail"]
    call.press("Ctrl+Enter")
    assert not call.has("captureForm")
    newest = call.desk.ask(list_feedback)[0]
    assert (newest.text, newest.themes) == ("Please mail the invoice", ("Invoices by e-mail",))
    assert call.says() == "Recorded. 1 other said the same."


def test_similar_words_file_it_as_they_were_filed(call: Driver) -> None:
    say(call, "Please mail the invoice")
    alike = f"{INVOICE}, Ann Lee, Harbour Bakery · {show_date(ago(60))} · Invoices by e-mail"
    assert call.button("likely.6").spoken == alike
    assert call.button("likely.6").tip == "Files this one under Invoices by e-mail too"
    call.press("Alt+6")
    assert chips(call) == ["Invoices by e-mail"]
    assert call.button("likely.6").spoken == f"{alike}, taken"
    assert call.button("likely.1").spoken.endswith(", taken"), "it is the same theme"
    call.press("Alt+6")
    assert chips(call) == ["Invoices by e-mail"], "it only adds"
    call.press("Alt+1")
    assert chips(call) == []


def test_similar_words_without_a_theme_are_shown_whole(call: Driver) -> None:
    words = "Where is parking for a van? " + "We came twice and found none. " * 5
    call.desk.do(record_feedback, NewFeedback(words, Speaker(name="Bo Ek")))
    say(call, "Where is parking for a van")
    (found,) = [one for one in OFFERS if call.has(one) and "found none" in call.button(one).spoken]
    assert call.button(found).tip == "Shows all of it; it has no theme yet"
    before = call.button(found).place.height()
    call.button(found).take_keyboard()
    call.press("Space")
    assert call.button(found).place.height() > before
    assert chips(call) == []
    call.press("Space")
    assert call.button(found).place.height() == before


def test_a_theme_chosen_in_the_form_is_shown_as_taken(call: Driver) -> None:
    say(call, "Please mail the invoice")
    call.field("themesField").take_keyboard()
    call.type("INVOICES BY E-MAIL,Another,")
    assert offers(call)[0].endswith(", taken")
    call.press("Alt+1")
    assert chips(call) == ["Another"]


def test_nothing_is_shown_where_nothing_fits(call: Driver) -> None:
    for words in ("", "   ", "Zzyzx qwrtp", "“((*^:"):
        call.fill(wordsField="Please mail the invoice")
        assert offers(call) != []
        call.fill(wordsField=words)
        assert offers(call) == []
        assert not call.has("captureAdvice")
        call.press("Alt+1")
        assert chips(call) == []


def test_the_form_stays_where_it_is_whatever_stands_beside_it(call: Driver) -> None:
    call.resize(944, 1, "captureForm")
    least = call.part("captureForm").place
    assert call.part("captureSide").place.width() == SIDE_WIDTH
    call.resize(944, 640, "captureForm")
    name(call, "Ann Lee", "Harbour Bakery")
    words, whole = call.field("wordsField").place, call.part("captureForm").place
    say(call, "Please mail the invoice")
    assert offers(call) != []
    assert call.field("wordsField").place == words
    assert call.part("captureForm").place == whole
    assert call.part("captureSide").place.width() == SIDE_WIDTH
    call.fill(whoField="", organisationField="")
    assert call.part("captureForm").place == whole
    name(call, "Ann Lee", "Harbour Bakery")
    call.resize(944, 1, "captureForm")
    assert call.part("captureForm").place.height() <= least.height() + 60, "a line on who is known"


def test_only_the_newest_answer_is_shown(call: Driver) -> None:
    seen: list[list[str]] = []

    def oat_milk_is_likely() -> bool:
        seen.append(offers(call))
        return bool(seen[-1]) and seen[-1][0].startswith("Oat milk")

    with call.unanswered() as answer:
        say(call, "Please mail the invoice")
        say(call, " no")
        say(call, " not that")
        call.fill(wordsField="The oat milk")
        assert offers(call) == []
        answer()
        call.until(oat_milk_is_likely)
    assert not any(one[:1] and "Invoices by e-mail" in one[0] for one in seen)
    assert offers(call)[0].startswith("Oat milk")


@contextmanager
def damaged_index(path: Path) -> Iterator[None]:
    """Let what words are found by be damaged in the file for a while."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        whole = raw.execute("SELECT block, id FROM feedback_fts_data").fetchall()
        raw.execute("UPDATE feedback_fts_data SET block = x'ffffffffff' WHERE id > 10")
        try:
            yield
        finally:
            raw.executemany("UPDATE feedback_fts_data SET block = ? WHERE id = ?", whole)


def test_a_refused_answer_ends_nothing(call: Driver) -> None:
    with damaged_index(call.path):
        with pytest.raises(Refusal, match="damaged"):
            call.desk.advise("Please mail")
        say(call, "Please mail")
        assert offers(call) == []
        assert call.says() == "", "nobody asked for advice"
    say(call, " the invoice")
    assert offers(call) != []


HOSTILE = {
    "5 MB": "the invoice by mail\n" * 260_000,
    "control": "invoice\0mail\x01\x02 \u202e\u2066 e-mail",
    "surrogates": "mail \ud83d invoice \udc00",
    "emoji": "invoice" + "😀" * 4_000,
    "lines": "\n" * 20_000 + "invoice",
    "directions": "אני רוצה invoice بالبريد 👩‍👩‍👧",
    "operators": '"invoice" AND (mail* OR NEAR) -x:y ^',
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_asked_about_like_any_other(call: Driver, words: str) -> None:
    paste(call, "wordsField", words)
    paste(call, "whoField", words[:2_000])
    assert call.has("captureForm")
    paste(call, "wordsField", "Please mail the invoice")
    assert offers(call)[0].startswith("Invoices by e-mail, like")


def test_hostile_rows_are_shown_as_text(call: Driver) -> None:
    nasty = "<b>invoice</b> &amp; \u202email " + "w" * 100_000
    call.desk.do(
        record_feedback, NewFeedback(nasty, ANN, themes=("<img src=x> &Theme " + "n" * 200,))
    )
    name(call, "Ann Lee", "Harbour Bakery")
    assert any("<b>invoice</b> &amp;" in one for one in told(call))
    say(call, "mail invoice")
    assert any("<img src=x> &Theme" in one for one in offers(call))
    assert call.part("captureSide").place.width() == SIDE_WIDTH


def guide(call: Driver) -> list[str]:
    """Return the lines of the call guide, as they are read during a call."""
    return call.part("guideLines").words


def lines_of(text: str) -> list[str]:
    """Return a guide's lines without the marks of its headings."""
    return [words for line in text.splitlines() if (words := line.strip().lstrip("#").strip())]


def test_a_lost_sale_shows_the_guide_and_the_owner_edits_it(
    call: Driver, drive: Drive, shop: Path
) -> None:
    assert not call.has("callGuide")
    call.press("Ctrl+5")
    assert guide(call) == lines_of(CALL_GUIDE)
    assert "“What made you decide?”" in guide(call)
    call.click("guideEdit")
    assert call.keyboard == "guideText"
    assert call.field("guideText").holds == CALL_GUIDE
    call.fill(guideText="# Ask\nWhy them?")
    call.press("Ctrl+Enter")
    assert guide(call) == ["Ask", "Why them?"]
    assert call.has("captureForm"), "Ctrl+Enter saved the guide, not the form"
    assert len(said(call)) == 5
    assert call.says() == "Edited the call guide."
    call.press("Esc")
    call.close()

    again = drive(shop)
    again.press("Ctrl+L")
    assert guide(again) == ["Ask", "Why them?"]
    again.press("Esc")
    again.act("undo")
    again.press("Ctrl+L")
    assert guide(again) == lines_of(CALL_GUIDE)


def test_ours_is_restored_and_escape_leaves_the_guide_as_it_was(call: Driver) -> None:
    call.desk.do(change_settings, {"call_guide": "Theirs"})
    call.press("Ctrl+5")
    assert guide(call) == ["Theirs"]
    call.click("guideEdit")
    call.type("Not this. ")
    assert call.field("guideText").holds == "Not this. Theirs"
    call.press("Esc")
    assert call.has("captureForm")
    assert guide(call) == ["Theirs"]
    assert call.keyboard == "guideEdit"
    for button in ("guideEdit", "guideRestore", "guideSave"):
        call.click(button)
    assert guide(call) == lines_of(CALL_GUIDE)
    assert call.desk.ask(settings)["call_guide"] == CALL_GUIDE
    call.click("guideEdit")
    paste(call, "guideText", "x" * 10_001)
    call.click("guideSave")
    assert call.field("guideText").holds == "x" * 10_001, "nothing typed is lost"
    sentence = "That is too long for the call guide. Nothing was changed."
    assert call.label("guideProblem").says == sentence
    call.click("guideCancel")
    assert guide(call) == lines_of(CALL_GUIDE)


def test_a_narrow_window_has_room_for_the_form_alone(call: Driver) -> None:
    say(call, "Please mail the invoice")
    for width, shown in ((944, True), (700, False), (944, True)):
        call.resize(width, 640, "captureForm")
        assert call.has("captureSide") is shown
    call.resize(700, 640, "captureForm")
    call.press("Alt+1")
    assert chips(call) == [], "what nobody sees is not taken"


def test_everything_beside_the_form_has_a_name_and_takes_the_keyboard(call: Driver) -> None:
    say(call, "Please mail the invoice")
    assert call.part("captureAdvice").explained == "Likely: Invoices by e-mail"
    call.part("captureSideWho").take_keyboard()
    stops: list[tuple[str, str, str]] = []
    while call.keyboard != "captureClose":
        stops.append((call.keyboard, call.focused.spoken, call.focused.explained))
        assert len(stops) < 20, stops
        call.press("Tab")
    assert stops == [
        ("captureSideWho", "Who it is, and how to ask", ""),
        *[(one, call.button(one).spoken, f"Alt+{one[-1]}") for one in OFFERS if call.has(one)],
    ]
    call.button("likely.1").take_keyboard()
    call.press("Space")
    assert chips(call) == ["Invoices by e-mail"]
    call.press("Ctrl+Enter")
    assert not call.has("captureForm")
    assert said(call)[0] == "Please mail the invoice"


def test_a_form_that_is_there_before_the_workspace_asks_once_it_is_open(
    drive_small: DriveSmall, shop: Path
) -> None:
    small = drive_small(shop, who="Ann Lee", kind=Kind.LOSS, text="Please mail the invoice")
    assert small.has("callGuide")
    assert not small.has("captureAdvice")
    assert told(small) == []
    small.begin()
    assert told(small)[0] == "Ann Lee, Harbour Bakery"
    assert offers(small)[0].startswith("Invoices by e-mail")
    assert guide(small) == lines_of(CALL_GUIDE)
