"""A PDF's text as it was typed, for who searches the file or copies from it.

Qt notes for each glyph the last character of the font that shows it, which is often a
shape and not a letter: an Arabic letter's middle form, or a Kangxi radical in place of
the Chinese character that looks the same. A search for the word would not find it.
"""

from __future__ import annotations

import re
import unicodedata

_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_LIST = re.compile(rb"\[([<>0-9A-Fa-f \r\n]*)\]")
_VALUE = re.compile(rb"<([0-9A-Fa-f]{4})>")

# Latin, Hebrew and Arabic presentation forms; CJK radicals and compatibility ideographs.
_SHAPES = ((0xFB00, 0xFDFF), (0xFE70, 0xFEFC), (0x2E80, 0x2FDF), (0xF900, 0xFAFF))


def with_letters(pdf: bytes) -> bytes:
    """Return a PDF of Qt's whose glyphs stand for letters; no byte of it moves.

    The maps are those of section 9.10.3 of ISO 32000, written uncompressed; what cannot
    be done within a map's length is left as it was.
    """
    content = bytearray(pdf)
    for found in _TO_UNICODE.finditer(pdf):
        start = pdf.find(b"\n%s 0 obj" % found.group(1))
        end = pdf.find(b"endstream", start)
        if start >= 0 and end >= 0 and b"begincmap" in pdf[start:end]:
            content[start:end] = _LIST.sub(_list_of_letters, pdf[start:end])
    return bytes(content)


def _list_of_letters(found: re.Match[bytes]) -> bytes:
    was = found.group(1)
    now = _VALUE.sub(_letter, was)
    if len(now) > len(was):
        now = now.replace(b" ", b"")  # a ligature is two letters; the spaces are not needed
    return b"[" + now.ljust(len(was)) + b"]" if len(now) <= len(was) else found.group(0)


def _letter(found: re.Match[bytes]) -> bytes:
    code = int(found.group(1), 16)
    if not any(first <= code <= last for first, last in _SHAPES):
        return found.group(0)
    letters = unicodedata.normalize("NFKC", chr(code)).encode("utf-16-be")
    return b"<%s>" % letters.hex().upper().encode()
