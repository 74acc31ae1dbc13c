"""What the desk advises on words: the themes they likely speak of, and who said the like.

SQLite's bm25 hands over some forty neighbours; the themes that they are filed under, and those
whose names share a word, are the candidates. Each is learned when first needed, from its newest
examples, and kept until the log says that it changed: so nothing is learned at the start, each
filing counts from the next question on, and what another process filed is noticed too. The
likeness of two texts is a sum of their cosine and of bm25, since the two err differently (score
fusion: Fox and Shaw 1994, "Combination of Multiple Searches").
"""

from __future__ import annotations

import math
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.text import clean, excerpt
from feedbackdesk.insight.rarity import Rarity
from feedbackdesk.insight.themes import Nearness, Query, Theme
from feedbackdesk.insight.words import READ, Words, fold, is_unspaced, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.store.reader import Reader

SIMILAR = 5
"""How many similar feedbacks and likely themes are shown at most."""

FITS, FITS_ALONE = 0.42, 0.18
"""How well words must fit a theme for it to be named (see `insight.themes.Theme.fit`): in
general, and while there are few texts where nothing else fits at all."""
ALSO_FITS = 0.2
"""How well a further theme must fit where the first one is named."""
ALIKE = 0.18
"""How alike a feedback must be, as a cosine, to be shown as similar."""

_NEIGHBOURS = 40
_CANDIDATES = 80
_NAMED = 20
_EXAMPLES = 30
_EXAMPLE_READ = 500
_SAMPLE = 800
_FEATURES_KEPT = 500_000
"""How much of what was learned is kept, in features of themes: some 40 MB at most."""
_WORDS_ASKED = 12
_ROWS_ASKED = 12_000
"""About how many entries of the full-text index one question may walk through."""
_LETTERS_LEARNED = 5_000
"""How much one question may learn; what is left is learned by the next ones."""
_UNSPACED_AMONG = 2_000
_BM25 = 0.3
_SHARPNESS = 7.0
_FEW = 6.0
"""The logarithm of how many texts are no longer few: four hundred."""

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|[\n。！？]+")


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


@dataclass(frozen=True, slots=True)
class _Learned:
    theme: Theme
    examples: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Near:
    """A feedback with like words."""

    key: int
    text: str
    archived: bool
    cosine: float
    likeness: float


class Adviser:
    """Reads words, and keeps what it learned: a cache that the log can rebuild.

    May be called from any thread; one question is answered at a time.
    """

    def __init__(self) -> None:
        """Begin with nothing learned."""
        self._lock = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self._step = -1
        self._rarity = Rarity()
        self._changes = 0
        self._names: dict[int, tuple[str, ...]] = {}
        self._members: dict[int, list[int]] = {}
        self._named: dict[str, set[int]] = {}
        self._learned: OrderedDict[int, _Learned] = OrderedDict()
        self._kept = 0

    def advise(
        self, read: Reader, text: str, *, but: int | None = None, similar: bool = True
    ) -> Advice:
        """Return what is likely about words; `but` is a feedback that does not count: itself."""
        with self._lock:
            self._catch_up(read)
            text = clean(text[: READ * 4])[:READ]
            query = Query.of(Words.of(text), self._rarity)
            if not query.features:
                return Advice()
            nearness = Nearness(query, self._rarity)
            near = self._neighbours(read, text, query, nearness, but)
            return Advice(
                themes=self._themes(read, query, nearness, near, but),
                similar=self._similar(read, near) if similar else (),
            )

    def advise_on(self, read: Reader, key: int) -> Advice | None:
        """Return the likely themes of a feedback; None where it is gone."""
        row = read.said([key], READ).get(key)
        return None if row is None else self.advise(read, row.text, but=key, similar=False)

    # What has changed

    def _catch_up(self, read: Reader) -> None:
        newest = read.newest_step()
        if newest == self._step:
            return
        rows = read.rows_since(self._step) if self._step >= 0 else None
        if rows is None:
            self._forget()
            self._sample(read)
            self._read_names(read)
        else:
            texts = rows.get("feedback", set())
            self._follow(read, texts)
            touched = rows.get("theme", set()) | {
                filed.theme_id for found in read.filed(texts).values() for filed in found
            }
            self._drop(
                lambda root, learned: (
                    not touched.isdisjoint(self._members.get(root, [root]))
                    or not texts.isdisjoint(learned.examples)
                )
            )
            if read.named_since(self._step):
                self._read_names(read)
        self._step = newest
        # Weights that are a little old do no harm; in a small workspace each text counts.
        if self._rarity.changes - self._changes > len(self._rarity) // 10:
            self._learned.clear()
            self._kept = 0
            self._changes = self._rarity.changes

    def _drop(self, gone: Callable[[int, _Learned], bool]) -> None:
        for root in [root for root, learned in self._learned.items() if gone(root, learned)]:
            self._drop_one(root)

    def _drop_one(self, root: int) -> None:
        self._kept -= len(self._learned.pop(root).theme.features)

    def _sample(self, read: Reader) -> None:
        for row in read.newest_said(_SAMPLE, READ):
            self._rarity.add(row.id, row.text)

    def _follow(self, read: Reader, keys: set[int]) -> None:
        now = read.said(keys, READ)
        for key in keys:
            if key not in now:
                self._rarity.remove(key)
            elif key in self._rarity or len(self._rarity) < _SAMPLE or key > self._rarity.oldest:
                self._rarity.add(key, now[key].text)
        while len(self._rarity) > _SAMPLE:
            self._rarity.remove(self._rarity.oldest)

    def _read_names(self, read: Reader) -> None:
        names: dict[int, list[str]] = {}
        members: dict[int, set[int]] = {}
        for row in read.theme_names():  # a theme's own name stands first
            names.setdefault(row.root_id, []).append(row.name)
            members.setdefault(row.root_id, set()).add(row.id)
        found = {root: tuple(dict.fromkeys(given)) for root, given in names.items()}
        self._drop(
            lambda root, _learned: (
                found.get(root) != self._names.get(root)
                or sorted(members[root]) != self._members[root]
            )
        )
        self._names = found
        self._members = {root: sorted(ids) for root, ids in members.items()}
        self._named = {}
        for root, given in found.items():
            for name in given:
                for part in Words.of(name).stems():
                    self._named.setdefault(part, set()).add(root)

    # What is like the words

    def _neighbours(
        self, read: Reader, text: str, query: Query, nearness: Nearness, but: int | None
    ) -> list[_Near]:
        found = self._by_words(read, text)
        if is_unspaced(text):
            known = {key for key, _score in found}
            parts = self._rarest_pairs(query)
            found += [
                (key, 0.0)
                for key in read.containing(parts, _NEIGHBOURS, among=_UNSPACED_AMONG)
                if key not in known
            ]
        found = [pair for pair in found if pair[0] != but]
        said = read.said([key for key, _score in found], READ)
        best = max((score for _key, score in found), default=0.0) or 1.0
        near: list[_Near] = []
        for key, score in found:
            row = said[key]
            cosine = nearness.of(row.text)
            likeness = cosine + _BM25 * score / best
            near.append(_Near(key, row.text, bool(row.archived), cosine, likeness))
        near.sort(key=lambda one: (-one.likeness, -one.key))
        return near

    def _by_words(self, read: Reader, text: str) -> list[tuple[int, float]]:
        share: dict[str, float] = {}
        for word in _WORD.findall(text.casefold()):  # the index keeps no apostrophe inside
            if len(word) > 1 or not word.isascii():
                share.setdefault(stem(word), self._rarity.share(stem(fold(word))))
        newest = read.newest_feedback()
        asked: list[str] = []
        rows = 0.0
        for word in sorted(share, key=lambda word: (share[word], -len(word)))[:_WORDS_ASKED]:
            more = (share[word] + 0.2 / _SAMPLE) * newest
            if len(asked) >= 2 and rows + more > _ROWS_ASKED:
                break
            asked.append(word)
            rows += more
        # Where even the rarest are everywhere, the newest stand for all.
        among = int(newest * _ROWS_ASKED / rows) if rows > _ROWS_ASKED else None
        return read.alike(asked, _NEIGHBOURS + 1, among=among)

    @staticmethod
    def _rarest_pairs(query: Query) -> list[str]:
        pairs = [one for one in query.features if len(one) == 2 and one.isalnum()]
        return sorted(pairs, key=lambda pair: -query.features[pair])[:20]

    def _similar(self, read: Reader, near: list[_Near]) -> tuple[Feedback, ...]:
        alike = [one.key for one in near if one.cosine >= ALIKE]
        return tuple(read.feedback_page(alike[:SIMILAR]))

    # What they speak of

    def _themes(
        self, read: Reader, query: Query, nearness: Nearness, near: list[_Near], but: int | None
    ) -> tuple[Suggestion, ...]:
        filed = read.filed([one.key for one in near if not one.archived])
        nearest: dict[int, tuple[float, str]] = {}
        for one in near:
            for mention in filed.get(one.key, ()):
                before = nearest.get(mention.theme_id)
                if before is None or one.cosine > before[0]:
                    nearest[mention.theme_id] = (one.cosine, mention.quote or one.text)
        fits: list[tuple[float, int]] = []
        left = _LETTERS_LEARNED
        for root in self._candidates(query, nearest):
            learned = self._learned.get(root)
            if learned is None or (but is not None and but in learned.examples):
                if left <= 0:
                    continue
                learned, letters = self._learn(read, root, but)
                left -= letters
            else:
                self._learned.move_to_end(root)
            fits.append((learned.theme.fit(query, nearest.get(root, (0.0, ""))[0]), root))
        fits.sort(key=lambda fit: (-fit[0], fit[1]))
        if not fits or fits[0][0] < _needed([fit for fit, _root in fits], len(self._rarity)):
            return ()
        powers = [math.exp(_SHARPNESS * (fit - fits[0][0])) for fit, _root in fits]
        total = sum(powers)
        return tuple(
            Suggestion(
                root,
                self._names[root][0],
                min(1.0, fit) * power / total,
                self._why(nearness, root, nearest.get(root)),
            )
            for (fit, root), power in zip(fits[:SIMILAR], powers, strict=False)
            if fit >= ALSO_FITS or root == fits[0][1]
        )

    def _candidates(self, query: Query, nearest: dict[int, tuple[float, str]]) -> Iterable[int]:
        if len(self._names) <= _CANDIDATES:
            return self._names
        named: dict[int, float] = {}
        for part, weight in query.stems.items():
            for root in self._named.get(part, ()):
                named[root] = named.get(root, 0.0) + weight
        best = sorted(named, key=lambda root: (-named[root], root))[:_NAMED]
        close = sorted(nearest, key=lambda root: (-nearest[root][0], root))
        return dict.fromkeys(close + best)

    def _learn(self, read: Reader, root: int, but: int | None) -> tuple[_Learned, int]:
        rows = read.examples(self._members[root], _EXAMPLES, _EXAMPLE_READ)
        said = [row.text for row in rows if row.feedback_id != but]
        learned = _Learned(
            Theme.learned(said, self._names[root], self._rarity),
            frozenset(row.feedback_id for row in rows if row.feedback_id != but),
        )
        if len(said) == len(rows):  # without `but` it is right for this question only
            self._learned[root] = learned
            self._kept += len(learned.theme.features)
            while self._kept > _FEATURES_KEPT:
                self._drop_one(next(iter(self._learned)))
        return learned, sum(map(len, said))

    def _why(self, nearness: Nearness, root: int, nearest: tuple[float, str] | None) -> str:
        name = max(self._names[root], key=nearness.of)
        if nearest is None or nearness.of(name) > nearest[0]:
            return excerpt(name)
        parts = [part for part in _SENTENCE.split(nearest[1])[:12] if part.strip()]
        return excerpt(max(parts, key=nearness.of))


def _needed(fits: list[float], texts: int) -> float:
    """Return how well the best must fit, given all the fits and the size of the sample.

    While there are few texts no word counts as rare and nothing fits well: then it is enough
    to be ahead of the others.
    """
    ahead = 1.0 - max(fits[1], 0.0) / fits[0] if len(fits) > 1 and fits[0] > 0 else 1.0
    few = max(0.0, 1.0 - math.log1p(texts) / _FEW)
    return max(FITS_ALONE, FITS * (1.0 - 1.5 * ahead * few))
