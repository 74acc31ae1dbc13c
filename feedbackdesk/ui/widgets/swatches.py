"""The colours of themes: to be seen, to be chosen, and never without a name."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from feedbackdesk.desk.themes import COLOURS
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.widgets.layout import in_row
from feedbackdesk.ui.widgets.menu import Menu
from feedbackdesk.ui.widgets.one_of import OneOf


def colour_names(parent: QWidget) -> list[str]:
    """Return what the colours 1 to 8 are called, in order."""
    return [
        parent.tr("Pine"), parent.tr("Ochre"), parent.tr("Plum"), parent.tr("Slate blue"),
        parent.tr("Brick"), parent.tr("Moss"), parent.tr("Walnut"), parent.tr("Rose"),
    ]  # fmt: skip


class ThemeMark(QWidget):
    """The mark of one theme, as the list shows it."""

    def __init__(self) -> None:
        """Show no theme's mark."""
        super().__init__()
        self._role = Role.THEME_1
        self.setFixedSize(16, 16)
        theme.signals().changed.connect(self.update)

    def show_colour(self, colour: int | None, key: int) -> None:
        """Show a theme's colour, or the one that its key gives it."""
        self._role = paint.theme_role(colour, key)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), theme.color(self._role), radius=5)
        painter.end()


class _Swatch(QAbstractButton):
    """One colour; the chosen one bears a tick."""

    def __init__(self, role: Role | None, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = role
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(28, 28)
        theme.signals().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(28, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect(), radius=8)
        inner = self.rect().adjusted(4, 4, -4, -4)
        if self._role is not None:
            paint.rounded(painter, inner, theme.color(self._role), radius=6)
        else:
            paint.rounded(painter, inner, None, theme.color(Role.LINE_STRONG), radius=6)
        if self.isChecked():
            tick = Role.SURFACE if self._role is not None else Role.TEXT
            paint.icon(painter, "check", tick, inner.left() + 3, inner.top() + 3, 14)
        painter.end()


class Swatches(QWidget):
    """The eight colours and none, one of them chosen; the arrow keys move along."""

    chosen = Signal(int)
    """1 to 8, or 0 where the choice is left to the window."""

    def __init__(self) -> None:
        """Offer the colours."""
        super().__init__()
        row = in_row(self, gap=2)
        self._group = OneOf(self)
        names = [self.tr("Chosen for you"), *colour_names(self)]
        for number, name in enumerate(names):
            role = Role(f"theme_{number}") if number else None
            button = _Swatch(role, name, self)
            button.setObjectName(f"colour.{number}")
            self._group.add(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(self.chosen)
        self.setFocusProxy(self._group.button(0))

    def set_value(self, colour: int | None) -> None:
        """Show which is chosen; nothing is signalled."""
        button = self._group.button(colour or 0)
        button.setChecked(True)
        self.setFocusProxy(button)


def colour_menu(parent: QWidget, now: int | None) -> QMenu:
    """Return a menu of the colours by name; an action's data is its number, 0 for none."""
    menu = Menu(parent)
    menu.setObjectName("colourMenu")
    names = [parent.tr("Chosen for you"), *colour_names(parent)]
    for number in (*range(1, COLOURS + 1), 0):
        action = menu.addAction(_icon(number), f"&{number}  {names[number]}")
        action.setData(number)
        action.setCheckable(True)
        action.setChecked(number == (now or 0))
    return menu


def _icon(number: int) -> QIcon:
    drawn = QPixmap(32, 32)
    drawn.fill(QColor(Qt.GlobalColor.transparent))
    if number:
        painter = QPainter(drawn)
        fill = theme.color(Role(f"theme_{number}"))
        paint.rounded(painter, QRect(4, 4, 24, 24), fill, radius=8)
        painter.end()
    return QIcon(drawn)
