"""Keeps what is half typed on the disk, off the path of the keys."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from feedbackdesk.desk.drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.desk.drafts import Draft, Form, Pen
    from feedbackdesk.ui.capture.form import FeedbackForm
    from feedbackdesk.ui.live import Live

_SOON_MS = 400
"""From a change until it is written; a long text waits longer, so that typing never does."""

_CHARACTERS_A_MS = 1_000


class Keeper(QObject):
    """Writes one form's draft, and knows those that wait beside it."""

    waiting = Signal(object)
    """The drafts that no form holds, the newest first."""
    failed = Signal(str)
    """A sentence: what is typed could not be kept."""

    def __init__(self, live: Live, form: FeedbackForm, parent: QObject) -> None:
        """Watch a form; nothing is written before something was typed."""
        super().__init__(parent)
        self._live, self._form = live, form
        self._drafts = Drafts(live.path)
        self._pen: Pen | None = None
        self._written: Pen | None = None
        """The pen whose draft has been on the disk: only then can it be gone from there."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.setObjectName("draftPause")
        self._timer.timeout.connect(self.keep)
        self._changed = False
        form.changed.connect(self._soon)
        live.closing.connect(self._let_go)

    @property
    def holds(self) -> bool:
        """Whether what stands in the form is a draft."""
        return self._pen is not None

    def keep(self) -> None:
        """Write what stands in the form now, where that differs from what was written."""
        self._timer.stop()
        if not self._changed:
            return
        self._changed = False
        if self._form.is_blank():
            self.done()
            return
        if self._pen is None:
            self._pen = self._drafts.begin()
        pen = self._pen

        def written(_nothing: None) -> None:
            self._written = pen

        work = functools.partial(pen.write, self._form.draft())
        self._live.work(work, written, self.failed.emit)

    def done(self) -> None:
        """Remove the draft: it was recorded, or nothing is left of it."""
        self._timer.stop()
        self._changed = False
        pen, self._pen = self._pen, None
        if pen is not None:
            self._live.work(pen.remove)

    def set_aside(self) -> None:
        """Let the draft wait, so that the form may be emptied."""
        self.keep()
        pen, self._pen = self._pen, None
        if pen is not None:
            self._live.work(pen.close)

    def leave(self, forms: Sequence[Form], then: Callable[[list[str]], None]) -> None:
        """Write drafts that wait; `then` gets their names."""
        self._live.work(functools.partial(self._leave, forms), then, self.failed.emit)

    def go_on(self, uid: str, then: Callable[[Form | None], None]) -> None:
        """Take a draft for the form, which is empty; `then` gets None where it is gone."""

        def taken(found: tuple[Pen, Draft] | None) -> None:
            self.set_aside()  # what was typed meanwhile
            if found is not None:
                self._pen = self._written = found[0]
            then(found[1].form if found is not None else None)
            self._changed = False

        self._live.work(functools.partial(self._drafts.take, uid), taken)

    def throw_away(self, uid: str) -> None:
        """Delete a draft that waits."""
        self._live.work(functools.partial(self._drafts.delete, uid))
        self.look()

    def look(self) -> None:
        """Look for the drafts that wait; `waiting` tells."""
        self._live.work(self._drafts.waiting, self.waiting.emit)

    def look_for_own(self, gone: Callable[[], None]) -> None:
        """Look whether what stands in the form still waits on the disk; else let go of it."""
        pen = self._pen
        if pen is None or pen is not self._written:
            return

        def looked(is_there: bool) -> None:
            if not is_there and pen is self._pen:
                self.done()
                gone()

        self._live.work(pen.path.exists, looked)

    def _leave(self, forms: Sequence[Form]) -> list[str]:
        left = []
        for form in forms:
            pen = self._drafts.begin()
            pen.write(form)
            pen.close()
            left.append(pen.uid)
        return left

    def _soon(self) -> None:
        self._changed = True
        if not self._timer.isActive():
            self._timer.start(max(_SOON_MS, self._form.words.length() // _CHARACTERS_A_MS))

    def _let_go(self) -> None:
        self.set_aside()
