"""Everything in one file: it comes back whole, and what is none of ours is refused."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.everything import tables, take_in, written
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.query import Scope
from feedbackdesk.exchange import whole
from feedbackdesk.store.reader import Reader
from feedbackdesk.store.schema import LOGGED


@pytest.fixture
def business(tmp_path: Path) -> Iterator[Desk]:
    """The made-up business, with two people made one."""
    desk = Desk.open(tmp_path / "business.feedbackdesk")
    desk.do(fill_with_sample)
    first, second = (
        desk.do(record_feedback, NewFeedback(name, Speaker(name))).result
        for name in ("Zed Young", "Zed Yung")
    )
    who = {one.id: one.who_id for one in desk.ask(every_feedback)}
    source, target = who[first], who[second]
    assert source is not None
    assert target is not None
    desk.do(merge_people, source, target)
    yield desk
    desk.close()


def every_feedback(read: Reader) -> list[Any]:
    """Return all that was said."""
    return read.feedback_page(read.feedback_ids(Scope(), limit=None))


def taken_out(desk: Desk) -> bytes:
    """Return the file."""
    return b"".join(desk.ask(lambda read: list(written(tables(read), "2026-11-30"))))


def all_rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every logged table and of what is kept of them."""
    desk.rest()
    kept = ("theme_tally", "item_tally", "theme_account", "item_account", "account_value")
    with closing(sqlite3.connect(desk.path)) as raw:
        return {
            name: sorted(raw.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in (*LOGGED, *kept)
        }


def test_a_business_comes_back_whole(business: Desk, desk: Desk) -> None:
    content, empty = taken_out(business), all_rows(desk)
    desk.do(take_in, whole.read(content))
    assert all_rows(desk) == all_rows(business)
    assert taken_out(desk) == content
    assert desk.check() == []
    desk.undo()
    assert all_rows(desk) == empty


def test_a_workspace_that_is_not_empty_is_left(business: Desk, desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("Mine"))
    before = all_rows(desk)
    with pytest.raises(Refusal, match="not empty"):
        desk.do(take_in, whole.read(taken_out(business)))
    assert all_rows(desk) == before


def _with(held: dict[str, Any], table: str, column: str, value: object) -> None:
    held[table][0][column] = value


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("feedback", "said_on", "yesterday"),
        ("feedback", "kind", "wish"),
        ("feedback", "text", 7),
        ("feedback", "text", None),
        ("feedback", "person_id", 99_999),
        ("feedback", "person_id", "1"),
        ("feedback", "archived", True),
        ("feedback", "nonsense", 1),
        ("feedback", "uid", "x"),
        ("feedback", "id", 2),
        ("theme", "name", "a\0b"),
        ("person", "merged_into", 99_999),
        ("item", "effort", -1),
    ],
)
def test_a_row_that_cannot_be_leaves_everything_as_it_was(
    business: Desk, desk: Desk, table: str, column: str, value: object
) -> None:
    held = whole.read(taken_out(business))
    _with(held, table, column, value)
    before = all_rows(desk)
    with pytest.raises(Refusal, match="Nothing was changed"):
        desk.do(take_in, held)
    assert all_rows(desk) == before


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b'{"format": "other"}', b'{"format": "feedbackdesk"}',
        b'{"format": "feedbackdesk", "version": 2, "tables": {}}',
        b'{"format": "feedbackdesk", "version": 1, "tables": []}',
        b'{"format": "feedbackdesk", "version": 1, "tables": {"feedback": [1]}}',
        b'{"format": "feedbackdesk", "version": 1, "tables": {"feedback": [{"id": [1]}]}}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Refusal, match="Nothing was changed"):
        whole.read(content)


def test_a_file_cut_short_anywhere_is_refused(business: Desk) -> None:
    content = taken_out(business)
    for tenth in range(1, 10):
        with pytest.raises(Refusal, match="damaged"):
            whole.read(content[: len(content) * tenth // 10])


def test_it_is_known_by_how_it_begins(business: Desk) -> None:
    content = taken_out(business)
    assert whole.is_whole(content[:100])
    assert whole.is_whole(json.dumps(json.loads(content), indent=2).encode()[:100])
    assert not whole.is_whole(b'{"format": "other", "feedbackdesk": 1}')


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "all.json")
    assert not whole.is_whole_file(tmp_path / "all.json")
    assert not whole.is_whole_file(tmp_path)
    assert not whole.is_whole_file(tmp_path / "nothing.json")
