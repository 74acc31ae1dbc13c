"""What stands at the head of an item's page: its title, its place and why, and its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.lenses import figure
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.ranking import reason_for_rank
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Lens, label
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.keyboard import OneOf
from feedbackdesk.ui.widgets.labels import say, words_label
from feedbackdesk.ui.widgets.layout import FlowLayout, in_column, in_row

if TYPE_CHECKING:
    from feedbackdesk.desk.evidence import ItemStory
    from feedbackdesk.domain.rows import Item

_ICONS = {Lens.REQUESTS: "people", Lens.MENTIONS: "kind-request", Lens.LOST: "kind-loss"}
"""The icons of lenses that are not called as these are."""
_WHY = 400


class ItemHead(QWidget):
    """Words, and a button for each number that opens its evidence."""

    opened = Signal(object)
    """The number whose evidence is wanted, as a `Lens`."""

    def __init__(self) -> None:
        """Lay out a head without words."""
        super().__init__()
        column = in_column(self, (24, 8, 24, 12), 6)
        self.title = words_label("display", "itemPageTitle")
        self.place = words_label("title", "itemPagePlace")
        self.reason = words_label("", "itemPageReason")
        self.why = words_label("muted", "itemPageWhy")
        for words in (self.title, self.place, self.reason, self.why):
            column.addWidget(words)
        self._numbers = numbers = QWidget(self)
        numbers.setAccessibleName(self.tr("Numbers, each opens its evidence"))
        flow = FlowLayout(numbers, 6)
        flow.setContentsMargins(0, 4, 0, 0)
        self._group = OneOf(self)
        self.numbers: dict[Lens, QPushButton] = {}
        for lens in Lens:
            button = push_button(
                act=lambda _on=False, lens=lens: self.opened.emit(lens),
                name=f"itemNumber.{lens.value}",
                variant="number",
            )
            button.setCheckable(True)
            button.setIcon(icons.icon(_ICONS.get(lens, lens.value), active=Role.ON_ACCENT_SOFT))
            self._group.add(button)
            self.numbers[lens] = button
            flow.addWidget(button)
        rest = in_row()
        rest.addWidget(numbers, 1)
        column.addLayout(rest)
        filler = QWidget(numbers)
        filler.setFixedHeight(0)
        flow.addWidget(filler)  # the last of a line takes its rest

    def show_story(self, story: ItemStory, lens: Lens, currency: str) -> None:
        """Show an item; the lens is what the board is ranked by."""
        item = story.item
        say(self.title, item.title)
        self.title.setAccessibleName(item.title)
        say(self.place, self._in_place(story))
        say(
            self.reason,
            reason_for_rank(story.entry, story.above, lens, currency, place=_pinned(story)),
        )
        why = ""
        if item.why:
            why = self.tr("Why it is here: “{why}”").format(why=excerpt(item.why, _WHY))
        say(self.why, why)
        for one, button in self.numbers.items():
            words = _number(item, one, currency)
            button.setText(words.replace("&", "&&"))
            tip = self.tr("{name}: show the evidence").format(name=label(one))
            button.setToolTip(tip)
            button.setAccessibleName(f"{label(one)}: {words}")
            button.setAccessibleDescription(tip)

        # A flow is laid out anew only when it is told that its words are wider now.
        if (flow := self._numbers.layout()) is not None:
            flow.invalidate()
        self._numbers.updateGeometry()

    def mark(self, lens: Lens) -> None:
        """Show which number is open."""
        self.numbers[lens].setChecked(True)

    def _in_place(self, story: ItemStory) -> str:
        entry, item = story.entry, story.item
        parts = []
        if entry.rank is not None:
            parts.append(self.tr("Rank {rank}").format(rank=f"{entry.rank:,}"))
        where = self.tr("place {place} in {stage}")
        if _pinned(story):
            where = self.tr("pinned, place {place} in {stage}")
        placed = where.format(place=f"{story.place:,}", stage=label(item.stage))
        parts.append(placed if entry.rank is not None else label(item.stage))
        if item.stage_on is not None:
            parts.append(self.tr("since {day}").format(day=show_date(item.stage_on)))
        if entry.is_new:
            parts.append(self.tr("new since the last print"))
        elif entry.moved:
            up = entry.moved > 0
            moved = (
                self.tr("up {n} since the last print")
                if up
                else self.tr("down {n} since the last print")
            )
            parts.append(moved.format(n=f"{abs(entry.moved):,}"))
        return "  ·  ".join(parts)


def _pinned(story: ItemStory) -> int:
    """Return the place that an item is pinned to; 0 where it is not, or where pins rest."""
    return story.place if story.item.pinned is not None and not story.only else 0


def _number(item: Item, lens: Lens, currency: str) -> str:
    """Return a number of an item in the few words of a button."""
    match lens:
        case Lens.LOST:
            lost = plural(item.lost, "lost sale", "lost sales")
            worth = f" · {show_money(item.lost_value, currency)}" if item.lost_value else ""
            return lost + worth
        case Lens.EFFORT:
            if not item.effort:
                return "No effort yet"
            return f"Effort {item.effort:,} · {item.requests / item.effort:.1f} a point"
        case _:
            return " ".join(figure(item, lens, currency))
