"""People and organisations as a list of any length, and all that one of them said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.contacts import contact_keys, contacts, words_of
from feedbackdesk.domain.contacts import Contact, key_of
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Circle, PeopleOrder, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.paged_model import PagedModel
from feedbackdesk.ui.rows.pieces import DOT, Chip, Icon, Stretch, Swatch, Words
from feedbackdesk.ui.rows.row import Line, Row, Rows, Stack
from feedbackdesk.ui.rows.story import Part, StoryModel, StoryRows

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from feedbackdesk.domain.contacts import Twins
    from feedbackdesk.domain.rows import Feedback, Touched
    from feedbackdesk.ui.live import Live

FOLLOWED = ("person", "organisation", "contact_point", "feedback", "follow_up", "person_stage")
"""The tables that change what is told of somebody."""


class ContactRows(Rows[Contact]):
    """Who it is at the start; what they are worth and are owed at the end."""

    currency = ""

    def describe(self, row: Contact, _beside: Hashable, _room: int) -> Row:
        """Describe a person or an organisation."""
        kind = "organisation" if row.is_organisation else "person"
        firm = row.organisation or ""
        return self._row(
            Icon(kind, size=18, ground=32, fill=Role.SUNKEN),
            Line(
                Words(row.name, weight=Weight.MEDIUM),
                Words(firm, role=Role.TEXT_MUTED, least=40) if firm else None,
                Stretch(),
                Words(show_money(row.value, self.currency), weight=Weight.MEDIUM, share=0.5)
                if row.value
                else None,
                height=21, gap=10,
            ),
            Line(
                Chip(_("Do not contact"), Role.DANGER_SOFT, Role.DANGER, "decline")
                if not row.may_contact
                else None,
                Words(DOT.join(facts(row)), Size.SMALL, role=Role.TEXT_MUTED),
                Stretch(),
                Words(
                    owed(row), Size.SMALL,
                    weight=Weight.MEDIUM if row.late else Weight.REGULAR,
                    role=Role.DANGER if row.late else Role.TEXT_MUTED, share=0.5,
                )
                if row.owed
                else None,
            ),
            says=self.says(row),
        )  # fmt: skip

    def says(self, row: Contact) -> str:
        """Return a row as one sentence."""
        worth = show_money(row.value, self.currency) if row.value else ""
        told = [row.name, row.organisation or "", *facts(row), worth]
        if row.owed:
            told.append(owed(row))
        if not row.may_contact:
            told.append(_("do not contact"))
        return ", ".join(filter(None, told))

    def waiting(self, _room: int, /) -> Row:
        """Describe a row that is on its way."""
        grey = Role.BAR_TRACK
        lines = Line(Swatch(grey, 180, 10, 5), height=21), Line(Swatch(grey, 280, 10, 5))
        return self._row(Swatch(grey, 32, 32, 16), *lines, says="")

    @staticmethod
    def _row(mark: Icon | Swatch, *lines: Line, says: str) -> Row:
        return Row(Line(mark, Stack(*lines), gap=12), says=says, pad=(20, 9, 20, 9), line_from=64)


def facts(row: Contact) -> list[str]:
    """Return what is told of somebody beside their name: stage, last heard, how often."""
    found = [label(row.stage)] if row.stage else []
    if row.people:
        found.append(plural(row.people, "person", "people"))
    if row.last_on is not None:
        found.append(_("last heard {date}").format(date=show_date(row.last_on)))
    found.append(plural(row.feedback, "feedback", "feedbacks"))
    return found


def owed(row: Contact) -> str:
    """Return what they are owed in words."""
    number, late = f"{row.owed:,}", f"{row.late:,}"
    if not row.late:
        return _("{number} owed").format(number=number)
    if row.late == row.owed:
        return _("{number} owed, late").format(number=number)
    return _("{number} owed, {late} late").format(number=number, late=late)


class PeopleModel(PagedModel[Contact]):
    """People and organisations of a circle, in an order; an organisation has a negative key."""

    rows: ContactRows

    def __init__(self, live: Live) -> None:
        """Model everybody, by name; nobody before `reload`."""
        super().__init__(live, ContactRows(), lambda row: row.key)
        self.circle, self.order, self.words = Circle.EVERYBODY, PeopleOrder.NAME, ""

    def show_these(
        self,
        circle: Circle | None = None,
        order: PeopleOrder | None = None,
        words: str | None = None,
    ) -> None:
        """Show others, or in another order; what is None stays."""
        self.circle = self.circle if circle is None else circle
        self.order = self.order if order is None else order
        self.words = self.words if words is None else words.strip()
        self.reload()

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is left out."""
        return self.circle is Circle.EVERYBODY and not self.words

    def ask_keys(self, then: Callable[[Sequence[int]], None]) -> None:
        """Ask who there is."""
        self.live.latest(self, contact_keys, self.circle, self.order, self.words, then=then)

    def ask_rows(self, keys: list[int], then: Callable[[list[Contact]], None]) -> None:
        """Ask for some of them."""
        self.live.ask(contacts, keys, then=then)

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed; a name may stand in any row."""
        if touched.touches(*FOLLOWED):
            self.doubt_all()
            self.reload()

    def numbers(self) -> tuple[int, int]:
        """Return how many people are listed, and how many organisations."""
        firms = sum(key < 0 for key in self._keys)
        return len(self._keys) - firms, firms

    def among(self, pairs: Sequence[Twins]) -> list[Twins]:
        """Return the pairs of which one at least is listed."""
        listed = set(self._keys)
        return [
            pair
            for pair in pairs
            if not listed.isdisjoint({key_of(pair.table, pair.one), key_of(pair.table, pair.other)})
        ]

    def name(self, row: Contact) -> str:
        """Return what somebody is called."""
        return row.name


class PersonRows(StoryRows):
    """What somebody said: what they were then comes first, for who it was is known."""

    of_person = True
    """Whether it is a person's page; on an organisation's each quote tells who spoke."""

    def parts(self, row: Feedback, _words: str) -> list[Part]:
        """Return what they were then, when and how, and what it is about."""
        then = label(row.stage) if row.stage else ""
        first = then if self.of_person else row.who or _("Not named")
        parts = [Part(first or _("Said"), weight=Weight.MEDIUM, role=Role.TEXT)]
        if not self.of_person and then:
            parts.append(Part(then, spare=3))
        parts += [Part(show_date(row.on), spare=1), Part(label(row.channel), spare=4)]
        if self.of_person and row.organisation:
            parts.append(Part(row.organisation, spare=5))
        parts += self.lost(row)
        if row.mentions:
            themes = ", ".join(dict.fromkeys(one.theme for one in row.mentions))
            parts.append(Part(themes[:80], spare=6))
        return parts


class WordsModel(StoryModel):
    """All that a person or an organisation said, newest first."""

    def __init__(self, live: Live) -> None:
        """Model nothing until `show_them` says of whom."""
        super().__init__(live)
        self.whose: tuple[str, int] | None = None

    def make_rows(self) -> PersonRows:
        """Describe quotes with what they were then."""
        return PersonRows(self._begins_with, self._words)

    def show_them(self, table: str, key: int) -> None:
        """Show what a person or an organisation said."""
        if self.whose != (table, key):
            self.whose = (table, key)
            self._show_nothing()
        self.reload()

    def _ask_story(self, then: Callable[[list[tuple[int, str]]], None]) -> None:
        if self.whose is not None and self.live.desk is not None:
            self.live.latest(self, words_of, *self.whose, then=then)

    def _words(self, row: Feedback) -> str:
        return row.text
