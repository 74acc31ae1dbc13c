"""What goes on after a window has closed: the last backup, which nobody is to wait for.

The window goes at once; the process ends when its backup is whole.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from feedbackdesk import defects
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.live import collect_again, collect_nothing

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)


class _AfterClosing(QObject):
    """One thread for the process, which outlives its windows."""

    _ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-backup")
        self._going: set[Future[None]] = set()
        self._ended.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def back_up(self, path: Path) -> None:
        collect_nothing(self)
        going = self._pool.submit(_back_up, path)
        self._going.add(going)
        going.add_done_callback(lambda _one: self._ended.emit())

    def wait(self) -> None:
        wait(self._going)
        self._wake()

    def _wake(self) -> None:
        self._going = {one for one in self._going if not one.done()}
        if not self._going:
            collect_again(self)


def _back_up(path: Path) -> None:
    from feedbackdesk.desk.backing_up import keep
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.domain.rotation import Why

    try:
        desk = Desk.open(path, create=False)
        try:
            keep(desk, Why.CLOSING)
        finally:
            desk.close()
    except Refusal:  # nothing is there that could be kept
        return
    except Exception as error:  # nobody is there any more to be told
        log.error("a defect\n%s", defects.details(error))


@cache
def _after_closing() -> _AfterClosing:
    return _AfterClosing()


def back_up_after_closing(path: Path) -> None:
    """Make a backup of a workspace that a window has just let go of."""
    _after_closing().back_up(path)


def wait_for_backups() -> None:
    """Wait until what goes on after windows have closed is done."""
    _after_closing().wait()
