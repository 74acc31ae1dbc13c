"""Nothing is written into a file a part of which makes no sense."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.domain.errors import CannotOpen, Damaged

PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of some hundred pages, closed."""
    path = tmp_path_factory.mktemp("sound") / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_sample)
    desk.close()
    return path


@pytest.fixture
def shop(sound: Path, tmp_path: Path) -> Path:
    """A copy of it that this program has not seen yet."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Path(shutil.copy(sound, folder / sound.name))


def pages_of(path: Path, table: str) -> list[int]:
    """Return the pages of a table or an index."""
    with closing(sqlite3.connect(path)) as raw:
        return [
            page for (page,) in raw.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,))
        ]


def spoil(path: Path, page: int) -> None:
    """Let a page make no sense."""
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xff" * PAGE)


def plain_check(path: Path) -> str:
    """Return what SQLite itself says of the whole file."""
    with closing(sqlite3.connect(path)) as raw:
        try:
            return str(raw.execute("PRAGMA quick_check").fetchone()[0])
        except sqlite3.DatabaseError as error:
            return str(error)


def record(desk: Desk, words: str = "Deliver on Mondays") -> None:
    desk.do(record_feedback, NewFeedback(words))


@pytest.fixture
def opened(shop: Path) -> Iterator[Callable[[], Desk]]:
    """Opens the workspace; it is closed at the end."""
    made: list[Desk] = []

    def opening() -> Desk:
        made.append(Desk.open(shop, create=False))
        return made[-1]

    yield opening
    for desk in made:
        desk.close()


@pytest.mark.parametrize(
    "part",
    ["step", "change", "feedback", "feedback_by_day", "person", "theme", "item", "mention",
     "setting", "feedback_fts_data", "theme_account", "contact_point", "loss", "template",
     "sqlite_autoindex_feedback_1", "mention_of_theme"],
)  # fmt: skip
@pytest.mark.parametrize("which", [0, -1], ids=["its first page", "its last page"])
def test_the_first_write_is_refused_wherever_the_damage_is(
    shop: Path, opened: Callable[[], Desk], part: str, which: int
) -> None:
    spoil(shop, pages_of(shop, part)[which])
    before = shop.read_bytes()
    desk = opened()
    for _twice in range(2):
        with pytest.raises(Damaged, match=r"damaged.*Nothing was changed"):
            record(desk)
    assert desk.damaged
    assert desk.read_only
    desk.close()
    assert shop.read_bytes() == before
    assert [one.name for one in shop.parent.iterdir()] == [shop.name]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_holes_a_file_has_nothing_is_recorded_in_it(shop: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (nothing secret)
    content = bytearray(shop.read_bytes())
    for _hole in range(chance.randint(1, 4)):
        length = chance.choice([8, 60, PAGE, 9000])
        start = chance.randrange(100, len(content) - length)
        content[start : start + length] = chance.randbytes(length)
    shop.write_bytes(content)
    if plain_check(shop) == "ok":
        return  # what nobody can tell from words
    try:
        desk = Desk.open(shop, create=False)
    except CannotOpen:
        return
    try:
        with pytest.raises(Damaged):
            record(desk)
    finally:
        desk.close()
    assert b"Deliver on Mondays" not in shop.read_bytes()


def test_what_can_be_read_is_read(shop: Path, opened: Callable[[], Desk]) -> None:
    for page in pages_of(shop, "step"):
        spoil(shop, page)
    desk = opened()
    assert len(desk.ask(list_feedback)) == 120
    with pytest.raises(Damaged):
        desk.undo()


def test_damage_that_is_met_while_reading_ends_writing(
    shop: Path, opened: Callable[[], Desk]
) -> None:
    desk = opened()
    record(desk)
    desk.rest()
    desk.close()
    spoil(shop, pages_of(shop, "feedback")[-1])
    again = opened()
    with pytest.raises(Damaged):
        again.ask(list_feedback)
    assert again.damaged
    with pytest.raises(Damaged, match="Nothing was changed"):
        record(again)


def test_a_look_that_nobody_waits_for_finds_what_is_written_last(
    shop: Path, opened: Callable[[], Desk]
) -> None:
    spoil(shop, pages_of(shop, "template")[0])
    desk = opened()
    assert not desk.look_over()
    assert desk.damaged


def test_a_file_as_it_was_left_is_not_looked_at_by_each_command(
    shop: Path, opened: Callable[[], Desk]
) -> None:
    first = opened()
    record(first)
    assert first.look_over()
    first.close()
    times = shop.stat()
    spoil(shop, pages_of(shop, "template")[0])
    os.utime(shop, ns=(times.st_atime_ns, times.st_mtime_ns))  # as a disk does it
    desk = opened()
    record(desk, "as it was left")
    desk.close()
    shop.touch()  # as somebody does it
    again = opened()
    with pytest.raises(Damaged):
        record(again)


def test_a_look_ends_when_the_workspace_is_closed(opened: Callable[[], Desk]) -> None:
    desk = opened()
    looking = threading.Thread(target=desk.look_over)
    looking.start()
    desk.close()
    looking.join(20)
    assert not looking.is_alive()
    assert not desk.look_over(), "nobody looks at what is closed"


def test_an_older_file_is_looked_at_before_it_is_brought_to_this_version(tmp_path: Path) -> None:
    shop = tmp_path / "shop.feedbackdesk"
    shutil.copy(Path(__file__).parents[1] / "old_files" / "0001.feedbackdesk", shop)
    desk = Desk.open(shop)  # a copy of it stays beside it
    desk.close()
    shutil.copy(tmp_path / "shop.before-0005.feedbackdesk", shop)
    spoil(shop, pages_of(shop, "feedback")[0])
    before = shop.read_bytes()
    with pytest.raises(Damaged):
        Desk.open(shop)
    assert shop.read_bytes()[100:] == before[100:], "but for how its journal is kept"
