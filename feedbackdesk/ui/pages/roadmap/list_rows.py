"""The roadmap as a table: a row for each item, sorted by columns, under themes where grouped."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QRect,
    Qt,
)

from feedbackdesk.domain.lenses import number, score
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import RankedItem
from feedbackdesk.domain.sorting import sort_key
from feedbackdesk.domain.words import ItemStage, Lens, label
from feedbackdesk.ui.look.theme import Role, Weight, px
from feedbackdesk.ui.pages.roadmap.card_rows import (
    movement_mark,
    pack_items,
    pinned,
    read_out,
    tip,
    under_themes,
)
from feedbackdesk.ui.rows.pieces import Icon, Words
from feedbackdesk.ui.rows.roles import ITEM_MIME, KEY, ROW
from feedbackdesk.ui.rows.row import Line, Row, Rows, Stack
from feedbackdesk.ui.rows.row_model import NOWHERE, AnyIndex

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from feedbackdesk.ui.rows.pieces import Placed

_STAGES = list(ItemStage)
_HEAD = 0
"""The inner number of an index of the first level; below it, the group's row and one."""


class Fact(StrEnum):
    """A column. Its value is what settings hold."""

    RANK = "rank"
    TITLE = "title"
    STAGE = "stage"
    REQUESTS = "requests"
    MENTIONS = "mentions"
    VALUE = "value"
    LOST = "lost"
    MOMENTUM = "momentum"
    EFFORT = "effort"
    SCORE = "score"
    MOVED = "moved"


FACTS = list(Fact)
WORDS = {
    Fact.RANK: "Rank",
    Fact.TITLE: "Title",
    Fact.STAGE: "Stage",
    Fact.REQUESTS: "Requests",
    Fact.MENTIONS: "Mentions",
    Fact.VALUE: "Value",
    Fact.LOST: "Lost",
    Fact.MOMENTUM: "Momentum",
    Fact.EFFORT: "Effort",
    Fact.SCORE: "Score",
    Fact.MOVED: "Moved",
}
_TIPS = {
    Fact.RANK: "The place by the lens, among what is open",
    Fact.VALUE: "What the customers who asked are worth a year",
    Fact.LOST: "What the lost sales were worth",
    Fact.MOMENTUM: "The accounts that asked in the last 90 days",
    Fact.SCORE: "What the lens sees in it",
    Fact.MOVED: "Places gained or lost since the last print",
}
_LENS_FACT = {
    Lens.REQUESTS: Fact.REQUESTS,
    Lens.MENTIONS: Fact.MENTIONS,
    Lens.VALUE: Fact.VALUE,
    Lens.LOST: Fact.LOST,
    Lens.MOMENTUM: Fact.MOMENTUM,
}
"""The columns that show what a lens sees; of any other it is the score."""
_BEGIN_LEFT = {Fact.TITLE, Fact.STAGE}
"""What begins at the left; numbers end at the right."""
_SIDE = 10
_PAD, _HEADING_PAD = (0, 8, 0, 8), (_SIDE, 8, _SIDE, 8)
_FIRST_RISING = {Fact.RANK, Fact.TITLE, Fact.STAGE, Fact.EFFORT}
"""What is sorted from its least on at the first click; of the others the most comes first."""

Sorting = list[tuple[Fact, bool]]
"""Columns and whether they fall; the first one first."""


def read_sorting(kept: Sequence[str]) -> Sorting:
    """Return a sorting as settings hold it, without what is no column."""
    known = {fact.value for fact in FACTS}
    found = {one.lstrip("-"): one.startswith("-") for one in kept if one.lstrip("-") in known}
    return [(Fact(name), falls) for name, falls in found.items()]


def write_sorting(sorting: Sorting) -> list[str]:
    """Return a sorting as settings hold it."""
    return [f"-{fact.value}" if falls else fact.value for fact, falls in sorting]


def sort_entries(entries: Sequence[RankedItem], sorting: Sorting, lens: Lens) -> list[RankedItem]:
    """Return entries sorted by several columns; what has no value comes last either way.

    Entries alike in all of them keep the order they came in: that of the ranks.
    """
    found = list(entries)
    for fact, falls in reversed(sorting):
        values = {entry.item.id: _value(entry, fact, lens) for entry in found}
        known = [entry for entry in found if values[entry.item.id] is not None]
        unknown = [entry for entry in found if values[entry.item.id] is None]
        known.sort(key=partial(_sort_key, values), reverse=falls)
        found = [*known, *unknown]
    return found


def _sort_key(values: dict[int, float | str | None], entry: RankedItem) -> tuple[float, str]:
    value = values[entry.item.id]
    if isinstance(value, str):
        return (0.0, value)
    return (0.0 if value is None else float(value), "")


def _value(entry: RankedItem, fact: Fact, lens: Lens) -> float | str | None:
    item = entry.item
    match fact:
        case Fact.RANK:
            return entry.rank
        case Fact.TITLE:
            return sort_key(item.title)
        case Fact.STAGE:
            return _STAGES.index(item.stage)
        case Fact.REQUESTS:
            return item.requests
        case Fact.MENTIONS:
            return item.mentions
        case Fact.VALUE:
            return item.value
        case Fact.LOST:
            return item.lost_value
        case Fact.MOMENTUM:
            return item.momentum
        case Fact.EFFORT:
            return item.effort
        case Fact.SCORE:
            return score(item, lens)
        case Fact.MOVED:
            return entry.moved


class ItemRows(Rows[RankedItem | str]):
    """A cell for each fact, as wide as its column; and the headings of themes."""

    def __init__(self) -> None:
        """Describe rows of columns that have no widths yet."""
        super().__init__()
        self.currency = ""
        self.lens = Lens.REQUESTS
        self.widths: tuple[int, ...] = (100,) * len(FACTS)
        """Of the columns, in pixels, as the owner pulled them."""

    def describe(self, row: RankedItem | str, _beside: Hashable, _room: int) -> Row:
        """Describe an item or a heading."""
        if isinstance(row, str):
            return Row(Line(Words(row, weight=Weight.MEDIUM)), says=row, pad=_HEADING_PAD)
        cells = _Cells(self.widths, [self._cell(row, fact) for fact in FACTS])
        told = ", ".join(self.told(row, fact) for fact in FACTS)
        return Row(Line(cells), says=told, pad=_PAD)

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a row."""
        return Row(Line(), pad=_PAD)

    def told(self, entry: RankedItem, fact: Fact) -> str:
        """Return what is said of a cell; that of the title tells the whole item."""
        if fact is Fact.TITLE:
            return read_out(entry, self.currency, self.lens)
        return f"{WORDS[fact]}: {self.text(entry, fact) or '–'}"

    def _cell(self, entry: RankedItem, fact: Fact) -> Line:
        words = self.text(entry, fact)
        strong = fact in {Fact.RANK, _LENS_FACT.get(self.lens, Fact.SCORE)}
        weight = Weight.BOLD if strong else Weight.REGULAR
        return Line(
            _mark_of(entry, fact),
            Words(words, weight=weight, whole=fact not in _BEGIN_LEFT) if words else None,
        )

    def text(self, entry: RankedItem, fact: Fact) -> str:
        """Return a fact of an item as it is shown."""
        item = entry.item
        match fact:
            case Fact.TITLE:
                return item.title
            case Fact.STAGE:
                return label(item.stage)
            case Fact.VALUE:
                return show_money(item.value, self.currency) if item.value else ""
            case Fact.LOST:
                return show_money(item.lost_value, self.currency) if item.lost_value else ""
            case Fact.SCORE:
                return self._score(entry)
            case Fact.MOVED:
                return "new" if entry.is_new else f"{entry.moved:+,}" if entry.moved else ""
            case _:
                value = _value(entry, fact, self.lens)
                return "" if value is None else f"{value:,}"

    def _score(self, entry: RankedItem) -> str:
        points = score(entry.item, self.lens)
        if points is None:
            return ""
        return number(points, self.lens, self.currency)


class RoadmapModel(QAbstractItemModel):
    """Items in rows of facts; grouped, the themes are rows and the items stand below them."""

    def __init__(self, parent: QObject) -> None:
        """Hold no items."""
        super().__init__(parent)
        self.rows = ItemRows()
        self.sorting: Sorting = [(Fact.RANK, False)]
        self._ranked: list[RankedItem] = []
        self._grouped = False
        self._nobody = ""
        self._flat: list[RankedItem] = []
        self._groups: list[tuple[str, list[RankedItem]]] = []
        self._at: dict[int, tuple[int, int]] = {}

    def show_these(
        self, ranked: Sequence[RankedItem], lens: Lens, *, grouped: bool, nobody: str
    ) -> None:
        """Show items in rank order; `nobody` is the heading of those without a theme."""
        self.beginResetModel()
        self._ranked = list(ranked)
        self.rows.change(lens=lens)
        self._grouped, self._nobody = grouped, nobody
        self._arrange()
        self.endResetModel()

    def sort_by(self, column: int) -> None:
        """Sort by a column, and then by those it was sorted by before; again turns it round."""
        fact = FACTS[column]
        first, falls = self.sorting[0] if self.sorting else (None, False)
        turned = not falls if first is fact else fact not in _FIRST_RISING
        self.set_sorting([(fact, turned), *(one for one in self.sorting if one[0] is not fact)])

    def set_sorting(self, sorting: Sorting) -> None:
        """Sort by columns, the first one first; three of them are kept."""
        self.beginResetModel()
        self.sorting = sorting[:3] or [(Fact.RANK, False)]
        self._arrange()
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(FACTS) - 1)

    def index_of(self, key: int) -> QModelIndex:
        """Return where an item stands, nowhere where it does not."""
        found = self._at.get(key)
        if found is None:
            return QModelIndex()
        group, row = found
        return self.index(row, 0, self.index(group, 0) if self._grouped else NOWHERE)

    def entry(self, index: AnyIndex) -> RankedItem | None:
        """Return the item of a row, None for a heading."""
        if not index.isValid():
            return None
        if not self._grouped:
            return self._flat[index.row()] if index.row() < len(self._flat) else None
        group = index.internalId() - 1
        return None if group < 0 else self._groups[group][1][index.row()]

    def _arrange(self) -> None:
        ordered = sort_entries(self._ranked, self.sorting, self.rows.lens)
        self._flat = [] if self._grouped else ordered
        self._groups = under_themes(ordered, self._nobody) if self._grouped else []
        placed = self._groups if self._grouped else [("", ordered)]
        self._at = {
            entry.item.id: (group, row)
            for group, (_name, entries) in enumerate(placed)
            for row, entry in enumerate(entries)
        }

    # What Qt asks

    def index(self, row: int, column: int, parent: AnyIndex = NOWHERE) -> QModelIndex:
        """Return a place."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _HEAD)

    def parent(self, index: AnyIndex = NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Return the heading that an item stands under."""
        group = index.internalId() if index.isValid() else _HEAD
        return QModelIndex() if group == _HEAD else self.createIndex(group - 1, 0, _HEAD)

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return the number of items, or of themes and of items below each."""
        if not parent.isValid():
            return len(self._groups) if self._grouped else len(self._flat)
        if not self._grouped or parent.column() or parent.internalId() != _HEAD:
            return 0
        return len(self._groups[parent.row()][1])

    def columnCount(self, _parent: AnyIndex = NOWHERE) -> int:
        """Return the number of facts."""
        return len(FACTS)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Items are dragged, and take themes."""
        flags = super().flags(index)
        if self.entry(index) is None:
            return flags & ~Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Items are dragged as their keys."""
        return [ITEM_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the chosen items' keys and titles, each once."""
        found = {one.item.id: one.item for index in indexes if (one := self.entry(index))}
        return pack_items(list(found.values()))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name the columns; who listens hears also how they are sorted."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(FACTS):
            return None
        fact = FACTS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(fact)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _TIPS.get(fact)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            places = [one for one, _falls in self.sorting]
            if fact not in places:
                return WORDS[fact]
            at = places.index(fact)
            order = "falling" if self.sorting[at][1] else "rising"
            return f"{WORDS[fact]}, sorted {order}" + (f", number {at + 1}" if at else "")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        first, falls = self.sorting[0]
        return f"{'↓' if falls else '↑'} {WORDS[fact]}" if fact is first else WORDS[fact]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a view, a test or a reader asks for."""
        if not index.isValid():
            return None
        entry, fact = self.entry(index), FACTS[index.column()]
        if entry is None:
            return self._of_heading(index, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.rows.text(entry, fact)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _align(fact)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.rows.told(entry, fact)
            case _ if role == ROW:
                return entry
            case _ if role == KEY:
                return entry.item.id
            case _:
                return None

    def _of_heading(self, index: AnyIndex, role: int) -> Any:
        named = role in {ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if not named or index.column() or not self._grouped or index.row() >= len(self._groups):
            return None
        name, entries = self._groups[index.row()]
        return f"{name} ({len(entries):,})"


def _align(fact: Fact) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft
    if fact not in _BEGIN_LEFT:
        side = Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _mark_of(entry: RankedItem, fact: Fact) -> Icon | None:
    """Return the icon before a fact."""
    item = entry.item
    if fact is Fact.TITLE and item.pinned is not None:
        return Icon("pin", Role.ACCENT, tip=pinned(entry))
    if fact is Fact.STAGE:
        return Icon(f"stage-{item.stage.value}", Role[f"STAGE_{item.stage.name}"])
    if fact is Fact.MOVED and (entry.is_new or entry.moved):
        return Icon(*movement_mark(entry), tip=entry.movement_since or entry.movement)
    return None


class _Cells(Stack):
    """A cell for each column beside each other: words begin at the left, numbers end at the right.

    A list of eleven columns has hundreds of them in sight, so each is placed at once.
    """

    def __init__(self, widths: Sequence[int], lines: Sequence[Line]) -> None:
        """Hold what stands in each cell: an icon, and words."""
        super().__init__(*lines)
        object.__setattr__(self, "widths", widths)

    widths: Sequence[int]

    def place(self, out: list[Placed], at: QRect, *, mirrored: bool, keep: bool) -> int:
        """Place what stands in the cells between their sides."""
        side, gap, x = px(_SIDE), px(4), at.left()
        for wide, line in zip(self.widths, self.lines, strict=True):
            left, right = x + side, min(x + wide, at.right() + 1) - side
            x += wide
            for piece in line.pieces:
                wish = piece.natural() or 0
                given = min(wish, right - left)
                if given <= 0 or (given < wish and (piece.whole or isinstance(piece, Icon))):
                    continue
                start = right - given if piece.whole else left
                spot = QRect(start, at.top(), given, at.height())
                piece.place(out, spot, mirrored=mirrored, keep=keep)
                left += given + gap
        return at.height()
