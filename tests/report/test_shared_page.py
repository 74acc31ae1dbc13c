"""The page that an owner may put on a web site: whole in one file, and readable by anybody."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.words import Edition
from feedbackdesk.report.html import html_bytes
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.roadmap_page import roadmap_document
from tests.report.shop import png_with_a_note, put, say

FETCHING = {"src", "href", "srcset", "action", "formaction", "data", "poster", "background"}
"""Attributes by which a page asks for something (HTML, section 4)."""


@pytest.fixture(params=[*Edition, "grouped"])
def page(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> str:
    """A page of each edition, with all that it may have."""
    desk.do(fill_with_sample)
    (tmp_path / "logo.png").write_bytes(png_with_a_note("x"))
    note = "See https://example.org and <a href='http://x'>this</a>"
    desk.do(change_settings, {"logo": str(tmp_path / "logo.png"), "closing_note": note})
    say(desk, "url(http://x) @import 'http://x'; <img src=http://x>", "Odd", who="src=http://x")
    put(desk, "<link rel=stylesheet href=//x>", "Odd")
    grouped = request.param == "grouped"
    edition = Edition.WORKING if grouped else request.param
    options = RoadmapOptions(edition=edition, by_stage=grouped, appendix=True)
    return html_bytes(desk.ask(roadmap_document, options)).decode()


def tree_of(page: str) -> ElementTree.Element:
    """Read a page by a parser that forgives nothing."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(page)
    assert isinstance(tree, ElementTree.Element)
    return tree


def test_it_asks_for_nothing_and_runs_nothing(page: str) -> None:
    tree = tree_of(page)
    for element in tree.iter():
        assert element.tag not in {"script", "iframe", "object", "embed", "link", "base", "form"}
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in FETCHING:
                assert value.startswith(("data:image/png;base64,", "#"))
    (style,) = tree.iter("style")
    assert not re.search(r"url\(|@import|@font-face", style.text or "")
    (policy,) = (one for one in tree.iter("meta") if one.get("http-equiv"))
    assert policy.get("content") == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_it_has_landmarks_and_headings_in_order(page: str) -> None:
    tree = tree_of(page)
    assert tree.get("lang")
    for landmark in ("header", "main", "footer", "h1", "title"):
        assert len(list(tree.iter(landmark))) == 1, landmark
    levels = [
        int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))
    ]
    assert levels[0] == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))
    named = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(named) == len(set(named))
    for section in tree.iter("section"):
        pointed = section.get("aria-labelledby")
        assert section.get("aria-label") or (pointed in named)
    assert all(image.get("alt") for image in tree.iter("img"))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_word_has_enough_contrast_in_light_and_in_dark(desk: Desk) -> None:
    page = html_bytes(desk.ask(roadmap_document, RoadmapOptions())).decode()
    palettes = re.findall(r":root \{(.*?)\}", page, re.DOTALL)
    assert len(palettes) == 2
    for palette in palettes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", palette))
        for ink in ("ink", "soft", "faint", "accent"):
            assert contrast(colours[ink], colours["paper"]) >= 4.5, ink
        assert contrast(colours["ink"], colours["tint"]) >= 4.5
        assert contrast(colours["accent"], colours["track"]) >= 3
