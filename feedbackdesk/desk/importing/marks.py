"""By which marks a record of a file is known again: keyed hashes, so that no name stays in them."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.found import FoundFeedback, FoundItem, FoundMessage, FoundPerson
from feedbackdesk.domain.text import clean, name_key

if TYPE_CHECKING:
    from feedbackdesk.domain.found import FoundWho, Record

_BYTES = 16


def new_key() -> str:
    """Return a key for the marks of a workspace."""
    return secrets.token_hex(32)


class Marks:
    """Makes the marks of one workspace."""

    def __init__(self, key: str) -> None:
        """Hash with a key, in hexadecimal digits."""
        self.key = key
        self._key = bytes.fromhex(key)

    def source(self, record: Record) -> str:
        """Return the mark of what numbers a record."""
        return self._hashed("source", record.origin.source)

    def ident(self, record: Record) -> str:
        """Return the mark of a record: by what it is called there, else by what it says."""
        if record.origin.ident:
            return self._hashed("ident", record.origin.source, record.origin.ident)
        return self._hashed("words", *_told_by(record))

    def ask(self, post: FoundItem, who: FoundWho) -> str:
        """Return the mark of what one of those asked who stand on a post."""
        return self._hashed("ask", self.ident(post), *_who(who))

    def answered(self, record: FoundMessage) -> str | None:
        """Return the mark of the message that one replies to."""
        if not record.answers:
            return None
        return self._hashed("ident", record.origin.source, record.answers)

    def digest(self, record: Record) -> str:
        """Return the mark of all that a record says, wherever it stands in its file."""
        return self._hashed("all", json.dumps(_said(record), sort_keys=True, default=str))

    def _hashed(self, *parts: str) -> str:
        words = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(words, key=self._key, digest_size=_BYTES).hexdigest()


def _said(record: Any) -> dict[str, Any]:
    """Return all that a record says, by field; where it says nothing, a field is left out.

    So what is known of records grows, and those that came before say the same as ever.
    """
    said: dict[str, Any] = {}
    for name in record.__slots__:
        value = getattr(record, name)
        if name == "origin" or not value:
            continue
        if isinstance(value, tuple):
            said[name] = [_said(one) if hasattr(one, "__slots__") else one for one in value]
        else:
            said[name] = _said(value) if hasattr(value, "__slots__") else value
    return said


def _told_by(record: Record) -> tuple[str, ...]:
    """Return what tells a record from others where it is not numbered."""
    if isinstance(record, FoundFeedback | FoundMessage):
        return ("said", clean(record.words), str(record.on), *_who(record.who))
    if isinstance(record, FoundPerson):
        return ("person", *_who(record.who), name_key(record.who.phone))
    assert isinstance(record, FoundItem)  # noqa: S101  (there are no others)
    return ("item", record.origin.source, name_key(record.title))


def _who(who: FoundWho) -> tuple[str, ...]:
    return (name_key(who.name), name_key(who.organisation), name_key(who.email))
