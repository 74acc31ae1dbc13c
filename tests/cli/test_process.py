"""The program as a process: statuses, streams, encodings, and what it imports."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from feedbackdesk.__main__ import window_workspace
from tests.cli.conftest import ROOT, check

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Spawn

_ENV = os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (True, None)),
        (["--workspace", "x"], (True, "x")),
        (["--workspace=x"], (True, "x")),
        (["--workspace", "x", "--workspace=y"], (True, "y")),
        (["--workspace"], (False, None)),
        (["--help"], (False, None)),
        (["--workspace", "x", "add"], (False, None)),
        (["add", "--workspace", "x"], (False, None)),
    ],
)
def test_window_or_verb(arguments: list[str], expected: tuple[bool, str | None]) -> None:
    assert window_workspace(arguments) == expected


def test_statuses_and_streams(spawn: Spawn) -> None:
    done = spawn("add", "Hello")
    assert (done.status, done.err) == (0, "")
    could_not = spawn("show", "person", "nobody")
    assert (could_not.status, could_not.out) == (1, "")
    off = spawn("add", "x", "--on", "never")
    assert (off.status, off.out) == (2, "")
    for answer in (done, could_not, off):
        check(answer, "")


def test_standard_input(spawn: Spawn) -> None:
    assert spawn("add", "-", stdin="“Größe” \n你好".encode()).status == 0
    assert spawn("show", "feedback", "1", "--format", "json").json["text"] == "“Größe” \n你好"
    assert spawn("add", "-", stdin=b"").status == 1
    assert spawn("add", "-", stdin=b"\xff\xfe\x00").status == 0


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_any_locale(spawn: Spawn, locale: dict[str, str]) -> None:
    assert "“你好 Łódź”" in spawn("add", "你好 Łódź", "--who", "Ğ", env=locale).out
    assert spawn("show", "person", "ğ", env=locale).status == 0
    row = spawn("list", "feedback", "--format", "json", env=locale).json[0]
    assert (row["text"], row["who"]) == ("你好 Łódź", "Ğ")


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
def test_arguments_that_are_no_text(spawn: Spawn) -> None:
    answer = spawn("add", "caf\udce9", "--who", "\udcff Ada")
    check(answer, "")
    assert answer.status == 0
    assert spawn("list", "feedback", "--format", "json").json[0]["text"].startswith("caf")


def test_help_and_version_import_neither_qt_nor_sqlalchemy() -> None:
    code = (
        "import sys\n"
        "from feedbackdesk.__main__ import main\n"
        "assert 'click' not in sys.modules\n"
        "main(['--help']); main(['--version']); main(['add', '--help'])\n"
        "bad = {'PySide6', 'sqlalchemy', 'alembic'} & set(sys.modules)\n"
        "assert not bad, bad\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=_ENV, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"FeedbackDesk " in done.stdout


def test_every_verb_has_help(run: Run) -> None:
    verbs = [
        "add", "lost", "theme", "plan", "move", "ship", "decline", "edit", "delete", "list",
        "show", "print", "undo", "redo", "history", "import", "export", "backup", "restore",
        "check", "rescue", "erase", "data-report", "settings", "demo",
    ]  # fmt: skip
    listed = run("--help").out
    for verb in verbs:
        assert f"  {verb} " in listed
        assert run(verb, "--help").out.startswith(f"Usage: feedbackdesk {verb}")
    for verb in ["add", "rename", "alias", "merge", "unmerge", "delete", "assign"]:
        assert run("theme", verb, "--help").out.startswith(f"Usage: feedbackdesk theme {verb}")


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_goes_away(filled: Run, workspace: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "feedbackdesk", "--workspace", str(workspace), "list", "feedback",
         "--format", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_ENV,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_an_interrupt(spawn: Spawn, workspace: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "feedbackdesk", "--workspace", str(workspace), "demo", "--size",
         "900000"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_ENV,
    ) as process:  # fmt: skip
        while process.poll() is None and not workspace.exists():
            pass
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"Stopped.\n")
    assert spawn("list", "feedback", "--format", "json").out in {"", "[]\n"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")  # noqa: PTH110
def test_an_answer_that_cannot_be_written(filled: Run, workspace: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "feedbackdesk", "--workspace", str(workspace), "list", "people"],
            stdout=full, stderr=subprocess.PIPE, env=_ENV, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(b"The answer could not be written")
    assert done.stderr.count(b"\n") == 1


def test_a_defect_is_a_sentence_and_a_log(spawn: Spawn, workspace: Path, tmp_path: Path) -> None:
    spawn("add", "x", "--theme", "Jam")
    spawn("plan", "Jam")
    spawn("snapshot")
    with closing(sqlite3.connect(workspace)) as raw:  # JSON still, and no list that anybody wrote
        raw.execute("""UPDATE print_run SET items = '[{"x": 1}]'""")
        raw.commit()
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    answer = spawn("compare", env=home)
    assert answer.status == 1
    assert answer.err.count("\n") == 1
    assert "defect of FeedbackDesk (KeyError)" in answer.err
    (log,) = tmp_path.rglob("feedbackdesk.log")
    assert str(log) in answer.err
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_the_workspace_of_the_environment(spawn: Spawn, tmp_path: Path) -> None:
    other = tmp_path / "ünser Laden.feedbackdesk"
    env = _ENV | {"FEEDBACKDESK_WORKSPACE": str(other)}
    done = subprocess.run(
        [sys.executable, "-m", "feedbackdesk", "theme", "add", "Lids"],
        capture_output=True, env=env, check=True,
    )  # fmt: skip
    assert done.stdout == b"Added theme Lids (theme 1). Undo with: feedbackdesk undo\n"
    assert other.exists()


@pytest.mark.parametrize(
    "asked", [("--format", "json"), ("--format=json",)], ids=["two words", "one word"]
)
@pytest.mark.parametrize(
    ("words", "status"),
    [(("show", "person", "nobody “x”"), 1), (("list", "everything"), 2)],
    ids=["not there", "not understood"],
)
def test_what_went_wrong_is_json_where_json_is_asked_for(
    spawn: Spawn, words: tuple[str, ...], status: int, asked: tuple[str, ...]
) -> None:
    spawn("add", "Hello")
    wrong = spawn(*words, *asked)
    as_text = spawn(*words)
    assert (wrong.status, wrong.out) == (status, "")
    assert json.loads(wrong.err) == {"error": as_text.err.rstrip("\n")}
    assert wrong.err.count("\n") == 1


def test_a_workspace_of_the_environment_that_is_not_there_is_no_silent_new_business(
    tmp_path: Path,
) -> None:
    """As where it lies on a stick that was not put in today."""

    def add(workspace: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "feedbackdesk", "add", "Deliver on Mondays"],
            env=os.environ | {"PYTHONPATH": str(ROOT), "FEEDBACKDESK_WORKSPACE": str(workspace)},
            capture_output=True,
            text=True,
            check=False,
        )

    stick = tmp_path / "stick"
    missing = add(stick / "shop.feedbackdesk")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert f"There is no folder {stick}" in missing.stderr
    assert not stick.exists()
    stick.mkdir()
    empty = add(stick / "shop.feedbackdesk")
    assert empty.returncode == 0
    assert "is a new, empty workspace" in empty.stderr
    assert add(stick / "shop.feedbackdesk").stderr == ""
