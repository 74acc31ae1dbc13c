"""The days of a table: whether 03/04 is in April is decided by all of its rows together."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import EARLIEST, LATEST
from feedbackdesk.domain.days import DateOrder, Side, read_day
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.folding import fold
from feedbackdesk.exchange.tables.vocabulary import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ,].*)?", re.ASCII)
_EITHER = re.compile(r"(\d{1,2})([-/. ]) ?(\d{1,2})\2 ?(\d{4}|\d\d)(?:[T ,].*)?", re.ASCII)
_EASTERN = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日.*")
_NAMED = re.compile(
    r"(?:[^\W\d]{2,12}[.,]{0,2} )?(\d{1,2})(?:\.|º|er|st|nd|rd|th|ª)?[ /-](?:de |di )?"
    r"([^\W\d]{3,12})"
    r"[.,]{0,2}[ /-](?:de |del )?(\d{4}|\d\d)(?:[T ,].*)?"
)
_MONTH_NAMED = re.compile(
    r"(?:[^\W\d]{2,12}[.,]{0,2} )?([^\W\d]{3,12})[.]? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
    r"(?:[T ,].*)?"
)
_EMPTY = frozenset({"", "-", "–", "—", "n/a", "na", "none", "null", "?"})
_EMPTY_LENGTH = max(map(len, _EMPTY))


def is_empty(cell: str) -> bool:
    """Whether a cell only says that there is nothing.

    >>> is_empty("n/a"), is_empty("0")
    (True, False)
    """
    return len(cell) <= _EMPTY_LENGTH and cell.strip().lower() in _EMPTY


class Days:
    """Reads the days of a table in one order."""

    def __init__(self, cells: Iterable[str], *, month_first: bool) -> None:
        """Decide the order by all cells that hold days; by the owner's where they do not tell."""
        self.asking: dict[str, int] = {}
        """The cells that can be read both ways, as often as they stand there."""
        day_first = month_first_seen = 0
        for cell in cells:
            found = _EITHER.fullmatch(_plain(cell))
            if found is None or found[2] == ".":
                continue
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second:
                day_first += 1
            elif second > 12 >= first:
                month_first_seen += 1
            elif first != second and max(first, second) <= 12 and min(first, second) > 0:
                self.asking[cell] = self.asking.get(cell, 0) + 1
        self.month_first = month_first
        if bool(day_first) != bool(month_first_seen):
            self.month_first = bool(month_first_seen)
            self.asking = {}
        self._known: dict[str, date | None] = {}

    @property
    def asked(self) -> int:
        """How many cells can be read both ways."""
        return sum(self.asking.values())

    def read(self, cell: str) -> date | None:
        """Return the day that a cell names; None for no day."""
        if cell not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[cell] = _day(cell, month_first=self.month_first)
        return self._known[cell]

    def both(self, cell: str) -> tuple[date | None, date | None]:
        """Return how a cell is read in this order, and in the other."""
        return (
            _day(cell, month_first=self.month_first),
            _day(cell, month_first=not self.month_first),
        )


def looks_like_day(cell: str) -> bool:
    """Whether a cell most likely names a day with its year; quick, for guessing.

    >>> looks_like_day("03/04/2026"), looks_like_day("3. März 2026"), looks_like_day("12.50")
    (True, True, False)
    """
    return _day(cell, month_first=False, spoken=False) is not None


def _plain(cell: str) -> str:
    if len(cell) > _LONGEST:
        return ""
    if cell.isascii():
        return cell.strip()
    width = unicodedata.normalize("NFKC", cell)
    digits = [str(unicodedata.digit(one)) if one.isdecimal() else one for one in width]
    return "".join(one for one in digits if unicodedata.category(one) != "Cf").strip()


def _day(cell: str, *, month_first: bool, spoken: bool = True) -> date | None:
    text = _plain(cell)
    with suppress(ValueError):
        return _near(_written(text, month_first=month_first))
    if not spoken or not text:
        return None
    order = DateOrder.MDY if month_first else DateOrder.DMY
    with suppress(Refusal):
        return read_day(text, Side.ANYWHERE, order=order) if any(map(str.isdigit, text)) else None
    return None


def _near(day: date) -> date | None:
    return day if EARLIEST <= day <= LATEST else None


def _written(text: str, *, month_first: bool) -> date:
    """Return the day that is written out; raises ValueError for any other text."""
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _EITHER.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        is_month = first <= 12 and (month_first or second > 12)
        if found[2] != "." and is_month:
            first, second = second, first
        return date(_year(found[4]), second, first)
    if found := _EASTERN.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NAMED.fullmatch(text):
        return date(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_NAMED.fullmatch(text):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    raise ValueError(text)


def _month(name: str) -> int:
    number = MONTHS.get(fold(name))
    if number is None:
        raise ValueError(name)
    return number


def _year(said: str) -> int:
    year = int(said)
    return year if len(said) == 4 else year + (2000 if year < 70 else 1900)
