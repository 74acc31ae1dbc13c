"""Backups that are made by themselves: when one is due, and what went wrong.

What went wrong is said until it is mended: at each opening, and on the page of backups.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk import paths
from feedbackdesk.desk.backup_files import FOLDER, folder_of, list_in, sweep_remnants
from feedbackdesk.desk.backup_outcome import Outcome, keep_outcome, outcome_in
from feedbackdesk.desk.backup_plan import Plan, is_second_there, plan_of, second_folder_in, stem_of
from feedbackdesk.desk.backups import back_up
from feedbackdesk.desk.copies_made import remember_folder
from feedbackdesk.desk.erasures import reach_left
from feedbackdesk.desk.json_beside import write_json
from feedbackdesk.desk.own_backups import newest_own, own
from feedbackdesk.desk.remembered import Remembered
from feedbackdesk.desk.second_place import bring
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.door import Door
    from feedbackdesk.domain.rotation import Backup, Why

EACH = timedelta(hours=24)
"""How old the newest backup may be while there is something newer."""

_TOLD = "backups-told"

UNSEEN = timedelta(days=14)
"""How long a second place may be away before that is said."""


def is_made_up(desk: Door) -> bool:
    """Whether a workspace is the made-up business; any other of its name is the owner's."""
    return desk.path.resolve() == paths.sample_workspace().resolve()


def is_kept(desk: Door) -> bool:
    """Whether backups are made by themselves: not of a backup, of what is made up, of nothing."""
    path = desk.path.resolve()
    return (
        not desk.read_only
        and path.parent.name != FOLDER
        and not is_made_up(desk)
        and desk.newest_uid() is not None
    )


def is_due(desk: Door) -> bool:
    """Whether the newest backup is too old, or there is none; it may have all there is."""
    newest = newest_own(desk)
    return is_kept(desk) and (newest is None or not _is_within(newest.made, EACH))


def _is_within(moment: datetime, time: timedelta) -> bool:
    """Whether a moment is no longer ago; one to come tells of a clock that was wrong."""
    return timedelta() <= datetime.now().astimezone() - moment < time


def keep(desk: Door, why: Why, *, unwanted: Callable[[], bool] = lambda: False) -> Backup | None:
    """Make a backup by itself, in both places, where there is something new; return it.

    Raises no refusal: what went wrong is remembered, and said by `worries` until it went well.
    """
    if not is_kept(desk):
        return None
    try:
        return make(desk, why, unwanted=unwanted)
    except Refusal:
        return None


def make(desk: Door, why: Why, *, unwanted: Callable[[], bool] = lambda: False) -> Backup | None:
    """Make a backup in both places; return the one in the first, None where nothing was new.

    Raises Refusal where that cannot be made; what the second place says is remembered alone.
    """
    memory = Remembered(desk.path, "backups")
    was = outcome_in(memory)
    plan = plan_of(desk)
    if was.made_there and was.second != str(plan.second or ""):  # the former one has copies still
        remember_folder(desk.begun_uid(), second_folder_in(Path(was.second) / FOLDER, desk))
    try:
        also = None if plan.second_root is None else second_folder_in(plan.second_root, desk)
        made = back_up(desk, why, room=plan.room, also=also, unwanted=unwanted)
    except Refusal as refusal:
        keep_outcome(memory, was, problem=str(refusal))
        raise
    now = keep_outcome(memory, was, problem="") if plan.second else keep_outcome(memory, Outcome())
    newest = made or newest_own(desk)
    if plan.second is not None and newest is not None:
        _bring_to_second(desk, plan, newest, memory, now, unwanted)
    reach_left(desk, unwanted=unwanted)
    if newest is not None:
        _have_json(desk, newest, plan, memory, unwanted)
    return made


def complete(desk: Door, *, unwanted: Callable[[], bool] = lambda: False) -> None:
    """Let the newest backup have its JSON beside it, where it has none: see json_beside.py.

    Raises no refusal: what went wrong is remembered, and said by `worries`. It is tried again with
    the next backup.
    """
    memory = Remembered(desk.path, "backups")
    if not is_kept(desk) or outcome_in(memory).no_json:
        return
    if (newest := newest_own(desk)) is not None:
        _have_json(desk, newest, plan_of(desk), memory, unwanted)


def _have_json(
    desk: Door, newest: Backup, plan: Plan, memory: Remembered, unwanted: Callable[[], bool]
) -> None:
    problem = ""
    try:
        write_json(desk, newest, plan.room, unwanted=unwanted)
    except Refusal as refusal:
        problem = str(refusal)
    was = outcome_in(memory)
    if was.no_json != problem:
        keep_outcome(memory, was, no_json=problem)


def _bring_to_second(
    desk: Door,
    plan: Plan,
    backup: Backup,
    memory: Remembered,
    was: Outcome,
    unwanted: Callable[[], bool],
) -> None:
    assert plan.second is not None  # noqa: S101  (asked by whoever calls)
    place, root = plan.second, plan.second / FOLDER
    if was.second != str(place):
        was = Outcome(was.problem, str(place), datetime.now().astimezone())
    stem = stem_of(desk)
    folder = second_folder_in(root, desk)
    known = was.made_there
    there = partial(is_second_there, plan, was)
    if there():
        remember_folder(desk.begun_uid(), folder)
    try:
        bring(
            backup, folder, there=there, key=plan.key, room=plan.room,
            listed=lambda one: own(desk, list_in(one, stem)), sweep_remnants=sweep_remnants,
            unwanted=unwanted,
        )  # fmt: skip
    except NotThere:
        if was.seen is not None:  # by a clock that was wrong, it may have been in days to come
            was = replace(was, seen=min(was.seen, datetime.now().astimezone()))
        keep_outcome(memory, was)
    except Refusal as refusal:
        keep_outcome(memory, was, second_problem=str(refusal), made_there=known or root.is_dir())
    else:
        seen = datetime.now().astimezone()
        keep_outcome(memory, was, seen=seen, second_problem="", made_there=True)


def where_they_go(desk: Door) -> str:
    """Return where backups are, once the first was made; nothing where that was told before."""
    if Remembered(desk.path, _TOLD).load() or not is_kept(desk) or newest_own(desk) is None:
        return ""
    return _(
        "Backups make themselves: when you close the window, and once a day while it is open. They "
        "lie in {folder}; File, Backups shows them."
    ).format(folder=folder_of(desk.path))


def remember_told(desk: Door) -> None:
    """Remember that it was told where backups are."""
    Remembered(desk.path, _TOLD).save({"told": True})


def worries(desk: Door) -> list[str]:
    """Return what is wrong with backups now, as sentences; nothing where all is well."""
    if desk.newer or not is_kept(desk):
        return []
    was, plan = outcome_in(Remembered(desk.path, "backups")), plan_of(desk)
    found = []
    if was.problem:
        found.append(f"No backup could be made lately: {was.problem}")
    if was.no_json:
        told = _("The newest backup has no JSON of everything beside it: {why}")
        found.append(told.format(why=was.no_json))
    if plan.second is None or was.second != str(plan.second):
        return found
    if was.second_problem and is_second_there(plan, was):
        found.append(f"The second place for backups got none: {was.second_problem}")
    elif was.seen is not None and datetime.now().astimezone() - was.seen >= UNSEEN:
        found.append(
            f"The second place for backups, {plan.second}, was last seen on "
            f"{show_date(was.seen.date())}. It gets a copy when it is back."
        )
    return found
