"""From a key to its painted character, and to the likely themes, in the capture form."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.ui.application import make_application
from feedbackdesk.ui.capture.dialog import CaptureDialog
from feedbackdesk.ui.live import Live
from tests.bench.measure import Line, line, time_of

_KEYS = 300
_RHYTHM_MS = 80
"""Between two keys: long enough that the form asks after each, and it is answered meanwhile."""
_ROUNDS = 25


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure 300 keys in the form's words, and the same in a bare field with nothing beside it.

    First the form alone, which asks for advice after each key; then while a search for two
    words and more advice go on without a pause in their threads. Last, how long after the
    last key the likely themes are in sight, beside the bare answer of the desk.
    """
    make_application([])
    live = Live(workspace)
    live.open()
    if live.desk is None:
        raise RuntimeError("the workspace did not open")
    known = sorted({word for one in live.desk.ask(list_feedback, limit=20) for word in
                    one.text.casefold().split()})  # fmt: skip
    letters = " ".join(random.Random(7).choices(known, k=_KEYS))[:_KEYS]
    bare = QPlainTextEdit()
    bare.resize(592, 124)
    bare.show()
    raw = _type(bare, letters)
    bare.close()
    dialog = CaptureDialog(live)
    dialog.open_for()
    words = dialog.form.words
    words.setFocus()
    quiet = _type(words, letters)
    words.clear()
    busy = _Busy(live, known)
    ours = _type(words, letters)
    busy.end()
    while live.busy:
        QTest.qWait(10)
    shown, asked = _until_shown(live, dialog, known)
    dialog.form.clear()
    dialog.close()
    live.close()
    QApplication.processEvents()
    print(
        f"meanwhile {busy.searches} searches, and {busy.advised} times advice; the slowest key "
        f"took {max(ours):.1f} ms, in the bare field {max(raw):.1f} ms"
    )
    return [
        line("key to painted character, form alone", size, quiet, raw, "p95 under 16 ms"),
        line("the same while search and advice run", size, ours, raw, "p95 under 16 ms"),
        line("last key to likely themes in sight", size, shown, asked, "under 100 ms"),
    ]


class _Busy:
    """A search and advice that begin anew as soon as they are answered."""

    def __init__(self, live: Live, known: list[str]) -> None:
        self._live = live
        self._known = known
        self._chance = random.Random(11)
        self._goes_on = True
        self.searches = self.advised = 0
        self._search()
        self._advise()

    def end(self) -> None:
        """Begin no more."""
        self._goes_on = False

    def _search(self) -> None:
        if self._goes_on:
            self.searches += 1
            words = " ".join(self._chance.choices(self._known, k=2))
            self._live.ask(list_feedback, words=words, limit=50, then=lambda _rows: self._search())

    def _advise(self) -> None:
        if self._goes_on:
            self.advised += 1
            text = " ".join(self._chance.choices(self._known, k=20))
            self._live.advise(text, then=lambda _advice: self._advise())


def _type(field: QPlainTextEdit, letters: str) -> list[float]:
    QTest.qWait(300)

    def press(letter: str) -> None:
        QTest.keyClicks(field, letter)
        field.viewport().repaint()

    times: list[float] = []
    for letter in letters:
        times.append(time_of(lambda letter=letter: press(letter)))  # type: ignore[misc]
        QTest.qWait(_RHYTHM_MS)
    return times


def _until_shown(
    live: Live, dialog: CaptureDialog, known: list[str]
) -> tuple[list[float], list[float]]:
    chance = random.Random(13)
    shown: list[float] = []
    asked: list[float] = []
    loop = QEventLoop()
    dialog.side.advice.told.connect(loop.quit)
    for _round in range(_ROUNDS):
        text = " ".join(chance.choices(known, k=12))
        desk = live.desk
        if desk is not None:
            asked.append(time_of(lambda text=text, desk=desk: desk.advise(text)))  # type: ignore[misc]
        dialog.form.words.setPlainText(text[:-1])
        loop.exec()

        def wait(last: str = text[-1]) -> None:
            QTest.keyClicks(dialog.form.words, last)
            loop.exec()

        dialog.form.words.moveCursor(dialog.form.words.textCursor().MoveOperation.End)
        shown.append(time_of(wait))
        dialog.side.advice.repaint()
    return shown, asked
