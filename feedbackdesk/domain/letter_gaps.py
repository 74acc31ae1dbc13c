"""Letters where something is not known: what would have a hole is put otherwise, or left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

PLACEHOLDER: Final = re.compile(r"\{([^{}\n]{0,60})\}")

_BOUND: Final = {
    "on": re.compile(r"\s*\bon\s+\{\s*on\s*\}", re.IGNORECASE),
    "item": re.compile(r"\s*:\s*\{\s*item\s*\}", re.IGNORECASE),
}
"""The words that go with a placeholder, so that the rest of the sentence stands without them."""
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_NAMES: Final = frozenset({"first_name", "name"})
_GREETING: Final = "Hello,"


def close_gaps(text: str, empty: Collection[str]) -> str:
    """Return a template without the sentences for which nothing is known.

    A day and an item's title go with the words that lead to them; a greeting without a name
    greets all the same; a line that leads to nothing (“you told us:”) goes too.
    """
    if not _holds(text, empty):
        return text
    lines = text.split("\n")
    greeting = next((at for at, line in enumerate(lines) if line.strip()), None)
    kept: list[str | None] = []
    for at, line in enumerate(lines):
        closed = _closed(line, empty, greets=at == greeting) if _holds(line, empty) else line
        kept.append(closed or None if line.strip() else line)
    _drop_leads(kept)
    found: list[str] = []
    after_gone = False
    for one in kept:
        # With a line its blank line goes: an empty place is where something is to be written.
        if one is None or (after_gone and not one.strip()):
            after_gone = one is None
            continue
        found.append(one)
        after_gone = False
    return "\n".join(found)


def _closed(line: str, empty: Collection[str], *, greets: bool) -> str:
    if greets and line.rstrip().endswith(",") and _holds(line, _NAMES & set(empty)):
        return _GREETING
    for name, bound in _BOUND.items():
        if name in empty:
            line = bound.sub("", line)
    sentences = (one for one in _SENTENCES.split(line) if not _holds(one, empty))
    return " ".join(sentences).strip()


def _drop_leads(lines: list[str | None]) -> None:
    """Leave out each line that ended in a colon, and has nothing to lead to any more."""
    following: str | None = ""
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line is not None and line.rstrip().endswith(":") and following is None:
            line = lines[at] = None
        if line is None or line.strip():
            following = line


def _holds(text: str, names: Collection[str]) -> bool:
    found = PLACEHOLDER.finditer(text)
    return any(one.group(1).strip().casefold() in names for one in found)
