"""The people page: everybody who ever spoke, and a page of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from feedbackdesk.desk.twins import tell_apart
from feedbackdesk.domain.contacts import Contact, key_of, thing_of
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Circle, PeopleOrder, label
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.pages.people.person import PersonPage
from feedbackdesk.ui.pages.people.person_head import TwinLine
from feedbackdesk.ui.pages.people.records import Records
from feedbackdesk.ui.pages.people.rows import FOLLOWED, PeopleModel
from feedbackdesk.ui.pages.twins.rows import TwinsModel
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.privacy.retention import DueLine
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.roles import KEY, ROW
from feedbackdesk.ui.widgets.box import box_of
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import StayChosen, make_list
from feedbackdesk.ui.widgets.merging import MERGE
from feedbackdesk.ui.widgets.narrowing import debounce
from feedbackdesk.ui.widgets.notices import EmptyState
from feedbackdesk.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from feedbackdesk.domain.contacts import Twins
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.widgets.keyboard import Menu


class PeoplePage(Records):
    """A list of people and organisations; each opens to a page of its own."""

    view: LongList
    prints_what_is_chosen = True
    tables = (*FOLLOWED, "item", "item_theme", "mention", "theme", "setting")

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list."""
        super().__init__("peoplePage", _("People"), live, actions)
        self._counted = ""
        self.search = self.add_search(self.tr("Filter people"), self.tr("Filter people"))
        self.model = PeopleModel(live)
        debounce(self.search, lambda words: self.model.show_these(words=words))
        self.view = make_list(
            "peopleList", self.tr("People and organisations"), LongList(), self.model
        )
        self.view.setSelectionMode(LongList.SelectionMode.ExtendedSelection)
        self.answer_row(self.view, "personMenu")
        self.view.activated.connect(lambda index: self._read(index.data(KEY)))
        self.view.selectionModel().selectionChanged.connect(self._tell)
        above = self._above()
        self.put_above(above)
        self.empty = EmptyState(
            "people",
            self.tr("Nobody is known yet"),
            self.tr("People come with the first thing they say: record it, and name who said it."),
        )
        self.empty.offer(actions["capture"], self.tr("Capture feedback"), primary=True)
        self.set_body(self.view, self.empty)
        self.model.loaded.connect(self._loaded)
        self.stay_chosen = StayChosen(self.view)
        self.kept = self.keep_choice(self.view)
        self.twins = TwinsModel(live)
        self.twins.loaded.connect(self._show_twin)
        self._pair: Twins | None = None
        self.page = PersonPage(live, actions)
        self.hold(self.page, above)
        self.page.gone.connect(lambda whose: self.gone.emit(Place(*whose)))
        self.page.wants.connect(self._go_on)
        self.page.more.clicked.connect(self._open_more)
        self.page.head.unmerge.connect(self.unmerge_key)
        self.page.head.twin.merge.connect(self._merge_twin)
        self.page.head.twin.apart.connect(self._tell_twin_apart)
        self.page.head.twin.look.connect(self._look_at_twin)
        self.page.side.person.became.connect(self._became)
        self.page.side.organisation.became.connect(self._became)
        self.page.view.activated.connect(lambda at: self.inspect.emit("feedback", at.data(KEY)))
        self.page.view.clicked.connect(lambda at: self.inspect.emit("feedback", at.data(KEY)))
        actions.bind_page(self, self)

    def _above(self) -> QWidget:
        """Lay out who is listed, in which order, and what looks like one."""
        above = QWidget(self)
        column = in_column(above, (24, 0, 20, 8), 8)
        line = in_row(gap=12)
        self.circle: Segments[Circle] = Segments(Circle, folds=True)
        self.circle.setObjectName("peopleCircle")
        self.circle.setAccessibleName(self.tr("Who is listed"))
        self.circle.set_value(Circle.EVERYBODY)
        self.circle.changed.connect(lambda: self.model.show_these(circle=self.circle.value()))
        self.order = box_of(
            ((label(order), order.value) for order in PeopleOrder),
            name="peopleOrder", accessible=self.tr("Order of the list"),
        )  # fmt: skip
        self.order.activated.connect(
            lambda: self.model.show_these(order=PeopleOrder(self.order.currentData()))
        )
        line.addWidget(self.circle)
        line.addStretch(1)
        line.addWidget(self.order)
        column.addLayout(line)
        self.twin = TwinLine("peopleTwin")
        self.twin.merge.connect(self._merge_pair)
        self.twin.apart.connect(self._tell_pair_apart)
        self.twin.look.connect(lambda: self._look_at(self._pair))
        column.addWidget(self.twin)
        self.due = DueLine(self.live, self.actions_["retention"])
        column.addWidget(self.due)
        return above

    # One page

    def show_place(self, place: Place) -> None:
        """Show everybody, where the list was left; or the page of one."""
        if isinstance(place.key, int):
            self.page.leave_field()
            self.page.show_them(place.kind, place.key)
            self.turn_to(thing=True)
        elif self.is_reading:
            self.page.leave_field()
            self.turn_to(thing=False)
            self._show_list()

    def come_back_from(self, place: Place) -> None:
        """Choose whose page was left."""
        if place.kind in {"person", "organisation"} and isinstance(place.key, int):
            self.kept.choose(key_of(place.kind, place.key))

    def _read(self, key: int) -> None:
        self.wants.emit(Place(*thing_of(key)))

    def _go_on(self, table: str, key: int) -> None:
        """Go where a link of the page leads; an item is looked at beside it."""
        if table == "item":
            self.inspect.emit("item", key)
        else:
            self.wants.emit(Place(table, key))

    @action("person_open", later("&Open their page"), "person",
            later("Show all that is known about them, and every word they said"), "O",
            choice=True)  # fmt: skip
    def read_chosen(self) -> None:
        """Open the page of who is chosen in the list."""
        key = self.view.currentIndex().data(KEY)
        if key is not None and not self.is_reading:
            self._read(key)

    @read_chosen.only_if
    def _is_listing(self) -> bool:
        return not self.is_reading and self.number_chosen() < 2

    @action("person_edit", later("&Edit what is known"), "edit",
            later("Put the keyboard into their fields"), "F2", choice=True)  # fmt: skip
    def edit(self) -> None:
        """Put the keyboard into the fields of who is chosen."""
        self.read_chosen()
        if self.is_reading:
            self.page.edit()

    edit.only_if(Records.is_one)

    # What the window asks for

    def load(self) -> None:
        """Ask for the people, for who looks like whom, and for all of the one that is open."""
        self.model.doubt_all()  # what was said elsewhere meanwhile is told in their rows
        self.model.reload()
        self.twins.reload()
        self.due.reload()
        if self.is_reading:
            self.page.reload_all()

    def follow(self, touched: Touched) -> None:
        """Show what a commit changed; in sight, each part knows how with less than all."""
        if not self.isVisible():
            super().follow(touched)
            return
        self.model.follow(touched)
        self.due.follow(touched)
        if touched.touches("person", "organisation", "setting"):
            self.twins.reload()
        if self.is_reading:
            self.page.follow(touched)

    def show_currency(self) -> None:
        """Write money in a currency."""
        self.model.rows.change(currency=self.live.currency)
        self.view.viewport().update()
        self.page.show_currency()

    def choose(self, key: int) -> None:
        """Open a person's page."""
        self.wants.emit(Place("person", key))

    # Who is chosen

    def current(self) -> tuple[str, int] | None:
        """Return whose page is open, or who is chosen in the list: the table and the key."""
        if self.is_reading:
            return self.page.whose
        key = self.view.currentIndex().data(KEY)
        return thing_of(key) if key is not None else None

    def in_hand(self) -> tuple[str, int] | None:
        """Return whose page is open, or who is chosen: what the inspector is for."""
        chosen = self.is_reading or self.view.selectionModel().hasSelection()
        return self.current() if chosen else None

    def printable(self) -> Printable | None:
        """Return the page that is open, or of who is chosen in the list."""
        from feedbackdesk.report.printables import contact_page

        whose = self.current()
        return None if whose is None else contact_page(*whose)

    def chosen(self) -> list[int]:
        """Return the keys of all who are chosen in the list; of the page that is open, its one."""
        if self.is_reading:
            return [key_of(*self.page.whose)] if self.page.whose is not None else []
        keys = self.model.keys()
        return [keys[row] for row in self.view.chosen_rows()]

    def number_chosen(self) -> int:
        """Return how many are chosen; of the page that is open, one."""
        parts = self.view.selectionModel().selection()
        number = sum(parts.at(part).height() for part in range(parts.count()))
        return min(number, 1) if self.is_reading else number

    def current_person(self) -> int | None:
        """Return the person whose page is open, or who alone is chosen; None for any other."""
        table, key = self.current() or ("", -1)
        return key if table == "person" and self.number_chosen() < 2 else None

    def current_name(self) -> str:
        """Return what whose page is open, or who is chosen, is called."""
        if self.is_reading:
            return self.page.found.name if self.page.found is not None else ""
        row = self.view.currentIndex().data(ROW)
        return row.name if isinstance(row, Contact) else ""

    def _became(self, table: str, key: int) -> None:
        """Show the record that the one in sight was merged into; the keyboard stays where it is."""
        held = self.window().focusWidget()
        self.wants.emit(Place(table, key))
        if held is not None and self.page.isAncestorOf(held):
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    # Two records that look like one

    def _look_at(self, pair: Twins | None) -> None:
        """Look at two records side by side."""
        if pair is not None:
            self.wants.emit(Place("twins", f"{pair.table}:{pair.one}:{pair.other}"))

    def _show_twin(self) -> None:
        """Show the first two that look like one, of those who are listed."""
        known = self.twins.pairs
        seen = known if self.model.is_everybody else self.model.among(known)
        self._pair = seen[0] if seen else None
        words = ""
        if self._pair is not None:
            pair = self._pair
            sentence = (
                self.tr("2 records look like one person by {why}: {one} / {other}")
                if pair.table == "person"
                else self.tr("2 records look like one organisation by {why}: {one} / {other}")
            )
            one, other = excerpt(pair.one_told, 60), excerpt(pair.other_told, 60)
            words = sentence.format(why=pair.why, one=one, other=other)
            if len(seen) > 1:
                words += self.tr(", and {number} more").format(number=f"{len(seen) - 1:,}")
        self.twin.show_words(words, may_change=not self.live.read_only)

    def _merge_pair(self) -> None:
        if self._pair is not None:
            self.live.do(MERGE[self._pair.table], self._pair.other, self._pair.one)

    def _tell_pair_apart(self) -> None:
        if self._pair is not None:
            self.live.do(tell_apart, self._pair.table, self._pair.one, self._pair.other)

    def _merge_twin(self) -> None:
        found = self.page.found
        if found is not None and found.twin is not None:
            self.live.do(MERGE[found.table], found.twin.other, found.key)

    def _look_at_twin(self) -> None:
        found = self.page.found
        if found is not None and found.twin is not None:
            self._look_at(found.twin)

    def _tell_twin_apart(self) -> None:
        found = self.page.found
        if found is not None and found.twin is not None:
            self.live.do(tell_apart, found.table, found.key, found.twin.other)

    # The list

    def _tell(self) -> None:
        key = self.view.currentIndex().data(KEY)
        if key is not None and self.view.selectionModel().hasSelection():
            self.chose.emit(*thing_of(key))
        self._say_numbers()

    def start(self) -> None:
        """Load once in sight; who is due is told anew in another workspace."""
        self.due.start()
        super().start()

    def row_menu(self, name: str = "", *, on_row: bool = True) -> Menu:
        """Return the menu of somebody, with what is held on them."""
        menu, delete = super().row_menu(name, on_row=on_row), self.actions_[PeoplePage.delete]
        if on_row and self.number_chosen() < 2:
            for held in ("person_report", "person_erase"):
                menu.insertAction(delete, self.actions_[held])
            menu.insertSeparator(delete)
        return menu

    def _open_more(self) -> None:
        more = self.page.more
        self.row_menu("personMenu").popup(more.mapToGlobal(more.rect().bottomLeft()))

    def _loaded(self) -> None:
        people, firms = self.model.numbers()
        counted = [plural(people, "person", "people")] if people else []
        counted += [plural(firms, "organisation", "organisations")] if firms else []
        self._counted = ", ".join(counted)
        self._say_numbers()
        self._show_twin()
        if not self.is_reading:
            self._show_list()
        self.stay_chosen.ensure()

    def _say_numbers(self) -> None:
        """Say who is listed, and how many of them are chosen, where several are."""
        number = self.number_chosen()
        chosen = _("{number} chosen").format(number=f"{number:,}") if number > 1 else ""
        self.say(", ".join(filter(None, (self._counted, chosen))))
        self.view.setAccessibleDescription(chosen)

    def _show_list(self) -> None:
        if self.model.rowCount():
            self.show_empty(False)
        elif self.model.is_everybody:
            self.show_empty(True)
        else:
            self.show_nothing_found()
