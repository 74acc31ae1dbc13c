"""The fields of a person and of an organisation, for the inspector and for their page.

Each saves when the keyboard leaves it. The page shows all of them, the inspector the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.people import PersonFacts, all_organisations, edit_organisation, edit_person
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.days import Side
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.money import money_text, parse_money
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import PersonStage, label
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import FormLayout, Problem, mark_invalid, on_leave
from feedbackdesk.ui.widgets.names import CompletingField
from feedbackdesk.ui.widgets.same_name import Renaming, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.domain.rows import Organisation, Person
    from feedbackdesk.ui.live import Live

_NOTES_HEIGHT = 56
_AROUND = 8
"""So much is in sight around a sentence that was scrolled to."""


class _Fields(QWidget):
    """What both forms share: fields that are filled, and left alone while typed into."""

    became = Signal(str, int)
    """The record was merged into another, which has the name that was typed: table and key."""

    def __init__(self, live: Live, prefix: str) -> None:
        super().__init__()
        self.live = live
        self._prefix = prefix
        self._is_other = True
        self.currency = ""
        self._problems: dict[QWidget, Problem] = {}
        self.form = FormLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.form)

    def _name(self, field: str) -> str:
        return f"{self._prefix}{field}"

    def _notes_field(self) -> QPlainTextEdit:
        notes = QPlainTextEdit()
        notes.setFixedHeight(_NOTES_HEIGHT)
        notes.setTabChangesFocus(True)
        return notes

    def _addresses_field(self, example: str) -> QPlainTextEdit:
        """Return a field of further addresses and numbers, a line each, saved when it is left."""
        addresses = self._notes_field()
        addresses.setPlaceholderText(example)
        on_leave(addresses, self._save_addresses)
        self._addresses_were = ""
        return addresses

    def _save_addresses(self) -> None:
        """Save the further addresses; what cannot be read stays, with what is wrong with it."""
        raise NotImplementedError

    def _show_addresses(self, field: QPlainTextEdit, addresses: str) -> None:
        self._addresses_were = addresses
        if self._is_other or field.property("invalid") != "true":
            self._fill_notes(field, addresses)

    def _changed_addresses(self, field: QPlainTextEdit) -> str | None:
        """Return what is to be saved; None where nothing was changed."""
        text = field.toPlainText().strip()
        if self.live.read_only or text == self._addresses_were:
            mark_invalid(field, False)
            self._tell("", field)
            return None
        return text

    def _addresses_then(self, field: QPlainTextEdit) -> dict[str, Callable[..., None]]:
        """Return what follows saving them, as `Live.do` takes it."""

        def saved(_result: object) -> None:
            mark_invalid(field, False)
            self._tell("", field)

        def refused(sentence: str) -> None:
            mark_invalid(field, True)
            self._tell(sentence, field)

        return {"then": saved, "otherwise": refused}

    def _fill(self, field: QLineEdit, text: str) -> None:
        if (self._is_other or not field.hasFocus()) and field.text() != text:
            field.setText(text)
            field.setCursorPosition(0)

    def _fill_notes(self, notes: QPlainTextEdit, text: str) -> None:
        if (self._is_other or not notes.hasFocus()) and notes.toPlainText() != text:
            notes.setPlainText(text)

    def _money(self, field: QLineEdit) -> tuple[bool, int | None]:
        """Return whether a field holds an amount, or nothing, and which; say why it does not."""
        words = field.text().strip()
        try:
            value = parse_money(words, self.currency) if words else None
        except Refusal as refusal:
            mark_invalid(field, True)
            self._tell(str(refusal), field)
            return False, None
        mark_invalid(field, False)
        self._tell("", field)
        return True, value

    def _tell(self, sentence: str, field: QWidget) -> None:
        """Say under a field what is wrong with it, in sight; or nothing."""
        problem = self._problems.get(field)
        if problem is None:
            if not sentence:
                return
            problem = self._problems[field] = Problem()
            problem.setObjectName(f"{field.objectName()}Problem")
            row = field
            while self.form.indexOf(row) < 0 and (above := row.parentWidget()) is not None:
                row = above
            self.form.insertWidget(self.form.indexOf(row) + 1, problem)
        problem.say(sentence)
        if sentence:
            QTimer.singleShot(0, problem, lambda: _into_sight(problem))

    def _all_is_well(self) -> None:
        for field, problem in self._problems.items():
            problem.say("")
            mark_invalid(field, False)


def _into_sight(problem: QWidget) -> None:
    above = problem.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(problem, 0, _AROUND)


class PersonForm(_Fields):
    """What is known of a person; `whole` adds what only their page has room for."""

    wants_referrer = Signal()
    """Who referred them is to be chosen."""

    def __init__(self, live: Live, prefix: str = "person", *, whole: bool = False) -> None:
        """Lay out the fields."""
        super().__init__(live, prefix)
        self._was: Person | None = None
        self.name, self._email, self._phone = QLineEdit(), QLineEdit(), QLineEdit()
        self._organisation = CompletingField()
        self._stage = Box()
        self._since = DayField(Side.BEHIND, lambda: live.date_order)
        for stage in PersonStage:
            self._stage.addItem(label(stage), stage.value)
        self._value = QLineEdit()
        self._value.setPlaceholderText("1200.50")
        self._may_quote = QCheckBox(self.tr("May be &quoted, without a name"))
        self._may_contact = QCheckBox(self.tr("May be contacte&d"))
        self._how = QLineEdit()
        self._how.setPlaceholderText(self.tr("By phone, in the morning"))
        self.referrer = QPushButton()
        self.referrer.setProperty("variant", "link")
        self.referrer.clicked.connect(self.wants_referrer)
        self._notes = self._notes_field()
        form, name = self.form, self._name
        # An address, and what a firm is called, take the whole width.
        form.add_field(self.tr("N&ame"), self.name, name=name("Name"))
        form.add_field(self.tr("Orga&nisation"), self._organisation, name=name("Organisation"))
        form.add_field(self.tr("E-&mail"), self._email, name=name("Email"))
        self._addresses = self._addresses_field("work: ann@harbour.example\nmobile: 07700 900123")
        phone = (self.tr("Phone"), self._phone, name("Phone"))
        stage_field = (self.tr("&Stage"), self._stage, name("Stage"))
        value = (self.tr("Value a &year"), self._value, name("Value"))
        if whole:
            form.add_row(stage_field, (self.tr("Sin&ce"), self._since, name("Since")))
            form.add_row(phone, value)
            self._add_addresses()
            form.add_field(self.tr("Referred by"), self.referrer, name=name("Referrer"))
        else:
            form.add_field(phone[0], phone[1], name=phone[2])
            self._add_addresses()
            form.add_row(stage_field, value)
        self._may_quote.setObjectName(name("MayQuote"))
        self._may_contact.setObjectName(name("MayContact"))
        form.addWidget(self._may_quote)
        form.addWidget(self._may_contact)
        if whole:
            form.add_field(self.tr("Ho&w to reach them"), self._how, name=name("How"))
        form.add_field(self.tr("Notes"), self._notes, name=name("Notes"))
        self._renaming = Renaming(
            self.name,
            live,
            save=self._rename,
            tell=lambda sentence: self._tell(sentence, self.name),
            merged=self.became.emit,
        )
        self.name.editingFinished.connect(self._save_name)
        self._email.editingFinished.connect(self._save_email)
        self._phone.editingFinished.connect(self._save_phone)
        self._organisation.editingFinished.connect(self._save_organisation)
        self._value.editingFinished.connect(self._save_value)
        self._since.editingFinished.connect(self._save_since)
        self._how.editingFinished.connect(self._save_how)
        self._stage.activated.connect(
            lambda: self._save(
                PersonFacts(stage=PersonStage(self._stage.currentData())), self._stage
            )
        )
        self._may_quote.clicked.connect(
            lambda yes: self._save(PersonFacts(may_quote=yes), self._may_quote)
        )
        self._may_contact.clicked.connect(
            lambda yes: self._save(PersonFacts(may_contact=yes), self._may_contact)
        )
        on_leave(self._notes, self._save_notes)

    def _add_addresses(self) -> None:
        words, name = self.tr("Other addresses and numbers"), self._name("Addresses")
        self.form.add_field(words, self._addresses, name=name)

    def _save_addresses(self) -> None:
        text = self._changed_addresses(self._addresses)
        if self._was is not None and text is not None:
            then = self._addresses_then(self._addresses)
            self.live.do(edit_person, self._was.id, PersonFacts(addresses=text), **then)

    def ask_organisations(self) -> None:
        """Ask which organisations there are, to complete their names."""

        def arrived(found: list[Organisation]) -> None:
            self._organisation.set_choices([one.name for one in found])

        self.live.ask(all_organisations, then=arrived)

    def show_person(self, found: Person, referrer: str = "", addresses: str = "") -> None:
        """Fill the fields; one that is being typed into is left alone."""
        self._is_other = self._was is None or self._was.id != found.id
        self._was = found
        self.setEnabled(found.erased_on is None)  # nothing is held, and nothing to be corrected
        if self._is_other:
            self._all_is_well()
        self._fill(self.name, found.name)
        self._fill(self._organisation, found.organisation or "")
        self._fill(self._email, found.email or "")
        self._fill(self._phone, found.phone or "")
        self._show_addresses(self._addresses, addresses)
        if self._value.property("invalid") != "true":
            self._fill(self._value, money_text(found.value) or "")
        if self._is_other or not self._since.hasFocus():
            self._show_since()
        self._fill(self._how, found.contact_how)
        self._stage.setCurrentIndex(self._stage.findData(found.stage.value))
        self._may_quote.setChecked(found.may_quote)
        self._may_contact.setChecked(found.may_contact)
        self._how.setEnabled(found.may_contact)
        self._fill_notes(self._notes, found.notes)
        nobody = self.tr("Nobody we know of")
        self.referrer.setText(excerpt(referrer, 24).replace("&", "&&") if referrer else nobody)
        self.referrer.setToolTip(self.tr("Choose who referred them"))
        said = self.tr("Referred by {name}").format(name=referrer or nobody)
        self.referrer.setAccessibleName(said)

    def _show_since(self) -> None:
        since = self._was.stage_since if self._was is not None else None
        self._since.set_day(since, show_date(since) if since is not None else "")
        self._since.setCursorPosition(0)

    def _save_name(self) -> None:
        was, name = self._was, self.name.text().strip()
        if was is not None and name != was.name and not self.live.read_only:
            self._renaming.rename(Wanted("person", was.id, name), was.name)

    def _rename(self, key: int, name: str, apart_from: int | None, **then: Any) -> None:
        self.live.do(edit_person, key, PersonFacts(name=name, apart_from=apart_from), **then)

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
        is_amount, value = self._money(self._value)
        if is_amount and value != self._was.value:
            self._save(PersonFacts(value=value, clear_value=value is None), self._value)

    def _save_since(self) -> None:
        if self._was is None:
            return
        try:
            since = self._since.day()
        except Refusal as refusal:
            self._show_since()
            self._tell(str(refusal), self._since)
            return
        if since is None:
            self._show_since()
        elif since != self._was.stage_since:
            self._save(PersonFacts(since=since), self._since, self._since.kept)

    def _save_how(self) -> None:
        if self._was is not None and self._how.text().strip() != self._was.contact_how:
            self._save(PersonFacts(contact_how=self._how.text()), self._how)

    def _save_notes(self) -> None:
        words = self._notes.toPlainText().strip()
        if self._was is not None and words != self._was.notes:
            self._save(PersonFacts(notes=words), self._notes)

    def save_referrer(self, referrer_id: int | None) -> None:
        """Save who referred them; None for nobody."""
        if referrer_id is None:
            self._save(PersonFacts(referred_by=""), self.referrer)
        else:
            self._save(PersonFacts(referrer_id=referrer_id), self.referrer)

    def _save(self, facts: PersonFacts, field: QWidget, before: str | None = None) -> None:
        if self._was is None or self.live.read_only:
            return

        def refused(sentence: str) -> None:
            if before is not None and isinstance(field, QLineEdit):
                field.setText(before)
            self._tell(sentence, field)

        self._tell("", field)
        self.live.do(edit_person, self._was.id, facts, otherwise=refused)


class OrganisationForm(_Fields):
    """What is known of an organisation."""

    def __init__(self, live: Live, prefix: str = "organisation") -> None:
        """Lay out the fields."""
        super().__init__(live, prefix)
        self._was: Organisation | None = None
        self.name, self._value = QLineEdit(), QLineEdit()
        self._value.setPlaceholderText("1200.50")
        self._stage = Box()
        self._stage.addItem(self.tr("As its people are"), "")
        for stage in PersonStage:
            self._stage.addItem(label(stage), stage.value)
        self._notes = self._notes_field()
        self._addresses = self._addresses_field("@harbour.example\noffice: +44 20 7946 0115")
        self.form.add_field(self.tr("N&ame"), self.name, name=self._name("Name"))
        self.form.add_row(
            (self.tr("&Stage"), self._stage, self._name("Stage")),
            (self.tr("Value a &year"), self._value, self._name("Value")),
        )
        words = self.tr("Addresses, numbers and mail domains")
        self.form.add_field(words, self._addresses, name=self._name("Addresses"))
        self.form.add_field(self.tr("Notes"), self._notes, name=self._name("Notes"))
        self._renaming = Renaming(
            self.name,
            live,
            save=self._rename,
            tell=lambda sentence: self._tell(sentence, self.name),
            merged=self.became.emit,
        )
        self.name.editingFinished.connect(self._save_name)
        self._value.editingFinished.connect(self._save_value)
        self._stage.activated.connect(self._save_stage)
        on_leave(self._notes, self._save_notes)

    def _save_addresses(self) -> None:
        text = self._changed_addresses(self._addresses)
        if self._was is not None and text is not None:
            then = self._addresses_then(self._addresses)
            self.live.do(edit_organisation, self._was.id, addresses=text, **then)

    def show_organisation(self, found: Organisation, addresses: str = "") -> None:
        """Fill the fields; one that is being typed into is left alone."""
        self._is_other = self._was is None or self._was.id != found.id
        self._was = found
        if self._is_other:
            self._all_is_well()
        self._fill(self.name, found.name)
        if self._value.property("invalid") != "true":
            self._fill(self._value, money_text(found.value) or "")
        self._stage.setCurrentIndex(self._stage.findData(found.stage.value if found.stage else ""))
        self._show_addresses(self._addresses, addresses)
        self._fill_notes(self._notes, found.notes)

    def _save_name(self) -> None:
        was, name = self._was, self.name.text().strip()
        if was is not None and name != was.name and not self.live.read_only:
            self._renaming.rename(Wanted("organisation", was.id, name), was.name)

    def _rename(self, key: int, name: str, apart_from: int | None, **then: Any) -> None:
        self.live.do(edit_organisation, key, name=name, apart_from=apart_from, **then)

    def _save_stage(self) -> None:
        stage = self._stage.currentData()
        if self._was is not None and not self.live.read_only:
            self.live.do(
                edit_organisation,
                self._was.id,
                stage=PersonStage(stage) if stage else None,
                clear_stage=not stage,
            )

    def _save_value(self) -> None:
        is_amount, value = self._money(self._value)
        if is_amount and self._was is not None and value != self._was.value:
            self.live.do(edit_organisation, self._was.id, value=value, clear_value=value is None)

    def _save_notes(self) -> None:
        words = self._notes.toPlainText().strip()
        if self._was is not None and words != self._was.notes and not self.live.read_only:
            self.live.do(edit_organisation, self._was.id, notes=words)
