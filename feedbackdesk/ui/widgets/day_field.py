"""A field for one day, which says back what it understood."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit

from feedbackdesk.domain.dates import local_today, say_day
from feedbackdesk.domain.days import Side, read_day
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.domain.days import DateOrder


class DayField(QLineEdit):
    """One day on a side of today, in any words that name one.

    A day that stood there before is that day for as long as its words stay, also where it
    would not be taken any more: a day to look again that has passed since.
    """

    def __init__(
        self,
        side: Side,
        order: Callable[[], DateOrder],
        parent: QWidget | None = None,
        *,
        keeps_room: bool = False,
    ) -> None:
        """Take days on a side of today; `order` tells how 3/4 is read now.

        In a dialog it `keeps_room` for what it says: nothing moves while somebody types.
        """
        super().__init__(parent)
        self._side = side
        self._order = order
        self._kept: tuple[str, date | None] = ("", None)
        self._echo: QLabel | None = None
        self._keeps_room = keeps_room
        self.textChanged.connect(self.say_back)

    def echo(self) -> QLabel:
        """Return the line in which it says the day back; a `FormLayout` puts it under it."""
        if self._echo is None:
            self._echo = label_of("", "small", f"{self.objectName()}Echo")
            self._echo.setHidden(not self._keeps_room)
            self.say_back()
        return self._echo

    def set_day(self, day: date | None, words: str | None = None) -> None:
        """Show a day that is kept already, in words of its own if there are any."""
        shown = words if words is not None else day.isoformat() if day is not None else ""
        self._kept = (shown, day)
        self.setText(shown)
        self.say_back()

    def set_words(self, words: str) -> None:
        """Show words, as if they had been typed."""
        self._kept = ("", None)
        self.setText(words)
        self.say_back()

    def day(self) -> date | None:
        """Return the day, None for an empty field; raises Refusal."""
        words = self.text().strip()
        if words == self._kept[0]:
            return self._kept[1]
        if words == _("today"):
            return local_today()
        return read_day(words, self._side, order=self._order()) if words else None

    def lasting(self) -> str:
        """Return the words, or the day where they would name another one tomorrow."""
        with suppress(Refusal):
            day = self.day()
            return "" if day is None else day.isoformat()
        return self.text()

    def say_back(self) -> None:
        """Say the day back, as it is read now."""
        if self._echo is None:
            return
        words = self.text().strip()
        said = ""
        with suppress(Refusal):
            day = self.day()
            if day is not None and words not in {self._kept[0], _("today")}:
                said = say_day(day)
        self._echo.setText(said)
        if not self._keeps_room:
            self._echo.setVisible(bool(said))
