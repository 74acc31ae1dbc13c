"""Work in small pieces on the window's own thread: the window answers in between."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from feedbackdesk.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_PIECE = 0.012
"""How long a piece takes, in seconds: less than a frame of the screen."""


class Slices(QObject):
    """Goes through a generator, a piece at a time; a new one takes the place of the old one.

    What is set or painted stays on one thread, since Qt's fonts are not shared between them.
    """

    moved = Signal(object)
    """What the generator told last, once a piece."""
    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Do nothing yet."""
        super().__init__(parent)
        self._steps: Generator[object, None, object] | None = None
        self._then: Callable[[object], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._piece)

    @property
    def running(self) -> bool:
        """Whether there is something left to do."""
        return self._steps is not None

    def run(self, steps: Generator[object, None, object], then: Callable[[object], None]) -> None:
        """Go through a generator; `then` gets what it returns. The first piece is done at once."""
        self.stop()
        self._steps, self._then = steps, then
        self._timer.start()
        self._piece()

    def stop(self) -> None:
        """Leave it: the generator is closed, and nobody hears of it again."""
        self._timer.stop()
        steps, self._steps, self._then = self._steps, None, None
        if steps is not None:
            steps.close()

    def _piece(self) -> None:
        steps, then = self._steps, self._then
        if steps is None or then is None:
            return
        end = time.perf_counter() + _PIECE
        try:
            told = next(steps)
            while time.perf_counter() < end:
                told = next(steps)
        except StopIteration as stopped:
            self.stop()
            then(stopped.value)
        except Refusal as refusal:
            self.stop()
            self.refused.emit(str(refusal))
        except BaseException:
            self.stop()
            raise
        else:
            self.moved.emit(told)
