"""How a search goes about it: which way it takes, how much it reads, and when it ranks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.search import search_feedback
from feedbackdesk.desk.step import step
from feedbackdesk.domain.folding import tokens
from feedbackdesk.store.read import filters
from feedbackdesk.store.read import search as searching
from feedbackdesk.store.unit import UnitOfWork
from tests.store.watched import watched

NEWEST = date(2026, 6, 30)


@step("Fill the shop")
def fill(work: UnitOfWork, texts: list[str], who: str | None) -> None:
    """Record texts, the newest first, a day apart."""
    for days, text in enumerate(texts):
        on = NEWEST - timedelta(days=days)
        record_feedback(work, NewFeedback(text, Speaker(who), on=on))


def asked_of_index(desk: Desk, text: str, limit: int | None = 5) -> set[str]:
    """Return the words that the index was asked for by a search, newest first."""
    with watched() as work:
        desk.ask(list_feedback, words=text, limit=limit)
    words = {word for one in work.of_index for word in tokens(one) if word.isalpha()}
    return words - {"and", "not", "or"}


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Forty things that were said, where the newest ten tell how often a word is said."""
    texts = [["the", "then", "shop"] for _number in range(40)]
    for word, places in {
        "at": (3, 9, 12, 15, 17, 18, 19),  # twice among the newest ten
        "by": (5, *range(20, 40)),  # once among the newest twenty, and often before
        "on": (7, *range(10, 20)),  # once among the newest ten, ten times among the next
    }.items():
        for place in places:
            texts[place].append(word)
    desk.do(fill, [" ".join(words) for words in texts], None)
    desk.do(record_feedback, NewFeedback("the last", Speaker("Ann"), on=date(2020, 1, 1)))
    return desk


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("the", set()),
        ("then", {"then"}),
        ('"the"', {"the"}),
        ("at", set()),
        ("by", {"by"}),  # seldom said of late
        ("on", {"on"}),
        ("th at", set()),
        ("the at", {"the"}),  # of several words only the shortest
        ("the by", {"the", "by"}),
        ("the on", {"the"}),  # said with the other word it is often enough
        ("the -shop", {"the", "shop"}),
        ("the at -shop", {"the", "shop"}),
        ("the kind:request", set()),
        ("the who:ann", {"the"}),  # few are left
        ("-shop", {"shop"}),
    ],
)
def test_a_short_word_is_looked_for_among_the_newest_where_there_are_many(
    busy: Desk, monkeypatch: pytest.MonkeyPatch, text: str, asked: set[str]
) -> None:
    """The index would gather all that begins so; what is found is the same."""
    found = [one.id for one in busy.ask(list_feedback, words=text)]
    monkeypatch.setattr(searching, "LARGE", 41)
    monkeypatch.setattr(searching, "RANKED", 20)
    monkeypatch.setattr(searching, "_SAMPLE", 10)
    monkeypatch.setattr(searching, "_OFTEN", 0.2)
    assert asked_of_index(busy, text) == asked
    for limit in (1, 2, 5, 40, 41, 50):
        cut = busy.ask(list_feedback, words=text, limit=limit)
        assert [one.id for one in cut] == found[:limit], limit


@pytest.mark.parametrize(
    ("text", "large", "limit", "asked"),
    [
        ("the", 41, 5, set()),
        ("the", 42, 5, {"the"}),  # there are forty-one
        ("th", 42, 5, {"th"}),
        ("t", 42, 5, set()),  # for one letter it pays sooner
        ("t", 410, 5, set()),
        ("t", 420, 5, {"t"}),
        ("the", 41, None, {"the"}),  # all are asked for
    ],
)
def test_whether_there_are_many_depends_on_how_short_a_word_is(
    busy: Desk,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    large: int,
    limit: int | None,
    asked: set[str],
) -> None:
    monkeypatch.setattr(searching, "LARGE", large)
    monkeypatch.setattr(searching, "_SAMPLE", 10)
    assert asked_of_index(busy, text, limit) == asked


@pytest.mark.parametrize(("said", "asked"), [(45, set()), (44, {"at"})])
def test_how_often_a_short_word_is_said_is_told_by_the_newest_three_hundred(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, said: int, asked: set[str]
) -> None:
    """Where one in seven says it, the index is left alone."""
    monkeypatch.setattr(searching, "LARGE", 0)
    desk.do(fill, ["at the shop"] * said + ["the shop"] * (400 - said), None)
    assert asked_of_index(desk, "at", 100) == asked


@pytest.mark.parametrize(
    ("first", "second", "text", "ranked"),
    [
        (2, 0, "alpha", True),
        (3, 0, "alpha", False),
        (2, 0, "alph", True),
        (3, 0, "alph", False),
        (29, 30, "alpha beta", True),
        (30, 29, "alpha beta", True),
        (30, 30, "alpha beta", False),
        (30, 30, "alph bet", True),  # no whole word is said so often
    ],
)
def test_what_is_said_too_often_to_tell_anything_is_not_ranked(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    first: int,
    second: int,
    text: str,
    ranked: bool,
) -> None:
    """Either way all are found; ranked, the oldest comes first, which says it most."""
    monkeypatch.setattr(searching, "RANKED", 3)
    both = int(second > 0)
    newest = "alpha beta and much that is said beside it" if both else "alpha and much beside it"
    least = "alpha alpha beta beta" if both else "alpha alpha alpha"
    alone = ["alpha and so on"] * (first - 2) + ["beta and so on"] * (second - 2) * both
    desk.do(fill, [newest, *alone, least], None)
    ids = desk.ask(search_feedback, text).ids
    oldest = len(alone) + 2
    assert set(ids) == ({1, oldest} if both else set(range(1, first + 1)))
    assert ids[0] == (oldest if ranked else 1)
    if not ranked:
        assert ids == sorted(ids)


def test_of_more_than_are_ranked_the_newest_come_first_up_to_any_limit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RANKED", 3)
    desk.do(fill, ["alphabet and so on", "alphabet", "alphabet soup", *["alphabet"] * 3], None)
    for limit in range(1, 8):
        found = desk.ask(search_feedback, "alpha", limit=limit)
        assert found.ids == list(range(1, 7))[:limit]
        assert (found.more, found.total) == (limit < 6, min(limit, 6))


def test_all_are_found_whom_a_word_names_where_all_are_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MANY_NAMES", 1)
    for name in ("Ann Lee", "Ann Ek", "Ann Oak"):
        desk.do(record_feedback, NewFeedback("Longer hours", Speaker(name), on=NEWEST))
    assert desk.ask(search_feedback, "ann").ids == [3, 2, 1]
    assert len(desk.ask(search_feedback, "ann", limit=5).ids) == 1


@pytest.mark.parametrize("text", ["ann hours", "ann lee", "ann", "hours shop"])
def test_how_much_is_read_at_once_changes_nothing_that_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    desk.do(fill, ["Longer hours", "Another shop", "Shorter hours in this shop"] * 10, "Ann Lee")
    told = []
    for number in (1, 2, 7, 500):
        monkeypatch.setattr(searching, "_READ_AT_ONCE", number)
        told.append([desk.ask(search_feedback, text, limit=limit) for limit in range(1, 32)])
    assert told == [told[-1]] * 4


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("kind:request", 10),
        ("since:2010-01-01", 10),
        ("who:rare", 10),
        ("who:often", 10),
        ("seldom", None),
        ("the", 10),
        ("often", 10),  # by the name of who said it
        ("often number", 10),
    ],
)
def test_what_is_read_does_not_grow_with_all_that_was_ever_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str, limit: int | None
) -> None:
    for bound, number in (("LARGE", 0), ("RANKED", 100), ("_READ_AT_ONCE", 20)):
        monkeypatch.setattr(searching, bound, number)
    monkeypatch.setattr(filters, "FEW", 50)
    desk.do(fill, ["Something seldom", "Something else"], "Rare")
    read: list[int] = []
    for number in (200, 800):
        desk.do(fill, [f"The number {one}" for one in range(number)], "Often")
        with watched() as work:
            desk.ask(list_feedback, words=text, limit=limit)
        read.append(work.hundreds)
    assert read[1] <= read[0] + 10
