"""The small window from the command line: it opens, or says in a sentence why not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from feedbackdesk.cli.app import feedbackdesk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Kind
from feedbackdesk.ui.look.screen import need_screen
from tests.cli.conftest import check

if TYPE_CHECKING:
    from tests.cli.conftest import Run, Spawn


def test_what_is_known_is_handed_to_the_window(workspace: Path) -> None:
    shown: list[Any] = []

    def window(path: Path, **known: Any) -> int:
        shown.append((path, known))
        return 0

    words = ["--workspace", str(workspace), "capture"]
    given = ["--who", "Ann Lee", "--kind", "Praise", "--text", "-"]
    runner = CliRunner()
    assert runner.invoke(feedbackdesk, words, obj=window).exit_code == 0
    assert runner.invoke(feedbackdesk, words + given, obj=window, input="Größe!").exit_code == 0
    assert shown == [
        (workspace, {"who": "", "kind": None, "text": ""}),
        (workspace, {"who": "Ann Lee", "kind": Kind.PRAISE, "text": "Größe!"}),
    ]
    assert runner.invoke(feedbackdesk, [*words, "--kind", "rumour"], obj=window).exit_code == 2


def test_a_window_that_could_not_record_is_status_one(workspace: Path) -> None:
    words = ["--workspace", str(workspace), "capture"]
    done = CliRunner().invoke(feedbackdesk, words, obj=lambda _path, **_known: 1)
    assert done.exit_code == 1


def test_without_a_window_there_is_a_sentence(run: Run) -> None:
    assert "no window here" in run("capture", status=1).err


@pytest.mark.parametrize("how", ["damaged", "newer", "folder"])
def test_a_workspace_that_cannot_be_recorded_into_is_a_sentence(
    spawn: Spawn, run: Run, workspace: Path, how: str
) -> None:
    if how == "damaged":
        workspace.write_bytes(b"not a workspace, though it is called one" * 10)
    elif how == "folder":
        workspace.mkdir()
    else:
        run("add", "x")
        with closing(sqlite3.connect(workspace)) as raw:
            raw.execute("UPDATE alembic_version SET version_num = '9999'")
            raw.commit()
    answer = spawn("capture", "--text", "Half of what", env={"QT_QPA_PLATFORM": "offscreen"})
    answer = type(answer)(answer.status, answer.out, _own(answer.err))
    check(answer, "capture")
    assert answer.status == 1
    assert [one.form["words"] for one in Drafts(workspace).waiting()] == ["Half of what"]


def _own(err: str) -> str:
    """Return what the program says, without what the platform's plugin says of itself."""
    return "".join(one for one in err.splitlines(keepends=True) if "plugin does not" not in one)


@pytest.mark.parametrize("display", ["", ":997", "unix:997.0"])
def test_without_a_screen_there_is_a_sentence_and_no_abort(spawn: Spawn, display: str) -> None:
    nowhere = {"QT_QPA_PLATFORM": "", "DISPLAY": display, "WAYLAND_DISPLAY": ""}
    answer = spawn("capture", env=nowhere)
    check(answer, "capture")
    assert answer.status == 1
    assert "no screen" in answer.err


def test_a_screen_elsewhere_is_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(Refusal, match="no screen"):
        need_screen()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(Refusal):
        need_screen()
    (tmp_path / "wayland-0").touch()
    need_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    monkeypatch.setenv("DISPLAY", "localhost:10.0")
    need_screen()
