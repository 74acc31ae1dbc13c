"""Run the benchmarks: `python -m tests.bench [PART]... [--sizes 1000,100000]`.

Each line shows ours, the raw limit measured in the same run, and the ratio of the two.
Nothing here fails: a clock decides no test.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import (
    backup,
    board,
    bring,
    inbox,
    insights,
    losses,
    person,
    printed,
    propose,
    record,
    roadmap,
    search,
    ship,
    start,
    suggest,
    twins,
    typing,
)
from tests.bench.heap import right
from tests.bench.measure import Line, show
from tests.bench.workspace import make_workspace

PARTS = {
    "start": start.measure,
    "capture": start.measure_capture,
    "record": record.measure,
    "roadmap": roadmap.measure,
    "board": board.measure,
    "insights": insights.measure,
    "typing": typing.measure,
    "search": search.measure,
    "suggest": suggest.measure,
    "inbox": inbox.measure,
    "losses": losses.measure,
    "ship": ship.measure,
    "person": person.measure,
    "printed": printed.measure,
    "twins": twins.measure,
    "backup": backup.measure,
    "bring": bring.measure,
    "heap": right.measure,
    "propose": propose.measure,
}

MAKE_THEIR_OWN = {"inbox", "twins", "bring", "heap", "propose"}
"""Parts that measure a workspace of their own."""


def main() -> None:
    """Measure what was asked for, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--sizes", default="1000,100000", help="numbers of feedbacks")
    chosen = parser.parse_args()
    unknown = set(chosen.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="feedbackdesk-bench-") as folder:
        os.environ["HOME"] = folder
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = f"{folder}/{name.lower()}"
        sizes = sorted(int(text) for text in chosen.sizes.split(","))
        for size in sizes:
            workspace = Path(folder, f"bench-{size}.feedbackdesk")
            if set(chosen.parts or PARTS) - MAKE_THEIR_OWN:
                print(f"making a workspace of {size:,} feedbacks and 500 items …", flush=True)
                make_workspace(Path(folder), size)
            for part in chosen.parts or PARTS:
                lines += PARTS[part](workspace, size)
        if "record" in (chosen.parts or PARTS) and len(sizes) > 1:
            small, large = (
                Path(folder, f"bench-{size}.feedbackdesk") for size in sizes[:: len(sizes) - 1]
            )
            lines.append(record.compare(small, large, sizes[-1]))
        if "suggest" in (chosen.parts or PARTS):
            suggest.rightness()
        if "heap" in (chosen.parts or PARTS):
            right.rightness()
        if "propose" in (chosen.parts or PARTS):
            propose.rightness()
    show(lines)


main()
