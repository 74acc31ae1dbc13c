"""What whoever helps has to know: versions, the system, and where things lie.

Nothing that anybody typed or said; paths are what they are. Nothing is made or opened for
writing, and what cannot be told is told as that.
"""

from __future__ import annotations

import os
import platform
import sys
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk import __version__, libraries, paths
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = {"Qt": ("PySide6-Essentials", "PySide6"), "SQLAlchemy": ("SQLAlchemy",)}
"""What is told of beside Python and SQLite, and the packages that bring it."""
_NOT_TOLD = "cannot be told"


def about(named: str | None) -> list[tuple[str, str]]:
    """Return what there is to know, by name, of the program and of the workspace that is named."""
    from feedbackdesk.store import schema
    from feedbackdesk.store.looking import sqlite_version

    return [
        ("FeedbackDesk", f"{__version__}, workspaces of version {schema.REVISION}"),
        ("Python", f"{platform.python_version()}, {sys.executable or _NOT_TOLD}"),
        *((name, _version_of(*packages)) for name, packages in _PARTS.items()),
        ("SQLite", sqlite_version()),
        ("System", _system()),
        ("Language", _language()),
        ("Program", str(Path(__file__).resolve().parents[1])),
        *_about_workspace(named),
        ("Drafts", _folder(paths.drafts_dir)),
        ("Settings", _folder(paths.config_file)),
        ("Log", _folder(paths.log_file)),
        ("Remembered", _folder(paths.state_dir)),
    ]


def _about_workspace(named: str | None) -> list[tuple[str, str]]:
    from feedbackdesk.desk.backup_files import folder_of, list_backups
    from feedbackdesk.store.shared_place import file_system, shared_place

    try:
        path = paths.chosen_workspace(named).absolute()
    except Refusal as refusal:
        return [("Workspace", str(refusal))]
    folder = next((one for one in (path, *path.parents) if one.is_dir()), Path(path.anchor))
    lies = file_system(folder) or _NOT_TOLD
    if (shared := shared_place(folder)) is not None:
        lies = f"{lies}; {shared.name} writes there, too"
    if not os.access(folder, os.W_OK):
        lies = f"{lies}; nothing can be written there"
    made = len(list_backups(path))
    return [
        ("Workspace", f"{path}, {_state_of(path)}"),
        ("Its drive", lies),
        ("Backups", f"{folder_of(path)}, {plural(made, 'backup', 'backups')}"),
    ]


def _state_of(path: Path) -> str:
    """Return in what state a workspace is, without changing it."""
    from feedbackdesk.store.engine import plain_errors
    from feedbackdesk.store.looking import revision_of
    from feedbackdesk.store.wal import has_log

    try:
        if not path.exists():
            return "which is not there yet"
        size = f"{path.stat().st_size:,} bytes"
        with plain_errors(path):
            revision = revision_of(path, at_rest=not has_log(path))
    except Refusal:
        return f"{size}, which cannot be read"
    except (OSError, ValueError) as error:
        return f"which cannot be looked at: {getattr(error, 'strerror', None) or error}"
    return f"{size}, of version {revision}"


def _version_of(*packages: str) -> str:
    for one in packages:
        with suppress(metadata.PackageNotFoundError):
            version = metadata.version(one)
            break
    else:
        return _NOT_TOLD
    if packages != _PARTS["Qt"]:
        return version
    try:
        missing = libraries.missing(libraries.Purpose.WINDOW)
    except OSError:
        return version
    return f"{version}, without {', '.join(missing)}" if missing else version


def _system() -> str:
    name = ""
    with suppress(OSError):
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    plain = f"{platform.system()} {platform.release()}, {platform.machine()}"
    return f"{name}, {plain}" if name else plain


def _language() -> str:
    found = [f"{name}={os.environ[name]}" for name in ("LC_ALL", "LANG") if os.environ.get(name)]
    return ", ".join([*found, f"files in {sys.getfilesystemencoding()}"])


def _folder(place: Callable[[], Path]) -> str:
    try:
        path = place()
    except (OSError, Refusal, AttributeError):
        return _NOT_TOLD
    return str(path) if path.exists() else f"{path}, which is not there yet"
