"""What is half typed waits, and is never in the way of the next call."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.drafts import Drafts, Form
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.text import WORDS_LIMIT
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

ANN = NewFeedback("The first thing.", Speaker(name="Ann Lee", organisation="Harbour Bakery"))
BEGUN = "You had begun this one."


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
    return sorted(window.desk.ask(list_feedback), key=lambda one: -one.id)


def written(window: Driver) -> list[Form]:
    """Return every draft on the disk, also one that is being typed."""
    folder = Drafts(window.path).folder
    return [json.loads(one.read_text("utf-8"))["form"] for one in folder.glob("*.json")]


def until_written(window: Driver, *words: str) -> None:
    """Wait until just these words are on the disk, in drafts of their own."""

    def are_there() -> bool:
        return sorted(one["words"] for one in written(window)) == sorted(words)

    window.until(are_there, f"drafts with {words}")


def leave(path: Path, *forms: Form) -> None:
    """Leave drafts as a window that was closed has left them, the last one the newest."""
    drafts = Drafts(path)
    for form in forms:
        pen = drafts.begin()
        pen.write(form)
        pen.close()


def waiting(window: Driver) -> list[str]:
    """Return the words of the drafts that no form holds."""
    return [one.form["words"] for one in Drafts(window.path).waiting()]


def held(window: Driver, *names: str) -> list[str]:
    """Return what fields of the form hold; its names and words, unless others are asked for."""
    return [window.field(name).holds for name in names or ("whoField", "wordsField")]


def line(window: Driver) -> str:
    """Return what the line above the form tells of what waits; nothing where it is not there."""
    return window.label("draftWords").spoken if window.has("draftLine") else ""


def offered(window: Driver) -> list[str]:
    """Return the buttons in that line."""
    names = ("draftContinue", "draftThrowAway", "draftAll", "draftFresh", "draftBack")
    return [window.button(one).says for one in names if window.has(one)]


def press_until(window: Driver, keys: str, condition: Callable[[], object]) -> None:
    """Press a button by its letter; Qt shows it pressed for a moment before it acts."""
    window.press(keys)
    window.until(condition, keys)
    window.settle()


def record(window: Driver) -> Feedback:
    """Press Ctrl+Enter; return what was recorded once the form is gone."""
    before = len(said(window))
    window.press("Ctrl+Enter")
    assert not window.has("captureForm"), window.label("formProblem").says
    assert len(said(window)) == before + 1
    return said(window)[0]


def test_typing_is_on_the_disk_soon_and_gone_once_recorded(window: Driver) -> None:
    window.press("Ctrl+N")
    window.type("Ann Lee")
    window.field("wordsField").type("Can you mail me")
    until_written(window, "Can you mail me")
    assert written(window)[0]["who"] == "Ann Lee"
    window.type(" the bill?")
    assert record(window).text == "Can you mail me the bill?"
    assert written(window) == []


def test_escape_writes_at_once_and_the_form_is_as_it_was_left(window: Driver) -> None:
    window.press("Ctrl+N")
    window.field("wordsField").type("Half a")
    window.press("Esc")
    assert [one["words"] for one in written(window)] == ["Half a"]
    window.press("Ctrl+N")
    assert held(window) == ["", "Half a"]
    assert line(window) == BEGUN
    assert offered(window) == ["Start anew"]
    # The next call is on the line: Alt+N begins an empty form, and this one waits.
    press_until(window, "Alt+N", lambda: held(window) == ["", ""])
    assert window.keyboard == "whoField"
    assert "“Half a”" in line(window)
    assert offered(window) == ["Continue", "Throw away"]
    window.type("Bo Ek")
    window.field("wordsField").type("Another call.")
    assert record(window).text == "Another call."
    assert waiting(window) == ["Half a"]


def test_what_waits_is_continued_by_a_key_and_recorded(window: Driver) -> None:
    words = "Can you mail me the"
    leave(window.path, {"who": "Ann Lee", "words": words, "themes": ["Invoices"]})
    window.press("Ctrl+N")
    assert held(window) == ["", ""], "an old draft is never in the way"
    assert line(window).startswith("Half typed at ")
    assert line(window).endswith(f"“Ann Lee – {words}”")
    assert window.keyboard == "whoField"
    press_until(window, "Alt+E", lambda: held(window) == ["Ann Lee", words])
    assert window.keyboard == "wordsField"
    assert line(window) == ""
    window.press("Ctrl+End")
    window.type(" bill?")
    one = record(window)
    assert (one.text, one.themes) == ("Can you mail me the bill?", ("Invoices",))
    assert written(window) == []


def test_what_stands_in_the_form_waits_while_another_is_continued(window: Driver) -> None:
    leave(window.path, {"words": "The first"}, {"words": "The second"})
    window.press("Ctrl+N")
    window.type("Cem Ar")
    assert offered(window) == ["Continue", "Throw away", "All 2…"]
    press_until(window, "Alt+A", window.menu_is_open)
    titles = [one.partition("   ·   ")[0] for one in window.menu()]
    assert titles == ["The second", "The first"], "the newest first"
    window.pick("The first")
    assert held(window) == ["", "The first"]
    until_written(window, "", "The first", "The second")
    assert line(window).endswith("“Cem Ar”")
    assert offered(window) == ["Continue", "Throw away", "All 2…"]


def test_what_is_thrown_away_can_be_brought_back(window: Driver) -> None:
    leave(window.path, {"words": "No longer wanted"})
    window.press("Ctrl+N")
    press_until(window, "Alt+Y", lambda: not written(window))
    assert line(window) == "Thrown away: “No longer wanted”"
    assert offered(window) == ["Bring back"]
    assert window.keyboard == "draftBack"
    press_until(window, "Space", lambda: line(window).startswith("Half typed"))
    assert waiting(window) == ["No longer wanted"]
    press_until(window, "Alt+Y", lambda: not written(window))
    window.press("Esc", "Ctrl+N")
    assert line(window) == ""


def test_two_windows_never_write_over_each_other(drive: Drive, tmp_path: Path) -> None:
    one = drive(tmp_path / "shop.feedbackdesk")
    one.press("Ctrl+N")
    one.type("Ann Lee")
    other = drive(one.path)
    other.press("Ctrl+N")
    other.field("wordsField").type("In the other window")
    until_written(other, "", "In the other window")
    assert waiting(other) == [], "both are being typed"
    assert line(other) == ""
    other.press("Esc", "Ctrl+N")
    assert line(other) == BEGUN
    press_until(other, "Alt+N", lambda: held(other) == ["", ""])
    assert waiting(other) == ["In the other window"]


def test_a_lost_sale_is_not_made_of_a_request_that_was_begun(window: Driver) -> None:
    window.press("Ctrl+N")
    window.fill(wordsField="Half a request")
    window.press("Esc", "Ctrl+L")
    assert held(window) == ["", ""]
    assert window.button("segment.loss").checked
    assert line(window).endswith("“Half a request”")
    assert [one["kind"] for one in written(window)] == ["request"]


def test_a_form_that_was_emptied_leaves_nothing(window: Driver) -> None:
    window.press("Ctrl+N")
    window.type("x")
    until_written(window, "")
    window.press("Backspace", "Esc")
    assert written(window) == []


def test_the_next_one_by_the_same_person_is_no_draft_before_something_is_typed(
    window: Driver,
) -> None:
    window.press("Ctrl+N")
    window.fill(whoField="Ann Lee", wordsField="It was said.")
    window.press("Ctrl+Shift+Enter")
    assert held(window) == ["Ann Lee", ""]
    window.press("Esc")
    assert written(window) == []
    window.press("Ctrl+N")
    assert held(window) == ["", ""]


def test_a_refused_recording_keeps_the_draft(window: Driver) -> None:
    window.press("Ctrl+N")
    window.fill(wordsField="It was said.", dateField="31 feb")
    window.press("Ctrl+Enter")
    assert said(window) == []
    until_written(window, "It was said.")
    assert written(window)[0]["day"] == "31 feb"


def test_a_disk_that_keeps_nothing_says_so_and_recording_goes_on(window: Driver) -> None:
    folder = Drafts(window.path).folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("A file is where the folder should be.")
    window.press("Ctrl+N")
    window.type("Ann Lee")
    window.until(lambda: window.label("formProblem").says, "a sentence")
    sentence = window.label("formProblem").says
    assert sentence.startswith(f"What is half typed cannot be kept in {folder}: ")
    assert sentence.endswith("Recording works as ever.")
    window.field("wordsField").type("It was said.")
    assert record(window).text == "It was said."
    folder.unlink()
    window.press("Ctrl+N")
    window.type("Bo Ek")
    until_written(window, "")


def test_words_that_no_disk_keeps_stay_in_the_form_when_somebody_is_erased(known: Driver) -> None:
    folder = Drafts(known.path).folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("A file is where the folder should be.")
    known.press("Ctrl+N")
    known.fill(wordsField="Bo wants longer hours")
    known.until(lambda: known.label("formProblem").says, "a sentence")
    known.desk.erase(known.desk.ask(person_named, "Ann Lee").id)
    known.settle()
    assert known.field("wordsField").says == "Bo wants longer hours"
    folder.unlink()


def show_ann(window: Driver) -> None:
    """Bring Ann Lee into the inspector."""
    window.go("people")
    window.choose("peopleList", "Ann Lee")
    if not window.has("inspector"):
        window.act("inspector")


def test_a_known_person_is_named_at_once(known: Driver) -> None:
    show_ann(known)
    known.press("Ctrl+N")
    known.fill(wordsField="Somebody else is half typed")
    known.click("recordForPerson")
    assert held(known, "whoField", "organisationField") == ["Ann Lee", "Harbour Bakery"]
    assert known.keyboard == "wordsField"
    assert known.field("stageField").choices[0] == "As known: customer"
    assert line(known).endswith("“Somebody else is half typed”")
    known.type("The second thing.")
    record(known)
    assert len(said(known)) == 2
    assert len({one.who_id for one in said(known)}) == 1


def test_the_inspector_records_for_the_person_it_shows(known: Driver) -> None:
    show_ann(known)
    known.click("recordForPerson")
    assert held(known, "whoField") == ["Ann Lee"]
    known.press("Esc")
    assert written(known) == [], "a name that was filled in is no draft"


def test_a_form_comes_back_with_every_field(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "shop.feedbackdesk")
    window.press("Ctrl+L")
    window.click("moreButton")
    window.part("channelField").choose("Review")
    window.part("stageField").choose("Former customer")
    window.part("outcomeField").choose("Stayed as they were")
    words = "Zwei\u00a0Zeilen\nund \u202ertl"
    filled = {
        "whoField": "Ann Lee 🥐",
        "organisationField": "Harbour",
        "dateField": "yesterday",
        "emailField": "ann@example.com",
        "phoneField": "0123",
        "linkField": "https://reviews.example/7",
        "reachField": "12k",
        "reasonField": "Price",
        "competitorField": "Beanworks",
        "valueField": "1200.50",
        "stageReachedField": "Trial",
        "alternativeField": "Rent one",
        "revisitField": "2 weeks",
    }
    window.fill(wordsField=words, **filled)
    for name, typed in (("themesField", "One,Two,"), ("alsoField", "Timing,")):
        window.field(name).take_keyboard()
        window.type(typed)
    for chosen in ("unhappy", "critical", "us"):
        window.click(f"segment.{chosen}")
    window.press("Esc")
    assert window.close()
    yesterday = (local_today() - timedelta(days=1)).isoformat()
    in_two_weeks = (local_today() + timedelta(days=14)).isoformat()
    assert written(window) == [
        {
            "who": "Ann Lee 🥐", "organisation": "Harbour", "kind": "loss", "words": words,
            "themes": ["One", "Two"], "day": yesterday, "channel": "review", "stage": "former",
            "feeling": "unhappy", "importance": "critical", "email": "ann@example.com",
            "phone": "0123", "link": "https://reviews.example/7", "reach": "12k",
            "loss": {
                "reason": "Price", "outcome": "stayed", "competitor": "Beanworks",
                "value": "1200.50", "stage_reached": "Trial", "also": ["Timing"], "told_by": "us",
                "alternative": "Rent one", "revisit": in_two_weeks,
            },
        }
    ]  # fmt: skip
    again = drive(window.path)
    again.press("Ctrl+N")
    press_until(again, "Alt+E", lambda: held(again)[0] == "Ann Lee 🥐")
    filled |= {"dateField": yesterday, "revisitField": in_two_weeks}
    assert dict(zip(filled, held(again, *filled), strict=True)) == filled, (
        "days are counted from when they were typed"
    )
    boxes = held(again, "channelField", "stageField", "outcomeField")
    assert boxes == ["Review", "Former customer", "Stayed as they were"]
    for chosen in ("loss", "unhappy", "critical", "us"):
        assert again.button(f"segment.{chosen}").checked, chosen
    assert again.has("emailField"), "what was filled in is in sight"
    assert "Take away Two" in again.part("themesField").words
    assert "Take away Timing" in again.part("alsoField").words


STRANGE: list[Form] = [
    {},
    {"who": 7, "words": None, "themes": "none", "loss": [], "day": {}, "kind": 3},
    {"kind": "rumour", "channel": "pigeon", "stage": ["x"], "feeling": 1.5, "importance": True},
    {"themes": [1, None, "x" * 9_000, {}], "loss": {"also": [[]], "outcome": 9, "told_by": 1}},
    {"words": "a\x00b\u2029c\ud800", "who": "\u2028\x1b", "reach": "many", "link": "\x00"},
    {"themes": [str(n) for n in range(5_000)]},
]


def test_a_strange_draft_fills_what_it_can(window: Driver) -> None:
    for strange in STRANGE:
        leave(window.path, strange)
        window.press("Ctrl+L")  # of another kind: whatever was begun waits
        press_until(window, "Alt+E", lambda: window.keyboard == "wordsField")
        assert window.button("segment.request").checked
        assert window.field("channelField").holds == "Call"
        assert window.field("dateField").holds == "today"
        if len(strange.get("themes", "")) > 100:
            assert "… and 80 more" in window.part("themesField").words, "a hundred are taken"
        window.press("Esc")


def paste(window: Driver, text: str) -> None:
    window.clipboard = text
    window.field("wordsField").take_keyboard()
    window.press("Ctrl+V")


@pytest.mark.parametrize("text", ["x" * 5_000_000, "word " * 1_000_000], ids=["x", "words"])
def test_five_megabytes_on_one_line_are_pasted_kept_and_recorded(window: Driver, text: str) -> None:
    window.press("Ctrl+N")
    paste(window, text)
    assert window.label("formProblem").says == "A very long line was broken into several."
    window.type("!")
    assert max(map(len, held(window)[1].split("\n"))) <= 2_001
    window.press("Esc")
    (kept,) = written(window)
    assert "".join(kept["words"].split()) == "".join(text.split()) + "!"
    window.press("Ctrl+N")
    assert len(record(window).text) >= len(text) - 1


def test_a_paste_that_could_not_be_recorded_is_left_out_with_a_sentence(window: Driver) -> None:
    window.press("Ctrl+N")
    window.field("wordsField").type("Before")
    paste(window, "y" * (WORDS_LIMIT + 1))
    assert held(window) == ["", "Before"]
    sentence = "That is longer than the 10,000,000 characters that fit; it was left out."
    assert window.label("formProblem").says == sentence


def test_rubbish_is_pasted_as_what_can_be_read_of_it(window: Driver) -> None:
    window.press("Ctrl+N")
    paste(window, "a\x00b\x1b[31m\r\nc \u202eright to left\u202c")
    window.type("half \ud83d")
    window.until(lambda: written(window), "a draft")
    text = record(window).text
    assert text.startswith("ab[31m\nc \u202eright to left\u202chalf")
    assert "\ud83d" not in text


def test_the_words_grow_with_what_is_typed_and_with_the_window(window: Driver) -> None:
    window.press("Ctrl+N")
    words, form = window.field("wordsField"), window.part("captureForm")
    before, wide, tall = words.place.height(), form.place.width(), form.place.height()
    paste(window, "One line.\n" * 13 + "The end.")
    grown = words.place.height()
    assert grown > before
    assert not words.scrolls, "all of it is in sight"
    window.resize(wide, max(tall, form.place.height()) + 200, "captureForm")
    assert words.place.height() > before + 150


def test_the_stage_and_the_link_show_what_is_guessed(known: Driver) -> None:
    known.press("Ctrl+N")
    known.type("ann")
    known.press("Enter")
    assert known.field("stageField").choices[0] == "As known: customer"
    known.field("whoField").take_keyboard()
    known.press("End", "Backspace")
    known.type("x")
    assert known.field("stageField").choices[0] == "As known"
    known.click("moreButton")
    assert not known.has("linkField")
    known.part("channelField").choose("Social media")
    assert known.has("linkField")
    known.fill(linkField="https://x.example/1", reachField="a few", wordsField="Loved it.")
    known.press("Ctrl+Enter")
    assert "not a number of people" in known.label("formProblem").says
    assert known.keyboard == "reachField"
    known.fill(reachField="1,200")
    one = record(known)
    assert (one.link, one.reach) == ("https://x.example/1", 1_200)
    # Corrected as it stands, nothing is changed; what is emptied or typed over is.
    known.go("inbox")
    known.choose("inboxList", "Loved it.")
    done = known.called("undo")
    known.press("Ctrl+E", "Ctrl+Enter")
    assert known.called("undo") == done
    known.press("Ctrl+E")
    known.fill(linkField="", reachField="12k")
    known.press("Ctrl+Enter")
    assert (said(known)[0].link, said(known)[0].reach) == (None, 12_000)


def test_a_restart_tells_of_what_waits_beside_the_capture_button(
    drive: Drive, tmp_path: Path
) -> None:
    window = drive(tmp_path / "shop.feedbackdesk")
    window.press("Ctrl+N")
    window.fill(wordsField="Half of what they")
    assert window.close()
    again = drive(window.path)
    assert again.button("halfTyped").says.startswith("1")
    again.click("halfTyped")
    assert held(again) == ["", ""]
    press_until(again, "Alt+E", lambda: held(again) == ["", "Half of what they"])
    record(again)
    assert not again.has("halfTyped")
    assert waiting(again) == []


def test_what_was_left_belongs_to_whom_it_names(window: Driver) -> None:
    window.press("Ctrl+N")
    window.type("Ann Lee")
    window.field("wordsField").type("Half a")
    window.press("Esc", "Ctrl+N")
    assert held(window) == ["", ""], "the next caller may be another"
    assert line(window).endswith("“Ann Lee – Half a”")
    # By mistake: one key goes on, behind the last word.
    press_until(window, "Alt+E", lambda: held(window) == ["Ann Lee", "Half a"])
    window.type(" sentence.")
    assert held(window) == ["Ann Lee", "Half a sentence."]


@pytest.mark.parametrize(("seconds", "is_there"), [(30, True), (61, False)])
def test_what_was_left_a_while_ago_waits(
    window: Driver, pass_time: Callable[[float], None], seconds: float, is_there: bool
) -> None:
    window.press("Ctrl+N")
    window.fill(wordsField="Half a")
    window.press("Esc")
    pass_time(seconds)
    window.press("Ctrl+N")
    assert held(window) == ["", "Half a" if is_there else ""]
    assert line(window).endswith(BEGUN if is_there else "“Half a”")


def test_words_that_are_dropped_never_join_a_form_out_of_sight(window: Driver) -> None:
    window.press("Ctrl+N")
    window.fill(wordsField="What Ann said")
    window.press("Esc")
    assert window.drop_text("mainWindow", "What Bo said")
    assert held(window) == ["", "What Bo said"]
    assert line(window).endswith("“What Ann said”")
    assert window.drop_text("mainWindow", "And more")
    assert held(window) == ["", "What Bo said\n\nAnd more"], "in sight, they join"


def test_the_form_opens_at_its_top(window: Driver) -> None:
    window.press("Ctrl+L")
    window.resize(window.part("captureForm").place.width(), 420, "captureForm")
    assert window.button("segment.loss").whole_in_sight
    window.part("captureArea").scroll_to_end()
    assert not window.button("segment.loss").in_sight
    window.press("Esc", "Ctrl+L")
    assert window.button("segment.loss").whole_in_sight


def test_only_one_field_looks_as_if_it_had_the_keyboard(window: Driver) -> None:
    def edge() -> str:
        picture = window.field("themesField").picture
        return picture.pixelColor(picture.width() // 2, 0).name()

    window.press("Ctrl+N")
    window.fill(wordsField="It was said.")
    plain = edge()
    window.field("themesField").take_keyboard()
    assert edge() != plain
    record(window)
    window.press("Ctrl+N")
    assert window.keyboard == "whoField"
    assert edge() == plain
