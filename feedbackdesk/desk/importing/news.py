"""What a file tells of a person or an organisation that is not known of them yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.settings import country_of, settings
from feedbackdesk.desk.speakers import is_same_point
from feedbackdesk.domain.contact_points import ContactPoint, PointKind, clean_email, clean_phone
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import FoundPerson
from feedbackdesk.domain.money import parse_money
from feedbackdesk.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedbackdesk.domain.found import FoundReach, Record
    from feedbackdesk.store.reader import Reader

_NOTES_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class News:
    """What is to be filled in; nothing that is known is overwritten."""

    value: int | None = None
    """A year, in hundredths."""
    notes: str = ""
    points: tuple[ContactPoint, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.value is not None or bool(self.notes or self.points)


_NONE = News()


def news_of(read: Reader, table: str, key: int | None, record: Record) -> News:
    """Return what a record tells of somebody, by their key; None for somebody new."""
    if not isinstance(record, FoundPerson):
        return _NONE
    has_value, noted, known = False, "", list[ContactPoint]()
    if key is not None:
        one = read.person(key) if table == "person" else read.organisation(key)
        has_value = one is not None and one.value is not None
        noted = one.notes if one is not None else ""
        known = read.contact_points(table, key)
    country = country_of(read)
    new: list[ContactPoint] = []
    for point in _points(record, first=key is not None or table == "organisation"):
        if not any(is_same_point(point, each, country) for each in (*known, *new)):
            new.append(point)
    value = _value(record.value, settings(read)["currency"]) if not has_value else None
    return News(value, _with_what_is_new(noted, clean(record.notes)), tuple(new))


def _with_what_is_new(noted: str, told: str) -> str:
    """Return notes with the lines of others that they lack; nothing where they lack none."""
    known = {line.strip() for line in noted.splitlines()}
    lines = [line for line in told.splitlines() if line.strip() and line.strip() not in known]
    return "\n".join(filter(None, (noted, *lines)))[:_NOTES_LIMIT] if lines else ""


def _points(record: FoundPerson, *, first: bool) -> Iterator[ContactPoint]:
    """Yield the addresses and numbers of a record; the first ones of somebody new stand on them."""
    if first:
        yield from _read(
            (("email", record.who.email, ""), ("phone", record.who.phone, "")),
        )
    yield from _read(_parts(record.reached))


def _parts(reached: Iterable[FoundReach]) -> Iterator[tuple[str, str, str]]:
    for one in reached:
        yield one.kind, one.value, one.label


def _read(parts: Iterable[tuple[str, str, str]]) -> Iterator[ContactPoint]:
    for kind, value, label in parts:
        try:
            kept = clean_email(value) if kind == "email" else clean_phone(value)
        except Refusal:
            continue
        if kept:
            yield ContactPoint(PointKind(kind), kept, clean(label))


def _value(written: str, currency: str) -> int | None:
    if not clean(written):
        return None
    try:
        return parse_money(written, currency)
    except Refusal:
        return None
