"""The palette: whatever there is to go to or to do, by a few letters of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from feedbackdesk.ui.finding.entries import Entry, Found, Row
from feedbackdesk.ui.finding.rows import PaletteModel
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 640
_SIDE = 16
_TOP = 72
_LEAST_ABOVE = 24
_ROWS_HEIGHT = 388
"""Nine or ten rows, with a heading or two."""

_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip


class CommandPalette(QWidget):
    """A panel over the window. It holds the keyboard while it is there, and gives it back."""

    typed = Signal(str)
    """What stands in the field now; also "" when the palette opens."""
    taken = Signal(object)
    """The `Entry` that was chosen; the keyboard is back where it was."""

    def __init__(self, window: QWidget) -> None:
        """Lie over a window, out of sight."""
        super().__init__(window)
        self.setObjectName("commandPalette")
        self.setAccessibleName(self.tr("Palette"))
        self.hide()
        self._window = window
        self._before: QWidget | None = None
        self._more_to_come = False
        self._take_when_here = False
        self._moved = False
        self._panel = QFrame(self)
        self._panel.setProperty("surface", "raised")
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(0)
        self.field = QLineEdit(self._panel)
        self.field.setObjectName("paletteField")
        self.field.setProperty("variant", "palette")
        self.field.setPlaceholderText(self.tr("Go to a page, a theme, a person; or do something"))
        self.field.setAccessibleName(self.tr("What to find or to do"))
        glass = QAction(icons.icon("search"), "", self.field)
        self.field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.model = PaletteModel()
        self.list = QListView(self._panel)
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.model.rows, self.list))
        self.list.clicked.connect(self._take)
        self._nothing = QLabel(self.tr("Nothing is called that."), self._panel)
        self._nothing.setProperty("role", "muted")
        self._nothing.setContentsMargins(20, 16, 20, 12)
        line = QFrame(self._panel)
        line.setProperty("surface", "line")
        line.setFixedHeight(1)
        above = QHBoxLayout()
        above.setContentsMargins(12, 0, 12, 8)
        above.addWidget(self.field)
        column.addLayout(above)
        column.addWidget(line)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._changed)
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        theme.signals().changed.connect(self.update)

    # Coming and going

    def open(self) -> None:
        """Come into sight, with the keyboard; or go, where it is there already."""
        if self.isVisible():
            self.close_up()
            return
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._changed("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Go out of sight, and give the keyboard back."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Whoever takes the keyboard elsewhere has done with the palette."""
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._before = None
            self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go out of sight when the window beside the panel is clicked."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_up()

    # What it shows

    def show_rows(self, rows: Sequence[Row], *, more_to_come: bool) -> None:
        """Show what was found, best first; what was chosen by the arrows stays chosen.

        Enter waits while there is `more_to_come`, since the best may be among it.
        """
        kept = self.chosen() if self._moved else None
        self.model.show_these(rows)
        found = self.model.found()
        same = [at for at, row in found if kept is not None and row.entry.mark == kept.mark]
        self._moved = bool(same)
        self._choose(same[0] if same else found[0][0] if found else -1)
        if not same:
            self.list.scrollToTop()
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._place()
        self._more_to_come = more_to_come
        if self._take_when_here and not more_to_come:
            self._take()

    def chosen(self) -> Entry | None:
        """Return the entry that Enter would take."""
        row = self.list.currentIndex().data(ROW)
        return row.entry if isinstance(row, Found) else None

    def _changed(self, words: str) -> None:
        self._moved = False
        self._take_when_here = False
        self.typed.emit(words)

    def _choose(self, at: int) -> None:
        index = self.model.index(at)
        self.list.setCurrentIndex(index)
        # Whoever listens is in the field: it tells which row Enter takes.
        told = index.data(Qt.ItemDataRole.AccessibleTextRole)
        self.field.setAccessibleDescription(told or "")

    def _place(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        heights = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        above = min(_TOP, max(_LEAST_ABOVE, room.height() // 10))
        most = min(_ROWS_HEIGHT, room.height() - above - 110)
        self.list.setFixedHeight(min(heights, most) if heights else 0)
        width = min(_WIDTH, room.width() - 2 * _SIDE)
        height = self._panel.sizeHint().height()
        self._panel.setGeometry(QRect((room.width() - width) // 2, above, width, height))
        self.update()  # the shadow goes with the panel

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the field has the keyboard; follow the window's size."""
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() is QEvent.Type.KeyPress and self._pressed(event)
        if watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._more_to_come and not self._moved:
                self._take_when_here = True
            else:
                self._take()
        elif key in _STEPS:
            self._step(_STEPS[key])
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        places = [at for at, _row in self.model.found()]
        if not places:
            return
        now = places.index(self.list.currentIndex().row())
        # One step goes round; a page stops at the end.
        to = (now + by) % len(places) if abs(by) == 1 else min(max(now + by, 0), len(places) - 1)
        self._moved = True
        self._choose(places[to])
        if to == 0:
            self.list.scrollToTop()

    def _take(self) -> None:
        entry = self.chosen()
        if entry is not None:
            self.close_up()
            self.taken.emit(entry)

    # The look

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window a little, and lay a soft shadow round the panel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(Role.SHADOW))
        shade = type(theme.color(Role.SHADOW))(theme.color(Role.SHADOW))
        shade.setAlpha(shade.alpha() // 5)
        panel = self._panel.geometry()
        for far in range(2, 20, 3):
            around = panel.adjusted(-far, -far + 6, far, far + 6)
            paint.rounded(painter, around, shade, radius=theme.CARD_RADIUS + far)
        painter.end()
