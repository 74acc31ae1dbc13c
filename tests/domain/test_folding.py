"""One fold for all that is searched: both sides alike, and the same with every Python."""

from __future__ import annotations

import hashlib
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.folding import (
    BREAK,
    compact,
    fold,
    fold_with_places,
    indexed,
    tokens,
    ways,
)
from feedbackdesk.domain.marks import marks, needle
from feedbackdesk.domain.query import PHRASE, WORD, Part

ALIKE = [
    ("ﬁrst", "first"), ("ＡＢＣ", "abc"), ("ａ１", "a1"), ("Ĳ", "ij"), ("Ⅷ", "viii"), ("①", "1"),
    ("m²", "m2"), ("Größe", "GROSSE"), ("ẞ", "ss"), ("Œuvre", "oeuvre"), ("İstanbul", "ISTANBUL"),
    ("ıstanbul", "istanbul"), ("cafe\u0301", "CAFÉ"), ("Ångström", "angstrom"),
    ("ΌΛΑ", "ολα"), ("όλας", "ΟΛΑΣ"), ("Ёлка", "елка"), ("ｶﾞｽ", "ガス"), ("か\u3099", "が"),
    ("\u1100\u1161", "가"), ("كِتَاب", "كتاب"), ("أحمد", "احمد"),
    ("ســلام", "سلام"), ("שָׁלוֹם", "שלום"),
    ("in\u00advoice", "invoice"), ("in\u2060voice", "invoice"), ("\ufeffinvoice", "invoice"),
    ("\u202einvoice\u202c", "invoice"), ("don’t", "don't"), ("don´t", "don`t"), ("ʼn", "ŉ"),
    ("e‑mail", "e-mail"), ("e‐mail", "e－mail"), ("㍿", "株式会社"), ("2️⃣", "2"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(fold(one)) == fold(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("が", "か"), ("김", "기"), ("ば", "ぱ"), ("太", "大"), ("a", "b"), ("l", "1")],
)
def test_what_is_told_apart_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_no_format_character_is_left() -> None:
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) == "Cf":
            assert fold(f"a{chr(code)}b") in {"ab", "a-b"}, hex(code)


@pytest.mark.slow("every letter that there is")
def test_the_index_is_made_alike_by_every_python() -> None:
    """What was put in by one version of Python is taken out by another one."""
    digest = hashlib.sha256()
    for first in range(0, sys.maxunicode + 1, 128):
        codes = (code for code in range(first, first + 128) if not 0xD800 <= code <= 0xDFFF)
        digest.update((indexed("".join(f"a{chr(code)}b-c " for code in codes)) or "").encode())
    assert digest.hexdigest() == "771547f813370b146b6feef3d92d81192c3d7e5a5097b11a858bda589fda7724"


ANYTHING = st.text(
    st.sampled_from(
        [*"aZéßﬁＡ '-’`‑.\n·", "\u0301", "\u3099", "\u1100", "\u1161", "\u11a8", "ｶ", "ﾞ", "ㄱ",
         "ㅏ", *"가太郎ก่हि", "\xad", "\u200c", "\u200b", "🪴",
         "\u200d", BREAK, "™", "İ", "ŉ", "ﷺ", "_"]
    )
    | st.characters(),
    max_size=40,
)  # fmt: skip


@given(ANYTHING)
def test_each_folded_letter_knows_where_it_stood(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert len(places) == len(folded)
    assert places == sorted(places)
    assert all(0 <= start < start + length <= len(text) for start, length in places)


@given(ANYTHING, ANYTHING)
def test_a_text_has_what_is_a_part_of_it(before: str, text: str) -> None:
    """Each token of a text is found in it, and marked, wherever it stands; nothing raises."""
    whole = f"{before} {text}"
    for word in tokens(text):
        part = Part(WORD, word)
        found = needle(part)
        assert found is not None
        assert found.is_in(whole)
        assert marks(whole, word) or not any(map(str.isalnum, word))
    assert ways(text)[0] == fold(text)


@pytest.mark.parametrize(
    ("text", "word", "marked"),
    [
        ("Please e-mail it", "email", ["e-mail"]),
        ("Please email it", "e-mail", ["email"]),
        ("They e‑mailed", "email", ["e‑mail"]),
        ("We don’t know", "dont", ["don’t"]),
        ("We dont know", "don’t", ["dont"]),
        ("L’eau d’Évian", "evian", ["Évian"]),
        ("the E-Mail-Adresse", "mailadr", ["Mail-Adr"]),
        ("ﬁrst", "fir", ["ﬁr"]),
        ("ＡＢＣＤ", "abc", ["ＡＢＣ"]),
        ("cafe\u0301s", "cafe", ["cafe\u0301"]),
        ("in\u00advoice", "invo", ["in\u00advo"]),
        ("至急、請求書を送って", "請求書", ["請求書"]),
        ("山田太郎", "太郎", ["太郎"]),
        ("ｶﾞｽ料金", "ガス", ["ｶﾞｽ"]),
        ("김민수 씨", "김", ["김"]),
        ("ใบแจ้งหนี้", "แจ้ง", ["แจ้ง"]),
        ("mail", "email", []),
        ("emails", '"email"', []),
        ("e-mails", '"e-mail"', []),
        ("no email", '"email"', ["email"]),
        ("_late_", "late", ["late"]),
        ("plate", "late", []),
        ("p-late", "late", ["late"]),
    ],
)
def test_a_word_is_marked_as_it_is_found(text: str, word: str, marked: list[str]) -> None:
    assert [text[start : start + length] for start, length in marks(text, word)] == marked
    quoted = word.startswith('"')
    found = needle(Part(PHRASE if quoted else WORD, word.strip('"')))
    assert found is not None
    assert found.is_in(text) is bool(marked)


def test_a_hostile_text_is_folded_in_the_time_of_reading_it() -> None:
    """What could be joined in a thousand ways is joined in a few."""
    for text in ("a-" * 100_000, "'" * 300_000, "太-" * 100_000, "é’" * 100_000, "a-b " * 90_000):
        whole = indexed(text) or ""
        assert len(whole) < 3 * len(text)
        assert whole.count(BREAK) <= 10_001
        assert marks(text, "aa") is not None
    assert compact("a-b'c") == "abc"
