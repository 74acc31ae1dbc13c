"""Ways out of a damaged workspace: what can be read of it, brought into a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk import bounded

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.domain.rescued import Rescued

_LIMITS = bounded.Limits(cpu=7_200, wall=14_400, memory=4_000_000_000)


def rescue(damaged: Path, target: Path, *, cancel: Cancel | None = None) -> Rescued:
    """Bring every row that can be read of a workspace into a new one; return what that was.

    In a child process, so that it may be open here meanwhile: its pages are read without SQLite.
    The damaged file is left as it is. Raises Refusal with a sentence; then there is no new one.
    """
    from feedbackdesk.store.rescue import rescue as read

    return bounded.run(
        read, str(damaged.absolute()), str(target.absolute()), limits=_LIMITS, cancel=cancel
    )
