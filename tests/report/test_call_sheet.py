"""The call sheet: whom to call and what to tell; nobody's details who may not be contacted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import owed, postpone
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import decline_item, plan
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Kind
from feedbackdesk.report.call_sheet import call_sheet
from feedbackdesk.report.document import PageOptions, write_document
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
    assert ann.lines == ("+44 ann · ann@example.org",)
    assert ann.said[0].words == "Ann Lee wants invoices"
    assert ann.tell == "We will not do it: Invoices. Why: Nobody can do it"
    assert "Told" in ann.ticks
    assert ann.ruled
    assert len(calls.cards) == 2
    assert apart.heading == "Not to be contacted"


def test_the_calls_stand_under_their_day(asked: Desk) -> None:
    first, *_rest = asked.ask(owed)
    asked.do(postpone, first.id, date(2026, 1, 5))
    headings = [part.heading for part in asked.ask(call_sheet, PLAIN).parts]
    assert headings[0] == "Late"
    assert headings[-1] == "Not to be contacted"
    assert asked.ask(call_sheet, PLAIN).parts[0].cards[0].strong


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
    pages = write_document(desk.ask(call_sheet, PLAIN), path)
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
            write_document(sheet, path)
    assert not list(tmp_path.glob("calls*"))
