"""All that was said about a theme, newest first: keys and days in arrays, rows in pages."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from feedbackdesk.desk.themes import story_of_theme
from feedbackdesk.domain.dates import show_date, show_month
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import Feeling, label
from feedbackdesk.ui.rows.feedback_model import FeedbackModel
from feedbackdesk.ui.rows.roles import MONTH, ROW, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.ui.live import Live

AnyIndex = QModelIndex | QPersistentModelIndex


class StoryModel(FeedbackModel):
    """The feedback of one theme, with the words chosen for it."""

    def __init__(self, live: Live) -> None:
        """Model nothing until `show_theme` says which theme."""
        super().__init__(live)
        self.theme_id = -1
        self._months: array[int] = array("l")

    def show_theme(self, theme_id: int) -> None:
        """Show what was said about a theme."""
        if theme_id != self.theme_id:
            self.theme_id = theme_id
            self._months = array("l")
            self._replace([])
        self.reload()

    def reload(self) -> None:
        """Ask again what there is; what is in sight stays until the answer is here."""
        self._ticket += 1
        ticket = self._ticket

        def arrived(found: list[tuple[int, str]]) -> None:
            if ticket == self._ticket:
                self._months = array("l", (int(day[:4] + day[5:7]) for _key, day in found))
                self._replace([key for key, _day in found])

        self._ask_story(arrived)

    def _ask_story(self, then: Callable[[list[tuple[int, str]]], None]) -> None:
        """Ask for the keys and days of what was said."""
        if self.theme_id >= 0:
            self.live.ask(story_of_theme, self.theme_id, then=then)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is here; ask for what is not."""
        at = index.row()
        if role in {MONTH, Qt.ItemDataRole.AccessibleDescriptionRole}:
            if not 0 <= at < len(self._months):
                return None
            month = self._months[at]
            begins = at == 0 or self._months[at - 1] != month
            return show_month(f"{month // 100:04}-{month % 100:02}") if begins else None
        if role not in {WORDS, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return super().data(index, role)
        row = super().data(index, ROW)
        if not isinstance(row, Feedback):
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._read_out(row)
        words = self._words(row)
        return words if role == WORDS else words[:500]

    def _words(self, row: Feedback) -> str:
        """Return the quote chosen for the theme, or all that was said."""
        quotes = [m.quote for m in row.mentions if m.theme_id == self.theme_id and m.quote]
        return quotes[0] if quotes else row.text

    def _read_out(self, row: Feedback) -> str:
        who = row.speaker or "Not named"
        parts = [who, label(row.stage) if row.stage else "", show_date(row.on), label(row.kind)]
        if row.feeling in {Feeling.HAPPY, Feeling.UNHAPPY}:
            parts.append(label(row.feeling))
        if row.loss is not None:
            parts.append(f"lost for {row.loss.reason}")
        return f"{', '.join(part for part in parts if part)}: {self._words(row)[:300]}"
