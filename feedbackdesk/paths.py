"""Where things live on this machine: the only module that knows.

appdirs is no longer developed; it stands behind this module, so that another
library can take its place without a change elsewhere.
"""

from __future__ import annotations

import os
from pathlib import Path

APP_NAME = "FeedbackDesk"
WORKSPACE_VARIABLE = "FEEDBACKDESK_WORKSPACE"
WORKSPACE_SUFFIX = ".feedbackdesk"


def resource(*parts: str) -> Path:
    """Return the path of a file that ships with the program (icons, themes, sample data)."""
    package = Path(__file__).resolve().parent
    in_wheel = package / "resources"
    root = in_wheel if in_wheel.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)


def default_workspace() -> Path:
    """Return the workspace that opens when none is named."""
    import appdirs

    return Path(appdirs.user_data_dir(APP_NAME, appauthor=False)) / f"workspace{WORKSPACE_SUFFIX}"


def sample_workspace() -> Path:
    """Return the place of the made-up business, apart from the owner's own data."""
    return default_workspace().with_name(f"sample{WORKSPACE_SUFFIX}")


def state_dir() -> Path:
    """Return the folder for what the program remembers by itself (window, recent files)."""
    import appdirs

    return Path(appdirs.user_state_dir(APP_NAME, appauthor=False))


def config_file() -> Path:
    """Return the file of the window's own choices: size, theme, recent workspaces."""
    return state_dir() / "window.ini"


def log_file() -> Path:
    """Return the file that defects are written to."""
    import appdirs

    return Path(appdirs.user_log_dir(APP_NAME, appauthor=False)) / "feedbackdesk.log"


def chosen_workspace(named: str | None) -> Path:
    """Return the workspace to open: the one named, the environment's, or the default."""
    chosen = named or os.environ.get(WORKSPACE_VARIABLE)
    return Path(chosen).expanduser() if chosen else default_workspace()
