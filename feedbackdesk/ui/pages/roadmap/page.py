"""The roadmap: themes at the left, what will be done about them as a board or as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from feedbackdesk.desk.movement import take_snapshot
from feedbackdesk.desk.themes import delete_theme
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.memory import BoardMemory
from feedbackdesk.ui.pages.roadmap.board import Board
from feedbackdesk.ui.pages.roadmap.card_rows import read_out
from feedbackdesk.ui.pages.roadmap.column import Tray
from feedbackdesk.ui.pages.roadmap.list import RoadmapList
from feedbackdesk.ui.pages.roadmap.list_rows import read_sorting, write_sorting
from feedbackdesk.ui.pages.roadmap.moving import MovingPage
from feedbackdesk.ui.pages.roadmap.tools import Ranking, RoadmapTools
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.widgets.buttons import tool_for
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.layout import in_row
from feedbackdesk.ui.widgets.notices import EmptyState
from feedbackdesk.ui.widgets.planning import (
    Decides,
    Plans,
    ask_what_is_decided,
    link_chooser,
    plan_menu,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.domain.rows import RankedItem, Theme
    from feedbackdesk.domain.words import ItemStage, Lens
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.pages.roadmap.column import Column

_ROOM_FOR_ALL = 520
_ROOM_FOR_COMPARE = 900


class RoadmapPage(Decides, Plans, MovingPage):
    """The board, or the list of the same items."""

    prints_the_roadmap = True
    tables = (
        "item", "item_theme", "theme", "theme_alias", "mention", "feedback", "person",
        "organisation", "loss", "print_run", "setting",
    )  # fmt: skip

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the tools, the tray, the board and the list; as they were left."""
        super().__init__("roadmapPage", _("Roadmap"), live, actions)
        self.ranking = Ranking(live, self)
        self.ranking.came.connect(self._show)
        self._wanted: tuple[int, ...] = ()
        self._memory = BoardMemory(live.path)
        self.tools = RoadmapTools(actions, self)
        self.put_above(self.tools)
        self._compare = tool_for(actions["compare"], self.tr("Compare rankings"))
        self._print = tool_for(actions["print"], self.tr("Print roadmap"))
        self.head.addWidget(self._compare)
        self.head.addWidget(self._print)
        body = QWidget(self)
        row = in_row(body, (20, 0, 0, 16), 12)
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

    def load(self) -> None:
        """Ask for the themes of the tray, and for the ranking."""
        self.themes.reload()
        self._load()

    def come_back_from(self, place: Place) -> None:
        """Choose the card whose page was left."""
        if place.kind == "item" and isinstance(place.key, int):
            self.choose(place.key)

    def first_focus(self) -> QWidget:
        """Return to the chosen cards; else start in the tray, or where that is folded beside it."""
        if (view := self.view_in_sight()) is not None and view.isVisibleTo(self):
            return view
        if not self._tray.folded:
            return self.tray
        open_ones = (one for one in self.columns.values() if not one.folded)
        return next((one.list for one in open_ones), self._tray.strip)

    def show_currency(self) -> None:
        """Write money in a currency."""
        self.board.show_currency(self.live.currency)
        self.list.items.rows.change(currency=self.live.currency)
        self.list.viewport().update()

    @property
    def ranked(self) -> list[RankedItem]:  # type: ignore[override]
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
        said = read_out(entry, self.live.currency, self.lens)
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

    @action("item_open", later("&Open its page"), "roadmap",
            later("Open the item’s page: the proof of each number, what was decided, and who "
                  "waits"),
            "O", choice=True, begins=True)  # fmt: skip
    def open_item(self) -> None:
        """Open the page of the chosen item."""
        if (entry := self.chosen()) is not None:
            self.wants.emit(Place("item", entry.item.id))

    def decide_it(self) -> None:
        """Ask what is decided about the chosen item, and why."""
        if (entry := self.chosen()) is not None and not self.live.read_only:
            ask_what_is_decided(self, self.live, entry.item)

    @action("board_lens", later("&Rank by…"), "roadmap",
            later("Choose the lens that the roadmap is ranked through"), "Y", menu="view",
            begins=True)  # fmt: skip
    def ask_lens(self) -> None:
        """Choose the lens that the roadmap is ranked through."""
        self.tools.ask_lens()

    @action("board_list", later("Show as a l&ist"), "view",
            later("Show the same items in a list with columns to sort"), "Ctrl+B", menu="view",
            checkable=True)  # fmt: skip
    def show_list(self) -> None:
        """Show the items in a list, or on the board again."""
        self._switch_view(self.actions_[RoadmapPage.show_list].isChecked())

    @action("board_group", later("&Group by theme"), "themes",
            later("Put the items under the theme that each was linked to first"), "Ctrl+G",
            menu="view", checkable=True)  # fmt: skip
    def group(self) -> None:
        """Put the items under their themes, or in one order again."""
        self._memory.grouped = self.actions_[RoadmapPage.group].isChecked()
        self._show()

    @action("board_customers", later("Count &customers only"), "filter",
            later("Count only what accounts said that are customers today"), menu="view",
            checkable=True, begins=True)  # fmt: skip
    def count_customers(self) -> None:
        """Count only customers, or everybody again."""

    @action("board_lost", later("Count lost sal&es only"), "filter", later("Count only lost sales"),
            menu="view", checkable=True)  # fmt: skip
    def count_lost(self) -> None:
        """Count only lost sales, or everything again."""

    @action("board_year", later("Count this &year only"), "filter",
            later("Count only what was said since the first of January"), menu="view",
            checkable=True)  # fmt: skip
    def count_year(self) -> None:
        """Count only this year, or all years again."""

    @action("board_fold", later("&Fold or open the column"), "fold",
            later("Make a narrow strip of the column with the keyboard, or open it again"), "F",
            menu="view", begins=True)  # fmt: skip
    def fold(self) -> None:
        """Fold the column with the keyboard, or the tray; or open it again."""
        had = self.window().focusWidget()
        if had is not None and self._tray.isAncestorOf(had):
            self._fold_tray(not self._tray.folded)
        else:
            self.board.fold_at_hand()

    @action("board_sort", later("S&ort the list by…"), "view",
            later("Choose the column to sort the list by; the sorting before stays below it"), "S",
            menu="view")  # fmt: skip
    def sort(self) -> None:
        """Choose the column to sort the list by."""
        if self.is_list:
            self.list.ask_sorting()

    @action("snapshot", later("Take a snapsho&t…"), "snapshot",
            later("Remember the ranking as it is, to see later what moved"), "Ctrl+Shift+S",
            changes=True, begins=True)  # fmt: skip
    def snapshot(self) -> None:
        """Ask for a name, which may be left out, and remember the ranking in sight."""
        if self.live.desk is None or self.live.read_only:
            return
        lens = self.lens
        ask_name(
            self.window(),
            self.tr("Take a snapshot"),
            self.tr("&Name, such as “Before the spring fair”; it may be left empty"),
            lambda name: self.live.do(take_snapshot, name, lens),
            may_be_empty=True,
        )

    def plan_it(self) -> None:
        """Make an item of the theme chosen in the tray."""
        if theme := self.chosen_theme():
            plan_menu(self, self.live, theme, self.tray)

    def link_it(self) -> None:
        """Link the theme chosen in the tray to an item; or a theme to the item that is chosen."""
        if (entry := self.chosen()) is not None and not self.tray.hasFocus():
            self.ask_theme(entry.item)
        elif theme := self.chosen_theme():
            link_chooser(self, self.live, theme)

    def is_folded(self, stage: ItemStage) -> bool:
        """Whether what comes to a stage goes out of sight."""
        return not self.is_list and self.columns[stage].folded

    def clear_choice(self) -> None:
        """Choose nothing."""
        self.board.clear_choice()

    def delete_chosen(self) -> None:
        """Delete the chosen items; or the chosen theme, in the tray."""
        if self.tray.hasFocus():
            if theme := self.chosen_theme():
                self.live.do(delete_theme, theme.id)
        else:
            self.delete_chosen_items()

    # How it is laid out

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what the head has no room for beside the filters."""
        super().resizeEvent(event)
        prints, compares = self.width() >= _ROOM_FOR_ALL, self.width() >= _ROOM_FOR_COMPARE
        self._print.setVisible(prints)
        self._compare.setVisible(compares)
        self.tools.offer(compare=not compares, print_it=not prints)
        self._tray.fit(self.width())

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
        for one in (RoadmapPage.count_customers, RoadmapPage.count_lost, RoadmapPage.count_year):
            self.actions_[one].setChecked(False)
        self.actions_[RoadmapPage.group].setChecked(self._memory.grouped)
        self.actions_[RoadmapPage.show_list].setChecked(self._memory.as_list)
        self._views.setCurrentIndex(int(self._memory.as_list))

    def _connect(self) -> None:
        self.tools.lens_changed.connect(self._lens_chosen)
        self.tools.filter_changed.connect(self._load)
        self.board.folds_changed.connect(self._remember_folds)
        self._tray.fold_wanted.connect(self._fold_tray)
        self.themes.loaded.connect(self._show_emptiness)
        self.list.sorted.connect(self._remember_sorting)
        self.list.theme_linked.connect(self.link_theme_to)
        self.tray.customContextMenuRequested.connect(self._open_tray_menu)
        self.tell_chosen(self.tray, "theme")
        self._alone(self.tray)
        self.actions_.bind(self._tray, RoadmapPage.fold, RoadmapPage.ask_lens)
        self.actions_.bind(self.tray, RoadmapPage.plan, RoadmapPage.link, RoadmapPage.delete)
        for one in self.columns.values():
            cards = one.list
            cards.stands_in = self.stands_in
            cards.theme_planned.connect(self.plan_dropped)
            cards.theme_linked.connect(self.link_theme_to)
            cards.items_moved.connect(self.move_dropped)
            cards.items_pinned.connect(self.pin)
            self.actions_.bind(one.strip, RoadmapPage.fold)
            cards.hovered.connect(self.quiets)
            self._be_of_items(cards)
            self._alone(cards)
        self._be_of_items(self.list)
        self.list.selectionModel().selectionChanged.connect(self._forget_wanted)

    def _be_of_items(self, view: QAbstractItemView) -> None:
        self.answer_row(view, "roadmapMenu")
        self.tell_chosen(view, "item", lambda key: self.wants.emit(Place("item", key)))
        self.actions_.bind_page(self, view)

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

    def _fold_tray(self, yes: bool) -> None:
        self._tray.fold(yes)
        self._remember_folds()

    def _remember_folds(self) -> None:
        self._memory.folded = self.board.folded | ({"tray"} if self._tray.folded else set())

    def _remember_sorting(self) -> None:
        self._memory.sorting = write_sorting(self.list.items.sorting)

    def _open_tray_menu(self, at: QPoint) -> None:
        if not self.tray.indexAt(at).isValid():
            return
        menu = Menu(self)
        menu.setObjectName("roadmapMenu")
        for one in (RoadmapPage.plan, RoadmapPage.link, RoadmapPage.delete):
            menu.addAction(self.actions_[one])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.tray.viewport().mapToGlobal(at))

    def row_menu(self, name: str = "", *, on_row: bool = True) -> Menu:
        """Return the menu of items; the key that links has another name there than in the tray."""
        menu = super().row_menu(name, on_row=on_row)
        entry, link = self.chosen(), self.actions_[RoadmapPage.link]
        if entry is None or link not in menu.actions():
            return menu
        other = menu.addAction(self.tr("Lin&k a theme…"))
        other.setIcon(link.icon())
        other.setShortcuts(link.shortcuts())
        other.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        other.setEnabled(link.isEnabled())
        other.triggered.connect(lambda: self.ask_theme(entry.item))
        menu.insertAction(link, other)
        for one in (link, self.actions_[RoadmapPage.plan]):
            menu.removeAction(one)
        return menu


def _stands(entry: RankedItem) -> tuple[object, ...]:
    return entry.item.id, entry.item.stage, entry.rank, entry.item.pinned
