"""How a backup is told: when, what for, how large, how sound, and what came since."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.rotation import Why
from feedbackdesk.domain.text import plural
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from datetime import datetime

    from feedbackdesk.desk.going_back import Listed, Since

_KB, _MB, _GB = 1_000, 1_000_000, 1_000_000_000


def _tr(words: str) -> str:
    return QCoreApplication.translate("Backups", words)


def size(number: int) -> str:
    """Return a number of bytes in the largest unit that leaves a whole one."""
    for unit, name in ((_GB, "GB"), (_MB, "MB")):
        if number >= unit:
            return f"{number / unit:.1f} {name}".replace(".0 ", " ")
    return f"{max(round(number / _KB), 1)} kB"


def purpose(why: Why) -> str:
    """Return what a backup was made for."""
    return {
        Why.CLOSING: _tr("at closing"),
        Why.DAILY: _tr("daily, while open"),
        Why.ASKED: _tr("asked for"),
        Why.MIGRATION: _tr("before a newer version"),
        Why.RESTORE: _tr("before going back"),
        Why.ASIDE: _tr("set aside"),
        Why.DAMAGED: _tr("damaged, set aside"),
        Why.LOG: _tr("log of another file"),
    }[why]


def period(moment: datetime) -> str:
    """Return the heading that a moment stands under: Today, Yesterday, November 2026."""
    day = moment.astimezone().date()
    if day == local_today():
        return _tr("Today")
    if day == local_today() - timedelta(days=1):
        return _tr("Yesterday")
    return f"{day:%B} {day.year}"


def made_below(row: Listed) -> str:
    """Return when a backup was made, below its heading."""
    local = row.backup.made.astimezone()
    time = _time(local, row.to_the_second)
    if local_today() - timedelta(days=1) <= local.date() <= local_today():
        return time
    return f"{local:%a} {show_date(local.date())}, {time}"


def made_alone(row: Listed) -> str:
    """Return when a backup was made, in a sentence."""
    return time_alone(row.backup.made, to_the_second=row.to_the_second)


def time_alone(moment: datetime, *, to_the_second: bool = False) -> str:
    """Return when something was, in a sentence: today, 12:40."""
    local = moment.astimezone()
    time = _time(local, to_the_second)
    if local.date() == local_today():
        return _tr("today, {time}").format(time=time)
    if local.date() == local_today() - timedelta(days=1):
        return _tr("yesterday, {time}").format(time=time)
    return f"{show_date(local.date())}, {time}"


def _time(local: datetime, to_the_second: bool) -> str:
    return f"{local:%H:%M:%S}" if to_the_second else f"{local:%H:%M}"


def came_since(row: Listed) -> str:
    """Return what was done since a backup, as far as it can be told."""
    if row.is_encrypted:
        return _tr("encrypted")
    if row.is_log:
        return _tr("cannot be looked into")
    if row.is_newer:
        return _("a newer FeedbackDesk made it")
    if not row.is_sound:
        return _tr("cannot be read whole")
    if row.is_of_others:
        return _("it is of another business")
    return _("it has steps that are not here") if row.since is None else _counted(row.since)


def _counted(since: Since) -> str:
    if not since.steps:
        return _tr("nothing")
    steps = plural(since.steps, "step", "steps")
    if since.feedback > 0:
        return f"{plural(since.feedback, 'feedback', 'feedbacks')}, {steps}"
    if since.feedback < 0:
        return _tr("{feedback} fewer, {steps}").format(
            feedback=plural(-since.feedback, "feedback", "feedbacks"), steps=steps
        )
    return steps


def soundness(row: Listed) -> str:
    """Return how a backup was when it was last looked over."""
    if row.is_sound and is_unchecked(row):
        return unchecked()
    when = time_alone(row.checked)
    if row.is_sound:
        return _tr("whole, checked {when}").format(when=when)
    return _tr("damaged, checked {when}").format(when=when)


def read_out(row: Listed) -> str:
    """Return a backup as one sentence."""
    made = made_alone(row)
    parts = [
        made if made_below(row) in made else made_below(row),
        *of_what(row),
        size(row.backup.size),
        soundness(row),
        _tr("since then: {what}").format(what=came_since(row)),
    ]
    return ", ".join(parts)


def of_what(row: Listed) -> list[str]:
    """Return what a backup was made for, where it lies, and of what it is, where that differs."""
    told = [purpose(row.backup.why)]
    if row.is_second:
        told.append(_("in the second place"))
    if row.of:
        told.append(_("of “{name}”").format(name=row.of))
    return told


def why_not_back(row: Listed) -> str:
    """Return why nobody can go back to what is listed; nothing where that can be tried."""
    if row.is_log:
        return cannot_be_opened()
    if not row.is_newer:
        return ""
    return _(
        "A newer FeedbackDesk made it: install that to go back to it. Here it counts as no backup, "
        "and is never deleted by itself."
    )


def is_unchecked(row: Listed) -> bool:
    """Whether nobody looked it over since it was set aside."""
    return row.is_aside and row.checked == row.backup.made


def unchecked() -> str:
    """Return what stands in the place of when it was whole, where nobody looked."""
    return _tr("not checked")


def cannot_be_opened() -> str:
    """Return why nothing can be done with a log but to delete it."""
    return _tr("It is a log and no workspace: it can be shown in its folder, or deleted.")


def is_encrypted() -> str:
    """Return why nobody can look into a backup without its secret key."""
    return _("It is encrypted: go back to it, or open it with age.")


def set_aside() -> str:
    """Return the heading above what was set aside."""
    return _tr("Set aside")


def damaged() -> str:
    """Return what stands in the place of when it was whole."""
    return _tr("damaged")
