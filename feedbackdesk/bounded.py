"""Run a function of our own in a child process that can take only so much time and memory.

For work on what others made, such as reading a file, of which nobody knows what it costs:
the child is ended when it goes on for too long, takes too much, or is no longer wanted, and
the window, the other files and the workspace never notice.

The child is this Python once more, or this very program where it was frozen into one
(`VERB`, which `__main__` answers first). It imports the named function's module and nothing
of the window. It starts anew instead of by a fork, because a fork beside Qt's threads may
stop for ever, and apart from multiprocessing, which would import the parent's main module and
keep a process of its own running. Each call has a child for itself, so that one that ends takes
nothing along.

Answers come back pickled, and only plain values and the program's own frozen rows are taken
from them: were a child ever taken over by what it read, its answer could still call nothing.
"""

from __future__ import annotations

import importlib
import io
import logging
import math
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from enum import Enum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from feedbackdesk.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

VERB = "--bounded-child"
"""What the frozen program is started with to be such a child; not for people."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a child may take."""

    cpu: float = 2.0
    """Seconds of computing, without those of its start; they are counted in whole ones."""
    wall: float = 30.0
    """Seconds in all, for what waits instead: a drive in the network that is gone."""
    memory: int = 500_000_000
    """Bytes of memory, its own programs and libraries counted."""
    answer: int = 100_000_000
    """Bytes that it may answer."""


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said to the owner where there is no answer."""

    late: str
    full: str
    deep: str
    ended: str
    not_begun: str
    """Holds {reason}, what the system said."""
    cancelled: str


_COPY = "Nothing was changed; copy the words that matter instead."
READING = Sentences(
    late=f"It takes too long to read, and was left. {_COPY}",
    full=f"It takes too much memory to read, and was left. {_COPY}",
    deep=f"It is nested too deeply to be read. {_COPY}",
    ended=f"It could not be read: reading it ended in the middle. {_COPY}",
    not_begun=(
        "It could not be read: no process could be started ({reason}). "
        "Nothing was changed; close other programs and try again."
    ),
    cancelled="It was not read to the end. Nothing was changed.",
)


class TooMuch(Refusal):
    """The child was ended because it went beyond its time, its memory, or any depth."""


class Ended(Refusal):
    """The child ended without an answer, or could not be started."""


class Cancelled(Refusal):
    """The answer was no longer wanted."""


class Cancel:
    """Ends the children that were started with it, now and later; from any thread."""

    def __init__(self) -> None:
        """Begin with nothing to end."""
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._asked = False

    @property
    def asked(self) -> bool:
        """Whether it was asked for."""
        return self._asked

    def ask(self) -> None:
        """End what runs; what is started later ends at once."""
        with self._lock:
            self._asked = True
            for process in self._running:
                process.kill()

    def _begin(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._running.add(process)
            if self._asked:
                process.kill()

    def _over(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._running.discard(process)


def run(
    function: Callable[..., T],
    *arguments: Any,
    limits: Limits = USUAL,
    cancel: Cancel | None = None,
    sentences: Sentences = READING,
) -> T:
    """Return what a function of a module answers to these arguments, run in a child process.

    It takes plain values and frozen rows of this program, and answers such. A Refusal that it
    raises is raised here. Raises TooMuch, Ended or Cancelled, each with a sentence, and leaves
    no process behind.
    """
    cancel = cancel or Cancel()
    if cancel.asked:
        raise Cancelled(sentences.cancelled)
    asked = pickle.dumps((function.__module__, function.__qualname__, arguments, limits))
    process = started(command(), sentences)
    cancel._begin(process)
    said, late = b"", False
    try:
        said, _none = process.communicate(asked, timeout=limits.wall)
    except subprocess.TimeoutExpired:
        late = True
    finally:
        bury(process)
        cancel._over(process)
    if cancel.asked:
        raise Cancelled(sentences.cancelled)
    refuse_ended(process.returncode, sentences, late=late)
    return answer(said, process.returncode, sentences)  # type: ignore[no-any-return]


def refuse_ended(status: int | None, sentences: Sentences, *, late: bool = False) -> None:
    """Raise TooMuch for a child that went beyond its limits, by the status it ended with."""
    if late or status in _LATE:
        raise TooMuch(sentences.late)
    if status == _FULL:
        raise TooMuch(sentences.full)


_LATE_STATUS, _FULL = 94, 95
_LATE = frozenset(
    {_LATE_STATUS}
    | {-getattr(signal, name) for name in ("SIGXCPU", "SIGALRM") if hasattr(signal, name)}
)

_RESULT, _REFUSED, _DEFECT, _DEEP, _HUGE = b"=", b"!", b"#", b"D", b"M"


def command(serve: str = "serve") -> list[str]:
    """Return what starts a child; `serve` is the function of this module's that it is."""
    if getattr(sys, "frozen", False):
        return [sys.executable, VERB, serve]
    # Where this process found its modules is handed on: looking again takes half of the start.
    root = str(Path(__file__).resolve().parents[1])
    code = (
        "import sys; sys.path[:] = sys.argv[1:]; "
        f"from feedbackdesk.bounded import {serve}; {serve}()"
    )
    path = [one for one in sys.path if one]
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", code, *path, root]


def started(by: list[str], sentences: Sentences) -> subprocess.Popen[bytes]:
    """Start a child. Raises Ended where the system does not."""
    try:
        return subprocess.Popen(  # noqa: S603  (this program itself)
            by,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise Ended(sentences.not_begun.format(reason=error.strerror or error)) from error


def bury(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, and let go of it."""
    process.kill()
    # One that waits for a drive that is gone cannot be ended by anybody: it is not waited for.
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=5)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def answer(said: bytes, status: int, sentences: Sentences = READING) -> Any:
    """Return what a child said. Raises what it raised, or Ended or TooMuch."""
    kind, rest = said[:1], said[1:]
    if kind == _RESULT and not status:
        try:
            return _Plain(io.BytesIO(rest)).load()
        except Exception as error:
            raise Ended(sentences.ended) from error
    if kind == _REFUSED:
        raise Refusal(rest.decode())
    if kind in {_DEEP, _HUGE}:
        raise TooMuch(sentences.deep if kind == _DEEP else sentences.full)
    if kind == _DEFECT:
        log.error("a defect in a child\n%s", rest.decode())
    raise Ended(sentences.ended)


class _Plain(pickle.Unpickler):
    """Takes plain values, days, and the program's own frozen rows and words."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that only holds values."""
        if (module, name) in {("datetime", "date"), ("decimal", "Decimal")}:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith("feedbackdesk.") else None
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


def serve() -> int:
    """Be such a child: read what is asked, answer it, and return the exit status."""
    asked = os.fdopen(0, "rb", closefd=False).read()
    answers = _answers()
    module, name, arguments, limits = pickle.loads(asked)  # noqa: S301  (the parent's own)
    function = getattr(importlib.import_module(module), name)
    _bound(limits)
    with answers:
        answers.write(_said(function, arguments, limits))
    return 0


FRAME = struct.Struct("!Q")
"""What stands before each question to a child that is kept, and before each answer: its bytes."""


def serve_on() -> int:
    """Be a child that is kept: answer one question after the other, until there are no more."""
    asked = os.fdopen(0, "rb", closefd=False)
    answers = _answers()
    while head := asked.read(FRAME.size):
        question = asked.read(*FRAME.unpack(head))
        module, name, arguments, limits = pickle.loads(question)  # noqa: S301  (the parent's own)
        function = getattr(importlib.import_module(module), name)
        _bound(limits, kept=True)
        said = _said(function, arguments, limits)
        if sys.platform != "win32":
            signal.alarm(0)  # it may wait for the next question as long as it likes
        answers.write(FRAME.pack(len(said)) + FRAME.pack(_memory()) + said)
        answers.flush()
    return 0


def _answers() -> IO[bytes]:
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints is no part of the answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return answers


def _said(function: Callable[..., object], arguments: tuple[Any, ...], limits: Limits) -> bytes:
    try:
        answer = _RESULT + _pickled(function(*arguments))
        return answer if len(answer) <= limits.answer else _HUGE
    except Refusal as refusal:
        return _REFUSED + str(refusal).encode(errors="replace")
    except MemoryError:
        return _HUGE
    except RecursionError:
        return _DEEP
    except Exception as error:
        # Without its words, which may be a customer's.
        trace = "".join(traceback.format_tb(error.__traceback__))
        return _DEFECT + f"{trace}{type(error).__name__}".encode(errors="replace")


class _Pickler(pickle.Pickler):
    """Writes a word of an enum by its class and value, as every Python reads it."""

    def reducer_override(self, obj: object) -> Any:
        """Return how a word is made again; some versions of Python would ask for `getattr`."""
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


def _pickled(answer: object) -> bytes:
    written = io.BytesIO()
    _Pickler(written).dump(answer)
    return written.getvalue()


def _bound(limits: Limits, *, kept: bool = False) -> None:
    """Hold this process to its limits: by the system, and by a watchdog where it does not.

    One that is kept is held to them anew with each question; its parent looks at the time.
    """
    by_system = sys.platform == "linux"
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            seconds = max(1, round(time.process_time() + limits.cpu))
            most = resource.getrlimit(resource.RLIMIT_CPU)[1] if kept else seconds + 1
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, most))
        signal.alarm(math.ceil(limits.wall) + 1)  # should the parent be gone
        if by_system:
            try:
                resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
            except (OSError, ValueError):
                by_system = False
    if not by_system and not kept:
        _watch(limits)


_WATCHED_SECONDS = 0.05


def _watch(limits: Limits) -> None:
    """End this process from a thread of its own when it goes beyond its limits."""
    begun, used = time.monotonic(), time.process_time()

    def watch() -> None:
        while True:
            late = time.process_time() - used > limits.cpu
            if late or time.monotonic() - begun > limits.wall + 1:
                os._exit(_LATE_STATUS)
            if _memory() > limits.memory:
                os._exit(_FULL)
            time.sleep(_WATCHED_SECONDS)

    threading.Thread(target=watch, daemon=True).start()


def _memory() -> int:
    """Return how much memory this process holds, or at most held, in bytes."""
    if sys.platform == "win32":
        return _windows_memory()
    import resource

    with suppress(OSError):  # on Linux the other figure may be the parent's, from before it began
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _windows_memory() -> int:
    """Return it as PROCESS_MEMORY_COUNTERS tells it (psapi.h)."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", ctypes.c_uint32),
            ("PageFaultCount", ctypes.c_uint32),
            *(
                (name, ctypes.c_size_t)
                for name in (
                    "PeakWorkingSetSize",
                    "WorkingSetSize",
                    "QuotaPeakPagedPoolUsage",
                    "QuotaPagedPoolUsage",
                    "QuotaPeakNonPagedPoolUsage",
                    "QuotaNonPagedPoolUsage",
                    "PagefileUsage",
                    "PeakPagefileUsage",
                )
            ),
        ]

    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.PeakPagefileUsage)
