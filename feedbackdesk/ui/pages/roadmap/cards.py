"""The cards of one stage, and what may be dropped on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView

from feedbackdesk.domain.rows import RankedItem
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.roadmap.card_rows import ColumnModel
from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.paint import rounded
from feedbackdesk.ui.rows.pieces import Text
from feedbackdesk.ui.rows.roles import ITEM_MIME, KEY, ROW, THEME_MIME, unpack
from feedbackdesk.ui.rows.row import Line, Row
from feedbackdesk.ui.widgets.lists import make_list

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtCore import QMimeData


_HINT_LINES = 5


class CardList(QListView):
    """The cards. A theme dropped on a card is linked to it, beside the cards it makes one;
    cards from another column move here, those of this column are pinned where they are dropped."""

    theme_planned = Signal(int, object)
    """A theme's key, and the stage to make an item in."""
    theme_linked = Signal(int, int)
    """A theme's key, and the item to link it to."""
    items_moved = Signal(object, object)
    """The items' keys, and the stage they go to."""
    items_pinned = Signal(object, int)
    """The items' keys, and the first one's place in this column, from 1."""
    hovered = Signal()
    """Something is dragged over it: it wants to be in sight."""
    resized = Signal()
    """Its cards have another width now."""

    def __init__(self, stage: ItemStage) -> None:
        """Show the items of a stage."""
        super().__init__()
        self.stage = stage
        self.cards = ColumnModel(stage)
        self.stands_in: Callable[[int], str] = lambda _theme_id: ""
        """Names the open item that answers a theme already."""
        self.places_rest = ""
        """Why nothing can be pinned now, where that is so."""
        self._hint = ""
        self._refused = False
        self._gap = -1
        make_list(f"roadmapColumn.{stage.value}", label(stage), self)
        self.setUniformItemSizes(False)
        self.setModel(self.cards)
        self.cards.modelReset.connect(self._mark_first)
        self.cards.dataChanged.connect(self.scheduleDelayedItemsLayout)  # a foot came, or a pin
        self.setItemDelegate(RowDelegate(self.cards.rows, self))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setStyleSheet("QListView { background: transparent; }")
        self.viewport().setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the cards anew: how tall a title is depends on how wide they are."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.resized.emit()

    def _mark_first(self) -> None:
        """Let the keyboard, if it is here, stand on a card: the first where none was in hand."""
        if self.hasFocus() and not self.currentIndex().isValid():
            cards = (self.cards.index(row) for row in range(self.cards.rowCount()))
            if first := next((one for one in cards if one.data(KEY) is not None), None):
                self.selectionModel().setCurrentIndex(
                    first, QItemSelectionModel.SelectionFlag.NoUpdate
                )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where nothing is chosen yet, an arrow chooses the card that has the ring."""
        arrows = {Qt.Key.Key_Down, Qt.Key.Key_Up}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        at = self.currentIndex()
        if plain and event.key() in arrows and at.isValid() and not self.chosen():
            self.setCurrentIndex(at)
            self.selectionModel().select(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            super().keyPressEvent(event)

    def chosen(self) -> list[RankedItem]:
        """Return the chosen cards, from the top."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        rows = (index.data(ROW) for index in indexes)
        return [row for row in rows if isinstance(row, RankedItem)]

    def choose(self, keys: Collection[int]) -> bool:
        """Choose the cards of items; return whether any is here."""
        rows = [row for key in keys if (row := self.cards.row_of(key)) >= 0]
        if not rows:
            return False
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.cards.index(row), self.cards.index(row))
        selection = self.selectionModel()
        # The current one first: whoever follows the choice asks for it.
        selection.setCurrentIndex(
            self.cards.index(rows[0]), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(self.cards.index(rows[0]))
        return True

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag what is chosen; the pointer is elsewhere afterwards."""
        super().startDrag(actions)
        self._forget_pointer()

    def _forget_pointer(self) -> None:
        """Draw no card as below the pointer: while dragging, nothing tells that it left."""
        self.viewportEvent(QEvent(QEvent.Type.HoverLeave))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take themes and items."""
        data = event.mimeData()
        if data.hasFormat(THEME_MIME) or data.hasFormat(ITEM_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what a drop here would do."""
        data, at = event.mimeData(), event.position().toPoint()
        card = self.indexAt(at)
        hint, row, gap = "", -1, -1
        if data.hasFormat(THEME_MIME) and card.data(KEY) is not None:
            row = card.row()
            hint = self.tr("Link to “{title}”").format(title=card.data(Qt.ItemDataRole.DisplayRole))
        elif self._own(data) and self.places_rest:
            hint = self.places_rest
        elif self._own(data):
            gap = self._gap_at(at)
            place = self._place_for(unpack(data, ITEM_MIME), gap)
            hint = self.tr("Pin at place {place}").format(place=place)
        elif not (hint := self._hint_beside(data)):
            self._show(self._refusal(data), -1, -1, refused=True)
            event.ignore()
            return
        self._show(hint, row, gap)
        self.hovered.emit()
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self._show("", -1, -1)
        self._forget_pointer()

    def dropEvent(self, event: QDropEvent) -> None:
        """Do what was shown."""
        data, at = event.mimeData(), event.position().toPoint()
        on = self.indexAt(at).data(KEY)
        self._show("", -1, -1)
        self._forget_pointer()
        for key in unpack(data, THEME_MIME):
            if on is not None:
                self.theme_linked.emit(key, on)
            elif self.stage.is_open:
                self.theme_planned.emit(key, self.stage)
        keys = unpack(data, ITEM_MIME)
        here = [key for key in keys if self.cards.row_of(key) >= 0]
        if others := [key for key in keys if key not in here]:
            self.items_moved.emit(others, self.stage)
        elif here and not self.places_rest:
            self.items_pinned.emit(here, self._place_for(here, self._gap_at(at)))
        # The model takes nothing away: the board repaints from what was committed.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _hint_beside(self, data: QMimeData) -> str:
        """Return what a drop beside the cards would do, and where a theme stands already."""
        hint = drop_hint(data, self.stage)
        stands = next((t for key in unpack(data, THEME_MIME) if (t := self.stands_in(key))), "")
        if hint and stands:
            hint = self.tr("{hint}; it stands in “{title}” already").format(hint=hint, title=stands)
        return hint

    def _refusal(self, data: QMimeData) -> str:
        if not data.hasFormat(THEME_MIME):
            return ""
        return self.tr("Plan it in an open column first")

    def _own(self, data: QMimeData) -> bool:
        return any(self.cards.row_of(key) >= 0 for key in unpack(data, ITEM_MIME))

    def _gap_at(self, at: QPoint) -> int:
        """Return before which row a point lies."""
        index = self.indexAt(at)
        if not index.isValid():
            return self.cards.rowCount()
        rect = self.visualRect(index)
        return index.row() + (1 if at.y() > rect.center().y() else 0)

    def _place_for(self, keys: Collection[int], gap: int) -> int:
        """Return the place, from 1, that a gap is once the dragged cards have left theirs."""
        return gap + 1 - sum(1 for key in keys if 0 <= self.cards.row_of(key) < gap)

    @property
    def hint(self) -> str:
        """What is said of a drop, while something is dragged over the cards."""
        return self._hint

    def _show(self, hint: str, row: int, gap: int, *, refused: bool = False) -> None:
        on = self.cards.index(row).data(KEY) if row >= 0 else None
        target = -1 if on is None else on
        if (hint, target, gap) != (self._hint, self.cards.rows.target, self._gap):
            self._hint, self.cards.rows.target, self._gap = hint, target, gap
            self._refused = refused
            self.setAccessibleDescription(hint)
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards, and over them what a drop would do."""
        super().paintEvent(event)
        if not self._hint:
            return
        painter = QPainter(self.viewport())
        room = self.viewport().rect().adjusted(2, 2, -2, -2)
        if self.cards.rows.target < 0 and not self._refused:
            if self._gap >= 0:
                self._paint_gap(painter)
            else:
                tint = theme.color(Role.DROP_TARGET)
                veil = type(tint)(tint)
                veil.setAlpha(120)
                rounded(painter, room, veil, Role.DROP_LINE, width=2)
        said = Text(self._hint, Size.SMALL, Weight.MEDIUM, Role.ON_TOAST, lines=_HINT_LINES)
        wide, mirrored = room.width() - 12, self.isRightToLeft()
        laid = Row(Line(said), pad=(8, 6, 8, 6)).lay_out(wide, mirrored=mirrored, keep=False)
        words = QRect(room.left() + 6, room.bottom() - laid.height - 6, wide, laid.height)
        rounded(painter, words, Role.TOAST, radius=theme.CONTROL_RADIUS)
        laid.paint(painter, words.topLeft(), mirrored=mirrored)
        painter.end()

    def _paint_gap(self, painter: QPainter) -> None:
        rows = self.cards.rowCount()
        if rows == 0:
            return
        rect = self.visualRect(self.cards.index(min(self._gap, rows - 1)))
        top = rect.top() if self._gap < rows else rect.bottom() - 2
        line = QRect(rect.left() + 4, top - 1, rect.width() - 8, 3)
        rounded(painter, line, Role.DROP_LINE, radius=1.5)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CardList", text)


def drop_hint(data: QMimeData, stage: ItemStage) -> str:
    """Return what dropping something beside the cards of a stage would do; "" for nothing.

    A theme is planned first: only what is planned is shipped, or declined with a reason.
    """
    if data.hasFormat(THEME_MIME):
        if not stage.is_open:
            return ""
        return _tr("New item in {stage}").format(stage=label(stage))
    if not data.hasFormat(ITEM_MIME):
        return ""
    number = len(unpack(data, ITEM_MIME))
    if number < 2:
        return _tr("Move to {stage}").format(stage=label(stage))
    return _tr("Move {number} to {stage}").format(
        number=plural(number, "item", "items"), stage=label(stage)
    )
