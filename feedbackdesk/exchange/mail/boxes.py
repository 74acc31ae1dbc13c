"""A mailbox in one file (mbox), taken apart into its mails as it streams by.

A mail begins at a “From ” line (RFC 4155 and what programs make of it: Thunderbird's “From - ”,
Takeout's number). Where the writer of the file did not escape such lines in the words of a mail,
a line is one only if it ends as such lines do, with an address or a time, and a header follows;
a Content-Length is believed where the mail that it measures ends at another's beginning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MAIL_LIMIT = 60_000_000
"""The largest mail that is read, in bytes, attachments and all."""

_CHUNK = 1 << 20
_HEAD = 1 << 16
_LINES = 1_200
"""How many bytes tell a “From ” line, and what follows it, from words."""
_BOM = b"\xef\xbb\xbf"

_BEGINS = re.compile(
    rb"From (?:-[ \t]*|- [^\n]{5,60}|\S{1,400}@\S{1,400}[ \t]*"
    rb"|[^\n]{0,400}\d\d?:\d\d[^\n]{0,40}(?:19|20)\d\d[^\n]{0,20})\r?\n"
)
_HEADER = re.compile(rb"(?:[\x21-\x39\x3b-\x7e]{1,76}[ \t]*:|>From )")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,9})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)

_SLIM = 50_000
"""What is smaller is read as it stands."""
_PARTS = 20_000
_BASE64 = re.compile(rb"^content-transfer-encoding:[ \t]*\"?base64", re.MULTILINE)
_ATTACHED = re.compile(rb"^content-disposition:[ \t]*\"?attachment", re.MULTILINE)
_KIND = re.compile(rb"^content-type:[ \t]*\"?([a-z]+)/", re.MULTILINE)


def is_box(head: bytes) -> bool:
    """Return whether a file begins as a mailbox does."""
    head = head.removeprefix(_BOM).lstrip(b"\r\n")
    return _begins(head, 0, ended=len(head) < _LINES) is True


def mails(file: BinaryIO) -> Iterator[bytes | None]:
    """Return the mails of a mailbox one after another; None for one that is too large.

    Takes time in proportion to the file, and memory to its largest mail that is read.
    """
    box = _Box(file)
    while (mail := box.next()) is not None:
        yield mail or None


class _Box:
    """The part of a mailbox that is in memory: from the beginning of a mail on."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._held = bytearray()
        self._begun = 0
        """Where in it the next mail begins."""
        self._ended = False
        self._fill(_HEAD)
        self._held = self._held.removeprefix(_BOM).lstrip(b"\r\n")

    def next(self) -> bytes | None:
        """Return the next mail without its “From ” line; empty if too large, None at the end."""
        if self._begun > _CHUNK:
            del self._held[: self._begun]
            self._begun = 0
        self._fill(_HEAD)
        if self._begun >= len(self._held):
            return None
        sought, large = self._measured() or self._begun + 5, False
        while True:
            found = self._held.find(b"\nFrom ", sought)
            told = _begins(self._held, found + 1, ended=self._ended) if found >= 0 else None
            if told:
                return self._take(found + 1, large)
            if told is False:
                sought = found + 1
                continue
            if self._ended:
                return self._take(len(self._held), large)
            sought = found if found >= 0 else max(sought, len(self._held) - 6)
            if sought - self._begun > MAIL_LIMIT:
                # Its end is looked for still, and none of it is kept.
                large, kept = True, self._held.find(b"\n", self._begun) + 1
                del self._held[kept if 0 < kept < sought else self._begun : sought]
                sought = kept if 0 < kept < sought else self._begun
            self._more()

    def _take(self, end: int, large: bool) -> bytes:
        large = large or end - self._begun > MAIL_LIMIT
        line = self._held.find(b"\n", self._begun, end) + 1
        begun = line or end
        with memoryview(self._held) as held:
            mail = b"" if large else bytes(held[begun:end])
        self._begun = end
        return mail if large else mail or b"\n"

    def _measured(self) -> int:
        """Return where a mail ends by what it says of its length, if that is so; else 0."""
        head = _END_OF_HEAD.search(self._held, self._begun, self._begun + _HEAD)
        said = _LENGTH.search(self._held, self._begun, head.start() + 1) if head else None
        if head is None or said is None or int(said.group(1)) > MAIL_LIMIT:
            return 0
        length = head.end() - self._begun + int(said.group(1))
        self._fill(length + _LINES)
        end = self._begun + length
        while bytes(self._held[end : end + 1]) in {b"\r", b"\n"} and end < self._begun + length + 4:
            end += 1
        if end > len(self._held) or (end < len(self._held) and not self._is_begin(end)):
            return 0
        return max(self._begun + 5, end - 1)

    def _is_begin(self, at: int) -> bool:
        return _begins(self._held, at, ended=self._ended) is True

    def _fill(self, wanted: int) -> None:
        while not self._ended and len(self._held) - self._begun < wanted:
            self._more()

    def _more(self) -> None:
        chunk = self._file.read(_CHUNK)
        self._ended = not chunk
        self._held += chunk


def _begins(held: bytes | bytearray, at: int, *, ended: bool) -> bool | None:
    """Return whether a mail begins at a place; None where more must be read to tell."""
    found = _BEGINS.match(held, at, at + _LINES)
    if found is None:
        return None if not ended and len(held) - at < _LINES else False
    if found.end() == len(held):
        return True if ended else None
    if _HEADER.match(held, found.end(), found.end() + 80):
        return True
    return None if not ended and len(held) - found.end() < 80 else False


def unescaped(mail: bytes) -> bytes:
    """Return a mail with its lines that begin with “From ” as they were before it was stored.

    One that stands among quoted lines is a quoted one.
    """
    if b"\n>" not in mail or _ESCAPED.search(mail) is None:
        return mail
    kept: list[bytes] = []
    place = 0
    for found in _ESCAPED.finditer(mail):
        line = mail.rfind(b"\n", 0, max(0, found.start() - 1)) + 1
        above = mail[line : line + 1]
        end = mail.find(b"\n", found.end())
        below = mail[end + 1 : end + 2] if end >= 0 else b""
        if b">" not in {above, below}:
            kept.append(mail[place : found.start()])
            place = found.start(1)
    return b"".join((*kept, mail[place:]))


def slimmed(mail: bytes) -> bytes:
    """Return a mail without the content of its attachments, which nobody reads here.

    What is encoded in base64 (RFC 2045, 6.8) and is no text goes; its headers stay.
    """
    if len(mail) < _SLIM:
        return mail
    kept: list[bytes] = []
    place, delimiter = 0, 0
    for _part in range(_PARTS):
        following = mail.find(b"\n--", max(delimiter + 1, place))
        end = following if following >= 0 else len(mail)
        head = _END_OF_HEAD.search(mail, delimiter, min(end, delimiter + _HEAD))
        if head and _is_unread(mail[delimiter : head.end()].lower()):
            kept.append(mail[place : head.end()])
            place = end
        if following < 0:
            break
        delimiter = following
    return b"".join((*kept, mail[place:]))


def _is_unread(head: bytes) -> bool:
    kind = _KIND.search(head)
    text = kind is None or kind.group(1) in {b"text", b"message", b"multipart"}
    return bool(_BASE64.search(head) and (not text or _ATTACHED.search(head)))
