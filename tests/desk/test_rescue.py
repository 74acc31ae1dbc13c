"""Ways out of a damaged workspace: the newest backup, with what came after it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.backing_up import make
from feedbackdesk.desk.backup_files import folder_of
from feedbackdesk.desk.backup_plan import second_backups
from feedbackdesk.desk.backups import back_up
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.history import history
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.rescue import go_back, look_ahead, newest_good_backup, rescue
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.second_place import make_key
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import CannotUndo, Refusal
from feedbackdesk.domain.rotation import Why
from tests.store.test_rescue import rows_of

PAGE = 4096


def pages_of(path: Path, table: str) -> list[int]:
    """Return the pages of a table."""
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute(
            "SELECT pageno FROM dbstat WHERE name = ? ORDER BY pagetype = 'leaf', path", (table,)
        )
        return [page for (page,) in found]


def spoil(path: Path, *pages: int) -> None:
    """Let pages make no sense."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(b"\xff" * PAGE)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with a backup, and with steps of every kind after it; closed."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_sample)
    assert back_up(desk, Why.ASKED) is not None
    (first, second, *_rest) = desk.ask(list_feedback)
    desk.do(record_feedback, NewFeedback("After the backup", Speaker("Ann Lee"), themes=("New",)))
    desk.do(edit_feedback, first.id, FeedbackFacts(text="Said otherwise after the backup"))
    desk.do(delete_feedback, second.id)
    desk.do(record_feedback, NewFeedback("And one more"))
    desk.undo()
    desk.close()
    return path


def words_in(path: Path) -> dict[int, str]:
    """Return what was said, by its key."""
    desk = Desk.open(path, create=False)
    try:
        assert desk.check() == []
        return {one.id: one.text for one in desk.ask(list_feedback)}
    finally:
        desk.close()


@pytest.mark.parametrize(
    "tables",
    [("feedback",), ("person", "organisation"), ("mention",), ("theme", "item"), ("setting",),
     ("feedback_by_day",), ("sqlite_autoindex_feedback_1", "feedback")],
)  # fmt: skip
def test_everything_comes_back_that_the_backup_or_the_damaged_file_has(
    shop: Path, tmp_path: Path, tables: tuple[str, ...]
) -> None:
    whole = Path(shutil.copy(shop, tmp_path / "whole"))
    backup = newest_good_backup(shop)
    assert backup is not None
    old = rows_of(backup.path)
    for table in tables:
        spoil(shop, pages_of(shop, table)[-1])
    damaged = shop.read_bytes()
    ahead = look_ahead(shop)
    assert ahead.backup == backup
    assert ahead.since == 5
    done = go_back(shop, backup.path)
    assert done.aside is not None
    assert done.aside.read_bytes() == damaged
    now, right = rows_of(shop), rows_of(whole)
    for table, rows in right.items():
        if table in {"step", "change"}:
            assert now[table].keys() == rows.keys()
            continue
        for key, row in rows.items():
            if key in old[table]:
                assert now[table][key] == row, (table, key)
        assert now[table].keys() <= rows.keys(), f"{table}: what was deleted stays so"
    words_in(shop)


def test_the_history_is_whole_and_goes_on(shop: Path, tmp_path: Path) -> None:
    whole = Path(shutil.copy(shop, tmp_path / "whole"))
    backup = newest_good_backup(shop)
    assert backup is not None
    spoil(shop, pages_of(shop, "feedback")[1])
    done = go_back(shop, backup.path)
    assert done.rescued is not None
    assert done.rescued.healed > 0
    desk, before = Desk.open(shop, create=False), Desk.open(whole, create=False)
    assert [one.did for one in desk.ask(history)] == [one.did for one in before.ask(history)]
    assert desk.ask(full_roadmap) == before.ask(full_roadmap)
    for one in (desk, before):
        one.redo()
        one.undo()
    assert [one.text for one in desk.ask(list_feedback)] == [
        one.text for one in before.ask(list_feedback)
    ]
    desk.close()
    before.close()


@pytest.mark.parametrize("table", ["step", "change"])
def test_history_that_is_damaged_is_made_good_too(shop: Path, table: str) -> None:
    backup = newest_good_backup(shop)
    assert backup is not None
    before = rows_of(shop)
    spoil(shop, pages_of(shop, table)[0])
    go_back(shop, backup.path)
    now = rows_of(shop)
    old = rows_of(backup.path)
    assert old[table].keys() <= now[table].keys()
    assert now["feedback"] == before["feedback"]
    desk = Desk.open(shop, create=False)
    with pytest.raises(CannotUndo, match="Nothing was changed"):
        desk.undo(1)  # what came later is not known
    desk.close()
    words_in(shop)


def test_who_was_erased_since_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_sample)
    desk.do(record_feedback, NewFeedback("Zorblatt said so", Speaker("Quinella Zorblatt")))
    assert back_up(desk, Why.ASKED) is not None
    desk.erase(desk.ask(person_named, "Quinella Zorblatt").id)
    desk.close()
    backup = newest_good_backup(path)
    assert backup is not None
    for table in ("person", "feedback"):
        spoil(path, *pages_of(path, table)[-2:])
    new = tmp_path / "rescued.feedbackdesk"
    assert rescue(path, new, backup=backup.path).healed
    go_back(path, backup.path)
    for one in (new, path):
        assert b"zorblatt" not in one.read_bytes().lower()


def test_a_damaged_backup_is_passed_over(shop: Path) -> None:
    newest = newest_good_backup(shop)
    assert newest is not None
    older = newest.path.with_name(newest.path.name.replace(newest.path.name[5:9], "2020"))
    shutil.copy(newest.path, older)
    spoil(newest.path, pages_of(newest.path, "feedback")[0])
    found = newest_good_backup(shop)
    assert found is not None
    assert found.path == older
    older.unlink()
    assert newest_good_backup(shop) is None


def other_business(path: Path) -> Path:
    """Make another workspace."""
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("Elsewhere"))
    desk.close()
    return path


def test_a_backup_of_another_business_heals_nothing(shop: Path, tmp_path: Path) -> None:
    other = other_business(tmp_path / "other.feedbackdesk")
    spoil(shop, pages_of(shop, "feedback")[0])
    before = shop.read_bytes()
    with pytest.raises(Refusal, match=r"no history in common.*Nothing was changed"):
        rescue(shop, tmp_path / "new.feedbackdesk", backup=other)
    with pytest.raises(Refusal, match=r"backup of another business.*Nothing was changed"):
        go_back(shop, other)
    assert shop.read_bytes() == before
    assert not [one for one in tmp_path.iterdir() if "restoring" in one.name]


def test_where_nothing_can_be_read_the_backup_stands_alone(shop: Path) -> None:
    backup = newest_good_backup(shop)
    assert backup is not None
    shop.write_bytes(bytes(shop.stat().st_size))
    done = go_back(shop, backup.path)
    assert done.rescued is None
    assert done.feedback == 120
    assert done.aside is not None
    assert not any(done.aside.read_bytes())
    assert len(words_in(shop)) == 120


def test_half_a_file_and_a_backup_make_a_whole(shop: Path) -> None:
    """The history, and most rows, are gone with the second half."""
    backup = newest_good_backup(shop)
    assert backup is not None
    old = rows_of(backup.path)
    content = shop.read_bytes()
    shop.write_bytes(content[: len(content) // 2])
    done = go_back(shop, backup.path)
    assert done.rescued is not None
    now = rows_of(shop)
    for table, rows in old.items():
        assert rows.keys() - now[table].keys() <= {2}, table
    words_in(shop)


def test_an_open_workspace_is_rescued_but_not_replaced(shop: Path, tmp_path: Path) -> None:
    backup = newest_good_backup(shop)
    assert backup is not None
    spoil(shop, pages_of(shop, "feedback")[0])
    desk = Desk.open(shop, create=False)
    assert rescue(shop, tmp_path / "rescued.feedbackdesk").number("person") > 0
    with pytest.raises(Refusal, match="is open in a FeedbackDesk"):
        go_back(shop, backup.path)
    desk.close()
    words_in(tmp_path / "rescued.feedbackdesk")


def test_from_an_older_copy_the_newer_backup_is_gone_back_to_whole(shop: Path) -> None:
    backup = newest_good_backup(shop)
    assert backup is not None
    older = Path(shutil.copy(backup.path, shop.with_name("older.feedbackdesk")))
    desk = Desk.open(shop)
    newer = back_up(desk, Why.ASKED)
    desk.close()
    assert newer is not None
    held = words_in(shop)
    older.replace(shop)
    ahead = look_ahead(shop)
    assert (ahead.is_older, ahead.since, ahead.lost) == (True, 0, 0)
    gone = go_back(shop, newer.path)
    assert gone.rescued is None
    assert gone.aside is not None
    assert words_in(shop) == held


def test_what_was_recorded_after_going_back_is_not_given_up_for_a_newer_backup(shop: Path) -> None:
    first = newest_good_backup(shop)
    assert first is not None
    older = Path(shutil.copy(first.path, shop.with_name("older.feedbackdesk")))
    desk = Desk.open(shop)
    newer = back_up(desk, Why.ASKED)
    desk.close()
    assert newer is not None
    older.replace(shop)
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("Said after going back"))
    desk.close()
    spoil(shop, pages_of(shop, "theme")[0])
    ahead = look_ahead(shop)
    assert (ahead.backup, ahead.is_older, ahead.since) == (first, False, 1)
    go_back(shop, first.path)
    assert "Said after going back" in words_in(shop).values()


def test_of_a_file_without_a_readable_row_nothing_is_promised(shop: Path) -> None:
    backup = newest_good_backup(shop)
    shop.write_bytes(bytes(shop.stat().st_size))
    ahead = look_ahead(shop)
    assert ahead.rescued is None
    assert "could be read" in ahead.why
    assert ahead.backup == backup


def with_second_place(path: Path, stick: Path, key: str = "") -> tuple[Path, Path]:
    """Back a workspace up in a second place, too; return where the two backups lie."""
    stick.mkdir()
    desk = Desk.open(path)
    desk.do(change_settings, {"backup_second_place": str(stick), "backup_key": key})
    made = make(desk, Why.ASKED)
    (there,) = second_backups(desk)
    desk.close()
    assert made is not None
    return made.path, there.path


def test_where_none_is_left_beside_it_that_of_the_second_place_is_gone_back_to(
    shop: Path, tmp_path: Path
) -> None:
    _first, second = with_second_place(shop, tmp_path / "stick")
    held = words_in(shop)
    shutil.rmtree(folder_of(shop))
    spoil(shop, *pages_of(shop, "feedback"))
    ahead = look_ahead(shop)
    assert ahead.backup is not None
    assert (ahead.backup.path, ahead.locked) == (second, None)
    assert go_back(shop, ahead.backup.path).rescued is not None
    assert words_in(shop) == held


@pytest.mark.parametrize("readable", [False, True])
def test_an_encrypted_one_that_is_newer_is_named_and_gone_back_to_with_its_key(
    shop: Path, tmp_path: Path, readable: bool
) -> None:
    key = tmp_path / "key.txt"
    older = newest_good_backup(shop)
    first, second = with_second_place(shop, tmp_path / "stick", make_key(key))
    held = words_in(shop)
    ahead = look_ahead(shop)
    assert ahead.backup is not None
    assert (ahead.backup.path, ahead.locked) == (first, None), "that can be read, and is as new"
    spoil(first, *range(20, 60))
    spoil(shop, *pages_of(shop, "feedback"))
    if not readable:
        shop.write_bytes(bytes(shop.stat().st_size))
    ahead = look_ahead(shop)
    assert ahead.backup == older
    assert ahead.locked is not None
    assert ahead.locked.path == second
    before = shop.read_bytes()
    (tmp_path / "other.txt").write_text("no key")
    with pytest.raises(Refusal, match="no secret key"):
        go_back(shop, second, key=tmp_path / "other.txt")
    assert shop.read_bytes() == before
    gone = go_back(shop, second, key=key)
    assert (gone.rescued is not None) == readable
    assert words_in(shop) == held
    assert not list(tmp_path.glob("*.opened*"))
