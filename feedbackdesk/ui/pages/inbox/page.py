"""The inbox: feedback without a theme, and the theme that suggests itself for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from feedbackdesk.desk.inbox import inbox_places
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action, actions_of
from feedbackdesk.ui.filing.filing import FilingPage
from feedbackdesk.ui.filing.suggestions import Suggestions
from feedbackdesk.ui.rows.captions import KeysBar
from feedbackdesk.ui.rows.feedback_model import FeedbackModel
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.layout import in_column
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.ui.actions import Action, Actions
    from feedbackdesk.ui.live import Live


class InboxPage(FilingPage):
    """A list with one key for each decision."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list."""
        suggestions = Suggestions(live)
        super().__init__(
            "inboxPage",
            _("Inbox"),
            live,
            actions,
            FeedbackModel(live, suggestions),
            suggestions,
            "inboxList",
            _("Feedback without a theme"),
        )
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
        column = in_column(body, gap=0)
        self.bar = KeysBar(
            (
                ((InboxPage.accept,), self.tr("files it as suggested")),
                ((InboxPage.assign,), self.tr("another theme")),
                ((InboxPage.assign_new,), self.tr("new theme")),
                ((InboxPage.archive,), self.tr("archive")),
                ((InboxPage.skip_down, InboxPage.skip_up), self.tr("skip")),
                ((InboxPage.read_words,), self.tr("mark words")),
                ((InboxPage.look_closer,), self.tr("inspect")),
            ),
            body,
        )
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)
        self.set_body(body, self.empty)
        # Enter and Space are for the buttons there; a letter says that there is nothing to choose.
        actions.bind(self.empty, *(one for one in actions_of(InboxPage) if _is_letter(one)))
        self.view.selectionModel().selectionChanged.connect(self._offer)
        suggestions.changed.connect(self._offer)
        self.model.loaded.connect(self._loaded)

    def load(self) -> None:
        """Ask what waits."""
        self.model.show_these(inbox=True)

    @action("accept", later("File as &suggested"), "check",
            later("File it under the theme that suggests itself"), "Return", "Enter", changes=True,
            choice=True)  # fmt: skip
    def accept(self) -> None:
        """File what is chosen under what suggests itself, each under its own."""
        self.deciding.accept()

    @action("accept_second", later("File under the s&econd suggestion"), "check",
            later("Take the second theme that suggests itself"), "2", changes=True, choice=True,
            in_rows=False)  # fmt: skip
    def accept_second(self) -> None:
        """Take the second theme that suggests itself."""
        self.deciding.take(1)

    @action("accept_third", later("File under the t&hird suggestion"), "check",
            later("Take the third theme that suggests itself"), "3", changes=True, choice=True,
            in_rows=False)  # fmt: skip
    def accept_third(self) -> None:
        """Take the third theme that suggests itself."""
        self.deciding.take(2)

    @action("accept_all", later("File &all chosen as suggested"), "check",
            later("File each of the chosen under its own suggestion, in one step"), "A",
            changes=True, choice=True, in_rows=False)  # fmt: skip
    def accept_all(self) -> None:
        """File each of the chosen under its own suggestion, in one step."""
        self.deciding.accept_all()

    def tell_fresh(self, yes: bool, *, is_sample: bool) -> None:
        """Welcome whoever has recorded nothing yet."""
        self.empty.say(
            _("Welcome") if yes else _("The inbox is empty"),
            _(
                "Record what a customer said right after the call, or why a prospect said no. "
                "Everything stays on this computer."
            )
            if yes
            else _("All that was said has its theme. New feedback arrives here."),
        )
        self.empty.offer_sample(yes and not is_sample)

    def ask_holds(self, key: int, then: Callable[[bool], None]) -> None:
        """Ask whether a feedback waits here."""
        self.live.ask(inbox_places, [key], [], then=lambda found: then(key in found[1]))

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


def _is_letter(one: Action[Any]) -> bool:
    keys = set(one.keys)
    return "Space" not in keys and any(len(key) == 1 or key == "Del" for key in keys)
