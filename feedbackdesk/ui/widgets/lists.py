"""Lists as this program's pages use them: how they are made, and that a choice stays one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QListView

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.rows.roles import KEY

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QAbstractItemView

    from feedbackdesk.ui.rows.row import Rows

ListT = TypeVar("ListT", bound=QListView)
WALKS = {Qt.MouseButton.BackButton: "back", Qt.MouseButton.ForwardButton: "forward"}
"""The buttons that some mice have for the trail, and what each does."""
_Flag = QItemSelectionModel.SelectionFlag


class Described(Protocol):
    """A model whose rows are described."""

    @property
    def rows(self) -> Rows[Any]:
        """The description."""


def make_list(name: str, accessible: str, view: ListT, model: Described | None = None) -> ListT:
    """Set a list up as this program's pages use it, with the rows of a model, and return it."""
    from feedbackdesk.ui.rows.delegate import RowDelegate
    from feedbackdesk.ui.rows.tall_list import TallList

    view.setObjectName(name)
    view.setAccessibleName(accessible)
    view.setUniformItemSizes(not isinstance(view, TallList))
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.verticalScrollBar().setSingleStep(24)
    view.viewport().installEventFilter(_Sides(view))
    theme.signals().changed.connect(view.viewport().update)
    if isinstance(view, TallList):
        theme.signals().changed.connect(view.remeasure)
    if model is not None:
        view.setModel(cast("QAbstractItemModel", model))
        view.setItemDelegate(RowDelegate(model.rows, view))
    return view


def choose_row(view: QAbstractItemView, row: int) -> None:
    """Choose a row alone, and bring it into sight."""
    index = view.model().index(row, 0)
    view.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
    view.scrollTo(index)


class _Sides(QObject):
    """Leaves the buttons at the side of a mouse to the page: a list would choose a row by them."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass them on to whoever is behind the list."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() is QEvent.Type.MouseButtonPress
            and event.button() in WALKS
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class KeptChoice(QObject):
    """Remembers keys before a reset, and chooses them again after it."""

    def __init__(self, view: QAbstractItemView, *, nearest: bool = False) -> None:
        """Look after a list whose model has `row_of`.

        Where what was current is gone, `nearest` chooses what has moved up where it stood.
        """
        super().__init__(view)
        self._view, self._nearest = view, nearest
        self._keys: list[Any] = []
        self._current: tuple[Any, int] = (None, -1)
        self._top = 0
        self.is_restoring = False
        """Whether what is chosen now was chosen before, and not by the owner."""
        view.model().modelAboutToBeReset.connect(self._remember)
        view.model().modelReset.connect(self._restore)

    def choose(self, key: object) -> None:
        """Let a key be the one that was chosen: now, or when its row has come."""
        self._keys, self._current = [key], (key, self._current[1])
        self._restore()

    def _remember(self) -> None:
        index = self._view.currentIndex()
        rows = self._view.selectionModel().selectedRows()
        self._keys = [row.data(KEY) for row in rows]
        if index.isValid():
            self._current = index.data(KEY), index.row()
        self._top = self._view.verticalScrollBar().value()

    def _restore(self) -> None:
        model: Any = self._view.model()
        self._view.updateGeometries()
        self._view.verticalScrollBar().setValue(self._top)
        key, at = self._current
        row = model.row_of(key) if key is not None else -1
        if row < 0 and self._nearest and at >= 0:
            row = min(at, model.rowCount() - 1)
        choice = self._view.selectionModel()
        self.is_restoring = True
        if row >= 0:
            choice.setCurrentIndex(model.index(row, 0), _Flag.ClearAndSelect)
        for other in self._keys:
            if other != key and other is not None and (place := model.row_of(other)) >= 0:
                choice.select(model.index(place, 0), _Flag.Select)
        self.is_restoring = False


class StayChosen(QObject):
    """Chooses the row nearest to the last chosen one where none is: on focus, and on new rows."""

    def __init__(self, view: QAbstractItemView) -> None:
        """Look after a list; whoever fills it calls `ensure` once rows have come."""
        super().__init__(view)
        self._view = view
        self._last = 0
        view.selectionModel().currentChanged.connect(lambda index: self._remember(index.row()))
        view.installEventFilter(self)

    def _remember(self, row: int) -> None:
        if row >= 0:
            self._last = row

    def ensure(self) -> None:
        """Choose a row where the list has the keyboard and nothing is chosen."""
        view, selection = self._view, self._view.selectionModel()
        if not view.hasFocus() or selection.hasSelection():
            return
        here = selection.currentIndex()
        index = here if here.isValid() else self._nearest()
        if not index.isValid():
            return
        selection.setCurrentIndex(index, _Flag.ClearAndSelect)

    def _nearest(self) -> QModelIndex:
        """Return the row nearest to the last chosen one that can be: a heading cannot."""
        model = self._view.model()
        last = model.rowCount() - 1
        here = min(self._last, last)
        for row in (*range(here, last + 1), *range(here - 1, -1, -1)):
            index = model.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                return index
        return QModelIndex()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose when the keyboard comes; a press of the mouse chooses its own row."""
        if (
            isinstance(event, QFocusEvent)
            and event.gotFocus()
            and event.reason() != Qt.FocusReason.MouseFocusReason
        ):
            self.ensure()
        return super().eventFilter(watched, event)
