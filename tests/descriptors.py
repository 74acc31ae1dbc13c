"""Nothing in this process opens an open workspace but SQLite: held in every test.

Closing any other descriptor of a database file drops the locks that SQLite holds on it for the
whole process (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_),
and what another process writes then is lost.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import feedbackdesk
from feedbackdesk.store import workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_PROGRAM = str(Path(feedbackdesk.__file__).parent)
_TESTS = str(Path(__file__).parent)
_LOCKED = ("", "-shm")
"""The files beside which SQLite holds locks, by what their names end in."""

_opened: list[str] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event != "open" or not isinstance(arguments[0], str | bytes | os.PathLike):
        return
    if workspace.open_here and (found := _workspace_of(os.fsdecode(arguments[0]))):
        for frame in _frames(sys._getframe(1)):
            if frame.f_code.co_filename.startswith(_TESTS):
                return  # a test that looks into the file is alone with it
            if frame.f_code.co_filename.startswith(_PROGRAM):
                where = f"{frame.f_code.co_filename}:{frame.f_lineno}"
                _opened.append(f"{where} opened {found}, which is open")
                return


def _workspace_of(path: str) -> str | None:
    real = os.path.realpath(path)
    names = (real.removesuffix(ending) for ending in _LOCKED if real.endswith(ending))
    return next((one for one in names if workspace.open_here[one]), None)


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


@pytest.fixture(autouse=True, scope="session")
def _hearing() -> None:
    sys.addaudithook(_hear)


@pytest.fixture(autouse=True)
def _nothing_opened(_hearing: None) -> Iterator[None]:
    yield
    found = _opened.copy()
    _opened.clear()
    assert not found, "a descriptor of our own drops SQLite's locks once it is closed"
