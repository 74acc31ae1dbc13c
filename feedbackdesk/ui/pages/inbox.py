"""The inbox: feedback without a theme; and, while searching, all feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtWidgets import QListView, QMenu, QVBoxLayout, QWidget

from feedbackdesk.domain.text import plural
from feedbackdesk.ui.delegates.feedback import SuggestingRow
from feedbackdesk.ui.models.feedback import FeedbackModel
from feedbackdesk.ui.models.roles import KEY
from feedbackdesk.ui.models.suggestions import Suggestions
from feedbackdesk.ui.pages.deciding import Deciding
from feedbackdesk.ui.pages.page import Page, debounce, make_list
from feedbackdesk.ui.widgets.empty_state import EmptyState
from feedbackdesk.ui.widgets.keys_bar import KeysBar
from feedbackdesk.ui.widgets.long_list import LongList

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
        self.suggestions = Suggestions(live)
        self.model = FeedbackModel(live, self.suggestions)
        self.view = make_list("inboxList", self.tr("Feedback without a theme"), LongList())
        self.view.setModel(self.model)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setDragEnabled(True)
        self.delegate = SuggestingRow(self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.customContextMenuRequested.connect(self._menu)
        self.tell_chosen(self.view, "feedback")
        self.deciding = self._deciding = Deciding(self, self.view, self.model, self.suggestions)
        self._deciding.bind(actions)
        self.empty = EmptyState(
            "inbox",
            self.tr("Nothing waits here"),
            self.tr("Feedback without a theme arrives here, to be grouped when you have a minute."),
        )
        self.empty.offer(actions["capture"], self.tr("Capture feedback"), primary=True)
        self.empty.offer(actions["sample"], self.tr("Try it with sample data"))
        self.empty.offer(actions["file_open"], self.tr("Open another workspace"))
        self.empty.offer_only("capture", "sample")
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = KeysBar(
            (
                (("accept",), self.tr("files it as suggested")),
                (("assign",), self.tr("another theme")),
                (("assign_new",), self.tr("new theme")),
                (("archive",), self.tr("archive")),
                (("skip_down", "skip_up"), self.tr("skip")),
                (("read_words",), self.tr("mark words")),
                (("look_closer",), self.tr("inspect")),
            ),
            body,
        )
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)
        self.set_body(body, self.empty)
        self.view.selectionModel().selectionChanged.connect(self._offer)
        self.suggestions.changed.connect(self._offer)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._restore)
        self.model.loaded.connect(self._loaded)
        self._kept = (-1, -1, 0)

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
        return self._deciding.chosen()

    def delete(self) -> None:
        """Delete the chosen feedback."""
        self._deciding.delete()

    def may_tell(self) -> bool:
        """Rows that a commit takes away leave the inspector with what the owner put there."""
        return not self.model.is_following

    def _offer(self) -> None:
        """Say which other themes are likely for the current row."""
        fits = self.suggestions.known(self.view.currentIndex().data(KEY) or -1) or ()
        also = [f"{number} {fit.name}" for number, fit in enumerate(fits[1:3], start=2)]
        self.bar.offer("   ".join((self.tr("or"), *also)) if also else "")

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
            self.view.selectionModel().setCurrentIndex(
                self.model.index(at), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _menu(self, at: QPoint) -> None:
        if not self.view.indexAt(at).isValid():
            return
        menu = QMenu(self)
        for name in ("accept", "assign", "assign_new", "archive", "", "read_words", "look_closer"):
            if name:
                menu.addAction(self.actions_[name])
            else:
                menu.addSeparator()
        menu.addAction(self.actions_["delete"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))
