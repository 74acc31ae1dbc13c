"""A disk breaks a page: looked at, rescued, gone back to a backup, and that taken back.

Every count is compared at each station, by the navigation, by the command line, and by a recount
of every table.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedbackdesk.cli.app import feedbackdesk
from feedbackdesk.desk.backup_files import list_backups
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.inbox import counts
from feedbackdesk.domain.rotation import Why
from feedbackdesk.domain.rows import Counts
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.store.oracle import check
from tests.ui.test_damage import spoil, until_read


def tell(path: Path, *words: str, status: int = 0) -> str:
    """Run a verb; return what it says."""
    result = CliRunner().invoke(feedbackdesk, ["--workspace", str(path), *words])
    assert result.exit_code == status, (words, result.stdout, result.stderr)
    return result.stdout


def record(window: Driver, words: str) -> None:
    """Record what somebody said, by keys alone."""
    window.press("Ctrl+N")
    window.field("wordsField").type(words)
    window.press("Ctrl+Return")
    window.settle()


def counted(path: Path) -> tuple[Counts, dict[str, int]]:
    """Return what the navigation counts, and the rows of every table that is logged."""
    desk = Desk.open(path)
    rows = {table: len(found) for table, found in check(desk).items()}
    found = desk.ask(counts)
    desk.close()
    return found, rows


@pytest.mark.slow("a window over six files, one after the other")
def test_damaged_rescued_gone_back_and_that_taken_back(
    drive: Drive, sample_path: Path, tmp_path: Path
) -> None:
    shop = tmp_path / "desk" / "shop.feedbackdesk"
    shop.parent.mkdir()
    sample_path.rename(shop)
    at_first = counted(shop)

    # A day's work; closing backs it up.
    window = drive(shop)
    record(window, "Could you deliver before seven?")
    assert window.close()
    (backup,) = list_backups(shop)
    assert backup.why is Why.CLOSING
    at_closing = counted(shop)
    assert at_closing[0].feedback == at_first[0].feedback + 1
    assert counted_in_copy(backup.path, tmp_path) == at_closing

    # One more is recorded at the terminal; then the disk breaks a page.
    tell(shop, "add", "Open on bank holidays", "--who", "Ann Lee")
    whole = counted(shop)
    spoil(shop)
    broken = shop.read_bytes()
    findings = json.loads(tell(shop, "check", "--format", "json", status=1))
    assert not findings["ok"]
    assert "rescue" in findings["findings"][0]["mend"]
    tell(shop, "add", "This is not taken", status=1)
    assert shop.read_bytes() == broken

    # Rescued with what the backup has: nothing is missing.
    rescued = tmp_path / "rescued.feedbackdesk"
    tell(shop, "rescue", str(shop), "--to", str(rescued), "--backup", str(backup.path))
    assert counted(rescued) == whole
    assert shop.read_bytes() == broken

    # The window leads back, with what came after; the damaged file is kept.
    window = drive(shop)
    until_read(window)
    window.press("1")
    here = window.follow()
    here.settle()
    assert here.desk.check() == []
    assert here.close()
    assert counted(shop) == whole
    (aside,) = shop.parent.glob("*damaged, set aside*")
    assert aside.read_bytes() == broken

    # Gone back to closing time on the page of backups, and that taken back.
    window = drive(shop)
    window.act("backups")
    oldest = next(one for one in reversed(window.rows("backupsList")) if "at closing" in one)
    window.choose("backupsList", oldest)
    window.press("R", "Return")
    then = window.follow()
    assert then.desk.ask(counts) == at_closing[0]
    assert "it has steps that are not here" in then.rows("backupsList")[1]
    then.press("R", "Return")
    now = then.follow()
    assert now.desk.ask(counts) == whole[0]
    assert now.close()
    assert counted(shop) == whole
    assert {one.suffix for one in shop.parent.iterdir()} == {"", ".feedbackdesk"}


def counted_in_copy(path: Path, folder: Path) -> tuple[Counts, dict[str, int]]:
    """Return what a backup has, without opening it itself."""
    copy = folder / "look.feedbackdesk"
    copy.write_bytes(path.read_bytes())
    return counted(copy)
