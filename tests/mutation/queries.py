"""The small changes of a query that is written as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

IS_QUERY = re.compile(r"\b(?:SELECT|WHERE|ORDER BY|UPDATE|DELETE FROM|INSERT INTO|JOIN)\b")
"""What makes a text a query: the words of SQL, written large."""

SWAPS = (
    (re.compile(r"\bWHERE\b"), "WHERE 1 OR"),  # the condition is dropped
    (re.compile(r"\bAND\b"), "OR"),
    (re.compile(r"\bOR\b"), "AND"),
    (re.compile(r"\bNOT (?=EXISTS|IN)\b"), ""),
    (re.compile(r"\bIS NOT NULL\b"), "IS NULL"),
    (re.compile(r"\bIS NULL\b"), "IS NOT NULL"),
    (re.compile(r"\bDISTINCT\b"), ""),
    (re.compile(r" DESC\b"), ""),
    (re.compile(r"\bmin\("), "max("),
    (re.compile(r"\bmax\("), "min("),
    (re.compile(r" <= "), " < "),
    (re.compile(r" >= "), " > "),
    (re.compile(r" < "), " <= "),
    (re.compile(r" > "), " >= "),
    (re.compile(r" <> "), " = "),
)
ORDER = re.compile(r"\bORDER BY\b")
ENDS = re.compile(r"\bLIMIT\b|[()\"']")


def query_changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a text that is a query can be changed, from and to, and what stands there then.

    The text is as the source has it, with its quotes.
    """
    if not IS_QUERY.search(text):
        return
    for found, put in SWAPS:
        for match in found.finditer(text):
            yield match.start(), match.end(), put
    for match in ORDER.finditer(text):
        yield match.start(), _end_of_order(text, match.end()), ""


def _end_of_order(text: str, at: int) -> int:
    """Return where an ORDER BY ends: before LIMIT, the bracket that holds it, or the quote."""
    depth = 0
    for match in ENDS.finditer(text, at):
        sign = match.group()
        if sign == "(":
            depth += 1
        elif depth == 0:
            return match.start()
        elif sign == ")":
            depth -= 1
    return len(text)
