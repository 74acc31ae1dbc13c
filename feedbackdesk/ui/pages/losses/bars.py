"""Bars below each other: each can be chosen by keyboard or mouse, and opens what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.losses.bar import Bar
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
SHOWN = 8
"""So many bars stand in a chart until it is unfolded."""
UNFOLDED = 200
_ROW_HEIGHT = 44
_PAD = 8


class BarModel(QAbstractListModel):
    """Bars, one of which may be open; the last row unfolds the rest where there are many."""

    def __init__(self) -> None:
        """Model no bars."""
        super().__init__()
        self._bars: list[Bar] = []
        self.open: tuple[str, str | int] | None = None
        self.unfolded = False
        self.most = 1

    def show_these(self, shown: Sequence[Bar]) -> None:
        """Show bars; the keyboard stays where it is if they are as many as before."""
        self.most = max((one.size for one in shown), default=0) or 1
        before = self.rowCount()
        fresh = list(shown)
        if self._rows_of(fresh) == before:
            self._bars = fresh
            self.repaint()
            return
        self.beginResetModel()
        self._bars = fresh
        self.endResetModel()

    def unfold(self) -> None:
        """Show the rest of the bars."""
        self.beginResetModel()
        self.unfolded = True
        self.endResetModel()

    def repaint(self) -> None:
        """Tell the view that every bar may look otherwise."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    @property
    def left_away(self) -> int:
        """How many bars are not shown."""
        most = UNFOLDED if self.unfolded else SHOWN + 1
        return (
            0 if len(self._bars) <= most else len(self._bars) - (most if self.unfolded else SHOWN)
        )

    def _rows_of(self, shown: list[Bar]) -> int:
        if self.unfolded:
            return min(len(shown), UNFOLDED)
        return min(len(shown), SHOWN + 1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of bars in sight."""
        return 0 if parent.isValid() else self._rows_of(self._bars)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a bar, its name, or its sentence."""
        row = index.row()
        if not 0 <= row < self.rowCount():
            return None
        if row == SHOWN and not self.unfolded and self.left_away:
            words = self.tr("Show {number} more").format(number=f"{self.left_away:,}")
            return None if role in {ROW, Qt.ItemDataRole.ToolTipRole} else _words(words, role)
        one = self._bars[row]
        if role == ROW:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return one.name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            opened = " " + self.tr("Its sales are shown.") if self.is_open(one) else ""
            plain = one.sentence + opened
            # A tool tip takes words that look like markup for markup.
            return plain if role == Qt.ItemDataRole.AccessibleTextRole else plain.replace("<", "‹")
        return None

    def is_open(self, one: Bar) -> bool:
        """Whether the list shows what this bar stands for."""
        return self.open == (one.by, one.key)


def _words(words: str, role: int) -> str | None:
    spoken = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
    return words if role in spoken else None


class BarRow(QStyledItemDelegate):
    """A name, what it comes to, and the bar: full for what they said, hatched for our guess.

    A line below tells how much of all it makes up with those above it.
    """

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the height of a name with its bar below."""
        return QSize(160, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a bar."""
        painter.save()
        rect: QRect = option.rect
        model = index.model()
        assert isinstance(model, BarModel)  # noqa: S101  (it paints nothing else)
        one = index.data(ROW)
        ground(painter, rect, option.state, isinstance(one, Bar) and model.is_open(one))
        inner = rect.adjusted(_PAD, 3, -_PAD, -5)
        line = QRect(inner.left(), inner.top(), inner.width(), 18)
        if not isinstance(one, Bar):
            more = str(index.data())
            paint.text(painter, line, more, theme.font(Size.SMALL, Weight.MEDIUM), Role.ACCENT)
            painter.restore()
            return
        small = theme.font(Size.SMALL, Weight.MEDIUM)
        wide = min(QFontMetrics(small).horizontalAdvance(one.amount) + 2, inner.width() * 2 // 3)
        right = QRect(line.right() - wide, line.top(), wide, line.height())
        paint.text(painter, right, one.amount, small, Role.TEXT_MUTED, Qt.AlignmentFlag.AlignRight)
        name = line.adjusted(0, 0, -wide - 8, 0)
        paint.text(painter, name, one.name, theme.font(Size.BODY), Role.TEXT)
        track = QRect(inner.left(), line.bottom() + 4, inner.width(), 10)
        paint.rounded(painter, track, theme.color(Role.BAR_TRACK), radius=3)
        length = track.width() * one.size / model.most
        sure = length * one.sure / one.size if one.size else 0.0
        filled(painter, QRectF(track.left(), track.top(), sure, 10))
        hatched(painter, QRectF(track.left() + sure, track.top(), length - sure, 10))
        if one.running is not None:
            running(
                painter, QRectF(track.left(), track.bottom() + 1, track.width(), 8), one.running
            )
        painter.restore()


def ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, is_open: bool) -> None:
    """Paint what lies under a bar: whether it is open, hovered, or has the keyboard."""
    frame = rect.adjusted(0, 0, -1, -1)
    if is_open:
        paint.rounded(painter, frame, theme.color(Role.SELECTION), theme.color(Role.ACCENT))
    elif state & QStyle.StateFlag.State_MouseOver:
        paint.rounded(painter, frame, theme.color(Role.HOVER))
    if state & QStyle.StateFlag.State_HasFocus:
        paint.focus_ring(painter, frame)


def filled(painter: QPainter, rect: QRectF) -> None:
    """Paint the part of a bar that is evidence."""
    if rect.width() >= 0.5 and rect.height() >= 0.5:
        paint.rounded(painter, rect, theme.color(Role.BAR), radius=2)


def hatched(painter: QPainter, rect: QRectF) -> None:
    """Paint the part of a bar that is our guess."""
    if rect.width() >= 0.5 and rect.height() >= 0.5:
        paint.rounded(painter, rect, theme.color(Role.SURFACE), theme.color(Role.BAR), radius=2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.color(Role.BAR), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(rect, 2, 2)


def running(painter: QPainter, rect: QRectF, share: float) -> None:
    """Paint how much of all is reached: a line as long as that share, with a dot at its end."""
    end = QPointF(rect.left() + max(rect.width() * share - 3, 3), rect.center().y())
    painter.setPen(QPen(theme.color(Role.TEXT_MUTED), 1))
    painter.drawLine(QPointF(rect.left(), end.y()), end)
    painter.setBrush(theme.color(Role.TEXT_MUTED))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(end, 3, 3)


class BarList(QListView):
    """A chart as a list: arrows walk along it; Enter, Space or a click opens a bar, Esc closes."""

    opened = Signal(object)
    """The `Bar` that is wanted."""
    closed = Signal()
    """What is open is no longer wanted."""
    reached = Signal(QRect)
    """The keyboard came to a bar that stands here in the list."""

    def __init__(self, name: str, accessible: str, bars: BarModel | None = None) -> None:
        """Show no bars."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.bars = bars or BarModel()
        self.setModel(self.bars)
        self.setItemDelegate(BarRow(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._take)
        self.bars.modelReset.connect(self._fit)
        theme.signals().changed.connect(self.viewport().update)
        self._fit()

    def _fit(self) -> None:
        """Be as tall as the bars are: the page scrolls, not the chart."""
        self.setFixedHeight(self.bars.rowCount() * _ROW_HEIGHT + 4)

    def mark_open(self, what: tuple[str, str | int] | None) -> None:
        """Show which bar's sales are in the list."""
        if self.bars.open != what:
            self.bars.open = what
            self.bars.repaint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a bar, close it, or walk."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._take(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first bar."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.bars.rowCount():
            self.setCurrentIndex(self.bars.index(0))
        self.reached.emit(self.visualRect(self.currentIndex()))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802
        """Tell where the keyboard is."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.reached.emit(self.visualRect(current))

    def scrollTo(  # noqa: N802
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QListView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll nothing: all bars stand in the list."""

    def _take(self, index: AnyIndex) -> None:
        one = index.data(ROW)
        if isinstance(one, Bar):
            self.opened.emit(one)
        elif index.isValid():
            row = index.row()
            self.bars.unfold()
            self.setCurrentIndex(self.bars.index(row))
