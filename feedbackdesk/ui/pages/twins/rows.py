"""Pairs of records that look like one, as rows: both names, and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from feedbackdesk.desk.twins import twins
from feedbackdesk.domain.contacts import Twins
from feedbackdesk.domain.text import excerpt
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows.pieces import Words
from feedbackdesk.ui.rows.roles import KEY, ROW
from feedbackdesk.ui.rows.row import Line, Row, Rows

if TYPE_CHECKING:
    from collections.abc import Hashable

    from feedbackdesk.ui.live import Live

AnyIndex = QModelIndex | QPersistentModelIndex
Pair = tuple[str, frozenset[int]]
_NOWHERE = QModelIndex()


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


class TwinsModel(QAbstractListModel):
    """The pairs, the surest first; asked for one question at a time, since it reads everybody."""

    loaded = Signal()

    def __init__(self, live: Live) -> None:
        """Model no pair before `reload`."""
        super().__init__()
        self._live = live
        self.rows = TwinsRows()
        self._pairs: list[Twins] = []
        self._spoken: dict[Pair, str] = {}
        self._asking = self._again = False
        self.is_loaded = False

    @property
    def pairs(self) -> list[Twins]:
        """The pairs, in their order."""
        return self._pairs

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
        self._show(found)

    def _show(self, pairs: list[Twins]) -> None:
        self.is_loaded = True
        if pairs != self._pairs:
            self.beginResetModel()
            self._pairs = pairs
            self._spoken.clear()
            self.endResetModel()
        self.loaded.emit()

    def put_first(self, pair: Twins) -> None:
        """List a pair that is wanted, also where so many come before that it was left out."""
        if self.row_of(pair_of(pair)) < 0:
            self._show([pair, *self._pairs])

    def leave_out(self, gone: Pair | tuple[str, int]) -> None:
        """Leave out a pair that is decided, or all pairs of a record that is merged.

        At once: comparing everybody anew takes seconds where there are hundreds of thousands.
        """
        table, which = gone
        keys = {which} if isinstance(which, int) else which
        self._show(
            [one for one in self._pairs if one.table != table or not keys <= pair_of(one)[1]]
        )

    def speak(self, pair: Twins, words: str) -> None:
        """Let a row tell what was found when its two records were put side by side."""
        row = self.row_of(pair_of(pair))
        if row >= 0 and self._spoken.get(pair_of(pair)) != words:
            self._spoken[pair_of(pair)] = words
            index = self.index(row)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.AccessibleDescriptionRole])

    def row_of(self, pair: Pair) -> int:
        """Return where a pair stands, -1 where it does not."""
        return next((row for row, one in enumerate(self._pairs) if pair_of(one) == pair), -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of pairs."""
        return 0 if parent.isValid() else len(self._pairs)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the pair, its names, or what is read out."""
        if not index.isValid() or index.row() >= len(self._pairs):
            return None
        pair = self._pairs[index.row()]
        match role:
            case int() if role == KEY:
                return f"{pair.table}:{pair.one}:{pair.other}"
            case Qt.ItemDataRole.DisplayRole:
                return f"{pair.one_told} / {pair.other_told}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return _says(pair)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._spoken.get(pair_of(pair), "")
            case _ if role == ROW:
                return pair
            case _:
                return None
