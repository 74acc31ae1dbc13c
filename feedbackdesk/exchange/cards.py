"""People as vCards (RFC 2426, version 3.0, which every address book reads)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.contact_points import PointKind
from feedbackdesk.exchange.lines import escaped, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedbackdesk.domain.contact_points import ContactPoint
    from feedbackdesk.domain.rows import Person

_TYPES = {PointKind.EMAIL: "EMAIL;TYPE=INTERNET", PointKind.PHONE: "TEL"}


def cards_of(people: Iterable[tuple[Person, str, Iterable[ContactPoint]]]) -> Iterator[bytes]:
    """Yield a card for each of some people, with their uid and every way they are reached."""
    for person, uid, points in people:
        given, _space, family = person.name.rpartition(" ")
        lines = [
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"UID:urn:uuid:{uid}",
            f"FN:{escaped(person.name)}",
            f"N:{escaped(family)};{escaped(given)};;;",
        ]
        if person.organisation:
            lines.append(f"ORG:{escaped(person.organisation)}")
        lines += [
            f"{_TYPES[point.kind]}:{escaped(point.value)}"
            for point in points
            if point.kind in _TYPES
        ]
        if person.notes:
            lines.append(f"NOTE:{escaped(person.notes)}")
        lines.append("END:VCARD")
        yield folded(lines)
