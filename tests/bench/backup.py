"""A backup, against SQLite's own backup and integrity_check; and recording while one is made."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from feedbackdesk.desk.backups import back_up
from feedbackdesk.desk.desk import Desk
from feedbackdesk.domain.rotation import Why
from tests.bench.measure import Line, by_turns, line, time_of
from tests.bench.record import recording

_ROUNDS, _RECORDED = 3, 200


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure a whole backup, made, checked, counted and on the disk; and a key meanwhile.

    The bare side is SQLite's backup in one go to another file, and its integrity_check.
    """
    desk = Desk.open(workspace, create=False)
    numbers = itertools.count()

    def ours() -> object:
        made = back_up(desk, Why.ASKED, to=workspace.with_name(f"ours-{next(numbers)}.copy"))
        assert made is not None  # it was asked for
        made.path.unlink()
        return made

    def bare() -> None:
        target = workspace.with_name("bare.copy")
        with (
            closing(sqlite3.connect(workspace)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA integrity_check").fetchall()
        target.unlink()

    found = [
        by_turns("back up, checked", size, ours, bare, rounds=_ROUNDS, goal="at most 1.5 times"),
        _recording_meanwhile(desk, workspace, size),
    ]
    desk.close()
    return found


def _recording_meanwhile(desk: Desk, workspace: Path, size: int) -> Line:
    """Measure recording while backups are made, against recording while none is."""
    _person, _theme, record = recording(desk)
    over = threading.Event()
    numbers = itertools.count()

    def go_on() -> None:
        while not over.is_set():
            target = workspace.with_name(f"meanwhile-{next(numbers)}.copy")
            made = back_up(desk, Why.ASKED, to=target)
            assert made is not None  # it was asked for
            made.path.unlink()

    quiet = [time_of(record) for _round in range(_RECORDED)]
    backing = threading.Thread(target=go_on)
    backing.start()
    try:
        busy = [time_of(record) for _round in range(_RECORDED)]
    finally:
        over.set()
        backing.join()
    return line("record, while one is made", size, busy, quiet, "p95 under 16 ms")
