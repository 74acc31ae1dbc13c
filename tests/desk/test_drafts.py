"""Half-typed forms outlive whatever happens to the program; none of them is in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk import paths
from feedbackdesk.desk.drafts import BYTES_LIMIT, Draft, Drafts, Form
from feedbackdesk.domain.errors import Refusal

FORM: Form = {"who": "Ann Lee", "words": "Can you mail me the", "kind": "request"}


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drafts:
    """The drafts of a workspace that nobody has written for yet."""
    monkeypatch.setattr(paths, "state_dir", lambda: tmp_path / "state")
    return Drafts(tmp_path / "shop.feedbackdesk")


def leave(drafts: Drafts, form: Form = FORM) -> str:
    """Type something, and close the form."""
    pen = drafts.begin()
    pen.write(form)
    pen.close()
    return pen.uid


def test_what_is_written_waits_once_its_form_is_gone(drafts: Drafts) -> None:
    pen = drafts.begin()
    pen.write({"words": "Can"})
    pen.write(FORM)
    assert drafts.waiting() == [], "it is being typed"
    assert drafts.take(pen.uid) is None
    pen.close()
    (draft,) = drafts.waiting()
    assert (draft.uid, draft.form) == (pen.uid, FORM)
    assert draft.title == "Ann Lee – Can you mail me the"
    assert [one.suffix for one in drafts.folder.iterdir()] == [".json"]


def test_the_newest_comes_first_and_one_goes_on_with_one(drafts: Drafts) -> None:
    first, second = leave(drafts), leave(drafts, {"words": "Two"})
    os.utime(drafts.folder / f"{first}.json", (1, 1))
    assert [one.uid for one in drafts.waiting()] == [second, first]
    taken = Drafts(Path(drafts.workspace)).take(first)
    assert taken is not None
    pen, draft = taken
    assert draft.form == FORM
    assert [one.uid for one in drafts.waiting()] == [second]
    assert drafts.take(first) is None, "another window goes on with it"
    pen.remove()
    assert [one.uid for one in drafts.waiting()] == [second]
    drafts.delete(second)
    assert drafts.waiting() == []
    assert list(drafts.folder.iterdir()) == []


def test_many_look_through_the_drafts_while_one_writes(drafts: Drafts) -> None:
    kept = leave(drafts)

    def look(number: int) -> int:
        own = Drafts(Path(drafts.workspace))
        seen = len(own.waiting())
        pen = own.begin()
        pen.write({"words": str(number)})
        pen.remove()
        return seen

    with ThreadPoolExecutor(4) as pool:
        assert min(pool.map(look, range(60))) >= 1, "it is in sight for everybody"
    taken = drafts.take(kept)
    assert taken is not None
    taken[0].close()
    assert [one.suffix for one in drafts.folder.iterdir()] == [".json"]


def test_each_workspace_has_its_own(drafts: Drafts, tmp_path: Path) -> None:
    leave(drafts)
    assert Drafts(tmp_path / "other.feedbackdesk").waiting() == []
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    assert len(Drafts(link / "shop.feedbackdesk").waiting()) == 1


def test_a_killed_process_lets_go_of_its_draft(drafts: Drafts, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from feedbackdesk.desk.drafts import Drafts\n"
        "pen = Drafts(pathlib.Path(sys.argv[1])).begin()\n"
        "pen.write({'words': 'Half of what'}); print(pen.uid, flush=True); sys.stdin.read()"
    )
    state = {name: str(tmp_path) for name in ("XDG_STATE_HOME", "HOME")}
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", code, drafts.workspace],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | state | {"PYTHONPATH": root},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        uid = process.stdout.readline().strip()
        name = drafts.folder.name
        (folder,) = tmp_path.glob(f"**/{name}")
        drafts.folder = folder
        assert drafts.waiting() == []
        process.kill()
    (draft,) = drafts.waiting()
    assert (draft.uid, draft.form) == (uid, {"words": "Half of what"})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\x00\xff\xfe",
        b'{"feedbackdesk_draft": "one", "form": {}}',
        b'{"feedbackdesk_draft": 1, "form": []}',
        b'{"form": {}}',
        b"[" * 100_000,
        b'{"feedbackdesk_draft": 1, "form": {"words": "cut o',
    ],
)
def test_a_damaged_draft_is_set_aside_and_not_lost(drafts: Drafts, data: bytes) -> None:
    good = leave(drafts)
    (drafts.folder / "bad.json").write_bytes(data)
    assert [one.uid for one in drafts.waiting()] == [good]
    assert (drafts.folder / "bad.damaged").read_bytes() == data
    assert drafts.take("bad") is None


def test_a_huge_file_and_one_of_a_newer_version_are_no_drafts(drafts: Drafts) -> None:
    leave(drafts)
    with (drafts.folder / "huge.json").open("wb") as file:
        file.truncate(BYTES_LIMIT + 1)
    newer = drafts.folder / "newer.json"
    newer.write_text('{"feedbackdesk_draft": 2, "form": {}}')
    (drafts.folder / "folder.json").mkdir()
    assert len(drafts.waiting()) == 1
    assert newer.exists(), "left to the version that can read it"
    assert (drafts.folder / "huge.damaged").exists()


def test_what_a_process_left_behind_is_cleared_away(drafts: Drafts) -> None:
    leave(drafts)
    for name in ("gone.part", "gone.lock"):
        (drafts.folder / name).write_text("x")
    drafts.waiting()
    assert [one.suffix for one in drafts.folder.iterdir()] == [".json"]


def test_a_failed_write_says_so_and_keeps_what_was_there(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    pen = drafts.begin()
    pen.write(FORM)

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Refusal, match="No space left"):
            pen.write({"words": "More than fits"})
    pen.close()
    assert [one.form for one in drafts.waiting()] == [FORM]


def test_the_files_are_the_owners_alone(drafts: Drafts) -> None:
    uid = leave(drafts)
    assert (drafts.folder / f"{uid}.json").stat().st_mode & 0o077 == 0
    assert drafts.folder.stat().st_mode & 0o077 == 0


def test_a_person_can_be_forgotten(drafts: Drafts) -> None:
    leave(drafts, {"who": "ANN  LEE", "words": "x"})
    leave(drafts, {"who": "", "words": "Told me by Ann\nLee herself"})
    leave(drafts, {"words": "x", "loss": {"also": ["Ann Lee left"]}})
    kept = leave(drafts, {"who": "Annabel Leeds", "words": "x"})
    (drafts.folder / "old.damaged").write_bytes(b'{"who": "Ann Lee", \xff')
    assert drafts.forget(["", "Ann Lee"]) == 4
    assert [one.uid for one in drafts.waiting()] == [kept]
    assert [one.name for one in drafts.folder.iterdir()] == [f"{kept}.json"]


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text()) | st.none()))
def test_any_form_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, form: Form
) -> None:
    form["words"] = form.get("words", "") or "half \ud83d of an emoji, \x00 and \u202e"
    made = Drafts(tmp_path_factory.mktemp("any") / "shop.feedbackdesk")
    uid = leave(made, form)
    (draft,) = [one for one in made.waiting() if one.uid == uid]
    assert draft.form == form
    assert isinstance(draft, Draft)
    assert len(draft.title) < 200
    made.delete(uid)
