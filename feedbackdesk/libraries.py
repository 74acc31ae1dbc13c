"""The libraries of the system that Qt loads: which are missing, and the line that installs them.

The wheels of Qt bring Qt, not what Qt stands on. Standard library only, and asked only once
something did not load: whoever has all of it waits for nothing. packaging/environment.sh asks
the same questions as `python -m feedbackdesk.libraries missing|packages PURPOSE`.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Final


class Purpose(StrEnum):
    """What Qt is to do here; each needs what the one before it needs."""

    WINDOW = "window"
    """Show a window on X."""
    TESTS = "tests"
    """The same on a screen that tests make, and read what was printed."""


_MODULES: Final = ("Widgets", "PrintSupport", "Network")
_PLUGINS: Final = ("platforms/libqoffscreen.so", "platforms/libqxcb.so")
_LOADER: Final = re.compile(
    "cannot open shared object file|version [`'][^']+' not found|Library not loaded|DLL load failed"
)
_TOOLS: Final = ("Xvfb", "xauth", "xdotool", "pdftotext")

_INSTALL: Final = {
    "debian": "apt-get install --no-install-recommends",
    "fedora": "dnf install",
    "arch": "pacman -S --needed",
}
_PACKAGES: Final = {
    "debian": {
        Purpose.WINDOW: (
            "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libgssapi-krb5-2 libglib2.0-0 "
            "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 "
            "libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1"
        ),
        Purpose.TESTS: "xvfb xauth xdotool poppler-utils",
    },
    "fedora": {
        Purpose.WINDOW: (
            "libglvnd-glx libglvnd-egl libxkbcommon dbus-libs fontconfig glib2 krb5-libs "
            "xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil "
            "libxcb libxkbcommon-x11 libX11-xcb"
        ),
        Purpose.TESTS: "xorg-x11-server-Xvfb xorg-x11-xauth xdotool poppler-utils",
    },
    "arch": {
        Purpose.WINDOW: (
            "libglvnd libxkbcommon dbus fontconfig glib2 krb5 "
            "xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil "
            "libxcb libxkbcommon-x11 libx11"
        ),
        Purpose.TESTS: "xorg-server-xvfb xorg-xauth xdotool poppler",
    },
}


def missing(purpose: Purpose) -> list[str]:
    """Return what does not load or is not here, by the names that the system gives it.

    The loader names the first library that each part of Qt cannot find. One that is there but
    too old is named with what is asked of it, such as "libc.so.6 (GLIBC_2.34)".
    """
    if not sys.platform.startswith("linux"):
        return []
    found = [_fault(part) for part in _parts()]
    if purpose is Purpose.TESTS:
        found += [tool for tool in _TOOLS if shutil.which(tool) is None]
    return list(dict.fromkeys(filter(None, found)))


def packages(purpose: Purpose, system: str | None = None) -> list[str]:
    """Return what holds all that a purpose needs, by its names on a system; else on this one.

    Nothing on a system that is not known.
    """
    system = system or this_system()
    found: list[str] = []
    for one in Purpose:
        found += _PACKAGES.get(system or "", {}).get(one, "").split()
        if one is purpose:
            break
    if system == "debian" and _glib_was_renamed():
        found[found.index("libglib2.0-0")] = "libglib2.0-0t64"
    return found


def this_system(release: str | None = None) -> str | None:
    """Return which family of systems this is, as its file os-release says; None if not known."""
    if release is None:
        try:
            release = Path("/etc/os-release").read_text("utf-8", "replace")
        except OSError:
            return None
    said = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', release, re.MULTILINE))
    names = [said.get("ID", ""), *said.get("ID_LIKE", "").split()]
    return next((name for name in names if name in _PACKAGES), None)


def line_to_paste(purpose: Purpose) -> str:
    """Return the command that installs what a purpose needs; nothing on an unknown system."""
    system = this_system()
    if system is None:
        return ""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}{_INSTALL[system]} {' '.join(packages(purpose, system))}"


def explain(purpose: Purpose, words: str = "") -> str:
    """Return the sentence for a Qt that did not load or start, and the line to paste.

    `words` are Qt's or Python's own, for where nothing is found to be missing.
    """
    lacks = missing(purpose)
    old = [name for name in lacks if "(" in name]
    if old:
        return f"Qt cannot load: this system’s {', '.join(old)} is missing or too old for it."
    if not lacks:
        return f"Qt cannot start here: {words.strip() or 'it does not say why'}"
    line = line_to_paste(purpose)
    do = f" This installs it:\n{line}" if line else ""
    return f"Qt cannot load: the system’s {', '.join(lacks)} is missing.{do}"


def is_about_qt(error: ImportError) -> bool:
    """Whether an import failed because Qt does not load, and not by a defect of ours.

    The loader's own complaint comes without the name of the module.
    """
    named = (error.name or "").partition(".")[0] in {"PySide6", "shiboken6"}
    return named or bool(_LOADER.search(str(error)))


def _parts() -> list[Path]:
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        return []
    qt = Path(spec.origin).with_name("Qt")
    modules = [qt / "lib" / f"libQt6{name}.so.6" for name in _MODULES]
    return modules + [qt / "plugins" / name for name in _PLUGINS]


def _fault(part: Path) -> str:
    try:
        ctypes.CDLL(str(part))
    except OSError as error:
        return fault_of(str(error))
    return ""


def fault_of(complaint: str) -> str:
    """Return what the loader complains of: the library, and the version it lacks if it is old."""
    name = Path(complaint.partition(":")[0]).name
    version = re.search(r"version [`']([^']+)' not found", complaint)
    return f"{name} ({version[1]})" if version else name


def _glib_was_renamed() -> bool:
    """Whether it has the name that Debian 13 and Ubuntu 24.04 gave it, as time grew to 64 bits."""
    if shutil.which("apt-cache") is None:
        return False
    asked = ["apt-cache", "show", "libglib2.0-0t64"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0  # noqa: S603


def _main(question: str, purpose: str) -> None:
    answers = {"missing": ", ".join(missing(Purpose(purpose)))} if question == "missing" else {}
    answers |= {"packages": " ".join(packages(Purpose(purpose)))} if question == "packages" else {}
    answers |= {"line": line_to_paste(Purpose(purpose))} if question == "line" else {}
    sys.stdout.write(f"{answers[question]}\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
