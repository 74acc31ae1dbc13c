"""Outlook's messages and contacts (.msg), as talk and as people.

Compound files (MS-CFB, read by olefile) whose streams are properties (MS-OXMSG, 2; the numbers
are those of MS-OXPROPS). A message is put together as the mail that it was, from its transport
headers where it has some, and read as every mail is.
"""

from __future__ import annotations

import io
import struct
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Found, FoundPerson, FoundReach, FoundWho, Origin
from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.exchange.mail.charsets import decoded
from feedbackdesk.exchange.mail.talk import Heard
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from typing import BinaryIO

    from olefile import OleFileIO

    from feedbackdesk.domain.found import Wishes

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMES = "__nameid_version1.0".encode("utf-16-le")
_CLASS = "__substg1.0_001A".encode("utf-16-le")
_BYTES_LIMIT = 60_000_000
_STREAM_LIMIT = 8_000_000
_ATTACHED_LIMIT = 100

_SUBJECT, _BODY, _HTML, _HEADERS = "0037", "1000", "1013", "007D"
_CLASS_OF, _NAME = "001A", "3001"
_BY_NAME, _BY_ADDRESS, _BY_SMTP, _BY_KIND = "0C1A", "0C1F", "5D01", "0C1E"
_FOR_NAME, _FOR_ADDRESS, _FOR_SMTP = "0042", "0065", "5D02"
_TO, _ID, _REPLY = "0E04", "1035", "1042"
_SENT, _ARRIVED, _MADE = 0x0039, 0x0E06, 0x3007
_CODE_PAGES = (0x3FFD, 0x3FDE)
_LONG_NAME, _SHORT_NAME = "3707", "3704"
_GIVEN, _FAMILY, _FIRM, _TITLE = "3A06", "3A11", "3A16", "3A17"
_PHONES = {"3A1C": "mobile", "3A08": "work", "3A1B": "work", "3A09": "home", "3A2F": "home"}
_MAILS = (0x8083, 0x8093, 0x80A3)
"""The named properties of a contact's addresses (PidLidEmail1EmailAddress and on)."""
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_NO_TALK = ("ipm.appointment", "ipm.task", "ipm.distlist", "ipm.activity", "ipm.schedule")


def is_msg(head: bytes, name: str) -> bool:
    """Return whether a file is a compound file of Outlook, by the names of its streams."""
    if not head.startswith(_SIGNATURE):
        return False
    return _NAMES in head or _CLASS in head or name.lower().endswith(".msg")


def read_msg(file: BinaryIO, wishes: Wishes) -> Found:
    """Return what an Outlook file holds; raises Refusal for what is none, or damaged."""
    data = file.read(_BYTES_LIMIT + 1)
    if len(data) > _BYTES_LIMIT:
        size = _BYTES_LIMIT // 1_000_000
        raise Refusal(_("It is larger than {size} MB. Nothing was changed.").format(size=size))
    damaged = _("It is no message of Outlook, or damaged. Nothing was changed.")
    if not data.startswith(_SIGNATURE):
        raise Refusal(damaged)
    try:
        properties = _Properties(data)
    except Exception as error:  # olefile raises whatever a damaged file makes it meet
        raise Refusal(damaged) from error
    kind = properties.text(_CLASS_OF).lower()
    if not kind and not properties.text(_SUBJECT) and not properties.text(_BODY):
        raise Refusal(damaged)
    place = _("message {number}").format(number=1)
    if kind.startswith("ipm.contact"):
        return _contact(properties, place)
    heard = Heard(wishes)
    if kind.startswith(_NO_TALK):
        raise Refusal(
            _("It is an appointment, a task or a list, and no message. Nothing was changed.")
        )
    heard.hear(_as_mail(properties, report=kind.startswith("report.")), place)
    return heard.found("msg")


class _Properties:
    """The properties of a compound file, by their numbers in hexadecimal."""

    def __init__(self, data: bytes) -> None:
        from olefile import OleFileIO

        self._file: OleFileIO = OleFileIO(io.BytesIO(data))
        self._kinds: dict[str, str] = {}
        self._attached: list[str] = []
        for entry in self._file.listdir(streams=True, storages=True):
            first = entry[0]
            if len(entry) == 1 and first.startswith("__substg1.0_") and len(first) == 20:
                self._kinds.setdefault(first[12:16].upper(), first[16:20].upper())
            elif len(entry) == 1 and first.startswith("__attach_version1.0_"):
                self._attached.append(first)
        self._fixed = self._of_fixed_size()
        self._page = next((self._fixed[one] for one in _CODE_PAGES if one in self._fixed), b"")

    def stream(self, number: str, within: str = "", kind: str = "") -> bytes:
        """Return a property as it stands; nothing where it is not there."""
        kind = kind or self._kinds.get(number, "")
        path = f"{within}/__substg1.0_{number}{kind}" if within else f"__substg1.0_{number}{kind}"
        with suppress(Exception):
            if kind and self._file.exists(path):
                found: bytes = self._file.openstream(path).read(_STREAM_LIMIT)
                return found
        return b""

    def text(self, number: str, within: str = "") -> str:
        """Return a property as text, in whichever of the two forms it has."""
        wide = self.stream(number, within, "001F")
        if wide:
            return clean(wide.decode("utf-16-le", "replace").replace("\0", ""))
        narrow = self.stream(number, within, "001E")
        return clean(self._decoded(narrow).replace("\0", ""))

    def page(self) -> str:
        """Return the message as HTML; empty where it has none."""
        data = self.stream(_HTML, kind="0102") or self.stream(_HTML, kind="001E")
        return self._decoded(data) if data else self.text(_HTML)

    def moment(self, *numbers: int) -> datetime | None:
        """Return the first of several moments that is there (MS-DTYP, FILETIME)."""
        for number in numbers:
            with suppress(OverflowError, struct.error):
                ticks = struct.unpack("<Q", self._fixed.get(number, b""))[0]
                if ticks:
                    return _EPOCH + timedelta(microseconds=ticks // 10)
        return None

    def named(self, number: int) -> str:
        """Return a property that has its number in this file alone (MS-OXMSG, 2.2.3)."""
        entries = self.stream("0003", "__nameid_version1.0", "0102")
        for at in range(0, len(entries) - 7, 8):
            name, kind, index = struct.unpack_from("<IHH", entries, at)
            if name == number and not kind & 1:
                return self.text(f"{0x8000 + index:04X}")
        return ""

    def attached(self) -> list[str]:
        """Return what the attached files are called."""
        every = (self._called(one) for one in self._attached[:_ATTACHED_LIMIT])
        return [one for one in every if one]

    def _called(self, within: str) -> str:
        return next(
            (said for one in (_LONG_NAME, _SHORT_NAME, _NAME) if (said := self.text(one, within))),
            "",
        )

    def _of_fixed_size(self) -> dict[int, bytes]:
        data = self._file.openstream("__properties_version1.0").read(1_000_000)
        entries = (data[at : at + 16] for at in range(32, len(data) - 15, 16))
        return {struct.unpack_from("<H", one, 2)[0]: one[8:16] for one in entries}

    def _decoded(self, data: bytes) -> str:
        page = struct.unpack("<Q", self._page)[0] & 0xFFFF if len(self._page) == 8 else 0
        return decoded(data, "utf-8" if page == 65001 else f"cp{page}" if page else None)


def _as_mail(properties: _Properties, *, report: bool) -> bytes:
    """Return a message as the mail that it was, as far as its properties tell."""
    mail = EmailMessage()
    words, page = properties.text(_BODY), properties.page()
    mail.set_content(words if words or not page else page, subtype="plain" if words else "html")
    if not words and not page:
        mail.set_content("")
    for name in properties.attached():
        mail.add_attachment(b"", "application", "octet-stream", filename=_line(name))
    inner = bytes(mail).partition(b"\n\n")
    head = _transport(properties.text(_HEADERS))
    said = {line.partition(":")[0].lower() for line in head if line[:1].strip()}
    moment = properties.moment(_SENT, _ARRIVED, _MADE)
    for name, value in (
        ("From", _by(properties)),
        ("To", properties.text(_TO)),
        ("Subject", properties.text(_SUBJECT)),
        ("Date", format_datetime(moment) if moment else ""),
        ("Message-ID", properties.text(_ID)),
        ("In-Reply-To", properties.text(_REPLY)),
        ("Auto-Submitted", "auto-replied" if report else ""),
    ):
        if value and name.lower() not in said:
            head.append(f"{name}: {_line(value)}")
    return "\n".join(head).encode("utf-8", "replace") + b"\n" + inner[0] + b"\n\n" + inner[2]


def _transport(said: str) -> list[str]:
    """Return the headers that it came with, without those that tell of its form."""
    kept: list[str] = []
    left = False
    for line in said.split("\n"):
        if line[:1] not in {" ", "\t"}:
            name = line.partition(":")[0].lower()
            report = "multipart/report" in line.lower()
            left = ":" not in line or (name.startswith(("content-", "mime-version")) and not report)
            if report:
                line = "Auto-Submitted: auto-replied"  # noqa: PLW2901  (what it comes to)
        if line.strip() and not left:
            kept.append(line)
    return kept


def _by(properties: _Properties) -> str:
    name = properties.text(_FOR_NAME) or properties.text(_BY_NAME)
    every = (_FOR_SMTP, _BY_SMTP, _FOR_ADDRESS, _BY_ADDRESS)
    address = next((one for number in every if "@" in (one := properties.text(number))), "")
    shown = name.replace("\\", "").replace('"', "")
    return f'"{shown}" <{address}>' if address else shown and f'"{shown}"'


def _line(said: str) -> str:
    return " ".join(said.split())


def _contact(properties: _Properties, place: str) -> Found:
    """Return a contact as somebody, or as their organisation where it names nobody."""
    given, family = properties.text(_GIVEN), properties.text(_FAMILY)
    name = " ".join(part for part in (given, family) if part) or properties.text(_NAME)
    mails = [one for number in _MAILS if "@" in (one := properties.named(number))]
    phones = [
        (_line(said), label) for one, label in _PHONES.items() if (said := properties.text(one))
    ]
    title, words = properties.text(_TITLE), properties.text(_BODY)
    firm = _line(properties.text(_FIRM))[:NAME_LIMIT]
    if not name and not firm and not mails:
        raise Refusal(_("Nobody is named in that contact. Nothing was changed."))
    reached = [FoundReach("email", one) for one in mails[1:]]
    reached += [FoundReach("phone", one, label) for one, label in phones[1:]]
    person = FoundPerson(
        Origin("msg", "", place),
        FoundWho(
            name=_line(name)[:NAME_LIMIT],
            organisation=firm,
            email=mails[0] if mails else "",
            phone=phones[0][0] if phones else "",
        ),
        tuple(reached),
        notes=clean("\n\n".join(part for part in (title, words) if part)),
    )
    return Found("msg", (person,))
