"""The file in sight: read apart from all else, and read again where it is understood otherwise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from feedbackdesk.desk.settings import date_order
from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.pages.bring.understood import Understood

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.domain.found import Found, Wishes
    from feedbackdesk.exchange.tables.preview import Preview
    from feedbackdesk.exchange.tables.vocabulary import Field, RowIs
    from feedbackdesk.ui.live import Live

    Seen = tuple[Found, Preview | None]


class Reading(QObject):
    """What was read of one file after the other; nothing is known of a workspace here."""

    began = Signal()
    """The file is read, or read again: what was read before is not what would be taken."""
    came = Signal()
    refused = Signal(str)
    """Why a file is not read; what was read of it before still stands, if anything."""

    def __init__(self, live: Live) -> None:
        """Read nothing yet."""
        super().__init__()
        self._live = live
        self.found: Found | None = None
        self.preview: Preview | None = None
        """Of a table: its rows, and what its columns were taken for."""
        self._path: Path | None = None
        self._understood: Understood | None = None
        self._read_by: Wishes | None = None

    def begin(self, path: Path) -> None:
        """Read a file as it is guessed, or as one with such columns was understood before."""
        self.forget()
        self._path = path

        def read(order: DateOrder) -> None:
            if self._path is path:
                month_first = order is DateOrder.MDY
                self._understood = Understood(self._live.path, month_first=month_first)
                self._read()

        self._live.ask(date_order, then=read)

    def forget(self) -> None:
        """Let go of the file."""
        self.found = self.preview = self._path = self._understood = self._read_by = None

    @property
    def is_true(self) -> bool:
        """Whether what was read is as it is wished to be read by now."""
        understood = self._understood
        return understood is not None and understood.wishes is self._read_by

    @property
    def is_remembered(self) -> bool:
        """Whether its columns are taken for what they were in another file."""
        return self._understood is not None and self._understood.is_remembered

    # How it is understood

    def answer(self, name: str, value: str) -> bool:
        """Take an answer; return whether the file is read again for it."""
        understood = self._understood
        if understood is None or not understood.answer(name, value):
            return False
        self._read()
        return True

    def change_column(self, name: str, to: Field) -> None:
        """Let a column be something else."""
        if self._understood is not None and self.preview is not None:
            self._understood.change(self.preview, name, to)
            self._read()

    def change_row(self, to: RowIs) -> None:
        """Let one row be something else."""
        if self._understood is not None:
            self._understood.change_row(to)
            self._read()

    def change_reading(self, read_by: dict[str, str]) -> None:
        """Read a table in another way: another sheet, separator, encoding, row of names."""
        if self._understood is not None:
            self._understood.change_reading(self._understood.read_by | read_by)
            self._read()

    def guess_anew(self) -> None:
        """Forget how a table with these columns was understood."""
        if self._understood is not None and self.preview is not None:
            self._understood.guess_anew(self.preview)
            self._read()

    def keep(self) -> None:
        """Remember how a table was understood: it was brought in so."""
        if self._understood is not None and self.preview is not None:
            self._live.work(partial(self._understood.keep, self.preview))

    # Reading

    def _read(self) -> None:
        """Read the file by what is wished of it now; what nobody waits for any more is not."""
        understood, path = self._understood, self._path
        assert understood is not None  # noqa: S101  (made before the first reading)
        assert path is not None  # noqa: S101  (likewise)
        wishes = understood.wishes

        def wanted() -> bool:
            return understood is self._understood and understood.wishes is wishes

        def arrived(seen: Seen | str) -> None:
            if wanted():
                self._arrived(understood, seen)

        self.began.emit()
        self._live.read(partial(_seen_in, path, wishes, wanted), arrived)

    def _arrived(self, understood: Understood, seen: Seen | str) -> None:
        if isinstance(seen, str) and understood.fall_back():
            self._read()
            return
        if isinstance(seen, str):
            if self._read_by is not None:
                understood.wishes = self._read_by
            self.refused.emit(seen)
            return
        found, preview = seen
        if preview is not None and understood.remember(preview):
            self._read()
            return
        self.found, self.preview, self._read_by = found, preview, understood.wishes
        self.came.emit()


def _seen_in(path: Path, wishes: Wishes, wanted: Callable[[], bool], cancel: Cancel) -> Seen | str:
    from feedbackdesk.exchange.reading import see_file

    if not wanted():
        return ""
    try:
        return see_file(path, wishes, cancel=cancel)
    except Refusal as refusal:
        return str(refusal)
