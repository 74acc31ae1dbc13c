"""What an eye can tell apart."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from feedbackdesk.ui.look import theme

_PIXEL = 4


def luminance(colour: QColor) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def is_in(role: str, picture: QImage) -> bool:
    """Whether the colour of a role, as the look in force has it, is seen in a picture."""
    return not ink(picture, role).isEmpty()


def ink(picture: QImage, role: str, within: QRect | None = None) -> QRect:
    """Return the box around all that is painted in a colour of the look, in a part of a picture.

    A role is called as in the files of the looks: accent, bar, danger_soft. The edges of letters
    are blended with their ground, so that a box of words may be a pixel smaller than they are.
    """
    part = within if within is not None else picture.rect()
    image = picture.copy(part).convertToFormat(QImage.Format.Format_RGB32)
    wanted = theme.color(theme.Role(role)).rgb().to_bytes(4, "little")
    held, each = bytes(image.constBits()), image.bytesPerLine()
    found = QRect()
    for top in range(image.height()):
        line = held[top * each : top * each + image.width() * _PIXEL]
        places = [at // _PIXEL for at in _all_places(line, wanted)]
        if places:
            found |= QRect(places[0], top, places[-1] - places[0] + 1, 1)
    return found.translated(part.topLeft())


def changed(before: QImage, after: QImage) -> QRect:
    """Return the box around all that differs between two pictures; an empty place for nothing."""
    assert before.size() == after.size(), "they are not equally large"
    found = QRect()
    one, other = (each.convertToFormat(QImage.Format.Format_RGB32) for each in (before, after))
    held, then, wide = bytes(one.constBits()), bytes(other.constBits()), one.bytesPerLine()
    for top in range(one.height()):
        old, new = (each[top * wide : (top + 1) * wide] for each in (held, then))
        if old != new:
            differ = [at // _PIXEL for at in range(len(old)) if old[at] != new[at]]
            found |= QRect(differ[0], top, differ[-1] - differ[0] + 1, 1)
    return found


def _all_places(line: bytes, wanted: bytes) -> list[int]:
    """Return where a pixel is in a line of a picture: the first and the last."""
    return [
        next((at for at in steps if line[at : at + _PIXEL] == wanted), -1)
        for steps in (range(0, len(line), _PIXEL), range(len(line) - _PIXEL, -1, -_PIXEL))
        if wanted in line
    ]


def is_filled(role: str, picture: QImage) -> bool:
    """Whether the colour of a role lies behind the words of a button."""
    return picture.pixelColor(6, picture.height() // 2) == theme.color(theme.Role(role))
