"""Opening the workspace at a path: a new one, one of this version, an older or a newer one."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from feedbackdesk import private
from feedbackdesk.domain.errors import CannotOpen, NoRoom, Refusal
from feedbackdesk.paths import resolved
from feedbackdesk.store import journal, schema, wal
from feedbackdesk.store.engine import BUSY_MS, damaged, make_engine, plain_errors
from feedbackdesk.store.looking import made_by, may_write, not_ours, revision_of
from feedbackdesk.store.making import make
from feedbackdesk.store.same_file import is_held
from feedbackdesk.store.workspace import Workspace, is_open, open_here

_TRIES, _A_MOMENT_S = 40, 0.025
"""How often, and how far apart, it is looked whether a log is a file's own, or was of it."""
_LEAST_BYTES = 512
"""The smallest page: what is shorter is no database, though SQLite takes it for an empty one."""


def open_workspace(
    path: Path, *, create: bool, busy_ms: int = BUSY_MS, to_look: bool = False
) -> Workspace:
    """Open the workspace at a path, migrating it first where that is due.

    A missing one is made if `create`. Raises CannotOpen or NotThere with a sentence;
    a file that is refused is left as it was, and nothing appears beside it. `busy_ms` is
    how long a writer waits for another one, in milliseconds. `to_look` changes nothing in it,
    and lets nothing be changed.
    """
    with plain_errors(path):
        try:
            if "\0" in str(path):  # SQLite would open what stands before it
                raise CannotOpen("That is not the name of a file. Nothing was changed.")
            exists = path.exists()
            if exists and path.is_dir():
                raise CannotOpen(f"{path} is a folder, not a workspace. Name a file in it.")
            real = resolved(path)
            if not exists and (beside := _last_written_beside(real)) is not None:
                raise CannotOpen(
                    f"{path} is not there, and what was written to it last lies in a file beside "
                    "that place: it was moved or renamed. Nothing was changed; put it back, or "
                    f"put {beside.name} away."
                )
            aside = None
            if exists and not open_here[str(real)] and not to_look and may_write(path):
                aside = journal.take_back(real)
            if exists and _was_emptied(real):
                raise CannotOpen(
                    f"{path} is empty, and what was written to it last lies in a file beside it: "
                    "something emptied it. It was left as it is."
                )
            if not exists or path.stat().st_size == 0:
                return make(path, exists=exists, create=create, busy_ms=busy_ms)
            opened = _open_existing(path, create=create, busy_ms=busy_ms, to_look=to_look)
            opened.set_aside = opened.set_aside or aside
            return opened
        except OSError as error:
            raise CannotOpen(
                f"{path} cannot be opened: {error.strerror or error}. Nothing was changed."
            ) from error
        except UnicodeDecodeError:
            raise  # not of the path
        except ValueError as error:  # letters that no file name can have here
            raise CannotOpen("That is not the name of a file. Nothing was changed.") from error


def is_nothing(path: Path) -> bool:
    """Whether nothing is at a place, or an empty file, and nothing that was written to it last."""
    is_empty = not path.exists() or (path.is_file() and not path.stat().st_size)
    return is_empty and _last_written_beside(path.resolve()) is None


def _was_emptied(path: Path) -> bool:
    for _try in range(_TRIES):
        if path.stat().st_size or _last_written_beside(path) is None:
            return False
        time.sleep(_A_MOMENT_S)  # another program may just be making it
    return True


def _last_written_beside(path: Path) -> Path | None:
    """Return what is beside a place and was written to a file there last; None where nothing is."""
    if wal.has_log(path):
        return wal.log_of(path)
    return journal.journal_of(path) if journal.is_pending(path) else None


def _open_existing(path: Path, *, create: bool, busy_ms: int, to_look: bool) -> Workspace:
    real = path.resolve()
    aside = _set_strange_log_aside(real)
    at_rest = not wal.has_log(real)
    cut_short = at_rest and not is_open(real) and wal.is_cut_short(real)
    unclean = not (at_rest or open_here[str(real)] or wal.is_live(real))
    maker, empty = made_by(path, at_rest=at_rest)
    if empty and not maker and path.stat().st_size >= _LEAST_BYTES:
        return make(path, exists=True, create=create, busy_ms=busy_ms)
    if maker != schema.APPLICATION_ID:
        raise not_ours(path)
    revision = revision_of(path, at_rest=at_rest)
    newer, older = revision > schema.REVISION, revision < schema.REVISION
    writable = not newer and not to_look and may_write(path)
    if older:
        from feedbackdesk.store.migrations.run import migrate

        if not writable:
            return _open_migrated_copy(path, at_rest=at_rest, to_look=to_look)
        try:
            migrate(path, busy_ms=busy_ms)
        except Refusal as refusal:  # the disk is full, or somebody holds on to the file
            with suppress(Refusal):
                return _open_migrated_copy(path, at_rest=not wal.has_log(real), why=str(refusal))
            raise
    if not writable:
        engine = make_engine(path, mode="ro", immutable=at_rest)
        return Workspace(
            path, engine, read_only=True, newer=newer, set_aside=aside, to_look=to_look
        )
    tightened = _keep_others_out(path)
    engine = make_engine(path, mode="rw", busy_ms=busy_ms)
    try:
        with plain_errors(path):
            opened = _begun(
                Workspace(
                    path,
                    engine,
                    set_aside=aside,
                    tightened=tightened,
                    unclean=unclean,
                    busy_ms=busy_ms,
                )
            )
    except NoRoom as full:
        engine.dispose()
        if not at_rest or is_open(real):
            raise
        engine = make_engine(path, mode="ro", immutable=True)
        opened = Workspace(path, engine, read_only=True, only_read=str(full), set_aside=aside)
    opened.soundness.damaged = opened.soundness.damaged or cut_short
    return opened


def _begun(opened: Workspace) -> Workspace:
    """Return a workspace whose log is begun, so that it is known whether there is room for one."""
    try:
        opened.engine.connect().close()
        opened.know_log()
    except BaseException:
        opened.close()
        raise
    return opened


def _open_migrated_copy(
    path: Path, *, at_rest: bool, why: str = "", to_look: bool = False
) -> Workspace:
    """Read a file of an older version, which stays as it is, by a copy brought to this one."""
    import tempfile

    from feedbackdesk.store.copying import copy_whole
    from feedbackdesk.store.migrations.run import migrate

    folder = tempfile.TemporaryDirectory(prefix="feedbackdesk-")
    try:
        copy = Path(folder.name, "copy")
        engine = make_engine(path, mode="ro", immutable=at_rest)
        try:
            copy_whole(engine, path, copy)
        finally:
            engine.dispose()
        migrate(copy, backup=False)
        reads = make_engine(copy, mode="ro")
        return Workspace(path, reads, read_only=True, copy=folder, only_read=why, to_look=to_look)
    except BaseException:
        folder.cleanup()
        raise


def _keep_others_out(path: Path) -> bool:
    """Let nobody else on this computer read a file, at the first time it is opened here."""
    real = path.resolve()
    tightened = private.tighten_once(real)
    if not private.lets_others_in(real):
        for ending in ("-wal", "-shm"):
            with suppress(OSError):
                private.tighten(real.with_name(real.name + ending))
    return tightened


def _set_strange_log_aside(path: Path) -> Path | None:
    """Set a write-ahead log of another file aside before SQLite replays it into this one."""
    if open_here[str(path.resolve())]:
        if wal.has_log(path) and not is_held(path):
            raise _live(path)
        return None  # it is compared already
    for _try in range(_TRIES):
        if not _has_strange_log(path):
            return None
        # Another program may just be bringing its log home; without one, nothing changes.
        if not wal.is_live(path) and _has_strange_log(path):
            return wal.set_aside(path)
        time.sleep(_A_MOMENT_S)
    raise _live(path)


def _has_strange_log(path: Path) -> bool:
    """Whether a file has a log in which its mark does not stand; not where that has no marks."""
    marks = wal.marks_in_log(path)
    if not marks:
        return False
    mark = wal.mark_at_rest(path)
    if mark is None:
        raise damaged(path)
    return mark not in marks


def _live(path: Path) -> CannotOpen:
    return CannotOpen(
        f"{path} took the place of a file that another FeedbackDesk still has open. Nothing "
        "was changed; close it there first."
    )
