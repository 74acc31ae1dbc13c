"""A text file from elsewhere, as text."""

from __future__ import annotations

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean

BYTES_LIMIT = 25_000_000
"""The largest text file that is read, in bytes."""

_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


def read_text(data: bytes) -> str:
    """Return what a text file says; raises Refusal with a sentence for what is no text.

    UTF-8, or UTF-16 that says so with a byte order mark; else Windows-1252, which any old
    editor of western Europe wrote.
    """
    if len(data) > BYTES_LIMIT:
        raise Refusal(
            f"The file is larger than {BYTES_LIMIT // 1_000_000} MB. Nothing was changed; "
            "copy the words that matter instead."
        )
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        else:
            text = _of_one_byte_each(data)
    except UnicodeDecodeError:
        raise Refusal("That is not a text. Nothing was changed.") from None
    if not clean(text):
        raise Refusal("There are no words in that file. Nothing was changed.")
    return clean(text)


def _of_one_byte_each(data: bytes) -> str:
    if _CONTROL.intersection(data):
        raise Refusal("That is not a text. Nothing was changed.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")
