"""The rows of a table as they stand in its file, and what would become of each."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, Qt

from feedbackdesk.domain.foreseen import Fate
from feedbackdesk.exchange.tables.vocabulary import FIELD_LABELS, Field
from feedbackdesk.language.say import Later, later
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.rows.roles import KEY, ROW
from feedbackdesk.ui.rows.row_model import NOWHERE, AnyIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedbackdesk.domain.foreseen import Entry
    from feedbackdesk.exchange.tables.preview import Preview, PreviewRow

_TIP = 1_000


class State(Enum):
    """What is to be seen of a row: its word, its icon, the ink and the ground."""

    word: Later
    icon: str
    ink: Role
    ground: Role | None

    def __init__(self, word: Later, icon: str, ink: Role, ground: Role | None) -> None:
        """Look so."""
        self.word, self.icon, self.ink, self.ground = word, icon, ink, ground

    KNOWN = later("known already"), "check", Role.SUCCESS, None
    CHANGED = later("changed"), "edit", Role.ACCENT, Role.ACCENT_SOFT
    ASKS = later("asks you"), "help", Role.WARNING, Role.WARNING_SOFT
    REFUSED = later("refused"), "close", Role.DANGER, Role.DANGER_SOFT
    LEFT = later("left out"), "minus", Role.TEXT_MUTED, None


_OF_FATE = {
    Fate.KNOWN: State.KNOWN,
    Fate.CHANGED: State.CHANGED,
    Fate.REFUSED: State.REFUSED,
    Fate.LEFT: State.LEFT,
}


class TableModel(QAbstractTableModel):
    """A table of which nothing can be changed here."""

    def __init__(self) -> None:
        """Model no table yet."""
        super().__init__()
        self.preview: Preview | None = None
        self._states: list[State | None] = []
        self._refused: list[str] = []
        self._rows: dict[str, int] = {}

    def show_table(self, preview: Preview, become: Mapping[str, Sequence[Entry]]) -> None:
        """Show a table by what would become of its records, by where they stand."""
        every = [become.get(row.place, ()) for row in preview.rows]
        states = [*map(_state, every)]
        refused = [
            row.refused or next((one.sentence for one in some if one.sentence), "")
            for row, some in zip(preview.rows, every, strict=True)
        ]
        if self.preview is not None and _stands_in(self.preview) == _stands_in(preview):
            self.preview, self._states, self._refused = preview, states, refused
            if preview.rows and preview.columns:
                last = self.index(len(preview.rows) - 1, len(preview.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
                across = Qt.Orientation.Horizontal
                self.headerDataChanged.emit(across, 0, len(preview.columns) - 1)
            return
        self.beginResetModel()
        self.preview, self._states, self._refused = preview, states, refused
        self._rows = {row.place: at for at, row in enumerate(preview.rows)}
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.preview, self._states, self._refused, self._rows = None, [], [], {}
        self.endResetModel()

    def row_of(self, place: str) -> int:
        """Return where a row stands that is named as its file's records are; -1 for none."""
        return self._rows.get(place, -1)

    def state(self, at: int) -> State | None:
        """Return what is to be seen of a row; None of one that is simply taken."""
        return self._states[at]

    def states(self) -> list[State]:
        """Return what is to be seen of any row, in the order of their list."""
        here = set(self._states)
        return [one for one in State if one in here]

    def line(self, at: int) -> PreviewRow:
        """Return a row as it stands in the file."""
        assert self.preview is not None  # noqa: S101  (asked of a row that is shown)
        return self.preview.rows[at]

    def words(self, at: int, column: int) -> tuple[str, bool]:
        """Return what stands in a cell; why the row is refused where the words are missing."""
        cell = self.line(at).cells[column]
        assert self.preview is not None  # noqa: S101
        says = self._refused[at] if self.preview.columns[column].field is Field.WORDS else ""
        return (says, True) if says and not cell else (cell, False)

    # What Qt asks

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() or self.preview is None else len(self.preview.rows)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() or self.preview is None else len(self.preview.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, and what a listener is told of it."""
        if not index.isValid() or self.preview is None:
            return None
        at, column = index.row(), index.column()
        if role == KEY:
            return at
        if role == ROW:
            return self.line(at)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(at, column)[0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (self.line(at).cells[column][:_TIP], self._refused[at])))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.preview.columns[column].name
            said = f"{head}: {self.words(at, column)[0]}"
            return ", ".join(filter(None, (self.told(at) if column == 0 else "", said)))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ", ".join(filter(None, (self.told(at), self._refused[at])))
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the names of the columns, and the numbers of the rows."""
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if self.preview is None or (role != Qt.ItemDataRole.DisplayRole and not spoken):
            return None
        if way is Qt.Orientation.Vertical:
            return self.told(section) if spoken else str(self.line(section).number)
        column = self.preview.columns[section]
        return f"{column.name}, {FIELD_LABELS[column.field]}" if spoken else column.name

    def told(self, at: int) -> str:
        """Return how a row is called, and what becomes of it where it is not simply taken."""
        state = self._states[at]
        return ", ".join(filter(None, (self.line(at).place, str(state.word) if state else "")))


def _stands_in(preview: Preview) -> tuple[list[str], list[tuple[str, tuple[str, ...]]]]:
    """Return what stands in a table, whatever it was taken for."""
    names = [one.name for one in preview.columns]
    return names, [(one.place, one.cells) for one in preview.rows]


def _state(entries: Sequence[Entry]) -> State | None:
    """Return what is to be seen of a row that holds some records, or none."""
    fates = {one.fate for one in entries}
    if Fate.REFUSED in fates:
        return State.REFUSED
    if any(one.asks and one.fate in {Fate.TAKEN, Fate.CHANGED} for one in entries):
        return State.ASKS
    if Fate.TAKEN in fates:
        return None
    if not entries:
        return State.LEFT
    return next(_OF_FATE[fate] for fate in (Fate.CHANGED, Fate.KNOWN, Fate.LEFT) if fate in fates)
