"""Lost sales as bars below each other, or as the columns of a year.

Each can be chosen by keyboard or mouse, and opens what it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyleOptionViewItem,
)

from feedbackdesk.domain.dates import show_month
from feedbackdesk.language.say import _
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.lettering import advance, face
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.pages.losses.bar import LossBar
from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.paint import draw_bar, write
from feedbackdesk.ui.rows.pieces import Bar, Piece, Placed, Stretch, Words
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.rows.row import Frame, Line, Row, Rows
from feedbackdesk.ui.rows.row_model import NOWHERE, AnyIndex
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

SHOWN = 8
"""So many bars stand in a chart until it is unfolded."""
UNFOLDED = 200
_YEAR = 12
_HIGH = 144
"""The height of a year's columns, with their names and what they come to."""
_WIDEST = "May"
_NO_BAR = LossBar("", "", "", 0, 0, "", "")


@dataclass(frozen=True, slots=True)
class More:
    """What unfolds the bars that are not in sight."""

    number: int


@dataclass(slots=True, eq=False, repr=False)
class Reached(Piece):
    """A line as long as a share of all, 0 to 1, with a dot at its end."""

    part: float
    width: int = 0
    quiet: bool = field(default=True, kw_only=True)

    def natural(self) -> int | None:
        """Return its width; 0 takes all room."""
        return px(self.width) or None

    def height(self) -> int:
        """Return the height of the dot."""
        return px(8)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Draw the line from the start, and the dot."""
        rect, dot = QRectF(here.rect), px(3)
        long = max(rect.width() * self.part - dot, dot)
        start, way = (rect.right(), -1) if mirrored else (rect.left(), 1)
        end = QPointF(start + way * long, rect.center().y())
        painter.setPen(QPen(theme.color(Role.TEXT_MUTED), 1))
        painter.drawLine(QPointF(start, end.y()), end)
        painter.setBrush(theme.color(Role.TEXT_MUTED))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(end, dot, dot)


@dataclass(slots=True, eq=False, repr=False)
class Month(Piece):
    """A month's name, its column, and what it comes to."""

    bar: LossBar
    most: int
    """The size of the tallest column."""

    def height(self) -> int:
        """Return the height of a column that is the tallest, with its words."""
        return px(_HIGH - 8)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:  # noqa: ARG002
        """Draw all three below each other."""
        rect, one = here.rect, self.bar
        font, _metrics, high = face(Size.SMALL)
        name = show_month(str(one.key), short=True)
        if advance(_WIDEST, Size.SMALL, Weight.REGULAR) > rect.width() + 2:
            name = name[:1]
        below = QRect(rect.left() - 4, rect.bottom() - high, rect.width() + 8, high)
        write(painter, below, name, font, theme.color(Role.TEXT_MUTED), in_middle=True)
        base = below.top() - px(4)
        painter.setPen(theme.color(Role.LINE_STRONG))
        painter.drawLine(rect.left(), base, rect.right() + 1, base)
        if not one.size:
            return
        bold, _metrics, high = face(Size.SMALL, Weight.MEDIUM)
        tall = max(round((base - rect.top() - high - px(2)) * one.size / self.most), 3)
        wide = min(rect.width() - 6, px(28))
        column = QRectF(rect.center().x() - wide // 2, base - tall, wide, tall)
        guessed = tall * (one.size - one.sure) / one.size
        draw_bar(painter, column, column.adjusted(0, guessed, 0, 0))
        fits = advance(one.amount, Size.SMALL, Weight.MEDIUM) <= rect.width() - 1
        if fits or one.size == self.most:  # the tallest has room on either side
            beside = 0 if fits else rect.width()
            above = QRect(rect.left(), round(column.top()) - high - 1, rect.width(), high)
            above.adjust(-beside, 0, beside, 0)
            write(painter, above, one.amount, bold, theme.color(Role.TEXT), in_middle=True)


class BarRows(Rows[LossBar | More]):
    """A name, what it comes to, and the bar: full for what they said, hatched for our guess.

    A line below tells how much of all it makes up with those above it.
    """

    most = 1
    """The size of the longest bar."""
    open: tuple[str, str | int] | None = None
    """What finds the sales that are shown: a field, and its value."""

    def beside(self, row: LossBar | More, /) -> Hashable:
        """Return whether the list shows what a bar stands for."""
        return isinstance(row, LossBar) and self.open == (row.by, row.key)

    def waiting(self, room: int, /) -> Row:
        """Return a row without words: all are as high."""
        return self.describe(_NO_BAR, None, room)

    def describe(self, row: LossBar | More, beside: Hashable, _room: int) -> Row:
        """Return a bar, or what unfolds the rest."""
        if isinstance(row, More):
            words = _("Show {number} more").format(number=f"{row.number:,}")
            named = Words(words, Size.SMALL, Weight.MEDIUM, Role.ACCENT)
            lines = Line(named, height=20), Line(height=10, above=3), Line(height=8)
            return Row(*lines, says=words, frame=Frame.PLAIN, pad=(8, 3, 8, 2))
        says = self.says(row, beside)
        amount = Words(
            row.amount, Size.SMALL, Weight.MEDIUM, Role.TEXT_MUTED, whole=True, quiet=True
        )
        sure, guessed = row.sure / self.most, (row.size - row.sure) / self.most
        return Row(
            Line(Words(row.name, tip=says), Stretch(), amount, height=20),
            Line(Bar(sure, guessed=guessed, thick=10), height=10, above=3),
            Line(None if row.running is None else Reached(row.running), height=8),
            says=says,
            frame=Frame.OPEN if beside else Frame.PLAIN,
            pad=(8, 3, 8, 2),
        )

    def says(self, row: LossBar, beside: Hashable) -> str:
        """Return the sentence that is said of a bar."""
        return f"{row.sentence} {_('Its sales are shown.')}" if beside else row.sentence


class MonthRows(BarRows):
    """The months of a year."""

    def describe(self, row: LossBar | More, beside: Hashable, _room: int) -> Row:
        """Return the column of a month."""
        assert isinstance(row, LossBar)  # noqa: S101  (a year has no more than its months)
        says = self.says(row, beside)
        frame = Frame.OPEN if beside else Frame.PLAIN
        month = Month(row, self.most, tip=says)
        return Row(Line(month), says=says, frame=frame, pad=(0, 4, 0, 4))


class BarModel(ShortModel[LossBar | More]):
    """Bars, one of which may be open; the last row unfolds the rest where there are many."""

    rows: BarRows

    def __init__(self, rows: BarRows) -> None:
        """Model no bars."""
        super().__init__(
            rows, lambda row: row.key if isinstance(row, LossBar) else None, self._in_sight
        )
        self.unfolded = False

    def show_these(self, found: Sequence[LossBar | More]) -> None:
        """Show bars."""
        sizes = (one.size for one in found if isinstance(one, LossBar))
        self.rows.change(most=max(sizes, default=0) or 1)
        super().show_these(found)

    def stand_alike(self, rows: Sequence[LossBar | More]) -> bool:
        """Whether they are as many as before: the keyboard stays where it is."""
        return len(rows) == len(self._rows)

    def unfold(self) -> None:
        """Show the rest of the bars."""
        self.unfolded = True
        self.arrange()

    def _in_sight(self, bars: Sequence[LossBar | More]) -> list[LossBar | More]:
        if self.unfolded:
            return [*bars[:UNFOLDED]]
        if len(bars) <= SHOWN + 1:
            return [*bars]
        return [*bars[:SHOWN], More(len(bars) - SHOWN)]

    def is_heading(self, _at: int) -> bool:
        """Whether a row is passed over: what unfolds the rest is chosen, too."""
        return False

    def name(self, row: LossBar | More) -> str:
        """Return what a bar is called."""
        return row.name if isinstance(row, LossBar) else self.says(row)

    def tip(self, row: LossBar | More, /) -> str:
        """Return the sentence: the pointer is told all of it."""
        return self.says(row)


class BarList(QListView):
    """A chart as a list: arrows walk along it; Enter, Space or a click opens a bar, Esc closes."""

    opened = Signal(object)
    """The `LossBar` that is wanted."""
    closed = Signal()
    """What is open is no longer wanted."""
    reached = Signal(QRect)
    """The keyboard came to a bar that stands here in the list."""

    def __init__(self, name: str, accessible: str, rows: BarRows | None = None) -> None:
        """Show no bars."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.rows = rows or BarRows()
        self.bars = BarModel(self.rows)
        self.setModel(self.bars)
        self._delegate = RowDelegate(self.rows, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._take)
        self.bars.modelReset.connect(self._fit)
        theme.signals().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Be as tall as the bars are: the page scrolls, not the chart."""
        high = self._delegate.sizeHint(QStyleOptionViewItem(), NOWHERE).height()
        self.setFixedHeight(self.bars.rowCount() * high + 4)
        self.scheduleDelayedItemsLayout()

    def mark_open(self, what: tuple[str, str | int] | None) -> None:
        """Show which bar's sales are in the list."""
        if self.rows.open != what:
            self.rows.open = what
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
        if isinstance(one, LossBar):
            self.opened.emit(one)
        elif index.isValid():
            row = index.row()
            self.bars.unfold()
            self.setCurrentIndex(self.bars.index(row))


class MonthColumns(BarList):
    """Left and Right walk along the months, also those in which nothing was lost."""

    def __init__(self, name: str, accessible: str) -> None:
        """Show no months."""
        super().__init__(name, accessible, MonthRows())
        self.bars.unfolded = True
        self._delegate = _Twelfths(self.rows, self)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self._fit()

    def show_months(self, months: Sequence[str], shown: Sequence[LossBar]) -> None:
        """Show a column for each month (2026-11), the oldest first."""
        known = {one.key: one for one in shown}
        self.bars.show_these([known.get(month) or _nothing(month) for month in months])

    def _fit(self) -> None:
        self.setFixedHeight(px(_HIGH) + 4)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every month its share of the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Twelfths(RowDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return a twelfth of the room."""
        room = self._view.viewport().width()
        return QSize(max(room // _YEAR, 12), super().sizeHint(option, index).height())


def _nothing(month: str) -> LossBar:
    name = show_month(month)
    says = _("{month}: no sale lost.").format(month=name)
    return LossBar("month", month, name, 0, 0, "", says)
