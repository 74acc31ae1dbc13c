"""A chat of WhatsApp as its “Export chat” writes it: a text, or the .zip around one.

A line begins with the day and the time as the telephone shows them, so their order differs from
telephone to telephone; what does not begin so goes on with the message above. The order is told
by the whole file: by a day above 12, else by which reading lets time go forward.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Answer, Found, Question, Refused
from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.domain.words import Channel
from feedbackdesk.exchange.chats import phrases
from feedbackdesk.exchange.packed import is_packed, member, unpack
from feedbackdesk.exchange.text_lines import lines_of, text_of
from feedbackdesk.exchange.turns import Said, Talk, called
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedbackdesk.domain.found import Wishes

_TEXT_LIMIT = 200_000_000
_PACKED_LIMIT = 60_000_000
_WORDS_LIMIT = 200_000
_REFUSED_LIMIT = 1_000

_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_M = f"[{_MARKS}]{{0,3}}"
_S = "[ \u00a0\u202f]"
_HALF = f"[AaPp]\\.?{_S}?[Mm]\\.?|午前|午後|ص|م|오전|오후|上午|下午|vorm\\.|nachm\\."
_HEAD = re.compile(
    f"^{_M}(?P<open>\\[?){_M}(?P<a>\\d{{1,4}}){_M}(?P<sign>[/.-]){_M}{_S}?(?P<b>\\d{{1,2}}){_M}[/.-]"
    f"{_M}{_S}?(?P<c>\\d{{1,4}}){_M}\\.?[,،]?{_S}{{0,2}}(?:(?:at|um|à|alle|às|om){_S})?"
    f"{_M}(?P<before>{_HALF})?{_S}?(?P<hour>\\d{{1,2}})[:.](?P<minute>\\d{{2}})"
    f"(?:[:.](?P<second>\\d{{2}}))?{_M}{_S}?(?P<half>{_HALF})?{_M}(?:\\]|{_S}[-–—]){_S}?"
)
_AFTERNOON = frozenset(("p", "午後", "م", "오후", "下午", "nachm."))
_SPEAKER = re.compile(r"(?P<name>[^\n]{1,120}?):(?:[ \u00a0\u202f](?P<words>.*)|$)", re.DOTALL)
_QUOTED = re.compile('[“”"„«»「」]')
_FILE = re.compile(f"<[^<>:：]{{1,25}}[:：]{_S}?([^<>\\n]{{1,200}}\\.\\w{{1,5}})>")
_FILE_HERE = re.compile(f"^{_M}([^\\n/\\\\]{{1,200}}\\.\\w{{1,5}}) \\(([^()\\n]{{2,30}})\\)$")
_EDITED = re.compile(f"{_S}?\u200e{_S}?<[^<>:：\\n]{{5,60}}>$")
_IN_BRACKETS = re.compile(r"^<[^<>\n:]{3,40}>$")
_INSIDE = re.compile(
    rb"_chat\.txt|WhatsApp[^/\0]{0,80}\.txt|-WA\d{4}\.|\d{8}-(?:PHOTO|VIDEO|AUDIO|STICKER|GIF)-\d{4}"
)
_COPY = re.compile(r" ?\(\d{1,3}\)$")


def is_whatsapp(head: bytes, name: str) -> bool:
    """Whether a file is an exported chat of WhatsApp, or the .zip of one."""
    if is_packed(head):
        return _INSIDE.search(head) is not None or "whatsapp" in name.lower()
    if b"\0" in head[:64] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return _begins(text_of(head))


def read_whatsapp(file: BinaryIO, wishes: Wishes) -> Found:
    """Return what was said in a chat; raises Refusal for a file that is none.

    A time without its zone is taken for the owner's own, as it was their telephone that wrote it.
    """
    name = PurePath(str(getattr(file, "name", ""))).name
    if is_packed(file.read(4)):
        file, inside = _unpacked(file)
        name = name if inside.startswith("_chat") else inside
    file.seek(0, io.SEEK_END)
    if file.tell() > _TEXT_LIMIT:
        raise Refusal(_("A chat as large as this cannot be read. Nothing was changed."))
    order = _order_of(lines_of(file))
    if order is None:
        raise Refusal(_("No message of WhatsApp is in it. Nothing was changed."))
    reader = _Chat(order.is_month_first(wishes))
    chat = _chat_called(name)
    talk = Talk(wishes, Channel.CHAT)
    talk.take(reader.said(lines_of(file)), f"whatsapp:{chat}" if chat else "whatsapp", chat)
    if not talk.found and not talk.wordless and not reader.own:
        raise Refusal(_("No message of WhatsApp is in it. Nothing was changed."))
    asked = (*order.question(len(talk.found), wishes), *talk.question())
    notes = (*reader.notes(), *talk.notes())
    return Found("whatsapp", tuple(talk.found), tuple(reader.refused), asked, notes)


def _begins(text: str) -> bool:
    """Whether a text begins with a day and a time, and somebody speaks in it."""
    lines = [line for line in text.split("\n") if line.strip()][:200]
    first = _HEAD.match(lines[0]) if lines else None
    # With seconds, and without brackets, it is the log of some machine.
    if first is None or (first["second"] and not first["open"]):
        return False
    found = [(line, match) for line in lines if (match := _HEAD.match(line))]
    return any(_SPEAKER.match(line, match.end()) for line, match in found)


def _unpacked(file: BinaryIO) -> tuple[BinaryIO, str]:
    """Return the chat that is in a .zip, and what it is called there."""
    packed = unpack(file)
    for info in packed.infolist():
        if info.filename.lower().endswith(".txt") and not info.is_dir():
            data = member(packed, info, _PACKED_LIMIT)
            if _begins(text_of(data[:65_536])):
                return io.BytesIO(data), PurePath(info.filename).name
    raise Refusal(_("No chat of WhatsApp is in the .zip. Nothing was changed."))


def _chat_called(name: str) -> str:
    """Return whom a chat is with, as its file is called; empty where that says nothing."""
    stem = _COPY.sub("", clean(name).removesuffix(".txt").removesuffix(".zip"))
    for before in phrases.CHAT_WITH:
        if stem.lower().startswith(before.lower()) and len(stem) > len(before):
            return stem[len(before) :].strip(" -")[:NAME_LIMIT]
    for behind in phrases.CHAT_BEHIND:
        if stem.endswith(behind):
            return stem.removesuffix(behind).strip()[:NAME_LIMIT]
    return ""


@dataclass(slots=True)
class _Order:
    """What the days of a file tell of their order."""

    day_first: int = 0
    """How many are above 12 in the first place."""
    month_first: int = 0
    is_said: bool = False
    """Whether the year stands first, or the sign between is one that only a day stands before."""
    back_by_day: int = 0
    """How often time would go back, were the day first."""
    back_by_month: int = 0
    example: str = ""

    def is_month_first(self, wishes: Wishes) -> bool:
        told = self.told()
        return wishes.month_first if told is None else told

    def told(self) -> bool | None:
        """Return whether the month is first; None where nothing tells."""
        if self.day_first != self.month_first:
            return self.month_first > self.day_first
        if self.is_said:
            return False
        if self.back_by_day != self.back_by_month:
            return self.back_by_month < self.back_by_day
        return None

    def question(self, records: int, wishes: Wishes) -> tuple[Question, ...]:
        """Ask for the order, first as it is wished, where nothing tells."""
        if self.told() is not None:
            return ()
        sentence = _("Does the day stand first in {example}, or the month?")
        answers = (
            Answer("day", _("The day stands first")),
            Answer("month", _("The month stands first")),
        )
        if wishes.month_first:
            answers = answers[::-1]
        return (Question("days", sentence.format(example=self.example), answers, records),)


def _order_of(lines: Iterable[str]) -> _Order | None:
    """Return what a whole file tells of the order; None where no line begins with a day."""
    order = _Order()
    before: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    for line in lines:
        found = _HEAD.match(line)
        if found is None:
            continue
        a, b, c = (int(found[part]) for part in "abc")
        order.example = order.example or f"{found['a']}{found['sign']}{found['b']}"
        if len(found["a"]) == 4:
            order.is_said = True
            continue
        order.is_said |= found["sign"] in ".-"
        order.day_first += a > 12 >= b
        order.month_first += b > 12 >= a
        by_day, by_month = (c, b, a), (c, a, b)
        if before is not None:
            order.back_by_day += by_day < before[0]
            order.back_by_month += by_month < before[1]
        before = by_day, by_month
    return order if order.example else None


class _Chat:
    """Reads the lines of a chat, once the order of its days is known."""

    def __init__(self, is_month_first: bool) -> None:
        self.own = 0
        """How many lines the program itself wrote."""
        self.refused: list[Refused] = []
        self._is_month_first = is_month_first
        self._number = 0

    def said(self, lines: Iterable[str]) -> Iterator[Said]:
        """Yield what people said, in the order of the file."""
        head: re.Match[str] | None = None
        body: list[str] = []
        length = 0
        for line in lines:
            found = _HEAD.match(line)
            if found is None:
                if length < _WORDS_LIMIT:
                    body.append(line)
                    length += len(line)
                continue
            if head is not None and (one := self._one(head, "\n".join(body))) is not None:
                yield one
            head, body, length = found, [line[found.end() :]], len(line)
        if head is not None and (one := self._one(head, "\n".join(body))) is not None:
            yield one

    def notes(self) -> tuple[str, ...]:
        if not self.own:
            return ()
        sentence = ngettext(
            "{number} line that WhatsApp itself wrote was left out.",
            "{number} lines that WhatsApp itself wrote were left out.",
            self.own,
        )
        return (sentence.format(number=f"{self.own:,}"),)

    def _one(self, head: re.Match[str], body: str) -> Said | None:
        spoken = _SPEAKER.match(body)
        if spoken is None or _QUOTED.search(spoken["name"]):
            self.own += 1
            return None
        self._number += 1
        place = _("message {number}").format(number=f"{self._number:,}")
        moment = self._moment(head)
        if moment is None:
            if len(self.refused) < _REFUSED_LIMIT:
                sentence = _("Its day is none: {day}.").format(day=head.group()[:40].strip("[] -"))
                self.refused.append(Refused(place, sentence))
            return None
        words, attached, is_own = _words_of(spoken["words"] or "")
        if is_own:
            self.own += 1
            return None
        name = re.sub(f"[{_MARKS}]", "", spoken["name"]).strip().removeprefix("~").strip()
        return Said(called(name), words, moment, place=place, attached=attached)

    def _moment(self, head: re.Match[str]) -> datetime | None:
        a, b, c = (int(head[part]) for part in "abc")
        if len(head["a"]) == 4:
            year, month, day = a, b, c
        else:
            day, month, year = (b, a, c) if self._is_month_first else (a, b, c)
        hour = int(head["hour"])
        if half := (head["half"] or head["before"] or "").lower():
            is_after = half in _AFTERNOON or half[0] == "p"
            hour = hour % 12 + 12 * is_after
        seconds = int(head["second"] or 0)
        try:
            short = year + 2000 if year < 100 else year
            return datetime(short, month, day, hour, int(head["minute"]), seconds)  # noqa: DTZ001
        except ValueError:
            return None


def _words_of(body: str) -> tuple[str, tuple[str, ...], bool]:
    """Return the words of a message, the files on it, and whether it is the program's own."""
    attached = tuple(clean(name) for name in _FILE.findall(body))
    if attached:
        return _FILE.sub("", body).strip("\u200e\u200f \n"), attached, False
    if (edited := _EDITED.search(body)) and edited.start():
        body = body[: edited.start()]
    first, _end, rest = body.partition("\n")
    told = clean(re.sub(f"[{_MARKS}]", "", first)).strip("<>").rstrip(".。").casefold()
    here = _FILE_HERE.match(first)
    if here and (first[0] in "\u200e\u200f" or here[2].strip().casefold() in phrases.ATTACHED):
        return rest, (clean(here[1]),), False
    if told in phrases.OMITTED or (" " in told and _IN_BRACKETS.match(first)):
        return rest, (clean(re.sub(f"[{_MARKS}]", "", first)).strip("<>"),), False
    if told in phrases.DELETED or told.startswith(phrases.BEGINNINGS):
        return "", (), True
    if first.startswith("\u200e") and not rest.strip():
        return "", (), True
    return body, (), False
