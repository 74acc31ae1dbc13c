"""Where copies of a business were made, and reports on people: to be reached, or named, at erasing.

It is remembered on this computer by the mark of the business's first step: a workspace that was
moved, or a copy that is worked in, has it, too. Kept are folders, with what the owner called the
copies there. What is gone for good is forgotten: its folder is there, on the disk that it was on,
and it is not. A folder beside a workspace that is gone was moved with it, unless its disk is away.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.backup_files import FOLDER
from feedbackdesk.desk.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_KIND, _REPORTS = "copies", "reports"
_FOLDERS, _NAMES = 1_000, 50
"""So many folders are remembered, and so many names in each; of more, the folder alone is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder in which copies of a business were made."""

    folder: Path
    disk: str
    """Which disk it was on: see `_disk_of`."""
    names: tuple[str, ...]
    """What the owner called them; nothing where the program did."""

    @property
    def is_there_as_it_was(self) -> bool:
        """Whether a folder that is there is on the disk that it was on."""
        return _disk_of(self.folder) == self.disk

    @property
    def called(self) -> tuple[Path, ...]:
        """The copies by their names, or else the folder: to be named while it is away."""
        few = 0 < len(self.names) < _NAMES
        return tuple(self.folder / one for one in self.names) if few else (self.folder,)

    def is_gone(self) -> bool:
        """Whether a folder that is not there is gone for good."""
        if self.names:  # what the owner made may have been taken away, or moved
            return False
        return _is_gone(self.folder, self.disk, was_moved=self.folder.name == FOLDER)


def remember_copy(begun: str | None, path: Path) -> None:
    """Remember that a copy of the business is made at a path; its folder, where that is ours."""
    ours = path.parent.name == FOLDER
    _remember(begun, path.parent, () if ours else (path.name,))


def remember_folder(begun: str | None, folder: Path) -> None:
    """Remember a folder of the business's own in which copies are made."""
    _remember(begun, folder, ())


def places(begun: str | None) -> list[Place]:
    """Return where copies of the business were made, as far as it is remembered."""
    found = _memory(begun, _KIND).load() if begun else {}
    return [_place(Path(folder), facts) for folder, facts in found.items() if _is_kept(facts)]


def settle(begun: str | None, found: Collection[Path]) -> tuple[Path, ...]:
    """Return the copies that are away, given all `found`; forget the places with none for good."""
    known = places(begun)
    held = {one.parent for one in found}
    away: list[Path] = []
    still: list[Place] = []
    for place in known:
        if place.folder in held:
            names = (one for one in place.names if os.path.lexists(place.folder / one))
            still.append(Place(place.folder, _disk_of(place.folder), tuple(names)))
        elif not (place.is_there_as_it_was if place.folder.is_dir() else place.is_gone()):
            still.append(place)
            away += place.called
    if begun and still != known:
        _save(begun, still)
    return tuple(away)


def remember_report(begun: str | None, person_id: int, path: Path) -> None:
    """Remember where everything held on somebody was written."""
    if begun:
        kept = _reports(begun)
        kept[str(path.absolute())] = {"of": person_id, "disk": _disk_of(path.absolute().parent)}
        _memory(begun, _REPORTS).save(dict(list(kept.items())[-_FOLDERS:]))


def reports_on(begun: str | None, keys: Iterable[int], *, forget: bool = False) -> tuple[Path, ...]:
    """Return where reports on somebody were written, but those gone for good; `forget` them."""
    kept, theirs = _reports(begun), set(keys)
    found = [path for path, facts in kept.items() if facts.get("of") in theirs]
    if begun and forget and found:
        left = {path: facts for path, facts in kept.items() if path not in found}
        _memory(begun, _REPORTS).save(left)
    return tuple(Path(one) for one in found if not _is_gone(Path(one), kept[one].get("disk")))


def _is_kept(facts: object) -> bool:
    """Whether facts are as they were kept; damaged, they are as good as none."""
    return isinstance(facts, dict) and isinstance(facts.get("names"), list)


def _place(folder: Path, facts: dict[str, Any]) -> Place:
    names = (one for one in facts["names"] if isinstance(one, str))
    return Place(folder, str(facts.get("disk", "")), tuple(names))


def _remember(begun: str | None, folder: Path, names: tuple[str, ...]) -> None:
    if not begun:
        return
    folder = folder.absolute()
    with suppress(OSError, RuntimeError):
        folder = folder.resolve()
    known = places(begun)
    was = next((one for one in known if one.folder == folder), None)
    every = tuple(dict.fromkeys((*(was.names if was else ()), *names)))[-_NAMES:]
    now = Place(folder, _disk_of(folder), every)
    if now != was:
        _save(begun, [*(one for one in known if one != was), now])


def _save(begun: str, every: list[Place]) -> None:
    facts = {str(one.folder): {"disk": one.disk, "names": one.names} for one in every[-_FOLDERS:]}
    _memory(begun, _KIND).save(facts)


def _reports(begun: str | None) -> dict[str, dict[str, Any]]:
    found = _memory(begun, _REPORTS).load() if begun else {}
    return {path: facts for path, facts in found.items() if isinstance(facts, dict)}


def _memory(begun: str | None, kind: str) -> Remembered:
    return Remembered(f"business {begun}", kind)


def _is_gone(path: Path, disk: object, *, was_moved: bool = False) -> bool:
    """Whether what was on a disk is not there any more, though that disk is."""
    if os.path.lexists(path):
        return False
    return (was_moved or path.parent.exists()) and _disk_of(path.parent) == disk


def _disk_of(folder: Path) -> str:
    """Return which disk a folder is on: where it is mounted; on Windows its number.

    Of one that is not there: that of the folder above it which is.
    """
    there = [one for one in (folder, *folder.parents) if one.exists()]
    if os.name == "posix":
        return next((str(one) for one in there if os.path.ismount(one)), "")
    return str(there[0].stat().st_dev) if there else ""
