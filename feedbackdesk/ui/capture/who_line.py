"""The line below the names: who looks like them, and who it was where only the owner can tell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from feedbackdesk.desk.twins import alike
from feedbackdesk.domain.text import excerpt

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.identity import WhoQuestion
    from feedbackdesk.desk.twins import Resembling
    from feedbackdesk.ui.capture.form import FeedbackForm
    from feedbackdesk.ui.live import Live

PAUSE_MS = 250
_SHORTEST = 3
_WORDS = 60

Alike = tuple[list["Resembling"], list["Resembling"]]
Choice = tuple[str, "Callable[[], None]"]
"""What a button says, and what it does."""


class WhoLine(QFrame):
    """Takes no room while it is clear who is meant, and never the keyboard unasked."""

    changed = Signal()
    """It came, or went, or has other lines."""

    def __init__(self, live: Live, form: FeedbackForm, parent: QWidget) -> None:
        """Watch whom a form names."""
        super().__init__(parent)
        self.setObjectName("captureWhoLine")
        self.setProperty("surface", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._live = live
        self._form = form
        self._asking = False
        self._words = QLabel(self)
        self._words.setObjectName("captureWhoWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(2)
        self._column.addWidget(self._words)
        self._choices: list[QPushButton] = []
        self.behind: QWidget | None = None
        """What comes before it in the order of Tab."""
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._look)
        for line in (form.who, form.organisation, form.email, form.phone):
            line.textChanged.connect(self._typed)
        form.who.chosen.connect(self._typed)
        form.who.editingFinished.connect(self._timer.start)
        form.organisation.editingFinished.connect(self._timer.start)
        self.hide()

    def ask(self, question: WhoQuestion, then: Callable[[], None]) -> None:
        """Ask who it was; `then` goes on once the owner has told."""
        self._timer.stop()
        self._live.forget(self)

        def chosen(person_id: int | None) -> None:
            self._form.decide_who(person_id)
            self._clear()
            then()

        self._show(
            question.sentence,
            [(one.label, partial(chosen, one.person_id)) for one in question.choices],
        )
        self._asking = True
        self._choices[0].setFocus()
        event = QAccessibleAnnouncementEvent(self, question.sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _typed(self, *_what: object) -> None:
        self._live.forget(self)
        self._clear()
        self._timer.start()

    def _look(self) -> None:
        if self._live.desk is None or self._asking:
            return
        person_id, who, organisation = self._form.named()
        # Half a name is nobody yet: it looks like many.
        who = "" if person_id is not None or self._form.who.hasFocus() else who
        organisation = "" if self._form.organisation.hasFocus() else organisation
        if len(who) < _SHORTEST and len(organisation) < _SHORTEST:
            return
        email = self._form.email.text().strip()

        def found(alike: Alike) -> None:
            self._offer(*alike)

        self._live.latest(self, alike, who, organisation, email, then=found)

    def _offer(self, people: list[Resembling], firms: list[Resembling]) -> None:
        text = self.tr("It is {name}: {why}")
        choices: list[Choice] = []
        takers = ((firms, self._take_firm), (people, self._take_person))
        for found, take in takers:
            choices += [
                (text.format(name=excerpt(one.told, _WORDS), why=one.why), partial(take, one))
                for one in found
            ]
        if choices:
            self._show(self.tr("Known already? Else somebody new is made:"), choices)

    def _take_firm(self, one: Resembling) -> None:
        self._form.organisation.setText(one.name)
        self._form.organisation.setFocus()

    def _take_person(self, one: Resembling) -> None:
        self._form.take_person(one.id)
        self._form.words.setFocus()

    def _show(self, words: str, choices: list[Choice]) -> None:
        self._clear(tell=False)
        self._words.setText(words)
        for number, (text, chosen) in enumerate(choices):
            button = QPushButton(text.replace("&", "&&"), self)
            button.setObjectName(f"captureWho{number + 1}")
            button.setProperty("variant", "link")
            button.setAutoDefault(False)
            button.setAccessibleDescription(words)
            button.clicked.connect(lambda _on=False, chosen=chosen: chosen())
            button.installEventFilter(self._form)  # Ctrl+Enter records from here too
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._choices.append(button)
        self._order()
        self.show()
        self.changed.emit()

    def _order(self) -> None:
        # Behind all else: who goes back from the words means the organisation, and a space typed
        # there must take nobody. A question brings the keyboard to its first answer itself.
        before = self.behind or self._form.organisation
        for button in self._choices:
            QWidget.setTabOrder(before, button)
            before = button

    def _clear(self, *, tell: bool = True) -> None:
        self._asking = False
        for button in self._choices:
            if button.hasFocus():
                self._form.who.setFocus()
            button.hide()
            button.deleteLater()
        self._choices = []
        if tell and not self.isHidden():
            self.hide()
            self.changed.emit()
