"""Names stand where a reader looks for them."""

from __future__ import annotations

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.folding import compact
from feedbackdesk.domain.sorting import sort_key

IN_ORDER = [
    "2 halls", "10 halls", "Ahmed", "Ähre", "Émile", "Émilie", "Item", "Item 2", "Item 2a",
    "Item 002b", "Item 10", "Item 10,000", "Łódź", "lost", "O’Hara", "Ohare", "ÖkoShop", "Zebra",
    "Zoë", "zoo", "Ωmega", "Яна", "김민수", "박지성",
]  # fmt: skip


def test_accents_and_case_stand_beside_their_letter_and_numbers_by_value() -> None:
    for mixed in (IN_ORDER[::-1], IN_ORDER[1::2] + IN_ORDER[::2], sorted(IN_ORDER)):
        assert sorted(mixed, key=sort_key) == IN_ORDER


def test_numbers_of_other_scripts_have_their_value() -> None:
    assert sorted(["بند ١٠", "بند ٢", "Ｎｏ １０", "no 9"], key=sort_key) == [
        "no 9",
        "Ｎｏ １０",
        "بند ٢",
        "بند ١٠",
    ]


@given(st.integers(0, 10**40), st.integers(0, 10**40), st.sampled_from(["", "0", "000"]))
def test_a_number_in_a_name_counts_by_its_value(one: int, other: int, zeros: str) -> None:
    first, second = f"Item {zeros}{one} x", f"Item {other} x"
    if one != other:
        assert (sort_key(first) < sort_key(second)) is (one < other)
    assert sort_key("Item x") > sort_key(first)


@given(
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.sampled_from("0٠०๐０"),
    st.sampled_from("0٠०๐０"),
)
def test_a_number_has_its_value_in_whatever_digits_it_is_written(
    one: int, other: int, nought: str, another: str
) -> None:
    def written(number: int, zero: str) -> str:
        return "00".replace("0", zero) + "".join(chr(ord(zero) + int(d)) for d in str(number))

    first, second = f"Item {written(one, nought)} x", f"Item {written(other, another)} x"
    if one != other:
        assert (sort_key(first) < sort_key(second)) is (one < other)


def test_numbers_of_several_scripts_stand_among_each_other() -> None:
    ordered = ["Item ٠٠١", "Item 2", "Item ٣", "Item 4", "Item ११", "Item 12", "Item ١٣"]
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")))  # as names are cleaned


@given(st.lists(NAMES), st.randoms(use_true_random=False))
def test_the_order_is_one_whatever_it_was_before(names: list[str], chance: random.Random) -> None:
    ordered = sorted(names, key=sort_key)
    chance.shuffle(names)
    assert sorted(names, key=sort_key) == ordered
    for one, other in itertools.pairwise(ordered):
        assert sort_key(one) < sort_key(other) or one == other
        if not any(map(str.isdigit, one + other)):
            assert compact(one) <= compact(other)
