"""What a row is made of: each piece knows how wide it would be, how high it is, and its paint.

Lengths are drawn for the usual text size and grow with it. Start and end follow the direction of
reading. A page may have a piece of its own: a subclass with `natural`, `height` and `paint`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextLayout,
    QTextLine,
)

from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.lettering import BLANKS, advance, cut, face, utf16, wrapped
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.rows.paint import bar_radius, draw_bar, rounded, write

DOT = "  ·  "
"""Between facts of one line of words."""
_E_MAIL = re.compile(r"\b(\w-)(?=\w)")
_JOINED = "\\1\u2060"
"""A letter and a hyphen, as in e-mail, stay with what they belong to."""


@dataclass(slots=True)
class Placed:
    """A piece, where it stands in its row, and its words as they are shown there."""

    piece: Piece
    rect: QRect
    shown: str = ""
    lines: QTextLayout | None = None
    grounds: list[QRectF] = field(default_factory=list)

    @property
    def tip(self) -> str:
        """What the pointer is told: what the piece says for itself, else words that were cut."""
        words = self.piece.words
        return self.piece.tip or (words[:2_000] if words != self.shown else "")


@dataclass(slots=True, eq=False, repr=False, kw_only=True)
class Piece:
    """Some room in a line."""

    tip: str = ""
    act: str = ""
    """What a click on it does: the name of an action, which a row's keys or menu have, too."""
    least: int = 0
    """With less room than this, and than it needs, it is left out."""
    share: float = 1.0
    """At most this part of its line."""
    whole: bool = False
    """Shown whole or not at all: an amount that is cut would be another amount."""
    quiet: bool = False
    """It tells nothing that the others do not."""
    spans: ClassVar[bool] = False
    """Whether it is as high as its line is in the end."""

    @property
    def words(self) -> str:
        """All its words, also where they are cut."""
        return ""

    @property
    def fact(self) -> str:
        """What it tells whoever sees it, which a listener must be told as well."""
        return "" if self.quiet else self.words or self.tip

    def natural(self) -> int | None:
        """Return how wide it would be; None for all room that is left."""
        return None

    def height(self) -> int:
        """Return how high it is."""
        return 0

    def place(self, out: list[Placed], at: QRect, *, mirrored: bool, keep: bool) -> int:  # noqa: ARG002
        """Put it into the middle of a line's height; return how much height it took.

        With `keep` words that wrap take the room of all their lines.
        """
        high = self.height()
        top = at.top() + max(at.height() - high, 0) // 2
        out.append(Placed(self, QRect(at.left(), top, at.width(), high), self.fit(at.width())))
        return high

    def fit(self, _wide: int) -> str:
        """Return its words as they are shown in a width."""
        return ""

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Paint it; the painter's origin is the row's."""


class Stretch(Piece):
    """All room that is left over: what comes after it stands at the end."""

    def place(self, _out: list[Placed], _at: QRect, *, mirrored: bool, keep: bool) -> int:  # noqa: ARG002
        """Take room, and show nothing."""
        return 0


@dataclass(slots=True, eq=False, repr=False)
class Words(Piece):
    """One line of text, cut with an ellipsis where it does not fit."""

    text: str
    size: Size = Size.BODY
    weight: Weight = Weight.REGULAR
    role: Role = Role.TEXT
    struck: bool = field(default=False, kw_only=True)
    """Struck through: it holds no longer."""

    @property
    def words(self) -> str:
        """The text."""
        return self.text

    def natural(self) -> int | None:
        """Return the width of the text."""
        return advance(self.text, self.size, self.weight)

    def height(self) -> int:
        """Return the height of a line."""
        return face(self.size, self.weight)[2]

    def fit(self, wide: int) -> str:
        """Return the text, cut where it is too long."""
        return cut(self.text, self.size, self.weight, wide)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Write the line."""
        font = face(self.size, self.weight)[0]
        if self.struck:
            font = QFont(font)
            font.setStrikeOut(True)
        write(painter, here.rect, here.shown, font, theme.color(self.role), mirrored)


@dataclass(slots=True, eq=False, repr=False)
class Text(Words):
    """Up to `lines` wrapped lines that take all room, with what was searched for marked."""

    lines: int = 2
    marks: tuple[tuple[int, int], ...] = ()
    """Where a mark begins, and how many characters it has."""

    def natural(self) -> int | None:
        """Take all room."""
        return None

    def place(self, out: list[Placed], at: QRect, *, mirrored: bool, keep: bool) -> int:
        """Break the text into lines; the last one is cut where it goes on."""
        font, _metrics, high = face(self.size, self.weight)
        wide = at.width()
        # Only what could ever be seen is laid out, also of a megabyte.
        seen = self.text[: self.lines * wide // 2 + 40].translate(BLANKS)
        if not self.marks:
            seen = _E_MAIL.sub(_JOINED, seen)
        layout, lines = wrapped(seen, font, wide, self.lines, mirrored)
        shown = self.text
        start = lines[-1].textStart() if lines else 0
        if lines and start + lines[-1].textLength() < utf16(seen):
            shown = seen[:start] + cut(seen[start:] + "…", self.size, self.weight, wide)
            layout, lines = wrapped(shown, font, wide, self.lines, mirrored)
        for number, line in enumerate(lines):
            line.setPosition(QPointF(0, number * high))
        grounds = [area for mark in self.marks for area in _grounds(lines, seen, *mark)]
        used = (self.lines if keep else max(len(lines), 1)) * high
        rect = QRect(at.left(), at.top(), wide, used)
        out.append(Placed(self, rect, shown, layout, grounds))
        return used

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:  # noqa: ARG002
        """Draw the marks' grounds, and the lines."""
        for area in here.grounds:
            rounded(painter, area.translated(QPointF(here.rect.topLeft())), Role.MATCH, radius=3)
        painter.setPen(theme.color(self.role))
        if here.lines is not None:
            here.lines.draw(painter, QPointF(here.rect.topLeft()))


def _grounds(lines: list[QTextLine], words: str, start: int, long: int) -> list[QRectF]:
    begin, end = utf16(words[:start]), utf16(words[: start + long])
    areas = []
    for line in lines:
        first, last = line.textStart(), line.textStart() + line.textLength()
        if begin < last and end > first:
            one, other = sorted(_x(line, at) for at in (max(begin, first), min(end, last)))
            areas.append(QRectF(one - 1, line.y(), other - one + 2, line.height()))
    return areas


def _x(line: QTextLine, at: int) -> float:
    found: Any = line.cursorToX(at)  # PySide gives the place back beside it
    return float(found[0] if isinstance(found, tuple) else found)


@dataclass(slots=True, eq=False, repr=False)
class Icon(Piece):
    """A tinted icon; a ground is a soft square of its colour, or a disc of another."""

    name: str
    role: Role = Role.TEXT_MUTED
    size: int = 16
    ground: int = 0
    fill: Role | None = None

    def natural(self) -> int | None:
        """Return its width."""
        return px(self.ground or self.size)

    def height(self) -> int:
        """Return its height."""
        return px(self.ground or self.size)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:  # noqa: ARG002
        """Draw it, sharp on the painter's device."""
        if self.fill is not None:
            rounded(painter, here.rect, self.fill, radius=here.rect.width() / 2)
        elif self.ground:
            soft = QColor(theme.color(self.role))
            soft.setAlpha(32)
            rounded(painter, here.rect, soft, radius=px(8))
        size = px(self.size)
        spot = QRect(0, 0, size, size)
        spot.moveCenter(here.rect.center())
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(spot.topLeft(), icons.pixmap(self.name, self.role, size, ratio))


@dataclass(slots=True, eq=False, repr=False)
class Chip(Piece):
    """A tag; dashed where it is only a guess, with a plus where it is only offered."""

    text: str
    fill: Role = Role.ACCENT_SOFT
    ink: Role = Role.ON_ACCENT_SOFT
    icon: str = ""
    dashed: bool = False
    least: int = field(default=40, kw_only=True)

    @property
    def words(self) -> str:
        """The text."""
        return self.text

    def _lead(self) -> int:
        return px(26 if self.icon else 9)

    def natural(self) -> int | None:
        """Return the width of the text, with room at its sides."""
        return advance(self.text, Size.SMALL, Weight.MEDIUM) + self._lead() + px(9)

    def height(self) -> int:
        """Return its height: never less than its text needs."""
        return max(px(20), face(Size.SMALL, Weight.MEDIUM)[2])

    def fit(self, wide: int) -> str:
        """Return the text, cut where it is too long."""
        return cut(self.text, Size.SMALL, Weight.MEDIUM, wide - self._lead() - px(9))

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Draw the tag and its text."""
        rect = here.rect
        edge = self.ink if self.dashed or theme.has_edges() else None
        fill = None if self.dashed else self.fill
        rounded(painter, rect, fill, edge, radius=theme.CONTROL_RADIUS, dashed=self.dashed)
        if self.icon:
            side = px(14)
            x = rect.right() + 1 - px(7) - side if mirrored else rect.left() + px(7)
            mark = Icon(self.icon, self.ink, 14)
            spot = QRect(x, rect.top(), side, rect.height())
            mark.paint(painter, Placed(mark, spot), mirrored=mirrored)
        sides = (px(9), 0, -self._lead(), 0) if mirrored else (self._lead(), 0, -px(9), 0)
        font, ink = face(Size.SMALL, Weight.MEDIUM)[0], theme.color(self.ink)
        write(painter, rect.adjusted(*sides), here.shown, font, ink, mirrored)


@dataclass(slots=True, eq=False, repr=False)
class Swatch(Piece):
    """A spot of colour; grey it stands for words on their way. A width of 0 takes all room."""

    role: Role
    width: int = 12
    high: int = 12
    radius: float = 4.0

    def natural(self) -> int | None:
        """Return its width."""
        return px(self.width) or None

    def height(self) -> int:
        """Return its height."""
        return px(self.high)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:  # noqa: ARG002
        """Draw the spot."""
        rounded(painter, here.rect, self.role, radius=px(self.radius))


@dataclass(slots=True, eq=False, repr=False)
class Rule(Piece):
    """A line from the top to the bottom of what stands beside it."""

    role: Role
    spans: ClassVar[bool] = True

    def natural(self) -> int | None:
        """Return how thick it is."""
        return px(3)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:  # noqa: ARG002
        """Draw the line."""
        rounded(painter, here.rect, self.role, radius=px(3) / 2)


@dataclass(slots=True, eq=False, repr=False)
class Bar(Piece):
    """A track, filled to a share of 0 to 1, in all room that is left or in a width.

    A further share that is guessed is hatched.
    """

    filled: float
    role: Role = Role.BAR
    thick: int = 6
    width: int = 0
    guessed: float = field(default=0.0, kw_only=True)
    quiet: bool = field(default=True, kw_only=True)

    def natural(self) -> int | None:
        """Return its width."""
        return px(self.width) or None

    def height(self) -> int:
        """Return how thick it is."""
        return px(self.thick)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Draw the track, and what is filled of it from its start."""
        track, long = QRectF(here.rect), min(self.filled + self.guessed, 1.0)
        rounded(painter, track, Role.BAR_TRACK, radius=bar_radius(track))
        if long > 0:
            part = QRectF(track)
            part.setWidth(max(track.width() * long, track.height()))
            if mirrored:
                part.moveRight(track.right())
            hatched = part.width() * self.guessed / long
            sides = (hatched, 0, 0, 0) if mirrored else (0, 0, -hatched, 0)
            draw_bar(painter, part, part.adjusted(*sides), self.role)


@dataclass(slots=True, eq=False, repr=False)
class Spark(Piece):
    """A small column for each number, the oldest first, on one base line."""

    numbers: tuple[int, ...]
    width: int
    high: int = 30
    quiet: bool = field(default=True, kw_only=True)

    def natural(self) -> int | None:
        """Return its width."""
        return px(self.width)

    def height(self) -> int:
        """Return how high the highest column is."""
        return px(self.high)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Draw the columns in the direction of reading."""
        rect, most = here.rect, max(self.numbers, default=0) or 1
        step = rect.width() / max(len(self.numbers), 1)
        for at, number in enumerate(reversed(self.numbers) if mirrored else self.numbers):
            high = max(round(rect.height() * number / most), 2)
            left, top = rect.left() + at * step, rect.bottom() + 1 - high
            column = QRectF(left, top, max(step - 3, 2), high)
            rounded(painter, column, Role.BAR if number else Role.BAR_TRACK, radius=1.5)
