"""A text is harmless, held back, or for the owner to look at, and then by the very words."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.insight.discretion.known import Discretion
from feedbackdesk.insight.discretion.spelling import words_of
from feedbackdesk.insight.discretion.strangers import manner_of
from feedbackdesk.insight.discretion.verdict import Answer
from tests.insight.discretion.test_everyday import KNOWN

BLNS = Path("/work/shared/data/blns")
_SECONDS = 20.0
"""Far beyond what it takes, and far below what it took where each letter looked at all others."""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # A letter wrong, missing, too many, or two that changed place.
        ("Invoices as Featherstonehugh wants", ("Featherstonehugh",)),
        ("by Fetaherstonehaugh", ("Fetaherstonehaugh",)),
        ("the featherstonehauhg way", ("featherstonehauhg",)),
        ("like Schneyder’s", ("Schneyder’s",)),
        # With the endings of a language.
        ("Müllersche Lösung", ("Müllersche",)),
        ("dla Wiśniewskiej", ("Wiśniewskiej",)),
        ("z Olsenem", ("Olsenem",)),
        ("het idee van Olsentje", ("Olsentje",)),
        ("la idea de Olsencito", ("Olsencito",)),
        ("كتبت لمحمد", ("لمحمد",)),
        # Short for a name, or its first letters.
        ("Peggy liked it", ("Peggy",)),
        ("ask bob", ("bob",)),
        ("signed M. O.", ("M. O.",)),
        ("signed O.M.", ("O.M.",)),
        ("like the BBC does", ("BBC",)),
        ("bbc style", ("bbc",)),
        ("B.B.C. style", ("B.B.C.",)),
        # From an address.
        ("mayaolsen77 wrote", ("mayaolsen77",)),
        ("see maya.olsen77", None),  # holds her name
        ("see the quarlbeans page", ("quarlbeans",)),
        # Nobody on file.
        ("Mr Quimby’s order", ("Mr Quimby’s",)),
        ("We saw Quimby’s order", ("Quimby’s",)),
        ("we like the ab-Quimby", ("Quimby",)),
        ("Olivia Quimby ordered", ("Olivia", "Quimby")),
        ("ask mr quimby", ("mr quimby",)),
        ("Frau Brinkmann möchte Tee", ("Frau Brinkmann",)),
        ("wie Brinkmann sagt", ("Brinkmann",)),
        ("Opening hours for Brinkmann", ("Brinkmann",)),
        ("Brinkmann wants it", ("Brinkmann",)),
        ("Chez Quimby on attend", ("Quimby",)),
        ("田中さんがほしい", ("田中さん",)),
        ("السيد منصور يريد", ("السيد منصور",)),
        ("ask @quimby_bakes", ("@quimby_bakes",)),
        # A word of every day that is a name on file.
        ("Rose petals", ("Rose",)),
        ("Der Koch war laut", ("Koch",)),
        ("森の中", ("森",)),
        ("Better Dental Care", ("Dental",)),
    ],
)  # fmt: skip
def test_what_is_near_a_name_is_for_the_owner(text: str, words: tuple[str, ...] | None) -> None:
    found = KNOWN.judge(text)
    if words is None:
        assert found.answer is Answer.HELD
        return
    assert (found.answer, found.words(text)) == (Answer.UNCERTAIN, words)
    assert found.why == "It may name somebody."


@pytest.mark.parametrize(
    "text",
    [
        "mr hall wants tea", "as mr hall said", "Herr Koch war da", "Ms. Page", "Will said so",
        "森さんの話", "Orange asked", "the Tidemarsh people", "Zoës Idee", "we told koch so",
    ],
)  # fmt: skip
def test_what_names_somebody_for_certain_is_held_back(text: str) -> None:
    assert KNOWN.judge(text).answer is Answer.HELD


@pytest.mark.parametrize(
    "text",
    [
        "Will you open earlier?", "May we sit outside?", "rose petals", "お客さんの声",
        "森林の中", "E-Mail statt Brief", "Die Suche und der Export",
        "Faster Invoices for Students",
        "店員さん", "ORDER ONLINE NOW", "the X-Ray", "Google Maps and WhatsApp",
        "On Mondays in December",
        "Halloween in Berlin", "Mother’s Day", "I said so", "Everybody wants it",
        "It is too far. ‘Between Tuesday and Wednesday’ is no answer", "two miles away",
        "Not for me? I said no", "at Station Road", "lovely dog Anyway, thanks",
        "Better Coffee", "Send a PDF, and I am happy.",
    ],
)  # fmt: skip
def test_what_everybody_says_is_harmless(text: str) -> None:
    found = KNOWN.judge(text)
    assert found.answer is Answer.HARMLESS, found.words(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is twelve hundred a month", "twelve hundred"),
        ("some 1.5 million", "1.5 million"),
        ("about three thousand two hundred", "three thousand two hundred"),
        ("half of five hundred", "five hundred"),
        ("twenty a month", "twenty a month"),
        ("20 a month", "20 a month"),
        ("it costs fifty", "fifty"),
        ("we got it for 450", "450"),
        ("20 pounds of beans", "pounds"),
        ("zwölfhundert im Monat", "zwölfhundert"),
        ("Es kostet fünfzig", "fünfzig"),
        ("mille par mois", "mille"),
        ("mil al mes", "mil"),
        ("duemila al mese", "duemila"),
        ("dois mil por mês", "dois mil"),
        ("duizend per maand", "duizend"),
        ("tysiąc za miesiąc", "tysiąc"),
        ("ألف في الشهر", "ألف"),
        ("月に三千", "三千"),
        ("3 crowns in one visit", "3 crowns"),
    ],
)
def test_what_may_be_a_sum_is_for_the_owner(text: str, words: str) -> None:
    found = KNOWN.judge(text)
    assert (found.answer, found.words(text)) == (Answer.UNCERTAIN, (words,))
    assert found.why == "It may name a sum of money."


@pytest.mark.parametrize(
    "text",
    [
        "3万円", "三万円", "千円", "pay 4000 straight away", "1,200 for the lot", "cinquante euros",
        "500 a month", "fünfzig Franken", "CHF 20.-", "25,- bitte", "sto złotych", "خمسمائة ريال",
        "kr 25 file", "12.50 file",
        "CHF 40 cups",
        "cien dólares", "mil reais", "cento dollari", "300 ユーロ", "the invoice of 4000",
    ],
)  # fmt: skip
def test_a_sum_in_any_of_the_languages_is_held_back(text: str) -> None:
    assert KNOWN.judge(text).why == "names a sum of money"


@pytest.mark.parametrize(
    "text",
    [
        "Order by 12.30 the day before", "1,200 cups", "Pay in 3 steps", "Open 7.30 to 18.00",
        "7.30-18.00", "at 1.80 m", "2,000 kilometres", "1.5 million visitors", "two thousand cups",
        "a hundred customers", "hundert Gäste", "20 per cent more", "cent clients", "6 ft shelves",
        "eine Krone aus Keramik", "1万人", "1080p video", "hundreds of people", "Mille grazie",
        "TOP 3 wishes", "a million times better", "in 2026 it was", "1.200 Tassen pro Woche",
        "Payer en 3 clics", "in 2,50 m Höhe", "alle 7.30", "Version 4.25", "12.50 m²",
    ],
)  # fmt: skip
def test_what_is_counted_and_no_money_is_harmless(text: str) -> None:
    found = KNOWN.judge(text)
    assert found.answer is Answer.HARMLESS, (found.why, found.words(text))


def test_both_are_told_at_once() -> None:
    text = "Brinkmann wants it for twelve hundred"
    found = KNOWN.judge(text)
    assert found.words(text) == ("Brinkmann", "twelve hundred")
    assert found.why == "It may name somebody, and a sum of money."


@pytest.mark.parametrize(
    "text",
    [
        "Feather\u200bstonehugh said",
        "\u2067as Featherstonehugh\u2069 said",
        "so sagt Bri\u0308nkmann",
    ],
)
def test_the_words_are_found_where_they_stand_with_all_their_signs(text: str) -> None:
    found = KNOWN.judge(text)
    assert found.answer is Answer.UNCERTAIN
    (start, end), *_others = found.spans
    plain = unicodedata.normalize("NFKD", text[start:end])
    shown = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Mn"})
    assert shown in {"Featherstonehugh", "Brinkmann"}


@pytest.mark.parametrize(("loud", "shouted"), [(96, False), (97, True)])
def test_how_a_text_is_written_is_told_by_its_first_hundred_and_twenty_words(
    loud: int, shouted: bool
) -> None:
    """Four of five in capitals are shouting, whatever comes after them."""
    for after in ("LOUDER " * 100, "gentler " * 100):
        text = "SHOUTED " * loud + "quietly " * (120 - loud) + after
        assert manner_of(text, list(words_of(text))).shouted == shouted


def test_nothing_is_harmless() -> None:
    for text in ("", " ", "\u202e", "\u2066\u2069", "…", "\x00"):
        assert KNOWN.judge(text).answer is Answer.HARMLESS


@given(st.text(max_size=200))
def test_whatever_is_read_the_spans_are_parts_of_it_in_order(text: str) -> None:
    found = KNOWN.judge(text)
    last = 0
    for start, end in found.spans:
        assert last <= start < end <= len(text)
        last = end
    assert bool(found.spans) == (found.answer is Answer.UNCERTAIN)
    assert (found.answer is Answer.HELD) == (not KNOWN.allows(text))


@pytest.mark.parametrize(
    "piece",
    [
        "a", "word ", "1 ", "1,2", "Ab", "A. ", "twelve hundred ", "a-b ", "\u202e\u2067x",
        "pay a b ",
        "@a", "'", "万", "1万", "さん", "山", "12.30 to ", "Featherstonehaugx ", ".", "7 7 ", "x@",
        "()()-- 12 ", "E\u0301", "million ", "few a ", "Mr ", "%", "9",
    ],
)  # fmt: skip
def test_fifty_thousand_characters_take_no_longer_than_they_must(piece: str) -> None:
    text = (piece * 50_000)[:50_000]
    begun = time.process_time()
    KNOWN.judge(text)
    assert time.process_time() - begun < _SECONDS


@pytest.mark.skipif(not BLNS.is_dir(), reason="the list of naughty strings is not here")
def test_naughty_strings_are_judged() -> None:
    lines = {
        line
        for file in BLNS.rglob("*.txt")
        for line in file.read_text("utf-8", "replace").splitlines()
    }
    assert len(lines) > 100
    for line in lines:
        assert KNOWN.judge(line).answer in set(Answer)


@pytest.mark.parametrize("number", [3, 4000])
def test_a_name_a_letter_off_is_found_among_however_many(number: int) -> None:
    names = [
        f"Quorl{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x Vexl{n % 10}y" for n in range(number)
    ]
    known = Discretion((*names, "Ottilie Brackenridge"), ())
    assert known.judge("as Brackenrigde asked").answer is Answer.UNCERTAIN
    assert known.judge("as brackenridges asked").answer is Answer.HELD
