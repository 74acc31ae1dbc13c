"""Words that are one typing mistake away from another."""

from __future__ import annotations

from feedbackdesk.domain.folding import fold

# Small letters by script; a word is respelt in the letters of its own.
_ALPHABETS = (
    ("a", "z"),
    ("\u03b1", "\u03c9"),  # Greek
    ("\u0430", "\u045f"),  # Cyrillic
    ("\u05d0", "\u05ea"),  # Hebrew
    ("\u0621", "\u064a"),  # Arabic
)


def respellings(word: str, upto: int | None = None) -> list[str]:
    """Return what a word can have been meant as: a letter more, less, other, or two swapped.

    Folded as in the index; some fifty for each letter of the word. Swapped letters come first,
    then those too many: the likeliest mistakes. `upto` is the last place of a mistake.
    """
    folded = fold(word)
    letters = _letters(folded)
    cuts = [(folded[:place], folded[place:]) for place in range(len(folded) + 1)]
    cuts = cuts[: None if upto is None else upto + 1]
    swapped = [head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1]
    without = [head + tail[1:] for head, tail in cuts if tail]
    added = [head + letter + tail for head, tail in cuts for letter in letters]
    other = [head + letter + tail[1:] for head, tail in cuts if tail for letter in letters]
    found = dict.fromkeys(swapped + without + added + other)
    found.pop(folded, None)
    return list(found)


def _letters(word: str) -> list[str]:
    found = [
        chr(code)
        for first, last in _ALPHABETS
        if any(first <= letter <= last for letter in word)
        for code in range(ord(first), ord(last) + 1)
    ]
    return [letter for letter in found if letter.isalpha()]
