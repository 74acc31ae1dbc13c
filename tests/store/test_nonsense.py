"""No column of any table holds what nobody writes there without being told of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import Connection, Integer

from feedbackdesk.desk import heap
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.discretion import Text, allow, texts
from feedbackdesk.desk.importing.taking import bring_in
from feedbackdesk.desk.proposing import Member, Proposal, refuse_proposal, texts_in_words
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.domain.found import Found, FoundItem, FoundMessage, Origin
from feedbackdesk.domain.words import Edition, Lens
from feedbackdesk.store import schema
from feedbackdesk.store.counted import KEPT
from feedbackdesk.store.engine import make_engine
from feedbackdesk.store.keys import new_uid
from feedbackdesk.store.nonsense import OWNERS, nonsense
from feedbackdesk.store.sql import sql

SENSELESS = ("x'07'", "CAST(x'41ff' AS TEXT)", "CAST('a' || char(0) AS TEXT)")
"""What no column holds: bytes, letters that are none, a letter that no text has."""


PILE = Found(
    "mbox",
    (
        FoundItem(Origin("board", "1", "post 1"), "Later opening", votes=3),
        *(
            FoundMessage(Origin("mail", f"<{one}>", f"message {one}"), "Good morning.")
            for one in (1, 2)
        ),
    ),
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A workspace with rows in every table, open to be spoilt."""
    path = tmp_path_factory.mktemp("filled") / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_sample)
    desk.remember_print(Edition.WORKING, Lens.REQUESTS, ())
    desk.do(bring_in, "pile", PILE)
    desk.do(allow, [Text("", "Opening hours for Brinkmann")], texts(1))
    refused = Proposal("Saturdays", 3, (Member("Open on Saturdays", "Open on Saturdays"),))
    desk.do(refuse_proposal, refused, texts_in_words(1))
    desk.do(heap.drop, [one.id for one in desk.ask(heap.waiting)][:1], "1 message")
    desk.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for row in (
            "contact_point (uid, person_id, kind, value, key) VALUES (?, 1, 'phone', '1', '1')",
            "template (uid, kind, name) VALUES (?, 'thanks', 'Thanks')",
            "item_link (uid, item_id, address) VALUES (?, 1, 'https://example.com')",
            "saved_view (uid, name, key, query) VALUES (?, 'Bread', 'bread', 'bread')",
            "item_why (uid, item_id, text) VALUES (?, 1, 'The oven comes in May')",
        ):
            raw.execute(f"INSERT INTO {row}", (new_uid(),))
    engine = make_engine(path, mode="rw")
    with engine.connect() as opened:
        for pragma in ("foreign_keys = OFF", "ignore_check_constraints = ON"):
            opened.exec_driver_sql("ROLLBACK")
            opened.exec_driver_sql(f"PRAGMA {pragma}")
            opened.exec_driver_sql("BEGIN")
        yield opened
    engine.dispose()


@pytest.mark.parametrize("table", [*OWNERS, *KEPT])
def test_each_column_tells_of_what_makes_no_sense(connection: Connection, table: str) -> None:
    assert nonsense(connection, (table,)) == []
    columns = schema.metadata.tables[table].columns
    key = ", ".join(one.name for one in columns if one.primary_key)
    for column in columns:
        for senseless in SENSELESS:
            if key == column.name and isinstance(column.type, Integer):
                continue  # SQLite takes nothing else
            with connection.begin_nested() as spoilt:
                statement = (
                    f"UPDATE {table} SET {column.name} = {senseless}"
                    f" WHERE ({key}) IN (SELECT {key} FROM {table} LIMIT 1)"
                )
                assert connection.execute(sql(statement)).rowcount == 1, table
                (told, *_more) = nonsense(connection, (table,))
                spoilt.rollback()
            assert f"In {table} " in told
            assert f" something in {column.name} that makes no sense" in told


@pytest.mark.parametrize(
    ("column", "senseless"),
    [
        ("feedback.said_on", "2026-02-31"),
        ("person.stage_since", "0000-01-01"),
        ("feedback.recorded_at", "7"),
        ("step.at", "2026-13-01T10:00:00+00:00"),
        ("organisation.uid", "7"),
        ("theme.uid", "G" * 32),
        ("print_run.ranking", "7"),
        ("change.after", "{"),
        ("contact_point.kind", "fax"),
        ("template.kind", "thank"),
        ("step.kind", "dp"),
    ],
)
def test_a_text_that_is_none_of_those_a_column_holds_is_told(
    connection: Connection, column: str, senseless: str
) -> None:
    table, name = column.split(".")
    with connection.begin_nested() as spoilt:
        connection.execute(
            sql(f"UPDATE {table} SET {name} = :new WHERE id = (SELECT max(id) FROM {table})"),
            {"new": senseless},
        )
        (told,) = nonsense(connection, (table,))
        spoilt.rollback()
    assert f" something in {name} that makes no sense" in told
