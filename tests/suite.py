"""How the suite runs and ends: on one day, slow tests first, behaviour told from upkeep.

A run begins at noon, of a zone where it is noon now: whoever asks for today, here and in what is
started, when a test is read or when it ends, is told the same day. Two marks: `slow("why")` for a
test that takes over five seconds, and `each_file` for a rule that every file of the repository
keeps: it says nothing about what the program does.
"""

from __future__ import annotations

import os
import time
from collections import Counter

import pytest

_NOON = "NOON"

LONG_S = 5.0
"""A test that takes longer says why, by its mark; it is told at the end, and fails nothing."""

_done: Counter[str] = Counter()
_long: dict[str, float] = {}


def zone_of_noon(hour: int) -> str:
    """Return the zone (as TZ names it) where noon has struck at this hour of UTC, and one has not.

    It is the same day there as in UTC, and stays so for eleven hours.
    """
    return f"{_NOON}{hour - 12:+d}"


def begin_at_noon() -> None:
    """Let it be noon where the tests run; a process of a run begins where the whole run did."""
    if not os.environ.get("TZ", "").startswith(_NOON):
        os.environ["TZ"] = zone_of_noon(time.gmtime().tm_hour)
        time.tzset()


def pytest_configure(config: pytest.Config) -> None:
    """Begin at noon, before any test is read, and make the marks known."""
    begin_at_noon()
    config.addinivalue_line("markers", "slow(why): takes over five seconds, and why; starts first")
    config.addinivalue_line("markers", "each_file: a rule that every file keeps")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the slow ones first, so that none of them is left for one core alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)  # else as shuffled


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count what passed, and remember what took long and does not say why."""
    if report.when != "call":
        return
    if report.passed:
        _done["upkeep" if "each_file" in report.keywords else "behaviour"] += 1
    if report.duration > LONG_S and "slow" not in report.keywords:
        _long[report.nodeid] = report.duration


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> object:
    """Say it in the line before pytest's own."""
    yield
    for name, seconds in sorted(_long.items(), key=lambda one: -one[1])[:5]:
        terminalreporter.write_line(f"took {seconds:.0f} s, and does not say why: {name}")
    terminalreporter.write_line(
        f"Of what passed, {_done['behaviour']} tell of behaviour, and {_done['upkeep']} of rules "
        "that every file keeps."
    )
