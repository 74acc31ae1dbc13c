"""Questions about the heap: what waits, what was set aside, and what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.found import Aside
from feedbackdesk.domain.heap import STRIP, Decided, HeapCounts, Talk
from feedbackdesk.domain.words import Channel, Kind
from feedbackdesk.store.heap import ONCE, OPEN, RUNS, WAITS, gone_by
from feedbackdesk.store.read.base import BaseReader, day
from feedbackdesk.store.sql import chunks, sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row

_TALK = (
    "SELECT h.id, h.text, coalesce(r.file, '') AS file, h.place, h.said_on, h.name,"
    " h.organisation, h.email, h.phone, h.subject, h.channel, h.aside, h.attached, h.answers"
    " FROM heap h LEFT JOIN import_run r ON r.id = h.run_id"
)


class HeapReader(BaseReader):
    """Talk on the heap. What came with a run that was undone is not seen."""

    def heap_ids(self) -> list[int]:
        """Return what waits to be looked at, the newest last."""
        return self._ids(sql(f"SELECT h.id FROM heap h WHERE {WAITS} ORDER BY h.id"))

    def heap_aside_ids(self, why: Aside) -> list[int]:
        """Return what was set aside for a reason, the newest first."""
        return self._ids(
            sql(
                f"SELECT h.id FROM heap h WHERE h.aside = :why AND {OPEN}"
                " ORDER BY h.said_on DESC, h.id DESC"
            ),
            why=why.value,
        )

    def heap_texts(self, ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        """Yield messages: key, text and subject."""
        for some in chunks(ids):
            for row in self._all(
                sql("SELECT id, text, subject FROM heap WHERE id IN :some ORDER BY id"), some=some
            ):
                yield row.id, row.text, row.subject

    def heap_page(self, ids: Sequence[int]) -> list[Talk]:
        """Return messages in the order of their keys here; those that are gone are left out."""
        return self._talk_of(ids, f" AND {RUNS}")

    def heap_held(self, ids: Sequence[int]) -> list[Talk]:
        """Return messages, also those of runs that were undone: they are held all the same."""
        return self._talk_of(ids, "")

    def _talk_of(self, ids: Sequence[int], which: str) -> list[Talk]:
        found = {
            row.id: _talk(row)
            for some in chunks(ids)
            for row in self._all(sql(f"{_TALK} WHERE h.id IN :some{which}"), some=some)
        }
        return [found[key] for key in ids if key in found]

    def heap_answered(self, mark: str) -> Talk | None:
        """Return the message that another replies to, by its mark; None where it is not here."""
        row = self._first(sql(f"{_TALK} WHERE h.ident = :mark AND {ONCE} LIMIT 1"), mark=mark)
        return None if row is None else _talk(row)

    def heap_waits(self, ids: Sequence[int]) -> list[int]:
        """Return which of these are on the heap, and undecided."""
        return [
            key
            for some in chunks(ids)
            for key in self._ids(
                sql(f"SELECT h.id FROM heap h WHERE h.id IN :some AND {OPEN} ORDER BY h.id"),
                some=some,
            )
        ]

    def heap_decided(self) -> list[Decided]:
        """Return what was decided of messages that are still there, the oldest first."""
        return [
            Decided(row.heap_row, row.became is not None, Kind(row.kind) if row.kind else None)
            for row in self._all(
                sql(
                    "SELECT d.heap_row, d.became, f.kind FROM heap_decision d"
                    " JOIN heap h ON h.id = d.heap_row LEFT JOIN feedback f ON f.id = d.became"
                    f" WHERE {RUNS} ORDER BY d.id"
                )
            )
        ]

    def heap_counts(self, came_before: str) -> HeapCounts:
        """Return how much lies there; what `came_before` a moment goes soon."""
        waiting = self._first(
            sql(
                "SELECT count(*) AS number, count(DISTINCT h.run_id) AS files,"
                f" sum(h.came_at < :before) AS goes, min(h.came_at) AS first"
                f" FROM heap h WHERE {WAITS}"
            ),
            before=came_before,
        )
        aside = self._all(
            sql(
                f"SELECT h.aside, count(*) AS number FROM heap h WHERE h.aside IS NOT NULL"
                f" AND {OPEN} GROUP BY h.aside"
            )
        )
        last = self._all(
            sql("SELECT became FROM heap_decision ORDER BY id DESC LIMIT :most"), most=STRIP
        )
        assert waiting is not None  # noqa: S101  (a sum has a row)
        goes = waiting.goes or 0
        first = datetime.fromisoformat(waiting.first).astimezone().date() if goes else None
        return HeapCounts(
            waiting.number,
            waiting.files,
            {Aside(row.aside): row.number for row in aside if row.aside in set(Aside)},
            self._number(sql("SELECT count(*) FROM heap_decision")),
            tuple(row.became is not None for row in reversed(last)),
            goes,
            first,
        )

    def gone_by(self, decided: str, waited: str) -> list[int]:
        """Return what leaves the heap for good: see store/heap.py."""
        return gone_by(self._connection, decided, waited)

    def heap_number(self) -> int:
        """Return how many wait to be looked at."""
        return self._number(sql(f"SELECT count(*) FROM heap h WHERE {WAITS}"))


def _talk(row: Row[Any]) -> Talk:
    return Talk(
        row.id,
        row.text,
        row.file,
        row.place,
        day(row.said_on),
        row.name,
        row.organisation,
        row.email,
        row.phone,
        row.subject,
        Channel(row.channel) if row.channel else None,
        Aside(row.aside) if row.aside else None,
        tuple(row.attached.splitlines()),
        row.answers or "",
    )
