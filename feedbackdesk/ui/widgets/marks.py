"""Small things that are painted: a theme’s mark and colours, its year, a share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from feedbackdesk.desk.themes import COLOURS
from feedbackdesk.domain.dates import show_month
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.widgets.keyboard import Menu, OneOf
from feedbackdesk.ui.widgets.layout import in_row


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

    @property
    def value(self) -> int:
        """The colour that is chosen, 0 for none."""
        return max(self._group.checkedId(), 0)

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


_HEIGHT = 84
_WIDEST = 720


class YearLine(QWidget):
    """Twelve points on a line; where there is little room every other month is named."""

    def __init__(self) -> None:
        """Show no year."""
        super().__init__()
        self.setObjectName("yearLine")
        self._months: list[str] = []
        self._numbers: list[int] = []
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The last twelve months"))
        theme.signals().changed.connect(self.update)

    def show_year(self, months: list[str], numbers: dict[str, int]) -> None:
        """Show feedbacks by month (2026-11), oldest first."""
        self._months = months
        self._numbers = [numbers.get(month, 0) for month in months]
        said = [
            self.tr("{number} in {month}").format(
                number=f"{number:,}", month=show_month(month, short=True)
            )
            for month, number in zip(months, self._numbers, strict=True)
            if number
        ]
        words = ", ".join(said) or self.tr("Nothing in the last twelve months")
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a line with words above and below."""
        return QSize(480, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which twelve numbers can be read."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        if not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._months)
        top, base = 24.0, _HEIGHT - 24.0
        most = max(*self._numbers, 1)
        points = [
            QPointF((at + 0.5) * step, base - (base - top) * number / most)
            for at, number in enumerate(self._numbers)
        ]
        below = [QPointF(points[-1].x(), base), QPointF(points[0].x(), base)]
        fill = theme.color(Role.ACCENT_SOFT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([*points, *below]))
        painter.setPen(QPen(theme.color(Role.LINE_STRONG), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        painter.setPen(QPen(theme.color(Role.BAR), 2))
        painter.drawPolyline(QPolygonF(points))
        for at, (month, number, point) in enumerate(
            zip(self._months, self._numbers, points, strict=True)
        ):
            self._write(painter, at, month, number, point, step)
        painter.end()

    def _write(
        self, painter: QPainter, at: int, month: str, number: int, point: QPointF, step: float
    ) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        left, wide = round(at * step), round(step)
        if number:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(Role.BAR))
            painter.drawEllipse(point, 3.0, 3.0)
            above = QRect(left, round(point.y()) - 22, wide, 18)
            paint.text(painter, above, f"{number:,}", theme.font(Size.SMALL, Weight.MEDIUM),
                       Role.TEXT, middle)  # fmt: skip
        if step >= 34 or (len(self._months) - 1 - at) % 2 == 0:
            spare = 0 if step >= 34 else round(step / 2)
            below = QRect(left - spare, _HEIGHT - 20, wide + 2 * spare, 18)
            paint.text(painter, below, show_month(month, short=True), theme.font(Size.SMALL),
                       Role.TEXT_MUTED, middle)  # fmt: skip


_BAR, _WORDS, _INDENT = 6, 20, 30


class ShareBar(QWidget):
    """The bar says nothing that the words do not say."""

    def __init__(self, share: float, words: str) -> None:
        """Show a share from 0 to 1."""
        super().__init__()
        self._share, self._words = share, words
        self.setFixedHeight(_BAR + 4 + _WORDS)
        self.setToolTip(f"{share:.0%}")
        theme.signals().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(120, _BAR + 4 + _WORDS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar and the words."""
        painter = QPainter(self)
        wide = self.width() - _INDENT
        paint.bar(painter, QRect(_INDENT, 2, wide, _BAR), self._share)
        below = QRect(_INDENT, _BAR + 4, wide, _WORDS)
        paint.text(painter, below, self._words, theme.font(Size.SMALL), Role.TEXT_MUTED)
        painter.end()
