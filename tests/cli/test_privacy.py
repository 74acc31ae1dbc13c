"""Erasing somebody, and telling them all that is held, from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner, Result

from feedbackdesk.cli.app import feedbackdesk
from feedbackdesk.desk.drafts import Drafts
from tests.cli.conftest import Run

ANN = ("--who", "Ann Lee", "--email", "ann@lee.example")


def everything(folder: Path) -> bytes:
    """Return every byte below a folder, in lower case."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()


def answered(workspace: Path, *words: str, with_: str) -> Result:
    """Run a verb that asks, and answer it."""
    return CliRunner().invoke(feedbackdesk, ["--workspace", str(workspace), *words], input=with_)


def test_it_says_what_goes_and_what_was_done(run: Run, workspace: Path) -> None:
    run("add", "Marmalade, please", *ANN, "--theme", "Jam")
    run("add", "Ann Lee sent me", "--who", "Bo")
    copy = workspace.with_name("shop.before-0002.feedbackdesk")
    copy.write_bytes(b"old")
    before = run("list", "themes", "--format", "json").json
    asked = answered(workspace, "erase", "ANN LEE", with_="Yes\n")
    assert asked.exit_code == 0
    for words in (
        "1 feedback stays", "Ann Lee sent me", copy.name, "made anew without them",
        "saved as a PDF, exported, mailed", "It cannot be undone. Erase?",
    ):  # fmt: skip
        assert words in asked.stderr
    assert "1 feedback keeps counting. It cannot be undone." in asked.stdout
    assert f"may still hold them:\n  {copy}: it is damaged, or no workspace" in asked.stdout
    assert "saved as a PDF, exported, mailed" in asked.stdout
    assert copy.exists()
    assert run("list", "themes", "--format", "json").json == before
    assert b"marmalade" not in everything(workspace.parent)
    assert "erased already" in run("erase", "1", "--yes", status=1).err
    assert "nobody called" in run("erase", "Ann Lee", "--yes", status=1).err


@pytest.mark.parametrize("answer", ["", "\n", "no\n", "\0\n", "y" * 5_000])
def test_whatever_is_not_yes_changes_nothing(run: Run, workspace: Path, answer: str) -> None:
    run("add", "Marmalade, please", *ANN)
    before = run("list", "people", "--format", "json").json
    refused = answered(workspace, "erase", "Ann Lee", with_=answer)
    assert refused.exit_code == 1
    assert "Nobody was erased. Nothing was changed" in refused.stderr
    assert run("list", "people", "--format", "json").json == before


def test_backups_go_where_that_is_asked_for(run: Run, workspace: Path) -> None:
    run("add", "Marmalade, please", *ANN)
    copy = workspace.with_name("shop.before-0002.feedbackdesk")
    copy.write_bytes(b"old")
    said = run("erase", "ann@lee.example", "--yes", "--prune-backups", "--format", "json").json
    assert (said["id"], said["feedback"], said["swept"], said["backups"]) == (1, 1, True, [])
    assert said["did"].startswith("Erased person 1 for good")
    assert not copy.exists()


@pytest.mark.parametrize("form", ["text", "json"])
def test_backups_are_made_anew_and_what_is_no_copy_is_deleted(
    run: Run, workspace: Path, form: str
) -> None:
    run("add", "Marmalade, please", *ANN, "--theme", "Jam")
    run("backup")
    log = workspace.with_name(f"{workspace.name}-wal of another file 2026-11-30 120000.123456")
    log.write_bytes(b"Marmalade")
    encrypted = workspace.with_name(f"{workspace.stem} 2026-11-30 120000 asked.feedbackdesk.age")
    encrypted.write_bytes(b"age-encryption.org/v1\n")
    listed = run("backups", "--format", "json").json
    (backup,) = [one for one in listed if one["file"] != str(log)]
    said = run("erase", "Ann Lee", "--yes", "--format", form)
    if form == "json":
        told = said.json
        as_json = str(Path(backup["file"]).with_suffix(".json"))
        assert told["rewritten"] == [backup["file"], as_json]
        assert told["deleted"] == [str(log)]
        assert told["not_reached"] == [{"file": str(encrypted), "why": "it is encrypted"}]
        assert told["backups"] == [str(encrypted)]
    else:
        assert said.lines[1:] == [
            "2 copies were made anew without them, and checked.",
            "1 file was deleted.",
            "These could not be reached, and may still hold them:",
            f"  {encrypted}: it is encrypted",
            "What was printed, saved as a PDF, exported, mailed or copied elsewhere is out of "
            "reach: look for that yourself.",
        ]
    left = everything(workspace.parent)
    assert not [word for word in (b"ann lee", b"lee.example", b"marmalade") if word in left]
    (now,) = run("backups", "--format", "json").json
    assert (now["file"], now["made"]) == (backup["file"], backup["made"])
    run("restore", backup["file"], "--yes")
    assert [one["name"] for one in run("list", "people", "--format", "json").json] == [
        "An erased person"
    ]
    run("check")


def test_a_backup_on_a_drive_that_is_away_cannot_be_pruned(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    run("add", "Marmalade, please", *ANN)
    place = tmp_path / "stick"
    place.mkdir()
    run("settings", f"backup_second_place={place}")
    run("backup")
    place.rename(tmp_path / "a drawer")
    said = run("erase", "Ann Lee", "--yes", "--prune-backups", "--format", "json").json
    (left,) = said["not_reached"]
    assert left["file"].startswith(str(place))
    assert left["why"] == "it could not be deleted"
    assert {Path(one).suffix for one in said["deleted"]} == {".feedbackdesk", ".json"}


def test_a_backup_to_a_file_and_a_report_on_them_are_reached_or_named(
    run: Run, tmp_path: Path
) -> None:
    run("add", "Marmalade, please", *ANN)
    stick = tmp_path / "stick"
    stick.mkdir()
    for name in ("ann.html", "ann.json", "gone.html"):
        run("data-report", "Ann Lee", str(stick / name))
    run("add", "Plums, please", "--who", "Bo")
    run("data-report", "Bo", str(stick / "bo.html"))
    (stick / "gone.html").unlink()
    run("backup", str(stick / "my own.feedbackdesk"))
    said = run("erase", "Ann Lee", "--yes")
    assert said.lines[1:-1] == [
        "1 copy was made anew without them, and checked.",
        "What was held on them was written to these files, and stays there: delete them.",
        f"  {stick / 'ann.html'}",
        f"  {stick / 'ann.json'}",
    ]
    assert b"marmalade" not in (stick / "my own.feedbackdesk").read_bytes().lower()
    assert run("erase", "Bo", "--yes", "--format", "json").json["reports"] == [
        str(stick / "bo.html")
    ]


def test_a_surname_is_offered_whatever_handles_others_write(run: Run) -> None:
    who = ("--who", "Quinella Zorblatt", "--org", "Zorblatt & Söhne")
    run("add", "Blue, please", *who)
    run("add", "Zorblatt asked again; q.zorblatt and @quinzorb too", "--who", "Other Person")
    run("theme", "add", "Zorblatts wishes")
    run("plan", "Zorblatts wishes", "--item", "Build for ZORBLATT")
    run("lost", "too dear", "--who", "Bo", "--reason", "Price", "--competitor", "Zorblatt Ltd")
    said = run("erase", "Quinella Zorblatt", "--yes", "--format", "json").json
    assert {one["table"] for one in said["may_name"]} == {
        "feedback", "theme", "item", "organisation",
    }  # fmt: skip
    assert set(said["spellings"]) == {"Zorblatt", "Zorblatts", "ZORBLATT"}


def test_several_of_one_name_are_listed_and_none_is_erased(run: Run) -> None:
    run("add", "One", "--who", "Ann Lee", "--org", "Acme")
    run("add", "Two", "--who", "Ann Lee", "--org", "Bolt")
    refused = run("erase", "ann lee", "--yes", status=1)
    assert "Acme, id 1" in refused.err
    assert "Bolt, id 2" in refused.err
    assert "Several people" in run("data-report", "ann lee", "x.html", status=1).err


def test_somebody_who_was_deleted_can_still_be_erased(run: Run, workspace: Path) -> None:
    run("add", "Marmalade, please", *ANN)
    run("delete", "person", "Ann Lee")
    assert b"ann lee" in everything(workspace.parent)
    run("erase", "ann lee", "--yes")
    left = everything(workspace.parent)
    assert not [word for word in (b"ann lee", b"lee.example", b"marmalade") if word in left]
    run("undo", status=1)
    run("check")


def test_everything_held_is_written_down(run: Run, tmp_path: Path) -> None:
    name = "Zoë <script>alert(1)</script> “Q”"
    run("lost", "=SUM(A1) & <b>no</b>", "--who", name, "--reason", "Price", "--value", "1200.5",
        "--alternative", "The jar in Pine Street", "--theme", "Jam")  # fmt: skip
    run(
        "edit",
        "person",
        name,
        "notes=Likes\nobsidian",
        "may-contact=no",
        "email=zoe@q.example",
        "addresses=work: zoe@pine.example; mobile: +44 7700 900123",
    )
    page, data = tmp_path / "zoe.HTML", tmp_path / "zoe.json"
    run("data-report", name.upper(), str(page))
    run("data-report", name, str(data), "--format", "json")
    text = page.read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    assert "<script" not in text
    assert "Content-Security-Policy" in text
    for words in (
        "zoe@q.example, work: zoe@pine.example",
        "mobile: +44 7700 900123",
        "Pine Street",
        "£1,200.50",
        "Likes\nobsidian",
        "Jam",
        "Price",
    ):
        assert words in text
    import json

    told = json.loads(data.read_text("utf-8"))
    assert told["person"]["name"] == name
    assert told["addresses"] == [
        {"kind": "email", "value": "zoe@q.example", "label": ""},
        {"kind": "email", "value": "zoe@pine.example", "label": "work"},
        {"kind": "phone", "value": "+44 7700 900123", "label": "mobile"},
    ]
    assert told["feedback"][0]["loss"]["value"] == "1200.50"
    assert told["feedback"][0]["themes"][0]["theme"] == "Jam"
    assert told["owed"][0]["due"] > told["feedback"][0]["on"]
    assert told["stages"]
    assert told["history"]


@pytest.mark.parametrize("file", ["x.pdf", "html", "", ".json/", "a\nb"])
def test_a_file_of_no_such_kind_is_off(run: Run, file: str) -> None:
    run("add", "Hello", *ANN)
    run("data-report", "Ann Lee", file, status=2)


def test_a_place_that_cannot_be_written_to(run: Run, tmp_path: Path) -> None:
    run("add", "Hello", *ANN)
    assert (
        "no folder" in run("data-report", "Ann Lee", str(tmp_path / "no" / "x.html"), status=1).err
    )
    assert not list(tmp_path.glob("*.part"))


def test_what_may_name_them_is_listed_and_can_be_taken_for_their_name(
    run: Run, workspace: Path
) -> None:
    run("add", "Marmalade, please", "--who", "Quinella Zorblatt", "--email", "q.zorb@x.example")
    run("add", "As Zorblatt says", "--who", "Bo")
    run("add", "As Mrs Zorblatt says", "--who", "Bo")
    run("edit", "feedback", "2", "text=As somebody says")
    pen = Drafts(workspace).begin()
    pen.write({"words": "Zorblatt called"})
    pen.close()
    asked = answered(workspace, "erase", "Quinella Zorblatt", with_="no\n")
    for words in (
        "  half-typed form: Zorblatt called",
        "These may name them, and stay; look them over, and correct them first:",
        "  feedback 3: “As Mrs Zorblatt says”",
        "They call them “Mrs Zorblatt”: --also-called takes such a name for theirs.",
    ):
        assert words in asked.stderr
    asked = answered(workspace, "erase", "1", "--also-called", "zorblatt", with_="no\n")
    assert "Others’ words that name them stay; correct these first to lose them too" in asked.stderr
    assert "may name them" not in asked.stderr
    run("edit", "feedback", "3", "text=As nobody says")
    said = run("erase", "1", "--also-called", "ZORBLATT", "--yes", "--format", "json").json
    assert (said["elsewhere"], said["may_name"], said["spellings"]) == ([], [], [])
    assert b"zorblatt" not in everything(workspace.parent)


def test_what_may_name_them_is_told_afterwards_too(run: Run, workspace: Path) -> None:
    run("add", "Marmalade, please", "--who", "Quinella Zorblatt")
    run("add", "As Zorblatt says", "--who", "Bo")
    twin = workspace.with_name("elsewhere") / "twin.feedbackdesk"
    twin.parent.mkdir()
    shutil.copy(workspace, twin)
    assert run("erase", "1", "--yes").lines[-3:-1] == [
        "These may name them:", "  feedback 2: “As Zorblatt says”",
    ]  # fmt: skip
    said = run("--workspace", str(twin), "erase", "1", "--yes", "--format", "json")
    assert said.json["may_name"] == [{"table": "feedback", "id": 2}]
    assert said.json["spellings"] == ["Zorblatt"]
