"""What moves items on the roadmap: the same for drags, keys and menus, for one or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.roadmap import (
    decline_item,
    delete_item,
    delete_items,
    link_theme,
    move_item,
    move_items,
    pin_item,
    pin_items,
    plan_theme,
    ship_item,
    unpin_item,
    unpin_items,
)
from feedbackdesk.domain.ranking import column
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.language.say import later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.widgets.choose import choose_theme
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.planning import tell_where_else

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractItemView

    from feedbackdesk.domain.rows import Item, RankedItem

_STAGES = list(ItemStage)


class MovingPage(Page):
    """A page of items that can be moved, pinned, shipped and declined."""

    # What it is done to

    ranked: list[RankedItem]
    """The items in sight, in the order of their ranks."""

    def chosen_items(self) -> list[RankedItem]:
        """Return the chosen items, from the top."""
        raise NotImplementedError

    def view_in_sight(self) -> QAbstractItemView | None:
        """Return the list whose rows are in hand."""
        raise NotImplementedError

    def want(self, keys: tuple[int, ...]) -> None:
        """Choose items once they are there."""
        raise NotImplementedError

    def places_rest(self) -> str:
        """Return why nothing can be pinned now, empty where it can."""
        raise NotImplementedError

    def is_folded(self, stage: ItemStage) -> bool:
        """Whether what comes to a stage goes out of sight."""
        raise NotImplementedError

    def clear_choice(self) -> None:
        """Choose nothing."""
        raise NotImplementedError

    # Stages

    @action("move_left", later("Move to the column &before"), "chevron-left",
            later("Move the item one stage back"), "Ctrl+Left", changes=True, choice=True,
            begins=True, menu="")  # fmt: skip
    def move_left(self) -> None:
        """Move what is chosen one stage back."""
        self.step_stage(-1)

    @action("move_right", later("Move to the &next column"), "chevron-right",
            later("Move the item one stage on"), "Ctrl+Right", changes=True, choice=True,
            menu="")  # fmt: skip
    def move_right(self) -> None:
        """Move what is chosen one stage on."""
        self.step_stage(1)

    def step_stage(self, by: int) -> None:
        """Move what is chosen some stages on, or back."""
        chosen = self.chosen_items()
        stages = {entry.item.stage for entry in chosen}
        if len(stages) > 1:
            self.live.said.emit(self.tr("They are in several stages: M moves them all to one."))
            return
        for stage in stages:
            at = _STAGES.index(stage) + by
            if 0 <= at < len(_STAGES):
                self.to_stage(_STAGES[at])

    def to_stage(self, stage: ItemStage) -> None:
        """Move what is chosen to a stage."""
        if keys := [entry.item.id for entry in self.chosen_items()]:
            self.want(tuple(keys))
            self.move_items(keys, stage)

    @action("move_to", later("&Move to a column…"), "move",
            later("Choose the stage that the chosen items go to"), "M", changes=True,
            choice=True)  # fmt: skip
    def ask_stage(self) -> None:
        """Ask for the stage that what is chosen goes to: one digit."""
        view = self.view_in_sight()
        if view is None or not self.chosen_items():
            return
        menu = Menu(self)
        menu.setObjectName("stageMenu")
        for number, stage in enumerate(_STAGES, 1):
            action = menu.addAction(f"&{number}  {label(stage)}")
            action.setIcon(icons.icon(f"stage-{stage.value}", Role[f"STAGE_{stage.name}"]))
            action.triggered.connect(lambda _checked=False, stage=stage: self.to_stage(stage))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        rect = view.visualRect(view.currentIndex())
        menu.popup(view.viewport().mapToGlobal(rect.bottomLeft()))

    def move_items(self, keys: Sequence[int], stage: ItemStage) -> None:
        """Move items to a stage; ask why where that is the end of them."""
        if stage is ItemStage.DECLINED:
            ask_name(
                self,
                self.tr("Decline {what}").format(what=self._called(keys)),
                self.tr("&Why? Those who asked will want to know."),
                lambda why: self._decline(keys, why),
            )
        elif len(keys) > 1:
            self.live.do(move_items, keys, stage, _several(keys))
        elif stage is ItemStage.SHIPPED:
            self.live.do(ship_item, keys[0])
        else:
            self.live.do(move_item, keys[0], stage)

    def _called(self, keys: Sequence[int]) -> str:
        """Return the title of one item, or the number of several."""
        if len(keys) > 1:
            return _several(keys)
        items = (entry.item for entry in self.ranked)
        title = next((one.title for one in items if one.id in keys), "")
        return f"“{excerpt(title, 60)}”"

    def _decline(self, keys: Sequence[int], why: str) -> None:
        if len(keys) > 1:
            self.live.do(move_items, keys, ItemStage.DECLINED, _several(keys), why)
        else:
            self.live.do(decline_item, keys[0], why)

    # What is dragged and dropped

    def plan_dropped(self, theme_id: int, stage: ItemStage) -> None:
        """Make an item of a theme; what is folded is not opened for what was dropped on it."""

        def made(item_id: int) -> None:
            tell_where_else(self.live, theme_id, item_id)
            if not self.is_folded(stage):
                self.choose(item_id)

        self.live.do(plan_theme, theme_id, stage, then=made)

    def stands_in(self, theme_id: int) -> str:
        """Return the title of the open item that answers a theme already; "" without one."""
        items = (entry.item for entry in self.ranked)
        titles = (one.title for one in items if one.stage.is_open and theme_id in one.theme_ids)
        return next(titles, "")

    def move_dropped(self, keys: Sequence[int], stage: ItemStage) -> None:
        """Move items to a stage; into a folded column they go out of sight."""
        if self.is_folded(stage):
            self.clear_choice()
        else:
            self.want(tuple(keys))
        self.move_items(keys, stage)

    def link_theme_to(self, theme_id: int, item_id: int) -> None:
        """Let an item answer one more theme."""
        self.want((item_id,))
        self.live.do(link_theme, item_id, theme_id)

    def ask_theme(self, item: Item) -> None:
        """Ask for a theme that an item is to answer too."""

        def picked(theme_id: int | None, _name: str) -> None:
            if theme_id is not None:
                self.link_theme_to(theme_id, item.id)

        title = self.tr("Link a theme to “{title}”").format(title=excerpt(item.title, 60))
        choose_theme(self, self.live, title, picked, may_make=False)

    # Places

    @action("pin_up", later("Pin one place &higher"), "rank-up",
            later("Keep the item one place higher, whatever its rank"), "Ctrl+Up", changes=True,
            choice=True, begins=True, menu="")  # fmt: skip
    def pin_up(self) -> None:
        """Pin what is chosen one place higher."""
        self.step_place(-1)

    @action("pin_down", later("Pin one place &lower"), "rank-down",
            later("Keep the item one place lower, whatever its rank"), "Ctrl+Down", changes=True,
            choice=True, menu="")  # fmt: skip
    def pin_down(self) -> None:
        """Pin what is chosen one place lower."""
        self.step_place(1)

    def step_place(self, by: int) -> None:
        """Pin what is chosen some places lower, or higher, in its stage."""
        chosen = self.chosen_items()
        if not chosen:
            return
        if why := self.places_rest():
            self.live.said.emit(f"{why}.")
            return
        stage = chosen[0].item.stage
        keys = [entry.item.id for entry in chosen if entry.item.stage is stage]
        order = [entry.item.id for entry in column(self.ranked, stage)]
        keys.sort(key=order.index)
        place = order.index(keys[0]) + 1 + by
        if 1 <= place <= len(order) - len(keys) + 1:
            self.pin(keys, place)

    def pin(self, keys: Sequence[int], place: int) -> None:
        """Pin items of one stage from a place on."""
        self.want(tuple(keys))
        if len(keys) > 1:
            self.live.do(pin_items, keys, place, _several(keys))
        else:
            self.live.do(pin_item, keys[0], place)

    @action("unpin", later("&Unpin"), "unpin", later("Let the rank decide where it stands"),
            "Alt+U", changes=True, choice=True, menu="")  # fmt: skip
    def unpin(self) -> None:
        """Let the ranks decide where what is chosen stands."""
        chosen = self.chosen_items()
        keys = [entry.item.id for entry in chosen if entry.item.pinned is not None]
        if len(keys) > 1:
            self.live.do(unpin_items, keys, _several(keys))
        elif keys:
            self.live.do(unpin_item, keys[0])

    @action("ship", later("Mark as &shipped"), "ship", later("It is done"), changes=True,
            choice=True, begins=True)  # fmt: skip
    def ship(self) -> None:
        """Mark what is chosen shipped."""
        self.to_stage(ItemStage.SHIPPED)

    @action("decline", later("&Decline…"), "decline", later("It will not be done, and why"),
            changes=True, choice=True)  # fmt: skip
    def decline(self) -> None:
        """Mark what is chosen declined, and say why."""
        self.to_stage(ItemStage.DECLINED)

    def delete_chosen_items(self) -> None:
        """Delete what is chosen."""
        keys = [entry.item.id for entry in self.chosen_items()]
        if len(keys) > 1:
            self.live.do(delete_items, keys, _several(keys))
        elif keys:
            self.live.do(delete_item, keys[0])


def _several(keys: Sequence[int]) -> str:
    return plural(len(keys), "item", "items")
