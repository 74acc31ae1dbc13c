"""What can be read of a damaged workspace is brought into a new one, and the rest is named."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.errors import CannotOpen, CannotUndo, NotThere, Refusal
from feedbackdesk.domain.rescued import Rescued
from feedbackdesk.store import fulltext
from feedbackdesk.store.rescue import rescue
from feedbackdesk.store.schema import LOGGED, logged_columns

PAGE = 4096
OLD = Path(__file__).parents[1] / "old_files"
TABLES = (*LOGGED, "step", "change")
Rows = dict[str, dict[int, dict[str, Any]]]


def rows_of(path: Path) -> Rows:
    """Return every row by table and key, as plain sqlite3 reads it, without what is derived."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as raw:
        raw.row_factory = sqlite3.Row
        found: Rows = {}
        for table in TABLES:
            kept = [one.name for one in logged_columns(LOGGED[table])] if table in LOGGED else ["*"]
            rows = raw.execute(f"SELECT {', '.join(kept)} FROM {table}")
            found[table] = {row["id"]: dict(row) for row in rows}
        return found


@dataclass(frozen=True, slots=True)
class Sound:
    """A workspace before anything happened to it, and on which pages each of its rows is."""

    path: Path
    rows: Rows
    pages: dict[str, dict[int, set[int]]]
    kinds: dict[str, list[int]]
    """Pages by what they are: a table or an index and its kind of page."""

    def untouched(self, damaged: set[int]) -> Rows:
        """Return the rows that are on none of the damaged pages."""
        return {
            table: {key: row for key, row in rows.items() if not self.pages[table][key] & damaged}
            for table, rows in self.rows.items()
        }


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """A workspace with tables of one page, of many, and with texts that run over."""
    path = tmp_path_factory.mktemp("sound") / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_sample, 300)
    for number in range(6):
        words = f"{number}: " + "It was all quite a lot, and I have much to say. " * 400
        desk.do(record_feedback, NewFeedback(words, Speaker(f"Long {number}"), themes=("Long",)))
    for number in range(60):
        desk.do(record_feedback, NewFeedback(f"Short {number}", Speaker(f"Short {number}")))
    desk.undo()
    desk.close()
    pages: dict[str, dict[int, set[int]]] = {}
    kinds: dict[str, list[int]] = {}
    rows = rows_of(path)
    with closing(sqlite3.connect(path)) as raw:
        stat = raw.execute(
            "SELECT name, pageno, pagetype, path, ncell FROM dbstat ORDER BY name, path"
        ).fetchall()
    for name, page, kind, _path, _cells in stat:
        kinds.setdefault(f"{name} {kind}", []).append(page)
    for table in TABLES:
        keys = iter(sorted(rows[table]))
        pages[table] = {}
        cells: dict[tuple[str, int], int] = {}
        for name, page, kind, where, number in stat:
            if name == table and kind == "leaf":
                for place in range(number):
                    key = next(keys)
                    pages[table][key] = {page}
                    cells[where, place] = key
        for name, page, kind, where, _number in stat:
            if name == table and kind == "overflow":
                leaf, _, rest = where.rpartition("/")
                key = cells[f"{leaf}/", int(rest.partition("+")[0], 16)]
                pages[table][key].add(page)
    return Sound(path, rows, pages, kinds)


@pytest.fixture
def shop(sound: Sound, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(sound.path, tmp_path / "shop.feedbackdesk"))


def spoil(path: Path, page: int, how: str = "senseless") -> None:
    """Let a page make no sense."""
    content = {"senseless": b"\xff" * PAGE, "nothing": bytes(PAGE)}
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(content.get(how) or random.Random(page).randbytes(PAGE))  # noqa: S311


def is_all_there(sound: Sound, new: Path, damaged: set[int]) -> None:
    """Compare what was rescued with what stood on sound pages."""
    now = rows_of(new)
    for table, rows in sound.untouched(damaged).items():
        for key, row in rows.items():
            if table == "change" and row["step_id"] not in now["step"]:
                continue  # of no use without its step
            if table == "loss_also" and row["loss_id"] not in now["loss"]:
                continue
            assert key in now[table], (table, key)
            found = dict(now[table][key])
            if table == "step":
                for name in ("revision", "undoes", "undone_by"):
                    assert found.pop(name) in {row[name], "torn", None}
                row = {name: row[name] for name in found}  # noqa: PLW2901
            assert found == row, (table, key)
    for table, rows in now.items():
        assert rows.keys() <= sound.rows[table].keys(), f"{table} has rows that nobody wrote"


def tells_what_is_missing(sound: Sound, new: Path, told: Rescued) -> None:
    """Compare what is said to be missing with what is."""
    now = rows_of(new)
    for table, rows in sound.rows.items():
        gone = rows.keys() - now[table].keys()
        unlike = {key for key in rows.keys() & now[table].keys() if now[table][key] != rows[key]}
        if table == "step":
            unlike = set()
        said = [one for one in told.unread if one.table == table]
        if all(one.number is not None for one in said):
            assert told.lost(table) >= len(gone | unlike), (table, said)
        assert not gone or said, table


def opens_and_is_well(path: Path) -> None:
    """Use it as an owner would."""
    desk = Desk.open(path, create=False)
    try:
        assert desk.check() == []
        for question in (list_feedback, all_people, all_themes, full_roadmap):
            desk.ask(question)
        key = desk.do(record_feedback, NewFeedback("It goes on", Speaker("Ann"))).result
        assert key in {one.id for one in desk.ask(list_feedback)}
        desk.undo()
        assert desk.check() == []
    finally:
        desk.close()


@pytest.fixture
def rescued(tmp_path: Path) -> Iterator[Callable[[Path], tuple[Path, Rescued]]]:
    """Rescues a file that must stay as it is; what comes of it is looked over at the end."""

    def go(path: Path) -> tuple[Path, Rescued]:
        before = path.read_bytes()
        new = tmp_path / "rescued.feedbackdesk"
        told = rescue(str(path), str(new))
        assert path.read_bytes() == before
        assert {one.name for one in tmp_path.iterdir()} <= {path.name, new.name, f"{path.name}-wal"}
        assert new.stat().st_mode & 0o077 == 0
        return new, told

    yield go
    if (new := tmp_path / "rescued.feedbackdesk").exists():
        opens_and_is_well(new)


Go = Callable[[Path], tuple[Path, Rescued]]


def test_of_a_sound_file_everything_comes_over(sound: Sound, shop: Path, rescued: Go) -> None:
    new, told = rescued(shop)
    assert rows_of(new) == sound.rows
    assert told.is_whole
    assert told.sentences == ()
    assert told.number("feedback") == len(sound.rows["feedback"])


PARTS = [
    "feedback leaf", "feedback internal", "feedback overflow", "person leaf", "organisation leaf",
    "theme leaf", "item leaf", "mention leaf", "mention internal", "step leaf", "step internal",
    "change leaf", "change internal", "loss leaf", "setting leaf", "follow_up leaf",
    "loss_reason leaf", "item_theme leaf", "alembic_version leaf", "sqlite_sequence leaf",
    "sqlite_autoindex_feedback_1 leaf", "feedback_by_day internal", "feedback_fts_data leaf",
    "item_account leaf", "sqlite_schema leaf",
]  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("how", ["senseless", "nothing", "random"])
def test_a_page_of_each_kind(sound: Sound, shop: Path, rescued: Go, part: str, how: str) -> None:
    pages = sound.kinds[part]
    page = pages[len(pages) // 2]
    spoil(shop, page, how)
    new, told = rescued(shop)
    is_all_there(sound, new, {page})
    tells_what_is_missing(sound, new, told)


def test_the_head_of_the_file(sound: Sound, shop: Path, rescued: Go) -> None:
    with shop.open("r+b") as file:
        file.write(bytes(100))
    new, _told = rescued(shop)
    is_all_there(sound, new, set())


@pytest.mark.parametrize("how", ["senseless", "nothing", "random"])
def test_the_first_page_with_the_list_of_tables(
    sound: Sound, shop: Path, rescued: Go, how: str
) -> None:
    spoil(shop, 1, how)
    new, _told = rescued(shop)
    is_all_there(sound, new, {1})


def test_every_page_of_the_list_of_tables(sound: Sound, shop: Path, rescued: Go) -> None:
    """What is on each page is known by itself; but two tables look alike."""
    for kind in ("leaf", "internal", "overflow"):
        for page in sound.kinds.get(f"sqlite_schema {kind}", []):
            spoil(shop, page)
    new, told = rescued(shop)
    now = rows_of(new)
    for table in ("feedback", "person", "organisation", "theme", "mention", "item", "step"):
        assert now[table].keys() == sound.rows[table].keys(), table
    assert now["feedback"] == sound.rows["feedback"]
    assert told.unread


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75, 0.95])
def test_a_file_that_ends_too_early(sound: Sound, shop: Path, rescued: Go, share: float) -> None:
    content = shop.read_bytes()
    left = int(len(content) * share) // PAGE
    shop.write_bytes(content[: left * PAGE + 1000])
    new, told = rescued(shop)
    is_all_there(sound, new, set(range(left + 1, len(content) // PAGE + 1)))
    tells_what_is_missing(sound, new, told)


@pytest.mark.parametrize("what", ["where a row is", "how long it is"])
def test_one_row_of_a_page_takes_no_other_along(
    sound: Sound, shop: Path, rescued: Go, what: str
) -> None:
    """SQLite itself reads the others, and of a row that is said to be longer, all of it."""
    pages = sound.kinds["feedback leaf"]
    page = pages[len(pages) // 2]
    at = (page - 1) * PAGE
    content = bytearray(shop.read_bytes())
    first = int.from_bytes(content[at + 8 : at + 10], "big")
    if what == "where a row is":
        content[at + 8 : at + 10] = b"\xff\xff"
    else:
        assert content[at + first] == 0x82, "of more than 255 bytes"
        content[at + first] = 0xA0
    shop.write_bytes(content)
    new, told = rescued(shop)
    kept = rows_of(new)["feedback"]
    unlike = [key for key, row in sound.rows["feedback"].items() if kept.get(key) != row]
    assert len(unlike) == (what == "where a row is")
    tells_what_is_missing(sound, new, told)


@pytest.mark.parametrize("seed", range(12))
def test_several_pages_at_once(sound: Sound, shop: Path, rescued: Go, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (nothing secret)
    number = shop.stat().st_size // PAGE
    damaged = set(chance.sample(range(2, number + 1), chance.choice([2, 5, 20])))
    for page in damaged:
        spoil(shop, page, chance.choice(["senseless", "nothing", "random"]))
    new, told = rescued(shop)
    schema = {page for kind, pages in sound.kinds.items() for page in pages
              if kind.startswith("sqlite_schema")}  # fmt: skip
    if not damaged & schema:
        is_all_there(sound, new, damaged)
        tells_what_is_missing(sound, new, told)


@pytest.mark.parametrize("seed", range(12))
def test_bytes_that_were_changed_here_and_there(
    sound: Sound, shop: Path, rescued: Go, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  (nothing secret)
    content = bytearray(shop.read_bytes())
    damaged = set()
    for _time in range(8):
        at = chance.randrange(PAGE, len(content) - 16)
        content[at : at + 16] = chance.randbytes(16)
        damaged |= {at // PAGE + 1, (at + 15) // PAGE + 1}
    shop.write_bytes(content)
    new, _told = rescued(shop)
    now = rows_of(new)
    for table in ("feedback", "person", "theme", "item"):
        for key, row in sound.untouched(damaged)[table].items():
            assert now[table][key] == row


@pytest.mark.parametrize(
    "moment", ["2026-11-30Tqq", "2026-11-30T25:00:00+00:00", "2026-13-30T", ""]
)
@pytest.mark.parametrize(("table", "column"), [("step", "at"), ("feedback", "recorded_at")])
def test_a_moment_that_is_none_costs_nothing_else(
    sound: Sound, shop: Path, rescued: Go, table: str, column: str, moment: str
) -> None:
    with closing(sqlite3.connect(shop)) as raw:
        key = raw.execute(f"SELECT min(id) FROM {table}").fetchone()[0]
        raw.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (moment, key))
        raw.commit()
    new, _told = rescued(shop)
    now = rows_of(new)
    for name, rows in sound.rows.items():
        if name not in {"step", "change"}:
            expected = {one: row for one, row in rows.items() if (name, one) != (table, key)}
            assert {one: row for one, row in now[name].items() if one in expected} == expected


def test_what_lies_in_a_log_that_a_crash_left_comes_along(
    sound: Sound, shop: Path, rescued: Go
) -> None:
    with closing(sqlite3.connect(shop, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA wal_autocheckpoint = 0")
        raw.execute("BEGIN IMMEDIATE")
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        raw.execute(f"PRAGMA user_version = {version}")
        raw.execute("UPDATE setting SET value = 'After the crash' WHERE name = 'business_name'")
        raw.execute("COMMIT")
        left, log = shop.read_bytes(), Path(f"{shop}-wal").read_bytes()
    shop.write_bytes(left)
    Path(f"{shop}-wal").write_bytes(log)
    Path(f"{shop}-shm").unlink(missing_ok=True)
    spoil(shop, sound.kinds["feedback leaf"][1])
    new, _told = rescued(shop)
    names = {row["name"]: row["value"] for row in rows_of(new)["setting"].values()}
    assert names["business_name"] == "After the crash"


def test_who_said_what_is_lost_counts_once_all_the_same(
    sound: Sound, shop: Path, rescued: Go
) -> None:
    desk = Desk.open(sound.path, create=False)
    before = {one.item.id: one.item.requests for one in desk.ask(full_roadmap)}
    desk.close()
    for part in ("feedback leaf", "person leaf", "organisation leaf"):
        spoil(shop, sound.kinds[part][0])
    new, told = rescued(shop)
    desk = Desk.open(new, create=False)
    assert {one.item.id: one.item.requests for one in desk.ask(full_roadmap)} == before
    desk.close()
    assert any("feedback could be read in part" in one for one in told.sentences)
    assert any(row["text"] == "(could not be read)" for row in rows_of(new)["feedback"].values())


def test_a_text_that_runs_over_keeps_its_beginning(sound: Sound, shop: Path, rescued: Go) -> None:
    page = sound.kinds["feedback overflow"][0]
    (key,) = [key for key, pages in sound.pages["feedback"].items() if page in pages]
    spoil(shop, page)
    new, _told = rescued(shop)
    kept, whole = rows_of(new)["feedback"][key]["text"], sound.rows["feedback"][key]["text"]
    assert len(kept) > 100
    assert whole.startswith(kept)


def test_what_is_missing_is_named_as_an_owner_knows_it(
    sound: Sound, shop: Path, rescued: Go
) -> None:
    pages = sound.kinds["feedback leaf"]
    page = pages[len(pages) // 2]
    spoil(shop, page)
    _new, told = rescued(shop)
    (feedback,) = [one for one in told.unread if one.table == "feedback"]
    lost = [
        row for key, row in sound.rows["feedback"].items() if page in sound.pages["feedback"][key]
    ]
    people = sound.rows["person"]
    named = {people[row["person_id"]]["name"] for row in lost if row["person_id"]}
    days = {row["said_on"] for row in lost}
    assert {one.who for one in feedback.which} <= named | {""}
    assert all(one.who for one in feedback.which[:2])
    assert {one.day.isoformat() for one in feedback.which if one.day} <= days
    assert feedback.sentence.endswith(f"; and {len(lost) - 5} more.")
    assert f"could be read in part: {feedback.which[0].who}, " in feedback.sentence


def test_a_row_of_which_only_a_part_is_torn_is_known_by_its_words(
    sound: Sound, shop: Path, rescued: Go
) -> None:
    with closing(sqlite3.connect(shop)) as raw, raw:
        fulltext.prepare(raw)
        raw.execute("UPDATE theme SET colour = 'red' WHERE id = 2")
        raw.execute("UPDATE follow_up SET by_rule = 'no' WHERE id = 1")
    _new, told = rescued(shop)
    theme, owed = (
        next(one for one in told.unread if one.table == table) for table in ("theme", "follow_up")
    )
    name = sound.rows["theme"][2]["name"]
    assert theme.sentence == f"1 of the themes could be read in part: “{name}”."
    due = sound.rows["follow_up"][1]["due_on"]
    (which,) = owed.which
    assert which.who
    assert which.day is not None
    assert which.day.isoformat() == due


def test_steps_that_lack_a_part_stay_done(sound: Sound, shop: Path, rescued: Go) -> None:
    spoil(shop, sound.kinds["change leaf"][-1])
    new, told = rescued(shop)
    assert told.fixed > 0
    assert any("cannot be undone any more" in one for one in told.sentences)
    torn = [key for key, row in rows_of(new)["step"].items() if row["revision"] == "torn"]
    desk = Desk.open(new, create=False)
    before = desk.ask(list_feedback)
    with pytest.raises(CannotUndo, match=r"could not be read.*Nothing was changed"):
        desk.undo(torn[-1])
    assert desk.ask(list_feedback) == before
    desk.close()


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0005"])
@pytest.mark.parametrize("part", ["feedback", "change"])
def test_a_file_of_an_older_version(tmp_path: Path, rescued: Go, version: str, part: str) -> None:
    old = Path(shutil.copy(OLD / f"{version}.feedbackdesk", tmp_path / "shop.feedbackdesk"))
    with closing(sqlite3.connect(f"file:{old}?immutable=1", uri=True)) as raw:
        (page,) = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (part,)
        ).fetchone()
    spoil(old, page)
    new, told = rescued(old)
    assert told.number("person") == 3
    assert told.lost(part) > 0
    assert rows_of(new)["theme"].keys() == {1, 2, 3}


def test_an_older_file_whose_list_of_tables_is_gone_is_refused(tmp_path: Path) -> None:
    old = Path(shutil.copy(OLD / "0001.feedbackdesk", tmp_path / "shop.feedbackdesk"))
    with closing(sqlite3.connect(f"file:{old}?immutable=1", uri=True)) as raw:
        pages = [
            p for (p,) in raw.execute("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'")
        ]
    for page in pages[1:]:
        spoil(old, page)
    with pytest.raises(Refusal, match="Nothing was changed"):
        rescue(str(old), str(tmp_path / "new.feedbackdesk"))
    assert [one.name for one in tmp_path.iterdir()] == [old.name]


@pytest.mark.parametrize("by", [1, -1], ids=["too long", "too short"])
def test_a_row_whose_length_is_not_its_own_is_kept_as_far_as_it_goes(
    sound: Sound, shop: Path, rescued: Go, by: int
) -> None:
    page = sound.kinds["feedback leaf"][3]
    content = bytearray(shop.read_bytes())
    start = (page - 1) * PAGE
    cell = start + int.from_bytes(content[start + 8 : start + 10], "big")
    length = cell + (content[cell] >= 0x80)  # its last byte
    assert 1 < content[length] < 0x7E
    content[length] += by
    key = content[length + 1]
    if key >= 0x80:
        key = (key & 0x7F) << 7 | content[length + 2]
    shop.write_bytes(content)
    new, told = rescued(shop)
    was, now = sound.rows["feedback"][key], rows_of(new)["feedback"][key]
    assert now["text"] == was["text"]
    assert now["said_on"] == was["said_on"]
    missing = [one.keys for one in told.unread if one.table == "feedback" and one.in_part]
    assert missing == ([] if by > 0 else [(key,)]), "of the longer one everything is there"


def test_a_row_with_a_text_that_is_none_keeps_the_others(
    sound: Sound, shop: Path, rescued: Go
) -> None:
    key, row = next(
        (key, row) for key, row in sound.rows["person"].items() if row["email"] and row["phone"]
    )
    content = shop.read_bytes()
    of_row = re.compile(
        row["uid"].encode() + rb".{1,200}?(?=" + row["phone"].encode() + rb")", re.S
    )
    found = of_row.search(content)
    assert found is not None
    at = found.end()
    shop.write_bytes(content[:at] + b"\xa9" + content[at + 1 :])
    new, told = rescued(shop)
    now = rows_of(new)["person"][key]
    assert now | {"phone": row["phone"]} == row
    assert told.lost("person") == 1


NOTHING: dict[str, Callable[[Path], object]] = {
    "an empty file": lambda path: path.write_bytes(b""),
    "nothing but noughts": lambda path: path.write_bytes(bytes(50 * PAGE)),
    "a letter": lambda path: path.write_text("Dear reader,\n"),
    "a picture": lambda path: path.write_bytes(random.Random(5).randbytes(70_000)),  # noqa: S311
    "a head alone": lambda path: path.write_bytes(b"SQLite format 3\x00" + bytes(84)),
}


@pytest.mark.parametrize("what", NOTHING)
def test_where_nothing_is_to_be_read_there_is_no_new_file(tmp_path: Path, what: str) -> None:
    old = tmp_path / "shop.feedbackdesk"
    NOTHING[what](old)
    with pytest.raises(Refusal):
        rescue(str(old), str(tmp_path / "new.feedbackdesk"))
    assert [one.name for one in tmp_path.iterdir()] == [old.name]


def test_what_is_no_workspace_of_ours_or_newer_is_refused(shop: Path, tmp_path: Path) -> None:
    other, new = tmp_path / "other.db", tmp_path / "new.feedbackdesk"
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE theirs (x)")
    with pytest.raises(CannotOpen, match="not a FeedbackDesk workspace"):
        rescue(str(other), str(new))
    with pytest.raises(NotThere):
        rescue(str(tmp_path / "nowhere"), str(new))
    with closing(sqlite3.connect(shop)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    with pytest.raises(CannotOpen, match="newer version"):
        rescue(str(shop), str(new))
    with pytest.raises(Refusal, match="is there already"):
        rescue(str(shop), str(other))
    assert not new.exists()
