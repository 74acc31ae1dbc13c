"""The kept numbers, whatever is done within one step: beside the oracle, which counts anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.merging import merge_organisations, merge_people, unmerge_person
from feedbackdesk.desk.people import PersonFacts, edit_organisation, edit_person
from feedbackdesk.desk.roadmap import link_theme, plan, ranked_roadmap
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import (
    add_theme,
    all_themes,
    assign_theme,
    find_or_make_theme,
    merge_themes,
    theme_named,
    unmerge_theme,
)
from feedbackdesk.domain.words import Importance, Kind, PersonStage
from feedbackdesk.store.schema import TableName
from feedbackdesk.store.tallies import Tallies
from feedbackdesk.store.unit import UnitOfWork
from tests.store.oracle import check
from tests.store.watched import watched


@pytest.mark.parametrize("theirs", [None, Importance.CRITICAL])
@pytest.mark.parametrize("own", [None, Importance.NICE])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_mention_weighs_what_it_says_itself_else_what_its_feedback_says(
    desk: Desk, theirs: Importance | None, own: Importance | None, at_once: bool
) -> None:
    new = NewFeedback("Longer hours", Speaker("Ann"), importance=theirs)

    @step("File it")
    def file(work: UnitOfWork, said: int) -> None:
        assign_theme(work, said, find_or_make_theme(work, "Hours"), importance=own)

    @step("Record it")
    def record(work: UnitOfWork) -> None:
        file(work, record_feedback(work, new))

    if at_once:
        desk.do(record)
    else:
        desk.do(file, desk.do(record_feedback, new).result)
    desk.do(record_feedback, NewFeedback("Longer", Speaker("Ann"), themes=("Hours",)))
    desk.do(plan, ["Hours"])
    check(desk)


def test_what_is_new_and_changed_in_one_step_is_counted_as_it_is_in_the_end(desk: Desk) -> None:
    @step("Record, correct, and file")
    def act(work: UnitOfWork) -> None:
        new = NewFeedback("Hours", Speaker("Ann", "Acme"), on=date(2026, 1, 2), themes=("Hours",))
        said = record_feedback(work, new)
        other = record_feedback(work, NewFeedback("Prices", Speaker("Bo"), themes=("Prices",)))
        facts = FeedbackFacts(
            on=date(2026, 3, 4),
            importance=Importance.CRITICAL,
            who="Cy",
            themes=("Hours", "Prices"),
        )
        edit_feedback(work, said, facts)
        plan(work, ["Hours", "Prices"], item="Both")
        edit_feedback(work, other, FeedbackFacts(on=date(2026, 5, 6)))
        assign_theme(work, other, find_or_make_theme(work, "Hours"), quote="Prices")

    desk.do(act)
    rows = check(desk)
    (entry,) = desk.ask(ranked_roadmap)
    assert (entry.item.requests, entry.item.mentions) == (2, 2)
    assert entry.item.first_on == date(2026, 3, 4)
    desk.undo()
    check(desk)
    desk.redo()
    assert check(desk) == rows


def test_the_newest_day_of_an_account_is_looked_for_where_it_is_taken_away(desk: Desk) -> None:
    """Of a person, of a firm, and of a feedback of nobody; through one theme and through two."""
    speakers = (Speaker("Ann"), Speaker("Bo", "Acme"), Speaker(organisation="Acme"), Speaker())
    said = [
        desk.do(record_feedback, NewFeedback(name, speaker, on=day, themes=themes)).result
        for speaker in speakers
        for name, day, themes in (
            ("old", date(2026, 1, 2), ("Hours",)),
            ("newer", date(2026, 2, 3), ("Prices",)),
            ("newest", date(2026, 3, 4), ("Hours", "Prices")),
        )
    ]
    desk.do(plan, ["Hours"], item="One")
    desk.do(plan, ["Hours", "Prices"], item="Both")
    check(desk)
    for key in said[2::3]:
        desk.do(delete_feedback, key)
        check(desk)
    for key in said[1::3]:
        desk.do(edit_feedback, key, FeedbackFacts(on=date(2025, 1, 1)))
        check(desk)
    for _step in range(8):
        desk.undo()
        check(desk)


@pytest.mark.parametrize("whose", [Speaker("Ann"), Speaker(organisation="Acme")])
def test_the_newest_day_of_an_account_is_looked_for_among_what_that_account_said(
    desk: Desk, whose: Speaker
) -> None:
    """However much others said, people and firms."""
    kept = [
        desk.do(record_feedback, NewFeedback("Well", whose, on=date(2026, 1, day), themes=("A",)))
        for day in (2, 3, 4)
    ]
    desk.do(plan, ["A"])
    work: list[int] = []
    for gone, others in ((kept[2], 0), (kept[1], 100)):
        for number in range(others):
            for speaker in (Speaker(f"No. {number}"), Speaker(organisation=f"No. {number}")):
                desk.do(record_feedback, NewFeedback("Well", speaker))
        with watched() as done:
            desk.do(delete_feedback, gone.result)
        work.append(done.hundreds)
    assert work[1] <= work[0] + 10


def test_what_an_account_is_worth_follows_it_and_is_taken_with_it(desk: Desk) -> None:
    def worth() -> list[int]:
        check(desk)
        return [entry.item.value for entry in desk.ask(ranked_roadmap)]

    said = desk.do(record_feedback, NewFeedback("Hours", Speaker("Ann"), themes=("Hours",))).result
    desk.do(plan, ["Hours"])
    ann = desk.ask(person_named, "Ann").id
    assert worth() == [0]
    desk.do(edit_person, ann, PersonFacts(value=500, stage=PersonStage.CUSTOMER))
    assert worth() == [500]
    desk.do(record_feedback, NewFeedback("More", Speaker("Ann"), themes=("Hours",)))
    assert worth() == [500], "an account is added once"
    desk.do(edit_person, ann, PersonFacts(value=700))
    assert worth() == [700]
    desk.do(delete_feedback, said)
    assert worth() == [700]
    desk.do(edit_person, ann, PersonFacts(stage=PersonStage.FORMER))
    assert worth() == [0]
    desk.undo()
    desk.do(delete_feedback, said + 1)
    assert worth() == [0], "nobody is left who asked"
    desk.undo()
    assert worth() == [700]
    desk.do(record_feedback, NewFeedback("Hours", Speaker("Bo", "Acme"), themes=("Hours",)))
    desk.do(record_feedback, NewFeedback("Hours", Speaker("Cy", "Pier"), themes=("Hours",)))
    acme, pier = (desk.ask(organisation_named, name).id for name in ("Acme", "Pier"))
    for key, value in ((acme, 40), (pier, 2)):
        desk.do(edit_organisation, key, value=value, stage=PersonStage.CUSTOMER)
    assert worth() == [742]
    desk.do(merge_organisations, pier, acme)
    assert worth() == [740]
    desk.undo()
    bo = desk.ask(person_named, "Bo").id
    desk.do(merge_people, ann, bo)
    assert worth() == [42], "what Ann said goes along with the firm"
    desk.do(unmerge_person, ann)
    assert worth() == [742]


def test_two_lost_sales_of_an_account_are_one_that_was_lost_and_both_their_worth(
    desk: Desk,
) -> None:
    def lost() -> list[tuple[int, int]]:
        check(desk)
        return [(one.item.lost, one.item.lost_value) for one in desk.ask(ranked_roadmap)]

    for who, value in (("Ann", 100), ("Ann", 20), ("Bo", 3)):
        new = NewFeedback(
            "No", Speaker(who), themes=("Hours",), loss=LossFacts("Price", value=value)
        )
        desk.do(record_feedback, new)
    desk.do(plan, ["Hours"])
    assert lost() == [(2, 123)]
    desk.do(edit_feedback, 1, FeedbackFacts(loss=LossFacts("Price", value=500)))
    assert lost() == [(2, 523)]
    desk.do(delete_feedback, 1)
    assert lost() == [(2, 23)]
    desk.do(delete_feedback, 2)
    assert lost() == [(1, 3)]


def test_themes_that_lead_to_one_are_counted_as_that_one(desk: Desk) -> None:
    for name in ("Hours", "Opening", "Sundays"):
        desk.do(record_feedback, NewFeedback(name, Speaker("Ann"), themes=(name,)))
        desk.do(record_feedback, NewFeedback(name, Speaker(name), themes=(name,)))
    hours, opening, sundays = (
        desk.ask(theme_named, name).id for name in ("Hours", "Opening", "Sundays")
    )
    desk.do(plan, ["Sundays"])
    desk.do(merge_themes, sundays, opening)
    check(desk)
    desk.do(merge_themes, opening, hours)
    check(desk)
    assert [(one.name, one.requests, one.mentions) for one in desk.ask(all_themes)] == [
        ("Hours", 4, 6)
    ]
    desk.do(record_feedback, NewFeedback("Sundays", Speaker("Cy"), themes=("Sundays",)))
    check(desk)
    (entry,) = desk.ask(ranked_roadmap)
    assert (entry.item.requests, entry.item.mentions) == (5, 7)
    desk.do(unmerge_theme, opening)
    check(desk)
    (entry,) = desk.ask(ranked_roadmap)
    assert entry.item.requests in {3, 4}, "of Sundays and Opening, or of Sundays alone"


def test_all_that_is_kept_can_be_made_anew(desk: Desk) -> None:
    for who, firm, theme in (
        ("Ann", "Acme", "Hours"),
        ("Anne", "Acme Ltd", "Opening"),
        ("Bo", None, "Hours"),
    ):
        loss = LossFacts("Price", value=100) if firm else None
        new = NewFeedback("Hours", Speaker(who, firm), themes=(theme,), loss=loss)
        desk.do(record_feedback, new)
    desk.do(plan, ["Hours"])
    bo = desk.ask(person_named, "Bo").id
    desk.do(edit_person, bo, PersonFacts(value=500, stage=PersonStage.CUSTOMER))
    desk.do(merge_themes, *(desk.ask(theme_named, name).id for name in ("Opening", "Hours")))
    desk.do(merge_people, *(desk.ask(person_named, name).id for name in ("Anne", "Ann")))
    firms = (desk.ask(organisation_named, name).id for name in ("Acme Ltd", "Acme"))
    desk.do(merge_organisations, *firms)
    check(desk)

    def kept() -> list[list[tuple[object, ...]]]:
        tables = ("theme_account", "theme_tally", "item_account", "item_tally", "account_value")
        with closing(sqlite3.connect(desk.path)) as raw:
            asked = [f"SELECT * FROM {one} ORDER BY 1, 2" for one in tables]
            roots = ("theme", "person", "organisation")
            asked += [f"SELECT id, root_id FROM {one} ORDER BY id" for one in roots]
            asked.append("SELECT id, account FROM feedback ORDER BY id")
            return [raw.execute(one).fetchall() for one in asked]

    before = kept()
    for table in ("theme", "person", "organisation"):
        with closing(sqlite3.connect(desk.path)) as raw:
            raw.execute(f"UPDATE {table} SET root_id = NULL")
            for one in (
                "theme_account", "item_account", "item_tally", "theme_tally", "account_value",
            ):  # fmt: skip
                raw.execute(f"DELETE FROM {one}")
            raw.commit()
        assert kept() != before
        with desk._workspace.writing() as connection:
            assert Tallies(connection).differences()
            Tallies(connection).rebuild()
            assert Tallies(connection).differences() == []
        assert kept() == before, table
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("UPDATE item_tally SET requests = requests + 1")
        raw.commit()
    with desk._workspace.writing() as connection:
        Tallies(connection).count()
    assert kept() == before


@step("Fill the shop")
def fill(work: UnitOfWork, number: int, theme_id: int, stage: str = "customer") -> None:
    """Let that many people say something about a theme; each is worth a hundredth."""
    names = [f"Somebody {theme_id} {one}" for one in range(number)]
    people = work.insert_many(
        "person",
        [
            {
                "name": one, "key": one.casefold(), "value": 1, "stage": stage,
                "stage_since": "2026-01-02",
            }
            for one in names
        ],
    )  # fmt: skip
    said = work.insert_many(
        "feedback",
        [
            {
                "person_id": one, "kind": "request", "text": "Well", "channel": "call",
                "said_on": "2026-01-02", "recorded_at": "2026-01-02T10:00:00+00:00",
            }
            for one in people
        ],
    )  # fmt: skip
    work.insert_many("mention", [{"feedback_id": one, "theme_id": theme_id} for one in said])


@step("Change them")
def change(work: UnitOfWork, /, table: TableName, where: dict[str, Any], **values: Any) -> int:
    return work.update_where(table, where, **values)


def two_themes(desk: Desk, number: int) -> None:
    """Make two themes with an item each, of as many accounts that are customers."""
    for theme, name in enumerate(("Hours", "Prices"), 1):
        assert desk.do(add_theme, name).result == theme
        desk.do(plan, [name])
        desk.do(fill, number, theme)


Numbers = list[tuple[int, int, int]]


def numbers(desk: Desk) -> Numbers:
    """Return requests of each theme, and requests and worth of its item, as they are kept."""
    with closing(sqlite3.connect(desk.path)) as raw:
        return raw.execute(
            "SELECT t.requests, i.requests, i.value FROM theme_tally t"
            " JOIN item_tally i ON i.item_id = t.theme_id ORDER BY t.theme_id"
        ).fetchall()


def shift(desk: Desk) -> Numbers:
    """Make what is kept of both wrong by thousands, so that it shows what is counted anew."""
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("UPDATE theme_tally SET requests = requests + 5000")
        raw.execute("UPDATE item_tally SET requests = requests + 5000, value = value + 5000")
        raw.commit()
    return numbers(desk)


@pytest.mark.parametrize(("number", "anew"), [(3, False), (400, False), (401, True)])
def test_a_share_is_added_and_taken_up_to_some_hundreds_and_counted_from_there_on(
    desk: Desk, number: int, anew: bool
) -> None:
    """Of feedback that is new, of some that changes, and of what accounts are worth."""
    two_themes(desk, number)
    check(desk)
    mine, other = shift(desk)
    far = 0 if anew else 5000
    desk.do(fill, number, 1)
    more = number * 2
    theirs = (*other[:2], number) if anew else other  # of that many accounts every sum is anew
    assert numbers(desk) == [(more + far, more + far, more + far), theirs]
    mine, other = shift(desk)
    desk.do(change, "person", {"name": "Somebody 2 0"}, value=3)
    assert numbers(desk) == [mine, (other[0], other[1], other[2] + 2)]
    desk.undo()
    desk.do(change, "feedback", {"person_id": 1}, said_on="2026-02-03")
    assert numbers(desk) == [mine, other]
    desk.do(change, "mention", {"theme_id": 2}, theme_id=1)
    moved = (number * 3,) * 3 if anew else tuple(one + number for one in mine)
    assert numbers(desk)[0] == moved
    with desk._workspace.writing() as connection:
        Tallies(connection).count()
    check(desk)
    shift(desk)
    desk.do(change, "person", {}, value=2)
    assert numbers(desk)[0][2] == number * 6 + (5000 if number * 3 <= 400 else 0)


def test_what_leads_elsewhere_is_counted_anew_and_nothing_beside_it(desk: Desk) -> None:
    two_themes(desk, 2)
    sundays = desk.do(add_theme, "Sundays").result
    desk.do(fill, 1, sundays)
    _mine, other = shift(desk)
    desk.do(merge_themes, sundays, 1)
    assert numbers(desk) == [(3, 3, 3), other]
    _mine, other = shift(desk)
    desk.do(unmerge_theme, sundays)
    assert numbers(desk)[:2] == [(2, 2, 2), other]
    _mine, other = shift(desk)[:2]
    desk.do(link_theme, 1, sundays)
    assert numbers(desk)[0][1:] == (3, 3)
    assert numbers(desk)[1] == other


def test_feedback_of_two_themes_that_became_one_is_taken_once(desk: Desk) -> None:
    for who in ("Ann", "Bo"):
        new = NewFeedback("Well", Speaker(who), themes=("Hours", "Opening", "Prices"))
        desk.do(record_feedback, new)
    hours, opening = (desk.ask(theme_named, name).id for name in ("Hours", "Opening"))
    desk.do(plan, ["Hours", "Prices"], item="Both")
    desk.do(merge_themes, opening, hours)
    check(desk)
    desk.do(edit_feedback, 1, FeedbackFacts(on=date(2026, 1, 2)))
    check(desk)
    desk.do(edit_feedback, 1, FeedbackFacts(who="Bo"))
    check(desk)
    desk.do(delete_feedback, 1)
    check(desk)
    desk.undo()
    check(desk)


@pytest.mark.parametrize("value", [None, 700])
def test_a_request_that_was_a_lost_sale_after_all_counts_as_one(
    desk: Desk, value: int | None
) -> None:
    new = NewFeedback("Too dear", Speaker("Ann"), themes=("Prices",))
    said = desk.do(record_feedback, new).result
    desk.do(plan, ["Prices"])
    desk.do(
        edit_feedback, said, FeedbackFacts(kind=Kind.LOSS, loss=LossFacts("Price", value=value))
    )
    check(desk)
    (entry,) = desk.ask(ranked_roadmap)
    assert (entry.item.lost, entry.item.lost_value) == (1, value or 0)
    desk.undo()
    check(desk)


def test_signposts_that_a_damaged_file_leads_in_a_circle_are_told_and_end(desk: Desk) -> None:
    for name in ("One", "Two", "Three", "Four"):
        desk.do(add_theme, name)
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("UPDATE theme SET merged_into = 3 - id WHERE id < 3")
        raw.commit()
    wrong = [f"A kept number is wrong: root_id of theme {theme}" for theme in (1, 2)]
    assert [one.what for one in desk.check()] == wrong
    desk.do(merge_themes, 3, 4)
    assert [one.name for one in desk.ask(all_themes)] == ["Four"]
