"""A person or an organisation: corrected in place, with all they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.people import (
    PersonFacts,
    all_organisations,
    edit_organisation,
    edit_person,
    organisation,
    person,
)
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.money import money_text, parse_money
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import PersonStage, label
from feedbackdesk.ui import icons
from feedbackdesk.ui.inspector.panel import Panel, QuoteList, heading, on_leave, plain
from feedbackdesk.ui.models.quotes import quotes_of_feedback
from feedbackdesk.ui.widgets.form import FormLayout, Problem
from feedbackdesk.ui.widgets.names import CompletingField, KnownPerson

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Feedback, Organisation, Person
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_SHOWN = 300


class PersonPanel(Panel):
    """A person."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the fields and the quotes."""
        super().__init__(live, actions)
        self._was: Person | None = None
        self._name, self._email, self._phone = QLineEdit(), QLineEdit(), QLineEdit()
        self._organisation = CompletingField()
        self._stage = QComboBox()
        for stage in PersonStage:
            self._stage.addItem(label(stage), stage.value)
        self._value = QLineEdit()
        self._value.setPlaceholderText("1200.50")
        self._may_quote = QCheckBox(self.tr("May be &quoted, without a name"))
        self._may_contact = QCheckBox(self.tr("May be &contacted"))
        self._notes = QPlainTextEdit()
        self._notes.setFixedHeight(56)
        self._notes.setTabChangesFocus(True)
        self._problem = Problem()
        form = FormLayout()
        form.add_row(
            (self.tr("N&ame"), self._name, "personName"),
            (self.tr("Or&ganisation"), self._organisation, "personOrganisation"),
        )
        form.add_row(
            (self.tr("E-mai&l"), self._email, "personEmail"),
            (self.tr("&Phone"), self._phone, "personPhone"),
        )
        form.add_row(
            (self.tr("&Stage"), self._stage, "personStage"),
            (self.tr("&Value a year"), self._value, "personValue"),
        )
        form.addWidget(self._may_quote)
        form.addWidget(self._may_contact)
        form.add_field(self.tr("&Notes"), self._notes, name="personNotes")
        form.addWidget(self._problem)
        self._since = plain("muted")
        self._heading = heading("")
        self.quotes = QuoteList("personQuotes", self.tr("What they said"))
        self.quotes.connect_to(self)
        self._record = QPushButton(self.tr("Recor&d for them"))
        self._record.setObjectName("recordForPerson")
        self._record.setProperty("variant", "link")
        self._record.setIcon(icons.icon("capture"))
        self._record.setToolTip(self.tr("Open the capture form for this person"))
        self._record.clicked.connect(self._record_for)
        self._record.setEnabled(not live.read_only)
        said = QHBoxLayout()
        said.addWidget(self._heading, 1)
        said.addWidget(self._record)
        self.column.addWidget(self._since)
        self.column.addLayout(form)
        self.column.addLayout(said)
        self.column.addWidget(self.quotes, 1)
        self._name.editingFinished.connect(self._save_name)
        self._email.editingFinished.connect(self._save_email)
        self._phone.editingFinished.connect(self._save_phone)
        self._organisation.editingFinished.connect(self._save_organisation)
        self._value.editingFinished.connect(self._save_value)
        self._stage.activated.connect(
            lambda: self._save(PersonFacts(stage=PersonStage(self._stage.currentData())))
        )
        self._may_quote.clicked.connect(lambda yes: self._save(PersonFacts(may_quote=yes)))
        self._may_contact.clicked.connect(lambda yes: self._save(PersonFacts(may_contact=yes)))
        on_leave(self._notes, self._save_notes)

    def reload(self) -> None:
        """Ask for the person and what they said."""
        ticket = self.next_ticket()

        def arrived(found: Person | None) -> None:
            if not self.is_current(ticket):
                return
            if found is None:
                self.gone.emit()
            else:
                self._show(found)

        def said(rows: list[Feedback]) -> None:
            if self.is_current(ticket):
                self._heading.setText(plural(len(rows), "feedback", "feedbacks"))
                self.quotes.quotes.show_these(quotes_of_feedback(rows))

        def organisations(found: list[Organisation]) -> None:
            self._organisation.set_choices([one.name for one in found])

        self.live.ask(all_organisations, then=organisations)
        self.live.ask(person, self.key, then=arrived)
        self.live.ask(list_feedback, person_id=self.key, limit=_SHOWN, then=said)

    def _record_for(self) -> None:
        was = self._was
        if was is not None:
            known = KnownPerson(was.id, was.name, was.organisation, was.stage)
            self.record_for.emit(known)

    def _show(self, found: Person) -> None:
        self._was = found
        for field, text in (
            (self._name, found.name),
            (self._organisation, found.organisation or ""),
            (self._email, found.email or ""),
            (self._phone, found.phone or ""),
            (self._value, money_text(found.value) or ""),
        ):
            if self.may_fill(field):
                field.setText(text)
                field.setCursorPosition(0)
        self._stage.setCurrentIndex(self._stage.findData(found.stage.value))
        self._may_quote.setChecked(found.may_quote)
        self._may_contact.setChecked(found.may_contact)
        if self.may_fill(self._notes):
            self._notes.setPlainText(found.notes)
        self._is_other = False
        since = label(found.stage)
        if found.stage_since is not None:
            since += self.tr(" since {day}").format(day=show_date(found.stage_since))
        if found.referred:
            since += " · " + self.tr("referred {number}").format(number=f"{found.referred:,}")
        self._since.setText(since)

    def _save_name(self) -> None:
        if self._was is not None and self._name.text().strip() != self._was.name:
            self._save(PersonFacts(name=self._name.text()), self._name, self._was.name)

    def _save_email(self) -> None:
        before = self._was.email or "" if self._was is not None else ""
        if self._was is not None and self._email.text().strip() != before:
            self._save(PersonFacts(email=self._email.text()), self._email, before)

    def _save_phone(self) -> None:
        before = self._was.phone or "" if self._was is not None else ""
        if self._was is not None and self._phone.text().strip() != before:
            self._save(PersonFacts(phone=self._phone.text()), self._phone, before)

    def _save_organisation(self) -> None:
        before = self._was.organisation or "" if self._was is not None else ""
        if self._was is not None and self._organisation.text().strip() != before:
            facts = PersonFacts(organisation=self._organisation.text())
            self._save(facts, self._organisation, before)

    def _save_value(self) -> None:
        if self._was is None:
            return
        words = self._value.text().strip()
        try:
            value = parse_money(words) if words else None
        except Refusal as refusal:
            self._problem.say(str(refusal), self._value)
            return
        self._problem.say("", self._value)
        if value != self._was.value:
            self._save(PersonFacts(value=value, clear_value=value is None))

    def _save_notes(self) -> None:
        words = self._notes.toPlainText().strip()
        if self._was is not None and words != self._was.notes:
            self._save(PersonFacts(notes=words))

    def _save(self, facts: PersonFacts, field: QLineEdit | None = None, before: str = "") -> None:
        def refused(sentence: str) -> None:
            if field is not None:
                field.setText(before)
            self._problem.say(sentence)

        self._problem.say("")
        self.live.do(edit_person, self.key, facts, otherwise=refused)


class OrganisationPanel(Panel):
    """An organisation."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the fields."""
        super().__init__(live, actions)
        self._was: Organisation | None = None
        self._name, self._value = QLineEdit(), QLineEdit()
        self._value.setPlaceholderText("1200.50")
        self._notes = QPlainTextEdit()
        self._notes.setFixedHeight(72)
        self._notes.setTabChangesFocus(True)
        self._problem = Problem()
        form = FormLayout()
        form.add_field(self.tr("N&ame"), self._name, name="organisationName")
        form.add_field(self.tr("&Value a year"), self._value, name="organisationValue")
        form.add_field(self.tr("&Notes"), self._notes, name="organisationNotes")
        form.addWidget(self._problem)
        self.column.addLayout(form)
        self.column.addStretch(1)
        self._name.editingFinished.connect(self._save_name)
        self._value.editingFinished.connect(self._save_value)
        on_leave(self._notes, self._save_notes)

    def reload(self) -> None:
        """Ask for the organisation."""
        ticket = self.next_ticket()

        def arrived(found: Organisation | None) -> None:
            if not self.is_current(ticket):
                return
            if found is None:
                self.gone.emit()
                return
            self._was = found
            if self.may_fill(self._name):
                self._name.setText(found.name)
            if self.may_fill(self._value):
                self._value.setText(money_text(found.value) or "")
            if self.may_fill(self._notes):
                self._notes.setPlainText(found.notes)
            self._is_other = False

        self.live.ask(organisation, self.key, then=arrived)

    def _save_name(self) -> None:
        name = self._name.text().strip()
        if self._was is not None and name != self._was.name:
            self.live.do(edit_organisation, self.key, name=name, otherwise=self._problem.say)

    def _save_value(self) -> None:
        words = self._value.text().strip()
        try:
            value = parse_money(words) if words else None
        except Refusal as refusal:
            self._problem.say(str(refusal), self._value)
            return
        self._problem.say("", self._value)
        if self._was is not None and value != self._was.value:
            self.live.do(edit_organisation, self.key, value=value, clear_value=value is None)

    def _save_notes(self) -> None:
        words = self._notes.toPlainText().strip()
        if self._was is not None and words != self._was.notes:
            self.live.do(edit_organisation, self.key, notes=words)
