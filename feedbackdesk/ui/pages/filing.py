"""A page that is a list of feedback, with one key for each decision about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtWidgets import QListView, QMenu, QWidget

from feedbackdesk.desk.feedback import archive_many, delete_many
from feedbackdesk.desk.themes import assign_many, assign_to_new
from feedbackdesk.domain.text import plural
from feedbackdesk.ui.delegates.feedback import FeedbackRow
from feedbackdesk.ui.models.roles import KEY
from feedbackdesk.ui.pages.page import Page, make_list
from feedbackdesk.ui.widgets.choose import ask_name, choose_theme

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.models.feedback import FeedbackModel


class FilingPage(Page):
    """Several feedbacks at once are filed, put aside or deleted, by key, menu or drag."""

    def __init__(
        self,
        name: str,
        live: Live,
        actions: Actions,
        model: FeedbackModel,
        list_name: str,
        accessible: str,
    ) -> None:
        """Make the list; whoever comes from here lays it out."""
        super().__init__(name, "", live, actions)
        self.model = model
        self.view = make_list(list_name, accessible, QListView())
        self.view.setModel(model)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setDragEnabled(True)
        self.delegate = FeedbackRow(self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.customContextMenuRequested.connect(self._menu)
        self.tell_chosen(self.view, "feedback")
        actions.bind(self.view, "assign", "assign_new", "archive", "delete")
        self._kept: tuple[int, int] = (-1, -1)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        self.model.follow(touched)

    def show_currency(self, currency: str) -> None:
        """Write money in a currency."""
        self.delegate.currency = currency

    def first_focus(self) -> QWidget:
        """Start in the list."""
        return self.view

    def chosen(self) -> list[int]:
        """Return the keys of the chosen feedback."""
        rows = self.view.selectionModel().selectedRows()
        return [index.data(KEY) for index in sorted(rows, key=lambda index: index.row())]

    def assign(self) -> None:
        """File the chosen feedback under a theme that is picked."""
        keys = self.chosen()
        if not keys:
            return

        def picked(theme_id: int | None, name: str) -> None:
            if theme_id is not None:
                self.live.do(assign_many, keys, theme_id, _several(keys))
            else:
                self.live.do(assign_to_new, keys, name, _several(keys))

        choose_theme(self, self.live, self.tr("File under"), picked)

    def assign_new(self) -> None:
        """File the chosen feedback under a theme that is named now."""
        keys = self.chosen()
        if keys:
            ask_name(
                self,
                self.tr("New theme"),
                self.tr("&Name"),
                lambda name: self.live.do(assign_to_new, keys, name, _several(keys)),
            )

    def archive(self) -> None:
        """Put the chosen feedback aside: it is not for a theme."""
        if keys := self.chosen():
            self.live.do(archive_many, keys, _several(keys))

    def delete(self) -> None:
        """Delete the chosen feedback."""
        if keys := self.chosen():
            self.live.do(delete_many, keys, _several(keys))

    def _remember(self) -> None:
        index = self.view.currentIndex()
        self._kept = (index.data(KEY) or -1, index.row())

    def _restore(self) -> None:
        """Keep the place: the same feedback, or what has moved up where it stood."""
        key, row = self._kept
        if row < 0:
            return
        at = self.model.row_of(key)
        if at < 0:
            at = min(row, self.model.rowCount() - 1)
        if at >= 0:
            self.view.selectionModel().setCurrentIndex(
                self.model.index(at), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _menu(self, at: QPoint) -> None:
        if not self.view.indexAt(at).isValid():
            return
        menu = QMenu(self)
        for name in ("assign", "assign_new", "archive"):
            menu.addAction(self.actions_[name])
        menu.addSeparator()
        menu.addAction(self.actions_["delete"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))


def _several(keys: list[int]) -> str:
    return plural(len(keys), "feedback", "feedbacks")
