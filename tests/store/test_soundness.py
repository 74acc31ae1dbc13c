"""Nothing is written into a file a part of which makes no sense."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.history import history
from feedbackdesk.desk.insights import watch_list
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.search import search_everything
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.errors import CannotOpen, Damaged, Refusal
from feedbackdesk.domain.findings import Trouble
from feedbackdesk.store import fulltext
from feedbackdesk.store.rescue import rescue
from feedbackdesk.store.schema import REVISION

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
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # its own words may be none
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
    shutil.copy(tmp_path / f"shop.before-{REVISION}.feedbackdesk", shop)
    spoil(shop, pages_of(shop, "feedback")[0])
    before = shop.read_bytes()
    with pytest.raises(Damaged):
        Desk.open(shop)
    assert shop.read_bytes()[100:] == before[100:], "but for how its journal is kept"


QUESTIONS: list[Callable[[Desk], object]] = [
    lambda desk: desk.note,
    lambda desk: desk.labels(),
    lambda desk: desk.ask(list_feedback),
    lambda desk: desk.ask(all_people),
    lambda desk: desk.ask(all_themes),
    lambda desk: desk.ask(full_roadmap),
    lambda desk: desk.ask(history),
    lambda desk: desk.ask(watch_list),
    lambda desk: desk.check(),
]


def answers(desk: Desk) -> list[str]:
    """Ask all there is to ask; return what was refused. Nothing else may be raised."""
    refused = []
    for question in QUESTIONS:
        try:
            question(desk)
        except Refusal as refusal:
            refused.append(str(refusal))
    return refused


@pytest.mark.parametrize(
    ("one", "other"), [("step", "change"), ("feedback", "mention"), ("theme", "person")]
)
def test_rows_of_another_table_are_met_with_a_sentence(
    shop: Path, opened: Callable[[], Desk], one: str, other: str
) -> None:
    """As where blocks of a disk were exchanged: each page is sound, and in the wrong place."""
    content = bytearray(shop.read_bytes())
    for here, there in zip(pages_of(shop, one), pages_of(shop, other), strict=False):
        places = [slice((page - 1) * PAGE, page * PAGE) for page in (here, there)]
        content[places[0]], content[places[1]] = content[places[1]], content[places[0]]
    shop.write_bytes(content)
    desk = opened()
    refused = answers(desk)
    assert refused
    assert all("damaged" in sentence for sentence in refused)
    with pytest.raises(Damaged):
        record(desk)


def lose_a_table(raw: sqlite3.Connection) -> None:
    """As where a page of the schema is an older one."""
    raw.execute("DROP TABLE print_run")


def spoil_names(raw: sqlite3.Connection) -> None:
    """Bytes that are no text."""
    triggers = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    for table, column in (("theme", "name"), ("item", "title"), ("person", "name")):
        raw.execute(f"UPDATE {table} SET {column} = CAST(x'41ff' AS TEXT)")


@pytest.mark.parametrize("spoils", [lose_a_table, spoil_names])
def test_what_the_schema_promises_and_is_not_there_is_damage(
    shop: Path, opened: Callable[[], Desk], spoils: Callable[[sqlite3.Connection], None]
) -> None:
    with closing(sqlite3.connect(shop)) as raw:
        spoils(raw)
        raw.commit()
    desk = opened()
    refused = answers(desk)
    assert refused
    assert all("damaged" in sentence for sentence in refused)
    assert desk.read_only


def spoil_free_space(path: Path) -> None:
    """What is free on the page with the list of tables is said to be elsewhere."""
    content = bytearray(path.read_bytes())
    content[101:103] = b"\x0f\xff"
    path.write_bytes(content)


def test_what_is_part_of_no_table_is_looked_at_before_the_first_write(
    shop: Path, opened: Callable[[], Desk]
) -> None:
    spoil_free_space(shop)
    assert plain_check(shop) != "ok"
    before = shop.read_bytes()
    desk = opened()
    with pytest.raises(Damaged):
        record(desk)
    desk.close()
    assert shop.read_bytes() == before


def test_an_index_for_searching_of_no_known_format_is_damage(
    shop: Path, opened: Callable[[], Desk]
) -> None:
    """As where its page is that of another table."""
    with closing(sqlite3.connect(shop)) as raw, raw:
        raw.execute("DELETE FROM name_fts_config")
    desk = opened()
    with pytest.raises(Damaged):
        desk.ask(search_everything, "bread")


def test_a_format_that_no_sqlite_knows_is_damage(shop: Path) -> None:
    content = bytearray(shop.read_bytes())
    content[44:48] = b"\0\0\0\7"
    shop.write_bytes(content)
    with pytest.raises(Damaged):
        Desk.open(shop)
    assert shop.read_bytes() == content


NONSENSE: dict[str, tuple[str, str, object]] = {
    "a word that is none": ("feedback", "kind", "reqxest"),
    "a stage that is none": ("person", "stage", "cus|omer"),
    "a day that is none": ("feedback", "said_on", "2026-02-31"),
    "a number in the place of a day": ("follow_up", "due_on", 7),
    "a moment that is none": ("step", "at", "yesterday"),
    "a text in the place of a number": ("loss", "value", "much"),
    "half an image": ("step", "facts", '{"name": "An'),
    "an image that is none": ("step", "facts", "7"),
    "a mark that is none": ("loss_reason", "uid", "7"),
    "a mark that is no text": ("mention", "uid", b"\x07"),
    "letters that are none": ("loss_reason", "name", b"Too \xff dear"),
    "a mark of letters that are none": ("theme", "uid", b"\xff" * 32),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_what_no_page_shows_is_found_all_the_same(
    shop: Path, tmp_path: Path, opened: Callable[[], Desk], what: str
) -> None:
    """A bit that turned over in a row leaves its page whole."""
    table, column, value = NONSENSE[what]
    with closing(sqlite3.connect(shop)) as raw, raw:
        fulltext.prepare(raw)
        (key,) = raw.execute(f"SELECT max(id) FROM {table} WHERE {column} <> ''").fetchone()
        new = "CAST(? AS TEXT)" if isinstance(value, bytes) and 0xFF in value else "?"
        raw.execute(f"UPDATE {table} SET {column} = {new} WHERE id = ?", (value, key))
    assert plain_check(shop) == "ok"
    desk = opened()
    for question in (list_feedback, all_people, full_roadmap, history):
        with suppress(Damaged):  # no defect of ours
            desk.ask(question)
    (found,) = desk.check()
    assert found.kind is Trouble.UNREADABLE
    assert f"In {table} {key} there stands something in {column}" in found.what
    with pytest.raises(Damaged):
        record(desk)
    desk.close()
    rescued = tmp_path / "rescued.feedbackdesk"
    told = rescue(str(shop), str(rescued))
    assert told.lost(table) == 1
    well = Desk.open(rescued, create=False)
    assert well.check() == []
    well.close()


def test_an_index_that_holds_another_is_damage_until_it_is_made_anew(
    shop: Path, opened: Callable[[], Desk]
) -> None:
    """What is asked may be read from an index alone."""
    one, other = (
        (pages_of(shop, name)[-1] - 1) * 4096
        for name in ("follow_up_open", "sqlite_autoindex_alembic_version_1")
    )
    content = bytearray(shop.read_bytes())
    content[one : one + 4096], content[other : other + 4096] = (
        content[other : other + 4096],
        content[one : one + 4096],
    )
    shop.write_bytes(content)
    desk = opened()
    with pytest.raises(Damaged, match="check --mend"):
        desk.ask(watch_list)
    with pytest.raises(Damaged, match="check --mend"):
        record(desk)
    found = desk.check()
    assert {one.kind for one in found} == {Trouble.ROWS_UNFOUND}
    desk.mend(found)
    assert desk.check() == []
    desk.ask(watch_list)
    record(desk)


def test_an_index_with_the_rows_of_another_table_is_met_with_a_sentence(
    shop: Path, opened: Callable[[], Desk]
) -> None:
    """Its keys look like rows that the other table lacks, and its marks are read for days."""
    content = bytearray(shop.read_bytes())
    places, others = (
        [slice((page - 1) * PAGE, page * PAGE) for page in pages_of(shop, name)]
        for name in ("ix_follow_up_feedback_id", "mention_of_theme")
    )
    for here, there in zip(places, reversed(others), strict=False):
        content[here], content[there] = content[there], content[here]
    shop.write_bytes(content)
    assert plain_check(shop) == "ok"
    desk = opened()
    refused = answers(desk)
    assert refused
    assert all("damaged" in sentence for sentence in refused)
    with pytest.raises(Damaged):
        record(desk)


KEPT = {
    "a day that is none": ("item_account", "last_on", 7),
    "a number that is none": ("item_tally", "requests", "many"),
    "an account that is no text": ("theme_account", "account", b"\x07"),
    "letters that are none": ("account_value", "account", None),
}


@pytest.mark.parametrize("what", KEPT)
def test_what_is_counted_and_makes_no_sense_is_counted_anew(
    shop: Path, opened: Callable[[], Desk], what: str
) -> None:
    table, column, value = KEPT[what]
    with closing(sqlite3.connect(shop)) as raw, raw:
        key = ", ".join(
            name for *_more, name, _kind, _null, _default, part in raw.execute(
                f"PRAGMA table_info({table})"
            ) if part
        )  # fmt: skip
        new = "CAST(x'41ff' AS TEXT)" if value is None else "?"
        raw.execute(
            f"UPDATE {table} SET {column} = {new} WHERE ({key}) IN"
            f" (SELECT {key} FROM {table} LIMIT 1)",
            () if value is None else (value,),
        )
    desk = opened()
    assert all("damaged" in sentence for sentence in answers(desk))
    found = desk.check()
    assert {one.kind for one in found} == {Trouble.KEPT_WRONGLY}
    desk.mend(found)
    assert desk.check() == []
    assert answers(desk) == []
    record(desk)


def test_what_asks_for_a_table_that_never_was_is_a_defect_and_no_damage(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "shop.feedbackdesk")
    desk.do(record_feedback, NewFeedback("Bake rye"))
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute(
            "CREATE TRIGGER nobody_wrote_this BEFORE INSERT ON feedback"
            " BEGIN SELECT no_such_thing.at_all FROM no_such_thing; END"
        )
    with pytest.raises(OperationalError):
        desk.do(record_feedback, NewFeedback("Open on Sundays"))
    assert not desk.damaged
    desk.close()


@pytest.mark.parametrize("bytes_", [24, 3_000, PAGE - 1])
def test_a_file_whose_last_page_is_cut_short_takes_no_record(
    shop: Path, opened: Callable[[], Desk], bytes_: int
) -> None:
    """SQLite takes a part of a page for a whole one, and fills it when it writes."""
    size = shop.stat().st_size - bytes_
    os.truncate(shop, size)
    desk = opened()
    with pytest.raises(Damaged):
        record(desk)
    assert desk.read_only
    desk.close()
    assert shop.stat().st_size == size


def test_what_follows_the_last_page_is_no_damage(shop: Path, opened: Callable[[], Desk]) -> None:
    with shop.open("ab") as file:
        file.write(b"left by a tool")
    desk = opened()
    record(desk)
    assert desk.check() == []


def test_words_in_which_a_disk_lost_something_are_told_whatever_an_index_lacks(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as raw, raw:
        fulltext.prepare(raw)
        key, text = raw.execute("SELECT id, text FROM feedback ORDER BY id").fetchone()
        raw.execute(
            "UPDATE feedback SET text = ? WHERE id = ?", (text[:5] + "\0" * 3 + text[8:], key)
        )
        raw.execute("UPDATE feedback SET recorded_at = substr(recorded_at, 1, 10) || char(0)")
    desk = Desk.open(shop)
    told = [one.what for one in desk.check()]
    desk.close()
    assert f"In feedback {key} there stands something in text that makes no sense" in told
    assert f"In feedback {key} there stands something in recorded_at that makes no sense" in told


def test_a_mark_that_is_no_text_is_damage_and_no_defect(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as raw:
        (uid,) = raw.execute("SELECT uid FROM loss_reason ORDER BY id LIMIT 1").fetchone()
    content = shop.read_bytes()
    assert uid.encode() in content
    shop.write_bytes(content.replace(uid.encode(), uid[:-4].encode() + b"\xff\xfe\xfd\xfc"))
    with suppress(Refusal):  # whatever it is taken for, it is no defect
        desk = Desk.open(shop, create=False)
        try:
            record(desk)
        finally:
            desk.close()
