"""The pages as they will be, with the buttons to turn and to enlarge them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QToolButton, QWidget

from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from feedbackdesk.report.paper.sheets import Picture, Sheets


_GAP = 16
_DOTS_A_POINT = 96 / 72
"""Dots of the screen for a point of the page where it is shown as large as it is."""
_SMALLEST, _LARGEST = 0.2, 4.0
_KEPT = 8
"""How many drawn pages are kept."""


class PageView(QAbstractScrollArea):
    """Shows the pages of a PDF, as pdfium draws them."""

    turned = Signal()
    """Another page is the one that is looked at, or the pages are others."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setObjectName("printPreview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheets: Sheets | None = None
        self._zoom = 1.0
        self._fitting = True
        self._drawn: dict[int, QPixmap] = {}
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._dress()
        theme.signals().changed.connect(self._dress)

    def _dress(self) -> None:
        self.viewport().update()

    # What is shown.

    def show_sheets(self, sheets: Sheets) -> None:
        """Show the pages of a PDF, at the page that was looked at."""
        page = self.page
        self._sheets = sheets
        self._drawn.clear()
        self._arrange()
        self.go_to(page)
        self.turned.emit()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return 0 if self._sheets is None else self._sheets.number

    @property
    def size_in_points(self) -> tuple[float, float]:
        """How wide and how high a page is, in points."""
        return (0.0, 0.0) if self._sheets is None else self._sheets.size

    @property
    def page(self) -> int:
        """The page that is looked at, from 1."""
        step = self._size().height() + _GAP
        at = self.verticalScrollBar().value() + self.viewport().height() / 3
        return min(max(int(at // step) + 1, 1), max(self.pages, 1))

    def go_to(self, page: int) -> None:
        """Look at a page, as far as there is one."""
        page = min(max(page, 1), max(self.pages, 1))
        self.verticalScrollBar().setValue((page - 1) * (self._size().height() + _GAP))

    def close_sheets(self) -> None:
        """Let go of the pages."""
        sheets, self._sheets = self._sheets, None
        self._drawn.clear()
        if sheets is not None:
            sheets.close()

    # How large.

    @property
    def zoom(self) -> float:
        """How large a page is shown; 1 as it is on paper."""
        return self._zoom

    @property
    def fitting(self) -> bool:
        """Whether the page is as wide as there is room."""
        return self._fitting

    def enlarge(self, by: float) -> None:
        """Show the pages larger or smaller."""
        self._fitting = False
        self._set_zoom(self._zoom * by)

    def fit(self) -> None:
        """Make the page as wide as there is room."""
        page = self.page
        self._fitting = True
        self._arrange()
        self.go_to(page)
        self.turned.emit()

    def _set_zoom(self, zoom: float) -> None:
        page = self.page
        self._zoom = min(max(zoom, _SMALLEST), _LARGEST)
        self._drawn.clear()
        self._arrange()
        self.go_to(page)
        self.turned.emit()

    def _size(self) -> QSize:
        """Return how large a page is on the screen."""
        if self._sheets is None:
            return QSize(1, 1)
        wide, high = self._sheets.size
        scale = self._zoom * _DOTS_A_POINT
        return QSize(round(wide * scale), round(high * scale))

    def _arrange(self) -> None:
        view = self.viewport().size()
        if self._sheets is not None and self._fitting:
            room = max(view.width() - 2 * _GAP, 50)
            zoom = min(max(room / self._sheets.size[0] / _DOTS_A_POINT, _SMALLEST), _LARGEST)
            if abs(zoom - self._zoom) > 1e-6:
                self._zoom = zoom
                self._drawn.clear()
        size = self._size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        step = size.height() + _GAP
        down.setPageStep(view.height())
        down.setSingleStep(48)
        down.setRange(0, max(self.pages * step + _GAP - view.height(), 0))
        across.setPageStep(view.width())
        across.setSingleStep(48)
        across.setRange(0, max(size.width() + 2 * _GAP - view.width(), 0))
        self.viewport().update()

    # What Qt asks.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as there is room, and the place in it."""
        bar = self.verticalScrollBar()
        part = bar.value() / bar.maximum() if bar.maximum() else 0.0
        super().resizeEvent(event)
        self._arrange()
        bar.setValue(round(part * bar.maximum()))
        self.turned.emit()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by Page Up and Down, and go to the first and the last."""
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go_to(self.page + 1)
            case Qt.Key.Key_PageUp:
                self.go_to(self.page - 1)
            case Qt.Key.Key_Home:
                self.go_to(1)
            case Qt.Key.Key_End:
                self.go_to(self.pages)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys turn pages."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they do not any more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that are seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color(Role.SUNKEN))
        size, view = self._size(), self.viewport().size()
        left = max((view.width() - size.width()) // 2, _GAP) - self.horizontalScrollBar().value()
        for number in range(1, self.pages + 1):
            top = _GAP + (number - 1) * (size.height() + _GAP) - self.verticalScrollBar().value()
            if top > view.height():
                break
            if top + size.height() > 0:
                painter.drawPixmap(left, top, self._picture(number, size))
                painter.setPen(theme.color(Role.LINE_STRONG))
                painter.drawRect(left, top, size.width() - 1, size.height() - 1)
        if self.hasFocus():
            painter.setPen(QPen(theme.color(Role.FOCUS), 2))
            painter.drawRect(QRectF(1, 1, view.width() - 2, view.height() - 2))
        painter.end()

    def _picture(self, number: int, size: QSize) -> QPixmap:
        """Return a page as it is seen, drawn once."""
        sheets = self._sheets
        assert sheets is not None  # noqa: S101  (without them there are no pages)
        if (kept := self._drawn.pop(number, None)) is None:
            ratio = self.devicePixelRatioF()
            drawn = image_of(sheets.picture(number, self._zoom * _DOTS_A_POINT * ratio))
            kept = QPixmap.fromImage(drawn.scaled(size * ratio))
            kept.setDevicePixelRatio(ratio)
        self._drawn[number] = kept
        while len(self._drawn) > _KEPT:
            del self._drawn[next(iter(self._drawn))]
        return kept


def image_of(picture: Picture) -> QImage:
    """Return a page, or a band of one, as Qt paints it; it holds on to the picture's content."""
    return QImage(
        picture.content, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )


_STEP = 1.2


class Preview(QWidget):
    """The pages with a bar below them."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.pages = PageView()
        self.pages.setAccessibleName(self.tr("Preview of the printed pages"))
        self.pages.turned.connect(self._tell)
        self.place = label_of(name="printPlace")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place.setMinimumWidth(120)
        self.zoom = label_of(name="printZoom")
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom.setMinimumWidth(48)
        make = self._button
        self.back = make("printBack", "chevron-left", self.tr("Previous page"), self._turn_back)
        self.on = make("printOn", "chevron-right", self.tr("Next page"), self._turn_on)
        self.less = make("printSmaller", "minus", self.tr("Zoom out"), self._smaller)
        self.more = make("printLarger", "add", self.tr("Zoom in"), self._larger)
        self.fit = make("printFit", "unfold", self.tr("Fit the page’s width"), self.pages.fit)
        bar = in_row(margins=(12, 6, 12, 6), gap=4)
        for widget in (self.back, self.place, self.on):
            bar.addWidget(widget)
        bar.addStretch(1)
        for widget in (self.less, self.zoom, self.more, self.fit):
            bar.addWidget(widget)
        column = in_column(self, gap=0)
        column.addWidget(self.pages, 1)
        column.addLayout(bar)
        self._tell()

    def show_sheets(self, sheets: Sheets) -> None:
        """Show the pages of a PDF; the old ones stayed until it was there."""
        self.pages.show_sheets(sheets)

    def _button(self, name: str, icon: str, words: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(icons.icon(icon))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(act)
        return button

    def _tell(self) -> None:
        page, pages = self.pages.page, self.pages.pages
        words = self.tr("Page {0} of {1}").format(page, pages) if pages else ""
        self.place.setText(words)
        self.pages.setAccessibleDescription(words)
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < pages)
        self.zoom.setText(f"{self.pages.zoom:.0%}")

    def _turn_back(self) -> None:
        self.pages.go_to(self.pages.page - 1)

    def _turn_on(self) -> None:
        self.pages.go_to(self.pages.page + 1)

    def _smaller(self) -> None:
        self.pages.enlarge(1 / _STEP)

    def _larger(self) -> None:
        self.pages.enlarge(_STEP)
