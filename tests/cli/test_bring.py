"""Files brought in by the command line: foreseen, taken in one step, known again, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

CALLS = """Date;Client;Firm;What they said;Type;Ref
03/04/2026;Wen Jiayi;Damp Fox Press;Could the bill come by e-mail?;wish;0417
17/04/2026;Krin Kringle;Kringle Bakery;Your van blocks my oven door at six.;complaint;0418
18/04/2026;Krin Kringle;Kringle Bakery;;complaint;0419
;;;;Sum;3
"""
BOOK = "BEGIN:VCARD\nVERSION:3.0\nFN:Zara Quint\nEMAIL:zara@quint.example\nEND:VCARD\n"


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A table of calls, with a row without words and a total."""
    path = tmp_path / "calls.csv"
    path.write_text(CALLS, "utf-8")
    return path


def said(run: Run) -> list[tuple[str, str, str]]:
    """Return the day, the speaker and the kind of all that was said."""
    rows = run("list", "feedback", "--format", "json").json
    return sorted((row["on"], row["who"], row["kind"]) for row in rows)


def test_a_table_is_foreseen_and_taken_and_taken_back(run: Run, calls: Path) -> None:
    run("add", "Before")
    before = said(run)
    seen = run("import", str(calls), "--dry-run", "--format", "json").json
    assert (seen["run"], seen["format"], seen["read"], seen["taken"]) == (None, "csv", 4, 2)
    assert [one["place"] for one in seen["refused"]] == ["row 4", "row 5"]
    assert said(run) == before, "only foreseen"
    taken = run("import", str(calls), "--format", "json").json
    assert taken | {"run": None} == seen
    assert said(run)[:2] == [
        ("2026-04-03", "Wen Jiayi", "request"),
        ("2026-04-17", "Krin Kringle", "problem"),
    ]
    assert "Bring in calls.csv" in run("history", "--limit", "1").out
    assert "nothing new" in run("import", str(calls)).out
    run("undo")
    assert said(run) == before


def test_a_folder_is_read_file_by_file_and_foreseen_without_a_workspace(
    run: Run, calls: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "moving in"
    (folder / "more").mkdir(parents=True)
    calls.rename(folder / "calls.csv")
    (folder / "more" / "people.vcf").write_text(BOOK, "utf-8")
    (folder / "more" / "note.md").write_text("Could it be open on Sundays?", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x00")
    before = sorted(tmp_path.iterdir())
    seen = run("import", str(folder), "--dry-run", "--format", "json").json
    assert [(one["format"], one["taken"]) for one in seen] == [
        ("notes", 1), ("csv", 2), ("vcard", 1)
    ]  # fmt: skip
    assert sorted(tmp_path.iterdir()) == before, "no workspace was made for it"
    run("import", str(folder))
    assert len(said(run)) == 2
    assert len(run("heap", "list", "--format", "json").json) == 1


def test_what_only_the_owner_knows_stops_it_until_it_is_answered(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "unclear.csv"
    path.write_text("Date,Client,What they said\n03/04/2026,Ann Lee,It rains in\n", "utf-8")
    run("add", "Before")
    refused = run("import", str(path), status=1)
    assert "03/04/2026" in refused.err
    assert "Nothing of it was brought in" in refused.err
    assert len(said(run)) == 1
    assert "3 April" in run("import", str(path), "--dry-run").out
    run("import", str(path), "--yes")
    assert ("2026-04-03", "Ann Lee", "request") in said(run)


def test_a_column_is_what_the_owner_says(run: Run, calls: Path) -> None:
    run("import", str(calls), "--map", "Client=", "--map", "Firm=who")
    assert {who for _day, who, _kind in said(run)} == {"Damp Fox Press", "Kringle Bakery"}
    assert "COLUMN=FIELD" in run("import", str(calls), "--map", "Client", status=2).err


def test_several_files_come_in_turn_each_in_a_step_of_its_own(
    run: Run, calls: Path, tmp_path: Path
) -> None:
    book = tmp_path / "people.vcf"
    book.write_text(BOOK, "utf-8")
    run("import", str(calls), str(book))
    names = {row["name"] for row in run("list", "people", "--format", "json").json}
    assert names == {"Wen Jiayi", "Krin Kringle", "Zara Quint"}
    run("undo")
    names = {row["name"] for row in run("list", "people", "--format", "json").json}
    assert names == {"Wen Jiayi", "Krin Kringle"}


def test_what_cannot_be_read_is_told_by_its_name(run: Run, tmp_path: Path) -> None:
    run("add", "Before")
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert "picture.png" in run("import", str(picture), status=1).err
    assert "none.csv" in run("import", str(tmp_path / "none.csv"), status=1).err
    assert "no format" in run("import", str(picture), "--as", "potato", status=1).err
    assert len(said(run)) == 1


def test_with_yes_the_first_answers_are_taken(run: Run, tmp_path: Path) -> None:
    chat = tmp_path / "chat.csv"
    chat.write_text("Date,Client,What they said\n03/04/2026,Ann Lee,It rains in\n", "utf-8")
    run("settings", "date_order=mdy")
    run("import", str(chat), "--yes")
    assert said(run) == [("2026-03-04", "Ann Lee", "request")]


def test_whom_somebody_new_could_be_is_asked_and_left_two_by_yes(
    run: Run, calls: Path, tmp_path: Path
) -> None:
    run("import", str(calls))
    path = tmp_path / "more.csv"
    path.write_text("Date,Client,Firm,What they said\n2026-05-02,Krin,Kringle Bakery,Bravo\n")
    told = run("import", str(path), "--dry-run").out
    assert "Is Krin somebody you know?" in told
    assert "  Somebody new: Krin, they stay two until you say so (taken with --yes)\n" in told
    assert "  Krin Kringle (Kringle Bakery), spoke 1 time\n" in told
    assert "Is Krin somebody you know?" in run("import", str(path), status=1).err
    run("import", str(path), "--yes")
    assert ("2026-05-02", "Krin", "request") in said(run)
