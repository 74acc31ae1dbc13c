"""The page that compares two rankings, by mouse and by key."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.inbox import feedback_page
from feedbackdesk.desk.movement import snapshots, take_snapshot
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import (
    ItemFacts,
    delete_item,
    edit_item,
    full_roadmap,
    plan,
    ship_item,
)
from feedbackdesk.domain.dates import local_today, show_long_date
from feedbackdesk.domain.movement import standings_of
from feedbackdesk.domain.words import ItemStage, Lens, PersonStage
from tests.driver.driver import Driver
from tests.driver.eyes import ink
from tests.driver.fixtures import Drive

TODAY = show_long_date(local_today())
NEXT = "roadmapColumn.next"


def ask_for(desk: Desk, theme: str, *firms: str) -> None:
    for firm in firms:
        desk.do(record_feedback, NewFeedback(theme, Speaker(None, firm), themes=(theme,)))


def item(desk: Desk, title: str) -> int:
    return next(one.item.id for one in desk.ask(full_roadmap) if one.item.title == title)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A shop with Lamps before Cups before Jam before Bags, and nothing remembered."""
    made = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(made)
    for theme, firms in (("Lamps", "ABCD"), ("Cups", "ABC"), ("Jam", "AB"), ("Bags", "A")):
        ask_for(desk, theme, *firms)
        desk.do(plan, [theme], to=ItemStage.NEXT)
    desk.close()
    return made


@pytest.fixture
def window(drive: Drive, path: Path) -> Driver:
    made = drive(path)
    made.go("roadmap")
    return made


def compare(window: Driver) -> None:
    """Open the page by its key."""
    window.press("Ctrl+Shift+R")
    assert window.page == "compare"


def take(window: Driver, name: str = "") -> None:
    """Take a snapshot by its key."""
    window.press("Ctrl+Shift+S")
    answer(window, name)
    assert window.says().startswith("Took a snapshot")


def answer(window: Driver, name: str) -> None:
    """Fill in the line that is asked for, and press Enter."""
    assert (window.dialog(), window.keyboard) == ("question", "questionField")
    window.part("questionField").fill(name)
    window.press("Enter")


def things_happen(desk: Desk) -> None:
    """Let Jam rise, Lamps be shipped, Bags be deleted and Cups be renamed; and Hats come."""
    ask_for(desk, "Jam", "C", "D", "E")
    desk.do(ship_item, item(desk, "Lamps"))
    desk.do(delete_item, item(desk, "Bags"))
    desk.do(edit_item, item(desk, "Cups"), ItemFacts(title="Better cups"))
    desk.do(plan, ["Hats"])


def pick(window: Driver, side: str, name: str) -> None:
    """Pick one of what is remembered by its name."""
    box = window.part(side)
    box.choose(next(one for one in box.choices if one.startswith(name)))
    window.settle()


def picked(window: Driver) -> tuple[str, str]:
    """Return the names of what is compared."""
    then, now = (window.part(side).says for side in ("compareThen", "compareNow"))
    return then.partition(" · ")[0], now.partition(" · ")[0]


def note(window: Driver) -> str:
    """Return what is said to a comparison that tells little; nothing where nothing is."""
    return window.part("compareNote").says


def test_the_journey_from_a_snapshot_to_what_moved_and_back(window: Driver) -> None:
    compare(window)
    # Nothing is remembered yet: the one next step has the keyboard.
    assert window.is_said("Nothing to compare yet")
    assert window.keyboard == "offer.snapshot"
    window.press("Space")
    answer(window, "Before the spring fair")
    assert window.says() == "Took a snapshot: Before the spring fair."
    assert picked(window) == ("Before the spring fair", "The roadmap now")
    assert window.keyboard == "compareList"
    assert window.part("compareTallies").spoken == "Nothing moved."
    things_happen(window.desk)
    window.settle()
    assert window.rows("compareList") == [
        "Jam: up 2, rank 3 then, rank 1 now, 2 requests then, 5 requests now, in Next",
        "Better cups: not moved, rank 2 then, rank 2 now, 3 requests then, 3 requests now, "
        "in Next, called “Cups” then",
        "Hats: new, rank 3 now, 0 requests now, in Ideas",
        "Lamps: shipped, rank 1 then, 4 requests then, 4 requests now, Next then, now Shipped",
        "Bags: gone, rank 4 then, 1 request then, was in Next",
    ]
    assert window.part("compareTallies").spoken == "1 rose, 1 new, 1 shipped, 1 gone."
    assert window.part("compareList").spoken == "What moved: 1 rose, 1 new, 1 shipped, 1 gone."
    # Each sort of movement has a colour of its own.
    for title, role in (("Jam", "success_soft"), ("Hats", "accent_soft")):
        has = {one.says for one in window.each("compareList") if not one.ink(role).isEmpty()}
        assert has == {title}
    window.choose("compareList", "Jam")
    window.press("M")
    assert window.shown("compareList") == ["Jam", "Hats", "Lamps", "Bags"]
    assert window.part("compareMoved").checked
    window.press("M")
    assert len(window.rows("compareList")) == 5
    assert not window.part("compareMoved").checked
    window.press("Home", "Enter")
    assert "5 accounts behind it" in window.inspected()
    window.act("inspector")
    window.choose("compareList", "Bags")
    window.press("Enter")
    assert window.says() == "It is not on the roadmap any more."
    assert not window.has("inspector")
    window.press("Esc")
    assert window.page == "roadmap"


def test_any_two_are_picked_whatever_their_order(window: Driver) -> None:
    desk = window.desk
    take(window, "One")
    ask_for(desk, "Cups", "E", "F")
    desk.remember_print("working", "requests", standings_of(desk.ask(full_roadmap)))
    things_happen(desk)
    compare(window)
    assert picked(window) == ("Working copy", "The roadmap now")
    pick(window, "compareNow", "One")
    assert picked(window) == ("One", "Working copy"), "the earlier one first"
    assert [one.split(":")[1].split(",")[0].strip() for one in window.rows("compareList")] == [
        "up 1", "down 1", "not moved", "not moved",
    ]  # fmt: skip
    assert window.shown("compareList")[0] == "Cups"
    take(window, "Two")
    assert picked(window) == ("One", "Working copy"), "what was picked stays"


def test_one_is_renamed_and_deleted_from_the_page_with_undo(window: Driver) -> None:
    take(window, "One")
    take(window, "Two")
    compare(window)
    assert picked(window) == ("Two", "The roadmap now")
    window.click("compareThenMore")
    assert window.menu_name() == "snapshotMenu"
    assert window.menu() == ["Rename the snapshot…", "Delete the snapshot"]
    window.press("Down", "Enter")
    assert window.part("questionField").holds == "Two"
    answer(window, "Spring")
    assert window.says() == "Renamed snapshot to Spring."
    assert picked(window)[0] == "Spring"
    window.click("compareThenMore")
    window.press("Down", "Down", "Enter")
    assert window.says() == "Deleted snapshot Spring."
    assert picked(window)[0] == "One"
    window.press("Ctrl+Z")
    assert window.says() == "Undone: Delete snapshot Spring."
    assert [one.name for one in window.desk.ask(snapshots)] == ["Spring", "One"]


def test_the_roadmap_as_it_is_has_nothing_to_rename(window: Driver) -> None:
    take(window)
    compare(window)
    assert window.part("compareThenMore").enabled
    assert not window.part("compareNowMore").enabled
    assert picked(window)[0] == "Roadmap by requests"
    window.act("snapshot_delete")
    assert window.desk.ask(snapshots) == []
    assert window.keyboard == "offer.snapshot"
    window.act("snapshot_rename")
    assert window.says() == "There is no print or snapshot yet."
    assert window.dialog() == ""


def test_the_palette_renames_one_before_the_page_was_ever_seen(window: Driver) -> None:
    take(window, "One")
    with window.unanswered():
        window.act("compare")
        window.act("snapshot_rename")
        assert window.dialog() == ""
    assert window.part("questionField").holds == "One"
    answer(window, "Two")
    assert window.says() == "Renamed snapshot to Two."


def test_cards_say_since_when_they_moved(window: Driver) -> None:
    take(window)
    ask_for(window.desk, "Jam", "C", "D", "E")
    window.settle()
    jam = window.each(NEXT)[0]
    assert jam.tip == f"Jam\nUp 2 since the snapshot of {TODAY}"
    assert jam.spoken.startswith(f"Jam, rank 1, up 2 since the snapshot of {TODAY}, 5 accounts")
    window.part("lensField").choose("By mentions")
    window.settle()
    jam = window.each(NEXT)[0]
    assert jam.tip == "Jam"
    assert "since" not in jam.spoken


def test_a_print_of_another_process_is_followed(window: Driver) -> None:
    take(window, "Before")
    compare(window)
    assert len(window.part("compareThen").choices) == 1
    other = Desk.open(window.path)
    ask_for(other, "Jam", "C", "D", "E")
    window.until(
        lambda: window.rows("compareList")[0].startswith("Jam: up 2, "),
        "what another process recorded",
    )
    other.remember_print("working", "requests", standings_of(other.ask(full_roadmap)))
    other.close()
    window.until(lambda: len(window.part("compareThen").choices) == 2, "the print")
    assert window.part("compareThen").choices[0].startswith("Working copy")


def test_the_board_follows_a_print_of_another_process(window: Driver) -> None:
    def moved() -> bool:
        return any(", up 2 since the snapshot" in one for one in window.rows(NEXT))

    take(window, "Before")
    window.go("roadmap")
    other = Desk.open(window.path)
    ask_for(other, "Jam", "C", "D", "E")
    window.until(moved, "what another process recorded")
    other.remember_print("working", "requests", standings_of(other.ask(full_roadmap)))
    other.close()
    window.until(lambda: not moved(), "what moved since the print")


def test_what_it_is_ranked_by_is_shown_then_and_now(window: Driver) -> None:
    take(window, "Requests")
    desk = window.desk
    rich = Speaker("Rich", stage=PersonStage.CUSTOMER)
    key = desk.do(record_feedback, NewFeedback("More jam", rich, themes=("Jam",))).result
    who = desk.ask(feedback_page, [key])[0].who_id
    assert who is not None
    desk.do(edit_person, who, PersonFacts(value=30_000))
    desk.do(take_snapshot, "Value", Lens.VALUE)
    desk.do(edit_person, who, PersonFacts(value=90_000))
    compare(window)
    assert picked(window)[0] == "Value"
    jam = window.row("compareList", "Jam")
    assert "£300 a year then, £900 a year now" in jam.spoken
    assert note(window) == ""
    # It has the most of all, so that its bar is whole; a mark stands where it was: at a third.
    picture = jam.picture
    bar = ink(picture, "bar")
    assert ink(picture, "bar_track").isEmpty()
    mark = ink(picture, "text", bar.adjusted(0, 0, 0, 2))
    assert mark.width() == 2
    assert abs(mark.left() - bar.left() - bar.width() / 3) <= 2
    assert window.row("compareList", "Cups").ink("bar").isEmpty()
    # Between two that are ranked by other things, what it was then is not known.
    pick(window, "compareThen", "Requests")
    pick(window, "compareNow", "Value")
    assert "What customers’ value was then was not kept." in note(window)
    jam = window.row("compareList", "Jam")
    assert "a year then" not in jam.spoken
    assert "£300 a year now" in jam.spoken
    picture = jam.picture
    assert ink(picture, "text", ink(picture, "bar").adjusted(0, 0, 0, 2)).isEmpty()


def test_the_page_can_be_used_in_a_small_window(window: Driver) -> None:
    take(window, "Before the spring fair")
    window.resize(1024, 700)
    window.choose(NEXT, "Jam")
    window.press("Ctrl+I")
    assert "2 accounts behind it" in window.inspected()
    assert window.has("tools.compare")
    assert window.has("tools.print")
    window.act("compare")
    assert not window.has("inspector"), "it tells of a card that is not in sight"
    for side in ("compareThen", "compareNow"):
        assert window.part(side).place.width() >= 200
    assert not window.part("compareMoved").is_cut
    # The numbers and their bars have room, too.
    assert window.row("compareList", "Lamps").ink("bar").width() > 190
    window.act("back")
    assert window.has("inspector"), "it is as it was"
    window.resize(1500, 700)
    assert not window.has("tools.print")


def test_a_deleted_one_is_picked_again_when_it_comes_back(window: Driver) -> None:
    take(window, "One")
    take(window, "Two")
    compare(window)
    pick(window, "compareThen", "One")
    window.act("snapshot_delete")
    assert picked(window)[0] == "Two"
    window.act("undo")
    assert picked(window)[0] == "One"


def test_two_lenses_are_told_apart(window: Driver) -> None:
    take(window, "One")
    window.part("lensField").choose("By mentions")
    window.settle()
    take(window, "Two")
    compare(window)
    assert note(window) == ""
    pick(window, "compareThen", "One")
    pick(window, "compareNow", "Two")
    assert note(window) == ("Ranked by requests then and by mentions later: a place tells little.")


def test_hostile_names_and_many_items_are_painted(window: Driver) -> None:
    hostile = '<b>"]\u202e & 🎪 سوق الربيع ' + "x" * 120
    window.desk.do(take_snapshot, hostile)
    for name in ("<i>&amp;</i>" + "w" * 280, "مطعم 🎪", "a\ud800b & c"):
        window.desk.do(plan, [name])
    compare(window)
    titles = {one.item.title for one in window.desk.ask(full_roadmap)}
    for width in (880, 1024, 1500):
        window.resize(width, 700)
        rows = window.each("compareList")
        assert {row.says for row in rows} == titles
        for row in rows:
            picture = row.picture
            # The bar of numbers begins where the words have ended.
            numbers = ink(picture, "bar").united(ink(picture, "bar_track"))
            words = picture.rect().adjusted(0, 0, numbers.left() - picture.width() - 8, 0)
            assert not ink(picture, "text", words).isEmpty()
            assert ink(picture, "text", words).right() <= numbers.left() - 20
    box = window.part("compareThen")
    assert box.says.startswith('<b>"]')
    assert len(box.says) < 90
    assert box.place.width() <= 400


def test_escape_closes_a_question_first(window: Driver) -> None:
    compare(window)
    window.press("Ctrl+Shift+S")
    assert window.dialog() == "question"
    window.press("Esc")
    assert window.dialog() == ""
    assert window.page == "compare"
    assert window.desk.ask(snapshots) == []


def test_what_cannot_be_changed_is_compared_all_the_same(drive: Drive, path: Path) -> None:
    desk = Desk.open(path)
    desk.remember_print("working", "requests", standings_of(desk.ask(full_roadmap)))
    things_happen(desk)
    desk.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    window = drive(path)
    window.act("compare")
    assert window.shown("compareList") == ["Jam", "Better cups", "Hats", "Lamps", "Bags"]
    for name in ("compareSnapshot", "compareThenMore"):
        assert not window.part(name).enabled
    assert not window.can("snapshot")
    window.press("Ctrl+Shift+S")
    assert window.dialog() == ""
