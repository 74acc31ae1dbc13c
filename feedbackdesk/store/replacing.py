"""Putting a file in a workspace's place, with what was there kept aside."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import CannotOpen, Newer, Refusal
from feedbackdesk.store import journal, schema, wal
from feedbackdesk.store.copying import OPERATIONS, copy_whole, reach_disk
from feedbackdesk.store.engine import code_of, make_engine, plain_errors
from feedbackdesk.store.looking import looking, revision_in
from feedbackdesk.store.opening import open_workspace
from feedbackdesk.store.workspace import is_open

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Glance:
    """What a workspace of any version tells, without being opened or changed."""

    begun: str | None
    """The uid of its first step; None before there is one."""
    newest: str | None
    """The uid of its newest step."""
    steps: int
    feedback: int


def glance(path: Path) -> Glance:
    """Look into a workspace that lies still; raises CannotOpen where it is none, or damaged."""
    with plain_errors(path):
        try:
            with closing(looking(path, at_rest=not wal.has_log(path))) as raw:
                if raw.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
                    raise _no_workspace(path)
                if revision_in(raw, path) > schema.REVISION:
                    raise Newer(
                        f"{path} was made by a newer version of FeedbackDesk. Nothing was changed; "
                        "install the newer version to go back to it."
                    )
                ends = [
                    raw.execute(f"SELECT uid FROM step ORDER BY id {order} LIMIT 1").fetchone()
                    for order in ("", "DESC")
                ]
                begun, newest = (row[0] if row else None for row in ends)
                steps, feedback = raw.execute(
                    "SELECT (SELECT count(*) FROM step), (SELECT count(*) FROM feedback)"
                ).fetchone()
                return Glance(begun, newest, steps, feedback)
        except sqlite3.DatabaseError as error:
            if code_of(error) == sqlite3.SQLITE_NOTADB:
                raise _no_workspace(path) from error
            raise


def is_whole(path: Path, unwanted: Callable[[], bool]) -> bool:
    """Whether a workspace that lies still passes SQLite's integrity_check, and all keys lead on.

    KeyboardInterrupt once it is `unwanted`.
    """
    try:
        with plain_errors(path), closing(looking(path, at_rest=not wal.has_log(path))) as raw:
            raw.set_progress_handler(unwanted, OPERATIONS)
            (answer,) = raw.execute("PRAGMA integrity_check(1)").fetchone()
            return answer == "ok" and raw.execute("PRAGMA foreign_key_check").fetchone() is None
    except Refusal:
        return False


def steps_after(path: Path, uid: str | None) -> int:
    """Return how many steps a workspace at rest has after one, by its uid; all where it has not."""
    with plain_errors(path), closing(looking(path, at_rest=True)) as raw:
        return int(
            raw.execute(
                "SELECT count(*) FROM step WHERE id >"
                " coalesce((SELECT id FROM step WHERE uid = ?), 0)",
                (uid,),
            ).fetchone()[0]
        )


def has_step(path: Path, uid: str | None) -> bool:
    """Whether a workspace has a step, by its uid; it has what is none."""
    with plain_errors(path), closing(looking(path, at_rest=not wal.has_log(path))) as raw:
        found = raw.execute("SELECT 1 FROM step WHERE uid = ?", (uid,)).fetchone()
        return uid is None or found is not None


def _no_workspace(path: Path) -> CannotOpen:
    return CannotOpen(f"{path} is not a FeedbackDesk workspace. Nothing was changed.")


def copy_of_one_at_rest(
    path: Path, target: Path, *, unwanted: Callable[[], bool] = lambda: False
) -> None:
    """Copy a workspace of any version that lies still, checked and counted; raises Refusal.

    KeyboardInterrupt once it is `unwanted`.
    """
    engine = make_engine(path, mode="ro", immutable=not wal.has_log(path))
    try:
        copy_whole(engine, path, target, unwanted=unwanted)
    finally:
        engine.dispose()


def put_in_place(new: Path, path: Path, aside: Path) -> bool:
    """Put a finished file in a workspace's place; keep what is there, under another name.

    There is a workspace at the path at each moment. Returns whether something was kept aside.
    Raises Refusal where the workspace is open, here or elsewhere.
    """
    had = path.exists()
    if had:
        refuse_where_open(path)
        with suppress(Refusal):  # a damaged one stays as it is, with its log
            open_workspace(path, create=False).close()
        refuse_where_open(path)
        try:
            os.link(path, aside)
        except FileExistsError:
            raise
        except OSError:  # a file system without second names
            path.rename(aside)
        if wal.has_log(path):
            wal.log_of(path).rename(wal.log_of(aside))
        if journal.is_pending(path):
            journal.journal_of(path).rename(journal.journal_of(aside))
    new.replace(path)
    with suppress(OSError):  # it is done: after a power cut the one or the other is there, whole
        reach_disk(path.parent)
    return had


def refuse_where_open(path: Path) -> None:
    """Raise Refusal where a workspace is open, here or elsewhere."""
    if is_open(path):
        raise Refusal(
            f"{path} is open in a FeedbackDesk. Nothing was changed; close it there, and try again."
        )
