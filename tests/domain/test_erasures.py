"""Who was erased is known again by marks that name nobody; who bears none of them is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.erasures import (
    Erasure,
    Identity,
    erasure_of,
    from_lines,
    new_key,
    read_erasure,
    remember,
    to_lines,
    together,
)

BEFORE, THEN, AFTER = (f"2026-11-{day}T12:00:00.000000+00:00" for day in (10, 20, 30))
ANN = Identity(
    ("a1", "a2"),
    (("Ann Lee", "Acme"), ("Ann", "Acme"), ("Ann", "")),
    ("ann@acme.example",),
    ("+44 7700 900123", "12", "112233", "44556"),
)
KEY = "ab" * 32
ERASURE = remember([ANN], [], at=THEN, key=KEY)
NOBODY = Identity((), (), (), (), BEFORE)


def is_known(person: Identity, *erasures: Erasure) -> bool:
    """Return whether a record is to go."""
    return erasure_of(person, erasures or (ERASURE,)) is not None


@pytest.mark.parametrize(
    ("person", "old", "new"),
    [
        (replace(NOBODY, uids=("a2",)), True, True),
        (replace(NOBODY, uids=("b1", "a1")), True, True),
        (replace(NOBODY, uids=("b1",)), False, False),
        (replace(NOBODY, emails=(" ANN@Acme.example ",)), True, False),
        (replace(NOBODY, emails=("ann@acme.example.org",)), False, False),
        (replace(NOBODY, emails=("",)), False, False),
        (replace(NOBODY, phones=("07700 900 123",)), True, False),
        (replace(NOBODY, phones=("07700 900 124",)), False, False),
        (replace(NOBODY, phones=("12",)), False, False),
        (replace(NOBODY, phones=("112233",)), True, False),
        (replace(NOBODY, phones=("44556",)), False, False),
        (replace(NOBODY, names=(("ANN  LEE", "acme"),)), True, False),
        (replace(NOBODY, names=(("Ann", "Acme"),)), True, False),
        (replace(NOBODY, names=(("Ann Lee", "Bolt"),)), False, False),
        (replace(NOBODY, names=(("Ann Lee", ""),)), False, False),
        (replace(NOBODY, names=(("Ann", ""),)), False, False),
        (NOBODY, False, False),
    ],
)
def test_what_tells_them_and_until_when(person: Identity, old: bool, new: bool) -> None:
    assert is_known(person) is old
    assert is_known(replace(person, recorded_at="")) is old, "nothing says that it is newer"
    assert is_known(replace(person, recorded_at=AFTER)) is new


def test_a_name_of_two_words_tells_them_where_there_is_no_organisation() -> None:
    ann = Identity(("a1",), (("Ann Lee", ""), ("Ann", "")), (), ())
    erasure = remember([ann], [], at=THEN, key=KEY)
    assert is_known(replace(NOBODY, names=(("ann lee", ""),)), erasure)
    assert not is_known(replace(NOBODY, names=(("ann", ""),)), erasure)


def test_what_others_bear_as_well_tells_nobody() -> None:
    office = Identity(("b1",), (("Bo", "Acme"),), (), ("+44 7700 900123",))
    erasure = remember([ANN], [office], at=THEN, key=KEY)
    assert not is_known(replace(NOBODY, phones=("+44 7700 900123",)), erasure)
    assert is_known(replace(NOBODY, emails=("ann@acme.example",)), erasure)


@given(
    st.lists(st.text(max_size=12), max_size=3),
    st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=3),
)
def test_the_same_person_is_always_known_and_no_mark_holds_a_name(
    uids: list[str], names: list[tuple[str, str]]
) -> None:
    person = Identity(tuple(uids), tuple(names), (), ())
    erasure = remember([person], [], at=THEN, key=new_key())
    assert is_known(person, erasure) is bool(erasure.marks)
    assert all(set(mark) <= set("0123456789abcdef") for mark in erasure.marks)
    assert from_lines(to_lines([erasure])) == [erasure]
    assert read_erasure(erasure.facts) == erasure
    other = remember([person], [], at=THEN, key=new_key())
    assert not erasure.marks & other.marks, "of no use without its key"


@pytest.mark.parametrize(
    "facts",
    [{}, None, [], "x", {"erased_at": THEN}, {"erased_at": 1, "key": KEY, "marks": ""},
     {"erased_at": THEN, "key": "no digits", "marks": ""}],
)  # fmt: skip
def test_what_is_no_erasure_is_none(facts: object) -> None:
    assert read_erasure(facts) is None


def test_a_file_that_was_meddled_with_tells_what_it_still_can() -> None:
    lines = to_lines([ERASURE])
    assert from_lines(f"\nnonsense\n[1]\n{'[' * 5_000}\n{lines}{lines}") == [ERASURE, ERASURE]


def test_several_sources_are_one_list_the_oldest_first() -> None:
    older = Erasure(BEFORE, KEY, frozenset({"00"}))
    assert together([ERASURE], [older, ERASURE]) == (older, ERASURE)
