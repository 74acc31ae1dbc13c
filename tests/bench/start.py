"""From the start of a process to a window that answers, and to what it shows first."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.measure import Line, line

_ROUNDS = 9


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure the window: painted, and with the rows of its first page."""
    bare, ours = _in_turn("ours", workspace)
    return [
        line("start to a painted window that answers", size, ours["painted"], bare,
             "at most 1.3 times"),
        line("start to the first page with rows", size, ours["rows"], bare, "at most 4 times"),
    ]  # fmt: skip


def measure_capture(workspace: Path, size: int) -> list[Line]:
    """Measure the form for one feedback: a key shows there, and the workspace is open."""
    bare, ours = _in_turn("capture", workspace)
    return [
        line("capture to a first key that shows", size, ours["typed"], bare, "at most 2 times"),
        line("capture to an open workspace", size, ours["open"], bare, "at most 4 times"),
    ]


def _in_turn(which: str, workspace: Path) -> tuple[list[float], dict[str, list[float]]]:
    """Return the times of whole processes in turn: of a bare QMainWindow, and of ours."""
    _times("bare", workspace), _times(which, workspace)  # the first turn warms the disk
    turns = [(_times("bare", workspace), _times(which, workspace)) for _round in range(_ROUNDS)]
    return (
        [bare["painted"] for bare, _ours in turns],
        {name: [ours[name] for _bare, ours in turns] for name in turns[0][1]},
    )


def _times(which: str, workspace: Path) -> dict[str, float]:
    # An owner's Python keeps what it has compiled; both sides do so here too.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.started", which, str(workspace)],
        check=True,
        capture_output=True,
        text=True,
        env={**environment, "BEGUN": repr(begun)},
    )
    pairs = (row.split() for row in done.stdout.splitlines())
    return {name: float(value) for name, value in pairs}
