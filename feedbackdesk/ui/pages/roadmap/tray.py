"""The tray: the themes to put on the roadmap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QListView, QToolButton, QWidget

from feedbackdesk.domain.rows import Theme
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.rows.themes import TrayRows
from feedbackdesk.ui.rows.themes_model import ThemeModel
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import make_list
from feedbackdesk.ui.widgets.search import debounce, search_field
from feedbackdesk.ui.widgets.strip import STRIP_WIDTH, Strip

if TYPE_CHECKING:
    from feedbackdesk.ui.live import Live

_WIDTH = 216
_NARROW_WIDTH = 176


class Tray(QWidget):
    """The themes, to be dragged onto the board; folded into a strip to give it more room."""

    fold_wanted = Signal(bool)
    """The owner folds it, or opens it again."""

    def __init__(self, live: Live, parent: QWidget) -> None:
        """Lay out the field that filters, and the list."""
        super().__init__(parent)
        self.folded = False
        self._width = _WIDTH
        self.themes = ThemeModel(live, TrayRows())
        self.strip = Strip(self.tr("Themes"), "themes", Role.TEXT_MUTED, self)
        self.strip.setObjectName("roadmapStrip.tray")
        self.strip.clicked.connect(lambda: self.fold_wanted.emit(False))
        self.strip.hide()
        self._open = QWidget(self)
        outer = in_column(self)
        outer.addWidget(self._open)
        outer.addWidget(self.strip)
        column = in_column(self._open, gap=6)
        self.search = search_field(
            self._open, self.tr("Filter themes"), self.tr("Filter the themes to put on the roadmap")
        )
        debounce(self.search, self.themes.search)
        fold = QToolButton(self._open)
        fold.setObjectName("roadmapFold.tray")
        fold.setIcon(icons.icon("chevron-left"))
        fold.setToolTip(self.tr("Fold the themes into a strip (F)"))
        fold.setAccessibleName(self.tr("Fold the themes"))
        fold.clicked.connect(lambda: self.fold_wanted.emit(True))
        head = in_row(gap=4)
        head.addWidget(self.search, 1)
        head.addWidget(fold)
        self._unplanned = QCheckBox(self.tr("Only not pl&anned"), self._open)
        self._unplanned.toggled.connect(self.themes.only_unplanned)
        self.view = make_list(
            "themeTray", self.tr("Themes to put on the roadmap"), QListView(), self.themes
        )
        self.view.setUniformItemSizes(False)
        self.view.setDragEnabled(True)
        self.view.setStyleSheet("QListView { background: transparent; }")
        column.addLayout(head)
        column.addWidget(self._unplanned)
        column.addWidget(self.view, 1)
        self.be_narrow(False)

    def chosen(self) -> Theme | None:
        """Return the chosen theme."""
        row = self.view.currentIndex().data(ROW)
        return row if isinstance(row, Theme) else None

    def fold(self, yes: bool) -> None:
        """Become a strip, or a list again; the keyboard goes along."""
        if yes == self.folded:
            return
        had = self.window().focusWidget()
        here = had is not None and self.isAncestorOf(had)
        self.folded = yes
        self._open.setVisible(not yes)
        self.strip.setVisible(yes)
        self._bound()
        if here:
            (self.strip if yes else self.view).setFocus()

    def be_narrow(self, yes: bool) -> None:
        """Leave more room to the board, or take it back."""
        self._width = _NARROW_WIDTH if yes else _WIDTH
        self._bound()

    def _bound(self) -> None:
        self.setFixedWidth(STRIP_WIDTH if self.folded else self._width)
