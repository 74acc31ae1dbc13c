"""A second opinion: the tables read with plain sqlite3, and counted in plain Python."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.query import Scope
from feedbackdesk.store import fulltext
from feedbackdesk.store.schema import LOGGED, logged_columns
from feedbackdesk.store.tallies import Tallies

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.desk.desk import Desk

Rows = dict[str, dict[int, dict[str, Any]]]


def rows_of(path: Path) -> Rows:
    """Return every logged table by key, without the columns that follow from others."""
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        return {
            name: {
                row["id"]: dict(row)
                for row in raw.execute(
                    f"SELECT {', '.join(column.name for column in logged_columns(table))}"  # noqa: S608
                    f" FROM {name}"
                )
            }
            for name, table in LOGGED.items()
        }


def differing(before: Rows, after: Rows) -> dict[str, set[int]]:
    """Return the keys of the rows that two moments do not share."""
    return {
        name: {
            key
            for key in before[name].keys() | after[name].keys()
            if before[name].get(key) != after[name].get(key)
        }
        for name in before
    }


def root(rows: dict[int, dict[str, Any]], key: int) -> int:
    """Return where a row's signposts lead."""
    for _step in range(len(rows) + 1):
        above = rows[key]["merged_into"]
        if above is None:
            return key
        key = above
    raise AssertionError(f"signposts lead in a circle at {key}")


def account(rows: Rows, feedback: dict[str, Any]) -> tuple[str, int]:
    """Return who counts once for a feedback."""
    if feedback["organisation_id"] is not None:
        return ("organisation", root(rows["organisation"], feedback["organisation_id"]))
    if feedback["person_id"] is not None:
        return ("person", root(rows["person"], feedback["person_id"]))
    return ("feedback", feedback["id"])


def recount(rows: Rows) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Return requests and mentions of each theme and of each item, counted from nothing."""
    themes: dict[int, set[int]] = {}
    for mention in rows["mention"].values():
        themes.setdefault(root(rows["theme"], mention["theme_id"]), set()).add(
            mention["feedback_id"]
        )
    items: dict[int, set[int]] = {}
    for link in rows["item_theme"].values():
        behind = themes.get(root(rows["theme"], link["theme_id"]), set())
        items.setdefault(link["item_id"], set()).update(behind)

    def numbers(feedback_ids: set[int]) -> tuple[int, int]:
        accounts = {account(rows, rows["feedback"][key]) for key in feedback_ids}
        return (len(accounts), len(feedback_ids))

    return (
        {
            key: numbers(themes.get(key, set()))
            for key in rows["theme"]
            if rows["theme"][key]["merged_into"] is None
        },
        {key: numbers(items.get(key, set())) for key in rows["item"]},
    )


def check(desk: Desk) -> Rows:
    """Assert that the workspace is sound and its numbers true; return its rows."""
    rows = rows_of(desk.path)
    with desk._workspace.writing() as connection:
        assert Tallies(connection).differences() == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert fulltext.unfit(connection) == []
    themes, items = recount(rows)
    assert {
        one.id: (one.requests, one.mentions) for one in desk.ask(lambda r: r.themes())
    } == themes
    assert {one.id: (one.requests, one.mentions) for one in desk.ask(lambda r: r.items())} == items
    filed = {mention["feedback_id"] for mention in rows["mention"].values()}
    waiting = {
        key for key, row in rows["feedback"].items() if not row["archived"] and key not in filed
    }
    assert set(desk.ask(lambda r: r.feedback_ids(Scope(inbox=True)))) == waiting
    keys = [row["key"] for row in rows["theme"].values()]
    keys += [row["key"] for row in rows["theme_alias"].values()]
    assert len(keys) == len(set(keys)), "one name means two themes"
    return rows
