"""A value as a cell of a table has it, whoever opens the table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell_of(value: Any) -> Any:
    """Return a value for a cell of a CSV file: no text is one that a spreadsheet would obey.

    Such a text gets an apostrophe in front. A list is joined, and money has two decimals.
    """
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
