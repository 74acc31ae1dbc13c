"""Backups as the owner looks at them: what each has, what came since, what going back would take.

What is asked of a backup is read from it alone; it is never changed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.backing_up import is_made_up, worries
from feedbackdesk.desk.backup_files import (
    as_they_came,
    folder_of,
    is_backup,
    of_one_minute,
    of_what_and_when,
)
from feedbackdesk.desk.backup_plan import (
    plan_of,
    same_disk_note,
    second_backups,
    second_note,
    stem_of,
)
from feedbackdesk.desk.inbox import counts
from feedbackdesk.desk.json_beside import json_of, size_of_jsons
from feedbackdesk.desk.kept_aside import all_backups, list_aside
from feedbackdesk.desk.own_backups import has_step
from feedbackdesk.desk.remembered import Remembered
from feedbackdesk.desk.second_place import ENCRYPTED
from feedbackdesk.domain.errors import Newer, Refusal
from feedbackdesk.domain.rotation import SET_ASIDE, Why

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from feedbackdesk.desk.backup_plan import Plan
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.domain.rotation import Backup
    from feedbackdesk.domain.rows import Counts, Feedback
    from feedbackdesk.store.reader import Reader

_SHOWN = 3
"""How many of the feedbacks that would leave are shown."""


@dataclass(frozen=True, slots=True)
class Since:
    """What was done since a backup was made."""

    steps: int
    feedback: int
    """How many feedbacks there are more than then; below zero where there are fewer."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup in a list."""

    backup: Backup
    is_second: bool
    """Whether it lies in the second place."""
    is_sound: bool
    """Whether it was whole when it was last looked over."""
    checked: datetime
    since: Since | None
    """None where it cannot be read, or where the workspace went another way since."""
    to_the_second: bool = False
    """Whether another one was made within the same minute."""
    is_newer: bool = False
    """Whether a newer version made it: it cannot be gone back to here."""
    is_of_others: bool = False
    """Whether it is of another business that had the place before."""
    of: str = ""
    """The workspace that it is of, where that bears another name: a former one, or a copy's."""

    @property
    def is_aside(self) -> bool:
        """Whether it is no backup, and was set aside beside the workspace."""
        return self.backup.why in SET_ASIDE

    @property
    def counts(self) -> bool:
        """Whether it is one of those that are kept of this business by themselves."""
        return not (self.is_second or self.is_aside or self.is_newer or self.is_of_others)

    @property
    def is_log(self) -> bool:
        """Whether it is no workspace, so that nobody can look into it."""
        return self.backup.why is Why.LOG

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody can read it without the secret key."""
        return self.backup.path.suffix == ENCRYPTED


@dataclass(frozen=True, slots=True)
class Overview:
    """All backups of a workspace, and how backing up goes."""

    rows: tuple[Listed, ...]
    """The newest first."""
    aside: tuple[Listed, ...]
    """What was set aside beside the workspace, the newest first."""
    plan: Plan
    folder: Path
    """Where those in the first place lie."""
    worries: tuple[str, ...]
    second: str
    """How it stands with the second place, as a sentence."""
    same_disk: str
    """That the second place would be lost with the first, as a sentence."""
    is_made_up: bool
    """Whether it is the made-up business, of which none are made by themselves."""
    json_size: int
    """How many bytes JSON of everything fills there."""
    has_json: bool
    """Whether the newest has it beside it."""

    @property
    def is_well(self) -> bool:
        """Whether the second place has the newest backup, as far as is known."""
        firsts = [one for one in self.rows if one.counts]
        seconds = {
            one.backup.path.name.removesuffix(ENCRYPTED) for one in self.rows if one.is_second
        }
        return not firsts or firsts[0].backup.path.name in seconds

    @property
    def size(self) -> int:
        """How many bytes those in the first place fill, with what lies there as JSON."""
        firsts = sum(one.backup.size for one in self.rows if one.counts)
        return firsts + self.json_size


@dataclass(frozen=True, slots=True)
class Then:
    """What going back to a backup would bring, beside what there is now."""

    backup: Backup
    now: Counts
    then: Counts
    prints: tuple[int, int]
    """Remembered prints and snapshots, now and then."""
    steps: int | None
    """How many steps would leave; None where the workspace went another way since."""
    leaving: tuple[Feedback, ...]
    """The newest of the feedbacks that would leave."""


def overview(desk: Desk, unwanted: Callable[[], bool] = lambda: False) -> Overview:
    """Return all backups of a workspace; KeyboardInterrupt once it is `unwanted`."""
    checks = Remembered(desk.path, "backups-checked").load()
    now = desk.ask(_ends)
    rows = []
    for is_second, found in ((False, all_backups(desk.path)), (True, second_backups(desk))):
        for one in found:
            if unwanted():
                raise KeyboardInterrupt
            rows.append(_listed(desk, one, checks, now, is_second=is_second))
    alike = of_one_minute(row.backup for row in rows)
    rows = [replace(row, to_the_second=row.backup.made in alike) for row in rows]
    came = enumerate(as_they_came(row.backup for row in rows))
    order = {one.made: place for place, one in came}
    rows.sort(key=lambda row: (order[row.backup.made], row.is_second))
    aside = [_listed(desk, one, checks, now, is_second=False) for one in list_aside(desk.path)]
    alike = of_one_minute(row.backup for row in aside)
    aside = [replace(row, to_the_second=row.backup.made in alike) for row in aside]
    return Overview(
        tuple(rows),
        tuple(aside),
        plan_of(desk),
        folder_of(desk.path),
        tuple(worries(desk)),
        second_note(desk),
        same_disk_note(desk),
        is_made_up(desk),
        size_of_jsons(folder_of(desk.path), desk.begun_uid()),
        any(json_of(row.backup.path).exists() for row in rows if not row.is_second),
    )


_Ends = tuple[int, int, str | None]
"""How many steps and feedbacks there are now, and the uid of the first step."""


def _ends(read: Reader) -> _Ends:
    return read.number_of_steps(), counts(read).feedback, read.first_step()


def _listed(
    desk: Desk, backup: Backup, checks: dict[str, Any], now: _Ends, *, is_second: bool
) -> Listed:
    from feedbackdesk.store.replacing import glance

    checked, is_sound, begun = backup.made, True, now[2]
    with suppress(TypeError, ValueError, LookupError, OverflowError):  # as good as not remembered
        found = checks[str(backup.path)]
        checked, is_sound = datetime.fromisoformat(found["at"]).astimezone(), bool(found["sound"])
    since: Since | None = None
    is_newer = is_of_others = False
    if backup.path.suffix != ENCRYPTED and backup.why is not Why.LOG:
        try:
            held = glance(backup.path)
        except Newer:
            is_newer = True
        except Refusal:
            is_sound = False
        else:
            is_of_others = None not in {held.begun, begun} and held.begun != begun
            if held.newest is not None and desk.ask(has_step, held.newest):
                since = Since(now[0] - held.steps, now[1] - held.feedback)
    of, _when = of_what_and_when(backup.path)
    bears_another = is_backup(backup.path) and of != stem_of(desk)
    return Listed(
        backup, is_second, is_sound, checked, since, is_newer=is_newer, is_of_others=is_of_others,
        of=of if bears_another else "",
    )  # fmt: skip


def _step_of(read: Reader, uid: str) -> int | None:
    return read.step_of_uid(uid)


def then(desk: Desk, backup: Backup, unwanted: Callable[[], bool] = lambda: False) -> Then:
    """Return what going back to a backup would bring; raises Refusal where it cannot be read."""
    from feedbackdesk.desk.desk import Desk as Opened

    if unwanted():
        raise KeyboardInterrupt
    if backup.path.suffix == ENCRYPTED:
        raise Refusal("It is encrypted: what it holds is seen once its secret key is named.")
    inside = Opened.open(backup.path, create=False)
    try:
        newest = inside.newest_uid()
        was, prints = inside.ask(counts), inside.ask(_prints)
    finally:
        inside.close()
    step = None if newest is None else desk.ask(_step_of, newest)
    steps, leaving = desk.ask(_leaving, step) if step is not None else (None, ())
    return Then(backup, desk.ask(counts), was, (desk.ask(_prints), prints), steps, leaving)


def _prints(read: Reader) -> int:
    return read.number_of_prints()


def _leaving(read: Reader, step: int) -> tuple[int, tuple[Feedback, ...]]:
    keys = read.feedback_made_since(step, _SHOWN)
    return read.number_of_steps(step), tuple(read.feedback_page(keys))


def check_again(desk: Desk, backup: Backup, unwanted: Callable[[], bool] = lambda: False) -> bool:
    """Look a backup over from end to end, and remember how it was; return whether it is whole.

    Raises Refusal where it is encrypted, KeyboardInterrupt once it is `unwanted`.
    """
    from feedbackdesk.store.replacing import is_whole

    if backup.path.suffix == ENCRYPTED:
        raise Refusal("It is encrypted: only its secret key can open it to be checked.")
    sound = is_whole(backup.path, unwanted)
    memory = Remembered(desk.path, "backups-checked")
    known = {
        one: fact for one, fact in memory.load().items() if backup.path.with_name(one).exists()
    }
    known[str(backup.path)] = {
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "sound": sound,
    }
    memory.save(known)
    return sound
