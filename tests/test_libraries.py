"""What Qt lacks on a system is named, with a line that installs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from feedbackdesk.libraries import (
    Purpose,
    explain,
    fault_of,
    is_about_qt,
    line_to_paste,
    missing,
    packages,
    this_system,
)

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("release", "system"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', "debian"),
        ("ID=ubuntu\nID_LIKE=debian\n", "debian"),
        ('ID="linuxmint"\nID_LIKE="ubuntu debian"\n', "debian"),
        ('ID=rocky\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("ID=fedora\n", "fedora"),
        ("ID=arch\n", "arch"),
        ("ID=haiku\n", None),
        ("", None),
        ("ID\n= =\n\x00", None),
    ],
)
def test_a_system_is_known_by_what_it_says_of_itself(release: str, system: str | None) -> None:
    assert this_system(release) == system


@pytest.mark.parametrize(
    ("complaint", "fault"),
    [
        (
            "libGL.so.1: cannot open shared object file: No such file or directory",
            "libGL.so.1",
        ),
        (
            "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found "
            "(required by /a/PySide6/Qt/lib/libQt6Core.so.6)",
            "libc.so.6 (GLIBC_2.34)",
        ),
        ("/a b/libqxcb.so: invalid ELF header", "libqxcb.so"),
    ],
)
def test_the_loader_is_understood(complaint: str, fault: str) -> None:
    assert fault_of(complaint) == fault


@pytest.mark.parametrize("system", ["debian", "fedora", "arch"])
def test_each_purpose_needs_what_the_one_before_needs(system: str) -> None:
    window, tests = (packages(one, system) for one in Purpose)
    assert window
    assert tests[: len(window)] == window
    assert len(set(tests)) == len(tests)


def test_nothing_is_told_of_a_system_that_is_not_known() -> None:
    assert packages(Purpose.WINDOW, "haiku") == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring it along")
def test_where_the_tests_run_nothing_is_missing() -> None:
    assert missing(Purpose.TESTS) == []
    assert explain(Purpose.WINDOW, "Qt fell over.\n") == "Qt cannot start here: Qt fell over."
    assert explain(Purpose.WINDOW) == "Qt cannot start here: it does not say why"


def test_a_tool_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert missing(Purpose.TESTS) == ["Xvfb", "xauth", "xdotool", "pdftotext"]
    assert explain(Purpose.TESTS).startswith(
        "Qt cannot load: the system’s Xvfb, xauth, xdotool, pdftotext is missing."
    )
    if line := line_to_paste(Purpose.TESTS):
        assert line.removeprefix("sudo ").split()[0] in {"apt-get", "dnf", "pacman"}
        assert explain(Purpose.TESTS).endswith(f"This installs it:\n{line}")


@pytest.mark.parametrize(
    ("error", "about"),
    [
        (ImportError("libGL.so.1: cannot open", name="PySide6.QtGui"), True),
        (ImportError("libglib-2.0.so.0: cannot open shared object file: No such file"), True),
        (ImportError("/lib/libc.so.6: version `GLIBC_2.34' not found (required by x)"), True),
        (ImportError("No module named 'PySide6'", name="PySide6"), True),
        (ImportError("libpyside", name="shiboken6.Shiboken"), True),
        (ImportError("cannot import name", name="feedbackdesk.ui.window"), False),
        (ImportError("who knows"), False),
    ],
)
def test_a_defect_of_ours_is_not_laid_on_the_system(error: ImportError, about: bool) -> None:
    assert is_about_qt(error) is about


@pytest.fixture
def without_qt(tmp_path: Path) -> dict[str, str]:
    """An environment in which a part of Qt does not load, as where its libraries are missing."""
    broken = tmp_path / "PySide6"
    broken.mkdir()
    (broken / "__init__.py").write_text(
        "raise ImportError('libGL.so.1: cannot open shared object file: No such file')\n"
    )
    (tmp_path / "screen").touch()
    return {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "FEEDBACKDESK_WORKSPACE": str(tmp_path / "shop.feedbackdesk"),
    }


def run(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as `python -m feedbackdesk`."""
    command = [sys.executable, "-m", "feedbackdesk", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [(), ("capture",)])
def test_a_window_without_qt_is_a_sentence(
    without_qt: dict[str, str], arguments: tuple[str, ...]
) -> None:
    done = run(without_qt, *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith("Qt cannot ")
    assert "Traceback" not in done.stderr
    assert "defect" not in done.stderr


def test_without_qt_a_page_is_printed_all_the_same(
    without_qt: dict[str, str], tmp_path: Path
) -> None:
    assert run(without_qt, "add", "More oat milk", "--theme", "Oat milk").returncode == 0
    assert run(without_qt, "plan", "Oat milk").returncode == 0
    for name in ("roadmap.pdf", "roadmap.html"):
        done = run(without_qt, "print", str(tmp_path / name))
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "roadmap.pdf").read_bytes().startswith(b"%PDF-")
    assert "Oat milk" in (tmp_path / "roadmap.html").read_text("utf-8")


def test_what_qt_would_abort_for_is_said_in_a_sentence() -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "hologram"}
    done = run(env)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert lines[-1].startswith("Qt cannot start here: ")
    assert "hologram" in done.stderr
    assert "Aborted" not in done.stderr
