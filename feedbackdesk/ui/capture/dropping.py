"""Words, e-mails and text files dropped onto a window become capture forms."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import WORDS_LIMIT, clean
from feedbackdesk.ui.widgets.drop_hint import DropHint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.desk.drafts import Form
    from feedbackdesk.ui.live import Live

MOST = 50
"""How many files are taken at once."""

_OURS = "application/x-feedbackdesk-"
_MAILS = frozenset({".eml"})
_BYTES = 25_000_001


class Dropping(QObject):
    """Watches a window for what is dragged in from elsewhere; its own drags are left alone."""

    dropped = Signal(object)
    """The forms that came, at least one."""
    said = Signal(str)
    """A sentence: what could not be taken."""

    def __init__(self, window: QWidget, live: Live, *, over: QWidget | None = None) -> None:
        """Let a window take drops, wherever nothing in it takes them first.

        What a drop will do is said `over` a part of it, or over the whole.
        """
        super().__init__(window)
        self._live = live
        self.hint = DropHint(over or window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell what a drop will do, and take it."""
        kind = event.type()
        if kind is QEvent.Type.DragLeave:
            self.hint.hide()
        elif isinstance(event, QDropEvent) and self._takes(event):
            # As a copy: whoever gives it keeps it.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if kind is QEvent.Type.Drop:
                self.hint.hide()
                self.take(event.mimeData())
            elif not self.hint.isVisible():
                self.hint.say(self._words(event.mimeData()))
            return True
        return super().eventFilter(watched, event)

    def take(self, data: QMimeData) -> None:
        """Read what was dropped off the window's thread, and tell of the forms it gives."""
        files = _files(data)
        if files:
            self._live.work(functools.partial(read_files, files), self._read)
        elif text := clean(data.text()[: WORDS_LIMIT + 1]):
            self.dropped.emit([{"words": text}])
        else:
            self.said.emit(self.tr("There are no words in that. Nothing was changed."))

    def _takes(self, event: QDropEvent) -> bool:
        data = event.mimeData()
        own = any(name.startswith(_OURS) for name in data.formats())
        may = bool(event.possibleActions() & Qt.DropAction.CopyAction)
        ready = self._live.desk is not None and not self._live.read_only
        return ready and may and not own and (data.hasText() or bool(_files(data)))

    def _words(self, data: QMimeData) -> str:
        number = len(_files(data))
        if number > 1:
            return self.tr("Record these as feedback, one after the other")
        return self.tr("Record this as feedback")

    def _read(self, found: tuple[list[Form], list[str]]) -> None:
        forms, sentences = found
        if forms:
            self.dropped.emit(forms)
        if sentences:
            self.said.emit(sentences[0])


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def read_files(paths: Sequence[Path]) -> tuple[list[Form], list[str]]:
    """Return a form for each file that has words, and a sentence for each that has not."""
    forms: list[Form] = []
    sentences: list[str] = []
    for path in paths[:MOST]:
        try:
            forms.append(_read_file(path))
        except Refusal as refusal:
            sentences.append(f"{path.name[:80]}: {refusal}")
    if len(paths) > MOST:
        sentences.insert(0, f"Only the first {MOST} files were taken; drop the others after them.")
    return forms, sentences


def _read_file(path: Path) -> Form:
    from feedbackdesk.exchange.mail import read_mail
    from feedbackdesk.exchange.plain import read_text
    from feedbackdesk.ui.capture.typed import of_mail

    try:
        if not path.is_file():
            raise Refusal(_UNDERSTOOD.format(what="not a file with words"))
        with path.open("rb") as file:
            data = file.read(_BYTES)
    except OSError as error:
        raise Refusal(f"It cannot be read: {error.strerror or error}.") from error
    if path.suffix.casefold() in _MAILS:
        return of_mail(read_mail(data))
    try:
        return {"words": read_text(data)}
    except Refusal as refusal:
        if "not a text" not in str(refusal):
            raise
        raise Refusal(_UNDERSTOOD.format(what="not a text")) from refusal


_UNDERSTOOD = (
    "This is {what}. Nothing was changed; words, e-mails (.eml) and text files can be dropped here."
)
