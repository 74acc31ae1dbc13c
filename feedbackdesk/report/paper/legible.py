"""Strings as they can be set: without signs that nobody sees, and with a stand-in for undrawn ones.

A tagged page (PDF/UA-1) may hold no sign without a glyph: the file would not be made, without
saying where. So every string is looked at before, and what this computer has no typeface for
is told with the entry it stands in, its script, and the package that brings a typeface.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from feedbackdesk.domain.text import excerpt
from feedbackdesk.language.say import _
from feedbackdesk.report.paper.faces import families_for

if TYPE_CHECKING:
    from collections.abc import Iterable

STAND_IN: Final = "\u25a1"
"""Stands on the page for a sign that no typeface here draws: an empty square."""
NOTHING: Final = "\u2013"
"""Stands for a name of which nothing can be seen."""
_KEPT_FORMATS: Final = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
"""Joiners, marks of direction, and isolates: they change how others are drawn."""
_VARIANTS: Final = range(0xFE00, 0xFE10)
_HAN: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH")
_CATEGORIES_OF_SYMBOLS: Final = ("So", "Sk")


def cleaned(text: str) -> str:
    """Return a text without what has no shape on paper: controls, marks of byte order, tags."""
    if (text.isascii() and text.isprintable()) or all(map(_has_shape, set(text))):
        return text
    return "".join(filter(_has_shape, text))


@functools.cache
def _has_shape(sign: str) -> bool:
    if sign == "\n" or sign in _KEPT_FORMATS:
        return True
    if ord(sign) in _VARIANTS:
        return False
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


def strings_in(value: object) -> list[str]:
    """Return every text in a document, or in a part of one, in no order."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, tuple):
            waiting.extend(one)
        elif is_dataclass(one):
            kind: Any = type(one)
            waiting.extend(getattr(one, name) for name in _names(kind))
    return found


@functools.cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A script of which some signs are not drawn, and the entry in which it was met first."""

    script: str
    where: str

    @property
    def sentence(self) -> str:
        """What is said to the owner."""
        package = _package(self.script)
        where = excerpt(self.where, 80)
        if not package:
            return _(
                "“{where}” holds {script} that no typeface of this computer draws; an empty "
                "square stands for each."
            ).format(where=where, script=self.script)
        return _(
            "“{where}” holds {script} that no typeface of this computer draws; an empty square "
            "stands for each. The package {package} brings one."
        ).format(where=where, script=self.script, package=package)


def _package(script: str) -> str:
    """Return what brings a typeface for a script, as Debian and its kin call it."""
    if script == _("Chinese, Japanese or Korean signs"):
        return "fonts-noto-cjk"
    if script == _("emoji"):
        return "fonts-noto-color-emoji"
    return "" if script == _("signs of a private kind") else "fonts-noto-core"


def _script(sign: int) -> str:
    """Return the script of a sign, as the owner calls it."""
    name = unicodedata.name(chr(sign), "")
    if not name:
        return _("signs of a private kind")
    first = name.partition(" ")[0]
    if first in _HAN:
        return _("Chinese, Japanese or Korean signs")
    if unicodedata.category(chr(sign)) in _CATEGORIES_OF_SYMBOLS or sign >= 0x1F000:
        return _("emoji")
    return _("{script} letters").format(script=first.capitalize())


class Legible:
    """Makes strings fit to be set, and keeps what could not be drawn."""

    def __init__(self, strings: Iterable[str]) -> None:
        """Find the typefaces for all the strings of a page."""
        signs = {ord(sign) for sign in set().union(*strings) if _has_shape(sign)}
        signs -= {0x0A, *map(ord, _KEPT_FORMATS)}
        found = families_for(signs)
        self.families = found.names
        """The families, in their order."""
        self._undrawn = found.undrawn
        self._met: dict[str, str] = {}

    def __call__(self, text: str, where: str = "") -> str:
        """Return a text as it is set; `where` names the entry that it stands in."""
        text = cleaned(text)
        if not self._undrawn or self._undrawn.isdisjoint(map(ord, text)):
            return text
        for sign in text:
            if ord(sign) in self._undrawn:
                self._met.setdefault(_script(ord(sign)), where or text)
        return "".join(STAND_IN if ord(sign) in self._undrawn else sign for sign in text)

    def heading(self, text: str) -> str:
        """Return a text as it is set where something must stand: a heading may not be empty."""
        return self(text).strip() or NOTHING

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said to the owner of what could not be drawn, a sentence for each script."""
        return tuple(Undrawn(script, where).sentence for script, where in self._met.items())
