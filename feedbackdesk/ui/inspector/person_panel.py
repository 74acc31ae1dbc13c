"""A person or an organisation in the inspector: corrected in place, with all they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton

from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.people import further_addresses, organisation, person
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import label
from feedbackdesk.language.say import _
from feedbackdesk.ui.inspector.panel import LEAST_QUOTES, Panel, QuoteList
from feedbackdesk.ui.inspector.person_form import OrganisationForm, PersonForm
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.quotes import quotes_of_feedback
from feedbackdesk.ui.widgets.buttons import link_button, sign_button
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.labels import heading, plain
from feedbackdesk.ui.widgets.layout import in_row
from feedbackdesk.ui.widgets.names import KnownPerson

if TYPE_CHECKING:
    from feedbackdesk.desk.moment import Moment
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
        self._form = PersonForm(live)
        self._form.became.connect(self.became)
        self._since = plain("muted")
        self._heading = heading("")
        self.quotes = QuoteList("personQuotes", _("What they said"))
        self.quotes.connect_to(self)
        self._record = link_button(
            "recordForPerson", "capture", _("Recor&d for them"), self._record_for,
            tip=_("Open the capture form for this person"),
        )  # fmt: skip
        self._record.setEnabled(not live.read_only)
        self._page = link_button(
            "openPersonPage", "people", _("Their pa&ge"),
            lambda: self.wants.emit(Place("person", self.key)),
            tip=_("Open their page, with all that is known"),
        )  # fmt: skip
        above = in_row()
        above.addWidget(self._since, 1)
        above.addWidget(self._page)
        said = in_row()
        said.addWidget(self._heading, 1)
        said.addWidget(self._record)
        said.addWidget(self._more())
        column = self.scrolled()
        column.addLayout(above)
        column.addWidget(self._form)
        column.addLayout(said)
        self.quotes.setMinimumHeight(LEAST_QUOTES)
        column.addWidget(self.quotes, 1)

    def reload(self) -> None:
        """Ask for the person and what they said."""

        def arrived(answer: tuple[Person | None, str]) -> None:
            found, addresses = answer
            if found is None:
                self.gone.emit()
            else:
                self._show(found, addresses)

        def said(rows: list[Feedback]) -> None:
            self._heading.setText(plural(len(rows), "feedback", "feedbacks"))
            self.quotes.quotes.show_these(quotes_of_feedback(rows))

        self.live.latest(self, _person, self.key, then=arrived)
        self.live.latest(self, list_feedback, person_id=self.key, limit=_SHOWN, then=said)

    def _more(self) -> QToolButton:
        more = sign_button(
            "more", _("What is held on them"), name="moreForPerson",
            tip=_("What is held on them: written down, or erased for good"),
        )  # fmt: skip
        menu = Menu(more)
        menu.addActions([self.actions_["person_report"], self.actions_["person_erase"]])
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return more

    def _record_for(self) -> None:
        was = self._was
        if was is not None:
            known = KnownPerson(was.id, was.name, was.organisation, was.stage)
            self.records.emit(known)

    def _show(self, found: Person, addresses: str) -> None:
        self._was = found
        self._form.show_person(found, addresses=addresses)
        since = label(found.stage)
        if found.stage_since is not None:
            since += _(" since {day}").format(day=show_date(found.stage_since))
        if found.referred:
            since += " · " + _("referred {number}").format(number=f"{found.referred:,}")
        self._since.setText(since)


class OrganisationPanel(Panel):
    """An organisation."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the fields."""
        super().__init__(live, actions)
        self._form = OrganisationForm(live)
        self._form.became.connect(self.became)
        self._page = link_button(
            "openOrganisationPage", "people", _("Its pa&ge"),
            lambda: self.wants.emit(Place("organisation", self.key)),
            tip=_("Open its page, with all that is known"),
        )  # fmt: skip
        above = in_row()
        above.addStretch(1)
        above.addWidget(self._page)
        column = self.scrolled()
        column.addLayout(above)
        column.addWidget(self._form)
        column.addStretch(1)

    def reload(self) -> None:
        """Ask for the organisation."""

        def arrived(answer: tuple[Organisation | None, str]) -> None:
            found, addresses = answer
            if found is None:
                self.gone.emit()
            else:
                self._form.show_organisation(found, addresses)

        self.live.latest(self, _organisation, self.key, then=arrived)


def _person(read: Moment, key: int) -> tuple[Person | None, str]:
    return person(read, key), further_addresses(read, "person", key)


def _organisation(read: Moment, key: int) -> tuple[Organisation | None, str]:
    return organisation(read, key), further_addresses(read, "organisation", key)
