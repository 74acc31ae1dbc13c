"""A workspace in a synchronised folder: what that means, and copies that went another way.

Where two computers wrote at once, the program that synchronises keeps both files, one under
another name. Each began with the same step, so the log tells where they parted. Not every folder
that is synchronised is known to be: in any other, a copy whose name begins as the workspace's does
is a conflict where both have steps of their own.
"""

from __future__ import annotations

import errno
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from feedbackdesk import private
from feedbackdesk.desk.backup_files import is_backup
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.findings import Finding, Trouble
from feedbackdesk.domain.text import plural
from feedbackdesk.paths import WORKSPACE_SUFFIX, stem_of

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.desk.door import Door
    from feedbackdesk.domain.rows import Feedback, HistoryEntry
    from feedbackdesk.store.reader import Reader

_OURS = re.compile(r".* set aside \d{4}-\d\d-\d\d \d{6}|.*\.before-.*|.*\.unfinished-.*", re.DOTALL)
"""Copies that this program made, which are no conflict."""
_CONFLICT = re.compile(rf".*{re.escape(WORKSPACE_SUFFIX)}\W.*conflict.*", re.IGNORECASE | re.DOTALL)
"""How a copy is called by what writes behind the ending of a file."""
_SHOWN = 200
"""So many steps on each side are told; more of them are counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """A step, and what it recorded, so that it can be recorded again."""

    step: HistoryEntry
    said: Feedback | None = None
    """The feedback that it was about, where there is one still."""


@dataclass(frozen=True, slots=True)
class Side:
    """What is in one of two files alone."""

    number: int
    steps: tuple[Told, ...]
    """The newest of them first."""


@dataclass(frozen=True, slots=True)
class Parted:
    """Two files that began as one, and went different ways."""

    path: Path
    """The other one."""
    common: HistoryEntry | None
    """The last step that both have."""
    here: Side
    there: Side


def shared_place_note(folder: Path) -> str:
    """Return what a folder that others write to means for the workspace in it, told once."""
    from feedbackdesk.store.shared_place import shared_place

    place = shared_place(folder)
    if place is None or not private.is_first_time(f"shared {place.name} {folder}"):
        return ""
    if place.is_network:
        return (
            f"{folder} is a network drive ({place.name}), so the workspace is written in a way "
            "that works there, a little slower. Have it open on one computer at a time."
        )
    return (
        f"{folder} is synchronised by {place.name}, so the workspace is written in a way that can "
        "be copied whole. Have it open on one computer at a time, and let the other catch up first."
    )


def conflict_copies(desk: Door) -> list[Path]:
    """Return files beside a workspace that began as it did and may have gone another way, by name.

    In a shared place all of them; elsewhere those called like it, where each has a step of its own.
    """
    from feedbackdesk.store.shared_place import shared_place

    folder = desk.path.absolute().parent
    is_shared, stem = shared_place(folder) is not None, desk.path.stem.casefold()
    is_a_copy = is_backup(desk.path) or _OURS.fullmatch(desk.path.stem)
    if is_a_copy or not (is_shared or desk.path.suffix.casefold() == WORKSPACE_SUFFIX):
        return []
    with suppress(OSError):
        return [
            path
            for path in sorted(folder.iterdir())
            if (path.suffix.casefold() == WORKSPACE_SUFFIX or _CONFLICT.fullmatch(path.name))
            and (is_shared or path.name.casefold().startswith(stem))
            and not _OURS.fullmatch(path.stem)
            and not (desk.path.exists() and path.samefile(desk.path))
            and desk.is_of(path)
            and (is_shared or _went_another_way(desk, path))
        ]
    return []


def _went_another_way(desk: Door, path: Path) -> bool:
    """Whether each of two files has a step that the other has not: else one is only older."""
    from feedbackdesk.store.replacing import glance, steps_after

    try:
        there = glance(path)
        is_ahead = steps_after(path, desk.newest_uid()) < there.steps
    except Refusal:
        return False
    return not is_ahead and there.newest is not None and desk.ask(_step_of, there.newest) is None


def _step_of(read: Reader, uid: str) -> int | None:
    return read.step_of_uid(uid)


def conflicts_found(desk: Door) -> list[Finding]:
    """Return a finding for each conflict copy, with how far the two have parted."""
    found = []
    for path in conflict_copies(desk):
        try:
            apart = parted(desk, path)
        except Refusal:
            what = f"{path} began as this workspace did, and cannot be read"
        else:
            here, there = (plural(one.number, "step", "steps") for one in (apart.here, apart.there))
            what = f"{path} began as this workspace did: {there} only there, {here} only here"
        found.append(Finding(Trouble.CONFLICT, what))
    return found


def parted(desk: Door, path: Path) -> Parted:
    """Compare a workspace with another file of it, step by step; neither is changed.

    Raises Refusal where the other one cannot be read.
    """
    from feedbackdesk.desk.door import Door as Opened

    other = Opened.open(path, create=False, to_look=True)
    try:
        here, there = desk.ask(_uids), other.ask(_uids)
        number = _in_common(here, there)
        return Parted(
            path,
            desk.ask(_entries, here[number - 1 : number])[0].step if number else None,
            Side(len(here) - number, tuple(desk.ask(_entries, here[number:]))),
            Side(len(there) - number, tuple(other.ask(_entries, there[number:]))),
        )
    finally:
        other.close()


def set_aside(path: Path) -> Path:
    """Give a conflict copy a name by which it is none any more; return it. Raises Refusal."""
    moment = f"{datetime.now().astimezone():%Y-%m-%d %H%M%S}"
    aside = path.with_name(f"{stem_of(path)} set aside {moment}{path.suffix}")
    try:
        if aside.exists():
            raise FileExistsError(errno.EEXIST, "a file of that name is there")
        return path.rename(aside)
    except OSError as error:
        raise Refusal(
            f"{path} could not be renamed: {error.strerror or error}. Nothing was changed."
        ) from error


def compared(desk: Door) -> list[Parted]:
    """Compare a workspace with each of its conflict copies that can be read."""
    found = []
    for path in conflict_copies(desk):
        with suppress(Refusal):
            found.append(parted(desk, path))
    return found


def _in_common(here: list[tuple[int, str]], there: list[tuple[int, str]]) -> int:
    """Return how many steps two logs have in common: they are the first of both."""
    low, high = 0, min(len(here), len(there))
    while low < high:
        middle = (low + high + 1) // 2
        if here[middle - 1][1] == there[middle - 1][1]:
            low = middle
        else:
            high = middle - 1
    return low


def _uids(read: Reader) -> list[tuple[int, str]]:
    return read.steps_by_uid()


def _entries(read: Reader, steps: list[tuple[int, str]]) -> list[Told]:
    entries = read.history_page([key for key, _uid in reversed(steps[-_SHOWN:])])
    keys = [one.thing[1] for one in entries if one.thing and one.thing[0] == "feedback"]
    said = {one.id: one for one in read.feedback_page(keys)}
    return [
        Told(one, said.get(one.thing[1]) if one.thing and one.thing[0] == "feedback" else None)
        for one in entries
    ]
