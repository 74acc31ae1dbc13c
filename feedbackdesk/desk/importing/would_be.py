"""The workspace as it would be once what was read of a file so far is in it.

Whoever is told by name, address or number is told by the same rules as for a call just recorded
(desk/identity.py): it asks this reader, which knows also who would be new. Those have keys below
zero, until they are made.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from feedbackdesk.domain.contact_points import number_end
from feedbackdesk.domain.rows import Organisation, Person
from feedbackdesk.domain.text import name_key
from feedbackdesk.store.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable


class WouldBe(Reader):
    """Answers what `identify` asks, with who would be new and what would be learned."""

    def __init__(self, read: Reader) -> None:
        """Begin with the workspace as it is."""
        super().__init__(read.connection)
        self._would: dict[int, Person] = {}
        """Who would be new, and those of whom more would be known."""
        self._new = 0
        self._would_be_named: dict[str, list[int]] = {}
        self._would_be_mailed: dict[str, list[int]] = {}
        self._would_be_called: dict[str, list[tuple[int, str]]] = {}
        self._new_firms: dict[int, Organisation] = {}
        self._new_firms_named: dict[str, Organisation] = {}
        self._known_firms: dict[str, list[Organisation]] = {}

    # What it takes in

    def add_firm(self, name: str) -> int:
        """Take in an organisation that nobody knew; return its key."""
        firm = Organisation(-len(self._new_firms) - 1, name)
        self._new_firms[firm.id] = self._new_firms_named[name_key(name)] = firm
        return firm.id

    def put(self, person: Person) -> None:
        """Take in somebody as they would be, by their key."""
        if person.id not in self._would and person.id < 0:
            self._new += 1
            self._would_be_named.setdefault(name_key(person.name), []).append(person.id)
        self._would[person.id] = person

    def reach(self, key: int, *, email: str | None, phone: str | None) -> None:
        """Take in that somebody has an address, or a number."""
        if email:
            self._would_be_mailed.setdefault(name_key(email), []).append(key)
        if phone:
            self._would_be_called.setdefault(number_end(phone), []).append((key, phone))

    def new_key(self) -> int:
        """Return the key of the next who would be new."""
        return -self._new - 1

    # What `identify` asks

    def speaker(self, key: int) -> Person | None:
        """Return one person as they would be."""
        return self._would.get(key) or super().speaker(key)

    def people_named(self, key: str, organisation_id: int | None = None) -> list[Person]:
        """Return the people of a name, within an organisation if one is given."""
        found = self._with(super().people_named(key), self._would_be_named.get(key, ()))
        if organisation_id is None:
            return found
        return [one for one in found if one.organisation_id == organisation_id]

    def people_with_email(self, email_key: str) -> list[Person]:
        """Return the people with an e-mail address."""
        return self._with(
            super().people_with_email(email_key), self._would_be_mailed.get(email_key, ())
        )

    def numbers_ending(self, end: str, table: str) -> list[tuple[int, str]]:
        """Return the telephone numbers with an end, each with who has it."""
        new = self._would_be_called.get(end, []) if table == "person" else []
        return [*super().numbers_ending(end, table), *new]

    def people_merged_into(self, key: int) -> list[Person]:
        """Return the records that were merged into a person."""
        return super().people_merged_into(key) if key > 0 else []

    def organisation(self, key: int) -> Organisation | None:
        """Return one organisation."""
        return self._new_firms.get(key) or super().organisation(key)

    def organisations_named(self, key: str) -> list[Organisation]:
        """Return the organisations of a name; each name is looked for once."""
        if key not in self._known_firms:
            self._known_firms[key] = super().organisations_named(key)
        new = self._new_firms_named.get(key)
        return [*self._known_firms[key], *([new] if new is not None else [])]

    def _with(self, known: Iterable[Person], new: Iterable[int]) -> list[Person]:
        """Return people as they would be, each once."""
        every = {one.id: self._would.get(one.id, one) for one in known}
        every.update((key, one) for key in new if (one := self.speaker(key)) is not None)
        return list(every.values())


def joined(person: Person, firm: Organisation | None) -> Person:
    """Return somebody as they would be in an organisation."""
    if firm is None:
        return person
    return replace(person, organisation_id=firm.id, organisation=firm.name)
