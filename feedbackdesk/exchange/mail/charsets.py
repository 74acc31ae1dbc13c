"""Bytes of a mail as text, whatever they say they are."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from itertools import islice

_MEANT = {
    # What bytes with these labels are in fact: the sets that hold the named one and more, as
    # every browser takes them (WHATWG Encoding Standard, "Names and labels").
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "johab": "cp949",
}
_ALIASES = {
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "x-mac-roman": "mac-roman",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
    "iso-2022-jp": "iso2022_jp_ext",
}
_NO_CHARSETS = frozenset(("idna", "punycode", "undefined", "mbcs", "oem", "palmos"))
_NO_CHARSETS |= {"unicode-escape", "raw-unicode-escape"}
_SHIFTED = ("iso2022", "hz", "utf-7", "utf-16", "utf-32")
"""Character sets whose bytes look like plain ASCII, or hold NUL."""

_LABEL = re.compile(r"([a-z0-9_:.-]{1,40})(?:[\s;,\"'<>$*]|$)")


def known(named: str) -> str | None:
    """Return what bytes of a named character set are decoded with, or None for no known one.

    >>> known("ISO-8859-1"), known("Windows 1250"), known("klingon")
    ('cp1252', 'cp1250', None)
    """
    label = named.strip().strip("'\"").lower().replace("windows ", "windows-")
    plain = _LABEL.match(label)
    if plain is None:
        return None
    with suppress(LookupError, ValueError, UnicodeError):
        found = codecs.lookup(_ALIASES.get(plain.group(1), plain.group(1)))
        if not found._is_text_encoding or found.name in _NO_CHARSETS:
            return None
        return _MEANT.get(found.name, found.name)
    return None


def decoded(data: bytes, named: str | None = None) -> str:
    """Return bytes as text: UTF-8 where they are that, whatever they call themselves.

    Else as they are named; where nothing is named, or the name cannot be, what they most look
    like.
    """
    charset = known(named) if named else None
    if charset and charset.startswith(_SHIFTED):
        return data.decode(charset, "replace")
    if b"\x1b$" in data or b"\x1b(J" in data:
        with suppress(UnicodeError):
            return data.decode("iso2022_jp_ext")
    with suppress(UnicodeError):
        return data.decode("utf-8-sig")
    if charset and charset not in {"cp1252", "utf-8"}:
        with suppress(UnicodeError):
            return data.decode(charset)
        # One bad byte of many does not make it another language.
        return data.decode(charset, "replace")
    if mostly_utf8(data):
        return data.decode("utf-8", "replace")
    guess = "cp1252" if charset == "cp1252" else likely(data)
    return data.decode(guess, "replace")


def mostly_utf8(data: bytes) -> bool:
    """Whether text is UTF-8 but for a few bytes, such as one that was cut."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - bad > 4 * bad


_ARABIC = {*map(chr, range(0x621, 0x653)), *"،؛؟"}
_KANA = {*map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FD))), *"、。「」・"}
_LETTERS: dict[str, str | set[str]] = {
    # The letters beside a to z that each set is used for.
    "cp1252": "äöüßéèêëàâçîïôûùœñáíóúãõìòåæø’‘“”„–—…€«»¿¡°£ÄÖÜÉÈÀÇÑÁÍÓÚÃÕ",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčěřšťůýžáéíőű’“”„–…",
    "iso8859-2": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčěřšťůýžáéíőű",
    "cp1251": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "koi8-r": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "cp1256": _ARABIC,
    "iso8859-6": _ARABIC,
    "cp1253": "αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώ",
    "cp932": _KANA,
    "euc_jp": _KANA,
    # Of the 11,172 syllables those of EUC-KR, which are the ones in use.
    "cp949": bytes(
        byte for lead in range(0xB0, 0xC9) for trail in range(0xA1, 0xFF) for byte in (lead, trail)
    ).decode("euc_kr", "ignore"),
    "gb18030": "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着"
    "去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前"
    "所本见经头面公同三已老从动两长请给电件，。？！单票货订",
}
_OTHER = re.compile(rb"([\x80-\xff][^\n]{0,999})[^\n]*")
"""Of a line what begins with another letter than a to z, as much as is looked at."""
_LINES = 40
"""So many lines with such letters tell a language."""


def likely(data: bytes) -> str:
    """Return the character set that bytes without a name most look like.

    However much comes before it that could be of any: the head of a page, plain lines.
    """
    sample = b"\n".join(line.group(1) for line in islice(_OTHER.finditer(data), _LINES))
    best, most = "cp1252", 0.0
    for charset, letters in _LETTERS.items():
        # The sample may be cut in the middle of a character.
        text = codecs.getincrementaldecoder(charset)("replace").decode(sample)
        others = [char for char in text if char > "\x7f" and not char.isspace()]
        if not others:
            continue
        share = sum(_weight(char, letters) for char in others) / len(others)
        if share > most + 1e-9:
            best, most = charset, share
    return best


def _weight(char: str, letters: str | set[str]) -> float:
    if char in letters:
        return 1.0
    if char == "\ufffd":
        return -10.0
    # Characters that are written with many others are neither for nor against.
    return 0.4 if "\u4e00" <= char <= "\u9fff" else -0.5
