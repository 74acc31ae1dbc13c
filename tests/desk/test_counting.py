"""Who counts once, whatever was done to them: by every order of housekeeping.

Every number is compared with a recount in plain SQL, which follows the signposts one by one
and knows nothing of what the program keeps.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.evidence import askers_of
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.followups import owed_for_item
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.merging import (
    merge_organisations,
    merge_people,
    unmerge_organisation,
    unmerge_person,
)
from feedbackdesk.desk.people import (
    PersonFacts,
    all_people,
    delete_organisation,
    delete_person,
    edit_organisation,
    edit_person,
    person,
)
from feedbackdesk.desk.roadmap import link_theme, merge_items, plan, ranked_roadmap, ship_item
from feedbackdesk.desk.side_by_side import if_merged
from feedbackdesk.desk.themes import all_themes, merge_themes, unmerge_theme
from feedbackdesk.domain.accounts import DELETED_PERSON
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import CannotUndo, Refusal
from feedbackdesk.store.reader import Reader
from tests.store.oracle import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

_LEADS = (
    "WITH RECURSIVE led(kind, id, at) AS ("
    " SELECT 'organisation', id, id FROM organisation UNION SELECT 'person', id, id FROM person"
    " UNION SELECT 'theme', id, id FROM theme"
    " UNION SELECT led.kind, led.id, o.merged_into FROM led JOIN organisation o ON o.id = led.at"
    "  WHERE led.kind = 'organisation' AND o.merged_into IS NOT NULL"
    " UNION SELECT led.kind, led.id, p.merged_into FROM led JOIN person p ON p.id = led.at"
    "  WHERE led.kind = 'person' AND p.merged_into IS NOT NULL"
    " UNION SELECT led.kind, led.id, t.merged_into FROM led JOIN theme t ON t.id = led.at"
    "  WHERE led.kind = 'theme' AND t.merged_into IS NOT NULL),"
    " leads(kind, id, root) AS (SELECT kind, id, at FROM led WHERE"
    "  (kind = 'organisation' AND at IN (SELECT id FROM organisation WHERE merged_into IS NULL))"
    "  OR (kind = 'person' AND at IN (SELECT id FROM person WHERE merged_into IS NULL))"
    "  OR (kind = 'theme' AND at IN (SELECT id FROM theme WHERE merged_into IS NULL))),"
    " counted(feedback, account) AS (SELECT f.id, CASE"
    "  WHEN f.organisation_id IS NOT NULL THEN 'organisation ' || (SELECT root FROM leads"
    "   WHERE kind = 'organisation' AND leads.id = f.organisation_id)"
    "  WHEN f.person_id IS NOT NULL THEN 'person ' || (SELECT root FROM leads"
    "   WHERE kind = 'person' AND leads.id = f.person_id)"
    "  ELSE 'feedback ' || f.id END FROM feedback f)"
)
_OF_THEMES = (
    f"{_LEADS} SELECT t.root, count(DISTINCT c.account), count(DISTINCT c.feedback)"
    " FROM mention m JOIN leads t ON t.kind = 'theme' AND t.id = m.theme_id"
    " JOIN counted c ON c.feedback = m.feedback_id GROUP BY t.root"
)
_OF_ITEMS = (
    f"{_LEADS} SELECT it.item_id, count(DISTINCT c.account), count(DISTINCT c.feedback)"
    " FROM item_theme it JOIN leads linked ON linked.kind = 'theme' AND linked.id = it.theme_id"
    " JOIN leads t ON t.kind = 'theme' AND t.root = linked.root"
    " JOIN mention m ON m.theme_id = t.id"
    " JOIN counted c ON c.feedback = m.feedback_id GROUP BY it.item_id"
)

Numbers = dict[tuple[str, int], tuple[int, int]]
THEMES = st.sampled_from(["Hours", "Prices", "Parking"])
WHO = st.sampled_from(["Ann", "Annie", "Bo", "Cy", None])
FIRMS = st.sampled_from(["Harbour", "Pier", None, None])
PICK = st.integers(0, 1000)


def recounted(desk: Desk) -> Numbers:
    """Return requests and mentions of every theme and item that has any, in plain SQL."""
    with closing(sqlite3.connect(desk.path)) as raw:
        return {
            (table, key): (requests, mentions)
            for table, statement in (("theme", _OF_THEMES), ("item", _OF_ITEMS))
            for key, requests, mentions in raw.execute(statement)
        }


def shown(desk: Desk) -> Numbers:
    """Return what the desk says of the same."""
    themes, items = desk.ask(all_themes), desk.ask(Reader.items)
    found = {("theme", one.id): (one.requests, one.mentions) for one in themes}
    found |= {("item", one.id): (one.requests, one.mentions) for one in items}
    return {key: numbers for key, numbers in found.items() if numbers[1]}


def standings(desk: Desk) -> dict[int, tuple[int, int | None]]:
    """Return requests and rank of every item."""
    return {one.item.id: (one.item.requests, one.rank) for one in desk.ask(ranked_roadmap)}


def never_raised(before: Numbers, after: Numbers) -> None:
    """Assert that no theme and no item has more requests than it had."""
    for key, (requests, _mentions) in after.items():
        assert requests <= before[key][0], (key, before[key], after[key])


def say(desk: Desk, who: str | None, firm: str | None = None, **facts: Any) -> int:
    """Record a wish for longer hours; return the feedback's key."""
    new = NewFeedback("Longer hours", Speaker(who, firm), themes=("Hours",), **facts)
    return desk.do(record_feedback, new).result


def asked(desk: Desk) -> int:
    """Return how many asked for longer hours, after it was recounted."""
    assert shown(desk) == recounted(desk)
    return next(one.requests for one in desk.ask(all_themes) if one.name == "Hours")


def key_of(desk: Desk, who: str) -> int:
    """Return the person of a name."""
    return desk.ask(person_named, who).id


# One case of each kind


def test_a_deleted_person_goes_on_counting_once_without_a_name(desk: Desk) -> None:
    say(desk, "Ann")
    say(desk, "Ann")
    item = desk.do(plan, ["Hours"]).result
    ann = key_of(desk, "Ann")
    desk.do(delete_person, ann)
    assert asked(desk) == 1
    assert desk.ask(all_people) == []
    assert desk.ask(person, ann) is None
    assert {one.who for one in desk.ask(list_feedback)} == {DELETED_PERSON}
    askers = desk.ask(askers_of, item)  # as one, with both of their words
    assert [(one.account.name, len(one.said)) for one in askers] == [(DELETED_PERSON, 2)]
    desk.undo()
    assert asked(desk) == 1
    assert desk.ask(person, ann) is not None


def test_who_is_deleted_leaves_nobody_to_be_taken_for_the_next_of_the_name(desk: Desk) -> None:
    say(desk, "Ann")
    desk.do(delete_person, key_of(desk, "Ann"))
    say(desk, "Ann")
    assert asked(desk) == 2
    say(desk, DELETED_PERSON)  # a name like any other, where somebody types it
    assert asked(desk) == 3


def test_a_deleted_person_takes_their_other_records_with_them(desk: Desk) -> None:
    say(desk, "Ann")
    say(desk, "Annie")
    desk.do(merge_people, key_of(desk, "Annie"), key_of(desk, "Ann"))
    assert asked(desk) == 1
    desk.do(delete_person, key_of(desk, "Ann"))
    assert asked(desk) == 1
    desk.undo()
    assert desk.ask(person_named, "Annie").name == "Ann"


def test_what_the_people_of_a_deleted_organisation_say_later_counts_with_it(desk: Desk) -> None:
    say(desk, "Ann", "Harbour")
    say(desk, "Bo", "Harbour")
    desk.do(delete_organisation, desk.ask(organisation_named, "Harbour").id)
    assert asked(desk) == 1
    assert {one.organisation for one in desk.ask(all_people)} == {None}
    say(desk, "Ann")
    assert asked(desk) == 1
    say(desk, None, "Harbour")  # a new one of the name
    assert asked(desk) == 2
    desk.do(edit_person, key_of(desk, "Bo"), PersonFacts(organisation="Pier"))
    say(desk, "Bo")  # who changes employer leaves what was said for the old one
    assert asked(desk) == 3


def test_an_organisation_with_two_people_deleted_counts_once(desk: Desk) -> None:
    say(desk, "Ann", "Harbour")
    say(desk, "Bo", "Harbour")
    for who in ("Ann", "Bo"):
        desk.do(delete_person, key_of(desk, who))
        assert asked(desk) == 1
    desk.do(delete_organisation, desk.ask(organisation_named, "Harbour").id)
    assert asked(desk) == 1


def test_what_is_owed_to_the_deleted_is_owed_to_their_firm_or_to_nobody(desk: Desk) -> None:
    for who, firm in (("Ann", "Harbour"), ("Bo", None)):
        say(desk, who, firm)
    item = desk.do(plan, ["Hours"]).result
    desk.do(ship_item, item)
    for who in ("Ann", "Bo"):
        desk.do(delete_person, key_of(desk, who))
    assert [one.who for one in desk.ask(owed_for_item, item)] == ["Harbour"]
    desk.do(delete_organisation, desk.ask(organisation_named, "Harbour").id)
    assert desk.ask(owed_for_item, item) == []


@pytest.mark.parametrize("into", ["Ann", "Annie"])
@pytest.mark.parametrize("set_first", [True, False])
def test_merged_people_of_whom_one_has_an_organisation_count_once(
    desk: Desk, into: str, set_first: bool
) -> None:
    say(desk, "Ann", "Harbour" if set_first else None)
    say(desk, "Annie")
    item = desk.do(plan, ["Hours"]).result
    source = "Annie" if into == "Ann" else "Ann"
    keys = {who: key_of(desk, who) for who in (source, into)}
    desk.do(merge_people, keys[source], keys[into])
    assert asked(desk) == 1
    if not set_first:
        desk.do(edit_person, keys[into], PersonFacts(organisation="Harbour"))
        assert asked(desk) == 1
    assert {one.organisation for one in desk.ask(list_feedback)} == {"Harbour"}
    desk.do(ship_item, item)
    assert [one.who for one in desk.ask(owed_for_item, item)] == [into]


def test_unmerging_gives_back_what_was_taken_along_and_leaves_what_was_said_since(
    desk: Desk,
) -> None:
    first = say(desk, "Annie")
    say(desk, "Ann", "Harbour")
    annie, ann = key_of(desk, "Annie"), key_of(desk, "Ann")
    desk.do(merge_people, annie, ann)
    since = say(desk, "Annie")  # by the name of the one that points to the other
    desk.do(edit_person, ann, PersonFacts(organisation="Pier"))
    assert asked(desk) == 1
    desk.do(unmerge_person, annie)
    said = {one.id: (one.who, one.organisation) for one in desk.ask(list_feedback)}
    assert said[first] == ("Annie", None)
    assert said[since] == ("Ann", "Harbour")
    assert asked(desk) == 2


def test_what_the_owner_wrote_by_hand_meanwhile_is_not_given_back(desk: Desk) -> None:
    first = say(desk, "Annie")
    say(desk, "Ann", "Harbour")
    annie = key_of(desk, "Annie")
    desk.do(merge_people, annie, key_of(desk, "Ann"))
    desk.do(edit_feedback, first, FeedbackFacts(organisation="Pier"))
    desk.do(unmerge_person, annie)
    assert {one.organisation for one in desk.ask(list_feedback) if one.id == first} == {"Pier"}


def test_who_spoke_for_two_firms_is_told_once(desk: Desk) -> None:
    say(desk, "Ann", "Harbour")
    desk.do(edit_person, key_of(desk, "Ann"), PersonFacts(organisation="Pier"))
    say(desk, "Ann")
    assert asked(desk) == 2
    item = desk.do(plan, ["Hours"]).result
    desk.do(ship_item, item)
    assert [(one.who, one.organisation) for one in desk.ask(owed_for_item, item)] == [
        ("Ann", "Pier")
    ]


def test_a_firm_is_told_itself_only_where_nobody_of_it_is_named(desk: Desk) -> None:
    say(desk, None, "Harbour")
    say(desk, None, "Pier")
    say(desk, "Ann", "Pier")
    item = desk.do(plan, ["Hours"]).result
    desk.do(ship_item, item)
    assert {one.who for one in desk.ask(owed_for_item, item)} == {"Harbour", "Ann"}


# Any order of housekeeping


class Housekeeping(RuleBasedStateMachine):
    """One owner who records, moves, joins, merges, deletes and erases in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.desk = Desk.open(self.folder / "shop.feedbackdesk")

    def teardown(self) -> None:
        self.desk.close()
        shutil.rmtree(self.folder)

    def one_of(self, table: str, pick: int, *, merged: bool | None = None) -> int | None:
        found = sorted(
            key
            for key, row in rows_of(self.desk.path)[table].items()
            if merged is None or (row["merged_into"] is not None) == merged
        )
        return found[pick % len(found)] if found else None

    def do(self, intention: Any, *args: Any) -> None:
        if None not in args:
            with suppress(Refusal):
                self.desk.do(intention, *args)

    def tidy(self, what: Callable[[], None]) -> None:
        before = shown(self.desk)
        what()
        never_raised(before, shown(self.desk))

    def merge(self, table: str, intention: Any, one: int, other: int) -> None:
        """Merge two records, and see that it changes what it was said to change."""
        source, target = self.one_of(table, one), self.one_of(table, other)
        if source is None or target is None:
            return
        told = self.desk.ask(if_merged, table, source, target)
        before = standings(self.desk)
        merged = False

        def do() -> None:
            nonlocal merged
            with suppress(Refusal):
                self.desk.do(intention, source, target)
                merged = True

        self.tidy(do)
        if not merged:
            return
        assert told is not None
        after = standings(self.desk)
        assert {one.item_id: (one.requests, one.rank) for one in told.items} == {
            key: ((requests, after[key][0]), (rank, after[key][1]))
            for key, (requests, rank) in before.items()
            if after[key] != (requests, rank)
        }
        assert told.records[1] == self.desk.ask(Reader.number_of, table)

    @initialize()
    def begin(self) -> None:
        for who in ("Ann", "Bo"):
            say(self.desk, who)
        self.desk.do(plan, ["Hours"])

    @rule(who=WHO, firm=FIRMS, theme=THEMES, days=st.integers(0, 30))
    def record(self, who: str | None, firm: str | None, theme: str, days: int) -> None:
        on = local_today() - timedelta(days=days)
        new = NewFeedback("More of it", Speaker(who, firm), themes=(theme,), on=on)
        self.do(record_feedback, new)

    @rule(pick=PICK, firm=st.sampled_from(["", "Harbour", "Pier"]))
    def move(self, pick: int, firm: str) -> None:
        self.do(edit_feedback, self.one_of("feedback", pick), FeedbackFacts(organisation=firm))

    @rule(pick=PICK, firm=st.sampled_from(["", "Harbour", "Pier"]))
    def join(self, pick: int, firm: str) -> None:
        self.do(edit_person, self.one_of("person", pick), PersonFacts(organisation=firm))

    @rule(themes=st.lists(THEMES, min_size=1, max_size=2, unique=True))
    def plan_it(self, themes: list[str]) -> None:
        self.do(plan, themes)

    @rule(item=PICK, theme=PICK)
    def link(self, item: int, theme: int) -> None:
        self.do(link_theme, self.one_of("item", item), self.one_of("theme", theme))

    @rule(one=PICK, other=PICK)
    def merge_two_themes(self, one: int, other: int) -> None:
        self.do(merge_themes, self.one_of("theme", one), self.one_of("theme", other))

    @rule(one=PICK)
    def unmerge_a_theme(self, one: int) -> None:
        self.do(unmerge_theme, self.one_of("theme", one, merged=True))

    @rule(one=PICK, other=PICK)
    def merge_two_people(self, one: int, other: int) -> None:
        self.merge("person", merge_people, one, other)

    @rule(one=PICK, other=PICK)
    def merge_two_organisations(self, one: int, other: int) -> None:
        self.merge("organisation", merge_organisations, one, other)

    @rule(one=PICK)
    def unmerge_a_person(self, one: int) -> None:
        self.do(unmerge_person, self.one_of("person", one, merged=True))

    @rule(one=PICK)
    def unmerge_an_organisation(self, one: int) -> None:
        self.do(unmerge_organisation, self.one_of("organisation", one, merged=True))

    @rule(one=PICK)
    def delete_a_person(self, one: int) -> None:
        self.tidy(lambda: self.do(delete_person, self.one_of("person", one)))

    @rule(one=PICK)
    def delete_an_organisation(self, one: int) -> None:
        self.tidy(lambda: self.do(delete_organisation, self.one_of("organisation", one)))

    @rule(one=PICK)
    def erase(self, one: int) -> None:
        key = self.one_of("person", one, merged=False)
        if key is None or self.desk.ask(person, key) is None:
            return
        before = shown(self.desk)
        with suppress(Refusal):  # who was erased already
            self.desk.erase(key)
        assert shown(self.desk) == before

    @rule(again=st.booleans())
    def undo(self, again: bool) -> None:
        try:
            if self.desk.labels().undo is not None:
                self.desk.undo()
            if again and self.desk.labels().redo is not None:
                self.desk.redo()
        except CannotUndo:
            return  # somebody was erased since

    @rule(item=PICK)
    def ship(self, item: int) -> None:
        key = self.one_of("item", item)
        if key is None:
            return
        self.do(ship_item, key)
        told = Counter(
            one.who_id if one.who_id is not None else -(one.organisation_id or 0)
            for one in self.desk.ask(owed_for_item, key)
            if one.done_on is None
        )
        assert set(told.values()) <= {1}, "somebody hears of it twice"
        self.desk.undo()

    @invariant()
    def numbers_are_true(self) -> None:
        assert shown(self.desk) == recounted(self.desk)


Housekeeping.TestCase.settings = settings(
    max_examples=2_000 if settings.get_current_profile_name() == "long" else 40,
    stateful_step_count=40,
)
TestHousekeeping = pytest.mark.slow("stories of forty steps, counted anew after each")(
    Housekeeping.TestCase
)


@settings(max_examples=40)
@given(
    order=st.permutations(["ann says", "annie says", "merge", "organisation", "annie says again"]),
    swapped=st.booleans(),
    firm_of=st.sampled_from(["Ann", "Annie"]),
)
def test_two_records_of_one_person_count_once_in_any_order(
    order: list[str], swapped: bool, firm_of: str
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Desk.open(Path(folder) / "shop.feedbackdesk")) as desk,
    ):
        keys = {}
        for who in ("Ann", "Annie"):
            said = desk.do(record_feedback, NewFeedback("Hello", Speaker(who))).result
            keys[who] = next(
                one.who_id for one in desk.ask(list_feedback) if one.id == said and one.who_id
            )
        source, target = ("Ann", "Annie") if swapped else ("Annie", "Ann")
        for what in order:
            match what:
                case "merge":
                    desk.do(merge_people, keys[source], keys[target])
                case "organisation":
                    merged = order.index("merge") < order.index("organisation")
                    whose = keys[target] if merged else keys[firm_of]
                    desk.do(edit_person, whose, PersonFacts(organisation="Harbour"))
                case _:
                    say(desk, "Ann" if what.startswith("ann ") else "Annie")
        assert asked(desk) == 1


# Told once, whatever was merged since


def told_of(desk: Desk, item: int) -> list[str]:
    """Return who is to hear of an item, or heard, in the order of names."""
    return sorted(one.who or "" for one in desk.ask(owed_for_item, item))


def test_who_is_merged_after_shipping_is_told_once_and_each_once_when_told_apart(
    desk: Desk,
) -> None:
    say(desk, "Ann", "Harbour")
    say(desk, "Annie")
    item = desk.do(plan, ["Hours"]).result
    desk.do(ship_item, item)
    assert told_of(desk, item) == ["Ann", "Annie"]
    annie = key_of(desk, "Annie")
    desk.do(merge_people, annie, key_of(desk, "Ann"))
    assert told_of(desk, item) == ["Ann"]
    desk.do(unmerge_person, annie)
    assert told_of(desk, item) == ["Ann", "Annie"]
    desk.undo()
    desk.undo()
    assert told_of(desk, item) == ["Ann", "Annie"]


def test_who_was_one_with_another_while_it_shipped_is_told_once_they_are_two(desk: Desk) -> None:
    say(desk, "Ann")
    say(desk, "Bo")
    bo = key_of(desk, "Bo")
    desk.do(merge_people, bo, key_of(desk, "Ann"))
    item = desk.do(plan, ["Hours"]).result
    desk.do(ship_item, item)
    desk.do(unmerge_person, bo)
    assert told_of(desk, item) == ["Ann", "Bo"]


def test_firms_that_are_merged_after_shipping_are_told_once(desk: Desk) -> None:
    for firm in ("Quay", "Pier"):
        say(desk, None, firm)
    say(desk, "Ann", "Harbour")
    item = desk.do(plan, ["Hours"]).result
    desk.do(ship_item, item)
    quay, pier, harbour = (
        desk.ask(organisation_named, name).id for name in ("Quay", "Pier", "Harbour")
    )
    desk.do(merge_organisations, quay, pier)
    assert told_of(desk, item) == ["Ann", "Pier"]
    desk.do(merge_organisations, pier, harbour)
    assert told_of(desk, item) == ["Ann"]


def test_items_that_are_merged_tell_each_once(desk: Desk) -> None:
    say(desk, "Ann")
    items = [desk.do(plan, ["Hours"], item=title).result for title in ("Late", "Early")]
    for item in items:
        desk.do(ship_item, item)
    desk.do(merge_items, *items)
    assert told_of(desk, items[1]) == ["Ann"]


def test_a_corrected_spelling_speaks_for_the_same_firm(desk: Desk) -> None:
    first = say(desk, "Bo Ek", "Harbour")
    say(desk, "Cy", "Harbour")
    desk.do(edit_feedback, first, FeedbackFacts(who="Bo Eck"))
    assert asked(desk) == 1
    assert {one.name: one.organisation for one in desk.ask(all_people)}["Bo Eck"] == "Harbour"


def test_no_correction_makes_two_of_one_name(desk: Desk) -> None:
    for who, firm in (("Ann", "Harbour"), ("Bo", "Pier"), ("Ann", "Quay")):
        say(desk, who, firm)
    bo = key_of(desk, "Bo")
    with pytest.raises(Refusal, match="There is a “Ann” already"):
        desk.do(edit_person, bo, PersonFacts(name="Ann", organisation="Harbour"))
    quay = next(one for one in desk.ask(all_people) if one.organisation == "Quay").id
    with pytest.raises(Refusal, match="There is a “Ann” already"):
        desk.do(edit_person, quay, PersonFacts(organisation="Harbour"))
    desk.do(edit_person, bo, PersonFacts(name="Ann", organisation="Lighthouse"))
    acme, brook = (desk.ask(organisation_named, name).id for name in ("Quay", "Harbour"))
    desk.do(merge_organisations, acme, brook)
    with pytest.raises(Refusal, match="merged into this one"):
        desk.do(edit_organisation, brook, name="Quay")
