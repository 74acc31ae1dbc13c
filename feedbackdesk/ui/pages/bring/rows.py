"""What a file holds, a record a row: who, when and what, and what would become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import full_date
from feedbackdesk.domain.foreseen import Fate
from feedbackdesk.domain.found import FoundItem, FoundPerson
from feedbackdesk.domain.text import excerpt
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.bring.outlook import Seen
from feedbackdesk.ui.rows.pieces import Icon, Stretch, Words
from feedbackdesk.ui.rows.row import Line, Row, Rows, Stack
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable

    from feedbackdesk.domain.found import FoundWho, Record

_PAD = (24, 6, 24, 7)
_SIGN = 16
_LONG = 400
_SIGNS = {
    Fate.TAKEN: ("add", Role.ACCENT),
    Fate.KNOWN: ("check", Role.SUCCESS),
    Fate.CHANGED: ("edit", Role.WARNING),
    Fate.REFUSED: ("close", Role.DANGER),
    Fate.LEFT: ("minus", Role.TEXT_MUTED),
}


def told(fate: Fate) -> str:
    """Return what becomes of a record, in a word or two."""
    words = {
        Fate.TAKEN: _("taken"),
        Fate.KNOWN: _("known already"),
        Fate.CHANGED: _("changed"),
        Fate.REFUSED: _("refused"),
        Fate.LEFT: _("left out"),
    }
    return words[fate]


class SeenRows(Rows[Seen]):
    """Who and what in one line, why it is refused below."""

    def describe(self, row: Seen, _beside: Hashable, _room: int) -> Row:
        """Describe a record."""
        who, words, when = parts_of(row.record)
        sign, ink = _SIGNS[row.entry.fate]
        is_left = row.entry.fate in {Fate.KNOWN, Fate.LEFT}
        role = Role.TEXT_MUTED if is_left else Role.TEXT
        below = row.entry.sentence or words
        state = told(row.entry.fate)
        ink_below = Role.DANGER if row.entry.sentence else Role.TEXT_MUTED
        return Row(
            Line(
                Icon(sign, ink, _SIGN),
                Stack(
                    Line(
                        Words(who or _("Nobody named"), weight=Weight.MEDIUM, role=role, least=40),
                        Stretch(),
                        Words(when, Size.SMALL, role=Role.TEXT_MUTED) if when else None,
                        Words(row.entry.place, Size.SMALL, role=Role.TEXT_MUTED, whole=True),
                    ),
                    Line(Words(excerpt(below, _LONG), role=ink_below)),
                ),
                gap=12,
            ),
            says=", ".join(filter(None, (row.entry.place, state, who, when, below))),
            pad=_PAD,
            line_from=_PAD[0] + _SIGN + 12,
        )

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a record."""
        return Row(Line(Icon("add", Role.ACCENT, _SIGN), Stack(Line(), Line())), pad=_PAD)


class SeenModel(ShortModel[Seen]):
    """The first records of a file."""

    def __init__(self) -> None:
        """Model no file yet."""
        super().__init__(SeenRows(), lambda row: row.at)

    def tip(self, row: Seen, /) -> str:
        """Return all that a record says."""
        return excerpt(parts_of(row.record)[1], 2_000)


def parts_of(record: Record | None) -> tuple[str, str, str]:
    """Return who, what and when of a record; nothing of what could not be read."""
    if record is None:
        return "", "", ""
    if isinstance(record, FoundPerson):
        ways = (record.who.email, record.who.phone, *(one.value for one in record.reached))
        return _called(record.who), ", ".join(filter(None, ways)), ""
    on = full_date(record.on) if record.on is not None else ""
    if isinstance(record, FoundItem):
        return _called(record.by), record.title, on
    return _called(record.who), record.words, on


def _called(who: FoundWho) -> str:
    return ", ".join(dict.fromkeys(filter(None, (who.name or who.email, who.organisation))))
