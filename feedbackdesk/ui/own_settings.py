"""What the window keeps of its own choices: its size, its look, what was opened lately."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QSettings

from feedbackdesk import paths, private


def own_settings() -> QSettings:
    """Open the file of the window's own choices, which only the owner may read."""
    path = paths.config_file()
    with suppress(OSError):  # what cannot be kept is not kept
        private.make_folder(path.parent)
        private.make_file(path)
    return QSettings(str(path), QSettings.Format.IniFormat)
