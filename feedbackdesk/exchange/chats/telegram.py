"""Chats of Telegram as its desktop program exports them: result.json, of one chat or of all.

The file is read a message at a time, so that years of chats never stand in memory as a whole.
"""

from __future__ import annotations

import codecs
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Found, FoundWho, Refused
from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.domain.words import Channel
from feedbackdesk.exchange.turns import Said, Talk, called
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedbackdesk.domain.found import Wishes

_PIECE = 1 << 18
_VALUE_LIMIT = 8_000_000
"""The longest single message or other value, in characters."""
_REFUSED_LIMIT = 1_000
_DEPTH_LIMIT = 8
_SPACE = re.compile(r"[ \t\r\n]*")
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_KINDS = re.compile(r'"type"\s*:\s*"(?:personal|bot|private|public|saved|verification)_\w{2,20}"')
_ALL = re.compile(r'"(?:chats|left_chats|personal_information)"\s*:\s*\{')


def is_telegram(head: bytes, name: str) -> bool:  # noqa: ARG001  (its content tells)
    """Whether a file begins as an export of Telegram does."""
    text = head.decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    if not text.startswith("{"):
        return False
    return bool(_KINDS.search(text) and _MESSAGES.search(text)) or (
        '"about"' in text[:4_000] and "Telegram" in text[:4_000] and bool(_ALL.search(text))
    )


def read_telegram(file: BinaryIO, wishes: Wishes) -> Found:
    """Return what was said in the chats; raises Refusal for a file that holds none."""
    reader = _Chats(_Json(file), wishes)
    try:
        reader.read()
    except _Cut:
        if reader.talk.is_full:
            return reader.found()
        place = _("message {number}").format(number=f"{reader.number + 1:,}")
        reader.refuse(place, _("The file ends or is damaged here; what follows was not read."))
    if not reader.number:
        raise Refusal(_("No message of Telegram is in it. Nothing was changed."))
    return reader.found()


class _Cut(Exception):  # noqa: N818  (it is an answer: the text is no JSON from here on)
    """The text ends too early, or is no JSON any more."""


class _Json:
    """A large JSON text, read value by value."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._json = json.JSONDecoder(strict=False)
        self._text, self._at = "", 0
        self._is_over = False

    def next(self) -> str:
        """Return the next sign that is no space, and stay before it."""
        while True:
            found = _SPACE.match(self._text, self._at)
            assert found is not None  # noqa: S101  (it matches nothing, too)
            self._at = found.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                raise _Cut

    def skip(self, sign: str) -> bool:
        """Pass over a sign, where it is the next one."""
        if self.next() != sign:
            return False
        self._at += 1
        return True

    def must(self, sign: str) -> None:
        if not self.skip(sign):
            raise _Cut

    def value(self) -> Any:
        """Return the next value whole; ValueError for one that is nested too deeply."""
        self.next()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise _Cut from error
            except ValueError as error:
                if len(self._text) - self._at > _VALUE_LIMIT:
                    raise _Cut from error
                # As much again, so that a long value is not tried at each piece.
                if not self._more(len(self._text) - self._at):
                    raise _Cut from error
                continue
            if end == len(self._text) and self._more():
                continue  # a number may go on
            self._at = end
            return value

    def entries(self) -> Iterator[str]:
        """Yield the keys of an object; who asks reads each one's value before the next."""
        self.must("{")
        if self.skip("}"):
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise _Cut
            self.must(":")
            yield key
            if self.skip("}"):
                return
            self.must(",")

    def items(self) -> Iterator[None]:
        """Stand before each item of a list; who asks reads it before the next."""
        self.must("[")
        if self.skip("]"):
            return
        while True:
            yield None
            if self.skip("]"):
                return
            self.must(",")

    def _more(self, least: int = 0) -> bool:
        if self._is_over:
            return False
        data = self._file.read(max(_PIECE, least))
        self._is_over = not data
        self._text = self._text[self._at :] + self._decoder.decode(data, final=not data)
        self._at = 0
        return not self._is_over or bool(self._text)


class _Chats:
    """Reads all chats of one file."""

    def __init__(self, json_: _Json, wishes: Wishes) -> None:
        self.talk = Talk(wishes, Channel.CHAT)
        self.refused: list[Refused] = []
        self.number = 0
        """How many messages were read."""
        self.services = 0
        self._json = json_
        self._me = ""
        self._is_cut = False

    def refuse(self, place: str, sentence: str) -> None:
        if len(self.refused) < _REFUSED_LIMIT:
            self.refused.append(Refused(place, sentence))

    def read(self, depth: int = 0) -> None:
        """Read an object: a chat itself, or what holds a list of chats."""
        if depth > _DEPTH_LIMIT or self._json.next() != "{":
            raise _Cut
        about: dict[str, Any] = {}
        for key in self._json.entries():
            following = self._json.next()
            if key == "messages" and following == "[":
                self._chat(about)
            elif key in {"chats", "left_chats"} and following == "{":
                self.read(depth + 1)
            elif key == "list" and following == "[":
                for _item in self._json.items():
                    self._object_or_other(depth)
            else:
                about[key] = self._json.value()
                if key == "personal_information" and isinstance(about[key], dict):
                    number = about[key].get("user_id")
                    self._me = f"user{number}" if number else ""

    def found(self) -> Found:
        question = () if self._me else self.talk.question()  # its maker is named in it
        notes = (*self._notes(), *self.talk.notes())
        return Found("telegram", tuple(self.talk.found), tuple(self.refused), question, notes)

    def _notes(self) -> tuple[str, ...]:
        if not self.services:
            return ()
        sentence = ngettext(
            "{number} line that Telegram itself wrote was left out.",
            "{number} lines that Telegram itself wrote were left out.",
            self.services,
        )
        return (sentence.format(number=f"{self.services:,}"),)

    def _object_or_other(self, depth: int) -> None:
        if self._json.next() == "{":
            self.read(depth + 1)
        else:
            self._json.value()

    def _chat(self, about: dict[str, Any]) -> None:
        name = _words(about.get("name"))[:NAME_LIMIT]
        own = about.get("type") == "saved_messages"
        name = name or (_("Saved messages") if own else "")
        source = f"telegram:{about.get('id', '')}"
        self.talk.take(self._said(own=own), source, name)
        if self.talk.is_full or self._is_cut:
            raise _Cut

    def _said(self, *, own: bool) -> Iterator[Said]:
        for record in self._records():
            self.number += 1
            place = _("message {number}").format(number=f"{self.number:,}")
            if not isinstance(record, dict):
                self.refuse(place, _("It is no message."))
            elif record.get("type") == "service":
                self.services += 1
            else:
                yield self._one(record, place, own=own)

    def _records(self) -> Iterator[Any]:
        """Yield the messages; those before a place that is damaged stay."""
        try:
            for _item in self._json.items():
                yield self._json.value()
        except _Cut:
            self._is_cut = True

    def _one(self, record: dict[str, Any], place: str, *, own: bool) -> Said:
        who = called(_words(record.get("from")))
        passed_on = _words(record.get("forwarded_from"))
        is_own = own or (bool(self._me) and record.get("from_id") == self._me)
        if passed_on:  # the words are those of whoever wrote them first
            who, is_own = called(passed_on), False
        words = _words(record.get("text"))
        if isinstance(poll := record.get("poll"), dict):
            words = words or _words(poll.get("question"))
        return Said(
            who if who.name or who.phone else FoundWho(),
            words,
            _moment(record),
            ident=str(record.get("id", ""))[:40],
            place=place,
            answers=str(record.get("reply_to_message_id", ""))[:40],
            attached=_attached(record),
            is_own=is_own,
            is_apart=bool(passed_on),
        )


def _words(text: Any) -> str:
    """Return a text, which is a line or a list of lines and marked pieces."""
    if isinstance(text, str):
        return clean(text)
    if isinstance(text, list):
        pieces = (one.get("text") if isinstance(one, dict) else one for one in text)
        return clean("".join(piece for piece in pieces if isinstance(piece, str)))
    return ""


def _attached(record: dict[str, Any]) -> tuple[str, ...]:
    names = []
    for key in ("photo", "file"):
        path = record.get(key)
        if isinstance(path, str) and path:
            # “(File not included…)” stands in the place of one that was left where it was.
            name = "" if path.startswith("(") else path.replace("\\", "/").rpartition("/")[2]
            said = record.get("file_name") if key == "file" else None
            other = str(record.get("media_type", key)).replace("_", " ")
            names.append(
                clean(said if isinstance(said, str) and said else name or other)[:NAME_LIMIT]
            )
    return tuple(names)


def _moment(record: dict[str, Any]) -> datetime | None:
    """Return when it was written: to the second where that is said, else by the wall's clock."""
    try:
        return datetime.fromtimestamp(int(record["date_unixtime"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        pass
    try:
        return datetime.fromisoformat(str(record.get("date", "")))
    except ValueError:
        return None
