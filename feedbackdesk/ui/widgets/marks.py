"""Small things that are painted: a theme’s mark and colours, its year, a share."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from feedbackdesk.desk.themes import COLOURS
from feedbackdesk.domain.dates import show_month
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.lettering import face
from feedbackdesk.ui.look.theme import Role, Size, Weight, px, theme_role
from feedbackdesk.ui.rows.described import Described, RowWidget
from feedbackdesk.ui.rows.paint import rounded, write
from feedbackdesk.ui.rows.pieces import Bar, Icon, Piece, Placed, Swatch, Words
from feedbackdesk.ui.rows.row import Line, Row
from feedbackdesk.ui.widgets.keyboard import Menu, OneOf
from feedbackdesk.ui.widgets.layout import in_row

_WIDEST = 720
"""A year's line is no wider."""
_NONE = (0, 0, 0, 0)


def colour_names(parent: QWidget) -> list[str]:
    """Return what the colours 1 to 8 are called, in order."""
    return [
        parent.tr("Pine"), parent.tr("Ochre"), parent.tr("Plum"), parent.tr("Slate blue"),
        parent.tr("Brick"), parent.tr("Moss"), parent.tr("Walnut"), parent.tr("Rose"),
    ]  # fmt: skip


class ThemeMark(RowWidget):
    """The mark of one theme, as the list shows it."""

    def __init__(self) -> None:
        """Show no theme's mark."""
        self._role = Role.THEME_1
        super().__init__(
            lambda _room: Row(Line(Swatch(self._role, 16, 16, 5), height=16), pad=_NONE)
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_colour(self, colour: int | None, key: int) -> None:
        """Show a theme's colour, or the one that its key gives it."""
        self._role = theme_role(colour, key)
        self.update()


class _Swatch(QAbstractButton):
    """One colour; the chosen one bears a tick."""

    def __init__(self, role: Role | None, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = role
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        theme.signals().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(28), px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        inner = self.rect().adjusted(4, 4, -4, -4)
        with QPainter(self) as painter:
            if self.hasFocus():
                rounded(painter, self.rect(), None, Role.FOCUS, radius=8, width=2)
            edge = Role.LINE_STRONG if self._role is None else None
            rounded(painter, inner, self._role, edge, radius=6)
            if self.isChecked():
                tick = Icon("check", Role.SURFACE if self._role is not None else Role.TEXT, 14)
                tick.paint(painter, Placed(tick, inner), mirrored=False)


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
        rounded(painter, QRect(4, 4, 24, 24), fill, radius=8)
        painter.end()
    return QIcon(drawn)


_WIDEST = 720


class YearLine(RowWidget):
    """A theme's last twelve months as a line, with the numbers and the months written out."""

    def __init__(self) -> None:
        """Show no year."""
        self._year = Year(())
        super().__init__(lambda _room: Row(Line(self._year), pad=_NONE))
        self.setObjectName("yearLine")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The last twelve months"))

    def show_year(self, months: list[str], numbers: dict[str, int]) -> None:
        """Show feedbacks by month (2026-11), oldest first."""
        self._year = Year(tuple((month, numbers.get(month, 0)) for month in months))
        said = [
            self.tr("{number} in {month}").format(
                number=f"{number:,}", month=show_month(month, short=True)
            )
            for month, number in self._year.months
            if number
        ]
        words = ", ".join(said) or self.tr("Nothing in the last twelve months")
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def describe_anew(self) -> None:
        """Show it with letters of another size; a listener is told of the year beside its name."""
        self.setMaximumWidth(px(_WIDEST))
        Described.describe_anew(self)

    def sizeHint(self) -> QSize:
        """Return the room of a line with words above and below."""
        return QSize(px(480), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which twelve numbers can be read."""
        return QSize(px(240), super().sizeHint().height())


@dataclass(slots=True, eq=False, repr=False)
class Year(Piece):
    """Points on a line; where there is little room every other month is named."""

    months: tuple[tuple[str, int], ...]
    """Each month and its number, the oldest first."""

    def height(self) -> int:
        """Return the height of a line with words above and below."""
        return px(40) + 2 * face(Size.SMALL)[2] + px(8)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Paint the line in the direction of reading."""
        if not self.months:
            return
        rect, high = QRectF(here.rect), face(Size.SMALL)[2]
        step = rect.width() / len(self.months)
        top, base = rect.top() + high + px(4), rect.bottom() - high - px(4)
        most = max(1, *(number for _month, number in self.months))
        months = self.months[::-1] if mirrored else self.months
        points = [
            QPointF(rect.left() + (at + 0.5) * step, base - (base - top) * number / most)
            for at, (_month, number) in enumerate(months)
        ]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(Role.ACCENT_SOFT))
        below = [QPointF(points[-1].x(), base), QPointF(points[0].x(), base)]
        painter.drawPolygon(QPolygonF([*points, *below]))
        painter.setPen(QPen(theme.color(Role.LINE_STRONG), 1))
        painter.drawLine(QPointF(rect.left(), base), QPointF(rect.right(), base))
        painter.setPen(QPen(theme.color(Role.BAR), 2))
        painter.drawPolyline(QPolygonF(points))
        newest = 0 if mirrored else len(months) - 1
        for at, ((month, number), point) in enumerate(zip(months, points, strict=True)):
            spot = QRect(round(point.x() - step), 0, round(2 * step), high)
            if number:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color(Role.BAR))
                painter.drawEllipse(point, px(3), px(3))
                spot.moveTop(round(point.y()) - high - px(4))
                bold, ink = face(Size.SMALL, Weight.MEDIUM)[0], theme.color(Role.TEXT)
                write(painter, spot, f"{number:,}", bold, ink, in_middle=True)
            if step >= px(34) or (newest - at) % 2 == 0:
                spot.moveTop(round(base) + px(4))
                name, ink = show_month(month, short=True), theme.color(Role.TEXT_MUTED)
                write(painter, spot, name, face(Size.SMALL)[0], ink, in_middle=True)


class ShareBar(RowWidget):
    """A bar that shows a share, with its words below; it says nothing that they do not say."""

    def __init__(self, share: float, words: str) -> None:
        """Show a share from 0 to 1."""
        bar, below = Bar(share), Words(words, Size.SMALL, role=Role.TEXT_MUTED)
        lines = Line(bar, height=6), Line(below, above=2)
        super().__init__(lambda _room: Row(*lines, says=words, pad=(30, 2, 0, 0)))
        self.setToolTip(f"{share:.0%}")
