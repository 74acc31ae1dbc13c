"""Two records that are one person, or one organisation: a signpost from one to the other.

A merged record keeps all it has. What it knows and the other does not is lent to the
other, so that every list and ranking reads one row; un-merge takes back exactly what was
lent and still stands there, and leaves what the owner wrote since. Of two people of whom one
belongs to an organisation, all that was said without one goes along with it (domain/accounts.py),
and back when they are told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.feedback import edit_feedback
from feedbackdesk.desk.followups import tell_each_once
from feedbackdesk.desk.people import must_not_be_erased
from feedbackdesk.desk.speakers import take_along
from feedbackdesk.desk.step import step
from feedbackdesk.domain.accounts import account, go_along
from feedbackdesk.domain.errors import Ambiguous, NotThere, Refusal
from feedbackdesk.domain.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.schema import TableName
    from feedbackdesk.store.unit import UnitOfWork, Value

    Row = Mapping[str, Value]


@step("Merge {source_id:person} into {target_id:person}")
def merge_people(work: UnitOfWork, source_id: int, target_id: int) -> None:
    """Let two records be one person; a no to being contacted by either is a no."""
    source, target = work.read.person(source_id), work.read.person(target_id)
    if source is None or target is None:
        raise NotThere("That person is no longer there. Nothing was changed.")
    if source.id == target.id:
        raise Refusal(f"{target.name} cannot be merged into themself. Nothing was changed.")
    must_not_be_erased(source)
    must_not_be_erased(target)
    records = [work.read.records_of("person", key) for key in (source_id, target_id)]
    _merge(work, "person", source_id, target_id)
    _join_as_one(work, target_id, *records)
    _tell_each_once(work, "person", target_id)


@step("Un-merge {person_id:person}")
def unmerge_person(work: UnitOfWork, person_id: int) -> None:
    """Let a merged record be a person of its own again, with all it said."""
    row = work.row("person", person_id)
    merged_in = work.read.merged_in_step("person", person_id)
    if not _unmerge(work, "person", person_id):
        raise Refusal("That person was not merged into another. Nothing was changed.")
    others = work.read.records_of("person", work.read.root_of("person", _target(row)))
    theirs = work.read.records_of("person", person_id)
    for records in (theirs, others):
        _give_back(work, records, merged_in)
    told_of = work.read.items_told_of("person", [*theirs, *others])
    tell_each_once(work, told_of, apart={person_id, others[-1]})


@step("Merge {source_id:organisation} into {target_id:organisation}")
def merge_organisations(work: UnitOfWork, source_id: int, target_id: int) -> None:
    """Let two records be one organisation."""
    source, target = work.read.organisation(source_id), work.read.organisation(target_id)
    if source is None or target is None:
        raise NotThere("That organisation is no longer there. Nothing was changed.")
    if source.id == target.id:
        raise Refusal(f"{target.name} cannot be merged into itself. Nothing was changed.")
    _merge(work, "organisation", source_id, target_id)
    _tell_each_once(work, "organisation", target_id)


@step("Un-merge {organisation_id:organisation}")
def unmerge_organisation(work: UnitOfWork, organisation_id: int) -> None:
    """Let a merged record be an organisation of its own again."""
    if not _unmerge(work, "organisation", organisation_id):
        raise Refusal("That organisation was not merged into another. Nothing was changed.")


def accounts_if_merged(read: Reader, table: str, source_id: int, target_id: int) -> dict[str, str]:
    """Return the accounts that merging two records would count as others, and as which.

    What is said of an account holds for all that was said under it: see domain/accounts.py.
    """
    target = account(table, target_id)
    if table == "organisation":
        return {account(table, source_id): target}
    one, other = read.speaker(source_id), read.speaker(target_id)
    firm_id = (other and other.organisation_id) or (one and one.organisation_id)
    if not firm_id:
        return {account(table, source_id): target}
    firm = account("organisation", firm_id)
    keys = (source_id, target_id)
    had = [read.organisations_of(read.records_of("person", key)) for key in keys]
    source_goes, target_goes = go_along(*had)
    return {
        account(table, source_id): firm if source_goes else target,
        target: firm if target_goes else target,
    }


def merged_record(read: Reader, table: str, text: str) -> int:
    """Return the record that was merged into another, by its name, its key, or the other's name.

    Raises NotThere where none was, and Ambiguous where several are meant.
    """
    found = read.merged_called(table, name_key(text))
    if not found and text.strip().isdecimal():
        found = [one for one in read.merged_called(table, None) if one[0] == int(text.strip()[:18])]
    if not found:
        raise NotThere(
            f"No {table} called “{text[:80]}” was merged into another. Nothing was changed."
        )
    if len(found) > 1:
        listed = "; ".join(f"{name} (id {key}), now {into}" for key, name, into in found[:8])
        raise Ambiguous(
            f"Several records were merged as “{text[:80]}”: {listed}. Nothing was changed; "
            "give the id."
        )
    return found[0][0]


def _tell_each_once(work: UnitOfWork, table: str, key: int) -> None:
    records = work.read.records_of(table, key)
    tell_each_once(work, work.read.items_told_of(table, records))


def _target(row: Row | None) -> int:
    target = row["merged_into"] if row is not None else None
    assert isinstance(target, int)  # noqa: S101  (it was un-merged just now)
    return target


def _join_as_one(
    work: UnitOfWork, target_id: int, source: Sequence[int], target: Sequence[int]
) -> None:
    """Let what two records said without an organisation count for the one they have together."""
    row = work.row("person", target_id)
    theirs = row["organisation_id"] if row is not None else None
    if not isinstance(theirs, int):
        return
    source_goes, target_goes = go_along(
        work.read.organisations_of(source), work.read.organisations_of(target)
    )
    if source_goes:
        take_along(work, source, theirs)
    if target_goes:
        take_along(work, target, theirs)


def _give_back(work: UnitOfWork, records: Sequence[int], since: int) -> None:
    """Take an organisation off what was taken along to it since a merge.

    It stays where one of these records belongs to it, else what they belong to takes its place.
    Either is written anew, so that the log says that it was taken along when another of them
    is un-merged.
    """
    own = work.read.organisations_of(records)
    row = work.row("person", records[-1])
    instead = row["organisation_id"] if row is not None else None
    for feedback_id, now, root in work.read.taken_along(records, since, edit_feedback.label):
        work.update("feedback", feedback_id, organisation_id=None)
        work.update("feedback", feedback_id, organisation_id=now if root in own else instead)


def _merge(work: UnitOfWork, table: TableName, source_id: int, target_id: int) -> None:
    source, target = work.row(table, source_id), work.row(table, target_id)
    assert source is not None  # noqa: S101  (the callers have read both)
    assert target is not None  # noqa: S101
    values = _lent(target, [source], _lent_of(table))
    if table == "person" and target["referred_by"] == source_id:
        values["referred_by"] = None  # nobody refers themself
    if table == "person" and not source["may_contact"]:
        values["may_contact"] = 0
    if values:
        work.update(table, target_id, **values)
    work.update(table, source_id, merged_into=target_id)


def _lent_of(table: str) -> tuple[str, ...]:
    """Return what is lent where the other has nothing of its own."""
    from feedbackdesk.store.columns import LENT

    return LENT[table]


def _lent(target: Row, sources: Sequence[Row], names: Iterable[str]) -> dict[str, Value]:
    """Return what a record gets from those merged into it, where it has nothing itself."""
    own = {target["id"], *(source["id"] for source in sources)}
    found: dict[str, Value] = {}
    for name in names:
        offered = [source[name] for source in sources if source[name] is not None]
        if name == "referred_by":
            offered = [one for one in offered if one not in own]
        if target[name] is None and offered:
            found[name] = offered[0]
    return found


def _unmerge(work: UnitOfWork, table: TableName, key: int) -> bool:
    gone = work.row(table, key)
    if gone is None or not work.update(table, key, merged_into=None):
        return False
    # What was lent on, from record to record, comes back all the way.
    while isinstance(target_id := gone["merged_into"], int):
        target = work.row(table, target_id)
        assert target is not None  # noqa: S101  (a signpost leads to a row)
        if not _take_back(work, table, gone, target):
            break
        gone = target
    return True


def _take_back(work: UnitOfWork, table: TableName, gone: Row, target: Row) -> bool:
    """Take what was lent out of a record, and lend what the others merged into it have.

    Returns whether anything was taken.
    """
    target_id = target["id"]
    assert isinstance(target_id, int)  # noqa: S101  (it is the row's key)
    changed = work.read.changed_by_merging(table, target_id)
    back: dict[str, Value] = {
        name: None
        for name in _lent_of(table)
        if target[name] is not None
        and name in changed
        and target[name] == changed[name][1] == gone[name]
    }
    left = [
        row
        for one in work.read.signposts_to(table, target_id)
        if (row := work.row(table, one)) is not None
    ]
    back |= _lent({**target, **back}, left, back)
    if table == "person":
        if target["referred_by"] is None and changed.get("referred_by") == (gone["id"], None):
            back["referred_by"] = gone["id"]
        if changed.get("may_contact") == (1, 0) and not target["may_contact"]:
            back["may_contact"] = int(all(one["may_contact"] for one in left))
    return bool(back) and work.update(table, target_id, **back)
