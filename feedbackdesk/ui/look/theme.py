"""The look: every colour, type size and font weight of the window.

A theme is a file in resources/themes that maps each `Role` to a colour. What paints by hand
asks `color` and `font`; look/looks.py dresses the application. Nothing here needs a QApplication
at import.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo

from feedbackdesk.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

GRID = 4
CARD_RADIUS = 8
CONTROL_RADIUS = 6
CONTROL_HEIGHT = 36

_FONT_FILES = ("Regular", "SemiBold", "Bold", "Italic")


class Size(IntEnum):
    """The four type sizes, in device-independent pixels."""

    SMALL = 12
    BODY = 14
    TITLE = 17
    DISPLAY = 24


class Weight(IntEnum):
    """The three font weights; MEDIUM is the SemiBold cut."""

    REGULAR = 400
    MEDIUM = 600
    BOLD = 700


class Role(StrEnum):
    """What a colour is for. Each theme file gives every one of them a value."""

    WINDOW = "window"
    NAV = "nav"
    SURFACE = "surface"
    RAISED = "raised"
    SUNKEN = "sunken"
    LINE = "line"
    LINE_STRONG = "line_strong"
    TEXT = "text"
    TEXT_MUTED = "text_muted"
    TEXT_FAINT = "text_faint"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ACCENT_HOVER = "accent_hover"
    ACCENT_SOFT = "accent_soft"
    ON_ACCENT_SOFT = "on_accent_soft"
    SELECTION = "selection"
    HOVER = "hover"
    FOCUS = "focus"
    SHADOW = "shadow"
    DANGER = "danger"
    DANGER_SOFT = "danger_soft"
    WARNING = "warning"
    WARNING_SOFT = "warning_soft"
    SUCCESS = "success"
    SUCCESS_SOFT = "success_soft"
    BAR = "bar"
    BAR_TRACK = "bar_track"
    QUOTE_LINE = "quote_line"
    KIND_REQUEST = "kind_request"
    KIND_PROBLEM = "kind_problem"
    KIND_PRAISE = "kind_praise"
    KIND_QUESTION = "kind_question"
    KIND_LOSS = "kind_loss"
    STAGE_IDEA = "stage_idea"
    STAGE_LATER = "stage_later"
    STAGE_NEXT = "stage_next"
    STAGE_NOW = "stage_now"
    STAGE_SHIPPED = "stage_shipped"
    STAGE_DECLINED = "stage_declined"
    DROP_TARGET = "drop_target"
    DROP_LINE = "drop_line"
    TOAST = "toast"
    ON_TOAST = "on_toast"
    TOAST_ACTION = "toast_action"
    MATCH = "match"
    THEME_1 = "theme_1"
    THEME_2 = "theme_2"
    THEME_3 = "theme_3"
    THEME_4 = "theme_4"
    THEME_5 = "theme_5"
    THEME_6 = "theme_6"
    THEME_7 = "theme_7"
    THEME_8 = "theme_8"


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: a "#rrggbb" or "#aarrggbb" for every role."""

    name: str
    is_dark: bool
    colours: Mapping[Role, str]


class _Signals(QObject):
    changed = Signal()


class _State:
    """What was put on last."""

    theme: Theme | None = None
    scale = 1.0


@functools.cache
def load(name: str) -> Theme:
    """Read a theme that ships with the program, by its name."""
    return read(resource("themes", f"{name}.toml"))


def read(path: Path) -> Theme:
    """Read a theme file; ValueError if it lacks a role, or names one we do not know."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    name, given = path.stem, table["colours"]
    if wrong := set(given) ^ {role.value for role in Role}:
        raise ValueError(f"theme {name}: missing or unknown roles: {', '.join(sorted(wrong))}")
    colours = {role: str(given[role.value]) for role in Role}
    if bad := [role.value for role, value in colours.items() if not QColor(value).isValid()]:
        raise ValueError(f"theme {name}: not a colour: {', '.join(bad)}")
    return Theme(name, bool(table["dark"]), MappingProxyType(colours))


def current() -> Theme:
    """Return the theme in force; the light one before one was put on."""
    return _State.theme or load("light")


@functools.cache
def signals() -> _Signals:
    """Return the object whose `changed` is emitted once the look has changed."""
    return _Signals()


def put_on(theme: Theme) -> None:
    """Let a theme be the one in force; whoever calls it emits `changed` once all follows it."""
    _State.theme = theme


def color(role: Role) -> QColor:
    """Return the colour of a role in the theme in force. Do not change the object."""
    return _color(current().name, role)


def has_edges() -> bool:
    """Whether a shape needs an edge: in high contrast a soft fill is lost on a chosen row."""
    return current().name == "contrast"


def kind_color(kind: str) -> QColor:
    """Return the colour of a feedback's kind; KeyError for an unknown one."""
    return color(Role[f"KIND_{kind.upper()}"])


def stage_color(stage: str) -> QColor:
    """Return the colour of a roadmap stage; KeyError for an unknown one."""
    return color(Role[f"STAGE_{stage.upper()}"])


def theme_role(colour: int | None, key: int) -> Role:
    """Return the colour role of a need: the owner's choice, else one by its key."""
    return Role(f"theme_{colour or (key - 1) % 8 + 1}")


def disabled_color(theme_name: str = "") -> QColor:
    """Return the colour of what cannot be used now, in a theme or in the one in force."""
    return _disabled(theme_name or current().name)


def scale() -> float:
    """Return how large text is, and what is drawn around it; 1 is the usual size."""
    return _State.scale


def scale_to(factor: float) -> None:
    """Draw text larger or smaller from here on; whoever calls it applies the look again."""
    _State.scale = factor


def px(length: float) -> int:
    """Return a length that was drawn for the usual text size, in device-independent pixels."""
    return round(length * _State.scale)


def font(size: Size, weight: Weight = Weight.REGULAR, italic: bool = False) -> QFont:
    """Return the application's typeface in one of the four sizes. Needs a QApplication."""
    made = QFont(_family())
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    return made


@functools.cache
def _color(name: str, role: Role) -> QColor:
    return QColor(load(name).colours[role])


@functools.cache
def _disabled(name: str) -> QColor:
    """Half way between faint text and the surface, and so a plain colour everywhere."""
    ink, paper = _color(name, Role.TEXT_FAINT), _color(name, Role.SURFACE)
    pairs = zip(ink.getRgb()[:3], paper.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a * 0.6 + b * 0.4) for a, b in pairs))


@functools.cache
def _family() -> str:
    """Load Lato once and return its family name, or the system's own."""
    from importlib.util import find_spec

    # Found, not imported: importlib.resources would take 3 ms of the start.
    package = find_spec("fontpkg_lato")
    for folder in (package.submodule_search_locations or ()) if package else ():
        cuts = [Path(folder, "files", f"Lato-{cut}.ttf") for cut in _FONT_FILES]
        numbers = [QFontDatabase.addApplicationFont(str(cut)) for cut in cuts]
        for number in numbers:
            for family in QFontDatabase.applicationFontFamilies(number):
                return family
    return QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()
