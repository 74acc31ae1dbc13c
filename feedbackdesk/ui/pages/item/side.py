"""The side of an item's page: its description, links and themes, who waits, what was decided."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from feedbackdesk.desk.changes import show_moment
from feedbackdesk.desk.deciding import add_link, remove_link
from feedbackdesk.desk.roadmap import EFFORT_LIMIT, ItemFacts, edit_item
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import label
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.fields import Line, Whole
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.forms.kept import KeptForm
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.pages.item.description import Description
from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.dialogs import ask_to_open
from feedbackdesk.ui.widgets.labels import heading, say, words_label
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.marks import ShareBar
from feedbackdesk.ui.widgets.side import Side

if TYPE_CHECKING:
    from feedbackdesk.desk.evidence import ItemStory, Waiting
    from feedbackdesk.domain.decisions import Decision
    from feedbackdesk.ui.live import Live

_SHOWN = 30
_WHY = 400
_DECISIONS = 6
"""So many decisions stand there at first."""


class ItemSide(Side):
    """Its fields, and what is known beside the evidence."""

    writes = Signal(object)
    """A letter is wanted to a `Waiting`."""

    def __init__(self, live: Live) -> None:
        """Lay out empty sections."""
        super().__init__("itemSide")
        self._live = live
        self.story: ItemStory | None = None
        self._all_of = -1
        """The item of which every decision is shown."""
        self.description = Description(live)
        self._fields = KeptForm(
            live,
            (
                self.description.field,
                (
                    Whole(
                        "effort", _("Effort"), None, (0, EFFORT_LIMIT), none="–",
                        called="page.itemEffort",
                    ),
                    Line(
                        "target", _("Ta&rget"), most=1_000, share=2, called="page.itemTarget",
                        example=_("A day, a quarter, a goal"),
                    ),
                ),
            ),
            self._save,
        )  # fmt: skip
        self.column.addWidget(heading(_("Description")))
        self.column.addLayout(self._fields)
        self.column.addSpacing(8)
        self._links = self.section(_("Links"))
        self._adding = QWidget()
        address = Line("itemLinkAddress", _("A&ddress"), example="https://…")
        title = Line("itemLinkTitle", _("Title"))
        self._link = Form(((address, title),))
        self._adding.setLayout(self._link)
        add = link_button("itemLinkAdd", "add", _("Add the link"), self._add_link)
        self._link.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        for one in (address, title):
            one.widget.returnPressed.connect(self._add_link)
        self.column.addWidget(self._adding)
        self.column.addSpacing(8)
        self._themes = self.section(_("Themes and their weight"))
        self._decided = self.section(_("What was decided"))
        self._waiting = self.section(_("Who waits to hear"))
        self.column.addStretch(1)

    # What is shown

    def show_story(self, story: ItemStory) -> None:
        """Show what is known beside the evidence."""
        other = self.story is None or self.story.item.id != story.item.id
        before, self.story = self.story, story
        self._fields.show_record(story.item)
        self.description.show_item(story.item)
        if other:
            self._link.load({one.name: "" for one in self._link}, over=True)
            self._link.say("")
        self._adding.setVisible(not self._live.read_only)
        # Rows are made anew only where they changed: what has the keyboard keeps it.
        if other or before is None or before.links != story.links:
            self._show_links(story)
        if other or before is None or before.weights != story.weights:
            self._show_themes(story)
        if other or before is None or before.waiting != story.waiting:
            self._show_waiting(story)
        if other or before is None or before.decisions != story.decisions:
            self._show_decisions(story)

    def _show_links(self, story: ItemStory) -> None:
        self._links.clear()
        for one in story.links:
            row = QWidget()
            line = in_row(row, gap=4)
            button = link_button(
                f"itemLink.{one.id}", "link", excerpt(one.title, 32).replace("&", "&&"),
                partial(ask_to_open, self, one.address), tip=excerpt(one.address, 300),
                read_out=_("Open {title}").format(title=one.title),
            )  # fmt: skip
            button.setAccessibleDescription(one.address)
            line.addWidget(button)
            line.addStretch(1)
            if not self._live.read_only:
                away = QToolButton()
                away.setObjectName(f"itemLinkAway.{one.id}")
                away.setIcon(icons.icon("close"))
                words = _("Take {title} away").format(title=one.title)
                away.setAccessibleName(words)
                away.setToolTip(_("Take the link away; it can be undone"))
                away.clicked.connect(lambda _on=False, key=one.id: self._remove_link(key))
                line.addWidget(away)
            self._links.add(row, whole=True)
        if not story.links:
            self._links.tell(_("No link yet."))

    def _show_themes(self, story: ItemStory) -> None:
        self._themes.clear()
        for one in story.weights:
            accounts = plural(one.accounts, "account", "accounts")
            alone = _("{number} only through it").format(number=f"{one.alone:,}")
            words = f"{accounts}, {alone}" if len(story.weights) > 1 else accounts
            self._themes.add(
                self.leads_to(
                    f"itemTheme.{one.theme_id}", "theme", one.theme_id, excerpt(one.name, 36),
                    icon="themes", tip=one.name, read_out=f"{one.name}: {words}",
                )
            )  # fmt: skip
            self._themes.add(ShareBar(one.share, words), whole=True)
        if not story.weights:
            self._themes.tell(_("No theme is linked: nobody asked for it yet."))

    def _show_waiting(self, story: ItemStory) -> None:
        self._waiting.clear()
        free = [one for one in story.waiting if one.waiter.may_contact]
        apart = [one for one in story.waiting if not one.waiter.may_contact]
        for one in free[:_SHOWN]:
            self._waiting.add(self._waiter(one), whole=True)
        if len(free) > _SHOWN:
            more = _("And {number} more: they are in the evidence.")
            self._waiting.tell(more.format(number=f"{len(free) - _SHOWN:,}"))
        if not free:
            self._waiting.tell(_("Nobody who can be told."))
        if apart:
            self._waiting.tell(_("Not to be contacted"), "heading")
            for one in apart[:_SHOWN]:
                self._waiting.add(self._name(one))

    def _waiter(self, one: Waiting) -> QWidget:
        row = QWidget()
        column, line, below = in_column(row), in_row(gap=4), in_row(margins=(30, 0, 0, 0))
        write = link_button(
            f"itemWrite.{one.waiter.feedback_id}", "channel-email", _("Write…"),
            partial(self.writes.emit, one),
            read_out=_("Write to {name}").format(name=one.waiter.name),
        )  # fmt: skip
        write.setEnabled(not self._live.read_only)
        words = words_label("small", "")
        line.addWidget(self._name(one))
        line.addStretch(1)
        line.addWidget(write)
        below.addWidget(words)
        column.addLayout(line)
        column.addLayout(below)
        say(words, self._stands(one))  # only now: without a parent it would be a window
        return row

    def _name(self, one: Waiting) -> QPushButton:
        who = one.waiter
        table = "person" if who.person_id is not None else "organisation"
        key = who.person_id if who.person_id is not None else who.organisation_id
        return self.leads_to(
            f"itemWaiter.{table}.{key}", table, key or 0, excerpt(who.name, 26),
            tip=excerpt(", ".join(filter(None, (who.name, who.organisation))), 300),
            read_out=_("Open the page of {name}").format(name=who.name),
        )  # fmt: skip

    def _stands(self, one: Waiting) -> str:
        parts = []
        if one.waiter.organisation:
            parts.append(excerpt(one.waiter.organisation, 40))
        if one.waiter.lost:
            parts.append(_("a sale was lost"))
        owed = one.owed
        if owed is not None and owed.done_on is not None and owed.result is not None:
            told = _("{result} on {day}")
            parts.append(told.format(result=label(owed.result), day=show_date(owed.done_on)))
        elif owed is not None:
            due = _("{what} by {day}")
            parts.append(due.format(what=label(owed.kind), day=show_date(owed.due)))
        return "  ·  ".join(parts)

    def _show_decisions(self, story: ItemStory) -> None:
        self._decided.clear()
        most = len(story.decisions) if self._all_of == story.item.id else _DECISIONS
        for one in story.decisions[:most]:
            self._decided.add(self._decision(one), whole=True)
        if len(story.decisions) > most:
            words = _("Show all {number}").format(number=f"{len(story.decisions):,}")
            read_out = _("{words} decisions").format(words=words)
            self._decided.add(
                link_button(
                    "itemDecisionsAll", "history", words, self._show_all_decisions,
                    read_out=read_out,
                )
            )  # fmt: skip
        if not story.decisions:
            self._decided.tell(_("Nothing yet."))

    def _show_all_decisions(self) -> None:
        if self.story is not None:
            self._all_of = self.story.item.id
            self._show_decisions(self.story)

    def _decision(self, one: Decision) -> QWidget:
        row = QWidget()
        column = in_column(row, (0, 2, 0, 4))
        did = words_label("muted" if one.taken_back else "", "")
        column.addWidget(did)
        say(did, f"{one.did} – {_('taken back')}" if one.taken_back else one.did)
        if one.why:
            why = words_label("said", "")
            column.addWidget(why)
            say(why, excerpt(one.why, _WHY))
        when = words_label("small", "")
        column.addWidget(when)
        say(when, f"{show_moment(one.at)}  ·  {excerpt(one.author, 60)}")
        return row

    # What is done here

    def _save(self, key: int, facts: dict[str, Any], **then: Any) -> None:
        self._live.do(edit_item, key, ItemFacts(**facts), **then)

    def _add_link(self) -> None:
        answer = self._link.read()
        if self.story is None or answer is None:
            return

        def added(_key: int) -> None:
            self._link.load(dict.fromkeys(answer, ""), over=True)
            self._link.start()

        self._live.do(
            add_link,
            self.story.item.id,
            *answer.values(),
            then=added,
            otherwise=lambda sentence: self._link.refuse(sentence, "itemLinkAddress"),
        )

    def _remove_link(self, key: int) -> None:
        if self.story is not None:
            self._link.start()  # the button that has the keyboard goes
            self._live.do(remove_link, self.story.item.id, key)
