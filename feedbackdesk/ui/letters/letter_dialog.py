"""A letter on an item to somebody who waits, in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from feedbackdesk.desk.letters import draft
from feedbackdesk.desk.telling import draft_about, tell_about
from feedbackdesk.domain.text import excerpt
from feedbackdesk.ui.letters.letter import LetterEditor
from feedbackdesk.ui.widgets.labels import plain

if TYPE_CHECKING:
    from feedbackdesk.desk.evidence import Waiting
    from feedbackdesk.desk.letters import Draft
    from feedbackdesk.domain.letters import LetterKind
    from feedbackdesk.ui.live import Live


class LetterDialog(QDialog):
    """The draft, made when it is opened; what they were told is kept."""

    def __init__(self, parent: QWidget, live: Live, item_id: int, waiting: Waiting) -> None:
        """Write to somebody who waits for an item."""
        super().__init__(parent)
        self.setObjectName("letterDialog")
        waiter = waiting.waiter
        self.setWindowTitle(self.tr("To {name}").format(name=excerpt(waiter.name, 60)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(520)
        self._live, self._item_id, self._waiting = live, item_id, waiting
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        who, how = plain("title"), plain("muted")
        firm = f", {waiter.organisation}" if waiter.organisation else ""
        who.setText(f"{excerpt(waiter.name, 120)}{excerpt(firm, 120)}")
        how.setText(waiter.how or self.tr("Nothing is noted on how to reach them."))
        self.letter = LetterEditor(live)
        self.letter.kind_wanted.connect(self.make)
        self.letter.told.connect(self._told)
        for widget in (who, how):
            column.addWidget(widget)
        column.addWidget(self.letter, 1)
        self.resize(560, 520)

    def make(self, kind: LetterKind | None = None) -> None:
        """Make the draft, and show it; a kind is another letter than the one that suits."""
        owed = self._waiting.owed
        if owed is not None and owed.done_on is None:
            self._live.ask(draft, owed.id, kind, then=self._made)
        else:
            heard = self._waiting.waiter.feedback_id
            self._live.ask(draft_about, self._item_id, heard, kind, then=self._made)

    def _made(self, made: Draft) -> None:
        self.letter.show_draft(made, made.letter.subject, made.letter.body)
        self.show()
        self.letter.take_focus()

    def _told(self, text: str) -> None:
        heard = self._waiting.waiter.feedback_id
        self._live.do(tell_about, self._item_id, heard, text, then=lambda _key: self.accept())
