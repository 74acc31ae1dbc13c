"""Themes that the inbox and the heap could make: taken, refused, and taken back."""

from __future__ import annotations

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, delete_feedback, record_feedback
from feedbackdesk.desk.heap import counts
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.importing.taking import bring_in
from feedbackdesk.desk.proposing import (
    Proposal,
    propose,
    refuse_proposal,
    take_proposal,
    texts_in_words,
)
from feedbackdesk.desk.themes import theme_evidence, theme_named
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.found import Found, FoundMessage, FoundWho, Origin

SATURDAYS = (
    "Could you open on Saturday mornings?",
    "Hello. I work all week, so I cannot come. Please open on Saturday mornings! Thanks.",
    "Saturday mornings would suit me",
)
OTHERS = ("The invoice came twice", "Where is my parcel?", "The lids leak on the train")


def record(desk: Desk, *texts: str, whose: str = "P") -> list[int]:
    """Record texts of somebody else each; return their keys."""
    return [
        desk.do(record_feedback, NewFeedback(text, Speaker(f"{whose} {number}"))).result
        for number, text in enumerate(texts)
    ]


def take(desk: Desk, proposal: Proposal, name: str = "") -> int:
    """Take a proposal; return the theme's key."""
    number = texts_in_words(len(proposal.members))
    return desk.do(take_proposal, proposal, name or proposal.name, number).result


def names(desk: Desk) -> list[str]:
    """Return what is proposed."""
    return [one.name for one in propose(desk).proposals]


def test_it_files_all_of_it_with_the_sentence_that_says_it(desk: Desk) -> None:
    record(desk, *OTHERS, *SATURDAYS)
    found = propose(desk)
    (proposal,) = found.proposals
    assert (proposal.name, proposal.accounts, len(proposal.members)) == ("Saturday mornings", 3, 3)
    assert (found.looked_at, found.left_out) == (6, 3)
    key = take(desk, proposal)
    theme = desk.ask(theme_named, "saturday mornings")
    assert (theme.id, theme.requests, theme.mentions) == (key, 3, 3)
    evidence = desk.ask(theme_evidence, theme, length=500)
    assert {one.quote for one in evidence} == {
        None, "Please open on Saturday mornings!",
    }  # fmt: skip
    assert names(desk) == []
    desk.undo()
    assert names(desk) == ["Saturday mornings"]


def test_it_may_be_called_otherwise_or_join_a_theme_that_is_there(desk: Desk) -> None:
    record(desk, *OTHERS, *SATURDAYS)
    key = take(desk, propose(desk).proposals[0], "Opening hours")
    record(desk, *(f"Sunday brunch again, number {at}" for at in range(3)), whose="Q")
    (brunch,) = propose(desk).proposals
    assert take(desk, brunch, "opening  HOURS") == key
    assert desk.ask(theme_named, "Opening hours").requests == 6


def test_what_is_refused_stays_away_and_undo_brings_it_back(desk: Desk) -> None:
    record(desk, *OTHERS, *SATURDAYS)
    (proposal,) = propose(desk).proposals
    desk.do(refuse_proposal, proposal, texts_in_words(3))
    assert names(desk) == []
    assert propose(desk).left_out == 6
    desk.undo()
    assert names(desk) == ["Saturday mornings"]


def test_a_text_that_is_gone_by_now_changes_nothing(desk: Desk) -> None:
    keys = record(desk, *OTHERS, *SATURDAYS)
    (proposal,) = propose(desk).proposals
    desk.do(delete_feedback, keys[-1])
    with pytest.raises(NotThere, match="Nothing was changed"):
        take(desk, proposal)
    assert names(desk) == []


def mail(number: int, text: str, who: FoundWho | None = None) -> FoundMessage:
    """Return a message of a mailbox."""
    wrote = who or FoundWho(f"Mia {number}", "", f"mia{number}@mail.example")
    return FoundMessage(Origin("mailbox", str(number), f"message {number}"), text, wrote)


def test_the_heap_speaks_with_the_inbox_and_is_kept(desk: Desk) -> None:
    record(desk, *OTHERS, SATURDAYS[0])
    found = Found(
        "mbox", tuple(mail(at, f"{text} Number {at}.") for at, text in enumerate(SATURDAYS[1:]))
    )
    desk.do(bring_in, "mail.mbox", found)
    assert desk.ask(counts).waiting == 2
    (proposal,) = propose(desk).proposals
    assert proposal.accounts == 3
    take(desk, proposal)
    assert desk.ask(counts).waiting == 0
    assert desk.ask(theme_named, "Saturday mornings").requests == 3
    desk.undo()
    assert desk.ask(counts).waiting == 2


def test_who_wrote_twice_counts_once_also_over_the_heap(desk: Desk) -> None:
    record(desk, *OTHERS, *SATURDAYS[:2])
    again = mail(1, SATURDAYS[2], FoundWho("P 3", "", "p3@mail.example"))
    desk.do(bring_in, "mail.mbox", Found("mbox", (again,)))
    assert names(desk) == []


def test_nothing_in_the_inbox_is_nothing_proposed(desk: Desk) -> None:
    found = propose(desk)
    assert (found.proposals, found.looked_at, found.left_out) == ((), 0, 0)
