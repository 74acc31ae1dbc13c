"""What is held on somebody, in the window: written down, erased, or kept by choice."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import FeedbackFacts, NewFeedback, edit_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.words import PersonStage
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

LONG_AGO = local_today() - timedelta(days=500)
BACKUP = "shop.before-0002.feedbackdesk"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which Zanthia spoke, and Bo spoke of her; an old copy lies beside it."""
    path = tmp_path / "shop" / "shop.feedbackdesk"
    path.parent.mkdir()
    desk = Desk.open(path)
    zanthia = Speaker("Zanthia Quorl", email="z@quorl.example", stage=PersonStage.PROSPECT)
    desk.do(record_feedback, NewFeedback("Marmalade!", zanthia, on=LONG_AGO, themes=("Jam",)))
    desk.do(record_feedback, NewFeedback("Zanthia Quorl sent me", Speaker("Bo")))
    desk.close()
    path.with_name(BACKUP).write_bytes(b"old")
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """A window over the shop."""
    return drive(shop)


def names(window: Driver) -> set[str]:
    """Return what people are called."""
    return {one.name for one in window.desk.ask(all_people)}


def ask_to_erase(window: Driver) -> None:
    """Choose Zanthia in the list, and ask to erase her for good."""
    window.go("people")
    window.choose("peopleList", "Zanthia Quorl")
    window.act("person_erase")
    assert window.dialog() == "eraseDialog"
    assert window.keyboard == "eraseName"


def held_anywhere(shop: Path, word: bytes) -> bool:
    """Return whether a word stands in any byte of the folder."""
    return word in b"".join(one.read_bytes() for one in shop.parent.iterdir())


def test_a_person_is_erased_once_their_name_is_typed(window: Driver, shop: Path) -> None:
    assert held_anywhere(shop, b"armalade")
    window.act("person_erase")
    assert window.says() == "Open a person first: Ctrl+K finds them by name."
    assert window.dialog() == ""
    window.go("people")
    window.choose("peopleList", "Zanthia Quorl")
    window.act("inspector")
    offered = window.pick_from("moreForPerson", "Erase for good…")
    assert offered == ["Everything held on them…", "Erase for good…"]
    assert window.dialog() == "eraseDialog"
    assert window.text("eraseDialog").splitlines() == [
        "Zanthia Quorl",
        "What goes",
        "Their name, addresses and notes, every word they said, what they were told, and all of "
        "it in the history, in the search and in drafts.",
        "What stays",
        "1 feedback without words, as said by “An erased person”. Every count stays as it is.",
        "Named in words of others, which stay; correct these first:",
        "feedback 2: “Zanthia Quorl sent me”",
        "Open it to correct it",
        "Copies, made anew without them",
        BACKUP,
        "Delete the backups among them instead",
        "What was printed, saved as a PDF, exported, mailed or copied elsewhere is out of reach: "
        "look for that yourself.",
        "Type their name to go on",
        "This cannot be undone.",
        "Keep them",
        "Erase for good",
    ]
    for typed in ("", "Zanthia", "x" * 100_000, "\u202eZ"):
        window.clipboard = typed
        window.fill(eraseName="")
        window.press("Ctrl+V")
        assert not window.part("eraseForGood").enabled, typed[:20]
        window.press("Enter")
        assert window.dialog() == "eraseDialog"
        assert names(window) == {"Zanthia Quorl", "Bo"}
    window.fill(eraseName="zanthia  QUORL")
    assert window.part("eraseForGood").enabled
    assert not window.part("pruneBackups").checked, "nothing more goes than was said"
    window.click("pruneBackups")
    window.part("eraseName").press("Enter")
    window.settle()
    assert window.part("eraseResult").says == (
        "Erased for good. 1 feedback keeps counting.\nOthers name them in 1 place.\n"
        "1 file was deleted."
    )
    assert not window.has("sweepAgain")
    assert window.part("eraseClose").says == "Close"
    assert window.keyboard == "eraseClose"
    assert not shop.with_name(BACKUP).exists()
    window.press("Esc")
    assert window.dialog() == ""
    assert names(window) == {"An erased person", "Bo"}
    assert window.shown("peopleList") == ["An erased person", "Bo"]
    assert not held_anywhere(shop, b"armalade")


def test_copies_are_made_anew_and_what_was_not_reached_is_told(window: Driver, shop: Path) -> None:
    for name in ("shop.bak", "backup of the shop"):
        window.desk.save_copy(shop.with_name(name))
    ask_to_erase(window)
    window.type("Zanthia Quorl")
    window.press("Enter")
    window.settle()
    assert window.part("eraseResult").says.splitlines()[2:] == [
        "2 copies were made anew without them.",
        f"Not reached, and may still hold them: {BACKUP} (it is damaged, or no workspace).",
    ]
    assert shop.with_name(BACKUP).exists()
    assert not held_anywhere(shop, b"armalade")
    assert window.keyboard == "eraseClose"
    window.press("Esc")
    assert window.dialog() == ""


def test_who_closes_at_once_is_told_later(window: Driver, shop: Path) -> None:
    window.desk.save_copy(shop.with_name("shop.bak"))
    shop.with_name(BACKUP).unlink()
    ask_to_erase(window)
    window.type("Zanthia Quorl")
    with window.unanswered():
        window.press("Enter")
        window.until(lambda: window.has("eraseResult"), "what was done")
        assert window.part("eraseProgress").spoken == "Erasing"
        window.press("Esc")
        assert window.dialog() == ""
        assert held_anywhere(shop, b"armalade")
    window.settle()
    assert window.says() == "1 copy was made anew without them."
    assert not held_anywhere(shop, b"armalade")


@pytest.mark.parametrize("who", ["Zanthia Quorl", ""], ids=["as said by her", "in the words"])
def test_what_is_half_typed_of_them_goes_too(window: Driver, who: str) -> None:
    window.press("Ctrl+N")
    window.type(who)
    window.press("Tab", "Tab")
    window.type("Zanthia Quorl wants more marmalade")
    window.press("Esc")
    assert not window.has("captureForm")
    assert window.part("halfTyped").says == "1 half typed"
    ask_to_erase(window)
    window.type("Zanthia Quorl")
    window.press("Enter")
    told = window.part("eraseResult").says.splitlines()
    assert told[:2] == [
        "Erased for good. 1 feedback keeps counting.",
        "1 half-typed form went too.",
    ]
    window.press("Return")
    assert window.dialog() == "", "Enter presses the button that has the ring"
    assert not window.has("halfTyped")
    window.press("Ctrl+N")
    assert not window.is_said("Zanthia", "captureForm")
    assert not window.is_said("marmalade", "captureForm")


def test_what_others_said_of_them_is_opened_to_be_corrected_first(window: Driver) -> None:
    ask_to_erase(window)
    assert window.part("eraseElsewhere").spoken == "Named in words of others"
    window.click("eraseElsewhereCorrect")
    assert window.dialog() == ""
    assert "Zanthia Quorl sent me" in window.inspected().splitlines()
    assert window.part("openPerson").says == "Bo"
    assert names(window) == {"Zanthia Quorl", "Bo"}, "nothing was erased"


def test_a_calm_line_says_once_that_somebody_is_due(window: Driver) -> None:
    def remind_after(months: str) -> None:
        window.act("retention")
        window.fill(retentionMonths=months)
        window.press("Enter")
        window.answer("Close")
        assert window.dialog() == ""

    window.press("Ctrl+5")
    assert window.page == "people"
    assert not window.has("retentionLine"), "nobody asked to be reminded"
    remind_after("12")
    assert window.part("retentionWords").says == "1 person was not heard of for long."
    window.click("retentionLook")
    assert window.dialog() == "retentionDialog"
    window.answer("Close")
    later = window.part("retentionLater")
    assert later.says == "Not now"
    later.press("Space")
    window.settle()
    assert not window.has("retentionLine")
    assert window.keyboard == "peopleList", "the keyboard goes on to the list"
    remind_after("11")
    assert not window.has("retentionLine"), "not again in this window"


def test_keeping_them_changes_nothing(window: Driver) -> None:
    ask_to_erase(window)
    assert window.part("eraseClose").says == "Keep them"
    window.click("eraseClose")
    assert window.dialog() == ""
    assert names(window) == {"Zanthia Quorl", "Bo"}


@pytest.mark.slow("the program waits ten seconds for the reader to go")
def test_a_reader_in_the_way_is_told_of_and_swept_later(window: Driver, shop: Path) -> None:
    ask_to_erase(window)
    with closing(sqlite3.connect(shop, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM feedback").fetchone()
        window.type("Zanthia Quorl")
        window.click("eraseForGood")
        assert window.is_said(
            "Traces may be left in the file, since another program is reading it. Close it "
            "there, and try again."
        )
        assert window.part("sweepAgain").says == "Try again"
        assert names(window) == {"An erased person", "Bo"}
        reader.execute("COMMIT")
    window.click("sweepAgain")
    assert not window.has("sweepAgain")
    assert not window.is_said("Traces may be left")
    window.press("Esc")
    assert window.dialog() == ""
    assert not held_anywhere(shop, b"armalade")


@pytest.mark.parametrize("ending", ["html", "json"])
def test_everything_held_is_written_to_a_file(
    window: Driver, shop: Path, tmp_path: Path, ending: str
) -> None:
    window.go("people")
    window.choose("peopleList", "Zanthia Quorl")
    path = tmp_path / f"held.{ending}"
    with window.naming(path) as offered:
        window.act("person_report")
    assert offered == [f"held-1-{local_today().isoformat()}.html"]
    assert window.says() == f"Everything held on them is in held.{ending}."
    text = path.read_text("utf-8")
    assert "Marmalade!" in text
    if ending == "json":
        assert json.loads(text)["person"]["email"] == "z@quorl.example"
    with window.naming(tmp_path / "no" / "held.html"):
        window.act("person_report")
    assert "no folder" in window.says()


def test_those_not_heard_of_are_kept_or_erased(window: Driver) -> None:
    window.act("retention")
    assert window.dialog() == "retentionDialog"
    assert window.keyboard == "retentionMonths"
    assert window.rows("retentionPeople") == []
    assert window.is_said("Nobody is to be looked at now.")
    assert not window.part("retentionKeep").enabled
    assert not window.part("retentionErase").enabled
    wrong = "Give a number of months from 1 to 999, or nothing for never. Nothing was changed."
    for typed in ("non", "-1", "0"):
        window.fill(retentionMonths=typed)
        window.press("Enter")
        assert window.is_said(wrong), typed
        assert window.desk.ask(settings)["retention_months"] == ""
    window.fill(retentionMonths="12")
    window.press("Enter")
    line = f"Zanthia Quorl  ·  Prospect  ·  last heard of {show_date(LONG_AGO)}"
    assert window.rows("retentionPeople") == [line]
    assert not window.is_said(wrong)
    assert window.is_said("1 person was not heard of for longer.")
    window.click("retentionKeep")
    assert window.rows("retentionPeople") == []
    window.desk.undo()
    window.until(lambda: window.rows("retentionPeople") == [line], "her line")
    window.click("retentionErase")
    assert window.dialog() == "eraseDialog"
    window.type("Zanthia Quorl")
    window.press("Enter")
    window.click("eraseClose")
    assert window.dialog() == "retentionDialog"
    assert window.rows("retentionPeople") == []
    assert names(window) == {"An erased person", "Bo"}
    assert window.desk.ask(settings)["retention_months"] == "12"


def test_the_chosen_one_of_several_is_kept_or_erased(window: Driver) -> None:
    for who, firm, days in (("Yan Ek", "Acme", 400), ("Xaver", None, 900)):
        speaker = Speaker(who, firm, stage=PersonStage.LOST)
        on = local_today() - timedelta(days=days)
        window.desk.do(record_feedback, NewFeedback("No, thanks", speaker, on=on))
    window.act("retention")
    window.fill(retentionMonths="12")
    window.press("Enter")
    window.until(lambda: len(window.rows("retentionPeople")) == 3, "the three")
    window.settle()
    heard = {days: show_date(local_today() - timedelta(days=days)) for days in (400, 500, 900)}
    every = [
        f"Xaver  ·  Lost  ·  last heard of {heard[900]}",
        f"Zanthia Quorl  ·  Prospect  ·  last heard of {heard[500]}",
        f"Yan Ek, Acme  ·  Lost  ·  last heard of {heard[400]}",
    ]
    assert window.rows("retentionPeople") == every, "whoever was silent longest comes first"
    assert window.is_said("3 people were not heard of for longer.")
    assert window.chosen("retentionPeople") == every[:1]
    window.choose("retentionPeople", every[1])
    window.click("retentionKeep")
    assert window.rows("retentionPeople") == [every[0], every[2]]
    assert window.chosen("retentionPeople") == [every[2]], "the next one"
    window.click("retentionErase")
    assert window.text("eraseDialog").splitlines()[0] == "Yan Ek"
    assert not window.has("eraseElsewhere"), "nobody else speaks of them"
    window.press("Esc")
    assert window.dialog() == "retentionDialog"
    assert window.rows("retentionPeople") == [every[0], every[2]]
    window.act("undo")
    assert window.rows("retentionPeople") == every
    window.fill(retentionMonths="")
    window.press("Enter")
    assert window.rows("retentionPeople") == []
    assert window.desk.ask(settings)["retention_months"] == ""


def test_what_may_name_them_is_offered_to_be_looked_over(window: Driver, shop: Path) -> None:
    window.desk.do(record_feedback, NewFeedback("Mrs Quorl likes it", Speaker("Bo")))
    said = window.desk.do(record_feedback, NewFeedback("As Zanthia says", Speaker("Bo"))).result
    ask_to_erase(window)
    assert window.part("eraseMayName").spoken == "May name them"
    assert window.rows("eraseMayName") == [
        "feedback 3: “Mrs Quorl likes it”", "feedback 4: “As Zanthia says”",
    ]  # fmt: skip
    assert window.part("alsoCalled").says == "Take “Mrs Quorl”, “Zanthia” for their name, too"
    window.click("eraseMayNameCorrect")
    assert window.dialog() == ""
    assert "Mrs Quorl likes it" in window.inspected().splitlines()
    window.desk.do(edit_feedback, said, FeedbackFacts(text="As somebody says"))
    ask_to_erase(window)
    assert window.part("alsoCalled").says == "Take “Mrs Quorl” for their name, too"
    assert not window.part("alsoCalled").checked
    window.type("Zanthia Quorl")
    window.press("Enter")
    window.settle()
    assert window.part("eraseResult").says.splitlines()[1:3] == [
        "Others name them in 1 place.", "Others may name them in 1 place.",
    ]  # fmt: skip
    assert held_anywhere(shop, b"As Zanthia says"), "nobody said that it is her name"
    window.press("Esc")


def test_a_surname_alone_is_taken_for_their_name_where_the_owner_says_so(
    window: Driver, shop: Path
) -> None:
    said = window.desk.do(record_feedback, NewFeedback("As Zanthia says", Speaker("Bo"))).result
    window.desk.do(record_feedback, NewFeedback("I am with Zanthia", Speaker("Bo")))
    window.desk.do(edit_feedback, said, FeedbackFacts(text="As somebody says"))
    ask_to_erase(window)
    window.click("alsoCalled")
    window.part("eraseName").press("Tab")
    window.fill(eraseName="Zanthia Quorl")
    window.part("eraseName").press("Enter")
    window.settle()
    assert "Others name them in 2 places." in window.part("eraseResult").says.splitlines()
    assert not held_anywhere(shop, b"As Zanthia says"), "what was corrected is gone"
    window.press("Esc")


def test_a_half_typed_form_that_may_name_them_is_offered_too(window: Driver) -> None:
    window.press("Ctrl+N")
    window.press("Tab", "Tab")
    window.type("Mrs Quorl wants more marmalade")
    window.press("Esc")
    ask_to_erase(window)
    (row,) = window.rows("eraseMayName")
    assert row == "half-typed form: Mrs Quorl wants more marmalade"
    assert not window.has("alsoCalled"), "nothing that is kept calls her so"
    window.click("eraseMayNameCorrect")
    assert window.has("captureForm")
    assert names(window) == {"Zanthia Quorl", "Bo"}, "nothing was erased"
    window.press("Esc")
