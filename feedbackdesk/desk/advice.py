"""What the desk advises on words: the themes they likely speak of, and who said the like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.text import clean, excerpt

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.store.reader import Reader

SIMILAR = 5
"""How many similar feedbacks and likely themes are shown at most."""
_NEIGHBOURS = 20


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that words likely speak of."""

    theme_id: int
    name: str
    sure: float
    """From 0 to 1: how much speaks for it."""
    like: str
    """Why: the words it resembles, said before or the theme's own name."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What is likely about some words; empty where nothing fits."""

    themes: tuple[Suggestion, ...] = ()
    """Best first."""
    similar: tuple[Feedback, ...] = ()
    """Most alike first."""


def advise(read: Reader, text: str, *, but: int | None = None) -> Advice:
    """Return what is likely about words; `but` is a feedback that does not count: itself."""
    words = clean(text)
    keys = [key for key in read.alike(words, _NEIGHBOURS + 1) if key != but][:_NEIGHBOURS]
    near = read.feedback_page(keys)
    votes: Counter[int] = Counter()
    why: dict[int, tuple[str, str]] = {}
    for place, one in enumerate(near):
        for mention in one.mentions:
            votes[mention.theme_id] += _NEIGHBOURS - place
            why.setdefault(mention.theme_id, (mention.theme, mention.quote or one.text))
    total = sum(votes.values())
    return Advice(
        themes=tuple(
            Suggestion(key, why[key][0], vote / total, excerpt(why[key][1]))
            for key, vote in votes.most_common(SIMILAR)
        ),
        similar=tuple(near[:SIMILAR]),
    )
