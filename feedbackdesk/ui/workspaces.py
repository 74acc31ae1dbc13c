"""Which workspace the window stands before: new, open, recent, the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt

from feedbackdesk import paths
from feedbackdesk.ui.menus import RecentMenu

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from feedbackdesk.domain.rows import Counts
    from feedbackdesk.ui.window import MainWindow


class Workspaces(QObject):
    """Opens another workspace in a window of its own, in the place of this one."""

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        """Stand beside a window, with its settings."""
        super().__init__(window)
        self._window = window
        self.recent = RecentMenu(settings, window)
        """The menu of those opened lately."""
        self.recent.chosen.connect(self.open)
        self.does: dict[str, Callable[[], object]] = {
            "file_new": self._new,
            "file_open": self._choose,
            "sample": self._open_sample,
        }
        """What each action does."""

    @property
    def is_sample(self) -> bool:
        """Whether the window stands before the made-up business."""
        return self._window.live.path.absolute() == paths.sample_workspace().absolute()

    def open(self, path: Path, *, sample: bool = False) -> None:
        """Open another workspace in a window of its own, and close this one."""
        from feedbackdesk.desk.feedback import counts

        old = self._window
        if old.live.desk is not None and path.absolute() == old.live.path.absolute():
            return
        if not old.may_close():
            return
        new = type(old)(path)
        new.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if sample:
            from feedbackdesk.desk.sample import fill_with_sample

            def fill(now: Counts) -> None:
                if now.feedback == 0:
                    new.live.do(fill_with_sample)

            new.live.opened.connect(lambda: new.live.ask(counts, then=fill))
        new.setGeometry(old.geometry())
        new.show()
        old.close()

    def _open_sample(self) -> None:
        """Open the made-up business, made at the first time."""
        self.open(paths.sample_workspace(), sample=True)

    def _new(self) -> None:
        from feedbackdesk.ui.widgets.files import ask_new_workspace

        if path := ask_new_workspace(self._window):
            self.open(path)

    def _choose(self) -> None:
        from feedbackdesk.ui.widgets.files import ask_workspace

        if path := ask_workspace(self._window):
            self.open(path)
