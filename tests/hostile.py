"""What a child process is asked to do in tests: to answer, and to go beyond its limits."""

from __future__ import annotations

import os
import sys
import time
from decimal import Decimal
from pathlib import Path

from feedbackdesk import bounded
from feedbackdesk.bounded import Limits
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.words import Kind


def echo(*values: object) -> tuple[object, ...]:
    sys.stdout.write("a library that prints")
    os.write(1, b"and one that writes")
    return values


def plain_values() -> tuple[object, ...]:
    return (Kind.LOSS, Decimal("1.5"), Limits(), b"\x00", {"a": [1.5, None, True]})


def something_else() -> object:
    return os.getcwd, Ellipsis


def refuse() -> None:
    raise NotThere("There is no “café” here.")


def fail() -> None:
    raise ValueError("".join(map(chr, (0x5C71, 0x7530))))


def burn() -> None:
    while True:
        pass


def burn_in_c() -> None:
    sum(range(10**12))


def wait() -> None:
    time.sleep(600)


def hoard() -> int:
    return len(b"x" * 2_000_000_000)


def hoard_slowly() -> int:
    kept = [b""]
    while True:
        kept.append(b"x" * (1_000_000 + len(kept)))


def dig(deep: int = 0) -> int:
    return dig(deep + 1) + 1


def die() -> None:
    os.kill(os.getpid(), 9)


def leave() -> None:
    os._exit(0)


def much(number: int) -> bytes:
    return bytes(number)


def modules() -> list[str]:
    return sorted(sys.modules)


def place() -> tuple[int, str, list[str]]:
    return os.getpid(), str(Path.cwd()), sys.path


def watched(name: str, limits: Limits) -> object:
    """Do something under the watchdog that stands in where the system has no limits."""
    bounded._watch(limits)
    return globals()[name]()


_asked: list[object] = []


def remember(value: object) -> int:
    """Return how often this process was asked."""
    _asked.append(value)
    return len(_asked)


def process() -> int:
    return os.getpid()


def hold(size: int) -> int:
    _asked.append(b"x" * size)
    return os.getpid()
