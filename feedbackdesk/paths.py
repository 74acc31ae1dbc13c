"""Where things live on this machine: the only module that knows.

appdirs is no longer developed; it stands behind this module, so that another
library can take its place without a change elsewhere.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from feedbackdesk.domain.errors import CannotOpen

APP_NAME = "FeedbackDesk"
WORKSPACE_VARIABLE = "FEEDBACKDESK_WORKSPACE"
WORKSPACE_SUFFIX = ".feedbackdesk"
SAMPLE = f"sample{WORKSPACE_SUFFIX}"
_NAME_BYTES, _STEM_BYTES, _SHORT_BYTES = 247, 180, 100
"""The longest name that has room for SQLite's journal (255 bytes with it, as most file systems have
it), the longest beginning of one that has room for all that this program puts behind it, and what
is left of a longer one: SQLite opens no path of over 512 bytes, in which it may stand twice."""
_FOLDER_VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def resource(*parts: str) -> Path:
    """Return the path of a file that ships with the program (icons, themes, sample data)."""
    package = Path(__file__).resolve().parent
    in_wheel = package / "resources"
    root = in_wheel if in_wheel.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)


def default_workspace() -> Path:
    """Return the workspace that opens when none is named.

    Raises CannotOpen where the user has no home folder.
    """
    folder = data_dir()
    if folder is None:
        raise CannotOpen(
            "Whoever runs this has no home folder, so there is no place of their own for a "
            f"workspace. Nothing was changed; name one with --workspace or {WORKSPACE_VARIABLE}."
        )
    return folder / f"workspace{WORKSPACE_SUFFIX}"


def data_dir() -> Path | None:
    """Return the folder of workspaces that nobody chose a place for; None without a home."""
    return _own_folder("data")


def sample_workspace() -> Path:
    """Return the place of the made-up business, apart from the owner's own data."""
    return default_workspace().with_name(SAMPLE)


def state_dir() -> Path:
    """Return the folder for what the program remembers by itself (window, recent files)."""
    return _own_folder("state") or _passing_folder()


def config_file() -> Path:
    """Return the file of the window's own choices: size, theme, recent workspaces."""
    return state_dir() / "window.ini"


def drafts_dir() -> Path:
    """Return the folder of half-typed forms, with a folder in it for each workspace."""
    return state_dir() / "drafts"


def log_file() -> Path:
    """Return the file that defects are written to."""
    return (_own_folder("log") or _passing_folder()) / "feedbackdesk.log"


def _own_folder(kind: str) -> Path | None:
    """Return the user's own folder of a kind (data, state, log); None without a home.

    A variable that is empty or names no whole path is as good as none, as the XDG Base
    Directory Specification has it for its own.
    """
    import appdirs

    if os.name == "posix":
        for name in _FOLDER_VARIABLES:
            if not os.environ.get(name, "/").startswith("/"):
                del os.environ[name]
    folder = Path(getattr(appdirs, f"user_{kind}_dir")(APP_NAME, appauthor=False))
    return folder if folder.is_absolute() else None


def _passing_folder() -> Path:
    """Return a folder for what may be lost: the sizes of a window, the log of defects."""
    import tempfile

    return Path(tempfile.gettempdir(), f"feedbackdesk-{os.getuid()}")


def beside(path: Path, ending: str) -> Path:
    """Return the path of a file about another: its name, shortened if need be, and an ending."""
    whole = path.with_name(f"{path.name}{ending}")
    if len(os.fsencode(whole.name)) <= _NAME_BYTES:
        return whole
    return path.with_name(f"{shortened(path.name)}{ending}")


def stem_of(workspace: Path) -> str:
    """Return how the names of backups of a workspace begin, and of what is set aside of it."""
    return shortened(workspace.stem)


def shortened(name: str) -> str:
    """Return a name that leaves room behind it; a long one tells by a mark which it was.

    >>> shortened("shop"), len(shortened("shop" * 60)), shortened("shop" * 60)[-9:]
    ('shop', 100, '~f293cf2c')
    """
    raw = os.fsencode(name)
    if len(raw) <= _STEM_BYTES:
        return name
    import hashlib

    mark = f"~{hashlib.sha256(raw).hexdigest()[:8]}"
    return raw[: _SHORT_BYTES - len(mark)].decode("utf-8", "ignore") + mark


def is_named(workspace: object) -> bool:
    """Whether a workspace is named, by whoever starts the program or by the environment."""
    return bool(workspace) or bool(os.environ.get(WORKSPACE_VARIABLE))


def chosen_workspace(named: str | None) -> Path:
    """Return the workspace to open: the one named, the environment's, or the default.

    A path, or a URL of a file (sqlite:///shop.feedbackdesk, file:///home/ann/shop.feedbackdesk).
    Raises CannotOpen for what names no file, and where the environment names one in a folder
    that is not there: a stick that was not put in is no reason to begin anew.
    """
    if named:
        return _path_of(named)
    chosen = os.environ.get(WORKSPACE_VARIABLE)
    if not chosen:
        return default_workspace()
    path = _path_of(chosen)
    if not path.parent.is_dir():
        raise CannotOpen(
            f"There is no folder {path.parent}, where {WORKSPACE_VARIABLE} says that the "
            "workspace is. If it is on a stick or a shared drive, that is not there now. Nothing "
            "was changed."
        )
    return path


def _path_of(chosen: str) -> Path:
    """Return the path that words name; raises CannotOpen where they name none."""
    scheme, mark, rest = chosen.partition("://")
    if mark and scheme == "sqlite":
        chosen = rest.removeprefix("/")
    elif mark and scheme == "file":
        from urllib.parse import unquote, urlsplit

        chosen = unquote(urlsplit(chosen).path)
    elif mark:
        raise CannotOpen(
            "A workspace in a team’s database is not in this version yet. "
            "Nothing was changed; name a file."
        )
    try:
        path = Path(chosen).expanduser()
    except RuntimeError as error:  # ~somebody who has no home folder
        raise CannotOpen("That is not the name of a file. Nothing was changed.") from error
    with suppress(OSError, ValueError):  # that is said once it is opened
        resolved(path)
    return path


def followed(path: Path) -> Path:
    """Return where a path leads, its links followed; RuntimeError where one leads back to itself.

    Python 3.13 would leave such a link as it is, and earlier ones raise this.
    """
    real = path.resolve()
    if any(one.is_symlink() for one in (real, *real.parents)):
        raise RuntimeError("a link that leads back to itself")
    return real


def resolved(path: Path) -> Path:
    """Return the file that a path leads to; raises CannotOpen where a link leads back to itself."""
    try:
        return followed(path)
    except RuntimeError as error:
        raise CannotOpen(
            f"{path} is a link that leads back to itself, and to no file. Nothing was changed; "
            "name the file itself."
        ) from error
