"""Copies that went another way beside a workspace are noticed, and compared step by step."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.conflicts import conflict_copies, parted
from feedbackdesk.desk.desk import Desk
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.findings import Trouble
from tests.store.test_same_file import filled


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in a synchronised folder, in which two things were said."""
    return filled(tmp_path / "Dropbox" / "shop.feedbackdesk", "one", "two")


NAMES = (
    "shop (Ann's conflicted copy 2026-11-30).feedbackdesk",  # Dropbox
    "shop-LAPTOP7.feedbackdesk",  # OneDrive
    "shop (1).feedbackdesk",  # Google Drive
    "shop 2.feedbackdesk",  # iCloud
    "shop.sync-conflict-20261130-180400-7GQ2BKX.feedbackdesk",  # Syncthing
    "shop (conflicted copy 2026-11-30 180400).feedbackdesk",  # Nextcloud
    "shop_conflict-20261130-180400.feedbackdesk",  # ownCloud
)


@pytest.mark.parametrize("name", NAMES)
def test_a_conflict_copy_is_known_by_its_log_whatever_it_is_called(shop: Path, name: str) -> None:
    shutil.copy(shop, shop.with_name(name))
    desk = Desk.open(shop)
    assert conflict_copies(desk) == [shop.with_name(name)]
    desk.close()


def test_what_is_none_is_not_taken_for_one(shop: Path, tmp_path: Path) -> None:
    filled(shop.with_name("shop of another.feedbackdesk"), "else")
    shop.with_name("shop (2).feedbackdesk").write_bytes(b"no database")
    shop.with_name("shop (3).feedbackdesk").touch()
    shutil.copy(shop, shop.with_name("shop (4).sqlite"))
    shutil.copy(shop, shop.with_name("shop set aside 2026-11-30 180400.feedbackdesk"))
    shutil.copy(shop, shop.with_name("shop.before-0003.feedbackdesk"))
    desk = Desk.open(shop)
    assert conflict_copies(desk) == []
    assert desk.check() == []
    desk.close()
    elsewhere = tmp_path / "Documents" / "shop.feedbackdesk"
    elsewhere.parent.mkdir()
    for name in ("shop.feedbackdesk", "shop (1).feedbackdesk"):
        shutil.copy(shop, elsewhere.with_name(name))
    desk = Desk.open(elsewhere)
    assert conflict_copies(desk) == [], "a copy of the owner's own"
    desk.close()


@pytest.mark.parametrize(
    "name",
    [
        *NAMES,
        "shop (Konfliktkopie 2026-11-30).feedbackdesk",
        "shop (copie en conflit de Bob 2026-11-30).feedbackdesk",
        "shop.feedbackdesk.sync-conflict",
        "SHOP.FEEDBACKDESK",
    ],
)
def test_in_any_folder_a_copy_called_like_it_is_one_once_it_has_steps_of_its_own(
    tmp_path: Path, name: str
) -> None:
    shop = filled(tmp_path / "Documents" / "shop.feedbackdesk", "one")
    copy, mine = shop.with_name(name), shop.with_name("kept.feedbackdesk")
    for path in (copy, mine):
        shutil.copy(shop, path)
    filled(mine, "tried out")
    filled(shop, "only here")
    with closing(Desk.open(shop)) as desk:
        assert conflict_copies(desk) == [], "it is only older"
    filled(copy, "only there")
    with closing(Desk.open(shop)) as desk:
        assert conflict_copies(desk) == [copy]
        (finding,) = desk.check()
        assert finding.what.endswith("1 step only there, 1 step only here")
    with closing(Desk.open(mine)) as desk:
        assert conflict_copies(desk) == []


@pytest.mark.parametrize(
    "name", ["shop.feedbackdesk.bak", "shop set aside 2026-11-30 180400.feedbackdesk"]
)
def test_the_workspace_is_no_conflict_of_a_copy_of_it_that_is_looked_into(
    tmp_path: Path, name: str
) -> None:
    shop = filled(tmp_path / "Documents" / "shop.feedbackdesk", "one")
    copy = Path(shutil.copy(shop, shop.with_name(name)))
    filled(shop, "since then")
    with closing(Desk.open(copy)) as desk:
        assert conflict_copies(desk) == []


def test_what_is_the_same_file_is_no_copy(tmp_path: Path) -> None:
    shop = filled(tmp_path / "Dropbox" / "shop.feedbackdesk", "one")
    shop.with_name("shop link.feedbackdesk").symlink_to(shop)
    with closing(Desk.open(shop)) as desk:
        assert conflict_copies(desk) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ((), ()),
        (("h1",), ()),
        ((), ("t1",)),
        (("h1", "h2"), ("t1",)),
        (("h1",), ("t1", "t2", "t3")),
    ],
)
def test_the_two_are_compared_step_by_step(
    shop: Path, here: tuple[str, ...], there: tuple[str, ...]
) -> None:
    copy = shop.with_name("shop (1).feedbackdesk")
    shutil.copy(shop, copy)
    filled(shop, *here)
    filled(copy, *there)
    before = copy.read_bytes()
    desk = Desk.open(shop)
    found = parted(desk, copy)
    desk.close()
    assert found.common is not None
    assert found.common.did == "Record “two”"
    assert [one.step.did for one in found.here.steps] == [f"Record “{word}”" for word in here[::-1]]
    assert [one.step.did for one in found.there.steps] == [
        f"Record “{word}”" for word in there[::-1]
    ]
    assert [one.said and one.said.text for one in found.there.steps] == [*there[::-1]]
    assert (found.here.number, found.there.number) == (len(here), len(there))
    assert copy.read_bytes() == before
    assert sorted(one.name for one in shop.parent.iterdir()) == sorted([copy.name, shop.name])


def test_it_is_a_finding_with_its_mend(shop: Path) -> None:
    copy = shop.with_name("shop (1).feedbackdesk")
    shutil.copy(shop, copy)
    filled(copy, "there")
    desk = Desk.open(shop)
    (finding,) = desk.check()
    assert finding.kind is Trouble.CONFLICT
    assert (
        finding.what == f"{copy} began as this workspace did: 1 step only there, 0 steps only here"
    )
    assert "conflicts" in finding.mend
    desk.close()


def test_what_cannot_be_read_is_refused(shop: Path) -> None:
    desk = Desk.open(shop)
    with pytest.raises(Refusal):
        parted(desk, shop.with_name("not there.feedbackdesk"))
    desk.close()


def test_the_folder_is_explained_once(shop: Path, tmp_path: Path) -> None:
    desk = Desk.open(shop)
    assert desk.note.startswith(f"{shop.parent} is synchronised by Dropbox, so the workspace is")
    desk.close()
    desk = Desk.open(shop)
    assert desk.note == ""
    desk.close()
    plain = Desk.open(filled(tmp_path / "Documents" / "shop.feedbackdesk", "one"))
    assert plain.note == ""
    plain.close()
