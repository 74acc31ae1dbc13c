"""Where others write behind SQLite's back a workspace is one file at each moment of rest."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.backups import back_up, restore
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.domain.errors import NotTheFile
from feedbackdesk.domain.rotation import Why
from feedbackdesk.store.shared_place import network_kind, shared_place, synchronised_by
from tests.store.oracle import check
from tests.store.test_migrations import OLD_FILES
from tests.store.test_same_file import filled, words_in


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Quill & Kettle)/desk", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - Quill & Kettle/Documents", "OneDrive"),
        ("OneDrive-Personal", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Google Drive/My Drive/desk", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ann@quill.example/My Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Nextcloud2/desk", "Nextcloud"),
        ("ownCloud", "Nextcloud"),
        ("Syncthing/desk", "Syncthing"),
        ("Documents", None),
        ("Dropboxes", None),
        ("My Drives", None),
        ("Letters to Dropbox", None),
    ],
)
def test_folders_are_known_by_what_they_are_called(
    tmp_path: Path, folder: str, name: str | None
) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    assert synchronised_by(place) == name
    found = shared_place(place)
    assert (None if found is None else found.name) == name
    assert found is None or not found.is_network


def test_the_settings_of_dropbox_in_a_home_are_no_mark(tmp_path: Path) -> None:
    (tmp_path / "home" / ".dropbox").mkdir(parents=True)
    (tmp_path / "firm").mkdir()
    (tmp_path / "firm" / ".dropbox").touch()
    assert synchronised_by(tmp_path / "home" / "desk") is None
    assert synchronised_by(tmp_path / "firm" / "desk") == "Dropbox"


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".owncloudsync.log", "Nextcloud"),
        (".tmp.drivedownload", "Google Drive"),
    ],
)
def test_folders_of_another_name_are_known_by_what_is_left_in_them(
    tmp_path: Path, mark: str, name: str
) -> None:
    place = tmp_path / "business" / "desk"
    place.mkdir(parents=True)
    assert synchronised_by(place) is None
    (place.parent / mark).mkdir()
    assert synchronised_by(place) == name


MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda rw
23 22 0:21 / /proc rw - proc proc rw
40 22 0:30 / /mnt/office rw,relatime shared:4 - cifs //server/office rw,vers=3.1.1
41 22 0:31 / /mnt/of rw,relatime - ext4 /dev/sdb rw
42 22 0:32 /team /srv/our\\040files rw - nfs4 server:/team rw
43 40 0:33 / /mnt/office/local rw - tmpfs tmpfs rw
44 22 0:34 / /home/ann/remote rw - fuse.sshfs ann@host: rw
45 22 0:35 / /media/twice rw - vfat /dev/sdc rw
46 22 0:36 / /media/twice rw - nfs server:/x rw
a line of another kind
47 22
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ann", None),
        ("/mnt/office", "cifs"),
        ("/mnt/office/desk", "cifs"),
        ("/mnt/office/local/desk", None),
        ("/mnt/officer", None),
        ("/mnt/of/desk", None),
        ("/srv/our files/desk", "nfs4"),
        ("/srv/our", None),
        ("/home/ann/remote/desk", "fuse.sshfs"),
        ("/media/twice", "nfs"),
        ("/", None),
    ],
)
def test_network_drives_are_known_by_the_table_of_mounts(path: str, kind: str | None) -> None:
    assert network_kind(path, MOUNTS.splitlines(keepends=True)) == kind


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in a synchronised folder, in which two things were said."""
    return filled(tmp_path / "Dropbox" / "shop.feedbackdesk", "one", "two")


def beside(path: Path) -> list[str]:
    """Return what lies in the folder of a workspace."""
    return sorted(one.name for one in path.parent.iterdir())


def journal(path: Path) -> str:
    """Return how a workspace is written, as its own head says."""
    return "log" if path.read_bytes()[18] == 2 else "journal"


def say(desk: Desk, words: str) -> None:
    """Record what somebody said."""
    desk.do(record_feedback, NewFeedback(words, Speaker("Ann Lee")))


def test_it_is_one_file_after_each_step_and_whoever_copies_it_has_all(
    shop: Path, tmp_path: Path
) -> None:
    desk = Desk.open(shop)
    for number in range(3):
        say(desk, f"more {number}")
        assert beside(shop) == ["shop.feedbackdesk"]
        copy = tmp_path / f"copy {number}.feedbackdesk"
        # As what synchronises does: from outside of this process.
        subprocess.run(("cp", str(shop), str(copy)), check=True)
        assert len(words_in(copy)) == 3 + number
    desk.undo()
    assert desk.redo().label
    check(desk)
    desk.close()
    assert journal(shop) == "journal"


def test_elsewhere_it_is_written_with_a_log_and_the_move_is_followed(tmp_path: Path) -> None:
    path = filled(tmp_path / "Documents" / "shop.feedbackdesk", "one")
    assert journal(path) == "log"
    moved = tmp_path / "Nextcloud" / "shop.feedbackdesk"
    moved.parent.mkdir()
    path.rename(moved)
    filled(moved, "two")
    assert journal(moved) == "journal"
    moved.rename(path)
    filled(path, "three")
    assert journal(path) == "log"
    assert words_in(path) == ["one", "three", "two"]


def test_what_a_crash_left_in_a_log_comes_along(tmp_path: Path) -> None:
    path = tmp_path / "Documents" / "shop.feedbackdesk"
    desk = Desk.open(path)
    say(desk, "in the log")
    moved = tmp_path / "Dropbox" / "shop.feedbackdesk"
    moved.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{moved}{ending}")
    desk.close()
    filled(moved, "after it")
    assert words_in(moved) == ["after it", "in the log"]
    assert beside(moved) == ["shop.feedbackdesk"]


def test_two_desks_see_each_other_and_nobody_waits_for_a_reader(shop: Path) -> None:
    one, two = Desk.open(shop), Desk.open(shop)
    two.poll()
    say(one, "three")
    assert two.poll()
    say(two, "four")
    assert one.poll()
    assert sorted(row.text for row in one.ask(list_feedback)) == ["four", "one", "three", "two"]
    check(one)
    for desk in (one, two):
        desk.close()
    assert beside(shop) == ["shop.feedbackdesk"]


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
desk = Desk.open(Path(sys.argv[1]))
number, at = 0, int(sys.argv[2])
@event.listens_for(desk._workspace.engine, "before_cursor_execute")
def count(*_args):
    global number
    number += 1
    if number == at:
        os.kill(os.getpid(), signal.SIGKILL)
desk.do(record_feedback, NewFeedback("killed on the way"))
print("recorded")
"""


@pytest.mark.parametrize("at", [3, 9, 14, 18, 22, 1_000])
def test_a_crash_on_the_way_leaves_what_was_recorded(shop: Path, at: int) -> None:
    child = subprocess.run(
        (sys.executable, "-c", KILLED, str(shop), str(at)), capture_output=True, text=True,
        check=False, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert child.returncode in {0, -signal.SIGKILL}, child.stderr
    desk = Desk.open(shop)
    words = sorted(row.text for row in desk.ask(list_feedback))
    check(desk)
    desk.close()
    assert words == (["killed on the way"] if child.stdout else []) + ["one", "two"]
    assert beside(shop) == ["shop.feedbackdesk"]


def test_what_the_other_computer_wrote_takes_its_place_and_is_noticed(
    shop: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.feedbackdesk"
    shutil.copy(shop, other)
    desk = Desk.open(shop)
    filled(other, "on the other computer")
    other.replace(shop)
    with pytest.raises(NotTheFile):
        say(desk, "here")
    desk.close()
    assert words_in(shop) == ["on the other computer", "one", "two"]


def test_erasing_leaves_no_byte(shop: Path) -> None:
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("Hm", Speaker("Quinella Zorblatt")))
    key = desk.ask(person_named, "Quinella Zorblatt").id
    assert desk.erase(key).swept
    desk.close()
    assert b"quinella" not in shop.read_bytes().lower()


def test_it_is_backed_up_and_gone_back_to(shop: Path) -> None:
    desk = Desk.open(shop)
    made = back_up(desk, Why.ASKED)
    say(desk, "three")
    desk.close()
    assert made is not None
    restore(shop, made.path)
    assert words_in(shop) == ["one", "two"]
    filled(shop, "on it goes")
    assert journal(shop) == "journal"
    assert not [one for one in beside(shop) if one.endswith(("-wal", "-shm", "-journal"))]


@pytest.mark.parametrize("old", sorted(OLD_FILES)[:2], ids=lambda path: path.name)
def test_an_older_file_is_brought_up(tmp_path: Path, old: Path) -> None:
    path = tmp_path / "Dropbox" / "old.feedbackdesk"
    path.parent.mkdir()
    shutil.copy(old, path)
    desk = Desk.open(path)
    say(desk, "new")
    check(desk)
    desk.close()
    assert not [one for one in beside(path) if one.endswith(("-wal", "-shm", "-journal"))]


def test_whoever_has_it_open_with_a_log_is_not_disturbed(tmp_path: Path) -> None:
    path = filled(tmp_path / "Dropbox" / "shop.feedbackdesk", "one")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("BEGIN")
        raw.execute("SELECT count(*) FROM feedback").fetchone()
        desk = Desk.open(path)
        say(desk, "two")
        desk.close()
    assert words_in(path) == ["one", "two"]
