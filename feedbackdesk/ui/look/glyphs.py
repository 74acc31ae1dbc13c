"""What the style sheet draws inside controls: glyphs tinted with a theme's colours."""

from __future__ import annotations

import functools
import struct
from typing import TYPE_CHECKING

from PySide6.QtCore import qRegisterResourceData

from feedbackdesk.paths import resource
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOT = "feedbackdesk-look"

_GLYPHS: tuple[tuple[str, str, Role | None], ...] = (
    ("down", "chevron-down", Role.TEXT_MUTED),
    ("down-disabled", "chevron-down", None),
    ("up", "chevron-up", Role.TEXT_MUTED),
    ("up-disabled", "chevron-up", None),
    ("left", "chevron-left", Role.TEXT_MUTED),
    ("right", "chevron-right", Role.TEXT_MUTED),
    ("calendar", "calendar", Role.TEXT_MUTED),
    ("calendar-disabled", "calendar", None),
    ("close", "close", Role.TEXT_MUTED),
    ("check", "check", Role.ON_ACCENT),
    ("check-menu", "check", Role.ACCENT),
    ("check-disabled", "check", None),
    ("partial", "minus", Role.ON_ACCENT),
)
"""Glyph, drawing, role; None where it is disabled."""


@functools.cache
def glyphs(theme_name: str) -> str:
    """Return the folder, inside Qt's resources, of a theme's tinted control glyphs.

    A style sheet takes its images from files only, and cannot tint them. So they are
    put into Qt's resource tree in memory: no temporary file to lose or to leave behind.
    """
    colours = theme.load(theme_name).colours
    files = {}
    for glyph, drawing, role in _GLYPHS:
        tint = colours[role] if role else theme.disabled_color(theme_name).name()
        svg = resource("icons", f"{drawing}.svg").read_text("utf-8")
        files[f"{glyph}.svg"] = svg.replace("currentColor", tint).encode()
    _register(theme_name, files)
    return f":/{_ROOT}/{theme_name}"


_registered: list[tuple[bytes, bytes, bytes]] = []  # Qt keeps pointers into these


def _register(folder: str, files: Mapping[str, bytes]) -> None:
    """Add files to Qt's resources, in version 1 of the format of Qt's rcc.

    The tree holds 14 bytes a node: folders (name, flag 2, children, first child), then
    files (name, flag 0, territory 0, language 1, data), children sorted by their hash.
    """
    ordered = sorted(files, key=_hash)
    name_bytes, name_at = bytearray(), {}
    for text in (_ROOT, folder, *ordered):
        name_at[text] = len(name_bytes)
        name_bytes += struct.pack(">HI", len(text), _hash(text)) + text.encode("utf-16-be")
    tree = bytearray(struct.pack(">IHII", 0, 2, 1, 1))
    tree += struct.pack(">IHII", name_at[_ROOT], 2, 1, 2)
    tree += struct.pack(">IHII", name_at[folder], 2, len(ordered), 3)
    data = bytearray()
    for text in ordered:
        tree += struct.pack(">IHHHI", name_at[text], 0, 0, 1, len(data))
        data += struct.pack(">I", len(files[text])) + files[text]
    kept = (bytes(tree), bytes(name_bytes), bytes(data))
    _registered.append(kept)
    qRegisterResourceData(1, *kept)


def _hash(text: str) -> int:
    """Return Qt's qt_hash of a name (the PJW hash)."""
    value = 0
    for unit in text:
        value = (value << 4) + ord(unit)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
