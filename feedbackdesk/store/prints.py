"""What a printed roadmap ranked, remembered for the movement since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import insert

from feedbackdesk.domain.movement import encode, usual_name
from feedbackdesk.store import schema
from feedbackdesk.store.keys import new_uid
from feedbackdesk.store.unit import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from feedbackdesk.domain.movement import Standing
    from feedbackdesk.domain.words import Lens
    from feedbackdesk.store.unit import Value


def remembered(
    edition: str, lens: Lens, standings: Sequence[Standing], name: str = ""
) -> dict[str, Value]:
    """Return the row that remembers how every item stands now."""
    ranks = {one.item_id: one.rank for one in standings if one.rank is not None}
    return {
        "at": now(),
        "edition": edition,
        "lens": lens.value,
        "ranking": json.dumps(ranks),
        "name": name or usual_name(edition, lens),
        "items": encode(standings),
    }


def add_print_run(
    connection: Connection, edition: str, lens: Lens, standings: Sequence[Standing]
) -> None:
    """Remember a ranking as it was printed, beside the log: paper cannot be undone."""
    row = remembered(edition, lens, standings)
    connection.execute(insert(schema.print_run), row | {"uid": new_uid()})
