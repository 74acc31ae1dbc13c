"""A look for the whole application: Qt's palette, its font, its style sheet."""

from __future__ import annotations

import functools
import re
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from feedbackdesk.paths import resource
from feedbackdesk.ui.look.glyphs import glyphs
from feedbackdesk.ui.look.theme import (
    Role,
    Size,
    Theme,
    Weight,
    disabled_color,
    font,
    load,
    put_on,
    px,
    scale,
    signals,
)  # fmt: skip

_LENGTH = re.compile(r"\b([4-9]|\d\d\d?)px")
"""A length of the sheet that goes with the text."""
CHOICES = ("system", "light", "dark", "contrast")


class _State:
    """What `apply` was given last."""

    choice = "system"
    busy = False


def apply(app: QApplication, choice: str = "system") -> None:
    """Give the whole application a look: one of CHOICES; "system" keeps following it."""
    if choice not in CHOICES:
        raise ValueError(f"no such theme: {choice}")
    if _State.busy:  # setting the colour scheme below reports back as a change
        return
    _State.busy = True
    try:
        _State.choice = choice
        _follow(app)
        hints = QGuiApplication.styleHints()
        if choice == "system":
            hints.unsetColorScheme()
            theme = load(_system_choice())
        else:
            theme = load(choice)
            # Also tells the system, so that the title bar matches.
            hints.setColorScheme(Qt.ColorScheme.Dark if theme.is_dark else Qt.ColorScheme.Light)
        put_on(theme)
        app.setPalette(_palette(theme))
        QToolTip.setPalette(app.palette())
        app.setFont(font(Size.BODY))
        sheet = _style_sheet(theme)
        if app.styleSheet() != sheet:
            app.setStyleSheet(sheet)
    finally:
        _State.busy = False
    signals().changed.emit()


def _system_choice() -> str:
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _follow(app: QApplication) -> None:
    """Do, once for an application, what holds for every theme."""
    if app.property("feedbackdesk_look"):
        return
    app.setProperty("feedbackdesk_look", True)
    app.setStyle("Fusion")

    def follow() -> None:
        if _State.choice == "system":
            apply(app)

    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(follow)
    hints.accessibility().contrastPreferenceChanged.connect(follow)


def _palette(theme: Theme) -> QPalette:
    """Return every role of Qt's palette, in all three groups, so that none is Fusion's."""
    group, part = QPalette.ColorGroup, QPalette.ColorRole
    roles = {
        part.Window: Role.WINDOW, part.WindowText: Role.TEXT, part.Base: Role.SURFACE,
        part.AlternateBase: Role.SUNKEN, part.Text: Role.TEXT, part.Button: Role.SURFACE,
        part.ButtonText: Role.TEXT, part.BrightText: Role.ON_ACCENT, part.Light: Role.RAISED,
        part.Midlight: Role.LINE, part.Mid: Role.LINE_STRONG, part.Dark: Role.LINE_STRONG,
        part.Shadow: Role.SHADOW, part.Highlight: Role.SELECTION,
        part.HighlightedText: Role.TEXT, part.Link: Role.ACCENT,
        part.LinkVisited: Role.ACCENT, part.ToolTipBase: Role.TOAST,
        part.ToolTipText: Role.ON_TOAST, part.PlaceholderText: Role.TEXT_FAINT,
        part.Accent: Role.ACCENT,
    }  # fmt: skip
    palette = QPalette()
    for where in (group.Active, group.Inactive, group.Disabled):
        for qt_role, role in roles.items():
            palette.setColor(where, qt_role, QColor(theme.colours[role]))
    faded = disabled_color(theme.name)
    for qt_role in (part.WindowText, part.Text, part.ButtonText, part.PlaceholderText, part.Link):
        palette.setColor(group.Disabled, qt_role, faded)
    palette.setColor(group.Disabled, part.HighlightedText, faded)
    palette.setColor(group.Disabled, part.Base, QColor(theme.colours[Role.SUNKEN]))
    return palette


@functools.cache
def _sheet(_scale: float) -> Template:
    """Return the sheet with its lengths for the letters in force; borders stay as they are."""
    drawn = resource("themes", "window.qss").read_text("utf-8")
    return Template("}".join(map(_grown, drawn.split("}"))))


def _grown(rule: str) -> str:
    """Return a rule for the letters in force: a ring takes its room from inside its control."""

    def grow(said: str) -> str:
        ring = 0 if ":focus" not in rule else 2 if "height" in said else 1
        return _LENGTH.sub(lambda found: f"{px(int(found[1]) + ring) - ring}px", said)

    return ";".join(map(grow, rule.split(";")))


def _style_sheet(theme: Theme) -> str:
    sizes = {f"size_{size.name.lower()}": f"{px(size)}px" for size in Size}
    return _sheet(scale()).substitute(
        {role.value: value for role, value in theme.colours.items()},
        **sizes,
        medium=str(int(Weight.MEDIUM)),
        disabled=disabled_color(theme.name).name(),
        glyphs=glyphs(theme.name),
    )
