"""A logo is a picture and nothing else: what is bad, huge, missing or hostile is a sentence."""

from __future__ import annotations

import base64
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.report.html import html_bytes
from feedbackdesk.report.logo import picture, read_logo
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.render import content_of, write
from feedbackdesk.report.roadmap_page import roadmap_document
from tests.report import poppler
from tests.report.shop import chunk, png_with_a_note, put

HEAD = b"\x89PNG\r\n\x1a\n"
NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, more: str = 'viewBox="0 0 30 10"') -> bytes:
    """Return a drawing."""
    return f"<svg {NS} {more}>{inside}</svg>".encode()


def jpeg(note: bytes) -> bytes:
    """Return a picture of a camera that wrote down where it was."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#306090"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"jpg")).write(image)
    plain = bytes(buffer.data().data())
    exif = b"Exif\0\0" + note
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]


def huge_png(width: int, height: int, data: bytes = b"\0" * 100) -> bytes:
    """Return a picture that says it is this large."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return HEAD + head + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


GOOD = {
    "logo.png": png_with_a_note("made by Ann"),
    "logo.jpg": jpeg(b"51.45 N 2.58 W"),
    "logo.svg": svg(
        "<title>made by Ann</title><metadata>Ann</metadata>" + '<rect width="30" height="9"/>'
    ),
}
BAD = {
    "an empty file": (b"", "no PNG, JPEG or SVG"),
    "a text": (b"hello", "no PNG, JPEG or SVG"),
    "a PDF": (b"%PDF-1.4 <nothing>", "no PNG, JPEG or SVG"),
    "a cut PNG": (png_with_a_note("x")[:-20], "damaged"),
    "a changed PNG": (png_with_a_note("x").replace(b"IDAT", b"IDAS"), "damaged"),
    "a PNG that is too large": (huge_png(50_000, 50_000), "larger than 4,000 dots"),
    "a PNG of no size": (huge_png(0, 10), "no size"),
    "a PNG bomb": (huge_png(10, 10, b"\0" * 50_000_000), "damaged"),
    "a cut JPEG": (jpeg(b"")[:-200], "damaged"),
    "a broken drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "damaged"),
    "a drawing of nothing": (svg("", ""), "no size"),
    "a huge drawing": (svg("", 'viewBox="0 0 1e300 1"'), "no size"),
    "a page in disguise": (b"<html><svg></svg></html>", "no PNG, JPEG or SVG"),
    "a script": (svg("<script>alert(1)</script>"), "more than shapes"),
    "a handler": (svg('<rect onload="alert(1)"/>'), "runs a program"),
    "a file of the machine": (svg('<image xlink:href="file:///etc/passwd"/>'), "more than shapes"),
    "a use from outside": (svg('<use xlink:href="http://x/y.svg#a"/>'), "points outside"),
    "a fill from outside": (svg('<rect fill="url(http://x/y)"/>'), "points outside"),
    "a style from outside": (svg("<rect style=\"fill:url( 'http://x')\"/>"), "points outside"),
    "a style sheet": (svg("<style>@import 'http://x'; rect{}</style>"), "style sheet"),
    "a web page inside": (svg("<foreignObject><b/></foreignObject>"), "more than shapes"),
    "a link": (svg('<a xlink:href="http://x"><rect/></a>'), "more than shapes"),
    "laughs": (
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<text>&b;</text>"),
        "names of its own",
    ),
    "a use of a use": (
        svg('<defs><g id="a"><use xlink:href="#b"/></g></defs><use xlink:href="#a"/>'),
        "repeats itself",
    ),
    "too many shapes": (svg("<g/>" * 6_000), "more than 5,000 shapes"),
    "depth": (svg("<g>" * 500 + "</g>" * 500), "nested too deeply"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_picture_is_printed_without_what_else_is_in_the_file(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(GOOD[name])
    put(desk, "Item")
    desk.do(change_settings, {"logo": str(tmp_path / name), "business_name": "Ann & Co"})
    report = desk.ask(roadmap_document, RoadmapOptions())
    assert report.logo is not None
    assert not report.warnings
    for secret in (b"made by Ann", b"51.45 N", b"metadata"):
        assert secret not in report.logo.content
    assert not QImage.fromData(report.logo.content).isNull() or name.endswith("svg")
    path = tmp_path / "roadmap.pdf"
    for landscape in (False, True):
        options = RoadmapOptions(landscape=landscape)
        assert write(desk.ask(roadmap_document, options), path) == 1
        assert "Ann & Co" in poppler.text(path)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        html_bytes(report).decode()
    )
    (image,) = tree.iter("img")
    kind, _, content = image.get("src").partition(";base64,")
    assert kind == f"data:{report.logo.media_type}"
    assert base64.b64decode(content) == report.logo.content
    assert image.get("alt") == "Ann & Co"
    plain = desk.ask(roadmap_document, RoadmapOptions(logo=False))
    assert b"<img" not in html_bytes(plain)
    assert b"img-src" not in html_bytes(plain)
    # The picture really is on the paper: it takes room, and ink.
    assert content_of(plain, "pdf")[0] != content_of(report, "pdf")[0]


@pytest.mark.parametrize("what", BAD)
def test_anything_else_is_a_sentence_and_the_page_is_printed_without_it(
    desk: Desk, tmp_path: Path, what: str
) -> None:
    content, why = BAD[what]
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=why):
        read_logo(str(path))
    put(desk, "Item")
    desk.do(change_settings, {"logo": str(path)})
    report = desk.ask(roadmap_document, RoadmapOptions())
    assert report.logo is None
    (sentence,) = report.warnings
    assert sentence.startswith("The logo “logo.png” ")
    assert "printed without it" in sentence
    assert write(report, tmp_path / "roadmap.pdf") == 1


def test_a_place_without_a_picture_is_a_sentence(tmp_path: Path) -> None:
    for path, why in (
        (str(tmp_path / "nowhere.png"), "is not there"),
        (str(tmp_path), "is a folder"),
        ("a\0b", "cannot be read|is not there"),
        ("~nobody-of-this-name/x.png", "cannot be read|is not there"),
        ("x" * 5_000, "cannot be read|is not there"),
    ):
        with pytest.raises(Refusal, match=why):
            read_logo(path)
    big = tmp_path / "big.png"
    big.write_bytes(HEAD + b"\0" * 2_100_000)
    with pytest.raises(Refusal, match="larger than 2 MB"):
        read_logo(str(big))


@given(st.binary(max_size=300), st.sampled_from([HEAD, b"\xff\xd8\xff", b"<svg "]))
def test_no_bytes_are_a_defect(rest: bytes, head: bytes) -> None:
    with suppress(ValueError):
        picture(head + rest)


@given(st.integers(0, 400), st.integers(0, 255), st.sampled_from(sorted(GOOD)))
def test_a_changed_byte_is_no_defect(at: int, byte: int, name: str) -> None:
    content = bytearray(GOOD[name])
    content[at % len(content)] = byte
    with suppress(ValueError):
        picture(bytes(content))
