"""The palette's rows: a model over frozen entries, and how each is described."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from feedbackdesk.ui.finding.entries import Found, Heading
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.lettering import advance, cut, face, utf16
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.rows.paint import rounded, write
from feedbackdesk.ui.rows.pieces import Icon, Piece, Placed, Stretch, Words
from feedbackdesk.ui.rows.row import Frame, Line, Row, Rows
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable


class PaletteRows(Rows[Heading | Found]):
    """Icon, name with what was typed in bold, a word beside it, and the shortcut at the end."""

    uniform = False

    def describe(self, row: Heading | Found, _beside: Hashable, _room: int) -> Row:
        """Describe a heading or an entry."""
        if isinstance(row, Heading):
            line = Line(Words(row.name, Size.SMALL, Weight.MEDIUM, Role.TEXT_FAINT))
            pad = (20, 8, 20, 2)
            return Row(line, says=row.name, frame=Frame.HEADING, pad=pad, line_from=None)
        one, muted = row.entry, Role.TEXT_MUTED
        line = Line(
            Icon(one.icon, muted, 20),
            Matched(one.name, row.places),
            Words(one.note, Size.SMALL, role=muted, least=60) if one.note else None,
            Stretch(),
            KeyCap(one.keys) if one.keys else None,
            gap=12, height=22,
        )  # fmt: skip
        told = ", ".join(filter(None, (one.name, one.note, one.keys)))
        return Row(line, says=told, pad=(20, 7, 20, 7), line_from=None)


@dataclass(slots=True, eq=False, repr=False)
class Matched(Piece):
    """A name whose letters that are meant are bold."""

    text: str
    places: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The name."""
        return self.text

    def natural(self) -> int | None:
        """Return its width, the bold letters as wide as they are."""
        _layout, line = self._laid_out(self.text)  # a line lives no longer than its layout
        return ceil(line.naturalTextWidth())

    def height(self) -> int:
        """Return the height of a line."""
        return face(Size.BODY)[2]

    def fit(self, wide: int) -> str:
        """Return the name, cut where it is too long."""
        whole = self.natural() or 0
        return self.text if whole <= wide else cut(self.text, Size.BODY, Weight.BOLD, wide)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Write the line."""
        _layout, line = self._laid_out(here.shown)
        left: float = here.rect.left()
        if mirrored:
            left = here.rect.right() + 1 - line.naturalTextWidth()
        painter.setPen(theme.color(Role.TEXT))
        line.draw(
            painter, QPointF(left, here.rect.top() + (here.rect.height() - line.height()) / 2)
        )

    def _laid_out(self, shown: str) -> tuple[QTextLayout, QTextLine]:
        layout = QTextLayout(shown, face(Size.BODY)[0])
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.Bold)
        strong.setFont(face(Size.BODY, Weight.BOLD)[0])
        ranges = []
        for at in self.places:
            one = QTextLayout.FormatRange()
            one.start, one.format = utf16(shown[:at]), strong
            one.length = utf16(shown[at : at + 1])
            ranges.append(one)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(0)
        layout.endLayout()
        return layout, line


@dataclass(slots=True, eq=False, repr=False)
class KeyCap(Piece):
    """A shortcut as the cap of a key."""

    text: str
    whole: bool = field(default=True, kw_only=True)

    @property
    def words(self) -> str:
        """The shortcut."""
        return self.text

    def natural(self) -> int | None:
        """Return its width."""
        return max(self._inner() + px(14), px(24))

    def height(self) -> int:
        """Return its height."""
        return max(px(22), face(Size.SMALL, Weight.MEDIUM)[2])

    def _inner(self) -> int:
        return advance(self.text, Size.SMALL, Weight.MEDIUM)

    def fit(self, _wide: int) -> str:
        """Return the shortcut: it is whole, or not there."""
        return self.text

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Draw the cap, and the keys in its middle."""
        rounded(painter, here.rect, Role.SURFACE, Role.LINE, radius=px(5))
        side = (here.rect.width() - self._inner()) // 2
        spot = here.rect.adjusted(side, 0, -side + 1, 0)
        font, ink = face(Size.SMALL, Weight.MEDIUM)[0], theme.color(Role.TEXT_MUTED)
        write(painter, spot, self.text, font, ink, mirrored)


class PaletteModel(ShortModel[Heading | Found]):
    """Headings and entries, in the order they are given."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__(PaletteRows(), _mark)

    def name(self, row: Heading | Found) -> str:
        """Return what an entry is called."""
        return row.name if isinstance(row, Heading) else row.entry.name


def _mark(row: Heading | Found) -> Hashable:
    return None if isinstance(row, Heading) else row.entry.mark
