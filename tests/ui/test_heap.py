"""The heap: talk is sorted by keys, each decision is one step, and nothing counts before it."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.importing.taking import bring_in
from feedbackdesk.domain.found import Aside, Found, FoundMessage, FoundWho, Origin
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import Channel, Kind
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

_LUNCH = "See you in the kitchen at {number}."


def mail(
    number: int, words: str, who: str = "Priya Nair", aside: Aside | None = None, answers: str = ""
) -> FoundMessage:
    """Return a message of a mailbox."""
    return FoundMessage(
        Origin("mail", f"<{number}>", f"message {number}"),
        words,
        FoundWho(who, "Tidemarsh Dental"),
        date(2026, 5, 14),
        subject="Tuesday’s delivery",
        channel=Channel.EMAIL,
        aside=aside,
        answers=answers,
    )


PILE = Found(
    "mbox",
    (
        mail(1, "Thanks for the crate. Could you please send a text before you come?"),
        mail(2, "Morning all. The lids are broken again, and nobody rang back.", "Mei-Ling Chow"),
        mail(3, "Unsubscribe here.", "Shop", Aside.NEWSLETTER),
        mail(4, "We will look into it.", "Me", Aside.OWN, "<2>"),
        *(mail(number, _LUNCH.format(number=number), "Kit Marsden") for number in range(5, 10)),
    ),
)


@pytest.fixture
def pile(sample_path: Path) -> Path:
    """The sample business, with a mailbox on the heap."""
    with closing(Desk.open(sample_path, source="command line")) as desk:
        desk.do(bring_in, "mail.mbox", PILE)
    return sample_path


@pytest.fixture
def window(drive: Drive, pile: Path) -> Driver:
    """The heap in sight."""
    window = drive(pile)
    window.press("Ctrl+9")
    window.until(lambda: window.rows("heapList"), "what waits")
    window.settle()
    return window


def said(window: Driver) -> dict[str, Feedback]:
    """Return all feedback by its words."""
    return {one.text: one for one in window.desk.ask(list_feedback)}


def test_the_likeliest_comes_first_with_what_says_so(window: Driver) -> None:
    rows = window.rows("heapList")
    assert len(rows) == 7
    wish = next(row for row in rows if "send a text" in row)
    assert rows.index(wish) < 2
    assert wish.startswith("Request, Priya Nair, Tidemarsh Dental, 14 May, E-mail, ")
    assert "Tuesday’s delivery: Could you please send a text before you come?" in wish
    assert window.part("pageNumbers").says == "7 to look at, from 1 file"
    assert window.part("heapStrip").says == "0 looked at"


def test_enter_keeps_and_e_drops_and_the_next_one_is_chosen(window: Driver) -> None:
    window.choose("heapList", "send a text")
    window.press("I")
    window.settle()
    kept = said(window)["Thanks for the crate. Could you please send a text before you come?"]
    assert (kept.who, kept.organisation, kept.kind, kept.channel) == (
        "Priya Nair", "Tidemarsh Dental", Kind.REQUEST, Channel.EMAIL
    )  # fmt: skip
    assert window.current("heapList") is not None
    before = len(window.rows("heapList"))
    window.press("E")
    window.settle()
    assert len(window.rows("heapList")) == before - 1
    assert window.part("heapStrip").says == "2 looked at, 1 of the last 2 kept"
    window.press("Ctrl+Z", "Ctrl+Z")
    window.settle()
    assert len(window.rows("heapList")) == 7
    assert window.part("heapStrip").says == "0 looked at"


def test_it_is_kept_under_a_theme_that_is_named_with_the_telling_sentence(window: Driver) -> None:
    window.choose("heapList", "lids are broken")
    window.press("5", "2", "T")
    window.type("Lids that hold")
    window.press("Return")
    window.settle()
    kept = next(one for words, one in said(window).items() if "lids are broken" in words)
    assert (kept.kind, kept.themes) == (Kind.PROBLEM, ("Lids that hold",))
    assert kept.mentions[0].quote == "The lids are broken again, and nobody rang back."


def test_many_are_dropped_at_once_and_all_like_one_with_a_key(window: Driver) -> None:
    window.choose("heapList", *(_LUNCH.format(number=number) for number in (5, 6)))
    window.press("E")
    window.settle()
    assert len(window.rows("heapList")) == 5
    window.choose("heapList", _LUNCH.format(number=7))
    window.press("L")
    window.settle()
    left = window.rows("heapList")
    assert len(left) == 2
    assert not any("kitchen" in row for row in left)
    window.press("Ctrl+Z")
    window.settle()
    assert sum("kitchen" in row for row in window.rows("heapList")) == 3


def test_a_message_is_read_whole_and_what_it_answers_is_shown(window: Driver) -> None:
    window.choose("heapList", "lids are broken")
    assert window.part("heapWords").says.startswith("Morning all.")
    assert "mail.mbox, message 2" in window.part("heapAbout").says
    window.press("Space")
    assert window.keyboard == "heapWords"
    window.press("Esc")
    assert window.keyboard == "heapList"


def test_what_was_set_aside_is_opened_by_its_group_and_can_be_kept(window: Driver) -> None:
    window.click("heapAside.own")
    window.until(lambda: len(window.rows("heapList")) == 1, "what the owner sent")
    window.settle()
    assert window.part("pageNumbers").says.startswith("Sent by you")
    assert "In answer to Mei-Ling Chow" in window.part("heapAnswers").says
    window.press("Esc")
    window.until(lambda: len(window.rows("heapList")) == 7, "what waits")
    window.click("heapAside.newsletter")
    window.until(lambda: len(window.rows("heapList")) == 1, "the newsletters")
    window.press("Return")
    window.settle()
    assert "Unsubscribe here." in said(window)


def test_undoing_the_file_takes_all_of_its_talk_out_of_sight(window: Driver) -> None:
    window.act("undo")
    window.settle()
    assert window.rows("heapList") == []
    assert window.is_said("Nothing waits on the heap")
    window.act("redo")
    window.settle()
    assert len(window.rows("heapList")) == 7


def test_an_empty_heap_leads_to_bringing_in(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    window.press("Ctrl+9")
    window.settle()
    assert window.is_said("Nothing waits on the heap")
    window.click("offer.bring")
    window.settle()
    assert window.page == "bring"
