"""Address books as vCard 2.1, 3.0 and 4.0: a person a card, or an organisation.

Lines are read one after the other, so that photographs, which are most of such a file, are passed
over and never held. What a program broke, a line without its mark of folding or a charset that is
not the one it names, is read as a person would take it.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from feedbackdesk.domain.contact_points import clean_email, digits_of, name_and_address
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Found, FoundPerson, FoundReach, FoundWho, Origin, Refused
from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.exchange.mail.charsets import decoded
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feedbackdesk.domain.found import Wishes

CARDS_LIMIT = 200_000
"""So many cards of one file are read."""

_LINE_LIMIT = 65_536
_VALUE_LIMIT = 1_000_000
_WIDE_LIMIT = 50_000_000
_PARTS_LIMIT = 20
_LINES_LIMIT = 5_000
"""So many lines with a name has one card at most."""
_DEPTH_LIMIT = 20

_BEGIN = re.compile(rb"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_HEAD = re.compile(rb"(?:[A-Za-z0-9_-]{1,60}\.)?[A-Za-z][A-Za-z0-9_-]{0,60}[;:]")
_FACT = re.compile(r'(?:[^;"]|"[^"]*"?)+')
_SIGNS = re.compile(rb'[":]')
_PIECES = re.compile(r"\\.|[;,]|[^\\;,]+|\\", re.DOTALL)
_ESCAPED = re.compile(r'\\([\\,;:nN"])')
_EXTENSION = re.compile(r"^tel:([^;]{1,60});(?:[^;]{0,60};){0,5}ext=(\w{1,20})", re.IGNORECASE)
_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"))
_PASSED_OVER = frozenset(("PHOTO", "LOGO", "SOUND", "KEY", "X-MS-OL-DESIGN", "X-MS-CARDPICTURE"))
_PICTURES = frozenset(("PHOTO", "LOGO", "X-MS-CARDPICTURE"))
_SAID_ABOUT_A_NUMBER = frozenset(("voice", "pref", "internet", "x400", "msg", "text", "video"))
_NOT_THEIRS = frozenset(("fax", "pager", "assistant"))
_APART = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APPLES = re.compile(r"^_\$!<(.*)>!\$_$")


@dataclass(slots=True)
class _Line:
    """One property of a card."""

    name: str
    group: str
    facts: dict[str, list[str]]
    value: str
    is_old: bool = False
    """Whether it is of 2.1."""

    @property
    def text(self) -> str:
        """What it says, without escapes."""
        return _unescaped(self.value, is_old=self.is_old)

    def is_said(self, fact: str, *values: str) -> bool:
        said = {one.lower() for one in self.facts.get(fact, ())}
        return not said.isdisjoint(values)

    def rank(self) -> int:
        """Return how much it is preferred: the smallest number comes first."""
        said = self.facts.get("PREF", [])
        if said and said[0].strip().isdigit():
            return int(said[0].strip()[:4])
        return 1 if self.is_said("TYPE", "pref") else 101


@dataclass(slots=True)
class _Card:
    """A card that is being read."""

    lines: list[_Line] = field(default_factory=list)
    place: str = ""
    is_cut: bool = False

    def of(self, name: str) -> list[_Line]:
        return [line for line in self.lines if line.name == name and line.value.strip()]

    def text(self, name: str) -> str:
        return next((line.text for line in self.of(name)), "").strip()


def is_vcard(head: bytes, name: str) -> bool:  # noqa: ARG001  (its content tells)
    """Whether a file begins as an address book of cards does."""
    text = _of_bytes(head).lstrip(b"\xef\xbb\xbf \t\r\n\0")
    return _BEGIN.match(text) is not None


def read_vcard(file: BinaryIO, wishes: Wishes) -> Found:  # noqa: ARG001  (cards ask nothing)
    """Return who stands in an address book; raises Refusal where it holds no card."""
    return _Book().read(file)


class _Book:
    """Reads one file."""

    def __init__(self) -> None:
        self.found: list[FoundPerson] = []
        self.refused: list[Refused] = []
        self.pictures = 0
        self.groups = 0
        self.number = 0
        self.is_full = False

    def read(self, file: BinaryIO) -> Found:
        open_cards: list[_Card] = []
        for line in _lines(file, self._picture):
            what, value = line.name, line.value.strip().upper()
            if what == "BEGIN" and value == "VCARD":
                self._begin(open_cards)
            elif what == "END" and value == "VCARD":
                if open_cards:
                    self._end(open_cards)
            elif open_cards:
                card = open_cards[-1]
                if what == "AGENT" and not line.is_said("VALUE", "uri", "url"):
                    self._nested(line)
                elif len(card.lines) < _LINES_LIMIT:
                    card.lines.append(line)
            if self.is_full:
                break
        while open_cards:  # it was cut
            open_cards[-1].is_cut = True
            self._end(open_cards)
        if not self.number:
            raise Refusal(_("There is no card in it. Nothing was changed."))
        return Found("vcard", tuple(self.found), tuple(self.refused), notes=self._notes())

    def _picture(self) -> None:
        self.pictures += 1

    def _begin(self, open_cards: list[_Card]) -> None:
        if self.number >= CARDS_LIMIT:
            self.is_full = True
            place = _("card {number}").format(number=f"{CARDS_LIMIT + 1:,}")
            sentence = _("More cards than are read at once stand from here on; split the file.")
            self.refused.append(Refused(place, sentence))
            return
        if len(open_cards) >= _DEPTH_LIMIT:
            raise Refusal(_("Its cards are nested too deeply to be read. Nothing was changed."))
        self.number += 1
        open_cards.append(_Card(place=_("card {number}").format(number=f"{self.number:,}")))

    def _nested(self, line: _Line) -> None:
        """Read the card of an assistant that 3.0 writes into one value."""
        if "BEGIN:VCARD" not in line.value[:40].upper():
            return  # 2.1: the card follows in lines of its own
        inner = _unescaped(line.value).encode()
        if self.number < CARDS_LIMIT and _BEGIN.match(inner):
            cards: list[_Card] = []
            for one in _lines_of(iter(inner.splitlines(keepends=True)), self._picture):
                if one.name == "BEGIN" and not cards:
                    self._begin(cards)
                elif one.name == "END":
                    break
                elif cards and one.name != "AGENT" and len(cards[-1].lines) < _LINES_LIMIT:
                    cards[-1].lines.append(one)
            if cards:
                self._end(cards)

    def _end(self, open_cards: list[_Card]) -> None:
        card = open_cards.pop()
        place = card.place
        kinds = (card.text("KIND"), card.text("X-ADDRESSBOOKSERVER-KIND"))
        if "group" in {kind.lower() for kind in kinds}:
            self.groups += 1
            return
        person = _person(card, place)
        if person is not None:
            self.found.append(person)
        elif card.is_cut:
            self.refused.append(Refused(place, _("The card ends in the middle.")))
        else:
            sentence = _("The card names nobody: no name, no organisation, no address, no number.")
            self.refused.append(Refused(place, sentence))

    def _notes(self) -> tuple[str, ...]:
        notes = []
        if self.pictures:
            sentence = ngettext(
                "{number} photograph was left out.",
                "{number} photographs were left out.",
                self.pictures,
            )
            notes.append(sentence.format(number=f"{self.pictures:,}"))
        if self.groups:
            sentence = ngettext(
                "{number} card of a group was left out: its people stand in cards of their own.",
                "{number} cards of groups were left out: their people stand in cards of their own.",
                self.groups,
            )
            notes.append(sentence.format(number=f"{self.groups:,}"))
        return tuple(notes)


def _person(card: _Card, place: str) -> FoundPerson | None:
    """Return whom a card is of, or None where it names nobody."""
    firm = _firm(card)
    name = "" if _is_of_a_firm(card, firm) else _name(card)
    if _is_of_a_firm(card, firm):
        firm = firm or _name(card)
    emails, phones = _emails(card), _phones(card)
    if not (name or firm or emails or phones):
        return None
    email = emails[0].value if emails else ""
    # The fax machine is that of a whole firm, and an assistant is somebody else.
    called = next((one for one in phones if _NOT_THEIRS.isdisjoint(one.label.split())), None)
    others = [one for one in (*emails[1:], *phones) if one is not called]
    who = FoundWho(name, firm, email, called.value if called else "")
    origin = Origin("vcard", clean(card.text("UID"))[:NAME_LIMIT], place)
    return FoundPerson(origin, who, tuple(others), notes=_notes_of(card))


def _is_of_a_firm(card: _Card, firm: str) -> bool:
    if card.text("KIND").lower() in {"org", "organization"}:
        return True
    if not firm or any(any(_parts(line)) for line in card.of("N")):
        return False
    # Telephones write a firm that is saved without anybody under its own name.
    shown = _one_line(card.text("FN")).casefold()
    return card.text("X-ABSHOWAS").lower() == "company" or shown in {"", firm.casefold()}


def _name(card: _Card) -> str:
    """Return the name as it is shown; a card may have only its parts.

    A nickname is the last resort: it is a name that somebody answers to.
    """
    shown, address = name_and_address(_one_line(card.text("FN")))
    if shown and shown != address:
        return shown[:NAME_LIMIT]
    for line in card.of("N"):
        family, given, more, before, after = (*_parts(line, listed=True), "", "", "", "", "")[:5]
        # Of the order of a name outside the west nothing is said; the shown name has it.
        parts = (before, given, more, family, after)
        if joined := _one_line(" ".join(part for part in parts if part)):
            return joined[:NAME_LIMIT]
    for other in ("NICKNAME", "X-NICKNAME"):
        if nick := _one_line(card.text(other)):
            return nick[:NAME_LIMIT]
    return ""


def _firm(card: _Card) -> str:
    """Return the organisation; its departments are no part of its name."""
    for line in card.of("ORG"):
        parts = _parts(line)
        if firm := _one_line(next((part for part in parts if part), "")):
            return firm[:NAME_LIMIT]
    return ""


def _emails(card: _Card) -> list[FoundReach]:
    found: dict[str, FoundReach] = {}
    for line in sorted(card.of("EMAIL"), key=_Line.rank):
        try:
            value = clean_email(line.text.removeprefix("mailto:"))
        except Refusal:
            continue
        found.setdefault(value.casefold(), FoundReach("email", value, _label(card, line)))
    return list(found.values())


def _phones(card: _Card) -> list[FoundReach]:
    found: dict[str, FoundReach] = {}
    for line in sorted(card.of("TEL"), key=_Line.rank):
        value = _one_line(line.text)
        if value.lower().startswith("tel:"):
            value = value[4:].partition(";")[0]
        digits = digits_of(value)
        if digits and len(value) <= NAME_LIMIT:  # a word in its place is no number
            found.setdefault(digits, FoundReach("phone", value, _label(card, line)))
    return list(found.values())


def _label(card: _Card, line: _Line) -> str:
    """Return what an address or number is called: by its own label, else by its types."""
    if line.group:
        for one in card.of("X-ABLABEL"):
            if one.group == line.group:
                label = _one_line(one.text)
                apples = _APPLES.match(label)
                label = _APART.sub(" ", apples.group(1)) if apples else label
                return label[:40].casefold().removesuffix(" phone")
    types = [one.strip().lower() for one in line.facts.get("TYPE", ())]
    kept = [one for one in dict.fromkeys(types) if one and one not in _SAID_ABOUT_A_NUMBER]
    return " ".join(one.removeprefix("x-") for one in kept)[:40]


def _notes_of(card: _Card) -> str:
    extensions = [
        _("{number}, extension {extension}").format(number=found.group(1), extension=found.group(2))
        for line in card.of("TEL")
        if (found := _EXTENSION.search(line.text))
    ]
    title = next((text for name in ("TITLE", "ROLE") if (text := card.text(name))), "")
    written = list(dict.fromkeys(clean(line.text) for line in card.of("NOTE")))
    return "\n\n".join(part for part in (_one_line(title), *extensions, *written) if part)


def _lines(file: BinaryIO, picture: Callable[[], None]) -> Iterator[_Line]:
    """Yield the properties of a file, photographs left out."""
    begun = file.read(2)
    file.seek(-len(begun), 1)
    if begun in {b"\xff\xfe", b"\xfe\xff"}:
        yield from _lines_of(iter(_of_bytes(file.read(_WIDE_LIMIT)).splitlines(True)), picture)
    else:
        yield from _lines_of(iter(lambda: file.readline(_LINE_LIMIT), b""), picture)


def _of_bytes(data: bytes) -> bytes:
    """Return UTF-16 as UTF-8, and whatever else as it is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode()
    return data


class _Unfolding:
    """Puts the lines of one property together."""

    def __init__(self) -> None:
        self.kept = bytearray()
        self.is_passed_over = False
        self.is_picture = False
        self.is_quoted = False
        """Whether it is quoted-printable, where an equals sign at the end goes on below."""

    def begin(self, line: bytes) -> None:
        head = line.partition(b":")[0].upper()
        name = head.partition(b";")[0].rpartition(b".")[2].decode("latin-1")
        self.__init__()  # type: ignore[misc]
        self.is_passed_over = name in _PASSED_OVER
        self.is_picture = name in _PICTURES
        self.is_quoted = b"QUOTED-PRINTABLE" in head
        self.add(line)

    def add(self, more: bytes) -> None:
        room = _VALUE_LIMIT - len(self.kept)
        if not self.is_passed_over:
            self.kept += more[: max(0, room)]
        elif not self.kept.partition(b":")[2].strip():
            self.kept += more[:_LINE_LIMIT]  # enough to see that there is one

    def goes_on(self) -> bool:
        return self.is_quoted and self.kept.endswith(b"=")


def _lines_of(raw: Iterator[bytes], picture: Callable[[], None]) -> Iterator[_Line]:
    one, version, is_open = _Unfolding(), "", False
    for line in raw:
        ended, was_open = line.endswith((b"\n", b"\r")), is_open
        is_open = not ended
        bare = line.rstrip(b"\r\n").replace(b"\0", b"")
        if was_open:  # the rest of a line that is longer than a piece
            one.add(bare)
        elif one.goes_on():
            del one.kept[-1:]
            one.add(bare[1:] if bare.startswith((b" ", b"\t")) else bare)
            one.is_quoted = bool(bare)
        elif bare[:1] in {b" ", b"\t"}:
            # In 2.1 lines are broken at a space, which stays; later in the middle of a word.
            one.add(bare if version.startswith("2") else bare[1:])
        elif _HEAD.match(bare.removeprefix(b"\xef\xbb\xbf")):
            if (done := _done(one, picture, version)) is not None:
                version = done.value.strip() if done.name == "VERSION" else version
                yield done
            one.begin(bare.removeprefix(b"\xef\xbb\xbf"))
        elif bare.strip() and one.kept[:4].upper() == b"NOTE":
            one.add(b"\n" + bare)  # a line break that nobody escaped
    if (done := _done(one, picture, version)) is not None:
        yield done


def _done(one: _Unfolding, picture: Callable[[], None], version: str) -> _Line | None:
    if not one.kept:
        return None
    if one.is_passed_over:
        if one.is_picture and one.kept.partition(b":")[2].strip():
            picture()
        return None
    return _property(bytes(one.kept), is_old=version.startswith("2"))


def _property(line: bytes, *, is_old: bool) -> _Line | None:
    head, value = _halves(line)
    called, *said = _FACT.findall(head.decode("utf-8", "replace"))
    group, _dot, name = called.rpartition(".")
    facts: dict[str, list[str]] = {}
    for fact in said:
        key, is_named, values = fact.partition("=")
        if not is_named:  # 2.1 says its types and encodings bare
            key, values = ("ENCODING" if key.upper() in _ENCODINGS else "TYPE"), key
        facts.setdefault(key.strip().upper(), []).extend(values.replace('"', "").split(","))
    charset = facts.get("CHARSET", [""])[0]
    encoding = facts.get("ENCODING", [""])[0].upper()
    if encoding == "QUOTED-PRINTABLE":
        value = binascii.a2b_qp(value)
    elif encoding in {"B", "BASE64"}:
        return None
    text = decoded(value, charset or None)
    return _Line(name.upper(), group.lower(), facts, text, is_old=is_old)


def _halves(line: bytes) -> tuple[bytes, bytes]:
    """Return what is before the first colon outside of quotes, and what is behind it."""
    place, is_in_quotes = 0, False
    for sign in _SIGNS.finditer(line):
        if sign.group() == b'"':
            is_in_quotes = not is_in_quotes
        elif not is_in_quotes:
            place = sign.start()
            break
    else:
        place = line.find(b":")
    return (line[:place], line[place + 1 :]) if place >= 0 else (line, b"")


def _parts(line: _Line, *, listed: bool = False) -> list[str]:
    """Return the parts of a value between its semicolons; `listed` ones have several words each."""
    found = [""]
    for piece in _PIECES.findall(line.value):
        if piece == ";":
            found.append("")
        elif piece == "," and listed:
            found[-1] += " "
        else:
            found[-1] += piece
    return [_one_line(_unescaped(part, is_old=line.is_old)) for part in found[:_PARTS_LIMIT]]


def _unescaped(text: str, *, is_old: bool = False) -> str:
    """Return a value as it is meant; in 2.1 a backslash before an n is one, as in a path."""

    def meant(found: re.Match[str]) -> str:
        sign = found.group(1)
        if sign in "nN":
            return found.group() if is_old else "\n"
        return sign

    return _ESCAPED.sub(meant, text)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
