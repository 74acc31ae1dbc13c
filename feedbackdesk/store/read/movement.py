"""Questions about rankings that are remembered: prints, and snapshots taken on demand."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.dates import day_start, local_today
from feedbackdesk.domain.movement import LastRanking, Snapshot, Standing, decode
from feedbackdesk.domain.words import Edition, Lens
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from sqlalchemy import Row

_LENSES = [lens.value for lens in Lens]
_RUNS = (
    "SELECT id, at, edition, lens, name, items <> '' AS is_whole,"
    " (SELECT count(*) FROM json_each(ranking)) AS number FROM print_run WHERE lens IN :lenses"
)
_EVERY = sql(f"{_RUNS} ORDER BY id DESC")
_ONE = sql(f"{_RUNS} AND id = :key")
_BY_LENS = (
    "SELECT id, at, edition, lens, name, 0 AS is_whole, 0 AS number, ranking, items FROM print_run"
    " WHERE lens = :lens"
)
_LAST = sql(f"{_BY_LENS} ORDER BY id DESC LIMIT 1")
_BEFORE = sql(f"{_BY_LENS} AND (edition = '' OR at < :today) ORDER BY id DESC LIMIT 1")
_FIRST_OF_TODAY = sql(f"{_BY_LENS} AND at >= :today ORDER BY id LIMIT 1")
_LAST_OF_EDITION = sql(
    f"{_BY_LENS} AND edition = :edition AND at < :today ORDER BY id DESC LIMIT 1"
)
_NEWEST = sql("SELECT max(id) FROM print_run")
_STANDINGS = sql("SELECT ranking, items FROM print_run WHERE id = :key")
_TITLES = sql("SELECT id, title FROM item")


class MovementReader(BaseReader):
    """Remembered rankings."""

    def snapshots(self) -> list[Snapshot]:
        """Return every remembered ranking, the newest first."""
        return [_snapshot(row) for row in self._all(_EVERY, lenses=_LENSES)]

    def snapshot(self, key: int) -> Snapshot | None:
        """Return one remembered ranking."""
        row = self._first(_ONE, lenses=_LENSES, key=key)
        return _snapshot(row) if row else None

    def standings(self, key: int) -> tuple[Standing, ...]:
        """Return how every item stood in a remembered ranking; empty where it is gone.

        Of a ranking that an older version remembered: the ranks alone.
        """
        row = self._first(_STANDINGS, key=key)
        if row is None:
            return ()
        if row.items:
            return decode(row.items)
        ranks = sorted((rank, int(item)) for item, rank in json.loads(row.ranking).items())
        return tuple(Standing(item, rank=rank) for rank, item in ranks)

    def titles(self) -> dict[int, str]:
        """Return what every item is called today, by its key."""
        return {row.id: row.title for row in self._all(_TITLES)}

    def newest_snapshot(self) -> int:
        """Return the key of the ranking that was remembered last, 0 before the first."""
        return self._number(_NEWEST)

    def last_ranking(self, lens: Lens) -> LastRanking | None:
        """Return the last remembered ranking by a lens, None before the first."""
        return _ranking(self._first(_LAST, lens=lens.value))

    def ranking_before(self, lens: Lens, edition: Edition | None = None) -> LastRanking | None:
        """Return the ranking that a print's movements are counted from, None where there is none.

        The rule is told in desk/movement.py; with an edition, only its own prints count.
        """
        asked = {"lens": lens.value, "today": day_start(local_today())}
        if edition is not None:
            return _ranking(self._first(_LAST_OF_EDITION, **asked, edition=edition.value))
        return _ranking(self._first(_BEFORE, **asked) or self._first(_FIRST_OF_TODAY, **asked))


def _ranking(row: Row[Any] | None) -> LastRanking | None:
    if row is None:
        return None
    ranks = {int(key): rank for key, rank in json.loads(row.ranking).items()}
    known = _snapshot(row)
    stood = decode(row.items) if row.items else ()
    requests = {one.item_id: one.requests for one in stood if one.requests is not None}
    return LastRanking(ranks, known.words, requests, known.day)


def _snapshot(row: Row[Any]) -> Snapshot:
    return Snapshot(
        id=row.id,
        at=datetime.fromisoformat(row.at),
        lens=Lens(row.lens),
        name=row.name,
        edition=row.edition,
        number=row.number,
        is_whole=bool(row.is_whole),
    )
