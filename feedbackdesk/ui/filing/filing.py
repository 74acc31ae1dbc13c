"""A page that is a list of feedback, with one key for each decision about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtWidgets import QListView, QWidget

from feedbackdesk.ui.filing.deciding import Deciding
from feedbackdesk.ui.pages.page import Page, make_list
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.menu import Menu
from feedbackdesk.ui.widgets.stay_chosen import StayChosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.filing.suggestions import Suggestions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.rows.feedback import FeedbackRow
    from feedbackdesk.ui.rows.feedback_model import FeedbackModel

_IN_MENU = ("accept", "assign", "assign_new", "archive", "", "read_words", "look_closer")


class FilingPage(Page):
    """Several feedbacks at once are filed, put aside or deleted, by key, menu or drag."""

    deciding: Deciding
    in_menu: Sequence[str] = _IN_MENU
    """What the menu of a row offers, of the actions that the page takes."""

    def __init__(
        self,
        name: str,
        live: Live,
        actions: Actions,
        model: FeedbackModel,
        suggestions: Suggestions,
        list_name: str,
        accessible: str,
        *,
        row: type[FeedbackRow],
        keys: Sequence[str],
    ) -> None:
        """Make the list; whoever comes from here lays it out. `keys` are the actions it takes."""
        super().__init__(name, "", live, actions)
        self.model = model
        self.suggestions = suggestions
        self.view = make_list(list_name, accessible, LongList())
        self.view.setModel(model)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setDragEnabled(True)
        self.delegate = row(self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.customContextMenuRequested.connect(self._menu)
        self.tell_chosen(self.view, "feedback")
        self.deciding = Deciding(self, self.view, model, suggestions)
        self._keys = keys
        actions.bind(self.view, *keys)
        self._kept = (-1, -1, 0)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.stay_chosen = StayChosen(self.view)

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        self.model.follow(touched)

    def show_currency(self, currency: str) -> None:
        """Write money in a currency."""
        self.delegate.currency = currency

    def first_focus(self) -> QWidget:
        """Start in the list."""
        return self.in_sight(self.view)

    def choose(self, key: int) -> None:
        """Choose a row, where it is in the list."""
        row = self.model.row_of(key)
        if row >= 0:
            self._choose(row)

    def chosen(self) -> list[int]:
        """Return the keys of the chosen feedback."""
        return self.deciding.chosen()

    def delete(self) -> None:
        """Delete the chosen feedback."""
        self.deciding.delete()

    def may_tell(self) -> bool:
        """Rows that a commit takes away leave the inspector with what the owner put there."""
        return not self.model.is_following

    def _remember(self) -> None:
        index = self.view.currentIndex()
        self._kept = (index.data(KEY) or -1, index.row(), self.view.verticalOffset())

    def _restore(self) -> None:
        """Keep the place: the same feedback, or what has moved up where it stood."""
        key, row, top = self._kept
        self.view.updateGeometries()
        self.view.verticalScrollBar().setValue(top)
        if row < 0:
            return
        at = self.model.row_of(key)
        if at < 0:
            at = min(row, self.model.rowCount() - 1)
        if at >= 0:
            self._choose(at)

    def _choose(self, row: int) -> None:
        self.view.selectionModel().setCurrentIndex(
            self.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _menu(self, at: QPoint) -> None:
        if not self.view.indexAt(at).isValid():
            return
        menu = Menu(self)
        for name in self.in_menu:
            if not name:
                menu.addSeparator()
            elif name in self._keys:
                menu.addAction(self.actions_[name])
        menu.addAction(self.actions_["delete"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))
