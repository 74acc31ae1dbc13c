"""Every table of a workspace, on one page.

Each row has an integer key, never used twice, and a uid that stays the same wherever
the row travels. Days are ISO text (2026-11-20), moments ISO text in UTC, money whole
hundredths of the workspace's currency.

A column marked `derived` follows from others: it is neither logged nor undone.
A foreign key marked `owned` makes its row part of the one it points to: deleting
that deletes this first. A table marked `logged` changes only through the unit of work.
"""

from __future__ import annotations

from contextlib import closing
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from feedbackdesk.store import fulltext

REVISION = "0005"
"""The newest schema this program knows; store/migrations leads there."""

LOGGED_SINCE = "0003"
"""The revision since which no logged table lost or gained a column: undo reaches back to it."""

SEALED = "sealed"
"""Stands for the revision of a step that holds what was erased: it cannot be undone."""

TORN = "torn"
"""Stands for the revision of a step that is missing a part since a rescue: it stays done."""

APPLICATION_ID = 0x46444B31  # "FDK1", in SQLite's file header

metadata = MetaData()

TableName = Literal[
    "organisation", "person", "person_stage", "contact_point", "feedback", "mention",
    "loss_reason", "loss", "loss_also", "theme", "theme_alias", "item", "item_theme", "item_link",
    "item_why", "follow_up", "template", "setting", "saved_view", "print_run",
]  # fmt: skip


def _table(name: str, *columns: Any, logged: bool = True) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("uid", Text, nullable=False, unique=True),
        *columns,
        info={"logged": logged},
        sqlite_autoincrement=True,
    )


def _words(name: str, **options: Any) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="", **options)


def _flag(name: str, default: int = 0, **options: Any) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text(str(default)), **options)


def _to(
    target: str, *, owned: bool = False, name: str | None = None, **options: Any
) -> Column[int]:
    return Column(
        name or f"{target}_id",
        Integer,
        ForeignKey(f"{target}.id"),
        info={"owned": owned},
        **options,
    )


_DERIVED = {"derived": True}

# Who speaks. merged_into makes a row a signpost; root_id is where its signposts lead.

organisation = _table(
    "organisation",
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, index=True),
    Column("stage", Text),
    Column("value", Integer),  # a year
    _words("notes"),
    _to("organisation", name="merged_into", index=True),
    Column("root_id", Integer, info=_DERIVED),
)

person = _table(
    "person",
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, index=True),
    Column("email", Text),
    Column("email_key", Text, index=True),
    Column("phone", Text),
    _to("organisation", index=True),
    Column("stage", Text, nullable=False),
    Column("stage_since", Text),
    Column("value", Integer),  # a year
    _to("person", name="referred_by", index=True),
    _flag("may_quote"),
    Column("may_quote_asked_on", Text),
    _flag("may_contact", default=1),
    _words("notes"),
    _to("person", name="merged_into", index=True),
    Column("root_id", Integer, info=_DERIVED),
    _words("contact_how"),
    Column("erased_on", Text),  # nothing is held on them any more
    Column("kept_on", Text),  # when the owner last chose to keep what is held
    Column("phone_end", Text, index=True, info=_DERIVED),  # as numbers are looked up
)

# Few are merged: an index of all the others would look useless to SQLite's planner.
for _merged in (organisation, person):
    Index(
        f"{_merged.name}_by_root",
        _merged.c.root_id,
        sqlite_where=_merged.c.root_id.is_not(None),
    )

person_stage = _table(  # what they were, and from which day on
    "person_stage",
    _to("person", owned=True, nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("since_on", Text, nullable=False),
)

# How somebody is reached beside the first address and number, which stand on the person; a label
# of those stands here, too. A domain is that of all mail of an organisation.
contact_point = _table(
    "contact_point",
    _to("person", owned=True, index=True),
    _to("organisation", owned=True, index=True),
    Column("kind", Text, nullable=False),  # email, phone, domain
    Column("value", Text, nullable=False),
    Column("key", Text, nullable=False),  # an address as compared, the end of a number
    _words("label"),
    CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="of_one"),
)
Index("contact_point_by_key", contact_point.c.key, contact_point.c.kind)

# What was said. A feedback stores its person and organisation at that time.

feedback = _table(
    "feedback",
    _to("person"),
    _to("organisation"),
    Column("kind", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("said_on", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("stage", Text),  # of the speaker, at that time
    Column("feeling", Text),
    Column("importance", Text),
    Column("link", Text),  # of a public mention
    Column("reach", Integer),  # people who may have seen a public mention
    _flag("archived"),
    Column("recorded_at", Text, nullable=False),
    # o<organisation>, p<person> or f<feedback>: who counts once in a ranking
    Column("account", Text, info=_DERIVED),
    _flag("in_inbox", info=_DERIVED),
)
# Who was heard when is told without reading what was said.
Index("feedback_of_person", feedback.c.person_id, feedback.c.said_on)
Index("feedback_of_organisation", feedback.c.organisation_id, feedback.c.said_on)
Index("feedback_by_day", feedback.c.said_on, feedback.c.id)
Index(
    "feedback_inbox",
    feedback.c.said_on,
    feedback.c.id,
    sqlite_where=feedback.c.in_inbox == 1,
)

# Why sales were lost is summed up by day without reading what was said.
Index(
    "feedback_lost",
    feedback.c.said_on,
    feedback.c.id,
    sqlite_where=feedback.c.kind == "loss",
)

loss_reason = _table(
    "loss_reason",
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    _to("theme"),  # a loss for this reason counts in that theme's demand
    _flag("place"),
    _flag("retired"),
)

loss = _table(
    "loss",
    _to("feedback", owned=True, nullable=False, unique=True),
    Column("outcome", Text, nullable=False),
    _to("loss_reason", nullable=False, index=True),
    Column("competitor", Text),
    Column("value", Integer),
    Column("stage_reached", Text),
    Column("told_by", Text, nullable=False),
    Column("alternative", Text),
    Column("revisit_on", Text),
    Column("won_back_on", Text),
)

loss_also = _table(
    "loss_also",
    _to("loss", owned=True, nullable=False, index=True),
    _to("loss_reason", nullable=False),
)

# Needs, and what could be done about them.

theme = _table(
    "theme",
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    _words("description"),
    Column("colour", Integer),  # 1 to 8, a role of the window's themes
    _to("theme", owned=True, name="merged_into", index=True),
    Column("root_id", Integer, index=True, info=_DERIVED),
)

theme_alias = _table(
    "theme_alias",
    _to("theme", owned=True, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
)

mention = _table(
    "mention",
    _to("feedback", owned=True, nullable=False, index=True),
    _to("theme", owned=True, nullable=False),
    Column("quote", Text),
    Column("importance", Text),
    Column("said_on", Text, info=_DERIVED),  # as its feedback was
    # 0 to 7, the lower the sooner quoted: 4 where no words were chosen, and how much it matters
    Column("weight", Integer, info=_DERIVED),
)
Index("mention_of_theme", mention.c.theme_id, mention.c.said_on, mention.c.feedback_id)
# The words to quote first are the first in here, however much was said.
Index(
    "mention_best",
    mention.c.theme_id,
    mention.c.weight,
    mention.c.said_on.desc(),
    mention.c.feedback_id.desc(),
)

item = _table(
    "item",
    Column("title", Text, nullable=False),
    Column("key", Text, nullable=False, index=True),
    _words("description"),
    Column("stage", Text, nullable=False),
    Column("stage_on", Text, nullable=False),
    _words("why"),  # it was declined or moved
    Column("effort", Integer),
    _words("target"),
    Column("pinned", Integer),  # a place within its column, from 1
    CheckConstraint("effort IS NULL OR effort > 0", name="effort_is_positive"),
)

item_theme = _table(
    "item_theme",
    _to("item", owned=True, nullable=False, index=True),
    _to("theme", owned=True, nullable=False, index=True),
)
Index("item_theme_once", item_theme.c.item_id, item_theme.c.theme_id, unique=True)

item_link = _table(
    "item_link",
    _to("item", owned=True, nullable=False, index=True),
    _words("title"),
    Column("address", Text, nullable=False),  # http or https
)

item_why = _table(  # why it was decided so, where no stage was changed
    "item_why",
    _to("item", owned=True, nullable=False, index=True),
    Column("text", Text, nullable=False),
)

# What is owed, and how it is said.

follow_up = _table(
    "follow_up",
    Column("kind", Text, nullable=False),
    _to("person", index=True),
    _to("organisation", index=True),
    _to("feedback", owned=True, index=True),
    _to("item", owned=True, index=True),
    Column("due_on", Text, nullable=False),
    _words("about"),
    Column("done_on", Text),
    Column("result", Text),
    _flag("by_rule"),  # made with its feedback or item, not by hand
    _words("said"),  # what they were told
)
Index(
    "follow_up_open", follow_up.c.due_on, follow_up.c.id, sqlite_where=follow_up.c.done_on.is_(None)
)

template = _table(
    "template",
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    _words("text"),
)

setting = _table(
    "setting",
    Column("name", Text, nullable=False, unique=True),
    Column("value", Text, nullable=False),
)

saved_view = _table(
    "saved_view",
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("query", Text, nullable=False),  # as it is typed
    _flag("place"),
)

# A remembered ranking. A print adds its row beside the log, since paper cannot be undone;
# whatever the owner does with one, or takes on demand, is a step like any other.
print_run = _table(
    "print_run",
    Column("at", Text, nullable=False),
    Column("edition", Text, nullable=False),  # empty for a snapshot taken on demand
    Column("lens", Text, nullable=False),
    Column("ranking", Text, nullable=False),  # JSON: the item's key to its rank
    _words("name"),
    _words("items"),  # JSON: how each item stood (domain/movement.py); older rows have none
)
Index("print_run_of_lens", print_run.c.lens, print_run.c.id)

# The log: undo, history, audit trail and change feed at once.

step = _table(
    "step",
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("source", Text, nullable=False),  # window, command line, import
    Column("revision", Text, nullable=False),  # the schema's, when it was made
    Column("kind", Text, nullable=False),  # do, undo, redo, erase
    Column("label", Text, nullable=False),  # with placeholders, so that no name stays in it
    Column("facts", Text, nullable=False),  # JSON: placeholder to [table, key] or a plain word
    _to("step", name="undoes"),
    _to("step", name="undone_by"),
    logged=False,
)
Index("step_in_force", step.c.id, sqlite_where=step.c.undone_by.is_(None))

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("step_id", Integer, ForeignKey("step.id"), nullable=False, index=True),
    Column("table_name", Text, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("verb", Text, nullable=False),  # insert, update, delete
    Column("before", Text),  # JSON: an update's columns, a deleted row whole
    Column("after", Text),  # JSON: an update's columns
    info={"logged": False},
    sqlite_autoincrement=True,
)
Index("change_of_row", change.c.row_id, change.c.table_name)

PART_OF_ITEM_GONE = "verb = 'delete' AND table_name IN ('item_theme', 'item_link', 'item_why')"
# What was once part of an item is found without reading the log.
Index("change_of_item", change.c.row_id, sqlite_where=text(PART_OF_ITEM_GONE))

# Kept numbers: derived, never logged, rebuilt at will (store/tallies.py).


def _accounts(owner: str, *columns: Any) -> Table:
    return Table(
        f"{owner}_account",
        metadata,
        Column(f"{owner}_id", Integer, primary_key=True, autoincrement=False),
        Column("account", Text, primary_key=True),
        Column("number", Integer, nullable=False),  # feedbacks of the account behind the owner
        *columns,
        info={"logged": False},
        sqlite_with_rowid=False,
    )


def _tally(owner: str, *columns: Any) -> Table:
    return Table(
        f"{owner}_tally",
        metadata,
        Column(f"{owner}_id", Integer, primary_key=True, autoincrement=False),
        Column("requests", Integer, nullable=False),  # distinct accounts
        Column("mentions", Integer, nullable=False),  # distinct feedbacks
        *columns,
        info={"logged": False},
    )


theme_account = _accounts("theme")
item_account = _accounts(
    "item",
    Column("last_on", Text, nullable=False),  # the day of the newest of them
    Column("lost", Integer, nullable=False),  # how many of them are lost sales
    Column("lost_value", Integer, nullable=False),
)
# How many were heard since a day is counted in here, without touching the table.
Index("item_account_heard", item_account.c.item_id, item_account.c.last_on)
theme_tally = _tally("theme")
item_tally = _tally(
    "item",
    Column("lost", Integer, nullable=False),  # distinct accounts with a lost sale
    Column("lost_value", Integer, nullable=False),  # of all those sales
    Column("value", Integer, nullable=False),  # a year, of its accounts that are customers
)
account_value = Table(  # accounts that are customers, with what they are worth a year
    "account_value",
    metadata,
    Column("account", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    info={"logged": False},
    sqlite_with_rowid=False,
)

alembic_version = Table("alembic_version", metadata, Column("version_num", Text, primary_key=True))


def make(connection: Connection) -> None:
    """Make every table, and the indexes for searching, in an empty file."""
    with closing(connection.connection.cursor()) as raw:
        for statement in (*_statements(), *fulltext.MAKE):
            raw.execute(statement)


@cache
def _statements() -> tuple[str, ...]:
    # Written out once: that takes longer than carrying them out.
    dialect = sqlite.dialect()
    elements: list[ExecutableDDLElement] = []
    for table in metadata.sorted_tables:
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        elements += [CreateTable(table), *map(CreateIndex, indexes)]
    return tuple(str(element.compile(dialect=dialect)) for element in elements)


LOGGED: dict[str, Table] = {
    name: table for name, table in metadata.tables.items() if table.info.get("logged")
}


def logged_columns(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns that the log keeps: all but the derived ones."""
    return tuple(column for column in table.c if not column.info.get("derived"))


def _pointing() -> dict[str, list[tuple[Table, Column[Any]]]]:
    found: dict[str, list[tuple[Table, Column[Any]]]] = {name: [] for name in LOGGED}
    for table in LOGGED.values():
        for column in table.c:
            for key in column.foreign_keys:
                found[key.column.table.name].append((table, column))
    return found


def _unique() -> dict[str, tuple[tuple[str, ...], ...]]:
    found = {}
    for name, table in LOGGED.items():
        alone = [(column.name,) for column in table.c if column.unique and column.name != "uid"]
        indexes = [tuple(index.columns.keys()) for index in table.indexes if index.unique]
        found[name] = (*alone, *indexes)
    return found


FOLLOWED = ("feedback_id", "theme_id", "item_id", "person_id", "loss_id")
"""The columns whose target shows what the row says: its views repaint with it."""

POINTING = _pointing()
"""For each table, the columns of logged tables that point to it."""

UNIQUE = _unique()
"""For each table, the columns that no two rows may share, beside their keys."""
