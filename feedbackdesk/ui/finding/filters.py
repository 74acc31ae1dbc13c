"""Filters of a search: what completes them, the menu that adds them, the pills that show them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from feedbackdesk.desk.inbox import counts
from feedbackdesk.desk.search import search_choices, search_everything
from feedbackdesk.domain.completion import MOST, Choices, Names, complete
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.query import NAMES_OF, STATES, WORDS_OF, Part, said_back
from feedbackdesk.domain.words import LABELS, label
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.completion import Completion
    from feedbackdesk.ui.finding.entries import Entry

MANY = 20_000
"""From so many names on they are searched for, and no longer all read and kept."""

_BEGUN = re.compile(r"(?:^|\s)-?(theme|item|who|org):[\"“”„«»]?([^\"“”„«»]*)$", re.IGNORECASE)
_WORDS_WIDTH = 240
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_TOLD = {
    "kind": ("kind-request", later("Kind")),
    "channel": ("channel-call", later("Channel")),
    "stage": ("person", later("Stage of the person")),
    "feeling": ("feeling-neutral", later("Feeling")),
    "importance": ("importance-important", later("Importance")),
    "theme": ("themes", later("Theme")),
    "who": ("person", later("Person")),
    "org": ("organisation", later("Organisation")),
    "item": ("roadmap", later("Roadmap item")),
    "reason": ("losses", later("Reason of a lost sale")),
    "competitor": ("losses", later("Competitor")),
    "reached": ("losses", later("How far a lost sale got")),
    "outcome": ("losses", later("What they did instead of buying")),
    "is": ("inbox", later("Where it is")),
    "has": ("quote", later("What it has")),
    "date": ("calendar", later("When it was said")),
}
"""The icon of a filter in the menu, and how it reads there."""


# Completing


class KeptNames:
    """The names to complete with; read when they are first wanted."""

    many: bool | None = None
    choices: Choices | None = None


def completions(read: Moment, text: str, cursor: int, kept: KeptNames) -> list[Completion]:
    """Return what helps: more than is typed, and names of filters from two letters on."""
    found = complete(text, cursor, _choices(read, text[:cursor], kept))
    return [one for one in found if _helps(one, text, cursor)]


def _choices(read: Moment, text: str, kept: KeptNames) -> Choices:
    if ":" not in text:
        return Choices()
    if kept.many is None:
        now = counts(read)
        kept.many = now.people + now.themes + now.items > MANY
    begun = _BEGUN.search(text)
    if kept.many and begun is not None:
        found = search_everything(read, begun[2], limit=MOST)
        each = (found.themes, found.items, found.people, found.organisations)
        names = {
            name: Names(tuple(one.name for one in some))
            for name, some in zip(("theme", "item", "who", "org"), each, strict=True)
        }
        return Choices(names)
    if kept.choices is None:
        kept.choices = search_choices(read)
    return kept.choices


def _helps(one: Completion, text: str, cursor: int) -> bool:
    if one.text.endswith(":") and cursor - one.start < 2:
        return False  # one letter may begin any word
    return text[one.start : one.end] != one.text.strip()


# The menu


def filter_menu(
    parent: QWidget, chosen: Callable[[Part], None], begun: Callable[[str], None]
) -> QMenu:
    """Return the menu: `chosen` gets a filter, `begun` the name of one to be typed on."""
    menu = Menu(parent)
    menu.setObjectName("filterMenu")

    def offer(under: QMenu, words: str, part: Part) -> None:
        action = under.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False: chosen(part))

    def below(name: str, words: str) -> QMenu:
        made = menu.addMenu(words)
        made.setIcon(icons.icon(_TOLD[name][0]))
        return made

    for name, words in WORDS_OF.items():
        under = below(name, str(_TOLD[name][1]))
        for word in words:
            offer(under, label(word), Part(name, word.value))
    under = below("date", str(_TOLD["date"][1]))
    for told, name, value in _times(local_today()):
        offer(under, told, Part(name, value))
    menu.addSeparator()
    for name in NAMES_OF:
        action = menu.addAction(icons.icon(_TOLD[name][0]), f"{_TOLD[name][1]}…")
        action.triggered.connect(lambda _checked=False, name=name: begun(name))
    menu.addSeparator()
    for name, states in STATES.items():
        under = below(name, str(_TOLD[name][1]))
        for value, meaning in states.items():
            offer(under, meaning, Part(name, value))
            offer(under, _("not: {state}").format(state=meaning), Part(name, value, minus=True))
            under.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _times(today: date) -> list[tuple[str, str, str]]:
    """Return spans of time: how each reads, its filter and its value."""
    before = today.replace(day=1) - timedelta(days=1)
    return [
        (_("Today"), "on", "today"),
        (_("Last seven days"), "since", (today - timedelta(days=6)).isoformat()),
        (_("This month"), "since", f"{today:%Y-%m}"),
        (_("Last month"), "on", f"{before:%Y-%m}"),
        (_("Last ninety days"), "since", (today - timedelta(days=89)).isoformat()),
        (_("This year"), "since", f"{today:%Y}"),
        (_("Last year"), "on", str(today.year - 1)),
    ]


# Pills


class Pills(QWidget):
    """Buttons that fill lines as words do; the left and right arrows move along them."""

    def __init__(self, parent: QWidget, accessible: str) -> None:
        """Hold no buttons yet."""
        super().__init__(parent)
        self.setAccessibleName(accessible)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, spacing=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._pills: list[QWidget] = []
        # The last thing of a line of words takes its rest: so it is nothing to be seen.
        self._rest = QWidget(self)
        self._rest.setFixedHeight(1)
        self._flow.addWidget(self._rest)

    def show_these(self, pills: Sequence[QWidget]) -> None:
        """Take the place of what was shown; a button that stays is kept."""
        for old in self._pills:
            self._flow.removeWidget(old)
            if old not in pills:
                old.hide()
                old.deleteLater()
        self._pills = list(pills)
        before: QWidget | None = None
        for pill in pills:
            self._flow.insert_before_last(pill)
            pill.show()
            if before is not None:
                QWidget.setTabOrder(before, pill)
            before = pill
        self.updateGeometry()

    def pills(self) -> list[QWidget]:
        """Return the buttons."""
        return self._pills

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the buttons."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        by = ways.get(Qt.Key(event.key()), 0) * (-1 if self.isRightToLeft() else 1)
        now = next((at for at, pill in enumerate(self._pills) if pill.hasFocus()), -1)
        if by and 0 <= now + by < len(self._pills) and now >= 0:
            self._pills[now + by].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class FilterPill(QPushButton):
    """A filter in force; a click, Enter, Del or Backspace takes it away."""

    removed = Signal(object)
    """The `Part` of the search."""

    def __init__(self, part: Part, parent: QWidget, order: DateOrder = DateOrder.DMY) -> None:
        """Show a filter; `order` tells how 3/4 is read."""
        super().__init__(parent)
        self.part = part
        self.setObjectName(f"filter.{part.name}")
        self.setProperty("variant", "pill")
        words = _reads(part, order)
        metrics = self.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WORDS_WIDTH)
        self.setText(shown.replace("&", "&&"))
        self.setIcon(icons.icon("close", Role.ON_ACCENT_SOFT))
        # The cross stands behind the words.
        self.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
            if parent.isRightToLeft()
            else Qt.LayoutDirection.RightToLeft
        )
        self.setAccessibleName(_("Filter {filter}").format(filter=words))
        self.setToolTip(_("{filter}: take this filter away").format(filter=words))
        self.clicked.connect(lambda: self.removed.emit(self.part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del and Backspace take the filter away, as a click does."""
        if event.key() in _REMOVING:
            self.removed.emit(self.part)
        else:
            super().keyPressEvent(event)


class HitPill(QPushButton):
    """A theme, an item, a person or an organisation that goes by the words."""

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        """Show its name; a click opens it."""
        super().__init__(parent)
        self.entry = entry
        self.setObjectName(f"hit.{entry.word}")
        self.setProperty("variant", "pill-quiet")
        self.setIcon(icons.icon(entry.icon))
        shown = self.fontMetrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, _WORDS_WIDTH)
        self.setText(shown.replace("&", "&&"))
        told = f"{entry.name}, {entry.note}" if entry.note else entry.name
        self.setAccessibleName(told)
        self.setToolTip(told)


def _reads(part: Part, order: DateOrder) -> str:
    words = WORDS_OF.get(part.name)
    value = LABELS[words(part.text)].lower() if words else part.text
    if read := said_back(part, order):
        value += f" ({read})"
    return f"{'not ' if part.minus else ''}{part.name}: {value}"
