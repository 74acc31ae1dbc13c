"""Web addresses from outside: which of them may be opened at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address that can be opened, and where it leads."""

    url: str
    host: str
    """As the network knows it: letters that look like others are written out."""


def web_address(text: str | None) -> WebAddress | None:
    """Return a web address that is one, or None.

    Only http and https with a plain host are opened. Whatever could hide where it leads is
    not: a name or password before the host, a backslash, invisible or turning characters.

    >>> web_address("javascript:alert(1)"), web_address("https://ann@evil.example")
    (None, None)
    """
    if not text or len(text) > _LONGEST or "\\" in text:
        return None
    if any(char.isspace() or unicodedata.category(char)[0] == "C" for char in text):
        return None
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        _port = parts.port  # raises where it is no number
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not host.strip("."):
        return None
    return WebAddress(text, host)


_MAIL = re.compile(r"mailto:([\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)", re.ASCII)


def mail_address_in(text: str | None) -> str | None:
    """Return the mail address that a plain mailto: link writes to, or None.

    A link that fills in more, such as hidden receivers or a text, is none.

    >>> mail_address_in("mailto:ann@example.com"), mail_address_in("mailto:a@b.c?bcc=x@y.z")
    ('ann@example.com', None)
    """
    found = _MAIL.fullmatch(text or "") if text and len(text) <= _LONGEST else None
    return found.group(1) if found else None
