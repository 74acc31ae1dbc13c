"""A window in a process of its own, which does what it is told and lives on until it is killed.

`python -m tests.driver.elsewhere WORKSPACE '[["press", "Ctrl+N"], ["type", "Ann Lee"]]'`
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from feedbackdesk.ui.application import make_application
from tests.driver.driver import Driver


def main(workspace: str, steps: str) -> None:
    """Open a window, and do one after the other what a driver can."""
    application = make_application([])
    window = Driver(Path(workspace))
    for verb, *given in json.loads(steps):
        getattr(window, verb)(*given)
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
