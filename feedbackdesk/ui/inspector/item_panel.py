"""A roadmap item: corrected in place, with every account, date and quote behind its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from feedbackdesk.desk.evidence import place_of, quotes_behind
from feedbackdesk.desk.roadmap import (
    EFFORT_LIMIT,
    ItemFacts,
    decline_item,
    edit_item,
    link_named,
    link_theme,
    move_item,
    ship_item,
    unlink_theme,
)
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.ranking import reason_for_rank
from feedbackdesk.domain.text import name_key, plural
from feedbackdesk.domain.words import ItemStage, Lens
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.forms.fields import Line, Prose, Whole
from feedbackdesk.ui.forms.kept import KeptForm
from feedbackdesk.ui.forms.kinds import Names, Word
from feedbackdesk.ui.inspector.panel import Panel, QuoteList
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.quotes import quotes_of_item
from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.labels import heading, plain
from feedbackdesk.ui.widgets.layout import in_row
from feedbackdesk.ui.widgets.narrowing import CountingLine

if TYPE_CHECKING:
    from feedbackdesk.desk.evidence import ItemPlace
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.evidence import EvidenceFilter
    from feedbackdesk.domain.rows import Item, Theme
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.rows.quotes import Quote


class ItemPanel(Panel):
    """An item."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the fields and the evidence."""
        super().__init__(live, actions)
        self._item: Item | None = None
        self._themes: tuple[Theme, ...] = ()
        self.lens = Lens.REQUESTS
        self._chips = Names("themes", _("&Themes"), called="itemThemes")
        self._form = KeptForm(
            live,
            (
                Line("title", _("&Title"), called="itemTitle"),
                (
                    Word("stage", _("&Stage"), ItemStage, called="itemStage"),
                    Whole(
                        "effort", _("&Effort"), None, (0, EFFORT_LIMIT), none="–",
                        called="itemEffort",
                    ),
                ),
                self._chips,
                Prose(
                    "description", _("&Description"), tall=64, fixed=True, called="itemDescription"
                ),
            ),
            self._save,
            table="item",
            merged=self.became.emit,
        )  # fmt: skip
        self._why = plain("muted")
        self._numbers = plain()
        self.quotes = QuoteList("evidenceList", _("Who asked, when, in their words"))
        self.quotes.connect_to(self)
        self.page = link_button(
            "itemOpenPage", "roadmap", _("Open page"),
            lambda: self.wants.emit(Place("item", self.key)), tip=actions["item_open"].statusTip(),
        )  # fmt: skip
        top = in_row()
        top.addWidget(self._numbers, 1)
        top.addWidget(self.page, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)
        self.counting = CountingLine(actions, "itemCounting", wraps=True)
        self.counting.changed.connect(self._count_anew)
        self.column.addWidget(self.counting)
        self.column.addWidget(self._why)
        self.column.addLayout(self._form)
        self._heading = heading("")
        self.column.addWidget(self._heading)
        self.column.addWidget(self.quotes, 1)

    def reload(self) -> None:
        """Ask for the item, its place and its evidence."""

        def proven(found: tuple[int, list[Quote]]) -> None:
            self._show_evidence(*found)

        def themes(found: list[Theme]) -> None:
            self._themes = tuple(found)
            self._chips.widget.set_choices([one.name for one in found])

        self.live.latest(self, all_themes, then=themes)
        only = self.counting.only
        self.live.latest(self, place_of, self.key, self.lens, only, then=self._show)
        self.live.latest(self, _proof, self.key, only, then=proven)

    def _count_anew(self) -> None:
        if self.isVisible() and self.key >= 0:
            self.reload()

    def _show(self, found: ItemPlace | None) -> None:
        if found is None:
            self.gone.emit()
            return
        entry = found.entry
        item = entry.item
        self._item = item
        self._form.show_record(item)
        place = 0 if self.counting.only else found.place
        why = reason_for_rank(entry, found.above, self.lens, self.live.currency, place=place)
        if item.why:
            why += f" “{item.why}”"
        self._why.setText(why)
        self._numbers.setText(
            " · ".join(
                part
                for part in (
                    plural(item.requests, "request", "requests"),
                    plural(item.mentions, "mention", "mentions"),
                    plural(item.lost, "lost sale", "lost sales") if item.lost else "",
                )
                if part
            )
        )

    def _show_evidence(self, accounts: int, quotes: list[Quote]) -> None:
        self._heading.setText(
            _("{accounts} behind it, in {quotes}").format(
                accounts=plural(accounts, "account", "accounts"),
                quotes=plural(len(quotes), "quote", "quotes"),
            )
            if quotes
            else _("Nothing behind it counts now")
            if self.counting.only
            else _("Nobody asked for it yet: link a theme")
        )
        self.quotes.quotes.show_these(quotes)

    def _save(self, key: int, facts: dict[str, Any], **then: Any) -> None:
        if "stage" in facts:
            self._move(key, facts["stage"], then)
        elif "themes" in facts:
            self._link(key, facts["themes"])
            then["then"]()
        else:
            facts.pop("apart_from", None)
            self.live.do(edit_item, key, ItemFacts(**facts), **then)

    def _move(self, key: int, stage: ItemStage, then: dict[str, Any]) -> None:
        if stage is ItemStage.SHIPPED:
            self.live.do(ship_item, key, **then)
        elif stage is ItemStage.DECLINED:
            then["otherwise"]("")  # it stays where it is until it is said why
            ask_name(
                self,
                _("Decline"),
                _("&Why? Those who asked will want to know."),
                lambda why: self.live.do(decline_item, key, why),
            )
        else:
            self.live.do(move_item, key, stage, **then)

    def _link(self, key: int, names: tuple[str, ...]) -> None:
        """Link an item to exactly these themes."""
        if self._item is None or self._item.id != key:
            return
        before = dict(zip(map(name_key, self._item.themes), self._item.theme_ids, strict=True))
        now = {name_key(name): name for name in names}
        known = {name_key(one.name): one.id for one in self._themes}
        for gone in before.keys() - now.keys():
            self.live.do(unlink_theme, key, before[gone])
        for come in [one for one in now if one not in before]:
            if come in known:
                self.live.do(link_theme, key, known[come])
            else:
                self.live.do(link_named, key, now[come])


def _proof(read: Moment, item_id: int, only: EvidenceFilter) -> tuple[int, list[Quote]]:
    """Return how many accounts are behind an item, and their quotes; no work for the window."""
    found = quotes_behind(read, item_id, only)
    quotes = quotes_of_item(found, len({one.theme for one in found}))
    return len({one.account for one in found}), quotes
