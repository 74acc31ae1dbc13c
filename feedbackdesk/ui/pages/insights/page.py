"""The insights: who deserves a word, and beside it what grows, what faded and who waits."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from feedbackdesk.desk.insights import (
    ChannelTrend,
    Evidence,
    WatchRow,
    evidence_of,
    not_needed,
    owe,
)
from feedbackdesk.domain.addresses import web_address
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.trends import Monthly, Wait
from feedbackdesk.domain.watching import OWED_FOR, Reason
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.pages.insights.trends_rows import TrendsModel
from feedbackdesk.ui.pages.insights.watch_rows import WatchModel, name_of, who
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.widgets.box import box_of
from feedbackdesk.ui.widgets.buttons import button_for
from feedbackdesk.ui.widgets.choose import Choice, Chooser
from feedbackdesk.ui.widgets.dialogs import ask_to_open, come_back
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import StayChosen, make_list
from feedbackdesk.ui.widgets.notices import EmptyState
from feedbackdesk.ui.widgets.owing import ask_what_is_owed

if TYPE_CHECKING:
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_NARROW = 700
"""Below this width the trends stand below the watch list instead of beside it."""


class InsightsPage(Page):
    """The watch list, and the trends."""

    view: LongList
    tables = (
        "feedback", "mention", "theme", "person", "organisation", "person_stage", "loss", "item",
        "item_theme", "follow_up", "setting",
    )  # fmt: skip

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the watch list and the trends."""
        super().__init__("insightsPage", _("Insights"), live, actions)
        self._kept: tuple[str, int] = ("", 0)
        self.watch = WatchModel(live)
        self.view = make_list("watchList", self.tr("Who deserves a word"), LongList(), self.watch)
        self.stay_chosen = StayChosen(self.view)
        self.trends = TrendsModel(live)
        self.charts = make_list("trendsList", self.tr("What changed"), LongList(), self.trends)
        sides = self._watch_side(), self._trends_side()
        split = self.stand_beside(*sides, (3, 2), [600, 440], below=_NARROW)
        self.empty = EmptyState(
            "insights",
            self.tr("Nothing stands out yet"),
            self.tr(
                "With some weeks of feedback you see here who is unhappy and unanswered, who "
                "went quiet, whom to thank, and which themes are growing."
            ),
        )
        self.empty.offer(actions["capture"], self.tr("Capture feedback"), primary=True)
        self.set_body(split, self.empty)
        self._connect()
        self._show_choice()

    # When to load

    def load(self) -> None:
        """Ask who deserves a word, and what changed."""
        self.watch.reload()
        self.trends.reload()

    def first_focus(self) -> QWidget:
        """Start in the watch list, or where one is chosen to look at."""
        return self.in_sight(self.reason if self.view.isHidden() else self.view)

    def in_hand(self) -> tuple[str, int] | None:
        """Return what the chosen entry rests on, or who it is: what the inspector is for."""
        row = self.chosen()
        return _thing_of(row) if row is not None else None

    def delete_chosen(self) -> None:
        """Take what is chosen off the list."""
        self.drop()

    # What the owner does

    def chosen(self) -> WatchRow | None:
        """Return the entry that is chosen."""
        if not self.view.selectionModel().hasSelection():
            return None
        row = self.view.currentIndex().data(ROW)
        return row if isinstance(row, WatchRow) else None

    @action("watch_open", later("Open what they &said"), "quote",
            later("Show the evidence in the inspector (Enter)"), choice=True)  # fmt: skip
    def open_evidence(self) -> None:
        """Show in the inspector what they said, or who they are where it is about no words."""
        row = self.chosen()
        if row is not None and row.entry.evidence:
            self.inspect.emit("feedback", row.entry.evidence[0])
        else:
            self.open_person()

    @action("watch_all", later("&All it rests on…"), "themes",
            later("List everything that put them here, and open any of it"), "A",
            choice=True)  # fmt: skip
    def open_all(self) -> None:
        """List all that the chosen entry rests on; what is picked opens in the inspector."""
        row = self.chosen()
        if row is not None:
            name = excerpt(who(row), 60)
            self.live.ask(evidence_of, row.entry, then=lambda found: self._offer(name, found))

    def _offer(self, name: str, found: list[Evidence]) -> None:
        if len(found) < 2:
            self.open_evidence()
            return

        def picked(place: int | None, _words: str) -> None:
            if place is not None:
                self.inspect.emit(found[place].table, found[place].key)

        title = self.tr("{name}: all it rests on").format(name=name)
        chooser = Chooser(self, title, picked, hint=self.tr("Enter opens what is chosen."))
        chooser.resize(620, 480)
        chooser.offer([Choice(place, _line(one)) for place, one in enumerate(found)])
        come_back(chooser, self.view)
        chooser.open()

    @action("watch_person", later("Open the &person"), "person",
            later("Show all that is known about them"), "P", choice=True)  # fmt: skip
    def open_person(self) -> None:
        """Show in the inspector who it is."""
        row = self.chosen()
        if row is None:
            return
        if row.entry.person_id is not None:
            self.inspect.emit("person", row.entry.person_id)
        elif row.entry.organisation_id is not None:
            self.inspect.emit("organisation", row.entry.organisation_id)

    @action("watch_owe", later("&Owe them…"), "owed",
            later("Promise an answer, thanks or a call, by a day"), "O", changes=True, choice=True,
            begins=True)  # fmt: skip
    def owe(self) -> None:
        """Ask what they are owed, and put it on the list of what is owed."""
        row = self.chosen()
        if row is None or self.live.read_only:
            return
        warning = ""
        if not row.may_contact:
            warning = self.tr("They asked not to be contacted.")
            if row.contact_how:
                warning += f" {row.contact_how}"

        name = ", ".join(part for part in (who(row), row.organisation) if part)
        kind = OWED_FOR[row.entry.reason]
        question = ask_what_is_owed(
            self, self.live, name, owe, row.entry, kind=kind, warning=warning, says_why=True
        )
        come_back(question, self.view)

    @action("watch_drop", later("&Not needed"), "check",
            later("Take them off the list until something new is said"), "N", changes=True,
            choice=True)  # fmt: skip
    def drop(self) -> None:
        """Take what is chosen off the list until something new is said."""
        row = self.chosen()
        if row is not None and not self.live.read_only:
            self.live.do(not_needed, row.entry)

    @action("watch_link", later("Open the &link…"), "link",
            later("See where the public mention leads, and open it in the browser"), "L",
            choice=True)  # fmt: skip
    def open_link(self) -> None:
        """Say where a public mention leads, and open it if the owner wants to."""
        row = self.chosen()
        question = ask_to_open(self, row.entry.link) if row and row.entry.link else None
        if question is not None:
            come_back(question, self.view)

    # The two sides

    def _watch_side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(320)
        everyone = self.tr("Everyone who deserves a word"), None
        self.reason = box_of(
            (everyone, *((name_of(reason), reason) for reason in Reason)),
            name="watchReason", accessible=self.tr("Which reasons are shown"),
        )  # fmt: skip
        self.nobody = label_of(
            self.tr("Nobody waits for a word. Well done."), "muted", "watchNobody"
        )
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nobody.hide()
        buttons = in_row(margins=(20, 8, 12, 12), gap=8)
        self._buttons = []
        for one in (InsightsPage.owe, InsightsPage.drop, InsightsPage.open_link):
            is_primary = one is InsightsPage.owe
            action = self.actions_[one]
            button = button_for(
                action, action.text().replace("&", ""), name=f"insights.{one.name}",
                variant="primary" if is_primary else "quiet", icon="owed" if is_primary else "",
            )  # fmt: skip
            self._buttons.append(button)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = in_column(side, gap=8)
        column.addWidget(_indented(self.reason))
        column.addWidget(self.nobody)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
        return side

    def _trends_side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(280)
        spans = (
            (self.tr("Last 3 months, against the 3 before"), 91),
            (self.tr("Last 6 months, against the 6 before"), 182),
            (self.tr("Last 12 months, against the 12 before"), 365),
        )
        compared = self.tr("Which time is compared with the one before")
        self.period = box_of(spans, name="trendsPeriod", accessible=compared)
        column = in_column(side, gap=8)
        column.addWidget(_indented(self.period))
        column.addWidget(self.charts, 1)
        return side

    def _connect(self) -> None:
        self.reason.currentIndexChanged.connect(self._show_reason)
        self.period.currentIndexChanged.connect(
            lambda _at: self.trends.compare(self.period.currentData())
        )
        self.watch.loaded.connect(self._loaded)
        self.trends.loaded.connect(self._say)
        self.view.selectionModel().selectionChanged.connect(self._show_choice)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.view.clicked.connect(lambda _index: self.open_evidence())
        self.view.activated.connect(lambda _index: self.open_evidence())
        self.answer_row(self.view)
        self.charts.activated.connect(self._open_chart)
        self.charts.clicked.connect(self._open_chart)
        self.actions_.bind_page(self, self.view)
        order = [self.reason, self.view, *self._buttons, self.period, self.charts]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _show_reason(self) -> None:
        reason = self.reason.currentData()
        self.watch.show_only(Reason(reason) if reason is not None else None)

    def _loaded(self) -> None:
        key, at = self._kept
        row = self.watch.row_of(key)
        if row < 0:  # it was dealt with: the next one takes its place
            row = min(max(at, 0), self.watch.rowCount() - 1)
        if row >= 0:
            self.view.setCurrentIndex(self.watch.index(row))
        numbers = self.watch.numbers()
        for place in range(1, self.reason.count()):
            reason = Reason(self.reason.itemData(place))
            self.reason.setItemText(place, f"{name_of(reason)} ({numbers[reason]:,})")
        self.nobody.setVisible(not self.watch.rowCount())
        self.view.setVisible(bool(self.watch.rowCount()))
        self._say()
        self._show_choice()

    def _say(self) -> None:
        number = self.watch.numbers().total()
        self.say(
            self.tr("{people} a word").format(
                people=plural(number, self.tr("entry deserves"), self.tr("entries deserve"))
            )
            if number
            else ""
        )
        self.show_empty(not number and self.trends.is_empty)

    def _show_choice(self) -> None:
        row = self.chosen()
        entry = row.entry if row is not None else None
        named = entry is not None and (entry.person_id or entry.organisation_id) is not None
        linked = entry is not None and web_address(entry.link) is not None
        for one, may in (
            (InsightsPage.open_evidence, entry is not None),
            (InsightsPage.open_all, entry is not None),
            (InsightsPage.open_person, named),
            (InsightsPage.owe, entry is not None),
            (InsightsPage.drop, entry is not None),
            (InsightsPage.open_link, linked),
        ):
            self.actions_.allow(one, may)

    def _tell(self, index: QModelIndex) -> None:
        """Let an open inspector follow the choice, which is kept while the list changes."""
        row = index.data(ROW)
        if row is not None:
            self._kept = (row.entry.key, index.row())
        if row is not None and (thing := _thing_of(row)) is not None:
            self.chose.emit(*thing)

    def _open_chart(self, index: QModelIndex) -> None:
        """Open what stands behind a row of the trends."""
        row = index.data(ROW)
        if isinstance(row, Monthly) and isinstance(row.key, int):
            self.wants.emit(Place("theme", row.key))
        elif isinstance(row, ChannelTrend):
            since = local_today() - timedelta(days=self.trends.days - 1)
            channel = row.brought.channel.value
            self.wants.emit(Place("search", f"channel:{channel} since:{since.isoformat()}"))
        elif isinstance(row, Wait):
            feedback_id = row.oldest_id if row.open else row.longest_id
            if feedback_id is not None:
                self.inspect.emit("feedback", feedback_id)


def _thing_of(row: WatchRow) -> tuple[str, int] | None:
    """Return the best evidence of an entry, or who it is about."""
    entry = row.entry
    if entry.evidence:
        return "feedback", entry.evidence[0]
    if entry.person_id is not None:
        return "person", entry.person_id
    return ("organisation", entry.organisation_id) if entry.organisation_id is not None else None


def _line(one: Evidence) -> str:
    words = excerpt(one.words, 160)
    return f"{show_date(one.on)}   {words}" if one.on is not None else words


def _indented(field: QWidget) -> QWidget:
    holder = QWidget()
    row = in_row(holder, (20, 0, 12, 0))
    row.addWidget(field)
    return holder
