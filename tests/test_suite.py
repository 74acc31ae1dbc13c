"""The day on which the tests run: one for all of them, at whatever hour they are begun."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDateTime

from feedbackdesk.domain.dates import local_today
from tests.suite import begin_at_noon, zone_of_noon


@pytest.fixture
def own_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A test that moves through the zones, and leaves that of the run as it was."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("hour", range(24))
def test_a_run_begins_at_noon_of_the_same_day(hour: int, own_zone: pytest.MonkeyPatch) -> None:
    own_zone.setenv("TZ", zone_of_noon(hour))
    time.tzset()
    for minute in (0, 59):
        begun = datetime(2026, 12, 1, hour, minute, tzinfo=UTC).astimezone()
        assert (begun.date(), begun.hour, begun.minute) == (date(2026, 12, 1), 12, minute)


def test_what_belongs_to_a_run_begins_no_day_of_its_own(own_zone: pytest.MonkeyPatch) -> None:
    own_zone.setenv("TZ", began := zone_of_noon(23))
    begin_at_noon()
    assert os.environ["TZ"] == began
    own_zone.setenv("TZ", "Europe/Berlin")
    begin_at_noon()
    assert datetime.now().astimezone().hour == 12


def test_today_is_the_same_to_everybody() -> None:
    asked = [sys.executable, "-c", "from datetime import date; print(date.today())"]
    child = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    with closing(sqlite3.connect(":memory:")) as raw:
        (written,) = raw.execute("SELECT date('now', 'localtime')").fetchone()
    seen = QDateTime.currentDateTime().date().toString("yyyy-MM-dd")
    assert {written, seen, child.strip(), date.today().isoformat()} == {local_today().isoformat()}
