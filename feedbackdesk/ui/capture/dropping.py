"""Words, e-mails and text files dropped onto a window become capture forms."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Channel
from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.drag import DropHint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.desk.drafts import Form
    from feedbackdesk.ui.live import Live

MOST = 50
"""How many files are taken at once."""

_OF_MANY = frozenset({
    ".csv", ".tsv", ".xlsx", ".xls", ".ods", ".vcf", ".mbox", ".json", ".zip", ".msg", ".vtt",
    ".srt", ".enex",
})  # fmt: skip
"""How files are called that hold many records; what they are is told by their content."""

_OURS = "application/x-feedbackdesk-"
_MANY = 5
"""How many are announced, since they take more than a moment."""

_NAME_LENGTH = 80
_LINES = 4


class Dropping(QObject):
    """Watches a window for what is dragged in from elsewhere; its own drags are left alone."""

    dropped = Signal(object)
    """The forms that came, at least one."""
    brought = Signal(object)
    """Paths of files that hold many records, where they can be brought in."""
    said = Signal(str)
    """A sentence: what could not be taken."""

    def __init__(
        self, window: QWidget, live: Live, *, over: QWidget | None = None, brings: bool = False
    ) -> None:
        """Let a window take drops, wherever nothing in it takes them first.

        What a drop will do is said `over` a part of it, or over the whole. Where it `brings`,
        files of many records are told by `brought`.
        """
        super().__init__(window)
        self._brings = brings
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
        from feedbackdesk.domain.text import WORDS_LIMIT, clean

        files = _files(data)
        if many := self._to_bring(files):
            self.brought.emit(many)
            files = [one for one in files if one not in many]
            if not files:
                return
        if files:
            if len(files) >= _MANY:
                number = min(len(files), MOST)
                self.said.emit(_("Reading {number} files …").format(number=number))
            read_files(self._live, files, self._read)
        elif text := clean(data.text()[: WORDS_LIMIT + 1]):
            self.dropped.emit([{"words": text}])
        else:
            self.said.emit(_("There are no words in that. Nothing was changed."))

    def _takes(self, event: QDropEvent) -> bool:
        data = event.mimeData()
        own = any(name.startswith(_OURS) for name in data.formats())
        may = bool(event.possibleActions() & Qt.DropAction.CopyAction)
        ready = self._live.desk is not None and not self._live.read_only
        return ready and may and not own and (data.hasText() or bool(_files(data)))

    def _words(self, data: QMimeData) -> str:
        files = _files(data)
        number = len(files)
        if files and len(self._to_bring(files)) == number:
            return _("Bring in what this holds")
        if number > 1:
            return _("Record these as feedback, one after the other")
        return _("Record this as feedback")

    def _to_bring(self, files: Sequence[Path]) -> list[Path]:
        return [one for one in files if self._brings and one.suffix.casefold() in _OF_MANY]

    def _read(self, found: Dropped) -> None:
        if found.forms:
            self.dropped.emit(found.forms)
        if found.sentences:
            self.said.emit(in_short(found.sentences))


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


@dataclass(frozen=True, slots=True)
class Dropped:
    """What dropped files hold."""

    forms: list[Form]
    sentences: list[str]
    """What could not be taken, each with its file's name; then what was not read in one taken."""


def read_files(live: Live, paths: Sequence[Path], then: Callable[[Dropped], object]) -> None:
    """Read files; `then` gets a form for each that has words, and a sentence for each without.

    Each is read in a child process of its own: what one of them costs, the others do not pay.
    """
    taken = paths[:MOST]
    found: dict[int, _Found] = {}

    def arrived(place: int, one: _Found) -> None:
        found[place] = one
        if len(found) < len(taken):
            return
        in_turn = [found[number] for number in range(len(taken))]
        forms = [one.form for one in in_turn if one.form is not None]
        # What could not be taken comes first.
        in_turn.sort(key=lambda one: one.form is not None)
        sentences = [one.sentence for one in in_turn if one.sentence]
        if len(paths) > MOST:
            too_many = _("Only the first {most} files were taken; drop the others after them.")
            sentences.insert(0, too_many.format(most=MOST))
        then(Dropped(forms, sentences))

    for place, path in enumerate(taken):
        live.read(functools.partial(_read_file, path), functools.partial(arrived, place))


@dataclass(frozen=True, slots=True)
class _Found:
    form: Form | None
    sentence: str


def _read_file(path: Path, cancel: Cancel) -> _Found:
    from feedbackdesk.exchange.dropped import read_dropped

    name = path.name[:_NAME_LENGTH]
    try:
        found = read_dropped(path, cancel=cancel)
    except Refusal as refusal:
        return _Found(None, f"{name}: {refusal}")
    if isinstance(found, str):
        return _Found({"words": found}, "")
    notes = " ".join(found.notes)
    form = {
        "who": found.who or "",
        "email": found.email or "",
        "day": found.on.isoformat() if found.on else "",
        "channel": Channel.EMAIL.value,
        "words": found.text,
    }
    return _Found(form, f"{name}: {notes}" if notes else "")


def in_short(sentences: Sequence[str]) -> str:
    """Return sentences on as many lines as can be read at a glance, and how many are left out."""
    if len(sentences) <= _LINES:
        return "\n".join(sentences)
    left = len(sentences) - _LINES + 1
    more = _("And {number} more files like these.").format(number=left)
    return "\n".join((*sentences[: _LINES - 1], more))
