"""A small disk, for where no call can be let fail: a tmpfs, by root on Linux.

It is mounted for this process and its children alone: it is gone with them, whatever ends them.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE_BYTES = 4_096
_MOST_BYTES = 128_000_000
_NEW_MOUNTS = 0x00020000
"""CLONE_NEWNS of unshare(2)."""


@cache
def why_not(folder: Path) -> str:
    """Return why there can be no small disk below a folder; nothing where there can be one."""
    if not sys.platform.startswith("linux"):
        return "a small disk needs Linux"
    if os.geteuid() != 0:
        return "a small disk needs root"
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_MOUNTS):
        return f"no small disk: {os.strerror(ctypes.get_errno())}"
    try:
        _mount("--make-rprivate", "/")
        trial = folder / "small"
        trial.mkdir()
        with small_disk(trial):
            leave_room(trial, 0)
        trial.rmdir()
    except (OSError, subprocess.CalledProcessError) as error:
        return f"no small disk: {getattr(error, 'stderr', None) or error}".strip()
    return ""


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    """Let a folder be a disk of its own, which has room until `leave_room`."""
    _mount("-t", "tmpfs", "-o", f"size={_MOST_BYTES}", "tmpfs", str(place))
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def leave_room(place: Path, pages: int) -> None:
    """Let a small disk have room for so many more pages."""
    disk = os.statvfs(place)
    used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
    _mount("-o", f"remount,size={used + pages * PAGE_BYTES}", str(place))


def make_room(place: Path) -> None:
    """Let there be room again."""
    _mount("-o", f"remount,size={_MOST_BYTES}", str(place))


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True, text=True)
