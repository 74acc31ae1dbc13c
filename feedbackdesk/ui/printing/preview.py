"""The pages as they will be, with the buttons to turn and to enlarge them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from feedbackdesk.ui.look import icons
from feedbackdesk.ui.printing.page_view import PageView
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.report.pdf import Pages

_STEP = 1.2


class Preview(QWidget):
    """The pages with a bar below them."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._layout: Pages | None = None
        self.pages = PageView()
        self.pages.setAccessibleName(self.tr("Preview of the printed pages"))
        self.pages.turned.connect(self._tell)
        self.place = QLabel()
        self.place.setObjectName("printPlace")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place.setMinimumWidth(120)
        self.zoom = QLabel()
        self.zoom.setObjectName("printZoom")
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

    def show_layout(self, layout: Pages) -> None:
        """Show the pages of a layout; the old ones stay until the first of it is ready."""
        if layout.ready and layout is not self._layout:
            self._layout = layout
            self.pages.show_layout(layout)
        elif layout is self._layout:
            self.pages.grown()

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
        if self._layout is not None and not self._layout.finished:
            words = self.tr("Page {0} of {1} so far").format(page, pages)
        else:
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
