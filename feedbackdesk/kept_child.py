"""A child process that is kept between questions, so that it remembers what it made for the last.

For work that is asked for again and again with small changes, such as setting the pages of a
preview: its memory is the child's and not the window's, Cancel ends it at any moment, and the
next question begins a new one. What holds for `bounded` holds here: limits of time and memory
for each question, and only plain values come back.
"""

from __future__ import annotations

import pickle
import threading
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

from feedbackdesk.bounded import (
    FRAME,
    READING,
    USUAL,
    Cancelled,
    Ended,
    Limits,
    Sentences,
    answer,
    bury,
    command,
    refuse_ended,
    started,
)

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

T = TypeVar("T")

_FULL_OF_MEMORIES: Final = 0.5
"""From which part of its limit on a child that has answered is ended, and begun anew."""


class KeptChild:
    """Answers questions in a child; one at a time, from any thread."""

    def __init__(self, limits: Limits = USUAL, sentences: Sentences = READING) -> None:
        """Begin with no child: the first question starts it."""
        self._limits = limits
        self._sentences = sentences
        self._asking = threading.Lock()
        self._changing = threading.Lock()
        self._running: list[subprocess.Popen[bytes]] = []
        self._closed = False
        # Whoever forgets to close it leaves no process behind.
        weakref.finalize(self, _bury_all, self._running)

    def ready(self) -> None:
        """Start the child before it is asked anything, so that the first answer waits less."""
        with suppress(Ended, Cancelled), self._asking:
            self._child()

    def ask(self, function: Callable[..., T], *arguments: Any) -> T:
        """Return what a function of a module answers to these arguments.

        It takes and answers plain values and frozen rows of this program; a Refusal that it
        raises is raised here. Raises TooMuch, Ended or Cancelled, each with a sentence; the
        child is gone then.
        """
        question = pickle.dumps(
            (function.__module__, function.__qualname__, arguments, self._limits)
        )
        with self._asking:
            process = self._child()
            late = threading.Event()
            timer = threading.Timer(self._limits.wall, self._give_up, (process, late))
            timer.daemon = True
            timer.start()
            try:
                said, held = self._told(process, question)
            except (OSError, EOFError):
                self._end()
                if self._closed:
                    raise Cancelled(self._sentences.cancelled) from None
                refuse_ended(process.returncode, self._sentences, late=late.is_set())
                raise Ended(self._sentences.ended) from None
            finally:
                timer.cancel()
            if held > self._limits.memory * _FULL_OF_MEMORIES:
                self._end()
        return answer(said, 0, self._sentences)  # type: ignore[no-any-return]  # what it returned

    def close(self) -> None:
        """End the child, also in the midst of an answer; nothing is answered from then on."""
        self._closed = True
        with self._changing:
            for process in self._running:
                process.kill()
        # Whoever waits for an answer buries it; where nobody does, it is done here.
        if self._asking.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._asking.release()

    def _child(self) -> subprocess.Popen[bytes]:
        with self._changing:
            if self._closed:
                raise Cancelled(self._sentences.cancelled)
            if self._running and self._running[0].poll() is not None:
                _bury_all(self._running)
            if not self._running:
                self._running.append(started(command("serve_on"), self._sentences))
            return self._running[0]

    def _end(self) -> None:
        with self._changing:
            _bury_all(self._running)

    @staticmethod
    def _give_up(process: subprocess.Popen[bytes], late: threading.Event) -> None:
        late.set()
        process.kill()

    @staticmethod
    def _told(process: subprocess.Popen[bytes], question: bytes) -> tuple[bytes, int]:
        """Return what the child answers, and how much memory it holds, in bytes."""
        pipe, back = process.stdin, process.stdout
        if pipe is None or back is None:
            raise AssertionError("a child without pipes")
        pipe.write(FRAME.pack(len(question)) + question)
        pipe.flush()
        (length,) = FRAME.unpack(_whole(back.read(FRAME.size), FRAME.size))
        (held,) = FRAME.unpack(_whole(back.read(FRAME.size), FRAME.size))
        return _whole(back.read(length), length), held


def _bury_all(running: list[subprocess.Popen[bytes]]) -> None:
    while running:
        bury(running.pop())


def _whole(read: bytes, length: int) -> bytes:
    if len(read) != length:
        raise EOFError
    return read
