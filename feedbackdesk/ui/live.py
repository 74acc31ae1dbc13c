"""The desk as the window sees it: it follows the file, and is heard through signals."""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.errors import Damaged, NotTheFile, Refusal
from feedbackdesk.ui.asking import Asking, no_answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from feedbackdesk.desk.door import Labels
    from feedbackdesk.domain.rows import Done, Touched

POLL_MS = 400
"""How often other processes are looked for: within a second, with room to spare."""

REST_MS = 500
"""How long nothing is written before what was is brought into the file itself."""

log = logging.getLogger(__name__)


class Live(Asking):
    """Runs questions and intentions off the window's thread, and brings back what they give.

    Callbacks and signals arrive in the window's thread, in the order of the commits; whoever
    made a commit hears of it first, and then everybody is told what it touched.
    """

    opened = Signal()
    touched = Signal(object)
    """A `Touched`: something was committed, here or by another process."""
    added = Signal(str)
    """One more sentence on what was just said."""
    took_back = Signal(str, bool)
    """What was undone or done again, and whether it was undone."""
    closing = Signal()
    """The workspace is about to be let go of; what is to be kept is put to work now."""
    astray = Signal(object)
    """A `NotTheFile` once the file at the path is not the one opened; None when it is again."""
    damaged = Signal()
    """A part of the workspace was found that makes no sense: it is only read from now on."""
    labels_changed = Signal(object)
    """A `Labels`: what undo and redo would take back now."""

    _changed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Stand before the workspace at a path; nothing is opened yet."""
        super().__init__(parent)
        self.path = path
        self.date_order = DateOrder.DMY
        """How 3/4 is read, as it is set in the workspace."""
        self.currency = ""
        """What money is in, as it is set in the workspace."""
        self._changed.connect(self.tell, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._is_astray: NotTheFile | None = None
        self._told_damage = False
        self._rests = QTimer(self, singleShot=True, interval=REST_MS)
        self._rests.timeout.connect(self._rest_a_while)

    def open(self) -> None:
        """Open the workspace; raises CannotOpen with a sentence."""
        from feedbackdesk.desk.desk import Desk

        desk = Desk.open(self.path, source="window")
        desk.on_change(self._on_change)
        self.desk = desk
        self._timer.start()
        self._ask_order()
        self.opened.emit()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self.desk is not None and self.desk.read_only

    @property
    def is_astray(self) -> bool:
        """Whether the file at the path is not the one that was opened."""
        return self._is_astray is not None

    def look_over(self) -> None:
        """Look in the background whether the pages of the file make sense; `damaged` tells."""

        def looked(_sound: bool) -> None:
            self._rests.start()  # meanwhile the log could not be brought home
            self._poll()

        self._submit(self._backups, self._need_desk().look_over, looked, _ignore)

    def undo(
        self,
        step_id: int | None = None,
        *,
        again: bool = False,
        otherwise: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Take back the newest step, or one by its key; `again` where that is an undo.

        `otherwise` gets a refusal; without it `said` tells it.
        """
        work = functools.partial(self._need_desk().undo, step_id)
        self._submit(self._writer, work, self._undone_again if again else self._undone, otherwise)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._submit(self._writer, self._need_desk().redo, self._undone_again, None)

    def _undone(self, done: Done[str]) -> None:
        self.took_back.emit(self.tr("Undone: {did}").format(did=done.label), True)

    def _undone_again(self, done: Done[str]) -> None:
        self.took_back.emit(self.tr("Done again: {did}").format(did=done.label), False)

    def close(self) -> None:
        """Finish what is being written, and let go of the workspace."""
        if not self._closed:
            self.closing.emit()
        self._timer.stop()
        self._rests.stop()
        self.finish()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _on_change(self, touched: Touched) -> None:
        # Called in the thread that wrote.
        mine = getattr(self._here, "touched", None)
        if mine is not None:
            mine.append(touched)
        elif not self._closed:
            self._changed.emit(touched)

    def tell(self, touched: Touched) -> None:
        """Tell what a commit touched, and ask anew what follows from it."""
        if not self._closed:
            self._rests.start()
            self.touched.emit(touched)
            self.ask_labels()
            if touched.touches("setting"):
                self._ask_order()

    def ask_labels(self) -> None:
        """Ask what undo and redo would take back; `labels_changed` tells."""
        desk = self._need_desk()
        if desk.newer:
            return

        def tell(labels: Labels) -> None:
            self.labels_changed.emit(labels)

        self._submit(self._readers, desk.labels, tell, None)

    def _ask_order(self) -> None:
        from feedbackdesk.desk.settings import date_order

        def tell(order: DateOrder) -> None:
            self.date_order = order

        if not self._need_desk().newer:
            self.ask(date_order, then=tell)

    def _poll(self) -> None:
        if self.desk is None:
            return
        found: NotTheFile | None = None
        try:
            self.desk.poll()
        except NotTheFile as astray:
            found = astray
        except Damaged:
            log.info("damage was met while looking for news")
        except Refusal:
            return  # a drive that does not answer just now: asked again soon
        self.tell_damage()
        if (found and found.astray) is not (self._is_astray and self._is_astray.astray):
            self._is_astray = found
            self.astray.emit(found)

    def tell_damage(self) -> None:
        """Say so once where a part of the workspace makes no sense."""
        if self.desk is not None and self.desk.damaged and not self._told_damage:
            self._told_damage = True
            self.damaged.emit()

    def _rest_a_while(self) -> None:
        if self.desk is not None and not self.read_only:
            self._submit(self._writer, self.desk.rest, no_answer, None)


def _ignore(_refusal: Refusal) -> None:
    """Let be what could not be done: it is tried again by itself."""
