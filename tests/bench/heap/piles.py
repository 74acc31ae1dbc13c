"""Piles of talk with what is planted in them: written down before any cue was.

The talk is of `../shared/data`: mailing lists, newsletters, German talk, each as it was read, cut
at its paragraphs, and as runs of its sentences until a pile is large enough. Planted are questions
to a bank, guests' sentences and requests to a machine from there, and sentences of our own that
stand beside this file, each within a message. Every second one is for choosing, the others stay
unseen until the end.
"""

from __future__ import annotations

import csv
import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from feedbackdesk.domain.found import FoundMessage, Wishes
from feedbackdesk.domain.words import Kind
from feedbackdesk.exchange.mailbox import read_mbox

SHARED = Path(__file__).parents[4] / "shared" / "data"
HERE = Path(__file__).parent
MORE = "FEEDBACKDESK_BENCH_MAILS"
"""A variable that names a mailbox (mbox) of further talk; it takes the place of runs."""

SIZE = 11_000
_WORDS = 90
"""A message of a pile has about so many words at most."""
_BETWEEN = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_ASKED = re.compile(r"\?|^(?:what|how|why|where|when|who|which|can|do|does|is|are|will)\b", re.I)
_COMPLAINED = re.compile(r"\bnot\b|n't\b|\bwrong\b|\bfailed\b|\bstill\b|\bnever\b|\blost\b", re.I)


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a pile; `kind` where something is planted in it, and where that stands."""

    words: str
    kind: Kind | None = None
    start: int = 0
    end: int = 0
    language: str = ""
    own: bool = False
    """Whether the planted sentence is one of ours, whose kind is known for sure."""


@dataclass(frozen=True, slots=True)
class Sown:
    """A sentence to plant."""

    words: str
    kind: Kind
    language: str
    own: bool = False


def are_here() -> bool:
    """Return whether the real texts are here."""
    return (SHARED / "heap" / "lists.mbox").is_file()


def piles(*, unseen: bool) -> dict[str, list[Message]]:
    """Return the three piles, of the half for choosing or of the unseen one."""
    return {name: make(name, unseen=unseen) for name in ("mail", "chat", "mixture")}


def make(name: str, *, unseen: bool) -> list[Message]:
    """Return a pile by its name."""
    chance = random.Random(f"{name} {unseen}")
    talk = _talk(name, chance)
    around = _around()
    planted = [_within(one, name, talk, around, chance) for one in _sown(name, unseen, chance)]
    languages = {"mail": ["en"], "chat": ["en", "de"]}.get(name, sorted(around))
    plain = [
        Message(" ".join(chance.sample(around[language], chance.randint(1, 4))))
        for language in languages
        for _one in range((800 if name != "mixture" else 3_000) // len(languages))
    ]
    rest = SIZE - len(planted) - len(plain)
    others = [Message(words) for words in _filled(talk, rest, chance)]
    pile = planted + plain + others
    chance.shuffle(pile)
    return pile


def _sown(name: str, unseen: bool, chance: random.Random) -> list[Sown]:
    """Return what is planted: 300 wishes, complaints, praises, questions, and 40 lost sales."""
    ours, shared = _ours(unseen), _shared(unseen)

    def some(found: Sequence[Sown], number: int) -> list[Sown]:
        return chance.sample(list(found), number)

    if name == "mail":
        said = ours["en", "said"]
        lost = ours["en", "loss"][:40]
        asked = some(shared["bank"], 140) + some(shared["hotel"], 60) + some(shared["en"], 20)
    elif name == "chat":
        said = some(ours["en", "said"], 60) + ours["de", "said"]
        lost = ours["en", "loss"][:20] + ours["de", "loss"][:20]
        asked = some(shared["de"], 70) + some(shared["en"], 30)
        asked += some(shared["bank"], 50) + some(shared["hotel"], 42)
    else:
        others = ("fr", "es", "it", "pt", "nl", "pl", "ar", "ja")
        said = [one for language in others for one in ours[language, "said"]]
        said += some(ours["en", "said"], 24) + some(ours["de", "said"], 24)
        lost = [one for language in others for one in ours[language, "loss"]]
        lost += ours["en", "loss"][:8] + ours["de", "loss"][:8]
        asked = [
            one for language in ("de", "it", "nl", "ar", "ja") for one in some(shared[language], 20)
        ]
        asked += some(shared["bank"], 36) + some(shared["hotel"], 20)
    assert (len(said) + len(asked), len(lost)) == (300, 40), (len(said), len(asked), len(lost))
    return said + asked + lost


def _ours(unseen: bool) -> dict[tuple[str, str], list[Sown]]:
    found: dict[tuple[str, str], list[Sown]] = defaultdict(list)
    for language in ("english", "german", "others"):
        for head, lines in _sections(HERE / f"planted_{language}.txt").items():
            short = {"english": "en ", "german": "de ", "others": ""}[language]
            spoken, kind = f"{short}{head}".split()
            said = "loss" if kind == "loss" else "said"
            for words in lines[1 if unseen else 0 :: 2]:
                found[spoken, said].append(Sown(words, Kind(kind), spoken, own=True))
    return found


def _around() -> dict[str, list[str]]:
    return _sections(HERE / "around.txt")


def _sections(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("== "):
            lines = found[line[3:]] = []
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


def _shared(unseen: bool) -> dict[str, list[Sown]]:
    found: dict[str, list[Sown]] = defaultdict(list)
    with (SHARED / "banking77" / "train.csv").open(encoding="utf-8", newline="") as file:
        bank = [row["text"] for row in csv.DictReader(file)]
    found["bank"] = [Sown(_one_line(words), _guess(words), "en") for words in bank]
    hotels = json.loads((SHARED / "heap" / "hotels.json").read_text("utf-8"))
    found["hotel"] = [
        Sown(_one_line(one["text"]), _guess(one["text"]), "en")
        for one in hotels
        if len(one["text"].split()) > 5 and one["intents"]
    ]
    with (SHARED / "xsid" / "valid.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = Kind.QUESTION if row["intent"].endswith(("find", "show_alarms")) else None
            words = row["text"].replace(" ", "") if row["lang"] == "ja" else row["text"]
            found[row["lang"]].append(Sown(_one_line(words), kind or Kind.REQUEST, row["lang"]))
    for name, said in found.items():
        said.sort(key=lambda one: one.words)
        random.Random(f"halves {name}").shuffle(said)
        found[name] = said[1 if unseen else 0 :: 2]
    return found


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _guess(words: str) -> Kind:
    """Return what sort of thing a sentence says that somebody else wrote: about right."""
    if _ASKED.search(words):
        return Kind.QUESTION
    return Kind.PROBLEM if _COMPLAINED.search(words) else Kind.REQUEST


def _within(
    one: Sown,
    name: str,
    talk: Sequence[str],
    around: dict[str, list[str]],
    chance: random.Random,
) -> Message:
    """Return a message that holds a planted sentence among others."""
    most = 2 if name == "mail" else 1

    def some() -> list[str]:
        return [
            _beside(one.language, talk, around, chance) for _one in range(chance.randint(0, most))
        ]

    before, after = " ".join(some()), " ".join(some())
    words = one.words if one.words[-1] in ".!?؟。？" or not after else f"{one.words}."
    start = len(before) + 1 if before else 0
    end = start + len(words)
    whole = " ".join(part for part in (before, words, after) if part)
    return Message(whole, one.kind, start, end, one.language, one.own)


def _beside(
    language: str, talk: Sequence[str], around: dict[str, list[str]], chance: random.Random
) -> str:
    """Return a sentence of the pile's talk, or of what firms write, in a language."""
    if language == "en" and chance.random() < 0.6:
        for _try in range(20):
            sentence = chance.choice(_sentences(chance.choice(talk)) or [""]).strip()
            if 3 < len(sentence.split()) < 25 and sentence.isascii():
                return sentence
    return chance.choice(around[language])


def _talk(name: str, chance: random.Random) -> list[str]:
    """Return messages as somebody wrote them, cut where they are long."""
    mails = _mails(SHARED / "heap" / "lists.mbox", asides=False)
    if more := os.environ.get(MORE):
        mails += _mails(Path(more), asides=False)
    news = _mails(SHARED / "heap" / "newsletters.mbox", asides=True)
    german = (SHARED / "heap" / "talk-de.txt").read_text("utf-8").splitlines()
    german = [line.replace("@someone", "").strip() for line in german]
    if name == "mail":
        found = [part for words in mails for part in _parts(words, _WORDS)]
        found += [part for words in news for part in _parts(words, _WORDS)][:2_000]
    elif name == "chat":
        found = [part for words in mails for part in _parts(words, 25)] + german
    else:
        found = [part for words in mails for part in _parts(words, 50)] + german
    found = list(dict.fromkeys(one for one in found if one))
    chance.shuffle(found)
    return found


def _mails(path: Path, *, asides: bool) -> list[str]:
    """Return what the mails of a mailbox say; with or without what is no talk by its headers."""
    with path.open("rb") as file:
        return [
            record.words
            for record in read_mbox(file, Wishes()).records
            if isinstance(record, FoundMessage) and (asides or record.aside is None)
        ]


def _parts(words: str, most: int) -> list[str]:
    """Return a message whole, or where it is long its paragraphs put together."""
    found: list[str] = []
    part: list[str] = []
    for paragraph in re.split(r"\n\s*\n", words):
        if part and sum(len(one.split()) for one in (*part, paragraph)) > most:
            found.append("\n\n".join(part))
            part = []
        part.append(" ".join(paragraph.split()[: most * 2]))
    return [one.strip() for one in (*found, "\n\n".join(part))]


def _sentences(words: str) -> list[str]:
    return [one for one in _BETWEEN.split(words) if one.strip()]


def _filled(talk: list[str], number: int, chance: random.Random) -> list[str]:
    """Return so many messages: those that there are, then runs of their sentences."""
    found = talk[:number]
    while len(found) < number:
        sentences = _sentences(chance.choice(talk))
        if len(sentences) < 2:
            continue
        begin = chance.randrange(len(sentences))
        run = " ".join(" ".join(sentences[begin : begin + chance.randint(1, 4)]).split())
        if len(run) > 12:
            found.append(run)
    return found
