"""What moves items on the roadmap: the same for drags, keys and menus, for one or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

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
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.choose import ask_name, choose_theme
from feedbackdesk.ui.widgets.menu import Menu
from feedbackdesk.ui.widgets.planning import tell_where_else

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import Item
    from feedbackdesk.ui.pages.roadmap.page import RoadmapPage

_STAGES = list(ItemStage)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Moving", text)


class Moving:
    """Moves, pins and deletes what is chosen on the roadmap page."""

    def __init__(self, page: RoadmapPage) -> None:
        """Stand beside the page."""
        self._page = page
        self._live = page.live

    def step_stage(self, by: int) -> None:
        """Move what is chosen some stages on, or back."""
        chosen = self._page.chosen_items()
        stages = {entry.item.stage for entry in chosen}
        if len(stages) > 1:
            self._live.said.emit(_tr("They are in several stages: M moves them all to one."))
            return
        for stage in stages:
            at = _STAGES.index(stage) + by
            if 0 <= at < len(_STAGES):
                self.to_stage(_STAGES[at])

    def to_stage(self, stage: ItemStage) -> None:
        """Move what is chosen to a stage."""
        if keys := [entry.item.id for entry in self._page.chosen_items()]:
            self._page.want(tuple(keys))
            self.move(keys, stage)

    def ask_stage(self) -> None:
        """Ask for the stage that what is chosen goes to: one digit."""
        view = self._page.view_in_sight()
        if view is None or not self._page.chosen_items():
            return
        menu = Menu(self._page)
        menu.setObjectName("stageMenu")
        for number, stage in enumerate(_STAGES, 1):
            action = menu.addAction(f"&{number}  {label(stage)}")
            action.setIcon(icons.icon(f"stage-{stage.value}", Role[f"STAGE_{stage.name}"]))
            action.triggered.connect(lambda _checked=False, stage=stage: self.to_stage(stage))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        rect = view.visualRect(view.currentIndex())
        menu.popup(view.viewport().mapToGlobal(rect.bottomLeft()))

    def move(self, keys: Sequence[int], stage: ItemStage) -> None:
        """Move items to a stage; ask why where that is the end of them."""
        if stage is ItemStage.DECLINED:
            ask_name(
                self._page,
                _tr("Decline {what}").format(what=self._called(keys)),
                _tr("&Why? Those who asked will want to know."),
                lambda why: self._decline(keys, why),
            )
        elif len(keys) > 1:
            self._live.do(move_items, keys, stage, _several(keys))
        elif stage is ItemStage.SHIPPED:
            self._live.do(ship_item, keys[0])
        else:
            self._live.do(move_item, keys[0], stage)

    def _called(self, keys: Sequence[int]) -> str:
        """Return the title of one item, or the number of several."""
        if len(keys) > 1:
            return _several(keys)
        items = (entry.item for entry in self._page.ranked)
        title = next((one.title for one in items if one.id in keys), "")
        return f"“{excerpt(title, 60)}”"

    def _decline(self, keys: Sequence[int], why: str) -> None:
        if len(keys) > 1:
            self._live.do(move_items, keys, ItemStage.DECLINED, _several(keys), why)
        else:
            self._live.do(decline_item, keys[0], why)

    # What is dragged and dropped

    def plan_dropped(self, theme_id: int, stage: ItemStage) -> None:
        """Make an item of a theme; what is folded is not opened for what was dropped on it."""
        page = self._page

        def made(item_id: int) -> None:
            tell_where_else(self._live, theme_id, item_id)
            if page.is_list or not page.columns[stage].folded:
                page.choose(item_id)

        self._live.do(plan_theme, theme_id, stage, then=made)

    def stands_in(self, theme_id: int) -> str:
        """Return the title of the open item that answers a theme already; "" without one."""
        items = (entry.item for entry in self._page.ranked)
        titles = (one.title for one in items if one.stage.is_open and theme_id in one.theme_ids)
        return next(titles, "")

    def move_dropped(self, keys: Sequence[int], stage: ItemStage) -> None:
        """Move items to a stage; into a folded column they go out of sight."""
        if self._page.columns[stage].folded:
            self._page.board.clear_choice()
        else:
            self._page.want(tuple(keys))
        self.move(keys, stage)

    def link(self, theme_id: int, item_id: int) -> None:
        """Let an item answer one more theme."""
        self._page.want((item_id,))
        self._live.do(link_theme, item_id, theme_id)

    def ask_theme(self, item: Item) -> None:
        """Ask for a theme that an item is to answer too."""

        def picked(theme_id: int | None, _name: str) -> None:
            if theme_id is not None:
                self.link(theme_id, item.id)

        title = _tr("Link a theme to “{title}”").format(title=excerpt(item.title, 60))
        choose_theme(self._page, self._live, title, picked, may_make=False)

    # Places

    def step_place(self, by: int) -> None:
        """Pin what is chosen some places lower, or higher, in its stage."""
        chosen = self._page.chosen_items()
        if not chosen:
            return
        if why := self._page.places_rest():
            self._live.said.emit(f"{why}.")
            return
        stage = chosen[0].item.stage
        keys = [entry.item.id for entry in chosen if entry.item.stage is stage]
        order = [entry.item.id for entry in column(self._page.ranked, stage)]
        keys.sort(key=order.index)
        place = order.index(keys[0]) + 1 + by
        if 1 <= place <= len(order) - len(keys) + 1:
            self.pin(keys, place)

    def pin(self, keys: Sequence[int], place: int) -> None:
        """Pin items of one stage from a place on."""
        self._page.want(tuple(keys))
        if len(keys) > 1:
            self._live.do(pin_items, keys, place, _several(keys))
        else:
            self._live.do(pin_item, keys[0], place)

    def unpin(self) -> None:
        """Let the ranks decide where what is chosen stands."""
        chosen = self._page.chosen_items()
        keys = [entry.item.id for entry in chosen if entry.item.pinned is not None]
        if len(keys) > 1:
            self._live.do(unpin_items, keys, _several(keys))
        elif keys:
            self._live.do(unpin_item, keys[0])

    def delete(self) -> None:
        """Delete what is chosen."""
        keys = [entry.item.id for entry in self._page.chosen_items()]
        if len(keys) > 1:
            self._live.do(delete_items, keys, _several(keys))
        elif keys:
            self._live.do(delete_item, keys[0])


def _several(keys: Sequence[int]) -> str:
    return plural(len(keys), "item", "items")
