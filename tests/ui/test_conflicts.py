"""A copy that went another way is noticed in the window, and shown step by step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.store.test_same_file import filled


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in a synchronised folder, beside a copy that went another way."""
    path = filled(tmp_path / "Dropbox" / "shop.feedbackdesk", "both")
    copy = path.with_name("shop (conflicted copy).feedbackdesk")
    shutil.copy(path, copy)
    filled(path, "here one", "here two")
    filled(copy, "there")
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """A window over it."""
    made = drive(shop)
    made.until(lambda: made.has("conflictNotice"), "the notice")
    return made


def test_it_is_noticed_shown_and_set_aside(window: Driver, shop: Path) -> None:
    told = window.text("conflictNotice")
    assert "“shop (conflicted copy).feedbackdesk” began as this file did" in told
    assert "1 step is only there" in told
    window.click("conflictCompare")
    assert window.dialog() == "conflictDialog"
    assert window.label("conflictHead").says.startswith(
        "The last step that both have: Record “both”, "
    )
    (there,) = window.rows("conflictThere")
    assert there.startswith("Record “there”\n")
    assert [one.split("\n")[0] for one in window.rows("conflictHere")] == [
        "Record “here two”", "Record “here one”",
    ]  # fmt: skip
    window.answer("Set the other one aside")
    window.until(lambda: not window.has("conflictNotice"), "the notice, gone")
    names = sorted(one.name for one in shop.parent.iterdir() if one.suffix == shop.suffix)
    assert len(names) == 2
    assert names[0].startswith("shop (conflicted copy) set aside ")


def test_what_went_no_other_way_is_said_as_nothing(window: Driver) -> None:
    window.click("conflictCompare")
    window.press("Escape")
    assert window.dialog() == ""
    assert window.has("conflictNotice"), "it is there still"


def test_where_nobody_synchronises_a_copy_of_the_owners_own_is_not_said(
    drive: Drive, shop: Path
) -> None:
    plain = shop.parent.rename(shop.parent.with_name("Documents")) / shop.name
    (copy,) = (one for one in plain.parent.glob("*copy*"))
    own = copy.rename(plain.with_name("tried out.feedbackdesk"))
    window = drive(plain)
    window.settle()
    assert not window.has("conflictNotice")
    window.close()
    own.rename(copy)
    window = drive(plain)
    window.until(lambda: window.has("conflictNotice"), "nobody else calls one so")
