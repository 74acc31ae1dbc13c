"""The context menus of the roadmap page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from feedbackdesk.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QAbstractItemView

    from feedbackdesk.ui.pages.roadmap.page import RoadmapPage

_ON_A_THEME = ("theme_plan", "theme_link", "", "delete")
_ON_AN_ITEM = (
    "item_open", "item_decide", "", "move_left", "move_right", "move_to", "",
    "pin_up", "pin_down", "unpin", "", "ship", "decline", "", "delete",
)  # fmt: skip


def tray_menu(page: RoadmapPage, at: QPoint) -> None:
    """Open the menu of the theme at a point of the tray."""
    if page.tray.indexAt(at).isValid():
        _popup(page, page.tray, at, _ON_A_THEME)


def item_menu(page: RoadmapPage, view: QAbstractItemView, at: QPoint) -> None:
    """Open the menu of the items that are chosen, at a point of the board or the list."""
    if view.indexAt(at).isValid() and (entry := page.chosen()) is not None:
        menu = _popup(page, view, at, _ON_AN_ITEM)
        # The same key links the other way round in the tray, where it has another name.
        link = menu.addAction(page.tr("Lin&k a theme…"))
        link.setIcon(page.actions_["theme_link"].icon())
        link.setShortcuts(page.actions_["theme_link"].shortcuts())
        link.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        link.setEnabled(page.actions_["theme_link"].isEnabled())
        link.triggered.connect(lambda: page.moving.ask_theme(entry.item))
        menu.insertAction(page.actions_["pin_up"], link)


def _popup(page: RoadmapPage, view: QAbstractItemView, at: QPoint, names: tuple[str, ...]) -> Menu:
    menu = Menu(page)
    menu.setObjectName("roadmapMenu")
    for name in names:
        if name:
            menu.addAction(page.actions_[name])
        else:
            menu.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(view.viewport().mapToGlobal(at))
    return menu
