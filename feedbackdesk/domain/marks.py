"""Where a text has what was searched for, and the piece of a long text around it."""

from __future__ import annotations

import functools
import re
import unicodedata

from feedbackdesk.domain.query import PHRASE, Query, parse

LONGEST = 200_000
"""How many characters of a text are looked through."""

Span = tuple[int, int]
"""Where something begins, and how many characters it has."""

# Signs that belong to the letter before them: Latin, Hebrew, Arabic, and all of the Indic ones.
_SIGNS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_TOKEN = re.compile(rf"(?:[^\W_]|[{_SIGNS}])+")
# Scripts that put no space between words: a word of theirs is found wherever it stands.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BLANKS = str.maketrans("\n\t", "  ")
_SMALL = {
    "ß": "ss", "æ": "ae", "ǣ": "ae", "ǽ": "ae", "œ": "oe", "ø": "o", "ǿ": "o", "ł": "l",
    "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
}  # fmt: skip
PLAIN_LETTERS = _SMALL | {"ẞ": "ss"} | {
    letter.upper(): plain for letter, plain in _SMALL.items() if letter not in "ßı"
}  # fmt: skip
"""Letters that are no other letter with a sign on it, and what people type for them."""
_PLAIN = str.maketrans(PLAIN_LETTERS)


def fold(word: str) -> str:
    """Return a word as words are compared: without case and accents, in plain letters.

    >>> fold("Café"), fold("Łódź"), fold("Größe")
    ('cafe', 'lodz', 'grosse')
    """
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFD", word.casefold())
    return plain_letters("".join(char for char in spread if not unicodedata.combining(char)))


def plain_letters(text: str) -> str:
    """Return a text with the letters that the index has; signs on them are left alone."""
    return text if text.isascii() else text.translate(_PLAIN)


def is_unspaced(word: str) -> bool:
    """Return whether a word is of a script that puts no space between words."""
    return _UNSPACED.search(word) is not None


def tokens(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return [fold(token) for token in _TOKEN.findall(text)]


def marks(text: str, query: str | Query) -> list[Span]:
    """Return the places in a text that match the words of a search, in their order.

    A word marks what begins with it, as far as it goes; a phrase marks all its words.
    """
    wanted = _wanted(parse(query) if isinstance(query, str) else query)
    if not wanted:
        return []
    text = text[:LONGEST]
    found: list[Span] = []
    spans = [match.span() for match in _TOKEN.finditer(text)]
    said = [fold(text[start:end]) for start, end in spans]
    for needle, exact in wanted:
        if is_unspaced("".join(needle)):
            found += _within(text, "".join(needle))
            continue
        last = len(needle) - 1
        for place, word in enumerate(said):
            begun = said[place : place + last] == list(needle[:last]) if last else True
            if not begun or place + last >= len(said):
                continue
            end_word = said[place + last] if last else word
            if not (end_word == needle[last] if exact else end_word.startswith(needle[last])):
                continue
            start, end = spans[place][0], spans[place + last][1]
            if end_word != needle[last]:
                end = _end_of(text, *spans[place + last], needle[last])
            found.append((start, end - start))
    return _merged(found)


@functools.lru_cache(maxsize=32)
def _wanted(query: Query) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Return the words of each part, and whether the last must be whole."""
    found = (((*tokens(part.text),), part.name == PHRASE) for part in query.words)
    return tuple((needle, exact) for needle, exact in found if needle)


def _within(text: str, needle: str) -> list[Span]:
    return [(match.start(), len(needle)) for match in re.finditer(re.escape(needle), text)]


def _end_of(text: str, start: int, end: int, needle: str) -> int:
    """Return where the beginning of a word that folds to the needle ends."""
    folded = ""
    for place in range(start, end):
        folded += fold(text[place])
        if len(folded) >= len(needle):
            # An accent of its own belongs to the letter before it.
            while place + 1 < end and unicodedata.combining(text[place + 1]):
                place += 1  # noqa: PLW2901  (the loop ends here)
            return place + 1
    return end


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, length in sorted(spans):
        if merged and start <= sum(merged[-1]):
            begun, long = merged[-1]
            merged[-1] = (begun, max(long, start + length - begun))
        else:
            merged.append((start, length))
    return merged


def snippet(text: str, spans: list[Span], width: int = 160) -> tuple[str, list[Span]]:
    """Return the piece of a text around its first match, on one line, with its marks.

    At most `width` characters, and an ellipsis where something was cut.
    """
    if len(text) <= width:
        return text.translate(_BLANKS), spans
    first = spans[0][0] if spans else 0
    start = max(0, min(first - width // 3, len(text) - width))
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + width)
    if end < len(text):
        space = text.rfind(" ", start + width // 2, end)
        end = space if space > first else end
    before = "…" if start else ""
    piece = before + text[start:end].translate(_BLANKS) + ("…" if end < len(text) else "")
    shift = len(before) - start
    return piece, [
        (begin + shift, min(begin + length, end) - begin)
        for begin, length in spans
        if begin >= start and begin < end
    ]
