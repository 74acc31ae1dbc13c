"""Drafts for what is owed: made when they are opened, from the owner's own templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from feedbackdesk.desk.settings import settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.letters import (
    LETTER_NAMES,
    OUR_TEMPLATES,
    WITHOUT_OFFER,
    Letter,
    LetterKind,
    fill_in,
)
from feedbackdesk.domain.text import clean, excerpt
from feedbackdesk.domain.words import FollowUpKind, Kind, ToldBy

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.rows import FollowUp
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

_WORDS_LENGTH = 600
_TEMPLATE_LIMIT = 20_000
MAIL_LIMIT = 1_900
"""The longest mailto: address that every mail program takes, in characters."""

_LETTER_FOR = {
    FollowUpKind.ACKNOWLEDGE: LetterKind.ACKNOWLEDGED,
    FollowUpKind.ANSWER: LetterKind.ANSWERED,
    FollowUpKind.SHIPPED: LetterKind.SHIPPED,
    FollowUpKind.DECLINED: LetterKind.DECLINED,
    FollowUpKind.WIN_BACK: LetterKind.WIN_BACK,
    FollowUpKind.CHECK_IN: LetterKind.CHECK_IN,
    FollowUpKind.THANK: LetterKind.THANKS,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter for one follow-up, and where it would go."""

    follow_up: FollowUp
    kind: LetterKind
    letter: Letter
    email: str | None
    phone: str | None


def templates(read: Reader) -> dict[LetterKind, str]:
    """Return the text of every template: the owner's, or ours until they write one."""
    return OUR_TEMPLATES | {LetterKind(kind): text for kind, text in read.templates().items()}


@step("Change the letter “{name}”")
def change_template(work: UnitOfWork, kind: LetterKind, text: str, name: str = "") -> None:
    """Keep the owner's text of a template; an empty one brings ours back."""
    del name  # for the label
    cleaned = clean(text)
    if len(cleaned) > _TEMPLATE_LIMIT:
        raise Refusal(
            f"The letter has {len(cleaned):,} characters; {_TEMPLATE_LIMIT:,} fit. "
            "Nothing was changed."
        )
    known = work.read.template_key(kind.value)
    if not cleaned or cleaned == OUR_TEMPLATES[kind]:
        if known is not None:
            work.delete("template", known)
    elif known is None:
        work.insert("template", kind=kind.value, name=LETTER_NAMES[kind], text=cleaned)
    else:
        work.update("template", known, text=cleaned)


def letter_kind(owed: FollowUp) -> LetterKind:
    """Return which letter suits what is owed: a lost sale is thanked and let go.

    Who is to be won back by something that is there now is told of it; others are asked again.
    """
    if owed.kind is FollowUpKind.WIN_BACK and owed.item_id is not None:
        return LetterKind.SHIPPED
    if owed.feedback_kind is Kind.LOSS and owed.kind in {
        FollowUpKind.ACKNOWLEDGE,
        FollowUpKind.ANSWER,
    }:
        return LetterKind.GOODBYE
    return _LETTER_FOR.get(owed.kind, LetterKind.ANSWERED)


def draft(read: Reader, follow_up_id: int, kind: LetterKind | None = None) -> Draft:
    """Return the draft for a follow-up, made anew each time it is opened.

    Raises Refusal for somebody who may not be contacted: nothing is ever drafted to them.
    """
    owed = read.follow_up(follow_up_id)
    if owed is None:
        raise NotThere("That is no longer on the list. Nothing was changed.")
    if not owed.may_contact:
        raise Refusal(f"{owed.speaker} asked not to be contacted. Nothing was drafted.")
    return fill(read, owed, kind or letter_kind(owed))


def fill(read: Reader, owed: FollowUp, chosen: LetterKind) -> Draft:
    """Return a letter of a kind for what is owed, filled in."""
    said = read.feedback(owed.feedback_id) if owed.feedback_id is not None else None
    item = read.item(owed.item_id) if owed.item_id is not None else None
    person = read.person(owed.who_id) if owed.who_id is not None else None
    name = person.name if person is not None else (owed.organisation or "")
    # Why a sale was lost is theirs only where they named it.
    is_guess = said is not None and said.loss is not None and said.loss.told_by is ToldBy.US
    alternative = said.loss.alternative if said is not None and said.loss is not None else None
    facts = {
        "first_name": name.split()[0] if person is not None and name.split() else name,
        "name": name,
        # What the owner noted of a debt is no word of theirs.
        "their_words": excerpt(said.text, _WORDS_LENGTH) if said and not is_guess else "",
        "on": _day(said.on) if said is not None else "",
        "item": item.title if item is not None else "",
        "why": item.why if item is not None else "",
        "alternative": alternative or "",
        "business": settings(read)["business_name"],
    }
    letter = fill_in(
        templates(read)[chosen],
        facts,
        without_offer=chosen in WITHOUT_OFFER,
        title=LETTER_NAMES[chosen],
    )
    return Draft(
        owed,
        chosen,
        letter,
        person.email if person is not None else None,
        person.phone if person is not None else None,
    )


def mail_address(email: str | None, subject: str, body: str) -> str | None:
    """Return the mailto: address that opens a letter in the mail program (RFC 6068).

    None where it is longer than mail programs take: then the text is to be copied.
    """
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    to = quote(email or "", safe="@")
    address = f"mailto:{to}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
    return address if len(address) <= MAIL_LIMIT else None


def _day(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"
