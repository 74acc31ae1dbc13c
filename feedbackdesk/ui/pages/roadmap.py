"""The roadmap: themes at the left, what will be done about them in columns by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.roadmap import (
    decline_item,
    delete_item,
    full_roadmap,
    link_theme,
    move_item,
    pin_item,
    plan_theme,
    ranked_roadmap,
    ship_item,
    unpin_item,
)
from feedbackdesk.desk.themes import delete_theme
from feedbackdesk.domain.ranking import column
from feedbackdesk.domain.rows import RankedItem, Theme, Touched
from feedbackdesk.domain.words import ItemStage, Lens, label
from feedbackdesk.ui import icons
from feedbackdesk.ui.delegates.themes import TrayTheme
from feedbackdesk.ui.models.roles import ROW
from feedbackdesk.ui.models.themes import ThemeModel
from feedbackdesk.ui.pages.board_column import Column
from feedbackdesk.ui.pages.page import Page, debounce, make_list
from feedbackdesk.ui.pages.themes import link_chooser, plan_menu
from feedbackdesk.ui.theme import Role
from feedbackdesk.ui.widgets.choose import ask_name
from feedbackdesk.ui.widgets.empty_state import EmptyState
from feedbackdesk.ui.widgets.menu import Menu
from feedbackdesk.ui.widgets.search import search_field

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_TRAY_WIDTH = 216
_COLUMN_WIDTH = 164
_ROOM_FOR_ALL = 520


class RoadmapPage(Page):
    """The board."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the tray and the columns."""
        super().__init__("roadmapPage", "", live, actions)
        self._title.setText(self.tr("Roadmap"))
        self._ticket = 0
        self.ranked: list[RankedItem] = []
        self._wanted: int | None = None
        self._pick_lens()
        body = QWidget(self)
        row = QHBoxLayout(body)
        row.setContentsMargins(20, 0, 0, 16)
        row.setSpacing(12)
        self.themes = ThemeModel(live)
        row.addWidget(self._tray(body))
        row.addWidget(self._board(body), 1)
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
        """Start in the tray."""
        return self.tray

    def show_currency(self, currency: str) -> None:
        """Write money in a currency."""
        for one in self.columns.values():
            one.list.card.currency = currency
            one.list.cards.currency = currency

    @property
    def lens(self) -> Lens:
        """What the board is ranked by."""
        return Lens(self._lens.currentData())

    def choose(self, item_id: int) -> None:
        """Choose an item's card, now or once it is there."""
        self._wanted = item_id
        self._choose_wanted()

    def _load(self) -> None:
        if self.live.desk is None:
            return
        self._ticket += 1
        ticket, lens = self._ticket, self.lens

        def whole(ranked: list[RankedItem]) -> None:
            if ticket == self._ticket:
                self._show(ranked)

        def quick(ranked: list[RankedItem]) -> None:
            if ticket == self._ticket:
                # The kept numbers come at once, at any size; those that are computed follow.
                if not self.ranked:
                    self._show(ranked)
                self.live.ask(full_roadmap, lens, then=whole)

        self.live.ask(ranked_roadmap, lens, then=quick)

    def _show(self, ranked: list[RankedItem]) -> None:
        chosen = self.chosen()
        if self._wanted is None and chosen is not None:
            self._wanted = chosen.item.id
        self.ranked = ranked
        most = max((entry.item.requests for entry in ranked), default=0)
        for stage, one in self.columns.items():
            one.list.cards.show_these(column(ranked, stage), most)
            one.show_count()
        open_items = sum(1 for entry in ranked if entry.rank is not None)
        self.say(
            self.tr("{number} open, ranked by {lens}").format(
                number=f"{open_items:,}", lens=label(self.lens).lower()
            )
            if ranked
            else self.tr("Drag a theme onto a column")
        )
        self._choose_wanted()
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        self.show_empty(not self.ranked and not self.themes.themes())

    def _choose_wanted(self) -> None:
        if self._wanted is None:
            return
        for one in self.columns.values():
            if one.list.choose(self._wanted):
                self._wanted = None
                self._area.ensureWidgetVisible(one, 8, 0)
                return

    # What can be done

    def chosen(self) -> RankedItem | None:
        """Return the chosen card."""
        for one in self.columns.values():
            indexes = one.list.selectionModel().selectedIndexes()
            if indexes:
                entry = indexes[0].data(ROW)
                return entry if isinstance(entry, RankedItem) else None
        return None

    def chosen_theme(self) -> Theme | None:
        """Return the chosen theme of the tray."""
        row = self.tray.currentIndex().data(ROW)
        return row if isinstance(row, Theme) else None

    def plan(self) -> None:
        """Make an item of the theme chosen in the tray."""
        if theme := self.chosen_theme():
            plan_menu(self, self.live, theme, self.tray)

    def link(self) -> None:
        """Link the theme chosen in the tray to an item."""
        if theme := self.chosen_theme():
            link_chooser(self, self.live, theme)

    def step_stage(self, by: int) -> None:
        """Move the chosen card some columns on, or back."""
        if entry := self.chosen():
            stages = list(self.columns)
            at = stages.index(entry.item.stage) + by
            if 0 <= at < len(stages):
                self._move(entry.item.id, stages[at])

    def step_place(self, by: int) -> None:
        """Pin the chosen card some places lower, or higher."""
        if entry := self.chosen():
            cards = self.columns[entry.item.stage].list.cards
            place = cards.row_of(entry.item.id) + 1 + by
            if 1 <= place <= cards.rowCount():
                self._wanted = entry.item.id
                self.live.do(pin_item, entry.item.id, place)

    def unpin(self) -> None:
        """Let the rank decide where the chosen card stands."""
        if (entry := self.chosen()) and entry.item.pinned is not None:
            self._wanted = entry.item.id
            self.live.do(unpin_item, entry.item.id)

    def ship(self) -> None:
        """Mark the chosen item shipped."""
        if entry := self.chosen():
            self._move(entry.item.id, ItemStage.SHIPPED)

    def decline(self) -> None:
        """Mark the chosen item declined, and say why."""
        if entry := self.chosen():
            self._move(entry.item.id, ItemStage.DECLINED)

    def delete(self) -> None:
        """Delete the chosen card; or the chosen theme, in the tray."""
        if self.tray.hasFocus():
            if theme := self.chosen_theme():
                self.live.do(delete_theme, theme.id)
        elif entry := self.chosen():
            self.live.do(delete_item, entry.item.id)

    def _move(self, item_id: int, stage: ItemStage) -> None:
        self._wanted = item_id
        if stage is ItemStage.SHIPPED:
            self.live.do(ship_item, item_id)
        elif stage is ItemStage.DECLINED:
            ask_name(
                self,
                self.tr("Decline"),
                self.tr("&Why? Those who asked will want to know."),
                lambda why: self.live.do(decline_item, item_id, why),
            )
        else:
            self.live.do(move_item, item_id, stage)

    def _plan_theme(self, theme_id: int, stage: ItemStage) -> None:
        self.live.do(plan_theme, theme_id, stage, then=self.choose)

    def _link_theme(self, theme_id: int, item_id: int) -> None:
        self._wanted = item_id
        self.live.do(link_theme, item_id, theme_id)

    def _pin(self, item_id: int, place: int) -> None:
        self._wanted = item_id
        self.live.do(pin_item, item_id, place)

    # How it is laid out

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave away what the head has no room for: the menus and keys have it too."""
        super().resizeEvent(event)
        for part in (self._lens_name, self._print):
            part.setVisible(self.width() >= _ROOM_FOR_ALL)

    def _pick_lens(self) -> None:
        self._lens_name = name = QLabel(self.tr("Rank b&y"), self)
        name.setProperty("role", "muted")
        self._lens = QComboBox(self)
        self._lens.setObjectName("lensField")
        self._lens.setAccessibleName(self.tr("Rank by"))
        for lens in Lens:
            self._lens.addItem(label(lens), lens.value)
        name.setBuddy(self._lens)
        self._lens.currentIndexChanged.connect(self._load)
        self.head.addWidget(name)
        self.head.addWidget(self._lens)
        self._fold = QToolButton(self)
        self._fold.setObjectName("declinedFold")
        self._fold.setCheckable(True)
        self._fold.setIcon(icons.icon("stage-declined", active=Role.ON_ACCENT_SOFT))
        self._fold.setToolTip(self.tr("Show or hide what was declined"))
        self._fold.setAccessibleName(self.tr("Show declined items"))
        self.head.addWidget(self._fold)
        self._print = QToolButton(self)
        self._print.setDefaultAction(self.actions_["print"])
        self._print.setAccessibleName(self.tr("Print roadmap"))
        self.head.addWidget(self._print)

    def _tray(self, parent: QWidget) -> QWidget:
        frame = QWidget(parent)
        frame.setFixedWidth(_TRAY_WIDTH)
        column_ = QVBoxLayout(frame)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(6)
        self.search = search_field(
            frame, self.tr("Filter themes"), self.tr("Filter the themes to put on the roadmap")
        )
        debounce(self.search, self.themes.search)
        self._unplanned = QCheckBox(self.tr("Only what is not pl&anned"), frame)
        self._unplanned.toggled.connect(self.themes.only_unplanned)
        self.tray = make_list("themeTray", self.tr("Themes to put on the roadmap"), QListView())
        self.tray.setModel(self.themes)
        self.tray.setItemDelegate(TrayTheme(self.tray))
        self.tray.setDragEnabled(True)
        self.tray.setStyleSheet("QListView { background: transparent; }")
        self.tray.customContextMenuRequested.connect(self._tray_menu)
        self.tell_chosen(self.tray, "theme")
        self.tray.selectionModel().selectionChanged.connect(
            lambda chosen, _gone: self._only_in(self.tray) if chosen.count() else None
        )
        self.actions_.bind(self.tray, "theme_plan", "theme_link", "delete")
        self.themes.loaded.connect(self._show_emptiness)
        column_.addWidget(self.search)
        column_.addWidget(self._unplanned)
        column_.addWidget(self.tray, 1)
        return frame

    def _board(self, parent: QWidget) -> QWidget:
        self._area = area = QScrollArea(parent)
        area.setObjectName("roadmapBoard")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(area)
        inner.setProperty("surface", "page")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(8)
        self.columns: dict[ItemStage, Column] = {}
        for stage in ItemStage:
            one = Column(stage, inner)
            one.setMinimumWidth(_COLUMN_WIDTH)
            self.columns[stage] = one
            row.addWidget(one, 1)
            self._connect(one)
        declined = self.columns[ItemStage.DECLINED]
        declined.hide()
        self._fold.toggled.connect(declined.setVisible)
        area.setWidget(inner)
        return area

    def _connect(self, one: Column) -> None:
        cards = one.list
        cards.theme_planned.connect(self._plan_theme)
        cards.theme_linked.connect(self._link_theme)
        cards.item_moved.connect(self._move)
        cards.item_pinned.connect(self._pin)
        cards.customContextMenuRequested.connect(lambda at, cards=cards: self._card_menu(cards, at))
        self.tell_chosen(cards, "item")
        cards.selectionModel().selectionChanged.connect(
            lambda chosen, _gone, cards=cards: self._only_in(cards) if chosen.count() else None
        )
        cards.hovered.connect(lambda one=one: self._area.ensureWidgetVisible(one, 8, 0))
        self.actions_.bind(
            cards, "move_left", "move_right", "pin_up", "pin_down", "unpin", "delete"
        )

    def _only_in(self, view: QListView) -> None:
        """Let one list of the page have a choice."""
        for other in (self.tray, *(one.list for one in self.columns.values())):
            if other is not view:
                other.clearSelection()

    def _tray_menu(self, at: QPoint) -> None:
        if self.tray.indexAt(at).isValid():
            self._popup(self.tray, at, ["theme_plan", "theme_link", "", "delete"])

    def _card_menu(self, cards: QListView, at: QPoint) -> None:
        if cards.indexAt(at).isValid():
            self._popup(
                cards,
                at,
                ["move_left", "move_right", "", "pin_up", "pin_down", "unpin", "", "ship",
                 "decline", "", "delete"],
            )  # fmt: skip

    def _popup(self, view: QListView, at: QPoint, names: list[str]) -> None:
        menu = Menu(self)
        for name in names:
            if name:
                menu.addAction(self.actions_[name])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(view.viewport().mapToGlobal(at))
