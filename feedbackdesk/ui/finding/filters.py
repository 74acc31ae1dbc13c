"""The menu that adds a filter to a search, for whoever does not type it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.query import NAMES_OF, STATES, WORDS_OF, Part
from feedbackdesk.domain.words import label
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QWidget

_ICONS = {
    "kind": "kind-request", "channel": "channel-call", "stage": "person",
    "feeling": "feeling-neutral", "importance": "importance-important", "theme": "themes",
    "who": "person", "org": "organisation", "item": "roadmap", "reason": "losses",
    "competitor": "losses", "reached": "losses", "outcome": "losses", "is": "inbox",
    "has": "quote", "date": "calendar",
}  # fmt: skip


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
        made.setIcon(icons.icon(_ICONS[name]))
        return made

    for name, words in WORDS_OF.items():
        under = below(name, _named(name))
        for word in words:
            offer(under, label(word), Part(name, word.value))
    under = below("date", _say("When it was said"))
    for told, name, value in _times(local_today()):
        offer(under, told, Part(name, value))
    menu.addSeparator()
    for name in NAMES_OF:
        action = menu.addAction(icons.icon(_ICONS[name]), f"{_named(name)}…")
        action.triggered.connect(lambda _checked=False, name=name: begun(name))
    menu.addSeparator()
    for name, states in STATES.items():
        under = below(name, _named(name))
        for value, meaning in states.items():
            offer(under, meaning, Part(name, value))
            offer(under, _say("not: {state}").format(state=meaning), Part(name, value, minus=True))
            under.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _times(today: date) -> list[tuple[str, str, str]]:
    """Return spans of time: how each reads, its filter and its value."""
    before = today.replace(day=1) - timedelta(days=1)
    return [
        (_say("Today"), "on", "today"),
        (_say("Last seven days"), "since", (today - timedelta(days=6)).isoformat()),
        (_say("This month"), "since", f"{today:%Y-%m}"),
        (_say("Last month"), "on", f"{before:%Y-%m}"),
        (_say("Last ninety days"), "since", (today - timedelta(days=89)).isoformat()),
        (_say("This year"), "since", f"{today:%Y}"),
        (_say("Last year"), "on", str(today.year - 1)),
    ]


def _named(name: str) -> str:
    return {
        "kind": _say("Kind"),
        "channel": _say("Channel"),
        "stage": _say("Stage of the person"),
        "feeling": _say("Feeling"),
        "importance": _say("Importance"),
        "theme": _say("Theme"),
        "who": _say("Person"),
        "org": _say("Organisation"),
        "item": _say("Roadmap item"),
        "reason": _say("Reason of a lost sale"),
        "competitor": _say("Competitor"),
        "reached": _say("How far a lost sale got"),
        "outcome": _say("What they did instead of buying"),
        "is": _say("Where it is"),
        "has": _say("What it has"),
    }.get(name, name)


def _say(text: str) -> str:
    return QCoreApplication.translate("Filters", text)
