"""The fields of a person and of an organisation, for the inspector and for their page.

The page shows all of them, the inspector the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from feedbackdesk.desk.people import PersonFacts, all_organisations, edit_organisation, edit_person
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.days import Side
from feedbackdesk.domain.money import money_text, parse_money
from feedbackdesk.domain.rows import PERSON_WORDS
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import PersonStage
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.fields import Day, Field, Line, Prose
from feedbackdesk.ui.forms.kept import KeptForm
from feedbackdesk.ui.forms.kinds import Amount, Check, Word
from feedbackdesk.ui.widgets.choose import choose_contact
from feedbackdesk.ui.widgets.names import CompletingField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from feedbackdesk.domain.rows import Organisation, Person, Touched, WordsField
    from feedbackdesk.ui.live import Live

_TALL = 56


class _Known(QWidget):
    """What both forms share."""

    became = Signal(str, int)
    """The record was merged into another, which has the name that was typed: table and key."""

    table = ""

    def __init__(self, live: Live, prefix: str = "") -> None:
        super().__init__()
        self.live, self._prefix = live, prefix or self.table
        self.form = KeptForm(
            live, self._rows(), self.save,
            table=self.table, merged=self.became.emit, returns=("name", "since"),
        )  # fmt: skip
        self.setLayout(self.form)

    def _rows(self) -> Sequence[Field[Any] | Sequence[Field[Any]]]:
        """Return the fields."""
        raise NotImplementedError

    def save(self, key: int, facts: dict[str, Any], **then: Any) -> None:
        """Correct the record."""
        raise NotImplementedError

    def edit(self, area: QScrollArea) -> None:
        """Put the keyboard into the name, in sight."""
        area.ensureWidgetVisible(self.form["name"].widget)
        self.form.start("name")

    def _line(self, name: str, called: str, label: str, **more: Any) -> Line:
        return Line(name, label, called=f"{self._prefix}{called}", **more)

    def _prose(self, name: str, called: str, label: str, example: str = "") -> Prose:
        called = f"{self._prefix}{called}"
        return Prose(name, label, tall=_TALL, fixed=True, example=example, called=called)

    def _value(self) -> Amount:
        return Amount(
            "value", _("Value a &year"), lambda text: parse_money(text, self.live.currency),
            money_text, example="1200.50", called=f"{self._prefix}Value",
        )  # fmt: skip

    def _stage(self, none: str = "") -> Word[PersonStage]:
        called = f"{self._prefix}Stage"
        return Word("stage", _("&Stage"), PersonStage, none=none, called=called)


class PersonForm(_Known):
    """What is known of a person; `whole` adds what only their page has room for."""

    table = "person"

    def __init__(self, live: Live, prefix: str = "", *, whole: bool = False) -> None:
        """Lay out the fields."""
        self._whole = whole
        self._knows_firms = False
        super().__init__(live, prefix)
        live.touched.connect(self._follow)

    def _rows(self) -> Sequence[Field[Any] | Sequence[Field[Any]]]:
        """Return the fields; an address, and what a firm is called, take the whole width."""
        name = self._prefix
        self._firm = CompletingField()
        self._referrer = _Referrer(f"{name}Referrer", self._choose_referrer)
        phone, value = self._line("phone", "Phone", _("Phone")), self._value()
        addresses = self._prose(
            "addresses", "Addresses", _("Other addresses and numbers"),
            "work: ann@harbour.example\nmobile: 07700 900123",
        )  # fmt: skip
        first = (
            self._line("name", "Name", _("N&ame")),
            self._line("organisation", "Organisation", _("Orga&nisation"), widget=self._firm),
            self._line("email", "Email", _("E-&mail")),
        )
        quote, contact = _("May be &quoted, without a name"), _("May be contacte&d")
        may = (
            Check("may_quote", quote, called=f"{name}MayQuote"),
            Check("may_contact", contact, called=f"{name}MayContact"),
        )
        words = [self._words(one) for one in PERSON_WORDS if self._whole or one.alone]
        if not self._whole:
            return (*first, phone, addresses, (self._stage(), value), *may, *words)
        since = _Since(
            "since", _("Sin&ce"), Side.BEHIND, lambda: self.live.date_order, keeps_room=False,
            missing=_("Since when? Write a day."), called=f"{name}Since",
        )  # fmt: skip
        return (
            *first, (self._stage(), since), (phone, value), addresses, self._referrer, *may, *words
        )  # fmt: skip

    def _words(self, one: WordsField) -> Field[str]:
        called, asked = one.name.split("_")[-1].capitalize(), str(one.asked or one.label)
        if one.length is None:
            return self._prose(one.name, called, asked, str(one.example))
        return self._line(one.name, called, asked, example=str(one.example))

    def save(self, key: int, facts: dict[str, Any], **then: Any) -> None:
        """Correct the person."""
        if facts.pop("clear_referrer_id", False):
            facts["referred_by"] = ""
        self.live.do(edit_person, key, PersonFacts(**facts), **then)

    def show_person(self, found: Person, referrer: str = "", addresses: str = "") -> None:
        """Show what is known of somebody."""
        self.setEnabled(found.erased_on is None)  # nothing is held, and nothing to be corrected
        self.form.show_record(
            found, since=found.stage_since, addresses=addresses, referrer_id=found.referred_by_id
        )
        self._referrer.name_it(referrer)
        if self._whole:
            how = self.form["contact_how"].widget
            how.setEnabled(found.may_contact and not self.live.read_only)
        if not self._knows_firms:
            self._knows_firms = True
            self.live.ask(all_organisations, then=self._offer_firms)

    def _offer_firms(self, found: list[Organisation]) -> None:
        self._firm.set_choices([one.name for one in found])

    def _follow(self, touched: Touched) -> None:
        if touched.touches("organisation"):
            self._knows_firms = False

    def _choose_referrer(self, picked: Callable[[int], None]) -> None:
        name = self.form.kept("name")
        choose_contact(
            self, self.live, _("Who referred {name}?").format(name=excerpt(name, 60)), picked,
            table="person", but=self.form.key, nobody=_("Nobody we know of"),
        )  # fmt: skip


class _Since(Day):
    """A day that is shown as all others are told."""

    def show(self, value: date | None) -> None:
        self.widget.set_day(value, show_date(value) if value is not None else None)


class _Referrer(Field["int | None"]):
    """Who referred them: a button that says who it is, and asks for another."""

    widget: QPushButton

    def __init__(self, name: str, pick: Callable[[Callable[[int], None]], None]) -> None:
        super().__init__("referrer_id", _("Referred by"), QPushButton(), called=name)
        self.widget.setProperty("variant", "link")
        self.widget.setToolTip(_("Choose who referred them"))
        self._words = ""
        self._acts: list[Callable[[], object]] = []
        self.widget.clicked.connect(lambda: pick(self._picked))

    def name_it(self, name: str) -> None:
        """Say who it is; nothing for nobody."""
        name = name or _("Nobody we know of")
        self.widget.setText(excerpt(name, 24).replace("&", "&&"))
        self.widget.setAccessibleName(_("Referred by {name}").format(name=name))

    def words(self) -> str:
        return self._words

    def show(self, value: int | None) -> None:
        self._words = str(value or "")

    def put(self, words: str) -> None:
        self._words = words

    def value(self) -> int | None:
        return int(self._words) if self._words else None

    def on_change(self, act: Callable[[], object]) -> None:
        self._acts.append(act)

    def _picked(self, key: int) -> None:
        self.show(key)
        for act in self._acts:
            act()


class OrganisationForm(_Known):
    """What is known of an organisation."""

    table = "organisation"

    def _rows(self) -> Sequence[Field[Any] | Sequence[Field[Any]]]:
        """Return the fields."""
        return (
            self._line("name", "Name", _("N&ame")),
            (self._stage(_("As its people are")), self._value()),
            self._prose(
                "addresses", "Addresses", _("Addresses, numbers and mail domains"),
                "@harbour.example\noffice: +44 20 7946 0115",
            ),
            self._prose("notes", "Notes", _("Notes")),
        )  # fmt: skip

    def save(self, key: int, facts: dict[str, Any], **then: Any) -> None:
        """Correct the organisation."""
        self.live.do(edit_organisation, key, **facts, **then)

    def show_organisation(self, found: Organisation, addresses: str = "") -> None:
        """Show what is known of it."""
        self.form.show_record(found, addresses=addresses)
