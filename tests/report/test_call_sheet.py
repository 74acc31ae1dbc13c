"""The call sheet: whom to call and what to tell; nobody's details who may not be contacted."""

from __future__ import annotations

import csv
import io
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import owed, postpone, promise
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import decline_item, plan
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import FollowUpKind, Kind
from feedbackdesk.report.call_sheet import call_sheet
from feedbackdesk.report.options import PageOptions
from feedbackdesk.report.pieces import Lines
from feedbackdesk.report.render import write
from tests.report import poppler
from tests.report.test_documents import shown_by_all

_HOSTILE = 'Eve <script>alert("x")</script> [a](http://x) | *b* عمر'
PLAIN = PageOptions()


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """A desk on which three asked for an item, one of whom may not be contacted."""
    for who in ("Ann Lee", "Bo Silent", _HOSTILE):
        new = NewFeedback(f"{who} wants invoices", Speaker(who), themes=("Invoices",))
        desk.do(record_feedback, new)
    item = desk.do(plan, ["Invoices"]).result
    desk.do(decline_item, item, "Nobody can do it")
    for one in desk.ask(owed):
        assert one.who_id is not None
        first = (one.who or "").split()[0].lower()
        facts = PersonFacts(email=f"{first}@example.org", phone=f"+44 {first}")
        desk.do(edit_person, one.who_id, facts)
        if one.who == "Bo Silent":
            desk.do(edit_person, one.who_id, PersonFacts(may_contact=False))
    return desk


def test_it_has_all_that_a_call_needs(asked: Desk) -> None:
    sheet = asked.ask(call_sheet, PLAIN)
    calls, apart = sheet.parts
    ann = calls.cards[0]
    assert ann.title == "Ann Lee"
    assert ann.lines == ("+44 ann", "ann@example.org")
    (matter,) = ann.matters
    assert matter.said[0].words == "Ann Lee wants invoices"
    assert matter.tell == "We will not do it: Invoices. Why: Nobody can do it"
    assert "Told" in matter.ticks
    assert matter.ruled
    assert matter.when == (), "the card says it"
    assert sheet.totals_line == "2 people to call", "as many matters are not worth a word"
    assert len(calls.cards) == 2
    assert apart.heading == "Not to be contacted"


def test_the_calls_stand_under_their_day(asked: Desk) -> None:
    first, *_rest = asked.ask(owed)
    asked.do(postpone, first.id, date(2026, 1, 5))
    headings = [part.heading for part in asked.ask(call_sheet, PLAIN).parts]
    assert headings[0] == "Late"
    assert headings[-1] == "Not to be contacted"
    assert asked.ask(call_sheet, PLAIN).parts[0].cards[0].strong


FIRMS = (("Ann Lee", "Harbour"), ("Bo Ek", "Oak"), (None, "Brook House"), ("Bo Ek", "Pier"))


@pytest.fixture
def often(desk: Desk) -> Desk:
    """A desk on which three people and a firm are owed something, twelve times in all."""
    for number in range(12):
        who, firm = FIRMS[number % 4]
        said = NewFeedback(
            f"Matter {number:02}", Speaker(who, organisation=firm), kind=Kind.PROBLEM
        )
        desk.do(record_feedback, said)
    for one in desk.ask(owed):
        number = int(one.about.removeprefix("Matter "))
        desk.do(postpone, one.id, local_today() + timedelta(days=(-3, 0, 2, 30)[number // 3]))
    return desk


def test_everybody_has_one_card_with_all_their_matters(often: Desk) -> None:
    sheet = often.ask(call_sheet, PLAIN)
    cards = [card for part in sheet.parts for card in part.cards]
    assert len({card.title for card in cards}) == 4, "Bo Ek of Pier is somebody else"
    assert [len(card.matters) for card in cards] == [3, 3, 3, 3]
    assert sheet.totals_line == "4 people to call, 12 matters, 3 late"
    assert [(part.heading, part.count) for part in sheet.parts] == [
        ("Late", "3 people, 9 matters"),
        ("Today", "1 person, 3 matters"),
    ]
    ann = cards[0]
    assert (ann.title, ann.aside, ann.strong) == ("Ann Lee, Harbour", ("3 matters",), False)
    assert [matter.said[0].words for matter in ann.matters] == [
        "Matter 00", "Matter 04", "Matter 08"
    ]  # fmt: skip
    assert [matter.strong for matter in ann.matters] == [True, False, False]
    assert ann.matters[0].when[0] == "3 days late"
    assert all(matter.ticks and matter.ruled for matter in ann.matters)
    assert [card.rail for card in cards] == [("1",), ("2",), ("3",), ("4",)]


def test_a_row_a_matter_and_the_people_in_the_head(often: Desk) -> None:
    sheet = often.ask(call_sheet, PLAIN)
    shown = shown_by_all(sheet)
    for ending in ("pdf", "html", "md", "xlsx"):
        for number in range(12):
            assert shown[ending].count(f"Matter {number:02}") == 1, ending
    for ending in ("pdf", "html", "md"):
        assert shown[ending].count("Ann Lee") == 1
    assert "4 people to call, 12 matters, 3 late" in shown["xlsx"]
    rows = list(csv.DictReader(io.StringIO(shown["csv"])))
    assert len(rows) == 12
    assert [row["Card"] for row in rows] == [card for card in "1234" for _ in range(3)]
    assert [row["When"] for row in rows[:3]] == ["Late", "Today", "This week"]
    assert shown["md"].count("- [ ] ") == 12


def test_a_person_of_two_firms_is_called_once(desk: Desk) -> None:
    desk.do(
        record_feedback,
        NewFeedback("One", Speaker("Ann Lee", organisation="Harbour"), kind=Kind.PROBLEM),
    )
    key = desk.ask(person_named, "Ann Lee").id
    desk.do(edit_person, key, PersonFacts(organisation="Pier"))
    desk.do(
        record_feedback,
        NewFeedback("Two", Speaker(person_id=key, name="Ann Lee"), kind=Kind.PROBLEM),
    )
    (part,) = desk.ask(call_sheet, PLAIN).parts
    (card,) = part.cards
    assert card.title == "Ann Lee, Harbour, Pier"
    assert {matter.said[0].words for matter in card.matters} == {"One", "Two"}


def test_two_records_of_one_person_are_one_card_once_they_are_merged(desk: Desk) -> None:
    for who in ("Ann Lee", "Annie Lee"):
        desk.do(record_feedback, NewFeedback(f"By {who}", Speaker(who), kind=Kind.PROBLEM))
    assert desk.ask(call_sheet, PLAIN).totals_line == "2 people to call"
    keys = [desk.ask(person_named, who).id for who in ("Annie Lee", "Ann Lee")]
    desk.do(merge_people, *keys)
    assert desk.ask(call_sheet, PLAIN).totals_line == "1 person to call, 2 matters"


def test_namesakes_who_may_not_be_contacted_are_two(desk: Desk) -> None:
    for firm in ("Harbour", "Pier"):
        for _twice in range(2):
            said = NewFeedback("x", Speaker("Ann Lee", organisation=firm), kind=Kind.PROBLEM)
            desk.do(record_feedback, said)
    for one in desk.ask(owed):
        assert one.who_id is not None
        desk.do(edit_person, one.who_id, PersonFacts(may_contact=False))
    (apart,) = desk.ask(call_sheet, PLAIN).parts
    assert apart.count == "2"
    assert apart.pieces == (Lines(("Ann Lee, Harbour", "Ann Lee, Pier")),)


@settings(max_examples=15)
@given(owing=st.lists(st.tuples(st.integers(0, 4), st.integers(-9, 40)), min_size=1, max_size=12))
def test_people_and_matters_are_what_they_are(owing: list[tuple[int, int]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Desk.open(Path(folder) / "x.feedbackdesk")) as desk,
    ):
        for number, (who, _days) in enumerate(owing):
            said = NewFeedback(f"M{number}", Speaker(f"Caller {who}"), kind=Kind.PROBLEM)
            desk.do(record_feedback, said)
        for one in desk.ask(owed):
            days = owing[int(one.about[1:])][1]
            desk.do(postpone, one.id, local_today() + timedelta(days=days))
        sheet = desk.ask(call_sheet, PLAIN)
    cards = [card for part in sheet.parts for card in part.cards]
    told = [[int(matter.said[0].words[1:]) for matter in card.matters] for card in cards]
    by_card = [
        (int(card.title[-1]), n) for card, some in zip(cards, told, strict=True) for n in some
    ]
    assert sorted(by_card) == sorted((who, n) for n, (who, _days) in enumerate(owing))
    assert len(cards) == len({who for who, _days in owing})
    due = [[owing[n][1] for n in some] for some in told]
    assert due == [sorted(some) for some in due]
    assert [some[0] for some in due] == sorted(some[0] for some in due)
    assert len(sheet.rows) == len(owing)


def test_who_is_spoken_of_stands_above_what_goes_on_over_the_page(
    desk: Desk, tmp_path: Path
) -> None:
    for number in range(15):
        said = NewFeedback(f"Matter {number}", Speaker("Ann Lee"), kind=Kind.PROBLEM)
        desk.do(record_feedback, said)
    path = tmp_path / "calls.pdf"
    pages = write(desk.ask(call_sheet, PLAIN), path)
    assert pages is not None
    for page in range(1, pages + 1):
        assert "Ann Lee" in poppler.text(path, page)


@pytest.mark.parametrize("kind", list(FollowUpKind))
def test_what_to_tell_has_no_hole_where_there_is_no_item(desk: Desk, kind: FollowUpKind) -> None:
    desk.do(record_feedback, NewFeedback("Lovely", Speaker("Ann Lee"), kind=Kind.PRAISE))
    ann = desk.ask(person_named, "Ann Lee").id
    for about in ("", "the spring roast"):
        desk.do(promise, ann, kind, local_today(), about=about)
    (part,) = desk.ask(call_sheet, PLAIN).parts
    for matter in part.cards[0].matters:
        assert "None" not in matter.tell
        assert ": ." not in matter.tell


def test_only_those_asked_for_are_on_it(asked: Desk) -> None:
    ann = next(one for one in asked.ask(owed) if one.who == "Ann Lee")
    sheet = asked.ask(call_sheet, PLAIN, [ann.id])
    assert [card.title for part in sheet.parts for card in part.cards] == ["Ann Lee"]


def test_no_page_has_the_details_of_who_may_not_be_contacted(asked: Desk) -> None:
    shown = shown_by_all(asked.ask(call_sheet, PLAIN))
    for text in shown.values():
        assert "Ann Lee" in text
        assert "Bo Silent wants" not in text
        assert "bo@example.org" not in text
    for ending in ("pdf", "html", "md", "xlsx"):
        assert "Bo Silent" in shown[ending]
    assert "<script" not in shown["html"]
    assert "\\<script\\>" in shown["md"]
    assert "- [ ] **1 · Ann Lee**" in shown["md"]


def test_a_long_sheet_goes_on_over_pages_and_loses_nobody(desk: Desk, tmp_path: Path) -> None:
    names = [f"Caller {number}" for number in range(60)]
    for who in names:
        text = f"{who}: " + "the bags were stale " * 40
        desk.do(record_feedback, NewFeedback(text, Speaker(who), kind=Kind.PROBLEM))
    path = tmp_path / "calls.pdf"
    pages = write(desk.ask(call_sheet, PLAIN), path)
    assert pages is not None
    assert pages > 5
    text = poppler.text(path)
    assert all(name in text for name in names)
    assert "continued" in poppler.text(path, 2)


def test_an_empty_sheet_and_a_wrong_place_are_told(desk: Desk, tmp_path: Path) -> None:
    sheet = desk.ask(call_sheet, PLAIN)
    for ending in ("pdf", "html", "md", "xlsx"):
        assert "Nobody is owed anything" in shown_by_all(sheet)[ending]
    for path in (tmp_path / "calls.exe", tmp_path / "no" / "calls.pdf", tmp_path / "calls"):
        with pytest.raises(Refusal, match="Nothing was written"):
            write(sheet, path)
    assert not list(tmp_path.glob("calls*"))
