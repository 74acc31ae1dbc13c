"""The parts of a mail: which of them are its words, and which were not read."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import NAME_LIMIT
from feedbackdesk.exchange.mail.charsets import decoded
from feedbackdesk.exchange.mail.page import html_words, skimmed
from feedbackdesk.exchange.mail.writer import words_of

if TYPE_CHECKING:
    from email.message import Message

PARTS_LIMIT = 1_000
DEPTH_LIMIT = 50
BYTES_OF_TEXT = 8_000_000
"""How much of one part is read."""
_BRIEFLY = 60_000
_NAMES_LIMIT = 100

_META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_ARMOURED = re.compile(r"^-----BEGIN PGP MESSAGE-----[ \t]*$", re.MULTILINE)
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SEAL = "-----BEGIN PGP SIGNATURE-----"

_SILENT = frozenset(("application/pgp-signature", "application/pkcs7-signature"))
_SILENT |= {"application/x-pkcs7-signature", "message/delivery-status", "text/rfc822-headers"}
_NAMED = {
    "text/calendar": "an invitation",
    "application/ics": "an invitation",
    "application/ms-tnef": "a winmail.dat, which only Outlook opens",
    "application/vnd.ms-tnef": "a winmail.dat, which only Outlook opens",
    "application/pgp-encrypted": "encrypted words",
    "multipart/encrypted": "encrypted words",
    "message/partial": "a piece of a mail that was sent in several",
    "message/external-body": "words that lie elsewhere",
}
_ENCRYPTED, _SEALED = "encrypted words", "words sealed into their signature"
_PLAINLY = {"image": "a picture", "audio": "a recording", "video": "a film"}


@dataclass(slots=True)
class Body:
    """What the parts of a mail hold."""

    text: str = ""
    mails: list[Message] = field(default_factory=list)
    """The mails that are attached to it."""
    unread: list[str] = field(default_factory=list)
    """What may hold words and was not read, each once, as a noun."""
    beside: list[str] = field(default_factory=list)
    """What else is attached, each once, as a noun."""
    names: list[str] = field(default_factory=list)
    """What the attached files are called, as far as they say."""
    report: bool = False
    """Whether it tells that another mail did not arrive."""
    briefly: bool = False
    """Whether the beginning of its words is enough, without their layout."""


def read_body(message: Message, *, briefly: bool = False) -> Body:
    """Return what a mail holds; refuses one with too many parts, or nested too deeply."""
    _count(message)
    body = Body(briefly=briefly)
    body.text = _read(message, body)
    return body


def _count(message: Message) -> None:
    number, waiting = 0, [(message, 0)]
    while waiting:
        part, deep = waiting.pop()
        number += 1
        if number > PARTS_LIMIT or deep > DEPTH_LIMIT:
            what = (
                f"more than {PARTS_LIMIT:,} parts"
                if number > PARTS_LIMIT
                else f"parts in parts, more than {DEPTH_LIMIT} deep"
            )
            raise Refusal(
                f"The e-mail has {what}, and was not read. Nothing was changed; "
                "copy the words that matter instead."
            )
        waiting.extend((one, deep + 1) for one in _inside(part))


def _inside(part: Message) -> list[Message]:
    inside = part.get_payload() if part.is_multipart() else ()
    return [one for one in inside if isinstance(one, type(part))] if inside else []


def _read(part: Message, body: Body) -> str:
    """Return the words of a part, and note what in it has none."""
    kind = part.get_content_type()
    if kind in _SILENT:
        return ""
    name = _file_name(part)
    if name and len(body.names) < _NAMES_LIMIT:
        body.names.append(name)
    if kind in _NAMED or name.lower() == "winmail.dat":
        _note(body.unread, _NAMED.get(kind, _NAMED["application/ms-tnef"]))
        return ""
    if kind in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        sealed = "signed" in str(part.get_param("smime-type", "")).lower()
        _note(body.unread, _SEALED if sealed else _ENCRYPTED)
        return ""
    if part.get_content_maintype() == "message" and part.is_multipart():
        if not body.report:
            body.mails.extend(_inside(part))
        return ""
    if part.is_multipart():
        body.report |= kind == "multipart/report"
        return _choice(part, body) if kind == "multipart/alternative" else _all(part, body)
    attached = part.get_content_disposition() == "attachment" or name
    if kind in {"text/plain", "text/html", "text/markdown"} and not attached:
        return _words(part, kind, body)
    if part.get_content_maintype() == "multipart":  # its boundary is nowhere
        return _words(part, "text/plain", body)
    _note(body.beside, _PLAINLY.get(part.get_content_maintype(), "an attached file"))
    return ""


def _all(part: Message, body: Body) -> str:
    return "\n\n".join(filter(None, (_read(one, body) for one in _inside(part))))


def _choice(part: Message, body: Body) -> str:
    """Return the plain one of several forms of the same words; else the first that has any."""
    first = ""
    for one in _inside(part):
        words = _read(one, body)
        if words and one.get_content_type() == "text/plain":
            return words
        first = first or words
    return first


def _file_name(part: Message) -> str:
    with suppress(Exception):  # a name that is encoded wrongly is still one
        return words_of(str(part.get_filename() or ""))[:NAME_LIMIT]
    return "?"


def _note(noted: list[str], what: str) -> None:
    if what not in noted:
        noted.append(what)


def _words(part: Message, kind: str, body: Body) -> str:
    data = b""
    with suppress(Exception):
        found = part.get_payload(decode=True)
        data = found[:BYTES_OF_TEXT] if isinstance(found, bytes) else b""
    named = ""
    with suppress(Exception):
        named = str(part.get_content_charset() or "")
    if body.briefly:
        data = data[:_BRIEFLY]
    if kind == "text/html":
        meta = _META.search(data[:2_000]) if not named else None
        page = decoded(data, meta.group(1).decode() if meta else named)
        return skimmed(page) if body.briefly else html_words(page)
    text = decoded(data, named).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, delsp=str(part.get_param("delsp", "")).lower() == "yes")
    if _ARMOURED.search(text):
        _note(body.unread, _ENCRYPTED)
        return _ARMOURED.split(text)[0].strip("\n")
    return _unsealed(text).strip("\n") if text.strip() else ""


def _unsealed(text: str) -> str:
    """Return the words inside a PGP signature in the text (RFC 9580, 7)."""
    _before, mark, rest = text.partition(_SIGNED)
    if not mark:
        return text
    inside = rest.partition("\n\n")[2].partition(_SEAL)[0]
    return re.sub(r"^- ", "", inside, flags=re.MULTILINE)


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Return a text in which lines that were only broken to fit are one again (RFC 3676)."""
    lines: list[str] = []
    flows, depth = False, 0
    for line in text.split("\n"):
        bare = line.lstrip(">")
        quoted = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        mark = ">" * quoted + (" " if quoted else "")
        signature = bare == "-- "
        if flows and quoted == depth and not signature:
            lines[-1] += bare
        else:
            lines.append(mark + bare)
        flows = bare.endswith(" ") and not signature
        depth = quoted
        if flows and delsp:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
