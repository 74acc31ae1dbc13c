"""The palette: whatever there is to go to or to do, by a few letters of its name."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QWidget
from shiboken6 import isValid

from feedbackdesk.desk.search import search_everything
from feedbackdesk.language.say import _
from feedbackdesk.ui.finding import entries
from feedbackdesk.ui.finding.entries import KINDS, Entry, Found, Row
from feedbackdesk.ui.finding.rows import PaletteModel
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.paint import rounded
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from feedbackdesk.desk.search import FoundThings, SavedView
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.frame import Frame

_A_KIND = 6
_LATELY = 5
_WIDTH = 640
_SIDE = 16
_TOP = 72
_LEAST_ABOVE = 24
_ROWS_HEIGHT = 388
"""Nine or ten rows, with a heading or two."""

_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip


class CommandPalette(QWidget):
    """A panel over the window. It holds the keyboard while it is there, and gives it back."""

    typed = Signal(str)
    """What stands in the field now; also "" when the palette opens."""
    taken = Signal(object)
    """The `Entry` that was chosen; the keyboard is back where it was."""

    def __init__(self, window: QWidget) -> None:
        """Lie over a window, out of sight."""
        super().__init__(window)
        self.setObjectName("commandPalette")
        self.setAccessibleName(_("Palette"))
        self.hide()
        self._window = window
        self._before: QWidget | None = None
        self._more_to_come = False
        self._take_when_here = False
        self._moved = False
        self._panel = QFrame(self)
        self._panel.setProperty("surface", "raised")
        column = in_column(self._panel, (1, 8, 1, 8), 0)
        self.field = QLineEdit(self._panel)
        self.field.setObjectName("paletteField")
        self.field.setProperty("variant", "palette")
        self.field.setPlaceholderText(_("Go to a page, a theme, a person; or do something"))
        self.field.setAccessibleName(_("What to find or to do"))
        glass = QAction(icons.icon("search"), "", self.field)
        self.field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.model = PaletteModel()
        self.list = QListView(self._panel)
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.model.rows, self.list))
        self.list.clicked.connect(self._take)
        self._nothing = label_of(_("Nothing is called that."), "muted")
        self._nothing.setContentsMargins(20, 16, 20, 12)
        line = QFrame(self._panel)
        line.setProperty("surface", "line")
        line.setFixedHeight(1)
        above = in_row(margins=(12, 0, 12, 8))
        above.addWidget(self.field)
        column.addLayout(above)
        column.addWidget(line)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._changed)
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        theme.signals().changed.connect(self.update)

    # Coming and going

    def open(self) -> None:
        """Come into sight, with the keyboard; or go, where it is there already."""
        if self.isVisible():
            self.close_up()
            return
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._changed("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Go out of sight, and give the keyboard back."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Whoever takes the keyboard elsewhere has done with the palette."""
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._before = None
            self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go out of sight when the window beside the panel is clicked."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_up()

    # What it shows

    def show_rows(self, rows: Sequence[Row], *, more_to_come: bool) -> None:
        """Show what was found, best first; what was chosen by the arrows stays chosen.

        Enter waits while there is `more_to_come`, since the best may be among it.
        """
        kept = self.chosen() if self._moved else None
        self.model.show_these(rows)
        marks = self._marks()
        self._moved = kept is not None and kept.mark in marks
        self._choose(kept.mark if kept is not None and self._moved else next(iter(marks), None))
        if not self._moved:
            self.list.scrollToTop()
        self.list.setVisible(bool(marks))
        self._nothing.setVisible(not marks)
        self._place()
        self._more_to_come = more_to_come
        if self._take_when_here and not more_to_come:
            self._take()

    def _marks(self) -> list[Hashable]:
        """Return what the entries are known by, from the top."""
        return [row.entry.mark for row in self.model.shown() if isinstance(row, Found)]

    def chosen(self) -> Entry | None:
        """Return the entry that Enter would take."""
        row = self.list.currentIndex().data(ROW)
        return row.entry if isinstance(row, Found) else None

    def _changed(self, words: str) -> None:
        self._moved = False
        self._take_when_here = False
        self.typed.emit(words)

    def _choose(self, mark: Hashable) -> None:
        index = self.model.index(self.model.row_of(mark))
        self.list.setCurrentIndex(index)
        # Whoever listens is in the field: it tells which row Enter takes.
        told = index.data(Qt.ItemDataRole.AccessibleTextRole)
        self.field.setAccessibleDescription(told or "")

    def _place(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        heights = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        above = min(_TOP, max(_LEAST_ABOVE, room.height() // 10))
        most = min(_ROWS_HEIGHT, room.height() - above - 110)
        self.list.setFixedHeight(min(heights, most) if heights else 0)
        width = min(_WIDTH, room.width() - 2 * _SIDE)
        height = self._panel.sizeHint().height()
        self._panel.setGeometry(QRect((room.width() - width) // 2, above, width, height))
        self.update()  # the shadow goes with the panel

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the field has the keyboard; follow the window's size."""
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() is QEvent.Type.KeyPress and self._pressed(event)
        if watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._more_to_come and not self._moved:
                self._take_when_here = True
            else:
                self._take()
        elif key in _STEPS:
            self._step(_STEPS[key])
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        marks, chosen = self._marks(), self.chosen()
        if chosen is None:
            return
        now = marks.index(chosen.mark)
        # One step goes round; a page stops at the end.
        to = (now + by) % len(marks) if abs(by) == 1 else min(max(now + by, 0), len(marks) - 1)
        self._moved = True
        self._choose(marks[to])
        if to == 0:
            self.list.scrollToTop()

    def _take(self) -> None:
        entry = self.chosen()
        if entry is not None:
            self.close_up()
            self.taken.emit(entry)

    # The look

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window a little, and lay a soft shadow round the panel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(Role.SHADOW))
        shade = type(theme.color(Role.SHADOW))(theme.color(Role.SHADOW))
        shade.setAlpha(shade.alpha() // 5)
        panel = self._panel.geometry()
        for far in range(2, 20, 3):
            around = panel.adjusted(-far, -far + 6, far, far + 6)
            rounded(painter, around, shade, radius=theme.CARD_RADIUS + far)
        painter.end()


class Lookup(QObject):
    """Actions and pages are known at once; what stands in the workspace is asked for."""

    searches = Signal(str)
    """All that was ever said is to be searched for words."""
    opens_view = Signal(int)
    """A saved view is wanted: its key."""

    def __init__(self, window: Frame, views: Callable[[], list[SavedView]]) -> None:
        """Remember what was done lately, also from the last time."""
        super().__init__(window)
        self._window, self._views, self._settings = window, views, window.settings
        self._things: list[Entry] = []
        kept = self._settings.value("lately", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        # Only its name is kept: what it is called and whether it can be done is known now.
        self._lately = [Entry("", str(name), "") for name in names]
        window.live.touched.connect(self._follow)

    @cached_property
    def palette(self) -> CommandPalette:
        """The palette, made when it is first wanted."""
        made = CommandPalette(self._window)
        made.typed.connect(self._look_up)
        made.taken.connect(self._take)
        return made

    def _look_up(self, words: str) -> None:
        words = words.strip()
        own = entries.entries_of(self._window.actions_, self._window.page)
        own += [entries.thing("view", one.id, one.name) for one in self._views()]
        if not words:
            self._window.live.forget(self)
            self._things = []
            rows = entries.at_first(own, self._recent(own))
            self.palette.show_rows(rows, more_to_come=False)
            return
        search = _("Search all feedback for “{words}”").format(words=words)
        own.append(Entry("words", words, search, icon="search"))
        lately = [one.mark for one in self._recent(own)]

        def show(*, more_to_come: bool) -> None:
            found = entries.ranked(words, [*self._things, *own], lately)
            self.palette.show_rows(found, more_to_come=more_to_come)

        def arrived(found: FoundThings) -> None:
            self._things = [one for some in entries.things(found) for one in some]
            show(more_to_come=False)

        # What was found for the letters before stays, as far as its name still fits.
        self._things = [replace(one, known=False) for one in self._things]
        show(more_to_come=self._window.live.desk is not None)
        if self._window.live.desk is not None:
            self._window.live.latest(self, search_everything, words, limit=_A_KIND, then=arrived)

    def _recent(self, own: list[Entry]) -> list[Entry]:
        """Return what was taken lately and is there now, the latest first."""
        there = {_same(entry): entry for entry in own}
        found = [one if one.word in KINDS else there.get(_same(one)) for one in self._lately]
        return [one for one in found if one is not None]

    def _follow(self, touched: Touched) -> None:
        """Let go of what changed: it may have another name, or be gone."""
        self._things = []
        self._lately = [
            one
            for one in self._lately
            if one.word not in KINDS
            or not (touched.everything or one.key in touched.rows.get(one.word, ()))
        ]

    def _take(self, entry: Entry) -> None:
        if entry.word != "words":
            others = [one for one in self._lately if _same(one) != _same(entry)]
            self._lately = [entry, *others][:_LATELY]
            names = [one.key for one in self._lately if isinstance(one.key, str)]
            self._settings.setValue("lately", names)
        if entry.word in {"page", "action"}:
            self._act(str(entry.key))
        elif entry.word == "words":
            self.searches.emit(str(entry.key))
        elif entry.word == "view":
            self.opens_view.emit(int(entry.key))
        else:
            self._open(entry.word, int(entry.key))

    def _open(self, word: str, key: int) -> None:
        """Show whatever it is on its page."""
        self._window.go(Place(word, key))

    def _act(self, name: str) -> None:
        """Do an action, on the page that it belongs to; to a row only if that was in sight."""
        actions, rooms = self._window.actions_, self._window.rooms
        pages = actions.homes(name)
        unseen = bool(pages) and type(self._window.page) not in pages
        if unseen:
            self._window.go(Place(rooms.name_of(rooms.of_class(pages[0]))))
        lists = self._window.page.findChildren(QListView)
        needs_choice = actions.needs_choice(name)
        if needs_choice and not any(one.selectionModel().hasSelection() for one in lists):
            self._window.toast.say(_("Choose something in the list first."))
        elif needs_choice and unseen:
            self._window.toast.say(_("Look at what is chosen here, then do it again."))
        else:
            self._window.actions_[name].trigger()


def _same(entry: Entry) -> object:
    """Return what makes an entry the same as one kept: an action's name says it alone."""
    return entry.key if isinstance(entry.key, str) else entry.mark
