"""Questions about what is owed to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.accounts import DELETED_KEY
from feedbackdesk.domain.rows import FollowUp, Reached
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, Kind
from feedbackdesk.store.read.base import BaseReader, day
from feedbackdesk.store.read.roadmap import BEHIND
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

# A merged person or organisation is owed as the one that its signpost leads to.
_OWED = (
    "SELECT u.id, u.uid, u.kind, u.due_on, u.done_on, u.result, u.said, u.about, u.item_id,"
    " u.feedback_id, coalesce(p.root_id, p.id) AS person_id, root.name AS who,"
    " coalesce(root.may_contact, 1) AS may_contact, coalesce(root.contact_how, '') AS contact_how,"
    " coalesce(o.root_id, o.id) AS organisation_id, firm.name AS organisation,"
    " i.title AS item, f.kind AS feedback_kind, f.said_on, substr(f.text, 1, 600) AS words"
    " FROM follow_up u LEFT JOIN person p ON p.id = u.person_id"
    " LEFT JOIN person root ON root.id = coalesce(p.root_id, p.id)"
    " LEFT JOIN organisation o ON o.id = u.organisation_id"
    " LEFT JOIN organisation firm ON firm.id = coalesce(o.root_id, o.id)"
    " LEFT JOIN item i ON i.id = u.item_id LEFT JOIN feedback f ON f.id = u.feedback_id"
)
_OPEN = sql(f"{_OWED} WHERE u.done_on IS NULL ORDER BY u.due_on, u.id")
_ONE = sql(f"{_OWED} WHERE u.id = :key")
_OF_PERSON = sql(
    f"{_OWED} WHERE u.person_id IN (SELECT id FROM person WHERE id = :key OR root_id = :key)"
    " ORDER BY u.done_on IS NOT NULL, u.due_on DESC, u.id DESC"
)
_OF_ORGANISATION = sql(
    f"{_OWED} WHERE u.organisation_id IN"
    " (SELECT id FROM organisation WHERE id = :key OR root_id = :key)"
    " ORDER BY u.done_on IS NOT NULL, u.due_on DESC, u.id DESC"
)
_OF_ITEM = sql(f"{_OWED} WHERE u.item_id = :key ORDER BY u.done_on IS NOT NULL, u.id")
# Who is gone hears nothing.
_SAID_BEHIND = sql(
    "SELECT DISTINCT f.id, coalesce('o' || coalesce(o.root_id, o.id),"
    # Not the kept one, which follows at the end of a step.
    " 'p' || coalesce(p.root_id, p.id)) AS account, f.said_on, f.kind = 'loss' AS lost,"
    " root.id AS person_id,"
    " coalesce(root.stage, 'lost') = 'customer' AS pays, firm.id AS organisation_id"
    f" FROM {BEHIND} LEFT JOIN person p ON p.id = f.person_id"
    " LEFT JOIN person root ON root.id = coalesce(p.root_id, p.id) AND root.erased_on IS NULL"
    " LEFT JOIN organisation o ON o.id = f.organisation_id"
    " LEFT JOIN organisation firm ON firm.id = coalesce(o.root_id, o.id)"
    f" AND firm.key <> '{DELETED_KEY}'"
    " WHERE it.item_id = :item AND (root.id IS NOT NULL OR firm.id IS NOT NULL)"
    " ORDER BY f.said_on DESC, f.id DESC"
)
_DONE = sql(f"{_OWED} WHERE u.done_on IS NOT NULL ORDER BY u.done_on DESC, u.id DESC LIMIT :most")
_PRESSING = sql(
    "SELECT coalesce(sum(u.due_on < :today), 0) AS late, count(*) AS number"
    " FROM follow_up u LEFT JOIN person p ON p.id = u.person_id"
    " LEFT JOIN person root ON root.id = coalesce(p.root_id, p.id)"
    " WHERE u.done_on IS NULL AND u.due_on <= :today AND coalesce(root.may_contact, 1)"
)
_TO_TELL = sql(
    "SELECT coalesce(sum(coalesce(root.may_contact, 1)), 0) AS told, count(*) AS number"
    " FROM follow_up u LEFT JOIN person p ON p.id = u.person_id"
    " LEFT JOIN person root ON root.id = coalesce(p.root_id, p.id)"
    " WHERE u.item_id = :item AND u.done_on IS NULL"
)
_HEARD = sql(
    "SELECT DISTINCT heard.feedback_id FROM follow_up u"
    " JOIN follow_up heard ON heard.feedback_id = u.feedback_id"
    " AND heard.kind = 'acknowledge' AND heard.result = 'told'"
    " WHERE u.done_on IS NULL AND u.kind = 'answer'"
)
_REACHED = sql(
    "SELECT u.id, root.email, root.phone, f.text FROM follow_up u"
    " JOIN person p ON p.id = u.person_id JOIN person root ON root.id = coalesce(p.root_id, p.id)"
    " LEFT JOIN feedback f ON f.id = u.feedback_id"
    " WHERE u.done_on IS NULL AND root.may_contact"
    " UNION ALL SELECT u.id, NULL, NULL, f.text FROM follow_up u"
    " JOIN feedback f ON f.id = u.feedback_id"
    " WHERE u.done_on IS NULL AND u.person_id IS NULL"
)
_ABOUT = 240
"""So much of what they said tells what is owed: a row of the list has room for it."""
_OPEN_FOR = "SELECT id FROM follow_up WHERE done_on IS NULL AND by_rule = 1 AND {owner} = :key"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who asked for an item, or a firm of which nobody is named, to be told once."""

    person_id: int | None
    organisation_id: int | None
    feedback_id: int
    lost: bool
    """Whether a sale to them was lost, and they are no customer today."""


class OwedReader(BaseReader):
    """Follow-ups, open and done."""

    def follow_ups(self, today: str) -> list[FollowUp]:
        """Return what is owed, the latest due last."""
        return self._follow_ups(self._all(_OPEN), today)

    def follow_up(self, key: int, today: str = "") -> FollowUp | None:
        """Return one follow-up."""
        return next(iter(self._follow_ups(self._all(_ONE, key=key), today)), None)

    def owed_to(self, table: str, key: int, today: str) -> list[FollowUp]:
        """Return what is open for a person or an organisation, the earliest due first."""
        theirs = self.follow_ups_of(today, **{f"{table}_id": key})
        return sorted(
            (one for one in theirs if one.done_on is None), key=lambda one: (one.due, one.id)
        )

    def follow_ups_of(
        self, today: str, *, person_id: int | None = None, organisation_id: int | None = None
    ) -> list[FollowUp]:
        """Return what is and was owed to a person, or to an organisation; open ones first."""
        if person_id is not None:
            return self._follow_ups(self._all(_OF_PERSON, key=person_id), today)
        return self._follow_ups(self._all(_OF_ORGANISATION, key=organisation_id), today)

    def follow_ups_for_item(self, today: str, item_id: int) -> list[FollowUp]:
        """Return who is to hear, or has heard, of an item."""
        return self._follow_ups(self._all(_OF_ITEM, key=item_id), today)

    @staticmethod
    def _follow_ups(rows: Sequence[Row[Any]], today: str) -> list[FollowUp]:
        return [
            FollowUp(
                id=row.id,
                kind=FollowUpKind(row.kind),
                who=row.who or row.organisation,
                due=date.fromisoformat(row.due_on),
                about=row.about or row.item or excerpt(row.words or "", _ABOUT),
                late=row.done_on is None and row.due_on < today,
                who_id=row.person_id,
                organisation_id=row.organisation_id,
                organisation=row.organisation,
                may_contact=bool(row.may_contact),
                contact_how=row.contact_how,
                feedback_id=row.feedback_id,
                feedback_kind=Kind(row.feedback_kind) if row.feedback_kind else None,
                said_on=day(row.said_on),
                item_id=row.item_id,
                item=row.item,
                done_on=day(row.done_on),
                result=FollowUpResult(row.result) if row.result else None,
                said=row.said,
                uid=row.uid,
            )
            for row in rows
        ]

    def follow_ups_done(self, most: int) -> list[FollowUp]:
        """Return what was brought to an end, the newest first."""
        return self._follow_ups(self._all(_DONE, most=most), "")

    def pressing(self, today: str) -> tuple[int, int]:
        """Return how many follow-ups are late, and how many of them or of today there are."""
        row = self._first(_PRESSING, today=today)
        return (row.late, row.number) if row else (0, 0)

    def to_tell(self, item_id: int) -> tuple[int, int]:
        """Return how many are to hear of an item, and how many more may not be contacted."""
        row = self._first(_TO_TELL, item=item_id)
        return (row.told, row.number - row.told) if row else (0, 0)

    def heard(self) -> frozenset[int]:
        """Return the feedbacks that were acknowledged, and whose answer is still owed."""
        return frozenset(self._ids(_HEARD))

    def reached(self) -> dict[int, Reached]:
        """Return how each open follow-up is reached: only those who may be contacted."""
        return {
            row.id: Reached(row.email, row.phone, row.text or "") for row in self._all(_REACHED)
        }

    def owed_to_nobody_else(self, table: str, key: int) -> list[int]:
        """Return what is open for a person and no organisation, or the other way round."""
        other = "organisation" if table == "person" else "person"
        return self._ids(
            sql(
                f"SELECT id FROM follow_up WHERE done_on IS NULL AND {table}_id = :key"
                f" AND {other}_id IS NULL ORDER BY id"
            ),
            key=key,
        )

    def open_for_feedback(self, feedback_id: int) -> list[int]:
        """Return what is still owed for a feedback by rule."""
        return self._ids(sql(_OPEN_FOR.format(owner="feedback_id")), key=feedback_id)

    def open_win_backs(self, feedback_id: int) -> list[int]:
        """Return the open reminders to look at a lost sale again, other than for an item."""
        return self._ids(
            sql(
                "SELECT id FROM follow_up WHERE feedback_id = :key AND kind = 'win_back'"
                " AND item_id IS NULL AND done_on IS NULL"
            ),
            key=feedback_id,
        )

    def items_told_of(self, table: str, keys: Sequence[int]) -> list[int]:
        """Return the items that people or organisations are to hear of, or heard of."""
        return self._ids(
            sql(
                "SELECT DISTINCT item_id FROM follow_up"
                f" WHERE item_id IS NOT NULL AND {table}_id IN :keys ORDER BY item_id"
            ),
            keys=list(keys),
        )

    def open_for_item(self, item_id: int) -> list[int]:
        """Return who is still to hear of an item, by rule."""
        return self._ids(sql(_OPEN_FOR.format(owner="item_id")), key=item_id)

    def voices_behind(self, item_id: int) -> list[Voice]:
        """Return everybody behind an item once, however many accounts they spoke for.

        A firm itself only where nobody of it is named; what it lost us without naming anybody
        is heard by whoever of it spoke last.
        """
        said = self._all(_SAID_BEHIND, item=item_id)
        last_of: dict[str, int] = {}
        for row in said:
            if row.person_id is not None:
                last_of.setdefault(row.account, row.person_id)
        newest: dict[tuple[int | None, str], Row[Any]] = {}
        lost: set[tuple[int | None, str]] = set()
        for row in said:
            person_id = row.person_id if row.person_id is not None else last_of.get(row.account)
            voice = (person_id, "" if person_id is not None else row.account)
            if row.person_id == person_id:
                newest.setdefault(voice, row)
            if row.lost:
                lost.add(voice)
        return sorted(
            (
                Voice(row.person_id, row.organisation_id, row.id, voice in lost and not row.pays)
                for voice, row in newest.items()
            ),
            key=lambda one: one.feedback_id,
        )

    def templates(self) -> dict[str, str]:
        """Return the owner's own letter templates by their kind."""
        return {row.kind: row.text for row in self._all(sql("SELECT kind, text FROM template"))}

    def template_key(self, kind: str) -> int | None:
        """Return the row of a kind's template, if the owner wrote one."""
        row = self._first(sql("SELECT id FROM template WHERE kind = :kind"), kind=kind)
        return row[0] if row else None

    def open_losses_of_account(
        self, person_id: int | None, organisation_id: int | None
    ) -> list[int]:
        """Return the lost sales of a person or organisation that were not won back."""
        return self._ids(
            sql(
                "SELECT l.id FROM loss l JOIN feedback f ON f.id = l.feedback_id"
                " WHERE l.won_back_on IS NULL AND (f.person_id = :person"
                " OR (:person IS NULL AND f.organisation_id = :organisation)) ORDER BY l.id"
            ),
            person=person_id,
            organisation=organisation_id,
        )
