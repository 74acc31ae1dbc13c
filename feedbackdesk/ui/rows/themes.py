"""A theme as a row: wide on its page, as a card in the roadmap's tray."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from feedbackdesk.domain.rows import Theme
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.language.say import _, ngettext
from feedbackdesk.ui.look.theme import Role, Size, Weight, theme_role
from feedbackdesk.ui.rows.pieces import Bar, Chip, Icon, Spark, Swatch, Text, Words
from feedbackdesk.ui.rows.row import Column, Frame, Line, Row, Rows, Stack

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    Year = tuple[int, ...]

_SHOWN = 300
"""So much of a description or of other names is shown, in characters."""
_MOST_CHIPS = 6
_ROOM_FOR_YEAR = 590
"""Below this width the year goes first."""


class ThemeRows(Rows[Theme]):
    """What it is, how it grew, who asked, and what is planned; all of one height."""

    year: Callable[[int], Year] | None = None
    """Gives how often a theme was heard in each of the last twelve months, once it is known."""

    def __init__(self) -> None:
        """Describe themes of which none was asked for yet."""
        super().__init__()
        self.most = 0
        """How many asked for the one that most asked for."""
        self.drop = (-1, "")
        """What a drop on a theme would do, in words, while something is dragged over it."""

    def beside(self, row: Theme, /) -> Hashable:
        """Return a theme's year, and what a drop on it would do."""
        year = self.year(row.id) if self.year is not None else ()
        return year, self.drop[1] if row.id == self.drop[0] else ""

    def describe(self, row: Theme, beside: Hashable, room: int) -> Row:
        """Describe a theme, or over its description what a drop would do."""
        year, drop = cast("tuple[Year, str]", beside or ((), ""))
        about, small, muted = _about(row), Size.SMALL, Role.TEXT_MUTED
        below = (
            Words(drop, small, Weight.MEDIUM, quiet=True)
            if drop
            else Words(about, small, role=muted)
        )
        lines = Stack(
            Line(
                Words(row.name, weight=Weight.MEDIUM),
                *(Chip(title, icon="roadmap") for title in row.items[:_MOST_CHIPS]),
                Words(_votes(row), small, role=muted, least=60, tip=_("never counted as requests"))
                if row.votes
                else None,
                height=22,
            ),
            Line(below),
        )
        numbers = Column(
            96,
            Line(
                Words(str(row.requests), Size.TITLE, Weight.BOLD, whole=True),
                Words(_mentions(row), small, role=muted),
                height=22,
            ),
            Line(Bar(row.requests / max(self.most, 1)), height=16),
        )
        mark = Swatch(theme_role(row.colour, row.id), radius=4)
        spark = Spark(year, 112) if room > _ROOM_FOR_YEAR else None
        says = _says(row) + (f". {about}" if about else "")
        return Row(
            Line(mark, lines, spark, numbers, gap=24), says=says, pad=_PAD, is_target=bool(drop)
        )

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a row."""
        return Row(Line(Stack(Line(height=22), Line())), pad=_PAD)


class TrayRows(ThemeRows):
    """A card that can be dragged: its whole name, how many asked, and what is planned first."""

    uniform = False

    def height_by(self, row: Theme, /) -> Hashable:
        """Return the name, and its room: all else is as high on every card."""
        return row.name, len(str(row.requests))

    def describe(self, row: Theme, _beside: Hashable, _room: int) -> Row:
        """Describe the name, the numbers, and the first item."""
        small, muted = Size.SMALL, Role.TEXT_MUTED
        planned = row.items[0] if row.items else ""
        lines = Stack(
            Line(
                Text(row.name, weight=Weight.MEDIUM, lines=3),
                Words(str(row.requests), Size.TITLE, Weight.BOLD, whole=True),
            ),
            Line(
                Icon("roadmap", Role.ACCENT, 14, tip=_("planned")) if planned else None,
                Words(_mentions(row), small, role=muted, whole=True),
                Words(planned, small, role=muted, least=40) if planned else None,
                gap=6,
            ),
        )
        mark = Swatch(theme_role(row.colour, row.id), 3, 36, 1.5)
        return Row(
            Line(mark, lines, gap=9),
            says=_says(row), frame=Frame.CARD, pad=(8, 10, 14, 10),
        )  # fmt: skip


_PAD = (20, 11, 16, 10)


def _about(row: Theme) -> str:
    return excerpt(row.description, _SHOWN) or ", ".join(row.aliases)[:_SHOWN]


def _mentions(row: Theme) -> str:
    return plural(row.mentions, "mention", "mentions")


def _votes(row: Theme) -> str:
    told = ngettext("{number} vote without a name", "{number} votes without names", row.votes)
    return told.format(number=f"{row.votes:,}")


def _says(row: Theme) -> str:
    planned = f"planned in {', '.join(row.items)}" if row.items else "not planned"
    accounts = plural(row.requests, "account", "accounts")
    votes = f", {_votes(row)}" if row.votes else ""
    return f"{row.name}, {accounts}, {_mentions(row)}{votes}, {planned}"
