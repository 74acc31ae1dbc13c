"""Mailboxes as talk: one file of many mails (mbox, also in Takeout's .zip), one mail, a folder."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Refused
from feedbackdesk.exchange.folder import files_in, open_plain
from feedbackdesk.exchange.mail.boxes import MAIL_LIMIT, is_box, mails, unescaped
from feedbackdesk.exchange.mail.talk import Heard, is_sent
from feedbackdesk.exchange.packed import is_packed, streamed, unpack
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from typing import BinaryIO

    from feedbackdesk.domain.found import Found, Wishes

_BOM = b"\xef\xbb\xbf"
_NAMED = re.compile(
    rb"^(from|date|to|subject|received|message-id|mime-version|return-path|delivered-to|sender"
    rb"|content-type|reply-to|cc)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(rb"[\x21-\x39\x3b-\x7e]{1,76}[ \t]*:")
_FROM_LINE = re.compile(rb"From [^\n]{0,500}\n")
_APPLE = re.compile(rb"\d{1,10}[ \t]*\r?\n")
"""Apple Mail's .emlx begins with the number of bytes that the mail has."""
_HEAD = 65_536
_LEFT_FLAGS = frozenset("DT")
"""Of Maildir: a draft, and what was thrown away."""


def is_mbox(head: bytes, name: str) -> bool:  # noqa: ARG001  (its name tells nothing)
    """Return whether a file begins as a mailbox does."""
    return is_box(head)


def read_mbox(file: BinaryIO, wishes: Wishes) -> Found:
    """Return the mails of a mailbox as talk; raises Refusal for what is none."""
    heard = Heard(wishes)
    name = getattr(file, "name", "")
    sent = isinstance(name, str) and is_sent(Path(name).name)
    _hear_box(heard, file, "", sent=sent)
    if heard.nothing:
        raise Refusal(_("There is no e-mail in it. Nothing was changed."))
    return heard.found("mbox")


def is_takeout(head: bytes, name: str) -> bool:  # noqa: ARG001  (its name tells nothing)
    """Return whether a file is a .zip that holds a mailbox, as Google's Takeout hands one out."""
    return is_packed(head) and b".mbox" in head


def read_takeout(file: BinaryIO, wishes: Wishes) -> Found:
    """Return the mails of the mailboxes in a .zip; nothing of it is written anywhere."""
    heard = Heard(wishes)
    with unpack(file) as packed:
        for info in packed.infolist():
            name = PurePosixPath(info.filename).name
            if name.lower().endswith(".mbox"):
                try:
                    with streamed(packed, info) as held:
                        _hear_box(heard, held, f"{name}, ", sent=is_sent(name))
                except Refusal as refusal:
                    heard.refused.append(Refused(name, str(refusal)))
    if heard.nothing:
        raise Refusal(_("There is no e-mail in it. Nothing was changed."))
    return heard.found("takeout")


def _hear_box(heard: Heard, file: BinaryIO, within: str, *, sent: bool) -> None:
    for number, mail in enumerate(mails(file), 1):
        place = within + _("message {number}").format(number=number)
        heard.hear(None if mail is None else unescaped(mail), place, sent=sent)


def is_eml(head: bytes, name: str) -> bool:
    """Return whether a file begins as a mail does: with headers, two of them a mail's own."""
    head = _bare(head)
    if not _HEADER.match(head):
        return False
    begun = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    found = {one.lower() for one in _NAMED.findall(begun)}
    return len(found) >= 2 or bool(found and name.lower().endswith((".eml", ".emlx")))


def read_eml(file: BinaryIO, wishes: Wishes) -> Found:
    """Return a mail as talk; raises Refusal for what is none."""
    heard = Heard(wishes)
    data = _bare(file.read(MAIL_LIMIT + 1))
    if not _HEADER.match(data):
        raise Refusal(_("That is not an e-mail. Nothing was changed."))
    heard.hear(data, _("message {number}").format(number=1))
    return heard.found("eml")


def _bare(data: bytes) -> bytes:
    data = data.removeprefix(_BOM).lstrip()
    if (line := _FROM_LINE.match(data)) is not None:
        return data[line.end() :]
    if (found := _APPLE.match(data)) is not None:
        length = int(found.group())
        return data[found.end() : found.end() + length]
    return data


def holds_mail(folder: Path) -> bool:
    """Whether there is a mail, or a box of mails, in a folder or within it."""
    for path in files_in(folder):
        with suppress(OSError, ValueError), open_plain(path) as file:
            head = file.read(_HEAD)
            if is_mbox(head, path.name) or is_eml(head, path.name):
                return True
    return False


def read_mails(folder: Path, wishes: Wishes) -> Found:
    """Return the mails of a folder and those within it: Maildir, single files, and boxes.

    A link is not followed. What is neither is left; raises Refusal where there is no mail at all.
    """
    heard = Heard(wishes)
    for path in files_in(folder):
        place = path.relative_to(folder).as_posix()
        within = path.parent.parent if path.parent.name in {"cur", "new"} else path.parent
        with suppress(OSError, ValueError), open_plain(path) as file:
            head = file.read(_HEAD)
            file.seek(0)
            if is_mbox(head, path.name) and not path.name.endswith(".eml"):
                _hear_box(heard, file, f"{place}, ", sent=is_sent(path.name))
            elif is_eml(head, path.name):
                if _LEFT_FLAGS.intersection(path.name.partition(":2,")[2]):
                    heard.left += 1
                else:
                    heard.hear(_bare(file.read(MAIL_LIMIT + 1)), place, sent=is_sent(within.name))
    if heard.nothing:
        raise Refusal(_("There is no e-mail in that folder. Nothing was changed."))
    return heard.found("mails")
