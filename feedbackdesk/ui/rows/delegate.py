"""The one delegate: it paints, measures, explains and answers for every row that is described."""

from __future__ import annotations

import html
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, px
from feedbackdesk.ui.rows.paint import rounded
from feedbackdesk.ui.rows.roles import KEY, ROW
from feedbackdesk.ui.rows.row import Frame, Laid, Row, Rows

if TYPE_CHECKING:
    from collections.abc import Hashable

    from feedbackdesk.ui.rows.pieces import Placed
    from feedbackdesk.ui.rows.row_model import AnyIndex

    _Kept = tuple[object, Hashable, Hashable, Laid]

_KEPT = 128
"""So many rows that were laid out are kept: more than any screen shows."""
_KEPT_HEIGHTS = 4_000
_Flag = QStyle.StateFlag


class RowDelegate(QStyledItemDelegate):
    """Knows no row: a `Rows` describes them."""

    acted = Signal(str)
    """A piece was clicked that does something: the name of the action."""

    def __init__(self, rows: Rows[Any], view: QAbstractItemView) -> None:
        """Serve a view, also what its pointer meets."""
        super().__init__(view)
        self.rows = rows
        self._view = view
        self._laid: OrderedDict[Hashable, tuple[object, Hashable, Hashable, Laid]] = OrderedDict()
        self._heights: dict[Hashable, int] = {}
        self._pressed: tuple[int, str] | None = None
        view.setMouseTracking(True)
        view.viewport().installEventFilter(self)
        theme.signals().changed.connect(self._measure_anew)

    def _measure_anew(self) -> None:
        """Let rows be as high as letters of another size need."""
        self._view.scheduleDelayedItemsLayout()

    def laid(self, index: AnyIndex, width: int) -> Laid:
        """Return a row laid out, as it was kept where nothing about it has changed."""
        row = index.data(ROW)
        beside = self.rows.beside(row) if row is not None else None
        mirrored = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        scale = theme.scale()
        seen: Hashable = (width, scale, mirrored, self.rows.version, theme.current().name)
        key = index.data(KEY)
        # By its key: once one is decided, those below stand a place higher, and are the same.
        which = (index.row() if key is None else (key,), index.internalId())
        known = self._laid.get(which)
        if known is not None and known[0] is row and known[1] == beside and known[2] == seen:
            return known[3]
        room = round(width / scale)
        row_now = self.rows.describe(row, beside, room) if row is not None else None
        made = (row_now or self.rows.waiting(room)).lay_out(
            width, mirrored=mirrored, keep=self.rows.uniform
        )
        self._laid[which] = (row, beside, seen, made)
        self._laid.move_to_end(which)
        if len(self._laid) > _KEPT:
            self._laid.popitem(last=False)
        return made

    # What Qt asks

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return how high a row is; where all are alike, how high each is."""
        width = self._view.viewport().width()
        row = index.data(ROW)
        if self.rows.uniform or row is None:
            return QSize(px(60), self.laid(QModelIndex(), width).height)
        # A list asks for every row of its own, also for thousands out of sight.
        seen = (self.rows.height_by(row), width, theme.scale())
        known = self._heights.get(seen)
        if known is None:
            if len(self._heights) > _KEPT_HEIGHTS:
                self._heights.clear()
            known = self._heights[seen] = self.laid(index, width).height
        return QSize(px(60), known)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint what stands behind a row, and its pieces."""
        rect: QRect = option.rect
        laid = self.laid(index, rect.width())
        mirrored = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setClipRect(rect)
        if laid.row.frame is Frame.HEADING:
            hairline(
                painter, rect.adjusted(0, 0, 0, -2), laid.row, Role.LINE_STRONG, mirrored=mirrored
            )
        elif laid.row.frame is Frame.CARD:
            _card(painter, rect, laid.row, option.state)
        elif laid.row.frame in {Frame.PLAIN, Frame.OPEN}:
            _plain(painter, rect, laid.row, option.state)
        elif laid.row.frame is Frame.ROW:
            _ground(painter, rect.adjusted(0, laid.above, 0, 0), laid.row, option.state, mirrored)
        laid.paint(painter, rect.topLeft(), mirrored=mirrored)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Tell the pointer what a piece is, or its words where they are cut, or of the row."""
        found = self.piece_at(event.pos()) if event.type() is QEvent.Type.ToolTip else None
        tip = (found.tip if found is not None else "") or index.data(Qt.ItemDataRole.ToolTipRole)
        if tip and event.type() is QEvent.Type.ToolTip:
            told = html.escape(tip).replace("\n", "<br>")
            QToolTip.showText(event.globalPos(), f"<qt>{told}</qt>", view)
            return True
        return super().helpEvent(event, view, option, index)

    # The pointer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a piece that acts take its own clicks; both halves of them, or none."""
        if not isinstance(event, QMouseEvent):  # a view that is being deleted has no viewport
            return super().eventFilter(watched, event)
        kind, left = event.type(), event.button() is Qt.MouseButton.LeftButton
        if kind is QEvent.Type.MouseMove and not event.buttons():
            hand = self._act_at(event) is not None
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            if self._view.viewport().cursor().shape() is not shape:
                self._view.viewport().setCursor(shape)
        elif kind is QEvent.Type.MouseButtonPress and left:
            self._pressed = self._act_at(event)
            return self._pressed is not None
        elif kind is QEvent.Type.MouseButtonRelease and left and self._pressed is not None:
            pressed, self._pressed = self._pressed, None
            if self._act_at(event) == pressed:
                self._view.setCurrentIndex(self._view.model().index(pressed[0], 0))
                self.acted.emit(pressed[1])
            return True
        return False

    def _act_at(self, event: QMouseEvent) -> tuple[int, str] | None:
        point = event.position().toPoint()
        found = self.piece_at(point)
        if found is None or not found.piece.act:
            return None
        return self._view.indexAt(point).row(), found.piece.act

    def piece_at(self, point: QPoint) -> Placed | None:
        """Return the piece at a point of the view."""
        index = self._view.indexAt(point)
        if not index.isValid():
            return None
        rect = self._view.visualRect(index)
        return self.laid(index, rect.width()).at(point - rect.topLeft())


def _ground(
    painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag, mirrored: bool
) -> None:
    """Draw what lies below a row: where it is chosen a bar, too, since colour alone is not seen."""
    inner = rect.adjusted(4, 1, -4, -1)
    if row.is_target:
        rounded(painter, inner, Role.DROP_TARGET, Role.DROP_LINE, width=2)
        return
    if state & _Flag.State_Selected:
        rounded(painter, inner, Role.SELECTION)
        side = inner.right() + 1 - 4 if mirrored else inner.left()
        bar = QRect(side, inner.top() + 6, 4, inner.height() - 12)
        rounded(painter, bar, Role.ACCENT, radius=2)
        if state & _Flag.State_HasFocus:
            rounded(painter, inner, None, Role.FOCUS, width=2)
        return
    if state & _Flag.State_MouseOver:
        rounded(painter, inner, Role.HOVER)
    hairline(painter, rect, row, Role.LINE, mirrored=mirrored)


def _card(painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
    """Draw a card and its shadow: below the pointer with a stronger edge, chosen with a ground."""
    inner = rect.adjusted(2, 3, -2, -5)
    fill, edge, width = Role.SURFACE, Role.LINE, 1.0
    if row.is_target:
        fill, edge, width = Role.DROP_TARGET, Role.DROP_LINE, 2.0
    elif state & _Flag.State_Selected:
        fill = Role.SELECTION
    if state & _Flag.State_MouseOver and not row.is_target:
        edge = Role.LINE_STRONG
    rounded(painter, inner.translated(0, 2), Role.SHADOW)
    rounded(painter, inner, fill, edge, width=width)
    if state & _Flag.State_HasFocus:
        rounded(painter, inner, None, Role.FOCUS, width=2)


def _plain(painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
    """Draw nothing below a row but what the pointer, the keyboard or a choice do to it."""
    if row.frame is Frame.OPEN:
        rounded(painter, rect, Role.SELECTION, Role.ACCENT)
    elif state & _Flag.State_MouseOver:
        rounded(painter, rect, Role.HOVER)
    if state & _Flag.State_HasFocus:
        rounded(painter, rect, None, Role.FOCUS, width=2)


def hairline(painter: QPainter, rect: QRect, row: Row, role: Role, *, mirrored: bool) -> None:
    """Draw the fine line below a row, where it has one."""
    if row.line_from is None:
        return
    start, end = px(row.line_from), px(row.pad[2])
    if mirrored:
        start, end = end, start
    line = QRect(rect.left() + start, rect.bottom(), rect.width() - start - end, 1)
    painter.fillRect(line, theme.color(role))
