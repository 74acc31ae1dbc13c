"""What only the owner may read: files and folders that hold what customers said.

On Windows a user's own folders are the user's already; there all of this does nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from feedbackdesk import paths

if TYPE_CHECKING:
    from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_OTHERS = 0o077


def make_folder(path: Path) -> Path:
    """Make a folder of the program's own, and keep others out of it.

    Those above it that are missing, too, as the XDG Base Directory Specification has it.
    """
    for folder in reversed((path, *path.parents)):
        if not folder.exists():
            folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    with suppress(OSError):  # another user's, in whose name this runs
        tighten(path)
    return path


def make_file(path: Path) -> None:
    """Make an empty file, unless it is there; nobody else may read it, from the first byte on."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    except FileExistsError:
        with suppress(OSError):
            tighten(path)


def tighten(path: Path) -> bool:
    """Keep others from what is the user's own; return whether they were let in before."""
    if os.name != "posix":
        return False
    found = path.stat()
    if not found.st_mode & _OTHERS or found.st_uid != os.getuid():
        return False
    path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
    return True


def lets_others_in(path: Path) -> bool:
    """Whether others may read a file, or write it."""
    return os.name == "posix" and bool(path.stat().st_mode & _OTHERS)


def tighten_once(path: Path) -> bool:
    """Keep others from a file that the owner chose the place of, at the first time.

    Whoever lets others in again afterwards has meant it. Returns whether they were let in.
    """
    with suppress(OSError):
        # Another file in its place was not meant when others were let in.
        if lets_others_in(path) and _is_new(f"file {path} {path.stat().st_ino}"):
            return tighten(path)
    return False


def others_may_change(folder: Path) -> bool:
    """Whether others may take files away from a folder, or put others in their place.

    Told once for each folder.
    """
    if os.name != "posix":
        return False
    with suppress(OSError):
        mode = folder.stat().st_mode
        open_to_others = bool(mode & (stat.S_IWGRP | stat.S_IWOTH)) and not mode & stat.S_ISVTX
        return open_to_others and _is_new(f"folder {folder}")
    return False


def is_first_time(what: str) -> bool:
    """Whether something is told for the first time on this computer; from then on it is not."""
    with suppress(OSError):
        return _is_new(what)
    return True


def _is_new(what: str) -> bool:
    """Whether something is met for the first time; it is remembered from then on."""
    known = make_folder(paths.state_dir()) / "tightened"
    mark = hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()
    make_file(known)
    if mark in known.read_text("ascii").split():
        return False
    with known.open("a", encoding="ascii") as file:
        file.write(f"{mark}\n")
    return True
