"""Backups from the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Spawn


@pytest.fixture
def made(run: Run) -> Path:
    """A backup of what was said first; something was said since."""
    run("add", "Deliver on Mondays")
    path = Path(run("backup", "--format", "json").json["file"])
    run("add", "Open on Sundays")
    return path


def words(run: Run) -> list[str]:
    """Return what the workspace has, in the order of the alphabet."""
    return sorted(one["text"] for one in run("list", "feedback", "--format", "json").json)


def test_they_are_made_and_listed(run: Run, made: Path, workspace: Path) -> None:
    (listed,) = run("backups", "--format", "json").json
    assert listed["file"] == str(made)
    assert listed["size"] == made.stat().st_size
    assert (listed["for"], listed["steps"], listed["checked"]) == ("asked", 1, listed["made"])
    assert made.name in run("backups").out
    assert run("backups", "--format", "csv").lines[1].startswith(str(made))
    elsewhere = workspace.with_name("elsewhere.feedbackdesk")
    assert str(elsewhere) in run("backup", str(elsewhere)).out
    assert len(run("backups", "--format", "json").json) == 1, "that one is apart"
    assert "is there already" in run("backup", str(elsewhere), status=1).err


def test_two_of_one_minute_are_told_apart_by_their_seconds(run: Run, made: Path) -> None:
    for moment in ("2026-03-01 101502", "2026-03-01 101540", "2026-03-01 101600"):
        shutil.copy(made, made.with_name(f"{made.name.split()[0]} {moment} daily.feedbackdesk"))
    when = [line.split("  ")[0] for line in run("backups").lines if "2026-03-01" in line]
    assert when == ["2026-03-01 10:16", "2026-03-01 10:15:40", "2026-03-01 10:15:02"]


def test_one_of_a_day_to_come_is_not_the_newest(run: Run, made: Path) -> None:
    ahead = made.with_name(f"{made.name.split()[0]} 2099-01-01 100000 daily.feedbackdesk")
    shutil.copy(made, ahead)
    listed = [one["file"] for one in run("backups", "--format", "json").json]
    assert listed == [str(made), str(ahead)]


def test_what_was_set_aside_is_listed_below_and_deleted_by_its_owner(
    run: Run, spawn: Spawn, made: Path
) -> None:
    aside = Path(run("restore", made.name, "--yes", "--format", "json").json["aside"])
    listed = run("backups", "--format", "json").json[-1]
    assert (listed["file"], listed["for"], listed["place"]) == (str(aside), "set aside", "beside")
    assert listed["size"] == aside.stat().st_size
    assert aside.name in run("backups").lines[-1]
    asked = spawn("backups", "--delete", aside.name, stdin=b"n\n")
    assert asked.status == 1
    assert "cannot be undone" in asked.err
    assert "Nothing was deleted" in asked.err
    assert aside.exists()
    told = run("backups", "--delete", aside.name, "--yes", "--format", "json").json
    assert told == {"did": f"Deleted {aside}", "file": str(aside), "size": listed["size"]}
    assert not aside.exists()
    assert "Nothing was deleted" in run("backups", "--delete", aside.name, "--yes", status=1).err


def test_the_last_good_backup_is_kept(run: Run, made: Path) -> None:
    assert "last good" in run("backups", "--delete", str(made), "--yes", status=1).err
    assert made.exists()
    run("backup")
    assert f"Deleted {made}" in run("backups", "--delete", str(made), "--yes").out


def test_without_one_it_is_said_how(run: Run) -> None:
    assert "backup" in run("backups").out
    assert run("backups", "--format", "json").json == []


@pytest.mark.parametrize("answer", ["", "n\n", "perhaps\n"])
def test_going_back_asks_first(run: Run, spawn: Spawn, made: Path, answer: str) -> None:
    asked = spawn("restore", str(made), stdin=answer.encode())
    assert (asked.status, asked.out) == (1, "")
    assert "What is there now is kept beside it. Go back?" in asked.err
    assert asked.err.endswith("Nothing was changed; answer yes, or give --yes.\n")
    assert words(run) == ["Deliver on Mondays", "Open on Sundays"]


def test_going_back_and_forth(run: Run, made: Path) -> None:
    done = run("restore", made.name, "--yes", "--format", "json").json
    assert words(run) == ["Deliver on Mondays"]
    assert done["feedback"] == 1
    told = run("restore", done["aside"], "--yes")
    assert "2 feedbacks" in told.out
    assert "set aside" in told.out
    assert words(run) == ["Deliver on Mondays", "Open on Sundays"]
    assert run("check").out.startswith("All is well")


def test_a_second_place_and_its_key(run: Run, workspace: Path, tmp_path: Path) -> None:
    stick, secret = tmp_path / "stick", tmp_path / "secret.txt"
    stick.mkdir()
    run("add", "Deliver on Mondays")
    run("settings", f"backup_second_place={stick}")
    key = run("backup-key", str(secret), "--format", "json").json["key"]
    assert key in secret.read_text("ascii")
    assert run("settings", "--format", "json").json["backup_key"] == key
    assert "already" in run("backup-key", str(secret), status=1).err
    run("backup")
    files = [Path(one["file"]) for one in run("backups", "--format", "json").json]
    assert [one.suffix for one in files].count(".age") == 1
    (encrypted,) = (one for one in files if one.suffix == ".age")
    assert stick in encrypted.parents
    assert "encrypted" in run("restore", str(encrypted), "--yes", status=1).err
    run("add", "Open on Sundays")
    told = run("restore", encrypted.name, "--key", str(secret), "--yes").out
    assert "1 feedback" in told
    assert words(run) == ["Deliver on Mondays"]
    run("settings", f"backup_second_place={stick / 'not there'}", status=1)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_second_place_on_the_same_disk_is_said_once_in_each_answer(
    run: Run, tmp_path: Path, form: str
) -> None:
    said = "The second place is on the same disk as the workspace: if the disk breaks, both are"
    stick = tmp_path / "stick"
    stick.mkdir()
    run("add", "Deliver on Mondays")
    for verb in ("backup", "backups", "settings"):
        assert said not in run(verb).out
    for words in (["settings", f"backup_second_place={stick}"], ["backup"]):
        assert run(*words, "--format", form).out.count(said) == 1
    for verb in ("backups", "settings"):
        assert run(verb).out.count(said) == 1
    for words in (["settings", "backup_second_place="], ["backup"], ["backups"], ["settings"]):
        assert said not in run(*words).out
    refused = run("settings", f"backup_second_place={tmp_path}", status=1).err
    assert "is where the workspace and its backups are already. Nothing was changed" in refused


def test_a_second_place_that_takes_nothing_is_told(run: Run, spawn: Spawn, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "FeedbackDesk backups").write_text("somebody's")
    run("add", "Deliver on Mondays")
    run("settings", f"backup_second_place={stick}")
    told = spawn("backup")
    assert told.status == 0
    assert "Made a backup" in told.out
    assert "The second place for backups got none" in told.out
    assert "The second place for backups got none" in spawn("list", "inbox").err, (
        "until it is mended"
    )
