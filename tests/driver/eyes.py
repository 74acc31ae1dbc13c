"""What an eye can tell apart."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

from feedbackdesk.ui import theme
from feedbackdesk.ui.theme import Role


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
    wanted, width, height = theme.color(Role(role)).rgb(), picture.width(), picture.height()
    return any(picture.pixel(x, y) == wanted for y in range(height) for x in range(width))
