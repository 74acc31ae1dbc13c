"""How the roadmap page was left, for each workspace: lens, folds, list, groups and sorting."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from feedbackdesk.domain.words import ItemStage, Lens
from feedbackdesk.ui.own_settings import own_settings

if TYPE_CHECKING:
    from pathlib import Path


class BoardMemory:
    """Reads and writes what is remembered; what means nothing any more is as it usually is."""

    def __init__(self, path: Path) -> None:
        """Remember for the workspace at a path."""
        self._settings = own_settings()
        # In the name of a setting a slash would mean a group.
        self._group = f"board/{hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]}"

    @property
    def lens(self) -> Lens:
        """What the board is ranked by."""
        kept = self._read("lens", Lens.REQUESTS.value)
        return Lens(kept) if kept in {lens.value for lens in Lens} else Lens.REQUESTS

    @lens.setter
    def lens(self, lens: Lens) -> None:
        self._write("lens", lens.value)

    @property
    def folded(self) -> set[str]:
        """The stages that are folded, and “tray” for the themes."""
        names = {stage.value for stage in ItemStage} | {"tray"}
        return set(self._read("folded", ItemStage.DECLINED.value).split()) & names

    @folded.setter
    def folded(self, names: set[str]) -> None:
        self._write("folded", " ".join(sorted(names)))

    @property
    def as_list(self) -> bool:
        """Whether the items stand in a list."""
        return self._read("list", "") == "yes"

    @as_list.setter
    def as_list(self, yes: bool) -> None:
        self._write("list", "yes" if yes else "no")

    @property
    def grouped(self) -> bool:
        """Whether the items stand under their themes."""
        return self._read("grouped", "") == "yes"

    @grouped.setter
    def grouped(self, yes: bool) -> None:
        self._write("grouped", "yes" if yes else "no")

    @property
    def sorting(self) -> list[str]:
        """The columns that the list is sorted by, the first one first; “-” before the falling."""
        return self._read("sorting", "").split()

    @sorting.setter
    def sorting(self, columns: list[str]) -> None:
        self._write("sorting", " ".join(columns))

    def _read(self, name: str, usual: str) -> str:
        return str(self._settings.value(f"{self._group}/{name}", usual))

    def _write(self, name: str, value: str) -> None:
        self._settings.setValue(f"{self._group}/{name}", value)


def kept_lens(path: Path) -> Lens:
    """Return what the board of a workspace is ranked by: wherever a rank is told, it is this."""
    return BoardMemory(path).lens
