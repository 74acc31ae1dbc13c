"""Backups as rows below the days they were made on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.backups import words
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.roles import KEY, ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QPainter, QPaintEvent

    from feedbackdesk.desk.going_back import Listed

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ROW_HEIGHT = 52
_PAD = 16
_MARK = 16


class BackupsModel(QAbstractListModel):
    """Backups, the newest first; a text is the heading of those below it."""

    def __init__(self) -> None:
        """Model no backup before `show_rows`."""
        super().__init__()
        self._entries: list[str | Listed] = []

    def show_rows(self, rows: Iterable[Listed]) -> None:
        """Show backups in place of those there are."""
        entries: list[str | Listed] = []
        above = ""
        for row in rows:
            heading = words.set_aside() if row.is_aside else words.period(row.backup.made)
            if heading != above:
                entries.append(heading)
                above = heading
            entries.append(row)
        if entries != self._entries:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()

    def row_of(self, path: Path | None) -> int:
        """Return where a backup stands: the first one's place where it does not; -1 without any."""
        places = {
            one.backup.path: row
            for row, one in enumerate(self._entries)
            if not isinstance(one, str)
        }
        return (
            places.get(path, min(places.values(), default=-1))
            if path
            else min(places.values(), default=-1)
        )

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows, headings among them."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let nobody choose a heading."""
        if isinstance(self._entries[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the backup or the heading, or what is read out."""
        if not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ROW:
            return entry
        if role == KEY:
            return None if isinstance(entry, str) else str(entry.backup.path)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return entry if isinstance(entry, str) else words.read_out(entry)
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(entry, str):
            return str(entry.backup.path)
        return None


def columns(left: int, width: int) -> tuple[QRect, QRect, QRect, QRect]:
    """Return where a row of a width has its four columns: when, size, checked, since."""
    first = max(width * 30 // 100, 140)
    size, checked = 76, 148 if width >= 560 else 28
    return (
        QRect(left, 0, first, ROW_HEIGHT),
        QRect(left + first, 0, size, ROW_HEIGHT),
        QRect(left + first + size, 0, checked, ROW_HEIGHT),
        QRect(left + first + size + checked, 0, max(width - first - size - checked, 0), ROW_HEIGHT),
    )


class BackupsHead(QFrame):
    """What the columns are called."""

    def __init__(self, titles: Sequence[str], view: QListView, parent: QWidget) -> None:
        """Stand above a list."""
        super().__init__(parent)
        self._titles, self._view = titles, view
        view.viewport().installEventFilter(self)
        self.setFixedHeight(32)
        self.setAccessibleName(", ".join(titles))
        theme.signals().changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the list's own width, which changes with its scroll bar."""
        if event.type() is QEvent.Type.Resize:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write each title above its column."""
        from PySide6.QtGui import QPainter

        super().paintEvent(event)
        with QPainter(self) as painter:
            inner = self.rect().adjusted(8 + _PAD, 0, -8 - _PAD, 0)
            for rect, title in zip(columns(inner.left(), inner.width()), self._titles, strict=True):
                place = QRect(rect.left(), 0, max(rect.width() - 8, 0), self.height())
                if painter.fontMetrics().horizontalAdvance(title) <= place.width() + 24:
                    paint.text(painter, place, title, theme.font(Size.SMALL), Role.TEXT_MUTED)
            line = QRect(0, self.height() - 1, self.width(), 1)
            painter.fillRect(line, theme.color(Role.LINE))


class BackupRow(QStyledItemDelegate):
    """When and what for, below each other; then size, soundness, and what came since."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the one height of a row."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a backup or a heading."""
        painter.save()
        rect: QRect = option.rect
        entry = index.data(ROW)
        if isinstance(entry, str):
            below = rect.adjusted(8 + _PAD, 24, -8, -4)
            paint.text(painter, below, entry, theme.font(Size.SMALL, Weight.MEDIUM))
        else:
            paint.chosen_ground(painter, rect.adjusted(8, 1, -8, -1), option.state)
            self._row(painter, rect, entry)
        painter.restore()

    def _row(self, painter: QPainter, rect: QRect, row: Listed) -> None:
        left, width = rect.left() + 8 + _PAD, rect.width() - 16 - 2 * _PAD
        when, size, checked, since = (one.translated(0, rect.top()) for one in columns(left, width))
        upper = QRect(when.left(), when.top() + 7, when.width() - 12, 20)
        paint.text(painter, upper, words.made_below(row), theme.font(Size.BODY, Weight.MEDIUM))
        below = upper.translated(0, 19)
        why = words.purpose(row.backup.why)
        if row.is_second:
            why = words.in_second_place(why)
        paint.text(painter, below, why, theme.font(Size.SMALL), Role.TEXT_MUTED)
        body = theme.font(Size.BODY)
        paint.text(painter, size, words.size(row.backup.size), body)
        middle = checked.top() + (ROW_HEIGHT - _MARK) // 2
        mark, role = ("check", Role.SUCCESS) if row.is_sound else ("warning", Role.WARNING)
        if not (row.is_sound and words.is_unchecked(row)):
            paint.icon(painter, mark, role, checked.left(), middle, _MARK)
        beside = checked.adjusted(_MARK + 6, 0, -8, 0)
        if beside.width() > 40:
            told = words.time_alone(row.checked) if row.is_sound else words.damaged()
            told = words.unchecked() if row.is_sound and words.is_unchecked(row) else told
            paint.text(painter, beside, told, body)
        paint.text(painter, since, words.came_since(row), body, Role.TEXT_MUTED)
