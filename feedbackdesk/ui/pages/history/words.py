"""How a step is told: when, what it was about, what was done, by whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.labels import past
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from datetime import datetime

    from feedbackdesk.domain.rows import HistoryEntry

_ICONS = {
    "feedback": "quote", "mention": "themes", "theme": "themes", "theme_alias": "themes",
    "item": "roadmap", "item_theme": "link", "item_link": "link",
    "item_why": "edit", "person": "person", "organisation": "organisation",
    "loss": "losses", "loss_also": "losses", "loss_reason": "losses", "follow_up": "owed",
    "setting": "settings", "template": "edit",
}  # fmt: skip


def did(entry: HistoryEntry) -> str:
    """Return what a step did, told afterwards."""
    if entry.kind == "undo":
        return _("Undone: {did}").format(did=entry.label)
    if entry.kind == "redo":
        return _("Done again: {did}").format(did=entry.label)
    return past(entry.label)


def through(source: str) -> str:
    """Return through which face a step was done, as a page says it."""
    words = {
        "window": _("in the window"),
        "command line": _("at the command line"),
        "import": _("by an import"),
    }
    return words.get(source, source)


def by_whom(entry: HistoryEntry) -> str:
    """Return who did a step, where, and whether it was taken back."""
    parts = [entry.author, through(entry.source)]
    if entry.taken_back is not None:
        when = moment(entry.taken_back, entry.at)
        again = entry.kind == "undo"
        parts.append(
            (_("done again {when}") if again else _("taken back {when}")).format(when=when)
        )
    return " · ".join(parts)


def moment(at: datetime, beside: datetime) -> str:
    """Return when something was: at 14:02, with the day where it is not that of another."""
    local, other = at.astimezone(), beside.astimezone()
    time = _("at {time}").format(time=f"{local:%H:%M}")
    if local.date() == other.date():
        return time
    return _("on {day} {time}").format(day=show_date(local.date()), time=time)


def day_name(day: date) -> str:
    """Return the heading of a day: Today, Yesterday, Tuesday, 3 November 2026."""
    today = local_today()
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def icon_of(entry: HistoryEntry) -> str:
    """Return the icon of what a step is about, or that of an undo."""
    if entry.kind in {"undo", "redo"}:
        return entry.kind
    return _ICONS.get(entry.thing[0], "edit") if entry.thing else "edit"
