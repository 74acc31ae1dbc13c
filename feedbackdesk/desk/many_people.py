"""Many people put right at once, as after an import: each is one step for all of them.

`number` says how many they are, in words, for the label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.contacts import standing
from feedbackdesk.desk.merging import merge_organisations, merge_people
from feedbackdesk.desk.people import (
    belong_to,
    delete_organisation,
    delete_person,
    edit_organisation,
    must_not_be_erased,
)
from feedbackdesk.desk.speakers import become, find_or_make_organisation
from feedbackdesk.desk.step import step
from feedbackdesk.desk.twins import why_alike
from feedbackdesk.domain.contacts import thing_of
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.contacts import Standing
    from feedbackdesk.domain.rows import Person
    from feedbackdesk.domain.words import PersonStage
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork


@step("Set the organisation of {number} to {organisation_id:organisation}")
def join_many(
    work: UnitOfWork, person_ids: Sequence[int], organisation_id: int, number: str
) -> None:
    """Let people belong to an organisation; raises Refusal where two of one name then would."""
    del number
    if work.read.organisation(organisation_id) is None:
        raise NotThere("That organisation is no longer there. Nothing was changed.")
    for key in person_ids:
        belong_to(work, _person(work, key), organisation_id)


@step("Set the organisation of {number} to {result:organisation}")
def join_new(work: UnitOfWork, person_ids: Sequence[int], name: str, number: str) -> int:
    """Let people belong to an organisation that is made in the same step; return its key."""
    organisation_id = find_or_make_organisation(work, name)
    join_many(work, person_ids, organisation_id, number)
    return organisation_id


@step("Take {number} out of their organisations")
def leave_many(work: UnitOfWork, person_ids: Sequence[int], number: str) -> None:
    """Let people belong to no organisation; what they said until now still counts for it."""
    del number
    for key in person_ids:
        work.update("person", _person(work, key).id, organisation_id=None)


@step("Set the stage of {number} to {stage}")
def set_stage_of_many(
    work: UnitOfWork, keys: Sequence[int], stage: PersonStage, number: str
) -> None:
    """Let people and organisations, by their keys in the list of both, be something from today."""
    del number
    for table, key in map(thing_of, keys):
        if table == "organisation":
            edit_organisation(work, key, stage=stage)
        else:
            become(work, _person(work, key).id, stage, local_today())


@step("Merge {number} into {target_id:person}")
def merge_many_people(
    work: UnitOfWork, source_ids: Sequence[int], target_id: int, number: str
) -> None:
    """Let several records be one person."""
    del number
    for key in source_ids:
        merge_people(work, key, target_id)


@step("Merge {number} into {target_id:organisation}")
def merge_many_organisations(
    work: UnitOfWork, source_ids: Sequence[int], target_id: int, number: str
) -> None:
    """Let several records be one organisation."""
    del number
    for key in source_ids:
        merge_organisations(work, key, target_id)


@step("Delete {number}")
def delete_many_contacts(work: UnitOfWork, keys: Sequence[int], number: str) -> None:
    """Remove people and organisations, by their keys in the list of both; their words count on."""
    del number
    for table, key in map(thing_of, keys):
        (delete_organisation if table == "organisation" else delete_person)(work, key)


def looked_at(
    read: Reader, table: str, source_ids: Sequence[int], target_id: int
) -> tuple[Standing, list[tuple[Standing, str]]]:
    """Return a record, and those that would become part of it, each with why it looks like it.

    Raises NotThere where one is gone.
    """
    target = standing(read, table, target_id)
    sources = [(standing(read, table, key), key) for key in source_ids]
    if target is None or any(one is None for one, _key in sources):
        raise NotThere(_("One of them is no longer there. Nothing was changed."))
    return target, [
        (one, why_alike(read, table, key, target_id) or "") for one, key in sources if one
    ]


def _person(work: UnitOfWork, key: int) -> Person:
    person = work.read.person(key)
    if person is None:
        raise NotThere("That person is no longer there. Nothing was changed.")
    must_not_be_erased(person)
    return person


def must_be_of_one_kind(keys: Sequence[int]) -> tuple[str, list[int]]:
    """Return the table of some keys of the list of both, and the keys in it; else refuse."""
    things = [*map(thing_of, keys)]
    tables = {table for table, _key in things}
    if len(tables) > 1:
        raise Refusal(
            _("People and organisations are not merged with each other. Choose one kind.")
        )
    return tables.pop(), [key for _table, key in things]
