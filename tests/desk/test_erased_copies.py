"""Erasing reaches each copy that it can: made anew, checked, and its numbers as they were."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from feedbackdesk import paths
from feedbackdesk.desk import backing_up, erasures
from feedbackdesk.desk.backup_files import list_backups
from feedbackdesk.desk.backup_plan import second_backups
from feedbackdesk.desk.backups import back_up, copy_backup, looked_into, restore
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.json_beside import json_of
from feedbackdesk.desk.merging import merge_people, unmerge_person
from feedbackdesk.desk.people import PersonFacts, all_people, delete_person, edit_person
from feedbackdesk.desk.privacy import Erased
from feedbackdesk.desk.remembered import Remembered
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.second_place import make_key
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.themes import all_themes, edit_theme
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.rotation import Why
from feedbackdesk.store.schema import REVISION
from tests.desk.test_privacy import SECRETS, tell
from tests.old_files.make import FOLDER
from tests.store.mounts import mounted, not_writable

pytestmark = pytest.mark.usefixtures("own_state")

ZANTHIA = Speaker("Zanthia Quorl", email="zanthia@quorl.example", phone="+44 7700 900123")


def left_in(*folders: Path) -> set[tuple[str, str]]:
    """Return each file below folders in which a secret stands, however it is cased."""
    return {
        (path.name, secret)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
        for secret in SECRETS
        if secret.lower().encode() in path.read_bytes().lower()
    }


def files_with(*folders: Path) -> set[str]:
    """Return the names of the files below folders in which a secret stands."""
    return {name for name, _secret in left_in(*folders)}


def counts_in(path: Path) -> object:
    """Return every number that a workspace counts, as it is counted anew."""
    with closing(Desk.open(path)) as desk:
        assert desk.check() == []
        items = [(one.item.title, one.item.requests, one.item.mentions)
                 for one in desk.ask(full_roadmap)]  # fmt: skip
        themes = [(one.name, one.requests, one.mentions) for one in desk.ask(all_themes)]
        return items, themes, len(desk.ask(list_feedback))


def erase_everywhere(desk: Desk, key: int) -> dict[str, str]:
    """Erase somebody; return what became of each copy, by its name."""
    erased = desk.erase(key)
    return reach(desk, erased)


def reach(desk: Desk, erased: Erased) -> dict[str, str]:
    """Erase in the copies; return what became of each: its fate, or why it was not reached."""
    told = erasures.reach(desk, erased.copies, erased)
    return {one.path.name: one.why or one.fate.value for one in told}


def copy_to(desk: Desk, *names: str) -> list[Path]:
    """Copy the workspace whole, as a program for copying would."""
    made = [desk.path.parent / name for name in names]
    for path in made:
        path.parent.mkdir(exist_ok=True)
        with closing(sqlite3.connect(desk.path)) as raw, closing(sqlite3.connect(path)) as copy:
            raw.backup(copy)
    return made


COPIES = (
    "shop.feedbackdesk.bak",
    "backup of shop.feedbackdesk",
    "Backups/the shop, last week.feedbackdesk",
    "shop (Ann's conflicted copy 2026-11-30).feedbackdesk",
    "shop.sync-conflict-20261130-120000-ABCDEFG.feedbackdesk",
    "shop set aside 2026-11-30 120000.feedbackdesk",
    "shop damaged, set aside 2026-11-30 120000.feedbackdesk",
    "shop.before-0005.feedbackdesk",
    "rescued.feedbackdesk",
)


def test_nobody_is_left_in_any_copy_and_all_counts_stay(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    for why in (Why.ASKED, Why.DAILY):
        assert back_up(desk, why) is not None or why is Why.DAILY
    (backup,) = list_backups(desk.path)
    made = [*copy_to(desk, *COPIES), backup.path]
    before = [counts_in(path) for path in made]
    os.utime(desk.path.with_name("shop.before-0005.feedbackdesk"), (1_700_000_000, 1_700_000_000))
    when = {one.path: one.made for one in list_backups(desk.path)}
    steps = looked_into(backup)
    lying = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert set(desk.old_copies()) == set(made)
    told = erase_everywhere(desk, key)
    assert told == {path.name: "rewritten" for path in made}
    assert left_in(tmp_path, paths.state_dir()) == set()
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == lying, "nothing more"
    after = {one.path: one.made for one in list_backups(desk.path)}
    assert after.keys() == when.keys()
    assert after[backup.path] == backup.made, "as it was called"
    assert all(abs(after[path] - when[path]) <= timedelta(seconds=2) for path in when)
    assert looked_into(backup) == steps, "it tells of the day that it was made"
    assert [counts_in(path) for path in made] == before
    for path in made:
        assert path.stat().st_mode & 0o077 == 0
        with closing(Desk.open(path)) as opened:
            assert {one.name for one in opened.ask(all_people)} == {"An erased person", "Bo"}
    assert left_in(tmp_path) == set()
    assert back_up(desk, Why.DAILY) is not None, "the erasing itself is in none of them yet"


def test_it_is_them_by_their_record_and_nobody_who_is_called_alike(desk: Desk) -> None:
    bolt = Speaker("Ann Lee", "Bolt", email="office@ann.example")
    acme = Speaker("Ann Lee", "Acme", email="ann@acme.example")
    for speaker, words in ((acme, "Marmalade"), (bolt, "Bolts")):
        desk.do(record_feedback, NewFeedback(words, speaker))
    people = {one.organisation: one.id for one in desk.ask(all_people)}
    (copy,) = copy_to(desk, "shop.bak")
    desk.do(edit_person, people["Acme"], PersonFacts(name="Anna Leigh"))
    assert erase_everywhere(desk, people["Acme"]) == {"shop.bak": "rewritten"}
    with closing(Desk.open(copy)) as opened:
        assert {one.who: one.text for one in opened.ask(list_feedback)} == {
            "An erased person": "(erased)", "Ann Lee": "Bolts",
        }  # fmt: skip


def test_records_that_were_merged_since_or_apart_again_go_as_they_are_now(desk: Desk) -> None:
    for name in ("Ann", "Anna", "Annabel"):
        desk.do(record_feedback, NewFeedback(f"{name} wants jam", Speaker(name)))
    ann, anna, annabel = (desk.ask(person_named, name).id for name in ("Ann", "Anna", "Annabel"))
    desk.do(merge_people, annabel, ann)
    (copy,) = copy_to(desk, "shop.bak")
    before = counts_in(copy)
    desk.do(unmerge_person, annabel)
    desk.do(merge_people, anna, ann)
    assert erase_everywhere(desk, ann) == {"shop.bak": "rewritten"}
    assert counts_in(copy) == before
    with closing(Desk.open(copy)) as opened:
        assert {one.text for one in opened.ask(list_feedback)} == {"(erased)", "Annabel wants jam"}
        opened.do(unmerge_person, annabel)
        assert {one.name for one in opened.ask(all_people)} == {"An erased person", "Annabel"}


def test_whoever_was_deleted_meanwhile_is_erased_where_they_were_not(desk: Desk) -> None:
    key = tell(desk)
    (copy,) = copy_to(desk, "shop.bak")
    before = counts_in(copy)
    desk.do(delete_person, key)
    assert erase_everywhere(desk, key) == {"shop.bak": "rewritten"}
    assert left_in(desk.path.parent) == set()
    assert counts_in(copy) == before


def test_a_copy_of_before_they_came_stays_as_it_is(desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("More jam", Speaker("Bo")))
    (copy,) = copy_to(desk, "shop.bak")
    was = copy.read_bytes()
    assert erase_everywhere(desk, tell(desk)) == {"shop.bak": "without"}
    assert copy.read_bytes() == was


def test_words_of_others_stay_where_they_stay_and_go_where_they_were_corrected(desk: Desk) -> None:
    key = tell(desk)
    kept, corrected = (
        desk.do(record_feedback, NewFeedback(f"ZANTHIA  quorl told me {n}", Speaker("Bo"))).result
        for n in (1, 2)
    )
    jam = desk.ask(all_themes)[0].id
    desk.do(edit_theme, jam, name="Jam for Zanthia Quorl")
    cyd = Speaker("Cyd, of Zanthia Quorl")
    desk.do(record_feedback, NewFeedback("Hello", cyd))
    (copy,) = copy_to(desk, "shop.bak")
    desk.do(edit_feedback, corrected, FeedbackFacts(text="Somebody told me 2"))
    desk.do(edit_theme, jam, name="Jam")
    desk.do(
        edit_person, desk.ask(person_named, "Cyd, of Zanthia Quorl").id, PersonFacts(name="Cyd")
    )
    assert erase_everywhere(desk, key) == {"shop.bak": "rewritten"}
    with closing(Desk.open(copy)) as opened:
        texts = {one.id: one.text for one in opened.ask(list_feedback)}
        assert texts[kept] == "ZANTHIA  quorl told me 1", "as in the workspace"
        assert texts[corrected] == "(erased) told me 2"
        assert [one.name for one in opened.ask(all_themes)] == ["Jam for (erased)"]
        assert {one.name for one in opened.ask(all_people)} == {"An erased person", "Bo", "Cyd"}
        assert opened.check() == []
    assert files_with(desk.path.parent) == {"shop.bak", desk.path.name}, "where it is to be seen"


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0005"])
def test_a_copy_of_an_older_version_is_brought_to_this_one(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "shop.feedbackdesk"
    shutil.copy(FOLDER / f"{revision}.feedbackdesk", path)
    old = path.with_name(f"shop.before-{REVISION}.feedbackdesk")
    shutil.copy(path, old)
    with closing(Desk.open(path)) as desk:
        before = counts_in(path)
        mara = desk.ask(person_named, "Mara Voss").id
        told = erase_everywhere(desk, mara)
    assert told == {old.name: "rewritten"}
    for word in (b"mara", b"voss", b"sonntags"):
        assert word not in old.read_bytes().lower()
    assert counts_in(old) == before


def test_what_cannot_be_reached_is_told_with_its_reason(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    newer, damaged, opened, fine = copy_to(
        desk, "newer.bak", "damaged.bak", "opened.bak", "fine.bak"
    )
    say_version(newer, "9999")
    words = damaged.read_bytes()
    damaged.write_bytes(words[: len(words) // 2] + b"\0" * (len(words) // 2))
    locked = tmp_path / "shop 2026-11-30 120000 daily.feedbackdesk.age"
    locked.write_bytes(b"age-encryption.org/v1\n" + os.urandom(4_000))
    foreign = tmp_path / "shop 2026-11-30 120000 daily.feedbackdesk.gpg"
    foreign.write_bytes(os.urandom(4_000))
    stays = {path: path.read_bytes() for path in (newer, damaged, opened, locked, foreign)}
    with closing(Desk.open(opened)):
        told = erase_everywhere(desk, key)
    assert told == {
        "newer.bak": "it is of a newer version",
        "damaged.bak": "it is damaged, or cannot be opened",
        "opened.bak": "it is open in a FeedbackDesk",
        "fine.bak": "rewritten",
        locked.name: "it is encrypted",
        foreign.name: "it is damaged, or no workspace",
    }
    assert {path: path.read_bytes() for path in stays} == stays
    assert fine.name not in files_with(tmp_path)


def test_a_folder_that_is_only_to_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    (copy,) = copy_to(desk, "Backups/shop.feedbackdesk")
    with not_writable(copy.parent):
        (told,) = erase_everywhere(desk, key).values()
    assert told not in {"rewritten", "without"}
    assert "shop.feedbackdesk" in files_with(tmp_path / "Backups")
    assert list(copy.parent.iterdir()) == [copy]


@pytest.mark.parametrize("times", [1.5, 2.1, 2.6, 3.1])
def test_a_full_disk_leaves_the_copy_as_it_is_until_there_is_room(
    desk: Desk, tmp_path: Path, times: float
) -> None:
    """Wherever the room ends: while it is copied, while they are erased, while it is swept."""
    key = tell(desk)
    small = tmp_path / "Backups"
    small.mkdir()
    desk.rest()
    size = int(desk.path.stat().st_size * times)
    with mounted(small, "-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
        (copy,) = copy_to(desk, "Backups/shop.feedbackdesk")
        was = copy.read_bytes()
        (told,) = erase_everywhere(desk, key).values()
        assert told != "rewritten"
        assert "full" in told or "written" in told
        assert "erasing" not in told, "what is named is the copy"
        assert copy.read_bytes() == was
        assert list(small.iterdir()) == [copy]
        subprocess.run(["mount", "-o", f"remount,size={size * 9}", str(small)], check=True)
        assert desk.check() == []
        assert left_in(tmp_path) == set()


def test_a_copy_of_a_newer_version_is_reached_once_this_one_is_new_enough(
    desk: Desk, tmp_path: Path
) -> None:
    key = tell(desk)
    (newer,) = copy_to(desk, "newer.bak")
    say_version(newer, "9999")
    assert erase_everywhere(desk, key) == {newer.name: "it is of a newer version"}
    assert desk.check() == []
    assert files_with(tmp_path) == {newer.name}
    say_version(newer, REVISION)
    assert desk.check() == []
    assert left_in(tmp_path) == set()


def say_version(path: Path, version: str) -> None:
    """Let a workspace say that it is of a version."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", (version,))
        raw.commit()


def test_what_a_copy_has_in_its_log_goes_along(desk: Desk, tmp_path: Path) -> None:
    """A copy with a log beside it, as a crash left both."""
    key = tell(desk)
    copy = tmp_path / "crashed.bak"
    code = (
        "import os, sys; from pathlib import Path; from feedbackdesk.desk.desk import Desk;"
        "from feedbackdesk.desk.feedback import NewFeedback, record_feedback;"
        "from feedbackdesk.desk.identity import Speaker;"
        "desk = Desk.open(Path(sys.argv[1]));"
        "s = Speaker('Zanthia Quorl', email='zanthia@quorl.example');"
        "desk.do(record_feedback, NewFeedback('More tangerine', s, themes=('Jam',)));"
        "os._exit(0)"
    )
    copy_to(desk, copy.name)
    subprocess.run([sys.executable, "-c", code, str(copy)], check=True)
    log = copy.with_name(f"{copy.name}-wal")
    assert b"More tangerine" in log.read_bytes()
    assert erase_everywhere(desk, key) == {copy.name: "rewritten"}
    assert left_in(tmp_path) == set()
    assert not log.exists()
    with closing(Desk.open(copy)) as opened:
        assert len(opened.ask(list_feedback)) == len(desk.ask(list_feedback)) + 1
        assert opened.check() == []


def test_logs_set_aside_and_copies_broken_off_are_deleted(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    gone = 2**22 + 1  # no process has such a number
    name = desk.path.name
    left = [
        f"{name}-wal of another file 2026-11-30 120000.123456",
        f"{name}.restoring 2026-11-30 120000",
        f"{name}.restoring 2026-11-30 120000.unfinished-{gone}",
        f"{name}.opened 2026-11-30 120000",
        f"shop 2026-11-30 120000 asked.feedbackdesk.to-encrypt-{gone}",
        f"shop 2026-11-30 120000 asked.feedbackdesk.unfinished-{gone}",
        f"shop.before-0005.feedbackdesk.erasing-{gone}",
        f"shop.before-0005.feedbackdesk.erasing-{gone}-wal",
    ]
    others = [
        "garden.feedbackdesk-wal of another file 2026-11-30 120000.123456",
        f"garden 2026-11-30 120000 asked.feedbackdesk.unfinished-{gone}",
    ]
    for one in (*left, *others):
        (tmp_path / one).write_bytes(b"marmalade")
    busy = tmp_path / f"shop 2026-11-30 130000 asked.feedbackdesk.unfinished-{os.getpid()}"
    busy.write_bytes(b"")
    assert erase_everywhere(desk, key) == dict.fromkeys(left, "deleted") | {
        busy.name: "it is being made"
    }
    assert files_with(tmp_path) == set(others), "those of another business"


def test_the_workspace_itself_is_no_copy_whatever_leads_to_it(desk: Desk) -> None:
    tell(desk)
    for name, link in (("shop backup", os.symlink), ("shop.bak", os.link)):
        link(desk.path, desk.path.with_name(name))
    assert desk.old_copies() == ()


def test_what_is_half_typed_over_a_copy_goes_too(desk: Desk) -> None:
    key = tell(desk)
    (copy,) = copy_to(desk, "shop.bak")
    pen = Drafts(copy).begin()
    pen.write({"who": "Zanthia Quorl", "words": "half typed"})
    pen.close()
    assert erase_everywhere(desk, key) == {"shop.bak": "rewritten"}
    assert Drafts(copy).waiting() == []


def test_while_copies_are_made_anew_others_write(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    copy_to(desk, "one.bak", "two.bak")
    erased = desk.erase(key)

    def write(_reached: object) -> None:
        desk.do(record_feedback, NewFeedback("More jam", Speaker("Bo"), themes=("Jam",)))

    told = erasures.reach(desk, erased.copies, erased, told=write)
    assert [one.fate for one in told] == ["rewritten"] * 2
    assert left_in(tmp_path) == set()


def test_what_was_open_then_is_reached_by_the_next_check(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    copy_to(desk, "one.bak", "two.bak")
    with closing(Desk.open(tmp_path / "two.bak")):
        told = erase_everywhere(desk, key)
        assert told == {"one.bak": "rewritten", "two.bak": "it is open in a FeedbackDesk"}
        assert desk.check() == []
        assert files_with(tmp_path) == {"two.bak"}
    assert desk.check() == []
    assert left_in(tmp_path) == set()
    assert erasures.reach_left(desk) == [], "and once is enough"


_ERASES_AND_DIES = """
import os, signal, sys
from pathlib import Path
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.erasures import reach

def die(event, arguments):
    if event == "os.rename" and sys.argv[3] in str(arguments[0]):
        os.kill(os.getpid(), signal.SIGKILL)

desk = Desk.open(Path(sys.argv[1]))
sys.addaudithook(die)
erased = desk.erase(int(sys.argv[2]))
reach(desk, erased.copies, erased)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like that there")
@pytest.mark.parametrize("when", ["erasures", ".unfinished-", ".erasing-"])
def test_an_erasing_that_was_killed_is_made_up_for_by_the_next_check(
    tmp_path: Path, when: str
) -> None:
    """Before a copy is begun, while it is made, and before it takes its place."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    key = tell(desk)
    back_up(desk, Why.ASKED)
    copy_to(desk, *COPIES[:2])
    desk.close()
    killed = subprocess.run(
        [sys.executable, "-c", _ERASES_AND_DIES, str(path), str(key), when], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert files_with(tmp_path) != set()
    desk = Desk.open(path)
    assert desk.check() == []
    desk.close()
    assert files_with(tmp_path, paths.state_dir()) == set()


def test_what_was_not_begun_when_the_window_closed_is_reached_with_the_next_backup(
    desk: Desk, tmp_path: Path
) -> None:
    key = tell(desk)
    copy_to(desk, "one.bak", "two.bak")
    erased = desk.erase(key)
    assert erasures.reach(desk, erased.copies, erased, unwanted=lambda: True) == []
    assert files_with(tmp_path) == {"one.bak", "two.bak"}
    backing_up.make(desk, Why.CLOSING)
    assert left_in(tmp_path) == set()


def second_place(desk: Desk, place: Path, key: str = "") -> None:
    """Choose a second place for backups, and let it get one."""
    place.mkdir()
    desk.do(change_settings, {"backup_second_place": str(place), "backup_key": key})
    backing_up.make(desk, Why.ASKED)


def test_the_second_place_is_reached_or_once_it_is_back(desk: Desk, tmp_path: Path) -> None:
    place, away = tmp_path / "stick", tmp_path / "elsewhere"
    key = tell(desk)
    second_place(desk, place)
    (there,) = second_backups(desk)
    before = counts_in(there.path)
    assert files_with(place) == {there.path.name}
    place.rename(away)
    told = erase_everywhere(desk, key)
    assert told.pop(json_of(there.path).name) == "rewritten"
    assert told == {there.path.name: "rewritten", there.path.parent.name: "it is not there now"}
    assert desk.check() == []
    assert files_with(away) == {there.path.name}
    away.rename(place)
    assert desk.check() == []
    assert left_in(tmp_path) == set()
    assert counts_in(there.path) == before


def test_a_former_second_place_is_reached(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    second_place(desk, tmp_path / "stick")
    (there,) = second_backups(desk)
    desk.do(change_settings, {"backup_second_place": ""})
    assert backing_up.make(desk, Why.ASKED) is not None
    assert set(erase_everywhere(desk, key).values()) == {"rewritten"}
    assert there.path.exists()
    assert left_in(tmp_path, paths.state_dir()) == set()


def test_a_former_second_place_that_is_away_is_told_and_reached_once_it_is_back(
    desk: Desk, tmp_path: Path
) -> None:
    place, away = tmp_path / "stick", tmp_path / "elsewhere"
    key = tell(desk)
    second_place(desk, place)
    (there,) = second_backups(desk)
    place.rename(away)
    second_place(desk, tmp_path / "another stick")
    told = erase_everywhere(desk, key)
    assert told.pop(there.path.parent.name) == "it is not there now"
    assert set(told.values()) == {"rewritten"}
    assert desk.check() == []
    assert files_with(tmp_path) == {there.path.name}
    away.rename(place)
    assert desk.check() == []
    assert left_in(tmp_path) == set()


def test_a_second_place_of_before_it_was_remembered_is_known_once_it_is_changed(
    desk: Desk, tmp_path: Path
) -> None:
    key = tell(desk)
    second_place(desk, tmp_path / "stick")
    Remembered(f"business {desk.begun_uid()}", "copies").path.unlink()
    second_place(desk, tmp_path / "another stick")
    assert set(erase_everywhere(desk, key).values()) == {"rewritten"}
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize("facts", [7, "names", {}, {"names": 7}, {"names": [7], "disk": 7}])
def test_a_damaged_memory_of_places_is_as_good_as_none(
    desk: Desk, tmp_path: Path, facts: object
) -> None:
    key = tell(desk)
    memory = Remembered(f"business {desk.begun_uid()}", "copies")
    memory.save({str(tmp_path / "stick"): facts})
    erase_everywhere(desk, key)
    assert left_in(tmp_path) == set()


def test_an_encrypted_backup_in_a_former_second_place_is_told(desk: Desk, tmp_path: Path) -> None:
    key = tell(desk)
    second_place(desk, tmp_path / "stick", make_key(tmp_path / "key.txt"))
    (there,) = second_backups(desk)
    desk.do(change_settings, {"backup_second_place": ""})
    desk.close()
    renamed = desk.path.rename(tmp_path / "firm.feedbackdesk")
    with closing(Desk.open(renamed)) as opened:
        assert erase_everywhere(opened, key)[there.path.name] == "it is encrypted"


@pytest.mark.parametrize("renamed", ["", "of last week.feedbackdesk", "kept.db"])
def test_a_copy_that_was_saved_elsewhere_is_reached(
    desk: Desk, tmp_path: Path, renamed: str
) -> None:
    key, stick = tell(desk), tmp_path / "stick"
    stick.mkdir()
    copy = desk.save_copy(stick / "my own.feedbackdesk").path
    with closing(Desk.open(stick / "of another.feedbackdesk")) as another:
        tell(another)
    (stick / "notes.txt").write_text("Zanthia")
    if renamed:
        copy = copy.rename(copy.with_name(renamed))
    assert erase_everywhere(desk, key) == {copy.name: "rewritten"}
    assert files_with(stick) == {"of another.feedbackdesk", "notes.txt"}


def test_a_copy_of_a_backup_is_reached(desk: Desk, tmp_path: Path) -> None:
    key, stick = tell(desk), tmp_path / "stick"
    stick.mkdir()
    made = back_up(desk, Why.ASKED)
    assert made is not None
    copy_backup(made.path, stick / "lent.feedbackdesk")
    assert set(erase_everywhere(desk, key)) == {made.path.name, "lent.feedbackdesk"}
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize("renamed", ["my own.feedbackdesk", "of last week.feedbackdesk"])
def test_a_copy_that_is_away_is_told_by_its_name_and_reached_once_it_is_back(
    desk: Desk, tmp_path: Path, renamed: str
) -> None:
    key, stick, away = tell(desk), tmp_path / "stick", tmp_path / "a drawer"
    stick.mkdir()
    copy = desk.save_copy(stick / "my own.feedbackdesk").path
    stick.rename(away)
    assert erase_everywhere(desk, key) == {copy.name: "it is not there now"}
    assert desk.check() == []
    (away / copy.name).rename(away / renamed)
    away.rename(stick)
    assert files_with(stick) == {renamed}
    assert desk.check() == []
    assert left_in(tmp_path) == set()


def test_a_copy_on_a_drive_that_left_its_folder_behind_is_told(desk: Desk, tmp_path: Path) -> None:
    key, stick = tell(desk), tmp_path / "stick"
    stick.mkdir()
    with mounted(stick, "-t", "tmpfs", "tmpfs"):
        copy = desk.save_copy(stick / "my own.feedbackdesk").path
    assert stick.is_dir()
    assert erase_everywhere(desk, key) == {copy.name: "it is not there now"}


def test_a_copy_that_is_gone_for_good_is_forgotten(desk: Desk, tmp_path: Path) -> None:
    tell(desk)
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = desk.save_copy(stick / "my own.feedbackdesk").path
    assert desk.old_copies() == (copy,)
    copy.unlink()
    assert desk.old_copies() == ()
    stick.rmdir()
    assert desk.old_copies() == (), "and nobody asks for it once its folder is gone, too"


def test_backups_that_a_workspace_left_behind_when_it_was_moved_are_reached(
    desk: Desk, tmp_path: Path
) -> None:
    key = tell(desk)
    made = back_up(desk, Why.ASKED)
    assert made is not None
    desk.close()
    moved = tmp_path / "elsewhere" / "firm.feedbackdesk"
    moved.parent.mkdir()
    desk.path.rename(moved)
    with closing(Desk.open(moved)) as opened:
        assert erase_everywhere(opened, key) == {made.path.name: "rewritten"}
        assert left_in(tmp_path) == set()
        shutil.rmtree(made.path.parent)
        assert opened.old_copies() == (), "they came along, or went"


def test_an_encrypted_backup_is_told_and_erased_in_when_it_is_gone_back_to(
    desk: Desk, tmp_path: Path
) -> None:
    path, key = desk.path, tell(desk)
    second_place(desk, tmp_path / "stick", make_key(tmp_path / "key.txt"))
    (there,) = second_backups(desk)
    told = erase_everywhere(desk, key)
    assert told.pop(json_of(there.path.with_suffix("")).name) == "rewritten"
    assert told == {
        there.path.name: "it is encrypted", there.path.name.removesuffix(".age"): "rewritten",
    }  # fmt: skip
    desk.close()
    restore(path, there.path, key=tmp_path / "key.txt")
    with closing(Desk.open(path)) as opened:
        assert {one.name for one in opened.ask(all_people)} == {"An erased person", "Bo"}
    assert left_in(tmp_path) == set()


def test_what_was_rescued_without_its_log_is_known_by_its_first_reason(desk: Desk) -> None:
    key = tell(desk)
    (copy,) = copy_to(desk, "rescued.feedbackdesk")
    with closing(sqlite3.connect(copy)) as raw:
        raw.execute("DELETE FROM change WHERE step_id = (SELECT min(id) FROM step)")
        raw.execute("DELETE FROM step WHERE id = (SELECT min(id) FROM step)")
        raw.commit()
    assert erase_everywhere(desk, key) == {copy.name: "rewritten"}
    assert left_in(desk.path.parent) == set()


def test_pruning_deletes_backups_and_makes_what_somebody_may_work_in_anew(
    desk: Desk, tmp_path: Path
) -> None:
    key = tell(desk)
    backups = copy_to(desk, "shop.bak", "Backups/shop.feedbackdesk")
    backups += copy_to(desk, "shop set aside 2026-11-30 120000.feedbackdesk")
    (twin,) = copy_to(desk, "shop (Ann's conflicted copy 2026-11-30).feedbackdesk")
    erased = desk.erase(key)
    told = erasures.reach(desk, erased.copies, erased, prune_backups=True)
    assert {one.path: one.fate for one in told} == dict.fromkeys(backups, "deleted") | {
        twin: "rewritten"
    }
    assert not any(path.exists() for path in backups)
    assert left_in(tmp_path) == set()


def test_a_backup_that_was_being_made_meanwhile_is_reached_once_it_is_there(
    desk: Desk, tmp_path: Path
) -> None:
    key = tell(desk)
    backup = tmp_path / "shop 2026-11-30 120000 asked.feedbackdesk"
    being_made = backup.with_name(f"{backup.name}.unfinished-{os.getpid()}")
    copy_to(desk, being_made.name)
    assert erase_everywhere(desk, key) == {being_made.name: "it is being made"}
    being_made.rename(backup)
    assert files_with(tmp_path) == {backup.name}
    assert desk.check() == []
    assert left_in(tmp_path) == set()


def test_a_backup_that_was_done_before_its_turn_came_is_reached_at_once(
    desk: Desk, tmp_path: Path
) -> None:
    key = tell(desk)
    backup = tmp_path / "shop 2026-11-30 120000 asked.feedbackdesk"
    being_made = backup.with_name(f"{backup.name}.unfinished-{os.getpid()}")
    copy_to(desk, being_made.name)
    erased = desk.erase(key)
    being_made.rename(backup)
    assert reach(desk, erased) == {backup.name: "rewritten"}
    assert left_in(tmp_path) == set()


def test_who_is_not_erased_after_all_leaves_the_copies_as_they_are(
    desk: Desk, tmp_path: Path
) -> None:
    tell(desk)
    (copy,) = copy_to(desk, "shop.bak")
    was = copy.read_bytes()
    with pytest.raises(NotThere):
        desk.erase(4_711)
    assert desk.check() == []
    assert copy.read_bytes() == was
    assert erasures.reach_left(desk) == []


def test_a_copy_that_was_only_to_be_read_and_was_left_behind_is_reached(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, passing = tell(desk), tmp_path / "passing"
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    (passing / "feedbackdesk-abc").mkdir(parents=True)
    (passing / "feedbackdesk-def").mkdir()
    (copy,) = copy_to(desk, "passing/feedbackdesk-abc/copy")
    (passing / "feedbackdesk-def" / "nonsense").write_text("marmalade")
    assert erase_everywhere(desk, key) == {"copy": "rewritten"}
    assert files_with(copy.parent) == set()
