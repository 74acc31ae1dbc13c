"""Who is on the line, found as recording would find them."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.desk.callers import SHOWN, caller, others_saying_so
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, one_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named
from feedbackdesk.desk.people import edit_organisation
from feedbackdesk.desk.themes import merge_themes, theme_named
from feedbackdesk.domain.errors import Ambiguous
from feedbackdesk.domain.words import Feeling, FollowUpKind, Kind, PersonStage

TODAY = date.today()
_names = st.sampled_from(["", "Ann Lee", "ann  LEE", "Bo Ek", "Çem\u202e", " "])
_firms = st.sampled_from(["", "Harbour Bakery", "HARBOUR bakery", "Fold Studio"])
_speakers = st.tuples(_names, _firms)


@given(before=st.lists(_speakers, max_size=6), now=_speakers)
def test_a_caller_is_whom_recording_would_name(
    before: list[tuple[str, str]], now: tuple[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "shop.feedbackdesk")
        try:
            for name, firm in before:
                _record(desk, name, firm)
            told = desk.ask(caller, name=now[0], organisation=now[1])
            key = _record(desk, *now)
            if told is not None and told.namesakes:
                assert key is None, "recording asks who it is too"
                return
            assert key is not None
            said = desk.ask(one_feedback, key)
            assert said is not None
            assert (told is None) == (said.who_id is None and said.organisation_id is None)
            if told is None:
                return
            after = desk.ask(caller, person_id=said.who_id, organisation=now[1])
            assert after is not None
            assert after.known
            if told.known:
                assert (after.name, after.organisation) == (told.name, told.organisation)
                assert after.said == told.said + 1
            elif now[0].strip():
                assert after.said == 1, "somebody new"
            assert len(after.last) == min(after.said, SHOWN)
        finally:
            desk.close()


def _record(desk: Desk, name: str, firm: str) -> int | None:
    try:
        speaker = Speaker(name=name or None, organisation=firm or None)
        return desk.do(record_feedback, NewFeedback("x", speaker)).result
    except Ambiguous:
        return None


def test_what_is_told_is_the_newest(desk: Desk) -> None:
    ann = Speaker(name="Ann Lee", organisation="Harbour Bakery", stage=PersonStage.PROSPECT)
    for days, feeling in ((5, None), (400, Feeling.HAPPY), (9, Feeling.UNHAPPY), (900, None)):
        on = TODAY - timedelta(days=days)
        new = NewFeedback(f"{days} days ago", ann, kind=Kind.PROBLEM, on=on, feeling=feeling)
        desk.do(record_feedback, new)
    told = desk.ask(caller, name="ann lee")
    assert told is not None
    assert [one.text for one in told.last] == ["5 days ago", "9 days ago", "400 days ago"]
    assert (told.mood, told.mood_on) == (Feeling.UNHAPPY, TODAY - timedelta(days=9))
    assert (told.stage, told.said) == (PersonStage.PROSPECT, 4)
    assert {one.kind for one in told.owed} == {FollowUpKind.ACKNOWLEDGE}
    firm = desk.ask(organisation_named, "Harbour Bakery")
    desk.do(edit_organisation, firm.id, value=50_000)
    again = desk.ask(caller, name="Ann Lee")
    assert again is not None
    assert (again.value, again.currency) == (50_000, "GBP"), "what the firm is worth"
    whole = desk.ask(caller, organisation="harbour bakery")
    assert whole is not None
    assert (whole.said, whole.since) == (4, TODAY - timedelta(days=900))


def test_several_of_a_name_are_nobody_until_the_organisation_is_named(desk: Desk) -> None:
    for firm in ("One", "Two"):
        _record(desk, "Ann Lee", firm)
    both = desk.ask(caller, name="ANN LEE")
    assert both is not None
    assert (both.known, both.namesakes) == (False, 2)
    one = desk.ask(caller, name="Ann Lee", organisation="two")
    assert one is not None
    assert (one.known, one.organisation, one.said) == (True, "Two", 1)


def test_others_are_counted_once_through_every_theme(desk: Desk) -> None:
    def said(who: str, *themes: str) -> int:
        return desk.do(record_feedback, NewFeedback("x", Speaker(name=who), themes=themes)).result

    said("Ann", "Invoices", "Parking")
    said("Ann", "Invoices")
    said("Bo", "Bills")
    own = said("Cem", "Invoices", "Parking")
    assert desk.ask(others_saying_so, own) == 1
    merged = desk.ask(theme_named, "Bills").id, desk.ask(theme_named, "Invoices").id
    desk.do(merge_themes, *merged)
    assert desk.ask(others_saying_so, own) == 2
    assert desk.ask(others_saying_so, said("Dee")) == 0
