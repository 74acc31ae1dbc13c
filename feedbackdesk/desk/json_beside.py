"""Everything as JSON beside the newest backup: to be read where this program is not.

It is made of the backup alone, so that the same backup gives the same file, and what is not in
the backup is not in it. It is no backup, and never counts as one.
"""

from __future__ import annotations

import errno
import filecmp
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from feedbackdesk import private
from feedbackdesk.desk.backup_files import list_in, names_in, of_what_and_when, sweep_remnants
from feedbackdesk.desk.own_backups import own
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.rotation import to_drop
from feedbackdesk.language.say import _
from feedbackdesk.paths import WORKSPACE_SUFFIX, beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from feedbackdesk.desk.door import Door
    from feedbackdesk.domain.erasures import Reached
    from feedbackdesk.domain.rotation import Backup
    from feedbackdesk.store.reader import Reader

JSON = ".json"


def json_of(backup: Path) -> Path:
    """Return where a backup has its JSON."""
    return backup.with_suffix(JSON)


def write_json(
    desk: Door, backup: Backup, room: int, *, unwanted: Callable[[], bool] = lambda: False
) -> None:
    """Let a backup, the newest one, have its JSON beside it, and no other backup any.

    Together with it the backups fill no more than `room` bytes; older ones go for it, the newest
    one does not: then there is no JSON. Raises Refusal where it could not be written, and leaves
    the older backup's until it could; nothing where it was `unwanted`.
    """
    target = json_of(backup.path)
    if not target.exists():
        sweep_remnants(target.parent)
        with suppress(KeyboardInterrupt):
            _make(backup.path, target, room - backup.size, unwanted)
    if target.exists():
        drop_jsons(backup.path.parent, desk.begun_uid(), but=target)
        drop_backups(desk, backup, room)


def size_of_jsons(folder: Path, begun: str | None) -> int:
    """Return how many bytes the JSON beside backups of a business fills in a folder."""
    found = 0
    for one in _jsons_in(folder, begun):
        with suppress(OSError):
            found += one.stat().st_size
    return found


def drop_jsons(folder: Path, begun: str | None, *, but: Path | None = None) -> None:
    """Delete the JSON beside backups of a business whose backup is gone.

    And all `but` one, where one is named: those of another workspace that lies there are its own.
    """
    others = set() if but is None else names_in(folder.parent) - {_name_in(but)}
    for one in _jsons_in(folder, begun):
        is_older = but not in {None, one} and _name_in(one) not in others
        if is_older or not one.with_suffix(WORKSPACE_SUFFIX).exists():
            with suppress(OSError):
                one.unlink(missing_ok=True)


def drop_backups(desk: Door, newest: Backup, room: int) -> None:
    """Delete the backups that are kept no longer, with their JSON; `room` is in bytes."""
    from feedbackdesk.desk.backup_plan import stem_of

    folder, begun = newest.path.parent, desk.begun_uid()
    known = [one for one in list_in(folder, stem_of(desk)) if one.path != newest.path]
    left = room - size_of_jsons(folder, begun)
    if to_drop([newest, *known], newest.made, left):  # mostly none goes, and none is looked into
        for one in to_drop([newest, *own(desk, known)], newest.made, left):
            with suppress(OSError):
                one.path.unlink(missing_ok=True)
    drop_jsons(folder, begun)


def _name_in(json: Path) -> str:
    """Return of which workspace the backup of a JSON is."""
    return of_what_and_when(json.with_suffix(WORKSPACE_SUFFIX))[0]


def _jsons_in(folder: Path, begun: str | None) -> Iterator[Path]:
    from feedbackdesk.store.copies import begun_in_json

    with suppress(OSError):
        for one in list(folder.iterdir()):
            if one.suffix == JSON and begun is not None and begun_in_json(one) == begun:
                yield one


def made_anew(path: Path, *, is_backup_kept: bool) -> Reached:
    """Make the JSON of a backup anew, once somebody was erased from that.

    Where the backup was kept as it was, is gone, or cannot be read, its JSON goes.
    """
    from feedbackdesk.domain.erasures import Fate, Reached

    backup = path.with_suffix(WORKSPACE_SUFFIX)
    try:
        if not path.exists():
            return Reached(path, Fate.WITHOUT)
        if not is_backup_kept:
            with suppress(Refusal):
                changed = _make(backup, path, None, lambda: False)
                return Reached(path, Fate.REWRITTEN if changed else Fate.WITHOUT)
        path.unlink(missing_ok=True)
    except OSError as error:
        return Reached(path, Fate.KEPT, error.strerror or str(error), again=True)
    return Reached(path, Fate.DELETED)


def _make(backup: Path, target: Path, room: int | None, unwanted: Callable[[], bool]) -> bool:
    """Write the JSON of a backup, checked; return whether something else stood there before."""
    from feedbackdesk.desk.door import Door
    from feedbackdesk.store.copying import reach_disk

    part = beside(target, f".unfinished-{os.getpid()}")
    try:
        was = backup.stat()
        inside = Door.open(backup, create=False, to_look=True)
        try:
            private.make_file(part)
            lines = inside.ask(_fill, inside.begun_uid(), backup, part, room, unwanted)
        finally:
            inside.close()
        reach_disk(part)
        with part.open("rb") as file:
            if sum(1 for _line in file) != lines:
                raise OSError(errno.EIO, "written short")
        now = backup.stat()
        if (now.st_ino, now.st_mtime_ns) != (was.st_ino, was.st_mtime_ns):
            raise NotThere(_("The backup was changed meanwhile."))
        if target.exists() and filecmp.cmp(part, target, shallow=False):
            return False
        part.replace(target)
        reach_disk(target.parent)
    except OSError as error:
        told = _("{path} could not be written: {why}.")
        raise Refusal(told.format(path=target, why=error.strerror or str(error))) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True


def _fill(
    read: Reader,
    begun: str | None,
    backup: Path,
    part: Path,
    room: int | None,
    unwanted: Callable[[], bool],
) -> int:
    """Write all that a backup holds to a file; return how many lines it has."""
    from feedbackdesk.desk.backup_files import moment_of
    from feedbackdesk.desk.everything import numbers, tables, written

    size = 0
    with part.open("wb") as file:
        for some in written(tables(read), moment_of(backup), begun):
            size += file.write(some)
            if room is not None and size > room:
                raise Refusal(
                    _("It would not fit into the room for backups. Give them more room for it.")
                )
            if unwanted():
                raise KeyboardInterrupt
    there = numbers(read)
    return sum(there.values()) + len(there) + 2
