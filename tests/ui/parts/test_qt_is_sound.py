"""Qt's Python binding does not wear out the interpreter."""

from __future__ import annotations

import os
import subprocess
import sys

CALLS = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
widget = QWidget()
for number in range(20_000):
    widget.setWindowTitle("calm")
"""


def test_a_call_that_returns_nothing_can_be_made_20_000_times() -> None:
    # PySide6 6.12.0 drops a reference to None with each such call; Python 3.11 then aborts.
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CALLS], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
