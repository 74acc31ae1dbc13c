"""What of a heap comes first: the likeliest, learned from what was kept and what was dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.insight.heap.cues import likely
from feedbackdesk.insight.heap.features import features
from feedbackdesk.insight.heap.learning import Decision, Sentence, Weights
from feedbackdesk.insight.heap.telling import NOTHING, Telling, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedbackdesk.domain.words import Kind
    from feedbackdesk.insight.heap.learning import Learned

_SENTENCES = 12
"""How many sentences of a message are kept to learn from: the likeliest by their cues."""
_LEARNED_FROM = {True: 600, False: 900}
"""How many decisions are learned from, kept ones and dropped ones: the newest."""
_TURNS = 1.0
"""How much less likely than the likeliest of all, as a logit, a kind may be to take its turn."""
_ALIKE = 0.6
"""What share of the words and pairs in two messages is shared where they are alike."""

Message = tuple[Sentence, ...]
Row = tuple[float, int, int]
"""How unlikely a message is, its number, and the place of its sentence."""


class Pile:
    """Messages that wait, and what was decided: learns from it.

    What it gives follows from the messages and the decisions alone, whatever was taken back.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._messages: dict[int, Message] = {}
        self._waiting: set[int] = set()
        self._decided: dict[int, Decision] = {}
        self._weights: Weights | None = Weights()

    def add(self, number: int, words: str, subject: str = "") -> None:
        """Put a message onto the pile, in place of what it said before.

        It waits, unless it was decided: then it is learned from.
        """
        self._messages[number] = _message(words, subject)
        if number in self._decided:
            self._weights = None
        else:
            self._waiting.add(number)

    def take_away(self, number: int) -> None:
        """Take a message out of the order, for good; what was decided on it is still known."""
        self._waiting.discard(number)
        if number not in self._decided:
            self._messages.pop(number, None)

    def decide(self, number: int, kept: bool, kind: Kind | None = None) -> None:
        """Learn that a message was kept, and as which kind, or dropped: it waits no longer."""
        self._waiting.discard(number)
        self._decided.pop(number, None)
        self._decided[number] = Decision(kept, kind)
        self._weights = None

    def undecide(self, number: int) -> None:
        """Forget what was decided on a message: it waits again."""
        if self._decided.pop(number, None) is None:
            return
        self._weights = None
        if number in self._messages:
            self._waiting.add(number)

    def order(self, limit: int) -> list[tuple[int, Telling]]:
        """Return the likeliest that wait, the kinds taking turns at the top."""
        weights = self._learned()
        best, messages = weights.best, self._messages
        rows: dict[Kind | None, list[Row]] = {}
        for number in self._waiting:
            message = messages[number]
            place, score = best(message)
            kind = message[place].cues.kind if message else None
            rows.setdefault(kind, []).append((-score, number, place))
        found = []
        for score, number, place in _by_turns(rows.values(), limit):
            told = NOTHING
            if messages[number]:
                sentence = messages[number][place]
                told = Telling(weights.kind(sentence), *sentence.span, likely(-score))
            found.append((number, told))
        return found

    def like(self, number: int, limit: int) -> list[int]:
        """Return those that wait and say nearly the same in nearly the same words, nearest first.

        Numbers in them may be any: an order's confirmation is like that of another.
        """
        asked = _all_of(self._messages.get(number, ()))
        least = len(asked) * _ALIKE
        found: list[tuple[float, int]] = []
        for other in self._waiting if asked else ():
            message = self._messages[other]
            most = sum(sum(map(asked.__contains__, one.features)) for one in message)
            if other == number or most < least:
                continue
            theirs = _all_of(message)
            shared = len(asked & theirs)
            alike = shared / (len(asked) + len(theirs) - shared)
            if alike >= _ALIKE:
                found.append((-alike, other))
        return [other for _alike, other in sorted(found)[:limit]]

    def _learned(self) -> Weights:
        if self._weights is None:
            self._weights = Weights.fitted(self._decisions())
        return self._weights

    def _decisions(self) -> Learned:
        """Return the newest decisions on messages that say something, by their numbers."""
        left = dict(_LEARNED_FROM)
        found = {}
        for number, decision in reversed(self._decided.items()):
            message = self._messages.get(number)
            if message and left[decision.kept]:
                left[decision.kept] -= 1
                found[number] = (message, decision)
        return [found[number] for number in sorted(found)]


def _by_turns(rows: Iterable[list[Row]], limit: int) -> list[Row]:
    """Return the first of some rows: of each the next, if it is nearly as likely as the likeliest.

    A row's numbers are how unlikely it is, and which one it is.
    """
    left = [sorted(row, reverse=True) for row in rows]
    found: list[Row] = []
    while len(found) < limit and (left := [row for row in left if row]):
        left.sort(key=lambda row: row[-1])
        least = left[0][-1][0]
        found += [row.pop() for row in left if row[-1][0] <= least + _TURNS]
    return found[:limit]


def _message(words: str, subject: str) -> Message:
    told = read(words, subject)
    sentences = [
        Sentence(span, cues, cues.logit + told.subject, features(words[slice(*span)]))
        for span, cues in zip(told.spans, told.cues, strict=True)
    ]
    if len(sentences) > _SENTENCES:
        likeliest = sorted(sentences, key=lambda one: -one.prior)[:_SENTENCES]
        sentences = sorted(likeliest, key=lambda one: one.span)
    return tuple(sentences)


def _all_of(message: Message) -> set[int]:
    return set().union(*(sentence.features for sentence in message))
