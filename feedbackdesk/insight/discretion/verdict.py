"""What is said of a text: that it is harmless, held back, or uncertain, and by which words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""Where something begins in a text, and where it has ended, in characters."""


class Answer(StrEnum):
    """Whether a text may leave the house."""

    HARMLESS = "harmless"
    HELD = "held"
    UNCERTAIN = "uncertain"
    """The owner says, once."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one text."""

    answer: Answer
    why: str = ""
    """What a held text gives away, in a few words; of an uncertain one a sentence."""
    spans: tuple[Span, ...] = ()
    """The words that are uncertain, from left to right; none overlaps another."""

    def words(self, text: str) -> tuple[str, ...]:
        """Return the uncertain words of the text as they stand there, each once."""
        return tuple(dict.fromkeys(text[start:end] for start, end in self.spans))


HARMLESS = Verdict(Answer.HARMLESS)


def apart(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans from left to right, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
