"""The menu bar, and the workspaces that were opened lately."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from feedbackdesk.ui.look import looks
from feedbackdesk.ui.widgets.menu import letters_first

if TYPE_CHECKING:
    from feedbackdesk.ui.actions import Actions

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
        self._settings.setValue(f"names/{_key(path)}", business)

    def _paths(self) -> list[str]:
        kept = self._settings.value("recent", [])
        if isinstance(kept, str):
            kept = [kept]
        return [str(one) for one in kept] if isinstance(kept, list) else []

    def _fill(self) -> None:
        self.clear()
        for one in self._paths():
            path = Path(one)
            name = str(self._settings.value(f"names/{_key(path)}", path.stem))
            action = QAction(f"{name}  —  {path}".replace("&", "&&"), self)
            action.setEnabled(path.exists())
            action.triggered.connect(lambda _checked=False, path=path: self.chosen.emit(path))
            self.addAction(action)


def build_menus(
    window: QMainWindow, actions: Actions, recent: RecentMenu, settings: QSettings
) -> None:
    """Fill a window's menu bar."""
    bar = window.menuBar()
    file = bar.addMenu(window.tr("&File"))
    _add(file, actions, "capture", "capture_loss", "", "file_new", "file_open", "business")
    file.addMenu(recent)
    _add(file, actions, "sample", "", "print", "print_this", "", "backups", "",
         "damage", "damage_back", "damage_rescue", "damage_look", "", "quit")  # fmt: skip
    edit = bar.addMenu(window.tr("&Edit"))
    _add(edit, actions, "undo", "redo", "", "delete", "", "find", "palette", "view_save", "",
         "retention")  # fmt: skip
    view = bar.addMenu(window.tr("&View"))
    _add(
        view,
        actions,
        "inbox",
        "themes",
        "roadmap",
        "owed",
        "people",
        "losses",
        "insights",
        "history",
        "",
        "inspector",
        "message",
        "",
    )
    look = view.addMenu(window.tr("&Look"))
    group = QActionGroup(window)
    now = str(settings.value("look", "system"))
    for choice in looks.CHOICES:
        action = actions[f"look_{choice}"]
        action.setCheckable(True)
        action.setIconVisibleInMenu(False)  # in its place stands the mark of the one in force
        action.setChecked(choice == now)
        group.addAction(action)
        look.addAction(action)
    _add(
        bar.addMenu(window.tr("Feed&back")), actions,
        "accept", "accept_second", "accept_third", "accept_all", "", "assign", "assign_new",
        "archive", "", "skip_down", "skip_up", "", "look_closer", "read_words", "correct",
    )  # fmt: skip
    _add(
        bar.addMenu(window.tr("&Theme")), actions,
        "theme_new", "theme_open", "theme_back", "", "theme_rename", "theme_colour", "",
        "theme_merge", "theme_unmerge", "theme_split", "", "theme_plan", "theme_link",
    )  # fmt: skip
    _add(
        bar.addMenu(window.tr("&Roadmap")), actions,
        "item_open", "item_back", "", "move_left", "move_right", "move_to", "pin_up", "pin_down",
        "unpin", "", "item_decide", "ship", "decline",
        "", "board_lens", "board_list", "board_group", "board_fold", "board_sort", "",
        "board_customers", "board_lost", "board_year", "", "snapshot", "compare",
    )  # fmt: skip
    _add(
        bar.addMenu(window.tr("&Owed")), actions,
        "owed_open", "owed_done", "owed_postpone", "owed_reopen", "", "owed_lately", "call_sheet",
        "", "letters", "days", "notice",
    )  # fmt: skip
    _add(
        bar.addMenu(window.tr("&People")), actions,
        "person_open", "person_back", "", "person_record", "person_owe", "person_edit", "",
        "person_merge", "person_unmerge", "people_twins", "", "person_report", "person_erase",
    )  # fmt: skip
    _add(
        bar.addMenu(window.tr("&Losses")), actions,
        "lost_won_back", "lost_look_again", "", "lost_find", "", "lost_reasons",
    )  # fmt: skip
    _add(
        bar.addMenu(window.tr("I&nsights")), actions,
        "watch_open", "watch_all", "watch_person", "watch_link", "", "watch_owe", "watch_drop",
    )  # fmt: skip
    _add(bar.addMenu(window.tr("H&istory")), actions, "history_undo", "history_jump")
    _add(bar.addMenu(window.tr("&Help")), actions, "shortcuts", "about")
    letters_first(bar)


def _add(menu: QMenu, actions: Actions, *names: str) -> None:
    for name in names:
        if name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()


def _key(path: Path) -> str:
    """Return how a path is called among the settings, where a slash would mean a group."""
    import hashlib

    return hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]
