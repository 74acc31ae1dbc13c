"""Ways out of a damaged workspace: what can be read of it, and the newest backup with that.

The damaged file is only read, and is kept whatever is done.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk import bounded
from feedbackdesk.desk.backup_files import as_they_came, names_while_restoring
from feedbackdesk.desk.backup_outcome import remembered_second
from feedbackdesk.desk.backups import restore
from feedbackdesk.desk.kept_aside import all_backups
from feedbackdesk.desk.second_place import ENCRYPTED, decrypt
from feedbackdesk.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.domain.rescued import Rescued
    from feedbackdesk.domain.rotation import Backup

_LIMITS = bounded.Limits(cpu=7_200, wall=14_400, memory=4_000_000_000)


@dataclass(frozen=True, slots=True)
class GoneBack:
    """What going back to a backup, with what came after, did."""

    rescued: Rescued | None
    """None where nothing of the damaged file could be used: then it is the backup alone."""
    feedback: int
    aside: Path | None
    """Where the damaged file lies now."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What can be read of a damaged workspace, before anything is done."""

    rescued: Rescued | None
    """What a rescue would bring over; None where that is nothing."""
    backup: Backup | None
    """The newest backup that is whole, as far as it can be read."""
    since: int
    """How many steps were made after it and can still be read."""
    why: str = ""
    """Why nothing can be rescued, in a sentence: it may be the disk that is full."""
    lost: int = 0
    """How many steps were made after it, as far as is known, and cannot be read."""
    is_older: bool = False
    """Whether the backup has steps that the workspace never had: it is gone back to alone."""
    locked: Backup | None = None
    """A newer backup, in the second place, that only its secret key opens."""


def rescue(
    damaged: Path, target: Path, *, backup: Path | None = None, cancel: Cancel | None = None
) -> Rescued:
    """Bring every row that can be read of a workspace into a new one; return what that was.

    Rows that cannot be read come from a `backup` of the same version, where one is named. In a
    child process, so that the workspace may be open here meanwhile: its pages are read without
    SQLite. Raises Refusal with a sentence; then there is no new one.
    """
    beside = None if backup is None else str(backup.absolute())
    names = str(damaged.absolute()), str(target.absolute())
    return bounded.run(rescue_here, *names, beside, limits=_LIMITS, cancel=cancel)


def rescue_here(damaged: str, target: str, backup: str | None = None) -> Rescued:
    """Do it in this process, which has none of these files open.

    Nobody is in the new one, once it has its name, whom the damaged one had erased: an older page
    of it, or the backup, may have them.
    """
    from feedbackdesk.desk.erasures import erase_again
    from feedbackdesk.store.replacing import glance
    from feedbackdesk.store.rescue import rescue as read

    def erase(unfinished: Path) -> None:
        begun = glance(unfinished if backup is None else Path(backup)).begun
        erase_again(unfinished, begun, Path(damaged))

    return read(damaged, target, backup, finish=erase)


def newest_good_backup(workspace: Path) -> Backup | None:
    """Return the newest backup of a workspace that is whole; None where there is none.

    Beside it, or in the second place.
    """
    return next(_good_backups(workspace, None), None)


def _good_backups(workspace: Path, begun: str | None) -> Iterator[Backup]:
    """Yield the backups of a workspace that are whole, the newest first.

    Of the business that `begun` with such a step, where that is known.
    """
    from feedbackdesk.store.replacing import glance, is_whole

    for one in as_they_came([*all_backups(workspace), *remembered_second(workspace, begun)]):
        with suppress(Refusal):  # an encrypted one, or a damaged one
            of = glance(one.path).begun
            is_ours = None in {of, begun} or of == begun
            if is_ours and is_whole(one.path, lambda: False):
                yield one


def _locked_backup(workspace: Path, begun: str | None) -> Backup | None:
    """Return the newest encrypted backup, where none that can be read is as new."""
    from feedbackdesk.store.copies import first_step

    newest: Backup | None = None
    if begun is None and (newest := newest_good_backup(workspace)) is not None:
        begun = first_step(newest.path)
    there = remembered_second(workspace, begun)
    locked = next((one for one in there if one.path.suffix == ENCRYPTED), None)
    if locked is None:
        return None
    newest = newest or next(_good_backups(workspace, begun), None)
    return locked if newest is None or newest.made < locked.made else None


def _fitting_backup(workspace: Path, there: Path) -> Backup | None:
    """Return the newest good backup of what was rescued `there`.

    One that was made before the owner went back to an older one has another history since then:
    what was recorded after going back would be given up for it. There an older one fits.
    """
    from feedbackdesk.store.replacing import glance, has_step

    newest: Backup | None = None
    for one in _good_backups(workspace, glance(there).begun):
        if has_step(there, glance(one.path).newest):
            return one
        newest = newest or one
        if has_step(one.path, glance(there).newest):
            return newest
    return newest


def _is_older(there: Path, rescued: Rescued, backup: Path) -> bool:
    """Whether what was rescued is part of what a backup has, though none of its steps was lost.

    What has a step of its own, made after somebody went back, is not older.
    """
    from feedbackdesk.store.replacing import glance, has_step

    return (
        not rescued.lost("step")
        and not has_step(there, glance(backup).newest)
        and has_step(backup, glance(there).newest)
    )


def look_ahead(workspace: Path, *, cancel: Cancel | None = None) -> Prospect:
    """Return what each way out of a damaged workspace would bring; nothing is kept of it."""
    from feedbackdesk.store.replacing import glance, steps_after

    with tempfile.TemporaryDirectory(prefix="feedbackdesk-") as folder:
        there = Path(folder, "rescued")
        try:
            rescued = rescue(workspace, there, cancel=cancel)
        except bounded.Cancelled:
            raise
        except Refusal as refusal:
            good, locked = newest_good_backup(workspace), _locked_backup(workspace, None)
            return Prospect(None, good, 0, str(refusal), locked=locked)
        locked = _locked_backup(workspace, glance(there).begun)
        backup = _fitting_backup(workspace, there)
        held = None if backup is None else glance(backup.path)
        if backup is not None and _is_older(there, rescued, backup.path):
            return Prospect(rescued, backup, 0, is_older=True, locked=locked)
        since = steps_after(there, None if held is None else held.newest)
        lost = 0 if held is None else rescued.of("step") - held.steps - since
        return Prospect(rescued, backup, since, lost=max(lost, 0), locked=locked)


def go_back(
    workspace: Path, backup: Path, *, key: Path | None = None, cancel: Cancel | None = None
) -> GoneBack:
    """Put the newest backup in a damaged workspace's place, with what came after it.

    That is: what can be read of the damaged file, and from the backup what cannot; the backup
    alone where nothing can be read, where the file is older, or is of another history. The
    workspace must be open nowhere; the damaged file is kept aside. `key` is the file with the
    secret key of an encrypted one. Raises Refusal with a sentence; then nothing was changed.
    """
    from feedbackdesk.store.migrations.run import migrate
    from feedbackdesk.store.replacing import copy_of_one_at_rest, put_in_place

    unfinished, aside = names_while_restoring(workspace, " damaged,")
    try:
        with tempfile.TemporaryDirectory(prefix="feedbackdesk-") as folder:
            copy = Path(folder, "backup")
            if backup.suffix == ENCRYPTED and key is not None:
                decrypt(backup, key, opened := Path(folder, backup.stem))
                copy_of_one_at_rest(opened, copy)
            else:
                copy_of_one_at_rest(backup, copy)
            migrate(copy, backup=False)
            try:
                rescued = rescue(workspace, unfinished, backup=copy, cancel=cancel)
                is_older = _is_older(unfinished, rescued, copy)
            except bounded.Cancelled:
                raise
            except Refusal:
                is_older = True
            if is_older:
                alone = restore(workspace, backup, key=key)
                return GoneBack(None, alone.feedback, alone.aside)
        kept = put_in_place(unfinished, workspace, aside)
    except OSError as error:
        raise Refusal(
            f"{workspace} could not be replaced: {error.strerror or error}. Nothing was changed."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return GoneBack(rescued, rescued.number("feedback"), aside if kept else None)
