"""Backups of a workspace: made, and gone back to.

What has the name of one (backup_files.py) was opened, checked and counted before it got it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from feedbackdesk import private
from feedbackdesk.desk.backup_files import (
    MOMENT,
    folder_of,
    free_moment,
    named_for,
    names_while_restoring,
    opened_beside,
    sweep_remnants,
)
from feedbackdesk.desk.json_beside import drop_backups
from feedbackdesk.desk.own_backups import newest_own, remember_made
from feedbackdesk.desk.second_place import ENCRYPTED, decrypt
from feedbackdesk.domain.errors import Newer, NotThere, Refusal
from feedbackdesk.domain.rotation import Backup, Why
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from feedbackdesk.desk.door import Door

ROOM_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Restored:
    """What going back did."""

    path: Path
    """The workspace, which is the backup now."""
    aside: Path | None
    """Where what was there before lies; None where nothing was."""
    feedback: int


def back_up(
    desk: Door,
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
    workspace = desk.path.resolve()
    folder = folder_of(workspace)
    newest = newest_own(desk)
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
        one = named_for(folder, workspace, moment, why)
        there = () if also is None else (also / one.name, also / f"{one.name}{ENCRYPTED}")
        return (one, *there)

    made = free_moment(names)
    path = named_for(folder, workspace, f"{made:{MOMENT}}", why)
    remember_made(desk, path)  # a kill may leave it behind
    copied = desk.save_copy(path, unwanted=unwanted)
    backup = Backup(copied.path, made, why, copied.size)
    drop_backups(desk, backup, room)
    return backup


def _has_all(backup: Backup, desk: Door) -> bool:
    from feedbackdesk.store.replacing import glance

    try:
        return glance(backup.path).newest == desk.newest_uid()
    except Refusal:
        return False


def looked_into(backup: Backup) -> tuple[int | None, str]:
    """Return how many steps a backup has, and why nobody can go back to it.

    None where that cannot be read, and no words where going back can be tried.
    """
    from feedbackdesk.store.replacing import glance

    if backup.path.suffix == ENCRYPTED or backup.why is Why.LOG:
        return None, ""
    try:
        return glance(backup.path).steps, ""
    except Newer:
        return None, _("made by a newer FeedbackDesk")
    except Refusal:
        return None, _("damaged")


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
    made = free_moment(lambda moment: (opened_beside(workspace, moment),))
    opened = opened_beside(workspace, f"{made:{MOMENT}}")
    try:
        decrypt(backup, key, opened)
        return _restore(workspace, opened)
    except Refusal as refusal:  # what was opened is gone, and the owner knows it by its name
        raise Refusal(str(refusal).replace(str(opened), str(backup))) from refusal
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
                "save a copy of it, and open that."
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


def _back_up_before(workspace: Path) -> None:
    """Make a backup of what is about to be replaced; what is damaged is kept aside alone."""
    from feedbackdesk.desk.door import Door

    with suppress(Refusal):
        desk = Door.open(workspace, create=False)
        try:
            if not desk.read_only and desk.newest_uid() is not None:
                back_up(desk, Why.RESTORE)
        finally:
            desk.close()


def copy_backup(
    backup: Path, target: Path, *, unwanted: Callable[[], bool] = lambda: False
) -> None:
    """Copy a backup, which nobody writes to, to a new file, checked. Raises Refusal.

    Where it was made is remembered, so that erasing somebody reaches it.
    """
    from feedbackdesk.desk.copies_made import remember_copy
    from feedbackdesk.store.replacing import copy_of_one_at_rest, glance

    begun = glance(backup).begun
    remember_copy(begun, target)
    copy_of_one_at_rest(backup, target, unwanted=unwanted)
    remember_copy(begun, target)
