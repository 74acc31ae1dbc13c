"""A heap of real talk, with wishes and complaints among it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from feedbackdesk.domain.found import FoundMessage, Wishes
from feedbackdesk.domain.words import Kind
from feedbackdesk.exchange.mailbox import read_mbox
from feedbackdesk.insight.heap.order import Pile
from feedbackdesk.insight.heap.telling import read_by_cues

SAID = [
    "Could you please add a light above the back door? We come in the dark.",
    "Hello, the door handle is broken again. It is the third time.",
    "Your fitter did a fantastic job. The keys are under the mat.",
    "Do you sell single chairs as well? Thanks, Ann",
    "We have decided to go with another company because they could start sooner.",
    "It would be great if the bill came as one file.",
    "I was charged twice for the delivery.",
    "We love the new bench. Say hello to Mo.",
    "How much is a haircut for a child? We would come on Saturday.",
    "I'm cancelling my subscription, it has become too expensive.",
]


def talk(shared_data: Path) -> list[str]:
    """Return what the mails of mailing lists say."""
    with (shared_data / "heap" / "lists.mbox").open("rb") as file:
        records = read_mbox(file, Wishes()).records
    return [one.words for one in records if isinstance(one, FoundMessage)]


def test_what_customers_say_comes_first_among_mails_of_lists(shared_data: Path) -> None:
    mails = talk(shared_data)
    assert len(mails) > 400
    texts = [*mails, *SAID]
    pile = Pile()
    for number, words in enumerate(texts):
        pile.add(number, words)
    first = [number for number, _told in pile.order(50)]
    assert sum(number >= len(mails) for number in first) >= len(SAID) - 2
    for number in first:
        pile.decide(number, kept=number >= len(mails))
    for number, told in pile.order(1_000):
        assert 0 <= told.start <= told.end <= len(texts[number])


def test_each_mail_of_a_list_is_marked_within_it(shared_data: Path) -> None:
    for words in talk(shared_data):
        told = read_by_cues(words)
        assert words[told.start : told.end].strip() == words[told.start : told.end]


@pytest.mark.parametrize(
    ("language", "least"), [("en", 0.6), ("de", 0.6), ("it", 0.6), ("nl", 0.6), ("ar", 0.5)]
)
def test_questions_of_many_languages_are_known_for_questions(
    shared_data: Path, language: str, least: float
) -> None:
    with (shared_data / "xsid" / "valid.csv").open(encoding="utf-8", newline="") as file:
        asked = [
            row["text"]
            for row in csv.DictReader(file)
            if row["lang"] == language and row["text"].rstrip().endswith(("?", "؟"))
        ]
    known = sum(read_by_cues(words).kind is Kind.QUESTION for words in asked)
    assert known >= least * len(asked) > 0
