"""What a page is by birth: a head, a body, an empty state; when it loads, and what leads out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QWidget,
)

from feedbackdesk.language.say import later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.rows.captions import KeysBar
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.buttons import BACK, button_for, sign_button
from feedbackdesk.ui.widgets.keyboard import Menu, turn
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row, room_at_end
from feedbackdesk.ui.widgets.lists import WALKS, KeptChoice, choose_row
from feedbackdesk.ui.widgets.narrowing import search_field
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.actions import Action, Actions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.places import Place

HEAD_HEIGHT = 60
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Page(QWidget):
    """A page of the window.

    It says which tables it shows, and how it loads. When it does is given: it loads once it is in
    sight, catches up with what was changed meanwhile, and asks nothing while it is not.
    """

    tables: ClassVar[tuple[str, ...]] = ()
    """The tables it shows: after a commit that touches one it loads anew."""
    loads_each_time = False
    """Whether it loads whenever it comes into sight: a day may have passed, or another printed."""
    prints_what_is_chosen = False
    prints_the_roadmap = False
    makes_room = False
    """Whether the inspector goes while this page is in sight, unless it is asked for."""
    wants = Signal(object)
    """Another `Place` is wanted."""
    stands = Signal(object)
    """The page shows another `Place` than the one that was gone to: what was picked on it."""
    gone = Signal(object)
    """A `Place` of it is no more: it was deleted, erased or merged."""
    jumps = Signal(str, int)
    """A record is to be shown where it stands in a list: its table and key."""
    steps_out = Signal()
    """The owner wants out of something: what is open beside, what hides a part, the page."""
    records = Signal(object)
    """Something is to be recorded for a `KnownPerson`."""
    prints = Signal(object)
    """A `Printable` is to be printed."""
    quiets = Signal()
    """What was done before must not cover what will be done now."""
    reads = Signal()
    """What is chosen is to be opened with the keyboard in its words."""
    corrects = Signal()
    """What is chosen is to be opened to be corrected."""
    came = Signal()
    """What it shows has come."""
    chose = Signal(str, int)
    """Something was chosen in a list in sight: feedback, theme or item, and its key.

    An open inspector shows it.
    """
    inspect = Signal(str, int)
    """The same, by a click or Enter: the inspector opens for it."""

    room_for_subtitle = 760
    """Below this width of the page the words beside the title are left away."""

    def __init__(self, name: str, title: str, live: Live, actions: Actions) -> None:
        """Lay out a head and a body."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = live
        self.actions_ = actions
        self._click_waits: Callable[[], None] | None = None
        self._click_pause = QTimer(self, singleShot=True)
        self._click_pause.timeout.connect(self._click_stood)
        self._told: list[tuple[QAbstractItemView, str]] = []
        self._lists: list[QAbstractItemView] = []
        self._behind = True
        self._filter_field: QLineEdit | None = None
        self._split: tuple[QSplitter, int] | None = None
        column = in_column(self, gap=0)
        head = QWidget(self)
        whole = in_row(head, (24, 12, 20, 12), 0)
        self.head = in_row()
        whole.addLayout(self.head, 1)
        self._room_at_end = room_at_end(whole)
        head.setMinimumHeight(HEAD_HEIGHT)
        self.head.setSpacing(8)
        self._title = label_of(title, "display")
        self._subtitle = label_of("", "muted", "pageNumbers")
        self.head.addWidget(self._title)
        self.head.addSpacing(6)
        self.head.addWidget(self._subtitle, 0, Qt.AlignmentFlag.AlignBaseline)
        self.head.addStretch(1)
        column.addWidget(head)
        self._column = column
        body = QWidget(self)
        self._stack = QStackedLayout(body)
        self._head = head
        column.addWidget(body, 1)

    # Places, and the way out

    def show_place(self, place: Place) -> None:
        """Show one of its places; what it cannot show any more is told by `gone`."""

    def come_back_from(self, place: Place) -> None:
        """Be as it was left to go to a place: what led there is chosen."""

    def say_back(self, words: str) -> None:
        """Say where a step back leads, where the page has a button for it."""

    def clear(self) -> bool:
        """Clear what hides a part of the page; return whether there was something."""
        if self._filter_field is not None and self._filter_field.text():
            self._filter_field.clear()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step out with Esc, where whatever has the keyboard has no use of its own for it."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.steps_out.emit()
        else:
            super().keyPressEvent(event)

    def keep_choice(self, view: QAbstractItemView, *, nearest: bool = False) -> KeptChoice:
        """Let what is chosen in a list stay chosen when its rows are read anew."""
        return KeptChoice(view, nearest=nearest)

    def add_back(self, name: str) -> QToolButton:
        """Put a button that leads back before the title."""
        back = self.actions_["back"]
        button = sign_button("chevron-left", str(BACK).partition(" (")[0], back.trigger, name=name)
        button.setToolTip(str(BACK))
        self.head.insertWidget(0, button)
        return button

    # When it loads

    def start(self) -> None:
        """Load what is in sight, the rest later: the workspace is open."""
        self.fall_behind()

    def load(self) -> None:
        """Ask for what is shown: the page is in sight, and the workspace is open."""

    def fall_behind(self) -> None:
        """Load anew: now, or once the page is in sight."""
        self._behind = True
        self._catch_up()

    def _catch_up(self) -> None:
        if self._behind and self.live.desk is not None and self.isVisible():
            self._behind = False
            if self.live.read_only:
                for bar in self.findChildren(KeysBar):
                    bar.leave_out_changes()
            self.load()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was changed while the page was not in sight."""
        super().showEvent(event)
        self._behind = self._behind or self.loads_each_time
        self._catch_up()

    def follow(self, touched: Touched) -> None:
        """Show what a commit changed: now, or once the page is in sight."""
        if touched.touches(*self.tables):
            self.fall_behind()

    # How it is laid out

    def set_body(self, body: QWidget, empty: EmptyState) -> None:
        """Fill the page, and say what it shows while it has nothing."""
        self._stack.addWidget(body)
        self._stack.addWidget(empty)
        self._nothing = EmptyState(
            "search",
            self.tr("Nothing found"),
            self.tr("Try fewer or other words; Esc clears them."),
        )
        self._stack.addWidget(self._nothing)

    def put_above(self, widget: QWidget) -> None:
        """Put something between the head and the body, also while the body is empty."""
        self._column.insertWidget(1, widget)

    def show_empty(self, yes: bool) -> None:
        """Show the empty state, or the body; the keyboard goes along, if it is on the page."""
        self.came.emit()
        if (to := self._stack.widget(int(yes))) is not None:
            turn(self._stack, to, self.first_focus)

    def in_sight(self, view: QWidget) -> QWidget:
        """Return a list, or what gets the keyboard where an empty state stands in its place."""
        now = self._stack.currentWidget()
        return (now.first_button() if isinstance(now, EmptyState) else None) or view

    def show_nothing_found(self) -> None:
        """Show that a search found nothing."""
        self.came.emit()
        self._stack.setCurrentWidget(self._nothing)

    def offer(self, action: QAction, words: str) -> None:
        """Offer something where nothing is shown: the workspace did not open."""
        if isinstance(empty := self._stack.widget(1), EmptyState):
            empty.offer(action, words)

    def tell_not_opened(self, sentence: str) -> None:
        """Say why the workspace did not open, and offer others."""
        if isinstance(empty := self._stack.widget(1), EmptyState):
            empty.say(self.tr("This workspace did not open"), sentence)
            self.show_empty(True)
            empty.offer_only("file_open", "sample")

    def say(self, words: str) -> None:
        """Set the words beside the title."""
        self._subtitle.setText(words)

    def leave_room(self, width: int) -> None:
        """Leave room at the end of the head for the window's search field."""
        self._room_at_end(width)

    def add_search(self, placeholder: str, accessible: str) -> QLineEdit:
        """Add a field to the head that filters what the page shows."""
        field = search_field(self, placeholder, accessible)
        field.setMinimumWidth(96)
        field.setMaximumWidth(200)
        self.head.addWidget(field, 1)
        self._filter_field = field
        return field

    def add_button(self, which: str | Action[Any], name: str) -> QPushButton:
        """Add a button to the head that does what an action does, and is as able."""
        button = button_for(self.actions_[which], name=name)
        self.head.addWidget(button)
        return button

    def stand_beside(
        self, left: QWidget, right: QWidget, shares: tuple[int, int], sizes: list[int], below: int
    ) -> QSplitter:
        """Let two sides stand beside each other; below, where the page is narrower than that."""
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for place, (side, share) in enumerate(zip((left, right), shares, strict=True)):
            split.addWidget(side)
            split.setStretchFactor(place, share)
        split.setSizes(sizes)
        self._split = split, below
        return split

    def answer_row(self, view: QAbstractItemView, name: str = "") -> None:
        """Open a menu on a row of a list: what can be done to what is chosen."""
        self._lists.append(view)
        view.customContextMenuRequested.connect(partial(self._open_row_menu, view, name))

    def _open_row_menu(self, view: QAbstractItemView, name: str, at: QPoint) -> None:
        menu = self.row_menu(name, on_row=view.indexAt(at).data(KEY) is not None)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(view.viewport().mapToGlobal(at))

    def row_menu(self, name: str = "", *, on_row: bool = True) -> Menu:
        """Return a menu of what can be done to what is chosen; beside the rows, of the rest."""
        menu = Menu(self)
        menu.setObjectName(name)
        self.actions_.fill_rows(menu, self, on_row=on_row)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def tell_chosen(
        self, view: QAbstractItemView, word: str, opened: Callable[[int], None] | None = None
    ) -> None:
        """Signal what is chosen in a list, and what is clicked or opened with Enter.

        A drag begins with a press, which chooses; nothing may move under it. So only a
        finished click opens the inspector, and none that adds to a choice. Where `opened` is
        given, Enter and a double click call it with the key instead: there a click waits until
        it cannot become a double click, whose second half would hit what moved below it.
        """

        self._told.append((view, word))

        def chosen() -> None:
            key = view.currentIndex().data(KEY)
            told = view.isVisible() and self.may_tell()
            if key is not None and told and view.selectionModel().hasSelection():
                self.chose.emit(word, key)

        view.selectionModel().selectionChanged.connect(chosen)

        def open_at(index: QModelIndex, open_: Callable[[int], None]) -> None:
            key = index.data(KEY)
            if key is not None:  # a heading among the rows is nothing to be opened
                open_(key)

        inspect = partial(self.inspect.emit, word)

        def clicked(index: QModelIndex) -> None:
            if QApplication.keyboardModifiers() & _ADDING:
                return
            if opened is None:
                open_at(index, inspect)
            else:
                self._click_waits = partial(stood, index.data(KEY))
                self._click_pause.start(QApplication.doubleClickInterval())

        def stood(key: int | None) -> None:
            if key is not None and view.isVisible() and view.currentIndex().data(KEY) == key:
                inspect(key)

        view.clicked.connect(clicked)
        view.pressed.connect(self._click_pause.stop)
        view.doubleClicked.connect(self._click_pause.stop)
        view.activated.connect(lambda index: open_at(index, opened or inspect))

    def _click_stood(self) -> None:
        if self._click_waits is not None:
            self._click_waits()

    def in_hand(self) -> tuple[str, int] | None:
        """Return what is chosen in a list in sight, and its key: what the inspector is for."""
        for view, word in self._told:
            if view.isVisibleTo(self) and view.selectionModel().hasSelection():
                return word, view.currentIndex().data(KEY)
        return None

    def message_over(self) -> QWidget:
        """Return what a message may stand over: never the buttons of what is being written."""
        return self

    def current_person(self) -> int | None:
        """Return the key of the person who is chosen, where the page is of people."""
        return None

    def may_tell(self) -> bool:
        """Whether what is chosen now was chosen by the owner, not by rows that came or went."""
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave away what there is no room for, or stand it below."""
        super().resizeEvent(event)
        self._subtitle.setVisible(self.width() >= self.room_for_subtitle)
        if self._split is not None:
            split, below = self._split
            ways = Qt.Orientation
            wanted = ways.Vertical if self.width() < below else ways.Horizontal
            if split.orientation() != wanted:
                split.setOrientation(wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Walk the trail with the buttons for it that some mice have."""
        if (name := WALKS.get(event.button())) is not None:
            self.actions_[name].trigger()
            return
        super().mousePressEvent(event)

    def show_currency(self) -> None:
        """Write money in a currency."""

    def tell_fresh(self, yes: bool, *, is_sample: bool) -> None:
        """Know whether nothing was ever said in the workspace, and whether it is the sample."""

    def choose(self, key: int) -> None:
        """Choose one of the page's things, where it is in sight."""

    def ask_holds(self, _key: int, then: Callable[[bool], None], /) -> None:
        """Ask whether one of its things stands on the page now."""
        then(True)

    def printable(self) -> Printable | None:
        """Return what a print of this page is; None where it has none, or nothing is chosen."""
        return None

    # What can be done on every page

    @action("skip_down", later("S&kip to the next"), "rank-down",
            later("Leave it as it is and choose the next"), "J")  # fmt: skip
    def skip_down(self) -> None:
        """Choose the next row."""
        self.skip(1)

    @action("skip_up", later("Back to the one &before"), "rank-up", later("Choose the one before"),
            "K")  # fmt: skip
    def skip_up(self) -> None:
        """Choose the row before."""
        self.skip(-1)

    @action("delete", later("&Delete"), "delete", later("Delete what is chosen; it can be undone"),
            "Del", changes=True, choice=True, begins=True, menu="edit", grave=True)  # fmt: skip
    def delete(self) -> None:
        """Delete what is chosen."""
        self.delete_chosen()

    @delete.only_if
    def _deletes(self) -> bool:
        return type(self).delete_chosen is not Page.delete_chosen

    def skip(self, by: int) -> None:
        """Choose the next row (1) or the one before (-1); headings are passed over."""
        view = next((one for one in self._lists if one.isVisibleTo(self)), None)
        if view is None:
            return
        from feedbackdesk.ui.rows.long_list import LongList

        chosen = view.chosen_rows() if isinstance(view, LongList) else []
        row = (chosen[-1 if by > 0 else 0] if chosen else view.currentIndex().row()) + by
        while 0 <= row < view.model().rowCount():
            if view.model().index(row, 0).data(KEY) is not None:
                choose_row(view, row)
                return
            row += by

    def delete_chosen(self) -> None:
        """Delete what is chosen, where the page has something to be deleted."""

    def first_focus(self) -> QWidget:
        """Return what gets the keyboard when the page comes into sight: its list, if it has one."""
        return self.in_sight(self._lists[0]) if self._lists else self
