"""What moved between two rankings, whatever they are."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.movement import (
    UNKNOWN_TITLE,
    Move,
    Standing,
    compare,
    decode,
    encode,
    stage_words,
    summary,
    tally,
)
from feedbackdesk.domain.words import OPEN_STAGES, ItemStage

ENDED = (ItemStage.SHIPPED, ItemStage.DECLINED)
NUMBERS = st.integers(min_value=0, max_value=10**12)
BACK = {Move.UP: Move.DOWN, Move.DOWN: Move.UP, Move.SAME: Move.SAME, Move.NEW: Move.GONE}


@st.composite
def rankings(draw: st.DrawFn, *, may_end: bool = True) -> tuple[Standing, ...]:
    """Return a ranking as a roadmap makes it: the open ones ranked without a gap, then ends."""
    keys = draw(st.lists(st.integers(1, 30), unique=True, max_size=12))
    number = draw(st.integers(0, len(keys))) if may_end else len(keys)
    found = []
    for place, key in enumerate(keys, 1):
        is_open = place <= number
        found.append(
            Standing(
                key,
                draw(st.text(max_size=20)),
                place if is_open else None,
                draw(st.sampled_from(OPEN_STAGES if is_open else ENDED)),
                draw(NUMBERS),
                draw(NUMBERS),
                draw(NUMBERS),
            )
        )
    return tuple(found)


@given(rankings(), rankings())
def test_every_item_of_either_ranking_is_told_once(
    then: tuple[Standing, ...], now: tuple[Standing, ...]
) -> None:
    moved = compare(then, now)
    assert Counter(one.item_id for one in moved) == Counter(
        {one.item_id for one in then} | {one.item_id for one in now}
    )
    for one in moved:
        assert one.then in (*then, None)
        assert one.now in (*now, None)
        assert one.title
    stayed = sum(one.move is Move.SAME for one in moved)
    assert sum(number for _move, number in tally(moved)) + stayed == len(moved)
    assert (summary(moved) == "Nothing moved.") == (stayed == len(moved))


@given(rankings(), rankings())
def test_the_order_is_that_of_the_later_ranking(
    then: tuple[Standing, ...], now: tuple[Standing, ...]
) -> None:
    moved = compare(then, now)
    ranks = [one.now.rank for one in moved if one.now and one.now.rank is not None]
    assert ranks == sorted(ranks)
    groups = [0 if one.now and one.now.rank is not None else 1 if one.now else 2 for one in moved]
    assert groups == sorted(groups)


@given(rankings())
def test_a_ranking_did_not_move_against_itself(ranking: tuple[Standing, ...]) -> None:
    assert {one.move for one in compare(ranking, ranking)} <= {Move.SAME}


@given(rankings(may_end=False), rankings(may_end=False))
def test_looked_at_the_other_way_round_everything_moved_back(
    then: tuple[Standing, ...], now: tuple[Standing, ...]
) -> None:
    there = {one.item_id: one for one in compare(then, now)}
    back = {one.item_id: one for one in compare(now, then)}
    opposite = BACK | {Move.GONE: Move.NEW}
    for key, one in there.items():
        assert back[key].move is opposite[one.move]
        assert back[key].places == -one.places
    if there.keys() == {one.item_id for one in then} == {one.item_id for one in now}:
        assert sum(one.places for one in there.values()) == 0, "who rises, others fall"


@given(rankings(), rankings())
def test_what_is_not_known_is_not_claimed(
    then: tuple[Standing, ...], now: tuple[Standing, ...]
) -> None:
    """A ranking of an older version has ranks alone: who was shipped by then, nobody knows."""
    ranks_alone = tuple(
        Standing(one.item_id, rank=one.rank) for one in then if one.rank is not None
    )
    for one in compare(ranks_alone, now, whole_then=False):
        if one.then is None:
            assert one.move is Move.NEW
    for one in compare(now, ranks_alone, whole_now=False):
        if one.now is None:
            assert one.then is not None
            assert one.then.rank is not None


@given(rankings())
def test_what_is_kept_is_what_was_remembered(ranking: tuple[Standing, ...]) -> None:
    assert decode(encode(ranking)) == ranking
    assert decode("") == ()


def test_what_became_of_each() -> None:
    then = (
        Standing(1, "A", 1, ItemStage.NOW),
        Standing(2, "B", 2, ItemStage.NEXT),
        Standing(3, "C", 3, ItemStage.IDEA),
        Standing(4, "D", 4, ItemStage.NOW),
        Standing(5, "E", 5, ItemStage.LATER),
        Standing(6, "F", 6, ItemStage.LATER),
        Standing(7, "G", None, ItemStage.SHIPPED),
        Standing(8, "H", None, ItemStage.DECLINED),
    )
    now = (
        Standing(2, "B", 1, ItemStage.NOW),
        Standing(1, "A, better", 2, ItemStage.NOW),
        Standing(9, "New", 3, ItemStage.IDEA),
        Standing(8, "H", 4, ItemStage.IDEA),
        Standing(6, "F", 5, ItemStage.LATER),
        Standing(4, "D", None, ItemStage.SHIPPED),
        Standing(7, "G", None, ItemStage.SHIPPED),
        Standing(5, "E", None, ItemStage.DECLINED),
    )
    moved = compare(then, now)
    assert [(one.title, one.words) for one in moved] == [
        ("B", "up 1"),
        ("A, better", "down 1"),
        ("New", "new"),
        ("H", "back"),
        ("F", "up 1"),
        ("D", "shipped"),
        ("G", ""),
        ("E", "declined"),
        ("C", "gone"),
    ]
    assert [one.was_called for one in moved if one.was_called] == ["A"]
    assert stage_words(moved[0]) == "Next → Now"
    assert stage_words(moved[-1]) == "was in Ideas"
    assert summary(moved) == "2 rose, 1 fell, 1 new, 1 back, 1 shipped, 1 declined, 1 gone."
    assert compare((Standing(1, rank=1),), ())[0].title == UNKNOWN_TITLE
