"""Notes of Evernote as it exports them: .enex, an XML file of pages.

It is read a piece at a time, without its DTD and without entities of its own; the pictures and
files in it are passed over, and named.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers import expat

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.exchange.mail.page import html_words
from feedbackdesk.exchange.notes.note import Notes
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from feedbackdesk.domain.found import Found, Wishes

_PIECE = 1 << 18
_CONTENT_LIMIT = 4_000_000
_LINE_LIMIT = 4_000
_DEPTH_LIMIT = 60
_MANY = 500
_LINES = frozenset(("title", "created", "tag", "file-name"))

_TICK = re.compile(r"<en-todo\b([^<>]{0,200})>")
_TICKED = re.compile(
    r"(<li\b[^<>]{0,300}--en-checked:\s*(true|false)[^<>]{0,300}>(?:\s{0,9}<div\b[^<>]{0,300}>)?)"
)
_HALF_OPEN = re.compile(r"<(?=[^<>]*(?:<|\Z))")
"""A tag that never ends, which costs a parser of pages the square of its length."""
_LOCKED = re.compile(r"<en-crypt\b[^<>]{0,500}>[^<>]*</en-crypt>")


def is_evernote(head: bytes, name: str) -> bool:  # noqa: ARG001  (its content tells)
    """Whether a file begins as an export of Evernote does."""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and b"<en-export" in head[:4_000]


def read_evernote(file: BinaryIO, wishes: Wishes) -> Found:
    """Return the notes of an export; raises Refusal where there is none."""
    notes = Notes("evernote", wishes)
    take_evernote(file, notes)
    return notes.all()


def take_evernote(file: BinaryIO, notes: Notes) -> None:
    """Take all notes of an export."""
    before = notes.number
    reader = _Reader(notes)
    try:
        while not notes.is_full and (data := file.read(_PIECE)):
            reader.parser.Parse(data, False)
        if not notes.is_full:
            reader.parser.Parse(b"", True)
    except (expat.ExpatError, _Hostile) as error:
        if notes.number == before:
            sentence = _("The notes of Evernote are damaged, and cannot be read.")
            raise Refusal(f"{sentence} {_('Nothing was changed.')}") from error
        place = _("note {number}").format(number=f"{notes.number + 1:,}")
        notes.refuse(place, _("The file ends or is damaged here; what follows was not read."))


class _Hostile(Exception):  # noqa: N818  (it is an answer: such a file is not read on)
    """The file declares entities, or is nested as no note is."""


class _Reader:
    """Hears what the parser reads."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._open: list[str] = []
        self._heard: list[str] | None = None
        self._room = 0
        self._begin()
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._hear
        parser.EntityDeclHandler = self._declared

    def _begin(self) -> None:
        self._title = self._created = self._content = ""
        self._tags: list[str] = []
        self._files: list[str] = []

    def _declared(self, *_facts: object) -> None:
        raise _Hostile

    def _start(self, name: str, _facts: dict[str, str]) -> None:
        self._open.append(name)
        if len(self._open) > _DEPTH_LIMIT:
            raise _Hostile
        if name == "note":
            self._begin()
        elif name in _LINES or name == "content":
            self._heard, self._room = [], _LINE_LIMIT if name in _LINES else _CONTENT_LIMIT

    def _hear(self, text: str) -> None:
        if self._heard is not None and self._room > 0:
            self._heard.append(text[: self._room])
            self._room -= len(text)

    def _end(self, name: str) -> None:
        self._open.pop()
        said, self._heard = "".join(self._heard or ()), None
        if name == "title":
            self._title = said
        elif name == "created":
            self._created = said.strip()[:40]
        elif name == "content":
            self._content = said
        elif name == "tag" and len(self._tags) < _MANY:
            self._tags.append(said)
        elif name == "file-name" and len(self._files) < _MANY:
            self._files.append(clean(said)[:NAME_LIMIT])
        elif name == "note":
            title = clean(self._title)
            self._notes.add(
                title,
                _words(self._content),
                # They have no number there; nobody begins two of one name in a second.
                ident=f"{self._created} {title}" if self._created else "",
                moment=_moment(self._created),
                attached=tuple(self._files),
                labels=tuple(self._tags),
            )


def _words(content: str) -> str:
    page = _LOCKED.sub("", _HALF_OPEN.sub("&lt;", content))
    page = _TICK.sub(lambda found: "[x] " if 'checked="true"' in found[1] else "[ ] ", page)
    page = _TICKED.sub(lambda found: found[1] + ("[x] " if found[2] == "true" else "[ ] "), page)
    return html_words(page)


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
