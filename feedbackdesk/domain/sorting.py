"""How lists of names are ordered: one rule for the window, the command line and paper.

Accented letters stand beside their base letter, whatever their case or width, and numbers
in a name stand by their value. The order is asked for when a list is made; no file keeps it,
so a better rule orders old workspaces, too.
"""

from __future__ import annotations

import re
import unicodedata

from feedbackdesk.domain.folding import compact

_NUMBER = re.compile(r"\d+")


def sort_key(name: str | None) -> str:
    """Return what names are sorted by: the same for a list in Python and one in SQL.

    Names that differ in accents, case or signs alone stand together, always in one order.

    >>> sorted(["Item 10", "zebra", "Émile", "Item 2", "Emil", "Zoë"], key=sort_key)
    ['Emil', 'Émile', 'Item 2', 'Item 10', 'zebra', 'Zoë']
    """
    text = name or ""
    folded = compact(text)
    if _NUMBER.search(folded):
        folded = _NUMBER.sub(_by_value, folded)
    return f"{folded}\x01{text}"


def _by_value(found: re.Match[str]) -> str:
    """Return a number so that text sorts it by its value: of fewer digits, the smaller one."""
    digits = found[0]
    if not digits.isascii():
        digits = "".join(str(unicodedata.decimal(digit)) for digit in digits)
    digits = digits.lstrip("0")
    return f"0{chr(len(digits) + 2)}{digits}"
