"""What one message tells, by cues alone: its kind, the sentence that says so, and how likely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.insight.heap.cues import KINDS, Cues, cues, likely
from feedbackdesk.insight.heap.languages import languages
from feedbackdesk.insight.heap.sentences import Span, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.words import Kind

_ANSWER = re.compile(
    r"^(?:\s*(?:re|aw|antw|sv|fwd?|wg|tr|rv|res|odp|rif|ref)\s*:)+\s*", re.IGNORECASE
)
_SUBJECT_READ = 200
_SUBJECT = 0.3
"""What a subject's cues are worth beside those of a sentence."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one message tells."""

    kind: Kind
    """The likeliest one."""
    start: int
    """Where the sentence that says so begins, in characters of its words."""
    end: int
    likely: float
    """How likely it is worth keeping, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Read:
    """A message as it is read: its sentences, and what their cues say."""

    spans: tuple[Span, ...]
    cues: tuple[Cues, ...]
    subject: float
    """What the subject adds to each sentence, as a logit."""


NOTHING = Telling(KINDS[0], 0, 0, 0.0)
"""What a message without a word tells."""


def read(words: str, subject: str = "") -> Read:
    """Read a message: its sentences, and the cues of each."""
    spans = sentences(words)
    spoken = languages(words)
    said = tuple(cues(words[start:end], spoken) for start, end in spans)
    bare = _ANSWER.sub("", subject[:_SUBJECT_READ])
    added = 0.0
    if bare.strip():
        about = cues(bare, languages(bare) if len(spans) == 0 else spoken)
        added = _SUBJECT * max(-1.0, min(3.0, max(about.of_kind) - about.against))
    return Read(tuple(spans), said, added)


def best(scores: Sequence[float]) -> int:
    """Return which of some sentences is the likeliest, the first of equal ones."""
    return max(range(len(scores)), key=scores.__getitem__)


def read_by_cues(words: str, subject: str = "") -> Telling:
    """Return what a message tells by cues alone, before anything was decided."""
    message = read(words, subject)
    if not message.spans:
        return NOTHING
    scores = [one.logit for one in message.cues]
    place = best(scores)
    start, end = message.spans[place]
    return Telling(message.cues[place].kind, start, end, likely(scores[place] + message.subject))
