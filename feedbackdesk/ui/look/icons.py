"""The icons, by meaning: one family of line drawings, tinted with the theme's colours.

An icon asks for its colour when it is painted, so it follows a change of theme by
itself; a delegate that paints a `pixmap` repaints on `theme.signals().changed`.
"""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from feedbackdesk.paths import resource
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

log = logging.getLogger(__name__)

_APP_ICON = "feedbackdesk"
_STAND_IN = "help"
_APP_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


@functools.cache
def names() -> list[str]:
    """Return the name of every icon that can be tinted, in order."""
    found = (path.stem for path in resource("icons").glob("*.svg"))
    return sorted(name for name in found if name != _APP_ICON)


def icon(name: str, role: Role = Role.TEXT_MUTED, *, active: Role | None = None) -> QIcon:
    """Return a tinted icon; `active` is its role when hovered, selected or checked.

    A name without a drawing gets a stand-in, and is noted in the log.
    """
    return _icon(_known(name), role, active)


def pixmap(name: str, role: Role, size: int, dpr: float = 1.0) -> QPixmap:
    """Return a tinted drawing `size` px square, sharp at the device pixel ratio `dpr`."""
    made = QPixmap(_tinted(_known(name), theme.color(role).rgba(), round(size * dpr)))
    made.setDevicePixelRatio(dpr)
    return made


@functools.cache
def app_icon() -> QIcon:
    """Return the program's own mark, in its own colours."""
    made = QIcon()
    for size in _APP_ICON_SIZES:
        made.addPixmap(_drawn(_APP_ICON, size))
    return made


# PySide6 6.11 leaves a clone to Python, though Qt owns it: let go of, it would crash.
# Qt clones only an icon that is changed (addPixmap, setIsMask), and so hardly ever.
_clones: list[QIconEngine] = []


class _Engine(QIconEngine):
    """Draws an icon at whatever size and sharpness is asked for, in today's colours."""

    def __init__(self, name: str, role: Role, active: Role | None) -> None:
        super().__init__()
        self._name, self._role, self._active = name, role, active

    def clone(self) -> QIconEngine:
        copy = _Engine(self._name, self._role, self._active)
        _clones.append(copy)
        return copy

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        dpr = device.devicePixelRatio() if device is not None else 1.0
        made = self._pixmap(round(min(rect.width(), rect.height()) * dpr), mode, state)
        made.setDevicePixelRatio(dpr)
        spot = QRect(0, 0, round(made.width() / dpr), round(made.height() / dpr))
        spot.moveCenter(rect.center())
        painter.drawPixmap(spot.topLeft(), made)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._pixmap(min(size.width(), size.height()), mode, state)

    def scaledPixmap(  # noqa: N802
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Since Qt 6.8 the size is in device-independent pixels.
        made = self._pixmap(round(min(size.width(), size.height()) * scale), mode, state)
        made.setDevicePixelRatio(scale)
        return made

    def _pixmap(self, pixels: int, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a copy, since the caller sets its pixel ratio."""
        if mode == QIcon.Mode.Disabled:
            tint = theme.disabled_color()
        elif self._active and (mode != QIcon.Mode.Normal or state == QIcon.State.On):
            tint = theme.color(self._active)
        else:
            tint = theme.color(self._role)
        return QPixmap(_tinted(self._name, tint.rgba(), pixels))


@functools.cache
def _icon(name: str, role: Role, active: Role | None) -> QIcon:
    return QIcon(_Engine(name, role, active))


def _known(name: str) -> str:
    """Return a name, or a stand-in's: a list is painted also where a drawing is missing."""
    if name in _all_names():
        return name
    _note_missing(name)
    return _STAND_IN


@functools.cache
def _note_missing(name: str) -> None:
    log.warning("there is no icon %s", name)


@functools.cache
def _all_names() -> frozenset[str]:
    return frozenset(names())


@functools.cache
def _renderer(name: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(resource("icons", f"{name}.svg")))
    if not renderer.isValid():
        raise ValueError(f"not an SVG: {name}")
    return renderer


def _drawn(name: str, pixels: int) -> QPixmap:
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name).render(painter)
    painter.end()
    return made


@functools.lru_cache(maxsize=2048)
def _tinted(name: str, rgba: int, pixels: int) -> QPixmap:
    made = _drawn(name, max(pixels, 1))
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), QColor.fromRgba(rgba))
    painter.end()
    return made
