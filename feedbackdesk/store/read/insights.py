"""Questions about trends, and about who deserves a word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from feedbackdesk.domain.accounts import DELETED_KEY
from feedbackdesk.domain.trends import Answered, Brought, Monthly
from feedbackdesk.domain.watching import (
    ANSWERING,
    FREQUENT_TIMES,
    LOYAL_TIMES,
    Asking,
    Referrer,
    Spoken,
    Told,
    Voice,
)
from feedbackdesk.domain.words import (
    PUBLIC_CHANNELS,
    Channel,
    Feeling,
    FollowUpKind,
    Kind,
    PersonStage,
)
from feedbackdesk.store.read.base import BaseReader, day
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row, TextClause

_CHUNK = 10_000


def _list(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


_ANSWERING = _list(kind.value for kind in ANSWERING)
_PERSON = (
    " JOIN person said_by ON said_by.id = f.person_id"
    " JOIN person p ON p.id = coalesce(said_by.root_id, said_by.id) AND p.erased_on IS NULL"
)
# A lost sale that was won back is answered too.
_SPOKEN = sql(
    "SELECT f.id, f.said_on, f.kind, f.channel, f.feeling, p.id AS person_id,"
    " coalesce(firm.root_id, firm.id) AS organisation_id,"
    " f.importance = 'critical' AS critical, f.link, f.reach,"
    " EXISTS (SELECT 1 FROM follow_up u WHERE u.feedback_id = f.id AND u.done_on IS NOT NULL"
    f" AND u.kind IN ({_ANSWERING})) OR EXISTS (SELECT 1 FROM loss l"
    "  WHERE l.feedback_id = f.id AND l.won_back_on IS NOT NULL) AS answered,"
    " EXISTS (SELECT 1 FROM follow_up u WHERE u.feedback_id = f.id AND u.done_on IS NOT NULL"
    "  AND u.kind = 'thank') AS thanked"
    " FROM feedback f LEFT JOIN person said_by ON said_by.id = f.person_id"
    " LEFT JOIN person p ON p.id = coalesce(said_by.root_id, said_by.id)"
    f" LEFT JOIN organisation firm ON firm.id = f.organisation_id AND firm.key <> '{DELETED_KEY}'"
    " WHERE f.said_on >= :since AND f.said_on <= :today AND p.erased_on IS NULL"
    " AND (f.feeling IN ('unhappy', 'happy') OR f.kind IN ('problem', 'praise')"
    f" OR f.channel IN ({_list(one.value for one in PUBLIC_CHANNELS)}) OR f.link IS NOT NULL"
    " OR f.reach IS NOT NULL)"
)
_VOICES = sql(
    "SELECT p.id, p.stage, count(DISTINCT f.said_on) AS times,"
    " count(DISTINCT CASE WHEN f.said_on >= :since THEN f.said_on END) AS lately,"
    " min(f.said_on) AS first, max(f.said_on) AS last, max(f.id) AS newest"
    f" FROM feedback f{_PERSON}"
    " WHERE f.said_on <= :today GROUP BY p.id HAVING (times >= :loyal AND last <= :quiet)"
    " OR lately >= :frequent"
)
_ASKED = sql(
    "SELECT p.id AS person_id, coalesce(t.root_id, t.id) AS theme_id,"
    " group_concat(f.said_on || ' ' || f.id) AS asked FROM mention m"
    f" JOIN feedback f ON f.id = m.feedback_id AND f.kind <> 'praise'{_PERSON}"
    " JOIN theme t ON t.id = m.theme_id WHERE m.said_on >= :since AND m.said_on <= :today"
    " GROUP BY 1, 2 HAVING count(DISTINCT f.id) >= :times"
)
_HEARD_OF = sql(
    "SELECT coalesce(p.root_id, p.id) AS person_id,"
    " coalesce(t.root_id, t.id) AS theme_id, max(u.done_on) AS told_on FROM follow_up u"
    " JOIN person p ON p.id = u.person_id JOIN item_theme it ON it.item_id = u.item_id"
    " JOIN theme t ON t.id = it.theme_id WHERE u.done_on IS NOT NULL"
    " AND u.kind IN ('shipped', 'declined') GROUP BY 1, 2"
)
_REFERRERS = sql(
    "SELECT r.id, count(*) AS number, max(coalesce((SELECT min(s.since_on) FROM person_stage s"
    "  WHERE s.person_id = p.id), p.stage_since)) AS newest_on FROM person p"
    " JOIN person named ON named.id = p.referred_by"
    " JOIN person r ON r.id = coalesce(named.root_id, named.id)"
    " WHERE p.merged_into IS NULL AND p.erased_on IS NULL AND r.erased_on IS NULL"
    " AND r.id <> p.id GROUP BY r.id"
)
_TOLD = (
    "SELECT coalesce(p.root_id, p.id) AS person_id, max(u.done_on) AS told_on FROM follow_up u"
    " JOIN person p ON p.id = u.person_id WHERE u.done_on IS NOT NULL AND {which} GROUP BY 1"
)
_THANKED = sql(_TOLD.format(which="u.kind = 'thank'"))
_CHECKED = sql(_TOLD.format(which="u.kind IN ('answer', 'check_in') AND u.feedback_id IS NULL"))
_PROMISED = sql(
    "SELECT u.kind, u.due_on, u.feedback_id, coalesce(p.root_id, p.id) AS person_id,"
    " coalesce(o.root_id, o.id) AS organisation_id FROM follow_up u"
    " LEFT JOIN person p ON p.id = u.person_id LEFT JOIN organisation o ON o.id = u.organisation_id"
    " WHERE u.done_on IS NULL ORDER BY u.due_on, u.id"
)
_PEOPLE = sql(
    "SELECT p.id, p.name, firm.name AS organisation, p.may_contact, p.contact_how FROM person p"
    " LEFT JOIN organisation o ON o.id = p.organisation_id"
    " LEFT JOIN organisation firm ON firm.id = coalesce(o.root_id, o.id) WHERE p.id IN :ids"
)
_ORGANISATIONS = sql("SELECT id, name FROM organisation WHERE id IN :ids")
_WORDS = sql(
    "SELECT id, said_on, channel, kind, substr(text, 1, 400) AS words FROM feedback"
    " WHERE id IN :ids"
)
_THEME_NAMES = sql("SELECT id, name FROM theme WHERE id IN :ids")
_NEWEST = {
    "p": "SELECT max(f.id) FROM feedback f WHERE f.person_id IN"
    " (SELECT id FROM person WHERE id = :key OR root_id = :key)",
    "o": "SELECT max(f.id) FROM feedback f WHERE f.organisation_id IN"
    " (SELECT id FROM organisation WHERE id = :key OR root_id = :key)",
    "f": "SELECT id FROM feedback WHERE id = :key",
}
_WINDOWS = (
    " sum({said_on} > :recent) AS recent,"
    " sum({said_on} > :before AND {said_on} <= :recent) AS earlier"
)
_THEMES = sql(
    "SELECT key, name, month, count(*) AS number,"
    f"{_WINDOWS.format(said_on='said_on')} FROM (SELECT DISTINCT root.id AS key, root.name,"
    " m.feedback_id, m.said_on, substr(m.said_on, 1, 7) AS month FROM mention m"
    " JOIN theme t ON t.id = m.theme_id JOIN theme root ON root.id = coalesce(t.root_id, t.id)"
    " WHERE m.said_on >= :since AND m.said_on <= :today) GROUP BY key, month"
)
_CHANNELS = sql(
    "SELECT f.channel AS key, substr(f.said_on, 1, 7) AS month, count(*) AS number,"
    f"{_WINDOWS.format(said_on='f.said_on')} FROM feedback f"
    " WHERE f.said_on >= :since AND f.said_on <= :today GROUP BY f.channel, month"
)
_BROUGHT = sql(
    "SELECT f.channel, count(*) AS number, sum(f.kind = 'praise') AS praise,"
    " sum(f.kind = 'problem') AS problems, sum(f.kind = 'loss') AS losses FROM feedback f"
    " WHERE f.said_on > :recent AND f.said_on <= :today GROUP BY f.channel"
)
_BROUGHT_THEMES = sql(
    "SELECT f.channel, count(DISTINCT coalesce(t.root_id, t.id)) AS themes FROM mention m"
    " JOIN feedback f ON f.id = m.feedback_id JOIN theme t ON t.id = m.theme_id"
    " WHERE m.said_on > :recent AND m.said_on <= :today GROUP BY f.channel"
)
# A feedback waits while anything is open for it; what was called off is no answer.
_WAITS = sql(
    "SELECT u.feedback_id, f.kind, max(u.done_on IS NULL) AS is_open,"
    " CAST(julianday(CASE WHEN max(u.done_on IS NULL) THEN :today ELSE max(CASE"
    "  WHEN u.result IN ('told', 'won_back') THEN u.done_on END) END)"
    " - julianday(f.said_on) AS INTEGER) AS days FROM follow_up u"
    " JOIN feedback f ON f.id = u.feedback_id WHERE u.kind IN ('acknowledge', 'answer')"
    " AND f.said_on <= :today GROUP BY u.feedback_id"
    " HAVING is_open"
    " OR max(CASE WHEN u.result IN ('told', 'won_back') THEN u.done_on END) > :recent"
)


class Promised(NamedTuple):
    """Something open that is owed."""

    kind: FollowUpKind
    due: date
    feedback_id: int | None
    person_id: int | None
    organisation_id: int | None


class Face(NamedTuple):
    """How a person or an organisation is called."""

    name: str
    organisation: str | None = None
    may_contact: bool = True
    contact_how: str = ""


class Words(NamedTuple):
    """The beginning of what was said."""

    on: date
    channel: Channel
    kind: Kind
    words: str


class InsightReader(BaseReader):
    """What stands out. Days are ISO text; what was said after `today` is not there yet."""

    def spoken(self, since: str, today: str) -> list[Spoken]:
        """Return the feedback since a day that a rule of the watch list may be about."""
        return [
            Spoken(
                feedback_id=row.id,
                on=date.fromisoformat(row.said_on),
                kind=Kind(row.kind),
                channel=Channel(row.channel),
                feeling=Feeling(row.feeling) if row.feeling else None,
                person_id=row.person_id,
                organisation_id=row.organisation_id,
                critical=bool(row.critical),
                link=row.link or None,
                reach=row.reach,
                answered=bool(row.answered),
                thanked=bool(row.thanked),
            )
            for row in self._all(_SPOKEN, since=since, today=today)
        ]

    def voices(self, since: str, today: str, quiet: str) -> list[Voice]:
        """Return who spoke often and not after the day `quiet`, or often since a day."""
        rows = self._all(
            _VOICES,
            since=since,
            today=today,
            quiet=quiet,
            loyal=LOYAL_TIMES,
            frequent=FREQUENT_TIMES,
        )
        return [
            Voice(
                person_id=row.id,
                stage=PersonStage(row.stage),
                times=row.times,
                lately=row.lately,
                first=date.fromisoformat(row.first),
                last=date.fromisoformat(row.last),
                newest=row.newest,
            )
            for row in rows
        ]

    def asking(self, since: str, today: str, times: int) -> list[Asking]:
        """Return the themes that a person spoke of so many times since a day."""
        heard = {(row.person_id, row.theme_id): row.told_on for row in self._all(_HEARD_OF)}
        found = []
        for row in self._all(_ASKED, since=since, today=today, times=times):
            asked = (piece.split(" ") for piece in row.asked.split(","))
            found.append(
                Asking(
                    row.person_id,
                    row.theme_id,
                    tuple((date.fromisoformat(on), int(key)) for on, key in asked),
                    day(heard.get((row.person_id, row.theme_id))),
                )
            )
        return found

    def referrers(self) -> list[Referrer]:
        """Return the people who brought others."""
        return [Referrer(row.id, row.number, day(row.newest_on)) for row in self._all(_REFERRERS)]

    def told(self) -> Told:
        """Return when each person was thanked, and spoken to about nothing in particular."""
        return Told(self._days(_THANKED), self._days(_CHECKED))

    def _days(self, statement: TextClause) -> dict[int, date]:
        return {row.person_id: date.fromisoformat(row.told_on) for row in self._all(statement)}

    def promised(self) -> list[Promised]:
        """Return what is open, the earliest due first."""
        return [
            Promised(
                FollowUpKind(row.kind),
                date.fromisoformat(row.due_on),
                row.feedback_id,
                row.person_id,
                row.organisation_id,
            )
            for row in self._all(_PROMISED)
        ]

    def faces(self, people: Sequence[int], organisations: Sequence[int]) -> dict[str, Face]:
        """Return how people and organisations are called, by subject: p<key> or o<key>."""
        found = {
            f"p{row.id}": Face(row.name, row.organisation, bool(row.may_contact), row.contact_how)
            for row in self._some(_PEOPLE, people)
        }
        for row in self._some(_ORGANISATIONS, organisations):
            found[f"o{row.id}"] = Face(row.name)
        return found

    def beginnings(self, ids: Sequence[int]) -> dict[int, Words]:
        """Return the beginning of feedbacks, by their keys."""
        return {
            row.id: Words(
                date.fromisoformat(row.said_on), Channel(row.channel), Kind(row.kind), row.words
            )
            for row in self._some(_WORDS, ids)
        }

    def names_of_themes(self, ids: Sequence[int]) -> dict[int, str]:
        """Return themes' names by their keys."""
        return {row.id: row.name for row in self._some(_THEME_NAMES, ids)}

    def newest_of(self, subject: str) -> int:
        """Return the newest feedback of p<person>, o<organisation> or f<feedback>; 0 for none."""
        return self._number(sql(_NEWEST[subject[0]]), key=int(subject[1:]))

    def _some(self, statement: TextClause, ids: Sequence[int]) -> list[Row[Any]]:
        return [
            row
            for start in range(0, len(ids), _CHUNK)
            for row in self._all(statement, ids=list(ids[start : start + _CHUNK]))
        ]

    def monthly(
        self, of: str, *, since: str, before: str, recent: str, today: str
    ) -> list[Monthly]:
        """Return themes or channels by month since a day, and in (recent, today] and before."""
        rows = self._all(
            _THEMES if of == "theme" else _CHANNELS,
            since=since, before=before, recent=recent, today=today,
        )  # fmt: skip
        found: dict[int | str, Monthly] = {}
        for row in rows:
            name = row.name if of == "theme" else row.key
            known = found.get(row.key) or Monthly(row.key, name, {}, 0, 0)
            known.months[row.month] = row.number
            found[row.key] = Monthly(
                row.key, name, known.months, known.recent + row.recent, known.before + row.earlier
            )
        return list(found.values())

    def brought(self, recent: str, today: str) -> list[Brought]:
        """Return what each channel brought after a day, the most first."""
        themes = {
            row.channel: row.themes
            for row in self._all(_BROUGHT_THEMES, recent=recent, today=today)
        }
        rows = self._all(_BROUGHT, recent=recent, today=today)
        found = [
            Brought(
                Channel(row.channel), row.number, row.praise, row.problems, row.losses,
                themes.get(row.channel, 0),
            )
            for row in rows
        ]  # fmt: skip
        return sorted(found, key=lambda one: (-one.number, one.channel))

    def answers(self, recent: str, today: str) -> list[Answered]:
        """Return what was answered after a day, and all that waits for an answer."""
        return [
            Answered(row.feedback_id, Kind(row.kind), max(row.days, 0), bool(row.is_open))
            for row in self._all(_WAITS, recent=recent, today=today)
        ]
