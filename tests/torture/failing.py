"""The library that lets writing fail, kills half-way and moves the clock: failing.c, compiled here.

The command starts itself anew with it before the C library; children are forked from there.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture.frame import NotTried

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOURCE = Path(__file__).with_name("failing.c")
_LIBRARY = "FEEDBACKDESK_TORTURE_LIBRARY"
_WHY_NOT = "FEEDBACKDESK_TORTURE_WHY_NOT"


class Fault(IntEnum):
    """What happens at a call, as failing.c has it."""

    NOTHING = 0
    FAIL = 1
    FAIL_FROM_THEN_ON = 2
    KILL = 3
    KILL_HALF_WAY = 4


def start_anew(module: str) -> None:
    """Start this module once more, with the library before the C library, where that can be."""
    if _LIBRARY in os.environ or _WHY_NOT in os.environ:
        return
    folder = tempfile.mkdtemp(prefix="feedbackdesk-torture-library-")
    why, library = _compile(Path(folder))
    os.environ |= {_WHY_NOT: why} if why else {_LIBRARY: library, "LD_PRELOAD": library}
    if why:
        shutil.rmtree(folder)
        return
    os.execv(sys.executable, [sys.executable, "-m", module, *sys.argv[1:]])


def remove_library() -> None:
    """Remove the library; whoever loaded it keeps it."""
    if library := os.environ.get(_LIBRARY):
        with suppress(OSError):
            shutil.rmtree(Path(library).parent)
        os.environ.pop("LD_PRELOAD", None)  # for what is started from here on


def _compile(folder: Path) -> tuple[str, str]:
    """Compile the library; return why that cannot be, or where it is."""
    compiler = shutil.which("cc")
    if not sys.platform.startswith("linux"):
        return "it needs Linux", ""
    if compiler is None:
        return "there is no C compiler (cc)", ""
    library = str(folder / "failing.so")
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", library, str(_SOURCE), "-ldl"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return f"cc failed: {done.stderr.strip().splitlines()[-1]}", ""
    return "", library


@cache
def _library() -> ctypes.CDLL:
    found = os.environ.get(_LIBRARY)
    if found is None:
        raise NotTried(why_not())
    made = ctypes.CDLL(found)
    made.torture_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int]
    made.torture_disarm.restype = ctypes.c_long
    made.torture_move_clock.argtypes = [ctypes.c_long]
    return made


def is_there() -> bool:
    """Whether the library was loaded."""
    return _LIBRARY in os.environ


def why_not() -> str:
    """Return why the library is not there."""
    return os.environ.get(_WHY_NOT, "the library was not loaded")


def need() -> None:
    """Raise NotTried with the reason where the library could not be loaded."""
    _library()


def arm(below: Path, at: int, fault: Fault, error: int = 0) -> None:
    """Let the call with the number `at` fail, of those that write below a folder."""
    _library().torture_arm(os.fsencode(below), at, int(fault), error)


def disarm() -> int:
    """Let nothing fail any more; return how many calls there were since it was armed."""
    return int(_library().torture_disarm())


@contextmanager
def counting(below: Path) -> Iterator[list[int]]:
    """Count the calls that write below a folder meanwhile; the number is in the list at the end."""
    arm(below, -1, Fault.NOTHING)
    counted: list[int] = []
    try:
        yield counted
    finally:
        counted.append(disarm())


def move_clock(seconds: int) -> None:
    """Let this process take the time for that much later."""
    _library().torture_move_clock(seconds)
