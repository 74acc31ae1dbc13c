"""The inbox: feedback without a theme; and, while searching, all feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtWidgets import QListView, QMenu, QWidget

from feedbackdesk.desk.feedback import archive_many, delete_many
from feedbackdesk.desk.themes import assign_many, assign_to_new
from feedbackdesk.domain.text import plural
from feedbackdesk.ui.delegates.feedback import FeedbackRow
from feedbackdesk.ui.models.feedback import FeedbackModel
from feedbackdesk.ui.models.roles import KEY
from feedbackdesk.ui.pages.page import Page, debounce, make_list
from feedbackdesk.ui.widgets.choose import ask_name, choose_theme
from feedbackdesk.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


class InboxPage(Page):
    """A list with one key for each decision."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list."""
        super().__init__("inboxPage", "", live, actions)
        self._title.setText(self.tr("Inbox"))
        self.search = self.add_search(self.tr("Search all words"), self.tr("Search all feedback"))
        self.search.setObjectName("searchField")
        debounce(self.search, self._search)
        self.model = FeedbackModel(live)
        self.view = make_list("inboxList", self.tr("Feedback without a theme"), QListView())
        self.view.setModel(self.model)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setDragEnabled(True)
        self.delegate = FeedbackRow(self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.customContextMenuRequested.connect(self._menu)
        self.tell_chosen(self.view, "feedback")
        actions.bind(self.view, "assign", "assign_new", "archive", "delete")
        self.empty = EmptyState(
            "inbox",
            self.tr("Nothing waits here"),
            self.tr("Feedback without a theme arrives here, to be grouped when you have a minute."),
        )
        self.empty.offer(actions["capture"], self.tr("Capture feedback"), primary=True)
        self.empty.offer(actions["sample"], self.tr("Try it with sample data"))
        self.empty.offer(actions["file_open"], self.tr("Open another workspace"))
        self.empty.offer_only("capture", "sample")
        self.set_body(self.view, self.empty)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._restore)
        self.model.loaded.connect(self._loaded)
        self._kept: tuple[int, int] = (-1, -1)

    def start(self) -> None:
        """Load the inbox."""
        self._search(self.search.text())

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        self.model.follow(touched)

    def show_currency(self, currency: str) -> None:
        """Write money in a currency."""
        self.delegate.currency = currency

    def start_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def first_focus(self) -> QWidget:
        """Start in the list."""
        return self.view

    def choose(self, key: int) -> None:
        """Choose a row, where it is in the list."""
        row = self.model.row_of(key)
        if row >= 0:
            self.view.selectionModel().setCurrentIndex(
                self.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

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
        """Take the chosen feedback out of the inbox."""
        if keys := self.chosen():
            self.live.do(archive_many, keys, _several(keys))

    def delete(self) -> None:
        """Delete the chosen feedback."""
        if keys := self.chosen():
            self.live.do(delete_many, keys, _several(keys))

    def _search(self, words: str) -> None:
        if self.live.desk is None:
            return
        if words.strip():
            self.model.show_these(words=words)
        else:
            self.model.show_these(inbox=True)

    def _loaded(self) -> None:
        number = self.model.rowCount()
        searching = bool(self.search.text().strip())
        if searching:
            self._title.setText(self.tr("Found"))
            self.say(plural(number, "feedback", "feedbacks"))
        else:
            self._title.setText(self.tr("Inbox"))
            self.say(self.tr("{number} without a theme").format(number=number) if number else "")
        if searching and number == 0:
            self.show_nothing_found()
        else:
            self.show_empty(number == 0)

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
