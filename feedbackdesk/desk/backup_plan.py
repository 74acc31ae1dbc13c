"""Where backups of a workspace go, as the owner set it, and how it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk import paths
from feedbackdesk.desk.backup_files import FOLDER, list_in
from feedbackdesk.desk.backup_outcome import Outcome, keep_outcome, outcome_in
from feedbackdesk.desk.remembered import Remembered
from feedbackdesk.desk.second_place import on_same_disk
from feedbackdesk.desk.settings import settings

if TYPE_CHECKING:
    from feedbackdesk.desk.door import Door
    from feedbackdesk.domain.rotation import Backup


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


def plan_of(desk: Door) -> Plan:
    """Return where backups of an open workspace go."""
    found = desk.ask(settings)
    place = found["backup_second_place"]
    return Plan(
        room=int(found["backup_room"]) * 1_000_000,
        second=Path(place) if place else None,
        key=found["backup_key"],
    )


def stem_of(desk: Door) -> str:
    return paths.stem_of(desk.path.resolve())


def second_folder_in(root: Path, desk: Door) -> Path:
    """Return the folder of this business below what the program made in a second place."""
    return root / f"{stem_of(desk)} {(desk.begun_uid() or '')[:8]}"


def second_folder(desk: Door) -> Path | None:
    """Return where this business's backups lie in the second place, also while that is away.

    None where there is no second place, or it has not been there yet.
    """
    plan = plan_of(desk)
    if plan.second is None or plan.second_root is None:
        return None
    was = outcome_in(Remembered(desk.path, "backups"))
    folder = second_folder_in(plan.second_root, desk)
    known = was.made_there and was.second == str(plan.second)
    return folder if known or folder.is_dir() else None


def second_backups(desk: Door) -> list[Backup]:
    """Return the backups in the second place, the newest first; none where it is away."""
    root = plan_of(desk).second_root
    if root is None:
        return []
    return list_in(second_folder_in(root, desk), stem_of(desk))


def use_second_anew(desk: Door) -> None:
    """Take what is at the second place now for it: the owner says so, by setting it once more."""
    memory = Remembered(desk.path, "backups")
    was = outcome_in(memory)
    keep_outcome(memory, Outcome(was.problem))


def second_note(desk: Door) -> str:
    """Return how it stands with the second place, as a sentence; nothing where there is none."""
    plan, was = plan_of(desk), outcome_in(Remembered(desk.path, "backups"))
    if plan.second is None:
        return ""
    if not plan.second.is_dir():
        return f"The second place, {plan.second}, is not there: it gets a copy when it is back."
    known = was.made_there and was.second == str(plan.second)
    if not is_second_there(plan, was):
        return (
            f"{plan.second} is there, and not the folder with the backups in it: another stick, or "
            "none. Set the second place once more to begin on what is there."
        )
    if was.second_problem:
        return f"The second place for backups got none: {was.second_problem}"
    if not known or was.seen is None:
        return f"The second place, {plan.second}, gets the next backup."
    return f"The second place, {plan.second}, has it, too."


def same_disk_note(desk: Door) -> str:
    """Return that the second place would be lost with the workspace; nothing where it would not."""
    place = plan_of(desk).second
    if place is None or not on_same_disk(place, desk.path):
        return ""
    return (
        "The second place is on the same disk as the workspace: if the disk breaks, both are gone."
    )


def is_second_there(plan: Plan, was: Outcome) -> bool:
    """Whether the second place is there, and is the one that it was."""
    known = was.made_there and was.second == str(plan.second)
    place = plan.second_root if known else plan.second
    return place is not None and place.is_dir()
