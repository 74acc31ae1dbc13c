"""Several processes at one workspace, and one that is killed in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from feedbackdesk.desk.backups import back_up
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.themes import add_theme, assign_theme, unassign_theme
from feedbackdesk.domain.rotation import Why
from tests.store.oracle import check, rows_of

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Touched

PROJECT = Path(__file__).parents[2]


def start(path: Path, name: str, count: int | None = None) -> subprocess.Popen[str]:
    arguments = [str(path), name] + ([] if count is None else [str(count)])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.worker", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )


def finish(process: subprocess.Popen[str]) -> list[int]:
    out, errors = process.communicate()
    assert process.returncode == 0, errors
    return [int(line) for line in out.split()]


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"  # which they also make at once
    workers = [start(path, name, 200) for name in ("Ann", "Bob", "Cleo")]
    keys = [key for worker in workers for key in finish(worker)]
    assert len(set(keys)) == len(keys) == 600
    desk = Desk.open(path, create=False)
    assert {said.id for said in desk.ask(list_feedback)} == set(keys)
    rows = check(desk)
    assert len(rows["theme"]) == 5
    assert len(rows["organisation"]) == 3
    desk.close()


def test_a_file_that_another_is_about_to_write_to_is_opened_once_that_is_done(
    desk: Desk, tmp_path: Path
) -> None:
    """One that has no log yet, as after a restore: SQLite would not wait to begin one."""
    said = desk.do(record_feedback, NewFeedback("Hello.")).result
    backup = back_up(desk, Why.ASKED)
    assert backup is not None
    path = Path(shutil.copy(backup.path, tmp_path / "gone back to.feedbackdesk"))
    opened: list[Desk] = []
    opening = Thread(target=lambda: opened.append(Desk.open(path)))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        opening.start()
        opening.join(0.5)
        other.execute("ROLLBACK")
    opening.join()
    (found,) = opened
    assert [one.id for one in found.ask(list_feedback)] == [said]
    found.close()


def test_what_another_process_did_is_noticed(desk: Desk) -> None:
    heard: list[Touched] = []
    desk.on_change(heard.append)
    assert not desk.poll()
    (key,) = finish(start(desk.path, "Ann", 1))
    assert desk.poll()
    (touched,) = heard
    assert touched.foreign
    assert touched.rows["feedback"] == {key}
    rows = rows_of(desk.path)
    for table in ("person", "theme", "mention"):
        assert touched.rows[table] == rows[table].keys()
    assert not desk.poll()
    desk.do(record_feedback, NewFeedback("Mine."))
    assert not desk.poll(), "one's own steps are no news"
    assert [one.foreign for one in heard] == [True, False]


def test_what_belongs_to_a_change_elsewhere_is_told_with_it(desk: Desk) -> None:
    said = desk.do(record_feedback, NewFeedback("Hello.", Speaker("Ann"))).result
    theme = desk.do(add_theme, "Hours").result
    heard: list[Touched] = []
    other = Desk.open(desk.path)
    other.on_change(heard.append)
    for step in (assign_theme, unassign_theme):
        done = desk.do(step, said, theme)
        assert other.poll()
        assert heard[-1].rows == done.touched.rows
        assert heard[-1].rows["feedback"] == {said}
        assert heard[-1].rows["theme"] == {theme}
    other.close()


def test_very_much_from_elsewhere_is_told_as_everything(desk: Desk) -> None:
    heard: list[Touched] = []
    desk.on_change(heard.append)
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute(
            "INSERT INTO step (uid, at, author, source, revision, kind, label, facts)"
            " VALUES ('x', '2026-01-01', 'a', 'import', '0001', 'do', 'Import', '{}')"
        )
        raw.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
            " INSERT INTO change (step_id, table_name, row_id, verb)"
            " SELECT 1, 'feedback', i, 'insert' FROM n"
        )
        raw.commit()
    assert desk.poll()
    (touched,) = heard
    assert touched.everything
    assert touched.touches("item")


@pytest.mark.parametrize("after", [1, 60, 150])
def test_a_killed_process_loses_nothing_that_was_saved(tmp_path: Path, after: int) -> None:
    path = tmp_path / "shop.feedbackdesk"
    worker = start(path, "Ann")
    assert worker.stdout is not None
    saved = [int(worker.stdout.readline()) for _line in range(after)]
    worker.send_signal(signal.SIGKILL)
    rest = worker.stdout.read()  # readline has read ahead: communicate would miss that
    worker.communicate()
    saved += [int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    desk = Desk.open(path, create=False)
    kept = {said.id for said in desk.ask(list_feedback)}
    assert set(saved) <= kept
    assert len(kept) - len(set(saved)) <= 1, "only the last may have been saved and not told"
    check(desk)
    while desk.labels().undo:
        desk.undo()
    assert rows_of(path)["feedback"] == {}
    desk.close()
