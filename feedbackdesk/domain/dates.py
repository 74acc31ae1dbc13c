"""Days: today, months and working days, and how a page shows them. Typed ones: domain/days.py."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta

from feedbackdesk.domain.errors import Refusal, WrongSide
from feedbackdesk.domain.words import Period

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def local_today() -> date:
    """Return today where the owner is."""
    return datetime.now().astimezone().date()


def day_start(day: date) -> str:
    """Return the moment at which a day begins where the owner is, as the log keeps moments."""
    begins = datetime.combine(day, time.min).astimezone()
    return begins.astimezone(UTC).isoformat(timespec="microseconds")


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def week_end(day: date) -> date:
    """Return the Sunday on which a day's week ends."""
    return day + timedelta(days=6 - day.weekday())


def months_on(day: date, months: int) -> date:
    """Return the same day of another month, or the last one that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_day(period: Period, today: date | None = None) -> date | None:
    """Return the day a period begins on; None for all time. Twelve months are whole ones."""
    today = today or local_today()
    month = today.replace(day=1)
    match period:
        case Period.QUARTER:
            return month.replace(month=(today.month - 1) // 3 * 3 + 1)
        case Period.YEAR:
            return month.replace(month=1)
        case Period.TWELVE_MONTHS:
            return months_on(month, -11)
        case Period.ALL:
            return None


def near_day(day: date) -> date:
    """Return the day; refuse one that nobody can mean."""
    if not EARLIEST <= day <= LATEST:
        raise Refusal(f"The year {day.year} is too far away. Nothing was changed.")
    return day


def past_day(day: date, today: date | None = None) -> date:
    """Return the day; refuse one that has not come yet."""
    if day > (today or local_today()):
        raise WrongSide(
            f"{full_date(day)} has not come yet. Nothing was changed; "
            "name today or a day before it."
        )
    return near_day(day)


def coming_day(day: date, today: date | None = None) -> date:
    """Return the day; refuse one that has passed."""
    if day < (today or local_today()):
        raise WrongSide(
            f"{full_date(day)} has passed. Nothing was changed; name today or a day after it."
        )
    return near_day(day)


def working_days_after(day: date, number: int) -> date:
    """Return the working day that many of them after a day; weekends do not count.

    >>> working_days_after(date(2026, 11, 20), 1)  # a Friday
    datetime.date(2026, 11, 23)
    """
    weekend = max(day.weekday() - 4, 0)
    if weekend and not number:
        return day + timedelta(days=3 - weekend)
    weeks, rest = divmod(number, 5)
    day += timedelta(weeks=weeks) - timedelta(days=weekend)  # as if it had been the Friday
    return day + timedelta(days=rest + 2 if day.weekday() + rest > 4 else rest)


def show_date(day: date, today: date | None = None) -> str:
    """Return a day as a page shows it: 3 Nov, with the year where it is not this one."""
    today = today or local_today()
    month = MONTHS[day.month - 1][:3].capitalize()
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def full_date(day: date) -> str:
    """Return a day with its year, as a sentence has it: 3 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def paper_date(day: date) -> str:
    """Return a day as paper has it, always with its year: 3 Nov 2026. Paper outlives the year."""
    return f"{day.day} {MONTHS[day.month - 1][:3].capitalize()} {day.year}"


def show_long_date(day: date, today: date | None = None) -> str:
    """Return a day as a sentence has it: 3 November, with the year where it is not this one."""
    today = today or local_today()
    whole = full_date(day)
    return whole.rpartition(" ")[0] if day.year == today.year else whole


def say_day(day: date, today: date | None = None) -> str:
    """Return a day as it is said back to whoever typed it: Friday, 20 November."""
    return f"{WEEKDAYS[day.weekday()].capitalize()}, {show_long_date(day, today)}"


def show_due(due: date, today: date | None = None) -> str:
    """Return when something is due, as a list shows it.

    >>> show_due(date(2026, 11, 20), date(2026, 11, 22))
    '2 days late'
    >>> show_due(date(2026, 11, 27), date(2026, 11, 22))
    'Fri'
    """
    today = today or local_today()
    days = (due - today).days
    if days < 0:
        return "1 day late" if days == -1 else f"{-days:,} days late"
    if days <= 1:
        return "tomorrow" if days else "today"
    return WEEKDAYS[due.weekday()][:3].capitalize() if days < 7 else show_date(due, today)


def show_month(month: str, *, short: bool = False) -> str:
    """Return a month as a page shows it: November 2026, or Nov where it is short.

    >>> show_month("2026-11"), show_month("2026-11", short=True)
    ('November 2026', 'Nov')
    """
    name = MONTHS[int(month[5:7]) - 1].capitalize()
    return name[:3] if short else f"{name} {month[:4]}"
