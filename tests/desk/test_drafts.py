"""Half-typed forms outlive whatever happens to the program; none of them is in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk import paths
from feedbackdesk.desk.drafts import BYTES_LIMIT, Draft, Drafts, Form, text_of
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


LONG = "And then we waited for the whole of the morning, and nobody came"


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ({}, "…"),
        ({"who": " ", "organisation": "\t", "words": "\n"}, "…"),
        ({"who": "Ann Lee"}, "Ann Lee"),
        ({"organisation": "Acme"}, "Acme"),
        ({"who": " Ann  Lee ", "organisation": "Acme"}, "Ann Lee"),
        ({"who": "", "organisation": "Acme", "words": "Hello"}, "Acme – Hello"),
        ({"words": "Hello,\n\n there"}, "Hello, there"),
        ({"who": 7, "organisation": ["Acme"], "words": None}, "…"),
        ({"words": LONG}, "And then we waited for the whole of the…"),
        ({"words": LONG[:48]}, LONG[:48]),
        ({"who": "Ann " * 10}, "Ann Ann Ann Ann Ann Ann Ann…"),
        ({"who": "x" * 32}, "x" * 32),
        ({"who": "x" * 33}, "x" * 31 + "…"),
    ],
)
def test_a_draft_is_called_by_who_and_what_it_is_about(
    drafts: Drafts, form: Form, title: str
) -> None:
    leave(drafts, form)
    (draft,) = drafts.waiting()
    assert draft.title == title
    with pytest.raises(FrozenInstanceError):
        setattr(draft, "uid", "another")  # noqa: B010  (it may cross threads)


@pytest.mark.parametrize(
    ("found", "text"), [("words", "words"), ("", ""), (None, ""), (7, ""), (["a"], ""), ({}, "")]
)
def test_a_field_that_is_no_text_is_an_empty_one(found: object, text: str) -> None:
    assert text_of({"name": found}, "name") == text
    assert text_of({}, "name") == ""


def test_a_file_says_what_it_is_and_of_which_workspace(drafts: Drafts) -> None:
    form = {"words": "Zoë 😀"}
    uid = leave(drafts, form)
    raw = (drafts.folder / f"{uid}.json").read_text("utf-8")
    assert "Zoë 😀" in raw, "an owner can read it"
    whole = {"feedbackdesk_draft": 1, "workspace": drafts.workspace, "form": form}
    assert json.loads(raw) == whole
    assert drafts.workspace.endswith("shop.feedbackdesk")
    assert len(uid) == 32
    assert len(drafts.folder.name) == 24


def test_nothing_is_made_before_something_is_written(drafts: Drafts, tmp_path: Path) -> None:
    pen = drafts.begin()
    pen.close()
    pen.remove()
    assert drafts.waiting() == []
    assert drafts.take("gone") is None
    assert drafts.letter("gone") is None
    assert drafts.forget(["Ann"]) == 0
    assert drafts.naming(["Ann"]) == ()
    drafts.delete("gone")
    assert list(tmp_path.iterdir()) == []


def test_of_one_age_they_come_in_one_order(drafts: Drafts) -> None:
    uids = [leave(drafts, {"who": "Ann", "words": str(number)}) for number in range(6)]
    for uid in uids:
        os.utime(drafts.folder / f"{uid}.json", (1, 1))
    os.utime(drafts.folder / f"{uids[2]}.json", (9, 9))
    wanted = [uids[2], *sorted((one for one in uids if one != uids[2]), reverse=True)]
    assert [one.uid for one in drafts.waiting()] == wanted
    assert [one.uid for one in drafts.naming(["Ann"])] == wanted
    assert drafts.waiting()[0].saved.timestamp() == 9
    assert drafts.waiting()[0].saved.tzinfo is not None


def test_a_draft_that_is_held_is_found_again_once_it_is_let_go(drafts: Drafts) -> None:
    pen = drafts.begin()
    pen.write({"words": "First"})
    assert drafts.take(pen.uid) is None
    assert drafts.waiting() == []
    pen.write({"words": "Second"})
    assert drafts.take(pen.uid) is None, "it is still held"
    pen.close()
    pen.close()
    taken = drafts.take(pen.uid)
    assert taken is not None
    mine, draft = taken
    assert (draft.form, mine.uid) == ({"words": "Second"}, pen.uid)
    mine.write({"words": "Third"})
    assert not pen.hold(), "somebody goes on with it"
    mine.close()
    assert pen.hold()
    pen.remove()
    assert list(drafts.folder.iterdir()) == []
    assert drafts.take(pen.uid) is None


def test_whoever_removes_a_draft_leaves_no_part_of_it(drafts: Drafts) -> None:
    pen = drafts.begin()
    pen.write(FORM)
    (drafts.folder / f"{pen.uid}.part").write_text("half")
    pen.remove()
    assert list(drafts.folder.iterdir()) == []
    other = drafts.begin()
    other.write(FORM)
    drafts.delete(other.uid)
    assert not (drafts.folder / f"{other.uid}.json").exists(), "whoever holds it"
    other.close()
    assert list(drafts.folder.iterdir()) == []


def test_what_another_is_writing_is_left_alone(drafts: Drafts) -> None:
    pen = drafts.begin()
    pen.write(FORM)
    (drafts.folder / f"{pen.uid}.json").unlink()
    part = drafts.folder / f"{pen.uid}.part"
    part.write_text("half")
    assert drafts.waiting() == []
    assert part.exists(), "it is being written"
    pen.close()
    kept = leave(drafts)
    beside = drafts.folder / f"{kept}.part"
    beside.write_text("half")
    drafts.waiting()
    assert not part.exists()
    assert beside.exists(), "its draft stands beside it, and takes it over"


@pytest.mark.parametrize("beyond", [0, 1])
def test_as_large_as_a_draft_may_be(drafts: Drafts, beyond: int) -> None:
    uid = leave(drafts, {"words": "Ann"})
    path = drafts.folder / f"{uid}.json"
    room = BYTES_LIMIT - path.stat().st_size + beyond
    path.write_bytes(path.read_bytes() + b" " * room)
    assert path.stat().st_size == 64_000_000 + beyond
    assert len(drafts.waiting()) == 1 - beyond
    assert drafts.forget(["Ann"]) == 1 - beyond


def test_a_write_that_fails_says_where_and_why(drafts: Drafts) -> None:
    drafts.folder.parent.parent.mkdir(parents=True, exist_ok=True)
    drafts.folder.parent.write_text("a file stands where the folder would be")
    with pytest.raises(Refusal) as refused:
        drafts.begin().write(FORM)
    assert str(refused.value).startswith(f"What is half typed cannot be kept in {drafts.folder}: ")
    assert str(refused.value).endswith(". Recording works as ever.")
    assert drafts.waiting() == []


def test_letters_are_kept_apart_from_forms(drafts: Drafts) -> None:
    pen = drafts.letter_pen("abc")
    assert drafts.letter("abc") is None
    pen.write({"follow_up": 3, "who": "Zoë", "words": "Dear Z"})
    held = drafts.letter("abc")
    assert held is not None
    assert (held.uid, held.form["words"]) == ("letter-abc", "Dear Z")
    pen.close()
    assert drafts.waiting() == []
    assert drafts.letter("other") is None
    assert [one.uid for one in drafts.naming([], {3})] == ["letter-abc"]
    assert [one.uid for one in drafts.naming(["zoë"])] == ["letter-abc"]
    assert drafts.naming([], {4}) == ()
    assert drafts.naming(["Z. Other"]) == ()


@pytest.mark.parametrize(
    ("name", "data", "names", "owed", "goes"),
    [
        ("letter-a.json", b'{"form": {"follow_up": 3, "words": "x"}}', [], {3}, True),
        ("letter-a.json", b'{"form": {"follow_up": 3, "words": "x"}}', [], {4}, False),
        ("letter-a.json", b'{"form": {"follow_up": 3, "words": "Ann Lee"}}', ["Ann Lee"], {}, True),
        ("letter-a.damaged", b'{"form": {"follow_up": 3, "wor', [], {}, True),
        ("letter-a.part", b"[]", [], {}, True),
        ("letter-a.part", b"[" * 100_000, [], {}, True),
        ("letter-a.json", b'{"form": {}}', [], {}, True),
        ("letter-a.json", b'{"form": {"follow_up": []}}', [], {3}, True),
        ("a.json", b'{"form": {"follow_up": 3, "words": "x"}}', [], {3}, False),
        ("a.damaged", b'{"form": {"wor', [], {3}, False),
        ("a.part", b'{"form": {"who": "ann  Lee', ["Ann Lee"], {}, True),
        ("a.json", b'{"form": {"who": "Ann \\n Lee"}}', ["Ann Lee"], {}, True),
        ("a.json", b'{"form": {"who": "Ann \\u004cee"}}', ["Ann Lee"], {}, True),
        ("a.json", b'{"form": {"all": [[["x", {"y": "Ann Lee"}]]]}}', ["Ann Lee"], {}, True),
        ("a.json", b'{"form": {"phone": 7700900123}}', ["7700 900123"], {}, True),
        ("a.json", b'{"form": {"who": "Annabel Leeds"}}', ["Ann Lee"], {}, False),
        ("a.other", b"Ann Lee", ["Ann Lee"], {}, False),
    ],
)
def test_whatever_may_tell_of_somebody_is_forgotten(
    drafts: Drafts, name: str, data: bytes, names: list[str], owed: set[int], goes: bool
) -> None:
    drafts.folder.mkdir(parents=True)
    path = drafts.folder / name
    path.write_bytes(data)
    assert drafts.forget(names, owed) == int(goes)
    assert path.exists() is not goes


def test_what_cannot_be_read_now_is_left(drafts: Drafts) -> None:
    drafts.folder.mkdir(parents=True)
    (drafts.folder / "a.json").mkdir()
    assert drafts.forget(["Ann"]) == 0
    assert drafts.naming(["Ann"]) == ()
    assert drafts.take("a") is None
    assert (drafts.folder / "a.json").is_dir(), "not set aside"
