"""What goes on after a window has closed: the last backup, which nobody is to wait for.

The window goes at once; the process ends when its backup is whole.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from feedbackdesk import defects
from feedbackdesk.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from feedbackdesk.desk.backups import Restored
    from feedbackdesk.desk.rescue import GoneBack

T = TypeVar("T")

log = logging.getLogger(__name__)


class _AfterClosing(QObject):
    """One thread for the process, which outlives its windows."""

    _ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-backup")
        self._going: set[Future[Any]] = set()
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def work(self, work: Callable[[], Any], then: Callable[[Future[Any]], None]) -> None:
        going = self._pool.submit(work)
        self._going.add(going)
        going.add_done_callback(lambda one: self._ended.emit(partial(then, one)))

    def wait(self) -> None:
        wait(self._going)
        self._wake()

    def _end(self, then: Callable[[], None]) -> None:
        self._wake()
        then()

    def _wake(self) -> None:
        self._going = {one for one in self._going if not one.done()}


@cache
def _after_closing() -> _AfterClosing:
    return _AfterClosing()


def back_up_after_closing(path: Path) -> None:
    """Make a backup of a workspace that a window has just let go of."""
    _after_closing().work(partial(_back_up, path), _log_defect)


def restore_after_closing(
    path: Path,
    backup: Path,
    key: Path | None,
    *,
    then: Callable[[Restored], None],
    otherwise: Callable[[str], None],
) -> None:
    """Go back to a backup of a workspace that a window has just let go of.

    `then` gets what was done, `otherwise` the sentence of a refusal.
    """
    from feedbackdesk.desk.backups import restore

    _do(partial(restore, path, backup, key=key), then, otherwise)


def go_back_after_closing(
    path: Path,
    backup: Path,
    key: Path | None,
    *,
    then: Callable[[GoneBack], None],
    otherwise: Callable[[str], None],
) -> None:
    """Go back from a damaged workspace that a window has just let go of, with what came after.

    `then` gets what was done, `otherwise` the sentence of a refusal.
    """
    from feedbackdesk.desk.rescue import go_back

    _do(partial(go_back, path, backup, key=key), then, otherwise)


def _do(work: Callable[[], T], then: Callable[[T], None], otherwise: Callable[[str], None]) -> None:
    def ended(one: Future[T]) -> None:
        try:
            done = one.result()
        except Refusal as refusal:
            otherwise(str(refusal))
        else:
            then(done)

    _after_closing().work(work, ended)


def wait_for_backups() -> None:
    """Wait until what goes on after windows have closed is done."""
    _after_closing().wait()


def _back_up(path: Path) -> None:
    from feedbackdesk.desk.backing_up import keep
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.domain.rotation import Why

    try:
        desk = Desk.open(path, create=False)
    except Refusal:  # nothing is there that could be kept
        return
    try:
        keep(desk, Why.CLOSING)
    finally:
        desk.close()


def _log_defect(one: Future[None]) -> None:
    """Log a defect of ours: nobody is there any more to be told."""
    if (error := one.exception()) is not None:
        log.error("a defect\n%s", defects.details(error))
