"""How the file in sight is understood: as it was remembered, and as the owner changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.importing.mappings import Mapping, Mappings
from feedbackdesk.domain.found import Wishes, answered
from feedbackdesk.exchange.tables.guessing import (
    ENCODING,
    HEADER,
    ROW,
    SEPARATOR,
    SEVERAL_COLUMNS,
    SHEET,
)
from feedbackdesk.exchange.tables.vocabulary import Field

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.exchange.tables.preview import Preview
    from feedbackdesk.exchange.tables.vocabulary import RowIs

READ_BY = (HEADER, SEPARATOR, ENCODING, SHEET)
"""What a table is read by before it has columns."""


class Understood:
    """The wishes that one file is read by, and where they came from."""

    def __init__(self, workspace: Path, *, month_first: bool) -> None:
        """Read it as it is guessed, with days in an order."""
        self._kept = Mappings(workspace)
        self.wishes = Wishes(month_first=month_first)
        self.is_remembered = False
        """Whether a table with these columns was brought in before, and is read as that was."""
        self._guessed: Wishes | None = None
        """What it was read by before it is read as it is remembered."""
        self._first = ""
        self._asked: set[str] = set()

    def answer(self, name: str, value: str) -> bool:
        """Take an answer; return whether the file is to be read again for it."""
        return self._wish(answered(self.wishes, name, value))

    def remember(self, preview: Preview) -> bool:
        """Take what is remembered of a table; return whether it is to be read again for it."""
        self._first = self._first or preview.key
        known = self._kept.of(preview.key) if preview.key not in self._asked else None
        self._asked.add(preview.key)
        if known is None:
            self._guessed = None
            return False
        self._guessed = self._guessed or self.wishes
        wanted = dict(self.wishes.columns)
        if preview.key == self._first:
            wanted = {**known.read_by, **wanted}
        if len(known.fields) == len(preview.columns):
            own = zip(preview.columns, known.fields, strict=True)
            wanted = {**{one.name: said for one, said in own}, ROW: known.row, **wanted}
            self.is_remembered = True
        return self._wish(replace(self.wishes, columns=wanted))

    def fall_back(self) -> bool:
        """Guess what cannot be read as it is remembered; return whether it can be tried."""
        if self._guessed is None:
            return False
        self.is_remembered = False
        self.wishes, self._guessed = self._guessed, None
        return True

    def change(self, preview: Preview, name: str, to: Field) -> None:
        """Let a column be something else; who else was it is left out."""
        row = {ROW: preview.row_is.value} if preview.preset or self.is_remembered else {}
        others = {
            one.name: Field.LEAVE_OUT.value
            for one in preview.columns
            if one.field is to and to not in SEVERAL_COLUMNS
        }
        self._columns(row | others | {name: to.value})

    def change_row(self, to: RowIs) -> None:
        """Let one row be something else."""
        self._columns({ROW: to.value})

    def change_reading(self, read_by: dict[str, str]) -> None:
        """Read the table in another way; its columns are guessed anew."""
        self.is_remembered = False
        self._wish(replace(self.wishes, columns={k: v for k, v in read_by.items() if v}))

    def guess_anew(self, preview: Preview) -> None:
        """Forget how a table with these columns was understood, and guess."""
        self._kept.forget(preview.key)
        self._kept.forget(self._first)
        self.change_reading(self.read_by)

    def keep(self, preview: Preview) -> None:
        """Remember how a table was understood, once it was brought in."""
        fields = tuple(one.field.value for one in preview.columns)
        read_by = self.read_by
        if preview.key == self._first:
            self._kept.keep(preview.key, Mapping(fields, preview.row_is.value, read_by))
            return
        self._kept.keep(preview.key, Mapping(fields, preview.row_is.value))
        self._kept.keep(self._first, Mapping(read_by=read_by))

    @property
    def read_by(self) -> dict[str, str]:
        """How the table is read before it has columns, where the owner said so."""
        return {one: said for one, said in self.wishes.columns.items() if one in READ_BY}

    def _columns(self, more: dict[str, str]) -> None:
        self._wish(replace(self.wishes, columns={**self.wishes.columns, **more}))

    def _wish(self, wishes: Wishes) -> bool:
        changed, self.wishes = wishes != self.wishes, wishes
        return changed
