"""Letters: the owner's templates, filled in, and a look for words of selling in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.letter_gaps import PLACEHOLDER, close_gaps

if TYPE_CHECKING:
    from collections.abc import Mapping


class LetterKind(StrEnum):
    """What a template is for."""

    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    SHIPPED = "shipped"
    DECLINED = "declined"
    GOODBYE = "goodbye"
    WIN_BACK = "win_back"
    CHECK_IN = "check_in"
    THANKS = "thanks"


LETTER_NAMES: Final = {
    LetterKind.ACKNOWLEDGED: "We heard you",
    LetterKind.ANSWERED: "Our answer",
    LetterKind.SHIPPED: "It is there now",
    LetterKind.DECLINED: "Not for now, and why",
    LetterKind.GOODBYE: "Goodbye, and thank you",
    LetterKind.WIN_BACK: "May we talk again?",
    LetterKind.CHECK_IN: "How are you getting on?",
    LetterKind.THANKS: "Thank you",
}

WITHOUT_OFFER: Final = frozenset({LetterKind.DECLINED, LetterKind.GOODBYE})
"""The letters that part as friends: they carry no offer."""

PLACEHOLDERS: Final = {
    "first_name": "their first name, or their whole name",
    "name": "their name",
    "their_words": "what they said, in their own words",
    "on": "the day on which they said it",
    "item": "the title of the roadmap item",
    "why": "why the item was declined",
    "alternative": "what was suggested to them instead",
    "business": "the name of your business",
}
"""What a template may hold in braces, and what stands there in the letter."""

OUR_TEMPLATES: Final = {
    LetterKind.ACKNOWLEDGED: """\
Subject: Thank you for telling us

Dear {first_name},

thank you for telling us on {on}:

“{their_words}”

You are right to expect better of us. We are looking into it, and you will hear from \
us again with an answer.

{business}""",
    LetterKind.ANSWERED: """\
Subject: What you told us on {on}

Dear {first_name},

on {on} you told us:

“{their_words}”

Here is our answer.



Do write back if it does not settle the matter.

{business}""",
    LetterKind.SHIPPED: """\
Subject: You asked for it: {item}

Dear {first_name},

on {on} you told us:

“{their_words}”

It took its time, and now it is there: {item}.

Thank you for asking. Tell us how it works for you.

{business}""",
    LetterKind.DECLINED: """\
Subject: About what you asked us on {on}

Dear {first_name},

on {on} you told us:

“{their_words}”

We thought it over, and we will not do it: {item}. You should know why: {why}

Thank you for saying it all the same. It is kept, and read again when we plan.

{business}""",
    LetterKind.GOODBYE: """\
Subject: Thank you

Dear {first_name},

thank you for telling us on {on} why it was a no. It helps us more than a polite silence.

These were your words:

“{their_words}”

{alternative}

All the best to you.

{business}""",
    LetterKind.WIN_BACK: """\
Subject: May we talk again?

Dear {first_name},

on {on} you told us why it was a no:

“{their_words}”

We did not forget it. Has anything changed for you since? If there is something that we \
could do better today, we would like to hear it.

And if it is still a no, that is fine too.

{business}""",
    LetterKind.CHECK_IN: """\
Subject: How are you getting on?

Dear {first_name},

it has been a while. The last that we noted of you was on {on}:

“{their_words}”

How are you getting on with us? Tell us what works, and what does not.

{business}""",
    LetterKind.THANKS: """\
Subject: Thank you

Dear {first_name},

on {on} you told us:

“{their_words}”

That was good to hear, and it is kept. Thank you for taking the time to say it.

{business}""",
}

_UNCLOSED = re.compile(r"\{[^\W\d_][^\W\d]\w{0,40}(?![^{}\n]*\})")
_GAP = re.compile(r"([^\n]+)\n{3,}([^\n]+)")
_SUBJECT = re.compile(r"\A\s*subject:[ \t]*(.*)(?:\n|\Z)", re.IGNORECASE)
_SELLING = re.compile(
    r"\b(?:"
    r"(?:special|exclusive|limited|free|new|great|best|last|our) (?:offers?|deals?|trials?|prices?)"
    r"|offers?|discounts?|bargains?|deals?|vouchers?|coupons?|promotions?|promo|upgrades?|"
    r"upsell|sales?|on sale|buy|order now|sign up|subscribe|purchase|call now|act now|hurry|"
    r"limited time|while stocks last|free trial|free month|money back|"
    r"\d{1,2} ?% (?:off|less|discount)|half price|cheaper|"
    r"reconsider|change your mind|give us another (?:chance|try)|come back to us"
    r")\b"
    r"|\d{1,3} ?% ?off",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person, ready to be read over."""

    subject: str
    body: str
    unknown: tuple[str, ...] = ()
    """The placeholders that mean nothing, as they stand in it: it must not be sent so."""
    selling: tuple[tuple[int, int], ...] = ()
    """Where the body sounds like selling: start and length of each place."""
    given: frozenset[str] = frozenset()
    """What stands in braces because they, or the owner, wrote it so: it is no placeholder."""


def fill_in(
    template: str, facts: Mapping[str, str], *, without_offer: bool = False, title: str = ""
) -> Letter:
    """Return a letter made of a template and what is known.

    A first line “Subject: …” is the subject; `title` is, where nothing is left of it. What a
    placeholder stands for is put in as it is: braces inside it are never filled again. A
    sentence for which a fact is empty is left out. A placeholder that means nothing stays as
    it stands, and is named in `unknown`. With `without_offer` words of selling are pointed out.
    """
    empty = {name for name, fact in facts.items() if not fact.strip()}
    unknown: list[str] = []
    given: set[str] = set()

    def filled(found: re.Match[str]) -> str:
        name = found.group(1).strip().casefold()
        if name not in facts:
            unknown.append(found.group(0))
            return found.group(0)
        given.update(facts[name][at : at + size] for at, size in unfilled_in(facts[name]))
        return facts[name]

    head = _SUBJECT.match(template)
    body = close_gaps(template[head.end() :] if head else template, empty)
    subject = ""
    if head:
        led = close_gaps(head.group(1), empty)
        subject = " ".join(PLACEHOLDER.sub(filled, led).split()) or title
    unknown += [found.group(0) for found in _UNCLOSED.finditer(template)]
    text = re.sub(r"\n{4,}", "\n\n\n", PLACEHOLDER.sub(filled, body)).strip()
    return Letter(
        subject[:300],
        text,
        tuple(dict.fromkeys(unknown)),
        selling_in(text) if without_offer else (),
        frozenset(given.difference(unknown)),
    )


def unfilled_in(text: str, given: frozenset[str] = frozenset()) -> tuple[tuple[int, int], ...]:
    """Return where a text holds placeholders that nothing stands for: start and length.

    One that was begun and never closed is among them. What is `given` stands in braces
    because somebody wrote it so.
    """
    return tuple(
        sorted(
            (found.start(), len(found.group(0)))
            for pattern in (PLACEHOLDER, _UNCLOSED)
            for found in pattern.finditer(text)
            if found.group(0) not in given
        )
    )


def left_empty(draft: str, text: str) -> str | None:
    """Return the line of a draft that leaves room after it, where nothing was written there."""
    gap = _GAP.search(draft)
    if gap is None:
        return None
    before, after = gap.groups()
    as_it_was = re.search(rf"{re.escape(before)}\s*\n\s*{re.escape(after)}", text)
    return before.strip() if as_it_was else None


def unknown_in(template: str) -> tuple[str, ...]:
    """Return the placeholders of a template that mean nothing."""
    found = (one for one in PLACEHOLDER.finditer(template))
    return tuple(
        dict.fromkeys(
            [one.group(0) for one in found if one.group(1).strip().casefold() not in PLACEHOLDERS]
            + [one.group(0) for one in _UNCLOSED.finditer(template)]
        )
    )


def selling_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text sounds like selling: start and length of each place.

    What stands between quotation marks is the customer's own, and is left alone.
    """
    quoted = [found.span() for found in re.finditer(r"“[^”]*”", text)]
    return tuple(
        (found.start(), len(found.group()))
        for found in _SELLING.finditer(text)
        if not any(start <= found.start() < end for start, end in quoted)
    )
