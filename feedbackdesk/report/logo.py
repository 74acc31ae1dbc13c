"""The logo of the business: a small PNG, JPEG or SVG, read when it is printed.

It is trusted in nothing. What goes on is the picture alone: notes that cameras and programs
put into a file (who took it, where) are taken out, and of a drawing only shapes stay. PNG is
read as its third edition (W3C, 2025) says, section 5; JPEG as ITU-T T.81, annex B; SVG as
SVG 1.1, second edition.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS: Final = ("png", "jpg", "jpeg", "svg")
LARGEST_FILE: Final = 2_000_000
"""The largest file, in bytes."""
LARGEST_SIDE: Final = 4_000
"""The longest side of a picture, in its own dots."""
MOST_SHAPES: Final = 5_000

_WAY_OUT = "The page is printed without it; the setting “logo” names the picture."
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"}
_PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {
    *("svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "use", "symbol"),
}
_ACTIVE = {
    *("script", "foreignObject", "iframe", "image", "feImage", "animate", "animateMotion", "a"),
    *("animateTransform", "set", "handler", "listener", "audio", "video"),
}
_OUTSIDE = re.compile(r"@import|expression\s*\(|javascript:|url\(\s*['\"]?\s*[^#'\"\s)]", re.I)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]{1,3})?)\s*(?:px|pt|mm|cm|in)?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that may be drawn: its kind, its cleaned content, and its shape."""

    media_type: str
    content: bytes
    ratio: float
    """Its width by its height."""

    @property
    def address(self) -> str:
        """The picture as an address that holds it whole (RFC 2397)."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.content).decode()}"


def picture_at(named: str, called: str = "") -> str:
    """Return the whole path of a picture that can be printed, found from any folder.

    Raises Refusal where there is none, or it cannot be printed; `called` is how that says its
    name, where a terminal wrote it in bytes.
    """
    try:
        path = Path(named).expanduser().absolute()
        there = path.is_file()
    except (OSError, RuntimeError, ValueError):
        there = False
    if not there:
        raise Refusal(
            f"There is no picture at {clean(called or named)[:200]}. Nothing was changed."
        )
    read_logo(str(path), otherwise="Nothing was changed; choose another picture.")
    return str(path)


def read_logo(path: str, *, otherwise: str = _WAY_OUT) -> Logo:
    """Return the picture in a file; raise Refusal where it cannot be printed.

    `otherwise` says what then became of what was wanted.
    """
    try:
        place = Path(path).expanduser()
        if not place.is_file():
            what = "is a folder" if place.is_dir() else "is not there"
            raise _refused(otherwise, path, what)
        with place.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise _refused(otherwise, path, "cannot be read") from error
    if len(content) > LARGEST_FILE:
        raise _refused(otherwise, path, f"is larger than {LARGEST_FILE // 1_000_000} MB")
    try:
        return picture(content)
    except ValueError as problem:
        raise _refused(otherwise, path, str(problem)) from problem


def picture(content: bytes) -> Logo:
    """Return a picture that may be drawn; raise ValueError with the end of a sentence."""
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if b"<svg" in content or b":svg" in content:
        return _svg(content)
    raise ValueError("is no PNG, JPEG or SVG picture")


def _refused(otherwise: str, path: str, what: str) -> Refusal:
    name = Path(path).name.replace("\0", "") or path
    return Refusal(f"The logo “{name[:80]}” {what}. {otherwise}")


def _ratio(width: float, height: float) -> float:
    if not (width > 0 and height > 0):
        raise ValueError("has no size")
    if max(width, height) > LARGEST_SIDE:
        raise ValueError(f"is larger than {LARGEST_SIDE:,} dots on a side")
    return min(max(width / height, 0.05), 20.0)


def _png(content: bytes) -> Logo:
    damaged = "is damaged"
    kept, data, size = [_PNG], [], (0, 0)
    for kind, part, body in _chunks(content):
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            size = (width, height)
        if kind == b"IDAT":
            data.append(body)
        if kind in _PNG_KEPT:
            kept.append(part)
    if kept[-1][4:8] != b"IEND" or not data or colour not in _PNG_CHANNELS:
        raise ValueError(damaged)
    ratio = _ratio(*size)
    # The picture must really be there, and be no larger than it says.
    most = (size[0] * _PNG_CHANNELS[colour] * depth // 8 + 2) * (size[1] + 8) * 2
    inflate = zlib.decompressobj()
    try:
        found = inflate.decompress(b"".join(data), most)
    except zlib.error as error:
        raise ValueError(damaged) from error
    if not inflate.eof or not found:
        raise ValueError(damaged)
    return Logo("image/png", b"".join(kept), ratio)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Return each chunk's name, the whole of it, and what is in it."""
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        part = content[at : at + 12 + length]
        if len(part) != 12 + length:
            break
        if binascii.crc32(part[4:-4]) != int.from_bytes(part[-4:], "big"):
            break
        if at == len(_PNG) and (part[4:8] != b"IHDR" or length != 13):
            break
        yield part[4:8], part, part[8:-4]
        if part[4:8] == b"IEND":
            return
        at += 12 + length
    raise ValueError("is damaged")


def _jpeg(content: bytes) -> Logo:
    damaged = "is damaged"
    kept, at, size = [content[:2]], 2, (0, 0)
    if b"\xff\xd9" not in content[-1_000:]:
        raise ValueError(damaged)
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        head = content[at : at + 4]
        if len(head) < 4 or head[0] != 0xFF:
            raise ValueError(damaged)
        mark, length = head[1], int.from_bytes(head[2:], "big")
        part = content[at : at + 2 + length]
        if length < 2 or len(part) != 2 + length:
            raise ValueError(damaged)
        if 0xC0 <= mark <= 0xCF and mark not in {0xC4, 0xC8, 0xCC}:
            if length < 8:
                raise ValueError(damaged)
            height, width = struct.unpack(">HH", part[5:9])
            size = (width, height)
        # Of the notes only those stay that say what the colours are: ICC (2) and Adobe (14).
        if not (0xE1 <= mark <= 0xEF and mark not in {0xE2, 0xEE}) and mark != 0xFE:
            kept.append(part)
        at += 2 + length
        if mark == 0xDA:
            kept.append(content[at:])
            return Logo("image/jpeg", b"".join(kept), _ratio(*size))


def _svg(content: bytes) -> Logo:
    if b"<!ENTITY" in content or b"<!ELEMENT" in content or b"<!ATTLIST" in content:
        raise ValueError("defines names of its own; save it as a plain SVG or as PNG")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  (no entity is left to expand)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise ValueError("is damaged") from error
    if root.tag != f"{_SVG}svg":
        raise ValueError("is no PNG, JPEG or SVG picture")
    if sum(1 for _one in root.iter()) > MOST_SHAPES:
        raise ValueError(f"has more than {MOST_SHAPES:,} shapes; save it as PNG")
    _forbid(root)
    size = _svg_size(root)
    ratio = _ratio(*size)
    ElementTree.register_namespace("", _SVG[1:-1])
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    clean = _kept(root, 0)
    clean.set("width", f"{size[0]:g}")
    clean.set("height", f"{size[1]:g}")
    if "viewBox" not in clean.attrib:
        clean.set("viewBox", f"0 0 {size[0]:g} {size[1]:g}")
    return Logo("image/svg+xml", ElementTree.tostring(clean, "utf-8"), ratio)


def _local(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _forbid(root: ElementTree.Element) -> None:
    """Refuse a drawing that would run, fetch or repeat itself without end."""
    holds_use = {
        one.get("id")
        for one in root.iter()
        if one.get("id") and any(_local(below.tag) == "use" for below in one.iter())
    }
    for one in root.iter():
        kind = _local(one.tag)
        if kind in _ACTIVE:
            raise ValueError(f"holds more than shapes (“{kind}”); save it as PNG")
        if kind == "style" and "{" in (one.text or ""):
            raise ValueError("is coloured by a style sheet; save it as a plain SVG or as PNG")
        for name, value in one.attrib.items():
            at = _local(name)
            target = value.strip()
            points = at == "href" and kind in _SHAPES
            if at.startswith("on") or (points and not target.startswith("#")):
                raise ValueError("runs a program or points outside; save it as PNG")
            if points and kind == "use" and target[1:] in holds_use:
                raise ValueError("repeats itself within itself; save it as PNG")
            if kind in _SHAPES and _OUTSIDE.search(value):
                raise ValueError("runs a program or points outside; save it as PNG")


def _svg_size(root: ElementTree.Element) -> tuple[float, float]:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) == 4:
        try:
            wide, high = float(box[2]), float(box[3])
        except ValueError as error:
            raise ValueError("has no size") from error
    else:
        found = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
        if found[0] is None or found[1] is None:
            raise ValueError("has no size")
        wide, high = float(found[0][1]), float(found[1][1])
    if not (0 < wide < 1e6 and 0 < high < 1e6):
        raise ValueError("has no size")
    return wide, high


def _kept(element: ElementTree.Element, depth: int) -> ElementTree.Element:
    """Return shapes alone, without notes and without what other programs put in."""
    if depth > 100:
        raise ValueError("is nested too deeply; save it as PNG")
    told = _local(element.tag) in {"text", "tspan"}
    kept = ElementTree.Element(element.tag, {})
    for name, value in element.attrib.items():
        if "}" not in name or _local(name) == "href":
            kept.set(name, value)
    kept.text = element.text if told else None
    kept.tail = element.tail if told and depth else None
    for below in element:
        if _local(below.tag) in _SHAPES and below.tag.startswith(_SVG):
            kept.append(_kept(below, depth + 1))
    return kept
