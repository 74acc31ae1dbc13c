"""The inspector: what is chosen, and the proof of each number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QStackedWidget,
    QWidget,
)

from feedbackdesk.domain.words import Lens
from feedbackdesk.language.say import _
from feedbackdesk.ui.filing.filing import Corrected, Filed
from feedbackdesk.ui.inspector.feedback_panel import FeedbackPanel
from feedbackdesk.ui.inspector.item_panel import ItemPanel
from feedbackdesk.ui.inspector.person_panel import OrganisationPanel, PersonPanel
from feedbackdesk.ui.inspector.theme_panel import ThemePanel
from feedbackdesk.ui.widgets.buttons import sign_button
from feedbackdesk.ui.widgets.form import without_letters
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Action, Actions
    from feedbackdesk.ui.inspector.panel import Panel
    from feedbackdesk.ui.live import Live


_PANELS: dict[str, Callable[[Live, Actions], Panel]] = {
    "feedback": FeedbackPanel,
    "theme": ThemePanel,
    "item": ItemPanel,
    "person": PersonPanel,
    "organisation": OrganisationPanel,
}


class Inspector(Filed, Corrected, QWidget):
    """One panel at a time; what was looked at before is one key away.

    Words that have the keyboard, and feedback in sight, take the keys before the page does.
    """

    closed = Signal()
    wants = Signal(object)
    """A `Place` is wanted."""
    left = Signal()
    """The keyboard goes back to the page."""
    records = Signal(object)
    """Something is to be recorded for a `KnownPerson`."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Make a panel for each kind of thing."""
        super().__init__()
        self.setObjectName("inspector")
        self.setAccessibleName(_("Inspector"))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(320)
        self._trail: list[tuple[str, int]] = []
        self._now: tuple[str, int] | None = None
        self.lens = Lens.REQUESTS
        column = in_column(self, gap=0)
        head = in_row(margins=(12, 12, 10, 8))
        self._back = sign_button(
            "chevron-left", _("Back"), self.back, name="inspectorBack",
            tip=_("Back to what was looked at before"),
        )  # fmt: skip
        self._word = label_of(role="title")
        self._close = sign_button(
            "close", _("Close the inspector"), self.closed, name="inspectorClose",
            tip=actions["inspector"].toolTip(),
        )  # fmt: skip
        head.addWidget(self._back)
        head.addWidget(self._word, 1)
        head.addWidget(self._close)
        column.addLayout(head)
        self._stack = QStackedWidget(self)
        words = _("Choose something to see what stands behind it.")
        self._nothing = label_of(words, "muted", wraps=True)
        self._nothing.setContentsMargins(16, 0, 16, 0)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self._nothing)
        self._live, self._actions = live, actions
        self._panels: dict[str, Panel] = {}
        column.addWidget(self._stack, 1)
        self._words = {
            "feedback": _("Feedback"),
            "theme": _("Theme"),
            "item": _("Roadmap item"),
            "person": _("Person"),
            "organisation": _("Organisation"),
        }
        self._show_nothing()

    @property
    def shown(self) -> tuple[str, int] | None:
        """What is inspected: its word and its key; None while there is nothing."""
        return self._now

    def panel(self, word: str) -> Panel:
        """Return the panel for a kind of thing, made when it is first wanted."""
        if word not in self._panels:
            made = _PANELS[word](self._live, self._actions)
            if isinstance(made, FeedbackPanel):
                self._feedback = made
            made.inspect.connect(self._inspect_further)
            made.wants.connect(self.wants)
            made.gone.connect(self._gone)
            made.became.connect(self.inspect)
            made.left.connect(self.left)
            made.records.connect(self.records)
            without_letters(made)
            self._stack.addWidget(made)
            self._panels[word] = made
        return self._panels[word]

    @property
    def feedback(self) -> FeedbackPanel:
        """The panel of a feedback."""
        self.panel("feedback")
        return self._feedback

    def takes(self, one: Action[Any]) -> bool:
        """Whether an action is for what is inspected: the words at hand, or feedback in sight."""
        if one is Inspector.correct:
            return self.isVisible() and self.shows_feedback()
        return self.has_words_at_hand()

    def file(self, *, new: bool) -> None:
        """File the marked words under a theme."""
        self.feedback.assign(new=new)

    def correct_it(self) -> None:
        """Correct the feedback in sight."""
        self.feedback.edit()

    def shows_feedback(self) -> bool:
        """Whether a feedback is what is shown."""
        return self._now is not None and self._now[0] == "feedback"

    def has_words_at_hand(self) -> bool:
        """Whether the keyboard is in the words of a feedback, so that its keys mean those."""
        return "feedback" in self._panels and self.feedback.said.words.hasFocus()

    def leave(self) -> bool:
        """Save what was begun; return whether something else may be shown, or the window closed."""
        return self._now is None or self.panel(self._now[0]).leave()

    def reload(self) -> None:
        """Ask anew for what is inspected: it may be told in another way now."""
        if self._now is not None:
            self.panel(self._now[0]).reload()

    def inspect(self, word: str, key: int) -> None:
        """Show a feedback, a theme or an item, chosen on a page."""
        if self._now != (word, key) and self.leave():
            self._trail.clear()
        self._show(word, key)

    def show_in_hand(self, thing: tuple[str, int] | None) -> None:
        """Show what is chosen on the page that came into sight, if anything is."""
        if thing is not None:
            self.inspect(*thing)
        elif self.leave():
            self._show_nothing()

    def back(self) -> None:
        """Show what was looked at before."""
        if self._trail:
            self._show(*self._trail.pop())

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        if self._now is not None and self.isVisible():
            self.panel(self._now[0]).follow(touched)

    def _inspect_further(self, word: str, key: int) -> None:
        if self._now is not None and self._now != (word, key):
            self._trail.append(self._now)
        self._show(word, key)

    def _show(self, word: str, key: int) -> None:
        if self._now != (word, key) and not self.leave():
            return
        self._now = (word, key)
        panel = self.panel(word)
        if isinstance(panel, ItemPanel):
            panel.lens = self.lens
        self._word.setText(self._words[word])
        self._back.setVisible(bool(self._trail))
        self._stack.setCurrentWidget(panel)
        panel.show_key(key)

    def _gone(self) -> None:
        if self._trail:
            self.back()
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self._now = None
        self._trail.clear()
        self._word.setText(_("Nothing chosen"))
        self._back.hide()
        self._stack.setCurrentWidget(self._nothing)
