"""What is planned and decided about an item, and what puts a theme on the roadmap."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from feedbackdesk.desk.deciding import Verdict, decide
from feedbackdesk.desk.roadmap import EFFORT_LIMIT, link_theme, open_items_of, plan_theme
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import OPEN_STAGES, ItemStage, label
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.forms.ask import Question, ask
from feedbackdesk.ui.forms.fields import OneOf, Prose, Whole
from feedbackdesk.ui.widgets.choose import Choice, Chooser
from feedbackdesk.ui.widgets.keyboard import Menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView, QWidget

    from feedbackdesk.domain.rows import Item, Theme
    from feedbackdesk.ui.live import Live


class Plans:
    """Has a theme at hand that can be put on the roadmap."""

    @action("theme_plan", later("Put on the &roadmap…"), "roadmap",
            later("Make a roadmap item of the theme"), "R", changes=True, choice=True, begins=True,
            in_rows=True)  # fmt: skip
    def plan(self) -> None:
        """Make a roadmap item of the theme at hand."""
        self.plan_it()

    @action("theme_link", later("&Link to an item…"), "link",
            later("Let an item that exists answer this theme"), "L", changes=True, choice=True,
            in_rows=True)  # fmt: skip
    def link(self) -> None:
        """Let an item that exists answer the theme at hand."""
        self.link_it()

    def plan_it(self) -> None:
        """Ask for the stage of an item for the theme at hand."""
        raise NotImplementedError

    def link_it(self) -> None:
        """Ask for an item that is to answer the theme at hand."""
        raise NotImplementedError


def plan_menu(parent: QWidget, live: Live, theme: Theme, view: QListView) -> None:
    """Ask for the stage of a new item: one key, its first letter."""
    menu = Menu(parent)
    menu.setObjectName("planMenu")
    for number, stage in enumerate(OPEN_STAGES, 1):
        action = menu.addAction(f"&{number}  {label(stage)}")
        action.triggered.connect(
            lambda _checked=False, stage=stage: live.do(
                plan_theme, theme.id, stage, then=partial(tell_where_else, live, theme.id)
            )
        )
    menu.setActiveAction(menu.actions()[0])
    menu.aboutToHide.connect(menu.deleteLater)
    rect = view.visualRect(view.currentIndex())
    menu.popup(view.viewport().mapToGlobal(rect.bottomLeft()))


def tell_where_else(live: Live, theme_id: int, item_id: int) -> None:
    """Say so where a theme that became an item stands in another open one too."""

    def arrived(items: list[tuple[int, str]]) -> None:
        others = [title for key, title in items if key != item_id]
        if others:
            words = QCoreApplication.translate("Themes", "It stands in “{title}” already.")
            live.added.emit(words.format(title=excerpt(others[0], 60)))

    live.ask(open_items_of, theme_id, then=arrived)


def link_chooser(parent: QWidget, live: Live, theme: Theme) -> None:
    """Ask for the item that a theme is to be linked to."""
    from feedbackdesk.desk.roadmap import ranked_roadmap

    def picked(item_id: int | None, _name: str) -> None:
        if item_id is not None:
            live.do(link_theme, item_id, theme.id)

    title = parent.tr("Link “{name}” to").format(name=theme.name)
    chooser = Chooser(parent, title, picked)
    live.ask(
        ranked_roadmap,
        then=lambda ranked: chooser.offer(
            [Choice(one.item.id, one.item.title, label(one.item.stage)) for one in ranked]
        ),
    )
    chooser.open()


class Decides:
    """Has an item at hand about which something can be decided."""

    @action("item_decide", later("Decide…"), "edit",
            later("Move, pin or estimate the item, and keep why"), "D", changes=True,
            choice=True)  # fmt: skip
    def decide(self) -> None:
        """Ask what is decided about it, and why."""
        self.decide_it()

    def decide_it(self) -> None:
        """Ask what is decided about it, and why."""
        raise NotImplementedError


def ask_what_is_decided(parent: QWidget, live: Live, item: Item) -> Question:
    """Ask about an item, as it stands; the reason is kept in its log."""
    stage = OneOf("decideStage", _("&Stage"), [(one, label(one)) for one in ItemStage], item.stage)
    place = Whole(
        "decidePlace", _("&Place in its column"), item.pinned, (0, 10_000), none=_("by rank")
    )
    effort = Whole("decideEffort", _("&Effort"), item.effort, (0, EFFORT_LIMIT), none="–")
    why = Prose(
        "decideWhy", _("&Why"), tall=88, fixed=True,
        hint=_("Kept with the decision. When you decline, those who asked will hear it."),
    )  # fmt: skip

    def unpin() -> None:
        """A pin is a place within a column: in another one it would mean nothing."""
        place.show(item.pinned if stage.value() is item.stage else None)

    def then(answer: dict[str, Any], question: Question) -> None:
        verdict = Verdict(
            stage=answer["decideStage"],
            place=answer["decidePlace"],
            effort=answer["decideEffort"],
            why=answer["decideWhy"],
        )
        live.do(decide, item.id, verdict, then=question.taken, otherwise=question.refuse)

    stage.on_change(unpin)
    return ask(
        parent, _("Decide on {title}").format(title=excerpt(item.title, 60)),
        ((stage, place, effort), why), _("&Decide"), then,
        name="decideDialog", ok_name="decideSave", width=460,
    )  # fmt: skip
