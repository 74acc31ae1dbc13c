"""The capture form in a small window of its own, made to be bound to a key of the desktop."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.application import prepare_process, start_application
from feedbackdesk.ui.capture.dialog import CaptureDialog
from feedbackdesk.ui.live import Live

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.domain.words import Kind

READ_MS = 12_000
"""How long a sentence stays in a window that cannot record."""


class Alone(QObject):
    """Paints the form first, then opens the workspace; ends when the form is out of sight."""

    ended = Signal(int)
    """The exit status: 0 where it was recorded or closed, 1 where it could not be recorded."""

    def __init__(self, path: Path, *, who: str, kind: Kind | None, text: str) -> None:
        """Show the form with what is known already."""
        super().__init__()
        self.status = 0
        self.live = Live(path, self)
        self.dialog = CaptureDialog(self.live)
        self.dialog.left.connect(self._end)
        self.live.broke.connect(_raise)
        self._painted = False
        self.dialog.installEventFilter(self)
        self.dialog.open_for(who=who, kind=kind, text=text)
        if who:
            self.dialog.form.words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the workspace once the form has been painted; keys are shown meanwhile."""
        if event.type() is QEvent.Type.Paint and not self._painted:
            self._painted = True
            self.live.work(_make_ready, lambda _none: self._open())
        return super().eventFilter(watched, event)

    def _open(self) -> None:
        try:
            self.live.open()
            if self.live.read_only:
                raise Refusal(f"{self.live.path} can be read, not changed. Nothing was recorded.")
        except Refusal as refusal:
            self.status = 1
            sentence = str(refusal)
            if sys.stderr is not None:
                sys.stderr.write(f"{sentence}\n")
                sys.stderr.flush()
            self.dialog.cannot_record(sentence)
            # Whoever pressed a key of the desktop sees no terminal.
            seen = QGuiApplication.platformName() not in {"offscreen", "minimal"}
            QTimer.singleShot(READ_MS if seen else 0, self.dialog, self.dialog.close)

    def _end(self) -> None:
        self.live.close()
        self.ended.emit(self.status)


def run(path: Path, *, who: str = "", kind: Kind | None = None, text: str = "") -> int:
    """Show the form over a workspace; return 0 once recorded or closed, 1 where it cannot be."""
    prepare_process()
    app = start_application()
    QApplication.setQuitOnLastWindowClosed(False)
    alone = Alone(path, who=who, kind=kind, text=text)
    alone.ended.connect(QApplication.exit)
    status = app.exec()
    alone.dialog.deleteLater()
    return status


def _raise(error: BaseException) -> None:
    raise error


def _make_ready() -> None:
    from feedbackdesk.desk.desk import Desk

    Desk.make_ready()
