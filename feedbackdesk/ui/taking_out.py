"""Taking out what the workspace holds: which way, to which file, how far it is."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.exchange.taking_out import WAYS, TakenOut, Way, take_out
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.pieces import Text, Words
from feedbackdesk.ui.rows.row import Line, Row, Rows
from feedbackdesk.ui.rows.short_model import ShortModel
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.dialogs import Dialog, ask_file
from feedbackdesk.ui.widgets.labels import words_label
from feedbackdesk.ui.widgets.layout import in_row
from feedbackdesk.ui.widgets.lists import choose_row, make_list
from feedbackdesk.ui.widgets.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.ui.live import Live


class WayRows(Rows[Way]):
    """A way to take things out, and what it is good for."""

    def describe(self, row: Way, _beside: Hashable, _room: int) -> Row:
        """Describe a way."""
        name, good_for = str(row.name), str(row.good_for)
        return _row(name, good_for, f"{name}: {good_for}")

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a row."""
        return _row("", "", "")


def _row(name: str, good_for: str, says: str) -> Row:
    small = Text(good_for, Size.SMALL, role=Role.TEXT_MUTED, lines=2)
    return Row(Line(Words(name, weight=Weight.MEDIUM)), Line(small), says=says, line_from=16)


class TakeOutDialog(Dialog):
    """Choose a way, name the file; what is being written can be stopped, and leaves nothing."""

    _went_on = Signal(int, int)
    """So many of about so many rows are written: from the thread that writes."""

    def __init__(self, live: Live, parent: QWidget) -> None:
        """Offer every way."""
        super().__init__(parent, "takeOutDialog", _("Take out"), gap=8, size=(520, 560))
        self._live, self._stop = live, threading.Event()
        self._is_writing = False
        self._last: Path | None = None
        told = _(
            "What you record is yours. Nobody else on this computer may read what is written; "
            "who is erased later is still in it, so delete it then, too."
        )
        self.column.addWidget(words_label("muted", "takeOutHint", told))
        self.model = ShortModel(WayRows(), lambda way: way.ending)
        self.view = make_list("takeOutWays", _("What is taken out"), LongList(), self.model)
        self.model.show_these(list(WAYS.values()))
        choose_row(self.view, 0)
        self.view.doubleClicked.connect(self._choose_file)  # Enter presses the button
        self.column.addWidget(self.view, 1)
        self._outcome = Outcome("takeOut", _("Rows written"))
        self.column.addWidget(self._outcome)
        self._save = push_button(
            _("&Save as…"), self._choose_file, name="takeOutSave", icon="export", variant="primary"
        )
        self._save.setDefault(True)
        self._close = self.button("takeOutClose", _("&Close"), self.reject)
        buttons = in_row(gap=8)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._save)
        self.column.addLayout(buttons)
        self._went_on.connect(self._outcome.advance)
        live.closing.connect(self._stop.set)
        self.view.setFocus()

    def _choose_file(self, _what: object = None) -> None:
        """Ask for a name, and write."""
        if self._is_writing:
            return
        way = self.model.row_at(self.view.currentIndex().row())
        assert way is not None  # noqa: S101  (one is always chosen)
        places = QStandardPaths.StandardLocation
        folder = Path(QStandardPaths.writableLocation(places.DocumentsLocation))
        place = (self._last.parent if self._last else folder) / way.file
        if path := ask_file(self, str(way.name), place, f"{way.name} (*{place.suffix})"):
            self._write(way, path)

    def _write(self, way: Way, path: Path) -> None:
        desk, stop = self._live.desk, self._stop
        if desk is None:
            return

        def tell(done: int, number: int) -> None:
            if stop.is_set():
                raise Refusal(_("Stopped. Nothing was saved."))
            self._went_on.emit(done, number)

        def work() -> TakenOut | Exception:
            try:
                return take_out(desk, path, tell, way)
            except Exception as error:  # it is told once this is as it was
                return error

        self._wait(True)
        self._live.make_pages(work, self._ended)

    def _ended(self, answer: TakenOut | Exception) -> None:
        self._stop.clear()
        self._wait(False)
        if isinstance(answer, TakenOut):
            self._last = answer.path
            told = _("Saved {name}.").format(name=answer.path.name)
            self._outcome.say(f"{told} {answer.note}".strip(), path=answer.path)
        elif isinstance(answer, Refusal):
            self._outcome.say(str(answer), wrong=True)
            self._live.tell_damage()
        else:
            raise answer

    def _wait(self, yes: bool) -> None:
        """Offer to stop what is being written, or to write again; the keyboard goes along."""
        self._is_writing = yes
        self._outcome.begin() if yes else self._outcome.end()
        self._close.setText(_("&Cancel") if yes else _("&Close"))
        if yes:
            self._close.setFocus()
        self.view.setEnabled(not yes)
        self._save.setEnabled(not yes)
        if not yes:
            self._save.setFocus()

    def reject(self) -> None:
        """Stop what is being written; with nothing to stop, close."""
        if self._is_writing:
            self._stop.set()
        else:
            super().reject()
