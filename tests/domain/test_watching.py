"""Who deserves a word: every rule told as a story, and what holds whatever was said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.addresses import web_address
from feedbackdesk.domain.trends import Answered, Direction, direction, waits
from feedbackdesk.domain.watching import (
    ANSWER_WITHIN,
    FREQUENT_MOST,
    QUIET_AT_MOST,
    THANK_WITHIN,
    Asking,
    Reason,
    Referrer,
    Spoken,
    Told,
    Voice,
    Watched,
    asking,
    frequent,
    mentioned,
    place,
    quiet,
    referring,
    unhappy,
    unthanked,
    urgency,
)
from feedbackdesk.domain.words import Channel, Feeling, Kind, PersonStage

TODAY = date(2026, 11, 20)
NOBODY = Told()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def said(key: int, days: int, kind: Kind = Kind.PROBLEM, **facts: object) -> Spoken:
    """Return what Ann said so many days ago, unless somebody else is named."""
    facts = {"person_id": 1, "channel": Channel.CALL, **facts}
    return Spoken(key, ago(days), kind, **facts)  # type: ignore[arg-type]


def ann(times: int, first: int, last: int, **facts: object) -> Voice:
    facts = {"stage": PersonStage.CUSTOMER, "lately": times, "newest": 9, **facts}
    return Voice(1, times=times, first=ago(first), last=ago(last), **facts)  # type: ignore[arg-type]


# Unhappy and unanswered


def test_who_is_unhappy_waits_until_answered() -> None:
    (entry,) = unhappy([said(1, 9), said(2, 3)], NOBODY, TODAY)
    assert (entry.since, entry.number, entry.evidence) == (ago(9), 2, (2, 1))
    assert not [*unhappy([said(1, 9, answered=True)], NOBODY, TODAY)]
    assert not [*unhappy([said(1, 9)], Told(answered={1: ago(2)}), TODAY)]
    assert [*unhappy([said(1, 9)], Told(answered={1: ago(20)}), TODAY)]
    assert [*unhappy([said(1, 9)], Told(answered={2: ago(2)}), TODAY)]


def test_a_problem_told_calmly_is_not_unhappy_and_an_unhappy_wish_is() -> None:
    assert not [*unhappy([said(1, 9, feeling=Feeling.NEUTRAL)], NOBODY, TODAY)]
    assert [*unhappy([said(1, 9, Kind.REQUEST, feeling=Feeling.UNHAPPY)], NOBODY, TODAY)]


def test_who_was_happy_since_is_not_unhappy_any_more() -> None:
    later = said(2, 3, Kind.REQUEST, feeling=Feeling.HAPPY)
    assert not [*unhappy([said(1, 9), later], NOBODY, TODAY)]
    assert [*unhappy([said(1, 2), later], NOBODY, TODAY)]


def test_after_half_a_year_nobody_waits_for_an_answer() -> None:
    assert [*unhappy([said(1, ANSWER_WITHIN)], NOBODY, TODAY)]
    assert not [*unhappy([said(1, ANSWER_WITHIN + 1)], NOBODY, TODAY)]
    assert not [*unhappy([said(1, -1)], NOBODY, TODAY)]  # not said yet


def test_nobody_named_counts_only_where_others_can_read_it() -> None:
    assert not [*unhappy([said(1, 9, person_id=None)], NOBODY, TODAY)]
    (entry,) = unhappy(
        [said(1, 9, person_id=None, channel=Channel.REVIEW, reach=50)], NOBODY, TODAY
    )
    assert (entry.subject, entry.public, entry.reach) == ("f1", True, 50)
    (firm,) = unhappy([said(1, 9, person_id=None, organisation_id=4)], NOBODY, TODAY)
    assert firm.subject == "o4"


# Again and again


def test_three_times_the_same_wish_is_again_and_again() -> None:
    asked = ((ago(300), 1), (ago(90), 2), (ago(5), 3), (ago(5), 3))
    (entry,) = asking([Asking(1, 7, asked)], TODAY)
    assert (entry.number, entry.evidence, entry.key) == (3, (3, 2, 1), "again.p1.t7")
    assert not [*asking([Asking(1, 7, asked[:2])], TODAY)]
    assert not [*asking([Asking(1, 7, ((ago(400), 0), *asked[1:3]))], TODAY)]  # a year at most
    assert not [*asking([Asking(1, 7, asked, told_on=ago(60))], TODAY)]  # they heard since


# Loyal, and went quiet


def test_a_loyal_customer_who_went_quiet_is_missed() -> None:
    (entry,) = quiet([ann(4, 300, 120)], NOBODY, TODAY)  # every 60 days, silent for 120
    assert (entry.gap, entry.since) == (60, ago(120))
    assert not [*quiet([ann(4, 300, 119)], NOBODY, TODAY)]
    assert not [*quiet([ann(2, 300, 200)], NOBODY, TODAY)]  # not loyal: too seldom
    assert not [*quiet([ann(9, 200, 120)], NOBODY, TODAY)]  # not loyal: 80 days in all
    assert not [*quiet([ann(4, 900, QUIET_AT_MOST + 1)], NOBODY, TODAY)]  # gone
    assert not [*quiet([ann(4, 300, 120, stage=PersonStage.FORMER)], NOBODY, TODAY)]
    assert not [*quiet([ann(4, 300, 120)], Told(answered={1: ago(10)}), TODAY)]


# Thanks


def test_praise_waits_for_thanks() -> None:
    (entry,) = unthanked([said(1, 9, Kind.PRAISE), said(2, 3, Kind.PRAISE)], NOBODY, TODAY)
    assert (entry.number, entry.evidence[0]) == (2, 2)
    (rest,) = unthanked(
        [said(1, 9, Kind.PRAISE), said(2, 3, Kind.PRAISE)], Told(thanked={1: ago(5)}), TODAY
    )
    assert rest.evidence == (2,)
    assert not [*unthanked([said(1, 9, Kind.PRAISE, thanked=True)], NOBODY, TODAY)]
    assert not [*unthanked([said(1, THANK_WITHIN + 1, Kind.PRAISE)], NOBODY, TODAY)]
    assert not [*unthanked([said(1, 9, Kind.PRAISE, person_id=None)], NOBODY, TODAY)]


def test_who_brings_others_is_thanked_for_each() -> None:
    ref = Referrer(1, 2, ago(30))
    (entry,) = referring([ref], NOBODY, TODAY)
    assert entry.number == 2
    assert not [*referring([ref], Told(thanked={1: ago(30)}), TODAY)]
    assert [*referring([ref], Told(thanked={1: ago(31)}), TODAY)]  # one came since
    assert not [*referring([Referrer(1, 2, None)], Told(thanked={1: ago(900)}), TODAY)]


def test_the_most_frequent_voices_are_thanked_once_a_year() -> None:
    voices = [
        Voice(one, PersonStage.CUSTOMER, 9, 4 + one % 3, ago(300), ago(5), one) for one in range(50)
    ]
    found = [*frequent(voices, Told(thanked={2: ago(100)}), TODAY)]
    assert len(found) == FREQUENT_MOST
    assert {one.number for one in found} == {5, 6}
    assert 2 not in {one.person_id for one in found}
    assert not [*frequent([ann(9, 900, 400, lately=0)], NOBODY, TODAY)]


def test_who_spoke_in_public_gets_a_word_back() -> None:
    wish = said(1, 9, Kind.REQUEST, link="https://blog.example/coffee", channel=Channel.OTHER)
    (entry,) = mentioned([wish], NOBODY, TODAY)
    assert (entry.link, entry.public) == ("https://blog.example/coffee", True)
    assert not [*mentioned([said(1, 9, Kind.REQUEST)], NOBODY, TODAY)]
    assert not [*mentioned([said(1, 9, Kind.PRAISE, reach=5)], NOBODY, TODAY)]  # to be thanked


# The order


def test_unhappy_words_in_public_come_first_by_their_reach() -> None:
    spoken = [
        said(1, 180, critical=True),
        said(2, 2, person_id=2, channel=Channel.REVIEW, reach=10),
        said(3, 1, person_id=3, channel=Channel.SOCIAL, reach=90_000),
        said(4, 3, person_id=4, channel=Channel.REVIEW),
    ]
    found = sorted(unhappy(spoken, NOBODY, TODAY), key=lambda one: place(one, TODAY))
    assert [one.person_id for one in found] == [3, 2, 4, 1]


def test_urgency_grows_with_waiting_and_falls_with_a_promise() -> None:
    new, old = Watched(Reason.UNHAPPY, ago(0), 1), Watched(Reason.UNHAPPY, ago(60), 1)
    assert (urgency(new, TODAY), urgency(old, TODAY)) == (100, 120)
    assert urgency(old, TODAY, promised=TODAY) == 80
    assert urgency(old, TODAY, promised=ago(1)) == 130


spoken_by_few = st.lists(
    st.builds(
        Spoken,
        feedback_id=st.integers(1, 500),
        on=st.integers(-5, 500).map(ago),
        kind=st.sampled_from(Kind),
        channel=st.sampled_from(Channel),
        feeling=st.none() | st.sampled_from(Feeling),
        person_id=st.none() | st.integers(1, 4),
        organisation_id=st.none() | st.integers(1, 2),
        link=st.none() | st.just("https://a.example"),
        reach=st.none() | st.integers(0, 10**10),
        answered=st.booleans(),
        thanked=st.booleans(),
    ),
    max_size=20,
    unique_by=lambda one: one.feedback_id,
)
days = st.dictionaries(st.integers(1, 4), st.integers(0, 500).map(ago))


@given(spoken_by_few, days, days)
def test_nobody_is_both_thanked_and_never_thanked(
    spoken: list[Spoken], thanked: dict[int, date], answered: dict[int, date]
) -> None:
    told, by_key = Told(thanked, answered), {one.feedback_id: one for one in spoken}
    for entry in unthanked(spoken, told, TODAY):
        for key in entry.evidence:
            praise = by_key[key]
            assert not praise.thanked
            assert praise.on > thanked.get(praise.person_id or 0, date.min)
    for rule in (unhappy, mentioned):
        for entry in rule(spoken, told, TODAY):
            assert not any(by_key[key].answered for key in entry.evidence)


@given(spoken_by_few, days)
def test_each_is_listed_once_for_a_reason_and_in_one_order(
    spoken: list[Spoken], told_on: dict[int, date]
) -> None:
    told = Told(told_on, told_on)
    found = [
        *unhappy(spoken, told, TODAY),
        *unthanked(spoken, told, TODAY),
        *mentioned(spoken, told, TODAY),
    ]
    assert len({one.key for one in found}) == len(found)
    ordered = sorted(found, key=lambda one: place(one, TODAY))
    found.reverse()
    assert ordered == sorted(found, key=lambda one: place(one, TODAY))
    first = [one.reason is Reason.UNHAPPY and one.public for one in ordered]
    assert first == sorted(first, reverse=True)


# Trends


@given(st.integers(0, 999), st.integers(0, 999))
def test_what_grew_one_way_faded_the_other_way_or_hardly_changed(now: int, before: int) -> None:
    going, back = direction(now, before), direction(before, now)
    assert not (going is Direction.GROWING and back is Direction.GROWING)
    assert not (going is Direction.FADED and back is Direction.FADED)
    if going is Direction.GROWING:
        assert now > before


def test_waits_are_told_by_kind_with_the_open_ones_apart() -> None:
    problem, question = waits(
        [
            Answered(1, Kind.PROBLEM, 2, False),
            Answered(2, Kind.PROBLEM, 9, False),
            Answered(3, Kind.PROBLEM, 40, True),
            Answered(4, Kind.QUESTION, 1, True),
        ]
    )
    assert (problem.median, problem.longest, problem.longest_id) == (5.5, 9, 2)
    assert (problem.open, problem.oldest, problem.oldest_id) == (1, 40, 3)
    assert (question.answered, question.longest_id) == (0, None)
    assert waits([]) == []


# Links


@pytest.mark.parametrize(
    "link",
    [
        "", None, "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://",
        "example.com", "//example.com", "https:/\\evil.example", "https://shop.example@evil.example",
        "https://a.example/\u202egpj", "https://a.example/ b", "https://a.example\n", "http://[::1",
        "https://a.example:port", "HTTPS", "https://" + "a" * 3_000, "ftp://a.example", "https://.",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_never_opened(link: str | None) -> None:
    assert web_address(link) is None


def test_a_host_is_shown_as_the_network_knows_it() -> None:
    plain = web_address("https://reviews.example.com/a?b=c#d")
    assert plain is not None
    assert plain.host == "reviews.example.com"
    alike = web_address("https://аpple.example/")  # a Cyrillic а
    assert alike is not None
    assert alike.host.startswith("xn--")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none(text: str) -> None:
    for one in (text, f"https://{text}"):
        found = web_address(one)
        assert found is None or (found.url == one and found.url[:4].lower() == "http")
