"""Questions about what was said."""

from __future__ import annotations

from array import array
from datetime import date
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.rows import Counts, Feedback, Loss, Mention
from feedbackdesk.domain.text import spelt_once
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    Importance,
    Kind,
    Outcome,
    PersonStage,
    ToldBy,
)
from feedbackdesk.store.heap import WAITS
from feedbackdesk.store.read.base import SPEAKER, BaseReader, day, in_sight
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row

_FEEDBACK = sql(
    "SELECT f.id, f.said_on, f.kind, f.channel, f.text, f.stage, f.feeling, f.importance,"
    " f.archived, f.link, f.reach, p.id AS person_id, p.name AS who, o.id AS organisation_id,"
    f" o.name AS organisation FROM feedback f{SPEAKER} WHERE f.id IN :ids"
)
_MENTIONS = sql(
    "SELECT m.feedback_id, m.id, coalesce(t.root_id, t.id) AS theme_id, root.name AS theme,"
    " m.quote, m.importance, root.colour FROM mention m JOIN theme t ON t.id = m.theme_id"
    " JOIN theme root ON root.id = coalesce(t.root_id, t.id)"
    " WHERE m.feedback_id IN :ids ORDER BY m.theme_id <> root.id, m.id"
)
_LOSSES = sql(
    "SELECT l.feedback_id, l.id, l.outcome, r.name AS reason, l.competitor, l.value,"
    " l.stage_reached, l.told_by, l.alternative, l.revisit_on, l.won_back_on"
    " FROM loss l JOIN loss_reason r ON r.id = l.loss_reason_id WHERE l.feedback_id IN :ids"
)
_ALSO = sql(
    "SELECT a.loss_id, r.name FROM loss_also a JOIN loss_reason r ON r.id = a.loss_reason_id"
    " WHERE a.loss_id IN :ids ORDER BY a.id"
)
_WORDS = sql("SELECT text FROM feedback WHERE id = :key")
_AT_ONCE = 5_000
_NEWEST_FIRST = "ORDER BY f.said_on DESC, f.id DESC"


class FeedbackReader(BaseReader):
    """Feedback, its mentions and its loss."""

    def feedback(self, key: int) -> Feedback | None:
        """Return one feedback."""
        return next(iter(self.feedback_page([key])), None)

    def feedback_page(self, ids: Sequence[int]) -> list[Feedback]:
        """Return the feedbacks with these keys, in their order; those gone are left out."""
        rows = {key: rows[0] for key, rows in self._grouped(_FEEDBACK, ids).items()}
        mentions = self._grouped(_MENTIONS, ids)
        losses = {key: found[0] for key, found in self._grouped(_LOSSES, ids).items()}
        also = self._grouped(_ALSO, [row.id for row in losses.values()])
        return [
            self._feedback(rows[key], mentions.get(key, ()), losses.get(key), also)
            for key in ids
            if key in rows
        ]

    @staticmethod
    def _feedback(
        row: Row[Any],
        mentions: Iterable[Row[Any]],
        loss: Row[Any] | None,
        also: dict[int, list[Row[Any]]],
    ) -> Feedback:
        return Feedback(
            id=row.id,
            on=date.fromisoformat(row.said_on),
            kind=Kind(row.kind),
            channel=Channel(row.channel),
            text=row.text,
            who_id=row.person_id,
            who=row.who,
            organisation_id=row.organisation_id,
            organisation=row.organisation,
            stage=PersonStage(row.stage) if row.stage else None,
            feeling=Feeling(row.feeling) if row.feeling else None,
            importance=Importance(row.importance) if row.importance else None,
            archived=bool(row.archived),
            mentions=tuple(
                Mention(
                    id=mention.id,
                    feedback_id=row.id,
                    theme_id=mention.theme_id,
                    theme=mention.theme,
                    quote=mention.quote,
                    importance=Importance(mention.importance) if mention.importance else None,
                    colour=mention.colour,
                )
                for mention in mentions
            ),
            loss=None
            if loss is None
            else Loss(
                outcome=Outcome(loss.outcome),
                reason=loss.reason,
                also=tuple(other.name for other in also.get(loss.id, ())),
                competitor=loss.competitor,
                value=loss.value,
                stage_reached=loss.stage_reached,
                told_by=ToldBy(loss.told_by),
                alternative=loss.alternative,
                revisit=day(loss.revisit_on),
                won_back=day(loss.won_back_on),
            ),
            link=row.link,
            reach=row.reach,
        )

    def words_of(self, key: int) -> str | None:
        """Return what a feedback says, and nothing else of it."""
        row = self._first(_WORDS, key=key)
        return row[0] if row else None

    def inbox_ids(self) -> array[int]:
        """Return the keys of the inbox, newest first; a million of them take eight megabytes."""
        statement = sql(f"SELECT f.id FROM feedback f WHERE f.in_inbox = 1 {_NEWEST_FIRST}")
        rows = self._connection.execute(statement.execution_options(yield_per=_AT_ONCE))
        keys: array[int] = array("q")
        for part in rows.scalars().partitions():
            keys.extend(part)
        return keys

    def inbox_places(self, keys: Sequence[int], but: Sequence[int]) -> tuple[int, dict[int, int]]:
        """Return how many wait in the inbox, and the places of those keys that do, from 0.

        Newest first; `but` are feedbacks that do not count, as though they were not there.
        """
        # A million are counted in half the time where no row of them is compared with a list.
        waiting = self._number(sql("SELECT count(*) FROM feedback WHERE in_inbox = 1"))
        rows = self._all(
            sql("SELECT id, said_on FROM feedback WHERE in_inbox = 1 AND id IN :ids"),
            ids=[*keys, *but],
        )
        stands = {row.id: (row.said_on, row.id) for row in rows}
        out = [stands[key] for key in set(but) if key in stands]
        before = sql(
            "SELECT (SELECT count(*) FROM feedback WHERE in_inbox = 1 AND said_on > :on)"
            " + (SELECT count(*) FROM feedback WHERE in_inbox = 1 AND said_on = :on AND id > :key)"
        )
        places = {
            key: self._number(before, on=stands[key][0], key=key)
            - sum(one > stands[key] for one in out)
            for key in keys
            if key in stands
        }
        waiting -= len(out)
        return waiting, places

    def feedback_of(self, table: str, key: int) -> list[int]:
        """Return the feedback of a person or organisation, and of all merged into it."""
        return self._ids(
            sql(
                f"WITH RECURSIVE below(id) AS (SELECT :key UNION SELECT s.id FROM {table} s"
                " JOIN below ON s.merged_into = below.id)"
                f" SELECT f.id FROM feedback f WHERE f.{table}_id IN (SELECT id FROM below)"
            ),
            key=key,
        )

    def last_channel(self) -> Channel:
        """Return the channel that the newest recorded feedback came through."""
        row = self._first(sql("SELECT channel FROM feedback ORDER BY id DESC LIMIT 1"))
        return Channel(row[0]) if row else Channel.CALL

    def loss_reasons(self) -> list[tuple[int, str]]:
        """Return the owner's list of loss reasons, in its order: key and name."""
        rows = self._all(
            sql("SELECT id, name FROM loss_reason WHERE retired = 0 ORDER BY place, id")
        )
        return [(row.id, row.name) for row in rows]

    def reason_with_key(self, key: str) -> int | None:
        """Return the loss reason of a name."""
        row = self._first(sql("SELECT id FROM loss_reason WHERE key = :key"), key=key)
        return row[0] if row else None

    def last_reason_place(self) -> int:
        """Return the place of the last reason in the owner's list."""
        return self._number(sql("SELECT max(place) FROM loss_reason"))

    def theme_of_reason(self, reason_id: int) -> int | None:
        """Return the theme that a loss for this reason counts in, if it points to one."""
        row = self._first(sql("SELECT theme_id FROM loss_reason WHERE id = :key"), key=reason_id)
        return row[0] if row else None

    def losses_of(self, feedback_id: int) -> list[int]:
        """Return the loss of a feedback: one key, or none."""
        return self._ids(sql("SELECT id FROM loss WHERE feedback_id = :key"), key=feedback_id)

    def also_of(self, loss_id: int) -> list[tuple[int, int]]:
        """Return a loss's contributing reasons: the row's key and the reason's."""
        rows = self._all(
            sql("SELECT id, loss_reason_id FROM loss_also WHERE loss_id = :key"), key=loss_id
        )
        return [(row.id, row.loss_reason_id) for row in rows]

    def competitors(self) -> list[str]:
        """Return the competitors named so far, the most frequent first, each in one spelling."""
        rows = self._all(
            sql(
                "SELECT competitor AS name, count(*) AS number FROM loss"
                " WHERE competitor IS NOT NULL"
                " GROUP BY competitor"
            )
        )
        return spelt_once((row.name, row.number) for row in rows)

    def counts(self, today: str) -> Counts:
        """Return what the navigation shows beside its pages."""
        counted: Sequence[int] = self._connection.execute(
            sql(
                "SELECT (SELECT count(*) FROM feedback WHERE in_inbox = 1),"
                " (SELECT count(*) FROM feedback),"
                " (SELECT count(*) FROM theme WHERE merged_into IS NULL),"
                " (SELECT count(*) FROM item),"
                f" (SELECT count(*) FROM person p WHERE {in_sight('p')}),"
                " (SELECT count(*) FROM loss),"
                " (SELECT count(*) FROM follow_up WHERE done_on IS NULL),"
                " (SELECT count(*) FROM follow_up WHERE done_on IS NULL AND due_on < :today),"
                f" (SELECT count(*) FROM heap h WHERE {WAITS})"
            ),
            {"today": today},
        ).one()
        return Counts(*counted)
