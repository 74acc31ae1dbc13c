"""Backups of a workspace: made by themselves and on demand, listed, and gone back to.

They lie in a folder beside the workspace, each a workspace of its own under a name that says of
what it is a copy, of when, and what for. What has such a name was opened, checked and
counted before it got it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from feedbackdesk import private
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.rotation import Backup, Why, to_drop
from feedbackdesk.paths import WORKSPACE_SUFFIX

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.desk.desk import Desk

FOLDER = "FeedbackDesk backups"
ROOM_BYTES = 500_000_000
_MOMENT = "%Y-%m-%d %H%M%S"
_NAME = re.compile(r"(?P<stem>.+) (?P<moment>\d{4}-\d\d-\d\d \d{6}) (?P<why>[a-z]+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Restored:
    """What going back did."""

    path: Path
    """The workspace, which is the backup now."""
    aside: Path | None
    """Where what was there before lies; None where nothing was."""
    feedback: int


def folder_of(workspace: Path) -> Path:
    """Return where the backups of a workspace lie."""
    return workspace.absolute().parent / FOLDER


def list_backups(workspace: Path) -> list[Backup]:
    """Return the backups of a workspace, the newest first; other files in the folder are let be."""
    found = []
    with suppress(OSError):
        for path in folder_of(workspace).iterdir():
            match = _NAME.fullmatch(path.stem) if path.suffix == WORKSPACE_SUFFIX else None
            if match is None or match["stem"] != workspace.stem:
                continue
            with suppress(ValueError, OSError):
                made = datetime.strptime(match["moment"], _MOMENT).astimezone()
                found.append(Backup(path, made, Why(match["why"]), path.stat().st_size))
    return sorted(found, key=lambda one: (one.made, one.path.name), reverse=True)


def back_up(desk: Desk, why: Why, *, to: Path | None = None) -> Backup | None:
    """Make a backup of an open workspace, and drop those that are kept no longer.

    None where the newest one has all that was done since, unless it was asked for. `to` names
    another file for it, which is no part of the rotation. Raises Refusal with a sentence; then
    no backup was made, and none was dropped.
    """
    made = datetime.now().astimezone()
    if to is not None:
        copied = desk.save_copy(to)
        return Backup(copied.path, made, why, copied.size)
    known = list_backups(desk.path)
    if why is not Why.ASKED and known and _has_all(known[0], desk):
        return None
    folder = folder_of(desk.path)
    try:
        private.make_folder(folder)
    except OSError as error:
        raise Refusal(
            f"The folder for backups, {folder}, cannot be made: {error.strerror or error}. "
            "Nothing was changed."
        ) from error
    name = f"{desk.path.stem} {made.strftime(_MOMENT)} {why}{WORKSPACE_SUFFIX}"
    copied = desk.save_copy(folder / name)
    backup = Backup(copied.path, made, why, copied.size)
    for one in to_drop([backup, *known], made, ROOM_BYTES):
        with suppress(OSError):
            one.path.unlink(missing_ok=True)
    return backup


def _has_all(backup: Backup, desk: Desk) -> bool:
    from feedbackdesk.store.replacing import glance

    try:
        return glance(backup.path).newest == desk.newest_uid()
    except Refusal:
        return False


def steps_in(backup: Backup) -> int | None:
    """Return how many steps a backup has; None where it cannot be read any more."""
    from feedbackdesk.store.replacing import glance

    try:
        return glance(backup.path).steps
    except Refusal:
        return None


def restore(workspace: Path, backup: Path) -> Restored:
    """Put a checked copy of a backup in the workspace's place; keep what is there aside.

    The workspace must be open nowhere. Raises Refusal with a sentence; then nothing was changed.
    """
    from feedbackdesk.store.replacing import copy_of_one_at_rest, glance, put_in_place

    if not backup.is_file():
        raise NotThere(f"There is no backup at {backup}. Nothing was changed.")
    if workspace.exists() and backup.samefile(workspace):
        raise Refusal(f"{backup} is the workspace itself. Nothing was changed; name a backup.")
    held = glance(backup)
    if workspace.exists():
        begun: str | None = None
        with suppress(Refusal):  # what is damaged tells nothing, and is to be replaced
            begun = glance(workspace).begun
        if begun is not None and held.begun is not None and begun != held.begun:
            raise Refusal(
                f"{backup} is a backup of another business than {workspace}. Nothing was changed; "
                "open it as a workspace of its own."
            )
    moment = datetime.now().astimezone().strftime(_MOMENT)
    unfinished = workspace.with_name(f"{workspace.name}.restoring {moment}")
    aside = workspace.with_name(f"{workspace.stem} set aside {moment}{workspace.suffix}")
    try:
        copy_of_one_at_rest(backup, unfinished)
        kept = put_in_place(unfinished, workspace, aside)
    except OSError as error:
        raise Refusal(
            f"{workspace} could not be replaced: {error.strerror or error}. Nothing was changed."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return Restored(workspace, aside if kept else None, held.feedback)
