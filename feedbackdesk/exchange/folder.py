"""The plain files of a folder and those within it: no link is followed, nothing is waited for."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FILES_LIMIT = 500_000


def files_in(folder: Path) -> Iterator[Path]:
    """Yield what is in a folder, in the order of the names."""
    number = 0
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            number += 1
            if number > _FILES_LIMIT:
                return
            yield Path(where, name)


def open_plain(path: Path) -> BinaryIO:
    """Open a plain file, never waiting; raises OSError for what is none."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(path.name)
    return os.fdopen(os.open(path, os.O_RDONLY | _NOT_WAITING), "rb")
