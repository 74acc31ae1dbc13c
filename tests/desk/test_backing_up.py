"""Backups are made by themselves, go to a second place, and say what went wrong until it is not."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from subprocess import run

import pyrage
import pytest

from feedbackdesk import paths
from feedbackdesk.desk.backing_up import is_due, keep, make, worries
from feedbackdesk.desk.backup_files import FOLDER, list_backups
from feedbackdesk.desk.backup_plan import (
    same_disk_note,
    second_backups,
    second_note,
    use_second_anew,
)
from feedbackdesk.desk.backups import restore
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.going_back import overview
from feedbackdesk.desk.inbox import counts
from feedbackdesk.desk.json_beside import json_of
from feedbackdesk.desk.kept_aside import all_backups, delete
from feedbackdesk.desk.remembered import Remembered
from feedbackdesk.desk.rescue import go_back, look_ahead
from feedbackdesk.desk.second_place import make_key
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import Refusal, Vanished
from feedbackdesk.domain.rotation import Backup, Why
from tests.store.test_same_file import filled, words_in

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which two things were said, closed."""
    return filled(tmp_path / "shop" / "shop.feedbackdesk", "one", "two")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A place that is there."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def aged(path: Path, days: float, *also: Backup) -> None:
    """Let the backups of a workspace, others, and what is remembered of them be so much older."""
    for one in (*list_backups(path), *also):
        moment = f"{one.made - timedelta(days=days):%Y-%m-%d %H%M%S}"
        one.path.rename(one.path.with_name(f"{path.stem} {moment} {one.why}.feedbackdesk"))
    memory = Remembered(path, "backups")
    facts = memory.load()
    if facts.get("seen"):
        facts["seen"] = (datetime.fromisoformat(facts["seen"]) - timedelta(days=days)).isoformat()
        memory.save(facts)


def say(desk: Desk, words: str) -> None:
    """Record something, so that there is something new."""
    desk.do(record_feedback, NewFeedback(words))


def test_one_is_due_each_day_while_there_is_something_to_keep(shop: Path) -> None:
    desk = Desk.open(shop)
    assert is_due(desk), "there is none yet"
    assert keep(desk, Why.DAILY) is not None
    assert not is_due(desk)
    aged(shop, 0.98)
    assert not is_due(desk)
    aged(shop, 0.04)
    assert is_due(desk)
    assert keep(desk, Why.DAILY) is None, "nothing is new"
    say(desk, "three")
    made = keep(desk, Why.DAILY)
    assert made is not None
    assert made.why is Why.DAILY
    assert worries(desk) == []
    desk.close()
    assert words_in(made.path) == ["one", "three", "two"]


@pytest.mark.parametrize("days", [0.1, 3, 800])
def test_a_clock_that_was_ahead_stops_no_backup(shop: Path, stick: Path, days: float) -> None:
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick), "backup_room": "1"})
    for words in ("three", "four"):
        say(desk, words)
        assert keep(desk, Why.CLOSING) is not None
        aged(shop, -days, *second_backups(desk))
    assert is_due(desk), "none of them tells how old the newest is"
    say(desk, "five")
    for why in (Why.DAILY, Why.CLOSING):
        made = keep(desk, why)
        assert (made is None) is (why is Why.CLOSING), "it is the newest now"
        assert not is_due(desk)
    (there,) = [one for one in second_backups(desk) if one.made <= datetime.now().astimezone()]
    desk.close()
    assert words_in(there.path) == ["five", "four", "one", "three", "two"]


@pytest.mark.parametrize("made_up", [False, True], ids=["of that name", "made up"])
def test_nothing_is_kept_of_nothing_nor_of_what_is_made_up(tmp_path: Path, made_up: bool) -> None:
    path = paths.sample_workspace()
    desk = Desk.open(path if made_up else tmp_path / path.name)
    assert not is_due(desk)
    assert keep(desk, Why.CLOSING) is None
    say(desk, "one")
    assert (keep(desk, Why.CLOSING) is None) is made_up
    desk.close()


def test_a_backup_that_is_looked_into_has_no_backups(shop: Path) -> None:
    desk = Desk.open(shop)
    made = keep(desk, Why.DAILY)
    desk.close()
    assert made is not None
    before = made.path.read_bytes()
    inside = Desk.open(made.path)
    assert inside.is_backup
    assert inside.note == ""
    with pytest.raises(Refusal, match="is a backup, which can be read and not changed"):
        say(inside, "tried out in it")
    assert not is_due(inside)
    assert keep(inside, Why.CLOSING) is None
    assert inside.ask(counts).feedback == 2
    inside.close()
    assert made.path.read_bytes() == before
    lying = {one.name for one in made.path.parent.iterdir()}
    assert lying == {made.path.name, json_of(made.path).name}


def test_what_went_wrong_is_said_at_each_opening_until_it_went_well(shop: Path) -> None:
    blocked = shop.parent / FOLDER
    blocked.write_text("somebody's file")
    for _start in range(2):
        desk = Desk.open(shop)
        assert keep(desk, Why.CLOSING) is None
        desk.close()
        desk = Desk.open(shop)
        (worry,) = worries(desk)
        assert worry in desk.note
        assert worry.startswith("No backup could be made lately: ")
        assert FOLDER in worry
        desk.close()
    blocked.unlink()
    desk = Desk.open(shop)
    assert keep(desk, Why.CLOSING) is not None
    assert worries(desk) == []
    desk.close()
    desk = Desk.open(shop)
    assert desk.note == ""
    desk.close()


def test_a_second_place_gets_each_backup_and_goes_by_the_same_rule(shop: Path, stick: Path) -> None:
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    made = keep(desk, Why.CLOSING)
    (there,) = second_backups(desk)
    assert made is not None
    assert there.path.name == made.path.name
    assert there.path.parent.parent == stick / FOLDER
    assert there.path.stat().st_mode & 0o077 == 0
    for days in range(3, 100):
        moment = f"{made.made - timedelta(days=days):%Y-%m-%d %H%M%S}"
        shutil.copy(there.path, there.path.with_name(f"shop {moment} daily.feedbackdesk"))
    aged(shop, 3, there)
    say(desk, "three")
    keep(desk, Why.CLOSING)
    kept = second_backups(desk)
    assert 8 < len(kept) < 20
    desk.close()
    assert words_in(kept[0].path) == ["one", "three", "two"]
    shutil.rmtree(shop.parent)
    shop.parent.mkdir()
    restore(shop, kept[0].path)
    assert words_in(shop) == ["one", "three", "two"]


@pytest.mark.parametrize("encrypted", [False, True])
def test_what_is_not_wanted_any_more_leaves_nothing(
    shop: Path, stick: Path, tmp_path: Path, encrypted: bool
) -> None:
    desk = Desk.open(shop)
    key = make_key(tmp_path / "secret.txt") if encrypted else ""
    desk.do(change_settings, {"backup_second_place": str(stick), "backup_key": key})
    asked = wanted = 0

    def unwanted() -> bool:
        nonlocal asked
        asked += 1
        return asked > wanted

    for wanted in range(100):  # noqa: B007  (read by what is asked)
        asked = 0
        try:
            keep(desk, Why.DAILY, unwanted=unwanted)
        except KeyboardInterrupt:
            left = [one for one in tmp_path.rglob("*") if one.is_file()]
            assert all(
                one.suffix in {".feedbackdesk", ".age", ".txt", ""}
                or one.name.endswith(("-wal", "-shm"))
                for one in left
            ), left
            assert worries(desk) == []
        else:
            break
    assert wanted > 1, "it was asked on the way"
    assert len(second_backups(desk)) == 1
    desk.close()


def test_a_name_that_the_second_place_has_already_is_given_to_no_other(
    shop: Path, stick: Path
) -> None:
    """The clock may go there twice; then another backup bears it."""
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    keep(desk, Why.CLOSING)
    (there,) = second_backups(desk)
    now = datetime.now().astimezone()
    for seconds in range(30):
        moment = f"{now + timedelta(seconds=seconds):%Y-%m-%d %H%M%S}"
        for ending in ("feedbackdesk", "feedbackdesk.age"):
            name = there.path.with_name(f"shop {moment} closing.{ending}")
            name.write_bytes(there.path.read_bytes())
    say(desk, "three")
    made = keep(desk, Why.CLOSING)
    assert made is not None
    brought = there.path.with_name(made.path.name)
    desk.close()
    assert words_in(brought) == ["one", "three", "two"]


def test_two_businesses_of_one_name_never_take_each_others(tmp_path: Path, stick: Path) -> None:
    for name in ("one", "two"):
        desk = Desk.open(filled(tmp_path / name / "shop.feedbackdesk", name))
        desk.do(change_settings, {"backup_second_place": str(stick)})
        keep(desk, Why.CLOSING)
        (mine,) = second_backups(desk)
        desk.close()
        assert words_in(mine.path) == [name]
    assert len(list((stick / FOLDER).iterdir())) == 2


def test_a_second_place_that_is_away_is_said_after_two_weeks(shop: Path, stick: Path) -> None:
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    keep(desk, Why.CLOSING)
    away = stick.rename(stick.with_name("in a drawer"))
    stick.mkdir()  # the bare place where it was mounted
    say(desk, "three")
    aged(shop, -800)  # the clock was ahead when it was there
    assert keep(desk, Why.CLOSING) is not None
    say(desk, "four")
    aged(shop, 13.9)
    assert keep(desk, Why.CLOSING) is not None, "the first place has it"
    assert list(stick.iterdir()) == [], "what is bare is not the stick"
    assert worries(desk) == []
    aged(shop, 0.2)
    (worry,) = worries(desk)
    assert re.fullmatch(
        rf"The second place for backups, {re.escape(str(stick))}, was last seen on \d+ \w+( \d+)?"
        r"\. It gets a copy when it is back\.",
        worry,
    )
    stick.rmdir()
    away.rename(stick)
    assert keep(desk, Why.CLOSING) is None, "nothing is new"
    assert worries(desk) == []
    assert len(second_backups(desk)) == 2, "it got what it had missed"
    desk.close()


def test_another_stick_is_said_and_begun_on_once_the_owner_says_so(shop: Path, stick: Path) -> None:
    desk = Desk.open(shop)
    assert second_note(desk) == ""
    desk.do(change_settings, {"backup_second_place": str(stick)})
    assert second_note(desk) == f"The second place, {stick}, gets the next backup."
    keep(desk, Why.ASKED)
    assert second_note(desk) == f"The second place, {stick}, has it, too."
    away = stick.rename(stick.with_name("in a drawer"))
    keep(desk, Why.ASKED)
    assert "is not there: it gets a copy when it is back" in second_note(desk)
    stick.mkdir()
    keep(desk, Why.ASKED)
    assert "another stick, or none. Set the second place once more" in second_note(desk)
    assert list(stick.iterdir()) == []
    use_second_anew(desk)
    keep(desk, Why.ASKED)
    assert len(second_backups(desk)) == 1
    assert "has it, too" in second_note(desk)
    desk.do(change_settings, {"backup_second_place": ""})
    keep(desk, Why.ASKED)
    shutil.rmtree(stick)
    away.rename(stick)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    keep(desk, Why.ASKED)
    assert len(second_backups(desk)) == 2
    desk.close()


def test_a_place_that_is_away_can_be_kept_while_another_setting_is_changed(
    shop: Path, stick: Path
) -> None:
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    stick.rmdir()
    done = desk.do(change_settings, {"backup_second_place": str(stick), "backup_room": "600"})
    assert done.touched.step_id is not None
    same = desk.do(change_settings, {"backup_second_place": str(stick), "backup_key": ""})
    assert same.touched.step_id is None, "nothing is another now"
    desk.close()


def test_what_came_before_the_key_is_encrypted_with_the_next(
    shop: Path, stick: Path, tmp_path: Path
) -> None:
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    keep(desk, Why.ASKED)
    (plain,) = second_backups(desk)
    key = make_key(tmp_path / "secret.txt")
    desk.do(change_settings, {"backup_key": key})
    keep(desk, Why.ASKED)
    names = {one.path.name for one in second_backups(desk)}
    assert len(names) == 2
    assert all(name.endswith(".age") for name in names)
    assert f"{plain.path.name}.age" in names
    desk.close()
    words = [one.read_bytes() for one in stick.rglob("*") if one.is_file()]
    assert not any(b"SQLite format 3" in one for one in words)
    restore(shop, plain.path.with_name(f"{plain.path.name}.age"), key=tmp_path / "secret.txt")
    assert words_in(shop) == ["one", "two"]


def test_a_second_place_that_takes_nothing_is_said_at_once(shop: Path, stick: Path) -> None:
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    (stick / FOLDER).write_text("somebody's file")
    made = keep(desk, Why.CLOSING)
    assert made is not None
    (worry,) = worries(desk)
    assert worry.startswith("The second place for backups got none: ")
    assert "could not be written" in worry
    (stick / FOLDER).unlink()
    keep(desk, Why.CLOSING)
    assert worries(desk) == []
    desk.close()


def test_a_small_stick_is_full(shop: Path, tmp_path: Path) -> None:
    place = tmp_path / "small"
    place.mkdir()
    mounted = run(
        ("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)),
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        desk = Desk.open(shop)
        desk.do(change_settings, {"backup_second_place": str(place)})
        assert keep(desk, Why.CLOSING) is not None
        (worry,) = worries(desk)
        assert "full" in worry or "No space" in worry
        assert second_backups(desk) == []
        assert same_disk_note(desk) == ""
        desk.close()
    finally:
        run(("umount", str(place)), check=True)


def test_it_is_known_that_it_is_the_same_disk(shop: Path, stick: Path) -> None:
    desk = Desk.open(shop)
    assert same_disk_note(desk) == ""
    desk.do(change_settings, {"backup_second_place": str(stick)})
    assert "on the same disk as the workspace" in same_disk_note(desk)
    desk.close()


@pytest.mark.parametrize("where", [".", FOLDER, f"{FOLDER}/shop", "../link", "../link/../shop"])
def test_where_the_workspace_and_its_backups_are_is_no_second_place(
    shop: Path, tmp_path: Path, where: str
) -> None:
    (shop.parent / FOLDER / "shop").mkdir(parents=True)
    (tmp_path / "link").symlink_to(shop.parent)
    desk = Desk.open(shop)
    with pytest.raises(Refusal, match="is where the workspace and its backups are already"):
        desk.do(change_settings, {"backup_second_place": str(shop.parent / where)})
    below = shop.parent / "of others"
    below.mkdir()
    desk.do(change_settings, {"backup_second_place": str(below)})
    desk.close()


def test_what_a_second_place_said_is_said_no_more_once_it_is_away(shop: Path, stick: Path) -> None:
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    keep(desk, Why.CLOSING)
    (folder,) = (stick / FOLDER).iterdir()
    shutil.rmtree(folder)
    folder.write_text("somebody's file")
    say(desk, "three")
    keep(desk, Why.CLOSING)
    (worry,) = worries(desk)
    assert worry == second_note(desk)
    assert worry.startswith("The second place for backups got none: ")
    away = stick.rename(stick.with_name("a drawer"))
    assert "is not there" in second_note(desk)
    assert worries(desk) == [], "it may be mended when it is back"
    stick.mkdir()
    assert "another stick, or none" in second_note(desk)
    assert worries(desk) == []
    stick.rmdir()
    away.rename(stick)
    assert worries(desk) == [worry]
    folder.unlink()
    assert make(desk, Why.ASKED) is not None
    assert worries(desk) == []
    desk.close()


def test_with_a_key_only_the_secret_half_opens_them(
    shop: Path, stick: Path, tmp_path: Path
) -> None:
    secret, other = tmp_path / "secret.txt", tmp_path / "other.txt"
    desk = Desk.open(shop)
    public = make_key(secret)
    make_key(other)
    desk.do(change_settings, {"backup_second_place": str(stick), "backup_key": public})
    made = keep(desk, Why.CLOSING)
    (there,) = second_backups(desk)
    desk.close()
    assert made is not None
    assert there.path.name == f"{made.path.name}.age"
    assert there.path.read_bytes().startswith(b"age-encryption.org/v1\n")
    lying = {one.name for one in made.path.parent.iterdir()}
    assert lying == {made.path.name, json_of(made.path).name}
    assert secret.stat().st_mode & 0o077 == 0
    with pytest.raises(Refusal, match="already"):
        make_key(secret)

    filled(shop, "three")
    before = shop.read_bytes()
    (tmp_path / "no key.txt").write_text("age1 and nothing else")
    for key, said in (
        (None, "is encrypted. Nothing was changed; name the file with its secret key"),
        (other, "is damaged, or .*other.txt is not its key"),
        (tmp_path / "no key.txt", "no secret key"),
        (tmp_path / "not there.txt", "cannot be read"),
    ):
        with pytest.raises(Refusal, match=said):
            restore(shop, there.path, key=key)
    cut = there.path.with_name(there.path.name.replace("closing", "daily"))
    cut.write_bytes(there.path.read_bytes()[:-3_000])
    with pytest.raises(Refusal, match="is damaged, or"):
        restore(shop, cut, key=secret)
    assert shop.read_bytes() == before
    assert sorted(one.name for one in shop.parent.iterdir()) == [FOLDER, shop.name]

    restore(shop, there.path, key=secret)
    assert words_in(shop) == ["one", "two"]


@pytest.mark.parametrize("what", ["a newer version", "another business"])
def test_an_encrypted_one_that_is_refused_is_called_by_its_name(
    shop: Path, stick: Path, tmp_path: Path, what: str
) -> None:
    secret = tmp_path / "secret.txt"
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick), "backup_key": make_key(secret)})
    made = keep(desk, Why.CLOSING)
    desk.close()
    assert made is not None
    inside = made.path
    if what == "another business":
        inside = filled(tmp_path / "other" / "other.feedbackdesk", "of others")
    else:
        with closing(sqlite3.connect(inside)) as raw, raw:
            raw.execute("UPDATE alembic_version SET version_num = '9999'")
    key = pyrage.x25519.Recipient.from_str(secret.read_text("ascii").split("key: ")[1].split()[0])
    wrong = stick / "wrong.feedbackdesk.age"
    pyrage.encrypt_file(str(inside), str(wrong), [key])
    with pytest.raises(Refusal, match=re.escape(str(wrong))):
        restore(shop, wrong, key=secret)


def test_a_key_is_as_age_keygen_writes_it(tmp_path: Path) -> None:
    public = make_key(tmp_path / "key.txt")
    created, told, secret, end = (tmp_path / "key.txt").read_text("ascii").split("\n")
    assert created.startswith(f"# created: {datetime.now().astimezone():%Y-%m-%d}T")
    assert told == f"# public key: {public}"
    assert str(pyrage.x25519.Identity.from_str(secret).to_public()) == public
    assert end == ""


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("backup_room", "0", "megabytes"),
        ("backup_room", "-5", "megabytes"),
        ("backup_room", "much", "megabytes"),
        ("backup_room", "12345678", "megabytes"),
        ("backup_second_place", "stick", "There is no folder"),
        ("backup_second_place", "/no/such/place", "There is no folder"),
        ("backup_second_place", __file__, "There is no folder"),
        ("backup_key", "age1", "no public age key"),
        ("backup_key", "AGE-SECRET-KEY-1QQ", "no public age key"),
    ],
)
def test_what_is_no_plan_is_refused(shop: Path, name: str, value: str, said: str) -> None:
    desk = Desk.open(shop)
    with pytest.raises(Refusal, match=said):
        desk.do(change_settings, {name: value})
    desk.close()


def test_backups_of_another_business_that_had_the_place_are_let_be(shop: Path) -> None:
    desk = Desk.open(shop)
    keep(desk, Why.CLOSING)
    desk.close()
    aged(shop, 1_000)
    (old,) = list_backups(shop)
    filled(shop.with_name("other.feedbackdesk"), "begun anew").replace(shop)
    desk = Desk.open(shop)
    for number in range(3):
        say(desk, f"more {number}")
        keep(desk, Why.CLOSING)
        aged(shop, 40)
    desk.close()
    assert any("one" in words_in(one.path) for one in list_backups(shop))
    assert old.why is Why.CLOSING


def test_beside_those_in_the_second_place_nothing_is_begun_anew(shop: Path, stick: Path) -> None:
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    keep(desk, Why.CLOSING)
    (there,) = second_backups(desk)
    desk.close()
    shop.unlink()
    shutil.rmtree(shop.parent / FOLDER)
    with pytest.raises(Vanished, match="1 backup of it can be gone back to") as told:
        Desk.open(shop)
    assert f"put {there.path.parent} away to begin anew" in str(told.value)
    assert list(shop.parent.iterdir()) == []
    ahead = look_ahead(shop)
    assert (ahead.rescued, ahead.backup) == (None, there)
    assert go_back(shop, there.path).feedback == 2
    assert words_in(shop) == ["one", "two"]
    shop.unlink()
    shutil.rmtree(there.path.parent)
    desk = Desk.open(shop)  # who put them away may begin anew
    assert desk.is_new
    desk.close()


def older(backup: Backup, days: float) -> Path:
    """Copy a backup as if it had been made so many days before."""
    moment = f"{backup.made - timedelta(days=days):%Y-%m-%d %H%M%S}"
    name = f"shop {moment} daily{backup.path.name.split(str(backup.why))[-1]}"
    return Path(shutil.copy(backup.path, backup.path.with_name(name)))


def of_a_newer_version(backup: Backup, days: float) -> Path:
    """Let a newer version have made such a backup so many days before."""
    path = older(backup, days)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    return path


def test_what_a_newer_version_made_counts_as_none_and_goes_by_no_rule(
    shop: Path, stick: Path
) -> None:
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick)})
    made = keep(desk, Why.CLOSING)
    (there,) = second_backups(desk)
    assert made is not None
    newer = [of_a_newer_version(one, 3 + day) for one in (made, there) for day in (0, 0.1, 300)]
    # Of these the newest is kept, whatever a newer version made on that day.
    own = [older(one, day) for day in (3.05, 3.2) for one in (made, there)]
    say(desk, "three")
    assert keep(desk, Why.CLOSING) is not None
    assert all(one.exists() for one in newer)
    assert [one.exists() for one in own] == [True, True, False, False]
    of_a_newer_version(made, -0.9)
    say(desk, "four")
    assert keep(desk, Why.CLOSING) is not None, "that one has not all there is"
    listed = {row.backup.path: row for row in overview(desk).rows}
    assert all(listed[one].is_newer and listed[one].is_sound for one in newer)
    last, *others = (one for one in list_backups(shop) if not listed[one.path].is_newer)
    for one in others:
        delete(shop, one.path)
    with pytest.raises(Refusal, match="is the last good backup"):
        delete(shop, last.path)
    desk.close()
    with pytest.raises(Refusal, match="made by a newer version"):
        restore(shop, newer[0])


def test_two_workspaces_of_one_business_keep_their_own(shop: Path) -> None:
    """A copy was made beside the first, and is worked in."""
    desk = Desk.open(shop)
    keep(desk, Why.CLOSING)
    desk.close()
    copied = Path(shutil.copy(shop, shop.with_name("shop copy.feedbackdesk")))
    copy = Desk.open(copied)
    shared = make(copy, Why.ASKED)
    say(copy, "four")
    theirs = keep(copy, Why.CLOSING)
    assert shared is not None
    assert theirs is not None
    desk = Desk.open(shop)
    say(desk, "three")
    mine = keep(desk, Why.CLOSING)
    assert mine is not None
    assert json_of(mine.path).exists()
    assert json_of(theirs.path).exists()
    assert {(row.backup.path.name.split(" 20")[0], row.of) for row in overview(desk).rows} == {
        ("shop", ""), ("shop copy", "shop copy")
    }  # fmt: skip
    assert theirs.path not in {one.path for one in all_backups(shop)}, "it went another way"
    assert shared.path in {one.path for one in all_backups(shop)}, "it is of both"
    assert {row.of for row in overview(copy).rows} == {"", "shop"}
    copy.close()
    copied.rename(copied.with_name("shop two.feedbackdesk"))
    assert theirs.path in {one.path for one in all_backups(shop)}, "nobody else has them now"
    desk.close()


@pytest.mark.parametrize("encrypted", [False, True])
def test_two_computers_with_one_second_place_drop_none_of_each_others(
    shop: Path, tmp_path: Path, stick: Path, encrypted: bool
) -> None:
    key = make_key(tmp_path / "secret.txt") if encrypted else ""
    desk = Desk.open(shop)
    desk.do(change_settings, {"backup_second_place": str(stick), "backup_key": key})
    desk.close()
    (tmp_path / "other").mkdir()
    copy = Desk.open(Path(shutil.copy(shop, tmp_path / "other" / shop.name)))
    say(copy, "on the other computer")
    keep(copy, Why.CLOSING)
    (one,) = second_backups(copy)
    theirs = [older(one, days) for days in (3.05, 3.1, 3.15)]
    one.path.unlink()
    desk = Desk.open(shop)
    say(desk, "on this one")
    keep(desk, Why.CLOSING)
    (mine,) = [
        row.backup for row in overview(desk).rows if row.backup.made >= one.made and row.is_second
    ]
    remembered = Remembered(shop, "backups-made")
    own = [older(mine, days) for days in (4.05, 4.1)]
    facts = remembered.load()
    names = [path.name.removesuffix(".age") for path in own]
    remembered.save(facts | {"names": [*facts["names"], *names]})
    say(desk, "and more")
    keep(desk, Why.CLOSING)
    assert all(path.exists() for path in theirs)
    assert [path.exists() for path in own] == [True, False]
    if not encrypted:
        assert {row.since for row in overview(desk).rows if row.backup.path in theirs} == {None}
    copy.close()
    desk.close()


def test_the_room_is_as_the_owner_set_it(shop: Path) -> None:
    desk = Desk.open(shop)
    keep(desk, Why.CLOSING)
    for days in range(1, 6):
        (newest, *_others) = list_backups(shop)
        moment = f"{newest.made - timedelta(days=days):%Y-%m-%d %H%M%S}"
        with newest.path.with_name(f"shop {moment} daily.feedbackdesk").open("wb") as file:
            os.truncate(file.fileno(), 900_000)
    desk.do(change_settings, {"backup_room": "3"})
    aged(shop, 1)
    keep(desk, Why.CLOSING)
    desk.close()
    assert sum(one.size for one in list_backups(shop)) <= 3_000_000
    assert len(list_backups(shop)) > 2
