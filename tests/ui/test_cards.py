"""The cards of the board: what they say through each lens, how tall they are, what is painted."""

from __future__ import annotations

import shutil
from itertools import pairwise
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
BAR_BELOW_EDGE = 54
"""From the upper edge of a card with one line of title to its bar."""
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
        for column, title, asked, worth, what in (
            (NOW, INVOICES, "12 accounts, 17 mentions, 1 lost sale", ", worth £450", seen[0]),
            (IDEAS, TINS, "4 accounts, 4 mentions, 1 lost sale", ", worth £2,950", seen[1]),
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
                f"{title}, rank {rank}, {what}{asked}{also}, in {stage}"
            )


def test_a_card_says_in_which_column_it_stands_and_what_became_of_it(window: Driver) -> None:
    since = f"since the snapshot of {TODAY}"
    assert [one for name in COLUMNS for one in window.rows(name)] == [
        f"Fresh, rank 7, new {since}, 0 accounts, 0 mentions, in Ideas",
        f"Pinned, rank 8, down 1 {since}, 0 accounts, 0 mentions, pinned at place 1, in Later",
        f"Rises, rank 5, up 1 {since}, 3 accounts, 3 mentions, in Next",
        f"Sinks, rank 6, down 1 {since}, 2 accounts, 2 mentions, in Next",
        "Plain, rank 1, 8 accounts, 8 mentions, in Now",
        "Effort, rank 2, 7 accounts, 7 mentions, in Now",
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


def test_a_foot_is_there_only_for_what_it_tells(window: Driver) -> None:
    bare, footed = tall(window, "Plain"), tall(window, "Effort")
    assert tall(window, "Done") == bare
    for title in ("Lost", "Worth", "Rises", "Sinks", "Fresh", "Pinned"):
        assert tall(window, title) == footed, title
    chip = card(window, "Effort").ink("sunken")
    assert bare + chip.height() < footed < bare + 2 * chip.height()
    # The cards stand close: each begins where the one above it ends.
    places = [one.place for one in window.each(NOW)]
    assert [one.top() for one in places[1:]] == [one.bottom() + 1 for one in places[:-1]]
    # With the fact goes the foot, and comes again.
    effort = key_of(window.desk, "Effort")
    window.desk.do(edit_item, effort, ItemFacts(clear_effort=True))
    window.settle()
    assert tall(window, "Effort") == bare
    assert card(window, "Effort").ink("sunken").isEmpty()
    window.desk.do(edit_item, effort, ItemFacts(effort=1))
    window.settle()
    assert tall(window, "Effort") == footed
    # A pin stands in the head and needs no foot.
    window.desk.do(pin_item, key_of(window.desk, "Plain"), 1)
    window.settle()
    assert "pinned" in card(window, "Plain").spoken
    assert tall(window, "Plain") == bare


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


@pytest.mark.parametrize(("width", "lines"), [(1500, 3), (900, 4)])
def test_a_card_is_as_tall_as_its_title_needs(titles: Driver, width: int, lines: int) -> None:
    titles.resize(width, 700)
    heights: dict[str, list[int]] = {}
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
            assert edge.bottom() - bar.bottom() == 16, one
            assert bar.top() - edge.top() - (one.place.height() - least) == BAR_BELOW_EDGE, one
    # The pin takes some of the room.
    pairs = list(zip(heights[NOW], heights[LATER], strict=True))
    assert all(free <= pinned for free, pinned in pairs)
    assert sum(free < pinned for free, pinned in pairs) >= 3


def test_what_is_measured_is_what_is_painted_where_cards_become_narrow(titles: Driver) -> None:
    widths = set()
    for width in range(1_380, 1_415, 5):
        titles.resize(width, 700)
        widths.add(titles.each(NOW)[0].place.width())
        for one in titles.each(NOW)[10:24]:
            picture = one.picture
            assert ink(picture, "line").bottom() - ink(picture, "bar_track").bottom() == 16, width
    assert widths >= {150, 152, 153}, "around where cards have less room beside their words"


def test_a_rank_of_three_digits_has_room(titles: Driver) -> None:
    titles.resize(1500, 700)
    before = card(titles, "i")
    narrow = (before.ink("accent"), before.ink("text").left())
    titles.desk.do(plan_wishes)
    titles.settle()
    last = titles.each(IDEAS)[-1]
    assert last.spoken.startswith("Wish 98, rank 155, ")
    rank, picture = last.ink("accent"), last.picture
    head = picture.rect().adjusted(0, 0, 0, -picture.rect().height() // 2)
    after = card(titles, "i")
    for one in (last, after):
        name = ink(one.picture, "text", head.adjusted(rank.right() + 1, 0, 0, 0))
        assert name.left() >= rank.right() + 4, "the rank has room before the title"
    assert rank.width() > narrow[0].width()


@step("Plan a hundred wishes")
def plan_wishes(work: UnitOfWork) -> None:
    for number in range(99):
        plan(work, [], item=f"Wish {number:02}")


# What is painted


SHOWN_BY = {
    "Plain": set(),
    "Effort": {"sunken"},
    "Lost": {"danger_soft", "danger"},
    "Worth": {"danger_soft", "danger"},
    "Rises": {"success"},
    "Sinks": {"warning"},
    "Fresh": {"on_accent_soft"},
    "Pinned": {"warning"},
    "Done": {"stage_shipped"},
}
"""The colours that tell a fact, each of what a card has to tell."""
FACTS = ("sunken", "danger_soft", "danger", "success", "warning", "on_accent_soft")


def test_each_fact_is_painted_where_it_is_one(window: Driver) -> None:
    for title, roles in SHOWN_BY.items():
        one = card(window, title)
        picture = one.picture
        edge = ink(picture, "line")
        top, foot = ink(picture, "bar_track").united(ink(picture, "bar")), picture.rect()
        foot.setTop(top.bottom() + 1)
        found = {role for role in FACTS if not ink(picture, role, foot).isEmpty()}
        assert found == roles - {"stage_shipped"}, title
        for role in found:
            assert edge.contains(ink(picture, role, foot)), (title, role)
        # The chips stand at the left, below the rank and the bar; what moved stands at the right.
        for role in found & {"sunken", "danger_soft"}:
            chip = ink(picture, role, foot)
            assert abs(chip.left() - top.left()) <= 1
            assert chip.height() == 20
            assert edge.bottom() - chip.bottom() == 9
            assert chip.top() - top.bottom() == 14
        for role in found & {"success", "warning", "on_accent_soft"}:
            assert ink(picture, role, foot).left() > picture.width() // 2
            assert ink(picture, role, foot).right() < top.right() - 8, "the number comes after"
        # The rank stands in the head, or the mark of the stage where there is none.
        head = picture.rect().adjusted(0, 0, -picture.width() // 2, top.top() - picture.height())
        ranked = ", rank " in one.spoken
        assert ink(picture, "accent", head).isEmpty() is not ranked
        assert ink(picture, "stage_shipped", head).isEmpty() is ranked
        # The pin is the only other thing of that colour, at the right of the head.
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
    # More effort is told in the foot alone, and on no other card.
    window.desk.do(edit_item, key_of(window.desk, "Effort"), ItemFacts(effort=6))
    window.settle()
    there = changed(unlike, effort.picture)
    assert not there.isEmpty()
    assert there.top() > bar.bottom()
    assert changed(before, plain.picture).isEmpty()
    # The same firm once more is a mention, and no request: that stands at the right of the line.
    window.desk.do(ask_for, "Plain", "A")
    window.settle()
    there = changed(before, plain.picture)
    assert not there.isEmpty()
    assert there.bottom() < bar.top()
    assert there.left() > before.width() // 2
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
    assert there.bottom() < bar.top() - 22
    # Another lens says another number.
    before = plain.picture
    window.part("lensField").choose("By mentions")
    window.settle()
    assert not changed(before, plain.picture).isEmpty()


def test_what_is_lost_is_told_with_what_it_was_worth(window: Driver) -> None:
    chip = card(window, "Worth").ink("danger_soft")
    assert chip.width() > card(window, "Lost").ink("danger_soft").width() + 40
    pictures = [card(window, "Worth").picture]
    for firm, value, said in (
        ("S", None, "2 lost sales, worth £10,480"),
        ("T", 100, "3 lost sales, worth £10,481"),
    ):
        window.desk.do(lose, "Worth", firm, value)
        window.settle()
        assert said in card(window, "Worth").spoken
        pictures.append(card(window, "Worth").picture)
    for one, other in pairwise(pictures):
        foot = chip.adjusted(0, 0, 20, 0)
        assert not changed(one.copy(foot), other.copy(foot)).isEmpty()
    # Through the lens of lost sales the number says the worth, and the chip does not once more.
    window.part("lensField").choose("By lost value")
    window.settle()
    assert (
        card(window, "Worth").ink("danger_soft").width()
        == card(window, "Lost").ink("danger_soft").width()
    )
    # Where nothing is known of what it was worth, the chip only counts.
    window.part("lensField").choose("By requests")
    window.settle()
    before = card(window, "Lost").ink("danger_soft").width()
    window.desk.do(lose, "Lost", "S")
    window.settle()
    assert "2 lost sales, in Now" in card(window, "Lost").spoken
    assert abs(card(window, "Lost").ink("danger_soft").width() - before) <= 2


def test_an_amount_is_shown_whole_or_not_at_all(window: Driver) -> None:
    # Both stand on the card, and an effort that gives way first.
    window.desk.do(edit_item, key_of(window.desk, "Worth"), ItemFacts(effort=12))
    window.settle()
    seen: set[tuple[int, int]] = set()
    rooms: set[tuple[int, int]] = set()
    for width in (*range(900, 1200, 25), *range(1200, 1320, 8), *range(1550, 1650, 10)):
        window.resize(width, 800)
        picture = card(window, "Worth").picture
        edge, foot = ink(picture, "line"), picture.rect()
        foot.setTop(ink(picture, "bar").bottom() + 1)
        lost, effort = ink(picture, "danger_soft", foot), ink(picture, "sunken", foot)
        seen.add((lost.width(), effort.width()))
        # All the room that there is counts: from edge to edge of the bar.
        bar = ink(picture, "bar").united(ink(picture, "bar_track"))
        rooms.add((bar.width() - 5, lost.width()))
        for chip in (lost, effort):
            assert chip.isEmpty() or edge.contains(chip)
            assert chip.isEmpty() or edge.right() - chip.right() >= 8
        assert effort.isEmpty() or effort.left() - lost.right() == 7
    words = sorted({lost for lost, _effort in seen})
    assert len(words) == 2, "with its worth, or without it"
    assert words[1] - words[0] > 40
    for room, shown in rooms:
        assert (shown == words[1]) is (room >= words[1]) or abs(room - words[1]) <= 1, room
    assert any(shown == words[1] and room < words[1] + 8 for room, shown in rooms)
    # The effort gives way before it is cut: 1 is not 12.
    efforts = {effort for _lost, effort in seen}
    assert len(efforts) == 2
    assert 0 in efforts


def test_numbers_and_words_never_run_into_each_other(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    window.go("roadmap")
    for lens in ("By requests", "By customers’ value", "By value for effort"):
        window.part("lensField").choose(lens)
        for width in range(900, 1800, 150):
            window.resize(width, 800)
            for title in (INVOICES, TINS):
                picture = card(window, title).picture
                bar = ink(picture, "bar").united(ink(picture, "bar_track"))
                line = picture.rect()
                line.setTop(bar.top() - 18)
                line.setBottom(bar.top() - 2)
                said, beside = (ink(picture, role, line) for role in ("text", "text_muted"))
                if not beside.isEmpty() and not said.isEmpty():
                    assert said.right() + 4 < beside.left(), (lens, width, title)
                    assert beside.right() <= bar.right()


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
    window.drag_away(NOW)
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
        assert (line.height(), line.bottom()) == (1, heading.place.height() - 2)
        assert line.width() == heading.place.width() - 4
        assert not words.isEmpty()
        assert words.bottom() < line.top()
        assert heading.ink("surface").isEmpty()
