"""The inbox: feedback without a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.ui.models.feedback import FeedbackModel
from feedbackdesk.ui.pages.filing import FilingPage
from feedbackdesk.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


class InboxPage(FilingPage):
    """A list with one key for each decision."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list."""
        super().__init__(
            "inboxPage", live, actions, FeedbackModel(live), "inboxList",
            self.tr("Feedback without a theme"),
        )  # fmt: skip
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
        self.set_body(self.view, self.empty)
        self.model.loaded.connect(self._loaded)

    def start(self) -> None:
        """Load the inbox."""
        self.model.show_these(inbox=True)

    def _loaded(self) -> None:
        number = self.model.rowCount()
        self.say(self.tr("{number} without a theme").format(number=number) if number else "")
        self.show_empty(number == 0)
