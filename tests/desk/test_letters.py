"""Drafts for what is owed: their own words, the owner's text, and no selling at a goodbye."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.followups import owed, promise
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.letters import change_template, draft, mail_address, templates
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import decline_item, plan, ship_item
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.letters import (
    OUR_TEMPLATES,
    PLACEHOLDERS,
    LetterKind,
    fill_in,
    left_empty,
    selling_in,
    unfilled_in,
    unknown_in,
)
from feedbackdesk.domain.words import FollowUpKind, Kind, ToldBy


@pytest.fixture
def asked(desk: Desk) -> int:
    """A desk on which Ann asked for invoices; the key of the planned item."""
    desk.do(change_settings, {"business_name": "Quill & Kettle"})
    ann = Speaker("Ann Lee", email="ann@lee.example")
    desk.do(record_feedback, NewFeedback("Mail me {why} the “bill”", ann, themes=("Invoices",)))
    return desk.do(plan, ["Invoices"], item="Invoices by e-mail").result


def test_it_quotes_their_own_words_and_the_day(desk: Desk, asked: int) -> None:
    desk.do(ship_item, asked)
    (news,) = desk.ask(owed)
    made = desk.ask(draft, news.id)
    today = local_today()
    assert made.email == "ann@lee.example"
    assert made.letter.subject == "You asked for it: Invoices by e-mail"
    assert made.letter.body.startswith("Dear Ann,\n\non ")
    assert f"on {today.day} {today:%B} {today.year} you told us" in made.letter.body
    assert "“Mail me {why} the “bill””" in made.letter.body  # what they typed is never filled in
    assert made.letter.body.endswith("Quill & Kettle")
    assert made.letter.unknown == ()


def test_declined_says_why_and_sells_nothing(desk: Desk, asked: int) -> None:
    desk.do(decline_item, asked, "Nobody is left to do it.")
    (news,) = desk.ask(owed)
    made = desk.ask(draft, news.id)
    assert made.kind is LetterKind.DECLINED
    assert "Nobody is left to do it." in made.letter.body
    assert made.letter.selling == ()
    text = "Dear {first_name},\nno. But here is a special offer: 20% off until Friday!"
    desk.do(change_template, LetterKind.DECLINED, text)
    made = desk.ask(draft, news.id)
    pointed = [made.letter.body[at : at + length] for at, length in made.letter.selling]
    assert pointed == ["special offer", "20% off"]


def test_a_lost_sale_is_thanked_and_let_go(desk: Desk) -> None:
    lost = LossFacts("Price", alternative="Try the roaster in Pine Street.")
    desk.do(record_feedback, NewFeedback("Your deal is too dear", Speaker("Di"), loss=lost))
    (debt,) = desk.ask(owed)
    made = desk.ask(draft, debt.id)
    assert made.kind is LetterKind.GOODBYE
    assert "Try the roaster in Pine Street." in made.letter.body
    assert made.letter.selling == ()  # the word is theirs, not ours


def test_winning_back_without_an_item_has_a_letter_of_its_own(desk: Desk) -> None:
    lost = LossFacts("Price", revisit=local_today() + timedelta(days=30))
    desk.do(record_feedback, NewFeedback("Too dear for us", Speaker("Di Fry"), loss=lost))
    (debt,) = [one for one in desk.ask(owed) if one.kind is FollowUpKind.WIN_BACK]
    made = desk.ask(draft, debt.id)
    assert made.kind is LetterKind.WIN_BACK
    assert made.letter.subject == "May we talk again?"
    assert "“Too dear for us”" in made.letter.body
    assert ": ." not in made.letter.body
    desk.do(change_template, LetterKind.WIN_BACK, "Subject: Hello again\nDear {name}, shall we?")
    made = desk.ask(draft, debt.id)
    assert (made.letter.subject, made.letter.body) == ("Hello again", "Dear Di Fry, shall we?")


def test_winning_back_by_what_is_there_now_names_it(desk: Desk, asked: int) -> None:
    lost = LossFacts("Missing feature")
    said = NewFeedback("No invoices", Speaker("Di Fry"), loss=lost, themes=("Invoices",))
    desk.do(record_feedback, said)
    desk.do(ship_item, asked)
    (debt,) = [one for one in desk.ask(owed) if one.kind is FollowUpKind.WIN_BACK]
    made = desk.ask(draft, debt.id)
    assert made.kind is LetterKind.SHIPPED
    assert made.letter.subject == "You asked for it: Invoices by e-mail"


HOLE = re.compile(r"  |: \.|“”|:\s*\Z|\bon [,.:]|None")


@pytest.mark.parametrize("kind", list(FollowUpKind))
def test_what_is_owed_by_hand_makes_a_whole_letter(desk: Desk, kind: FollowUpKind) -> None:
    desk.do(record_feedback, NewFeedback("Lovely", Speaker("Ann Lee"), kind=Kind.PRAISE))
    (said,) = desk.ask(list_feedback)
    note = "the owner's own note"
    key = desk.do(promise, said.who_id or 0, kind, local_today(), about=note).result
    letter = desk.ask(draft, key).letter
    assert letter.subject
    assert letter.body.startswith("Dear Ann,\n\n")
    assert note not in letter.body, "it was never a word of theirs"
    assert not HOLE.search(f"{letter.subject}\n{letter.body}")


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_firm_of_which_nobody_is_named_is_written_to_whole(desk: Desk, kind: LetterKind) -> None:
    firm = Speaker(organisation="Brook House")
    desk.do(record_feedback, NewFeedback("Stale!", firm, kind=Kind.PROBLEM))
    (debt,) = desk.ask(owed)
    letter = desk.ask(draft, debt.id, kind).letter
    assert letter.body.startswith("Dear Brook House,\n\n")
    assert "“Stale!”" in letter.body
    assert not HOLE.search(f"{letter.subject}\n{letter.body}")


@pytest.mark.parametrize("told_by", list(ToldBy))
def test_what_we_guessed_ourselves_is_no_word_of_theirs(desk: Desk, told_by: ToldBy) -> None:
    loss = LossFacts("Price", told_by=told_by)
    new = NewFeedback("They never wrote again.", Speaker("Ann Lee"), loss=loss)
    desk.do(record_feedback, new)
    (thanks,) = desk.ask(owed)
    letter = desk.ask(draft, thanks.id)
    assert ("never wrote" in letter.letter.body) is (told_by is ToldBy.THEM)


def test_nobody_is_written_to_against_their_will(desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("Stale!", Speaker("Bo"), kind=Kind.PROBLEM))
    (said,) = desk.ask(list_feedback)
    (debt,) = desk.ask(owed)
    desk.do(edit_person, said.who_id or 0, PersonFacts(may_contact=False))
    with pytest.raises(Refusal, match="asked not to be contacted"):
        desk.ask(draft, debt.id)


def test_an_unknown_placeholder_is_shown_and_named(desk: Desk, asked: int) -> None:
    desk.do(change_template, LetterKind.SHIPPED, "Subject: Hi {nick}\nDear {First_Name}, {nick}!{}")
    desk.do(ship_item, asked)
    (news,) = desk.ask(owed)
    made = desk.ask(draft, news.id)
    assert made.letter.subject == "Hi {nick}"
    assert made.letter.body == "Dear Ann, {nick}!{}"
    assert made.letter.unknown == ("{nick}", "{}")


def test_the_templates_are_the_owners(desk: Desk) -> None:
    assert desk.ask(templates) == OUR_TEMPLATES
    desk.do(change_template, LetterKind.GOODBYE, "So long, {name}.")
    assert desk.ask(templates)[LetterKind.GOODBYE] == "So long, {name}."
    desk.do(change_template, LetterKind.GOODBYE, "  ")
    assert desk.ask(templates) == OUR_TEMPLATES
    desk.undo()
    desk.undo()
    assert desk.ask(templates) == OUR_TEMPLATES
    with pytest.raises(Refusal, match="fit"):
        desk.do(change_template, LetterKind.GOODBYE, "x" * 30_000)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=300))
def test_a_mail_program_gets_what_was_written(name: str, subject: str, body: str) -> None:
    address = mail_address("a@b.example", subject, f"{name}\n{body}")
    if address is None:
        return
    found = urlsplit(address)
    assert found.path == "a@b.example"
    fields = parse_qs(found.query, keep_blank_values=True)
    assert fields["subject"] == [subject]
    assert fields["body"][0].replace("\r\n", "\n") == f"{name}\n{body}".replace("\r\n", "\n")


@given(st.text(max_size=200), st.dictionaries(st.sampled_from(["name", "why"]), st.text()))
def test_any_template_makes_a_letter(template: str, facts: dict[str, str]) -> None:
    letter = fill_in(template, facts, without_offer=True)
    for at, length in letter.selling:
        assert 0 <= at < at + length <= len(letter.body)
    assert "\n" not in letter.subject


def test_our_own_goodbyes_sell_nothing() -> None:
    for kind in (LetterKind.GOODBYE, LetterKind.DECLINED):
        assert selling_in(OUR_TEMPLATES[kind]) == ()


def test_a_placeholder_that_was_never_closed_is_pointed_out() -> None:
    letter = fill_in("Dear {first_name,\nthank you, {name}.", {"name": "Ann {Lee"})
    assert letter.unknown == ("{first_name",)
    assert unfilled_in(letter.body, letter.given) == ((5, 11),)  # what Ann is called is hers
    assert unknown_in("Dear {name") == ("{name",)
    assert unfilled_in("A smile :{ and a {brace") == ((17, 6),)


def test_an_answer_that_was_not_written_is_missed() -> None:
    ours = fill_in(OUR_TEMPLATES[LetterKind.ANSWERED], dict.fromkeys(PLACEHOLDERS, "x")).body
    assert left_empty(ours, ours) == "Here is our answer."
    assert left_empty(ours, ours.replace("\n\n\n", "\n\n")) == "Here is our answer."
    assert left_empty(ours, ours.replace("our answer.", "our answer. We bake at six.")) is None
    assert left_empty(ours, ours.replace("\n\n\n", "\n\nWe bake at six.\n\n")) is None
    assert left_empty("Dear Ann", "Dear Ann") is None
