"""What is opened, what is refused, and what is left as it was."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.history import history
from feedbackdesk.desk.inbox import counts
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.errors import CannotOpen, NotThere, ReadOnly, Refusal
from feedbackdesk.store import fulltext
from feedbackdesk.store.engine import plain_errors
from feedbackdesk.store.opening import open_workspace
from tests.old_files.make import make
from tests.store.mounts import mounted, not_writable
from tests.store.oracle import check

if TYPE_CHECKING:
    from collections.abc import Callable

RELEASED = Path(__file__).parents[1] / "old_files" / "0001.feedbackdesk"
QUESTIONS = (list_feedback, all_themes, all_people, full_roadmap, history, counts)


@pytest.fixture(scope="module")
def kiln(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace, closed."""
    path = tmp_path_factory.mktemp("kiln") / "kiln.feedbackdesk"
    make(path)
    return path


@pytest.fixture
def shop(kiln: Path, tmp_path: Path) -> Path:
    """A copy of it in a folder of its own."""
    path = tmp_path / "folder" / "kiln.feedbackdesk"
    path.parent.mkdir()
    shutil.copy(kiln, path)
    return path


def beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


# What is not ours


def test_a_new_workspace_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "new.feedbackdesk"
    with pytest.raises(NotThere, match="no workspace"):
        Desk.open(path, create=False)
    assert not path.parent.exists()
    desk = Desk.open(path)
    check(desk)
    desk.close()


def test_an_empty_file_becomes_one_when_something_is_written(tmp_path: Path) -> None:
    path = tmp_path / "empty.feedbackdesk"
    path.touch()
    with pytest.raises(NotThere):
        Desk.open(path, create=False)
    assert path.read_bytes() == b""
    desk = Desk.open(path)
    check(desk)
    desk.close()


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE theirs (x)")


NOT_OURS: dict[str, Callable[[Path], object]] = {
    "a picture": lambda path: path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x55" * 5000),
    "a letter": lambda path: path.write_text("Dear reader,\n"),
    "one byte": lambda path: path.write_bytes(b"S"),
    "another program's database": other_database,
    "only our first bytes": lambda path: path.write_bytes(b"SQLite format 3\x00"),
}


@pytest.mark.parametrize("what", NOT_OURS)
def test_what_is_not_ours_is_refused_and_left_alone(what: str, tmp_path: Path) -> None:
    path = tmp_path / "thing.feedbackdesk"
    NOT_OURS[what](path)
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match="is not a FeedbackDesk workspace"):
        Desk.open(path)
    assert path.read_bytes() == before
    assert beside(path) == [path.name]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="is a folder"):
        Desk.open(tmp_path)


def test_a_path_through_a_file_or_with_a_nul_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (
        tmp_path / "file" / "shop.feedbackdesk",
        tmp_path / "sh\0op",
        tmp_path / ("x" * 300),
        tmp_path / "lone\ud800",
    ):
        with pytest.raises(CannotOpen):
            Desk.open(path)
    assert beside(tmp_path / "file") == ["file"]


@pytest.mark.parametrize(
    "name",
    ["with space", "100%", "a%20b", "what?mode=ro", "no#1", "Straße", "レストラン", "it's",
     'say "x"', "a&b=c", "file:x", "\udcff"],
)  # fmt: skip
def test_any_name_of_a_file_will_do(name: str, tmp_path: Path) -> None:
    path = tmp_path / name / f"{name}.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("It opens."))
    assert not desk.poll()
    desk.close()
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    assert beside(path) == [path.name]
    again = Desk.open(path, create=False)
    assert [said.text for said in again.ask(list_feedback)] == ["It opens."]
    again.close()


# What is damaged


def use(path: Path) -> None:
    """Open a workspace, read everything and write something."""
    desk = Desk.open(path, create=False)
    try:
        for question in QUESTIONS:
            desk.ask(question)
        desk.do(record_feedback, NewFeedback("Does it still write?", themes=("Sunday opening",)))
        desk.undo()
    finally:
        desk.close()


@pytest.mark.parametrize("share", [0.03, 0.3, 0.5, 0.9])
def test_a_truncated_workspace_gets_a_sentence(shop: Path, share: float) -> None:
    whole = shop.read_bytes()
    shop.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(CannotOpen, match="damaged"):
        use(shop)


@pytest.mark.parametrize("seed", range(40))
def test_a_workspace_with_holes_works_or_gets_a_sentence(tmp_path: Path, seed: int) -> None:
    shop = tmp_path / "shop.feedbackdesk"
    shutil.copy(RELEASED, shop)  # the same bytes each time
    chance = random.Random(seed)  # noqa: S311  (nothing secret)
    content = bytearray(shop.read_bytes())
    for _hole in range(chance.randint(1, 6)):
        length = chance.choice([1, 40, 4096, 9000])
        start = chance.randrange(100, len(content) - length)
        content[start : start + length] = chance.randbytes(length)
    shop.write_bytes(content)
    try:
        use(shop)
    except Refusal as refusal:
        sentence = str(refusal)
    else:
        return
    assert "damaged" in sentence


# What may only be read


def newer(path: Path, change: str = "SELECT 1") -> None:
    with closing(sqlite3.connect(path)) as raw:
        fulltext.prepare(raw)
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.execute(change)
        raw.commit()


def test_a_newer_workspace_reads_and_nothing_appears_beside_it(shop: Path) -> None:
    newer(shop, "ALTER TABLE theme ADD COLUMN emoji TEXT DEFAULT 'x'")
    before = shop.read_bytes()
    desk = Desk.open(shop)
    assert desk.newer
    assert desk.read_only
    for question in QUESTIONS:
        desk.ask(question)
    assert len(desk.ask(list_feedback)) == 3
    assert desk.labels().undo
    with pytest.raises(ReadOnly, match=r"newer version.*Nothing was changed"):
        desk.do(record_feedback, NewFeedback("No."))
    with pytest.raises(ReadOnly, match="newer version"):
        desk.undo()
    with pytest.raises(ReadOnly, match="newer version"):
        desk.remember_print("working", "requests", ())
    assert not desk.poll()
    assert beside(shop) == [shop.name]
    desk.close()
    assert shop.read_bytes() == before


def test_what_this_version_cannot_read_in_a_newer_one_gets_a_sentence(shop: Path) -> None:
    newer(shop, "ALTER TABLE theme RENAME COLUMN colour TO tint")
    desk = Desk.open(shop)
    assert len(desk.ask(all_people)) == 3
    with pytest.raises(CannotOpen, match="newer version"):
        desk.ask(all_themes)
    desk.close()


def refuses_to_write(path: Path) -> None:
    before, names = path.read_bytes(), beside(path)
    desk = Desk.open(path)
    assert desk.read_only
    assert not desk.newer
    assert len(desk.ask(list_feedback)) == 3
    assert not desk.poll()
    with pytest.raises(ReadOnly, match=r"cannot be written to.*Nothing was changed"):
        desk.do(record_feedback, NewFeedback("No."))
    desk.close()
    assert path.read_bytes() == before
    assert beside(path) == names


def test_a_folder_that_cannot_be_written_to_is_read(shop: Path) -> None:
    with not_writable(shop.parent):
        refuses_to_write(shop)
        with pytest.raises(CannotOpen):
            Desk.open(shop.with_name("another.feedbackdesk"))


def test_a_full_disk_gets_a_sentence_and_loses_nothing(kiln: Path, tmp_path: Path) -> None:
    place = tmp_path / "tiny"
    place.mkdir()
    with mounted(place, "-t", "tmpfs", "-o", "size=1500k", "tmpfs"):
        path = place / "shop.feedbackdesk"
        shutil.copy(kiln, path)
        desk = Desk.open(path)
        words = "It was all quite a lot, and I have much to say. " * 200
        recorded: list[int] = []
        sentences: list[str] = []
        while len(sentences) < 3:
            try:
                recorded.append(desk.do(record_feedback, NewFeedback(words)).result)
            except Refusal as refusal:
                sentences.append(str(refusal))
            assert len(recorded) < 1000, "the disk is larger than it was made"
        assert all("full" in sentence for sentence in sentences)
        assert all("Nothing was changed" in sentence for sentence in sentences)
        assert len(desk.ask(list_feedback)) == 3 + len(recorded)
        desk.close()
        again = Desk.open(path, create=False)
        kept = [said.id for said in again.ask(list_feedback)]
        assert set(recorded) < set(kept)
        again.close()
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        fill(place)
        with pytest.raises(Refusal, match="full"):
            Desk.open(place / "new.feedbackdesk")
        assert not (place / "new.feedbackdesk").exists()


def test_what_was_closed_well_is_read_on_a_full_disk(kiln: Path, tmp_path: Path) -> None:
    place = tmp_path / "tiny"
    place.mkdir()
    with mounted(place, "-t", "tmpfs", "-o", "size=1500k", "tmpfs"):
        path = Path(shutil.copy(kiln, place / "shop.feedbackdesk"))
        fill(place)
        with closing(Desk.open(path)) as full:
            assert full.read_only
            assert "can be read, not changed, until it is opened anew" in full.note
            assert len(full.ask(list_feedback)) == 3
        (place / "rest").unlink()
        with closing(Desk.open(path)) as roomy:
            roomy.do(record_feedback, NewFeedback("There is room again."))
            assert len(roomy.ask(list_feedback)) == 4


def fill(place: Path) -> None:
    """Leave no room in a folder."""
    with (place / "rest").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 1024)
        except OSError:
            return


def test_a_workspace_held_by_another_program_gets_a_sentence(shop: Path) -> None:
    desk = Desk(open_workspace(shop, create=False, busy_ms=20), source="window")
    with closing(sqlite3.connect(shop, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refusal, match=r"holding on to.*Nothing was changed"):
            desk.do(record_feedback, NewFeedback("Wait for it."))
        assert len(desk.ask(list_feedback)) == 3  # reading goes on
        other.execute("ROLLBACK")
    assert len(desk.ask(list_feedback)) == 3
    desk.do(record_feedback, NewFeedback("Now."))
    check(desk)
    desk.close()


def test_a_file_of_two_names_is_said_to_be_that_and_not_damaged(shop: Path) -> None:
    other = shop.with_name("other.feedbackdesk")
    with closing(Desk.open(shop)) as desk:
        assert desk.note == ""
    other.hardlink_to(shop)
    said = "has another name on its disk (a hard link)"
    with closing(Desk.open(shop)) as desk:
        assert said in desk.note
        desk.do(record_feedback, NewFeedback("by the one name"))
        for _again in range(2):
            words = ("--workspace", str(other), "add", "by the other")
            told = subprocess.run(
                (sys.executable, "-m", "feedbackdesk", *words),
                capture_output=True,
                text=True,
                check=False,
            ).stderr
            assert said in told
            assert "is damaged" not in told
    other.unlink()
    with closing(Desk.open(shop)) as desk:
        assert said not in desk.note


def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    with pytest.raises(CannotOpen, match="is no longer there"), plain_errors(path):
        sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
