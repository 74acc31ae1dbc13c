"""Erasures remembered: who was erased is known again in an older copy, and nobody's name is kept.

An erasure keeps marks: keyed hashes (HMAC, RFC 2104, with SHA-256) of the uids of the records,
of addresses, of how telephone numbers end, and of names with their organisation. What is
brought in from a copy is marked in the same way, and compared. The key is made by chance for
each workspace, and lies beside the marks: whoever has both, and a guess whom they are of, can
try that guess, as they could with the copy itself; nobody reads a name out of them.

Only a uid means a record whenever it was made. By an address, a number or a name somebody is
known again as long as the record is older than the erasure: who writes again is a new contact.
A mark that somebody else bears as well, such as the number of a whole office, is not kept.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from feedbackdesk.domain.contact_points import number_end
from feedbackdesk.domain.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MARK_BYTES = 16
_FEWEST_DIGITS = 6
"""A number with fewer is an extension, and means nobody."""


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a record of somebody is known."""

    uids: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    """Names, each with that of the organisation; empty where there was none."""
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    recorded_at: str = ""
    """The moment of the record, as the log has it; empty where nothing tells."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """That somebody was erased: when, and by which marks they are known again."""

    at: str
    """The moment, as the log has it: ISO text in UTC."""
    key: str
    """Of the hashes, in hexadecimal digits."""
    marks: frozenset[str]

    @property
    def facts(self) -> dict[str, str]:
        """What a step, or a file, keeps of it."""
        return {"erased_at": self.at, "key": self.key, "marks": " ".join(sorted(self.marks))}


def new_key() -> str:
    """Return a key for the marks of a workspace."""
    return secrets.token_hex(32)


def remember(
    person: Iterable[Identity], others: Iterable[Identity], *, at: str, key: str
) -> Erasure:
    """Return what is kept of somebody who is erased, given all of their records.

    `others` are all other people: what they bear as well tells nobody apart.
    """
    theirs = {mark for one in person for mark in _marks(one)}
    shared = {mark for one in others for mark in _marks(one)}
    return Erasure(at, key, frozenset(_hashed(key, mark) for mark in theirs - shared))


def read_erasure(facts: object) -> Erasure | None:
    """Return an erasure from what a step or a file kept; None from anything else."""
    if not isinstance(facts, dict):
        return None
    parts = [facts.get(name) for name in ("erased_at", "key", "marks")]
    try:
        at, key, marks = (part for part in parts if isinstance(part, str))
        bytes.fromhex(key)
    except ValueError:
        return None
    return Erasure(at, key, frozenset(marks.split()))


def to_lines(erasures: Iterable[Erasure]) -> str:
    """Return erasures as a file keeps them: one in a line of JSON."""
    return "".join(f"{json.dumps(one.facts)}\n" for one in erasures)


def from_lines(text: str) -> list[Erasure]:
    """Return the erasures in a file; lines that say nothing are passed over."""
    found = []
    for line in text.splitlines():
        try:
            one = read_erasure(json.loads(line))
        except (ValueError, RecursionError):
            continue
        if one is not None:
            found.append(one)
    return found


def together(*some: Iterable[Erasure]) -> tuple[Erasure, ...]:
    """Return erasures from several places, each once, the oldest first."""
    found = dict.fromkeys(one for erasures in some for one in erasures)
    return tuple(sorted(found, key=lambda one: (one.at, one.key, sorted(one.marks))))


def erasure_of(person: Identity, erasures: Iterable[Erasure]) -> Erasure | None:
    """Return by which of some erasures a record is to go; None where it may stay.

    This is what a restored copy and an import of old records ask of each person.
    """
    sure = [f"uid {uid}" for uid in person.uids]
    likely = [mark for mark in _marks(person) if not mark.startswith("uid ")]
    hashed: dict[tuple[str, str], str] = {}

    def known(mark: str, key: str) -> str:
        if (key, mark) not in hashed:
            hashed[key, mark] = _hashed(key, mark)
        return hashed[key, mark]

    for one in erasures:
        older = person.recorded_at < one.at
        if any(known(mark, one.key) in one.marks for mark in (*sure, *(likely if older else ()))):
            return one
    return None


def _marks(person: Identity) -> Iterator[str]:
    for uid in person.uids:
        yield f"uid {uid}"
    for email in person.emails:
        if key := name_key(email):
            yield f"email {key}"
    for phone in person.phones:
        if len(end := number_end(phone)) >= _FEWEST_DIGITS:
            yield f"phone {end}"
    for name, firm in person.names:
        key, of = name_key(name), name_key(firm)
        if of or " " in key:  # many are called Ann
            yield f"name {key}\n{of}"


def _hashed(key: str, mark: str) -> str:
    words = mark.encode("utf-8", "surrogatepass")
    return hmac.digest(bytes.fromhex(key), words, "sha256")[:_MARK_BYTES].hex()


class Fate(StrEnum):
    """What became of a copy."""

    REWRITTEN = "rewritten"
    WITHOUT = "without"
    """They are not in it."""
    DELETED = "deleted"
    """No copy, but a log, or what was left of a copying."""
    KEPT = "kept"
    """It could not be reached: it still holds them, or may."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A copy, and what became of it."""

    path: Path
    fate: Fate
    why: str = ""
    """Why it could not be reached, in a few words."""
    again: bool = False
    """Whether it may be reached later, as it is: once there is room, or whoever has it is done."""
