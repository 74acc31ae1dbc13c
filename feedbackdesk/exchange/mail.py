"""An e-mail as a feedback: who wrote, when, and what is new in it.

Read with the standard library's email package (RFC 5322, 2045 to 2049 and 2231), whose parser
takes broken mails too. Nothing in a mail is opened or run, and attachments are not looked at.

Only the new words are taken: what stands below an “On … wrote:” line, a block of lines that
begin with “>”, an “Original Message” line, or the “-- ” above a signature is left out, since
it was said by somebody else or is no news. The mail itself stays where it was, whole.
"""

from __future__ import annotations

import html
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import EARLIEST, local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import NAME_LIMIT, clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

BYTES_LIMIT = 25_000_000
"""The largest mail that is read, in bytes."""

TEXT_LIMIT = 1_000_000
"""The longest text taken from a mail, in characters."""

_PARTS = 200
_DEEP = 20
_HEADER = re.compile(rb"\s*(?:From [^\n]*\n)?(?:[\x21-\x39\x3b-\x7e]{1,76}[ \t]*:)")
_REPLY = re.compile(r"(?:re|fwd?|aw|wg|sv|vs|tr|rv)\s*(?:\[\d+\])?\s*:\s*", re.IGNORECASE)
_EMPTY_SUBJECTS = frozenset({"", "no subject", "(no subject)", "question", "hello", "hi"})
_WROTE = re.compile(
    r"(?:on|am|le|el|il|op|em|den|dnia)\b.{6,300}"
    r"\b(?:wrote|schrieb|écrit|escribió|scritto|schreef|escreveu|skrev|napisał(?:a|\(a\))?)\b"
    r".{0,60}:",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"[-_\s]*(?:original message|original appointment|forwarded message|"
    r"ursprüngliche nachricht|message d’origine|mensaje original)[-_\s]*|_{20,}",
    re.IGNORECASE,
)


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


def read_mail(data: bytes) -> Mail:
    """Return what a mail (a .eml file) says; raises Refusal with a sentence for what is none."""
    if len(data) > BYTES_LIMIT:
        raise Refusal(
            f"The e-mail is larger than {BYTES_LIMIT // 1_000_000} MB. Nothing was changed; "
            "copy the words that matter instead."
        )
    if not _HEADER.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise Refusal("That is not an e-mail. Nothing was changed.")
    # The older policy keeps each header as it stands, so that a broken one breaks nothing.
    message = message_from_bytes(
        data.removeprefix(b"\xef\xbb\xbf").lstrip(), policy=policy.compat32
    )
    written_by = _header(message, "from") or _header(message, "sender")
    name, address = next(iter(getaddresses([written_by])), ("", ""))
    if not address:
        name, address = next(iter(getaddresses(written_by.split(",")[:1])), ("", ""))
    subject = _subject(_header(message, "subject"))
    text = new_words(_body(message))
    told = subject.casefold() not in _EMPTY_SUBJECTS and subject.casefold() not in text.casefold()
    whole = clean("\n\n".join(part for part in (subject if told else "", text) if part))
    if not whole:
        raise Refusal("There are no words in that e-mail. Nothing was changed.")
    address = "".join(clean(address).split())
    valid = address.count("@") == 1 and len(address) <= NAME_LIMIT and not address.startswith("@")
    return Mail(
        who=_name(name) or None,
        email=address if valid else None,
        on=_day(_header(message, "date")),
        subject=subject,
        text=whole[:TEXT_LIMIT],
    )


def new_words(text: str) -> str:
    """Return a mail's words without what they answer to, and without its signature."""
    lines = clean(text[: TEXT_LIMIT * 4]).split("\n")
    kept: list[str] = []
    for place, line in enumerate(lines):
        plain = line.strip()
        # The line above a quote is often broken in two.
        both = f"{plain} {lines[place + 1].strip()}" if place + 1 < len(lines) else plain
        if line.rstrip() == "--" or _ORIGINAL.fullmatch(plain):
            break
        if _WROTE.fullmatch(plain) or (
            _WROTE.fullmatch(both) and not _WROTE.fullmatch(lines[place + 1].strip())
        ):
            if _any_new(lines[place + 1 :]) and not kept:
                continue  # they answer below what they quote
            if not _quotes(lines[place + 1 :]) or not _any_new(lines[place + 1 :]):
                break
            continue
        if not plain.startswith(">"):
            kept.append(line.rstrip())
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return words or clean(text)[:TEXT_LIMIT]


def _quotes(lines: list[str]) -> bool:
    return any(line.lstrip().startswith(">") for line in lines)


def _any_new(lines: list[str]) -> bool:
    """Whether something of the writer's own stands below a quote that is marked as one."""
    seen = False
    for line in lines:
        plain = line.strip()
        if line.rstrip() == "--" or _ORIGINAL.fullmatch(plain):
            return False
        if plain.startswith(">"):
            seen = True
        elif plain and seen:
            return True
    return False


def _header(message: Message, name: str) -> str:
    """Return a header as text, whatever was done to it; the first where there are several."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    # Bytes that no header may have come as surrogates.
    data = " ".join(raw[:10_000].split()).encode("utf-8", "surrogateescape")
    text = _decoded(data)
    with suppress(Exception):  # words that are encoded wrongly are left as they stand
        text = str(make_header(decode_header(text)))
    return " ".join(clean(text).split())


def _name(name: str) -> str:
    plain = clean(name).strip().strip("'\"<> ").strip()
    return "" if "@" in plain else plain[:NAME_LIMIT]


def _subject(text: str) -> str:
    while found := _REPLY.match(text):
        text = text[found.end() :]
    return text[:NAME_LIMIT].strip()


def _day(text: str) -> date | None:
    try:
        day = parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    latest = max(local_today(), datetime.now(UTC).date())
    return min(day, local_today()) if EARLIEST <= day <= latest else None


def _body(message: Message) -> str:
    """Return the plain text of a mail, or its HTML as text, or nothing."""
    shown: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    for part in _parts(message):
        kind = part.get_content_type()
        if kind in shown and part.get_content_disposition() != "attachment":
            shown[kind].append(_text(part))
    plain = "\n\n".join(filter(None, map(str.strip, shown["text/plain"])))
    if plain:
        return plain
    return "\n\n".join(filter(None, map(html_words, shown["text/html"])))


def _parts(message: Message, deep: int = 0) -> Iterator[Message]:
    """Return the parts that are shown: a mail inside the mail is an attachment."""
    if not message.is_multipart():
        yield message
        return
    if deep > _DEEP or (deep and message.get_content_maintype() == "message"):
        return
    inside = message.get_payload()
    for part in list(inside)[:_PARTS] if isinstance(inside, list) else ():
        if isinstance(part, type(message)):
            yield from _parts(part, deep + 1)


def _text(part: Message) -> str:
    try:
        found = part.get_payload(decode=True)
    except Exception:
        return ""
    if not isinstance(found, bytes):
        return ""
    named = ""
    with suppress(Exception):
        named = str(part.get_content_charset() or "")
    return _decoded(found[: TEXT_LIMIT * 8], named)


def _decoded(data: bytes, named: str = "") -> str:
    """Return bytes as text: UTF-8 where they are that, whatever they call themselves."""
    shifted = named.startswith(_SHIFTED) or b"\x1b$" in data
    for charset in (named, "utf-8-sig") if shifted else ("utf-8-sig", named):
        with suppress(LookupError, UnicodeError, ValueError):
            return data.decode(charset)
    with suppress(LookupError, UnicodeError, ValueError):
        return data.decode(named, "replace")
    return data.decode("cp1252", "replace")


_SHIFTED = ("iso-2022", "hz", "utf-7", "utf-16", "utf-32")
"""Character sets whose bytes look like plain ASCII, or hold NUL."""

_BREAKS = frozenset(
    ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre")
)
_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "svg"))
_QUOTED = frozenset({"blockquote"})


class _Words(HTMLParser):
    """Collects the text that a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN or tag in _QUOTED:
            self._hidden.append(tag)
        elif tag in _BREAKS and not self._hidden:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        elif tag in {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6"} and not self._hidden:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(re.sub(r"\s+", " ", data))


def html_words(text: str) -> str:
    """Return the words of an HTML page, without markup, scripts and quoted replies."""
    reader = _Words()
    try:
        reader.feed(text[: TEXT_LIMIT * 4])
        reader.close()
        words = "".join(reader.found)
    except Exception:  # what no parser takes is at least shown without its tags
        words = html.unescape(re.sub(r"<[^>]*>", " ", text[:TEXT_LIMIT]))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
