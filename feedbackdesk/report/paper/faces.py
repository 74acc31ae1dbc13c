"""The typefaces of this computer, and which signs each of them can draw.

Lato comes with the program, so that a page of Latin, Greek or Cyrillic words is the same
everywhere and asks nobody for typefaces. For other scripts those of the system are looked at,
by their own tables, and the families that are needed are named in their order: what is not
named is never taken by luck.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OURS: Final = "Lato"
_FACE: Final = "Lato-Regular.ttf"
_REGULAR: Final = 400
_FIRST: Final = ("Noto Sans", "Noto Naskh", "Noto", "DejaVu Sans")
"""How families are called that are taken before others: drawn to go together."""
_LAST: Final = ("mono", "serif", "symbols", "fallback", "last resort")
"""What families are called that are taken after others."""


@functools.cache
def _folder() -> str:
    """Return where Lato's files lie; empty where they are gone."""
    try:
        found = Path(str(files("fontpkg_lato") / "files"))
    except ImportError:
        return ""
    return str(found) if (found / _FACE).is_file() else ""


@functools.cache
def own_signs() -> frozenset[int]:
    """Return the code points that Lato draws; none where it is gone."""
    return _signs(f"{_folder()}/{_FACE}", 0) if _folder() else frozenset()


@functools.cache
def own_fonts() -> Any:
    """Return Lato alone, as the typesetter takes it."""
    return _fonts(system=False)


@functools.cache
def all_fonts() -> Any:
    """Return Lato and the typefaces of the system, as the typesetter takes them.

    Where Lato is gone, what the typesetter brings along is there as well.
    """
    return _fonts(system=True)


def _fonts(*, system: bool) -> Any:
    from typst import Fonts

    folders = [_folder()] if _folder() else []
    return Fonts(
        include_system_fonts=system, include_embedded_fonts=not folders, font_paths=folders
    )


def _signs(path: str, index: int) -> frozenset[int]:
    """Return the code points that a face has a glyph for; none where it cannot be read."""
    import uharfbuzz

    try:
        blob = uharfbuzz.Blob.from_file_path(path)
        return frozenset(uharfbuzz.Face(blob, index).unicodes)
    except (OSError, ValueError, uharfbuzz.HarfBuzzError):
        return frozenset()


@dataclass(frozen=True, slots=True)
class Families:
    """What a text is set with."""

    names: tuple[str, ...]
    """The families in the order in which they are asked for a sign."""
    undrawn: frozenset[int] = frozenset()
    """The code points that none of them draws."""


def families_for(signs: Iterable[int]) -> Families:
    """Return the families that draw these code points, as few as may be."""
    missing = frozenset(signs) - own_signs()
    if not missing and own_signs():
        return Families((OURS,))
    names = [OURS] if own_signs() else []
    while missing:
        drawn = {name: missing & has for name, has in _installed().items() if missing & has}
        if not drawn:
            break
        best = max(drawn, key=lambda name: (*_liking(name, missing), len(drawn[name]), name))
        names.append(best)
        missing -= drawn[best]
    return Families(tuple(names), missing)


def _liking(name: str, missing: frozenset[int]) -> tuple[bool, bool, int]:
    """Return how gladly a family is taken; a greater one is taken first."""
    key = name.casefold()
    first = next((len(_FIRST) - at for at, one in enumerate(_FIRST) if name.startswith(one)), 0)
    return _is_of_their_language(name, missing), not any(one in key for one in _LAST), first


def _is_of_their_language(name: str, missing: frozenset[int]) -> bool:
    """Whether a family for Han signs is the one of the language that the words are in."""
    if " CJK " not in f"{name} ":
        return True
    found = {unicodedata.name(chr(sign), "").partition(" ")[0] for sign in missing}
    if found & {"HIRAGANA", "KATAKANA"}:
        return " JP" in name
    return " KR" in name if "HANGUL" in found else " SC" in name


@functools.cache
def _installed() -> Mapping[str, frozenset[int]]:
    """Return the families of the system with what they draw upright and in a usual weight."""
    faces: dict[str, Any] = {}
    for face in all_fonts().fonts():
        if not face.path or face.family == OURS:
            continue
        kept = faces.get(face.family)
        if kept is None or _plainness(face) < _plainness(kept):
            faces[face.family] = face
    return {name: _signs(face.path, face.index) for name, face in faces.items()}


def _plainness(face: Any) -> tuple[bool, float]:
    return str(face.style) != "normal", abs(face.weight - _REGULAR)
