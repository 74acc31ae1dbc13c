"""What is done to people and organisations: to one, or to all who are chosen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.contacts import contacts, standing
from feedbackdesk.desk.many_people import (
    delete_many_contacts,
    join_many,
    join_new,
    leave_many,
    looked_at,
    merge_many_organisations,
    merge_many_people,
    must_be_of_one_kind,
    set_stage_of_many,
)
from feedbackdesk.desk.people import delete_organisation, delete_person, person
from feedbackdesk.domain.contacts import key_of, thing_of
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import PersonStage
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.forms.ask import ask
from feedbackdesk.ui.forms.kinds import Word
from feedbackdesk.ui.pages.one_thing import Reading
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.widgets.choose import Choice, Chooser, choose_contact
from feedbackdesk.ui.widgets.dialogs import come_back
from feedbackdesk.ui.widgets.merging import MERGE, UNMERGE, MergeLook, offer_unmerge
from feedbackdesk.ui.widgets.names import KnownPerson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.contacts import Contact, Standing
    from feedbackdesk.domain.rows import Person
    from feedbackdesk.ui.forms.ask import Question
    from feedbackdesk.ui.pages.people.person import PersonPage

_MERGED_AT_ONCE = 50
"""Of more, somebody was chosen by a slip."""
_MERGE_MANY = {"person": merge_many_people, "organisation": merge_many_organisations}

_DELETE: dict[str, Intention[[int], None]] = {
    "person": delete_person,
    "organisation": delete_organisation,
}


def told(keys: Sequence[int]) -> str:
    """Return how many people and organisations some keys are, in words."""
    firms = sum(key < 0 for key in keys)
    people = plural(len(keys) - firms, "person", "people")
    organisations = plural(firms, "organisation", "organisations")
    if not firms:
        return people
    if firms == len(keys):
        return organisations
    return _("{people} and {organisations}").format(people=people, organisations=organisations)


class Records(Reading):
    """Has records at hand: whose page is open, or who are chosen in the list."""

    page: PersonPage

    def chosen(self) -> list[int]:
        """Return the keys of all who are at hand, as the list of both has them."""
        raise NotImplementedError

    def number_chosen(self) -> int:
        """Return how many they are."""
        raise NotImplementedError

    def current(self) -> tuple[str, int] | None:
        """Return the table and the key of the one that the keyboard is on."""
        raise NotImplementedError

    def current_name(self) -> str:
        """Return what that is called."""
        raise NotImplementedError

    def _person_or_say(self) -> int | None:
        person_id = self.current_person()
        if person_id is None and self.number_chosen() > 1:
            self.live.said.emit(_("That is for one person: choose one alone."))
        elif person_id is None and self.current() is not None:
            self.live.said.emit(self.tr("That is for a person: choose one of its people."))
        return person_id

    @action("person_record", later("&Record for them…"), "capture",
            later("Record what this person said"), changes=True, choice=True,
            begins=True)  # fmt: skip
    def record(self) -> None:
        """Open the capture form for the person."""
        person_id = self._person_or_say()
        if person_id is None:
            return

        def arrived(one: Person | None) -> None:
            if one is not None:
                known = KnownPerson(one.id, one.name, one.organisation, one.stage)
                self.records.emit(known)

        self.live.ask(person, person_id, then=arrived)

    @action("person_owe", later("O&we them something…"), "owed",
            later("Promise them something by a day"), "P", changes=True, choice=True)  # fmt: skip
    def owe(self) -> None:
        """Promise the person something."""
        from feedbackdesk.desk.followups import promise
        from feedbackdesk.ui.widgets.owing import ask_what_is_owed

        person_id = self._person_or_say()
        if person_id is not None:
            ask_what_is_owed(self, self.live, self.current_name(), promise, person_id)

    @action("person_merge", later("&Merge into…"), "merge",
            later("Make this record and another one the same person or organisation"), "M",
            changes=True, choice=True, begins=True)  # fmt: skip
    def merge(self) -> None:
        """Make the chosen record part of another one; of several, all parts of one of them."""
        if self.number_chosen() > 1:
            self._merge_several()
            return
        if (now := self.current()) is None:
            return
        table, key = now
        title = self.tr("Merge {name} into").format(name=excerpt(self.current_name(), 60))
        hint = self.tr("Both become one, with all that was said; it can be undone.")
        choose_contact(
            self, self.live, title, lambda other: self._look(table, [key], other),
            table=table, but=key, hint=hint,
        )  # fmt: skip

    def _merge(self, table: str, source: int, target: int) -> None:
        here = self.is_reading and self.page.whose == (table, source)

        def merged(_result: None) -> None:
            if here:  # the page of the one that is gone has closed already, or is about to
                self.wants.emit(Place(table, target))

        self.live.do(MERGE[table], source, target, then=merged)

    @action("person_unmerge", later("&Un-merge…"), "undo",
            later("Let a record that was merged into this one stand on its own again"), "U",
            changes=True, choice=True)  # fmt: skip
    def unmerge(self) -> None:
        """Let a record that was merged into the chosen one stand on its own again."""
        found = self.page.found if self.is_reading else None
        if self.number_chosen() > 1:
            self.live.said.emit(_("That is for one record: choose one alone."))
        elif found is not None and len(found.merged) == 1:
            self._unmerge(found.table, found.merged[0][0])
        elif found is not None:
            self._offer_unmerge(found)
        elif (now := self.current()) is not None:
            self.live.ask(standing, *now, then=self._offer_unmerge)

    @record.only_if
    @owe.only_if
    @unmerge.only_if
    def is_one(self) -> bool:
        """Whether one alone is at hand."""
        return self.number_chosen() < 2

    def _offer_unmerge(self, found: Standing | None) -> None:
        """Offer the records that were merged into one."""
        if found is None:
            return
        offer_unmerge(self, self.live, found, self._unmerge)

    def unmerge_key(self, key: int) -> None:
        """Let one that was merged into whose page is open stand on its own again."""
        if self.page.whose is not None:
            self._unmerge(self.page.whose[0], key)

    def _unmerge(self, table: str, key: int) -> None:
        self.live.do(UNMERGE[table], key)

    def delete_chosen(self) -> None:
        """Delete who is chosen; what they said stays, as said by nobody named."""
        if self.number_chosen() > 1:
            self.live.do(delete_many_contacts, self.chosen(), told(self.chosen()))
        elif (now := self.current()) is not None:
            table, key = now
            if self.is_reading:
                self.gone.emit(Place(table, key))
            self.live.do(_DELETE[table], key)

    @action("person_organisation", later("Set the or&ganisation…"), "organisation",
            later("Choose the organisation of all who are chosen, or none"), "G", changes=True,
            choice=True, begins=True)  # fmt: skip
    def set_organisation(self) -> None:
        """Ask for an organisation, and let all of them belong to it."""
        people = [key for key in self.chosen() if key > 0]
        if not people:
            self.live.said.emit(_("An organisation belongs to people: choose some of them."))
            return

        def picked(organisation_id: int) -> None:
            if organisation_id:
                self.live.do(join_many, people, organisation_id, told(people))
            else:
                self.live.do(leave_many, people, told(people))

        question = choose_contact(
            self, self.live, _("The organisation of {people}").format(people=told(people)), picked,
            table="organisation", but=0, nobody=_("No organisation"),
            may_make=_("New organisation “{name}”"),
            make=lambda name: self.live.do(join_new, people, name, told(people)),
        )  # fmt: skip
        come_back(question, self.first_focus())

    @action("person_stage", later("Set the &stage…"), "people",
            later("Say what all who are chosen are: prospect, customer, lost or former"), "S",
            changes=True, choice=True)  # fmt: skip
    def set_stage(self) -> None:
        """Ask for a stage, and let all of them be that from today."""
        keys = self.chosen()
        if not keys:
            self.live.said.emit(_("Choose somebody first."))
            return

        def taken(answer: dict[str, PersonStage], question: Question) -> None:
            question.accept()
            self.live.do(set_stage_of_many, keys, answer["manyStage"], told(keys))

        title = _("The stage of {people}").format(people=told(keys))
        field = Word("manyStage", _("&From today they are"), PersonStage)
        question = ask(self, title, (field,), _("Set it"), taken, name="stageQuestion")
        come_back(question, self.first_focus())

    def _merge_several(self) -> None:
        """Ask which of the chosen stays, show all once more, and merge the others into it."""
        keys = self.chosen()
        try:
            table, ids = must_be_of_one_kind(keys)
        except Refusal as refusal:
            self.live.said.emit(str(refusal))
            return
        if len(ids) > _MERGED_AT_ONCE:
            sentence = _("At most {number} records are merged at once. Nothing was changed.")
            self.live.said.emit(sentence.format(number=_MERGED_AT_ONCE))
            return

        def picked(key: int | None, _name: str) -> None:
            if key is not None:
                self._look(table, [one for one in ids if one != key], key)

        hint = _("The others become part of it, with all that was said; it can be undone.")
        title = _("Merge {people}: which one stays?").format(people=told(keys))
        chooser = Chooser(self, title, picked, hint=hint)

        def arrived(found: list[Contact]) -> None:
            chooser.offer(
                [Choice(thing_of(one.key)[1], one.name, one.organisation or "") for one in found]
            )

        self.live.ask(contacts, keys, then=arrived)
        come_back(chooser, self.first_focus())
        chooser.open()

    def _look(self, table: str, source_ids: Sequence[int], target_id: int) -> None:
        """Show all records once more before they become one."""

        def merge() -> None:
            if len(source_ids) == 1:
                self._merge(table, source_ids[0], target_id)
            else:
                number = told([key_of(table, one) for one in source_ids])
                self.live.do(_MERGE_MANY[table], source_ids, target_id, number)

        def arrived(found: tuple[Standing, list[tuple[Standing, str]]]) -> None:
            target, sources = found
            question = MergeLook(self, sources, target, merge)
            come_back(question, self.first_focus())
            question.open()

        self.live.ask(looked_at, table, source_ids, target_id, then=arrived)
