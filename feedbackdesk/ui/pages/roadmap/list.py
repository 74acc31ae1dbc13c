"""The roadmap as a list: the same items and keys as on the board, in columns to sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, px
from feedbackdesk.ui.pages.roadmap.list_rows import FACTS, WORDS, Fact, RoadmapModel
from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.paint import rounded
from feedbackdesk.ui.rows.roles import KEY, THEME_MIME, unpack
from feedbackdesk.ui.widgets.keyboard import Menu

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from feedbackdesk.domain.rows import RankedItem
    from feedbackdesk.ui.pages.roadmap.list_rows import ItemRows
    from feedbackdesk.ui.rows.pieces import Placed
    from feedbackdesk.ui.rows.row import Laid
    from feedbackdesk.ui.rows.row_model import AnyIndex


_WIDTHS = {
    Fact.RANK: 76,
    Fact.TITLE: 264,
    Fact.STAGE: 108,
    Fact.REQUESTS: 100,
    Fact.MENTIONS: 100,
    Fact.VALUE: 96,
    Fact.LOST: 96,
    Fact.MOMENTUM: 112,
    Fact.EFFORT: 80,
    Fact.SCORE: 88,
    Fact.MOVED: 88,
}


class RoadmapList(QTreeView):
    """Rows of items. A theme dropped on a row is linked to it."""

    theme_linked = Signal(int, int)
    """A theme's key, and the item to link it to."""
    sorted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Show no items."""
        super().__init__(parent)
        self.setObjectName("roadmapList")
        self.setAccessibleName(self.tr("Roadmap items"))
        self.items = RoadmapModel(self)
        self.setModel(self.items)
        self._described = _ItemDelegate(self.items.rows, self)
        self.setItemDelegate(self._described)
        self._hovered: tuple[int, int] | None = None
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setIndentation(0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        header = self.header()
        header.setSectionsClickable(True)
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setAccessibleName(self.tr("Columns; S sorts by one of them"))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, fact in enumerate(FACTS):
            self.setColumnWidth(place, px(_WIDTHS[fact]))
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(FACTS.index(Fact.TITLE), QHeaderView.ResizeMode.Interactive)
        header.sectionClicked.connect(self.sort_by)
        header.sectionResized.connect(self._follow_widths)
        self._follow_widths()
        self.items.modelReset.connect(self.expandAll)
        self._scale = theme.scale()
        theme.signals().changed.connect(self._follow_letters)

    def _follow_letters(self) -> None:
        """Let the columns be as wide for letters of another size as they were for these."""
        before, self._scale = self._scale, theme.scale()
        if before != self._scale:
            for column in range(len(FACTS)):
                self.setColumnWidth(column, round(self.columnWidth(column) * self._scale / before))
        self.viewport().update()

    def _follow_widths(self) -> None:
        widths = tuple(self.columnWidth(column) for column in range(len(FACTS)))
        self.items.rows.change(widths=widths)

    def sort_by(self, column: int) -> None:
        """Sort by a column; the choice stays."""
        chosen = [entry.item.id for entry in self.chosen()]
        self.items.sort_by(column)
        self.choose(chosen)
        self.sorted.emit()

    def ask_sorting(self) -> None:
        """Ask for the column to sort by."""
        menu = Menu(self)
        menu.setObjectName("sortMenu")
        for column, fact in enumerate(FACTS):
            action = menu.addAction(f"&{WORDS[fact]}")
            action.triggered.connect(lambda _checked=False, column=column: self.sort_by(column))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(self.viewport().rect().topLeft()))

    def chosen(self) -> list[RankedItem]:
        """Return the chosen items, from the top."""
        rows = self.selectionModel().selectedRows()
        rows.sort(key=lambda index: (index.parent().row(), index.row()))
        return [entry for index in rows if (entry := self.items.entry(index)) is not None]

    def choose(self, keys: Collection[int]) -> bool:
        """Choose items; return whether any is here."""
        places = [place for key in keys if (place := self.items.index_of(key)).isValid()]
        if not places:
            return False
        chosen = QItemSelection()
        for place in places:
            chosen.select(place, place.siblingAtColumn(len(FACTS) - 1))
        selection = self.selectionModel()
        selection.setCurrentIndex(places[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(places[0])
        return True

    def show_sorting(self, kept: list[tuple[Fact, bool]]) -> None:
        """Sort as it was left."""
        self.items.set_sorting(kept)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take themes."""
        if event.mimeData().hasFormat(THEME_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take a theme on an item; the item shows that it would."""
        index = self.indexAt(event.position().toPoint())
        if index.data(KEY) is not None:
            self.setCurrentIndex(index)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Link the theme to the item."""
        on = self.indexAt(event.position().toPoint()).data(KEY)
        for key in unpack(event.mimeData(), THEME_MIME):
            if on is not None:
                self.theme_linked.emit(key, on)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def drawRow(  # noqa: N802
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        """Paint a row whole."""
        rect = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        at = (index.row(), index.parent().row())
        if self.items.entry(index) is not None:
            chosen = self.selectionModel().isSelected(index)
            if chosen or self._hovered == at:
                painter.fillRect(rect, theme.color(Role.SELECTION if chosen else Role.HOVER))
            line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
            painter.fillRect(line, theme.color(Role.LINE))
        self._described.paint_pieces(painter, rect, index)
        if self.hasFocus() and at == _at(self.currentIndex()):
            rounded(painter, rect.adjusted(1, 1, -1, -1), None, Role.FOCUS, width=2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Find out once what the pointer is on."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        self._hovered = _at(self.indexAt(at)) if self.viewport().underMouse() else None
        super().paintEvent(event)


class _ItemDelegate(RowDelegate):
    """Rows that go over all columns, and are scrolled to the side with them."""

    def __init__(self, rows: ItemRows, view: RoadmapList) -> None:
        super().__init__(rows, view)
        self._tree = view

    def laid(self, index: AnyIndex, _width: int) -> Laid:
        """Return a row laid out over all columns; a heading over what is in sight."""
        header = self._tree.header()
        heading = self._tree.items.entry(index) is None
        return super().laid(index, self._tree.viewport().width() if heading else header.length())

    def piece_at(self, point: QPoint) -> Placed | None:
        """Return the piece at a point of the list."""
        index = self._tree.indexAt(point)
        if not index.isValid():
            return None
        top = self._tree.visualRect(index).top()
        return self.laid(index, 0).at(point - QPoint(self._left(index), top))

    def paint_pieces(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Paint what of a row is in sight."""
        mirrored = self._tree.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self._left(index)
        painter.save()
        painter.translate(left, rect.top())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for one in self.laid(index, 0).placed:
            if one.rect.right() + left >= 0 and one.rect.left() + left <= rect.right():
                one.piece.paint(painter, one, mirrored=mirrored)
        painter.restore()

    def _left(self, index: AnyIndex) -> int:
        """Return where a row begins, as far as it is scrolled to the side."""
        if self._tree.items.entry(index) is None:
            return 0
        first = self._tree.columnViewportPosition(0)
        if self._tree.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return first + self._tree.columnWidth(0) - self._tree.header().length()
        return first


def _at(index: QModelIndex) -> tuple[int, int] | None:
    return (index.row(), index.parent().row()) if index.isValid() else None
