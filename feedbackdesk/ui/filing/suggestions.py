"""The themes that suggest themselves for the rows in sight: asked in the background, and kept."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.desk.advice import Advice, Suggestion
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.live import Live

_PAUSE_MS = 40
"""Rows that only fly past while scrolling are not asked for."""
_AT_ONCE = 40
_KEPT = 2_000


class Ask(Protocol):
    """Asks for the likely themes of rows; the answer comes by their keys."""

    def __call__(self, ids: Sequence[int], *, then: Callable[[dict[int, Advice]], None]) -> None:
        """Ask."""
        ...


class Suggestions(QObject):
    """Answers from what is known; what is not, or no longer true, is asked for once it is seen."""

    changed = Signal()

    def __init__(self, live: Live, ask: Ask | None = None) -> None:
        """Know nothing yet; `ask` asks for rows by their keys, of feedback where it is left out."""
        super().__init__(live)
        self._live = live
        self._ask_for = ask or live.advise_many
        self._known: OrderedDict[int, tuple[Suggestion, ...]] = OrderedDict()
        self._fresh: set[int] = set()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()
        self._age = 0
        self._timer = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)

    def of(self, key: int) -> tuple[Suggestion, ...] | None:
        """Return what suggests itself for a row in sight; None where nobody knows yet."""
        if key not in self._fresh and key not in self._asked:
            self._wanted[key] = None
            self._wanted.move_to_end(key)
            while len(self._wanted) > _AT_ONCE:
                self._wanted.popitem(last=False)
            if not self._timer.isActive():
                self._timer.start()
        return self._known.get(key)

    def known(self, key: int) -> tuple[Suggestion, ...] | None:
        """Return what is shown for a feedback now; None where nobody knows yet."""
        return self._known.get(key)

    def find(self, key: int, then: Callable[[tuple[Suggestion, ...]], None]) -> None:
        """Ask for one feedback at once; none where it is no longer there."""

        def arrived(found: dict[int, Advice]) -> None:
            themes = found[key].themes if key in found else ()
            self._keep(key, themes)
            then(themes)

        self._ask_for([key], then=arrived)

    def follow(self, touched: Touched) -> None:
        """Doubt what is known where a commit taught something new; it is shown until then."""
        if touched.touches("feedback", "mention", "theme", "theme_alias"):
            self._age += 1
            self._fresh.clear()
            self._asked.clear()

    def _ask(self) -> None:
        keys, self._wanted = list(self._wanted), OrderedDict()
        if self._live.desk is None:
            return
        age = self._age
        self._asked.update(keys)

        def arrived(found: dict[int, Advice]) -> None:
            if age != self._age:
                return  # what was taught since then is asked for anew, once it is seen
            self._asked.difference_update(keys)
            for key in keys:
                self._keep(key, found[key].themes if key in found else ())
            self.changed.emit()

        self._ask_for(keys, then=arrived)

    def _keep(self, key: int, themes: tuple[Suggestion, ...]) -> None:
        self._known[key] = themes
        self._known.move_to_end(key)
        self._fresh.add(key)
        while len(self._known) > _KEPT:
            gone, _themes = self._known.popitem(last=False)
            self._fresh.discard(gone)
