"""The files of backups: what they are called, where they lie, and which are there.

They lie in a folder beside the workspace, each a workspace of its own under a name that says of
what it is a copy, of when, and what for.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedbackdesk.desk.second_place import ENCRYPTED
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.rotation import Backup, Why
from feedbackdesk.paths import WORKSPACE_SUFFIX, beside, stem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

FOLDER = "FeedbackDesk backups"
MOMENT = "%Y-%m-%d %H%M%S"
"""How the moment is written that a backup is of, for strftime: where the owner is."""

_NEXT_SECONDS = timedelta(seconds=5)

_NAME = re.compile(
    rf"(?P<stem>.+) (?P<moment>\d{{4}}-\d\d-\d\d \d{{6}}) (?P<why>[a-z]+)"
    rf"{re.escape(WORKSPACE_SUFFIX)}(?:{re.escape(ENCRYPTED)})?",
    re.DOTALL,
)


def folder_of(workspace: Path) -> Path:
    """Return where the backups of a workspace lie: beside the file itself, not beside a link."""
    return workspace.resolve().parent / FOLDER


def list_backups(workspace: Path) -> list[Backup]:
    """Return the backups of a workspace, the newest first; other files in the folder are let be.

    Those of days to come are last: see `as_they_came`.
    """
    workspace = workspace.resolve()
    return as_they_came(
        list_in(folder_of(workspace), stem_of(workspace)) + _before_newer_versions(workspace)
    )


def _before_newer_versions(workspace: Path) -> list[Backup]:
    """Return the copies that were made beside a workspace before it was brought to a version."""
    found = []
    with suppress(OSError):
        for path in workspace.absolute().parent.iterdir():
            before = path.stem.removeprefix(f"{stem_of(workspace)}.before-")
            if path.suffix == workspace.suffix and before != path.stem and before.isdecimal():
                state = path.stat()
                made = datetime.fromtimestamp(state.st_mtime).astimezone()
                found.append(Backup(path, made, Why.MIGRATION, state.st_size))
    return found


def is_backup(path: Path) -> bool:
    """Whether a path is called as a backup is, in a folder of backups."""
    above = (path.absolute().parent.name, path.absolute().parent.parent.name)
    return FOLDER in above and _NAME.fullmatch(path.name) is not None


def of_what_and_when(path: Path) -> tuple[str, str]:
    """Return of which workspace a backup is, and of when; its name twice where that tells none."""
    with suppress(ValueError):
        if match := _NAME.fullmatch(path.name):
            made = datetime.strptime(match["moment"], MOMENT).astimezone()
            return match["stem"], f"{show_date(made.date())}, {made:%H:%M}"
    return path.stem, path.stem


def moment_of(path: Path) -> str:
    """Return of when a backup is, as ISO text; nothing where its name does not tell."""
    with suppress(ValueError):
        if match := _NAME.fullmatch(path.name):
            return datetime.strptime(match["moment"], MOMENT).astimezone().isoformat()
    return ""


def list_in(folder: Path, stem: str) -> list[Backup]:
    """Return the backups in a folder of the workspace of a name, the newest first."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match is None or match["stem"] != stem:
                continue
            with suppress(ValueError, OSError):
                made = datetime.strptime(match["moment"], MOMENT).astimezone()
                if size := path.stat().st_size:  # what is empty was never one
                    found.append(Backup(path, made, Why(match["why"]), size))
    return sorted(found, key=_age, reverse=True)


def names_in(folder: Path) -> set[str]:
    """Return how the backups begin of the workspaces that lie in a folder."""
    found = set[str]()
    with suppress(OSError):
        for one in folder.iterdir():
            if one.suffix == WORKSPACE_SUFFIX and one.is_file():
                found.add(stem_of(one))
    return found


def as_they_came(backups: Iterable[Backup]) -> list[Backup]:
    """Return backups, the newest first; those of days to come, by a clock that was wrong, last.

    The name of such a one tells nothing of what came after. Of two made in one second the other
    bears the next one, which is none of those.
    """
    now = datetime.now().astimezone() + _NEXT_SECONDS
    return sorted(backups, key=lambda one: (one.made <= now, *_age(one)), reverse=True)


def of_one_minute(backups: Iterable[Backup]) -> set[datetime]:
    """Return the moments of backups that only their seconds tell from another one's."""
    minutes: dict[str, set[datetime]] = {}
    for one in backups:
        minutes.setdefault(f"{one.made:%Y-%m-%d %H:%M}", set()).add(one.made)
    return {moment for alike in minutes.values() if len(alike) > 1 for moment in alike}


def _age(backup: Backup) -> tuple[datetime, str]:
    return backup.made, backup.path.name


def sweep_remnants(folder: Path) -> None:
    """Delete what is left of copyings that were broken off, once who made them is gone."""
    from feedbackdesk.store.copies import is_left_by_the_dead

    with suppress(OSError):
        for path in folder.iterdir():
            if is_left_by_the_dead(path):
                with suppress(OSError):
                    path.unlink()


def named_for(folder: Path, workspace: Path, moment: str, why: Why) -> Path:
    return folder / f"{stem_of(workspace)} {moment} {why}{WORKSPACE_SUFFIX}"


def free_moment(names: Callable[[str], Sequence[Path]]) -> datetime:
    """Return this moment, or the next one of which no file bears a name yet.

    Two may be of one second, or the clock may go there twice.
    """
    made = datetime.now().astimezone()
    while any(os.path.lexists(one) for one in names(f"{made:{MOMENT}}")):
        made += timedelta(seconds=1)
    return made


def opened_beside(workspace: Path, moment: str) -> Path:
    return beside(workspace, f".opened-{os.getpid()} {moment}")


def names_while_restoring(workspace: Path, called: str = "") -> tuple[Path, Path]:
    """Return where a copy lies on its way, and where what was there goes: free names, both."""

    def names(moment: str) -> tuple[Path, Path]:
        return (
            beside(workspace, f".restoring-{os.getpid()} {moment}"),
            workspace.with_name(
                f"{stem_of(workspace)}{called} set aside {moment}{workspace.suffix}"
            ),
        )

    return names(f"{free_moment(names):{MOMENT}}")
