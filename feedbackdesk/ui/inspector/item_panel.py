"""A roadmap item: corrected in place, with every account, date and quote behind its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton

from feedbackdesk.desk.evidence import place_of, quotes_behind
from feedbackdesk.desk.roadmap import (
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
from feedbackdesk.domain.words import ItemStage, Lens, label
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.inspector.panel import Panel, QuoteList, heading, plain
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.quotes import quotes_of_item
from feedbackdesk.ui.widgets.box import Box, Number
from feedbackdesk.ui.widgets.chips import ChipField
from feedbackdesk.ui.widgets.form import FormLayout, on_leave
from feedbackdesk.ui.widgets.narrowing import CountingLine
from feedbackdesk.ui.widgets.same_name import Renaming, Wanted

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
        self._showing = False
        self.currency = ""
        self.lens = Lens.REQUESTS
        self._title = QLineEdit()
        self._stage = Box()
        for stage in ItemStage:
            self._stage.addItem(label(stage), stage.value)
        self._effort = Number()
        self._effort.setRange(0, 1000)
        self._effort.setSpecialValueText("–")
        self._description = QPlainTextEdit()
        self._description.setFixedHeight(64)
        self._description.setTabChangesFocus(True)
        self._chips = ChipField()
        form = FormLayout()
        form.add_field(self.tr("&Title"), self._title, name="itemTitle")
        form.add_row(
            (self.tr("&Stage"), self._stage, "itemStage"),
            (self.tr("&Effort"), self._effort, "itemEffort"),
        )
        form.add_field(self.tr("&Themes"), self._chips, name="itemThemes")
        form.add_field(self.tr("&Description"), self._description, name="itemDescription")
        self._why = plain("muted")
        self._numbers = plain()
        self.quotes = QuoteList("evidenceList", self.tr("Who asked, when, in their words"))
        self.quotes.connect_to(self)
        self.page = QPushButton(self.tr("Open page"))
        self.page.setObjectName("itemOpenPage")
        self.page.setProperty("variant", "link")
        self.page.setIcon(icons.icon("roadmap"))
        self.page.setToolTip(actions["item_open"].statusTip())
        self.page.clicked.connect(lambda: self.wants.emit(Place("item", self.key)))
        top = QHBoxLayout()
        top.addWidget(self._numbers, 1)
        top.addWidget(self.page, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)
        self.counting = CountingLine(actions, "itemCounting", wraps=True)
        self.counting.changed.connect(self._count_anew)
        self.column.addWidget(self.counting)
        self.column.addWidget(self._why)
        self.column.addLayout(form)
        self._heading = heading("")
        self.column.addWidget(self._heading)
        self.column.addWidget(self.quotes, 1)
        self._renaming = Renaming(
            self._title, live, save=self._rename, tell=self._tell, merged=self.became.emit
        )
        self._title.editingFinished.connect(self._save_title)
        self._stage.activated.connect(self._save_stage)
        self._effort.editingFinished.connect(self._save_effort)
        self._chips.changed.connect(self._save_themes)
        on_leave(self._description, self._save_description)

    def reload(self) -> None:
        """Ask for the item, its place and its evidence."""

        def proven(found: tuple[int, list[Quote]]) -> None:
            self._show_evidence(*found)

        def themes(found: list[Theme]) -> None:
            self._themes = tuple(found)
            self._chips.set_choices([one.name for one in found])

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
        self._showing = True
        self._item = item
        if self.may_fill(self._title):
            self._title.setText(item.title)
            self._title.setCursorPosition(0)
        self._stage.setCurrentIndex(self._stage.findData(item.stage.value))
        if self.may_fill(self._effort):
            self._effort.setValue(item.effort or 0)
        if self.may_fill(self._description):
            self._description.setPlainText(item.description)
        if self._chips.names() != item.themes:
            self._chips.set_names(item.themes)
        self._showing = self._is_other = False
        place = 0 if self.counting.only else found.place
        why = reason_for_rank(entry, found.above, self.lens, self.currency, place=place)
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
            self.tr("{accounts} behind it, in {quotes}").format(
                accounts=plural(accounts, "account", "accounts"),
                quotes=plural(len(quotes), "quote", "quotes"),
            )
            if quotes
            else self.tr("Nothing behind it counts now")
            if self.counting.only
            else self.tr("Nobody asked for it yet: link a theme")
        )
        self.quotes.quotes.show_these(quotes)

    def _save_title(self) -> None:
        title = self._title.text().strip()
        if self._item is None or not title or title == self._item.title:
            if self._item is not None and not title:
                self._title.setText(self._item.title)
            return
        self._renaming.rename(Wanted("item", self.key, title), self._item.title)

    def _rename(self, key: int, title: str, _apart_from: int | None, **then: Any) -> None:
        self.live.do(edit_item, key, ItemFacts(title=title), **then)

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.live.said.emit(sentence)

    def _save_effort(self) -> None:
        effort = self._effort.value() or None
        if self._item is not None and effort != self._item.effort:
            facts = ItemFacts(effort=effort, clear_effort=effort is None)
            self.live.do(edit_item, self.key, facts)

    def _save_description(self) -> None:
        words = self._description.toPlainText().strip()
        if self._item is not None and words != self._item.description:
            self.live.do(edit_item, self.key, ItemFacts(description=words))

    def _save_stage(self) -> None:
        stage = ItemStage(self._stage.currentData())
        if self._item is None or stage is self._item.stage:
            return
        key = self.key
        if stage is ItemStage.SHIPPED:
            self.live.do(ship_item, key)
        elif stage is ItemStage.DECLINED:
            self._stage.setCurrentIndex(self._stage.findData(self._item.stage.value))
            ask_name(
                self,
                self.tr("Decline"),
                self.tr("&Why? Those who asked will want to know."),
                lambda why: self.live.do(decline_item, key, why),
            )
        else:
            self.live.do(move_item, key, stage)

    def _save_themes(self) -> None:
        if self._showing or self._item is None:
            return
        before = dict(
            zip((name_key(n) for n in self._item.themes), self._item.theme_ids, strict=True)
        )
        now = {name_key(name): name for name in self._chips.names()}
        for key, theme_id in before.items():
            if key not in now:
                self.live.do(unlink_theme, self.key, theme_id)
        known = {name_key(one.name): one.id for one in self._themes}
        for key, name in now.items():
            if key in before:
                continue
            if key in known:
                self.live.do(link_theme, self.key, known[key])
            else:
                self.live.do(link_named, self.key, name)


def _proof(read: Moment, item_id: int, only: EvidenceFilter) -> tuple[int, list[Quote]]:
    """Return how many accounts are behind an item, and their quotes; no work for the window."""
    found = quotes_behind(read, item_id, only)
    quotes = quotes_of_item(found, len({one.theme for one in found}))
    return len({one.account for one in found}), quotes
