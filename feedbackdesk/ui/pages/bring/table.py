"""A table as it stands in its file: above each column its name, and what it is taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from feedbackdesk.domain.text import excerpt
from feedbackdesk.exchange.tables.vocabulary import FIELD_LABELS, Field
from feedbackdesk.language.say import _
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.pages.bring.table_model import State, TableModel
from feedbackdesk.ui.rows.paint import rounded, write
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.form import dress_anew
from feedbackdesk.ui.widgets.keyboard import letters_first

if TYPE_CHECKING:
    from feedbackdesk.exchange.tables.preview import Preview

_PAD = 8
_ROW, _NAME, _BOX = 32, 24, 28
_NARROWEST, _WIDEST, _SAID = 112, 280, 240
_MEASURED = 60
"""So many rows are measured for the width of their columns."""
_LEAST_ROWS = 6
_SIGN = 14
_Flag = QStyle.StateFlag


class Table(QTableView):
    """Real rows of a file; the arrows go over its cells, and Tab over the choosers above them."""

    changed = Signal(str, object)
    """A column's name, and the `Field` that it is to be."""

    def __init__(self) -> None:
        """Show no table yet."""
        super().__init__()
        self.setObjectName("bringTable")
        self.setAccessibleName(_("The rows of the file"))
        self.setProperty("variant", "mapped")
        self.rows = TableModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Cell(self))
        self.heads = Heads(self)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(_Numbers(self))
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows.modelReset.connect(self._fit)
        theme.signals().changed.connect(self._fit)
        self._fit()

    def show_row(self, place: str) -> bool:
        """Bring a row into sight and choose it; return whether it is shown."""
        at = self.rows.row_of(place)
        if at < 0:
            return False
        index = self.rows.index(at, max(self.currentIndex().column(), 0))
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the room."""
        super().resizeEvent(event)
        self._share_room()

    def minimumSizeHint(self) -> QSize:
        """Keep some rows in sight, as many as there are, below the names."""
        rows = min(max(self.rows.rowCount(), 2), _LEAST_ROWS)
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return QSize(px(240), self.heads.sizeHint().height() + rows * px(_ROW) + below + 2)

    def _fit(self) -> None:
        """Give rows and columns the sizes that their letters ask for."""
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.verticalHeader().setMinimumWidth(px(64))
        self.updateGeometry()
        self._share_room()

    def _share_room(self) -> None:
        """Make each column as wide as its words; what is left goes to the words that were said."""
        preview = self.rows.preview
        if preview is None or not preview.columns:
            return
        wide = self._widths(preview, named=True)
        room = self.viewport().width()
        if sum(wide) > room:
            wide = self._widths(preview, named=False)
        words = [at for at, one in enumerate(preview.columns) if one.field is Field.WORDS]
        if (left := room - sum(wide)) > 0:
            wide[words[0] if words else wide.index(max(wide))] += left
        for column, width in enumerate(wide):
            self.setColumnWidth(column, width)

    @staticmethod
    def _widths(preview: Preview, *, named: bool) -> list[int]:
        """Return how wide the columns are for their cells, and for what they are called here."""
        letters, small = (QFontMetrics(theme.font(size)) for size in (Size.BODY, Size.SMALL))
        wide = []
        for column, each in enumerate(preview.columns):
            cells = (row.cells[column] for row in preview.rows[:_MEASURED])
            most = max((letters.horizontalAdvance(one[:80]) for one in cells), default=0)
            label = small.horizontalAdvance(str(FIELD_LABELS[each.field])) if named else 0
            limit = _SAID if each.field is Field.WORDS else _WIDEST
            cell = min(most + px(2 * _PAD), px(limit))
            wide.append(max(cell, label + px(52), px(_NARROWEST)))
        return wide


class Heads(QHeaderView):
    """The names of the columns as the file has them, and a chooser below each."""

    def __init__(self, table: Table) -> None:
        """Have no columns yet."""
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._boxes: list[Box] = []
        self._offered = QStandardItemModel(self)
        """What a column can be: one list for the choosers of all of them."""
        for which, words in FIELD_LABELS.items():
            item = QStandardItem(str(words))
            item.setData(which.value, Qt.ItemDataRole.UserRole)
            self._offered.appendRow(item)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(px(60))
        self.setAccessibleName(_("The columns of the file"))
        self.sectionResized.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)
        table.rows.modelReset.connect(self._make)
        table.rows.headerDataChanged.connect(self._show)

    def sizeHint(self) -> QSize:
        """Return the height of a name and a chooser."""
        return QSize(super().sizeHint().width(), px(_NAME + _BOX + 12))

    def box(self, column: int) -> Box:
        """Return the chooser of a column."""
        return self._boxes[column]

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:  # noqa: N802
        """Write the name of a column; the chooser stands below it."""
        painter.save()
        painter.fillRect(rect, theme.color(Role.SUNKEN))
        font = theme.font(Size.SMALL)
        room = rect.adjusted(px(_PAD), px(4), -px(_PAD), 0)
        room.setHeight(px(_NAME))
        name = str(self.model().headerData(at, Qt.Orientation.Horizontal) or "")
        cut = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        write(painter, room, cut, font, theme.color(Role.TEXT_MUTED), self.isRightToLeft())
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, theme.color(Role.LINE))
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the choosers stand below their names."""
        super().resizeEvent(event)
        self._place()

    def _make(self) -> None:
        """Have a chooser for each column."""
        preview = self._table.rows.preview
        columns = preview.columns if preview is not None else ()
        for box in self._boxes[len(columns) :]:
            box.hide()
            box.deleteLater()
        del self._boxes[len(columns) :]
        while len(self._boxes) < len(columns):
            box = self._made(len(self._boxes))
            self._boxes.append(box)
            box.show()
        self._show()
        self._place()

    def _made(self, column: int) -> Box:
        box = Box(self.viewport())
        box.setObjectName(f"bringColumn.{column}")
        box.setProperty("variant", "column")
        box.setSizeAdjustPolicy(Box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setModel(self._offered)
        box.view().setMinimumWidth(px(220))
        letters_first(box)
        box.currentIndexChanged.connect(lambda _at, column=column: self._chosen(column))
        return box

    def _chosen(self, column: int) -> None:
        preview = self._table.rows.preview
        if preview is not None:
            to = Field(self._boxes[column].currentData())
            self._table.changed.emit(preview.columns[column].name, to)

    def _show(self) -> None:
        """Let each chooser stand on what its column is taken for, and say it."""
        preview = self._table.rows.preview
        for column, (box, each) in enumerate(
            zip(self._boxes, preview.columns if preview is not None else (), strict=True)
        ):
            box.blockSignals(True)  # what it was taken for is no choice of the owner's
            box.setCurrentIndex(box.findData(each.field.value))
            box.blockSignals(False)
            box.setAccessibleName(_("What the column {name} is").format(name=each.name))
            box.setToolTip(each.name)
            cells = (row.cells[column] for row in preview.rows[:20]) if preview else ()
            first = next(filter(None, cells), "")
            example = _("For example: {words}").format(words=excerpt(first, 80)) if first else ""
            box.setAccessibleDescription(example)
            box.setProperty("left", each.field is Field.LEAVE_OUT)
            dress_anew(box)

    def _place(self) -> None:
        for column, box in enumerate(self._boxes):
            left, wide = self.sectionViewportPosition(column), self.sectionSize(column)
            box.setGeometry(left + px(4), px(_NAME + 5), wide - px(8), px(_BOX))


class _Numbers(QHeaderView):
    """The numbers of the rows as a spreadsheet has them, with what becomes of each."""

    def __init__(self, table: Table) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._rows = table.rows
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        letters = QFontMetrics(theme.font(Size.SMALL))
        last = self._rows.rowCount() - 1
        widest = letters.horizontalAdvance(str(self._rows.line(last).number)) if last >= 0 else 0
        return QSize(px(12 + _PAD + _SIGN + 8) + widest, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:  # noqa: N802
        painter.save()
        state = self._rows.state(at)
        if state is not None and state.ground is not None:
            painter.fillRect(rect, theme.color(state.ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(Role.LINE))
        mirrored = self.isRightToLeft()
        room = (
            rect.adjusted(px(12), 0, -px(_PAD), 0)
            if not mirrored
            else rect.adjusted(px(_PAD), 0, -px(12), 0)
        )
        number = str(self._rows.line(at).number)
        ink = theme.color(Role.TEXT_MUTED)
        write(painter, room, number, theme.font(Size.SMALL), ink, mirrored)
        if state is not None:
            side = px(_SIGN)
            left = room.left() if mirrored else room.right() - side
            spot = QRect(left, rect.center().y() - side // 2, side, side)
            icons.icon(state.icon, state.ink).paint(painter, spot)
        painter.restore()


class _Cell(QStyledItemDelegate):
    """Paints a cell on the ground of its row."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rows, at = self._table.rows, index.row()
        state, rect = rows.state(at), QRect(option.rect)
        painter.save()
        ground = state.ground if state is not None else None
        if option.state & _Flag.State_Selected:
            ground = Role.SELECTION
        if ground is not None:
            painter.fillRect(rect, theme.color(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(Role.LINE))
        words, is_reason = rows.words(at, index.column())
        font = theme.font(Size.BODY, Weight.MEDIUM if is_reason else Weight.REGULAR)
        preview = rows.preview
        left_out = preview is not None and preview.columns[index.column()].field is Field.LEAVE_OUT
        faint = state in {State.KNOWN, State.LEFT} or left_out
        role = Role.DANGER if is_reason else Role.TEXT_MUTED if faint else Role.TEXT
        room = rect.adjusted(px(_PAD), 0, -px(_PAD), 0)
        plain = " ".join(words.split())
        cut = QFontMetrics(font).elidedText(plain, Qt.TextElideMode.ElideRight, room.width())
        mirrored = self._table.isRightToLeft()
        write(painter, room, cut, font, theme.color(role), mirrored)
        focused = option.state & _Flag.State_HasFocus and self._table.hasFocus()
        if focused:
            rounded(painter, rect.adjusted(1, 1, -1, -1), None, Role.FOCUS, width=2, radius=4)
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(px(_NARROWEST), px(_ROW))
