"""What was set aside is listed with its size, and is deleted by its owner alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from feedbackdesk.desk.backing_up import keep
from feedbackdesk.desk.backup_files import folder_of, list_backups
from feedbackdesk.desk.backup_plan import second_backups
from feedbackdesk.desk.backups import back_up, restore
from feedbackdesk.desk.conflicts import set_aside
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.kept_aside import all_backups, delete, list_aside
from feedbackdesk.desk.rescue import newest_good_backup
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.rotation import Why


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with a backup, gone back to once."""
    path = tmp_path / "shop" / "shop.feedbackdesk"
    say(path, "Deliver on Mondays")
    restore(path, backed_up(path))
    return path


def say(path: Path, words: str) -> None:
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback(words))
    desk.close()


def backed_up(path: Path) -> Path:
    desk = Desk.open(path)
    made = back_up(desk, Why.ASKED)
    desk.close()
    assert made is not None
    return made.path


def another_business(path: Path) -> Path:
    """Let a workspace of another business lie beside it, whose name begins alike."""
    other = path.with_name("shop by the sea.feedbackdesk")
    say(other, "Of another business")
    restore(other, backed_up(other))
    return other


def test_backups_of_a_former_name_are_listed_and_gone_back_to(shop: Path) -> None:
    another_business(shop)
    before = [one.path for one in all_backups(shop)]
    assert before == [one.path for one in list_backups(shop)]
    renamed = shop.rename(shop.with_name("bakery.feedbackdesk"))
    assert [one.path for one in all_backups(renamed)] == before
    assert newest_good_backup(renamed) is not None
    assert restore(renamed, before[-1]).feedback == 1
    newest = backed_up(renamed)
    assert delete(renamed, before[-1]).path == before[-1]
    assert not before[-1].exists()
    assert newest in {one.path for one in all_backups(renamed)}


def test_what_was_set_aside_is_listed_with_what_it_is(shop: Path) -> None:
    another_business(shop)
    (before,) = list_aside(shop)
    assert before.why is Why.ASIDE
    assert before.size == before.path.stat().st_size
    copy = Path(shutil.copy(shop, shop.with_name("shop (conflicted copy).feedbackdesk")))
    theirs = set_aside(copy)
    damaged = shop.with_name("shop damaged, set aside 2026-03-01 101500.feedbackdesk")
    damaged.write_bytes(b"nothing to be read")
    log = shop.with_name("shop.feedbackdesk-wal of another file 2026-03-01 101400.123456")
    log.write_bytes(b"a log")
    found = {one.path: one.why for one in list_aside(shop)}
    assert found == {
        before.path: Why.ASIDE, theirs: Why.ASIDE, damaged: Why.DAMAGED, log: Why.LOG
    }  # fmt: skip
    assert [one.path for one in list_aside(shop)][-2:] == [damaged, log], "the newest first"


def test_no_rule_deletes_what_was_set_aside(shop: Path) -> None:
    (before,) = list_aside(shop)
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_room": "1"})
    for words in ("one", "two", "three"):
        desk.do(record_feedback, NewFeedback(words))
        keep(desk, Why.CLOSING)
    desk.close()
    assert list_aside(shop) == [before]


def test_it_is_deleted_and_nothing_else(shop: Path) -> None:
    (before,) = list_aside(shop)
    left = {one for one in shop.parent.rglob("*") if one.is_file()} - {before.path}
    assert delete(shop, before.path) == before
    assert {one for one in shop.parent.rglob("*") if one.is_file()} == left
    with pytest.raises(NotThere, match="Nothing was deleted"):
        delete(shop, before.path)


def test_the_last_good_backup_is_not_deleted(shop: Path) -> None:
    first, *others = [one.path for one in list_backups(shop)]
    for one in others:
        delete(shop, one)
    with pytest.raises(Refusal, match=r"the last good backup\. Nothing was deleted"):
        delete(shop, first)
    say(shop, "One more")
    second = backed_up(shop)
    second.write_bytes(second.read_bytes()[:20_000])
    with pytest.raises(Refusal, match="the last good backup"):
        delete(shop, first)
    delete(shop, second)
    say(shop, "Yet one more")
    backed_up(shop)
    delete(shop, first)
    assert len(list_backups(shop)) == 1


def test_one_in_the_second_place_is_enough_and_can_be_deleted(shop: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    keep(desk, Why.CLOSING)
    there = second_backups(desk)
    desk.close()
    for one in list_backups(shop):
        delete(shop, one.path, there)
    assert list_backups(shop) == []
    with pytest.raises(Refusal, match="the last good backup"):
        delete(shop, there[0].path, there)


def test_what_is_none_of_these_is_not_deleted(shop: Path) -> None:
    other = another_business(shop)
    letter = folder_of(shop) / "letter.txt"
    letter.write_text("Dear reader,")
    (theirs,) = list_aside(other)
    for path in (shop, other, letter, theirs.path, *(one.path for one in list_backups(other))):
        with pytest.raises(NotThere, match="Nothing was deleted"):
            delete(shop, path)
        assert path.is_file()


def test_what_is_open_is_not_deleted(shop: Path) -> None:
    (before,) = list_aside(shop)
    desk = Desk.open(before.path)
    with pytest.raises(Refusal, match="is open"):
        delete(shop, before.path)
    desk.close()
    delete(shop, before.path)
