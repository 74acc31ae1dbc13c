"""What the window does about remembered rankings: takes one, and shows what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from feedbackdesk.desk.movement import take_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.ui.window import MainWindow


class Comparing(QObject):
    """Leads to the page that compares two rankings, and back to the roadmap."""

    def __init__(self, window: MainWindow) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self._inspected = False
        window.actions_["compare_moved"].setCheckable(True)

    @property
    def does(self) -> dict[str, Callable[[], object]]:
        """The actions of the window that lead here."""
        return {
            "snapshot": self._snapshot,
            "compare": self._open,
            "compare_back": self._back,
            "compare_moved": lambda: self._window.compare.only_moved(),
            "snapshot_rename": lambda: self._window.compare.rename(),
            "snapshot_delete": lambda: self._window.compare.forget(),
        }

    def _open(self) -> None:
        """Show the page; the inspector, which tells of a card on the board, makes room for it."""
        window = self._window
        if window.page_name != "compare":
            self._inspected = "inspector" in window.__dict__ and window.inspector.isVisible()
            window.show_inspector(False)
        window.show_page("compare")

    def _back(self) -> None:
        self._window.show_page("roadmap")
        if self._inspected:
            self._window.show_inspector(True)
            self._window.look_at_page()
        self._inspected = False

    def _snapshot(self) -> None:
        """Ask for a name, which may be left out, and remember the ranking in sight."""
        from feedbackdesk.ui.widgets.choose import ask_name

        window = self._window
        if window.live.desk is None or window.live.read_only:
            return
        lens = window.roadmap.lens
        ask_name(
            window,
            self.tr("Take a snapshot"),
            self.tr("&Name, such as “Before the spring fair”; it may be left empty"),
            lambda name: window.live.do(take_snapshot, name, lens),
            may_be_empty=True,
        )
