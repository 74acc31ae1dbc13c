"""A column of the board: its head and its cards, or a narrow strip where it is folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.pages.roadmap.cards import CardList, drop_hint
from feedbackdesk.ui.rows.roles import ITEM_MIME, THEME_MIME, unpack
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.strip import STRIP_WIDTH, Strip

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QResizeEvent

_ANY_WIDTH = 16_777_215
_AROUND_WORDS = 4 + 3 * 6 + 2 * 6
_MARK_WIDTH = 18
"""Of the head: its margins and spaces, and the mark of the stage."""


class Column(QFrame):
    """The stage's name, the number of cards, and the cards."""

    fold_wanted = Signal(bool)
    """The owner folds it, or opens it again."""

    def __init__(self, stage: ItemStage, parent: QWidget) -> None:
        """Lay out an empty column."""
        super().__init__(parent)
        self.setProperty("surface", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stage = stage
        self.folded = False
        self._least = 0
        self.list = CardList(stage)
        self.strip = Strip(label(stage), f"stage-{stage.value}", Role[f"STAGE_{stage.name}"], self)
        self.strip.setObjectName(f"roadmapStrip.{stage.value}")
        self.strip.take_drops(lambda data: drop_hint(data, stage))
        self.strip.dropped.connect(self._dropped)
        self.strip.clicked.connect(lambda: self.fold_wanted.emit(False))
        self.strip.hide()
        self._open = QWidget(self)
        column = in_column(self)
        column.addWidget(self._open)
        column.addWidget(self.strip)
        inside = in_column(self._open, (6, 4, 6, 6), 4)
        inside.addLayout(self._head())
        inside.addWidget(self.list, 1)
        theme.signals().changed.connect(self._tint)
        self._tint()

    def _head(self) -> QHBoxLayout:
        head = in_row(margins=(4, 0, 0, 0), gap=6)
        self._mark = QLabel(self._open)
        self._name = name = QLabel(label(self.stage), self._open)
        name.setObjectName(f"roadmapName.{self.stage.value}")
        name.setProperty("role", "label")
        name.setBuddy(self.list)
        self._count = label_of("", "small", f"roadmapCount.{self.stage.value}")
        self._fold = fold = QToolButton(self._open)
        fold.setObjectName(f"roadmapFold.{self.stage.value}")
        fold.setIcon(icons.icon("chevron-left"))
        fold.setToolTip(self.tr("Fold {name} into a strip (F)").format(name=label(self.stage)))
        fold.setAccessibleName(self.tr("Fold {name}").format(name=label(self.stage)))
        fold.clicked.connect(lambda: self.fold_wanted.emit(True))
        head.addWidget(self._mark)
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(self._count)
        head.addWidget(fold)
        return head

    def fold(self, yes: bool) -> None:
        """Become a strip, or a column again; the keyboard goes along."""
        if yes == self.folded:
            return
        had = self.window().focusWidget()
        here = had is not None and self.isAncestorOf(had)
        self.folded = yes
        self._open.setVisible(not yes)
        self.strip.setVisible(yes)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, not yes)
        self._bound()
        if here:
            (self.strip if yes else self.list).setFocus()

    def be_at_least(self, width: int) -> None:
        """Never be narrower than this while it is open."""
        self._least = width
        self._bound()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the mark of the stage away before its name is cut."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        words = (self._name, self._count, self._fold)
        needed = sum(one.sizeHint().width() for one in words) + _AROUND_WORDS
        self._mark.setVisible(self.width() >= needed + _MARK_WIDTH)

    def _bound(self) -> None:
        self.setMinimumWidth(STRIP_WIDTH if self.folded else self._least)
        self.setMaximumWidth(STRIP_WIDTH if self.folded else _ANY_WIDTH)

    def show_count(self) -> None:
        """Write the number of cards."""
        number = len(self.list.cards.item_ids())
        self._count.setText(f"{number:,}")
        self.strip.show_count(number)
        self._fit_head()

    def _dropped(self, data: QMimeData) -> None:
        for key in unpack(data, THEME_MIME) if self.stage.is_open else ():
            self.list.theme_planned.emit(key, self.stage)
        inside = set(self.list.cards.item_ids())
        if keys := [key for key in unpack(data, ITEM_MIME) if key not in inside]:
            self.list.items_moved.emit(keys, self.stage)

    def _tint(self) -> None:
        self._mark.setPixmap(
            icons.pixmap(
                f"stage-{self.stage.value}",
                Role[f"STAGE_{self.stage.name}"],
                18,
                self.devicePixelRatioF(),
            )
        )
