"""How widgets stand: in columns, rows and lines as words do; scrolled, and parted by a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSpacerItem,
    QStyle,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

BoxT = TypeVar("BoxT", bound=QBoxLayout)
Margins = tuple[int, int, int, int]

_NONE: Margins = (0, 0, 0, 0)


def in_column(
    holder: QWidget | None = None, margins: Margins = _NONE, gap: int | None = None
) -> QVBoxLayout:
    """Return a layout of what stands below each other; without a gap it is the look's own."""
    return _spaced(QVBoxLayout(holder) if holder is not None else QVBoxLayout(), margins, gap)


def in_row(
    holder: QWidget | None = None, margins: Margins = _NONE, gap: int | None = None
) -> QHBoxLayout:
    """Return a layout of what stands beside each other; without a gap it is the look's own."""
    return _spaced(QHBoxLayout(holder) if holder is not None else QHBoxLayout(), margins, gap)


def _spaced(box: BoxT, margins: Margins, gap: int | None) -> BoxT:
    box.setContentsMargins(*margins)
    if gap is not None:
        box.setSpacing(gap)
    return box


def room_at_end(row: QHBoxLayout) -> Callable[[int], None]:
    """Let a row keep room at its end, on whichever side that is; what is returned sets how much."""
    room = QSpacerItem(0, 0)
    row.addSpacerItem(room)

    def keep(width: int) -> None:
        room.changeSize(width, 0)
        row.invalidate()

    return keep


def rule(*, upright: bool = False) -> QFrame:
    """Return a line that parts what stands below each other; upright, what stands beside."""
    line = QFrame()
    line.setProperty("surface", "line")
    line.setFixedWidth(1) if upright else line.setFixedHeight(1)
    return line


def empty_out(box: QLayout) -> None:
    """Let all widgets of a layout go."""
    while (item := box.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


class Scrolled(QScrollArea):
    """What scrolls up and down where there is no room, without a frame and without the keyboard."""

    def __init__(self, name: str = "", surface: str = "page") -> None:
        """Hold an empty widget, on the surface that it stands on."""
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget()
        self.inner.setProperty("surface", surface)
        self.setWidget(self.inner)


class Aside(QWidget):
    """What stands beside a list about what is chosen in it: scrolled, on a panel of its own."""

    def __init__(self, name: str, accessible: str, least: int) -> None:
        """Show nothing yet; it is never narrower than the least."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(least)
        self.area = Scrolled(surface="panel")
        in_column(self).addWidget(self.area)
        self.column = in_column(self.area.inner, (20, 16, 16, 16), 8)
        self.area.inner.hide()


class FlowLayout(QLayout):
    """Its last item takes the rest of its line."""

    def __init__(self, parent: QWidget, spacing: int = 4) -> None:
        """Lay out nothing yet."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Add an item at the end."""
        self._items.append(item)

    def insert_before_last(self, widget: QWidget, last: int = 1) -> None:
        """Add a widget before the last one, or before the last few."""
        self.addWidget(widget)
        self._items.insert(max(len(self._items) - 1 - last, 0), self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Remove an item, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the lines need."""
        return self._place(QRect(QPoint(), QSize(width, 0)), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return one line's height."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the size of the largest item, with the margins."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """It takes what it is given."""
        return Qt.Orientation(0)

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        x, y, tallest = room.x(), room.y(), 0
        holder = self.parentWidget()
        way = holder.layoutDirection() if holder else Qt.LayoutDirection.LayoutDirectionAuto
        for number, item in enumerate(self._items):
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(room.width(), 1), 10_000))
            is_last = number == len(self._items) - 1
            wanted = item.minimumSize().width() if is_last else size.width()
            if x > room.x() and x + wanted > room.right() + 1:
                x, y, tallest = room.x(), y + tallest + self._gap, 0
            width = room.right() + 1 - x if is_last else size.width()
            if move:
                place = QRect(QPoint(x, y), QSize(width, size.height()))
                item.setGeometry(QStyle.visualRect(way, room, place))
            x += width + self._gap
            tallest = max(tallest, size.height())
        return y + tallest - rect.y() + margins.bottom()
