"""Content lines, as vCard and iCalendar have them: escaped, and folded (RFC 5545, 3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 75
"""Octets of a line, without its end."""


def escaped(text: str) -> str:
    """Return a text as a value: what would end it, or a part of it, is escaped."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(lines: Iterable[str]) -> bytes:
    """Return lines as a file has them: a long one goes on in the next, never within a letter."""
    return b"".join(_folded(line.encode("utf-8", "replace")) for line in lines)


def _folded(line: bytes) -> bytes:
    parts, room = [], _LONGEST
    while len(line) > room:
        end = room
        while line[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        parts.append(line[:end])
        line, room = line[end:], _LONGEST - 1
    return b"\r\n ".join((*parts, line)) + b"\r\n"
