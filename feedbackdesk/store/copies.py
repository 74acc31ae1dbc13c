"""Which files about a workspace are copies of it, and what is left of copies that failed."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk.paths import WORKSPACE_SUFFIX, shortened, stem_of
from feedbackdesk.store import schema, wal
from feedbackdesk.store.engine import file_uri
from feedbackdesk.store.workspace import is_open, open_here

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_BACKUP = re.compile(r"\.bak(?!\w)|backup", re.IGNORECASE)
_LOG = re.compile(r"-(wal|shm|journal)$")
_SET_ASIDE = re.compile(r"-(wal|journal) of another file \d{4}-")
_BEGUN = re.compile(
    r"\.(unfinished|erasing|to-encrypt|restoring|opened)-(\d+)|\.(?:restoring|opened) \d{4}-"
)
_BROKEN_OFF = re.compile(r".+\.(unfinished|to-encrypt|restoring|opened)-(\d+)( .+)?", re.DOTALL)
_APPLICATION_AT, _APPLICATION = 68, schema.APPLICATION_ID.to_bytes(4, "big")
"""Where the application id stands in a database (https://www.sqlite.org/fileformat2.html)."""
_OF_BUSINESS = re.compile(r"(?P<stem>.+) [0-9a-f]{8}", re.DOTALL)
"""How the folder of a business in a second place is called: by the stem of its workspace."""
_BEGUN_IN_JSON = re.compile(rb'\{"format": "feedbackdesk"[^{}]*"begun": "([^"]+)"')
_HEAD_BYTES = 1_000
_FIRST_STEP = "SELECT uid FROM step ORDER BY id LIMIT 1"
_MADE_BY_US = re.compile(r"\.before-|( damaged,)? set aside \d{4}-| \d{4}-\d\d-\d\d \d{6} ")


def copies_of(path: Path, elsewhere: Mapping[Path, Collection[str]] | None = None) -> list[Path]:
    """Return the copies of a workspace that lie about it, and what is left of such.

    And those in folders `elsewhere` in which some were made, with what those were called, and
    those that were made to be read for a while.

    What its owner, or a program for them, copied beside it or into a folder of backups there,
    whatever it is called: what began with the same step is a copy, and what has the same first
    reason, where the log of one was lost and the rest rescued. Where it cannot be read, what
    bears the name of a copy that this program made counts as one, and what began as a
    workspace; so does a log that was set aside, and what a copying left that was broken off.
    """
    begun = _known_by(path, at_rest=not wal.has_log(path) and not is_open(path))
    made = elsewhere or {}
    businesses = (_OF_BUSINESS.fullmatch(folder.name) for folder in made)
    stems = {path.stem, stem_of(path), *(one["stem"] for one in businesses if one)}
    every = [*_about(path), *(one for place in made.items() for one in _made_in(*place))]
    beside = [one for one in every if not _is_same(one, path)]
    found = {one for one in beside if not is_remnant(one) and _is_copy(one, stems, begun)}
    named = (name for names in made.values() for name in names)
    every_name = (path.name, *(one.name for one in found), *named)
    wholes = (*every_name, *map(shortened, every_name))
    found |= {
        one
        for one in beside
        if is_remnant(one) and (one.name.startswith(wholes) or _is_ours(one, stems))
    }
    found |= {one for one in _passing() if not begun.isdisjoint(_known_by(one, at_rest=True))}
    return sorted(found)


def _passing() -> Iterator[Path]:
    """Yield the copies that were made to be read for a while; a killed one leaves them behind."""
    for folder in Path(tempfile.gettempdir()).glob("feedbackdesk-*"):
        yield from _files_in(folder)


def is_remnant(path: Path) -> bool:
    """Whether a file is, by its name, no copy: a log set aside, or a copying broken off."""
    return bool(_SET_ASIDE.search(path.name) or _BEGUN.search(path.name))


def is_backup(copy: Path, path: Path) -> bool:
    """Whether a copy of a workspace is, by where it lies, there to be gone back to, and no more."""
    folder = copy.absolute().parent
    called = (copy.name, "" if folder == path.absolute().parent else folder.name)
    return (
        is_remnant(copy) or any(map(_BACKUP.search, called)) or bool(_MADE_BY_US.search(copy.name))
    )


def is_being_made(path: Path) -> bool:
    """Whether whoever makes a copy, of a name that says so, is at it still."""
    makers = {int(number) for _what, number in _BEGUN.findall(path.name) if number}
    return any(_is_at_work(maker) for maker in makers)


def is_left_by_the_dead(path: Path) -> bool:
    """Whether a file is what a copying left that was broken off, and nobody is at it any more."""
    begun = _BROKEN_OFF.fullmatch(path.name)
    return begun is not None and not _is_at_work(int(begun[2]))


def finished(path: Path) -> Path:
    """Return what a copy will be called that is being made by such a name."""
    begun = _BEGUN.search(path.name)
    if begun is None:
        return path
    name = path.name[: begun.start()]
    whole = path.with_name(name)
    if "~" not in name or whole.exists():
        return whole
    return next((one for one in _files_in(path.parent) if shortened(one.name) == name), whole)


def as_it_is_called_now(path: Path) -> Path:
    """Return where a copy lies that was being made when it was found, if it is finished now."""
    done = finished(path)
    return done if done.exists() and not path.exists() else path


def _is_at_work(process: int) -> bool:
    if sys.platform == "win32":
        return False  # there, asking would end it, and what is open cannot be deleted
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _about(path: Path) -> Iterator[Path]:
    """Yield the files beside a workspace that may be copies, and all in folders of backups."""
    with suppress(OSError):  # what cannot be looked into is not found
        for one in path.absolute().parent.iterdir():
            called = _BACKUP.search(one.name) is not None
            if called and one.is_dir():
                yield from _files_in(one)
            elif one.is_file() and (
                called
                or one.name.startswith((path.stem, stem_of(path)))
                or one.suffix == path.suffix
                or _was_workspace(one)
            ):
                yield one


def _made_in(folder: Path, names: Collection[str]) -> Iterator[Path]:
    """Yield the files that may be copies in a folder in which some were made, by such names.

    All in one of backups; else also those that were renamed since.
    """
    ours = _BACKUP.search(folder.name) or _BACKUP.search(folder.parent.name)
    for one in _files_in(folder):
        if (
            ours
            or one.name.startswith(tuple(names))
            or WORKSPACE_SUFFIX in one.name
            or _was_workspace(one)
        ):
            yield one


def _files_in(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (one for one in folder.iterdir() if one.is_file())


def _is_same(one: Path, path: Path) -> bool:
    try:
        return one.samefile(path)
    except OSError:
        return False


def begun_in_json(path: Path) -> str | None:
    """Return the mark of a business's first step, as the JSON beside a backup of it has it."""
    with suppress(OSError), path.open("rb") as file:
        if found := _BEGUN_IN_JSON.match(file.read(_HEAD_BYTES)):
            return found[1].decode("ascii", "replace")
    return None


def _is_copy(one: Path, stems: Collection[str], begun: set[str]) -> bool:
    if _LOG.search(one.name):
        return False  # part of another file
    if one.suffix == ".json":  # else it is what the owner took out, or somebody's own
        backup = one.with_suffix(WORKSPACE_SUFFIX)
        return begun_in_json(one) is not None and (
            begun_in_json(one) in begun or (backup.exists() and _is_copy(backup, stems, begun))
        )
    try:
        return not begun.isdisjoint(_read_known_by(one, at_rest=True))
    except (sqlite3.Error, OSError, ValueError):
        return _is_ours(one, stems) or _was_workspace(one)


def _was_workspace(one: Path) -> bool:
    """Whether a file that cannot be read began as a workspace: of whom, nobody can tell.

    What lies beside an open one is let be: SQLite holds locks on that, too.
    """
    if _LOG.search(one.name) or open_here[str(one.resolve())]:
        return False
    with suppress(OSError), one.open("rb") as file:
        return file.read(wal.HEADER_BYTES)[_APPLICATION_AT:][:4] == _APPLICATION
    return False


def _is_ours(one: Path, stems: Collection[str]) -> bool:
    """Whether a file is called as this program calls copies of a workspace of such a stem."""
    return any(
        one.name.startswith(stem) and _MADE_BY_US.match(one.name, len(stem)) for stem in stems
    )


def first_step(path: Path, *, at_rest: bool = True) -> str | None:
    """Return the mark of the first step in a workspace; None where there is none to be read.

    What is at rest is read so that nothing appears beside it.
    """
    with suppress(sqlite3.Error, OSError, ValueError), closing(_looking(path, at_rest)) as raw:
        row = raw.execute(_FIRST_STEP).fetchone()
        return row[0] if row else None
    return None


def _known_by(path: Path, *, at_rest: bool) -> set[str]:
    """Return by what a workspace is known; nothing where it cannot be read, or has no steps."""
    with suppress(sqlite3.Error, OSError, ValueError):
        return _read_known_by(path, at_rest=at_rest)
    return set()


def _read_known_by(path: Path, *, at_rest: bool) -> set[str]:
    with closing(_looking(path, at_rest)) as raw:
        step = raw.execute(_FIRST_STEP).fetchone()
        reason = raw.execute("SELECT uid FROM loss_reason ORDER BY id LIMIT 1").fetchone()
        return {row[0] for row in (step, reason) if row} if step else set()


def _looking(path: Path, at_rest: bool) -> sqlite3.Connection:
    options = {"mode": "ro"} | ({"immutable": "1"} if at_rest else {})
    return sqlite3.connect(file_uri(path, **options), uri=True)
