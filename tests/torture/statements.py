"""What a process asks of SQLite and of the disk, one by one: where it can be killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_CHANGES = {"os.rename", "os.link", "os.remove", "os.truncate", "os.mkdir", "os.chmod"}


def trace(point: Callable[[str], object]) -> None:
    """Let each statement of every connection that this process makes from here on be told.

    For a child that ends soon: nothing takes it away again.
    """
    connect = sqlite3.connect

    def connected(*args: Any, **facts: Any) -> sqlite3.Connection:
        raw: sqlite3.Connection = connect(*args, **facts)
        raw.set_trace_callback(point)
        return raw

    sqlite3.connect = connected  # type: ignore[assignment]


class Statements:
    """Counts what this process asks of SQLite and of the disk, and kills it at one of these."""

    def __init__(self, folder: Path) -> None:
        """Hear from now on; count from `arm` on."""
        self.seen = 0
        self._below = str(folder)
        self._at: int | None = None
        self._counts = False
        trace(self._point)
        sys.addaudithook(self._hear)

    def arm(self, at: int | None) -> None:
        """Count from here on, and kill at the number `at`."""
        self._at = at
        self._counts = True

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._counts and (event in _CHANGES or (event == "open" and _writes(arguments))):
            path = arguments[0]
            if isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(
                self._below
            ):
                self._point(event)

    def _point(self, _what: str) -> None:
        if not self._counts:
            return
        if self.seen == self._at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.seen += 1


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
