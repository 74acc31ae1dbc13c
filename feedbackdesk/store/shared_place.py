"""Whether a file lies where others write to it behind SQLite's back.

That is a folder that is synchronised, or a network drive. What synchronises copies a file while it
is used, and its write-ahead log apart from it or not at all; on a network drive the log's
index, which is shared memory, does not work (https://www.sqlite.org/wal.html). There a
workspace is written with a rollback journal, which is gone when nothing is being written.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BY_NAME = (
    ("Dropbox", re.compile(r"dropbox( \(.+\))?", re.IGNORECASE)),
    ("OneDrive", re.compile(r"onedrive( [-–] .+|-.+)?", re.IGNORECASE)),
    ("iCloud", re.compile(r"mobile documents|icloud ?drive|com~apple~clouddocs", re.IGNORECASE)),
    ("Google Drive", re.compile(r"google ?drive|googledrive-.+|my drive", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"nextcloud\d*|owncloud\d*", re.IGNORECASE)),
    ("Syncthing", re.compile(r"syncthing", re.IGNORECASE)),
)
"""What the folders are called that these programs make."""
_BY_MARK = (
    ("Syncthing", ".stfolder"),
    ("Dropbox", ".dropbox.cache"),
    ("Dropbox", ".dropbox"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Nextcloud", ".owncloudsync.log"),
    ("Nextcloud", ".sync_*.db"),
    ("Nextcloud", "._sync_*.db"),
    ("Google Drive", ".tmp.drivedownload"),
)
"""What they leave in a folder of another name that is synchronised."""
_SETTINGS = ".dropbox"
"""A mark as a file; a folder of that name in a home is where Dropbox keeps its settings."""
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|9p|davfs|ceph|glusterfs|lustre"
    r"|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|s3fs|glusterfs|curlftpfs|google-drive-ocamlfuse)"
)
"""The kinds of file systems that another computer answers for, as Linux calls them."""
_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """Who else writes where a file lies."""

    name: str
    """The program that synchronises, or the kind of the network drive."""
    is_network: bool


@lru_cache(maxsize=64)
def shared_place(folder: Path) -> SharedPlace | None:
    """Return who else writes in a folder; None where nobody is known to.

    Asked once a folder in a run: mounts and programs are not looked for at each connection.
    """
    found = synchronised_by(folder.absolute())
    if found is not None:
        return SharedPlace(found, is_network=False)
    kind = _network_kind(folder)
    return None if kind is None else SharedPlace(kind, is_network=True)


def synchronised_by(folder: Path) -> str | None:
    """Return which program synchronises a folder; None where none is known to."""
    for above in (folder, *folder.parents):
        for name, called in _BY_NAME:
            if called.fullmatch(above.name):
                return name
        for name, mark in _BY_MARK:
            with suppress(OSError):
                if any(mark != _SETTINGS or one.is_file() for one in above.glob(mark)):
                    return name
    return None


def _network_kind(folder: Path) -> str | None:
    if sys.platform == "win32":
        return _windows_share(folder)
    with suppress(OSError), _MOUNTS.open(encoding="utf-8", errors="surrogateescape") as mounts:
        return network_kind(str(folder.resolve()), mounts)
    return None


def file_system(folder: Path) -> str:
    """Return the kind of file system that a folder lies on, as Linux calls it; else nothing."""
    with suppress(OSError), _MOUNTS.open(encoding="utf-8", errors="surrogateescape") as mounts:
        return mounted_kind(str(folder.resolve()), mounts)
    return ""


def network_kind(path: str, mounts: Iterable[str]) -> str | None:
    """Return the kind of network drive that a path lies on, by Linux's table of mounts."""
    found = mounted_kind(path, mounts)
    return found if _NETWORK.fullmatch(found) else None


def mounted_kind(path: str, mounts: Iterable[str]) -> str:
    """Return the kind of file system that a path lies on, by Linux's table of mounts.

    The table is that of /proc/self/mountinfo (proc(5)); the mount with the longest name that the
    path begins with is the one it lies on, and of two of one name the later.
    """
    longest, found = -1, ""
    for line in mounts:
        before, dash, after = line.partition(" - ")
        parts, kinds = before.split(" "), after.split()
        if not dash or len(parts) < 5 or not kinds:
            continue
        place = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), parts[4])
        inside = path == place or path.startswith(f"{place.rstrip('/')}/")
        if inside and len(place) >= longest:
            longest, found = len(place), kinds[0]
    return found


def _windows_share(folder: Path) -> str | None:
    import ctypes

    remote = 4
    drive = folder.absolute().drive
    if drive.startswith("\\\\"):
        return "smb"
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")  # type: ignore[attr-defined]
    return "smb" if kind == remote else None
