"""Where the sentences of a text begin and end, in any language, each in time of its length.

A sentence ends at its mark, at an empty line, at a line that is shorter than lines are broken at,
and at the latest after some hundred characters: who writes without marks is read in pieces.
"""

from __future__ import annotations

import re

READ = 12_000
"""How many characters of a message are read: who wants something says so by then."""
MOST = 80
"""How many of its sentences."""
LONGEST = 280
_LONG_GREETING = 80
_SHORT_LINE = 50
"""Mail programs break lines after sixty to eighty characters: what is shorter ended itself."""

_END = re.compile(r"(?<![.!?…؟۔])[.!?…؟۔]++[\"'”’»)\]]*+(?=\s)|[。！？]+[」』）]*|\n")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:\w|\d{1,2}|(?:\w\.)+\w|mr|mrs|ms|dr|prof|st|no|nr|vs|etc|bzw|ca|inkl|evtl|usw|ggf|tel"
    r"|str|mme|mlle|sr|sra|sig|dott|ing|dhr|mevr|bijv|np|tzn|itd|ul|art|approx|inc|ltd|co)$",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,;:、，；](?:\s|(?<=[、，；]))|\s[-–—]\s")
_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\w")
_BULLET = re.compile(r"\s*(?:[-*•–—·>]|\d{1,2}[.)])\s")

_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|morning|hallo|moin|servus|grüezi"
    r"|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|salut|chère?|hola"
    r"|buen[oa]s (?:días|tardes|noches)|estimad[oa]s?|buongiorno|buonasera|salve|ciao|gentile|olá"
    r"|bom dia|boa (?:tarde|noite)|car[oa]s?|goede(?:morgen|middag|navond)|beste|geachte|hoi|witam"
    r"|dzień dobry|cześć|szanown[yia]\w*|مرحبا|أهلا|السلام عليكم|صباح الخير|مساء الخير|عزيزي)\b"
    r"[^,،:!.?\n]{0,40}[,،:!]\s+|(?:こんにちは|こんばんは|おはようございます)[、,]?\s*",
    re.IGNORECASE,
)

Span = tuple[int, int]


def sentences(text: str) -> list[Span]:
    """Return where the sentences of a text stand, the first ones of a long text."""
    found: list[Span] = []
    cut = text[:READ]
    start = 0
    for mark in _END.finditer(cut):
        if mark[0] == "\n":
            if not _line_ends(cut, start, mark.start()):
                continue
        elif mark[0] == "." and _SHORT.search(cut, max(start, mark.start() - 12), mark.start()):
            continue
        _add(found, cut, start, mark.end())
        start = mark.end()
        if len(found) >= MOST:
            return found[:MOST]
    _add(found, cut, start, len(cut))
    return found[:MOST]


def _line_ends(text: str, start: int, end: int) -> bool:
    """Return whether a sentence ends with its line."""
    line = text.rfind("\n", 0, end) + 1
    if not text[max(start, line) : end].strip() or end - line < _SHORT_LINE:
        return True
    after = text[end + 1 : end + 12]
    return not after.strip() or after[:1] == "\n" or _BULLET.match(after) is not None


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    """Add what says something between two places, in pieces where it is long or greets first."""
    while start < end:
        start = _first(text, start, end)
        stop = end
        if (greeting := _GREETING.match(text, start, min(end, start + _LONG_GREETING))) is not None:
            stop = greeting.end()
        elif end - start > LONGEST:
            stop = _break(text, start)
        last = stop
        while start < last and text[last - 1].isspace():
            last -= 1
        if _WORD.search(text, start, last):
            found.append((start, last))
        start = stop


def _break(text: str, start: int) -> int:
    """Return where a long sentence is broken: at its last pause, or space, or anywhere."""
    for mark in (_PAUSE, _SPACE):
        places = [
            found.end() for found in mark.finditer(text, start + LONGEST // 3, start + LONGEST)
        ]
        if places:
            return places[-1]
    return start + LONGEST


def _first(text: str, start: int, end: int) -> int:
    """Return where what is no space begins between two places."""
    while start < end and text[start].isspace():
        start += 1
    return start
