"""What the pages share: a head with a title and tools, a body, and an empty state."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.empty_state import EmptyState
from feedbackdesk.ui.widgets.search import search_field

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.filing.deciding import Deciding
    from feedbackdesk.ui.live import Live

ListT = TypeVar("ListT", bound=QListView)

HEAD_HEIGHT = 60
SEARCH_PAUSE_MS = 80
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Page(QWidget):
    """A page of the window."""

    chose = Signal(str, int)
    """Something was chosen in a list in sight: feedback, theme or item, and its key.

    An open inspector shows it.
    """
    inspect = Signal(str, int)
    """The same, by a click or Enter: the inspector opens for it."""

    deciding: Deciding | None = None
    """What answers to the keys of a list of feedback, where the page has one."""
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget(self)
        self.head = QHBoxLayout(head)
        self.head.setContentsMargins(24, 12, 20, 12)
        head.setMinimumHeight(HEAD_HEIGHT)
        self.head.setSpacing(8)
        self._title = QLabel(title, head)
        self._title.setProperty("role", "display")
        self._subtitle = QLabel(head)
        self._subtitle.setObjectName("pageNumbers")
        self._subtitle.setProperty("role", "muted")
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
        before, had = self._stack.currentWidget(), self.window().focusWidget()
        here = before is not None and had is not None and before.isAncestorOf(had)
        self._stack.setCurrentIndex(int(yes))
        if here and self._stack.currentWidget() is not before:
            self.first_focus().setFocus()

    def in_sight(self, view: QWidget) -> QWidget:
        """Return a list, or what gets the keyboard where an empty state stands in its place."""
        now = self._stack.currentWidget()
        return (now.first_button() if isinstance(now, EmptyState) else None) or view

    def show_nothing_found(self) -> None:
        """Show that a search found nothing."""
        self._stack.setCurrentWidget(self._nothing)

    def say(self, words: str) -> None:
        """Set the words beside the title."""
        self._subtitle.setText(words)

    def leave_room(self, width: int) -> None:
        """Leave room at the end of the head for the window's search field."""
        self.head.setContentsMargins(24, 12, 20 + width, 12)

    def add_search(self, placeholder: str, accessible: str) -> QLineEdit:
        """Add a field to the head that filters what the page shows."""
        field = search_field(self, placeholder, accessible)
        field.setMinimumWidth(96)
        field.setMaximumWidth(200)
        self.head.addWidget(field, 1)
        return field

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

    def may_tell(self) -> bool:
        """Whether what is chosen now was chosen by the owner, not by rows that came or went."""
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words beside the title away where there is no room for them."""
        super().resizeEvent(event)
        self._subtitle.setVisible(self.width() >= self.room_for_subtitle)

    def start(self) -> None:
        """Load: the workspace is open."""

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""

    def show_currency(self, currency: str) -> None:
        """Write money in a currency."""

    def choose(self, key: int) -> None:
        """Choose one of the page's things, where it is in sight."""

    def printable(self) -> Printable | None:
        """Return what a print of this page is; None where it has none, or nothing is chosen."""
        return None

    def delete(self) -> None:
        """Delete what is chosen."""

    def skip(self, by: int) -> None:
        """Choose the next row (1) or the one before (-1)."""
        if self.deciding is not None:
            self.deciding.skip(by)

    def first_focus(self) -> QWidget:
        """Return what gets the keyboard when the page comes into sight."""
        return self


def make_list(name: str, accessible: str, view: ListT) -> ListT:
    """Set a list up as this program's pages use it, and return it."""
    view.setObjectName(name)
    view.setAccessibleName(accessible)
    view.setUniformItemSizes(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.verticalScrollBar().setSingleStep(24)
    theme.signals().changed.connect(view.viewport().update)
    return view


def debounce(field: QLineEdit, act: Callable[[str], None]) -> None:
    """Call `act(text)` once typing in a field has paused."""
    timer = QTimer(field, interval=SEARCH_PAUSE_MS, singleShot=True)
    field.textChanged.connect(lambda _text: timer.start())
    timer.timeout.connect(lambda: act(field.text()))
