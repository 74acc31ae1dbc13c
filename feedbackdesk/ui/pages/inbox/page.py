"""The inbox: feedback without a theme, and the theme that suggests itself for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from feedbackdesk.ui.filing.deciding import KEYS
from feedbackdesk.ui.filing.filing import FilingPage
from feedbackdesk.ui.filing.suggestions import Suggestions
from feedbackdesk.ui.rows.feedback import SuggestingRow
from feedbackdesk.ui.rows.feedback_model import FeedbackModel
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.empty_state import EmptyState
from feedbackdesk.ui.widgets.keys_bar import KeysBar

if TYPE_CHECKING:
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


class InboxPage(FilingPage):
    """A list with one key for each decision."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list."""
        suggestions = Suggestions(live)
        super().__init__(
            "inboxPage",
            live,
            actions,
            FeedbackModel(live, suggestions),
            suggestions,
            "inboxList",
            self.tr("Feedback without a theme"),
            row=SuggestingRow,
            keys=KEYS,
        )
        self._title.setText(self.tr("Inbox"))
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
        # Enter and Space are for the buttons there; a letter says that there is nothing to choose.
        actions.bind(self.empty, *(key for key in KEYS if key not in {"accept", "look_closer"}))
        self.view.selectionModel().selectionChanged.connect(self._offer)
        suggestions.changed.connect(self._offer)
        self.model.loaded.connect(self._loaded)

    def start(self) -> None:
        """Load the inbox."""
        self.model.show_these(inbox=True)

    def _offer(self) -> None:
        """Say which other themes are likely for the current row."""
        fits = self.suggestions.known(self.view.currentIndex().data(KEY) or -1) or ()
        also = [f"{number} {fit.name}" for number, fit in enumerate(fits[1:3], start=2)]
        self.bar.offer("   ".join((self.tr("or"), *also)) if also else "")

    def _loaded(self) -> None:
        number = self.model.rowCount()
        self.say(self.tr("{number} without a theme").format(number=f"{number:,}") if number else "")
        self.show_empty(number == 0)
        self.stay_chosen.ensure()
