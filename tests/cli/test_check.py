"""Looking a workspace over: what is wrong, what helps, and making good what follows from tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.store import fulltext
from tests.cli.conftest import Run

WRONG = {
    "kept wrongly": "UPDATE item_tally SET requests = requests + 1 WHERE item_id = 1",
    "search": "INSERT INTO feedback_fts(rowid, text) VALUES (9999, 'ghost')",
    "points nowhere": "UPDATE feedback SET person_id = 9999 WHERE id = 3",
}


def spoil(workspace: Path, *statements: str) -> None:
    """Change a workspace behind the log's back."""
    with closing(sqlite3.connect(workspace)) as raw, raw:
        fulltext.prepare(raw)
        for statement in statements:
            raw.execute(statement)


def lose_a_row_of_an_index(workspace: Path) -> None:
    """Let the index by day lead to fewer rows than there are, its pages sound."""
    with closing(sqlite3.connect(workspace)) as raw, raw:
        fulltext.prepare(raw)
        (whole,) = raw.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'feedback_by_day'"
        ).fetchone()
        raw.execute("DROP INDEX feedback_by_day")
        raw.execute(f"{whole} WHERE id <> 3")
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'feedback_by_day'", (whole,))


def test_all_is_well(filled: Run) -> None:
    assert filled("check").out.startswith("All is well")
    assert filled("check", "--format", "json").json == {"ok": True, "findings": [], "mended": []}


@pytest.mark.parametrize("kind", WRONG)
def test_each_finding_says_what_it_is_and_what_helps(
    filled: Run, workspace: Path, kind: str
) -> None:
    spoil(workspace, WRONG[kind])
    told = filled("check", "--format", "json", status=1)
    assert not told.json["ok"]
    assert {one["kind"] for one in told.json["findings"]} == {kind}
    for one in told.json["findings"]:
        assert one["what"] in filled("check", status=1).lines
        assert f"What helps: {one['mend']}" in filled("check", status=1).lines
    assert "1 thing is not as it should be" in told.err
    assert filled("check", "--format", "json", status=1).json == told.json, "only looked at"


@pytest.mark.parametrize("kind", ["kept wrongly", "search"])
def test_what_follows_from_the_tables_is_made_anew(filled: Run, workspace: Path, kind: str) -> None:
    spoil(workspace, WRONG[kind])
    before = filled("list", "feedback", "--format", "json").json
    mended = filled("check", "--mend")
    assert "mended." in mended.out
    assert "All is well" in mended.out
    assert filled("list", "feedback", "--format", "json").json == before
    filled("check")


def test_an_index_that_lacks_a_row_is_made_anew_and_then_the_rest(
    filled: Run, workspace: Path
) -> None:
    lose_a_row_of_an_index(workspace)
    spoil(workspace, WRONG["kept wrongly"])
    told = filled("check", "--format", "json", status=1).json
    assert {one["kind"] for one in told["findings"]} == {"rows unfound"}
    mended = filled("check", "--mend", "--format", "json").json
    assert {one["kind"] for one in mended["mended"]} == {"rows unfound", "kept wrongly"}
    filled("check")


def test_what_points_nowhere_is_not_mended_in_place(filled: Run, workspace: Path) -> None:
    spoil(workspace, WRONG["points nowhere"])
    before = filled("list", "feedback", "--format", "json").json
    told = filled("check", "--mend", status=1)
    assert "Nothing was changed" in told.err
    assert "rescue" in told.err
    assert filled("list", "feedback", "--format", "json").json == before


def test_a_file_that_does_not_open_is_a_finding_too(filled: Run, workspace: Path) -> None:
    whole = workspace.read_bytes()
    workspace.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    (one,) = filled("check", "--format", "json", status=1).json["findings"]
    assert one["kind"] == "unreadable"
    assert "backup" in one["mend"]


# Rescuing


def lose_a_page(workspace: Path) -> int:
    """Let a page of what was said make no sense; return how many pages it has."""
    with closing(sqlite3.connect(workspace)) as raw:
        pages = [
            page for (page,) in raw.execute(
                "SELECT pageno FROM dbstat WHERE name = 'feedback' AND pagetype = 'leaf'"
            )
        ]  # fmt: skip
    with workspace.open("r+b") as file:
        file.seek((pages[len(pages) // 2] - 1) * 4096)
        file.write(bytes(4096))
    return len(pages)


def test_what_can_be_read_is_brought_into_a_new_file(filled: Run, workspace: Path) -> None:
    lose_a_page(workspace)
    before = workspace.read_bytes()
    new = workspace.with_name("rescued.feedbackdesk")
    assert "damaged" in filled("add", "One more", status=1).err
    assert "damaged" in filled("check", status=1).out
    told = filled("rescue", str(workspace), "--to", str(new))
    assert f"Rescued {workspace} into {new}: " in told.out
    assert "of the feedback could be read in part" in told.out
    assert told.lines[-1] == "The damaged file was left as it is."
    assert workspace.read_bytes() == before
    assert filled("--workspace", str(new), "check").out.startswith("All is well: 120 feedback")
    filled("--workspace", str(new), "add", "One more")


def test_what_was_rescued_is_told_to_other_programs(filled: Run, workspace: Path) -> None:
    lose_a_page(workspace)
    new = workspace.with_name("rescued.feedbackdesk")
    told = filled("rescue", str(workspace), "--to", str(new), "--format", "json").json
    assert told["file"] == str(new)
    assert told["rows"]["feedback"] == 120
    (one,) = [one for one in told["unread"] if one["table"] == "feedback"]
    assert one["in_part"]
    assert len(one["keys"]) == one["rows"] > 0
    whole = filled("rescue", str(new), "--to", str(new.with_name("again.feedbackdesk")))
    assert "All that was in it was brought over." in whole.lines


def test_a_rescue_into_what_is_there_or_from_nothing_changes_nothing(
    filled: Run, workspace: Path
) -> None:
    before = workspace.read_bytes()
    assert (
        "is there already" in filled("rescue", str(workspace), "--to", str(workspace), status=1).err
    )
    nowhere, new = workspace.with_name("nowhere"), workspace.with_name("new.feedbackdesk")
    assert "no file" in filled("rescue", str(nowhere), "--to", str(new), status=1).err
    filled("rescue", str(workspace), status=2)
    assert workspace.read_bytes() == before
    assert not new.exists()


def test_what_cannot_be_read_comes_from_a_backup(filled: Run, workspace: Path) -> None:
    backup, new = (
        workspace.with_name("backup.feedbackdesk"),
        workspace.with_name("new.feedbackdesk"),
    )
    filled("backup", str(backup))
    filled("add", "After the backup")
    before = filled("list", "feedback", "--format", "json").json
    lose_a_page(workspace)
    words = ("rescue", str(workspace), "--to", str(new), "--backup", str(backup))
    told = filled(*words)
    assert f"that could not be read came from {backup}." in told.out
    now = {one["id"]: one for one in filled("--workspace", str(new), "list", "feedback",
                                            "--format", "json").json}  # fmt: skip
    assert [now[one["id"]] for one in before if one["text"] != "After the backup"] == [
        one for one in before if one["text"] != "After the backup"
    ]
    assert len(now) == len(before)
