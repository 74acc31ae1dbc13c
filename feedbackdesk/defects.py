"""Defects of ours, written down for whoever mends them: where it happened, and no word of anybody.

What an exception says of itself may quote what customers said, so its kind is told and its
message is not.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk import __version__, paths, private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import TextIOWrapper
    from types import TracebackType

_LOG_BYTES = 500_000
_OLDER_LOGS = 3

_log = logging.getLogger(__name__)


def details(error: BaseException) -> str:
    """Return where a defect happened and what it came from, the first cause first."""
    parts = [f"FeedbackDesk {__version__}"]
    for one in reversed(list(_chain(error))):
        calls = "".join(traceback.format_tb(one.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{calls}{_kind(one)}")
    return "\n\n".join(parts)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _kind(error: BaseException) -> str:
    """Return what kind of exception it is; SQLite's own name of it holds no values."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    name = getattr(error, "sqlite_errorname", None)
    return f"{kind} ({name})" if isinstance(name, str) else kind


class _Formatter(logging.Formatter):
    def formatException(  # noqa: N802
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return details(ei[1]) if ei[1] is not None else ""


class _LogFile(RotatingFileHandler):
    """The log file and three older ones, which only the owner may read."""

    def __init__(self) -> None:
        super().__init__(
            paths.log_file(),
            maxBytes=_LOG_BYTES,
            backupCount=_OLDER_LOGS,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
        self.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        private.make_folder(path.parent)
        private.make_file(path)
        return super()._open()


def log_to_file() -> None:
    """Write warnings and defects to the log file from now on, and where the process dies of one."""
    handler = _LogFile()
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    try:
        path = Path(handler.baseFilename)
        private.make_folder(path.parent)
        private.make_file(path)
        faulthandler.enable(os.open(path, os.O_WRONLY | os.O_APPEND))  # open as long as it lives
    except OSError:  # then it is told on standard error
        logging.getLogger().removeHandler(handler)
        logging.basicConfig(level=logging.WARNING)


def write_down(error: BaseException) -> Path:
    """Write a defect to the log file, and return where that is; raises OSError."""
    handler = _LogFile()
    record = _log.makeRecord(
        _log.name, logging.ERROR, "", 0, "a defect\n%s", (details(error),), None
    )
    try:
        handler.stream = handler._open()
        if handler.shouldRollover(record):
            handler.doRollover()
            handler.stream = handler._open()
        handler.stream.write(f"{handler.format(record)}\n\n")
        handler.flush()
    finally:
        handler.close()
    return Path(handler.baseFilename)
