"""A column of cards: the same facts in the same places on every one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from feedbackdesk.domain.lenses import LENSES, MOMENTUM_DAYS, figure, score
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import Item, RankedItem
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import ItemStage, Lens, label
from feedbackdesk.language.say import _, ngettext
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.rows.pieces import Bar, Icon, Piece, Stretch, Text, Words
from feedbackdesk.ui.rows.roles import ITEM_MIME, pack
from feedbackdesk.ui.rows.row import Frame, Line, Row, Rows
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtCore import QMimeData

BoardRow = RankedItem | str
"""A card, or the name of the theme that the cards below it answer."""

_NARROW = 150
"""Below this width a card has less room around its words, and more lines for its title."""
_EDGE, _EDGE_BELOW = 3, 5
"""Around a card there is so much of the column; below it, its shadow too."""


class CardRows(Rows[BoardRow]):
    """Rank, movement, what the lens sees as number and bar, title, how many said so, lost sales.

    How much of each is told is the board's choice for all of its cards: see `fit`.
    """

    uniform = False

    def __init__(self) -> None:
        """Describe cards of a wide board."""
        super().__init__()
        self.currency = ""
        self.lens = Lens.REQUESTS
        self.most = 0.0
        """The score of the longest bar."""
        self.target = -1
        """The item that a dragged theme would be linked to."""
        self.narrow = False
        self.shapes = (0, 0, 0)
        """Which shape each line with facts has, from the longest on."""

    def fit(self, widest: RankedItem, room: int) -> None:
        """Choose the longest shapes that have room on a card with the longest facts of all."""
        narrow = room < px(_NARROW)
        start, _top, end, _bottom = _pad(narrow)
        free = room - px(start) - px(end)
        shapes = [self._head(widest), self._counts(widest), self._foot(widest)]
        chosen = tuple(
            next((at for at, line in enumerate(lines) if line.wish() <= free), len(lines) - 1)
            for lines in shapes
        )
        if (narrow, chosen) != (self.narrow, self.shapes):
            self.change(narrow=narrow, shapes=chosen)

    def beside(self, row: BoardRow, /) -> Hashable:
        """Return whether a drop would link to it."""
        return isinstance(row, RankedItem) and row.item.id == self.target

    def height_by(self, row: BoardRow, /) -> Hashable:
        """Return the title and the room it has: all else has the same height on every card."""
        if isinstance(row, str):
            return ""
        return row.item.title, row.item.pinned is None, self.narrow

    def describe(self, row: BoardRow, beside: Hashable, _room: int) -> Row:
        """Describe a card, or a heading."""
        if isinstance(row, str):
            name = Words(row, Size.SMALL, Weight.MEDIUM, Role.TEXT_MUTED)
            return Row(
                Line(name), says=row, frame=Frame.HEADING, pad=(8, 8, 8, 4), line_from=8
            )  # fmt: skip
        head, counts, foot = self.shapes
        is_pinned = row.item.pinned is not None
        share = (score(row.item, self.lens) or 0) / (self.most or 1)
        return Row(
            self._head(row)[head],
            Line(
                Text(
                    row.item.title, weight=Weight.MEDIUM, lines=5 if self.narrow else 3,
                    tip=tip(row),
                ),
                Icon("pin", Role.ACCENT, tip=pinned(row)) if is_pinned else None,
                gap=4, height=16,
            ),
            Line(Bar(share, thick=5), height=5, above=4),
            self._counts(row)[counts],
            self._foot(row)[foot],
            says=read_out(row, self.currency, self.lens),
            frame=Frame.CARD, pad=_pad(self.narrow), is_target=bool(beside),
        )  # fmt: skip

    def _head(self, row: RankedItem) -> list[Line]:
        """Return rank and movement, at the end what the lens sees: in fewer and fewer words."""
        stage = row.item.stage
        first = (
            Words(str(row.rank), Size.TITLE, Weight.BOLD, Role.ACCENT, whole=True)
            if row.rank is not None
            else Icon(
                f"stage-{stage.value}", Role[f"STAGE_{stage.name}"], 18,
                tip=_("in {stage}").format(stage=label(stage)),
            )
        )  # fmt: skip
        sign: list[Piece] = []
        moved: list[Piece] = []
        if row.movement:
            mark, ink = movement_mark(row)
            said = str(abs(row.moved)) if row.moved and not row.is_new else _("new")
            sign.append(Icon(mark, ink, 14, tip=row.movement_since or row.movement))
            moved.append(Words(said, Size.SMALL, Weight.MEDIUM, ink, whole=True))
        number, unit = figure(row.item, self.lens, self.currency)
        seen = Words(
            number or "–", weight=Weight.BOLD, whole=True, quiet=not number,
            tip="" if number else LENSES[self.lens].unknown,
        )  # fmt: skip
        told = Words(unit, Size.SMALL, quiet=True) if number else None
        return [
            Line(*pieces, gap=4, height=26)
            for pieces in (
                (first, *sign, *moved, Stretch(), seen, told),
                (first, *sign, *moved, Stretch(), seen),
                (first, *sign, Stretch(), seen),
                (first, Stretch(), seen),
            )
        ]

    def _counts(self, row: RankedItem) -> list[Line]:
        """Return how many said so, and the effort: in words, and as signs with numbers."""
        item, muted = row.item, Role.TEXT_MUTED
        if self.lens is Lens.REQUESTS:
            count, mark = item.mentions, "channel-chat"
            said = told = plural(count, "mention", "mentions")
        else:
            count, mark = item.requests, "people"
            said, told = plural(count, "request", "requests"), plural(count, "account", "accounts")
        effort = f"{item.effort:,}" if item.effort else "–"
        words = _("effort {points}").format(points=effort)
        known = bool(item.effort)
        tip_of_effort = words if known else _("no effort known")
        return [
            Line(
                _small(said, muted, quiet=True, tip=told),
                Stretch(),
                _small(words, muted, quiet=not known, tip=tip_of_effort),
                gap=4, above=4,
            ),
            Line(
                Icon(mark, muted, 14, tip=told), _small(f"{count:,}", muted),
                Stretch(),
                Icon("effort", muted, 14, tip=tip_of_effort, quiet=not known),
                _small(effort, muted, quiet=not known),
                gap=4, above=4,
            ),
        ]  # fmt: skip

    def _foot(self, row: RankedItem) -> list[Line]:
        """Return the lost sales: with their worth, and without it."""
        item = row.item
        if not item.lost:
            none = _small(_("no sale lost"), Role.TEXT_MUTED, quiet=True, least=40)
            return [Line(none)] * 2
        lost = ngettext("{number} lost", "{number} lost", item.lost).format(number=f"{item.lost:,}")
        bare = Line(_small(lost, Role.DANGER))
        # Through the lens of lost sales the number says the worth.
        if not item.lost_value or self.lens is Lens.LOST:
            return [bare] * 2
        worth = show_money(item.lost_value, self.currency)
        return [
            Line(
                _small(lost, Role.DANGER),
                _small("·", Role.DANGER, quiet=True),
                _small(worth, Role.DANGER),
                gap=3,
            ),
            bare,
        ]  # fmt: skip


def widest_of(ranked: Sequence[RankedItem]) -> RankedItem:
    """Return a card with the longest facts of all cards."""
    items = [entry.item for entry in ranked] or [Item(0, "", ItemStage.IDEA)]

    longest = replace(
        items[0],
        requests=max(one.requests for one in items),
        mentions=max(one.mentions for one in items),
        value=max(one.value for one in items),
        lost=max(one.lost for one in items),
        lost_value=max(one.lost_value for one in items),
        momentum=max(one.momentum for one in items),
        effort=max(one.effort or 0 for one in items),
    )
    moved = max((abs(entry.moved or 0) for entry in ranked), default=0)
    is_new = any(entry.is_new for entry in ranked)
    rank = max((entry.rank or 0 for entry in ranked), default=0)
    return RankedItem(longest, rank, None, moved, is_new=is_new)


def most_of(ranked: Sequence[RankedItem], lens: Lens) -> float:
    """Return the highest score on the board, which the longest bar is for."""
    return max((score(entry.item, lens) or 0.0 for entry in ranked), default=0.0)


def _pad(narrow: bool) -> tuple[int, int, int, int]:
    side = 10 if narrow else 14
    return side, _EDGE + 6, side, _EDGE_BELOW + 8


def _small(words: str, role: Role, *, quiet: bool = False, tip: str = "", least: int = 0) -> Words:
    """Return small words that are whole, or may be cut down to a least width."""
    return Words(words, Size.SMALL, role=role, quiet=quiet, tip=tip, whole=not least, least=least)


def movement_mark(row: RankedItem) -> tuple[str, Role]:
    """Return the icon of how an item moved, and its colour."""
    if row.is_new:
        return "rank-new", Role.ON_ACCENT_SOFT
    return ("rank-up", Role.SUCCESS) if (row.moved or 0) > 0 else ("rank-down", Role.WARNING)


def pinned(row: RankedItem) -> str:
    """Return that it stands where it was put by hand."""
    return _("pinned at place {place}").format(place=row.item.pinned)


# In words


def tip(entry: RankedItem) -> str:
    """Return what the pointer is told on a card: its title, and why it stands out of its rank."""
    said = entry.item.title
    if entry.item.pinned is not None:
        said += f"\nPinned by hand at place {entry.item.pinned}"
        said += f"; its rank is {entry.rank}." if entry.rank is not None else "."
    if len(entry.item.themes) > 1:
        said += f"\nThemes: {', '.join(entry.item.themes)}"
    if since := entry.movement_since:
        said += f"\n{since[:1].upper()}{since[1:]}"
    return said


def read_out(entry: RankedItem, currency: str = "", lens: Lens = Lens.REQUESTS) -> str:
    """Return a card as one sentence for whoever listens."""
    item = entry.item
    parts = [item.title]
    if entry.rank is not None:
        parts.append(f"rank {entry.rank}")
    if moved := entry.movement_since or entry.movement:
        parts.append(moved)
    if said := _seen_by(item, lens, currency):
        parts.append(said)
    parts.append(plural(item.requests, "account", "accounts"))
    parts.append(plural(item.mentions, "mention", "mentions"))
    if item.lost:
        parts.append(plural(item.lost, "lost sale", "lost sales"))
        if item.lost_value and lens is not Lens.LOST:
            parts.append(f"worth {show_money(item.lost_value, currency)}")
    if item.effort:
        parts.append(_("effort {points}").format(points=f"{item.effort:,}"))
    if item.pinned is not None:
        parts.append(pinned(entry))
    parts.append(_("in {stage}").format(stage=label(item.stage)))
    return ", ".join(parts)


def _seen_by(item: Item, lens: Lens, currency: str) -> str:
    match lens:
        case Lens.VALUE:
            return f"customers worth {show_money(item.value, currency)} a year"
        case Lens.MOMENTUM:
            return f"{item.momentum:,} in the last {MOMENTUM_DAYS} days"
        case Lens.EFFORT:
            points = score(item, lens)
            return "no effort known" if points is None else f"{points:.1f} for each point of effort"
        case Lens.REQUESTS | Lens.MENTIONS:  # these are told of every one
            return ""
        case _:
            return LENSES[lens].amount(item, currency)


class ColumnModel(ShortModel[BoardRow]):
    """The items of one stage, in the order they stand there, under headings where grouped."""

    mime = ITEM_MIME
    takes_drops = keeps_places = True
    rows: CardRows

    def __init__(self, stage: ItemStage) -> None:
        """Model an empty column."""
        super().__init__(CardRows(), lambda row: None if isinstance(row, str) else row.item.id)
        self.stage = stage

    def item_ids(self) -> list[int]:
        """Return the items' keys, from the top."""
        return [row.item.id for row in self._rows if isinstance(row, RankedItem)]

    def name(self, row: BoardRow) -> str:
        """Return the title, or what is headed."""
        return row if isinstance(row, str) else row.item.title

    def tip(self, row: BoardRow, /) -> str:
        """Return what the pointer is told on a card."""
        return "" if isinstance(row, str) else tip(row)

    def supportedDragActions(self) -> Qt.DropAction:
        """A card is moved; the model itself removes nothing."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


def pack_items(items: Sequence[Item]) -> QMimeData:
    """Return items to be dragged; other programs get their titles."""
    return pack(ITEM_MIME, [one.id for one in items], "\n".join(one.title for one in items))


def under_themes(rows: Sequence[RankedItem], nobody: str) -> list[tuple[str, list[RankedItem]]]:
    """Return the items under the theme each was linked to first, in the order of the rows.

    Each stands once, so that the numbers of a group add up. `nobody` heads what has no theme,
    at the end.
    """
    groups: dict[str, list[RankedItem]] = {}
    for row in rows:
        groups.setdefault(row.item.themes[0] if row.item.themes else "", []).append(row)
    without = groups.pop("", None)
    found = list(groups.items())
    return [*found, (nobody, without)] if without else found
