"""Garbage is collected in the window's thread alone.

By itself Python collects in whichever thread happens to need memory. A thread that answers a
question would then delete widgets that are part of a cycle, and Qt's widgets may be deleted in
the window's thread alone: two threads would wait for each other for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOKS_MS = 500
"""How often it is looked whether there is enough to be collected."""
_OLD_EVERY = 40
"""Of so many looks one may collect what is old, which takes the longest."""


class Collector(QObject):
    """Collects by Python's own thresholds, between the events of the window's thread."""

    def __init__(self, parent: QObject) -> None:
        """Take over from Python, for as long as the process lives."""
        super().__init__(parent)
        gc.disable()
        self._looks = 0
        self._timer = QTimer(self, interval=_LOOKS_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect where there is enough of it: the young first, the old now and then."""
        self._looks += 1
        due = [
            number > most for number, most in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        if due[2] and self._looks % _OLD_EVERY == 0:
            gc.collect(2)
        elif due[1]:
            gc.collect(1)
        elif due[0]:
            gc.collect(0)
