"""The full-text indexes: derived, never logged, kept by triggers, made anew at will.

`feedback_fts` has what was said, and the quotes that are not part of it any more.
`name_fts` has people, organisations, themes with their aliases, and items. A change of
something with words is: take out what the words were, then put in what they are. Words
are folded by `domain.folding.indexed`, which every connection that writes knows (`prepare`);
whoever only reads the tables, or asks an index, does without.

A row of `feedback_fts` is numbered by the day it was said, then by its key (`PLACE`). So the
newest first is the order of the index itself, and a stretch of days is a range in it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from feedbackdesk.domain.folding import indexed
from feedbackdesk.domain.sorting import sort_key
from feedbackdesk.store.columns import NAME_COLUMN, SEARCHED
from feedbackdesk.store.schema import LOGGED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlalchemy import Connection

KEYS = 1 << 32
"""A feedback's place in the index, modulo this, is its key."""

_PLACE = f"CAST(julianday({{day}}) AS INTEGER) * {KEYS}"
NAMED = ("person", "organisation", "theme", "item")
"""What name_fts has: a row's number divided by four is its key, the rest its place here."""


def place_of(day: str) -> str:
    """Return the SQL of where a day begins in the index."""
    return _PLACE.format(day=day)


# SQLite 3.40 knows Unicode 6.1: what came later would stick to the words beside it.
_SEPARATORS = "".join(
    chr(code)
    for first, last in (
        (0x061C, 0x061C), (0x2066, 0x206F), (0x20BA, 0x20C0), (0x20D0, 0x20F0), (0x23F4, 0x23FF),
        (0x2700, 0x2700), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C),
        (0x274E, 0x274E), (0x2753, 0x2755), (0x2795, 0x2797), (0x27B0, 0x27BF), (0x2B4D, 0x2B4F),
        (0x2B5A, 0x2BFF), (0x2E3C, 0x2E7F), (0xFE00, 0xFE0F), (0x1F000, 0x1F0FF),
        (0x1F10D, 0x1FAFF), (0xE0001, 0xE007F),
    )
    for code in range(first, last + 1)
)  # fmt: skip
# Signs count as letters: those of Indic scripts stand in the middle of words.
_TOKENIZE = (
    "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    f" separators '{_SEPARATORS}'\""
)


def prepare(raw: sqlite3.Connection) -> None:
    """Let a connection fold the words of the indexes, and order names.

    Without it no table is written that has words, and no list of names is read.
    """
    for name, function in (("indexed", indexed), ("sort_key", sort_key)):
        raw.create_function(name, 1, hearing(function), deterministic=True)
    # Some builds of SQLite let no trigger call what a program brings along.
    raw.execute("PRAGMA trusted_schema = ON")


_interrupted: set[int] = set()
"""Threads in which Ctrl+C ended one of the functions of `prepare`: SQLite has no name for it."""


def hearing(function: Callable[[str | None], str | None]) -> Callable[[str | None], str | None]:
    """Return a function for SQLite that is remembered to have been ended by Ctrl+C, if it was."""

    def heard(text: str | None) -> str | None:
        try:
            return function(text)
        except KeyboardInterrupt:
            _interrupted.add(threading.get_ident())
            raise

    return heard


def failed(error: BaseException) -> bool:
    """Return whether an error says that one of the functions of `prepare` failed.

    They take any text: it was interrupted, or what it was given is none.
    """
    return "user-defined function raised exception" in str(error)


def was_interrupted(error: BaseException) -> bool:
    """Return whether an error stands for Ctrl+C; asked once for each."""
    thread = threading.get_ident()
    heard = thread in _interrupted
    _interrupted.discard(thread)
    return heard and failed(error)


def _points(owner: str) -> str:
    """Return the SQL of the further addresses and numbers of a record, with their labels."""
    return (
        "coalesce((SELECT char(10) || group_concat(point, char(10)) FROM"
        " (SELECT c.label || ' ' || c.value AS point FROM contact_point c"
        f" WHERE c.{owner}_id = {owner}.id ORDER BY c.id)), '')"
    )


def _more(owner: str, row: str = "") -> str:
    """Return the SQL of what the index has of a row beside what it is called."""
    columns = [LOGGED[owner].c[name] for name in SEARCHED[owner]]
    return " || char(10) || ".join(
        f"coalesce({row}{column.name}, '')" if column.nullable else row + column.name
        for column in columns
    )


def _triggering(owner: str) -> str:
    """Return the columns of a table that the index has."""
    return ", ".join((NAME_COLUMN[owner], *SEARCHED.get(owner, ())))


_WORDS = {
    "feedback": (
        f"SELECT f.id AS id, {place_of('f.said_on')} + f.id AS place,"
        f" indexed(f.text) AS text, (SELECT group_concat(quote, char(10)) FROM"
        f" (SELECT indexed(m.quote) AS quote FROM mention m"
        " WHERE m.feedback_id = f.id AND m.quote IS NOT NULL AND instr(f.text, m.quote) = 0"
        " ORDER BY m.id)) AS quotes FROM feedback f"
    ),
    "person": (
        "SELECT id, id * 4 AS place, indexed(name) AS name,"
        f" indexed({_more('person')} || {_points('person')}) AS more FROM person"
    ),
    "organisation": (
        "SELECT id, id * 4 + 1 AS place, indexed(name) AS name,"
        f" indexed({_more('organisation')} || {_points('organisation')}) AS more FROM organisation"
    ),
    "theme": (
        "SELECT t.id AS id, t.id * 4 + 2 AS place, indexed(t.name) || coalesce("
        " (SELECT char(10) || group_concat(name, char(10)) FROM (SELECT indexed(a.name) AS name"
        " FROM theme_alias a WHERE a.theme_id = t.id ORDER BY a.id)), '') AS name,"
        f" indexed({_more('theme', 't.')}) AS more FROM theme t"
    ),
    "item": (
        f"SELECT id, id * 4 + 3 AS place, indexed(title) AS name, indexed({_more('item')})"
        " AS more FROM item"
    ),
}
_VIEWS = {f"{name}_words": words for name, words in _WORDS.items()} | {
    "name_words": " UNION ALL ".join(f"SELECT * FROM {name}_words" for name in NAMED)
}
_COLUMNS = {"feedback_fts": "text, quotes", "name_fts": "name, more"}
_CONTENT = {"feedback_fts": "feedback_words", "name_fts": "name_words"}
INDEXES = tuple(_COLUMNS)


def _taken_out(owner: str, *keys: str) -> str:
    index = "feedback_fts" if owner == "feedback" else "name_fts"
    columns = _COLUMNS[index]
    return (
        f"INSERT INTO {index}({index}, rowid, {columns})"
        f" SELECT 'delete', place, {columns} FROM {owner}_words"
        f" WHERE id IN ({', '.join(keys)});"
    )


def _put_in(owner: str, *keys: str) -> str:
    index = "feedback_fts" if owner == "feedback" else "name_fts"
    columns = _COLUMNS[index]
    return (
        f"INSERT INTO {index}(rowid, {columns})"
        f" SELECT place, {columns} FROM {owner}_words WHERE id IN ({', '.join(keys)});"
    )


def _own(owner: str, columns: str) -> list[str]:
    """Return the triggers of a table whose rows have the words themselves."""
    differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns.split(", "))
    when = f"UPDATE OF {columns} ON {owner} WHEN {differs}"
    return [
        f"CREATE TRIGGER {owner}_words_insert AFTER INSERT ON {owner} BEGIN"
        f" {_put_in(owner, 'new.id')} END",
        f"CREATE TRIGGER {owner}_words_delete BEFORE DELETE ON {owner} BEGIN"
        f" {_taken_out(owner, 'old.id')} END",
        f"CREATE TRIGGER {owner}_words_change BEFORE {when} BEGIN"
        f" {_taken_out(owner, 'old.id')} END",
        f"CREATE TRIGGER {owner}_words_changed AFTER {when} BEGIN {_put_in(owner, 'new.id')} END",
    ]


def _part(table: str, owner: str, column: str, when: dict[str, str]) -> list[str]:
    """Return the triggers of a table whose rows add to the words of their owner."""
    keys = {
        "INSERT": (f"new.{owner}_id",),
        "DELETE": (f"old.{owner}_id",),
        f"UPDATE OF {column}, {owner}_id": (f"old.{owner}_id", f"new.{owner}_id"),
    }
    made = []
    for event, whose in keys.items():
        verb = event.split()[0]
        on = f"{event} ON {table}{when[verb]}"
        made += [
            f"CREATE TRIGGER {table}_of_{owner}_before_{verb.lower()} BEFORE {on} BEGIN"
            f" {_taken_out(owner, *whose)} END",
            f"CREATE TRIGGER {table}_of_{owner}_after_{verb.lower()} AFTER {on} BEGIN"
            f" {_put_in(owner, *whose)} END",
        ]
    return made


def _of(owner: str) -> dict[str, str]:
    """Return when a row that is of a person or of an organisation is of this one."""
    return {
        "INSERT": f" WHEN new.{owner}_id IS NOT NULL",
        "DELETE": f" WHEN old.{owner}_id IS NOT NULL",
        "UPDATE": f" WHEN old.{owner}_id IS NOT NULL OR new.{owner}_id IS NOT NULL",
    }


def _foreign(row: str) -> str:
    """Return whether a mention's quote is not part of what was said: most are."""
    said = f"(SELECT text FROM feedback WHERE id = {row}.feedback_id)"
    return f" WHEN {row}.quote IS NOT NULL AND instr({said}, {row}.quote) = 0"


MAKE = (
    *(f"CREATE VIEW {name} AS {words}" for name, words in _VIEWS.items()),
    *(
        f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='{_CONTENT[index]}',"
        f" content_rowid='place', {_TOKENIZE})"
        for index, columns in _COLUMNS.items()
    ),
    "CREATE VIRTUAL TABLE feedback_vocabulary USING fts5vocab('feedback_fts', 'row')",
    "CREATE VIRTUAL TABLE name_vocabulary USING fts5vocab('name_fts', 'row')",
    *_own("feedback", f"{_triggering('feedback')}, said_on"),
    *(trigger for owner in NAMED for trigger in _own(owner, _triggering(owner))),
    *_part("theme_alias", "theme", "name", {"INSERT": "", "DELETE": "", "UPDATE": ""}),
    *(
        trigger
        for owner in ("person", "organisation")
        for trigger in _part("contact_point", owner, "label, value", _of(owner))
    ),
    *_part(
        "mention",
        "feedback",
        "quote",
        {
            "INSERT": _foreign("new"),
            "DELETE": _foreign("old"),
            "UPDATE": " WHEN old.quote IS NOT NULL OR new.quote IS NOT NULL",
        },
    ),
)


def make(connection: Connection) -> None:
    """Make the indexes and what keeps them; empty as they are."""
    for statement in MAKE:
        connection.exec_driver_sql(statement)


def take_down(connection: Connection) -> None:
    """Remove every index, view and trigger: all of them follow from the tables."""
    found = connection.exec_driver_sql(
        "SELECT CASE WHEN type = 'table' THEN 'TABLE' ELSE type END, name FROM sqlite_master"
        " WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL TABLE%'"
        " ORDER BY type = 'view', type = 'table', name DESC"
    ).all()
    for kind, name in found:
        connection.exec_driver_sql(f'DROP {kind} "{name}"')


def fill(connection: Connection) -> None:
    """Build the indexes from the tables, in the order of their rows: the fastest way."""
    for index, columns in _COLUMNS.items():
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('delete-all')")
        connection.exec_driver_sql(
            f"INSERT INTO {index}(rowid, {columns})"
            f" SELECT place, {columns} FROM {_CONTENT[index]} ORDER BY place"
        )
        # In one piece every look into it is one step.
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")


def unfit(connection: Connection) -> list[str]:
    """Return the indexes that are not what the tables say; it asks to write."""
    found = []
    for index in INDEXES:
        try:
            connection.exec_driver_sql(
                f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"
            )
        except DatabaseError:
            found.append(index)
    return found
