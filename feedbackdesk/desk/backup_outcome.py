"""How backing up went last, as it is remembered on this computer."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk import paths
from feedbackdesk.desk.backup_files import FOLDER, as_they_came, list_in
from feedbackdesk.desk.remembered import Remembered

if TYPE_CHECKING:
    from feedbackdesk.domain.rotation import Backup


@dataclass(frozen=True, slots=True)
class Outcome:
    """How backing up went last, as it is remembered on this computer."""

    problem: str = ""
    """Why none could be made in the first place; empty where one was."""
    second: str = ""
    """The second place that the rest is about."""
    seen: datetime | None = None
    """When it got a backup last, or was chosen."""
    second_problem: str = ""
    """Why it got none, though it was there."""
    made_there: bool = False
    """Whether its folder was made: it is not made twice."""
    no_json: str = ""
    """Why the newest backup has no JSON beside it; empty where it has."""


def outcome_in(memory: Remembered) -> Outcome:
    found = memory.load()
    seen: datetime | None = None
    with suppress(TypeError, ValueError):
        seen = datetime.fromisoformat(found.get("seen", ""))
        seen = seen if seen.tzinfo else None
    words = [found.get(name) for name in ("problem", "second", "second_problem", "no_json")]
    problem, second, second_problem, none = (one if isinstance(one, str) else "" for one in words)
    return Outcome(problem, second, seen, second_problem, found.get("made_there") is True, none)


def keep_outcome(memory: Remembered, was: Outcome, **changes: object) -> Outcome:
    """Remember an outcome with changes, and return it."""
    from dataclasses import asdict

    now = replace(was, **changes)  # type: ignore[arg-type]
    facts = asdict(now)
    facts["seen"] = now.seen.isoformat() if now.seen else ""
    memory.save(facts)
    return now


def remembered_second(workspace: Path, begun: str | None) -> list[Backup]:
    """Return the backups in the second place of a workspace that cannot be asked, the newest first.

    As it is remembered on this computer; those of the business that `begun` with such a step. None
    where the place is away, and where nobody can tell which business it was.
    """
    was, stem = outcome_in(Remembered(workspace, "backups")), paths.stem_of(workspace.resolve())
    mark = re.compile(rf"{re.escape(stem)} {(begun or '')[:8] or '[0-9a-f]{8}'}")
    folders: list[Path] = []
    if was.second:
        with suppress(OSError):
            folders = [
                one for one in (Path(was.second) / FOLDER).iterdir() if mark.fullmatch(one.name)
            ]
    return as_they_came(list_in(folders[0], stem)) if len(folders) == 1 else []
