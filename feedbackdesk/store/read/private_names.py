"""Every name that the file still holds: in its tables, in the log, and on the heap."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from feedbackdesk.domain.accounts import DELETED_KEY, ERASED_KEY, ERASED_PERSON
from feedbackdesk.domain.private_names import PrivateNames
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMELESS = f"('{DELETED_KEY}', '{ERASED_KEY}')"
_LOGGED = sql(
    "SELECT table_name, before, after FROM change WHERE before IS NOT NULL"
    " AND table_name IN ('person', 'organisation', 'loss', 'contact_point')"
)
_HEARD = sql("SELECT DISTINCT name, organisation, email, phone FROM heap")


class PrivateNameReader(BaseReader):
    """Names, wherever they are kept."""

    def private_names(self) -> PrivateNames:
        """Return the names of people and firms, telephones and addresses: of now, and of before.

        Who was deleted or renamed, and whose recording was undone, is still in the log.
        """
        people = self._texts(f"SELECT name FROM person WHERE key NOT IN {_NAMELESS}")
        firms = self._texts(
            f"SELECT name FROM organisation WHERE key NOT IN {_NAMELESS} UNION"
            " SELECT competitor FROM loss WHERE competitor IS NOT NULL"
        )
        reached = self._texts(
            "SELECT phone FROM person WHERE phone IS NOT NULL UNION"
            " SELECT email FROM person WHERE email IS NOT NULL UNION"
            " SELECT value FROM contact_point"
        )
        for row in self._all(_LOGGED):
            for image in (row.before, row.after):
                known = json.loads(image) if image else {}
                match row.table_name:
                    case "person":
                        _add(people, (known.get("name"),))
                        _add(reached, (known.get("email"), known.get("phone")))
                    case "organisation":
                        _add(firms, (known.get("name"),))
                    case "loss":
                        _add(firms, (known.get("competitor"),))
                    case _:
                        _add(reached, (known.get("value"),))
        people.pop(ERASED_PERSON, None)
        return PrivateNames(
            tuple(people),
            tuple(firms),
            tuple(one for one in reached if "@" not in one),
            tuple(one for one in reached if "@" in one),
        )

    def heard_names(self) -> PrivateNames:
        """Return what senders on the heap call themselves: people, firms, newsletters, machines."""
        found: tuple[dict[str, None], ...] = ({}, {}, {}, {})
        for row in self._all(_HEARD):
            for names, text in zip(
                found, (row.name, row.organisation, row.phone, row.email), strict=True
            ):
                _add(names, (text,))
        return PrivateNames(*(tuple(names) for names in found))

    def _texts(self, statement: str) -> dict[str, None]:
        return {row[0]: None for row in self._all(sql(f"{statement} ORDER BY 1"))}


def _add(names: dict[str, None], texts: Iterable[object]) -> None:
    names.update((text, None) for text in texts if isinstance(text, str) and text)
