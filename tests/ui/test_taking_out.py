"""What the workspace holds is taken out: which way, where to, and not when it is stopped."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.everything import tables
from feedbackdesk.desk.step import step
from feedbackdesk.exchange.taking_out import WAYS
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """A window that asks what is to be taken out."""
    window = drive(sample_path)
    window.press("Ctrl+Shift+T")
    return window


def save(window: Driver, way: str, path: Path | None) -> str:
    """Save in a way; return the name that was offered."""
    window.choose("takeOutWays", way)
    with window.naming(path) as offered:
        window.press("Enter")
    window.settle()
    return offered[0]


def wrong(window: Driver) -> str:
    """Return what is wrong."""
    return window.part("takeOutProblem").says if window.has("takeOutProblem") else ""


def test_everything_is_saved_whole_for_the_owner_alone(
    window: Driver, tmp_path: Path, outside: list[str]
) -> None:
    path = tmp_path / "all.json"
    assert save(window, "Everything, as JSON", path) == "everything.json"
    assert window.part("takeOutResult").says == "Saved all.json."
    held = window.desk.ask(lambda read: {name: list(rows) for name, rows in tables(read)})
    assert json.loads(path.read_text("utf-8"))["tables"] == held
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    window.click("takeOutFolder")
    assert outside == [tmp_path.as_uri()]
    assert window.dialog() == "takeOutDialog"
    window.press("Esc")
    assert window.dialog() == ""


def test_each_way_says_what_it_is_good_for_and_writes(window: Driver, tmp_path: Path) -> None:
    for way in WAYS.values():
        row = window.row("takeOutWays", str(way.name))
        assert row.spoken == f"{way.name}: {way.good_for}"
        path = tmp_path / f"x{way.ending}"
        assert save(window, str(way.name), path.with_suffix("") if way.makes_folder else path)
        assert window.part("takeOutResult").says.startswith("Saved x")
    written = [one.name for one in tmp_path.iterdir() if one.stem == "x"]
    assert sorted(written) == ["x", "x.ics", "x.json", "x.vcf", "x.xlsx"]
    assert (tmp_path / "x" / "people.csv").stat().st_size > 1_000


def test_a_name_that_is_taken_is_asked_about(window: Driver, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text("mine")
    with pytest.raises(AssertionError, match="already exists"):
        save(window, "People, as vCards", path)
    assert (path.read_text(), wrong(window)) == ("mine", "")
    (tmp_path / "tables").mkdir()
    save(window, "Tables, as a folder of CSV files", tmp_path / "tables" / "in it")
    assert window.part("takeOutResult").says == "Saved in it."


def test_what_cannot_be_written_is_a_sentence(window: Driver, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "nowhere" / "all.json")
    save(window, "Everything, as JSON", tmp_path / "link.json")
    assert wrong(window).startswith(f"There is no folder “{tmp_path / 'nowhere'}”. Nothing was ")
    assert not window.has("takeOutFolder")
    save(window, "Everything, as JSON", None)
    assert not window.has("takeOutResult")


@pytest.fixture
def much(drive: Drive, tmp_path: Path) -> Driver:
    """A window over so much that writing it takes a while."""

    @step("Record much")
    def fill(work: UnitOfWork) -> None:
        some = {"kind": "request", "channel": "call", "said_on": "2026-03-03", "account": ""}
        some |= {"recorded_at": "2026-03-03T00:00:00", "text": "It leaks. " * 40}
        work.insert_many("feedback", [some] * 20_000)

    desk = Desk.open(tmp_path / "shop.feedbackdesk")
    desk.do(fill)
    desk.close()
    window = drive(tmp_path / "shop.feedbackdesk")
    window.act("take_out")
    return window


@pytest.mark.slow("what takes a while is written three times, and stopped")
def test_what_is_being_written_can_be_stopped_and_leaves_nothing(
    much: Driver, tmp_path: Path
) -> None:
    before = sorted(tmp_path.iterdir())
    for way in ("Everything, as JSON", "Tables, as a folder of CSV files", "Tables, as a spreads"):
        much.choose("takeOutWays", way)
        with much.naming(tmp_path / "out"):
            much.part("takeOutSave").click()
            assert much.has("takeOutProgress"), "it is not done yet"
            assert much.part("takeOutProgress").spoken == "Rows written"
            assert much.part("takeOutClose").says == "Cancel"
            much.press("Esc")
        assert much.dialog() == "takeOutDialog"
        assert wrong(much) == "Stopped. Nothing was saved."
        assert not much.has("takeOutProgress")
        assert (much.part("takeOutClose").says, much.keyboard) == ("Close", "takeOutSave")
        assert sorted(tmp_path.iterdir()) == before


@pytest.mark.slow("what takes a while is written, and the window closed over it")
def test_closing_the_window_stops_what_is_being_written(much: Driver, tmp_path: Path) -> None:
    with much.naming(tmp_path / "out"):
        much.part("takeOutSave").click()
    assert much.close()
    assert not (tmp_path / "out.json").exists()
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]
