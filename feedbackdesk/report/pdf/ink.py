"""What the page is made with: colours, sizes, measures, and the typeface."""

from __future__ import annotations

import functools
import sys
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

FINE = 20.0
"""Text is set at this many units a point, since Qt's font sizes are whole numbers."""


class Ink:
    """What is on the palette: it must hold in black and white, so shape says it too."""

    TEXT = "#1d1b18"
    SOFT = "#4d4943"
    FAINT = "#6b665e"
    ACCENT = "#14574f"
    LINE = "#cfcac1"
    TRACK = "#e4e0d8"
    TINT = "#eceae4"
    QUOTE_RULE = "#b9b2a6"
    PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Style:
    """A size and its line height in points, a weight, a slant and an ink."""

    size: float
    leading: float
    weight: int = 400
    italic: bool = False
    ink: str = Ink.TEXT


TITLE = Style(29, 34, 700)
BUSINESS = Style(11, 14, 600, ink=Ink.ACCENT)
DATE = Style(9.5, 14, ink=Ink.SOFT)
LEGEND = Style(10.5, 15, ink=Ink.SOFT)
TOTAL = Style(16, 19, 700)
TOTAL_WORDS = Style(8.5, 11, ink=Ink.SOFT)
RUNNING = Style(8.5, 11, ink=Ink.SOFT)
RUNNING_NAME = Style(8.5, 11, 600, ink=Ink.ACCENT)
FOOT = Style(7.5, 10, ink=Ink.FAINT)
PAGE = Style(8.5, 10, ink=Ink.SOFT)
HEADING = Style(13, 17, 700, ink=Ink.ACCENT)
HEADING_COUNT = Style(9, 17, ink=Ink.SOFT)
RANK = Style(19, 17, 700, ink=Ink.ACCENT)
RANK_SMALL = Style(14, 17, 700, ink=Ink.ACCENT)
ITEM = Style(13, 17, 600)
ITEM_SMALL = Style(12, 17, 600)
MOVED = Style(8.5, 11, 600, ink=Ink.SOFT)
NEW = Style(8.5, 11, 600, ink=Ink.ACCENT)
TAG = Style(7.5, 10, 600)
WHY = Style(8.5, 12, ink=Ink.SOFT)
BODY = Style(9.5, 13.5)
QUOTE = Style(10, 13.5, italic=True)
QUOTE_UPRIGHT = Style(10, 13.5)
SOURCE = Style(8, 11, ink=Ink.FAINT)
THEMES = Style(8, 11, ink=Ink.FAINT)
FIGURE = Style(19, 17, 700)
FIGURE_SMALL = Style(14, 17, 700)
UNIT = Style(8.5, 17, ink=Ink.SOFT)
FACT = Style(8.5, 11.5, ink=Ink.SOFT)
CHIP = Style(8.5, 11, 600)
CLOSING = Style(10.5, 15)
KIND = Style(12, 17, ink=Ink.SOFT)

MARGIN = 48.0
RANK_WIDTH = 30.0
MAIN_AT = 44.0
NUMBERS_WIDTH = 106.0
GAP = 22.0
LINE_LIMIT = 440.0
"""The longest line that is still read with ease, in points."""
PAD = 10.5
QUOTE_INDENT = 15.0
LEAD = 7.0
"""The white space between a heading and its first item, in points."""
SQUEEZE = 9.0
"""How much smaller a gap may become, in points, so that no page holds the last lines alone."""
STRETCH = 18.0
"""How far a gap between items may grow, in points, so that pages end level."""


# What the program sees of Qt: an application and fonts.

_application: list[QGuiApplication] = []


def ensure_application() -> None:
    """Make an application without a screen where there is none, as on the command line."""
    if QGuiApplication.instance() is None:
        # An argument and not the environment, which is not ours and is inherited.
        extra = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
        # A script that no typeface has is seen on the page; the terminal is for our words.
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
        _application.append(QGuiApplication(["feedbackdesk", *extra]))
    _family()


@functools.cache
def _family() -> str:
    """Load Lato once, and return its name; the system's own typeface where it is missing."""
    from importlib.resources import as_file, files

    name = ""
    with suppress(ModuleNotFoundError):
        folder = files("fontpkg_lato") / "files"
        for cut in ("Regular", "SemiBold", "Bold", "Italic"):
            with as_file(folder / f"Lato-{cut}.ttf") as path:
                number = QFontDatabase.addApplicationFont(str(path))
            name = name or next(iter(QFontDatabase.applicationFontFamilies(number)), "")
    return name or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@functools.cache
def font_of(style: Style) -> QFont:
    font = QFont(_family())
    font.setPixelSize(round(style.size * FINE))
    font.setWeight(QFont.Weight(style.weight))
    font.setItalic(style.italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A ligature would be read back as one sign: "ﬁle" is not found by who searches "file".
    font.setFeature(QFont.Tag("liga"), 0)
    return font
