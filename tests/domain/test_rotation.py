"""Which backups are kept, for any series of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.rotation import Backup, Why, to_drop

NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
MUCH = 10**12


def backup(made: datetime, size: int = 1) -> Backup:
    """A backup that was made then."""
    return Backup(Path(f"{made:%Y-%m-%d %H%M%S%f} {size}"), made, Why.CLOSING, size)


def every(hours: int, number: int) -> list[Backup]:
    """A series that ends now."""
    return [backup(NOW - timedelta(hours=hours * one)) for one in range(number)]


def age(one: Backup) -> tuple[bool, datetime]:
    """What orders them: those of days to come are older than all others."""
    return one.made <= NOW, one.made


def kept(backups: list[Backup], room: int = MUCH) -> list[Backup]:
    """Return what is kept, the newest first."""
    dropped = to_drop(backups, NOW, room)
    assert dropped == sorted(dropped, key=age)
    return sorted(set(backups) - set(dropped), key=age, reverse=True)


def test_of_two_years_of_days_some_twenty_are_kept() -> None:
    days = [f"{one.made:%Y-%m-%d}" for one in kept(every(24, 730))]
    assert days == [
        # the last week, a day each
        *(f"2026-11-{day}" for day in (30, 29, 28, 27, 26, 25, 24)),
        # the Sundays of the weeks before; 29 November is one
        *("2026-11-22", "2026-11-15", "2026-11-08"),
        # the last days of the months before; this one's is today
        *("2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31"),
        *("2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31"),
    ]


def test_all_of_two_days_are_kept() -> None:
    series = every(1, 100)
    assert set(series[:49]) <= set(kept(series))
    assert [f"{one.made:%d %H}" for one in kept(series)[49:]] == ["27 23", "26 23"]


def test_a_long_pause_costs_nothing() -> None:
    """Seven days in which there is a backup: not the seven before today."""
    series = [backup(NOW - timedelta(days=400 + one)) for one in range(3)]
    assert kept(series) == series


@pytest.mark.parametrize(
    ("room", "left"), [(0, 1), (10, 1), (20, 1), (21, 2), (30, 2), (31, 3), (1_000, 5)]
)
def test_the_newest_fit_into_the_room_and_one_is_always_kept(room: int, left: int) -> None:
    series = [backup(NOW - timedelta(hours=one), size=10 + (one == 1)) for one in range(5)]
    assert kept(series, room) == series[:left]


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(days=1), timedelta(days=800)])
def test_those_of_days_to_come_drive_out_none_of_today(ahead: timedelta) -> None:
    """A clock was wrong for a month; the room was full by then."""
    wrong = [backup(NOW + ahead + timedelta(days=one), 10) for one in range(30)]
    right = [backup(NOW - timedelta(days=one), 10) for one in range(4)]
    assert kept([*wrong, *right[:1]], room=30) == [right[0], wrong[29], wrong[28]]
    assert kept([*wrong, *right], room=30) == right[:3]
    assert kept([*wrong, *right[:1]], room=5) == right[:1]
    assert kept([*wrong, *right])[:4] == right


def test_those_of_days_to_come_are_not_kept_for_ever() -> None:
    wrong = [backup(NOW + timedelta(days=800 + one)) for one in range(3)]
    right = every(24, 30)
    assert not set(wrong) & set(kept([*wrong, *right]))
    assert set(wrong) <= set(kept([*wrong, *right[:6]])), "it may have what no other has"


MOMENTS = st.lists(
    st.integers(-3 * 365 * 86_400, 3 * 365 * 86_400).map(lambda ago: NOW - timedelta(seconds=ago)),
    max_size=60,
    unique=True,
)


@given(MOMENTS, st.integers(0, 200), st.integers(1, 20))
def test_for_any_series(moments: list[datetime], room: int, size: int) -> None:
    series = [backup(one, size) for one in moments]
    left = kept(series, room)
    # Never none, never more than fits, and dropping twice drops nothing more.
    assert bool(left) == bool(series)
    assert len(left) <= max(1, room // size)
    assert kept(left, room) == left
    if series:
        newest = max(series, key=age)
        assert left[0] == newest
    # Where there is room, every month has one until twelve have.
    if room // size >= len(series):
        past = [one for one in series if one.made <= NOW]
        months = sorted({(one.made.year, one.made.month) for one in past}, reverse=True)[:12]
        assert {(one.made.year, one.made.month) for one in left} >= set(months)
