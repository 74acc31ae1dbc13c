"""The frame: navigation, the place in sight, the inspector, and the message at the foot."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, Self

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from feedbackdesk import paths
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.memory import START, PlaceMemory, kept_lens, own_settings
from feedbackdesk.ui.places import ROOMS, Place, Trail, above, room_of, told_back
from feedbackdesk.ui.rooms import Rooms
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.navigation import Navigation
from feedbackdesk.ui.widgets.notices import Toast

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QMouseEvent

    from feedbackdesk.ui.actions import Action
    from feedbackdesk.ui.inspector.inspector import Inspector
    from feedbackdesk.ui.pages.page import Page

_TITLE_BAR = 40
_RESTING_MS = 2_000
_INSPECTOR_WIDTH = 360
_PAGES = {"person", "organisation"}
"""What has a page of its own instead of a panel."""


class Frame(QMainWindow):
    """Goes to places, and remembers the way; it knows no page by its name."""

    hosts: ClassVar[tuple[type, ...]] = ()
    """What has actions and is there as long as the window is."""
    place_changed = Signal()
    """Another place is in sight."""
    records = Signal(object)
    """Something is to be recorded for a `KnownPerson`."""

    def __init__(self, path: Path) -> None:
        """Stand before the workspace at a path, with no page yet."""
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(paths.APP_NAME)
        self.setMinimumSize(880, 560)
        room = self.screen().availableSize()
        self.resize(min(1360, room.width()), min(860, room.height() - _TITLE_BAR))
        self.settings = own_settings()
        self.memory = PlaceMemory(self.settings, path)
        self._filled = False
        self._inspected = False
        self.trail = Trail(START)
        self.live = Live(path, self)
        self.rooms = Rooms(self, self.live)
        self.actions_ = self.rooms.actions
        for one in room_actions():
            self.actions_.add_one(one, self)
        for cls in (Frame, *self.hosts):
            self.actions_.learn(cls)
        self.actions_.add(self)
        pages = {one.name: one.icon for one in ROOMS if one.menu == "go" and not one.below}
        self.navigation = Navigation(self.actions_, pages, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.rooms.stack)
        frame = QWidget(self)
        row = in_row(frame, gap=0)
        row.addWidget(self.navigation)
        self._column = in_column(gap=0)
        self._column.addWidget(self.splitter, 1)
        row.addLayout(self._column, 1)
        self.setCentralWidget(frame)
        self.body = frame
        self.toast = Toast(frame, lambda: self.page.message_over() if self._filled else frame)
        self.rooms.made.connect(self._made)
        self._rests = QTimer(self, singleShot=True, interval=_RESTING_MS)
        self._rests.timeout.connect(self._make_the_rest)

    def put_above(self, notice: QWidget) -> None:
        """Put what must be said above every page."""
        self._column.insertWidget(self._column.count() - 1, notice)

    # Where one is

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self.rooms.page(self.page_name)

    @property
    def page_name(self) -> str:
        """The name of the room in sight."""
        return room_of(self.trail.here).name

    def go(self, place: Place, *, take_keyboard: bool = True) -> None:
        """Bring a place into sight; the trail leads back from it."""
        came = self.trail.here
        self.trail.go(place)
        self._show(came, take_keyboard=take_keyboard)

    def stand_at(self, place: Place) -> None:
        """Be at another place of the page in sight, which it shows already."""
        if room_of(place).name == self.page_name:
            self.trail.stand_at(place)
            self.memory.keep(place)

    @action("back", later("&Back"), "chevron-left", later("Go back to where you came from"),
            "Alt+Left", menu="go", begins=True)  # fmt: skip
    def back(self) -> None:
        """Step back on the trail; where it begins, to the page above."""
        came = self.trail.here
        if self.trail.back() is None:
            self.trail.stand_at(above(came))
        if self.trail.here != came:
            self._show(came)
            self.page.come_back_from(came)

    @action("forward", later("&Forward"), "chevron-right",
            later("Go on again to where you came back from"), "Alt+Right", menu="go")  # fmt: skip
    def forward(self) -> None:
        """Step on again."""
        came = self.trail.here
        if self.trail.on() is not None:
            self._show(came)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Walk the trail with the buttons for it that some mice have."""
        walks = {Qt.MouseButton.BackButton: self.back, Qt.MouseButton.ForwardButton: self.forward}
        if (walk := walks.get(event.button())) is not None:
            walk()
        super().mousePressEvent(event)

    def _show(self, came: Place, *, take_keyboard: bool = True) -> None:
        if not self._filled:
            return
        if self._rests.isActive():
            self._rests.start()  # the owner goes on
        here = self.trail.here
        room = room_of(here)
        page = self.rooms.page(room.name)
        self._make_room(room_of(came).name, page)
        page.show_place(here)
        self.navigation.mark(self.navigation.buttons.get(room.below or room.name))
        self.rooms.stack.setCurrentWidget(page)
        page.say_back(told_back(self.trail.before or above(here)))
        if take_keyboard:
            page.first_focus().setFocus()
        if room.lasts:
            self.memory.keep(here)
        self.place_changed.emit()

    def _made(self, page: Page) -> None:
        page.wants.connect(self.go)
        page.stands.connect(self.stand_at)
        page.gone.connect(self._leave)
        page.steps_out.connect(self._step_out)
        page.jumps.connect(self.open_thing)
        page.records.connect(self.records)
        page.inspect.connect(self.inspect)
        page.chose.connect(self._show_in_inspector)
        page.quiets.connect(self.toast.hide)
        page.reads.connect(lambda: self.inspector.feedback.read())
        page.corrects.connect(lambda: self.inspector.feedback.edit())

    def _leave(self, gone: Place) -> None:
        """Lead nowhere that is no more."""
        self.trail.forget(gone.__eq__)
        if self.trail.here == gone:
            if self.trail.leave() is None:
                self.trail.stand_at(above(gone))
            self._show(gone)

    def _step_out(self) -> None:
        """Close what is open beside; else clear what hides a part; else go back."""
        if self.inspector_is_open:
            self.show_inspector(False)
        elif not self.page.clear():
            self.back()

    def open_room(self, name: str) -> None:
        """Go to a page as a whole."""
        if self.live.desk is not None or name in {"inbox", "damaged"} or self.rooms.is_made(name):
            self.go(Place(name))

    # Closing

    def may_close(self) -> bool:
        """Save what was begun in the inspector; return whether the window may go."""
        if "inspector" in self.__dict__ and not self.inspector.leave():
            self.toast.say(_("A correction is not finished: save it or revert it first."))
            return False
        return True

    def another(self, path: Path, told: str) -> Self:
        """Return a window to take the place of this one; it tells what was done once it opens."""
        new = type(self)(path)
        new.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        new.setGeometry(self.geometry())
        if told:
            new.live.opened.connect(partial(new.toast.say, told))
        return new

    def give_way_to(self, new: Frame) -> None:
        """Let another window stand in the place of this one."""
        new.show()
        self.close()

    def let_go(self) -> None:
        """Let go of the workspace."""
        self.memory.end()
        self.live.close()

    # Pages and the inspector are made when they are first wanted, or once the owner rests on
    # a page: neither the first rows nor a first key wait for what nobody sees.

    def _make_the_rest(self) -> None:
        """Make one thing that nobody has wanted yet, and come back for the next."""
        if "inspector" not in self.__dict__:
            self.inspector  # noqa: B018  (it is made by being asked for)
        elif name := next((n for n in self._later() if not self.rooms.is_made(n)), ""):
            self.rooms.page(name)
        else:
            self.make_ready()
            return
        QTimer.singleShot(0, self, self._make_the_rest)

    def _later(self) -> list[str]:
        return [*self.navigation.buttons, "search"]

    def make_ready(self) -> None:
        """Make whatever else opens at once when it was made before."""

    # The inspector

    @cached_property
    def inspector(self) -> Inspector:
        """The inspector, hidden until something is to be inspected."""
        from feedbackdesk.ui.inspector.inspector import Inspector

        made = Inspector(self.live, self.actions_)
        made.closed.connect(lambda: self.show_inspector(False))
        made.wants.connect(self.go)
        made.left.connect(self._back_to_page)
        made.records.connect(self.records)
        made.hide()
        self.place_changed.connect(self.look_at_page)
        self.live.touched.connect(made.follow)
        self.splitter.addWidget(made)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.actions_.put_in_front(made)
        return made

    @property
    def inspector_is_open(self) -> bool:
        """Whether the inspector is in sight."""
        return "inspector" in self.__dict__ and self.inspector.isVisible()

    @action("inspector", later("&Inspector"), "inspector",
            later("Show or hide what stands behind the chosen row"), "Ctrl+I",
            menu="view")  # fmt: skip
    def toggle_inspector(self) -> None:
        """Show the inspector, or hide it."""
        self.show_inspector(not self.inspector.isVisible())
        self.look_at_page()

    @action("message", later("Go to the &message"), "info",
            later("Put the keyboard on the message at the bottom, and on its Undo"), "F8",
            menu="view")  # fmt: skip
    def go_to_message(self) -> None:
        """Put the keyboard on the message at the foot."""
        self.toast.take_focus()

    def show_inspector(self, yes: bool) -> None:
        """Show or hide the inspector."""
        if yes and not self.inspector.isVisible():
            self.inspector.show()
            width = self.splitter.width()
            side = min(_INSPECTOR_WIDTH, max(width // 3, 320))
            self.splitter.setSizes([width - side, side])
        elif not yes and "inspector" in self.__dict__:
            had = self.focusWidget()
            here = had is not None and self.inspector.isAncestorOf(had)
            self.inspector.hide()
            if here:
                self._back_to_page()

    def inspect(self, word: str, key: int) -> None:
        """Show something in the inspector; what has a page of its own is gone to instead."""
        if word in _PAGES:
            self.go(Place(word, key))
            return
        self._tell_inspector(word, key)
        self.show_inspector(True)

    def look_at_page(self) -> None:
        """Let an open inspector show what is chosen on the page in sight."""
        if self.inspector.isVisible():
            self._prepare_inspector()
            self.inspector.show_in_hand(self.page.in_hand())

    def _make_room(self, came: str, page: Page) -> None:
        """Let the inspector go for a page that has no room for it, and come again after it."""
        made_room = self.rooms.is_made(came) and self.rooms.page(came).makes_room
        if page.makes_room and not made_room:
            self._inspected = self.inspector_is_open
            if self._inspected:
                self.show_inspector(False)
        elif made_room and not page.makes_room and self._inspected:
            self._inspected = False
            self.show_inspector(True)

    def _back_to_page(self) -> None:
        self.page.first_focus().setFocus()

    def _tell_inspector(self, word: str, key: int) -> None:
        self._prepare_inspector()
        self.inspector.inspect(word, key)

    def _prepare_inspector(self) -> None:
        self.inspector.lens = kept_lens(self.live.path)

    def _show_in_inspector(self, word: str, key: int) -> None:
        if self.inspector_is_open:
            self._tell_inspector(word, key)

    def open_thing(self, table: str, key: int) -> None:
        """Show a record where it stands in a list, and inspect it; where it is gone, say so.

        What stands in no list now is only inspected.
        """
        from feedbackdesk.desk.changes import gone

        room = next((one for one in ROOMS if table and one.chooses == table), None)

        def found(sentence: str | None) -> None:
            if sentence is not None:
                self.toast.say(sentence)
            elif room is None:
                self.inspect(table, key)
            else:
                self.rooms.page(room.name).ask_holds(key, partial(show, room.name))

        def show(name: str, holds: bool) -> None:
            if holds:
                self.go(Place(name))
                self.page.choose(key)
            self.inspect(table, key)

        self.live.ask(gone, table, key, then=found)


def room_actions() -> list[Action[Frame]]:
    """Return what opens each page from anywhere."""
    made: list[Action[Frame]] = []
    for room in ROOMS:
        if room.menu:
            stated = action(room.action, room.text, room.icon, room.tip, *room.keys, menu=room.menu)
            made.append(stated(partial(Frame.open_room, name=room.name)))
    return made
