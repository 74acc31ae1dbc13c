"""The page of one roadmap item: why it stands where it stands, and the proof of each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer

from feedbackdesk.desk.evidence import ItemPlace, ItemStory, Waiting, begun, item_story, place_of
from feedbackdesk.domain.proof import Asker, Heard
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import Lens, label
from feedbackdesk.ui.letters.letter import LetterDialog
from feedbackdesk.ui.memory import kept_lens
from feedbackdesk.ui.pages.item.head import ItemHead
from feedbackdesk.ui.pages.item.rows import ProofModel
from feedbackdesk.ui.pages.item.side import ItemSide
from feedbackdesk.ui.pages.one_thing import OneThing, Reading
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.rows.tall_list import TallList
from feedbackdesk.ui.widgets.lists import choose_row, make_list
from feedbackdesk.ui.widgets.narrowing import CountingLine
from feedbackdesk.ui.widgets.planning import Decides, ask_what_is_decided

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_MANY = 2_000
"""From so many mentions on the page waits for a pause before it is loaded anew."""
_PAUSE_MS = 400


class ItemPage(Decides, Reading):
    """One item."""

    view: TallList
    makes_room = True
    tables = (
        "item", "item_theme", "item_link", "item_why", "theme", "mention", "feedback", "person",
        "organisation", "loss", "follow_up", "print_run", "setting",
    )  # fmt: skip

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the head, the evidence and the side."""
        super().__init__("itemPage", "", live, actions)
        self.key = -1
        self.story: ItemStory | None = None
        self.lens = Lens.REQUESTS
        self.shown = Lens.REQUESTS
        """The number whose evidence is open."""
        self._loading = self._stale = False
        self._soon = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._soon.timeout.connect(self._load_anew)
        self.item_head = ItemHead()
        self.item_head.opened.connect(self.open_number)
        self.counting = CountingLine(actions, "itemPageCounting")
        self.counting.setContentsMargins(24, 0, 24, 8)
        self.counting.changed.connect(self._count_anew)
        self.model = ProofModel()
        self.view = make_list("itemProof", self.tr("Evidence"), TallList(), self.model)
        self.view.activated.connect(self._open_row)
        self.view.clicked.connect(self._clicked)
        self.side = ItemSide(live)
        self.side.wants.connect(lambda table, key: self.wants.emit(Place(table, key)))
        self.side.writes.connect(self.write_to)
        thing = OneThing()
        thing.view = self.view
        tools = {"back": self.tr("Back"), "item_decide": self.tr("Decide…")}
        thing.lay_out(actions, tools, None, [self.item_head, self.counting], self.side)
        self.hold(thing)
        self.turn_to(thing=True)
        actions.bind_page(self, self)

    # What is shown

    def show_place(self, place: Place) -> None:
        """Show an item, by what the board is ranked by."""
        lens = kept_lens(self.live.path)
        self.lens = lens
        if isinstance(place.key, int) and place.key != self.key:
            self.thing.leave_field()
            self.key = place.key
            self.story = None
            self.shown = lens
            self.side.verticalScrollBar().setValue(0)
            self._begin()
        self.fall_behind()

    def load(self) -> None:
        """Ask for all of it."""
        self.reload()

    def _begin(self) -> None:
        """Show the head at once; the evidence of many takes its time."""

        def placed(found: ItemPlace | None) -> None:
            if found is not None and self.story is None:
                self.item_head.show_story(begun(found, only), self.lens, self.live.currency)

        only = self.counting.only
        if self.live.desk is not None:
            self.live.latest(self, place_of, self.key, self.lens, only, then=placed)

    def reload(self) -> None:
        """Ask for all of it."""
        if self.key < 0 or self.live.desk is None:
            return
        self._loading, self._stale = True, False
        self._soon.stop()

        def arrived(found: ItemStory | None) -> None:
            self._loading = False
            if self._stale:
                self._soon.start()
            if found is None:
                key, self.key = self.key, -1
                self.gone.emit(Place("item", key))
            else:
                self._show(found)

        self.live.latest(self, item_story, self.key, self.lens, self.counting.only, then=arrived)

    def _count_anew(self) -> None:
        if self.isVisible():
            self.reload()

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed; of much that is told, a few commits are one reload."""
        if not self.isVisible() or not touched.touches(*self.tables):
            super().follow(touched)
        elif self._loading:
            self._stale = True  # what is on its way may not know of it
        elif self.story is not None and self.story.entry.item.mentions > _MANY:
            self._soon.start()  # a few commits in a row are one reload
        else:
            self.reload()

    def _load_anew(self) -> None:
        if self.isVisible():
            self.reload()

    def show_currency(self) -> None:
        """Write money in a currency."""
        if self.story is not None:
            self._show(self.story)

    def _show(self, story: ItemStory) -> None:
        self.story = story
        self.item_head.show_story(story, self.lens, self.live.currency)
        self.side.show_story(story)
        self.open_number(self.shown)

    def open_number(self, lens: Lens) -> None:
        """Show the evidence of a number."""
        self.shown = lens
        self.item_head.mark(lens)
        if self.story is None:
            return
        place = self.view.currentIndex().row()
        self.model.show_proof(self.story.proof(lens), self.live.currency, self.story.item.effort)
        title = excerpt(self.story.item.title, 80)
        name = self.tr("{number}: the evidence of {title}")
        self.view.setAccessibleName(name.format(number=label(lens), title=title))
        if not self.view.currentIndex().isValid():
            row = max(0, min(place, self.model.rowCount() - 1))
            choose_row(self.view, row)

    # What is done here

    def decide_it(self) -> None:
        """Ask what is decided about it, and why."""
        if self.story is not None and not self.live.read_only:
            ask_what_is_decided(self, self.live, self.story.item)

    def write_to(self, waiting: Waiting) -> None:
        """Open a letter to somebody who waits."""
        if self.story is not None:
            LetterDialog(self, self.live, self.story.item.id, waiting).make()

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(ROW), Heard):
            self._open_row(index)

    def _open_row(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Heard):
            self.inspect.emit("feedback", row.feedback_id)
        elif isinstance(row, Asker) and row.account.thing is not None:
            self.wants.emit(Place(*row.account.thing))
