"""The longest name that a workspace can have: its backups, and all that is made beside it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk import backing_up
from feedbackdesk.desk.backup_files import FOLDER, list_backups
from feedbackdesk.desk.backup_plan import second_backups
from feedbackdesk.desk.backups import restore
from feedbackdesk.desk.conflicts import set_aside
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.erasures import reach
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.rescue import rescue
from feedbackdesk.desk.second_place import make_key
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.rotation import Why
from tests.store.test_migrations import OLD_FILES
from tests.store.test_same_file import filled, words_in

pytestmark = pytest.mark.usefixtures("own_state")


LONG = "ä" * 115
"""A stem of 230 bytes: with its ending and SQLite's journal behind it, as long as can be."""


def test_a_long_name_has_backups_that_are_told_from_those_of_another(tmp_path: Path) -> None:
    folder, stick = tmp_path / "desk", tmp_path / "stick"
    stick.mkdir()
    path = filled(folder / f"{LONG}.feedbackdesk", "mine")
    other = filled(folder / f"{LONG[:-1]}ö.feedbackdesk", "of another")
    for one in (path, other):
        with closing(Desk.open(one)) as desk:
            desk.do(record_feedback, NewFeedback("From", Speaker("Zanthia Quorl")))
            desk.do(change_settings, {"backup_second_place": str(stick)})
            assert backing_up.make(desk, Why.ASKED) is not None
            assert backing_up.worries(desk) == []
            assert len(list_backups(one)) == len(second_backups(desk)) == 1
            assert backing_up.worries(desk) == []
            secret = one.with_name(f"{one.stem[-1]}.txt")
            desk.do(change_settings, {"backup_key": make_key(secret)})
            assert backing_up.make(desk, Why.ASKED) is not None
            assert {one.path.suffix for one in second_backups(desk)} == {".age"}
    mine, his = ({one.path.name for one in list_backups(which)} for which in (path, other))
    assert not mine & his
    lying = {one.name for one in (folder / FOLDER).iterdir()}
    assert {one for one in lying if not one.endswith(".json")} == mine | his
    assert len(lying) == len(mine | his) + 2, "the newest of each has its JSON"
    filled(path, "since then")
    done = restore(path, list_backups(path)[0].path)
    assert done.aside is not None
    assert words_in(path) == ["From", "mine"]
    assert words_in(done.aside) == ["From", "mine", "since then"]
    with closing(Desk.open(path)) as desk:
        encrypted = second_backups(desk)[0].path
        erased = desk.erase(desk.ask(person_named, "Zanthia Quorl").id)
        told = reach(desk, erased.copies, erased)
        fates = {one.why or one.fate.value for one in told}
        assert fates == {"rewritten", "it is encrypted"}
        assert done.aside in {one.path for one in told}
        assert not [one for one in told if one.path in {his.path for his in list_backups(other)}]
    restore(path, encrypted, key=path.with_name("ä.txt"))
    assert words_in(path) == ["(erased)", "mine"]


def test_a_long_name_is_set_aside_and_rescued(tmp_path: Path) -> None:
    path = filled(tmp_path / "desk" / f"{LONG}.feedbackdesk", "mine")
    copy = path.with_name(f"{LONG[:-3]} (1).feedbackdesk")
    shutil.copy(path, copy)
    assert " set aside " in set_aside(copy).name
    rescued = path.with_name(f"{LONG[:-2]}re.feedbackdesk")
    rescue(path, rescued)
    assert words_in(rescued) == ["mine"]
    old = path.with_name(f"{LONG[:-2]}ol.feedbackdesk")
    shutil.copy(OLD_FILES[0], old)
    with closing(Desk.open(old)) as desk:
        assert not desk.read_only, "it was brought to this version"
    (before,) = (one for one in old.parent.iterdir() if ".before-" in one.name)
    assert [one.path for one in list_backups(old)] == [before]
