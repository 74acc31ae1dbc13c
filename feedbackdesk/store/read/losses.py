"""Questions about why sales were lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.losses import LossFilter, LossGroup, LossOverview, LossReason
from feedbackdesk.domain.sorting import sort_key
from feedbackdesk.domain.text import name_key, spelt_once
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Row

# The days of lost sales stand in an index of their own: from there a sale is found without
# reading what was said, which takes most of a feedback's room.
_SALES = " FROM feedback f CROSS JOIN loss l"
_REASON = " JOIN loss_reason r ON r.id = l.loss_reason_id"
_SUMS = (
    " count(*) AS number, coalesce(sum(l.value), 0) AS value,"
    " coalesce(sum(l.told_by = 'them'), 0) AS told,"
    " coalesce(sum(CASE WHEN l.told_by = 'them' THEN l.value END), 0) AS told_value,"
    " coalesce(sum(l.won_back_on IS NOT NULL), 0) AS won_back"
)
_GROUPS = {
    "reason": ("r.name", "r.id"),
    "also": ("also.name", "also.id"),
    "month": ("substr(f.said_on, 1, 7)", "substr(f.said_on, 1, 7)"),
    "competitor": ("l.competitor", "l.competitor"),
    "stage": ("l.stage_reached", "l.stage_reached"),
    "outcome": ("l.outcome", "l.outcome"),
}
_JOINED = {
    "reason": _REASON,
    "also": (
        " JOIN loss_also a ON a.loss_id = l.id JOIN loss_reason also ON also.id = a.loss_reason_id"
    ),
}
_TYPED = {"competitor": "competitor", "stage": "stage_reached"}
"""What is typed anew each time, and so spelt in many ways, with its column."""
_BY_REASON = "JOIN loss_reason r ON r.id = s.reason WHERE s.inside"
_BY_ALSO = (
    "JOIN loss_also a ON a.loss_id = s.id JOIN loss_reason r ON r.id = a.loss_reason_id"
    " WHERE s.inside"
)
_PARTS = {
    "reason": ("r.name", "r.id", _BY_REASON),
    "also": ("r.name", "r.id", _BY_ALSO),
    "month": ("s.month", "s.month", "WHERE s.recent"),
    "competitor": ("s.competitor", "s.competitor", "WHERE s.inside AND s.competitor IS NOT NULL"),
    "stage": ("s.stage", "s.stage", "WHERE s.inside AND s.stage IS NOT NULL"),
    "outcome": ("s.outcome", "s.outcome", "WHERE s.inside"),
}
_OF_PART = (
    " count(*) AS number, coalesce(sum(s.value), 0) AS value, coalesce(sum(s.told), 0) AS told,"
    " coalesce(sum(s.told * s.value), 0) AS told_value, coalesce(sum(s.won_back), 0) AS won_back"
    " FROM sale s"
)
_EACH = " UNION ALL ".join(
    (
        *(
            f"SELECT '{part}' AS part, {name} AS name, {key} AS key,{_OF_PART} {of} GROUP BY {key}"
            for part, (name, key, of) in _PARTS.items()
        ),
        f"SELECT 'total', '', 0,{_OF_PART} WHERE s.inside",
    )
)
_OVERVIEW = (
    "WITH sale AS MATERIALIZED (SELECT l.id, l.loss_reason_id AS reason, l.outcome, l.competitor,"
    " l.stage_reached AS stage, substr(f.said_on, 1, 7) AS month,"
    " coalesce(l.value, 0) AS value, l.told_by = 'them' AS told,"
    " l.won_back_on IS NOT NULL AS won_back, f.said_on >= :inside AS inside,"
    f" f.said_on >= :recent AS recent{_SALES} WHERE l.feedback_id = f.id AND f.kind = 'loss'"
    f" AND f.said_on >= :first) {_EACH}"
)


class LossReader(BaseReader):
    """Lost sales, summed up and one by one."""

    def _where(self, chosen: LossFilter) -> tuple[str, dict[str, object]]:
        where, facts = _conditions(chosen)
        for field, column in _TYPED.items():
            if field in facts:
                meant = name_key(str(facts[field]))
                facts[field] = self._spellings(column, meant.__eq__)
        return where, facts

    def loss_groups(self, by: str, chosen: LossFilter) -> list[LossGroup]:
        """Return sales by reason, also (contributing), month, competitor, stage or outcome.

        Competitors and stages whose names compare alike are one, in the most used spelling.

        Months in their order; the rest with the most frequent first. Sales of which the
        thing asked for is not known have no group.
        """
        name, key = _GROUPS[by]
        where, facts = self._where(chosen)
        rows = self._all(
            sql(
                f"SELECT {name} AS name, {key} AS key,{_SUMS}{_SALES}{_JOINED.get(by, '')}{where}"
                f" AND {name} IS NOT NULL GROUP BY {key}"
            ),
            **facts,
        )
        return _sorted(by, [_group(row) for row in rows])

    def loss_total(self, chosen: LossFilter) -> LossGroup:
        """Return all chosen sales as one group."""
        where, facts = self._where(chosen)
        row = self._first(sql(f"SELECT '' AS name, 0 AS key,{_SUMS}{_SALES}{where}"), **facts)
        assert row is not None  # noqa: S101  (a sum has always one row)
        return _group(row)

    def loss_overview(self, since: str, recent: str) -> LossOverview:
        """Return the sales since a day by all they have in common; months since another day."""
        rows = self._all(sql(_OVERVIEW), inside=since, recent=recent, first=min(since, recent))
        groups: dict[str, list[LossGroup]] = {by: [] for by in (*_PARTS, "total")}
        for row in rows:
            groups[row.part].append(_group(row))
        groups = {by: _sorted(by, found) for by, found in groups.items()}
        (total,) = groups.pop("total")
        return LossOverview(total, groups, self._number(sql("SELECT count(*) FROM loss")))

    def stages_reached(self) -> list[str]:
        """Return how far sales got so far, the most frequent first, each in one spelling."""
        rows = self._all(
            sql(
                "SELECT stage_reached AS name, count(*) AS number FROM loss"
                " WHERE stage_reached IS NOT NULL"
                " GROUP BY stage_reached"
            )
        )
        return spelt_once((row.name, row.number) for row in rows)

    def _spellings(self, column: str, called: Callable[[str], bool]) -> list[str]:
        """Return the names in a column of losses whose key fits, in all their spellings."""
        rows = self._all(sql(f"SELECT DISTINCT {column} FROM loss WHERE {column} IS NOT NULL"))
        return [row[0] for row in rows if called(name_key(row[0]))]

    def lost_feedback(self, chosen: LossFilter) -> list[int]:
        """Return the keys of the feedback of chosen sales, the newest first."""
        where, facts = self._where(chosen)
        return self._ids(
            sql(f"SELECT f.id{_SALES}{where} ORDER BY f.said_on DESC, f.id DESC"), **facts
        )

    def reasons(self) -> list[LossReason]:
        """Return the owner's whole list of reasons, in its order, the retired ones last."""
        rows = self._all(
            sql(
                "SELECT r.id, r.name, root.id AS theme_id, root.name AS theme, r.retired,"
                " (SELECT count(*) FROM loss l WHERE l.loss_reason_id = r.id) AS number"
                " FROM loss_reason r LEFT JOIN theme t ON t.id = r.theme_id"
                " LEFT JOIN theme root ON root.id = coalesce(t.root_id, t.id)"
                " ORDER BY r.retired, r.place, r.id"
            )
        )
        return [
            LossReason(row.id, row.name, row.theme_id, row.theme, bool(row.retired), row.number)
            for row in rows
        ]

    def losses_for_reason(self, reason_id: int) -> list[int]:
        """Return the keys of the feedback lost for a reason in the first place."""
        return self._ids(
            sql("SELECT feedback_id FROM loss WHERE loss_reason_id = :key ORDER BY id"),
            key=reason_id,
        )

    def is_reason_used(self, reason_id: int) -> bool:
        """Whether any lost sale names a reason, first or beside others."""
        row = self._first(
            sql(
                "SELECT 1 FROM loss WHERE loss_reason_id = :key"
                " UNION ALL SELECT 1 FROM loss_also WHERE loss_reason_id = :key LIMIT 1"
            ),
            key=reason_id,
        )
        return row is not None


def _group(row: Row[Any]) -> LossGroup:
    return LossGroup(
        row.name, row.key, row.number, row.value, row.told, row.told_value, row.won_back
    )


def _sorted(by: str, groups: list[LossGroup]) -> list[LossGroup]:
    """Return months in their order, all else the most frequent first, spelt alike as one."""
    if by == "month":
        return sorted(groups, key=lambda one: one.name)
    groups = sorted(groups, key=_most_frequent)
    if by not in _TYPED:
        return groups
    known: dict[str, LossGroup] = {}
    for one in groups:
        key = name_key(one.name)
        first = known.get(key)
        known[key] = replace(one, key=key) if first is None else _together(first, one)
    return sorted(known.values(), key=_most_frequent)


def _most_frequent(one: LossGroup) -> tuple[int, int, str]:
    return (-one.number, -one.value, sort_key(one.name))


def _together(one: LossGroup, other: LossGroup) -> LossGroup:
    return LossGroup(
        one.name,
        one.key,
        one.number + other.number,
        one.value + other.value,
        one.told + other.told,
        one.told_value + other.told_value,
        one.won_back + other.won_back,
    )


def _conditions(chosen: LossFilter) -> tuple[str, dict[str, object]]:
    conditions = {
        "since": ("f.said_on >= :since", chosen.since or None),
        "until": ("f.said_on <= :until", chosen.until or None),
        "reason": ("l.loss_reason_id = :reason", chosen.reason),
        "also": (
            "l.id IN (SELECT loss_id FROM loss_also WHERE loss_reason_id = :also)",
            chosen.also,
        ),
        "month": ("substr(f.said_on, 1, 7) = :month", chosen.month),
        "competitor": ("l.competitor IN :competitor", chosen.competitor),
        "stage": ("l.stage_reached IN :stage", chosen.stage),
        "outcome": ("l.outcome = :outcome", chosen.outcome),
        "person": (
            "f.person_id IN (SELECT id FROM person WHERE id = :person OR root_id = :person)",
            chosen.person_id,
        ),
        "organisation": (
            "f.organisation_id IN (SELECT id FROM organisation"
            " WHERE id = :organisation OR root_id = :organisation)",
            chosen.organisation_id,
        ),
        "won_back": (
            "(l.won_back_on IS NOT NULL) = :won_back",
            None if chosen.won_back is None else int(chosen.won_back),
        ),
    }
    given = {name: value for name, (_sql, value) in conditions.items() if value is not None}
    parts = ["l.feedback_id = f.id", "f.kind = 'loss'", *(conditions[name][0] for name in given)]
    return f" WHERE {' AND '.join(parts)}", dict(given)
