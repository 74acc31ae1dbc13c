"""A few letters fit a name: which names are meant, and which of them best."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.ui.finding.fuzzy import fit


@pytest.mark.parametrize(
    ("words", "name", "meant"),
    [
        ("road", "Roadmap", "Road"), ("mas", "Mark as shipped", "Mas"), ("sea", "Search", "Sea"),
        ("e-mail", "By e-mail", "email"), ("direct pay", "Pay by direct debit", "Paydirect"),
        ("zoe", "Zoë", "Zoë"), ("STRASSE", "Straße", "Straße"), ("rdmp", "Roadmap", "Rdmp"),
        ("", "Anything", ""), ("dont", "We don’t ask", "dont"), ("don’t", "We dont ask", "dont"),
        ("email", "By e-mail", "email"), ("e-mail", "By email", "email"),
        ("mail", "By e-mail", "mail"), ("first", "ﬁrst", "ﬁrst"), ("abc", "ＡＢＣ", "ＡＢＣ"),
        ("lodz", "Łódź", "Łódź"), ("太郎", "山田太郎", "太郎"), ("郎", "山田太郎", "郎"),
        ("김", "김민수", "김"),
    ],
)  # fmt: skip
def test_a_name_fits_what_is_meant(words: str, name: str, meant: str) -> None:
    found = fit(words, name)
    assert found is not None
    assert "".join(name[place] for place in found.places) == meant


def test_better_fits_come_first() -> None:
    names = [
        "Road",  # the very word
        "Roadmap",  # begins with it; the shorter the name, the more of it is meant
        "Roads and other ways",
        "The road",  # a later word does
        "Put on the roadmap",
        "Read of a day",  # only the first letters of its words
        "Abroad",  # within a word
        "Remote pads",  # only letters in their order
    ]
    scores = {name: found.score for name in names if (found := fit("road", name))}
    assert sorted(scores, key=lambda name: -scores[name]) == names
    assert fit("xyz", "Roadmap") is None


@given(st.text(max_size=30), st.text(max_size=60))
def test_the_letters_that_are_meant_are_in_the_name(words: str, name: str) -> None:
    found = fit(words, name)
    if found is not None:
        assert list(found.places) == sorted(set(found.places))
        assert all(0 <= place < len(name) for place in found.places)


@given(st.text(min_size=1, max_size=60))
def test_every_name_fits_itself(name: str) -> None:
    assert fit(name, name) is not None
