"""What the palette can find, and in which order it stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from feedbackdesk.language.say import later
from feedbackdesk.ui.actions import actions_of
from feedbackdesk.ui.finding.fuzzy import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feedbackdesk.desk.search import FoundThings
    from feedbackdesk.ui.actions import Actions

_A_GROUP = 6
_NEVER = frozenset({"palette", "view_rename", "view_delete"})
_FIRST = frozenset({"capture", "capture_loss"})
_LATELY = 12.0
_BY_NOTE = 60.0
_WHOLE_WORDS = 70.0
_BY_OTHER_NAME = 60.0


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to go to or to do."""

    word: str
    """What it is: page, action, theme, item, person, organisation, view or words."""
    key: int | str
    name: str
    note: str = ""
    icon: str = ""
    keys: str = ""
    """Its shortcut, as the system writes it."""
    nearness: int = 0
    """How near what it does is: 0 for what is wanted everywhere, 1 on the page in sight."""
    known: bool = False
    """Whether the workspace itself found it for the words, and so by whatever name."""

    @property
    def mark(self) -> tuple[str, int | str]:
        """What makes it the same entry as another."""
        return self.word, self.key


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group of entries."""

    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits, and which letters of its name are meant."""

    entry: Entry
    score: float = 0.0
    places: tuple[int, ...] = ()


Row = Heading | Found
_GROUPS = {
    "recent": later("Lately"),
    "view": later("Saved views"),
    "page": later("Pages"),
    "theme": later("Themes"),
    "item": later("Roadmap items"),
    "person": later("People"),
    "organisation": later("Organisations"),
    "action": later("Actions"),
    "words": later("All that was said"),
}


def entries_of(actions: Actions, page: object) -> list[Entry]:
    """Return every page, and every action that can be done now, each as near as it is to a page."""
    here = actions_of(type(page))
    made: list[Entry] = []
    for one, action in actions.known():
        if one.name in _NEVER or not action.isEnabled():
            continue
        keys = QKeySequence(one.keys[0]) if one.keys else QKeySequence()
        anywhere = 2 if not actions.homes(one.name) else 3
        made.append(
            Entry(
                "page" if actions.opens_page(one.name) else "action",
                one.name,
                # An ampersand marks a key; two of them are one that is read.
                re.sub("&(.)", r"\1", action.text()).removesuffix("…"),
                action.statusTip(),
                one.icon,
                keys.toString(QKeySequence.SequenceFormat.NativeText),
                nearness=0 if one.name in _FIRST else 1 if one in here else anywhere,
            )
        )
    return made


def ranked(
    words: str, entries: Iterable[Entry], lately: Sequence[tuple[str, int | str]]
) -> list[Row]:
    """Return what fits the words, grouped, with the group of the best fit first."""
    groups: dict[str, list[Found]] = {}
    seen: set[tuple[str, int | str]] = set()
    for entry in entries:
        if entry.mark in seen:
            continue
        seen.add(entry.mark)
        if found := _found(words, entry):
            if entry.mark in lately:
                found = replace(found, score=found.score + _LATELY)
            groups.setdefault(entry.word, []).append(found)
    for one in groups.values():
        one.sort(key=lambda found: -found.score)
    rows: list[Row] = []
    for word, one in sorted(groups.items(), key=lambda group: -group[1][0].score):
        rows.append(_heading(word))
        rows += one[:_A_GROUP]
    return rows


def at_first(entries: Sequence[Entry], recent: Sequence[Entry]) -> list[Row]:
    """Return what stands there before a word is typed: what was used lately, pages, actions.

    What can be done on the page in sight comes before what can be done anywhere.
    """
    used = {entry.mark for entry in recent}
    entries = sorted(entries, key=lambda entry: entry.nearness)
    rows: list[Row] = []
    groups = {"recent": list(recent)}
    for word in ("page", "view", "action"):
        groups[word] = [one for one in entries if one.word == word and one.mark not in used]
    for word, some in groups.items():
        if some:
            rows.append(_heading(word))
            rows += [Found(entry) for entry in some]
    return rows


def _found(words: str, entry: Entry) -> Found | None:
    if entry.word == "words":
        return Found(entry, -1_000.0)
    if by_name := fit(words, entry.name):
        return Found(entry, by_name.score, by_name.places)
    if entry.known:
        return Found(entry, _BY_OTHER_NAME)
    # What an action does is read too, by whole beginnings of its words.
    told = fit(words, entry.note) if entry.word in {"page", "action"} and len(words) > 2 else None
    return Found(entry, told.score - _BY_NOTE) if told and told.score > _WHOLE_WORDS else None


def _heading(word: str) -> Heading:
    return Heading(str(_GROUPS[word]))


# What stands in the workspace

KINDS = ("theme", "item", "person", "organisation")
_ICONS = {
    "theme": "themes", "item": "roadmap", "person": "person", "organisation": "organisation",
    "view": "view",
}  # fmt: skip


def things(found: FoundThings) -> list[list[Entry]]:
    """Return what the workspace found, as entries of each of the KINDS."""
    each = (found.themes, found.items, found.people, found.organisations)
    return [
        [thing(word, one.id, one.name, one.detail) for one in some]
        for word, some in zip(KINDS, each, strict=True)
    ]


def thing(word: str, key: int, name: str, note: str = "") -> Entry:
    """Return the entry of a theme, an item, a person, an organisation or a saved view."""
    return Entry(word, key, name, note, _ICONS[word], known=word in KINDS)
