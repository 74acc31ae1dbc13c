"""Words, mails and files dropped anywhere on the window open the form, filled."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.domain.words import Channel
from tests.driver.driver import Driver, carrying
from tests.driver.fixtures import Drive

MAIL = (
    "From: Ann Lee <ann@example.com>\nDate: Fri, 20 Nov 2026 18:02:00 +0100\n"
    "Subject: Re: Our invoice\n\nCan you mail me the bill {number}?\n\n"
    "On Thu, Shop <shop@example.com> wrote:\n> Paper again?\n"
)
TAKEN = "Nothing was changed; words, e-mails (.eml) and text files can be dropped here."


@pytest.fixture
def window(drive: Drive, tmp_path: Path) -> Driver:
    """A window over a new workspace."""
    return drive(tmp_path / "shop.feedbackdesk")


def mails(tmp_path: Path, number: int) -> list[Path]:
    """Write so many mails by Ann Lee."""
    found = [tmp_path / f"mail {one}.EML" for one in range(1, number + 1)]
    for one, path in enumerate(found, 1):
        path.write_text(MAIL.format(number=one))
    return found


def bill(number: int) -> str:
    """Return the words of one of the mails as the form takes them."""
    return f"Our invoice\n\nCan you mail me the bill {number}?"


def held(window: Driver, *names: str) -> list[str]:
    """Return what fields of the form hold."""
    return [window.field(name).says for name in names]


def turn(window: Driver) -> str:
    """Return which of several the form is about."""
    return window.label("captureHint").says.partition(":")[0]


def waiting(window: Driver) -> list[str]:
    """Return the words of the drafts that wait."""
    return sorted(one.form["words"] for one in Drafts(window.path).waiting())


def hint(window: Driver) -> str:
    """Return what a drop would do, while something is held over the window."""
    return window.part("dropHint").spoken if window.has("dropHint") else ""


@pytest.mark.parametrize("where", ["inboxList", "navigation", "mainWindow"])
def test_words_dropped_anywhere_open_the_form(drive: Drive, sample_path: Path, where: str) -> None:
    window = drive(sample_path)
    words = carrying(text="Can you\x00 mail me\r\nthe bill?", html="<b>Can you</b><script>x")
    assert window.hold_over(where, words)
    assert hint(window) == "Record this as feedback"
    window.drag_away()
    assert hint(window) == ""
    assert window.drop(where, words)
    assert hint(window) == ""
    assert held(window, "wordsField") == ["Can you mail me\nthe bill?"]
    assert window.keyboard == "whoField", "which nobody said yet"


def test_a_mail_says_who_when_and_what(window: Driver, tmp_path: Path) -> None:
    assert window.drop_files("mainWindow", *mails(tmp_path, 1))
    fields = ("whoField", "emailField", "organisationField", "channelField", "wordsField")
    assert held(window, *fields) == ["Ann Lee", "ann@example.com", "", "E-mail", bill(1)], (
        "what is filled in is in sight"
    )
    window.press("Ctrl+Enter")
    assert not window.has("captureForm")
    (one,) = window.desk.ask(list_feedback)
    assert (one.on, one.channel) == (date(2026, 11, 20), Channel.EMAIL)
    assert (one.who, one.text) == ("Ann Lee", bill(1))


def test_several_mails_come_in_turn_and_none_is_lost_by_closing(
    window: Driver, tmp_path: Path
) -> None:
    three = mails(tmp_path, 3)
    window.press("Ctrl+N")
    window.fill(wordsField="Half typed before")
    assert window.hold_over("mainWindow", carrying(*three))
    assert hint(window) == "Record these as feedback, one after the other"
    assert window.drop_files("mainWindow", *three)
    assert turn(window) == "1 of 3"
    assert held(window, "wordsField") == [bill(1)]
    assert waiting(window) == ["Half typed before", bill(2), bill(3)]
    window.press("Ctrl+Enter")
    assert turn(window) == "2 of 3"
    assert window.label("captureHint").says.endswith("recording goes on to the next")
    assert held(window, "wordsField") == [bill(2)]
    window.press("Ctrl+Enter", "Esc")
    assert waiting(window) == ["Half typed before"], "the third stands in the form"
    window.press("Ctrl+N")
    assert held(window, "whoField", "wordsField") == ["", ""]
    assert waiting(window) == ["Half typed before", bill(3)]
    assert "Half typed" in window.label("draftWords").spoken
    assert [one.text for one in window.desk.ask(list_feedback)] == [bill(2), bill(1)]


def test_a_text_file_joins_what_is_half_typed(window: Driver, tmp_path: Path) -> None:
    window.press("Ctrl+N")
    window.fill(wordsField="They called.")
    note = tmp_path / "note.txt"
    note.write_bytes("Größe “L”".encode("cp1252"))
    assert window.drop_files("mainWindow", note)
    assert held(window, "wordsField") == ["They called.\n\nGröße “L”"]
    # Onto the form as well: a file is never taken for its name.
    assert window.drop("wordsField", carrying(note, text=str(note)))
    assert held(window, "wordsField") == ["They called.\n\nGröße “L”\n\nGröße “L”"]


def test_what_is_no_words_is_told_and_nothing_opens(window: Driver, tmp_path: Path) -> None:
    for name, held_by_it, sentence in (
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(50), f"This is not a text. {TAKEN}"),
        ("sheet.xlsb", b"PK\x03\x04" + bytes(50), f"This is not a text. {TAKEN}"),
        ("fake.eml", bytes(50), "That is not an e-mail. Nothing was changed."),
        ("folder.txt", None, f"This is a folder. {TAKEN}"),
        ("gone.txt", None, f"It is not there any more. {TAKEN}"),
    ):
        path = tmp_path / name
        if held_by_it is not None:
            path.write_bytes(held_by_it)
        elif name.startswith("folder"):
            path.mkdir()
        assert window.drop_files("mainWindow", path)
        assert window.says() == f"{name}: {sentence}"
        assert not window.has("captureForm")
    assert window.drop_text("mainWindow", " \x00\n")
    assert window.says() == "There are no words in that. Nothing was changed."


def test_drags_of_our_own_and_empty_ones_are_left_alone(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    assert not window.would_take(window.each("inboxList")[0], to="mainWindow")
    window.go("themes")
    assert not window.would_take(window.each("themeList")[0], to="mainWindow")
    assert not window.hold_over("navigation", carrying())
    assert hint(window) == ""


def test_a_file_that_cannot_be_changed_takes_no_drop(drive: Drive, sample_path: Path) -> None:
    with closing(sqlite3.connect(sample_path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    window = drive(sample_path)
    assert window.desk.read_only
    assert not window.hold_over("mainWindow", carrying(text="Words"))
    assert hint(window) == ""


def test_a_mail_that_was_passed_on_offers_whom_it_came_from_and_says_so(
    window: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "passed on.eml"
    path.write_text(
        "From: Bo Ek <bo@example.com>\nSubject: Fwd: Cups\n\nSee below.\n\n"
        "---------- Forwarded message ---------\nFrom: Cara Dun <cara@example.com>\n"
        "Date: Fri, 20 Nov 2026\nSubject: Cups\n\nThe handles are too small.\n"
    )
    assert window.drop_files("mainWindow", path)
    assert held(window, "whoField", "emailField") == ["Cara Dun", "cara@example.com"]
    assert held(window, "wordsField") == ["Cups\n\nThe handles are too small."]
    sentence = (
        "passed on.eml: Bo Ek passed it on: the form names who wrote it first. "
        "What they wrote above it was left out."
    )
    assert window.label("captureNote").says == sentence
    assert window.says() == sentence


def test_files_that_cannot_be_read_take_no_others_along(window: Driver, tmp_path: Path) -> None:
    head = "From: Ann Lee <ann@example.com>\n"
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(5_000)
    )
    for name, words in (("deep.eml", head + parts), ("nothing.eml", head), ("note.txt", "")):
        (tmp_path / name).write_text(words)
    bad = [tmp_path / "gone.eml", *(tmp_path / one for one in ("deep.eml", "nothing.eml"))]
    assert window.drop_files("mainWindow", *bad, *mails(tmp_path, 2), tmp_path / "note.txt")
    assert turn(window) == "1 of 2"
    assert held(window, "wordsField") == [bill(1)]
    lines = window.says().split("\n")
    names = [one.partition(":")[0] for one in lines]
    assert names == ["gone.eml", "deep.eml", "nothing.eml", "note.txt"]
    assert all("Nothing was changed" in one for one in lines)
    assert "without end" in lines[1]
    assert window.label("captureNote").says == window.says()


def test_many_files_are_announced(window: Driver, tmp_path: Path) -> None:
    five = mails(tmp_path, 5)
    with window.in_a_hurry():
        assert window.drop_files("mainWindow", *five)
        assert window.says() == "Reading 5 files …"
    assert turn(window) == "1 of 5"
    with window.in_a_hurry():
        assert window.drop_files("captureForm", *five)
        assert window.label("captureNote").says == "Reading 5 files …"
    assert not window.has("captureNote")
    assert turn(window) == "1 of 5"


def test_the_window_closes_while_files_are_read(window: Driver, tmp_path: Path) -> None:
    with window.in_a_hurry():
        assert window.drop_files("mainWindow", *mails(tmp_path, 20))
        assert window.close()
    assert waiting(window) == []
