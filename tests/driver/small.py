"""The small window of `feedbackdesk capture`, driven as the large one."""

from __future__ import annotations

from pathlib import Path

from shiboken6 import isValid

from feedbackdesk.domain.words import Kind
from feedbackdesk.ui.capture.alone import Alone
from tests.driver.driver import Driver


class SmallWindow(Driver):
    """The form in a window of its own; nothing is waited for before `settle` is called."""

    def __init__(
        self, path: Path, *, who: str = "", kind: Kind | None = None, text: str = ""
    ) -> None:
        """Show the form with what is known already; the workspace is not open yet."""
        self._alone = Alone(path, who=who, kind=kind, text=text)
        self._stand_before(path, self._alone.dialog, self._alone.live)

    def begin(self) -> None:
        """Wait until the workspace is open, and the keyboard is there."""
        self.until(lambda: self._live.desk is not None or self.status, "the workspace")
        self.take_keys()

    def _busy(self) -> bool:
        return self.is_open and super()._busy()  # what it no longer waits for never comes

    @property
    def status(self) -> int:
        """What the process would end with: 0 unless it could not record."""
        return self._alone.status

    @property
    def holds_workspace(self) -> bool:
        """Whether it still has the workspace open."""
        return self._live.desk is not None

    def close(self) -> bool:
        """Close the window; return whether it did."""
        closed = super().close()
        if closed and isValid(self._window):
            self._window.deleteLater()
        return closed
