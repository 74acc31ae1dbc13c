"""Find what the tests would not notice: `python -m tests.mutation [MODULE]... [--seed N]`.

Each line is one module: how many small changes were tried, one at a time, how many of them the
tests that run the changed line noticed, and below, those that they did not. Without a module
twelve are drawn. The checkout is not touched; a copy of it is changed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from tests.mutation.trying import Result, Trial, modules_of, table

ROOT = Path(__file__).parents[2]
DRAWN = 12


def main() -> None:
    """Try what was asked for, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="module", help="such as domain/ranking")
    parser.add_argument("--seed", type=int, default=1, help="which changes are drawn")
    parser.add_argument("--changes", type=int, default=30, help="how many of a module")
    parser.add_argument("--budget", type=float, default=30, help="seconds of tests for a change")
    parser.add_argument("--root", type=Path, default=ROOT, help="of another repository")
    chosen = parser.parse_args()
    root = chosen.root.absolute()
    groups = {name: modules_of(root, name) for name in chosen.modules}
    for name, found in groups.items():
        if not found:
            parser.error(f"no such module: {name}")
    if not groups:
        every = sorted({one for one in modules_of(root, "") if not one.endswith("__init__.py")})
        drawn = random.Random(chosen.seed).sample(every, DRAWN)
        groups = {one.removeprefix("feedbackdesk/").removesuffix(".py"): [one] for one in drawn}
    results: list[Result] = []
    with tempfile.TemporaryDirectory(
        prefix="feedbackdesk-mutation-", ignore_cleanup_errors=True
    ) as folder:
        trial = Trial(root, Path(folder), budget=chosen.budget)
        trial.known.learn([one for found in groups.values() for one in found])
        for name, found in groups.items():
            results.append(trial.of(name, found, seed=chosen.seed, number=chosen.changes))
            print(table(results[-1:]), flush=True)
    if len(results) > 1:
        print("\n" + table(results))


if __name__ == "__main__":
    main()
