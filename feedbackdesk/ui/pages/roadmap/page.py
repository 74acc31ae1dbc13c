"""The roadmap: themes at the left, what will be done about them as a board or as a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QToolButton, QWidget

from feedbackdesk.desk.themes import delete_theme
from feedbackdesk.domain.words import ItemStage, Lens
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.pages.roadmap.board import Board
from feedbackdesk.ui.pages.roadmap.board_rows import read_out
from feedbackdesk.ui.pages.roadmap.list import RoadmapList
from feedbackdesk.ui.pages.roadmap.list_rows import read_sorting, write_sorting
from feedbackdesk.ui.pages.roadmap.memory import BoardMemory
from feedbackdesk.ui.pages.roadmap.menus import item_menu, tray_menu
from feedbackdesk.ui.pages.roadmap.moving import Moving
from feedbackdesk.ui.pages.roadmap.ranking import Ranking
from feedbackdesk.ui.pages.roadmap.tools import RoadmapTools
from feedbackdesk.ui.pages.roadmap.tray import Tray
from feedbackdesk.ui.widgets.empty_state import EmptyState
from feedbackdesk.ui.widgets.planning import link_chooser, plan_menu

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.domain.rows import RankedItem, Theme, Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.pages.roadmap.column import Column

_ROOM_FOR_ALL = 520
_ROOM_FOR_COMPARE = 900
_ROOM_FOR_TRAY = 900
"""Below this width of the page the tray is narrower."""
_KEYS = (
    "item_open", "item_decide", "move_left", "move_right", "move_to", "pin_up", "pin_down",
    "unpin", "theme_link", "board_lens", "board_fold", "board_sort", "delete",
)  # fmt: skip


class RoadmapPage(Page):
    """The board, or the list of the same items."""

    wants_item = Signal(int)
    """The page of an item is wanted: its key."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the tools, the tray, the board and the list; as they were left."""
        super().__init__("roadmapPage", "", live, actions)
        self._title.setText(self.tr("Roadmap"))
        self.ranking = Ranking(live, self)
        self.ranking.came.connect(self._show)
        self._wanted: tuple[int, ...] = ()
        self._currency = ""
        self._memory = BoardMemory(live.path)
        self.tools = RoadmapTools(actions, self)
        self.put_above(self.tools)
        self._compare = QToolButton(self)
        self._compare.setDefaultAction(actions["compare"])
        self._compare.setAccessibleName(self.tr("Compare rankings"))
        self.head.addWidget(self._compare)
        self._print = QToolButton(self)
        self._print.setDefaultAction(actions["print"])
        self._print.setAccessibleName(self.tr("Print roadmap"))
        self.head.addWidget(self._print)
        body = QWidget(self)
        row = QHBoxLayout(body)
        row.setContentsMargins(20, 0, 0, 16)
        row.setSpacing(12)
        self._tray = Tray(live, body)
        self.themes, self.tray, self.search = (
            self._tray.themes, self._tray.view, self._tray.search,
        )  # fmt: skip
        row.addWidget(self._tray)
        self._views = QStackedWidget(body)
        self.board = Board(self._views)
        self.columns: dict[ItemStage, Column] = self.board.columns
        self.list = RoadmapList(self._views)
        self._views.addWidget(self.board)
        self._views.addWidget(self.list)
        row.addWidget(self._views, 1)
        self.moving = Moving(self)
        self.empty = EmptyState(
            "roadmap",
            self.tr("Nothing to plan yet"),
            self.tr(
                "Once feedback is grouped into themes, drag them here: each becomes an item, "
                "ranked by how many asked for it."
            ),
        )
        self.empty.offer(actions["capture"], self.tr("Capture feedback"), primary=True)
        self.empty.offer(actions["sample"], self.tr("Try it with sample data"))
        self.set_body(body, self.empty)
        self._nothing.say(
            self.tr("Nothing of that was said"),
            self.tr("Behind no item is anything that counts now. Turn a filter above off again."),
        )
        self._connect()
        self._remembered()

    # What it shows

    def start(self) -> None:
        """Load the tray and the board."""
        self.themes.reload()
        self._load()

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        self.themes.follow(touched)
        if touched.touches(
            "item", "item_theme", "theme", "mention", "feedback", "person", "organisation", "loss",
            "print_run", "setting",
        ):  # fmt: skip
            self._load()

    def first_focus(self) -> QWidget:
        """Return to the chosen cards; else start in the tray, or where that is folded beside it."""
        if (view := self.view_in_sight()) is not None and view.isVisibleTo(self):
            return view
        if not self._tray.folded:
            return self.tray
        open_ones = (one for one in self.columns.values() if not one.folded)
        return next((one.list for one in open_ones), self._tray.strip)

    def show_currency(self, currency: str) -> None:
        """Write money in a currency."""
        self._currency = currency
        self.board.show_currency(currency)
        self.list.items.currency = currency
        self.list.viewport().update()

    @property
    def ranked(self) -> list[RankedItem]:
        """The items in sight, in the order of their ranks."""
        return self.ranking.ranked

    @property
    def lens(self) -> Lens:
        """What the board is ranked by."""
        return self.tools.lens

    @property
    def is_list(self) -> bool:
        """Whether the items stand in a list."""
        return self.tools.is_on("board_list")

    def choose(self, item_id: int) -> None:
        """Choose an item's card, now or once it is there."""
        self.want((item_id,))
        self._choose_wanted()

    def want(self, keys: tuple[int, ...]) -> None:
        """Choose items once they are there."""
        self._wanted = keys

    def _load(self) -> None:
        if self.live.desk is not None:
            if self.tools.only and self.tools.only != self.ranking.only:
                self.say(self.tr("Counting…"))
            self.ranking.load(self.lens, self.tools.only)

    def _lens_chosen(self) -> None:
        """Rank by the numbers at hand, at once; what the desk says comes after."""
        self._memory.lens = self.lens
        self.ranking.rank_by(self.lens)
        if entry := self.chosen():
            self.chose.emit("item", entry.item.id)  # an open inspector says why it stands there
        self._load()

    def _show(self) -> None:
        """Show the ranking at hand; what is chosen stays so, and in sight."""
        before = self.chosen()
        here = self.board.has_cards_focused()
        self._wanted = self._wanted or tuple(entry.item.id for entry in self.chosen_items())
        grouped, nobody = self.tools.is_on("board_group"), self.tr("No theme")
        if self.is_list:
            self.list.items.show_these(self.ranked, self.lens, grouped=grouped, nobody=nobody)
        else:
            self.board.say_places_rest(self.places_rest())
            self.board.show_these(
                self.ranked, self.lens, grouped=grouped, pinned=not self.ranking.only, nobody=nobody
            )
        self._say_number()
        self._choose_wanted()
        self._show_emptiness()
        view, now = self.view_in_sight(), self.chosen()
        if view is None or now is None:
            return
        if here and not view.hasFocus():
            view.setFocus()  # the keyboard goes along with the card
        if before is not None and _stands(before) != _stands(now) and view.hasFocus():
            self._read_out(view, now)

    def _say_number(self) -> None:
        number = sum(1 for entry in self.ranked if entry.rank is not None)
        if not self.ranked and not self.ranking.only:
            self.say(self.tr("Drag a theme onto a column"))
        elif self.ranking.only:
            self.say(self.tr("{number} open, counted in part").format(number=f"{number:,}"))
        else:
            self.say(self.tr("{number} open").format(number=f"{number:,}"))

    def _show_emptiness(self) -> None:
        if self.ranking.only and not self.ranked:
            self.show_nothing_found()
        else:
            self.show_empty(not self.ranked and not self.themes.themes())

    def _choose_wanted(self) -> None:
        if self._wanted:
            found = self.list if self.is_list else self.board
            if found.choose(self._wanted):
                self._wanted = ()

    def _read_out(self, view: QWidget, entry: RankedItem) -> None:
        """Tell whoever listens where the chosen item stands now."""
        said = read_out(entry, self._currency, self.lens)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, said))

    # What can be done

    def places_rest(self) -> str:
        """Return why nothing can be pinned now, empty where it can."""
        if self.tools.only:
            return self.tr("Pins rest while only a part counts")
        if self.tools.is_on("board_group"):
            return self.tr("Pins rest while items stand by theme")
        return ""

    def chosen_items(self) -> list[RankedItem]:
        """Return the chosen items, from the top."""
        return self.list.chosen() if self.is_list else self.board.chosen()

    def chosen(self) -> RankedItem | None:
        """Return the chosen item, the first of several."""
        return next(iter(self.chosen_items()), None)

    def chosen_theme(self) -> Theme | None:
        """Return the chosen theme of the tray."""
        return self._tray.chosen()

    def plan(self) -> None:
        """Make an item of the theme chosen in the tray."""
        if theme := self.chosen_theme():
            plan_menu(self, self.live, theme, self.tray)

    def link(self) -> None:
        """Link the theme chosen in the tray to an item; or a theme to the item that is chosen."""
        if (entry := self.chosen()) is not None and not self.tray.hasFocus():
            self.moving.ask_theme(entry.item)
        elif theme := self.chosen_theme():
            link_chooser(self, self.live, theme)

    def step_stage(self, by: int) -> None:
        """Move what is chosen some columns on, or back."""
        self.moving.step_stage(by)

    def step_place(self, by: int) -> None:
        """Pin what is chosen some places lower, or higher."""
        self.moving.step_place(by)

    def unpin(self) -> None:
        """Let the ranks decide where what is chosen stands."""
        self.moving.unpin()

    def ship(self) -> None:
        """Mark what is chosen shipped."""
        self.moving.to_stage(ItemStage.SHIPPED)

    def decline(self) -> None:
        """Mark what is chosen declined, and say why."""
        self.moving.to_stage(ItemStage.DECLINED)

    def delete(self) -> None:
        """Delete the chosen items; or the chosen theme, in the tray."""
        if self.tray.hasFocus():
            if theme := self.chosen_theme():
                self.live.do(delete_theme, theme.id)
        else:
            self.moving.delete()

    # How it is laid out

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what the head has no room for beside the filters."""
        super().resizeEvent(event)
        prints, compares = self.width() >= _ROOM_FOR_ALL, self.width() >= _ROOM_FOR_COMPARE
        self._print.setVisible(prints)
        self._compare.setVisible(compares)
        self.tools.offer(compare=not compares, print_it=not prints)
        self._tray.be_narrow(self.width() < _ROOM_FOR_TRAY)

    def view_in_sight(self) -> QAbstractItemView | None:
        """Return the list whose rows are in hand."""
        if self.is_list:
            return self.list
        lists = [one.list for one in self.columns.values()]
        return next((one for one in lists if one.selectionModel().hasSelection()), None)

    def _remembered(self) -> None:
        """Be as the page was left; the filters are not kept, so that nobody is misled."""
        self.tools.set_lens(self._memory.lens)
        folded = self._memory.folded
        self.board.fold_these(folded)
        self._tray.fold("tray" in folded)
        self.list.show_sorting(read_sorting(self._memory.sorting))
        for name in ("board_customers", "board_lost", "board_year"):
            self.actions_[name].setChecked(False)
        self.actions_["board_group"].setChecked(self._memory.grouped)
        self.actions_["board_list"].setChecked(self._memory.as_list)
        self._views.setCurrentIndex(int(self._memory.as_list))

    def _connect(self) -> None:
        self.tools.lens_changed.connect(self._lens_chosen)
        self.tools.filter_changed.connect(self._load)
        self.actions_["board_list"].toggled.connect(self._switch_view)
        self.actions_["board_group"].toggled.connect(self._group)
        self.actions_.does("board_fold", self._fold_at_hand)
        self.actions_.does("board_sort", self._ask_sorting)
        self.actions_.does("board_lens", self.tools.ask_lens)
        self.actions_.does("move_to", self.moving.ask_stage)
        self.board.folds_changed.connect(self._remember_folds)
        self._tray.fold_wanted.connect(self._fold_tray)
        self.themes.loaded.connect(self._show_emptiness)
        self.list.sorted.connect(self._remember_sorting)
        self.list.theme_linked.connect(self.moving.link)
        self.tray.customContextMenuRequested.connect(partial(tray_menu, self))
        self.tell_chosen(self.tray, "theme")
        self._alone(self.tray)
        self.actions_.bind(self._tray, "board_fold", "board_lens")
        self.actions_.bind(self.tray, "theme_plan", "theme_link", "delete")
        for one in self.columns.values():
            cards = one.list
            cards.stands_in = self.moving.stands_in
            cards.theme_planned.connect(self.moving.plan_dropped)
            cards.theme_linked.connect(self.moving.link)
            cards.items_moved.connect(self.moving.move_dropped)
            cards.items_pinned.connect(self.moving.pin)
            self.actions_.bind(one.strip, "board_fold")
            self._be_of_items(cards)
            self._alone(cards)
        self._be_of_items(self.list)
        self.list.selectionModel().selectionChanged.connect(self._forget_wanted)

    def _be_of_items(self, view: QAbstractItemView) -> None:
        view.customContextMenuRequested.connect(partial(item_menu, self, view))
        self.tell_chosen(view, "item", self.wants_item.emit)
        self.actions_.bind(view, *_KEYS)

    def _forget_wanted(self) -> None:
        """What the owner chose counts more than what was to be chosen."""
        if self.list.selectionModel().hasSelection():
            self._wanted = ()

    def _alone(self, view: QAbstractItemView) -> None:
        """Let one list of the board and the tray have a choice."""

        def others() -> None:
            if view.selectionModel().hasSelection():
                self._wanted = ()
                for other in (self.tray, *(one.list for one in self.columns.values())):
                    if other is not view:
                        other.clearSelection()

        view.selectionModel().selectionChanged.connect(others)

    def _switch_view(self, to_list: bool) -> None:
        had = self.window().focusWidget()
        here = had is not None and self._views.isAncestorOf(had)
        before = self.board.chosen() if to_list else self.list.chosen()
        self._memory.as_list = to_list
        self._views.setCurrentIndex(int(to_list))
        self._wanted = tuple(entry.item.id for entry in before)
        self.board.clear_choice()
        self.list.clearSelection()
        self._show()
        if here:
            (self.view_in_sight() or self.first_focus()).setFocus()

    def _group(self, yes: bool) -> None:
        self._memory.grouped = yes
        self._show()

    def _fold_at_hand(self) -> None:
        had = self.window().focusWidget()
        if had is not None and self._tray.isAncestorOf(had):
            self._fold_tray(not self._tray.folded)
        else:
            self.board.fold_at_hand()

    def _fold_tray(self, yes: bool) -> None:
        self._tray.fold(yes)
        self._remember_folds()

    def _remember_folds(self) -> None:
        self._memory.folded = self.board.folded | ({"tray"} if self._tray.folded else set())

    def _remember_sorting(self) -> None:
        self._memory.sorting = write_sorting(self.list.items.sorting)

    def _ask_sorting(self) -> None:
        if self.is_list:
            self.list.ask_sorting()


def _stands(entry: RankedItem) -> tuple[object, ...]:
    return entry.item.id, entry.item.stage, entry.rank, entry.item.pinned
