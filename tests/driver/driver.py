"""The window as its owner meets it: what is seen, spoken, clicked and typed.

Tests of the window and the journeys come in through here alone. Everything is found by its
object name, its action, or the words it shows and speaks, never by where a part is kept, so that
a part may move and its test stays true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, cast

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QMenu,
    QMenuBar,
    QMessageBox,
    QPushButton,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from feedbackdesk.desk.desk import Desk
from feedbackdesk.ui.after_closing import wait_for_backups
from feedbackdesk.ui.application import open_window
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.window import MainWindow
from tests.driver import keys, system, waiting
from tests.driver.eyes import is_filled
from tests.driver.parts import LEFT, Part, Row, plain, rows_of, without_letter

_WINDOW = "mainWindow"
NO_KEY = Qt.KeyboardModifier.NoModifier


class Driver:
    """Drives a window over a workspace by hand and eye.

    Whatever asks the window for something is followed by `settle`, so that what is read next is
    what the owner sees once the window has nothing left to do.
    """

    _over: QWidget | None = None
    """What something is held over."""

    def __init__(self, path: Path | None) -> None:
        """Open a window over a workspace, and wait until its first page is there.

        None opens what opens when nobody names one.
        """
        window = open_window(path)
        self._begin(window, window.live.path)

    def _begin(self, window: MainWindow, path: Path) -> None:
        self._stand_before(path, window, window.live)
        self.until(lambda: self._is_whole(window) or self._refused(), "the workspace")
        for timer in self._find("toast").findChildren(QTimer):
            timer.setInterval(_UNTIL_READ_MS)
        # The pointer rests on nothing, wherever a test before left it.
        QTest.mouseMove(self._window, QPoint(1, 1))
        self.take_keys()

    def _stand_before(self, path: Path, window: QWidget, live: Live) -> None:
        self.path = path
        self._next: Driver | None = None
        self._is_held_up = False
        self._window, self._live = window, live
        own = Qt.FindChildOption.FindDirectChildrenOnly
        self._timers = live.findChildren(QTimer, options=own)

    def take_keys(self) -> None:
        """Give the window the keyboard, as a click on its frame does."""
        self._window.activateWindow()
        self.until(self._window.isActiveWindow, "the keyboard")
        keys.let_go()
        self.settle()

    def _is_whole(self, window: MainWindow) -> bool:
        return window._settled

    def _refused(self) -> bool:
        return self._live.desk is None and bool(self.says())

    # Waiting

    def settle(self) -> None:
        """Wait until nothing that the window asked for is still on its way."""
        waiting.settle(self._busy)
        if self._give_keyboard_back():
            waiting.settle(self._busy)

    def _give_keyboard_back(self) -> bool:
        """Let what is in front be active once a dialog or a list is gone, as a system would."""
        active = QApplication.activeWindow()
        if (active is not None and active.isVisible()) or not self.is_open:
            return False
        open_ones = (one for one in waiting.tops() if one.isVisible())
        dialogs = [one for one in open_ones if isinstance(one, QDialog) and self._is_mine(one)]
        top = QApplication.activeModalWidget() or next(iter(dialogs), self._window)
        top.activateWindow()
        # It may go meanwhile, for the window that takes its place.
        self.until(lambda: not isValid(top) or top.isActiveWindow(), "the keyboard")
        return True

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait until a condition holds, however long it takes on this machine."""
        waiting.until(condition, what)

    def look_again(self) -> None:
        """Let the window look now for what others did to the workspace, as it does by itself."""
        (looks,) = (timer for timer in self._timers if not timer.isSingleShot())
        assert looks.isActive(), "it does not look by itself"
        every, looked = looks.interval(), Event()

        def has_looked() -> None:
            looks.setInterval(every)
            looked.set()

        looks.timeout.connect(has_looked, Qt.ConnectionType.SingleShotConnection)
        looks.setInterval(0)
        self.until(looked.is_set, "another look")
        self.settle()

    @contextmanager
    def unanswered(self) -> Iterator[Callable[[], None]]:
        """Let others ask first and take their time: until they have, nothing is answered here.

        What is given lets them come to their end before this does.
        """
        gate, live = Event(), self._live
        for _ in range(2):
            live.ask(lambda _read: gate.wait(), then=lambda _answer: None)
        for pool in (live._advisers, live._backups):
            live._submit(pool, gate.wait, lambda _answer: None, None)
        with self.in_a_hurry():
            try:
                yield gate.set
            finally:
                gate.set()

    @contextmanager
    def in_a_hurry(self) -> Iterator[None]:
        """Wait for no answer in it, and for what is still on its way at its end."""
        self._is_held_up = True
        try:
            yield
        finally:
            self._is_held_up = False
        self.settle()

    def _busy(self) -> bool:
        at_work = not self._is_held_up and isValid(self._window) and self._live.busy
        return at_work or any(getattr(top, "busy", False) for top in waiting.tops())

    # The workspace below it

    @property
    def desk(self) -> Desk:
        """The desk of the window: what is held, and what others do meanwhile."""
        desk = self._live.desk
        assert desk is not None, "no workspace is open"
        return desk

    # Where one is

    def go(self, place: str) -> None:
        """Go to a page by its action: inbox, themes, roadmap, owed, people, losses, ..."""
        self.act(place)
        assert self.page == place, f"{self.page} is in sight"

    @property
    def page(self) -> str:
        """The page in sight, by the word that its action has."""
        return self._main.page.objectName().removesuffix("Page")

    @property
    def _main(self) -> MainWindow:
        assert isinstance(self._window, MainWindow), "this window has no pages"
        return self._window

    @property
    def title(self) -> str:
        """What the window is called."""
        return self._window.windowTitle()

    # What can be done

    def act(self, name: str) -> None:
        """Do what a menu's entry does; it must be there to be chosen."""
        action = self._action(name)
        assert action.isEnabled(), f"{name} cannot be chosen now"
        action.trigger()
        self.settle()

    def can(self, name: str) -> bool:
        """Whether an action can be chosen now."""
        return self._action(name).isEnabled()

    def changes(self, name: str) -> bool:
        """Whether an action says that it changes the workspace."""
        return next(one.changes for one, _made in self._main.actions_.known() if one.name == name)

    def called(self, name: str) -> str:
        """Return what an action is called in the menus now."""
        return without_letter(self._action(name).text())

    def does(self, name: str) -> str:
        """Return the sentence on what an action does."""
        return self._action(name).statusTip()

    def keys_of(self, name: str) -> list[str]:
        """Return the keys of an action, as the system writes them."""
        written = QKeySequence.SequenceFormat.NativeText
        return [keys.toString(written) for keys in self._action(name).shortcuts()]

    def bar(self) -> dict[str, str]:
        """Return the titles of the menu bar, each with the key that opens it."""
        bar = self._window.findChild(QMenuBar)
        assert bar is not None
        titles = [one.text() for one in bar.actions() if one.isVisible()]
        return {without_letter(one): QKeySequence.mnemonic(one).toString() for one in titles}

    def actions(self) -> list[str]:
        """Return the names of all that can ever be done."""
        return [one.name for one, _made in self._main.actions_.known()]

    def alt_keys(self) -> dict[str, list[str]]:
        """Return who in sight takes each key with Alt: fields, buttons, actions and menus."""
        found: dict[str, dict[object, str]] = {}

        def own(sequence: QKeySequence, who: object, says: str) -> None:
            if (name := sequence.toString()).startswith("Alt+"):
                found.setdefault(name, {})[who] = without_letter(says)

        letter, direct = QKeySequence.mnemonic, Qt.FindChildOption.FindDirectChildrenOnly
        for title in self._main.menuBar().actions():
            own(letter(title.text()), title.text(), f"the menu {title.text()}")
        for number, one in enumerate(self._window.findChildren(QWidget)):
            if one.window() is not self._window or not one.isVisible():
                continue
            match one:
                case QAbstractButton():
                    own(one.shortcut(), number, f"the button {one.text()}")
                case QLabel() if one.buddy() is not None:
                    own(letter(one.text()), number, f"the field {one.text()}")
                case QTabBar():
                    for tab in range(one.count()):
                        own(letter(one.tabText(tab)), (number, tab), f"the tab {one.tabText(tab)}")
            for action in one.actions():
                for keys_of in action.shortcuts():
                    own(keys_of, action.objectName(), f"the action {action.text()}")
            for nth, shortcut in enumerate(one.findChildren(QShortcut, options=direct)):
                own(shortcut.key(), (number, "key", nth), f"a key of {one.objectName()}")
        return {name: list(owners.values()) for name, owners in found.items()}

    def is_on(self, name: str) -> bool:
        """Whether an entry of the menus has a mark, as what is on; an icon would hide it."""
        action = self._action(name)
        return action.isChecked() and not action.isIconVisibleInMenu()

    def _action(self, name: str) -> QAction:
        return self._main.actions_[name]

    # Parts by their names

    def part(self, name: str) -> Part:
        """Return what has a name: on the screen if it is there, and of the topmost window."""
        return Part(self._find(name))

    field = button = label = part
    """The same, where the word says what it is."""

    def named(self, words: str, within: str = "") -> Part:
        """Return what shows or speaks these very words: a button, a sentence, a field."""
        found = [one for one in self._all_named(within) if words in (one.says, one.spoken)]
        assert found, f"nothing says {words}; to be read is: {self.text(within)}"
        return found[0]

    def choosers(self, within: str = "") -> list[Part]:
        """Return the fields in sight that offer words or numbers to choose from."""
        kinds = (QComboBox, QAbstractSpinBox)
        return [one for one in self._all_named(within) if isinstance(one._widget, kinds)]

    def has(self, name: str) -> bool:
        """Whether something with a name is on the screen."""
        return any(one.isVisible() for one in self._called(name))

    def is_said(self, words: str, within: str = "") -> bool:
        """Whether a sentence can be read somewhere in the topmost window, or in a part."""
        return words in self.text(within)

    def text(self, within: str = "") -> str:
        """Return all that can be read in a part, or in the topmost window, a line each."""
        return (self.part(within) if within else Part(self._top())).text

    def click(self, name: str, modifiers: str = "") -> None:
        """Click what has a name, and wait for what comes of it."""
        self.part(name).click(modifiers)
        self.settle()

    def fill(self, **fields: str) -> None:
        """Type over what fields hold."""
        for name, words in fields.items():
            self.part(name).fill(words)
        self.settle()

    def _called(self, name: str) -> list[QWidget]:
        found: list[QWidget] = []
        for top in self._tops():
            found += [top] if top.objectName() == name else []
            found += top.findChildren(QWidget, name)
        return [one for one in found if isValid(one)]

    def _find(self, name: str) -> QWidget:
        found = self._called(name)
        assert found, f"there is no {name}"
        return next((one for one in found if one.isVisible()), found[0])

    def _all_named(self, within: str) -> Iterable[Part]:
        root = self._find(within) if within else self._top()
        return [Part(one) for one in (root, *root.findChildren(QWidget)) if one.isVisible()]

    def _tops(self) -> list[QWidget]:
        """Return the windows on the screen, what stands in front of the others first."""
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        active = QApplication.activeWindow()
        mine = active if active is not None and self._is_mine(active) else None
        first = [one for one in (popup, modal, mine) if one is not None]
        others = [one for one in waiting.tops() if one.isVisible() and self._is_mine(one)]
        last = [self._window] if isValid(self._window) else []
        return list(dict.fromkeys([*first, *reversed(others), *last]))

    def _top(self) -> QWidget:
        active = QApplication.activeWindow()
        mine = active if active is not None and self._is_mine(active) else None
        return QApplication.activeModalWidget() or mine or self._window

    def _is_mine(self, one: QWidget) -> bool:
        """Whether it is this window, or stands before it; another workspace's has its own."""
        root = one
        while (above := root.parentWidget()) is not None:
            root = above.window()
        return root is self._window or root.objectName() != _WINDOW

    def _come_forward(self) -> None:
        """Take the keys from a window over another workspace, or over the same."""
        active = QApplication.activeWindow()
        if active is not None and not self._is_mine(active):
            self._window.activateWindow()
            self.until(self._window.isActiveWindow, "the keyboard")

    # Lists

    def lists(self) -> list[str]:
        """Return the names of the lists on the page in sight that hold something."""
        views = self._main.page.findChildren(QAbstractItemView)
        return [one.objectName() for one in views if one.isVisible() and rows_of(one)]

    def rows(self, name: str) -> list[str]:
        """Return what a list holds, a row each, as a screen reader speaks it."""
        return self._read(name, lambda row: row.spoken)

    def shown(self, name: str) -> list[str]:
        """Return the first words of each row of a list, as they are seen."""
        return self._read(name, lambda row: row.says)

    def _read(self, name: str, words: Callable[[Row], str]) -> list[str]:
        """Read all rows; what is not here yet, or no longer true, is asked for by that."""
        found = [words(row) for row in self.each(name)]
        if self._busy():
            self.settle()
            found = [words(row) for row in self.each(name)]
        return found

    def each(self, name: str) -> list[Row]:
        """Return the rows of a list, from the top."""
        return rows_of(self._view(name))

    @contextmanager
    def watch(self, name: str) -> Iterator[list[list[str]]]:
        """Look on while a list changes; what is given is what it shows after each change."""
        view, seen = self._view(name), list[list[str]]()
        model = view.model()
        told = (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged)

        def look() -> None:
            seen.append([row.says for row in rows_of(view)])

        ears = [signal.connect(look) for signal in told]
        try:
            yield seen
        finally:
            for signal, ear in zip(told, ears, strict=True):
                signal.disconnect(ear)

    def row(self, name: str, words: str) -> Row:
        """Return the row of a list that shows these words, or else speaks them first of all."""
        every = self.each(name)
        for fits in (
            lambda row: row.says == words,
            lambda row: row.spoken.startswith(words),
            lambda row: words in row.spoken,
        ):
            if found := [row for row in every if fits(row)]:
                return found[0]
        raise AssertionError(f"{words} is not in {name}: {[row.spoken for row in every]}")

    def chosen(self, name: str) -> list[str]:
        """Return the first words of what is chosen in a list, from the top."""
        return [row.says for row in self.each(name) if row.chosen]

    def current(self, name: str) -> Row | None:
        """Return the row that the keys of a list are about."""
        index = self._view(name).currentIndex()
        return Row(self._view(name), index) if index.isValid() else None

    def choose(self, name: str, *words: str) -> None:
        """Choose rows of a list, and put the keyboard there."""
        for number, one in enumerate(words):
            row = self.row(name, one)
            row.click("Ctrl") if number else row.choose()
        self.settle()

    def open(self, name: str, words: str) -> None:
        """Open a row of a list by Enter."""
        self.choose(name, words)
        self.press("Enter")

    def headers(self, name: str, *, spoken: bool = False) -> list[str]:
        """Return the heads of a table's columns, as they are seen or spoken."""
        model = self._view(name).model()
        across, role = Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole
        role = Qt.ItemDataRole.AccessibleTextRole if spoken else role
        return [str(model.headerData(n, across, role)) for n in range(model.columnCount())]

    def click_header(self, name: str, words: str) -> None:
        """Click the head of a table's column, by the words in it."""
        view = self._view(name)
        head = view.findChild(QHeaderView)
        assert head is not None, f"{name} has no heads"
        (column,) = [n for n, one in enumerate(self.headers(name)) if words in one]
        at = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
        QTest.mouseClick(head.viewport(), LEFT, NO_KEY, at)
        self.settle()

    def _view(self, name: str) -> QAbstractItemView:
        found = self._find(name)
        assert isinstance(found, QAbstractItemView), f"{name} is no list"
        return found

    # The keyboard

    def press(self, *pressed: str) -> None:
        """Press keys wherever the keyboard is, and wait for what comes of each."""
        self._come_forward()
        for one in pressed:
            keys.press(one)
            self.settle()

    def hurry(self, *pressed: str) -> None:
        """Press keys one right after the other: nothing else happens before the last of them."""
        for one in pressed:
            keys.send(one)

    def type(self, words: str) -> None:
        """Type words wherever the keyboard is."""
        self._come_forward()
        keys.type_words(words)
        self.settle()

    @property
    def keyboard(self) -> str:
        """The name of what has the keyboard; of the nearest part around it that has one."""
        one: QWidget | None = QApplication.focusWidget()
        while one is not None and (not one.objectName() or one.objectName().startswith("qt_")):
            one = one.parentWidget()
        return one.objectName() if one is not None else ""

    @property
    def focused(self) -> Part:
        """What has the keyboard itself, with a name or without."""
        one = QApplication.focusWidget()
        assert one is not None, "nothing has the keyboard"
        return Part(one)

    @property
    def heard(self) -> str:
        """What a screen reader reads where the keyboard is: in a list, of its chosen row."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        here = QAccessible.queryAccessibleInterface(focused)
        row = here.focusChild()
        return (row if row is not None else here).text(QAccessible.Text.Name)

    # What comes up

    def says(self) -> str:
        """Return the message at the lower edge; nothing where none stands there."""
        toast = self.part("toast")
        return toast.spoken if toast.visible else ""

    def inspected(self) -> str:
        """Return all that can be read in the inspector; nothing while it is not open."""
        return self.text("inspector") if self.has("inspector") else ""

    def dialog(self) -> str:
        """Return the name of the dialog in front; nothing where none is open."""
        one = QApplication.activeModalWidget()
        assert one is None or isinstance(one, QDialog)
        return one.objectName() if one is not None else ""

    def dialog_title(self) -> str:
        """Return what the dialog in front is called; nothing where none is open."""
        one = QApplication.activeModalWidget()
        return one.windowTitle() if one is not None else ""

    def asked(self) -> str:
        """Return what a message box asks or tells; nothing where none is open."""
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            return ""
        return plain("\n".join(filter(None, (box.text(), box.informativeText()))))

    def meant(self) -> list[str]:
        """Return the buttons in front that look like what it is for: the accent fills them."""
        found = self._top().findChildren(QPushButton)
        every = [Part(one) for one in found if one.isVisible() and one.isEnabled()]
        return [one.says for one in every if is_filled("accent", one.picture)]

    def answer(self, words: str) -> None:
        """Answer what is asked in front by the button that says so."""
        found = [
            one for one in self._all_named("") if one.is_button and words in (one.says, one.spoken)
        ]
        assert found, f"no button says {words}; to be read is: {self.text()}"
        found[0].click()
        self.settle()

    def menu(self) -> list[str]:
        """Return the entries of the open menu; a line between them is nothing."""
        return [without_letter(one.text()) for one in self._menu().actions() if one.isVisible()]

    def menu_is_open(self) -> bool:
        """Whether a menu is open, with a name or without."""
        return isinstance(QApplication.activePopupWidget(), QMenu)

    def menu_name(self) -> str:
        """Return the name of the open menu; nothing where none is open."""
        one = QApplication.activePopupWidget()
        return one.objectName() if isinstance(one, QMenu) else ""

    def pick(self, *way: str) -> None:
        """Click an entry of the open menu, by its words or its first ones; then of a menu in it."""
        for words in way:
            menu = self._menu()
            entries = [one for one in menu.actions() if one.isVisible()]
            said = [without_letter(one.text()) for one in entries]
            fits = [n for n, one in enumerate(said) if one == words] or [
                n for n, one in enumerate(said) if one.startswith(words)
            ]
            assert fits, f"{words} is not offered: {said}"
            entry = entries[fits[0]]
            assert entry.isEnabled(), f"{words} cannot be chosen"
            QTest.mouseClick(menu, LEFT, NO_KEY, menu.actionGeometry(entry).center())
            if entry.menu() is not None:
                self.until(partial(self._is_another, menu), f"the menu {words}")
        self.settle()

    def _is_another(self, menu: QMenu) -> bool:
        return self._menu() is not menu

    def pick_from(self, name: str, *way: str) -> list[str]:
        """Pick from the menu of a button that waits for an answer; return all it offered."""
        offered: list[str] = []

        def look() -> None:
            if QApplication.activePopupWidget() is None:
                QTimer.singleShot(0, look)
                return
            offered.extend(self.menu())
            self.pick(*(way if way[0] in offered else offered[:1]))

        QTimer.singleShot(0, look)
        self.part(name).click()
        self.settle()
        assert way[0] in offered, f"{way[0]} is not offered: {offered}"
        return offered

    def can_pick(self, words: str) -> bool:
        """Whether an entry of the open menu can be chosen."""
        every = {without_letter(one.text()): one.isEnabled() for one in self._menu().actions()}
        return every[words]

    def _menu(self) -> QMenu:
        found = QApplication.activePopupWidget()
        assert isinstance(found, QMenu), "no menu is open"
        return found

    # Dragging

    def drag(
        self,
        source: Sequence[Row] | Row,
        to: str,
        onto: str | None = None,
        *,
        low: float = 0.5,
        insist: bool = False,
    ) -> None:
        """Drag rows over a part, and drop them there: onto one of its rows, or below all of them.

        `low` is how far down the row, and whoever insists lets go although it is refused.
        """
        data, at = self._carried(source), self._point(to, onto, low)
        assert self._held_over(to, data, at) or insist, f"{to} does not take it"
        self._let_go(to, data, at)

    def would_take(
        self, source: Sequence[Row] | Row, to: str, onto: str | None = None, *, low: float = 0.5
    ) -> bool:
        """Hold rows over a part; return whether it would take them."""
        return self._held_over(to, self._carried(source), self._point(to, onto, low))

    def drag_away(self) -> None:
        """Take away again what is held over a part."""
        assert self._over is not None, "nothing is held"
        self._take_away()
        self.settle()

    def _take_away(self) -> None:
        """Leave what something is held over: Qt remembers it until then, even once it is gone."""
        if self._over is not None and isValid(self._over):
            QApplication.sendEvent(self._over, QDragLeaveEvent())
        self._over = None

    def drop_files(self, name: str, *files: Path) -> bool:
        """Drop files onto a part; return whether it took them."""
        return self.drop(name, carrying(*files))

    def drop_text(self, name: str, words: str) -> bool:
        """Drop marked words from another program onto a part; return whether it took them."""
        return self.drop(name, carrying(text=words))

    def hold_over(self, name: str, data: QMimeData) -> bool:
        """Hold what another program carries over a part; return whether it would take it."""
        return self._held_over(name, data, self._surface(name).rect().center())

    def drop_packed(self, name: str, kind: str, packed: bytes) -> bool:
        """Drop what another window packed, onto a part below its rows; return whether it did."""
        data = QMimeData()
        data.setData(kind, packed)
        return self.drop(name, data, self._point(name, None))

    def holds_words_over(self, name: str, words: str) -> bool:
        """Hold marked words from another program over a part; return whether it takes them."""
        return self._held_over(name, carrying(text=words), self._point(name, None))

    def drop(self, name: str, data: QMimeData, at: QPoint | None = None) -> bool:
        """Drop what another program carries onto a part; return whether it took it."""
        at = at or self._surface(name).rect().center()
        taken = self._held_over(name, data, at)
        if taken:
            action = self._let_go(name, data, at)
            own = any("feedbackdesk" in kind for kind in data.formats())
            assert own or action is Qt.DropAction.CopyAction, "whoever gives it keeps it"
        return taken

    @staticmethod
    def _carried(source: Sequence[Row] | Row) -> QMimeData:
        rows = [source] if isinstance(source, Row) else list(source)
        model = rows[0]._view.model()
        held = [row._index for row in rows]
        return model.mimeData([model.index(i.row(), i.column(), i.parent()) for i in held])

    def _surface(self, name: str) -> QWidget:
        found = self._find(name)
        return found.viewport() if isinstance(found, QAbstractScrollArea) else found

    def _point(self, name: str, onto: str | None, low: float = 0.5) -> QPoint:
        found, room = self._find(name), self._surface(name).rect()
        if not isinstance(found, QAbstractItemView):
            return room.center()
        if onto is None:
            return room.bottomLeft() + QPoint(20, -8)
        rect = found.visualRect(self.row(name, onto)._index)
        return QPoint(rect.center().x(), rect.top() + int((rect.height() - 1) * low))

    def _held_over(self, name: str, data: QMimeData, at: QPoint) -> bool:
        button, surface = LEFT, self._surface(name)
        move = QDragMoveEvent(at, _CARRIED, data, button, NO_KEY)
        enter = QDragEnterEvent(at, _CARRIED, data, button, NO_KEY)
        if self._over is not surface:
            self._take_away()
        QApplication.sendEvent(surface, enter)
        if not enter.isAccepted():
            return False
        self._over = surface
        QApplication.sendEvent(surface, move)
        return move.isAccepted()

    def _let_go(self, name: str, data: QMimeData, at: QPoint) -> Qt.DropAction:
        event = QDropEvent(QPointF(at), _CARRIED, data, LEFT, NO_KEY)
        QApplication.sendEvent(self._surface(name), event)
        self._over = None
        self.settle()
        return event.dropAction()

    # What is outside of it

    @property
    def clipboard(self) -> str:
        """What was copied."""
        return QApplication.clipboard().text()

    @clipboard.setter
    def clipboard(self, words: str) -> None:
        QApplication.clipboard().setText(words)

    @contextmanager
    def naming(self, file: Path | None) -> Iterator[list[str]]:
        """Name a file in the file dialog that comes up meanwhile, or leave it by Esc."""
        with system.naming(file) as offered:
            yield offered
        self._give_keyboard_back()

    def print_on(self, file: Path, *, takes: int | None = None) -> None:
        """Print what the print dialog shows, on paper that is a file; a jam takes so many pages."""
        dialog: Any = self._find("printDialog")
        dialog.print_on(system.printer(file, takes))
        self.settle()

    # The frame

    def resize(self, width: int, height: int, name: str = "") -> None:
        """Make the window, or the one of a part, as large as that, in logical pixels."""
        top = self._find(name).window() if name else self._window
        top.resize(width, height)
        self.settle()

    @property
    def picture(self) -> QImage:
        """What the window looks like."""
        return self._window.grab().toImage()

    @property
    def is_open(self) -> bool:
        """Whether the window is on the screen."""
        return isValid(self._window) and self._window.isVisible()

    def follow(self, *, beside: bool = False) -> Driver:
        """Return the window over another workspace that took the place of this one.

        Or that has come `beside` this one.
        """
        self.until(lambda: self.is_open is beside and self._others(), "another window")
        (window,) = self._others()
        self._next = Driver.__new__(Driver)
        self._next._begin(window, window.live.path)
        return self._next

    def _others(self) -> list[MainWindow]:
        named = (one for one in waiting.tops() if one.objectName() == _WINDOW and one.isVisible())
        return [cast("MainWindow", one) for one in named if one is not self._window]

    def crash(self) -> None:
        """End as a process does that is killed: nothing is told of it."""
        self._live.close()
        self._window.hide()
        self._window.deleteLater()
        self.until(lambda: not isValid(self._window), "the end")

    def close(self) -> bool:
        """Close the window; return whether it did. Nothing of it may go on working."""
        if self._next is not None and not self._next.close():
            return False
        self._take_away()
        if not isValid(self._window):
            return True
        closed = self._window.close()
        if closed:
            wait_for_backups()
            assert not any(timer.isActive() for timer in self._timers if isValid(timer))
        return closed


_UNTIL_READ_MS = 86_400_000
"""A message stays until it is read, however slow the machine is."""
_CARRIED = Qt.DropAction.CopyAction | Qt.DropAction.LinkAction | Qt.DropAction.MoveAction


def carrying(*files: Path, text: str = "", html: str = "") -> QMimeData:
    """Return what another program carries: files, or marked words."""
    data = QMimeData()
    if files:
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data
