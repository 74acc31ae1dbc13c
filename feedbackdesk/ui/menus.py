"""The menu bar, and the workspaces that were opened lately."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from feedbackdesk.language.say import _
from feedbackdesk.ui.memory import name_among_settings
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.places import room_of
from feedbackdesk.ui.widgets.keyboard import letters_first

if TYPE_CHECKING:
    from feedbackdesk.ui.frame import Frame

_RECENT = 8


class RecentMenu(QMenu):
    """The workspaces opened lately, the newest first, by the names of their businesses."""

    chosen = Signal(object)
    """The path of a workspace."""

    def __init__(self, settings: QSettings, parent: QWidget) -> None:
        """List what is remembered in the settings."""
        super().__init__(parent)
        self.setTitle(self.tr("Open &recent"))
        self._settings = settings
        self.aboutToShow.connect(self._fill)

    def remember(self, path: Path) -> None:
        """Put a workspace first."""
        here = str(path.absolute())
        recent = [here, *(one for one in self._paths() if one != here)]
        self._settings.setValue("recent", recent[:_RECENT])

    def name(self, path: Path, business: str) -> None:
        """Call a workspace by the name of its business."""
        self._settings.setValue(f"names/{name_among_settings(path)}", business)

    def _paths(self) -> list[str]:
        kept = self._settings.value("recent", [])
        if isinstance(kept, str):
            kept = [kept]
        return [str(one) for one in kept] if isinstance(kept, list) else []

    def _fill(self) -> None:
        self.clear()
        for one in self._paths():
            path = Path(one)
            name = str(self._settings.value(f"names/{name_among_settings(path)}", path.stem))
            action = QAction(f"{name}  —  {path}".replace("&", "&&"), self)
            action.setEnabled(path.exists())
            action.triggered.connect(lambda _checked=False, path=path: self.chosen.emit(path))
            self.addAction(action)


class MenuBar:
    """File, Edit, View, Go, the page in sight, Help: what stands there is read from the actions."""

    def __init__(self, window: Frame, recent: RecentMenu) -> None:
        """Fill a window's menu bar; what the page in sight has is read when it is to be shown."""
        self._window, self._actions = window, window.actions_
        bar = window.menuBar()
        file, edit = bar.addMenu(_("&File")), bar.addMenu(_("&Edit"))
        self._view, go = bar.addMenu(_("&View")), bar.addMenu(_("&Go"))
        self._page, help_ = bar.addMenu(""), bar.addMenu(_("&Help"))
        self._page.setObjectName("pageMenu")
        own: tuple[type, ...] = (*window.hosts, type(window))
        for cls in window.hosts:
            self._actions.fill(file, "file", cls)
        file.insertMenu(self._actions["sample"], recent)
        file.addSeparator()
        self._actions.opens(file, "file")
        self._actions.fill(file, "file", type(window))
        for cls in (type(window), Page, *window.hosts):
            self._actions.fill(edit, "edit", cls)
        self._actions.opens(go, "go")
        for cls in own:
            self._actions.fill(go, "go", cls)
            self._actions.fill(help_, "help", cls)
        self._look = self._looks(window)
        self._view.aboutToShow.connect(self._fill_view)
        self._page.aboutToShow.connect(self._fill_page)
        window.place_changed.connect(self._entitle)
        self._entitle()
        self._fill_view()
        letters_first(bar)

    def _entitle(self) -> None:
        text = str(room_of(self._window.trail.here).text)
        self._page.setTitle(text.removesuffix("…"))

    def _fill_page(self) -> None:
        self._page.clear()
        self._actions.fill(self._page, "page", type(self._window.page))

    def _fill_view(self) -> None:
        self._view.clear()
        self._actions.fill(self._view, "view", type(self._window))
        self._view.addMenu(self._look)
        for cls in (*self._window.hosts, type(self._window.rooms.in_sight)):
            self._actions.fill(self._view, "view", cls)

    def _looks(self, window: Frame) -> QMenu:
        menu = QMenu(_("&Look"), window)
        self._actions.fill(menu, "look", type(window))
        group = QActionGroup(window)
        now = f"action.look_{window.settings.value('look', 'system')}"
        for action in menu.actions():
            action.setIconVisibleInMenu(False)  # in its place stands the mark of the one in force
            action.setChecked(action.objectName() == now)
            group.addAction(action)
        return menu
