"""What every printed page has, whatever stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedbackdesk.domain.words import Paper
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedbackdesk.report.document import Document
    from feedbackdesk.report.paper.legible import Legible

_SHEETS: Final = {
    Paper.A4: "a4",
    Paper.A3: "a3",
    Paper.LETTER: "us-letter",
    Paper.TABLOID: "us-tabloid",
}
_LONG: Final = 1_200
"""From how many characters on an entry may go on over the end of a page."""


def page_of(document: Document, say: Legible) -> dict[str, Any]:
    """Return the paper, the properties, the head and the foot, as every template takes them."""
    on = document.on
    return {
        "paper": _SHEETS[document.options.paper],
        "landscape": document.options.landscape,
        "fonts": list(say.families),
        "lang": "en",
        "dir": "ltr",
        "title": say.heading(document.document_title),
        "author": say(document.business) or "FeedbackDesk",
        "description": say(document.description),
        "on": [on.year, on.month, on.day],
        "business": say(document.business),
        "heading": say.heading(document.title),
        "running": say.heading(document.title),
        "day": document.day,
        "foot": say(document.foot or document.edition_line),
        "pages": _("Page {number} of {pages}"),
        "continued": _("{what}, continued"),
    }


def is_long(words: Iterable[str]) -> bool:
    """Whether an entry with these words may go on over the end of a page."""
    return sum(map(len, words)) > _LONG
