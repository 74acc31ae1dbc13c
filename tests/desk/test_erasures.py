"""Whoever was erased is erased again where an older copy comes back, and nobody else is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk import paths
from feedbackdesk.desk.backups import back_up, restore
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import FeedbackFacts, NewFeedback, edit_feedback, list_feedback
from feedbackdesk.desk.feedback import record_feedback as record
from feedbackdesk.desk.history import history
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.people import all_people, delete_organisation
from feedbackdesk.desk.rescue import go_back, rescue
from feedbackdesk.domain.rotation import Why
from feedbackdesk.store import fulltext
from tests.desk.test_erased_copies import copy_to, counts_in, files_with, left_in, reach
from tests.desk.test_privacy import SECRETS, tell
from tests.desk.test_rescue import pages_of, spoil

pytestmark = pytest.mark.usefixtures("own_state")

LABEL = "Erase a person for good"
BEFORE = "before she came.feedbackdesk"


@pytest.fixture
def stick(desk: Desk, tmp_path: Path) -> Iterator[Path]:
    """A backup that erasing does not reach: on a stick that lies in a drawer meanwhile."""
    drawer = tmp_path / "a drawer elsewhere"
    drawer.mkdir()
    desk.do(record, NewFeedback("Bread", Speaker("Bo")))
    back_up(desk, Why.ASKED, to=tmp_path / BEFORE)
    tell(desk)
    back_up(desk, Why.ASKED, to=tmp_path / "stick.feedbackdesk")
    for name in (BEFORE, "stick.feedbackdesk"):  # nobody knows where an owner puts them
        (tmp_path / name).rename(drawer / name)
    yield drawer / "stick.feedbackdesk"
    assert left_in(drawer), "a backup that is gone back to stays as it is"


def erase(desk: Desk, name: str = "Zanthia Quorl") -> None:
    """Erase somebody, wherever it is reached, and close."""
    erased = desk.erase(desk.ask(person_named, name).id)
    reach(desk, erased)
    desk.close()


def people(path: Path) -> list[str]:
    """Return what people in a workspace are called."""
    with closing(Desk.open(path)) as desk:
        assert desk.check() == []
        return sorted(one.name for one in desk.ask(all_people))


def forget_here() -> None:
    """Be another computer: what this one remembers beside the workspace is not there."""
    shutil.rmtree(paths.state_dir() / "erasures", ignore_errors=True)


@pytest.mark.parametrize("known", ["both", "by the workspace", "by this computer", "damaged"])
def test_going_back_to_an_unreached_backup_erases_again(
    desk: Desk, stick: Path, known: str
) -> None:
    path, before = desk.path, counts_in(stick)
    erase(desk)
    match known:
        case "by the workspace":
            forget_here()
        case "by this computer":
            path.unlink()
        case "damaged":
            path.write_bytes(path.read_bytes()[:3_000])
    done = restore(path, stick)
    assert done.feedback == 6
    assert people(path) == ["An erased person", "Bo"]
    assert counts_in(path) == before
    assert files_with(path.parent, paths.state_dir()) == {stick.name}, "the one in the drawer"
    with closing(Desk.open(path)) as opened:
        assert LABEL in {one.did for one in opened.ask(history)}
        assert opened.ask(lambda read: read.erasures()) != []


def test_what_was_restored_remembers_it_for_the_next_computer(desk: Desk, stick: Path) -> None:
    path = desk.path
    erase(desk)
    restore(path, stick.with_name(BEFORE))
    assert people(path) == ["Bo"]
    forget_here()
    restore(path, stick)
    assert people(path) == ["An erased person", "Bo"]


def test_who_writes_again_is_a_new_contact_and_stays_in_every_copy(desk: Desk, stick: Path) -> None:
    path = desk.path
    erased = desk.erase(desk.ask(person_named, "Zanthia Quorl").id)
    again = Speaker("Zanthia Quorl", email="zanthia@quorl.example", phone="+44 7700 900123")
    desk.do(record, NewFeedback("Bread, this time", again))
    (copy,) = copy_to(desk, "later.bak")
    assert reach(desk, erased) == {}
    desk.close()
    restore(path, copy)
    assert people(path) == ["An erased person", "Bo", "Zanthia Quorl"]
    with closing(Desk.open(path)) as opened:
        assert "Bread, this time" in {one.text for one in opened.ask(list_feedback)}
    assert stick.exists()


def test_another_record_of_theirs_is_known_by_its_address(desk: Desk, stick: Path) -> None:
    """After going back she was recorded anew, and that record was erased; the old one is hers."""
    path = desk.path
    desk.close()
    earlier = stick.with_name("earlier.feedbackdesk")
    with closing(Desk.open(earlier)) as opened:
        opened.do(record, NewFeedback("More jam", Speaker("Bo"), themes=("Jam",)))
    shutil.copy(earlier, path)
    with closing(Desk.open(path)) as opened:
        zanthia = Speaker("Zan Quorl", email="ZANTHIA@quorl.example")
        opened.do(record, NewFeedback("Marmalade", zanthia))
    with closing(Desk.open(path)) as opened:
        (aside,) = copy_to(opened, "shop set aside 2026-11-30 120000.feedbackdesk")
        with closing(Desk.open(aside)) as other:
            other.do(record, NewFeedback("Marmalade", Speaker("Zan Q", email="z@q.example")))
    with closing(sqlite3.connect(aside)) as raw:  # as if recorded there by itself
        raw.execute("UPDATE person SET uid = lower(hex(randomblob(16))) WHERE name = 'Zan Quorl'")
        raw.commit()
    with closing(Desk.open(path)) as opened:
        erased = opened.erase(opened.ask(person_named, "Zan Quorl").id)
        assert reach(opened, erased) == {aside.name: "rewritten"}
    assert people(aside) == ["An erased person", "Bo", "Zan Q"]


@pytest.mark.parametrize("logged", [True, False])
@pytest.mark.parametrize("firm", ["", "there", "deleted since"])
@pytest.mark.parametrize("known", ["name", "email", "phone"])
def test_another_record_of_theirs_is_known_by_the_one_thing_that_it_has(
    desk: Desk, known: str, firm: str, logged: bool
) -> None:
    """As whoever recorded them elsewhere wrote it, also where no log tells when that was."""
    acme = "Acme" if firm else None
    zanthia = Speaker("Zanthia Quorl", acme, email="zanthia@quorl.example", phone="+44 7700 900123")
    desk.do(record, NewFeedback("Marmalade", zanthia))
    (copy,) = copy_to(desk, "shop.bak")
    others = {"name": "name = 'Zed', key = 'zed'", "email": "email = NULL", "phone": "phone = NULL"}
    del others[known]
    with closing(sqlite3.connect(copy)) as raw:
        fulltext.prepare(raw)
        if not logged:
            raw.execute("DELETE FROM change WHERE table_name = 'person'")
        raw.execute(
            f"UPDATE person SET uid = lower(hex(randomblob(16))), {', '.join(others.values())}"
        )
        raw.commit()
    if firm == "deleted since":
        desk.do(record, NewFeedback("Bolts", Speaker(organisation="Bolt")))
        for name in ("Acme", "Bolt"):
            desk.do(delete_organisation, desk.ask(organisation_named, name).id)
    erased = desk.erase(desk.ask(person_named, "Zanthia Quorl").id)
    assert reach(desk, erased) == {copy.name: "rewritten"}
    assert people(copy) == ["An erased person"]


def test_who_was_erased_in_a_copy_is_not_erased_there_again(desk: Desk) -> None:
    desk.do(record, NewFeedback("Bread", Speaker("Bo")))
    tell(desk)
    (copy,) = copy_to(desk, "shop.bak")
    erased = desk.erase(desk.ask(person_named, "Zanthia Quorl").id)
    assert reach(desk, erased) == {copy.name: "rewritten"}
    was = copy.read_bytes()
    assert reach(desk, erased) == {copy.name: "without"}
    assert copy.read_bytes() == was


def test_words_of_others_are_as_in_the_workspace_that_was_there(desk: Desk, tmp_path: Path) -> None:
    path = desk.path
    tell(desk)
    kept, corrected = (
        desk.do(record, NewFeedback(f"Zanthia Quorl told me {n}", Speaker("Bo"))).result
        for n in (1, 2)
    )
    (tmp_path / "drawer").mkdir()
    stick = tmp_path / "drawer" / "shop.feedbackdesk"
    desk.save_copy(stick)
    desk.do(edit_feedback, corrected, FeedbackFacts(text="Somebody told me 2"))
    erase(desk)
    restore(path, stick)
    with closing(Desk.open(path)) as opened:
        texts = {one.id: one.text for one in opened.ask(list_feedback)}
    assert texts[kept] == "Zanthia Quorl told me 1"
    assert texts[corrected] == "(erased) told me 2"


def test_a_state_folder_that_cannot_be_written_leaves_it_to_the_workspace(
    desk: Desk, stick: Path
) -> None:
    path = desk.path
    forget_here()
    (paths.state_dir()).mkdir(parents=True, exist_ok=True)
    (paths.state_dir() / "erasures").write_text("in the way")
    try:
        erase(desk)
        restore(path, stick)
        assert people(path) == ["An erased person", "Bo"]
    finally:
        (paths.state_dir() / "erasures").unlink()


def test_what_is_remembered_names_nobody(desk: Desk, stick: Path) -> None:
    assert stick.exists()
    erase(desk)
    files = list((paths.state_dir() / "erasures").iterdir())
    assert [one.suffix for one in files if one.stat().st_size] != []
    assert all(one.stat().st_mode & 0o077 == 0 for one in files)
    assert left_in(paths.state_dir(), desk.path) == set()
    words = b"".join(one.read_bytes() for one in files).lower()
    assert not [one for one in SECRETS if one.lower().encode() in words]


@pytest.mark.parametrize("known", ["by both", "by the file alone"])
def test_what_is_made_good_from_an_unreached_backup_brings_nobody_back(
    desk: Desk, stick: Path, tmp_path: Path, known: str
) -> None:
    path, before = desk.path, counts_in(stick)
    erase(desk)
    if known == "by the file alone":
        forget_here()
    spoil(path, *pages_of(path, "person"), *pages_of(path, "feedback"))
    rescued = tmp_path / "rescued.feedbackdesk"
    rescue(path, rescued, backup=stick)
    assert people(rescued) == ["An erased person", "Bo"]
    assert left_in(rescued) == set()
    assert counts_in(rescued) == before
    go_back(path, stick)
    assert people(path) == ["An erased person", "Bo"]
    assert files_with(tmp_path) == {stick.name}
