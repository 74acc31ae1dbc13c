"""Torment workspaces: `python -m tests.torture [--minutes N] [--only kills] [--seed N]`.

Each line is one kind of torment: how often it was tried, and how often all that was acknowledged
was there afterwards. What was lost is told with what repeats it, and makes the status 1.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.torture import failing
from tests.torture.frame import Plan, Tally, table, tormented

_ROOM_BYTES = 2_000_000_000


def main() -> int:
    """Torment what was asked for, print one table, and return the exit status."""
    failing.start_anew("tests.torture")
    failing.remove_library()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.torture.torments import TORMENTS
    from tests.torture.workspaces import warm_up

    names = [one.name for one in TORMENTS]
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="for all together")
    parser.add_argument("--only", action="append", choices=names, help="one kind; may be repeated")
    parser.add_argument("--seed", type=int, default=1, help="which cases are drawn")
    parser.add_argument("--cases", type=int, help="so many of each kind at most, each small")
    parser.add_argument("--case", help="this one alone, as it was told")
    chosen = parser.parse_args()
    torments = [one for one in TORMENTS if chosen.only is None or one.name in chosen.only]
    tallies: list[Tally] = []
    ends = time.monotonic() + chosen.minutes * 60
    memory = Path("/dev/shm")  # where a disk is waited for, little is tried
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM_BYTES
    with tempfile.TemporaryDirectory(
        prefix="feedbackdesk-torture-", dir=memory if roomy else None
    ) as folder:
        place = Path(os.path.realpath(folder))
        os.environ |= {"HOME": str(place / "home"), "LANG": "C.UTF-8"}
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = str(place / "home" / name.lower())
        warm_up(place / "warm")
        gc.collect()
        gc.freeze()  # a child collects nothing of what it was born with
        for number, torment in enumerate(torments):
            left = torments[number:]
            part = torment.share / sum(one.share for one in left)
            plan = Plan(chosen.seed, place, short=chosen.cases is not None)
            until = time.monotonic() + (ends - time.monotonic()) * part
            tallies.append(
                tormented(torment, plan, until=until, at_most=chosen.cases, only_case=chosen.case)
            )
            print(table(tallies[-1:], torments).splitlines()[1], flush=True)
    print("\n" + table(tallies, torments))
    return int(any(one.lost for one in tallies))


if __name__ == "__main__":
    sys.exit(main())
