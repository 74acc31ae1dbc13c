"""What is new in a mail's text, and what in it was said by others.

A text is read line by line, once. Others' words begin below a line such as “On … wrote:”, an
“Original Message” line or a block of headers, and stand on lines that begin with “>”; a signature
begins at “-- ”, with its space (RFC 3676, 4.3). Where a mail was passed on, the words are those of
whom it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedbackdesk.domain.text import clean, without_control
from feedbackdesk.exchange.mail import phrases
from feedbackdesk.exchange.mail.phrases import plain

_LONGEST = 4_000_000
_LINE = 400
"""The longest line that a mail program writes above a quote, in characters."""
_BROKEN_IN = 3
"""How many lines that one may be broken into."""
_LABELS_LIMIT = 14

_LABEL = re.compile(r"[\s*_]*([^:：*]{1,24}?)[\s*_]*[:：][\s*_]*(.*)")
_EDGES = "-_=*‐‑–—―─~<>«» \t:：."
_ADDRESS = re.compile(r"[^\s<>()\[\]]@[^\s<>()\[\]]")
_WRITER = re.compile(r"[<(][^\s<>()@]+@[^\s<>()@]+[>)]\s*$")
_CLOCK = re.compile(r"(?<!\.)\b\d{1,2}[:.h時]\s?\d{2}(?!\d|\.\d)")
_DATE = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}")


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A mail that stands in the text of another."""

    headers: dict[str, str]
    """What its block of headers says, by the kinds of `phrases.HEADERS`."""
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a mail's text says."""

    words: str
    """The writer's own words; empty where there are none."""
    passed_on: PassedOn | None


def new_words(text: str) -> str:
    """Return a mail's words without what they answer to, and without its signature.

    A mail that only quotes is kept whole.
    """
    return read_reply(text).words or without_phone(clean(text[:_LONGEST]))


def without_phone(text: str) -> str:
    """Return a text without the lines that a telephone added about itself."""
    kept = [line for line in text.split("\n") if not _of_phone(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def read_reply(text: str, *, forwards: bool = False) -> Said:
    """Return what a mail's text says; `forwards` where its subject says that it passes one on."""
    lines = without_control(text[:_LONGEST]).split("\n")
    kept: list[str] = []
    signed = False
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.lstrip().startswith(">"):
            _gap(kept)
        elif _is_signature(line):
            signed = True  # what is passed on stands below it
        elif (begun := _others_begin(lines, place)) is not None:
            passed = _passed_on(lines, begun) if forwards or begun.forwards else None
            return Said(_joined(kept), passed)
        elif _names_the_quoted(line) and _quote_follows(lines, place + 1):
            _gap(kept)
        elif (wrote := _wrote(lines, place)) is not None:
            end, sure = wrote
            if _quote_follows(lines, end):
                _gap(kept)
                place = end
                continue
            if sure and any(kept):
                break
            if not signed:
                kept.append(line.rstrip())
        elif not signed:
            kept.append(line.rstrip())
        place += 1
    return Said(_joined(kept), None)


def _joined(kept: list[str]) -> str:
    return without_phone(clean("\n".join(kept)))


def _gap(kept: list[str]) -> None:
    """Leave one empty line where something was left out."""
    if kept and kept[-1]:
        kept.append("")


def _is_signature(line: str) -> bool:
    return line.startswith("--") and len(line) > 2 and not line[2:].strip()


def _of_phone(line: str) -> bool:
    if len(line) >= 200 or not line.strip():
        return False
    said = plain(line)
    return phrases.SENDING.search(said) is not None and phrases.PHONE.fullmatch(said) is not None


@dataclass(frozen=True, slots=True)
class _Begun:
    """Where others' words begin: below a line that says so, a block of headers, or both."""

    forwards: bool
    block: int
    """The line at which the block of headers would stand."""
    needed: int
    """How many headers make such a block."""


def _others_begin(lines: list[str], place: int) -> _Begun | None:
    line = lines[place]
    if len(line) > _LINE or not line.strip():
        return None
    said = plain(line)
    bare = said.strip(_EDGES)
    below = _next(lines, place + 1)
    decorated = said[:2] in {"--", "__", "==", "‐‐", "——", "──", "- ", "**"} or said.endswith(":")
    forwards = bare in phrases.FORWARDED or bare.startswith(phrases.FORWARDED_BY)
    if forwards or bare in phrases.ORIGINAL:
        if decorated or _block(lines, below, 2) is not None:
            return _Begun(forwards, below, 2)
    elif not bare and len(line.strip()) >= 10 and _block(lines, below, 2) is not None:
        return _Begun(False, below, 2)  # Outlook's long line
    elif _block(lines, place, 3) is not None:
        return _Begun(False, place, 3)
    return None


def _passed_on(lines: list[str], begun: _Begun) -> PassedOn | None:
    place = begun.block
    rest = lines[place:]
    if rest and rest[0].lstrip().startswith(">"):  # Apple Mail quotes what it passes on
        rest = [re.sub(r"^\s*> ?", "", line) for line in rest]
        place = _next(rest, 0)
        rest = rest[place:]
    found = _block(rest, 0, begun.needed)
    if found is None:
        return None
    end, headers = found
    return PassedOn(headers, "\n".join(rest[end:]))


def _block(lines: list[str], place: int, needed: int) -> tuple[int, dict[str, str]] | None:
    """Return where a block of headers ends, and what it says; None for what is none.

    It names who wrote and two things more, one of them the subject, or who wrote by an address:
    “From: London, To: Paris” may be what somebody wants to be sent.
    """
    headers: dict[str, str] = {}
    if place < len(lines) and ":" not in lines[place] and "：" not in lines[place]:
        return None
    end, others, labels = place, 0, 0
    for at in range(place, min(len(lines), place + 3 * _LABELS_LIMIT)):
        line = lines[at].lstrip("> ")
        found = _LABEL.match(line[:_LINE]) if line.strip() else None
        kind = phrases.LABELS.get(plain(found.group(1))) if found else None
        if kind in headers and kind not in {"to", "other"}:
            break  # another one begins
        if found and kind:
            headers.setdefault(kind, found.group(2).strip())
            end, others, labels = at + 1, 0, labels + 1
        elif at == place or others >= 2 or labels >= _LABELS_LIMIT:
            break  # a long list of receivers goes on for a line or two
        else:
            others += 1
    by = headers.get("from")
    if by is None or len(headers) < needed or not by:
        return None
    return (end, headers) if needed < 3 or "subject" in headers or "@" in by else None


def _wrote(lines: list[str], place: int) -> tuple[int, bool] | None:
    """Return where a line such as “On … wrote:” ends, and whether it can be nothing else."""
    joined = ""
    for number in range(1, _BROKEN_IN + 1):
        at = place + number - 1
        if at >= len(lines) or not lines[at].strip() or len(lines[at]) > _LINE:
            return None
        joined = f"{joined} {lines[at].strip()}" if joined else lines[at].strip()
        said = plain(joined)
        if number == 1:
            begins = phrases.BEGINS.match(said) is not None
            if not begins and not _ADDRESS.search(said) and not phrases.WROTE.search(said):
                return None
        if said.endswith(":"):
            # The words above a line that is whole are no part of it.
            last = plain(lines[at])
            dated = _DATE.search(plain(lines[place])) is not None and not phrases.BEGINS.match(last)
            whole = number > 1 and not dated and _above_a_quote(last) is not None
            sure = None if whole else _above_a_quote(said)
            return None if sure is None else (at + 1, sure)
        if not begins and number > 1:
            return None
    return None


def _names_the_quoted(line: str) -> bool:
    """Whether a line that stands just above quoted ones says whose they are, and no more."""
    if len(line) > 120 or not line.rstrip().endswith((":", "：")):
        return False
    return phrases.NAMES_QUOTED.fullmatch(plain(line)) is not None


def _above_a_quote(said: str) -> bool | None:
    """Return whether a line that ends in a colon is surely above a quote; None where it cannot."""
    if len(said) > _LINE:
        return None
    begins = phrases.BEGINS.match(said)
    address, clock = _ADDRESS.search(said), _CLOCK.search(said)
    dated = _DATE.search(said)
    if wrote := phrases.WROTE.search(said):
        if not begins:  # “Ann <ann@example.com> wrote:”, and no other line with an address
            address = _WRITER.search(said[: wrote.start()])
        if not begins and not address and not (clock and dated):
            return None
        return bool(address or (clock and dated))
    # Gmail in Japanese names a day and an address, and no verb.
    return True if begins and said[:4].isdigit() and address and clock else None


def _quote_follows(lines: list[str], place: int) -> bool:
    at = _next(lines, place)
    return at < len(lines) and lines[at].lstrip().startswith(">")


def _next(lines: list[str], place: int) -> int:
    """Return the next line with something on it; the end where there is none within reach."""
    for at in range(place, min(len(lines), place + 5)):
        if lines[at].strip():
            return at
    return len(lines)
