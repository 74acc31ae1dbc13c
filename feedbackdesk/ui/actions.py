"""An action stands at the method that does it; all else reads it from there.

Menus, the menus of rows, tool buttons, the palette, tips, the shortcuts page, what is dead in a
workspace that cannot be changed, and the handbook's table of keys know no action by name. A
page's class is read when it is first wanted: before the first paint no page is imported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, overload

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from feedbackdesk.ui.look.icons import icon
from feedbackdesk.ui.look.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from feedbackdesk.language.say import Later

S = TypeVar("S")
_LOCAL = {
    "Del", "Shift+Del", "Esc", "F2", "Return", "Enter", "Ctrl+Return", "Space", "Right",
}  # fmt: skip


@dataclass(eq=False, slots=True)
class Action(Generic[S]):
    """What a method does for the owner: `OwedPage.done` is this, `page.done` the bound method."""

    does: Callable[[S], object]
    name: str
    """How tests and assistive tools know it: action.<name>."""
    text: Later
    icon: str
    tip: Later
    keys: tuple[str, ...]
    """In Qt's portable writing."""
    changes: bool
    choice: bool
    begins: bool
    menu: str
    in_rows: bool
    checkable: bool
    grave: bool
    may: Callable[[S], bool] | None = field(default=None, init=False)

    @overload
    def __get__(self, it: None, owner: type) -> Action[S]: ...
    @overload
    def __get__(self, it: S, owner: type) -> Callable[[], object]: ...
    def __get__(self, it: S | None, owner: type) -> Action[S] | Callable[[], object]:
        if it is None:
            return self
        does = self.does
        return lambda: does(it)

    def only_if(self, may: Callable[[S], bool]) -> Callable[[S], bool]:
        """Let a method say whether it can be done to what is chosen now."""
        self.may = may
        return may

    @property
    def is_local(self) -> bool:
        """Whether its keys mean something only in a list."""
        return any(map(is_local, self.keys))

    @property
    def told(self) -> str:
        """What it does, with the keys that do it as the system writes them."""
        return f"{self.tip} ({self.told_keys})" if self.keys else str(self.tip)

    @property
    def told_keys(self) -> str:
        """Its keys, as the system writes them."""
        native = QKeySequence.SequenceFormat.NativeText
        return ", ".join(QKeySequence(key).toString(native) for key in self.keys)

    @property
    def label(self) -> str:
        """What it is called, without the letter of a menu."""
        return str(self.text).replace("&", "").removesuffix("…")


def action(
    name: str,
    text: Later,
    icon: str,
    tip: Later,
    *keys: str,
    changes: bool = False,
    choice: bool = False,
    begins: bool = False,
    menu: str = "page",
    in_rows: bool | None = None,
    checkable: bool = False,
    grave: bool = False,
) -> Callable[[Callable[[S], object]], Action[S]]:
    """Make a method an action.

    It `changes` the workspace, and needs a `choice`; a line stands above it in its menu where it
    `begins` a group. `menu` is file, edit, view, go, help or page; none keeps it to the palette
    and the rows. What needs a choice stands `in_rows`' own menus, if it is not said otherwise.
    What is `grave` cannot be taken back, or takes away.
    """
    rows = choice if in_rows is None else in_rows
    return lambda does: Action(
        does, name, text, icon, tip, keys, changes, choice, begins, menu, rows, checkable, grave
    )


def actions_of(cls: type) -> tuple[Action[Any], ...]:
    """Return a class's actions in the order they are written, its own before what it inherits."""
    known = _KNOWN.get(cls)
    if known is None:
        found: dict[str, Action[Any]] = {}
        for one in cls.__mro__:
            for name, made in vars(one).items():
                if isinstance(made, Action) and getattr(cls, name) is made and name not in found:
                    found[name] = made
        known = _KNOWN[cls] = tuple(found.values())
    return known


_KNOWN: dict[type, tuple[Action[Any], ...]] = {}


def is_local(keys: str) -> bool:
    """Whether a key means something only in a list.

    A letter alone, with Alt, or Enter; Ctrl+Enter, which finishes whatever is written; and Ctrl
    with an arrow, where Alt with one walks the trail.
    """
    is_arrow = keys.rpartition("+")[2] in {"Left", "Right", "Up", "Down"}
    return len(keys) == 1 or keys in _LOCAL or keys.startswith("Ctrl+" if is_arrow else "Alt+")


class Hosts(Protocol):
    """Who has pages: the window."""

    @property
    def in_sight(self) -> object:
        """The page in sight."""

    @property
    def number(self) -> int:
        """How many pages there are."""

    def classes(self) -> Iterable[type]:
        """Return the class of every page, imported where it was not."""

    def of_class(self, cls: type) -> object | None:
        """Return the page of a class, made where it was not; None where there is none."""


class InFront(Protocol):
    """What takes some actions before the page in sight does: the inspector."""

    def takes(self, one: Action[Any]) -> bool:
        """Whether an action is for it now."""


class Actions:
    """The QActions of one window, named action.<name>; each is made when it is first wanted."""

    def __init__(self, window: QWidget, hosts: Hosts) -> None:
        """Stand without any."""
        self._window, self._hosts = window, hosts
        self._made: dict[str, QAction] = {}
        self._actions: dict[str, Action[Any]] = {}
        self._homes: dict[str, list[type]] = {}
        self._fixed: list[object] = []
        self._owners: dict[str, object] = {}
        self._front: list[InFront] = []
        self._frozen = False
        self._refused: set[str] = set()
        self._asked = False

    # Whose they are

    def learn(self, cls: type) -> None:
        """Make the actions of a class, before there is anything of it."""
        self._learn(cls)

    def add(self, host: object) -> None:
        """Let something that is there as long as the window is do its actions."""
        self._fixed.append(host)
        self._learn(type(host))

    def add_one(self, one: Action[Any], owner: object) -> None:
        """Make one action that stands at no method, and say who does it."""
        self._owners[one.name] = owner
        self._actions[one.name], self._made[one.name] = one, self._make(one)

    def put_in_front(self, host: InFront) -> None:
        """Let something take actions, where it says so, before the page in sight."""
        self._front.append(host)

    def _learn(self, cls: type) -> None:
        for one in actions_of(cls):
            homes = self._homes.setdefault(one.name, [])
            if cls not in homes:
                homes.append(cls)
            if one.name not in self._made:
                self._actions[one.name] = one
                self._made[one.name] = self._make(one)

    def learn_all(self) -> None:
        """Read every page's class: for what shows all that can ever be done."""
        if not self._asked:
            self._asked = True
            for cls in self._hosts.classes():
                self._learn(cls)

    # Finding them

    def __getitem__(self, which: str | Action[Any]) -> QAction:
        """Return an action; KeyError for an unknown name."""
        name = which if isinstance(which, str) else which.name
        if name not in self._made and isinstance(which, Action):
            self._actions[name], self._made[name] = which, self._make(which)
        elif name not in self._made:
            self.learn_all()
        return self._made[name]

    def known(self) -> Iterator[tuple[Action[Any], QAction]]:
        """Yield every action, in the order of the pages."""
        self.learn_all()
        for name, one in self._actions.items():
            yield one, self._made[name]

    def homes(self, name: str) -> list[type]:
        """Return the classes of the pages that have an action; none where it works anywhere."""
        self.learn_all()
        pages = set(self._hosts.classes())
        return [cls for cls in self._homes.get(name, []) if cls in pages]

    def needs_choice(self, name: str) -> bool:
        """Whether an action does something to what is chosen."""
        return self._actions[name].choice

    def opens_page(self, name: str) -> bool:
        """Whether all that an action does is to bring a page into sight."""
        return name in self._owners

    # Showing them

    def bind(self, view: QWidget, *these: Action[Any]) -> None:
        """Let the keys of actions work while a widget, or a child of it, has the focus."""
        view.addActions([self[one] for one in these])

    def bind_page(self, page: QWidget, view: QWidget) -> None:
        """Let the keys of all that a page can do work in a list of it."""
        self._learn(type(page))
        self.bind(view, *(one for one in actions_of(type(page)) if one.keys and one.is_local))

    def fill(self, menu: QMenu, menu_name: str, cls: type) -> None:
        """Put what a class has for a menu of the bar into it."""
        self._learn(cls)
        self._put(menu, (one for one in actions_of(cls) if one.menu == menu_name))

    def fill_rows(self, menu: QMenu, host: object, *, on_row: bool = True) -> None:
        """Put what can be done to what is chosen into the menu of a row; beside them, the rest."""
        cls = type(host)
        self._learn(cls)
        wanted = (one for one in actions_of(cls) if one.in_rows and (on_row or not one.choice))
        self._put(menu, (one for one in wanted if one.may is None or one.may(host)))

    def opens(self, menu: QMenu, menu_name: str) -> None:
        """Put the actions that open pages into a menu of the bar."""
        self._put(
            menu, (self._actions[n] for n in self._owners if self._actions[n].menu == menu_name)
        )

    def _put(self, menu: QMenu, these: Iterable[Action[Any]]) -> None:
        for one in these:
            if one.begins and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(self._made[one.name])

    # What can be done now

    def freeze(self, yes: bool) -> None:
        """Let what changes the workspace be dead, or alive again."""
        self._frozen = yes
        for name, one in self._actions.items():
            if one.changes:
                self._made[name].setEnabled(not yes and name not in self._refused)

    def allow(self, which: str | Action[Any], yes: bool) -> None:
        """Say of one action whether it can be done now; what is frozen stays so."""
        made = self[which]
        name = made.objectName().removeprefix("action.")
        (self._refused.discard if yes else self._refused.add)(name)
        made.setEnabled(yes and not (self._frozen and self._actions[name].changes))

    # Doing them

    def do(self, one: Action[Any]) -> None:
        """Do an action, with whoever it is for now."""
        there, made = self._hosts.number, self._made[one.name]
        host = self._host_of(one)
        if one.checkable and self._hosts.number > there:
            made.setChecked(not made.isChecked())  # the page that came tells how it was
        if host is not None:
            one.does(host)

    def _host_of(self, one: Action[Any]) -> object | None:
        if (owner := self._owners.get(one.name)) is not None:
            return owner
        for front in self._front:
            if one in actions_of(type(front)) and front.takes(one):
                return front
        for fixed in self._fixed:
            if one in actions_of(type(fixed)):
                return fixed
        here = self._hosts.in_sight
        if one in actions_of(type(here)):
            return here
        for cls in self._homes.get(one.name, []):
            if (found := self._hosts.of_class(cls)) is not None:
                return found
        return None

    def _make(self, one: Action[Any]) -> QAction:
        role = Role.DANGER if one.grave else Role.TEXT_MUTED
        made = QAction(icon(one.icon, role), str(one.text), self._window)
        made.setObjectName(f"action.{one.name}")
        made.setShortcuts([QKeySequence(key) for key in one.keys])
        made.setCheckable(one.checkable)
        made.setStatusTip(str(one.tip))
        made.setToolTip(one.told)
        made.setEnabled(not (self._frozen and one.changes))
        # A letter alone works only where a list has the focus: see `bind`.
        if one.is_local:
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(made)

        def do(_checked: bool = False) -> None:
            # A letter pressed in an open menu or question is theirs, not the list's below it.
            popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if popup is None or not one.is_local:
                self.do(one)

        made.triggered.connect(do)
        return made
