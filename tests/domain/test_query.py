"""The search language: read as it is meant, and never an error."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedbackdesk.domain.completion import Choices, Names, complete
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.folding import fold, tokens
from feedbackdesk.domain.marks import marks, snippet
from feedbackdesk.domain.query import FILTERS, MOST_PARTS, Part, parse
from feedbackdesk.domain.spans import read_period
from feedbackdesk.domain.spelling import respellings

PIECES = st.sampled_from(
    [
        "invoice", "-paper", '"by mail"', "kind:loss", "kind:losss", 'who:"Ann Lee"', "é", "发票",
        "since:2026-01", "-channel:email", "http://x.y/z", "a:b", 'foo:"a b"', "on:march", '"', "“",
        "-", ":", "(", "NEAR(", "*", "AND", "NOT", "who:", 'theme:"', "is:inbox", "10:30",
        "\ud800", "\0",
    ]
)  # fmt: skip
TEXTS = st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join)


def test_words_phrases_and_filters_are_told_apart() -> None:
    query = parse(
        'invoice "by mail" -paper kind:loss theme:invoices since:2026-01 who:"Ann Lee" '
        "-channel:email kind:Problem"
    )
    assert [part.text for part in query.words] == ["invoice", "by mail"]
    assert query.without == (Part("word", "paper", minus=True),)
    assert query.values("kind") == ("loss", "problem")
    assert query.values("who") == ("Ann Lee",)
    assert query.values("channel", minus=True) == ("email",)
    assert query.hints == ()
    assert query.less(Part("kind", "problem")).plus(Part("is", "inbox")).to_text() == (
        'invoice "by mail" -paper kind:loss theme:invoices since:2026-01 who:"Ann Lee" '
        "-channel:email is:inbox"
    )


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ("kind:losss", ["kind:losss"], "There is no kind “losss”. Kinds: request, problem,"),
        ("knd:loss", ["knd:loss"], "There is no filter “knd”. Filters: kind,"),
        ('kind:"lost sales"', ["kind", "lost sales"], "There is no kind “lost sales”."),
        ("since:someday", ["since:someday"], "“someday” is not a date."),
        ("is:late", ["is:late"], "“is:late” means nothing here. There are is:inbox,"),
        ("http://x.y/z", ["http://x.y/z"], ""),
        ("10:30", ["10:30"], ""),
        ("who:", [], ""),
        ("NOT AND OR NEAR(", ["NOT", "AND", "OR", "NEAR("], ""),
        ('"( * ^ : " “!” - --', [], ""),
    ],
)
def test_what_is_no_filter_is_searched_as_words(text: str, words: list[str], hint: str) -> None:
    query = parse(text)
    assert [part.text for part in query.words] == words
    assert "".join(query.hints).startswith(hint)
    assert bool(query.hints) == bool(hint)


@given(TEXTS)
@example('kind:"lost sales" foo:"a b" -kind:"x y"')
@example('a"b who:"a"b"')
def test_a_search_written_down_is_read_as_the_same(text: str) -> None:
    query = parse(text)
    assert parse(query.to_text()) == query
    for part in query.parts:
        assert parse(part.to_text()).parts == (part,)


@given(TEXTS, TEXTS)
def test_marks_and_snippets_stay_within_any_text(text: str, search: str) -> None:
    found = marks(text, search)
    end = -1
    for start, length in found:
        assert start > end
        assert length > 0
        end = start + length
        assert end <= len(text)
    piece, moved = snippet(text, found, 20)
    assert len(piece) <= 22
    assert all(start >= 0 and length > 0 for start, length in moved)
    assert all(start + length <= len(piece) for start, length in moved)
    assert "\n" not in piece


@given(TEXTS, st.integers(-3, 60))
def test_whatever_is_typed_can_be_completed(text: str, cursor: int) -> None:
    choices = Choices({"who": Names(("Ann Lee", "Bo")), "theme": Names(("Invoices by e-mail",))})
    for offer in complete(text, cursor, choices):
        assert 0 <= offer.start <= offer.end <= len(text)


def test_a_huge_search_is_read_in_part_and_says_so() -> None:
    query = parse("x" * 5_000_000)
    assert len(query.parts[0].text) == 2_000
    assert query.hints == ("Only the first 2,000 characters are searched for.",)
    many = parse("a " * 900)
    assert len(many.parts) == MOST_PARTS
    assert many.hints
    assert marks("a" * 5_000_000, "a") == [(0, 1)]


@pytest.mark.parametrize(
    ("text", "search", "marked"),
    [
        ("Could you e-mail the Café invoice?", "invo", ["invo"]),
        ("Could you e-mail the Café invoice?", "CAFE", ["Café"]),
        ("Could you e-mail the Cafe\u0301 invoice?", "café", ["Cafe\u0301"]),
        ("Could you e-mail the invoice?", "e-mail", ["e-mail"]),
        ("Could you e-mail the invoice?", '"mail the"', ["mail the"]),
        ("Could you e-mail the invoices?", '"the invoice"', []),
        ("我想要发票", "发票", ["发票"]),
        ("हिन्दी में", "हिन्दी", ["हिन्दी"]),
        ("Straße", "strasse", ["Straße"]),
        ("nothing of it", "-nothing kind:loss", []),
    ],
)
def test_what_matched_is_marked(text: str, search: str, marked: list[str]) -> None:
    assert [text[start : start + length] for start, length in marks(text, search)] == marked


def test_a_long_text_is_cut_around_its_first_match() -> None:
    text = "so they said\n" * 60 + "mail the invoice " + "and so on " * 60
    piece, moved = snippet(text, marks(text, "invoice"), 60)
    assert piece.startswith("…")
    assert piece.endswith("…")
    assert [piece[start : start + length] for start, length in moved] == ["invoice"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ki", "kind:"),
        ("kind:lo", "kind:loss "),
        ("-kind:lost", "-kind:loss "),
        ("invoice theme:by", 'invoice theme:"Invoices by e-mail" '),
        ('who:"ann l', 'who:"Ann Lee" '),
        ('who:"Ann Lee" has:q', 'who:"Ann Lee" has:quote '),
        ("since:y", "since:yesterday "),
    ],
)
def test_a_search_is_completed_while_it_is_typed(typed: str, offered: str) -> None:
    choices = Choices({"who": Names(("Ann Lee", "Bo")), "theme": Names(("Invoices by e-mail",))})
    first = complete(typed, len(typed), choices)[0]
    assert typed[: first.start] + first.text + typed[first.end :] == offered
    assert [one.text for one in complete("", 0, choices)] == [f"{name}:" for name in FILTERS]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("nov", date(2025, 11, 1), date(2025, 11, 30)),
        ("mar 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("yesterday", date(2026, 5, 3), date(2026, 5, 3)),
        ("2026-05-01", date(2026, 5, 1), date(2026, 5, 1)),
    ],
)
def test_a_day_a_month_or_a_year_is_a_stretch_of_days(text: str, first: date, last: date) -> None:
    assert read_period(text, today=date(2026, 5, 4)) == (first, last)


@pytest.mark.parametrize("text", ["0000", "2026-13", "9999-01", "mar 9999", "x", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_period(text)


WORDS = st.text("abcdeéß", min_size=1, max_size=8)


@given(WORDS, st.data())
def test_every_single_mistake_is_among_the_respellings(word: str, data: st.DataObject) -> None:
    meant = fold(word)
    place = data.draw(st.integers(0, len(meant) - 1))
    head, tail = meant[:place], meant[place + 1 :]
    letter = data.draw(st.sampled_from("abz"))
    for typed in {head + tail, head + letter + tail, head + letter + meant[place:]} - {"", meant}:
        assert meant in respellings(typed)
    swapped = head + tail[:1] + meant[place] + tail[1:]
    if swapped != meant:
        assert meant in respellings(swapped)


def test_words_are_folded_as_they_are_compared() -> None:
    assert tokens("The CAFÉ’s e-mail, 2nd ☎️call") == [
        "the",
        "cafe",
        "s",
        "e",
        "mail",
        "2nd",
        "call",
    ]
