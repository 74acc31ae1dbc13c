"""Questions about one roadmap item: who stands behind it, what was decided, who waits."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from feedbackdesk.domain.accounts import DELETED_KEY
from feedbackdesk.domain.decisions import Decision, tell
from feedbackdesk.domain.proof import Account, Heard, ItemLink, Waiter
from feedbackdesk.domain.words import Channel, Kind, PersonStage
from feedbackdesk.store.customers import ALL_CUSTOMERS
from feedbackdesk.store.read.base import SPEAKER
from feedbackdesk.store.read.history import HistoryReader
from feedbackdesk.store.read.roadmap import BEHIND
from feedbackdesk.store.schema import PART_OF_ITEM_GONE
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEARD = sql(
    "SELECT f.id, f.account, f.said_on, f.kind, f.channel, substr(f.text, 1, :length) AS text,"
    " m.quote, root.id AS theme_id, root.name AS theme, p.id AS who_id, p.name AS who,"
    " o.name AS organisation, f.stage, l.id AS loss_id, l.value AS lost_value"
    f" FROM {BEHIND} JOIN theme root ON root.id = coalesce(t.root_id, t.id)"
    f"{SPEAKER} LEFT JOIN loss l ON l.feedback_id = f.id"
    " WHERE it.item_id = :item"
    " ORDER BY f.said_on DESC, f.id DESC, m.quote IS NULL, m.theme_id <> root.id, m.id"
)
_NOW = {
    "person": sql("SELECT id, name, key, stage FROM person WHERE id IN :ids"),
    "organisation": sql("SELECT id, name, key, stage FROM organisation WHERE id IN :ids"),
}
_WORTH = sql(
    "SELECT c.account, c.value FROM item_account a JOIN account_value c ON c.account = a.account"
    " WHERE a.item_id = :item"
)
_CUSTOMERS = sql(
    f"SELECT c.account FROM ({ALL_CUSTOMERS}) AS c"
    " JOIN item_account a ON a.account = c.account WHERE a.item_id = :item"
)
_OF_ITEM = sql(
    "SELECT c.*, s.at, s.author, s.source, s.kind, s.undone_by FROM change c"
    " JOIN (SELECT 'item' AS name, :item AS id"
    " UNION SELECT 'item_theme', id FROM item_theme WHERE item_id = :item"
    " UNION SELECT 'item_link', id FROM item_link WHERE item_id = :item"
    " UNION SELECT 'item_why', id FROM item_why WHERE item_id = :item"
    f" UNION SELECT table_name, row_id FROM change WHERE {PART_OF_ITEM_GONE}"
    " AND json_extract(before, '$.item_id') = :item) r"
    " ON c.row_id = r.id AND c.table_name = r.name JOIN step s ON s.id = c.step_id"
    " ORDER BY c.step_id DESC, c.id LIMIT :limit"
)
_WAITING = sql(
    "SELECT p.id, p.name, p.stage, p.may_contact, p.contact_how, p.email, p.phone"
    " FROM person p WHERE p.id IN :ids"
)
_FIRMS = sql("SELECT id, name FROM organisation WHERE id IN :ids")
_LINKS = sql("SELECT id, title, address FROM item_link WHERE item_id = :item ORDER BY id")
_TABLES = {"p": "person", "o": "organisation"}


class ProofReader(HistoryReader):
    """The evidence and the story of one item."""

    def heard_behind(self, item_id: int, length: int) -> list[Heard]:
        """Return what was said behind an item, a row for each theme it came through.

        The newest first; of a long text the first `length` characters.
        """
        return [
            Heard(
                feedback_id=row.id,
                account=row.account,
                on=date.fromisoformat(row.said_on),
                kind=Kind(row.kind),
                channel=Channel(row.channel),
                text=row.text,
                quote=row.quote,
                themes=((row.theme_id, row.theme),),
                who_id=row.who_id,
                who=row.who,
                organisation=row.organisation,
                stage=PersonStage(row.stage) if row.stage else None,
                is_loss=row.loss_id is not None,
                lost_value=row.lost_value,
            )
            for row in self._all(_HEARD, item=item_id, length=length)
        ]

    def accounts_now(self, item_id: int, accounts: Iterable[str]) -> dict[str, Account]:
        """Return accounts behind an item as they are today, by what they are counted as."""
        worth: dict[str, int] = {row.account: row.value for row in self._all(_WORTH, item=item_id)}
        found: dict[str, Account] = {}
        keys: dict[str, list[int]] = {}
        for account in set(accounts):
            if (table := _TABLES.get(account[0])) is not None:
                keys.setdefault(table, []).append(int(account[1:]))
        for table, ids in keys.items():
            for key, rows in self._grouped(_NOW[table], ids).items():
                account, row = f"{table[0]}{key}", rows[0]
                stage = PersonStage(row.stage) if row.stage else None
                if account in worth:
                    stage = PersonStage.CUSTOMER
                page = (table, key) if row.key != DELETED_KEY else None
                found[account] = Account(account, row.name, page, stage, worth.get(account))
        return found

    def customers_behind(self, item_id: int) -> frozenset[str]:
        """Return the accounts behind an item that are customers today."""
        return frozenset(row.account for row in self._all(_CUSTOMERS, item=item_id))

    def decisions_of(self, item_id: int, limit: int) -> list[Decision]:
        """Return what was decided about an item, the newest first."""
        found: list[Decision] = []
        rows = self._all(_OF_ITEM, item=item_id, limit=limit)
        for step_id, group in groupby(rows, key=lambda row: row.step_id):
            changes = list(group)
            row = changes[0]
            what, why = tell([self._logged(one) for one in changes], self._theme_called, row.kind)
            if what:
                found.append(
                    Decision(
                        step_id=step_id,
                        at=datetime.fromisoformat(row.at),
                        author=row.author,
                        source=row.source,
                        what=what,
                        why=why,
                        kind=row.kind,
                        taken_back=row.undone_by is not None,
                    )
                )
        return found

    def _theme_called(self, key: int) -> str:
        return self.name_of("theme", key)

    def item_links(self, item_id: int) -> list[ItemLink]:
        """Return the web pages that belong to an item, in the order they were added."""
        return [ItemLink(row.id, row.title, row.address) for row in self._all(_LINKS, item=item_id)]

    def waiting_for(self, item_id: int) -> list[Waiter]:
        """Return every account behind an item once, with who of it is to be told."""
        from feedbackdesk.store.read.owed import OwedReader

        voices = OwedReader(self._connection).voices_behind(item_id)
        people = self._grouped(_WAITING, {one.person_id for one in voices if one.person_id})
        firms = self._grouped(
            _FIRMS, {one.organisation_id for one in voices if one.organisation_id}
        )
        found: list[Waiter] = []
        for voice in voices:
            person = people[voice.person_id][0] if voice.person_id in people else None
            firm = firms[voice.organisation_id][0] if voice.organisation_id in firms else None
            reached = (person.contact_how, person.email, person.phone) if person else ()
            name = person.name if person is not None else firm.name if firm is not None else ""
            found.append(
                Waiter(
                    person_id=voice.person_id,
                    organisation_id=voice.organisation_id,
                    name=name,
                    organisation=firm.name if firm is not None and person is not None else None,
                    feedback_id=voice.feedback_id,
                    lost=voice.lost,
                    may_contact=bool(person.may_contact) if person is not None else True,
                    how=" · ".join(part for part in reached if part),
                )
            )
        return found
