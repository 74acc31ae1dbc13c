"""The newest backup has all that it holds as JSON beside it, which is no backup and no trap."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk import erasures
from feedbackdesk.desk.backing_up import complete, keep, make, worries
from feedbackdesk.desk.backup_files import folder_of, list_backups
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.everything import take_in
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.going_back import overview
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.json_beside import json_of
from feedbackdesk.desk.kept_aside import delete
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.rotation import Backup, Why
from feedbackdesk.exchange import whole
from feedbackdesk.exchange.taking_out import take_out
from tests.store.mounts import mounted
from tests.store.test_same_file import filled, words_in

pytestmark = pytest.mark.usefixtures("home", "own_state")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Desk]:
    """A workspace in which two things were said."""
    desk = Desk.open(filled(tmp_path / "shop" / "shop.feedbackdesk", "one", "two"))
    yield desk
    desk.close()


def say(desk: Desk, words: str, who: str = "") -> None:
    """Record something, so that there is something new."""
    desk.do(record_feedback, NewFeedback(words, Speaker(who)))


def made(desk: Desk, why: Why = Why.CLOSING) -> Path:
    """Make a backup by itself; return where it is."""
    backup = keep(desk, why)
    assert backup is not None
    return backup.path


def jsons(desk: Desk) -> set[str]:
    """Return the names of all in the folder of backups that is none."""
    backups = {one.path.name for one in list_backups(desk.path)}
    return {one.name for one in folder_of(desk.path).iterdir()} - backups


def test_it_holds_all_that_the_backup_does_and_only_the_newest_has_one(
    shop: Desk, tmp_path: Path
) -> None:
    first = made(shop)
    assert jsons(shop) == {json_of(first).name}
    say(shop, "three")
    second = made(shop)
    assert jsons(shop) == {json_of(second).name}
    assert [one.path for one in list_backups(shop.path)] == [second, first]
    assert stat.S_IMODE(json_of(second).stat().st_mode) == 0o600
    say(shop, "said since")
    with closing(Desk.open(tmp_path / "again.feedbackdesk")) as again:
        again.do(take_in, whole.read(json_of(second).read_bytes()))
        again.rest()
    assert words_in(tmp_path / "again.feedbackdesk") == ["one", "three", "two"]
    assert worries(shop) == []
    assert overview(shop).size == sum(
        one.stat().st_size for one in (first, second, json_of(second))
    )


def test_one_that_is_missing_is_made_up_for(shop: Desk) -> None:
    backup = make(shop, Why.ASKED, unwanted=lambda: False)
    assert backup is not None
    json_of(backup.path).unlink()
    left = json_of(backup.path).with_name(f"{json_of(backup.path).name}.unfinished-{2**22 + 1}")
    left.write_text("what a killed one left")
    complete(shop, unwanted=lambda: True)
    assert jsons(shop) == set(), "it is not wanted any more, and nothing is left of it"
    complete(shop)
    assert jsons(shop) == {json_of(backup.path).name}
    assert keep(shop, Why.CLOSING) is None, "nothing is new"


def test_older_backups_go_for_it_and_it_goes_for_the_newest(shop: Desk) -> None:
    first = made(shop)
    say(shop, "word " * 120_000)
    shop.do(change_settings, {"backup_room": "1"})
    second = made(shop)
    assert second.exists()
    assert not json_of(second).exists()
    (worry,) = worries(shop)
    assert worry == (
        "The newest backup has no JSON of everything beside it: It would not fit into the room "
        "for backups. Give them more room for it."
    )
    assert [one.path for one in list_backups(shop.path)] == [second]
    assert jsons(shop) == set(), "that of a backup which is gone goes, too"
    shop.do(change_settings, {"backup_room": "3"})
    complete(shop)
    assert jsons(shop) == set(), "it is tried again with the next backup"
    third = make(shop, Why.ASKED)
    assert third is not None
    assert jsons(shop) == {json_of(third.path).name}
    assert [one.path for one in list_backups(shop.path)] == [third.path]
    assert worries(shop) == []
    assert not first.exists()


def test_a_full_disk_leaves_the_backup_and_the_json_of_the_one_before(
    shop: Desk, tmp_path: Path
) -> None:
    folder = folder_of(shop.path)
    folder.mkdir(mode=0o700)
    say(shop, "word " * 40_000)
    shop.rest()
    room = shop.path.stat().st_size
    with mounted(folder, "-t", "tmpfs", "-o", f"size={room * 2 + 300_000},mode=700", "tmpfs"):
        first = made(shop)
        assert jsons(shop) == {json_of(first).name}
        say(shop, "three")
        second = made(shop)
        assert jsons(shop) == {json_of(first).name}
        assert second.exists()
        (worry,) = worries(shop)
        assert "No space left" in worry
        assert worry in shop.note


def test_it_goes_with_its_backup_and_no_other_file_does(shop: Desk) -> None:
    first = made(shop)
    mine = folder_of(shop.path) / "shop 2026-11-30 120000 mine.json"
    take_out(shop, mine)
    say(shop, "three")
    second = made(shop)
    delete(shop.path, second)
    assert jsons(shop) == {mine.name}
    complete(shop)
    assert jsons(shop) == {mine.name, json_of(first).name}


def test_each_business_and_each_name_has_its_own(shop: Desk, tmp_path: Path) -> None:
    first, other = made(shop), Desk.open(filled(shop.path.with_name("café.feedbackdesk"), "its"))
    of_other = made(other)
    other.close()
    renamed = shop.path.with_name("store.feedbackdesk")
    shop.rest()
    shop.close()
    shop.path.rename(renamed)
    with closing(Desk.open(renamed)) as desk:
        say(desk, "three")
        second = made(desk)
    found = {one.name for one in folder_of(renamed).iterdir() if one.suffix == ".json"}
    assert found == {json_of(of_other).name, json_of(second).name}
    assert first.exists()


# Erasing

WHO = "Zanthia Quorl"


def erased(desk: Desk) -> dict[str, str]:
    """Erase somebody everywhere; return what became of each copy, by the ending of its name."""
    (key,) = [one.id for one in desk.ask(all_people) if one.name == WHO]
    done = desk.erase(key)
    told = erasures.reach(desk, done.copies, done)
    return {one.path.suffix: one.why or one.fate.value for one in told}


@pytest.fixture
def told(shop: Desk) -> Path:
    """A backup in which somebody stands."""
    say(shop, "From me alone", WHO)
    say(shop, "From another one", "Bo Ek")
    return made(shop)


def test_who_is_erased_is_erased_there(shop: Desk, told: Path) -> None:
    assert WHO in json_of(told).read_text("utf-8")
    assert erased(shop) == {".feedbackdesk": "rewritten", ".json": "rewritten"}
    words = json_of(told).read_text("utf-8")
    assert WHO not in words
    assert "From me alone" not in words
    assert "From another one" in words
    assert stat.S_IMODE(json_of(told).stat().st_mode) == 0o600
    with closing(Desk.open(shop.path.with_name("again.feedbackdesk"))) as again:
        again.do(take_in, whole.read(json_of(told).read_bytes()))
        assert again.check() == []


def test_where_its_backup_cannot_be_erased_in_it_goes(shop: Desk, told: Path) -> None:
    with closing(Desk.open(told)):
        assert erased(shop) == {
            ".feedbackdesk": "it is open in a FeedbackDesk", ".json": "deleted",
        }  # fmt: skip
    assert not json_of(told).exists()
    assert shop.check() == []
    complete(shop)
    assert WHO not in json_of(told).read_text("utf-8")


def test_where_its_backup_is_gone_it_goes(shop: Desk, told: Path) -> None:
    told.unlink()
    assert erased(shop) == {".json": "deleted"}


def test_what_the_owner_took_out_and_others_files_stay(shop: Desk, told: Path) -> None:
    (kept := shop.path.with_suffix(".json")).write_text("mine")
    of_another = told.with_name("shop 2026-11-30 120000 asked.json")
    of_another.write_text('{"format": "feedbackdesk", "version": 1, "begun": "another"}')
    shutil.copy(of_another, broken := told.with_name("shop 2026-11-30 120001 asked.json"))
    broken.write_text("{")
    erased(shop)
    assert kept.exists()
    assert of_another.exists()
    assert broken.exists()


def test_a_clock_that_goes_back_leaves_one(shop: Desk) -> None:
    first = Backup(made(shop), list_backups(shop.path)[0].made, Why.CLOSING, 0)
    ahead = f"shop {first.made + timedelta(days=3):%Y-%m-%d %H%M%S} closing.feedbackdesk"
    json_of(first.path).rename(json_of(first.path.with_name(ahead)))
    first.path.rename(first.path.with_name(ahead))
    say(shop, "three")
    second = made(shop)
    assert jsons(shop) == {json_of(second).name}
