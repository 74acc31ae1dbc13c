"""Records that look like one: which pairs are offered, why, and which are left alone."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.contacts import Compared as Record
from feedbackdesk.insight.twins import (
    MOST,
    Like,
    organisation_likeness,
    organisation_pairs,
    person_likeness,
    person_pairs,
)


def yes(_one: int, _other: int) -> bool:
    """Two numbers with one end are one."""
    return True


def no(_one: int, _other: int) -> bool:
    """Two numbers with one end are two."""
    return False


PEOPLE = [
    ("Ann Lee", "ann  LEE", Like.NAME),
    ("Ann Lee", "Lee, Ann", Like.TURNED),
    ("Wen Jiayi", "Jiayi Wen", Like.TURNED),
    ("Dr. Ann Lee", "Ann Lee Jr", Like.TURNED),
    ("Zoë Picard", "Zoe Picard", Like.NAME),
    ("John Smith", "Jon Smith", Like.SPELT),
    ("Catherine Meyer", "Katharine Meier", Like.SPELT),
    ("Мария Иванова", "Mariya Ivanova", Like.SPELT),
    ("Müller, Jürgen", "Jurgen Muller", Like.TURNED),
    ("Ann Lee", "Bo Ek", None),
    ("Ann Lee", "Ann Berg", None),
    ("Ann", "Ann Lee", None),  # nothing else says so
    ("Jo", "Ja", None),  # two letters sound like much
]


@pytest.mark.parametrize(("one", "other", "why"), PEOPLE)
def test_people_look_alike_by_name(one: str, other: str, why: Like | None) -> None:
    assert person_likeness(Record(1, one), Record(2, other), no) is why
    pairs = person_pairs([Record(1, one), Record(2, other)], no)
    assert [pair.why for pair in pairs] == ([why] if why else [])


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (Record(1, "Ann Lee", 7), Record(2, "Ann Lee", 8), None),  # two firms, two people
        (Record(1, "Ann Lee", 7), Record(2, "Ann Lee"), Like.NAME),
        (Record(1, "Ann", 7), Record(2, "Ann Lee", 7), Like.SHORT),
        (Record(1, "S. Gallagher", 7), Record(2, "Siobhán Gallagher", 7), Like.SHORT),
        (Record(1, "Ann Lee", None, ("a@x",)), Record(2, "Ann Lee", None, ("b@x",)), None),
        (Record(1, "Ann Lee", 7, ("a@x",)), Record(2, "Ann Lee", 7, ("b@x",)), Like.NAME),
        (
            Record(1, "Bob", None, ("bob@x",)),
            Record(2, "Robert Lee", None, ("bob@x",)),
            Like.ADDRESS,
        ),
        (Record(1, "Ann Lee", 7, ("info@x",)), Record(2, "Bo Ek", 8, ("info@x",)), None),
        (Record(1, "Ann Lee", 7, ("info@x",)), Record(2, "Ann Berg", 8, ("info@x",)), Like.ADDRESS),
    ],
)
def test_what_else_is_known_of_people_counts(one: Record, other: Record, why: Like | None) -> None:
    assert person_likeness(one, other, no) is why
    assert person_likeness(other, one, no) is why
    assert [pair.why for pair in person_pairs([one, other], no)] == ([why] if why else [])


def test_a_number_counts_where_it_is_the_same_and_the_names_are_related() -> None:
    ann, annie = (
        Record(1, "Ann Lee", 7, (), ("4960000",)),
        Record(2, "Annie Lee", 8, (), ("4960000",)),
    )
    assert person_likeness(ann, annie, yes) is Like.NUMBER
    assert person_likeness(ann, annie, no) is None
    assert person_likeness(ann, annie._replace(name="Bo Ek"), yes) is None  # the firm's telephone


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Acme", "Acme Ltd.", Like.FORM),
        ("Okafor & Daughters", "Okafor and Daughters", Like.FORM),
        ("The Kringle Bakery", "Kringle Bakery GmbH & Co. KG", Like.FORM),
        ("Bäckerei Muller", "Baeckerei Müller", Like.SPELT),
        ("Harbour Cafe", "Harbor Cafe", Like.SPELT),
        ("Krin", "Kringle Bakery", Like.BEGINNING),
        ("Okafor and Daughters", "Okafor & Daughters Solicitors", Like.BEGINNING),
        ("Bakery Kringle", "Kringle Bakery", Like.TURNED),
        ("Acme", "ACME", Like.NAME),
        ("Acme", "Brook", None),
        ("Ace", "Acetate Works", None),  # three letters begin too much
    ],
)
def test_organisations_look_alike(one: str, other: str, why: Like | None) -> None:
    assert organisation_likeness(Record(1, one), Record(2, other), no) is why
    pairs = organisation_pairs([Record(1, one), Record(2, other)], no)
    assert [pair.why for pair in pairs] == ([why] if why else [])


NAMES = st.sampled_from(
    ["Ann Lee", "Lee Ann", "Anne Lee", "A. Lee", "Bo Ek", "Bo", "Dr Bo Ek", "Мария", "Maria", ""]
)


@given(
    st.lists(
        st.builds(
            Record,
            st.just(0),
            NAMES,
            st.none() | st.integers(1, 2),
            st.sampled_from([(), ("ann@x",), ("info@x",)]),
            st.sampled_from([(), ("4960000",)]),
        ),
        max_size=12,
    )
)
def test_no_pair_is_missed_that_looking_at_all_would_find(found: list[Record]) -> None:
    people = [one._replace(id=place) for place, one in enumerate(found, 1)]
    every = {
        (one.id, other.id): why
        for one, other in product(people, people)
        if one.id < other.id and (why := person_likeness(one, other, yes)) is not None
    }
    assert {(pair.one, pair.other): pair.why for pair in person_pairs(people, yes)} == every


def test_ten_thousand_twins_of_one_name_are_told_without_comparing_all() -> None:
    people = [Record(number, "John Smith") for number in range(10_000)]
    pairs = person_pairs(people, no)
    assert len(pairs) == MOST
    assert pairs[0].why is Like.NAME
    firms = [Record(number, f"Acme {number}") for number in range(10_000)]
    assert len(organisation_pairs(firms, no)) <= MOST
