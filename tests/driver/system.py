"""What the system brings: its file dialog, and a printer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPagedPaintDevice, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget

from tests.driver import waiting

_LOOK_AGAIN_MS = 5


@contextmanager
def naming(file: Path | None) -> Iterator[list[str]]:
    """Name a file in the file dialog that comes up meanwhile, or leave it by Esc.

    Gives the name that stood there before.
    """
    offered: list[str] = []
    objected: list[str] = []
    over: list[bool] = []

    def look() -> None:
        if over:
            return
        # What it does may open another window, which has to be seen from within.
        QTimer.singleShot(_LOOK_AGAIN_MS, look)
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QMessageBox) and isinstance(dialog.parent(), QFileDialog):
            objected.append(dialog.text())
            dialog.reject()
        elif isinstance(dialog, QFileDialog) and objected:
            dialog.reject()
        elif isinstance(dialog, QFileDialog) and not offered:
            asking = dialog.parentWidget()
            assert asking is not None
            dialog.finished.connect(lambda _result: _bring_up(asking))
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert field is not None
            offered.append(field.text())
            _bring_up(dialog)
            field.setFocus()
            field.setText(str(file or ""))
            QTest.keyClick(field, Qt.Key.Key_Escape if file is None else Qt.Key.Key_Return)

    look()
    try:
        yield offered
        # A button that was pressed by its letter lets go a moment later.
        waiting.until(lambda: offered and _none_is_open(), "a file dialog, and its end")
    finally:
        over.append(True)
    assert not objected, f"the file dialog says: {objected}"


def _none_is_open() -> bool:
    return not isinstance(QApplication.activeModalWidget(), QFileDialog)


def _bring_up(window: QWidget) -> None:
    """Let a window be active that is in front now, as a window system would."""
    window.activateWindow()
    waiting.until(window.isActiveWindow, "the keyboard")


def printer(file: Path, takes: int | None) -> QPagedPaintDevice:
    """Return a printer whose paper is a file; one that jams takes so many pages and no more."""
    if takes is not None:
        return _Jammed(str(file), takes)
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    return made


class _Jammed(QPdfWriter):
    def __init__(self, file: str, takes: int) -> None:
        super().__init__(file)
        self._takes = takes

    def newPage(self) -> bool:  # noqa: N802
        self._takes -= 1
        return self._takes > 0 and super().newPage()
