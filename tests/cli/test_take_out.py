"""Everything taken out, for a spreadsheet, an address book and a calendar; and in again whole."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from feedbackdesk.desk.desk import Desk
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.exchange.lines import escaped, folded
from feedbackdesk.exchange.taking_out import take_out
from tests.cli.conftest import Run
from tests.store.mounts import mounted, not_writable

NAUGHTY = '=1+1; said, "so"\\n\nlast line \N{SNOWMAN}'


@pytest.fixture
def shop(run: Run) -> Run:
    """A shop with a customer, a lost sale, and what is owed for them."""
    who = ("--who", "Ann Lee", "--org", "Harbour; Bakery, Ltd", "--email", "ann@harbour.example")
    run(
        "add",
        NAUGHTY,
        *who,
        "--kind",
        "problem",
        "--theme",
        "=cmd()",
        "--phone",
        "+44 20 7946 0958",
    )
    run("lost", "Too dear", "--who", "Bo Ek", "--reason", "Price", "--value", "1200.50")
    run("plan", "=cmd()", "--to", "next")
    run("edit", "person", "Ann Lee", "value=900", "notes=Likes, oat; milk\\")
    return run


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def as_words(book: CalamineWorkbook, sheet: str) -> list[list[str]]:
    """Return what stands in the cells of a sheet."""
    return [[str(cell) for cell in row] for row in book.get_sheet_by_name(sheet).to_python()]


def unfolded(content: bytes) -> list[str]:
    """Return the lines of a card or a calendar, as RFC 5545 puts them together again."""
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def unescaped(value: str) -> str:
    """Return what an escaped value says (RFC 5545, 3.3.11)."""
    signs: Iterator[str] = iter(value)
    said = (next(signs) if sign == "\\" else sign + "\0" for sign in signs)
    return "".join({"n": "\n"}.get(one, one.rstrip("\0")) for one in said)


def test_all_comes_back_whole_into_an_empty_workspace(shop: Run, tmp_path: Path) -> None:
    first, again = tmp_path / "all.json", tmp_path / "again.json"
    assert str(first) in shop("export", str(first)).out
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    told = json.loads(first.read_text("utf-8"))
    assert (told["format"], told["version"]) == ("feedbackdesk", 1)
    assert [row["text"] for row in told["tables"]["feedback"]] == [NAUGHTY, "Too dear"]
    assert "there already" not in shop("import", str(first), "--dry-run").out
    assert "not empty" in shop("import", str(first), status=1).err
    other = ("--workspace", str(tmp_path / "other.feedbackdesk"))
    assert "Took in" in shop(*other, "import", str(first)).out
    shop(*other, "export", str(again))
    assert json.loads(again.read_text("utf-8"))["tables"] == told["tables"]
    shop(*other, "undo")
    assert shop(*other, "list", "feedback", "--format", "json").json == []


def test_tables_open_in_a_spreadsheet_and_obey_nothing(shop: Run, tmp_path: Path) -> None:
    assert str(tmp_path / "all") in shop("export", str(tmp_path / "all.csv")).out
    folder = tmp_path / "all"
    assert sorted(one.stem for one in folder.iterdir()) == [
        "feedback", "organisations", "owed", "people", "roadmap", "themes",
    ]  # fmt: skip
    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    lost, said = read_csv(folder / "feedback.csv")
    assert (said["text"], said["themes"], said["who"]) == (f"'{NAUGHTY}", "'=cmd()", "Ann Lee")
    assert (lost["loss_reason"], lost["loss_value"]) == ("Price", "1200.50")
    assert "there already" in shop("export", str(tmp_path / "all.csv"), status=1).err


def test_a_workbook_has_days_as_days_and_sums_as_numbers(shop: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    shop("export", str(path))
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == [
        "feedback", "people", "organisations", "themes", "roadmap", "owed",
    ]  # fmt: skip
    head, lost, said = book.get_sheet_by_name("feedback").to_python()
    row = dict(zip(head, lost, strict=True))
    assert row["loss value"] == 1200.5
    assert str(row["on"]) == shop("show", "feedback", "2", "--format", "json").json["on"]
    assert dict(zip(head, said, strict=True))["text"] == NAUGHTY


def test_a_text_longer_than_a_cell_stands_whole_on_a_sheet(shop: Run, tmp_path: Path) -> None:
    path, word = tmp_path / "all.xlsx", "ha\N{GRINNING FACE} "
    long = (word * 20_000).strip()
    shop("add", long, "--who", "Cleo", "--theme", "Laughter")
    assert "1 text is longer than a cell holds" in shop("export", str(path)).out
    book = CalamineWorkbook.from_path(str(path))
    head, *rows = as_words(book, "long texts")
    assert head == ["sheet", "row", "column", "part", "text"]
    assert "".join(row[4] for row in rows) == long
    assert [float(row[3]) for row in rows] == [1, 2, 3, 4]
    sheet, line, column = rows[0][:3]
    page = as_words(book, sheet)
    cell = page[int(float(line)) - 1][page[0].index(column)]
    assert cell.startswith(word)
    assert "long texts" in cell
    longest = max(len(one.encode("utf-16-le")) // 2 for one in (cell, *(row[4] for row in rows)))
    assert longest <= 32_767


def test_people_become_the_cards_of_an_address_book(shop: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    shop("export", str(path))
    cards = "\n".join(unfolded(path.read_bytes())).split("END:VCARD")
    (ann,) = [one.strip().split("\n") for one in cards if "Ann Lee" in one]
    facts = {line.partition(":")[0]: line.partition(":")[2] for line in ann}
    assert facts["FN"] == "Ann Lee"
    assert facts["N"] == "Lee;Ann;;;"
    assert unescaped(facts["ORG"]) == "Harbour; Bakery, Ltd"
    assert facts["EMAIL;TYPE=INTERNET"] == "ann@harbour.example"
    assert facts["TEL"] == "+44 20 7946 0958"
    assert unescaped(facts["NOTE"]) == "Likes, oat; milk\\"


def test_what_is_owed_becomes_a_calendar(shop: Run, tmp_path: Path) -> None:
    path = tmp_path / "owed.ics"
    shop("export", str(path))
    lines = unfolded(path.read_bytes())
    owed = shop("list", "owed", "--format", "json").json
    starts = [line.partition(":")[2] for line in lines if line.startswith("DTSTART")]
    assert starts == [one["due"].replace("-", "") for one in owed]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(owed) > 0


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n")))
def test_whatever_is_said_comes_back_from_its_folded_line(text: str) -> None:
    content = folded([f"NOTE:{escaped(text)}"])
    line, end = unfolded(content)
    assert (unescaped(line.removeprefix("NOTE:")), end) == (text, "")


def test_what_cannot_be_taken_out_is_told(shop: Run, tmp_path: Path) -> None:
    assert ".json" in shop("export", "all.txt", status=2).err
    for ending in ("json", "csv", "xlsx", "vcf", "ics"):
        refused = shop("export", str(tmp_path / "none" / f"all.{ending}"), status=1)
        assert "none" in refused.err or "could not be written" in refused.err
    assert not (tmp_path / "none").exists()
    assert [one.suffix for one in tmp_path.iterdir()] == [".feedbackdesk"]


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "vcf", "ics"])
def test_a_full_disk_and_one_to_be_read_alone_are_told(
    shop: Run, ending: str, tmp_path: Path
) -> None:
    (place := tmp_path / "small").mkdir()
    with mounted(place, "-t", "tmpfs", "-o", "size=4k,nr_inodes=20", "tmpfs"):
        (place / "mine").write_bytes(b"x" * 4_096)
        refused = shop("export", str(place / f"all.{ending}"), status=1).err
        assert "The disk is full. Nothing was written; make room" in refused
        assert [one.name for one in place.iterdir()] == ["mine"]
    with not_writable(place):
        refused = shop("export", str(place / f"all.{ending}"), status=1).err
        assert "Nothing was written; " in refused
    assert list(place.iterdir()) == []


def test_what_a_newer_version_made_is_not_taken_out_in_part(shop: Run, tmp_path: Path) -> None:
    (workspace,) = tmp_path.iterdir()
    with closing(sqlite3.connect(workspace)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    before = sorted(tmp_path.iterdir())
    assert "up to date" in shop("export", str(tmp_path / "all.json"), status=1).err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "vcf", "ics"])
def test_what_is_not_wanted_any_more_leaves_nothing(shop: Run, ending: str, tmp_path: Path) -> None:
    def stop(done: int, number: int) -> None:
        told.append((done, number))
        raise Refusal("Stopped.")

    told: list[tuple[int, int]] = []
    (workspace,) = before = list(tmp_path.iterdir())
    desk = Desk.open(workspace)
    with pytest.raises(Refusal, match="Stopped"):
        take_out(desk, tmp_path / f"all.{ending}", stop)
    desk.close()
    assert told
    assert list(tmp_path.iterdir()) == before


@pytest.mark.parametrize("content", [b"", b"{", b"words", b'{"format": "other"}'])
def test_what_is_no_whole_workspace_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    refused = run("import", str(path), status=1).err
    assert ("cannot be told" if content else "is empty") in refused
    assert "is not there" in run("import", str(tmp_path / "none.json"), status=1).err
