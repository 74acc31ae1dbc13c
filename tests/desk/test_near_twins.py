"""Somebody new in a file who could be one of those who are known: asked, and never done alone."""

from __future__ import annotations

from datetime import date

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.importing.foreseeing import foresee
from feedbackdesk.desk.importing.taking import bring_in
from feedbackdesk.desk.people import all_organisations, all_people
from feedbackdesk.domain.foreseen import Choices
from feedbackdesk.domain.found import Found, FoundFeedback, FoundWho, Origin, Question
from feedbackdesk.store.reader import Reader

KNOWN = (
    ("Jonas Kringle", "Kringle Bakery"),
    ("Jonas Kringle", "Kringle Bakery"),
    ("Wen Jiayi", "Damp Fox Press"),
    ("Harriet Lisle", "Damp Fox Press"),
    ("Bev Sugden", ""),
)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A firm that some people spoke to before."""
    for name, firm in KNOWN:
        desk.do(record_feedback, NewFeedback("Hi", Speaker(name, firm or None)))
    return desk


def calls(*who: FoundWho) -> Found:
    """Return a table in which each of them says something."""
    return Found(
        "csv",
        tuple(
            FoundFeedback(
                Origin("calls", str(at), f"row {at}"), f"Said {at}", one, date(2026, 4, 3)
            )
            for at, one in enumerate(who, start=2)
        ),
    )


def asked(desk: Desk, *who: FoundWho) -> tuple[Question, ...]:
    """Return what is asked of a table in which each of them says something."""
    return desk.ask(foresee, calls(*who)).questions


def names(read: Reader) -> list[str]:
    """Return who is known."""
    return sorted(one.name for one in all_people(read))


KRIN = FoundWho("Krin", "Kringle Bakery")


def test_half_a_name_at_a_firm_that_is_known_is_asked_for(shop: Desk) -> None:
    file = calls(KRIN, FoundWho("Zara Quint", "Kringle Bakery"), KRIN)
    seen = shop.ask(foresee, file)
    (question,) = seen.questions
    assert question.sentence == "Is Krin somebody you know?"
    assert question.why == "The firm is the same; you have no Krin there yet."
    assert [(one.words, one.aside) for one in question.answers] == [
        ("Somebody new: Krin", "they stay two until you say so"),
        ("Jonas Kringle (Kringle Bakery)", "spoke 2 times"),
    ]
    assert question.records == 2
    assert [bool(one.asks) for one in seen.entries] == [True, False, True]
    assert seen.entries[0].asks == (question.name,)


def test_nobody_is_made_one_with_another_but_by_an_answer(shop: Desk) -> None:
    before = shop.ask(names)
    shop.do(bring_in, "calls.csv", calls(KRIN, KRIN))
    assert shop.ask(names) == sorted([*before, "Krin"])
    shop.undo()
    (question,) = asked(shop, KRIN)
    jonas = Choices(answers={question.name: question.answers[1].value})
    shop.do(bring_in, "calls.csv", calls(KRIN, KRIN), jonas)
    assert shop.ask(names) == before
    said = {one.text: one.who for one in shop.ask(list_feedback)}
    assert said["Said 2"] == said["Said 3"] == "Jonas Kringle"


@pytest.mark.parametrize(
    ("who", "offered", "why"),
    [
        (FoundWho("Wen", "Damp Fox Press"), "Wen Jiayi (Damp Fox Press)", "short for"),
        (FoundWho("Wen Jiayie", "Damp Fox Press"), "Wen Jiayi (Damp Fox Press)", "spelt"),
        (FoundWho("Jiayi, Wen", "Damp Fox Press"), "Wen Jiayi (Damp Fox Press)", "turned round"),
        (FoundWho("Sugden Bev"), "Bev Sugden", "turned round"),
        (FoundWho("Bev Sugden", "Crookedbeam"), "Bev Sugden", "another firm or none"),
    ],
)
def test_whose_name_is_near_is_asked_for(shop: Desk, who: FoundWho, offered: str, why: str) -> None:
    (question,) = asked(shop, who)
    assert [one.words for one in question.answers[1:]] == [offered]
    assert why in question.why


@pytest.mark.parametrize(
    "who",
    [
        FoundWho("Wen Jiayi", "Damp Fox Press"),
        FoundWho("Zara Quint", "Damp Fox Press"),
        FoundWho("Wen", "Another Press"),
        FoundWho("Wen Jiayi", "Another Press"),
        FoundWho("Krin"),
        FoundWho("", "Kringle Bakery"),
        FoundWho("", "Kringle Bakery", "post@kringle.example"),
    ],
)
def test_who_is_known_and_who_is_somebody_else_is_not_asked_for(shop: Desk, who: FoundWho) -> None:
    assert asked(shop, who) == ()


def test_a_firm_with_another_legal_form_is_asked_for_and_its_people_with_it(shop: Desk) -> None:
    file = calls(
        FoundWho("Jonas Kringle", "Kringle Bakery Ltd"), FoundWho("Ida", "Kringle Bakery Ltd")
    )
    firm, *people = shop.ask(foresee, file).questions
    assert firm.sentence == "Is Kringle Bakery Ltd an organisation you know?"
    assert (firm.records, [one.words for one in firm.answers[1:]]) == (2, ["Kringle Bakery"])
    assert [one.sentence for one in people] == [
        "Is Jonas Kringle somebody you know?", "Is Ida somebody you know?",
    ]  # fmt: skip
    known = Choices(answers={firm.name: firm.answers[1].value})
    seen = shop.ask(foresee, file, known)
    # Once the firm is the one that is known, its people are told by their names.
    assert [one.sentence for one in seen.questions] == [
        firm.sentence, "Is Ida somebody you know?",
    ]  # fmt: skip
    assert (seen.people, seen.organisations) == (1, 0)
    before = [one.name for one in shop.ask(all_organisations)]
    shop.do(bring_in, "calls.csv", file, known)
    assert [one.name for one in shop.ask(all_organisations)] == before
    said = {one.text: (one.who, one.organisation) for one in shop.ask(list_feedback)}
    assert said["Said 2"] == ("Jonas Kringle", "Kringle Bakery")
    assert said["Said 3"] == ("Ida", "Kringle Bakery")


def test_an_answer_that_is_none_of_those_offered_is_nobodys(shop: Desk) -> None:
    (question,) = asked(shop, KRIN)
    (wen,) = (one for one in shop.ask(all_people) if one.name == "Wen Jiayi")
    before = shop.ask(names)
    other = Choices(answers={question.name: str(wen.id), "firm Kringle": "1"})
    shop.do(bring_in, "calls.csv", calls(KRIN), other)
    assert shop.ask(names) == sorted([*before, "Krin"])
