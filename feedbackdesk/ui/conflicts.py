"""What the window does about copies that went another way: notices them, and shows where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from feedbackdesk.domain.text import plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.band import Band

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.conflicts import Parted
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.ui.frame import Frame

LOOKS_MS = 60_000
"""How often it is looked for copies while the window is open."""


class Conflicts(QObject):
    """Looks for copies that went another way, beside a workspace that others synchronise."""

    def __init__(self, window: Frame) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self._found: list[Parted] = []
        self.notice = Band("conflict", window)
        """What is said while there are such copies."""
        self.notice.offer("conflictCompare", _("Compare…"), self.show_first)
        self._timer = QTimer(self, interval=LOOKS_MS)
        self._timer.timeout.connect(self.look)
        window.live.opened.connect(self._begin)
        window.live.closing.connect(self._timer.stop)

    def _begin(self) -> None:
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look for copies, off the window's thread."""
        live = self._window.live
        if live.desk is not None and not live.read_only and not live.is_astray:
            live.back_up(_compared, self._arrived)

    def _arrived(self, found: list[Parted]) -> None:
        self._found = found
        self.notice.say(_told_of(found) if found else "")

    def show_first(self) -> None:
        """Show the first of them, step by step."""
        from feedbackdesk.ui.conflict_dialog import ConflictDialog

        if self._found:
            ConflictDialog(self._window, self._window.live, self._found[0], self.look).open()


def _compared(desk: Desk, _unwanted: Callable[[], bool]) -> list[Parted]:
    from feedbackdesk.desk.conflicts import compared

    return compared(desk)


def _told_of(found: list[Parted]) -> str:
    """Say which copies there are."""
    first = found[0]
    words = _(
        "“{name}” began as this file did and went another way: {steps} only there. Two computers "
        "wrote at once."
    ).format(name=first.path.name, steps=plural(first.there.number, "step is", "steps are"))
    if len(found) > 1:
        others = ", ".join(f"“{one.path.name}”" for one in found[1:4])
        words += " " + _("So did {files}.").format(files=others)
    return words
