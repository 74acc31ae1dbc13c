"""The call sheet: whom to call and what to tell; nobody's details who may not be contacted."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import owed
from feedbackdesk.desk.people import PersonFacts, Speaker, edit_person
from feedbackdesk.desk.roadmap import decline_item, plan
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Kind
from feedbackdesk.report.call_sheet import call_sheet, html_bytes, markdown_bytes, write_call_sheet
from feedbackdesk.report.pdf import call_sheet_bytes
from tests.report.poppler import text as text_of

_HOSTILE = 'Eve <script>alert("x")</script> [a](http://x) | *b* عمر'


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
    sheet = asked.ask(call_sheet, [one.id for one in asked.ask(owed)])
    ann = sheet.callers[0]
    assert ann.who == "Ann Lee"
    assert ann.reached == ("+44 ann", "ann@example.org")
    assert ann.words == "Ann Lee wants invoices"
    assert ann.tell == "We will not do it: Invoices. Why: Nobody can do it"
    assert len(sheet.callers) == 2
    assert sheet.apart == ("Bo Silent",)


def test_no_page_has_the_details_of_who_may_not_be_contacted(asked: Desk, tmp_path: Path) -> None:
    sheet = asked.ask(call_sheet, [one.id for one in asked.ask(owed)])
    path = tmp_path / "calls.pdf"
    write_call_sheet(sheet, path)
    page, marked = html_bytes(sheet).decode(), markdown_bytes(sheet).decode()
    for text in (page, marked, text_of(path)):
        assert "Ann Lee" in text
        assert "Bo Silent" in text
        assert "Bo Silent wants" not in text
        assert "bo@example.org" not in text
    assert "<script" not in page
    assert "\\<script\\>" in marked
    assert "- [ ] **Ann Lee**" in marked


def test_a_long_sheet_goes_on_over_pages_and_loses_nobody(desk: Desk, tmp_path: Path) -> None:
    names = [f"Caller {number}" for number in range(60)]
    for who in names:
        text = f"{who}: " + "the bags were stale " * 40
        desk.do(record_feedback, NewFeedback(text, Speaker(who), kind=Kind.PROBLEM))
    sheet = desk.ask(call_sheet, [one.id for one in desk.ask(owed)])
    _content, pages = call_sheet_bytes(sheet)
    assert pages > 5
    path = tmp_path / "calls.pdf"
    write_call_sheet(sheet, path)
    text = text_of(path)
    assert all(name in text for name in names)


def test_an_empty_sheet_and_a_wrong_place_are_told(desk: Desk, tmp_path: Path) -> None:
    sheet = desk.ask(call_sheet, [])
    assert b"Nobody is to be called" in html_bytes(sheet)
    assert call_sheet_bytes(sheet)[1] == 1
    for path in (tmp_path / "calls.exe", tmp_path / "no" / "calls.pdf", tmp_path / "calls"):
        with pytest.raises(Refusal, match="Nothing was written"):
            write_call_sheet(sheet, path)
    assert not list(tmp_path.glob("calls*"))
