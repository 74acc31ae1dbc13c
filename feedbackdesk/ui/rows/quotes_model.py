"""Quotes as a list: the evidence behind an item, or all that was said about a theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.words import Kind
from feedbackdesk.ui.rows.roles import KEY, ROW

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.rows import Evidence, Feedback

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Quote:
    """One thing said, ready to be shown."""

    feedback_id: int
    words: str
    speaker: str
    on: date
    kind: Kind
    note: str = ""


def quotes_of_item(evidence: list[Evidence], theme_count: int) -> list[Quote]:
    """Return each feedback behind an item once, newest first, with what is special about it.

    An account is counted once: its further feedbacks say so. Where an item answers several
    themes, each quote names those that lead to it.
    """
    through: dict[int, list[str]] = {}
    for one in evidence:
        through.setdefault(one.feedback_id, []).append(one.theme)
    seen: set[int] = set()
    counted: set[str] = set()
    quotes: list[Quote] = []
    for one in evidence:
        if one.feedback_id in seen:
            continue
        seen.add(one.feedback_id)
        notes: list[str] = []
        if one.kind is Kind.LOSS:
            notes.append("lost sale")
        if one.account in counted:
            notes.append("counted already")
        counted.add(one.account)
        if theme_count > 1:
            notes.append(" and ".join(dict.fromkeys(through[one.feedback_id])))
        quotes.append(
            Quote(one.feedback_id, one.words, one.speaker, one.on, one.kind, " · ".join(notes))
        )
    return quotes


def quotes_of_feedback(rows: list[Feedback], theme_id: int | None = None) -> list[Quote]:
    """Return feedbacks as quotes; of a theme, with the words chosen for it."""
    quotes: list[Quote] = []
    for row in rows:
        chosen = [m.quote for m in row.mentions if m.theme_id == theme_id and m.quote]
        note = f"lost for {row.loss.reason}" if row.loss else ""
        quotes.append(
            Quote(
                row.id,
                chosen[0] if chosen else row.text,
                row.speaker or "Not named",
                row.on,
                row.kind,
                note,
            )
        )
    return quotes


class QuoteModel(QAbstractListModel):
    """Quotes in the order they were given."""

    def __init__(self) -> None:
        """Model no quotes."""
        super().__init__()
        self._rows: list[Quote] = []

    def show_these(self, rows: list[Quote]) -> None:
        """Show these quotes."""
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of quotes."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a delegate, a test or a reader asks for."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == KEY:
            return row.feedback_id
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words[:500]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            note = f", {row.note}" if row.note else ""
            return f"{row.speaker}, {show_date(row.on)}{note}: {row.words[:300]}"
        return None
