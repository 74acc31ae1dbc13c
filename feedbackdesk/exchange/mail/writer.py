"""Who wrote a mail: the one to answer, not the form, the list or the machine that sent it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from email.header import decode_header
from email.utils import getaddresses
from functools import lru_cache
from typing import TYPE_CHECKING

from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.exchange.mail import phrases
from feedbackdesk.exchange.mail.charsets import decoded
from feedbackdesk.exchange.mail.phrases import plain

if TYPE_CHECKING:
    from email.message import Message

_HEADER_LIMIT = 10_000
_MAILBOXES_LIMIT = 2_000

_ANGLE = re.compile(r"<\s*([^<>\s]{1,320})\s*>")
_BARE = re.compile(r"[^\s<>(),;:\"\[\]]{1,100}@[^\s<>(),;:\"\[\]]{1,255}")
_QUOTED = re.compile(r'\s*"((?:[^"\\]|\\.)*)"')
_MAILTO = re.compile(r"[\[<]?mailto:\s*([^\]<>\s]+)[\]>]?", re.IGNORECASE)
_VIA = re.compile(r"\s+via\s+\S.*$", re.IGNORECASE)
_NOT_A_FIRST_NAME = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "dds", "esq", "mba"))
_NOT_A_FIRST_NAME |= {"inc", "llc", "ltd", "limited", "gmbh", "co", "corp", "ag", "kg", "ohg", "bv"}
_NOT_A_FIRST_NAME |= {
    "nv",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "plc",
    "lda",
    "oy",
    "ab",
    "as",
    "aps",
}
_NOT_A_FIRST_NAME |= {"sl", "company", "team", "support", "sales"}
_LIST = ("list-id", "list-post", "mailing-list", "x-mailing-list")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an address, either of them empty where it is not said."""

    name: str
    address: str


NOBODY = Mailbox("", "")


def header(message: Message, name: str) -> str:
    """Return a header as text, whatever was done to it; the first where there are several."""
    return words_of(_raw(message, name))


def words_of(text: str) -> str:
    """Return a header's text with its encoded words (RFC 2047) as what they say."""
    said = text
    if "=?" not in text and text.isascii():
        return " ".join(clean(text.replace("\n", " ")).split())
    with suppress(Exception):  # words that are encoded wrongly are left as they stand
        said = "".join(
            part if isinstance(part, str) else decoded(part, charset)
            for part, charset in decode_header(text)
        )
    return " ".join(clean(said.replace("\n", " ")).split())


@lru_cache(maxsize=4)
def headers_of(message: Message) -> dict[str, str]:
    """Return the headers as they stand, by their names in small letters; the first of each."""
    headers: dict[str, str] = {}
    for name, value in message.raw_items():
        headers.setdefault(name.lower(), str(value))
    return headers


def _raw(message: Message, name: str) -> str:
    raw = headers_of(message).get(name, "")
    # Bytes that no header may have come as surrogates.
    said = " ".join(raw[:_HEADER_LIMIT].split())
    plainly = said.isascii() and "\x1b" not in said
    return said if plainly else decoded(said.encode("utf-8", "surrogateescape"))


def author(message: Message) -> Mailbox:
    """Return who wrote a mail, by its headers; nobody where only a machine is named."""
    writer = mailbox(_raw(message, "from")) if _raw(message, "from") else NOBODY
    if not writer.address:
        writer = _first(writer, mailbox(_raw(message, "sender")))
    answers = mailbox(_raw(message, "reply-to"))
    listed = any(_raw(message, one) for one in _LIST)
    posts = {one.lower() for one in _BARE.findall(_raw(message, "list-post")[:_MAILBOXES_LIMIT])}
    if writer.address.lower() in posts or (listed and _VIA.search(writer.name)):
        # The list wrote its own address in the writer's place.
        for name in ("x-original-from", "x-google-original-from", "reply-to"):
            found = mailbox(_raw(message, name))
            if found.address and found.address.lower() not in {*posts, writer.address.lower()}:
                return Mailbox(found.name or _VIA.sub("", writer.name), found.address)
        return Mailbox(_VIA.sub("", writer.name), "")
    other = answers.address and answers.address.lower() != writer.address.lower()
    if is_robot(writer.address):
        return answers if other and not is_robot(answers.address) else NOBODY
    if other and not listed and not is_robot(answers.address):
        to = mailbox(_raw(message, "to"))
        here = _domain(writer.address)
        # What one's own site sends to oneself, for somebody else to be answered.
        if here and here == _domain(to.address) != _domain(answers.address):
            return answers
    if not writer.name and answers.address.lower() == writer.address.lower():
        return Mailbox(answers.name, writer.address)
    return writer


def sender(message: Message) -> Mailbox:
    """Return whom a mail says that it is from, be it a machine."""
    return _first(mailbox(_raw(message, "from")), mailbox(_raw(message, "sender")))


def is_robot(address: str) -> bool:
    """Return whether nobody would read an answer to an address.

    >>> is_robot("no-reply@shop.example"), is_robot("noreen@shop.example")
    (True, False)
    """
    local = address.partition("@")[0].partition("+")[0].lower()
    return phrases.ROBOT.fullmatch(local) is not None


def in_form(text: str) -> Mailbox:
    """Return who filled in a form on a page, where its mail says so in two of its lines."""
    name, address = "", ""
    for line in text.split("\n")[:200]:
        for labels, is_mail in ((phrases.FORM_MAIL, True), (phrases.FORM_NAME, False)):
            value = _field(line, labels)
            if value and is_mail and not address and (found := _BARE.search(value)):
                address = found.group()
            elif value and not is_mail and not name:
                name = _tidy(value, "")
    return Mailbox(name, address) if _valid(address) else NOBODY


def _field(line: str, labels: frozenset[str]) -> str:
    said = " ".join(line[:400].split())
    label, colon, value = said.replace("：", ":").partition(":")
    if colon and plain(label.strip("* ")) in labels:
        return value.strip("* ")
    low = plain(said)
    for one in sorted(labels, key=len, reverse=True):  # a row of a table has no colon
        if low.startswith(f"{one} "):
            return said[len(one) :].strip()
    return ""


def mailbox(text: str) -> Mailbox:
    """Return the first name and address in a header, or in a line that shows one.

    >>> mailbox("Lee, Ann <ann@example.com>, Bo <bo@example.com>")
    Mailbox(name='Ann Lee', address='ann@example.com')
    """
    said = text[:_MAILBOXES_LIMIT].strip()
    if "@" not in said:
        said = words_of(said)  # some encode the address, too
    # Outlook shows “Ann [mailto:ann@x]” and “Ann <ann@x<mailto:ann@x>>”.
    said = re.sub(r"(@[^<>\s]*)<mailto:[^<>]*>", r"\1", said, flags=re.IGNORECASE)
    said = _MAILTO.sub(r"<\1>", said)
    if said.endswith(";") and (named := re.match(r'[^"<>@:,]*:', said)):
        said = said[named.end() :]  # a group (RFC 5322, 3.4)
    first = said.partition(",")[0].strip()
    if "<" not in first and '"' not in first and _BARE.fullmatch(first):
        return _checked("", first)
    for angle in _ANGLE.finditer(said):
        if "@" in angle.group(1):
            return _checked(said[: angle.start()], angle.group(1))
    if found := _BARE.search(said):
        comment = re.search(r"\(([^()]*)\)", said[found.end() :])
        return _checked(comment.group(1) if comment else said[: found.start()], found.group())
    with suppress(Exception):  # with remarks inside an address (RFC 5322, A.5)
        name, address = getaddresses([said])[0]
        if _valid(address):
            return _checked(re.sub(r"\(.*", "", name), address)
    return Mailbox(_tidy(said.strip("<> "), ""), "")


def _checked(name: str, address: str) -> Mailbox:
    bare = clean(address).strip("'\"<>")
    valid = bare if _valid(bare) else ""
    return Mailbox(_tidy(name, valid), valid)


def _valid(address: str) -> bool:
    """Whether an address can be written to: one with a quoted part in it (RFC 5322) is left."""
    local, _at, domain = address.partition("@")
    plain_one = local and domain and "@" not in domain and not re.search(r"[\s\"]", address)
    return bool(plain_one) and len(address) <= NAME_LIMIT


def _tidy(name: str, address: str) -> str:
    """Return a name as it is said: without quotes, its first name first."""
    quoted = _QUOTED.match(name)
    said = re.sub(r"\\(.)", r"\1", quoted.group(1)) if quoted else name
    said = " ".join(words_of(said).split()).strip("'\"<>*,;() ").strip()
    if "@" in said or not re.search(r"\w", said):
        return ""
    last, comma, rest = (part.strip() for part in said.partition(","))
    if comma and last and rest and _is_first_name(rest, last, address):
        said = f"{rest} {last}"
    return said[:NAME_LIMIT].strip()


def _is_first_name(rest: str, last: str, address: str) -> bool:
    words = re.findall(r"[^\W\d_]+", rest.casefold())
    if not words or len(words) > 3 or not re.fullmatch(r"[^\W\d_][\w.'’ -]*", rest):
        return False
    if words[0] in _NOT_A_FIRST_NAME or rest.casefold().replace(".", "") in _NOT_A_FIRST_NAME:
        return False
    capital = [word for word in last.split() if not word.islower()]
    return len(capital) <= 1 or words[0] in address.partition("@")[0].casefold()


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _first(one: Mailbox, other: Mailbox) -> Mailbox:
    return one if one.address or not other.address else other
