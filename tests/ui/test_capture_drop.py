"""Words, mails and files dropped anywhere on the window open the form, filled."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.bounded import Cancel, Cancelled, run
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.domain.words import Channel
from feedbackdesk.ui.capture.dialog import CaptureDialog
from feedbackdesk.ui.capture.dropping import MOST, in_short, read_files
from feedbackdesk.ui.models.roles import FEEDBACK_MIME, THEME_MIME
from feedbackdesk.ui.window import MainWindow
from tests import hostile
from tests.windows import OpenWindow, list_of, settle

MAIL = (
    "From: Ann Lee <ann@example.com>\nDate: Fri, 20 Nov 2026 18:02:00 +0100\n"
    "Subject: Re: Our invoice\n\nCan you mail me the bill {number}?\n\n"
    "On Thu, Shop <shop@example.com> wrote:\n> Paper again?\n"
)


@pytest.fixture
def window(open_desk_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A window over a new workspace."""
    return open_desk_window(tmp_path / "shop.feedbackdesk")


def mails(tmp_path: Path, number: int) -> list[Path]:
    found = [tmp_path / f"mail {one}.EML" for one in range(1, number + 1)]
    for one, path in enumerate(found, 1):
        path.write_text(MAIL.format(number=one))
    return found


def carried(*paths: Path, text: str = "", html: str = "") -> QMimeData:
    data = QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


def drag(target: QWidget, data: QMimeData, *, release: bool = True) -> bool:
    """Drag something over a part of the window, as the window system tells it; say if it took."""
    at, none = QPoint(30, 30), Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    button = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at, actions, data, button, none)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted() or not release:
        return enter.isAccepted()
    move = QDragMoveEvent(at, actions, data, button, none)
    QApplication.sendEvent(target, move)
    drop = QDropEvent(QPointF(at), actions, data, button, none)
    QApplication.sendEvent(target, drop)
    assert drop.dropAction() == Qt.DropAction.CopyAction, "whoever gives it keeps it"
    return drop.isAccepted()


def form_of(window: MainWindow, qtbot: QtBot) -> CaptureDialog:
    """Return the form once it is in sight and filled."""
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.capturing.form is not None and window.capturing.form.isVisible())
    settle(qtbot, window)
    assert window.capturing.form is not None
    return window.capturing.form


def said(dialog: CaptureDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize("where", ["list", "navigation", "window"])
def test_words_dropped_anywhere_open_the_form(window: MainWindow, qtbot: QtBot, where: str) -> None:
    target: QWidget = {
        "list": list_of(window, "inboxList").viewport(),
        "navigation": window.navigation,
        "window": window,
    }[where]
    data = carried(text="Can you\x00 mail me\r\nthe bill?", html="<b>Can you</b><script>x")
    assert drag(target, data, release=False)
    assert window.capturing.dropping.hint.words == "Record this as feedback"
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert window.capturing.dropping.hint.words == ""
    assert drag(target, data)
    assert window.capturing.dropping.hint.words == ""
    dialog = form_of(window, qtbot)
    assert dialog.form.words.words() == "Can you mail me\nthe bill?"
    dialog.form.words.clear()


def test_a_mail_says_who_when_and_what(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assert drag(window, carried(*mails(tmp_path, 1)))
    dialog = form_of(window, qtbot)
    form = dialog.form
    assert (form.who.text(), form.email.text()) == ("Ann Lee", "ann@example.com")
    assert form.email.isVisible(), "what is filled in is in sight"
    assert form.organisation.text() == ""
    dialog.record()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, window)
    assert window.live.desk is not None
    (one,) = window.live.desk.ask(list_feedback)
    assert (one.on, one.channel) == (date(2026, 11, 20), Channel.EMAIL)
    assert one.text == "Our invoice\n\nCan you mail me the bill 1?"


def test_several_mails_come_in_turn_and_none_is_lost_by_closing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.capturing.open()
    dialog = form_of(window, qtbot)
    dialog.form.words.set_words("Half typed before")
    assert drag(window, carried(*mails(tmp_path, 3)), release=False)
    assert "one after the other" in window.capturing.dropping.hint.words
    assert drag(window, carried(*mails(tmp_path, 3)))
    qtbot.waitUntil(lambda: "1 of 3" in said(dialog))
    assert len(Drafts(window.live.path).waiting()) == 3, "two to come, and what was there before"
    dialog.record()
    qtbot.waitUntil(lambda: "2 of 3" in said(dialog))
    settle(qtbot, window)
    assert dialog.form.words.words().endswith("the bill 2?")
    dialog.close()
    settle(qtbot, window)
    waiting = [one.form["words"] for one in Drafts(window.live.path).waiting()]
    assert sorted(one.split()[-1] for one in waiting) == ["3?", "before"]
    window.capturing.open()
    assert form_of(window, qtbot).form.is_blank()
    assert "Half typed" in said(dialog)


def test_a_text_file_joins_what_is_half_typed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.capturing.open()
    dialog = form_of(window, qtbot)
    dialog.form.words.set_words("They called.")
    note = tmp_path / "note.txt"
    note.write_bytes("Größe “L”".encode("cp1252"))
    assert drag(window, carried(note))
    qtbot.waitUntil(lambda: dialog.form.words.words() == "They called.\n\nGröße “L”")
    # Onto the form as well: a file is never taken for its name.
    assert drag(dialog.form.words.viewport(), carried(note, text=str(note)))
    qtbot.waitUntil(lambda: dialog.form.words.words().count("Größe") == 2)
    assert "note.txt" not in dialog.form.words.words()


def test_what_is_no_words_is_told_and_nothing_opens(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    picture, sheet = tmp_path / "photo.png", tmp_path / "sheet.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    sheet.write_bytes(b"PK\x03\x04" + bytes(50))
    fake = tmp_path / "fake.eml"
    fake.write_bytes(bytes(50))
    (tmp_path / "folder.txt").mkdir()
    for path in (picture, sheet, fake, tmp_path / "folder.txt", tmp_path / "gone.txt"):
        window.toast.hide()
        assert drag(window, carried(path))
        settle(qtbot, window)
        assert path.name in window.toast.words
        assert "Nothing was changed" in window.toast.words
        assert window.capturing.form is None


def test_drags_of_our_own_and_empty_ones_are_left_alone(window: MainWindow) -> None:
    for mime in (THEME_MIME, FEEDBACK_MIME):
        data = carried(text="Invoices by e-mail")
        data.setData(mime, json.dumps([1]).encode())
        assert not drag(window.navigation, data)
    assert not drag(window, QMimeData())
    assert window.capturing.dropping.hint.words == ""


def test_a_file_that_cannot_be_changed_takes_no_drop(
    open_desk_window: OpenWindow, sample_path: Path
) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(sample_path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    window = open_desk_window(sample_path)
    assert window.live.read_only
    assert not drag(window, carried(text="Words"))


def test_too_many_and_strange_files_give_a_sentence_each(tmp_path: Path) -> None:
    found = read_files(mails(tmp_path, MOST + 2))
    assert len(found.forms) == MOST
    assert str(MOST) in found.sentences[0]
    found = read_files([tmp_path / "\ud800", Path("/dev/zero"), Path("x\x00y")])
    assert found.forms == []
    assert len(found.sentences) == 3


def test_the_real_mails_fill_the_form(shared_data: Path) -> None:
    paths = sorted((shared_data / "eml").glob("*.eml"))[:MOST]
    found = read_files(paths)
    assert len(found.forms) >= len(paths) - 2
    assert len({one.partition(":")[0] for one in found.sentences}) == len(found.sentences)


def test_a_mail_that_was_passed_on_offers_whom_it_came_from_and_says_so(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "passed on.eml"
    path.write_text(
        "From: Bo Ek <bo@example.com>\nSubject: Fwd: Cups\n\nSee below.\n\n"
        "---------- Forwarded message ---------\nFrom: Cara Dun <cara@example.com>\n"
        "Date: Fri, 20 Nov 2026\nSubject: Cups\n\nThe handles are too small.\n"
    )
    assert drag(window, carried(path))
    dialog = form_of(window, qtbot)
    form = dialog.form
    assert (form.who.text(), form.email.text()) == ("Cara Dun", "cara@example.com")
    assert form.words.words() == "Cups\n\nThe handles are too small."
    sentence = "Bo Ek passed it on: the form names who wrote it first."
    assert sentence in said(dialog)
    assert f"passed on.eml: {sentence}" in window.toast.words
    form.words.clear()


def test_files_that_cannot_be_read_take_no_others_along(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    head = "From: Ann Lee <ann@example.com>\n"
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(5_000)
    )
    for name, words in (("deep.eml", head + parts), ("nothing.eml", head), ("note.txt", "")):
        (tmp_path / name).write_text(words)
    bad = [tmp_path / "gone.eml", *(tmp_path / one for one in ("deep.eml", "nothing.eml"))]
    assert drag(window, carried(*bad, *mails(tmp_path, 2), tmp_path / "note.txt"))
    dialog = form_of(window, qtbot)
    qtbot.waitUntil(lambda: "1 of 2" in said(dialog))
    lines = window.toast.words.split("\n")
    assert [one.partition(":")[0] for one in lines] == [
        "gone.eml",
        "deep.eml",
        "nothing.eml",
        "note.txt",
    ]
    assert all("Nothing was changed" in one for one in lines)
    assert "without end" in said(dialog)
    dialog.form.words.clear()


def test_many_files_are_announced(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assert drag(window, carried(*mails(tmp_path, 5)))
    assert window.toast.words == "Reading 5 files …"
    dialog = form_of(window, qtbot)
    qtbot.waitUntil(lambda: "1 of 5" in said(dialog))
    assert drag(dialog, carried(*mails(tmp_path, 5)))
    assert "Reading 5 files …" in said(dialog)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "Reading" not in said(dialog))
    dialog.form.words.clear()


def test_many_sentences_are_told_in_short() -> None:
    assert in_short(["a", "b", "c", "d"]) == "a\nb\nc\nd"
    assert in_short(["a", "b", "c", "d", "e"]) == "a\nb\nc\nAnd 2 more files like these."


def test_drafts_are_kept_while_a_file_is_read(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """What is read waits for nobody: here for a cancel that comes once the draft is kept."""
    kept: list[str] = []
    read: list[bool] = []

    def work(cancel: Cancel) -> bool:
        with pytest.raises(Cancelled):
            run(hostile.wait, cancel=cancel)
        return True

    window.live.read(work, read.append)
    window.live.work(lambda: "kept", kept.append)
    qtbot.waitUntil(lambda: kept == ["kept"])
    assert read == []
    window.close()
    assert read == [], "closing ends what is read, and waits for no answer"


def test_the_window_closes_while_files_are_read(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert drag(window, carried(*mails(tmp_path, 20)))
    window.close()
    assert window.capturing.form is None
