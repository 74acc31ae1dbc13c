"""A copy is whole, checked and counted, or there is none."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.history import history
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.errors import Refusal

QUESTIONS = (list_feedback, all_people, all_themes, full_roadmap, history)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a copy is to be: alone in a folder."""
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder / "copy.feedbackdesk"


def test_a_copy_answers_as_the_workspace_does(desk: Desk, target: Path) -> None:
    desk.do(fill_with_sample)
    desk.do(record_feedback, NewFeedback("価格が高い 😀 'quoted'", Speaker("Åsa Öberg")))
    copied = desk.save_copy(target)
    assert (copied.path, copied.size) == (target, target.stat().st_size)
    assert [one.name for one in target.parent.iterdir()] == [target.name], "one file, no more"
    assert target.stat().st_mode & 0o077 == 0
    copy = Desk.open(target, create=False)
    assert copy.check() == []
    for question in QUESTIONS:
        assert copy.ask(question) == desk.ask(question)
    assert len(copy.ask(history)) == copied.steps
    copy.undo()
    assert len(copy.ask(list_feedback)) == len(desk.ask(list_feedback)) - 1
    copy.close()


def test_a_copy_is_of_one_moment_while_others_record(desk: Desk, target: Path) -> None:
    desk.do(fill_with_sample)
    stop = threading.Event()
    recorded: list[int] = []

    def go_on() -> None:
        while not stop.is_set():
            recorded.append(desk.do(record_feedback, NewFeedback("meanwhile")).result)

    recording = threading.Thread(target=go_on)
    recording.start()
    try:
        for number in range(3):
            desk.save_copy(target.with_name(f"{number}.feedbackdesk"))
    finally:
        stop.set()
        recording.join()
    sizes = []
    for number in range(3):
        copy = Desk.open(target.with_name(f"{number}.feedbackdesk"), create=False)
        assert copy.check() == []
        sizes.append(len(copy.ask(list_feedback)))
        copy.close()
    assert sizes == sorted(sizes)
    assert len(desk.ask(list_feedback)) >= sizes[-1]
    assert desk.check() == []


def test_a_log_beside_is_never_paired_with_a_copy(desk: Desk, target: Path) -> None:
    desk.do(record_feedback, NewFeedback("first"))
    desk.save_copy(target)
    desk.do(record_feedback, NewFeedback("second"))
    log = Path(f"{desk.path}-wal").read_bytes()
    Path(f"{target}-wal").write_bytes(log)
    copy = Desk.open(target)
    assert [one.text for one in copy.ask(list_feedback)] == ["first"]
    assert "set aside" in copy.note
    copy.close()


def test_what_is_there_is_not_written_over(desk: Desk, target: Path) -> None:
    target.write_text("Dear sir or madam")
    with pytest.raises(Refusal, match="is there already"):
        desk.save_copy(target)
    assert target.read_text() == "Dear sir or madam"


def test_a_folder_that_is_not_there_gets_a_sentence(desk: Desk, target: Path) -> None:
    with pytest.raises(Refusal, match="could not be written"):
        desk.save_copy(target.parent / "nowhere" / "copy.feedbackdesk")


def test_an_unwanted_copy_leaves_nothing(desk: Desk, target: Path) -> None:
    desk.do(fill_with_sample)
    with pytest.raises(KeyboardInterrupt):
        desk.save_copy(target, unwanted=lambda: True)
    assert list(target.parent.iterdir()) == []
    desk.do(record_feedback, NewFeedback("and on"))
    desk.save_copy(target)


def test_a_damaged_workspace_is_not_copied(desk: Desk, target: Path) -> None:
    desk.do(fill_with_sample)
    desk.rest()
    desk.close()
    with closing(sqlite3.connect(desk.path)) as raw:
        size, (page,) = (
            raw.execute("PRAGMA page_size").fetchone()[0],
            raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'feedback'").fetchone(),
        )
    with desk.path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    damaged = Desk.open(desk.path)
    with pytest.raises(Refusal, match="damaged"):
        damaged.save_copy(target)
    assert list(target.parent.iterdir()) == []
    damaged.close()
