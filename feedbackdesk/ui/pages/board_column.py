"""A column of the board: cards of one stage, and what may be dropped on them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.ui import icons, theme
from feedbackdesk.ui.delegates import paint
from feedbackdesk.ui.delegates.card import Card
from feedbackdesk.ui.models.board import ColumnModel
from feedbackdesk.ui.models.roles import ITEM_MIME, KEY, THEME_MIME, unpack
from feedbackdesk.ui.pages.page import make_list
from feedbackdesk.ui.theme import Role, Size, Weight


class CardList(QListView):
    """The cards. A theme dropped on a card is linked to it, beside the cards it makes one;
    a card from another column moves here, one of this column is pinned where it is dropped."""

    theme_planned = Signal(int, object)
    """A theme's key, and the stage to make an item in."""
    theme_linked = Signal(int, int)
    """A theme's key, and the item to link it to."""
    item_moved = Signal(int, object)
    """An item's key, and the stage it goes to."""
    hovered = Signal()
    """Something is dragged over it: it wants to be in sight."""
    item_pinned = Signal(int, int)
    """An item's key, and its place in this column, from 1."""

    def __init__(self, stage: ItemStage) -> None:
        """Show the items of a stage."""
        super().__init__()
        self.stage = stage
        self.cards = ColumnModel(stage)
        self.card = Card(self)
        self._hint = ""
        self._gap = -1
        make_list(f"roadmapColumn.{stage.value}", label(stage), self)
        self.setUniformItemSizes(False)
        self.setModel(self.cards)
        self.setItemDelegate(self.card)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setStyleSheet("QListView { background: transparent; }")
        self.viewport().setAutoFillBackground(False)

    def choose(self, key: int) -> bool:
        """Choose the card of an item; return whether it is here."""
        row = self.cards.row_of(key)
        if row < 0:
            return False
        self.selectionModel().setCurrentIndex(
            self.cards.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(self.cards.index(row))
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take themes and items."""
        data = event.mimeData()
        if data.hasFormat(THEME_MIME) or data.hasFormat(ITEM_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what a drop here would do."""
        at = event.position().toPoint()
        card = self.indexAt(at)
        hint, row, gap = "", -1, -1
        if event.mimeData().hasFormat(THEME_MIME):
            if card.isValid():
                row = card.row()
                hint = self.tr("Link to “{title}”").format(
                    title=card.data(Qt.ItemDataRole.DisplayRole)
                )
            else:
                hint = self.tr("New item in {stage}").format(stage=label(self.stage))
        elif event.mimeData().hasFormat(ITEM_MIME):
            keys = unpack(event.mimeData(), ITEM_MIME)
            if any(self.cards.row_of(key) >= 0 for key in keys):
                gap = self._gap_at(at)
                hint = self.tr("Pin at place {place}").format(place=gap + 1)
            else:
                hint = self.tr("Move to {stage}").format(stage=label(self.stage))
        else:
            event.ignore()
            return
        self._show(hint, row, gap)
        self.hovered.emit()
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self._show("", -1, -1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Do what was shown."""
        at = event.position().toPoint()
        card = self.indexAt(at)
        self._show("", -1, -1)
        for key in unpack(event.mimeData(), THEME_MIME):
            if card.isValid():
                self.theme_linked.emit(key, card.data(KEY))
            else:
                self.theme_planned.emit(key, self.stage)
        for key in unpack(event.mimeData(), ITEM_MIME):
            if self.cards.row_of(key) < 0:
                self.item_moved.emit(key, self.stage)
            else:
                self.item_pinned.emit(key, self._place_for(key, self._gap_at(at)))
        # The model takes nothing away: the board repaints from what was committed.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _gap_at(self, at: QPoint) -> int:
        """Return before which row a point lies."""
        index = self.indexAt(at)
        if not index.isValid():
            return self.cards.rowCount()
        rect = self.visualRect(index)
        return index.row() + (1 if at.y() > rect.center().y() else 0)

    def _place_for(self, key: int, gap: int) -> int:
        row = self.cards.row_of(key)
        return gap if row < gap else gap + 1

    def _show(self, hint: str, row: int, gap: int) -> None:
        if (hint, row, gap) != (self._hint, self.card.drop_row, self._gap):
            self._hint, self.card.drop_row, self._gap = hint, row, gap
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards, and over them what a drop would do."""
        super().paintEvent(event)
        if not self._hint:
            return
        painter = QPainter(self.viewport())
        room = self.viewport().rect().adjusted(2, 2, -2, -2)
        if self.card.drop_row < 0:
            if self._gap >= 0:
                self._paint_gap(painter)
            else:
                tint = theme.color(Role.DROP_TARGET)
                veil = type(tint)(tint)
                veil.setAlpha(120)
                paint.rounded(painter, room, veil, theme.color(Role.DROP_LINE), width=2)
        words = QRect(room.left() + 6, room.bottom() - 34, room.width() - 12, 28)
        paint.rounded(painter, words, theme.color(Role.TOAST), radius=theme.CONTROL_RADIUS)
        paint.text(
            painter, words.adjusted(8, 0, -8, 0), self._hint,
            theme.font(Size.SMALL, Weight.MEDIUM), Role.ON_TOAST, Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        painter.end()

    def _paint_gap(self, painter: QPainter) -> None:
        rows = self.cards.rowCount()
        if rows == 0:
            return
        rect = self.visualRect(self.cards.index(min(self._gap, rows - 1)))
        top = rect.top() if self._gap < rows else rect.bottom() - 2
        line = QRect(rect.left() + 4, top - 1, rect.width() - 8, 3)
        paint.rounded(painter, line, theme.color(Role.DROP_LINE), radius=1.5)


class Column(QFrame):
    """A column's head and its cards."""

    def __init__(self, stage: ItemStage, parent: QWidget) -> None:
        """Lay out an empty column."""
        super().__init__(parent)
        self.setProperty("surface", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stage = stage
        self.list = CardList(stage)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(8)
        self._mark = QLabel(self)
        name = QLabel(label(stage), self)
        name.setProperty("role", "label")
        name.setBuddy(self.list)
        self._count = QLabel(self)
        self._count.setProperty("role", "small")
        head.addWidget(self._mark)
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(self._count)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        theme.signals().changed.connect(self._tint)
        self._tint()

    def show_count(self) -> None:
        """Write the number of cards."""
        self._count.setText(str(self.list.cards.rowCount()))

    def _tint(self) -> None:
        self._mark.setPixmap(
            icons.pixmap(
                f"stage-{self.stage.value}",
                Role[f"STAGE_{self.stage.name}"],
                18,
                self.devicePixelRatioF(),
            )
        )
