"""Quotes as a list: the evidence behind an item, or all that was said about a theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.words import Kind
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.pieces import Rule, Text, Words
from feedbackdesk.ui.rows.row import Line, Row, Rows, Stack
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from feedbackdesk.domain.rows import Evidence, Feedback


_LINES = 6
_SAID = 300
"""So many characters are read out."""


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


class QuoteRows(Rows[Quote]):
    """The words first, up to six lines with a rule at their side; then who, when, and a note."""

    uniform = False

    def describe(self, row: Quote, _beside: Hashable, _room: int) -> Row:
        """Describe one thing said."""
        small, faint = Size.SMALL, Role.TEXT_FAINT
        muted, day = Role.TEXT_MUTED, show_date(row.on)
        note = f", {row.note}" if row.note else ""
        said = Stack(
            Line(Text(row.words, lines=_LINES, quiet=True)),
            Line(
                Words(row.speaker, small, Weight.MEDIUM, muted),
                Words("·", small, role=faint, whole=True, quiet=True),
                Words(day, small, role=faint, whole=True),
                gap=4, height=18, above=4,
            ),
            Line(Words(row.note, small, role=muted), height=18) if row.note else None,
        )  # fmt: skip
        return Row(
            Line(Rule(Role.KIND_LOSS if row.kind is Kind.LOSS else Role.QUOTE_LINE), said, gap=9),
            says=f"{row.speaker}, {day}{note}: {row.words[:_SAID]}",
            pad=(12, 10, 16, 8), line_from=None,
        )  # fmt: skip


class QuoteModel(ShortModel[Quote]):
    """Quotes in the order they were given."""

    def __init__(self) -> None:
        """Model no quotes."""
        super().__init__(QuoteRows(), lambda row: row.feedback_id)

    def name(self, row: Quote) -> str:
        """Return what was said."""
        return row.words[:500]
