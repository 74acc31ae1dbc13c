"""The four verbs: what they write, what the log keeps of it, and whose views it touches."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.people import (
    PersonFacts,
    delete_organisation,
    delete_person,
    edit_organisation,
    edit_person,
)
from feedbackdesk.desk.roadmap import plan, ranked_roadmap
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import all_themes, merge_themes
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.rows import Done
from feedbackdesk.domain.words import Importance, PersonStage
from feedbackdesk.store.schema import TableName
from feedbackdesk.store.unit import UnitOfWork
from tests.store.oracle import check, rows_of

Logged = list[tuple[str, int, str, Any, Any]]


def log_of(desk: Desk, done: Done[Any]) -> Logged:
    """Return what the log keeps of a step: table, key, verb, and the images before and after."""
    with closing(sqlite3.connect(desk.path)) as raw:
        rows = raw.execute(
            "SELECT table_name, row_id, verb, before, after FROM change WHERE step_id = ?"
            " ORDER BY id",
            (done.touched.step_id,),
        ).fetchall()
    return [
        (table, key, verb, before and json.loads(before), after and json.loads(after))
        for table, key, verb, before, after in rows
    ]


@contextmanager
def writes_of_the_log() -> Iterator[list[int]]:
    """Note how many changes come into a log with each statement meanwhile."""
    writes: list[int] = []

    def asked(_on: Any, _cursor: Any, statement: str, facts: Any, *_more: Any) -> None:
        if statement.startswith("INSERT INTO change "):
            writes.append(len(facts))

    event.listen(Engine, "before_cursor_execute", asked)
    try:
        yield writes
    finally:
        event.remove(Engine, "before_cursor_execute", asked)


@step("Do it")
def update_one(work: UnitOfWork, /, key: int, **values: Any) -> bool:
    return work.update("feedback", key, **values)


@step("Do it")
def update_some(work: UnitOfWork, /, where: dict[str, Any], **values: Any) -> int:
    return work.update_where("feedback", where, **values)


@step("Do it")
def delete_one(work: UnitOfWork, key: int) -> None:
    work.delete("feedback", key)


@step("Do it")
def make_themes(work: UnitOfWork, names: list[str]) -> list[int]:
    return work.insert_many("theme", [{"name": name, "key": name} for name in names])


@step("Do it")
def make_mentions(work: UnitOfWork, pairs: list[tuple[int, int]]) -> list[int]:
    rows = [{"feedback_id": said, "theme_id": theme} for said, theme in pairs]
    return work.insert_many("mention", rows)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Three things that were said, of one theme with an item."""
    for who, firm in (("Ann", "Acme"), ("Bo", "Acme"), (None, None)):
        new = NewFeedback("Longer hours", Speaker(who, firm), themes=("Hours",))
        desk.do(record_feedback, new)
    desk.do(plan, ["Hours"])
    return desk


def test_an_update_logs_what_differs_and_nothing_else(shop: Desk) -> None:
    done = shop.do(update_one, 1, text="Even longer", kind="request", archived=1)
    assert done.result
    assert log_of(shop, done) == [
        (
            "feedback", 1, "update",
            {"text": "Longer hours", "archived": 0}, {"text": "Even longer", "archived": 1},
        )
    ]  # fmt: skip
    same = shop.do(update_one, 1, text="Even longer")
    assert (same.result, same.touched.step_id) == (False, None)
    check(shop)


def test_the_digits_that_a_number_is_looked_up_by_follow_it(desk: Desk) -> None:
    said = NewFeedback("Hello", Speaker("Ann", phone="+44 7700 900123"))
    desk.do(record_feedback, said)
    ann = desk.ask(person_named, "Ann").id
    seen = [end_of_number(desk, ann)]
    for facts in (
        PersonFacts(notes="Rings on Mondays"),
        PersonFacts(phone="(020) 7946 0958"),
        PersonFacts(phone="with her sister, 3rd floor"),
        PersonFacts(phone=""),
    ):
        desk.do(edit_person, ann, facts)
        seen.append(end_of_number(desk, ann))
    assert seen == ["0900123", "0900123", "9460958", "", None]
    for before in reversed(seen[:-1]):
        desk.undo()
        assert end_of_number(desk, ann) == before
    check(desk)


def end_of_number(desk: Desk, person: int) -> str | None:
    """Return the digits that are kept of somebody's number."""
    with closing(sqlite3.connect(desk.path)) as raw:
        found = raw.execute("SELECT phone_end FROM person WHERE id = ?", (person,)).fetchone()
    end: str | None = found[0]
    return end


def test_what_is_gone_is_told_by_its_name(shop: Desk) -> None:
    @step("Do it")
    def of_two_words(work: UnitOfWork) -> None:
        work.delete("theme_alias", 99)

    before = rows_of(shop.path)
    said = r"^That feedback is no longer there. Nothing was changed.$"
    with pytest.raises(NotThere, match=said):
        shop.do(update_one, 99, text="x")
    with pytest.raises(NotThere, match=said):
        shop.do(delete_one, 99)
    with pytest.raises(NotThere, match=r"^That theme alias is no longer there"):
        shop.do(of_two_words)
    assert rows_of(shop.path) == before


def test_an_update_of_many_logs_each_that_differs_with_what_it_was(shop: Desk) -> None:
    start = rows_of(shop.path)
    shop.do(update_one, 2, archived=1)
    ann, bo = (shop.ask(person_named, name).id for name in ("Ann", "Bo"))
    done = shop.do(update_some, {}, archived=1, importance="nice")
    assert done.result == 3
    after = {"archived": 1, "importance": "nice"}
    assert log_of(shop, done) == [
        ("feedback", key, "update", {"archived": was, "importance": None}, after)
        for key, was in ((1, 0), (2, 1), (3, 0))
    ]
    check(shop)
    again = shop.do(update_some, {"archived": 1}, importance="nice")
    assert (again.result, again.touched.step_id) == (0, None)
    some = shop.do(update_some, {"person_id": None}, importance=None)
    assert [one[1] for one in log_of(shop, some)] == [3]
    one = shop.do(update_some, {"person_id": ann, "archived": 1}, person_id=bo)
    assert [(key, before) for _table, key, _verb, before, _after in log_of(shop, one)] == [
        (1, {"person_id": ann})
    ]
    none = shop.do(update_some, {"person_id": bo, "archived": 0}, importance="critical")
    assert none.result == 0
    rows = check(shop)
    for _step in range(4):
        shop.undo()
    assert check(shop) != rows
    assert check(shop) == start


def test_what_is_deleted_is_logged_whole_with_what_is_part_of_it_first(shop: Desk) -> None:
    lost = NewFeedback("No", Speaker("Cy"), themes=("Hours",), loss=LossFacts("Price", ("Timing",)))
    key = shop.do(record_feedback, lost).result
    before = rows_of(shop.path)
    done = shop.do(delete_one, key)
    log = log_of(shop, done)
    assert log[-1] == ("feedback", key, "delete", before["feedback"][key], None)
    assert {(table, verb) for table, _key, verb, *_images in log} == {
        (table, "delete") for table in ("feedback", "mention", "loss", "loss_also", "follow_up")
    }
    for table, gone, _verb, image, after in log:
        assert (image, after) == (before[table][gone], None)
    tables = [one[0] for one in log]
    assert tables.index("loss_also") < tables.index("loss"), "what is part of a part comes first"
    check(shop)
    shop.undo()
    assert rows_of(shop.path) == before
    check(shop)


def test_many_rows_are_made_in_their_order_and_each_is_logged(shop: Desk) -> None:
    names = [f"Theme {number}" for number in range(1_200)]
    with writes_of_the_log() as writes:
        done = shop.do(make_themes, names)
    assert writes == [1_200], "one by one it takes many times as long"
    rows = rows_of(shop.path)["theme"]
    assert [rows[key]["name"] for key in done.result] == names
    assert log_of(shop, done) == [("theme", key, "insert", None, None) for key in done.result]
    assert shop.do(make_themes, []).result == []
    shop.undo()
    assert len(rows_of(shop.path)["theme"]) == 1


def test_a_step_of_more_changes_than_are_held_at_once_is_one_step(shop: Desk) -> None:
    before = rows_of(shop.path)
    with writes_of_the_log() as writes:
        done = shop.do(make_themes, [f"Theme {number}" for number in range(10_050)])
    assert len(writes) == 2, "so that memory stays bounded"
    assert len(log_of(shop, done)) == 10_050
    assert len({one[1] for one in log_of(shop, done)}) == 10_050
    shop.undo()
    assert rows_of(shop.path) == before


def test_many_mentions_of_feedback_that_is_new_itself_are_counted(shop: Desk) -> None:
    @step("Do it")
    def record_and_file(work: UnitOfWork) -> None:
        new = NewFeedback("Well", Speaker("Cy"), importance=Importance.CRITICAL)
        said = record_feedback(work, new)
        make_mentions(work, [(said, 1), (1, 1)])
        work.update("feedback", said, said_on="2026-01-02")
        again = record_feedback(work, NewFeedback("Well", Speaker("Di")))
        filed = work.insert("mention", feedback_id=again, theme_id=1)
        work.update("mention", filed, importance="critical")

    shop.do(record_and_file)
    check(shop)
    assert [(one.requests, one.mentions) for one in shop.ask(all_themes)] == [(4, 5)]
    shop.undo()
    check(shop)


def test_what_merely_points_to_a_row_is_not_deleted_with_it(shop: Desk) -> None:
    shop.do(record_feedback, NewFeedback("No", loss=LossFacts("Price")))
    before = rows_of(shop.path)
    tables: tuple[TableName, ...] = ("person", "organisation", "loss_reason")
    for table in tables:
        with pytest.raises(NotThere, match="Nothing was changed"):
            shop.do(delete_of, table, 1)
        assert rows_of(shop.path) == before


def test_a_label_keeps_what_it_tells_of_whenever_its_step_began(shop: Desk) -> None:
    @step("Archive {number} of {theme_id:theme}")
    def archive(work: UnitOfWork, theme_id: int, number: str) -> None:
        work.update_where("feedback", {}, archived=1)

    @step("Correct {number} of {theme_id:theme}")
    def correct(work: UnitOfWork, theme_id: int, number: str) -> None:
        work.update("feedback", 1, archived=0)

    for act, label in ((archive, "Archive all of Hours"), (correct, "Correct all of Hours")):
        assert shop.do(act, 1, "all").label == label
        assert shop.labels().undo == label
    shop.undo()
    assert [one.did for one in shop.ask(lambda read: read.history())][:3] == [
        "Undo: Correct all of Hours",
        "Correct all of Hours",
        "Archive all of Hours",
    ]


def test_rows_of_one_step_that_point_to_each_other_come_back_in_their_order(shop: Desk) -> None:
    @step("Do it")
    def make_both(work: UnitOfWork) -> None:
        facts = {"stage": "prospect", "stage_since": "2026-01-02"}
        first = work.insert("person", name="Di", key="di", **facts)
        work.insert("person", name="Ed", key="ed", referred_by=first, **facts)
        target = work.insert("theme", name="Opening", key="opening")
        work.insert("theme", name="Sundays", key="sundays", merged_into=target)

    shop.do(make_both)
    rows = check(shop)
    for _time in range(2):
        shop.undo()
        shop.redo()
        assert check(shop) == rows


def test_what_was_named_anew_in_the_step_that_made_it_is_called_so(shop: Desk) -> None:
    @step("Make {result:theme}")
    def make_and_rename(work: UnitOfWork, rename: bool) -> int:
        key = work.insert("theme", name="First", key="first")
        if rename:
            work.update("theme", key, name="Second", key="second")
        return key

    assert shop.do(make_and_rename, True).label == "Make Second"
    assert shop.do(make_and_rename, False).label == "Make First"


def test_the_log_is_read_by_whoever_knows_sqlite(shop: Desk) -> None:
    shop.do(update_one, 1, text="Größer, 大きい")
    shop.do(update_some, {}, text="Größer, 大きい")

    @step("Ask for {number}")
    def ask_for(work: UnitOfWork, number: str) -> None:
        work.update("feedback", 1, archived=1)

    shop.do(ask_for, "größere Töpfe")
    with closing(sqlite3.connect(shop.path)) as raw:
        found = "SELECT after FROM change WHERE verb = 'update' AND after LIKE '%Größer, 大きい%'"
        assert raw.execute(found).fetchall() == [('{"text":"Größer, 大きい"}',)] * 3
        facts = "SELECT count(*) FROM step WHERE facts LIKE '%größere Töpfe%'"
        assert raw.execute(facts).fetchone() == (1,)


COLUMNS: tuple[tuple[TableName, dict[str, Any]], ...] = (
    ("feedback", {"person_id": 2}),
    ("feedback", {"person_id": None}),
    ("feedback", {"organisation_id": None}),
    ("feedback", {"archived": 1}),
    ("feedback", {"said_on": "2020-01-02"}),
    ("feedback", {"importance": "critical"}),
    ("feedback", {"text": "Other words"}),
    ("mention", {"feedback_id": 3}),
    ("mention", {"theme_id": 2}),
    ("mention", {"quote": "Longer"}),
    ("mention", {"importance": "nice"}),
    ("loss", {"feedback_id": 3}),
    ("loss", {"value": 7}),
    ("person", {"stage": "former"}),
    ("person", {"value": 9}),
    ("person", {"organisation_id": None}),
    ("person", {"merged_into": 3}),
    ("organisation", {"stage": "customer"}),
    ("organisation", {"value": 11}),
    ("item_theme", {"theme_id": 2}),
)


@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize(("table", "values"), COLUMNS)
def test_numbers_follow_each_column_that_they_are_made_of(
    shop: Desk, table: TableName, values: dict[str, Any], at_once: bool
) -> None:
    """One row by its key, or all that there are at once."""
    lost = NewFeedback("No", Speaker("Cy"), themes=("Prices",), loss=LossFacts("Price", value=100))
    shop.do(record_feedback, lost)
    shop.do(edit_person, 1, PersonFacts(stage=PersonStage.CUSTOMER, value=500))
    before = check(shop)
    with_some = {"id": 1} if "merged_into" in values or not at_once else {}
    if at_once:
        shop.do(update_where_of, table, with_some, **values)
    else:
        shop.do(update_of, table, 1, **values)
    assert check(shop) != before
    shop.undo()
    assert check(shop) == before


def test_what_is_worth_something_is_taken_along_and_comes_back_worth_it(shop: Desk) -> None:
    def worth() -> int:
        check(shop)
        return shop.ask(ranked_roadmap)[0].item.value

    acme = shop.ask(organisation_named, "Acme").id
    shop.do(record_feedback, NewFeedback("Longer", Speaker("Cy"), themes=("Hours",)))
    shop.do(record_feedback, NewFeedback("Longer", Speaker("Cyrus"), themes=("Hours",)))
    cyrus, cy = (shop.ask(person_named, name).id for name in ("Cyrus", "Cy"))
    shop.do(merge_people, cyrus, cy)
    shop.do(edit_person, cy, PersonFacts(stage=PersonStage.CUSTOMER, value=70))
    shop.do(edit_organisation, acme, stage=PersonStage.CUSTOMER, value=500)
    assert worth() == 570
    shop.do(delete_person, cy)
    assert worth() == 500
    shop.do(delete_organisation, acme)
    assert worth() == 0
    shop.undo()
    assert worth() == 500
    shop.undo()
    assert worth() == 570


def test_mentions_of_new_and_old_feedback_are_counted(shop: Desk) -> None:
    (other,) = shop.do(make_themes, ["Prices"]).result
    shop.do(make_mentions, [(1, other), (3, other)])
    assert {one.name: (one.requests, one.mentions) for one in shop.ask(all_themes)} == {
        "Hours": (2, 3),
        "Prices": (2, 2),
    }
    shop.do(plan, ["Prices"], item="Hours")
    check(shop)


@pytest.mark.parametrize("number", [3, 401])
def test_few_and_many_changes_at_once_count_alike(desk: Desk, number: int) -> None:
    """What is counted one by one up to some hundreds is counted as sets from there on."""

    @step("Do it")
    def record_many(work: UnitOfWork) -> None:
        for one in range(number):
            loss = LossFacts("Price", value=100) if one == 1 else None
            new = NewFeedback("Hours", Speaker(f"P{one}"), themes=("Hours",), loss=loss)
            record_feedback(work, new)

    desk.do(record_many)
    desk.do(plan, ["Hours"])
    for act in (
        lambda: desk.do(update_some, {}, archived=1),
        lambda: desk.do(update_some, {}, importance="critical"),
        lambda: desk.do(update_some, {}, said_on="2026-01-02"),
        lambda: desk.do(update_some, {}, person_id=1),
        desk.undo,
        lambda: desk.do(update_some, {"archived": 1}, archived=0),
    ):
        act()
        check(desk)
    (entry,) = desk.ask(ranked_roadmap)
    assert (entry.item.requests, entry.item.mentions, entry.item.lost) == (number, number, 1)
    assert len(desk.ask(list_feedback)) == number


def test_what_shows_a_changed_row_is_touched_with_it(shop: Desk) -> None:
    ann, bo = (shop.ask(person_named, name).id for name in ("Ann", "Bo"))
    touched = shop.do(update_one, 1, person_id=bo).touched
    assert touched.rows["feedback"] == {1}
    assert touched.rows["person"] == {ann, bo}, "who said it before, and who says it now"
    touched = shop.do(update_some, {"person_id": bo}, person_id=ann).touched
    assert touched.rows["feedback"] == {1, 2}
    assert touched.rows["person"] == {ann, bo}
    (other,) = shop.do(make_themes, ["Prices"]).result
    touched = shop.do(make_mentions, [(3, other)]).touched
    assert touched.rows["feedback"] == {3}
    assert touched.rows["theme"] == {other}
    touched = shop.do(delete_one, 3).touched
    assert touched.rows["theme"] == {1, other}
    assert touched.rows["mention"] == {3, 4}, "what went with it"
    assert touched.rows["feedback"] == {3}


@step("Do it")
def update_of(work: UnitOfWork, /, table: TableName, key: int, **values: Any) -> bool:
    return work.update(table, key, **values)


@step("Do it")
def update_all_of(work: UnitOfWork, /, table: TableName, **values: Any) -> int:
    return work.update_where(table, {}, **values)


@step("Do it")
def update_where_of(
    work: UnitOfWork, /, table: TableName, where: dict[str, Any], **values: Any
) -> int:
    return work.update_where(table, where, **values)


@step("Do it")
def delete_of(work: UnitOfWork, table: TableName, key: int) -> None:
    work.delete(table, key)


@step("Do it")
def delete_theme_alone(work: UnitOfWork, key: int) -> None:
    work.delete("theme", key)


def test_numbers_follow_whatever_points_elsewhere(shop: Desk) -> None:
    """A mention of another feedback or theme, a loss of another, a link of another item."""
    said = NewFeedback("No", Speaker("Di"), themes=("Prices",), loss=LossFacts("Price", value=100))
    shop.do(record_feedback, said)
    shop.do(record_feedback, NewFeedback("Well", Speaker("Ed")))
    other = shop.do(plan, ["Prices"]).result
    hours, prices = 1, 2
    changes: tuple[tuple[TableName, int, dict[str, int]], ...] = (
        ("mention", 1, {"feedback_id": 5}),
        ("mention", 2, {"theme_id": prices}),
        ("loss", 1, {"feedback_id": 5}),
        ("item_theme", 1, {"theme_id": prices}),
        ("item_theme", 1, {"theme_id": hours}),
        ("item_theme", 2, {"theme_id": hours}),
        ("item_theme", 1, {"item_id": shop.do(plan, ["Prices"], item="Third").result}),
    )
    for table, key, values in changes:
        assert shop.do(update_of, table, key, **values).result
        check(shop)
    for _change in changes:
        shop.undo()
        check(shop)
    shop.do(update_all_of, "mention", theme_id=prices)
    check(shop)
    shop.do(update_all_of, "loss", value=7)
    check(shop)
    shop.undo()
    shop.undo()
    assert {one["theme_id"] for one in check(shop)["mention"].values()} == {hours, prices}
    assert other in {entry.item.id for entry in shop.ask(ranked_roadmap)}


def test_a_theme_that_comes_back_with_its_signpost_counts_where_that_leads(desk: Desk) -> None:
    one, two = desk.do(make_themes, ["one", "two"]).result
    desk.do(record_feedback, NewFeedback("Well", Speaker("Ann"), themes=("two",)))
    desk.do(merge_themes, one, two)
    desk.do(delete_theme_alone, one)
    desk.undo()
    rows = check(desk)
    assert rows["theme"][one]["merged_into"] == two
    with closing(sqlite3.connect(desk.path)) as raw:
        assert raw.execute("SELECT root_id FROM theme WHERE id = ?", (one,)).fetchone() == (two,)
    desk.do(record_feedback, NewFeedback("Well", Speaker("Bo"), themes=("one",)))
    check(desk)
    assert [(theme.name, theme.requests) for theme in desk.ask(all_themes)] == [("two", 2)]
