"""Which of what was said counts on the board: all of it, or only a part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """What a feedback must be to count. All that is asked for must hold at once."""

    customers: bool = False
    """Said by an account that is a customer today, as the customers' value counts them."""
    lost: bool = False
    """It is a lost sale."""
    this_year: bool = False
    """Said since the first of January."""

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return self.customers or self.lost or self.this_year

    @property
    def sentence(self) -> str:
        """What is counted, in plain words; empty where that is everything."""
        if not self:
            return ""
        return f"Counting only {self._what}: numbers, bars and ranks are of that alone."

    @property
    def brief(self) -> str:
        """The same of one item; empty where everything counts."""
        if not self:
            return ""
        return f"Only {self._what} {'count' if self.lost else 'counts'} here."

    @property
    def _what(self) -> str:
        parts = ["lost sales" if self.lost else "what was said"]
        if self.customers:
            parts.append("of today’s customers" if self.lost else "by today’s customers")
        if self.this_year:
            parts.append("this year")
        return " ".join(parts)


EVERYTHING = EvidenceFilter()
"""Leaves nothing out."""
