"""One column of the roadmap board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from feedbackdesk.domain.rows import RankedItem
from feedbackdesk.ui.pages.roadmap.card_rows import BoardRow, CardRows, tip
from feedbackdesk.ui.rows.roles import ITEM_MIME, pack
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from feedbackdesk.domain.rows import Item
    from feedbackdesk.domain.words import ItemStage


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
