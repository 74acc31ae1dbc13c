"""The print dialog: the page as it will be, and the few choices that change it."""

from __future__ import annotations

import functools
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtPrintSupport import (
    QPrintDialog,
    QPrinter,
    QPrinterInfo,
    QPrintPreviewWidget,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.report.model import Report, ReportOptions, last_print, roadmap_report
from feedbackdesk.report.pdf import paint, prepare, write_pdf
from feedbackdesk.ui import icons
from feedbackdesk.ui.printing.choices import Choices, read_choices, write_choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.store.reader import Reader

_WIDTH, _HEIGHT, _SIDE = 1000, 700, 264

log = logging.getLogger(__name__)


class PrintDialog(QDialog):
    """Shows the page live, prints it and saves it; what was chosen is remembered."""

    ready = Signal()
    """The preview shows what is chosen."""

    _answered = Signal(int, object)
    _failed = Signal(int, str)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, options: ReportOptions | None = None
    ) -> None:
        """Show the roadmap of a desk, as chosen last or as given."""
        super().__init__(parent)
        self.setObjectName("printDialog")
        self.setWindowTitle(self.tr("Print the roadmap"))
        self._desk = desk
        self._report: Report | None = None
        self._ticket = 0
        self._saved: Path | None = None
        # What was printed before this dialog, so that a second copy shows the same movement.
        self._since = functools.cache(lambda read: last_print(read)) and None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-print")
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._paper: QPrinter | None = None
        self.choices = Choices(options or read_choices())
        self.preview = self._make_preview()
        self._build()
        self._answered.connect(self._take)
        self._failed.connect(self._refuse)
        self.choices.changed.connect(self._choose)
        self._choose(remember=False)
