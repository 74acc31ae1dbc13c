"""The pages as they will be, with the buttons to turn and to enlarge them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.ui import icons, theme
from feedbackdesk.ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

_STEP = 1.2


class Preview(QWidget):
    """A preview with a bar below it."""

    def __init__(self, paint: Callable[[QPrinter], None]) -> None:
        """Show what `paint` paints."""
        super().__init__()
        # The preview does not own its printer: it must outlive it.
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.pages = QPrintPreviewWidget(self._printer, self)
        self.pages.setObjectName("printPreview")
        self.pages.setAccessibleName(self.tr("Preview of the printed pages"))
        self.pages.paintRequested.connect(paint)
        self.pages.previewChanged.connect(self._tell)
        self.place = QLabel()
        self.place.setObjectName("printPlace")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place.setMinimumWidth(96)
        self.zoom = QLabel()
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom.setMinimumWidth(48)
        self.back = self._button("chevron-left", self.tr("Previous page"), self._turn_back)
        self.on = self._button("chevron-right", self.tr("Next page"), self._turn_on)
        self.less = self._button("minus", self.tr("Zoom out"), self._smaller)
        self.more = self._button("add", self.tr("Zoom in"), self._larger)
        self.fit = self._button("unfold", self.tr("Fit the page’s width"), self._fit)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(4)
        for widget in (self.back, self.place, self.on):
            bar.addWidget(widget)
        bar.addStretch(1)
        for widget in (self.less, self.zoom, self.more, self.fit):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addLayout(bar)
        self._fitting = True
        theme.signals().changed.connect(self._dress)
        self._dress()
        self._tell()

    def _dress(self) -> None:
        """Lay the pages on a desk of the theme's, in place of Qt's own grey."""
        view = self.pages.findChild(QGraphicsView)
        if isinstance(view, QGraphicsView):
            view.setFrameShape(QFrame.Shape.NoFrame)
            view.scene().setBackgroundBrush(theme.color(Role.SUNKEN))
            # Fitted to the width, the page is never wider than what is seen of it.
            off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
            view.setHorizontalScrollBarPolicy(off if self._fitting else on)

    def show_pages(self, prepare: Callable[[QPrinter], None]) -> None:
        """Show the pages anew, on the paper that `prepare` gives the printer."""
        prepare(self._printer)
        place = self.pages.currentPage()
        self.pages.updatePreview()
        self.pages.setCurrentPage(min(max(place, 1), max(self.pages.pageCount(), 1)))
        if self._fitting:
            self.pages.fitToWidth()
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the width once there is one."""
        super().showEvent(event)
        if self._fitting:
            self.pages.fitToWidth()
        self._tell()

    def _button(self, icon: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(act)
        return button

    def _tell(self) -> None:
        page, pages = self.pages.currentPage(), self.pages.pageCount()
        self.place.setText(self.tr("Page {0} of {1}").format(page, pages) if pages else "")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < pages)
        self.zoom.setText(f"{self.pages.zoomFactor():.0%}")

    def _turn_back(self) -> None:
        self.pages.setCurrentPage(self.pages.currentPage() - 1)
        self._tell()

    def _turn_on(self) -> None:
        self.pages.setCurrentPage(self.pages.currentPage() + 1)
        self._tell()

    def _smaller(self) -> None:
        self._fitting = False
        self._dress()
        self.pages.zoomOut(_STEP)
        self._tell()

    def _larger(self) -> None:
        self._fitting = False
        self._dress()
        self.pages.zoomIn(_STEP)
        self._tell()

    def _fit(self) -> None:
        self._fitting = True
        self._dress()
        self.pages.fitToWidth()
        self._tell()
