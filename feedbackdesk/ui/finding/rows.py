"""The palette's rows: a model over frozen entries, and how each is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.ui.finding.entries import Found, Heading, Row
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import marks, paint
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW_HEIGHT = 36
HEADING_HEIGHT = 30


class PaletteModel(QAbstractListModel):
    """Headings and entries, in the order they are given."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self._rows: Sequence[Row] = ()

    def show_these(self, rows: Sequence[Row]) -> None:
        """Take the place of what was shown."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def found(self) -> list[tuple[int, Found]]:
        """Return the entries with their rows, without the headings."""
        return [(at, row) for at, row in enumerate(self._rows) if isinstance(row, Found)]

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows, headings with them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an entry's name, or what is read out of it."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name if isinstance(row, Heading) else row.entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.name if isinstance(row, Heading) else read_out(row)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if isinstance(index.data(ROW), Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


def read_out(row: Found) -> str:
    """Return an entry as one sentence for whoever listens."""
    return ", ".join(part for part in (row.entry.name, row.entry.note, row.entry.keys) if part)


class PaletteRow(QStyledItemDelegate):
    """Icon, name with what was typed in bold, a word beside it, and the shortcut at the end."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of a heading or of an entry."""
        heading = isinstance(index.data(ROW), Heading)
        return QSize(200, HEADING_HEIGHT if heading else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a heading or an entry."""
        row = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        if isinstance(row, Heading):
            small = theme.font(Size.SMALL, Weight.MEDIUM)
            paint.text(painter, rect.adjusted(20, 8, -20, 0), row.name, small, Role.TEXT_FAINT)
        elif isinstance(row, Found):
            self._entry(painter, rect, row, option.state)
        painter.restore()

    def _entry(self, painter: QPainter, rect: QRect, row: Found, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        frame = rect.adjusted(8, 1, -8, -1)
        if chosen:
            paint.rounded(
                painter, frame, theme.color(Role.ACCENT_SOFT), radius=theme.CONTROL_RADIUS
            )
            bar = QRect(frame.left(), frame.top() + 10, 3, frame.height() - 20)
            paint.rounded(painter, bar, theme.color(Role.ACCENT), radius=1.5)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, frame, theme.color(Role.HOVER), radius=theme.CONTROL_RADIUS)
        ink = Role.ON_ACCENT_SOFT if chosen else Role.TEXT
        muted = Role.ON_ACCENT_SOFT if chosen else Role.TEXT_MUTED
        entry = row.entry
        middle = rect.center().y()
        paint.icon(painter, entry.icon, muted, rect.left() + 20, middle - 9, 20)
        right = frame.right() - 12
        if entry.keys:
            right -= _keys(painter, right, middle, entry.keys) + 12
        left = rect.left() + 52
        name = QRect(left, rect.top(), max(right - left, 40), rect.height())
        used = marks.bold_line(
            painter, name, entry.name, theme.font(Size.BODY), marks.spans_of(row.places), ink
        )
        room = right - left - used - 12
        if entry.note and room > 60:
            note = QRect(left + used + 12, rect.top() + 1, room, rect.height())
            paint.text(painter, note, entry.note, theme.font(Size.SMALL), muted)


def _keys(painter: QPainter, right: int, middle: int, keys: str) -> int:
    """Draw a shortcut as the cap of a key that ends at `right`; return its width."""
    small = theme.font(Size.SMALL, Weight.MEDIUM)
    width = max(QFontMetrics(small).horizontalAdvance(keys) + 14, 24)
    cap = QRect(right - width, middle - 11, width, 22)
    paint.rounded(painter, cap, theme.color(Role.SURFACE), theme.color(Role.LINE), radius=5)
    paint.text(painter, cap, keys, small, Role.TEXT_MUTED, Qt.AlignmentFlag.AlignHCenter)
    return width
