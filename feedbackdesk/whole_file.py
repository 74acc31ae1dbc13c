"""A file of ours is whole under its name, or is not there: what stood there before stays."""

from __future__ import annotations

import errno
import os
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from feedbackdesk import private
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Edition
from feedbackdesk.language.say import _
from feedbackdesk.paths import followed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_whole(
    path: Path, content: bytes | Iterable[bytes], edition: Edition = Edition.WORKING
) -> None:
    """Write a file whole or not at all, links followed: see `target`. A large one comes in parts.

    What stood there before is replaced only by a finished file. Nobody else on this computer
    may read it, unless its edition is for customers. Raises Refusal with a sentence where the
    place cannot be written to.
    """
    to_all = edition is Edition.CUSTOMER
    path = target(path)
    part = path.with_name(f".{uuid.uuid4().hex[:12]}.part")
    try:
        try:
            _write(part, content, mode=0o666 if to_all else private.FILE_MODE)
            with suppress(FileNotFoundError):
                mode = path.stat().st_mode & 0o777
                # Let in by their group alone, others were meant to be.
                part.chmod(mode & 0o700 if mode & 0o007 and not to_all else mode)
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise refusal_of(error, path) from error
    _sync_folder(path.parent)


def target(path: Path) -> Path:
    """Return where a file goes, links followed; refuse a place that cannot be one."""
    try:
        real = followed(path)
        if real.is_dir():
            raise Refusal(
                _(
                    "“{path}” is a folder. Nothing was written; give a name for the file, "
                    "such as roadmap.pdf."
                ).format(path=path)
            )
        if real.exists() and not real.is_file():
            raise Refusal(
                _(
                    "“{path}” is a device or a pipe, and no file. Nothing was written; choose "
                    "another name."
                ).format(path=path)
            )
        if not real.parent.is_dir():
            sentence = _("There is no folder “{folder}”. Nothing was written; choose another.")
            raise Refusal(sentence.format(folder=real.parent))
    except OSError as error:
        raise refusal_of(error, path) from error
    except (ValueError, RuntimeError) as error:  # a NUL in the name; a link to itself
        raise Refusal(_("That is not the name of a file. Nothing was written.")) from error
    return real


def refuse_itself(path: Path, workspace: Path) -> None:
    """Raise Refusal where a file is to be written over the workspace that is open, by any name."""
    with suppress(OSError, ValueError):
        if path.samefile(workspace):
            raise Refusal(
                _(
                    "“{path}” is the workspace itself. Nothing was written; choose another name."
                ).format(path=path)
            )


def _write(part: Path, content: bytes | Iterable[bytes], *, mode: int) -> None:
    binary = getattr(os, "O_BINARY", 0)
    number = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | binary, mode)
    length = 0
    with os.fdopen(number, "wb") as file:
        for some in (content,) if isinstance(content, bytes) else content:
            length += file.write(some)
        file.flush()
        os.fsync(file.fileno())
    if part.stat().st_size != length:
        raise OSError(errno.EIO, "written short")


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system knows how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refusal_of(error: OSError, path: Path) -> Refusal:
    """Return why something could not be written at a path, and what to do, as a sentence."""
    is_there = False
    with suppress(OSError):
        is_there = path.exists()
    kept = _("The file that was there is unchanged") if is_there else _("Nothing was written")
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            told = _("The disk is full. {kept}; make room, or choose another place.")
        case errno.EROFS:
            told = _("“{folder}” can only be read. {kept}; choose another folder.")
        case errno.EACCES | errno.EPERM:
            told = _(
                "You may not write “{name}” in “{folder}”, or another program holds it open. "
                "{kept}; close it there, or choose another folder."
            )
        case errno.ENAMETOOLONG:
            told = _("The name of the file is too long. {kept}; choose a shorter one.")
        case _other:
            told = _("“{name}” could not be written: {why}. {kept}; choose another place.")
    why = error.strerror or str(error)
    return Refusal(told.format(kept=kept, name=path.name, folder=path.parent, why=why))
