"""The side of an item's page: its description, links and themes, who waits, what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.changes import show_moment
from feedbackdesk.desk.deciding import add_link, remove_link
from feedbackdesk.desk.roadmap import EFFORT_LIMIT, ItemFacts, edit_item
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import label
from feedbackdesk.ui.inspector.panel import heading
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.pages.item.description import Description
from feedbackdesk.ui.widgets.box import Number
from feedbackdesk.ui.widgets.dialogs import ask_to_open
from feedbackdesk.ui.widgets.form import FormLayout, Problem
from feedbackdesk.ui.widgets.labels import say, words_label
from feedbackdesk.ui.widgets.marks import ShareBar

if TYPE_CHECKING:
    from feedbackdesk.desk.evidence import ItemStory, Waiting
    from feedbackdesk.domain.decisions import Decision
    from feedbackdesk.ui.live import Live

_SHOWN = 30
_WHY = 400
_DECISIONS = 6
"""So many decisions stand there at first."""


class ItemSide(QScrollArea):
    """Sections below each other; those that have nothing to say say so in a word."""

    wants = Signal(str, int)
    """A page is wanted: theme, person or organisation, and its key."""
    writes = Signal(object)
    """A letter is wanted to a `Waiting`."""
    decides = Signal()

    def __init__(self, live: Live) -> None:
        """Lay out empty sections."""
        super().__init__()
        self.setObjectName("itemSide")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._live = live
        self.story: ItemStory | None = None
        self._all_of = -1
        """The item of which every decision is shown."""
        inner = QWidget()
        inner.setProperty("surface", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        column.addWidget(heading(self.tr("Description")))
        self.description = Description(live)
        column.addWidget(self.description)
        column.addSpacing(8)
        self.effort, self.target = Number(), QLineEdit()
        self.effort.setRange(0, EFFORT_LIMIT)
        self.effort.setSpecialValueText("–")
        self.target.setPlaceholderText(self.tr("A day, a quarter, a goal"))
        self.target.setMaxLength(1_000)
        form = FormLayout()
        form.add_row(
            (self.tr("Effort"), self.effort, "page.itemEffort"),
            (self.tr("Ta&rget"), self.target, "page.itemTarget"),
            stretch=(1, 2),
        )
        column.addLayout(form)
        column.addSpacing(8)
        self._links = self._section(column, self.tr("Links"))
        self.address, self.link_title = QLineEdit(), QLineEdit()
        self.address.setPlaceholderText("https://…")
        self._adding = QWidget()
        below = FormLayout()
        self._adding.setLayout(below)
        below.add_row(
            (self.tr("A&ddress"), self.address, "itemLinkAddress"),
            (self.tr("Title"), self.link_title, "itemLinkTitle"),
        )
        self.problem = Problem()
        below.addWidget(self.problem)
        self.add = QPushButton(self.tr("Add the link"))
        self.add.setObjectName("itemLinkAdd")
        self.add.setProperty("variant", "link")
        self.add.setIcon(icons.icon("add"))
        below.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._adding)
        column.addSpacing(8)
        self._themes = self._section(column, self.tr("Themes and their weight"))
        self._decided = self._section(column, self.tr("What was decided"))
        self._waiting = self._section(column, self.tr("Who waits to hear"))
        column.addStretch(1)
        self.setWidget(inner)
        self.effort.editingFinished.connect(self._save_effort)
        self.target.editingFinished.connect(self._save_target)
        self.add.clicked.connect(self._add_link)
        self.address.returnPressed.connect(self._add_link)
        self.link_title.returnPressed.connect(self._add_link)

    @staticmethod
    def _section(column: QVBoxLayout, words: str) -> QVBoxLayout:
        column.addWidget(heading(words))
        holder = QWidget()
        holder.setAccessibleName(words)
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        column.addWidget(holder)
        column.addSpacing(8)
        return rows

    # What is shown

    def show_story(self, story: ItemStory) -> None:
        """Show what is known beside the evidence."""
        other = self.story is None or self.story.item.id != story.item.id
        before, self.story = self.story, story
        item, writing = story.item, not self._live.read_only
        self.description.show_item(item)
        if other or not self.effort.hasFocus():
            self.effort.setValue(item.effort or 0)
        if other or not self.target.hasFocus():
            self.target.setText(item.target)
            self.target.setCursorPosition(0)
        if other:
            self.address.clear()
            self.link_title.clear()
            self.problem.say("", self.address)
        for field in (self.effort, self.target):
            field.setEnabled(writing)
        self._adding.setVisible(writing)
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
        _clear(self._links)
        for one in story.links:
            row, line = _row()
            button = QPushButton(excerpt(one.title, 32).replace("&", "&&"))
            button.setObjectName(f"itemLink.{one.id}")
            button.setProperty("variant", "link")
            button.setIcon(icons.icon("link"))
            button.setToolTip(excerpt(one.address, 300))
            button.setAccessibleName(self.tr("Open {title}").format(title=one.title))
            button.setAccessibleDescription(one.address)
            button.clicked.connect(lambda _on=False, to=one.address: ask_to_open(self, to))
            line.addWidget(button)
            line.addStretch(1)
            if not self._live.read_only:
                away = QToolButton()
                away.setObjectName(f"itemLinkAway.{one.id}")
                away.setIcon(icons.icon("close"))
                words = self.tr("Take {title} away").format(title=one.title)
                away.setAccessibleName(words)
                away.setToolTip(self.tr("Take the link away; it can be undone"))
                away.clicked.connect(lambda _on=False, key=one.id: self._remove_link(key))
                line.addWidget(away)
            self._links.addWidget(row)
        if not story.links:
            self._links.addWidget(_muted(self.tr("No link yet.")))

    def _show_themes(self, story: ItemStory) -> None:
        _clear(self._themes)
        for one in story.weights:
            button = QPushButton(excerpt(one.name, 36).replace("&", "&&"))
            button.setObjectName(f"itemTheme.{one.theme_id}")
            button.setProperty("variant", "link")
            button.setIcon(icons.icon("themes"))
            button.setToolTip(one.name)
            accounts = plural(one.accounts, "account", "accounts")
            alone = self.tr("{number} only through it").format(number=f"{one.alone:,}")
            words = f"{accounts}, {alone}" if len(story.weights) > 1 else accounts
            button.setAccessibleName(f"{one.name}: {words}")
            button.clicked.connect(
                lambda _on=False, key=one.theme_id: self.wants.emit("theme", key)
            )
            self._themes.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._themes.addWidget(ShareBar(one.share, words))
        if not story.weights:
            words = self.tr("No theme is linked: nobody asked for it yet.")
            self._themes.addWidget(_muted(words))

    def _show_waiting(self, story: ItemStory) -> None:
        _clear(self._waiting)
        free = [one for one in story.waiting if one.waiter.may_contact]
        apart = [one for one in story.waiting if not one.waiter.may_contact]
        for one in free[:_SHOWN]:
            self._waiting.addWidget(self._waiter(one))
        if len(free) > _SHOWN:
            more = self.tr("And {number} more: they are in the evidence.")
            self._waiting.addWidget(_muted(more.format(number=f"{len(free) - _SHOWN:,}")))
        if not free:
            self._waiting.addWidget(_muted(self.tr("Nobody who can be told.")))
        if apart:
            self._waiting.addSpacing(4)
            self._waiting.addWidget(heading(self.tr("Not to be contacted")))
            for one in apart[:_SHOWN]:
                self._waiting.addWidget(self._name(one), 0, Qt.AlignmentFlag.AlignLeft)

    def _waiter(self, one: Waiting) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._name(one))
        line.addStretch(1)
        write = QPushButton(self.tr("Write…"))
        write.setObjectName(f"itemWrite.{one.waiter.feedback_id}")
        write.setProperty("variant", "link")
        write.setIcon(icons.icon("channel-email"))
        write.setAccessibleName(self.tr("Write to {name}").format(name=one.waiter.name))
        write.setEnabled(not self._live.read_only)
        write.clicked.connect(lambda _on=False: self.writes.emit(one))
        line.addWidget(write)
        column.addLayout(line)
        words = words_label("small", "")
        below = QHBoxLayout()
        below.setContentsMargins(30, 0, 0, 0)
        below.addWidget(words)
        column.addLayout(below)
        say(words, self._stands(one))  # only now: without a parent it would be a window
        return row

    def _name(self, one: Waiting) -> QPushButton:
        who = one.waiter
        table = "person" if who.person_id is not None else "organisation"
        key = who.person_id if who.person_id is not None else who.organisation_id
        button = QPushButton(excerpt(who.name, 26).replace("&", "&&"))
        button.setObjectName(f"itemWaiter.{table}.{key}")
        button.setProperty("variant", "link")
        button.setIcon(icons.icon(table))
        button.setToolTip(excerpt(", ".join(filter(None, (who.name, who.organisation))), 300))
        button.setAccessibleName(self.tr("Open the page of {name}").format(name=who.name))
        button.clicked.connect(lambda _on=False: self.wants.emit(table, key))
        return button

    def _stands(self, one: Waiting) -> str:
        parts = []
        if one.waiter.organisation:
            parts.append(excerpt(one.waiter.organisation, 40))
        if one.waiter.lost:
            parts.append(self.tr("a sale was lost"))
        owed = one.owed
        if owed is not None and owed.done_on is not None and owed.result is not None:
            told = self.tr("{result} on {day}")
            parts.append(told.format(result=label(owed.result), day=show_date(owed.done_on)))
        elif owed is not None:
            due = self.tr("{what} by {day}")
            parts.append(due.format(what=label(owed.kind), day=show_date(owed.due)))
        return "  ·  ".join(parts)

    def _show_decisions(self, story: ItemStory) -> None:
        _clear(self._decided)
        most = len(story.decisions) if self._all_of == story.item.id else _DECISIONS
        for one in story.decisions[:most]:
            self._decided.addWidget(self._decision(one))
        if len(story.decisions) > most:
            words = self.tr("Show all {number}").format(number=f"{len(story.decisions):,}")
            more = QPushButton(words)
            more.setObjectName("itemDecisionsAll")
            more.setProperty("variant", "link")
            more.setIcon(icons.icon("history"))
            more.setAccessibleName(self.tr("{words} decisions").format(words=words))
            more.clicked.connect(self._show_all_decisions)
            self._decided.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not story.decisions:
            self._decided.addWidget(_muted(self.tr("Nothing yet.")))

    def _show_all_decisions(self) -> None:
        if self.story is not None:
            self._all_of = self.story.item.id
            self._show_decisions(self.story)

    def _decision(self, one: Decision) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(0)
        did = words_label("muted" if one.taken_back else "", "")
        column.addWidget(did)
        say(did, f"{one.did} – {self.tr('taken back')}" if one.taken_back else one.did)
        if one.why:
            why = words_label("said", "")
            column.addWidget(why)
            say(why, excerpt(one.why, _WHY))
        when = words_label("small", "")
        column.addWidget(when)
        say(when, f"{show_moment(one.at)}  ·  {excerpt(one.author, 60)}")
        return row

    # What is done here

    def _save_effort(self) -> None:
        effort = self.effort.value() or None
        if self.story is not None and effort != self.story.item.effort:
            facts = ItemFacts(effort=effort, clear_effort=effort is None)
            self._live.do(edit_item, self.story.item.id, facts)

    def _save_target(self) -> None:
        target = self.target.text().strip()
        if self.story is not None and target != self.story.item.target:
            self._live.do(edit_item, self.story.item.id, ItemFacts(target=target))

    def _add_link(self) -> None:
        if self.story is None or self._live.read_only:
            return

        def added(_key: int) -> None:
            self.address.clear()
            self.link_title.clear()
            self.problem.say("", self.address)
            self.address.setFocus()

        self._live.do(
            add_link,
            self.story.item.id,
            self.address.text(),
            self.link_title.text(),
            then=added,
            otherwise=lambda sentence: self.problem.say(sentence, self.address),
        )

    def _remove_link(self, key: int) -> None:
        if self.story is not None:
            self.address.setFocus()  # the button that has the keyboard goes
            self._live.do(remove_link, self.story.item.id, key)


def _row() -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    return row, line


def _clear(rows: QVBoxLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _muted(words: str) -> QLabel:
    made = words_label("muted", "")
    made.setText(words)
    return made
