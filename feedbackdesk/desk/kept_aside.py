"""What was set aside beside a workspace, and deleting one of the files that are kept of it.

No rule drops what was set aside, since only the owner can know that it is needed no more.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from feedbackdesk.desk.backup_files import (
    MOMENT,
    as_they_came,
    folder_of,
    is_backup,
    list_backups,
    list_in,
    names_in,
    of_what_and_when,
)
from feedbackdesk.desk.json_beside import json_of
from feedbackdesk.desk.second_place import ENCRYPTED
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.rotation import SET_ASIDE, Backup, Why
from feedbackdesk.paths import stem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_NAMED = re.compile(
    r"(?:(?P<damaged> damaged,)? set aside|(?P<log>-(?:wal|journal)) of another file)"
    r" (?P<moment>\d{4}-\d\d-\d\d \d{6})"
)
"""How going back, comparing two computers' files and opening call what they set aside."""


def list_aside(workspace: Path) -> list[Backup]:
    """Return what was set aside beside a workspace and is of it, the newest first.

    The file that was there before going back to a backup, damaged ones, the other computer's file,
    and logs of another file that lay beside it.
    """
    from feedbackdesk.store.copies import copies_of

    workspace = workspace.resolve()
    called: dict[Path, re.Match[str]] = {}
    with suppress(OSError):
        for path in workspace.parent.iterdir():
            if named := _NAMED.search(path.name):
                called[path] = named
    found = []
    for path in copies_of(workspace) if called else ():  # mostly there is none, among many backups
        if (named := called.get(path)) is None:
            continue
        why = Why.LOG if named["log"] else Why.DAMAGED if named["damaged"] else Why.ASIDE
        with suppress(ValueError, OSError):
            made = datetime.strptime(named["moment"], MOMENT).astimezone()
            found.append(Backup(path, made, why, path.stat().st_size))
    return as_they_came(found)


def all_backups(workspace: Path) -> list[Backup]:
    """Return the backups beside a workspace, the newest first; those of its former names, too.

    A workspace that was renamed leaves them in the same folder, and began with the same step.
    Where there is a workspace of such a name, they are of that one, and only those count that
    have no step that this one lacks.
    """
    from feedbackdesk.store.copies import copies_of

    workspace = workspace.resolve()
    found, folder, names = list_backups(workspace), folder_of(workspace), set[str]()
    with suppress(OSError):
        names = {of_what_and_when(one)[0] for one in folder.iterdir() if is_backup(one)}
    others = {name: list_in(folder, name) for name in names - {stem_of(workspace)}}
    copies = copies_of(workspace) if others and workspace.exists() else []
    there = names_in(workspace.parent)
    for name, every in others.items():
        for one in every:
            if one.path in copies and (name not in there or _is_shared(workspace, one)):
                found.append(one)
    return as_they_came(found)


def _is_shared(workspace: Path, backup: Backup) -> bool:
    """Whether a backup has no step that a workspace lacks; of an encrypted one nobody can tell."""
    from feedbackdesk.store.replacing import glance, has_step

    try:
        return has_step(workspace, glance(backup.path).newest)
    except Refusal:
        return False


def delete(
    workspace: Path,
    path: Path,
    second: Sequence[Backup] = (),
    *,
    unwanted: Callable[[], bool] = lambda: False,
) -> Backup:
    """Delete a backup, or what was set aside, for good; return what it was.

    `second` are the backups in the second place. Raises Refusal where it is none of those, is
    open, or is the last good backup there is; then nothing was deleted.
    """
    from feedbackdesk.desk.privacy import prune
    from feedbackdesk.store.workspace import is_open

    backups = [*all_backups(workspace), *second]
    kept = [*backups, *list_aside(workspace)]
    one = next((one for one in kept if one.path == path.absolute()), None)
    if one is None:
        raise NotThere(
            f"{path} is no backup of this workspace, and was not set aside beside it. Nothing was "
            "deleted."
        )
    if is_open(one.path):
        raise Refusal(f"{path} is open. Nothing was deleted; close it there first.")
    if one.why not in SET_ASIDE and _is_last_good(one, backups, unwanted):
        raise Refusal(
            f"{path} is the last good backup. Nothing was deleted; make another one first."
        )
    if prune([one.path] if one.why in SET_ASIDE else [one.path, json_of(one.path)]):
        raise Refusal(f"{path} could not be deleted: it is in use, or on a drive that is away.")
    return one


def _is_last_good(one: Backup, backups: Iterable[Backup], unwanted: Callable[[], bool]) -> bool:
    """Whether a backup is good, and no other of its business is; nobody can tell of encrypted ones.

    One of a newer version is none that could be gone back to here.
    """
    from feedbackdesk.store.replacing import glance, is_whole

    is_encrypted, of = one.path.suffix == ENCRYPTED, None
    if not is_encrypted:
        try:
            of = glance(one.path).begun
        except Refusal:
            return False

    def is_good(backup: Backup) -> bool:
        try:
            begun = glance(backup.path).begun
        except Refusal:
            return False
        return (is_encrypted or begun == of) and is_whole(backup.path, unwanted)

    others = (other for other in as_they_came(backups) if other.path != one.path)
    return not any(map(is_good, others)) and (is_encrypted or is_good(one))
