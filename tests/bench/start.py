"""From the start of a process to a painted window, and to its first rows."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.measure import Line, line

_ROUNDS = 9


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure whole processes in turn: a bare QMainWindow, and the real one."""
    bare: list[float] = []
    painted: list[float] = []
    rows: list[float] = []
    for turn in range(_ROUNDS + 1):
        first = _times("bare", workspace)["painted"]
        times = _times("ours", workspace)
        if turn:  # the first turn warms the disk
            bare.append(first)
            painted.append(times["painted"])
            rows.append(times["rows"])
    return [
        line("start to a painted window that answers", size, painted, bare, "at most 1.3 times"),
        line("start to the first page with rows", size, rows, bare, "at most 4 times"),
    ]


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
