"""One question on its way at a time, and only the newest answer told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.ui.live import Live

T = TypeVar("T")


class Newest(QObject):
    """Asks for what is being typed: questions that were overtaken are never asked, or not told."""

    def __init__(self, live: Live, parent: QObject) -> None:
        """Ask one desk."""
        super().__init__(parent)
        self._live = live
        self._on_its_way = False
        self._next: Callable[[], None] | None = None
        live.broke.connect(self._broke)

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._on_its_way

    def ask(
        self, question: Callable[..., T], /, *facts: Any, then: Callable[[T], None], **named: Any
    ) -> None:
        """Ask, now or once the answer before is here; `then` gets it where nothing newer came."""

        def start() -> None:
            self._on_its_way = True
            self._live.ask(question, *facts, then=arrived, **named)

        def arrived(answer: T) -> None:
            self._on_its_way = False
            if (overtaken := self._take_next()) is not None:
                overtaken()
            else:
                then(answer)

        if self._on_its_way:
            self._next = start
        else:
            start()

    def forget(self) -> None:
        """Tell nothing of what was asked so far."""
        self._next = _nothing if self._on_its_way else None

    def _take_next(self) -> Callable[[], None] | None:
        after, self._next = self._next, None
        return after

    def _broke(self) -> None:
        self._on_its_way = False
        self._next = None


def _nothing() -> None:
    """Stand for a question that is no longer of interest."""
