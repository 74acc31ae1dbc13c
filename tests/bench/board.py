"""The roadmap of 500 items scrolled, as a board and as a list, against a bare list of Qt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.measure import Line, line

_FRAME = "a frame: 16.7 ms"


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure a step of the wheel, painted, with all items in one column; each in a process."""
    bare, ours = (_ran(which, workspace) for which in ("bare", "ours"))
    return [
        line("board: 500 cards in a column, a step", size, ours["column"], bare["step"], _FRAME),
        line("board: a page of that column", size, ours["page"], bare["page"], _FRAME),
        line("list: 500 items, a step", size, ours["list"], bare["step"], _FRAME),
        line("list: a page of it", size, ours["list_page"], bare["page"], _FRAME),
        line("board: another lens, until painted", size, ours["lens"], bare["step"], ""),
        line("list: sorted by a column, painted", size, ours["sort"], bare["step"], ""),
    ]


def _ran(which: str, path: Path) -> dict[str, list[float]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.board_scrolled", which, str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return told
