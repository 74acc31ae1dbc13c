"""Whether there is a screen: asked before Qt is, which ends the process where there is none."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from feedbackdesk.domain.errors import Refusal


def need_screen() -> None:
    """Raise Refusal, with a sentence, where no window can be shown.

    Only files and variables are looked at; no connection is opened.
    """
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (_wayland() or _x11()):
        raise Refusal(
            "There is no screen here to open a window on. Nothing was changed; "
            "“feedbackdesk add” records without one."
        )


def _wayland() -> bool:
    name, folder = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("XDG_RUNTIME_DIR", "/nowhere")
    return bool(name) and Path(folder, str(name)).exists()


def _x11() -> bool:
    display = os.environ.get("DISPLAY", "")
    here = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if here is None:
        return ":" in display  # on another machine: only trying would tell
    return Path(f"/tmp/.X11-unix/X{here.group(1)}").exists()  # noqa: S108  (where X puts it)
