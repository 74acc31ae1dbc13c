"""Where the owner left off: the last workspace, and the last place in each."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk.ui.places import ROOMS, Place, read_place

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

START = Place(ROOMS[0].name)
_CRASHES = 2
"""After so many in a row the window begins at the beginning: the place may be the reason."""


class PlaceMemory:
    """Reads and writes what is remembered of one workspace."""

    def __init__(self, settings: QSettings, path: Path) -> None:
        """Remember for the workspace at a path."""
        self._settings, self._path = settings, path.absolute()
        # In the name of a setting a slash would mean a group.
        self._name = hashlib.sha256(str(self._path).encode()).hexdigest()[:16]

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
