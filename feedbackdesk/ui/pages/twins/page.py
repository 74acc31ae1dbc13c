"""Records that look like one: pair by pair, side by side, merged or told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from feedbackdesk.desk.contacts import standing
from feedbackdesk.desk.side_by_side import side_by_side
from feedbackdesk.desk.twins import tell_apart
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.insight.twins import MOST
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.pages.twins.rows import TwinsModel, pair_of
from feedbackdesk.ui.pages.twins.sides import TwinsSides, read_out
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.widgets.buttons import button_for
from feedbackdesk.ui.widgets.form import make_primary
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row, rule
from feedbackdesk.ui.widgets.lists import StayChosen, choose_row, make_list
from feedbackdesk.ui.widgets.merging import MERGE, UNMERGE, offer_unmerge
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from feedbackdesk.domain.contacts import SideBySide, Standing, Twins
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Action, Actions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.pages.twins.rows import Pair

_PAIRS = 248
"""The width of the list of pairs."""
_LOOKS = ("person", "organisation", "contact_point", "setting")
"""The tables that tell which records look like one; others change only what stands beside."""
_BESIDE = ("feedback", "mention", "theme", "item", "item_theme", "follow_up", "person_stage")


class TwinsPage(Page):
    """The pairs at the left, the chosen two side by side, and what can be done at the foot."""

    view: LongList
    makes_room = True
    tables = (*_LOOKS, *_BESIDE)

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the pairs and the two sides."""
        super().__init__("twinsPage", _("Twins"), live, actions)
        self._found: SideBySide | None = None
        self._chosen: Pair | None = None
        self._wanted: Twins | None = None
        self._apart: tuple[str, int] | None = None
        """What was taken apart just now: it is chosen once it looks like another again."""
        self._row = 0
        self._merged: list[tuple[str, int]] = []
        """What was merged here, the newest last."""
        self.model = TwinsModel(live)
        self.view = make_list(
            "twinsList", self.tr("Records that look like one"), LongList(), self.model
        )
        self.sides = TwinsSides(actions[TwinsPage.swap])
        self.sides.wants.connect(lambda table, key: self.wants.emit(Place(table, key)))
        self.add_back("twinsBack")
        body = QWidget(self)
        column = in_column(body, gap=0)
        row = in_row(gap=0)
        row.addWidget(self._pairs())
        row.addWidget(rule(upright=True))
        row.addWidget(self.sides, 1)
        column.addLayout(row, 1)
        column.addWidget(rule())
        column.addWidget(self._foot())
        self.empty = EmptyState(
            "people",
            self.tr("No two records look like one"),
            self.tr("Records with a name, an address or a number alike come here, to be merged."),
        )
        self.empty.offer(actions["back"], self.tr("Back"), primary=True)
        self.set_body(body, self.empty)
        self.model.modelReset.connect(self._choose_again)
        self.model.loaded.connect(self._loaded)
        self.view.selectionModel().currentChanged.connect(self._look)
        self.stay_chosen = StayChosen(self.view)
        self.view.activated.connect(lambda _index: self.open())
        self.answer_row(self.view)
        actions.bind_page(self, self)

    # How it is laid out

    def _pairs(self) -> QWidget:
        left = QWidget(self)
        left.setFixedWidth(px(_PAIRS))
        column = in_column(left, (8, 0, 0, 12), 8)
        column.addWidget(self.view, 1)
        note = label_of(self.tr("Nobody is ever merged without you."), "small", wraps=True)
        note.setContentsMargins(16, 0, 8, 0)
        column.addWidget(note)
        return left

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        row = in_row(foot, (24, 10, 24, 10), 8)
        for one, words, variant in (
            (TwinsPage.unmerge, self.tr("Take a merge apart"), "quiet"),
            (TwinsPage.skip_down, self.tr("Later"), "quiet"),
            (TwinsPage.tell_apart, self.tr("Not the same"), ""),
            (TwinsPage.merge, self.tr("Merge"), "primary"),
        ):
            button = button_for(
                self.actions_[one], name=f"twins.{one.name}", variant=variant,
                icon="merge" if one is TwinsPage.merge else "none",
            )  # fmt: skip
            _name(button, words, one)
            row.addWidget(button)
            if one is TwinsPage.unmerge:
                row.addStretch(1)
            if one is TwinsPage.merge:
                make_primary(button)
                self._merge_button = button
        return foot

    # What the window asks for

    def show_place(self, place: Place) -> None:
        """Choose a pair, listed or not; without one stay where it was left."""
        table, _colon, keys = str(place.key).partition(":")
        one, _colon, other = keys.partition(":")
        if table not in MERGE or not (one.isdecimal() and other.isdecimal()):
            return

        def found(one: Standing | None) -> None:
            pair = one.twin if one is not None else None
            if pair is not None and int(other) in {pair.one, pair.other}:
                self._wanted = pair
                if self.model.is_loaded:
                    self._take_wanted()

        self.live.ask(standing, table, int(one), then=found)

    def load(self) -> None:
        """Compare everybody."""
        if not self.model.is_loaded:
            self.say(self.tr("Comparing everybody…"))
        self.model.reload()

    def follow(self, touched: Touched) -> None:
        """Compare anew after a commit that changed who is known, or only what stands beside."""
        if not self.isVisible() or touched.touches(*_LOOKS):
            super().follow(touched)
        elif touched.touches(*_BESIDE):
            self._ask()

    def message_over(self) -> QWidget:
        """Return what a message may stand over: never the buttons at the foot."""
        return self.sides

    def in_hand(self) -> tuple[str, int] | None:
        """Return nothing: both records are in sight already."""
        return None

    # The pairs

    def chosen(self) -> Twins | None:
        """Return the chosen pair."""
        pair = self.view.currentIndex().data(ROW)
        return pair if self.view.selectionModel().hasSelection() else None

    def skip(self, by: int) -> None:
        """Choose the next pair (1) or the one before (-1); after the last comes the first."""
        self._apart = None
        if rows := self.model.rowCount():
            choose_row(self.view, (self.view.currentIndex().row() + by) % rows)

    def _choose_again(self) -> None:
        """Choose the same pair after the list was made anew, or the one in its place."""
        row = self.model.place_of(self._chosen) if self._chosen is not None else -1
        if row < 0:
            row = min(self._row, self.model.rowCount() - 1)
        if row >= 0:
            choose_row(self.view, row)

    def _loaded(self) -> None:
        number = self.model.rowCount()
        words = plural(number, "pair", "pairs") if number else ""
        if number >= MOST:
            words = self.tr("The surest {number} pairs").format(number=f"{number:,}")
        self.say(words)
        self.show_empty(number == 0)
        if number == 0:
            self._found = None
            self.sides.show_pair(None)
        elif not self.view.selectionModel().hasSelection():
            self._choose_again()
        else:
            self._ask()
        self._take_apart()
        self._take_wanted()

    def _take_apart(self) -> None:
        """Choose the pair that was taken apart, in the first list that has it again."""
        table, key = self._apart or ("", 0)
        for row, one in enumerate(self.model.pairs):
            if one.table == table and key in (one.one, one.other):
                self._apart = None
                choose_row(self.view, row)
                break

    def _take_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._chosen = pair_of(wanted)
            self.model.put_first(wanted)
            self._choose_again()

    def _look(self) -> None:
        pair = self.chosen()
        if pair is not None:
            self._chosen, self._row = pair_of(pair), self.view.currentIndex().row()
        self._ask(anew=True)

    def _ask(self, *, stays: int | None = None, anew: bool = False) -> None:
        """Put the chosen two side by side; nothing can be done before they are seen."""
        pair = self.view.currentIndex().data(ROW)
        if self._found is not None and not anew and stays is None:
            stays = self._found.one.key
        if anew:
            self._found = None
            self._allow()
        if pair is None or self.live.desk is None:
            return

        def arrived(found: SideBySide | None) -> None:
            self._found = found
            self.sides.show_pair(found)
            self._allow()
            if found is None:
                self.model.reload()
            else:
                self.model.speak(pair, read_out(found))

        self.live.latest(
            self, side_by_side, pair.table, pair.one, pair.other, stays=stays, then=arrived
        )

    def _allow(self) -> None:
        """Name the button by who stays."""
        found = self._found
        words = self.tr("Merge")
        if found is not None:
            words = self.tr("Merge into {name}").format(name=excerpt(found.one.name, 32))
        _name(self._merge_button, words, TwinsPage.merge)

    # What is done with them

    @action("twins_merge", later("&Merge into the one that stays"), "merge",
            later("Make the two records one; it can be undone, and taken apart again"), "M",
            changes=True, choice=True)  # fmt: skip
    def merge(self) -> None:
        """Merge the chosen two into the one that stays."""
        found = self._found
        if found is None or self.live.read_only or self.chosen() is None:
            return
        self._found = None  # what is done once is not done twice
        self._allow()
        table, source = found.table, found.other.key

        def merged(_result: None) -> None:
            self._merged.append((table, source))
            self.model.leave_out((table, source))

        self.live.do(MERGE[table], source, found.one.key, then=merged, otherwise=self._refused)

    @action("twins_apart", later("&Not the same"), "close",
            later("Say that the two records are two: they are not offered again"), "N",
            changes=True, choice=True)  # fmt: skip
    def tell_apart(self) -> None:
        """Remember that the chosen two are two."""
        found = self._found
        if found is None or self.live.read_only or self.chosen() is None:
            return
        self._found = None
        self._allow()
        table, one, other = found.table, found.one.key, found.other.key

        def apart(_result: None) -> None:
            self.model.leave_out((table, frozenset((one, other))))

        self.live.do(tell_apart, table, one, other, then=apart, otherwise=self._refused)

    def _refused(self, sentence: str) -> None:
        self.live.said.emit(sentence)
        self.fall_behind()

    @action("twins_swap", later("&Swap which one stays"), "swap",
            later("Let the other record be the one that stays"), "S", choice=True)  # fmt: skip
    def swap(self) -> None:
        """Let the other one of the two stay."""
        if self._found is not None:
            self._ask(stays=self._found.other.key)

    @action("twins_unmerge", later("Take a merge a&part"), "undo",
            later("Let the record that was merged last stand on its own again"), "U",
            changes=True)  # fmt: skip
    def unmerge(self) -> None:
        """Take apart what was merged here last, else what was merged into the one that stays."""
        if self.live.read_only:
            return
        if self._merged:
            table, key = self._merged.pop()
            self._unmerge(table, key)
        elif (found := self._found) is not None:

            def arrived(one: Standing | None) -> None:
                if one is not None:
                    offer_unmerge(self, self.live, one, self._unmerge)

            self.live.ask(standing, found.table, found.one.key, then=arrived)
        else:
            self.live.said.emit(self.tr("Nothing was merged here."))

    def _unmerge(self, table: str, key: int) -> None:
        def apart(_result: None) -> None:
            self._apart = (table, key)

        self.live.do(UNMERGE[table], key, then=apart)

    @action("twins_open", later("&Open the page of the one that stays"), "person",
            later("Show all that is known about them, and every word they said"), "O", choice=True,
            begins=True)  # fmt: skip
    def open(self) -> None:
        """Open the page of the one that stays."""
        if self._found is not None:
            self.wants.emit(Place(self._found.table, self._found.one.key))


def _name(button: QPushButton, words: str, action: Action[Any]) -> None:
    """Name a button, with the key that does the same behind its words."""
    button.setText(f"{words}   {action.told_keys}".replace("&", "&&"))
    button.setAccessibleName(words)
