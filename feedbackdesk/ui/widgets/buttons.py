"""Buttons: of a word, of a sign alone, and those that do what an action of the window does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QToolButton

from feedbackdesk.language.say import later
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QAction

BACK = later("Back to where you came from (Esc, Alt+Left)")


def push_button(
    words: str = "",
    act: Callable[..., object] | SignalInstance | None = None,
    *,
    name: str = "",
    variant: str = "",
    icon: str = "",
    tip: str = "",
) -> QPushButton:
    """Return a button that does something."""
    made = QPushButton(words)
    made.setObjectName(name)
    if variant:
        made.setProperty("variant", variant)
    if icon:
        role = Role.ON_ACCENT if variant == "primary" else Role.TEXT_MUTED
        made.setIcon(icons.icon(icon, role))
    made.setToolTip(tip)
    if act is not None:
        made.clicked.connect(act)
    return made


def link_button(
    name: str,
    icon: str,
    words: str,
    act: Callable[[], object] | None = None,
    *,
    tip: str = "",
    read_out: str = "",
) -> QPushButton:
    """Return a button that reads like a link; `read_out` is its name where the words are cut."""
    follow = (lambda _on=False: act()) if act is not None else None
    made = push_button(words, follow, name=name, variant="link", tip=tip)
    made.setAutoDefault(False)
    if icon:
        made.setIcon(icons.icon(icon))
    made.setAccessibleName(read_out)
    return made


def button_for(
    action: QAction, words: str | None = None, *, name: str, variant: str = "", icon: str = ""
) -> QPushButton:
    """Return a button that does what an action does, and is as able; without words, with its own.

    Its icon is the action’s, “none”, or another one by its name; an icon alone is read out as the
    action is called.
    """
    made = push_button(
        action.text() if words is None else words, action.trigger,
        name=name, variant=variant, icon="" if icon == "none" else icon, tip=action.toolTip(),
    )  # fmt: skip
    if not icon:
        made.setIcon(action.icon())
    if not (made.text() or icon):
        made.setAccessibleName(action.text().replace("&", "").removesuffix("…"))
    action.enabledChanged.connect(made.setEnabled)
    made.setEnabled(action.isEnabled())
    return made


def tool_for(action: QAction, spoken: str, name: str = "") -> QToolButton:
    """Return the sign of an action, which is pressed where the action is checked."""
    made = QToolButton()
    made.setObjectName(name)
    made.setDefaultAction(action)
    made.setAccessibleName(spoken)
    return made


def sign_button(
    icon: str,
    words: str,
    act: Callable[..., object] | SignalInstance | None = None,
    *,
    name: str = "",
    tip: str = "",
) -> QToolButton:
    """Return a button that is a sign alone; the words are read out, and the tip where none is."""
    made = QToolButton()
    made.setObjectName(name)
    made.setIcon(icons.icon(icon))
    made.setToolTip(tip or words)
    made.setAccessibleName(words)
    if act is not None:
        made.clicked.connect(act)
    return made
