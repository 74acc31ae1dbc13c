"""How people and organisations are reached: several addresses and numbers, each with a label."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBER_END = 7
"""So many digits at the end of a number are written alike inside a country and outside."""

MOST = 50
"""So many addresses and numbers one person or organisation has at most."""

_LONGEST = 254
_EMAIL = re.compile(r"^[^@\s<>,;]+@[^@\s<>,;]+$")
_NAMED = re.compile(r"^\s*(.*?)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$", re.DOTALL)
_DOMAIN = re.compile(r"^(?=.{4,253}$)[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+$")
_LABELLED = re.compile(r"^([^:@+]{1,40}):\s*(\S.*)$", re.DOTALL)

_MAIL_OF_EVERYBODY = """
aol.com free.fr gmail.com gmx.de gmx.net googlemail.com hotmail.com hotmail.co.uk icloud.com
laposte.net libero.it live.com mac.com mail.com mail.ru me.com msn.com naver.com orange.fr
outlook.com proton.me protonmail.com qq.com t-online.de virgilio.it wanadoo.fr web.de wp.pl
yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.fr yandex.ru 163.com
"""
_EVERYBODYS = frozenset(_MAIL_OF_EVERYBODY.split())


class PointKind(StrEnum):
    """What reaches somebody."""

    EMAIL = "email"
    PHONE = "phone"
    DOMAIN = "domain"
    """Of all mail of an organisation."""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """An address, a number, or a mail domain."""

    kind: PointKind
    value: str
    label: str = ""

    @property
    def key(self) -> str:
        """What it is looked up by; two numbers of one key may still be two."""
        return number_end(self.value) if self.kind is PointKind.PHONE else name_key(self.value)

    @property
    def words(self) -> str:
        """The line that `read_contact_points` reads as this."""
        sign = "@" if self.kind is PointKind.DOMAIN else ""
        return f"{self.label}: {sign}{self.value}" if self.label else f"{sign}{self.value}"


def ways(points: Iterable[ContactPoint], kind: PointKind) -> str:
    """Return the addresses, or numbers, or domains among some in a line, each with its label."""
    return ", ".join(point.words for point in points if point.kind is kind)


def digits_of(number: str) -> str:
    """Return the digits of a telephone number in any script, and nothing else.

    >>> digits_of("+44 (0)114 496-0000"), digits_of("٠١٢")
    ('4401144960000', '012')
    """
    digits = (unicodedata.digit(char, None) for char in number)
    return "".join(str(digit) for digit in digits if digit is not None)


def number_end(number: str) -> str:
    """Return the digits by which a number is looked up, in and out of its country.

    Nothing for what has more letters than digits: that is a remark, and no number.
    """
    digits = digits_of(number)
    return digits[-NUMBER_END:] if sum(map(str.isalpha, number)) <= len(digits) else ""


def clean_email(text: str) -> str:
    """Return an e-mail address; refuse what cannot be one."""
    address = clean(text)
    if len(address) > _LONGEST or not _EMAIL.match(address):
        shown = address if len(address) <= 60 else f"{address[:60]}…"
        raise Refusal(f"“{shown}” is not an e-mail address. Nothing was changed.")
    return address


def clean_phone(text: str) -> str:
    """Return a telephone number on one line, as it was typed: a word beside it may be meant."""
    number = " ".join(clean(text).split())
    if len(number) > _LONGEST:
        raise Refusal(f"“{number[:60]}…” is no telephone number. Nothing was changed.")
    return number


def name_and_address(text: str) -> tuple[str, str | None]:
    """Return a name, and the address that is written behind it in angle brackets.

    A bare address is both. What is in the brackets and no address stays part of the name.

    >>> name_and_address("Ann Lee <ann@lee.example>"), name_and_address("Ann Lee")
    (('Ann Lee', 'ann@lee.example'), ('Ann Lee', None))
    """
    found = _NAMED.match(text)
    if found is None:
        bare = text.strip()
        return (bare, bare) if _EMAIL.match(bare) and len(bare) <= _LONGEST else (text, None)
    name, address = found.group(1).strip().strip('"').strip(), found.group(2)
    if not _EMAIL.match(address):
        return text, None
    return name or address, address


def domain_of(email: str) -> str:
    """Return the domain of an address, as domains are compared."""
    return name_key(email.rpartition("@")[2])


def read_contact_points(text: str, *, of_organisation: bool) -> tuple[ContactPoint, ...]:
    """Return what is written a line each, or between commas: work: ann@lee.example.

    A domain is written behind an @, and only an organisation has one. Raises Refusal.
    """
    found: dict[tuple[PointKind, str], ContactPoint] = {}
    for line in re.split(r"[\n;,]+", clean(text)):
        if line.strip():
            point = _read(line.strip(), of_organisation=of_organisation)
            found.setdefault((point.kind, name_key(point.value)), point)
    if len(found) > MOST:
        raise Refusal(f"{len(found)} addresses are more than the {MOST} kept. Nothing was changed.")
    return tuple(found.values())


def _read(line: str, *, of_organisation: bool) -> ContactPoint:
    labelled = _LABELLED.match(line)
    label, value = (labelled.group(1).strip(), labelled.group(2)) if labelled else ("", line)
    if value.startswith("@"):
        return ContactPoint(PointKind.DOMAIN, _domain(value[1:], of_organisation), label)
    if "@" in value:
        return ContactPoint(PointKind.EMAIL, clean_email(value), label)
    number = clean_phone(value)
    if _DOMAIN.match(name_key(number)) and not digits_of(number):
        raise Refusal(
            f"“{line[:60]}” is read as no address. Nothing was changed; "
            f"a mail domain is written @{name_key(number)[:60]}."
        )
    if not digits_of(number):
        raise Refusal(
            f"“{line[:60]}” is neither an e-mail address nor a telephone number. "
            "Nothing was changed; write one a line, such as work: ann@harbour.example."
        )
    return ContactPoint(PointKind.PHONE, number, label)


def _domain(text: str, of_organisation: bool) -> str:
    domain = name_key(text)
    if not _DOMAIN.match(domain):
        raise Refusal(f"“@{domain[:60]}” is not a mail domain. Nothing was changed.")
    if not of_organisation:
        raise Refusal(f"Only organisations have a domain such as @{domain}. Nothing was changed.")
    if domain in _EVERYBODYS:
        raise Refusal(f"@{domain} is used by people of every firm. Nothing was changed.")
    return domain
