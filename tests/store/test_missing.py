"""A page that is an older one of the same file: it makes sense by itself, and rows are missing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, delete_feedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.search import save_view
from feedbackdesk.domain.errors import Damaged, Refusal
from feedbackdesk.domain.findings import Finding, Trouble
from feedbackdesk.domain.rescued import Rescued
from feedbackdesk.store import fulltext
from feedbackdesk.store.rescue import rescue
from tests.store.oracle import rows_of

PAGE = 4096
GONE = "Deleted again, after the copy"


@pytest.fixture(scope="module")
def ages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One workspace at two times: then, and now that something was deleted and much recorded."""
    path = tmp_path_factory.mktemp("ages") / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_sample, 120)
    for number in range(40):
        desk.do(record_feedback, NewFeedback(f"Recorded before, {number}", Speaker("Quirke")))
    desk.do(record_feedback, NewFeedback(GONE))
    desk.close()
    then = Path(shutil.copy(path, path.with_name("then.feedbackdesk")))
    desk = Desk.open(path)
    (gone,) = [one.id for one in desk.ask(list_feedback) if one.text == GONE]
    desk.do(delete_feedback, gone)
    for number in range(60):
        words = f"Recorded later, {number}: " + "the lid, the spout, the handle; " * 6
        desk.do(record_feedback, NewFeedback(words, Speaker(f"Zelda {number}"), themes=("Lids",)))
    desk.close()
    return then, path


@pytest.fixture
def shop(ages: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of it as it is now."""
    return Path(shutil.copy(ages[1], tmp_path / "shop.feedbackdesk"))


def pages(path: Path, name: str, kind: str) -> list[int]:
    """Return the pages of a table or an index that are of a kind."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as raw:
        return [
            page
            for (page,) in raw.execute(
                "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY path",
                (name, kind),
            )
        ]


@pytest.fixture
def grow_old(ages: tuple[Path, Path], shop: Path) -> Callable[..., None]:
    """Puts older pages in the place of newer ones: all of a kind, or the last that changed."""
    then, now = ages

    def growing(name: str, kind: str, *, last: bool = False) -> None:
        old, new = then.read_bytes(), bytearray(shop.read_bytes())
        places = [slice((page - 1) * PAGE, page * PAGE) for page in pages(now, name, kind)
                  if page in pages(then, name, kind)]  # fmt: skip
        changed = [place for place in places if old[place] != new[place]]
        assert changed, "there has to be something to tell"
        for place in changed[-1:] if last else changed:
            new[place] = old[place]
        shop.write_bytes(new)
        with closing(sqlite3.connect(f"file:{shop}?immutable=1", uri=True)) as raw:
            assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",), "no page tells of it"

    return growing


@pytest.fixture
def opened(shop: Path) -> Iterator[Desk]:
    """The workspace, open; closed at the end."""
    desk = Desk.open(shop, create=False)
    yield desk
    desk.close()


def rescued(shop: Path) -> tuple[Path, Rescued]:
    """Rescue it, and look over what was made."""
    new = shop.with_name("rescued.feedbackdesk")
    told = rescue(str(shop), str(new))
    desk = Desk.open(new, create=False)
    assert desk.check() == []
    desk.close()
    return new, told


def only(found: list[Finding]) -> Finding:
    (one,) = found
    return one


STALE = {
    "the first page of what was said": ("feedback", "internal", False),
    "the last page of what was said": ("feedback", "leaf", True),
    "the first page of the steps": ("step", "internal", False),
    "the last page of the steps": ("step", "leaf", True),
    "the first page of the changes": ("change", "internal", False),
    "the last page of the people": ("person", "leaf", True),
    "the last page of the mentions": ("mention", "leaf", True),
}


@pytest.mark.parametrize("what", STALE)
def test_a_table_that_lacks_rows_is_damage_and_not_mended(
    shop: Path, grow_old: Callable[..., None], what: str
) -> None:
    name, kind, last = STALE[what]
    grow_old(name, kind, last=last)
    before = shop.read_bytes()
    desk = Desk.open(shop, create=False)
    found = desk.check()
    assert not any(one.is_mended_in_place for one in found)
    assert any(one.what.startswith(f"The table {name} lacks rows") for one in found)
    assert all("rescue" in one.mend.casefold() for one in found)
    with pytest.raises(Damaged):
        desk.mend(found)
    assert desk.read_only
    desk.close()
    assert shop.read_bytes() == before


def record(shop: Path) -> None:
    desk = Desk.open(shop, create=False)
    try:
        desk.do(record_feedback, NewFeedback("Into what lacks rows"))
    finally:
        desk.close()


@pytest.mark.parametrize("what", STALE)
def test_nothing_is_recorded_where_rows_are_missing(
    shop: Path, grow_old: Callable[..., None], what: str
) -> None:
    name, kind, last = STALE[what]
    grow_old(name, kind, last=last)
    before = shop.read_bytes()
    with pytest.raises(Damaged):
        record(shop)
    assert shop.read_bytes() == before


@pytest.mark.parametrize("name", ["feedback", "step", "change"])
def test_what_was_added_last_is_looked_for_in_a_file_as_it_was_left(
    shop: Path, grow_old: Callable[..., None], name: str
) -> None:
    Desk.open(shop, create=False).close()
    times = shop.stat()
    grow_old(name, "internal")
    os.utime(shop, ns=(times.st_atime_ns, times.st_mtime_ns))  # a disk kept a page to itself
    before = shop.read_bytes()
    with pytest.raises(Damaged):
        record(shop)
    assert shop.read_bytes() == before


@pytest.mark.parametrize("name", ["feedback", "person", "change"])
def test_a_row_that_is_missing_among_others_is_found_by_counting(shop: Path, name: str) -> None:
    """Whatever page it is: what was added last is there."""
    twin = Path(shutil.copy(shop, shop.with_name("twin")))
    with closing(sqlite3.connect(twin)) as raw, raw:
        fulltext.prepare(raw)
        raw.execute(f"DELETE FROM {name} WHERE id = 50")
    one, other, content = shop.read_bytes(), twin.read_bytes(), bytearray(shop.read_bytes())
    for page in pages(shop, name, "leaf"):  # that page alone, and none of its indexes
        place = slice((page - 1) * PAGE, page * PAGE)
        content[place] = other[place]
    assert content != one
    shop.write_bytes(content)
    before = shop.read_bytes()
    with pytest.raises(Damaged):
        record(shop)
    assert shop.read_bytes() == before
    desk = Desk.open(shop, create=False)
    assert not desk.look_over()
    assert desk.read_only
    desk.close()


def test_a_file_that_was_rescued_in_part_is_sound(
    shop: Path, grow_old: Callable[..., None]
) -> None:
    grow_old("change", "leaf", last=True)
    grow_old("feedback", "leaf", last=True)
    new, told = rescued(shop)
    assert told.lost("change")
    record(new)


def test_what_was_undone_or_erased_is_not_missed(shop: Path) -> None:
    desk = Desk.open(shop, create=False)
    speaker = Speaker("Anna Kowalska", organisation="Kowalska & Daughters", phone="0170 1234567")
    desk.do(record_feedback, NewFeedback("Taken back", speaker))
    anna = desk.ask(person_named, "Anna Kowalska").id
    desk.do(edit_person, anna, PersonFacts(addresses="anna@daughters.example"))
    desk.do(save_view, "Hers", "from:kowalska")
    desk.erase(anna)
    desk.do(record_feedback, NewFeedback("Taken back", Speaker("Somebody New")))
    desk.undo()
    desk.redo()
    desk.undo()
    desk.close()
    record(shop)
    copied = Path(shutil.copy(shop, shop.with_name("copied.feedbackdesk")))
    record(copied)
    desk = Desk.open(copied, create=False)
    assert desk.look_over()
    assert desk.check() == []
    desk.close()


@pytest.mark.parametrize("what", STALE)
def test_what_a_table_lacks_is_rescued_or_named(
    ages: tuple[Path, Path], shop: Path, grow_old: Callable[..., None], what: str
) -> None:
    name, kind, last = STALE[what]
    grow_old(name, kind, last=last)
    new, told = rescued(shop)
    was, now = rows_of(ages[1]), rows_of(new)
    for table, rows in was.items():
        unlike = {key for key, row in rows.items() if now[table].get(key) != row}
        if table == name:
            assert len(unlike) <= told.lost(table)  # an index may have all there is to know
        else:
            assert not unlike, table
        assert now[table].keys() <= rows.keys(), f"{table} has rows that were deleted"
    if kind == "internal":  # the pages below are there, and nothing leads to them
        assert told.is_whole
        assert told.strays
        assert "found on pages that nothing leads to any more" in " ".join(told.sentences)
    else:
        assert told.lost(name)


def test_what_was_deleted_does_not_come_back_with_an_older_page(
    ages: tuple[Path, Path], shop: Path, grow_old: Callable[..., None]
) -> None:
    def words(path: Path) -> list[str]:
        return [row["text"] for row in rows_of(path)["feedback"].values()]

    grow_old("feedback", "leaf")
    assert GONE in words(shop)
    new, _told = rescued(shop)
    assert GONE not in words(new)


def test_an_index_that_is_older_is_made_anew_from_its_table(
    ages: tuple[Path, Path], shop: Path, grow_old: Callable[..., None]
) -> None:
    """Nothing is recorded before: a name that is there already would not be found."""
    for index in ("sqlite_autoindex_feedback_1", "change_of_row"):
        grow_old(index, "leaf")
    before = shop.read_bytes()
    with pytest.raises(
        Damaged, match=r"index of it does not lead to every row.*Nothing was changed"
    ):
        record(shop)
    assert shop.read_bytes() == before
    desk = Desk.open(shop, create=False)
    assert not desk.look_over()
    found = desk.check()
    assert {one.kind for one in found} == {Trouble.ROWS_UNFOUND}
    desk.mend(found)
    assert desk.check() == []
    assert desk.look_over()
    assert not desk.read_only
    desk.close()
    assert rows_of(shop) == rows_of(ages[1])
    record(shop)


def test_an_index_of_what_is_there_twice_is_not_made_anew(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as raw, raw:
        fulltext.prepare(raw)
        raw.execute("PRAGMA writable_schema = ON")
        (whole,) = raw.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'item_theme_once'"
        ).fetchone()
        raw.execute("DROP INDEX item_theme_once")
        raw.execute(
            "INSERT INTO item_theme (uid, item_id, theme_id)"
            " SELECT lower(hex(randomblob(16))), item_id, theme_id FROM item_theme LIMIT 1"
        )
        raw.execute(f"{whole.replace('UNIQUE', '')} WHERE id < 2")
        raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'item_theme_once'", (whole,))
    before = rows_of(shop)
    desk = Desk.open(shop, create=False)
    found = desk.check()
    with pytest.raises(Refusal, match=r"Nothing was changed; rescue"):
        desk.mend([one for one in found if one.is_mended_in_place])
    desk.close()
    assert rows_of(shop) == before


def test_rows_of_which_nothing_tells_are_named_and_not_taken(
    ages: tuple[Path, Path], shop: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.feedbackdesk"
    desk = Desk.open(other)
    desk.do(fill_with_sample, 400)
    desk.close()
    strange = pages(other, "feedback", "leaf")[-1]
    content = bytearray(shop.read_bytes())
    content += other.read_bytes()[(strange - 1) * PAGE : strange * PAGE]
    content[28:32] = (len(content) // PAGE).to_bytes(4, "big")  # how many pages there are
    shop.write_bytes(content)
    new, told = rescued(shop)
    assert rows_of(new) == rows_of(ages[1])
    (unread,) = told.unread
    assert unread.number
    assert "on pages that nothing leads to any more could not be read" in unread.sentence
