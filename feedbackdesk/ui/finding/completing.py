"""What the search field can go on with, asked for off the window's thread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feedbackdesk.desk.inbox import counts
from feedbackdesk.desk.search import search_choices, search_everything
from feedbackdesk.domain.completion import MOST, Choices, Names, complete

if TYPE_CHECKING:
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.completion import Completion

MANY = 20_000
"""From so many names on they are searched for, and no longer all read and kept."""

_BEGUN = re.compile(r"(?:^|\s)-?(theme|item|who|org):[\"“”„«»]?([^\"“”„«»]*)$", re.IGNORECASE)


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
