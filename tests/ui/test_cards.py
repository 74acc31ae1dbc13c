"""The cards of the board: what they say through each lens, how tall they are, what is painted."""

from __future__ import annotations

import shutil
from itertools import combinations
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.movement import take_snapshot
from feedbackdesk.desk.roadmap import (
    ItemFacts,
    edit_item,
    full_roadmap,
    item_named,
    pin_item,
    plan,
    ship_item,
)
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today, show_long_date
from feedbackdesk.domain.words import ItemStage, Lens
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.eyes import changed, ink
from tests.driver.fixtures import Drive
from tests.driver.parts import Row

TODAY = show_long_date(local_today())
INVOICES = "Send invoices as PDF by e-mail"
TINS = "Take tins and crates back for refilling"
IDEAS, LATER, NEXT, NOW, SHIPPED = (
    f"roadmapColumn.{name}" for name in ("idea", "later", "next", "now", "shipped")
)

COLUMNS = (IDEAS, LATER, NEXT, NOW, SHIPPED)
LENSES = {
    "By requests": "requests", "By mentions": "mentions", "By customers’ value": "value",
    "By lost value": "lost", "By momentum": "momentum", "By value for effort": "effort",
}  # fmt: skip


@step("Let firms ask")
def ask_for(work: UnitOfWork, theme: str, *firms: str) -> None:
    for firm in firms:
        record_feedback(work, NewFeedback(theme, Speaker(None, firm), themes=(theme,)))


@step("Lose a sale")
def lose(work: UnitOfWork, theme: str, firm: str, value: int | None = None) -> None:
    facts = LossFacts("Price", value=value)
    record_feedback(work, NewFeedback(theme, Speaker(None, firm), themes=(theme,), loss=facts))


def key_of(desk: Desk, title: str) -> int:
    return desk.ask(item_named, title).id


@step("Fill the shop")
def fill(work: UnitOfWork) -> None:
    """Plan items that differ in one fact each."""
    keys = {}
    for theme, firms, stage in (
        ("Plain", "ABCDEFGH", ItemStage.NOW),
        ("Effort", "ABCDEFG", ItemStage.NOW),
        ("Lost", "ABCDE", ItemStage.NOW),
        ("Worth", "ABCD", ItemStage.NOW),
        ("Sinks", "AB", ItemStage.NEXT),
        ("Rises", "A", ItemStage.NEXT),
        ("Done", "ABCDEFGHIJ", ItemStage.NOW),
        ("Pinned", "", ItemStage.LATER),
    ):
        ask_for(work, theme, *firms)
        keys[theme] = plan(work, [theme], to=stage)
    ship_item(work, keys["Done"])
    lose(work, "Lost", "Y")
    lose(work, "Worth", "Y", 1_048_000)
    edit_item(work, keys["Effort"], ItemFacts(effort=5))
    pin_item(work, keys["Pinned"], 1)


@step("Go on")
def go_on(work: UnitOfWork) -> None:
    """Let one come, one rise, and so one sink, after the ranking was remembered."""
    plan(work, ["Fresh"], to=ItemStage.IDEA)
    ask_for(work, "Rises", "B", "C")


@pytest.fixture(scope="module")
def _shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shop") / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill)
    desk.do(take_snapshot)
    desk.do(go_on)
    desk.close()
    return path


@pytest.fixture
def shop(_shop: Path, tmp_path: Path) -> Path:
    """A copy of that shop."""
    path = tmp_path / "shop.feedbackdesk"
    shutil.copy(_shop, path)
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """The board over that shop."""
    made = drive(shop)
    made.resize(1500, 900)
    made.go("roadmap")
    return made


def card(window: Driver, title: str) -> Row:
    """Return the card of an item, in whatever column it stands."""
    return next(one for name in COLUMNS for one in window.each(name) if one.says == title)


def tall(window: Driver, title: str) -> int:
    """Return how tall a card is."""
    return card(window, title).place.height()


# What is spoken

IN_EACH_LENS = {
    "By requests": ("", ""),
    "By mentions": ("", ""),
    "By customers’ value": ("customers worth £26,240 a year, ", "customers worth £5,450 a year, "),
    "By lost value": ("£450 of lost sales, ", "£2,950 of lost sales, "),
    "By momentum": ("3 in the last 90 days, ", "2 in the last 90 days, "),
    "By value for effort": ("6.0 for each point of effort, ", "no effort known, "),
}


def test_a_card_says_what_the_lens_sees(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    window.go("roadmap")
    assert window.part("lensField").choices == list(IN_EACH_LENS)
    for lens, seen in IN_EACH_LENS.items():
        window.part("lensField").choose(lens)
        window.settle()
        for column, title, asked, worth, what, effort in (
            (NOW, INVOICES, "12 accounts, 17 mentions", ", worth £450", seen[0], ", effort 2"),
            (IDEAS, TINS, "4 accounts, 4 mentions", ", worth £2,950", seen[1], ""),
        ):
            (rank,) = [
                one.rank
                for one in window.desk.ask(full_roadmap, Lens(LENSES[lens]))
                if one.item.title == title
            ]
            stage = "Now" if column == NOW else "Ideas"
            # Under the lens of lost sales their worth is said already.
            also = "" if lens == "By lost value" else worth
            assert window.row(column, title).spoken == (
                f"{title}, rank {rank}, {what}{asked}, 1 lost sale{also}{effort}, in {stage}"
            )


def test_a_card_says_in_which_column_it_stands_and_what_became_of_it(window: Driver) -> None:
    since = f"since the snapshot of {TODAY}"
    assert [one for name in COLUMNS for one in window.rows(name)] == [
        f"Fresh, rank 7, new {since}, 0 accounts, 0 mentions, in Ideas",
        f"Pinned, rank 8, down 1 {since}, 0 accounts, 0 mentions, pinned at place 1, in Later",
        f"Rises, rank 5, up 1 {since}, 3 accounts, 3 mentions, in Next",
        f"Sinks, rank 6, down 1 {since}, 2 accounts, 2 mentions, in Next",
        "Plain, rank 1, 8 accounts, 8 mentions, in Now",
        "Effort, rank 2, 7 accounts, 7 mentions, effort 5, in Now",
        "Lost, rank 3, 6 accounts, 6 mentions, 1 lost sale, in Now",
        "Worth, rank 4, 5 accounts, 5 mentions, 1 lost sale, worth £10,480, in Now",
        "Done, 10 accounts, 10 mentions, in Shipped",
    ]
    assert card(window, "Plain").tip == "Plain"
    assert card(window, "Fresh").tip == f"Fresh\nNew {since}"
    assert card(window, "Pinned").tip == (
        f"Pinned\nPinned by hand at place 1; its rank is 8.\nDown 1 {since}"
    )


# How tall it is


def test_every_card_has_the_same_facts_in_the_same_places(window: Driver) -> None:
    shown = {title: card(window, title).shows for title in SHOWN_BY}
    heights = {tall(window, title) for title in shown}
    assert len(heights) == 1
    for title, said in SHOWN_BY.items():
        assert list(shown[title]) == said, title
    # What is missing is said, and stands where it would.
    rows = [{rect.center().y() for rect in one.values()} for one in shown.values()]
    assert all(one == rows[0] for one in rows[1:])
    for one in shown.values():
        asked, effort = (next(r for w, r in one.items() if w.startswith(of)) for of in ASKED)
        assert abs(asked.right() - effort.right()) <= 1, "numbers end at one edge"
    # The cards stand close: each begins where the one above it ends.
    places = [one.place for one in window.each(NOW)]
    assert [one.top() for one in places[1:]] == [one.bottom() + 1 for one in places[:-1]]
    # With a fact comes no height, nor with a pin.
    window.desk.do(edit_item, key_of(window.desk, "Plain"), ItemFacts(effort=1))
    window.desk.do(pin_item, key_of(window.desk, "Plain"), 1)
    window.settle()
    assert "pinned" in card(window, "Plain").spoken
    assert "effort 1" in card(window, "Plain").shows
    assert {tall(window, title) for title in shown} == heights


def test_the_narrowest_column_decides_what_all_cards_tell(window: Driver) -> None:
    window.desk.do(lose, "Lost", "Z", 123_456_700)
    window.desk.do(edit_item, key_of(window.desk, "Worth"), ItemFacts(effort=12))
    window.settle()
    shapes = set()
    for width in range(900, 1_640, 20):
        window.resize(width, 800)
        told = [
            (unit in one.shows, "effort 12" in one.shows or "effort –" in one.shows, worth)
            for one in (card(window, title) for title in ("Lost", "Worth"))
            for unit, worth in [("requests", any(words.startswith("£") for words in one.shows))]
        ]
        found = told[0][0], "mentions" in " ".join(card(window, "Lost").shows), told[0][2]
        assert told[0][::2] == told[1][::2], "one is told the worth and another is not"
        for title in SHOWN_BY:
            words = list(card(window, title).shows)
            assert not any("…" in one for one in words), (width, words)
            assert any(one.endswith(" mentions") for one in words) is found[1]
        shapes.add(found)
    assert len(shapes) >= 3, "from words to signs, and at last without an amount"


@pytest.fixture
def titles(drive: Drive, tmp_path: Path) -> Driver:
    """A board whose titles grow by one narrow letter; those of Later have a pin beside them."""
    path = tmp_path / "titles.feedbackdesk"
    desk = Desk.open(path)
    desk.do(plan_titles)
    desk.close()
    window = drive(path)
    window.go("roadmap")
    return window


LENGTHS = (1, *range(20, 46), 300)


@step("Plan titles of all lengths")
def plan_titles(work: UnitOfWork) -> None:
    for number, length in enumerate(LENGTHS, 1):
        plan(work, [], item="i" * length, to=ItemStage.NOW)
        pin_item(work, plan(work, [], item="l" * length, to=ItemStage.LATER), number)


@pytest.mark.parametrize(("width", "lines"), [(1500, 3), (900, 5)])
def test_a_card_is_as_tall_as_its_title_needs(titles: Driver, width: int, lines: int) -> None:
    titles.resize(width, 700)
    heights: dict[str, list[int]] = {}
    below: set[int] = set()
    above: set[int] = set()
    for name in (NOW, LATER):
        cards = titles.each(name)
        assert [len(one.says) for one in cards] == sorted(LENGTHS)
        heights[name] = [one.place.height() for one in cards]
        least = heights[name][0]
        # A longer title is never lower; it grows by whole lines, up to so many.
        assert heights[name] == sorted(heights[name])
        steps = sorted({tall - least for tall in heights[name]})
        line = steps[1]
        assert 14 < line < 24
        assert {one // line for one in steps} <= set(range(lines))
        assert steps[-1] == (lines - 1) * line
        assert all(one % line == 0 for one in steps)
        for one in cards:
            # What was measured is what is painted: the bar ends as far above the edge as ever,
            # and between the title and the bar is the room of one line.
            picture = one.picture
            edge, bar = ink(picture, "line"), ink(picture, "bar_track")
            below.add(edge.bottom() - bar.bottom())
            above.add(bar.top() - edge.top() - (one.place.height() - least))
    assert (len(below), len(above)) == (1, 1)
    # The pin takes some of the room.
    pairs = list(zip(heights[NOW], heights[LATER], strict=True))
    assert all(free <= pinned for free, pinned in pairs)
    assert sum(free < pinned for free, pinned in pairs) >= 3


def test_what_is_measured_is_what_is_painted_where_cards_become_narrow(titles: Driver) -> None:
    widths = set()
    for width in range(1_365, 1_400, 5):
        titles.resize(width, 700)
        widths.add(titles.each(NOW)[0].place.width())
        below = set()
        for one in titles.each(NOW)[10:24]:
            picture = one.picture
            below.add(ink(picture, "line").bottom() - ink(picture, "bar_track").bottom())
        assert len(below) == 1, width
    assert min(widths) < 150 < max(widths), "around where cards have less room beside their words"


def test_a_rank_of_three_digits_has_room(titles: Driver) -> None:
    titles.resize(1500, 700)
    before = card(titles, "i").ink("accent")
    titles.desk.do(plan_wishes)
    titles.settle()
    last = titles.each(IDEAS)[-1]
    assert last.spoken.startswith("Wish 98, rank 155, ")
    rank = last.ink("accent")
    number, title = last.shows["0"], last.shows["Wish 98"]
    assert rank.width() > before.width()
    assert rank.right() + 4 <= number.left()
    assert rank.bottom() < title.top()


@step("Plan a hundred wishes")
def plan_wishes(work: UnitOfWork) -> None:
    for number in range(99):
        plan(work, [], item=f"Wish {number:02}")


# What is painted


NO_EFFORT, NO_LOSS = "effort –", "no sale lost"
SHOWN_BY = {
    "Plain": ["1", "8", "requests", "Plain", "8 mentions", NO_EFFORT, NO_LOSS],
    "Effort": ["2", "7", "requests", "Effort", "7 mentions", "effort 5", NO_LOSS],
    "Lost": ["3", "6", "requests", "Lost", "6 mentions", NO_EFFORT, "1 lost"],
    "Worth": [
        "4", "5", "requests", "Worth", "5 mentions", NO_EFFORT, "1 lost", "·", "£10,480",
    ],
    "Rises": ["5", "1", "3", "requests", "Rises", "3 mentions", NO_EFFORT, NO_LOSS],
    "Sinks": ["6", "1", "2", "requests", "Sinks", "2 mentions", NO_EFFORT, NO_LOSS],
    "Fresh": ["7", "new", "0", "requests", "Fresh", "0 mentions", NO_EFFORT, NO_LOSS],
    "Pinned": ["8", "1", "0", "requests", "Pinned", "0 mentions", NO_EFFORT, NO_LOSS],
    "Done": ["10", "requests", "Done", "10 mentions", NO_EFFORT, NO_LOSS],
}  # fmt: skip
ASKED = ("requests", "effort")
INKS = {
    "Lost": "danger", "Worth": "danger", "Rises": "success", "Sinks": "warning",
    "Fresh": "on_accent_soft", "Pinned": "warning",
}  # fmt: skip
"""The colours that tell a fact, each of what a card has to tell."""


def test_each_fact_is_painted_where_it_is_one(window: Driver) -> None:
    for title in SHOWN_BY:
        one = card(window, title)
        picture = one.picture
        edge = ink(picture, "line")
        top = ink(picture, "bar_track").united(ink(picture, "bar"))
        head = picture.rect().adjusted(0, 0, -picture.width() // 2, top.top() - picture.height())
        for role in set(INKS.values()):
            within = picture.rect() if role == "danger" else head
            found = ink(picture, role, within)
            alike = title == "Done" and role == "success"  # so is the mark of what is shipped
            assert alike or found.isEmpty() is (INKS.get(title) != role), (title, role)
            assert found.isEmpty() or edge.contains(found), (title, role)
        # Lost sales are told below the bar.
        lost = ink(picture, "danger")
        assert lost.isEmpty() or lost.top() > top.bottom()
        # The rank stands in the head, or the mark of the stage where there is none.
        ranked = ", rank " in one.spoken
        assert ink(picture, "accent", head).isEmpty() is not ranked
        assert ranked or not ink(picture, "stage_shipped", head).isEmpty()
        # The pin is the only other thing of that colour, at the right of the title.
        pinned = ink(picture, "accent").right() > picture.width() // 2
        assert pinned is (title == "Pinned")
        # The bar's room leaves as much at the left as at the right.
        assert abs((top.left() - edge.left()) - (edge.right() - top.right())) <= 1, title


def test_the_bar_is_as_long_as_the_share_whatever_the_lens(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    window.resize(1500, 900)
    window.go("roadmap")
    for lens, value in LENSES.items():
        window.part("lensField").choose(lens)
        window.settle()
        ranked = window.desk.ask(full_roadmap, Lens(value))
        scores = {one.item.title: one.score or 0 for one in ranked}
        longest = max(scores, key=lambda title: scores[title])
        room = card(window, longest).ink("bar").width()
        for title, points in scores.items():
            if not any(title in window.shown(name) for name in COLUMNS):
                continue  # in a folded column
            bar = card(window, title).ink("bar")
            share = points / scores[longest]
            assert abs(bar.width() - share * room) <= (2 if share > 0.05 else 5), (lens, title)
            assert bar.isEmpty() is (share == 0), (lens, title)
            assert bar.height() == 5 or share < 0.05  # less is round at both ends


def test_only_what_changed_is_painted_anew(window: Driver) -> None:
    plain, effort = card(window, "Plain"), card(window, "Effort")
    bar = plain.ink("bar").united(plain.ink("bar_track"))
    before, unlike = plain.picture, effort.picture
    # More effort is told below the bar alone, and on no other card.
    window.desk.do(edit_item, key_of(window.desk, "Effort"), ItemFacts(effort=6))
    window.settle()
    there = changed(unlike, effort.picture)
    assert not there.isEmpty()
    assert there.top() > bar.bottom()
    assert changed(before, plain.picture).isEmpty()
    # The same firm once more is a mention, and no request: that is told below the bar.
    window.desk.do(ask_for, "Plain", "A")
    window.settle()
    there = changed(before, plain.picture)
    assert not there.isEmpty()
    assert there.top() > bar.bottom()
    assert there.right() < before.width() // 2
    # Through a lens that counts no mentions, one more of them is not to be seen.
    window.part("lensField").choose("By customers’ value")
    window.settle()
    before = plain.picture
    window.desk.do(ask_for, "Plain", "A")
    window.settle()
    assert changed(before, plain.picture).isEmpty()
    # A pin stands at the right of the title.
    window.part("lensField").choose("By requests")
    window.settle()
    before = plain.picture
    window.desk.do(pin_item, key_of(window.desk, "Plain"), 1)
    window.settle()
    there = changed(before, plain.picture)
    assert (there.width(), there.height()) <= (16, 16)
    assert there.left() > before.width() * 3 // 4
    assert there.bottom() < bar.top()
    # Another lens says another number.
    before = plain.picture
    window.part("lensField").choose("By mentions")
    window.settle()
    assert not changed(before, plain.picture).isEmpty()


def test_what_is_lost_is_told_with_what_it_was_worth(window: Driver) -> None:
    for firm, value, said, shown in (
        ("S", None, "2 lost sales, worth £10,480", ["2 lost", "·", "£10,480"]),
        ("T", 100, "3 lost sales, worth £10,481", ["3 lost", "·", "£10,481"]),
    ):
        window.desk.do(lose, "Worth", firm, value)
        window.settle()
        assert said in card(window, "Worth").spoken
        assert list(card(window, "Worth").shows)[-3:] == shown
    # Through the lens of lost sales the number says the worth, and the foot does not once more.
    window.part("lensField").choose("By lost value")
    window.settle()
    shows = list(card(window, "Worth").shows)
    assert (shows.count("£10,481"), shows[-1]) == (1, "3 lost")
    # Where nothing is known of what it was worth, they are only counted.
    window.part("lensField").choose("By requests")
    window.settle()
    window.desk.do(lose, "Lost", "S")
    window.settle()
    assert "2 lost sales, in Now" in card(window, "Lost").spoken
    assert list(card(window, "Lost").shows)[-1] == "2 lost"


def test_numbers_and_words_never_run_into_each_other(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    window.go("roadmap")
    for lens in ("By requests", "By customers’ value", "By value for effort"):
        window.part("lensField").choose(lens)
        for width in range(900, 1800, 150):
            window.resize(width, 800)
            for title in (INVOICES, TINS):
                one = card(window, title)
                edge, shown = ink(one.picture, "line"), list(one.shows.values())
                assert all(edge.contains(rect) for rect in shown), (lens, width, title)
                for first, other in combinations(shown, 2):
                    assert not first.intersects(other), (lens, width, title)


def test_what_is_in_hand_looks_so(window: Driver) -> None:
    plain, effort = card(window, "Plain"), card(window, "Effort")
    calm, frame = effort.picture, plain.ink("line")
    assert plain.ink("selection").isEmpty()
    plain.click()
    window.until(lambda: window.inspected(), "the inspector")
    window.press("Ctrl+I")
    assert not plain.ink("selection").isEmpty()
    assert plain.ink("surface").isEmpty()
    window.choose(NOW, "Plain")
    assert plain.ink("focus") == frame
    assert effort.ink("focus").isEmpty()
    assert changed(calm, effort.picture).isEmpty()
    # What the pointer is on has a stronger edge.
    effort.hover()
    assert not effort.ink("line_strong").isEmpty()
    assert plain.ink("line_strong").isEmpty()
    # A theme that is held over a card shows where it would go, and leaves no trace.
    theme = window.row("themeTray", "Fresh")
    assert window.would_take(theme, NOW, onto="Effort")
    assert not effort.ink("drop_target").isEmpty()
    assert effort.ink("drop_line").width() == effort.ink("drop_target").width() + 4
    assert plain.ink("drop_target").isEmpty()
    window.drag_away()
    assert changed(calm, effort.picture).isEmpty()


def test_headings_part_the_themes(window: Driver) -> None:
    cards = window.shown(NOW)
    heights = {title: tall(window, title) for title in cards}
    window.click("switch.board_group")
    rows = window.each(NOW)
    assert [one.says for one in rows] == [title for title in cards for _twice in range(2)]
    for heading, below in zip(rows[::2], rows[1::2], strict=True):
        assert not heading.enabled
        assert below.enabled
        assert heading.place.height() == 32
        assert below.place.height() == heights[below.says]
        assert below.place.top() == heading.place.bottom() + 1
        line, words = heading.ink("line_strong"), heading.ink("text_muted")
        assert (line.height(), line.bottom()) == (1, heading.place.height() - 3)
        assert line.width() == heading.place.width() - 16
        assert not words.isEmpty()
        assert words.bottom() < line.top()
        assert heading.ink("surface").isEmpty()
