"""An e-mail as a feedback: who wrote, when, and what is new in it.

Read with the standard library's email package (RFC 5322, 2045 to 2049 and 2231), whose parser
takes broken mails too. Nothing in a mail is opened or run, and attachments are not looked at,
but for a mail that was passed on. The mail itself stays where it was, whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import Compat32
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import EARLIEST, local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.exchange.mail import phrases
from feedbackdesk.exchange.mail.parts import Body, read_body
from feedbackdesk.exchange.mail.replies import Said, new_words, read_reply, without_phone
from feedbackdesk.exchange.mail.writer import NOBODY, Mailbox, author, header, in_form, mailbox
from feedbackdesk.exchange.mail.writer import sender as sender_of

if TYPE_CHECKING:
    from email.message import Message

BYTES_LIMIT = 25_000_000
"""The largest mail that is read, in bytes."""

TEXT_LIMIT = 1_000_000
"""The longest text taken from a mail, in characters."""

_HEADER_LIMIT = 20_000
_PASSED_ON_LIMIT = 5
_HEADER = re.compile(rb"\s*(?:From [^\n]*\n)?(?:[\x21-\x39\x3b-\x7e]{1,76}[ \t]*:)")
_EMPTY_SUBJECTS = frozenset({"no subject", "(no subject)", "question", "hello", "hi"})


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says, as a capture form takes it."""

    who: str | None
    email: str | None
    on: date | None
    """The day it was written, where its writer was; None where it says none that can be."""
    subject: str
    text: str
    """The new words, with the subject as the first line where it says something more."""
    notes: tuple[str, ...] = ()
    """Sentences: who passed it on, and what in it was not read."""


class _Bounded(Compat32):
    """Keeps each header as it stands, so that a broken one breaks nothing, up to a length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return a header's name and what it says."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER_LIMIT]


_POLICY = _Bounded()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, its subject and its words apart."""

    by: Mailbox
    on: date | None
    subject: str
    words: str
    """Empty where there are none."""
    body: Body
    """Of the mail that the words are from."""
    notes: tuple[str, ...] = ()
    passed_on: bool = False
    """Whether somebody else sent it than whom the words are from."""


def read_mail(data: bytes) -> Mail:
    """Return what a mail (a .eml file) says; raises Refusal with a sentence for what is none."""
    if len(data) > BYTES_LIMIT:
        raise Refusal(
            f"The e-mail is larger than {BYTES_LIMIT // 1_000_000} MB. Nothing was changed; "
            "copy the words that matter instead."
        )
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not _HEADER.match(data):
        raise Refusal("That is not an e-mail. Nothing was changed.")
    try:
        mail = _mail(read_letter(message_of(data)))
    except RecursionError:
        raise Refusal(
            "The e-mail has parts in parts without end, and was not read. Nothing was changed; "
            "copy the words that matter instead."
        ) from None
    return replace(mail, text=mail.text[:TEXT_LIMIT])


def message_of(data: bytes) -> Message:
    """Return the headers and parts of a mail, whatever is broken in it."""
    return message_from_bytes(data, policy=_POLICY)


def read_letter(message: Message, *, briefly: bool = False) -> Letter:
    """Return who wrote, when, and what is new; `briefly` the beginning of it, quotes and all."""
    body = read_body(message, briefly=briefly)
    whole = header(message, "subject")
    if briefly:
        words = clean(body.text)
        return Letter(author(message), _day(header(message, "date")), _subject(whole), words, body)
    forwards = phrases.FORWARD_PREFIX.match(whole) is not None
    said = read_reply(body.text, forwards=forwards)
    if said.passed_on is not None:
        return _passed_on(message, said, body)
    if body.mails and not body.report and (forwards or not said.words):
        return _attached(message, said, body)
    by = author(message)
    words = said.words or new_words(body.text)
    notes = _unread(body, len(body.mails))
    if by == NOBODY and (sent := sender_of(message)).address:
        by = in_form(words)
        if by == NOBODY:
            notes.append(f"It came from {sent.address}, where nobody reads; who wrote is not said.")
    return Letter(by, _day(header(message, "date")), _subject(whole), words, body, tuple(notes))


def _passed_on(message: Message, said: Said, body: Body) -> Letter:
    """Return a mail that stands in the text of another, as from whom it came first."""
    notes = [_by_whom(message, bool(said.words)), *_unread(body, len(body.mails))]
    by, day, subject, text = NOBODY, None, "", ""
    inner = said
    for _time in range(_PASSED_ON_LIMIT):
        if inner.passed_on is None:
            break
        headers, text = inner.passed_on.headers, inner.passed_on.text
        by = mailbox(headers["from"])
        day = _day_said(headers.get("date", "")) or day
        subject = _subject(headers.get("subject", "")) or subject
        forwards = phrases.FORWARD_PREFIX.match(headers.get("subject", "")) is not None
        inner = read_reply(text, forwards=forwards)
        if inner.words:
            break
    days = (day, _day(header(message, "date")))
    day = min((one for one in days if one is not None), default=None)
    subject = subject or _subject(header(message, "subject"))
    return Letter(by, day, subject, new_words(text), body, tuple(notes), passed_on=True)


def _attached(message: Message, said: Said, body: Body) -> Letter:
    """Return the first mail that is attached to one that says nothing itself."""
    inner = read_letter(body.mails[0])
    notes = [_by_whom(message, bool(said.words)), *inner.notes, *_unread(body, len(body.mails) - 1)]
    return replace(inner, notes=tuple(notes), passed_on=True)


def _by_whom(message: Message, with_words: bool) -> str:
    by = sender_of(message)
    name = by.name or by.address or "Somebody"
    left = " What they wrote above it was left out." if with_words else ""
    return f"{name} passed it on: the form names who wrote it first.{left}"


def _mail(letter: Letter) -> Mail:
    subject, words, body = letter.subject, letter.words, letter.body
    told = says_something(subject) and subject.casefold() not in words.casefold()
    whole = clean("\n\n".join(part for part in (subject if told else "", words) if part))
    holds = held_instead(body)
    if not without_phone(whole) or (not words and body.unread):
        raise Refusal(
            f"There are no words in that e-mail{f', only {holds}' if holds else ''}. Nothing was "
            "changed; open it in your mail program and copy the words that matter."
        )
    return Mail(
        who=letter.by.name or None,
        email=letter.by.address or None,
        on=letter.on,
        subject=subject,
        text=whole,
        notes=letter.notes,
    )


def says_something(subject: str) -> bool:
    """Whether a subject is one, and not what stands there where none was typed."""
    return subject.casefold() not in {"", *_EMPTY_SUBJECTS}


def held_instead(body: Body) -> str:
    """Return what a mail holds beside words, as nouns."""
    return _listed([*body.unread, *body.beside])


def _unread(body: Body, mails: int) -> list[str]:
    """Return a sentence on what may hold words and was not read."""
    nouns = list(body.unread)
    if mails:
        nouns.append("another e-mail" if mails == 1 else f"{mails} other e-mails")
    return [f"Not read in it: {_listed(nouns)}."] if nouns else []


def _listed(nouns: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(nouns[:-1]), nouns[-1]))) if nouns else ""


def _subject(text: str) -> str:
    while found := phrases.REPLY_PREFIX.match(text) or phrases.FORWARD_PREFIX.match(text):
        text = text[found.end() :]
    return text[:NAME_LIMIT].strip()


def _day(text: str) -> date | None:
    try:
        return possible_day(parsedate_to_datetime(text).date())
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None


def possible_day(day: date) -> date | None:
    """Return a day on which a mail can have been written; None for none."""
    latest = max(local_today(), datetime.now(UTC).date())
    return min(day, local_today()) if EARLIEST <= day <= latest else None


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[年/.-]\s?(\d{1,2})\s?[月/.-]\s?(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<![\d:.])([0-3]?\d)(?![\d:])")


def _day_said(text: str) -> date | None:
    """Return the day that a header block names, in any of the ten languages.

    None where day and month could be either: the mail that passed it on has a day, too.
    """
    said = phrases.plain("".join(str(int(c)) if c.isdecimal() else c for c in text[:200]))
    try:
        if found := _ISO.search(said):
            return possible_day(date(*(int(part) for part in found.groups())))
        if found := _NUMBERS.search(said):
            one, mark, other, year = found.groups()
            first, second = int(one), int(other)
            number = int(year) + (2000 if len(year) == 2 else 0)
            if mark == "." or first > 12 or first == second:
                return possible_day(date(number, second, first))
            return possible_day(date(number, first, second)) if second > 12 else None
        named = (phrases.month(word) for word in _WORD.findall(said))
        month = next((number for number in named if number), None)
        written = _YEAR.search(said)
        on = _DAY.search(said)
        if month and written and on:
            return possible_day(date(int(written.group()), month, int(on.group(1))))
    except ValueError:  # the 31st of February
        return None
    return None
