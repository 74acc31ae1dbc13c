"""The file that is written to is the one that was opened, whatever others do to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.losses import drop_reason, reasons
from feedbackdesk.domain.errors import Astray, CannotOpen, NotTheFile, NotThere, Refusal
from feedbackdesk.store import wal
from feedbackdesk.store.opening import open_workspace
from feedbackdesk.store.workspace import Workspace

Happening = Callable[[Path, Path], None]
"""Something that is done to a workspace; the second path is of another file."""


def words_in(path: Path) -> list[str]:
    """Return what is in a workspace, oldest first."""
    desk = Desk.open(path, create=False)
    try:
        assert desk.check() == []
        return sorted(one.text for one in desk.ask(list_feedback))
    finally:
        desk.close()


def filled(path: Path, *words: str) -> Path:
    """Make a workspace at a path, and close it."""
    path.parent.mkdir(exist_ok=True)
    desk = Desk.open(path)
    for said in words:
        desk.do(record_feedback, NewFeedback(said))
    desk.close()
    return path


class Shop:
    """An open workspace with four things said, and another file beside its folder."""

    def __init__(self, folder: Path) -> None:
        self.path = filled(folder / "desk" / "shop.feedbackdesk", "one")
        self.older = Path(shutil.copy(self.path, folder / "older.feedbackdesk"))
        filled(self.path, "one more")
        self.other = filled(folder / "other" / self.path.name, "another business")
        self.workspace: Workspace = open_workspace(self.path, create=False)
        self.desk = Desk(self.workspace, source="window")
        for said in ("two", "three"):
            self.desk.do(record_feedback, NewFeedback(said))

    def record(self, words: str) -> None:
        """Record something in the open workspace."""
        self.desk.do(record_feedback, NewFeedback(words))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop, closed at the end."""
    made = Shop(tmp_path)
    yield made
    made.desk.close()


def rename_over(path: Path, other: Path) -> None:
    """As a program that saves into a new file first, or a restored copy that is moved there."""
    other.replace(path)


def copy_over(path: Path, other: Path) -> None:
    """As `cp` does: the file stays, its content is another one."""
    path.write_bytes(other.read_bytes())


def delete(path: Path, _other: Path) -> None:
    """As in a file manager."""
    path.unlink()


def rename(path: Path, _other: Path) -> None:
    """To a name beside."""
    path.rename(path.with_name("shop of last year.feedbackdesk"))


def move_its_folder(path: Path, _other: Path) -> None:
    """As when Documents is tidied up, or a stick is pulled."""
    path.parent.rename(path.parent.with_name("elsewhere"))


def change_its_folder(path: Path, other: Path) -> None:
    """Another folder, with a file of the same name."""
    move_its_folder(path, other)
    other.parent.rename(path.parent)


def empty(path: Path, _other: Path) -> None:
    """As `: > file` does."""
    os.truncate(path, 0)


def damage(path: Path, _other: Path) -> None:
    """Something that is no database at all."""
    size = path.stat().st_size
    path.write_bytes((b"no database " * size)[:size])


def point_elsewhere(path: Path, other: Path) -> None:
    """A link in its place."""
    path.unlink()
    path.symlink_to(other)


HAPPENINGS: dict[str, tuple[Happening, Astray]] = {
    "another file is moved there": (rename_over, Astray.REPLACED),
    "another file is copied over it": (copy_over, Astray.OVERWRITTEN),
    "it is deleted": (delete, Astray.GONE),
    "it is renamed": (rename, Astray.GONE),
    "its folder is moved": (move_its_folder, Astray.GONE),
    "its folder is another one": (change_its_folder, Astray.REPLACED),
    "it is emptied": (empty, Astray.OVERWRITTEN),
    "it is damaged": (damage, Astray.OVERWRITTEN),
    "a link leads elsewhere": (point_elsewhere, Astray.REPLACED),
}
happens = pytest.mark.parametrize(("happens", "astray"), HAPPENINGS.values(), ids=HAPPENINGS)
COMINGS = {name: what for name, (what, astray) in HAPPENINGS.items() if astray is not Astray.GONE}
log = pytest.mark.parametrize("home", [True, False], ids=["the log at home", "a log beside it"])


@happens
@log
def test_nothing_is_recorded_once_the_file_is_another_one(
    shop: Shop, *, home: bool, happens: Happening, astray: Astray
) -> None:
    if home:
        assert shop.workspace.bring_home()
    happens(shop.path, shop.other)
    for _twice in range(2):
        with pytest.raises(NotTheFile, match="Nothing was changed") as refused:
            shop.record("four")
        assert refused.value.astray is astray
    assert shop.workspace.astray is astray
    with pytest.raises(NotTheFile):
        shop.desk.poll()


@pytest.mark.parametrize("comes", COMINGS.values(), ids=COMINGS)
@log
@pytest.mark.parametrize("older", [False, True], ids=["another business", "an older copy"])
def test_what_took_its_place_is_left_as_it_is(
    shop: Shop, *, home: bool, comes: Happening, older: bool
) -> None:
    if home:
        assert shop.workspace.bring_home()
    if older:
        shutil.copyfile(shop.older, shop.other)
    comes(shop.path, shop.other)
    there = shop.path.read_bytes()
    with pytest.raises(NotTheFile):
        shop.record("four")
    shop.desk.close()
    assert shop.path.read_bytes() == there
    with suppress(CannotOpen, NotThere):  # where it is damaged, or empty
        assert words_in(shop.path) in ([] if not there else [["another business"], ["one"]])


@log
@pytest.mark.parametrize("moves", [rename, move_its_folder, change_its_folder])
def test_what_was_recorded_goes_with_the_file(shop: Shop, *, home: bool, moves: Happening) -> None:
    if home:
        assert shop.workspace.bring_home()
    moves(shop.path, shop.other)
    with pytest.raises(NotTheFile):
        shop.desk.poll()
    shop.desk.close()
    folder = shop.path.parent if moves is rename else shop.path.parent.with_name("elsewhere")
    (moved,) = folder.glob("shop*.feedbackdesk")
    assert words_in(moved) == ["one", "one more", "three", "two"]


@pytest.mark.parametrize("moves", [rename, move_its_folder])
def test_a_file_that_comes_back_is_written_to_again(shop: Shop, moves: Happening) -> None:
    moves(shop.path, shop.other)
    with pytest.raises(NotTheFile):
        shop.record("four")
    if moves is rename:
        shop.path.with_name("shop of last year.feedbackdesk").rename(shop.path)
    else:
        shop.path.parent.with_name("elsewhere").rename(shop.path.parent)
    shop.record("four")
    assert shop.workspace.astray is None
    shop.desk.close()
    assert words_in(shop.path) == ["four", "one", "one more", "three", "two"]


def test_another_desk_that_writes_and_brings_home_is_no_stranger(shop: Shop) -> None:
    other = Desk(open_workspace(shop.path, create=False), source="command line")
    for number in range(12):
        for desk, workspace in ((shop.desk, shop.workspace), (other, other._workspace)):
            desk.do(record_feedback, NewFeedback(f"{number}"))
            if number % 3 == 0:
                workspace.bring_home()
            desk.poll()
    other.close()
    assert len(shop.desk.ask(list_feedback)) == 4 + 24


@pytest.mark.parametrize("steps", [0, 1])
def test_another_desk_that_drops_what_the_file_began_with_is_no_stranger(
    tmp_path: Path, steps: int
) -> None:
    """Before the first step the reasons are all that it is known by; none of them must stay."""
    path = tmp_path / "new.feedbackdesk"
    one, other = Desk.open(path, create=True), Desk.open(path)
    for number in range(steps):
        one.do(record_feedback, NewFeedback(f"{number}"))
    first, *rest = other.ask(reasons)
    other.do(drop_reason, first.id)
    other.rest()  # what was dropped is brought home, so that the file itself has changed
    one.poll()
    one.do(record_feedback, NewFeedback("after the first"))
    for reason in rest:
        other.do(drop_reason, reason.id)
    other.rest()
    one.poll()
    one.do(record_feedback, NewFeedback("after all"))
    assert one.ask(reasons) == []
    assert len(one.ask(list_feedback)) == steps + 2
    one.close()
    other.close()


_WRITES = """
import sys
from pathlib import Path
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
for number in range(15):
    desk = Desk.open(Path(sys.argv[1]))
    for again in range(3):
        desk.do(record_feedback, NewFeedback("x" * 40_000))
        desk.rest()
    desk.close()
"""


def test_another_program_that_brings_home_is_no_stranger_at_any_moment(shop: Shop) -> None:
    """The file grows and its mark changes while this one looks, and writes now and then."""
    with subprocess.Popen([sys.executable, "-c", _WRITES, str(shop.path)]) as other:
        recorded = 0
        while other.poll() is None:
            shop.desk.poll()
            if recorded < 20:
                shop.record("meanwhile")
                recorded += 1
    assert other.returncode == 0
    assert shop.workspace.astray is None
    assert len(shop.desk.ask(list_feedback)) == 4 + 45 + recorded
    assert shop.desk.check() == []


def test_closing_leaves_one_file(shop: Shop) -> None:
    shop.desk.close()
    assert [one.name for one in shop.path.parent.iterdir()] == [shop.path.name]


@log
@pytest.mark.parametrize("looked", [True, False])
def test_closing_leaves_nothing_where_the_file_was_taken_from(
    shop: Shop, tmp_path: Path, *, home: bool, looked: bool
) -> None:
    if home:
        assert shop.workspace.bring_home()
    moved = shop.path.rename(tmp_path / "moved.feedbackdesk")
    if looked:
        with pytest.raises(NotTheFile):
            shop.desk.poll()
    shop.desk.close()
    assert list(shop.path.parent.iterdir()) == []
    assert words_in(moved) == ["one", "one more", "three", "two"]


def test_an_empty_log_stays_while_another_has_it_open(shop: Shop, tmp_path: Path) -> None:
    begun = [sys.executable, "-c", _HOLDS, str(shop.path)]
    with subprocess.Popen(begun, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == b"ready\n"
        assert shop.workspace.bring_home()
        shop.path.rename(tmp_path / "moved.feedbackdesk")
        shop.desk.close()
        left = {one.name for one in shop.path.parent.iterdir()}
        other.stdin.close()
    assert left == {f"{shop.path.name}-wal", f"{shop.path.name}-shm"}


_HOLDS = """
import sys
from pathlib import Path
from feedbackdesk.desk.desk import Desk
desk = Desk.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.read()
"""


def test_a_log_that_was_brought_home_leaves_all_in_the_file(shop: Shop, tmp_path: Path) -> None:
    assert shop.workspace.bring_home()
    copy = Path(shutil.copy(shop.path, tmp_path / "copy.feedbackdesk"))
    assert words_in(copy) == ["one", "one more", "three", "two"]


# A log that a crash left


@pytest.fixture
def crashed(shop: Shop, tmp_path: Path) -> Path:
    """A file and its log, as a crash leaves them: what was said last is in the log alone."""
    assert shop.workspace.bring_home()
    shop.record("after")
    crashed = tmp_path / "crashed" / shop.path.name
    crashed.parent.mkdir()
    for ending in ("", "-wal", "-shm"):
        shutil.copy(f"{shop.path}{ending}", f"{crashed}{ending}")
    return crashed


def test_a_log_of_its_own_is_replayed(crashed: Path) -> None:
    assert words_in(crashed) == ["after", "one", "one more", "three", "two"]


@pytest.mark.parametrize("which", ["other", "older"])
@pytest.mark.parametrize("puts", [rename_over, copy_over])
def test_a_log_of_another_file_is_set_aside_and_kept(
    shop: Shop, crashed: Path, puts: Happening, which: str
) -> None:
    source: Path = getattr(shop, which)
    expected = words_in(source)
    kept = Path(f"{crashed}-wal").read_bytes()
    puts(crashed, source)
    desk = Desk.open(crashed)
    assert [one.text for one in desk.ask(list_feedback)] == expected
    (aside,) = crashed.parent.glob("*of another file*")
    assert aside.read_bytes() == kept
    assert str(aside) in desk.note
    desk.do(record_feedback, NewFeedback("and on"))
    desk.close()
    assert words_in(crashed) == sorted([*expected, "and on"])


def test_a_copy_as_new_as_the_log_takes_up_the_log(crashed: Path, shop: Shop) -> None:
    """Its pages are those that the log was begun over: nothing said is lost."""
    shop.desk.close()
    shutil.copyfile(shop.path, crashed)
    assert "after" in words_in(crashed)


def test_an_emptied_file_with_a_log_beside_it_is_no_new_business(crashed: Path) -> None:
    os.truncate(crashed, 0)
    before = {one.name: one.read_bytes() for one in crashed.parent.iterdir()}
    with pytest.raises(CannotOpen, match="emptied it"):
        Desk.open(crashed)
    assert {one.name: one.read_bytes() for one in crashed.parent.iterdir()} == before


def test_a_log_that_somebody_still_writes_is_not_taken_away(shop: Shop) -> None:
    shop.other.replace(shop.path)
    with pytest.raises(Refusal, match="still has open"):
        Desk.open(shop.path)


def test_a_descriptor_of_our_own_would_be_noticed(shop: Shop) -> None:
    """The rule holds in every test (tests/descriptors.py); here it is seen to work."""
    from tests import descriptors

    with Path(f"{shop.path}-shm").open("rb") as file:  # by a test, which is allowed to
        assert file.read(1)
    assert descriptors._opened == []
    assert not wal.is_live(shop.path), "the locks of this process are not seen by itself"
    assert len(descriptors._opened) == 1
    descriptors._opened.clear()


# What was tried to break it


@pytest.fixture
def unwritten(shop: Shop) -> Iterator[Desk]:
    """A second desk on the file, as a window that was just opened; nothing is written by it."""
    desk = Desk(open_workspace(shop.path, create=False), source="window")
    yield desk
    desk.close()


@pytest.mark.parametrize("which", ["other", "older"])
def test_a_desk_that_has_not_written_yet_knows_its_file(
    shop: Shop, unwritten: Desk, which: str
) -> None:
    shop.workspace.bring_home()
    source: Path = getattr(shop, which)
    shop.path.write_bytes(source.read_bytes())
    there = shop.path.read_bytes()
    for _twice in range(2):
        with pytest.raises(NotTheFile):
            unwritten.poll()
        with pytest.raises(NotTheFile):
            unwritten.do(record_feedback, NewFeedback("four"))
    assert shop.path.read_bytes() == there


def test_a_reader_that_holds_the_log_hides_no_stranger(shop: Shop) -> None:
    """The log is home then, and not empty: it still has the marks of before."""
    with closing(sqlite3.connect(shop.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM feedback").fetchone()
        shop.record("held")
        assert not shop.workspace.bring_home()
        reader.execute("ROLLBACK")
    shop.path.write_bytes(shop.older.read_bytes())
    with pytest.raises(NotTheFile):
        shop.record("four")
    shop.desk.close()
    assert words_in(shop.path) == ["one"]


def test_a_link_leads_to_a_file_that_is_as_safe(shop: Shop, tmp_path: Path) -> None:
    shop.desk.close()
    link = tmp_path / "link.feedbackdesk"
    link.symlink_to(shop.path)
    workspace = open_workspace(link, create=False)
    desk = Desk(workspace, source="window")
    desk.do(record_feedback, NewFeedback("by the link"))
    desk.rest()
    copy = Path(shutil.copy(shop.path, tmp_path / "copy.feedbackdesk"))
    assert "by the link" in words_in(copy)
    desk.do(record_feedback, NewFeedback("after"))
    log = Path(f"{shop.path}-wal").read_bytes()
    desk.close()
    # As after a crash, with an older copy in the place of the file.
    shutil.copyfile(shop.older, shop.path)
    Path(f"{shop.path}-wal").write_bytes(log)
    again = Desk.open(link)
    assert [one.text for one in again.ask(list_feedback)] == ["one"]
    assert "set aside" in again.note
    again.close()


def test_a_log_without_its_file_is_not_thrown_away(crashed: Path, tmp_path: Path) -> None:
    elsewhere = crashed.rename(tmp_path / "elsewhere")
    log = Path(f"{crashed}-wal").read_bytes()
    for create in (True, False):
        with pytest.raises(CannotOpen, match="was moved or renamed"):
            Desk.open(crashed, create=create)
    assert not crashed.exists()
    assert Path(f"{crashed}-wal").read_bytes() == log
    elsewhere.rename(crashed)
    assert "after" in words_in(crashed)


def test_a_log_that_was_taken_away_is_written_anew(shop: Shop, tmp_path: Path) -> None:
    Path(f"{shop.path}-wal").unlink()
    shop.record("four")
    shop.desk.rest()
    copy = Path(shutil.copy(shop.path, tmp_path / "copy.feedbackdesk"))
    assert words_in(copy) == ["four", "one", "one more", "three", "two"]


def test_neither_a_check_nor_a_sweep_writes_into_a_stranger(shop: Shop) -> None:
    shop.path.write_bytes(shop.other.read_bytes())
    there = shop.path.read_bytes()
    for does in (shop.desk.check, shop.desk.sweep):
        with pytest.raises(NotTheFile):
            does()
    shop.desk.rest()
    assert shop.path.read_bytes() == there


def test_a_moved_file_that_somebody_else_writes_is_left_to_them(shop: Shop) -> None:
    moved = shop.path.rename(shop.path.with_name("moved.feedbackdesk"))
    before = len(shop.desk.ask(list_feedback))
    subprocess.run([sys.executable, "-c", _WRITES, str(moved)], check=True)
    with pytest.raises(NotTheFile):
        shop.desk.poll()
    shop.desk.close()
    assert len(words_in(moved)) in {before + 45, before + 43}, "with or without the log's two"


_STOPS_HALFWAY = """
import resource, signal, sys
from pathlib import Path
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
desk = Desk.open(Path(sys.argv[1]))
for number in range(50):
    desk.do(record_feedback, NewFeedback(f"theirs {number}" + "x" * 60_000))
size = Path(sys.argv[1]).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, -1))
print("ready", flush=True)
desk.rest()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
def test_a_log_that_another_program_brought_home_half_way_is_finished(shop: Shop) -> None:
    """It died of it, or its disk was full: the file alone makes no sense, with its log it does."""
    shop.workspace.bring_home()
    done = subprocess.run(
        [sys.executable, "-c", _STOPS_HALFWAY, str(shop.path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "ready\n"
    assert done.returncode != 0
    shop.desk.poll()
    shop.record("and on")
    assert shop.workspace.astray is None
    assert len(shop.desk.ask(list_feedback)) == 4 + 50 + 1
    shop.desk.close()
    assert len(words_in(shop.path)) == 4 + 50 + 1
