"""Pairs of records that look like one, as rows: both names, and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from feedbackdesk.desk.twins import twins
from feedbackdesk.domain.contacts import Twins
from feedbackdesk.domain.text import excerpt
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows.pieces import Words
from feedbackdesk.ui.rows.row import Line, Row, Rows
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from feedbackdesk.ui.live import Live

Pair = tuple[str, frozenset[int]]


def pair_of(twins: Twins) -> Pair:
    """Return which two records a pair is of, whichever comes first."""
    return twins.table, frozenset((twins.one, twins.other))


class TwinsRows(Rows[Twins]):
    """Both names below each other, and why they look like one."""

    def describe(self, row: Twins, _beside: Hashable, _room: int) -> Row:
        """Describe a pair."""
        return Row(
            Line(Words(row.one_told)),
            Line(Words(row.other_told)),
            Line(Words(sentence(row.why), Size.SMALL, role=Role.TEXT_MUTED)),
            says=_says(row), pad=(24, 8, 16, 8), line_from=24,
        )  # fmt: skip

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a pair."""
        return Row(Line(), Line(), Line(), pad=(24, 8, 16, 8))


def _says(pair: Twins) -> str:
    words = (
        _("{one} and {other} look like one person: {why}")
        if pair.table == "person"
        else _("{one} and {other} look like one organisation: {why}")
    )
    one, other = excerpt(pair.one_told, 120), excerpt(pair.other_told, 120)
    return words.format(one=one, other=other, why=pair.why)


def sentence(words: str) -> str:
    """Return words with a capital letter."""
    return f"{words[:1].upper()}{words[1:]}"


class TwinsModel(ShortModel[Twins]):
    """The pairs, the surest first; asked for one question at a time, since it reads everybody."""

    def __init__(self, live: Live) -> None:
        """Model no pair before `reload`."""
        super().__init__(TwinsRows(), _key)
        self._live = live
        self._spoken: dict[Hashable, str] = {}
        self._asking = self._again = False
        self.is_loaded = False

    @property
    def pairs(self) -> Sequence[Twins]:
        """The pairs, in their order."""
        return self._found

    def reload(self) -> None:
        """Compare everybody anew, in the worker; once more where something changed meanwhile."""
        if self._live.desk is None:
            return
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._live.ask(twins, then=self._arrived)

    def _arrived(self, found: list[Twins]) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self.reload()
            return
        self.show_these(found)

    def show_these(self, found: Sequence[Twins]) -> None:
        """Show pairs; what was told of those before may hold no longer."""
        self.is_loaded = True
        if found != self._found:
            self._spoken.clear()
        super().show_these(found)

    def put_first(self, pair: Twins) -> None:
        """List a pair that is wanted, also where so many come before that it was left out."""
        if self.row_of(_key(pair)) < 0:
            self.show_these([pair, *self._found])

    def leave_out(self, gone: Pair | tuple[str, int]) -> None:
        """Leave out a pair that is decided, or all pairs of a record that is merged.

        At once: comparing everybody anew takes seconds where there are hundreds of thousands.
        """
        table, which = gone
        keys = {which} if isinstance(which, int) else which
        self.show_these(
            [one for one in self._found if one.table != table or not keys <= pair_of(one)[1]]
        )

    def speak(self, pair: Twins, words: str) -> None:
        """Let a row tell what was found when its two records were put side by side."""
        key = _key(pair)
        row = self.row_of(key)
        if row >= 0 and self._spoken.get(key) != words:
            self._spoken[key] = words
            index = self.index(row)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.AccessibleDescriptionRole])

    def place_of(self, pair: Pair) -> int:
        """Return where a pair stands, -1 where it does not."""
        return next((row for row, one in enumerate(self._rows) if pair_of(one) == pair), -1)

    def name(self, row: Twins) -> str:
        """Return both names."""
        return f"{row.one_told} / {row.other_told}"

    def says_besides(self, row: Twins, /) -> str:
        """Return what was found when the two were put side by side."""
        return self._spoken.get(_key(row), "")


def _key(pair: Twins) -> str:
    """Return the same for a pair, whichever of the two comes first."""
    return f"{pair.table}:{min(pair.one, pair.other)}:{max(pair.one, pair.other)}"
