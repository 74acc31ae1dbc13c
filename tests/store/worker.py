"""Another process at the same workspace: records on and on, and prints each key once saved.

python -m tests.store.worker PATH NAME [COUNT]
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, delete_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker


def work(path: Path, name: str, count: int | None) -> None:
    """Record feedback of many speakers about few themes; delete and undo now and then."""
    desk = Desk.open(path, source="import")
    for number in itertools.count() if count is None else range(count):
        speaker = Speaker(f"{name} {number % 7}", f"Firm {number % 3}")
        if number % 2:
            speaker = Speaker(f"{name} alone {number % 7}")
        new = NewFeedback(f"{name} says {number}", speaker, themes=(f"Theme {number % 5}",))
        key = desk.do(record_feedback, new).result
        if number % 10 == 9:
            step = desk.do(delete_feedback, key).touched.step_id
            desk.undo(step)
        sys.stdout.write(f"{key}\n")
        sys.stdout.flush()
    desk.close()


if __name__ == "__main__":
    work(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
