"""When the pages of a workspace are looked at: what is remembered of the last time.

A file that is as this program left it was looked at before it was last written to, so that a
command need not look again. Anything else is looked at before the first write; and where
nobody waits, all of it after an end that was none of ours, and once a week.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from feedbackdesk.desk.remembered import Remembered

if TYPE_CHECKING:
    from feedbackdesk.store.workspace import Workspace

EACH = timedelta(days=7)
"""How long a look at all tables is good for, where nothing happened."""


class LookedAt:
    """What is remembered of the looks at one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Recall it for a workspace that was just opened."""
        self._workspace = workspace
        self._memory = Remembered(workspace.path, "looked-at")
        known = self._memory.load()
        self._as_left = workspace.is_new or (
            not workspace.unclean and known.get("left") == list(workspace.stands)
        )
        self._whole = _moment(known.get("whole")) if self._as_left else None
        if workspace.is_new:
            self._whole = _now()
        if self._as_left:
            workspace.soundness.trust()

    def look(self) -> bool:
        """Look at the tables that are written first, or at all where that is due.

        For a thread in which nobody waits. Returns whether they are sound; see `Soundness.look`.
        """
        whole = self._whole is None or not timedelta() <= _now() - self._whole < EACH
        sound = self._workspace.soundness.look(all_tables=whole)
        if sound and whole:
            self._whole = _now()
        return sound

    def found_whole(self) -> None:
        """Remember that all of it was looked at just now, and is sound."""
        self._whole = _now()

    def remember(self) -> None:
        """Remember how the file was left, after it was closed."""
        from feedbackdesk.store.same_file import known_by

        if not self._workspace.soundness.is_sound or self._workspace.astray is not None:
            self._memory.save({})
            return
        with suppress(OSError):
            left = known_by(self._workspace.path.stat())
            whole = None if self._whole is None else self._whole.isoformat()
            facts = {"left": list(left), "whole": whole}
            if facts != self._memory.load():
                self._memory.save(facts)


def _now() -> datetime:
    return datetime.now(UTC)


def _moment(found: object) -> datetime | None:
    with suppress(ValueError, TypeError):
        moment = datetime.fromisoformat(str(found))
        return moment if moment.tzinfo is not None else None
    return None
