"""A note of Google Keep as Takeout writes it: a small JSON file each."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.exchange.notes.note import Notes
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from feedbackdesk.domain.found import Found, Wishes

LIMIT = 5_000_000
"""The largest note that is read, in bytes."""
_BEGINS = re.compile(rb"\s*\{")
_KEYS = (b'"isTrashed"', b'"isArchived"', b'"isPinned"')


def is_keep(head: bytes, name: str) -> bool:  # noqa: ARG001  (its content tells)
    """Whether a file is a note of Keep."""
    begins = _BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None
    return begins and sum(key in head for key in _KEYS) >= 2


def read_keep(file: BinaryIO, wishes: Wishes) -> Found:
    """Return a note of Keep; what was archived is kept, what was thrown away is not."""
    notes = Notes("keep", wishes)
    take_keep(file.read(LIMIT + 1), notes)
    return notes.all()


def take_keep(data: bytes, notes: Notes, place: str = "") -> None:
    """Take one note; raises Refusal where it is none, or damaged."""
    try:
        note = json.loads(data.decode("utf-8-sig", "replace")) if len(data) <= LIMIT else None
    except (ValueError, RecursionError):
        note = None
    if not isinstance(note, dict) or "isTrashed" not in note:
        raise Refusal(_("The note of Keep is damaged, and cannot be read. Nothing was changed."))
    if note["isTrashed"] is True:
        notes.deleted += 1
        return
    lines = [_text(note.get("textContent"))]
    for item in _dicts(note.get("listContent")):
        mark = "[x]" if item.get("isChecked") is True else "[ ]"
        lines.append(f"{mark} {_text(item.get('text'))}".rstrip())
    created = note.get("createdTimestampUsec") or note.get("userEditedTimestampUsec")
    notes.add(
        _text(note.get("title")),
        "\n".join(line for line in lines if line),
        place=place,
        ident=str(created or "")[:40],
        moment=_moment(created),
        attached=tuple(
            clean(_text(one.get("filePath")))[:NAME_LIMIT] or _("a file")
            for one in _dicts(note.get("attachments"))
        ),
        labels=tuple(_text(one.get("name")) for one in _dicts(note.get("labels"))),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _moment(microseconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(microseconds) // 1_000_000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
