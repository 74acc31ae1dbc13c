"""Backups that are made by themselves: when one is due, where they go, and what went wrong.

What went wrong is said until it is mended: at each opening, and on the page of backups.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk import paths
from feedbackdesk.desk.backups import FOLDER, back_up, folder_of, list_in, newest_in, sweep_remnants
from feedbackdesk.desk.erasures import reach_left
from feedbackdesk.desk.remembered import Remembered
from feedbackdesk.desk.second_place import bring, on_same_disk
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.errors import NotThere, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.domain.rotation import Backup, Why

EACH = timedelta(hours=24)
"""How old the newest backup may be while there is something newer."""

UNSEEN = timedelta(days=14)
"""How long a second place may be away before that is said."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where backups go, as the owner set it."""

    room: int
    """How many bytes they may fill in each place."""
    second: Path | None
    """The folder chosen as second place."""
    key: str
    """The public half of the key that they are encrypted to there; empty for none."""

    @property
    def second_root(self) -> Path | None:
        """Return what the program made in the second place."""
        return None if self.second is None else self.second / FOLDER


@dataclass(frozen=True, slots=True)
class Outcome:
    """How backing up went last, as it is remembered on this computer."""

    problem: str = ""
    """Why none could be made in the first place; empty where one was."""
    second: str = ""
    """The second place that the rest is about."""
    seen: datetime | None = None
    """When it got a backup last, or was chosen."""
    second_problem: str = ""
    """Why it got none, though it was there."""
    made_there: bool = False
    """Whether its folder was made: it is not made twice."""


def plan_of(desk: Desk) -> Plan:
    """Return where backups of an open workspace go."""
    found = desk.ask(settings)
    place = found["backup_second_place"]
    return Plan(
        room=int(found["backup_room"]) * 1_000_000,
        second=Path(place) if place else None,
        key=found["backup_key"],
    )


def is_kept(desk: Desk) -> bool:
    """Whether backups are made by themselves: not of a backup, of what is made up, of nothing."""
    path = desk.path.resolve()
    return (
        not desk.read_only
        and path.parent.name != FOLDER
        and path.name != paths.SAMPLE
        and desk.newest_uid() is not None
    )


def _newest(desk: Desk) -> Backup | None:
    return newest_in(folder_of(desk.path), _stem(desk))


def _stem(desk: Desk) -> str:
    return desk.path.resolve().stem


def _folder_in(root: Path, desk: Desk) -> Path:
    """Return the folder of this business below what the program made in a second place."""
    return root / f"{_stem(desk)} {(desk.begun_uid() or '')[:8]}"


def is_due(desk: Desk) -> bool:
    """Whether the newest backup is too old, or there is none; it may have all there is."""
    newest = _newest(desk)
    return is_kept(desk) and (newest is None or not _is_within(newest.made, EACH))


def _is_within(moment: datetime, time: timedelta) -> bool:
    """Whether a moment is no longer ago; one to come tells of a clock that was wrong."""
    return timedelta() <= datetime.now().astimezone() - moment < time


def keep(desk: Desk, why: Why, *, unwanted: Callable[[], bool] = lambda: False) -> Backup | None:
    """Make a backup by itself, in both places, where there is something new; return it.

    Raises no refusal: what went wrong is remembered, and said by `worries` until it went well.
    """
    if not is_kept(desk):
        return None
    try:
        return make(desk, why, unwanted=unwanted)
    except Refusal:
        return None


def make(desk: Desk, why: Why, *, unwanted: Callable[[], bool] = lambda: False) -> Backup | None:
    """Make a backup in both places; return the one in the first, None where nothing was new.

    Raises Refusal where that cannot be made; what the second place says is remembered alone.
    """
    memory = Remembered(desk.path, "backups")
    was = _read(memory)
    plan = plan_of(desk)
    try:
        also = None if plan.second_root is None else _folder_in(plan.second_root, desk)
        made = back_up(desk, why, room=plan.room, also=also, unwanted=unwanted)
    except Refusal as refusal:
        _write(memory, was, problem=str(refusal))
        raise
    now = _write(memory, was, problem="") if plan.second else _write(memory, Outcome())
    newest = made or _newest(desk)
    if plan.second is not None and newest is not None:
        _bring_to_second(desk, plan, newest, memory, now, unwanted)
    reach_left(desk, unwanted=unwanted)
    return made


def _bring_to_second(
    desk: Desk,
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
    stem = _stem(desk)
    folder = _folder_in(root, desk)
    known = was.made_there

    def there() -> bool:
        return (root if known else place).is_dir()

    try:
        bring(
            backup, folder, there=there, key=plan.key, room=plan.room,
            listed=lambda one: list_in(one, stem), sweep_remnants=sweep_remnants,
            unwanted=unwanted,
        )  # fmt: skip
    except NotThere:
        if was.seen is not None:  # by a clock that was wrong, it may have been in days to come
            was = replace(was, seen=min(was.seen, datetime.now().astimezone()))
        _write(memory, was)
    except Refusal as refusal:
        _write(memory, was, second_problem=str(refusal), made_there=known or root.is_dir())
    else:
        seen = datetime.now().astimezone()
        _write(memory, was, seen=seen, second_problem="", made_there=True)


def second_folder(desk: Desk) -> Path | None:
    """Return where this business's backups lie in the second place, also while that is away.

    None where there is no second place, or it has not been there yet.
    """
    plan = plan_of(desk)
    if plan.second is None or plan.second_root is None:
        return None
    was = _read(Remembered(desk.path, "backups"))
    folder = _folder_in(plan.second_root, desk)
    known = was.made_there and was.second == str(plan.second)
    return folder if known or folder.is_dir() else None


def second_backups(desk: Desk) -> list[Backup]:
    """Return the backups in the second place, the newest first; none where it is away."""
    root = plan_of(desk).second_root
    if root is None:
        return []
    return list_in(_folder_in(root, desk), _stem(desk))


def use_second_anew(desk: Desk) -> None:
    """Take what is at the second place now for it: the owner says so, by setting it once more."""
    memory = Remembered(desk.path, "backups")
    was = _read(memory)
    _write(memory, Outcome(was.problem))


def second_note(desk: Desk) -> str:
    """Return how it stands with the second place, as a sentence; nothing where there is none."""
    plan, was = plan_of(desk), _read(Remembered(desk.path, "backups"))
    if plan.second is None:
        return ""
    if not plan.second.is_dir():
        return f"The second place, {plan.second}, is not there: it gets a copy when it is back."
    known = was.made_there and was.second == str(plan.second)
    if known and plan.second_root is not None and not plan.second_root.is_dir():
        return (
            f"{plan.second} is there, and not the folder with the backups in it: another stick, or "
            "none. Set the second place once more to begin on what is there."
        )
    if was.second_problem:
        return f"The second place for backups got none: {was.second_problem}"
    if not known or was.seen is None:
        return f"The second place, {plan.second}, gets the next backup."
    return f"The second place, {plan.second}, has it, too."


def worries(desk: Desk) -> list[str]:
    """Return what is wrong with backups now, as sentences; nothing where all is well."""
    if desk.newer or not is_kept(desk):
        return []
    was, plan = _read(Remembered(desk.path, "backups")), plan_of(desk)
    found = []
    if was.problem:
        found.append(f"No backup could be made lately: {was.problem}")
    if plan.second is None or was.second != str(plan.second):
        return found
    if was.second_problem:
        found.append(f"The second place for backups got none: {was.second_problem}")
    elif was.seen is not None and datetime.now().astimezone() - was.seen >= UNSEEN:
        found.append(
            f"The second place for backups, {plan.second}, was last seen on "
            f"{show_date(was.seen.date())}. It gets a copy when it is back."
        )
    return found


def is_on_same_disk(desk: Desk) -> bool:
    """Whether the second place is on the disk that has the workspace: both would be lost."""
    place = plan_of(desk).second
    return place is not None and on_same_disk(place, desk.path)


def _read(memory: Remembered) -> Outcome:
    found = memory.load()
    seen: datetime | None = None
    with suppress(TypeError, ValueError):
        seen = datetime.fromisoformat(found.get("seen", ""))
        seen = seen if seen.tzinfo else None
    words = [found.get(name) for name in ("problem", "second", "second_problem")]
    problem, second, second_problem = (one if isinstance(one, str) else "" for one in words)
    return Outcome(problem, second, seen, second_problem, found.get("made_there") is True)


def _write(memory: Remembered, was: Outcome, **changes: object) -> Outcome:
    """Remember an outcome with changes, and return it."""
    from dataclasses import asdict

    now = replace(was, **changes)  # type: ignore[arg-type]
    facts = asdict(now)
    facts["seen"] = now.seen.isoformat() if now.seen else ""
    memory.save(facts)
    return now
