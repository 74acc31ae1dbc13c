"""Make the pictures of the README from the sample business: `python docs/make_pictures.py`.

Needs no screen; turning the printed page into a picture needs poppler's pdftoppm.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent


def main() -> None:
    """Write docs/window.png and docs/printed.png."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = f"{folder}/{name.lower()}"
        workspace = Path(folder) / "Quill & Kettle.feedbackdesk"
        _run("--workspace", str(workspace), "demo")
        page = Path(folder) / "page.pdf"
        _run("--workspace", str(workspace), "print", str(page))
        target = HERE / "printed"
        subprocess.run(
            ["pdftoppm", "-png", "-r", "80", "-f", "1", "-singlefile", page, target], check=True
        )
        _window(workspace)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "feedbackdesk", *arguments], check=True)


def _window(workspace: Path) -> None:
    from feedbackdesk.ui.application import make_application, open_window
    from feedbackdesk.ui.places import Place

    app = make_application([])
    window = open_window(workspace)
    window.resize(1680, 900)
    _wait(app, lambda: window.live.desk is not None and not window.live.busy)
    window.go(Place("roadmap"))
    _wait(app, lambda: not window.live.busy)
    window.grab().save(str(HERE / "window.png"))
    window.close()


def _wait(app: QApplication, ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        app.processEvents()
        if ready():
            for _turn in range(20):
                app.processEvents()
            if ready():
                return
        time.sleep(0.01)


main()
