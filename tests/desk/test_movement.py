"""Snapshots of the ranking, and what moved between two of them, years later too."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from feedbackdesk.desk.changes import what_changed
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.history import history
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.movement import (
    comparison,
    delete_snapshot,
    rename_snapshot,
    snapshot_named,
    snapshots,
    take_snapshot,
)
from feedbackdesk.desk.roadmap import (
    ItemFacts,
    delete_item,
    edit_item,
    full_roadmap,
    plan,
    ranked_roadmap,
    ship_item,
)
from feedbackdesk.domain.dates import local_today, show_long_date
from feedbackdesk.domain.errors import Ambiguous, NotThere, Refusal
from feedbackdesk.domain.movement import UNKNOWN_TITLE, Move, standings_of
from feedbackdesk.domain.rows import Touched
from feedbackdesk.domain.words import Edition, Lens
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.roadmap_page import roadmap_document

if TYPE_CHECKING:
    from pathlib import Path


def ask_for(desk: Desk, theme: str, *firms: str) -> None:
    """Let firms ask for something."""
    for firm in firms:
        desk.do(record_feedback, NewFeedback(theme, Speaker(None, firm), themes=(theme,)))


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A shop with three things to do: Lamps before Cups before Jam."""
    ask_for(desk, "Lamps", "A", "B", "C")
    ask_for(desk, "Cups", "A", "B")
    ask_for(desk, "Jam", "A")
    for name in ("Lamps", "Cups", "Jam"):
        desk.do(plan, [name])
    return desk


def item(desk: Desk, title: str) -> int:
    """Return an item's key."""
    return next(one.item.id for one in desk.ask(full_roadmap) if one.item.title == title)


def print_it(desk: Desk, lens: Lens = Lens.REQUESTS) -> None:
    """Print the roadmap, as far as a workspace notices."""
    desk.remember_print("working", lens.value, standings_of(desk.ask(full_roadmap, lens)))


def told(desk: Desk, then: int, now: int | None = None) -> list[tuple[str, str]]:
    """Return what moved between two rankings, in words."""
    return [(one.title, one.words) for one in desk.ask(comparison, then, now).moved]


def test_a_snapshot_remembers_what_was_so_whatever_comes_later(shop: Desk) -> None:
    key = shop.do(take_snapshot, "Before the spring fair").result
    ask_for(shop, "Jam", "D", "E", "F")
    shop.do(edit_item, item(shop, "Cups"), ItemFacts(title="Better cups"))
    shop.do(ship_item, item(shop, "Lamps"))
    shop.do(plan, ["Shelves"])
    found = shop.ask(comparison, key)
    assert [(one.title, one.was_called, one.words) for one in found.moved] == [
        ("Jam", "", "up 2"),
        ("Better cups", "Cups", ""),
        ("Shelves", "", "new"),
        ("Lamps", "", "shipped"),
    ]
    assert found.summary == "1 rose, 1 new, 1 shipped."
    jam = found.moved[0]
    assert jam.then is not None
    assert jam.now is not None
    assert (jam.then.requests, jam.now.requests) == (1, 4)
    shop.do(delete_item, item(shop, "Better cups"))
    assert told(shop, key)[-1] == ("Cups", "gone")


def test_two_that_are_remembered_are_compared_the_earlier_one_first(shop: Desk) -> None:
    first = shop.do(take_snapshot).result
    ask_for(shop, "Cups", "D", "E")
    print_it(shop)
    ask_for(shop, "Jam", *"DEFGHI")
    printed, taken = shop.ask(snapshots)
    assert (printed.name, printed.is_print, taken.name, taken.is_print) == (
        "Working copy", True, "Roadmap by requests", False,
    )  # fmt: skip
    assert printed.number == taken.number == 3
    assert told(shop, printed.id, first) == [("Cups", "up 1"), ("Lamps", "down 1"), ("Jam", "")]
    assert shop.ask(comparison, printed.id, first).then == taken
    assert told(shop, first, first) == [("Lamps", ""), ("Cups", ""), ("Jam", "")]
    assert shop.ask(comparison, first, first).summary == "Nothing moved."


def test_a_snapshot_is_a_step_and_a_print_is_none(shop: Desk) -> None:
    before = shop.ask(history)[0].id
    print_it(shop)
    assert shop.ask(history)[0].id == before
    key = shop.do(take_snapshot, "Fair").result
    assert shop.ask(history)[0].did == "Take a snapshot: Fair"
    shop.do(rename_snapshot, key, "Spring fair")
    shop.do(delete_snapshot, key)
    assert [one.name for one in shop.ask(snapshots)] == ["Working copy"]
    assert shop.undo().result == "Delete snapshot Spring fair"
    assert [one.name for one in shop.ask(snapshots)] == ["Spring fair", "Working copy"]
    assert shop.undo().result == "Rename snapshot to Spring fair"
    shop.undo()
    assert [one.name for one in shop.ask(snapshots)] == ["Working copy"]
    shop.redo()
    assert told(shop, key) == [("Lamps", ""), ("Cups", ""), ("Jam", "")]


def test_a_print_is_renamed_and_deleted_with_undo(shop: Desk) -> None:
    print_it(shop)
    (printed,) = shop.ask(snapshots)
    shop.do(rename_snapshot, printed.id, "For the bank")
    shop.do(delete_snapshot, printed.id)
    assert shop.ask(snapshots) == []
    assert shop.ask(ranked_roadmap)[0].since == ""
    shop.undo()
    assert shop.ask(snapshots) == [replace(printed, name="For the bank")]
    assert shop.check() == []


def test_the_history_tells_it_in_words(shop: Desk) -> None:
    key = shop.do(take_snapshot, "Fair", Lens.MENTIONS).result
    story = shop.ask(what_changed, shop.ask(history)[0].id)
    assert story is not None
    assert [one.words for one in story.changes] == ["New snapshot: Fair"]
    assert [(one.word, one.after) for one in story.changes[0].fields] == [("ranked by", "Mentions")]
    shop.do(rename_snapshot, key, "Autumn")
    story = shop.ask(what_changed, shop.ask(history)[0].id)
    assert story is not None
    assert [one.words for one in story.changes] == ["Snapshot renamed: Fair → Autumn"]


def test_movement_is_counted_from_the_last_of_the_same_lens(shop: Desk) -> None:
    print_it(shop)
    ask_for(shop, "Jam", "B", "C", "D")
    today = show_long_date(local_today())
    assert [(one.item.title, one.movement_since) for one in shop.ask(ranked_roadmap)] == [
        ("Jam", f"up 2 since the print of {today}"),
        ("Lamps", f"down 1 since the print of {today}"),
        ("Cups", f"down 1 since the print of {today}"),
    ]
    # Nothing by momentum was remembered: a place by requests tells nothing of one by momentum.
    assert not any(one.movement or one.is_new for one in shop.ask(full_roadmap, Lens.MOMENTUM))
    shop.do(take_snapshot, lens=Lens.MOMENTUM)
    assert not any(one.movement for one in shop.ask(full_roadmap, Lens.MOMENTUM))
    assert shop.ask(ranked_roadmap)[0].movement == "up 2", "still since the print"
    shop.do(take_snapshot)
    assert {one.movement for one in shop.ask(ranked_roadmap)} == {""}
    assert {one.since for one in shop.ask(ranked_roadmap)} == {f"the snapshot of {today}"}


def date_back(desk: Desk, days: int) -> None:
    """Let the newest print or snapshot be of an earlier day."""
    then = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
    with closing(sqlite3.connect(desk.path)) as raw, raw:
        raw.execute(
            "UPDATE print_run SET at = ? WHERE id = (SELECT max(id) FROM print_run)", (then,)
        )


def arrows(desk: Desk, edition: Edition = Edition.WORKING) -> dict[str, str]:
    """Return what a print says of each item that moved."""
    made = desk.ask(roadmap_document, RoadmapOptions(edition=edition))
    return {one.title: one.movement for one in made.entries if one.movement}


def test_a_second_format_shows_the_same_arrows(shop: Desk) -> None:
    print_it(shop)
    date_back(shop, 3)
    ask_for(shop, "Jam", "B", "C", "D")
    moved = {"Jam": "up 2", "Lamps": "down 1", "Cups": "down 1"}
    day = show_long_date(local_today() - timedelta(days=3))
    assert shop.ask(ranked_roadmap)[0].since == f"the print of {day}"
    for _copy in range(3):
        assert arrows(shop) == moved
        print_it(shop)
        assert not any(one.moved for one in shop.ask(ranked_roadmap)), "the screen knows each print"
    date_back(shop, 1)
    assert arrows(shop) == {}
    ask_for(shop, "Cups", "X", "Y", "Z", "V", "W")
    assert arrows(shop)
    shop.do(take_snapshot)
    assert arrows(shop) == {}, "a snapshot is taken on purpose"


def test_customers_read_only_of_prints_that_were_theirs(shop: Desk) -> None:
    print_it(shop)
    date_back(shop, 5)
    shop.do(take_snapshot)
    ask_for(shop, "Jam", "B", "C", "D")
    assert arrows(shop)
    assert arrows(shop, Edition.CUSTOMER) == {}
    theirs = shop.ask(roadmap_document, RoadmapOptions(edition=Edition.CUSTOMER))
    shop.remember_print("customer", "requests", theirs.ranking)
    ask_for(shop, "Cups", "X", "Y", "Z", "V", "W")
    assert arrows(shop, Edition.CUSTOMER) == {}, "a second copy of one day"
    date_back(shop, 2)
    print_it(shop)
    assert arrows(shop, Edition.CUSTOMER)["Cups"].startswith("up")


def test_two_lenses_are_compared_and_that_is_said(shop: Desk) -> None:
    by_requests = shop.do(take_snapshot).result
    by_mentions = shop.do(take_snapshot, lens=Lens.MENTIONS).result
    assert shop.ask(comparison, by_requests).lens is Lens.REQUESTS
    both = shop.ask(comparison, by_requests, by_mentions)
    assert (both.lens, both.same_lens) == (Lens.MENTIONS, False)


def test_what_cannot_be_done_gets_a_sentence(desk: Desk) -> None:
    with pytest.raises(Refusal, match="Nothing is on the roadmap yet"):
        desk.do(take_snapshot)
    with pytest.raises(Refusal, match="not two rankings"):
        desk.ask(comparison, None)
    with pytest.raises(NotThere, match="no longer there"):
        desk.ask(comparison, 7)
    with pytest.raises(NotThere, match="no longer there"):
        desk.do(delete_snapshot, 7)
    desk.do(plan, ["Lamps"])
    with pytest.raises(Refusal, match="fit"):
        desk.do(take_snapshot, "x" * 5_000_000)
    key = desk.do(take_snapshot, " \0\u202e ").result
    assert desk.ask(snapshots)[0].name
    with pytest.raises(Refusal, match="empty"):
        desk.do(rename_snapshot, key, " \n ")
    for name in ('"] drop', "<b>&amp;", "🎪 fair", "سوق الربيع", "a\ud800b", "two\nlines"):
        desk.do(rename_snapshot, key, name)
        assert "\n" not in desk.ask(snapshots)[0].name
    assert desk.check() == []


def test_one_is_found_by_name_by_key_and_as_the_last(shop: Desk) -> None:
    with pytest.raises(NotThere, match="Nothing was printed yet"):
        shop.ask(snapshot_named, "last")
    fair = shop.do(take_snapshot, "Spring Fair").result
    print_it(shop)
    print_it(shop)
    newest = shop.ask(snapshots)[0]
    assert shop.ask(snapshot_named, "NOW") is None
    assert shop.ask(snapshot_named, "last") == newest
    assert (found := shop.ask(snapshot_named, "spring fair")) is not None
    assert found.id == fair
    assert (found := shop.ask(snapshot_named, str(fair))) is not None
    assert found.id == fair
    with pytest.raises(Ambiguous, match="Use the id"):
        shop.ask(snapshot_named, "working copy")
    for nothing in ("", "77", "9" * 5_000, "x" * 100_000, "\0"):
        with pytest.raises(NotThere):
            shop.ask(snapshot_named, nothing)


def test_ranks_of_an_older_version_are_still_read(shop: Desk) -> None:
    lamps, jam = item(shop, "Lamps"), item(shop, "Jam")
    with closing(sqlite3.connect(shop.path)) as raw, raw:
        raw.execute(
            "INSERT INTO print_run (uid, at, edition, lens, ranking)"
            " VALUES ('u', '2024-11-03T12:00:00.000000+00:00', 'working', 'requests', ?)",
            (f'{{"{jam}": 1, "{lamps}": 2, "99": 3}}',),
        )
    (old,) = shop.ask(snapshots)
    assert (old.is_whole, old.words) == (False, "the print of 3 November 2024")
    shop.do(ship_item, item(shop, "Cups"))
    found = shop.ask(comparison, old.id)
    # Whether the cups were shipped by then, nobody knows: nothing is said of them.
    assert [(one.title, one.words) for one in found.moved] == [
        ("Lamps", "up 1"),
        ("Jam", "down 1"),
        (UNKNOWN_TITLE, "gone"),
    ]
    assert not found.is_whole


def test_erasing_somebody_leaves_no_name_in_a_snapshot(shop: Desk, tmp_path: Path) -> None:
    speaker = Speaker('Zoe "Zip" Quill')
    shop.do(record_feedback, NewFeedback("Hi", speaker, themes=("Lamps",)))
    key = shop.ask(person_named, 'Zoe "Zip" Quill').id
    cups, jam = item(shop, "Cups"), item(shop, "Jam")
    shop.do(edit_item, cups, ItemFacts(title='Cups for Zoe "Zip" Quill'))
    first = shop.do(take_snapshot, 'Lunch with Zoe "Zip" Quill').result
    second = shop.do(take_snapshot, 'zoe "zip" quill again').result
    shop.do(rename_snapshot, second, "Second")
    shop.do(edit_item, cups, ItemFacts(title="Cups"))
    shop.do(delete_item, jam)
    gone = shop.do(take_snapshot, 'With Zoe "Zip" Quill').result
    shop.do(delete_snapshot, gone)
    moved = told(shop, first)
    erased = shop.erase(key)
    assert erased.elsewhere == ()
    assert {one.name for one in shop.ask(snapshots)} == {"Second", "Roadmap by requests"}
    assert told(shop, first) == moved, "the numbers stay, with today's titles"
    for one in shop.ask(history):
        assert "zip" not in one.did.casefold()
        try:
            shop.undo(one.id)
        except Refusal:
            continue
    assert shop.check() == []
    shop.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file()).lower()
    assert b"quill" not in left


def test_another_window_sees_a_snapshot(shop: Desk) -> None:
    other = Desk.open(shop.path)
    seen: list[bool] = []
    other.on_change(lambda touched: seen.append(touched.touches("print_run")))
    other.poll()
    shop.do(take_snapshot)
    assert other.poll()
    assert seen == [True]
    other.close()


def test_another_window_sees_a_print_which_is_no_step(shop: Desk) -> None:
    other = Desk.open(shop.path)
    seen: list[Touched] = []
    other.on_change(seen.append)
    other.poll()
    print_it(shop)
    assert other.poll()
    assert [(one.step_id, set(one.rows), one.foreign) for one in seen] == [
        (None, {"print_run"}, True)
    ]
    assert not other.poll()
    print_it(other)
    other.do(take_snapshot)
    assert not other.poll(), "what is done here is told once"
    assert shop.poll()
    print_it(shop)
    ask_for(shop, "Hats", "A")
    assert other.poll()
    assert seen[-1].touches("print_run")
    assert seen[-1].touches("feedback")
    other.close()


def test_what_moved_is_told_of_two_thousand_items(desk: Desk) -> None:
    desk.do(plan, ["One"])
    (entry,) = desk.ask(full_roadmap)
    many = tuple(
        replace(one, item_id=key, rank=key, title=f"{key} " + "x" * 290)
        for key in range(1, 2_001)
        for one in standings_of([entry])
    )
    desk.remember_print("working", "requests", many)
    (kept,) = desk.ask(snapshots)
    assert kept.number == 2_000
    found = desk.ask(comparison, kept.id)
    assert sum(one.move is Move.GONE for one in found.moved) == 1_999
