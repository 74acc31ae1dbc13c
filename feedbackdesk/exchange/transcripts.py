"""What was said in a call or a film, as WebVTT or SRT: who speaks, and at which minute.

A line on the screen is no message: the lines of one speaker in turn are joined. Where no speaker
is named, they are joined until somebody draws breath.
"""

from __future__ import annotations

import html
import io
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Found
from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.domain.words import Channel
from feedbackdesk.exchange.text_lines import lines_of, text_of
from feedbackdesk.exchange.turns import MESSAGES_LIMIT, Said, Talk, called
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedbackdesk.domain.found import Wishes

_FILE_LIMIT = 50_000_000
_CUE_LIMIT = 20_000
_BREATH = 3.0
"""Seconds of silence between two paragraphs of nobody."""
_PARAGRAPH, _LONG = 400, 2_000

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"^\s*{_CLOCK}(?=[\s-])\s*-->\s*(?:{_CLOCK}(?!\S))?")
_NUMBER = re.compile(r"^\s*\d{1,7}\s*$")
_ASIDE = re.compile(r"^(?:NOTE|STYLE|REGION)(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,60})?[ \t]+([^<>\n]{1,200})>")
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,60}\}")
_NAMED = re.compile(
    r"^(?:>>\s?|[-–]\s?)?(?P<name>[^\W\d_][^:<>!?\n]{0,49}):\s+(?P<words>\S.*)$", re.S
)
_ENDED = re.compile(r"[.!?。！？…][\"”’»)]?$")
_RECORDED = re.compile(r"GMT(\d{8}-\d{6})")
_SUFFIXES = (".vtt", ".srt", ".txt", ".transcript", ".captions")


@dataclass(frozen=True, slots=True)
class _Cue:
    """What stands on the screen for a while, or what one voice says of it."""

    begins: float
    """Seconds from the beginning."""
    ends: float
    name: str
    words: str
    is_voiced: bool = False
    """Whether its speaker is marked as such."""


def is_transcript(head: bytes, name: str) -> bool:  # noqa: ARG001  (its content tells)
    """Whether a file begins as WebVTT or as SRT does."""
    if b"\0" in head[:64] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    text = text_of(head).lstrip()
    if re.match(r"WEBVTT(?:\s|$)", text):
        return True
    first, _end, rest = text.partition("\n")
    return bool(_TIMES.match(first) or (_NUMBER.match(first) and _TIMES.match(rest.lstrip())))


def read_transcript(file: BinaryIO, wishes: Wishes) -> Found:
    """Return what was said; raises Refusal for a file in which nobody says anything."""
    file.seek(0, io.SEEK_END)
    if file.tell() > _FILE_LIMIT:
        raise Refusal(_("A transcript as large as this cannot be read. Nothing was changed."))
    reader = _Cues()
    cues = _without_echo(reader.cues(lines_of(file)))
    named = _with_names(cues)
    name = PurePath(str(getattr(file, "name", ""))).name
    talk = Talk(wishes, Channel.CALL)
    talk.take(_turns(named, _recorded(name)), "transcript", _called(name))
    if not talk.found and not cues:
        raise Refusal(_("Nobody says anything in it. Nothing was changed."))
    return Found("transcript", tuple(talk.found), (), talk.question(), reader.notes())


def _recorded(name: str) -> datetime | None:
    """Return when a call began, where a program says so in the name of its file."""
    found = _RECORDED.search(name)
    try:
        moment = datetime.strptime(found[1], "%Y%m%d-%H%M%S") if found else None  # noqa: DTZ007
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment else None


def _called(name: str) -> str:
    stem = clean(name)
    while (short := PurePath(stem)).suffix.lower() in _SUFFIXES:
        stem = short.stem
    return stem[:NAME_LIMIT]


class _Cues:
    """Reads the cues of a file in their order."""

    def __init__(self) -> None:
        self.damaged = 0
        """How many times could not be read."""
        self._last = 0.0

    def notes(self) -> tuple[str, ...]:
        if not self.damaged:
            return ()
        sentence = ngettext(
            "{number} time could not be read: what was said then stands at the time before.",
            "{number} times could not be read: what was said then stands at the time before.",
            self.damaged,
        )
        return (sentence.format(number=f"{self.damaged:,}"),)

    def cues(self, lines: Iterable[str]) -> Iterator[_Cue]:
        """Yield them, each voice of one apart."""
        is_web = is_aside = False
        was_empty = True
        times: tuple[float, float] | None = None
        said: list[str] = []
        count = 0
        for at, line in enumerate(lines):
            if at == 0 and line.lstrip().startswith("WEBVTT"):
                is_web = is_aside = True  # its head, up to the first empty line
            elif "-->" in line:
                if times is not None:
                    yield from self._voices(times, _without_number(said))
                times, said, is_aside = self._times(line), [], False
                count += 1
                if count > MESSAGES_LIMIT:
                    return
            elif is_web and not line.strip():
                if times is not None:
                    yield from self._voices(times, said)
                times, said, is_aside = None, [], False
            elif is_web and was_empty and times is None and _ASIDE.match(line):
                is_aside = True
            elif times is not None and not is_aside and sum(map(len, said)) < _CUE_LIMIT:
                said.append(line)
            was_empty = not line.strip()
        if times is not None:
            yield from self._voices(times, said)

    def _times(self, line: str) -> tuple[float, float]:
        found = _TIMES.match(line)
        begins = _seconds(*found.groups()[:4]) if found else None
        ends = _seconds(*found.groups()[4:]) if found and found[6] else None
        self.damaged += begins is None
        self._last = self._last if begins is None else begins
        # Nobody draws breath where it is not known when they ended.
        return self._last, math.inf if ends is None else ends

    def _voices(self, times: tuple[float, float], said: list[str]) -> Iterator[_Cue]:
        pieces = _VOICE.split("\n".join(said))
        named = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
        for name, piece in named:
            words = clean(html.unescape(_TAG.sub("", piece)))
            lines = [" ".join(line.split()) for line in words.split("\n")]
            if text := "\n".join(line for line in lines if line):
                shown = " ".join(clean(html.unescape(name)).split())
                yield _Cue(*times, shown, text, bool(shown))


def _without_number(said: list[str]) -> list[str]:
    """Return the lines of a cue without the number of the next one, which follows at once."""
    kept = list(said)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept[:-1] if kept and _NUMBER.match(kept[-1]) else kept


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str | None) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int((parts or "0").ljust(3, "0")) / 1000


def _without_echo(cues: Iterable[_Cue]) -> list[_Cue]:
    """Return cues without what only rolls up: a line that stood in the cue before, too."""
    kept: list[_Cue] = []
    before: list[str] = []
    for cue in cues:
        lines = cue.words.split("\n")
        new = lines[1:] if len(lines) > 1 and before and lines[0] == before[-1] else lines
        is_echo = lines == before[-1:] and cue.begins - kept[-1].ends < 0.1 and len(before) > 1
        before = lines
        if new and not is_echo:
            kept.append(replace(cue, words="\n".join(new)))
    return kept


def _with_names(cues: list[_Cue]) -> list[_Cue]:
    """Return cues with the speakers that stand before a colon.

    “The plan is: we go” names nobody: a name is said again, or every other line has one.
    """
    found = [None if cue.is_voiced else _named(cue.words) for cue in cues]
    often = Counter(one["name"] for one in found if one)
    most = often.total() * 2 >= len(cues)
    kept, last = [], ""
    for cue, one in zip(cues, found, strict=True):
        if one is not None and (most or often[one["name"]] > 1):
            last = one["name"].strip()
            kept.append(replace(cue, name=last, words=one["words"]))
        else:
            last = "" if cue.is_voiced else last
            kept.append(cue if cue.is_voiced else replace(cue, name=last))
    return kept


def _named(words: str) -> re.Match[str] | None:
    found = _NAMED.match(words)
    if found is None or found["name"][0].islower() or len(found["name"].split()) > 5:
        return None
    return found


def _turns(cues: list[_Cue], began: datetime | None) -> Iterator[Said]:
    turn: list[_Cue] = []
    length = 0
    for cue in cues:
        if turn and (cue.name != turn[-1].name or _is_over(turn[-1], cue, length)):
            yield _said(turn, began)
            turn, length = [], 0
        turn.append(cue)
        length += len(cue.words)
    if turn:
        yield _said(turn, began)


def _is_over(last: _Cue, cue: _Cue, length: int) -> bool:
    """Whether a paragraph ends: of somebody with a name only where it is endless."""
    if cue.name:
        return length > _CUE_LIMIT
    is_whole = length > _PARAGRAPH and _ENDED.search(last.words[-3:]) is not None
    return is_whole or length > _LONG or cue.begins - last.ends >= _BREATH


def _said(turn: list[_Cue], began: datetime | None) -> Said:
    words = " ".join(cue.words.replace("\n", " ") for cue in turn)
    first = turn[0].begins
    hours, minutes, seconds = int(first // 3600), int(first // 60 % 60), int(first % 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    moment = began + timedelta(seconds=first) if began else None
    place = _("at {time}").format(time=clock)
    return Said(called(turn[0].name), words, moment, place=place, is_apart=True)
