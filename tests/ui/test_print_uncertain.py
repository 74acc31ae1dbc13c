"""In the print dialog what is uncertain is taken or left, text after text, before it is saved."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.report.shop import agree, put, say
from tests.ui.test_print_dialog import choose, opened, save, wrong


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget what was chosen in another test."""
    paths.config_file().unlink(missing_ok=True)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop with two uncertain texts."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    say(desk, "Please", "Cups", who="Una Quell")
    say(desk, "It is twelve hundred a month", "Hours", who="Una Quell")
    agree(desk, "Una Quell")
    put(desk, "Bigger cups for Brinkmann", "Cups")
    put(desk, "Later hours", "Hours")
    desk.close()
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """The print dialog over it, on the working copy."""
    return opened(drive(shop))


def test_each_is_shown_with_its_words_and_taken_or_left(window: Driver, tmp_path: Path) -> None:
    assert not window.part("printUncertain").visible
    assert window.part("printSave").enabled
    choose(window, printEdition="Customer copy")
    assert window.part("printUncertain").visible
    assert "2 texts wait for your word" in window.part("printUncertainCount").says
    told = window.part("printUncertainText").says
    assert told == (
        "The title of an item. It may name somebody. Brinkmann: Bigger cups for Brinkmann"
    )
    assert not window.part("printSave").enabled
    assert not window.part("printPrint").enabled
    window.click("printUncertainTake")
    window.settle()
    assert "A text waits for your word" in window.part("printUncertainCount").says
    assert "twelve hundred" in window.part("printUncertainText").says
    assert not window.part("printSave").enabled
    window.part("printUncertainLeave").press("Space")
    window.settle()
    assert not window.part("printUncertain").visible
    assert window.part("printSave").enabled
    path = tmp_path / "copy.md"
    save(window, path)
    shown = path.read_text("utf-8")
    assert "Bigger cups for Brinkmann" in shown
    assert "twelve hundred" not in shown


def test_it_is_asked_once_and_taken_back_by_undo(window: Driver) -> None:
    choose(window, printEdition="Customer copy")
    window.click("printUncertainTake")
    window.settle()
    window.click("printUncertainTake")
    window.settle()
    assert not window.part("printUncertain").visible
    choose(window, printEdition="Working copy")
    choose(window, printEdition="Customer copy")
    assert not window.part("printUncertain").visible
    window.click("printClose")
    window.act("undo")
    opened(window)
    choose(window, printEdition="Customer copy")
    assert "A text waits for your word" in window.part("printUncertainCount").says


def test_a_copy_for_its_owner_is_never_asked_about(window: Driver) -> None:
    choose(window, printEdition="Customer copy")
    assert not window.part("printSave").enabled
    choose(window, printEdition="One page")
    assert window.part("printSave").enabled
    window.part("printForCustomers").press("Space")
    window.settle()
    assert not window.part("printSave").enabled
    assert "Brinkmann" in window.part("printUncertainText").says


def test_where_nothing_can_be_kept_a_sentence_says_so_and_it_goes_on_waiting(
    drive: Drive, shop: Path
) -> None:
    with closing(sqlite3.connect(shop)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    window = opened(drive(shop))
    choose(window, printEdition="Customer copy")
    window.click("printUncertainTake")
    window.settle()
    assert "newer version" in wrong(window)
    assert window.part("printUncertainTake").enabled
    assert not window.part("printSave").enabled


def test_any_text_can_be_kept_out_and_let_in_again(window: Driver, tmp_path: Path) -> None:
    assert not window.part("printTextsOpen").visible, "the owner's copy is for the owner"
    choose(window, printEdition="Customer copy")
    for _text in range(2):
        window.click("printUncertainTake")
        window.settle()
    window.click("printTextsOpen")
    listed = window.rows("printTextsList")
    (quote,) = (at for at, row in enumerate(listed) if "Please" in row)
    assert all(row.startswith("On the copy. ") for row in listed)
    window.choose("printTextsList", listed[quote])
    window.part("printTextsList").press("Return")
    window.settle()
    assert [row.startswith("Kept out. ") for row in window.rows("printTextsList")] == [
        at == quote for at in range(len(listed))
    ]
    assert window.part("printTextsChange").says == "Let customers read it"
    window.click("printTextsClose")
    save(window, tmp_path / "without.md")
    assert "Please" not in (tmp_path / "without.md").read_text("utf-8")
    window.click("printTextsOpen")
    window.choose("printTextsList", "Kept out. ")
    window.click("printTextsChange")
    window.settle()
    assert window.rows("printTextsList") == listed
    window.click("printTextsClose")
    save(window, tmp_path / "with.md")
    assert "Please" in (tmp_path / "with.md").read_text("utf-8")
