"""A second opinion: the tables read with plain sqlite3, and counted in plain Python."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.query import Scope
from feedbackdesk.store import fulltext
from feedbackdesk.store.reader import Reader
from feedbackdesk.store.schema import LOGGED, logged_columns
from feedbackdesk.store.tallies import Tallies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from feedbackdesk.desk.desk import Desk

Rows = dict[str, dict[int, dict[str, Any]]]
Account = tuple[str, int]


def rows_of(path: Path) -> Rows:
    """Return every logged table by key, without the columns that follow from others."""
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        return {
            name: {
                row["id"]: dict(row)
                for row in raw.execute(
                    f"SELECT {', '.join(column.name for column in logged_columns(table))}"
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


def account(rows: Rows, feedback: dict[str, Any]) -> Account:
    """Return who counts once for a feedback."""
    if feedback["organisation_id"] is not None:
        return ("organisation", root(rows["organisation"], feedback["organisation_id"]))
    if feedback["person_id"] is not None:
        return ("person", root(rows["person"], feedback["person_id"]))
    return ("feedback", feedback["id"])


def recount(rows: Rows) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Return the feedbacks behind each theme and behind each item."""
    themes: dict[int, set[int]] = {
        key: set() for key, theme in rows["theme"].items() if theme["merged_into"] is None
    }
    for mention in rows["mention"].values():
        themes[root(rows["theme"], mention["theme_id"])].add(mention["feedback_id"])
    items: dict[int, set[int]] = {key: set() for key in rows["item"]}
    for link in rows["item_theme"].values():
        items[link["item_id"]] |= themes[root(rows["theme"], link["theme_id"])]
    return themes, items


def accounts_of(rows: Rows, feedback_ids: Iterable[int]) -> set[Account]:
    """Return who stands behind feedbacks, once each."""
    return {account(rows, rows["feedback"][key]) for key in feedback_ids}


def worth(rows: Rows, who: Account) -> int:
    """Return what an account is worth a year; nothing where it is no customer today."""
    table, key = who
    if table == "feedback":
        return 0
    one = rows[table][key]
    if table == "person":
        return (one["value"] or 0) if one["stage"] == "customer" else 0
    people = [
        person
        for person in rows["person"].values()
        if person["merged_into"] is None
        and person["organisation_id"] is not None
        and root(rows["organisation"], person["organisation_id"]) == key
    ]
    if "customer" not in {one["stage"], *(person["stage"] for person in people)}:
        return 0
    if one["value"] is not None:
        return int(one["value"])
    return sum(person["value"] or 0 for person in people)


def check_items(desk: Desk, rows: Rows, items: dict[int, set[int]]) -> None:
    """Assert that every number that can rank an item is true, on any day."""
    losses = {loss["feedback_id"]: loss["value"] or 0 for loss in rows["loss"].values()}
    today = local_today()
    for since, until in ((90, 0), (150, 60), (60, 30), (3, 1)):
        days = (
            (today - timedelta(days=since)).isoformat(),
            (today - timedelta(days=until)).isoformat(),
        )
        found = {one.id: one for one in desk.ask(Reader.items, days)}
        assert found.keys() == items.keys()
        for key, behind in items.items():
            said = [rows["feedback"][one] for one in behind]
            heard = {one["id"] for one in said if days[0] <= one["said_on"] <= days[1]}
            lost = behind & losses.keys()
            item = found[key]
            assert (
                item.requests,
                item.mentions,
                item.value,
                item.lost,
                item.lost_value,
                item.momentum,
                item.first_on and item.first_on.isoformat(),
            ) == (
                len(accounts_of(rows, behind)),
                len(behind),
                sum(worth(rows, who) for who in accounts_of(rows, behind)),
                len(accounts_of(rows, lost)),
                sum(losses[one] for one in lost),
                len(accounts_of(rows, heard)),
                min((one["said_on"] for one in said), default=None),
            ), rows["item"][key]["title"]


def check_quotes(desk: Desk, rows: Rows, items: dict[int, set[int]]) -> None:
    """Assert that the words to quote are the best of all that is said behind an item."""
    order = ["critical", "important", None, "nice"]
    roots = {key: root(rows["theme"], key) for key in rows["theme"]}
    for number, quotable in ((1, False), (2, False), (3, True)):
        found = desk.ask(Reader.best_evidence, number, quotable=quotable)
        for item in items:
            links = rows["item_theme"].values()
            linked = {roots[one["theme_id"]] for one in links if one["item_id"] == item}
            ranked = []
            for key, mention in rows["mention"].items():
                said = rows["feedback"][mention["feedback_id"]]
                speaker = said["person_id"] and root(rows["person"], said["person_id"])
                agreed = speaker and rows["person"][speaker]["may_quote"]
                if roots[mention["theme_id"]] not in linked or (
                    quotable and (not agreed or said["kind"] == "loss")
                ):
                    continue
                matters = order.index(mention["importance"] or said["importance"])
                newest = -date.fromisoformat(said["said_on"]).toordinal()
                ranked.append((not mention["quote"], matters, newest, -said["id"], key))
            turns: dict[Account, list[int]] = {}
            for *_order, said_id, _key in sorted(ranked):
                behind = turns.setdefault(account(rows, rows["feedback"][-said_id]), [])
                if -said_id not in behind:
                    behind.append(-said_id)
            best = [
                behind[turn] for turn in range(number) for behind in turns.values()
                if turn < len(behind)
            ]  # fmt: skip
            assert [one.feedback_id for one in found.get(item, [])] == best[:number]


def check(desk: Desk) -> Rows:
    """Assert that the workspace is sound and its numbers true; return its rows."""
    rows = rows_of(desk.path)
    with desk._workspace.writing() as connection:
        assert Tallies(connection).differences() == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert fulltext.unfit(connection) == []
    themes, items = recount(rows)
    assert {one.id: (one.requests, one.mentions) for one in desk.ask(lambda r: r.themes())} == {
        key: (len(accounts_of(rows, behind)), len(behind)) for key, behind in themes.items()
    }
    check_items(desk, rows, items)
    check_quotes(desk, rows, items)
    filed = {mention["feedback_id"] for mention in rows["mention"].values()}
    waiting = {
        key for key, row in rows["feedback"].items() if not row["archived"] and key not in filed
    }
    assert set(desk.ask(lambda r: r.feedback_ids(Scope(inbox=True)))) == waiting
    keys = [row["key"] for row in rows["theme"].values()]
    keys += [row["key"] for row in rows["theme_alias"].values()]
    assert len(keys) == len(set(keys)), "one name means two themes"
    return rows
