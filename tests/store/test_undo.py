"""Undo and redo: across restarts and faces, one step at a time, and never at another's cost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    list_feedback,
    one_feedback,
    record_feedback,
)
from feedbackdesk.desk.history import obstacle
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.losses import LossFacts, add_reason, drop_reason, rename_reason
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
    edit_person,
)
from feedbackdesk.desk.roadmap import (
    ItemFacts,
    delete_item,
    edit_item,
    link_theme,
    plan,
    ranked_roadmap,
    unlink_theme,
)
from feedbackdesk.desk.search import delete_view, rename_view, save_view
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import (
    add_alias,
    add_theme,
    all_themes,
    assign_many,
    assign_theme,
    delete_theme,
    merge_themes,
    rename_theme,
    theme_named,
    unmerge_theme,
)
from feedbackdesk.domain.errors import CannotUndo, Refusal
from feedbackdesk.domain.query import Scope
from feedbackdesk.domain.rows import Done
from feedbackdesk.store import fulltext
from feedbackdesk.store.schema import LOGGED_SINCE, REVISION, SEALED
from feedbackdesk.store.unit import UnitOfWork
from tests.store.oracle import check, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def terminal(desk: Desk) -> Iterator[Desk]:
    """The same workspace from the command line."""
    other = Desk.open(desk.path, source="command line")
    yield other
    other.close()


def themes(desk: Desk) -> list[str]:
    return sorted(theme.name for theme in desk.ask(all_themes))


def declined(desk: Desk, done: Done[Any]) -> CannotUndo:
    """Return why a step is not taken back: it is known before, and nothing is changed."""
    assert done.touched.step_id is not None
    foreseen, before = desk.ask(obstacle, done.touched.step_id), rows_of(desk.path)
    with pytest.raises(CannotUndo) as refused:
        desk.undo(done.touched.step_id)
    assert foreseen is not None
    assert (str(foreseen), foreseen.steps) == (str(refused.value), refused.value.steps)
    assert rows_of(desk.path) == before
    return refused.value


def test_what_was_done_yesterday_is_undone_today(desk: Desk) -> None:
    path, start = desk.path, rows_of(desk.path)
    desk.do(record_feedback, NewFeedback("Open on Sundays.", Speaker("Ann"), themes=("Hours",)))
    end = rows_of(path)
    desk.close()
    today = Desk.open(path)
    assert today.labels().undo == "Record “Open on Sundays.”"
    assert today.undo().label == "Record “Open on Sundays.”"
    assert rows_of(path) == start
    today.close()
    tomorrow = Desk.open(path)
    assert tomorrow.labels().undo is None
    assert tomorrow.redo().label == "Record “Open on Sundays.”"
    assert rows_of(path) == end
    check(tomorrow)
    tomorrow.close()


def test_the_window_takes_back_what_the_command_line_did(desk: Desk, terminal: Desk) -> None:
    terminal.do(add_theme, "Parking")
    assert desk.labels().undo == "Add theme Parking"
    desk.undo()
    assert themes(terminal) == []
    assert terminal.redo().label == "Add theme Parking"
    assert themes(desk) == ["Parking"]
    sources = {entry.source for entry in desk.ask(lambda read: read.history())}
    assert sources == {"window", "command line"}


def test_any_other_step_ends_redo(desk: Desk) -> None:
    desk.do(add_theme, "Parking")
    desk.undo()
    desk.do(add_theme, "Prices")
    assert desk.labels().redo is None
    with pytest.raises(CannotUndo, match="nothing to redo"):
        desk.redo()
    assert themes(desk) == ["Prices"]


def test_undo_and_redo_walk_the_same_way_back_and_forth(desk: Desk) -> None:
    for name in ("One", "Two", "Three"):
        desk.do(add_theme, name)
    labels = [desk.undo().label for _name in range(3)]
    assert labels == ["Add theme Three", "Add theme Two", "Add theme One"]
    with pytest.raises(CannotUndo, match="nothing to undo"):
        desk.undo()
    assert [desk.redo().label for _name in range(2)] == ["Add theme One", "Add theme Two"]
    assert desk.undo().label == "Add theme Two"
    assert [desk.redo().label for _name in range(2)] == ["Add theme Two", "Add theme Three"]
    assert themes(desk) == ["One", "Three", "Two"]
    check(desk)


def test_a_declined_undo_names_what_stands_in_its_way(desk: Desk) -> None:
    made = desk.do(add_theme, "Hours")
    later = desk.do(record_feedback, NewFeedback("Open on Sundays.", themes=("Hours",)))
    desk.do(record_feedback, NewFeedback("Open at night.", themes=("Nights",)))
    refused = declined(desk, made)
    assert str(refused) == (
        "Cannot take this back: Add theme Hours. A later step rests on it: "
        "Record “Open on Sundays.”. Nothing was changed; undo that first."
    )
    assert refused.steps == (later.touched.step_id,)


def test_of_two_things_in_the_way_the_newest_is_named(desk: Desk) -> None:
    made = desk.do(add_theme, "Hours")
    for text in ("Open on Sundays.", "Open at night."):
        last = desk.do(record_feedback, NewFeedback(text, themes=("Hours",)))
    refused = declined(desk, made)
    assert "A later step rests on it: Record “Open at night.”." in str(refused)
    assert refused.steps == (last.touched.step_id,)
    desk.undo(last.touched.step_id)
    assert "rests on it: Record “Open on Sundays.”." in str(declined(desk, made))


def test_of_two_changes_of_the_same_the_newest_is_named(desk: Desk) -> None:
    item = desk.do(plan, ["Hours"]).result
    first, second, third = (
        desk.do(edit_item, item, ItemFacts(effort=effort)) for effort in (1, 2, 3)
    )
    assert declined(desk, first).steps == (third.touched.step_id,)
    desk.undo(third.touched.step_id)
    assert declined(desk, first).steps == (second.touched.step_id,)


def test_of_two_steps_that_need_a_row_which_they_removed_the_newest_is_named(
    desk: Desk,
) -> None:
    made = desk.do(add_theme, "Hours")
    said = [desk.do(record_feedback, NewFeedback(text)) for text in ("Sundays", "At night")]
    for one in said:
        desk.do(assign_theme, one.result, desk.ask(theme_named, "Hours").id)
    gone = [desk.do(delete_feedback, one.result).touched.step_id for one in said]
    assert declined(desk, made).steps == (gone[1],)


def test_a_later_change_of_the_same_field_stands_in_the_way_and_another_field_does_not(
    desk: Desk,
) -> None:
    item = desk.do(plan, ["Hours"]).result
    title = desk.do(edit_item, item, ItemFacts(title="Longer hours"))
    effort = desk.do(edit_item, item, ItemFacts(effort=5))
    again = desk.do(edit_item, item, ItemFacts(effort=8))
    with pytest.raises(CannotUndo, match="A later step changed the same: Edit Longer hours"):
        desk.undo(effort.touched.step_id)
    desk.undo(title.touched.step_id)
    desk.undo(again.touched.step_id)
    desk.undo(effort.touched.step_id)
    (entry,) = desk.ask(ranked_roadmap)
    assert (entry.item.title, entry.item.effort) == ("Hours", None)


def test_what_stands_in_the_way_is_known_before(desk: Desk) -> None:
    made = desk.do(add_theme, "Hours").touched.step_id
    said = desk.do(record_feedback, NewFeedback("Open on Sundays.", themes=("Hours",)))
    joined = desk.do(edit_feedback, said.result, FeedbackFacts(who="Ann")).touched.step_id
    assert made is not None
    assert joined is not None
    before = rows_of(desk.path)
    foreseen = desk.ask(obstacle, made)
    assert foreseen is not None
    assert "Record “Open on Sundays.”" in str(foreseen)
    assert foreseen.steps == (said.touched.step_id,)
    assert desk.ask(obstacle, joined) is None, "what it made and used goes with it"
    missing = desk.ask(obstacle, 999)
    assert missing is not None
    assert "no step 999" in str(missing)
    assert rows_of(desk.path) == before


def test_one_step_is_not_undone_twice_and_a_redone_one_is_undone_once(desk: Desk) -> None:
    made = desk.do(add_theme, "Parking")
    first = desk.undo()
    with pytest.raises(CannotUndo, match="taken back already: Add theme Parking"):
        desk.undo(made.touched.step_id)
    desk.redo()
    with pytest.raises(CannotUndo, match="taken back already"):
        desk.undo(first.touched.step_id)
    desk.undo(made.touched.step_id)
    assert themes(desk) == []
    assert desk.labels().undo is None
    desk.undo(desk.ask(lambda read: read.newest_step()))  # taking back an undo is redoing
    assert themes(desk) == ["Parking"]
    assert desk.labels().undo == "Add theme Parking"
    with pytest.raises(CannotUndo, match="no step 999"):
        desk.undo(999)


def test_a_bulk_change_is_one_step(desk: Desk) -> None:
    said = [desk.do(record_feedback, NewFeedback(f"Number {n}")).result for n in range(600)]
    theme = desk.do(add_theme, "Counting").result
    before = rows_of(desk.path)
    desk.do(assign_many, said, theme, "600 feedbacks")
    assert desk.ask(all_themes)[0].requests == 600
    assert desk.undo().label == "File 600 feedbacks under Counting"
    assert rows_of(desk.path) == before
    check(desk)
    desk.redo()
    assert desk.ask(all_themes)[0].requests == 600
    desk.do(delete_theme, theme)
    assert len(desk.ask(lambda read: read.feedback_ids(Scope(inbox=True)))) == 600
    desk.undo()
    check(desk)
    assert desk.ask(all_themes)[0].requests == 600


def test_what_is_deleted_comes_back_with_all_that_belonged_to_it(desk: Desk) -> None:
    ann = Speaker("Ann", "Acme", email="ann@acme.example")
    loss = LossFacts("Price", ("Timing",), competitor="Rival", value=100)
    said = desk.do(
        record_feedback, NewFeedback("Too dear.", ann, themes=("Prices", "Hours"), loss=loss)
    ).result
    theme = desk.ask(theme_named, "Prices").id
    desk.do(add_alias, theme, "Cost")
    desk.do(merge_themes, desk.ask(theme_named, "Hours").id, theme)
    item = desk.do(plan, ["Prices"], item="Cheaper").result
    (person,) = desk.ask(all_people)
    firm = person.organisation_id
    assert firm is not None
    full = check(desk)
    deletions: tuple[tuple[Any, int], ...] = (
        (delete_feedback, said),
        (delete_theme, theme),
        (delete_item, item),
        (delete_person, person.id),
        (delete_organisation, firm),
    )
    for remove, key in deletions:
        desk.do(remove, key)
        check(desk)
        desk.undo()
        assert check(desk) == full
    for remove, key in deletions:
        desk.do(remove, key)
    check(desk)
    for _deletion in deletions:
        desk.undo()
    assert check(desk) == full


def test_a_name_that_is_taken_meanwhile_is_not_taken_back(desk: Desk) -> None:
    theme = desk.do(add_theme, "Hours").result
    gone = desk.do(delete_theme, theme)
    desk.do(add_theme, "HOURS")
    with pytest.raises(CannotUndo, match="its name taken"):
        desk.undo(gone.touched.step_id)
    check(desk)


def test_nor_is_one_that_was_taken_back_and_then_taken_again(desk: Desk) -> None:
    """It is taken by a step that was undone before and is redone since."""
    hours = desk.do(add_theme, "Hours").result
    renamed = desk.do(rename_theme, hours, "Opening").touched.step_id
    taken = desk.do(add_theme, "HOURS").touched.step_id
    given_up = desk.undo(taken).touched.step_id
    desk.undo(renamed)
    desk.redo()
    desk.undo(given_up)
    before = rows_of(desk.path)
    with pytest.raises(CannotUndo, match="its name taken, by something newer") as refused:
        desk.undo(renamed)
    assert refused.value.steps == ()
    assert rows_of(desk.path) == before
    check(desk)
    desk.undo(taken)
    desk.undo(renamed)
    assert themes(desk) == ["Hours"]
    check(desk)


def test_a_name_that_became_an_alias_is_not_taken_back(desk: Desk) -> None:
    hours, parking = (desk.do(add_theme, name).result for name in ("Hours", "Parking"))
    renamed = desk.do(rename_theme, hours, "Opening")
    desk.do(add_alias, parking, "Hours")
    with pytest.raises(CannotUndo, match="took the same name: Add another name for Parking"):
        desk.undo(renamed.touched.step_id)
    check(desk)


def test_a_name_that_became_the_themes_own_alias_is_not_taken_back(desk: Desk) -> None:
    street = desk.do(add_theme, "STRASSE").result
    renamed = desk.do(rename_theme, street, "Parking")
    desk.do(add_alias, street, "Straße")
    with pytest.raises(CannotUndo, match="took the same name: Add another name"):
        desk.undo(renamed.touched.step_id)
    check(desk)


def test_signposts_never_lead_in_a_circle(desk: Desk) -> None:
    one, two = (desk.do(add_theme, name).result for name in ("One", "Two"))
    desk.do(merge_themes, one, two)
    apart = desk.do(unmerge_theme, one)
    desk.do(merge_themes, two, one)
    with pytest.raises(CannotUndo, match="Merge Two into One"):
        desk.undo(apart.touched.step_id)
    assert themes(desk) == ["One"]
    check(desk)


def test_nor_where_both_ways_were_taken_back_and_are_done_again(desk: Desk) -> None:
    one, two = (desk.do(add_theme, name).result for name in ("One", "Two"))
    desk.do(merge_themes, one, two)
    apart = desk.do(unmerge_theme, one).touched.step_id
    desk.do(merge_themes, two, one)
    taken_back = desk.undo().touched.step_id
    put_up = desk.undo(apart).touched.step_id
    with pytest.raises(CannotUndo, match="merged them otherwise: Undo: Un-merge One") as refused:
        desk.undo(taken_back)
    assert refused.value.steps == (put_up,)
    assert themes(desk) == ["Two"]
    check(desk)


def test_the_undoing_of_an_older_step_stands_in_nobodys_way_back(desk: Desk) -> None:
    names = ("One", "Two", "Three", "Four")
    one, two, three, four = (desk.do(add_theme, name).result for name in names)
    before = check(desk)
    older = desk.do(merge_themes, one, two)
    desk.do(merge_themes, three, four)
    apart = desk.do(unmerge_theme, three)
    desk.undo(older.touched.step_id)
    assert desk.ask(obstacle, apart.touched.step_id or 0) is None
    for _step in range(2):
        desk.undo()
    assert check(desk) == before


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("0000", "undo does not reach back across it. Nothing was changed."),
        ("0002", "undo does not reach back across it. Nothing was changed."),
        (LOGGED_SINCE, ""),
        (REVISION, ""),
        (SEALED, "somebody who was erased for good is part of it. Nothing was changed."),
    ],
)
def test_undo_reaches_back_as_far_as_the_log_is_of_one_kind(
    desk: Desk, revision: str, said: str
) -> None:
    made = desk.do(add_theme, "Parking")
    with closing(sqlite3.connect(desk.path)) as raw:
        raw.execute("UPDATE step SET revision = ?", (revision,))
        raw.commit()
    if said:
        assert str(declined(desk, made)).endswith(said)
    else:
        desk.undo(made.touched.step_id)
    assert themes(desk) == (["Parking"] if said else [])


def test_a_step_that_changes_nothing_is_no_step(desk: Desk) -> None:
    said = desk.do(record_feedback, NewFeedback("As it is.")).result
    steps = desk.ask(lambda read: read.newest_step())
    heard: list[object] = []
    desk.on_change(heard.append)
    done = desk.do(edit_feedback, said, FeedbackFacts(text="As it is."))
    assert done.touched.step_id is None
    removals: tuple[Any, ...] = (delete_feedback, delete_item, delete_theme, delete_person)
    for intention in removals:
        with pytest.raises(Refusal, match="no longer there"):
            desk.do(intention, 12345)
    assert desk.ask(lambda read: read.newest_step()) == steps
    assert heard == []


def test_who_joins_takes_along_what_was_said_and_who_changes_employer_does_not(desk: Desk) -> None:
    first = desk.do(record_feedback, NewFeedback("One.", Speaker("Ann"), themes=("Hours",))).result
    (ann,) = desk.ask(all_people)
    desk.do(edit_person, ann.id, PersonFacts(organisation="Acme"))
    second = desk.do(record_feedback, NewFeedback("Two.", Speaker("Ann"), themes=("Hours",))).result
    desk.do(edit_person, ann.id, PersonFacts(organisation="Brook"))
    third = desk.do(
        record_feedback, NewFeedback("Three.", Speaker("Ann"), themes=("Hours",))
    ).result
    said = {one.id: one.organisation for one in desk.ask(list_feedback)}
    assert said == {first: "Acme", second: "Acme", third: "Brook"}
    assert desk.ask(all_themes)[0].requests == 2
    for _step in range(4):
        desk.undo()
    kept = desk.ask(one_feedback, first)
    assert kept is not None
    assert kept.organisation is None
    check(desk)


def test_no_name_stays_in_the_label_of_a_step(desk: Desk) -> None:
    desk.do(
        record_feedback,
        NewFeedback(
            "Zebulon wants longer hours.",
            Speaker("Zebulon Quark", "Quark Ltd", email="z@quark.example", phone="0123"),
            themes=("Quarkhours",),
        ),
    )
    (person,) = desk.ask(all_people)
    theme = desk.ask(theme_named, "Quarkhours").id
    said = desk.ask(list_feedback)[0].id
    desk.do(edit_person, person.id, PersonFacts(name="Zebulon Quark the Elder"))
    desk.do(rename_theme, theme, "Quark’s hours")
    desk.do(add_alias, theme, "Quarktime")
    desk.do(plan, ["Quark’s hours"], item="Open for Quark")
    desk.do(edit_feedback, said, FeedbackFacts(who="Quarkina", organisation="Quark & Co"))
    desk.do(delete_person, person.id)
    desk.undo()
    desk.redo()
    shown = " ".join(entry.did for entry in desk.ask(lambda read: read.history()))
    assert "Zebulon Quark the Elder" in shown
    with closing(sqlite3.connect(desk.path)) as raw:
        kept = raw.execute("SELECT label, facts FROM step").fetchall()
    assert kept
    assert not [row for row in kept if "quark" in " ".join(row).casefold()]
    assert not [row for row in kept if "zeb" in " ".join(row).casefold()]


@step("Move it")
def move_mention(work: UnitOfWork, /, key: int, theme: int) -> None:
    work.update("mention", key, theme_id=theme)


def test_what_stands_in_the_way_is_who_set_it_and_not_who_changed_something_else(
    desk: Desk,
) -> None:
    made = desk.do(add_theme, "Hours")
    said = desk.do(record_feedback, NewFeedback("Open on Sundays.", themes=("Hours",)))
    hours = desk.ask(theme_named, "Hours").id
    desk.do(assign_theme, said.result, hours, quote="Sundays")
    assert declined(desk, made).steps == (said.touched.step_id,), "the quote points to no theme"


def test_who_pointed_it_there_stands_in_the_way_and_its_redo_where_it_was_done_again(
    desk: Desk,
) -> None:
    desk.do(record_feedback, NewFeedback("Open on Sundays.", themes=("Prices",)))
    made = desk.do(add_theme, "Hours")
    moved = desk.do(move_mention, 1, made.result)
    assert declined(desk, made).steps == (moved.touched.step_id,)
    desk.undo()
    desk.redo()
    with pytest.raises(CannotUndo, match="A later step rests on it: Move it"):
        desk.undo(made.touched.step_id)
    desk.undo()
    desk.undo(made.touched.step_id)
    assert themes(desk) == ["Prices"]
    check(desk)


def test_a_name_that_was_given_up_since_stands_against_taking_it_again(desk: Desk) -> None:
    theme = desk.do(add_theme, "Hours").result
    gone = desk.do(delete_theme, theme)
    other = desk.do(add_theme, "HOURS").result
    renamed = desk.do(rename_theme, other, "Opening")
    refused = declined(desk, gone)
    assert "stands against it: Rename" in str(refused)
    assert refused.steps == (renamed.touched.step_id,)
    desk.undo(renamed.touched.step_id)
    with pytest.raises(CannotUndo):
        desk.undo(gone.touched.step_id)
    desk.undo()  # which redoes the renaming's undo: the newest is taken back first
    check(desk)


def new_person(desk: Desk, name: str) -> int:
    desk.do(record_feedback, NewFeedback("Well", Speaker(name)))
    return desk.ask(person_named, name).id


def new_organisation(desk: Desk, name: str) -> int:
    desk.do(record_feedback, NewFeedback("Well", Speaker(organisation=name)))
    return desk.ask(organisation_named, name).id


@pytest.mark.parametrize(
    ("make", "merge", "unmerge"),
    [
        (lambda desk, name: desk.do(add_theme, name).result, merge_themes, unmerge_theme),
        (new_person, merge_people, unmerge_person),
        (new_organisation, merge_organisations, unmerge_organisation),
    ],
    ids=["theme", "person", "organisation"],
)
def test_a_signpost_that_was_put_up_and_taken_down_since_stands_against_its_opposite(
    desk: Desk, make: Callable[[Desk, str], int], merge: Any, unmerge: Any
) -> None:
    one, two = (make(desk, name) for name in ("One", "Two"))
    desk.do(merge, one, two)
    apart = desk.do(unmerge, one)
    other_way = desk.do(merge, two, one)
    refused = declined(desk, apart)
    assert "stands against it: Merge Two into One" in str(refused)
    assert refused.steps == (other_way.touched.step_id,)
    again = desk.do(unmerge, two)
    refused = declined(desk, apart)
    assert "stands against it: Un-merge Two" in str(refused)
    assert refused.steps == (again.touched.step_id,)
    desk.undo()
    redone = desk.redo()
    assert declined(desk, apart).steps == (redone.touched.step_id,), "it stands by its redo"
    for _step in range(2):
        desk.undo()
    desk.undo(apart.touched.step_id)
    check(desk)


def give_up_a_view(desk: Desk) -> tuple[Done[Any], Done[Any]]:
    view = desk.do(save_view, "Li", "who:li").result
    gone = desk.do(delete_view, view)
    again = desk.do(save_view, "LI", "who:li").result
    return gone, desk.do(rename_view, again, "Lo")


def give_up_a_reason(desk: Desk) -> tuple[Done[Any], Done[Any]]:
    gone = desk.do(drop_reason, desk.do(add_reason, "Dear").result)
    again = desk.do(add_reason, "DEAR").result
    return gone, desk.do(rename_reason, again, "Costly")


def give_up_a_link(desk: Desk) -> tuple[Done[Any], Done[Any]]:
    hours = desk.do(add_theme, "Hours").result
    item = desk.do(plan, ["Hours"]).result
    gone = desk.do(unlink_theme, item, hours)
    desk.do(link_theme, item, hours)
    return gone, desk.do(unlink_theme, item, hours)


def give_up_an_alias(desk: Desk) -> tuple[Done[Any], Done[Any]]:
    parking = desk.do(add_theme, "Parking").result
    desk.do(add_alias, parking, "Hours")
    gone = desk.do(delete_theme, parking)
    hours = desk.do(add_theme, "Hours").result
    return gone, desk.do(rename_theme, hours, "Opening")


@pytest.mark.parametrize(
    "give_up", [give_up_a_view, give_up_a_reason, give_up_a_link, give_up_an_alias]
)
def test_whatever_only_one_can_have_stands_against_its_return_where_it_was_given_up_since(
    desk: Desk, give_up: Callable[[Desk], tuple[Done[Any], Done[Any]]]
) -> None:
    """Else the later step could not be taken back any more: it would meet what came back."""
    gone, given_up = give_up(desk)
    refused = declined(desk, gone)
    assert "A later step stands against it: " in str(refused)
    assert refused.steps == (given_up.touched.step_id,)
    for _step in range(2):  # what gave it up, and what had taken it
        desk.undo()
    desk.undo(gone.touched.step_id)
    check(desk)


def test_only_what_no_two_may_share_stands_against_anything(desk: Desk) -> None:
    view = desk.do(save_view, "Li", "who:li").result
    gone = desk.do(delete_view, view)
    other = desk.do(save_view, "Bo", "who:li").result
    desk.do(rename_view, other, "Lo")
    desk.undo(gone.touched.step_id)
    check(desk)


def test_a_theme_that_is_called_as_an_alias_was_is_named_where_the_alias_would_come_back(
    desk: Desk,
) -> None:
    parking = desk.do(add_theme, "Parking").result
    desk.do(add_alias, parking, "Hours")
    gone = desk.do(delete_theme, parking)
    hours = desk.do(add_theme, "Hours")
    desk.do(add_theme, "Prices")
    with pytest.raises(CannotUndo) as refused:
        desk.undo(gone.touched.step_id)
    assert "A later step took the same name: Add theme Hours." in str(refused.value)
    assert refused.value.steps == (hours.touched.step_id,)
    check(desk)


@pytest.mark.parametrize("change", ["SET name = 'Ours'", "DELETE"])
def test_what_was_changed_past_the_log_is_not_overwritten(desk: Desk, change: str) -> None:
    """By another program: no step can be named, and nothing is lost."""
    hours = desk.do(add_theme, "Hours").result
    renamed = desk.do(rename_theme, hours, "Opening")
    with closing(sqlite3.connect(desk.path)) as raw:
        fulltext.prepare(raw)
        raw.execute("DELETE FROM theme_tally")
        raw.execute("DELETE FROM theme" if change == "DELETE" else f"UPDATE theme {change}")
        raw.commit()
    before = rows_of(desk.path)
    with pytest.raises(CannotUndo) as refused:
        desk.undo(renamed.touched.step_id)
    assert str(refused.value).endswith("A later change changed the same. Nothing was changed.")
    assert refused.value.steps == ()
    assert rows_of(desk.path) == before


def test_merging_others_since_stands_in_nobodys_way(desk: Desk) -> None:
    one, two, three, four = (
        desk.do(add_theme, name).result for name in ("One", "Two", "Three", "Four")
    )
    merged = desk.do(merge_themes, one, two)
    desk.do(merge_themes, three, four)
    desk.undo(merged.touched.step_id)
    assert themes(desk) == ["Four", "One", "Two"]
    check(desk)
