"""Text from outside: cleaned once at the desk's door, and compared by a key."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.sorting import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NAME_LIMIT = 300
"""The longest name or title that is kept, in characters."""

WORDS_LIMIT = 10_000_000
"""The longest text that is kept, in characters."""

_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line for Unicode and in old files; each becomes the one line break that is kept."""
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return the text without what no person typed, and with plain line breaks.

    Whatever ends a line becomes a line break. Control characters other than that and tab, NUL
    and lone surrogates are dropped, and white space at both ends; the rest stays as it was said.
    """
    return without_control(text).strip()


def without_control(text: str) -> str:
    """Return the text without what no person typed, with white space at its ends as it is."""
    return _DROPPED.sub("", _LINE_ENDS.sub("\n", text))


def clean_words(text: str) -> str:
    """Return what somebody said, cleaned; refuse an empty or an endless text."""
    words = clean(text)
    if not any(unicodedata.category(char)[0] != "C" and not char.isspace() for char in words):
        raise Refusal("There are no words to record. Nothing was changed; type what they said.")
    if len(words) > WORDS_LIMIT:
        raise Refusal(
            f"The text has {len(words):,} characters, more than the {WORDS_LIMIT:,} that fit. "
            "Nothing was changed; record it in parts."
        )
    return words


def clean_name(text: str, what: str = "name") -> str:
    """Return a name or a title on one line; refuse one that is empty or too long."""
    name = _SPACES.sub(" ", clean(text)).strip()
    if not name_key(name):
        raise Refusal(f"The {what} is empty. Nothing was changed.")
    if len(name) > NAME_LIMIT:
        raise Refusal(
            f"The {what} has {len(name):,} characters; {NAME_LIMIT} fit. Nothing was changed."
        )
    return name


class _Visible(dict[int, int | None]):
    """Drops what nobody sees (Unicode's Cf); asked once for each character."""

    def __missing__(self, code: int) -> int | None:
        found = self[code] = None if unicodedata.category(chr(code)) == "Cf" else code
        return found


_VISIBLE = _Visible()


def name_key(name: str) -> str:
    """Return the form in which names are compared: without case, width or space's amount.

    >>> name_key("  Straße ") == name_key("STRASSE")
    True
    """
    if name.isascii():
        return _SPACES.sub(" ", clean(name).casefold())
    visible = clean(name).translate(_VISIBLE)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())
    folded = folded.replace("’", "'").replace("‘", "'")  # typed either way
    return _SPACES.sub(" ", folded).strip()


def spelt_once(counted: Iterable[tuple[str, int]]) -> list[str]:
    """Return names with how often each was used: those that compare alike once, as most spell it.

    The most frequent first.

    >>> spelt_once([("Zed", 2), ("Acme", 3), ("ZED", 4)])
    ['ZED', 'Acme']
    """
    spelt: dict[str, str] = {}
    number: dict[str, int] = {}
    for name, times in sorted(counted, key=lambda one: (-one[1], sort_key(one[0]))):
        key = name_key(name)
        spelt.setdefault(key, name)
        number[key] = number.get(key, 0) + times
    return sorted(spelt.values(), key=lambda name: (-number[name_key(name)], sort_key(name)))


_NUMBER = re.compile(r"\+?[\d\s()./-]*\d[\d\s()./-]*")
_FEWEST_DIGITS = 6


def finder_of(names: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a text holds one of these names, as whole words.

    Compared as names are, without regard to case; a telephone number however its digits
    are grouped.

    >>> holds = finder_of(["Al Lee", "+44 7700 900123"])
    >>> holds("Ask AL  LEE's sister"), holds("Alee"), holds("Call (+44) 7700-900 123")
    (True, False, True)
    """
    patterns = [_pattern(key) for key in sorted({name_key(name) for name in names}) if key]
    if not patterns:
        return lambda _text: False
    found = re.compile("|".join(patterns))
    return lambda text: found.search(name_key(text)) is not None


def blotter_of(names: Iterable[str], blot: str) -> Callable[[str], str]:
    """Return what puts a blot in the place of these names in a text, as `finder_of` finds them.

    Where a name is spelt so that its place cannot be told, the whole text gives way.

    >>> blotted = blotter_of(["Al Lee"], "(erased)")
    >>> blotted("Ask AL  LEE's sister"), blotted("Alee")
    ("Ask (erased)'s sister", 'Alee')
    """
    every = list(names)
    holds = finder_of(every)
    longest_first = sorted({key for one in every if (key := name_key(one))}, key=len, reverse=True)
    patterns = [_pattern(key).replace(r"\ ", r"\s+") for key in longest_first]
    found = re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)

    def blotted(text: str) -> str:
        if not holds(text):
            return text
        left = found.sub(blot, text)
        return blot if holds(left) else left

    return blotted


def _pattern(key: str) -> str:
    digits = [char for char in key if char.isdigit()]
    if len(digits) >= _FEWEST_DIGITS and _NUMBER.fullmatch(key):
        return r"(?<!\d)" + r"[\s()./-]*".join(map(re.escape, digits)) + r"(?!\d)"
    # Scripts without case, such as Chinese, write words without a space between them.
    before = r"(?<!\w)" if _ends_a_word(key[0]) else ""
    after = r"(?!\w)" if _ends_a_word(key[-1]) else ""
    return before + re.escape(key) + after


def _ends_a_word(char: str) -> bool:
    return unicodedata.category(char) in {"Ll", "Nd"}


def excerpt(text: str, length: int = 60) -> str:
    """Return the beginning of a text on one line, cut at a word, at most length characters."""
    # A megabyte of text is not folded to show sixty characters of it.
    line = _SPACES.sub(" ", text[: length * 8]).strip()
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    head, space, _tail = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:.") + "…"


def plural(number: int, one: str, many: str) -> str:
    """Return a number with the noun that fits it.

    >>> plural(1, "account", "accounts"), plural(3, "account", "accounts")
    ('1 account', '3 accounts')
    """
    return f"{number:,} {one if number == 1 else many}"


def apart(text: str) -> str:
    """Return a text that keeps its own direction beside others: a name in Arabic beside a day.

    Only what has letters that run from right to left is marked.
    """
    runs_back = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)
    return f"\u2068{text}\u2069" if runs_back else text
