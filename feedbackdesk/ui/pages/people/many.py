"""What is done to all who are chosen at once: organisation, stage, merging, deleting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.contacts import contacts
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
from feedbackdesk.domain.contacts import thing_of
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import PersonStage
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.forms.ask import ask
from feedbackdesk.ui.forms.kinds import Word
from feedbackdesk.ui.pages.one_thing import Reading
from feedbackdesk.ui.widgets.choose import Choice, Chooser, choose_contact
from feedbackdesk.ui.widgets.dialogs import come_back
from feedbackdesk.ui.widgets.merging import MergeLook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.domain.contacts import Contact, Standing
    from feedbackdesk.ui.forms.ask import Question

_MERGED_AT_ONCE = 50
"""Of more, somebody was chosen by a slip."""
_MERGE = {"person": merge_many_people, "organisation": merge_many_organisations}


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


class Many(Reading):
    """Has people and organisations at hand that are put right all at once."""

    def chosen(self) -> list[int]:
        """Return the keys of all who are at hand, as the list of both has them."""
        raise NotImplementedError

    def list_of_them(self) -> QWidget:
        """Return where the keyboard comes back to."""
        raise NotImplementedError

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
        come_back(question, self.list_of_them())

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
        come_back(question, self.list_of_them())

    def merge_chosen(self) -> None:
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
                self._look_at_all(table, [one for one in ids if one != key], key)

        hint = _("The others become part of it, with all that was said; it can be undone.")
        title = _("Merge {people}: which one stays?").format(people=told(keys))
        chooser = Chooser(self, title, picked, hint=hint)

        def arrived(found: list[Contact]) -> None:
            chooser.offer(
                [Choice(thing_of(one.key)[1], one.name, one.organisation or "") for one in found]
            )

        self.live.ask(contacts, keys, then=arrived)
        come_back(chooser, self.list_of_them())
        chooser.open()

    def _look_at_all(self, table: str, source_ids: Sequence[int], target_id: int) -> None:
        number = told([one if table == "person" else -one for one in source_ids])

        def merge() -> None:
            self.live.do(_MERGE[table], source_ids, target_id, number)

        def arrived(found: tuple[Standing, list[tuple[Standing, str]]]) -> None:
            question = MergeLook(self, found[1], found[0], merge)
            come_back(question, self.list_of_them())
            question.open()

        self.live.ask(looked_at, table, source_ids, target_id, then=arrived)

    def delete_all(self) -> None:
        """Delete all of them; what they said stays, as said by nobody named."""
        keys = self.chosen()
        self.live.do(delete_many_contacts, keys, told(keys))
