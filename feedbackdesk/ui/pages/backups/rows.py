"""Backups as rows below the days they were made on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.going_back import Listed
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.backups import words
from feedbackdesk.ui.rows.pieces import Icon, Text, Words
from feedbackdesk.ui.rows.row import Column, Frame, Line, Row, Rows
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

Entry = str | Listed
"""A backup, or the heading of those below it."""

_PAD = (24, 6, 24, 7)
_MARK, _GAP = 16, 12
_WIDE = 560
"""From this width on there is room to say when a backup was looked over."""


class BackupRows(Rows[Entry]):
    """When and what for, below each other; then size, soundness, and what came since."""

    uniform = False

    def describe(self, row: Entry, _beside: Hashable, room: int) -> Row:
        """Describe a backup or a heading."""
        if isinstance(row, str):
            line = Line(Words(row, weight=Weight.MEDIUM), above=16, height=24)
            return Row(line, says=row, frame=Frame.HEADING, pad=_PAD, line_from=_PAD[0])
        unknown = row.is_sound and words.is_unchecked(row)
        told = words.time_alone(row.checked) if row.is_sound else words.damaged()
        mark, ink = ("check", Role.SUCCESS) if row.is_sound else ("warning", Role.WARNING)
        muted = Role.TEXT_MUTED
        columns = _in_columns(
            room,
            Line(Words(words.made_below(row), weight=Weight.MEDIUM)),
            Line(Words(words.size(row.backup.size)), above=10),
            Line(
                Column(_MARK) if unknown else Icon(mark, ink, _MARK),
                Words(words.unchecked() if unknown else told, least=30),
                gap=6, above=10,
            ),
            Line(Words(words.came_since(row), role=muted), above=10),
            below=", ".join(words.of_what(row)),
        )  # fmt: skip
        return Row(columns, says=words.read_out(row), pad=_PAD, line_from=_PAD[0])

    @staticmethod
    def head(titles: Sequence[str], room: int) -> Row:
        """Describe what the columns are called; what has no room is not said."""
        small, muted = Size.SMALL, Role.TEXT_MUTED
        named = [Line(Words(title, small, role=muted, whole=True)) for title in titles]
        line = _in_columns(room, *named)
        return Row(line, says=", ".join(titles), pad=(_PAD[0], 6, _PAD[2], 6), line_from=_PAD[0])


def _in_columns(room: int, *told: Line, below: str = "") -> Line:
    """Put what is told into four columns."""
    when, size, checked, since = told
    inner = room - _PAD[0] - _PAD[2]
    why = Line(Text(below, Size.SMALL, role=Role.TEXT_MUTED, lines=3)) if below else None
    wide = (max(inner * 30 // 100, 140), 76, 148 if inner >= _WIDE else 28)
    rest = inner - sum(wide)
    return Line(
        Column(wide[0] - _GAP, when, why),
        Column(wide[1] - _GAP, size),
        Column(wide[2] - _GAP, checked),
        Column(rest, since) if rest > 0 else None,
        gap=_GAP,
    )


class BackupsModel(ShortModel[Entry]):
    """Backups, the newest first; a text is the heading of those below it."""

    rows: BackupRows

    def __init__(self) -> None:
        """Model no backup before `show_these`."""
        super().__init__(BackupRows(), _key, _below_headings)

    def place_of(self, path: Path | None) -> int:
        """Return where a backup stands: the first one's place where it does not; -1 without any."""
        row = self.row_of(str(path))
        return row if row >= 0 else min(1, self.rowCount() - 1)

    def tip(self, row: Entry, /) -> str:
        """Return where a backup lies."""
        return "" if isinstance(row, str) else str(row.backup.path)


def _key(row: Entry) -> str | None:
    return None if isinstance(row, str) else str(row.backup.path)


def _below_headings(rows: Sequence[Entry]) -> list[Entry]:
    entries: list[Entry] = []
    above = ""
    for row in rows:
        if not isinstance(row, str):
            heading = words.set_aside() if row.is_aside else words.period(row.backup.made)
            if heading != above:
                entries.append(heading)
                above = heading
            entries.append(row)
    return entries
