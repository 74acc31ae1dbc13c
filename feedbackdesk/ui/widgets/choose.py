"""Small questions: pick a theme or an item, give a name, say why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.folding import compact
from feedbackdesk.domain.text import name_key, plural
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.form import start_in
from feedbackdesk.ui.widgets.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.ui.live import Live

_SHOWN = 200
"""So many choices stand in the list at once; more letters bring up the others."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick: its key, its name, and a word beside it."""

    key: int
    name: str
    note: str = ""
    also: tuple[str, ...] = ()
    """Other names by which it is found."""

    @property
    def called(self) -> tuple[str, ...]:
        """All its names."""
        return (self.name, *self.also)


class Chooser(Dialog):
    """Type a few letters, press Enter."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        picked: Callable[[int | None, str], None],
        *,
        may_make: str = "",
        hint: str = "",
        new_first: bool = False,
    ) -> None:
        """Ask for one of the choices, or for a new name where `may_make` says how it reads.

        A hint stands above the field. With `new_first` the new name comes before what there
        is, and nothing is chosen before something is typed.
        """
        super().__init__(parent, "chooser", title, (16, 16, 16, 16), 8, size=(400, 420))
        self._picked = picked
        self._may_make = may_make
        self._new_first = new_first
        self._choices: list[tuple[str, Choice]] | None = None
        self._names: set[str] = set()
        self._is_taking = False
        column = self.column
        if hint:
            words = label_of(hint, "muted", "chooserHint", wraps=True)
            column.addWidget(words)
        self.field = QLineEdit(self)
        self.field.setAccessibleDescription(hint)
        self.field.setObjectName("chooserField")
        self.field.setPlaceholderText(
            self.tr("A new name, or type to find") if new_first else self.tr("Type to find")
        )
        self.field.setAccessibleName(title)
        self.list = QListWidget(self)
        self.list.setObjectName("chooserList")
        self.list.setAccessibleName(title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        start_in(self.field)

    def offer(self, choices: list[Choice]) -> None:
        """Show what there is to choose from, best first."""
        self.offer_found([(_sought(choice), choice) for choice in choices])

    def offer_found(self, choices: list[tuple[str, Choice]]) -> None:
        """Show choices that come with their names as `compact` folds them, each on a line."""
        self._choices = choices
        self._filter()
        if self._is_taking:
            self._take()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the field has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                row = (self.list.currentRow() + step) % self.list.count()
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _filter(self) -> None:
        words = self.field.text().strip()
        parts = compact(words).split()
        self.list.clear()
        known = self._choices or []
        found = [pair for pair in known if all(part in pair[0] for part in parts)]
        typed = " ".join(parts)
        called = [pair for pair in found if typed in pair[0].split("\n")]
        # Accents tell names apart that are found alike.
        exact = any(name_key(words) in map(name_key, one.called) for _sought, one in called)
        if called:
            found.sort(key=lambda pair: typed not in pair[0].split("\n"))
        for _sought_by, choice in found[:_SHOWN]:
            text = f"{choice.name}   {choice.note}" if choice.note else choice.name
            item = QListWidgetItem(text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, choice)
        if self._may_make and words and not exact:
            item = QListWidgetItem(self._may_make.format(name=words))
            item.setData(Qt.ItemDataRole.UserRole, words)
            self.list.insertItem(0 if self._new_first else self.list.count(), item)
        if len(found) > _SHOWN:
            more = self.tr("{number} more: type on to find them")
            item = QListWidgetItem(more.format(number=f"{len(found) - _SHOWN:,}"), self.list)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        if self.list.count() and (words or not self._new_first):
            self.list.setCurrentRow(0)

    def _take(self) -> None:
        if self._choices is None:  # Enter came before the names did
            self._is_taking = True
            return
        if self.list.currentRow() < 0:
            return
        chosen = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        if chosen is None:
            return
        self.accept()
        if isinstance(chosen, Choice):
            self._picked(chosen.key, chosen.name)
        else:
            self._picked(None, str(chosen))


def _sought(choice: Choice) -> str:
    return "\n".join(map(_line, choice.called))


def _line(name: str) -> str:
    return " ".join(compact(name).split())


def _theme_choices(read: Moment, but: int | None, first: Sequence[int]) -> list[tuple[str, Choice]]:
    """Return the themes to choose from; ten thousand names are folded off the window's thread."""
    likely = {key: place for place, key in enumerate(first)}
    choices = [
        Choice(one.id, one.name, plural(one.requests, "account", "accounts"), one.aliases)
        for one in sorted(all_themes(read), key=lambda one: likely.get(one.id, len(likely)))
        if one.id != but
    ]
    return [(_sought(choice), choice) for choice in choices]


def choose_theme(
    parent: QWidget,
    live: Live,
    title: str,
    picked: Callable[[int | None, str], None],
    *,
    but: int | None = None,
    may_make: bool = True,
    hint: str = "",
    new_first: bool = False,
    first: Sequence[int] = (),
) -> QDialog:
    """Ask for a theme; `picked` gets its key, or None and a new name. Return the question.

    `first` are the keys of themes to offer before the others, the likeliest first.
    """
    make = parent.tr("New theme “{name}”") if may_make else ""
    chooser = Chooser(parent, title, picked, may_make=make, hint=hint, new_first=new_first)
    # A theme named a moment ago must be among them, else its first letters make another.
    live.ask_in_turn(lambda read: _theme_choices(read, but, first), then=chooser.offer_found)
    chooser.open()
    return chooser


def _who(read: Moment, table: str, but: int, nobody: str) -> list[tuple[str, Choice]]:
    from feedbackdesk.desk.contacts import to_choose_from

    first = [(_line(nobody), Choice(0, nobody))] if nobody else []
    return first + [
        (f"{_line(name)}\n{_line(firm)}", Choice(key, name, firm))
        for key, name, firm in to_choose_from(read, table, but)
    ]


def choose_contact(
    parent: QWidget,
    live: Live,
    title: str,
    picked: Callable[[int], None],
    *,
    table: str,
    but: int,
    nobody: str = "",
    hint: str = "",
    may_make: str = "",
    make: Callable[[str], object] = str,
) -> QDialog:
    """Ask for a person or an organisation but one; `picked` gets the key, 0 for nobody.

    `make` gets a new name, where `may_make` says how it reads. Return the question.
    """

    def chosen(key: int | None, name: str) -> None:
        make(name) if key is None else picked(key)

    chooser = Chooser(parent, title, chosen, hint=hint, may_make=may_make)
    live.ask_in_turn(lambda read: _who(read, table, but, nobody), then=chooser.offer_found)
    chooser.open()
    return chooser
