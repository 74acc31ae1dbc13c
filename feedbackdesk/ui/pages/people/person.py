"""The page of one person, or of one organisation: who they are, and every word they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from feedbackdesk.desk.contacts import standing
from feedbackdesk.domain.text import excerpt
from feedbackdesk.ui.pages.one_thing import OneThing
from feedbackdesk.ui.pages.people.person_head import PersonHead
from feedbackdesk.ui.pages.people.person_side import PersonSide
from feedbackdesk.ui.pages.people.rows import FOLLOWED, WordsModel
from feedbackdesk.ui.rows.tall_list import TallList
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.lists import make_list
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from feedbackdesk.domain.contacts import Standing
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


class PersonPage(OneThing):
    """One person or organisation."""

    gone = Signal(tuple)
    """Whose page it is is no longer there: the table and the key."""
    wants = Signal(str, int)
    """Another page or an item is wanted: person, organisation or item, and its key."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the head, the words and the side."""
        super().__init__()
        self.setObjectName("personPage")
        self.live = live
        self.whose: tuple[str, int] | None = None
        self.found: Standing | None = None
        self._is_to_edit = False
        self.head = PersonHead()
        self.head.wants.connect(self.wants)
        self.model = WordsModel(live)
        self.view = make_list("personWords", self.tr("What they said"), TallList(), self.model)
        self.empty = EmptyState(
            "quote",
            self.tr("Nothing was said yet"),
            self.tr("What they say stands here, newest first, with what they were then."),
        )
        self.empty.offer(actions["person_record"], self.tr("Record for them"))
        self.side = PersonSide(live)
        self.side.wants.connect(self.wants)
        self.side.owe.connect(actions["person_owe"].trigger)
        self.more = push_button(
            self.tr("More"), name="page.more", variant="quiet", icon="more",
            tip=self.tr("Everything that can be done here"),
        )  # fmt: skip
        tools = {
            "back": self.tr("All people"),
            "person_record": self.tr("Record for them"),
            "person_merge": self.tr("Merge into…"),
            "print_this": "",
        }
        self.lay_out(actions, tools, self.more, [self.head], self.side)
        self.model.loaded.connect(lambda: self.show_words(some=self.model.rowCount() > 0))

    # What is shown

    def show_them(self, table: str, key: int) -> None:
        """Open the page of a person or an organisation."""
        if self.whose != (table, key):
            self.whose = (table, key)
            self.found = None
            self._is_to_edit = False
            self.head.setEnabled(False)
            self.side.verticalScrollBar().setValue(0)
        self.model.show_them(table, key)
        self.show_words(some=True)  # they take the keyboard while they fill
        self.reload()

    def edit(self) -> None:
        """Put the keyboard into the fields, once they tell of who the page is about."""
        self._is_to_edit = self.found is None
        if self.found is not None:
            self.side.edit()

    def reload(self) -> None:
        """Ask for all that is known but the words."""
        if self.whose is None or self.live.desk is None:
            return

        def arrived(found: Standing | None) -> None:
            if found is None:
                whose, self.whose = self.whose, None
                self.gone.emit(whose)
            else:
                self._show(found)

        self.live.latest(self, standing, *self.whose, then=arrived)

    def reload_all(self) -> None:
        """Ask for all that is known, and for the words."""
        self.reload()
        self.model.reload()

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        if touched.touches(*FOLLOWED, "item", "item_theme", "mention", "theme", "setting"):
            self.reload()
        self.model.follow(touched)

    def show_currency(self) -> None:
        """Write money in a currency."""
        self.model.rows.change(currency=self.live.currency)
        if self.found is not None:
            self._show(self.found)

    def _show(self, found: Standing) -> None:
        self.found = found
        self.head.setEnabled(True)
        self.model.rows.change(of_person=found.person is not None)
        self.head.show_standing(found, self.live.currency, may_change=not self.live.read_only)
        self.side.show_standing(found)
        said = self.tr("What {name} said").format(name=excerpt(found.name, 80))
        self.view.setAccessibleName(said)
        self.view.viewport().update()
        if self._is_to_edit:
            self.edit()
