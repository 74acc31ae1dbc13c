"""How widgets stand: below each other, or beside each other."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

BoxT = TypeVar("BoxT", bound=QBoxLayout)
Margins = tuple[int, int, int, int]

_NONE: Margins = (0, 0, 0, 0)


def in_column(
    holder: QWidget | None = None, margins: Margins = _NONE, gap: int | None = None
) -> QVBoxLayout:
    """Return a layout of what stands below each other; without a gap it is the look's own."""
    return _spaced(QVBoxLayout(holder) if holder is not None else QVBoxLayout(), margins, gap)


def in_row(
    holder: QWidget | None = None, margins: Margins = _NONE, gap: int | None = None
) -> QHBoxLayout:
    """Return a layout of what stands beside each other; without a gap it is the look's own."""
    return _spaced(QHBoxLayout(holder) if holder is not None else QHBoxLayout(), margins, gap)


def _spaced(box: BoxT, margins: Margins, gap: int | None) -> BoxT:
    box.setContentsMargins(*margins)
    if gap is not None:
        box.setSpacing(gap)
    return box
