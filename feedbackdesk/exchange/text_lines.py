"""A text file as lines, however it is encoded and however large it is."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from feedbackdesk.exchange.mail.charsets import known, likely

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 65_536
_LONGEST = 100_000
"""A longer line comes in pieces, in characters."""


def text_of(head: bytes) -> str:
    """Return how a text begins, as text; a sign that is cut at its end is left out."""
    decoder = codecs.getincrementaldecoder(encoding_of(head))("replace")
    return decoder.decode(head).removeprefix("\ufeff")


def encoding_of(head: bytes) -> str:
    """Return what a text is encoded in: as its mark says, UTF-8, or what it most looks like."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        # A few bytes that are broken do not make another charset of it.
        text = head.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if sum(sign > "\x7f" for sign in text) - bad > 4 * bad:
            return "utf-8"
        return known(likely(head)) or "cp1252"
    return "utf-8"


def lines_of(file: BinaryIO) -> Iterator[str]:
    """Yield the lines of a text from its beginning, without their ends."""
    file.seek(0)
    encoding = encoding_of(file.read(_HEAD))
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline=None)
    try:
        first = True
        while line := text.readline(_LONGEST):
            yield line.removeprefix("\ufeff").rstrip("\n") if first else line.rstrip("\n")
            first = False
    finally:
        text.detach()
