"""Texts are read in any language, and whatever is learned can be forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.insight.rarity import Rarity
from feedbackdesk.insight.themes import Nearness, Query, Theme
from feedbackdesk.insight.words import READ, Words, fold, is_unspaced, pieces, words_of

INVOICES = ["Can you mail me the invoice?", "Invoices by e-mail, please.", "Where is my invoice"]
DRIVERS = ["The driver came late again", "Your drivers never ring", "Delivery was late on Monday"]


def _rarity(*texts: str) -> Rarity:
    rarity = Rarity()
    for key, text in enumerate(texts):
        rarity.add(key, text)
    return rarity


def _query(text: str, rarity: Rarity) -> Query:
    return Query.of(Words.of(text), rarity)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CAFÉ", "café"),
        ("Straße", "STRASSE"),
        ("can't", "can’t"),
        ("ＡＢＣ", "abc"),
        ("한국어", "한국어"),
    ],
)
def test_words_are_compared_without_case_width_and_accents(typed: str, meant: str) -> None:
    assert words_of(typed) == words_of(meant)


def test_scripts_without_spaces_are_known() -> None:
    assert is_unspaced("請求書をメールで送ってください")
    assert is_unspaced("ขอใบแจ้งหนี้ทางอีเมล")
    assert not is_unspaced("Please send the 請求書 by mail")
    assert not is_unspaced("")


def test_a_theme_is_told_from_another() -> None:
    rarity = _rarity(*INVOICES, *DRIVERS)
    invoices = Theme.learned(INVOICES, ["Invoices"], rarity)
    drivers = Theme.learned(DRIVERS, ["Late drivers"], rarity)
    for words, right, wrong in (
        ("invoicing by mail", invoices, drivers),
        ("he was too late, the driver", drivers, invoices),
        ("the driverr was laate", drivers, invoices),  # mistyped
    ):
        query = _query(words, rarity)
        assert right.fit(query, 0.0) > wrong.fit(query, 0.0)


def test_a_theme_is_known_by_its_name_alone() -> None:
    rarity = _rarity(*INVOICES, *DRIVERS)
    named = Theme.learned([], ["Loyalty card"], rarity)
    other = Theme.learned([], ["Gift wrapping"], rarity)
    query = _query("Do you have loyalty cards?", rarity)
    assert named.fit(query, 0.0) > other.fit(query, 0.0)


@given(st.lists(st.text(max_size=80), max_size=8), st.lists(st.text(max_size=80), max_size=8))
def test_learned_and_forgotten_is_never_learned(kept: list[str], gone: list[str]) -> None:
    never, once = _rarity(*kept), _rarity(*kept)
    for key, text in enumerate(gone, start=100):
        once.add(key, text)
    for key in range(100, 100 + len(gone)):
        once.remove(key)
    assert len(once) == len(never)
    for text in [*kept, *gone]:
        assert _query(text, once) == _query(text, never)
        for stem in Words.of(text).stems():
            assert once.share(stem) == never.share(stem)
    assert Theme.learned(kept, ["Name"], once) == Theme.learned(kept, ["Name"], never)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    rarity = _rarity(one, other)
    nearness = Nearness(_query(one, rarity), rarity)
    assert 0.0 <= nearness.of(other) <= 1.0
    if words_of(one):
        assert nearness.of(one) > 0.5
    Theme.learned([one], [other or "x"], rarity).fit(_query(other, rarity), 0.0)


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    assert len(fold("é" * 5_000_000)) <= READ
    assert sum(Words.of("word " * 1_000_000).words.values()) <= READ
    assert max(map(len, pieces(words_of("x" * 5_000_000)[0]))) < 60


@pytest.mark.parametrize("nothing", ["", " ", "?!… — ()", "👍🏽👍🏽", "\x00\x01", "\u202e\u2066"])
def test_no_words_weigh_nothing(nothing: str) -> None:
    assert not _query(nothing, _rarity(*INVOICES)).features
