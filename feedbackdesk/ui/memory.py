"""What the window remembers: its own choices, the last places, how a board was left."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSettings

from feedbackdesk import paths, private
from feedbackdesk.domain.words import ItemStage, Lens
from feedbackdesk.ui.places import ROOMS, Place, read_place

START = Place(ROOMS[0].name)
_CRASHES = 2
"""After so many in a row the window begins at the beginning: the place may be the reason."""


def own_settings() -> QSettings:
    """Open the file of the window's own choices, which only the owner may read."""
    path = paths.config_file()
    with suppress(OSError):  # what cannot be kept is not kept
        private.make_folder(path.parent)
        private.make_file(path)
    return QSettings(str(path), QSettings.Format.IniFormat)


def name_among_settings(path: Path) -> str:
    """Return how a workspace is called among the settings, where a slash would mean a group."""
    return hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]


class PlaceMemory:
    """Reads and writes what is remembered of one workspace."""

    def __init__(self, settings: QSettings, path: Path) -> None:
        """Remember for the workspace at a path."""
        self._settings, self._path = settings, path.absolute()
        self._name = name_among_settings(path)

    @property
    def place(self) -> Place:
        """Where the window was last; the beginning, where it did not end well time and again."""
        if self._ends_missing >= _CRASHES:
            return START
        return read_place(str(self._settings.value(f"place/{self._name}", ""))) or START

    def keep(self, place: Place) -> None:
        """Remember where the window is."""
        self._settings.setValue(f"place/{self._name}", place.to_text())

    def begin(self) -> None:
        """Remember that the window began, until it ends."""
        self._settings.setValue(f"begun/{self._name}", self._ends_missing + 1)
        self._settings.sync()  # else a crash would take it along

    def end(self) -> None:
        """Remember that the window ended well."""
        self._settings.remove(f"begun/{self._name}")

    def be_last(self) -> None:
        """Be the workspace that opens where nobody names one."""
        self._settings.setValue("last", str(self._path))

    @property
    def _ends_missing(self) -> int:
        begun = str(self._settings.value(f"begun/{self._name}", "0"))
        return int(begun) if begun.isdecimal() else 0


def last_workspace(settings: QSettings) -> Path | None:
    """Return the workspace that was open last, where it is still there."""
    kept = str(settings.value("last", ""))
    return Path(kept) if kept and Path(kept).is_file() else None


class BoardMemory:
    """Reads and writes what is remembered; what means nothing any more is as it usually is."""

    def __init__(self, path: Path) -> None:
        """Remember for the workspace at a path."""
        self._settings = own_settings()
        self._group = f"board/{name_among_settings(path)}"

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
