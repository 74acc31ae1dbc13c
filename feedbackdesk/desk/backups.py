"""Backups of a workspace: made by themselves and on demand, listed, and gone back to.

They lie in a folder beside the workspace, each a workspace of its own under a name that says of
what it is a copy, of when, and what for. What has such a name was opened, checked and
counted before it got it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from feedbackdesk import private
from feedbackdesk.desk.second_place import ENCRYPTED, decrypt
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.rotation import Backup, Why, to_drop
from feedbackdesk.paths import WORKSPACE_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from feedbackdesk.desk.desk import Desk

FOLDER = "FeedbackDesk backups"
ROOM_BYTES = 500_000_000
_MOMENT = "%Y-%m-%d %H%M%S"
_NAME = re.compile(
    rf"(?P<stem>.+) (?P<moment>\d{{4}}-\d\d-\d\d \d{{6}}) (?P<why>[a-z]+)"
    rf"{re.escape(WORKSPACE_SUFFIX)}(?:{re.escape(ENCRYPTED)})?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What going back did."""

    path: Path
    """The workspace, which is the backup now."""
    aside: Path | None
    """Where what was there before lies; None where nothing was."""
    feedback: int


def folder_of(workspace: Path) -> Path:
    """Return where the backups of a workspace lie: beside the file itself, not beside a link."""
    return workspace.resolve().parent / FOLDER


def list_backups(workspace: Path) -> list[Backup]:
    """Return the backups of a workspace, the newest first; other files in the folder are let be."""
    workspace = workspace.resolve()
    found = list_in(folder_of(workspace), workspace.stem) + _before_newer_versions(workspace)
    return sorted(found, key=_age, reverse=True)


def _before_newer_versions(workspace: Path) -> list[Backup]:
    """Return the copies that were made beside a workspace before it was brought to a version."""
    found = []
    with suppress(OSError):
        for path in workspace.absolute().parent.iterdir():
            before = path.stem.removeprefix(f"{workspace.stem}.before-")
            if path.suffix == workspace.suffix and before != path.stem and before.isdecimal():
                state = path.stat()
                made = datetime.fromtimestamp(state.st_mtime).astimezone()
                found.append(Backup(path, made, Why.MIGRATION, state.st_size))
    return found


def is_backup(path: Path) -> bool:
    """Whether a path is called as a backup is, in a folder of backups."""
    above = (path.absolute().parent.name, path.absolute().parent.parent.name)
    return FOLDER in above and _NAME.fullmatch(path.name) is not None


def list_in(folder: Path, stem: str) -> list[Backup]:
    """Return the backups in a folder of the workspace of a name, the newest first."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match is None or match["stem"] != stem:
                continue
            with suppress(ValueError, OSError):
                made = datetime.strptime(match["moment"], _MOMENT).astimezone()
                if size := path.stat().st_size:  # what is empty was never one
                    found.append(Backup(path, made, Why(match["why"]), size))
    return sorted(found, key=_age, reverse=True)


def newest_in(folder: Path, stem: str) -> Backup | None:
    """Return the newest backup in a folder; one of a day to come only where there is no other.

    A clock that was wrong gave it its name: it tells nothing of what came after.
    """
    return next(iter(as_they_came(list_in(folder, stem))), None)


def as_they_came(backups: Iterable[Backup]) -> list[Backup]:
    """Return backups, the newest first; those of days to come, by a clock that was wrong, last."""
    now = datetime.now().astimezone()
    return sorted(backups, key=lambda one: (one.made <= now, *_age(one)), reverse=True)


def _age(backup: Backup) -> tuple[datetime, str]:
    return backup.made, backup.path.name


def back_up(
    desk: Desk,
    why: Why,
    *,
    to: Path | None = None,
    room: int = ROOM_BYTES,
    also: Path | None = None,
    unwanted: Callable[[], bool] = lambda: False,
) -> Backup | None:
    """Make a backup of an open workspace, and drop those that are kept no longer.

    None where the newest one has all that was done since, unless it was asked for. `to` names
    another file for it, which is no part of the rotation; `room` is in bytes; in `also`, where it
    goes next, no file bears its name either. Raises Refusal with a sentence, and
    KeyboardInterrupt once it is `unwanted`; then no backup was made, and none was dropped.
    """
    if to is not None:
        copied = desk.save_copy(to, unwanted=unwanted)
        return Backup(copied.path, datetime.now().astimezone(), why, copied.size)
    from feedbackdesk.store.replacing import glance

    workspace = desk.path.resolve()
    folder = folder_of(workspace)
    newest = newest_in(folder, workspace.stem)
    if why is not Why.ASKED and newest is not None and _has_all(newest, desk):
        return None
    try:
        private.make_folder(folder)
    except OSError as error:
        raise Refusal(
            f"The folder for backups, {folder}, cannot be made: {error.strerror or error}. "
            "Nothing was changed."
        ) from error
    sweep_remnants(folder)

    def names(moment: str) -> Sequence[Path]:
        one = _in_folder(folder, workspace, moment, why)
        there = () if also is None else (also / one.name, also / f"{one.name}{ENCRYPTED}")
        return (one, *there)

    made = _free_moment(names)
    path = _in_folder(folder, workspace, f"{made:{_MOMENT}}", why)
    known = list_in(folder, workspace.stem)
    copied = desk.save_copy(path, unwanted=unwanted)
    backup = Backup(copied.path, made, why, copied.size)
    begun = desk.begun_uid()
    for one in to_drop([backup, *known], made, room):
        with suppress(OSError, Refusal):
            if glance(one.path).begun == begun:  # another business may have had the place before
                one.path.unlink(missing_ok=True)
    return backup


def sweep_remnants(folder: Path) -> None:
    """Delete what is left of copyings that were broken off, once who made them is gone."""
    from feedbackdesk.store.copies import is_left_by_the_dead

    with suppress(OSError):
        for path in folder.iterdir():
            if is_left_by_the_dead(path):
                with suppress(OSError):
                    path.unlink()


def _in_folder(folder: Path, workspace: Path, moment: str, why: Why) -> Path:
    return folder / f"{workspace.stem} {moment} {why}{WORKSPACE_SUFFIX}"


def _free_moment(names: Callable[[str], Sequence[Path]]) -> datetime:
    """Return this moment, or the next one of which no file bears a name yet.

    Two may be of one second, or the clock may go there twice.
    """
    made = datetime.now().astimezone()
    while any(os.path.lexists(one) for one in names(f"{made:{_MOMENT}}")):
        made += timedelta(seconds=1)
    return made


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


def restore(workspace: Path, backup: Path, *, key: Path | None = None) -> Restored:
    """Put a checked copy of a backup in the workspace's place; keep what is there aside.

    The workspace must be open nowhere. `key` is a file with the secret half of the key that
    the backup is encrypted to. Raises Refusal with a sentence; then nothing was changed.
    """
    from feedbackdesk.store.replacing import refuse_where_open

    workspace = workspace.resolve()
    refuse_where_open(workspace)
    sweep_remnants(workspace.parent)
    if backup.suffix != ENCRYPTED or not backup.is_file():
        return _restore(workspace, backup)
    if key is None:
        raise Refusal(
            f"{backup} is encrypted. Nothing was changed; name the file with its secret key."
        )
    made = _free_moment(lambda moment: (_opened(workspace, moment),))
    opened = _opened(workspace, f"{made:{_MOMENT}}")
    try:
        decrypt(backup, key, opened)
        return _restore(workspace, opened)
    finally:
        with suppress(OSError):
            opened.unlink(missing_ok=True)


def _restore(workspace: Path, backup: Path) -> Restored:
    from feedbackdesk.desk.erasures import erase_again
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
    unfinished, aside = names_while_restoring(workspace)
    try:
        copy_of_one_at_rest(backup, unfinished)
        _back_up_before(workspace)  # it may drop the one that was copied
        erase_again(unfinished, held.begun, workspace)
        kept = put_in_place(unfinished, workspace, aside)
    except OSError as error:
        raise Refusal(
            f"{workspace} could not be replaced: {error.strerror or error}. Nothing was changed."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return Restored(workspace, aside if kept else None, held.feedback)


def _opened(workspace: Path, moment: str) -> Path:
    return workspace.with_name(f"{workspace.name}.opened-{os.getpid()} {moment}")


def names_while_restoring(workspace: Path, called: str = "") -> tuple[Path, Path]:
    """Return where a copy lies on its way, and where what was there goes: free names, both."""

    def names(moment: str) -> tuple[Path, Path]:
        return (
            workspace.with_name(f"{workspace.name}.restoring-{os.getpid()} {moment}"),
            workspace.with_name(f"{workspace.stem}{called} set aside {moment}{workspace.suffix}"),
        )

    return names(f"{_free_moment(names):{_MOMENT}}")


def _back_up_before(workspace: Path) -> None:
    """Make a backup of what is about to be replaced; what is damaged is kept aside alone."""
    from feedbackdesk.desk.desk import Desk

    with suppress(Refusal):
        desk = Desk.open(workspace, create=False)
        try:
            if not desk.read_only and desk.newest_uid() is not None:
                back_up(desk, Why.RESTORE)
        finally:
            desk.close()
