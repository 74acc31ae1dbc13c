"""A row described: lines of pieces, and one sentence that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt

from feedbackdesk.ui.look.theme import Role, px
from feedbackdesk.ui.rows.pieces import Piece, Placed, Swatch

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from PySide6.QtGui import QPainter

T = TypeVar("T")


class Line:
    """Pieces beside each other; what would get less than its `least` is left out.

    What must stay whole is given room first, then the end, then the rest from the start.
    """

    def __init__(
        self, *pieces: Piece | None, gap: int = 8, height: int = 20, above: int = 0
    ) -> None:
        """Hold the pieces that are there; `above` is free room above them."""
        self.pieces = [piece for piece in pieces if piece is not None]
        self.gap, self.height, self.above = gap, height, above

    def wish(self) -> int:
        """Return the width in which nothing of it is cut or left out."""
        wide = [wish for piece in self.pieces if (wish := piece.natural()) is not None]
        return sum(wide) + px(self.gap) * max(len(wide) - 1, 0)

    def lay(self, out: list[Placed], at: QPoint, wide: int, *, mirrored: bool, keep: bool) -> int:
        """Place the pieces below a point; return how much height they took."""
        gap, top = px(self.gap), at.y() + px(self.above)
        wishes = [piece.natural() for piece in self.pieces]
        given = self._given(wishes, wide, gap)
        # Beside a stack or wrapped words, the rest stands in the middle of their first line.
        tall = None in wishes and any(
            wish is None and not one.height() for wish, one in zip(wishes, self.pieces, strict=True)
        )
        heights = [0 if tall else self.pieces[n].height() for n in given]
        height = max([px(self.height), *heights])
        used, x = height, at.x()
        spanning = []
        for n in sorted(given):
            piece, spot = self.pieces[n], QRect(x, top, given[n], height)
            if piece.spans:
                spanning.append(Placed(piece, spot))
            else:
                used = max(used, piece.place(out, spot, mirrored=mirrored, keep=keep))
            x += given[n] + gap
        for one in spanning:
            one.rect.setHeight(used)
        out += spanning
        return used + px(self.above)

    def _given(self, wishes: list[int | None], wide: int, gap: int) -> dict[int, int]:
        open_at = wishes.index(None) if None in wishes else len(wishes)
        given: dict[int, int] = {}
        kept = px(self.pieces[open_at].least) if open_at < len(wishes) else 0
        free = wide - kept
        order = [*range(len(wishes) - 1, open_at, -1), *range(open_at)]
        for n in sorted(order, key=lambda n: not self.pieces[n].whole):
            one, wish = self.pieces[n], wishes[n] or 0
            most = min(wish, free, int(wide * one.share))
            if 0 < most >= (wish if one.whole else min(wish, px(one.least))):
                given[n] = most
                free -= most + gap
        if open_at < len(wishes) and free + kept > 0:
            given[open_at] = free + kept
        return given


class Stack(Piece):
    """Lines below each other; they take all room."""

    def __init__(self, *lines: Line | None) -> None:
        """Hold the lines that are there, for which some room is always kept."""
        Piece.__init__(self, least=40)
        self.lines = [line for line in lines if line is not None]

    def place(self, out: list[Placed], at: QRect, *, mirrored: bool, keep: bool) -> int:
        """Place each line below the one before."""
        top = at.top()
        for line in self.lines:
            spot = QPoint(at.left(), top)
            top += line.lay(out, spot, at.width(), mirrored=mirrored, keep=keep)
        return top - at.top()


class Column(Stack):
    """Lines below each other in a width of their own; with none, that room alone."""

    def __init__(self, wide: int, *lines: Line | None) -> None:
        """Hold the lines that are there."""
        super().__init__(*lines)
        self.wide = wide

    def natural(self) -> int | None:
        """Return its width."""
        return px(self.wide)


class Frame(Enum):
    """What stands behind a row."""

    ROW = "row"
    HEADING = "heading"
    CARD = "card"
    NOTE = "note"
    """Nothing: a sentence where there are no rows."""
    PLAIN = "plain"
    OPEN = "open"
    """As plain, and what it stands for is shown elsewhere."""


class Row:
    """One row: its lines, and what is said of it."""

    def __init__(
        self,
        *lines: Line | None,
        says: str = "",
        frame: Frame = Frame.ROW,
        pad: tuple[int, int, int, int] = (16, 10, 16, 10),
        line_from: int | None = 56,
        is_target: bool = False,
        head: Line | None = None,
    ) -> None:
        """`pad` is start, top, end and bottom; a fine line below begins at `line_from`, if any.

        A target is where something that is dragged would go; a head stands above the row, and is
        not chosen with it.
        """
        self.head = Stack(head)
        self.body, self.says, self.frame = Stack(*lines), says, frame
        self.pad, self.line_from, self.is_target = pad, line_from, is_target

    def lay_out(self, width: int, *, mirrored: bool, keep: bool) -> Laid:
        """Place all pieces in a width; mirrored they are placed from the right."""
        start, top, end, bottom = (px(side) for side in self.pad)
        placed: list[Placed] = []
        room = QRect(start, 0, max(width - start - end, 1), 0)
        above = self.head.place(placed, room, mirrored=mirrored, keep=keep)
        room.moveTop(above + top)
        used = self.body.place(placed, room, mirrored=mirrored, keep=keep)
        if mirrored:
            for one in placed:
                one.rect.moveLeft(width - one.rect.right() - 1)
        return Laid(self, placed, above + top + used + bottom, above)

    @property
    def wish(self) -> int:
        """The width in which nothing of it is cut or left out."""
        wide = max((line.wish() for line in self.body.lines), default=0)
        return px(self.pad[0]) + wide + px(self.pad[2])

    @property
    def pieces(self) -> Iterator[Piece]:
        """Yield its pieces, also those that a narrow list leaves out."""
        yield from _pieces(self.head)
        yield from _pieces(self.body)

    @property
    def facts(self) -> Iterator[str]:
        """Yield what the pieces tell whoever sees them."""
        return (fact for piece in self.pieces if (fact := piece.fact))


def _pieces(stack: Stack) -> Iterator[Piece]:
    for line in stack.lines:
        for piece in line.pieces:
            if isinstance(piece, Stack):
                yield from _pieces(piece)
            else:
                yield piece


@dataclass(slots=True)
class Laid:
    """A row that is laid out, ready to be painted at any height of a list."""

    row: Row
    placed: list[Placed]
    height: int
    above: int = 0
    """So much of it is its head."""

    def paint(self, painter: QPainter, at: QPoint, *, mirrored: bool) -> None:
        """Paint the pieces, the row's corner at a point; words have a direction of their own."""
        painter.save()
        painter.translate(at)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for one in self.placed:
            one.piece.paint(painter, one, mirrored=mirrored)
        painter.restore()

    def at(self, point: QPoint) -> Placed | None:
        """Return the piece at a point of the row."""
        return next((one for one in self.placed if one.rect.contains(point)), None)


class Rows(Generic[T]):
    """How rows of one type are described. A page's own stands in its rows.py."""

    uniform = True
    """Whether all are as high as one that is still on its way."""

    def __init__(self) -> None:
        """Describe rows as they are now."""
        self.version = 0

    def describe(self, row: T, beside: Hashable, room: int) -> Row:
        """Return a row's pieces and its sentence, for a width drawn for the usual text size."""
        raise NotImplementedError

    def waiting(self, _room: int, /) -> Row:
        """Return what stands there while a row is on its way."""
        grey = Role.BAR_TRACK
        return Row(Line(Swatch(grey, 180, 10, 5)), Line(Swatch(grey, 0, 10, 5)))

    def beside(self, _row: T, /) -> Hashable:
        """Return what is shown with a row but is no part of it: a suggestion, marks."""
        return None

    def height_by(self, row: T, /) -> Hashable:
        """Return what alone decides how high a row is in a width, where not all are alike."""
        return row

    def change(self, **facts: object) -> None:
        """Set what all rows look at, such as the currency: they are described anew."""
        for name, value in facts.items():
            setattr(self, name, value)
        self.version += 1
