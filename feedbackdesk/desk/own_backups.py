"""Which backups of a name are of this workspace's own history: a rule drops those alone.

A copy of a workspace that is worked in, beside it or on another computer with the same second
place, is of the same business, and may bear the same name. What was backed up of it has steps that
are not here. And a newer version makes backups that this one cannot go back to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.backup_files import as_they_came, folder_of, list_in
from feedbackdesk.desk.remembered import Remembered
from feedbackdesk.desk.second_place import ENCRYPTED
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.paths import stem_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from feedbackdesk.desk.door import Door
    from feedbackdesk.domain.rotation import Backup
    from feedbackdesk.store.reader import Reader

_KIND, _NAMES = "backups-made", 1_000


def own(desk: Door, backups: Iterable[Backup]) -> list[Backup]:
    """Return the backups of a workspace's own history, of those that bear its name.

    That is what this computer remembers to have made, also where the owner went back behind it
    since; and what has no step that is not here. Of an encrypted one nothing else tells.
    """
    begun, made = desk.begun_uid(), _made(desk)
    return [one for one in backups if _is_own(desk, one, begun, made)]


def newest_own(desk: Door) -> Backup | None:
    """Return the newest backup of a workspace's own history beside it; see `as_they_came`."""
    every = list_in(folder_of(desk.path), stem_of(desk.path.resolve()))
    return next((one for one in as_they_came(every) if own(desk, [one])), None)


def remember_made(desk: Door, path: Path) -> None:
    """Remember that a backup of such a name is made here."""
    begun, made = desk.begun_uid(), _made(desk)
    names = list(dict.fromkeys((*made, path.name)))[-_NAMES:]
    Remembered(desk.path, _KIND).save({"of": begun, "names": names})


def _made(desk: Door) -> Collection[str]:
    """Return the names of backups that were made here, of the business that is here now."""
    found = Remembered(desk.path, _KIND).load()
    names = found.get("names")
    return names if isinstance(names, list) and found.get("of") == desk.begun_uid() else []


def _is_own(desk: Door, backup: Backup, begun: str | None, made: Collection[str]) -> bool:
    from feedbackdesk.store.replacing import glance

    is_known = backup.path.name.removesuffix(ENCRYPTED) in made
    if backup.path.suffix == ENCRYPTED:
        return is_known
    try:
        held = glance(backup.path)
    except Refusal:  # damaged, or of a newer version
        return False
    return held.begun == begun and (is_known or desk.ask(has_step, held.newest))


def has_step(read: Reader, uid: str | None) -> bool:
    """Whether a step was made in a workspace, by its uid; it has what is none."""
    return uid is None or read.step_of_uid(uid) is not None
