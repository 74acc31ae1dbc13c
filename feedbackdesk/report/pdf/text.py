"""Text that is set: measured, and drawn where it is told."""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption

from feedbackdesk.report.pdf.ink import FINE, Style, font_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_WIDOW = 0.2
"""How much of the line's width the last line of a paragraph should have at least."""


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left; what is apart aside."""
    if text.isascii():
        return False
    inside = 0
    for char in text:
        match unicodedata.bidirectional(char):
            case "FSI":
                inside += 1
            case "PDI":
                inside -= 1
            case "L" if inside <= 0:
                return False
            case "R" | "AL" if inside <= 0:
                return True
    return False


def has_italics(text: str) -> bool:
    """Whether a text is in scripts that have a slanted hand: no made-up slant for the others."""
    return text.isascii() or all(
        char.isascii() or unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
        for char in text
        if char.isalpha()
    )


def _units(text: str) -> int:
    """Return a text's length as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Text:
    """A paragraph in one or several styles, set to a width in points."""

    def __init__(
        self,
        runs: Sequence[tuple[str, Style]],
        width: float,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        hang: str = "",
        max_lines: int = 0,
        balanced: bool = False,
    ) -> None:
        self._runs = [(text.replace("\n", " "), style) for text, style in runs]
        self._align = align
        self._hang = hang
        self._wide = width
        self._set()
        if max_lines and self.lines > max_lines:
            self._shorten(max_lines)
        elif balanced and 1 < self.lines < 4:
            self._balance()
        elif self.lines > 1 and self._last < _WIDOW * self._wide:
            self._keep_company()

    @classmethod
    def plain(
        cls,
        text: str,
        style: Style,
        width: float = 4_000,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        max_lines: int = 0,
    ) -> Text:
        """Set a text in one style."""
        return cls([(text, style)], width, align=align, max_lines=max_lines)

    def _set(self) -> None:
        text = "".join(run for run, _style in self._runs)
        base = self._runs[0][1]
        layout = QTextLayout(text, font_of(base))
        backwards = is_right_to_left(text)
        start, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        option = QTextOption(right if backwards and self._align == start else self._align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = Qt.LayoutDirection
        option.setTextDirection(direction.RightToLeft if backwards else direction.LeftToRight)
        layout.setTextOption(option)
        layout.setFormats(list(_formats(self._runs)))
        hangs = self._hang and text.startswith(self._hang) and not backwards
        hang = width_of(self._hang, base) if hangs else 0.0
        layout.beginLayout()
        top = 0.0
        self.lines = 0
        self.natural = self._last = 0.0
        self.baseline = 0.0
        while (line := layout.createLine()).isValid():
            inset = hang if not self.lines else 0.0
            line.setLineWidth((self._wide + inset) * FINE)
            # Scripts taller than Lato get some more room, as much as keeps the page calm.
            room = max(base.leading, min(line.height() / FINE * 0.9, base.leading * 1.3))
            baseline = top + (room + base.size * 0.72) / 2
            line.setPosition(QPointF(-inset * FINE, baseline * FINE - line.ascent()))
            if not self.lines:
                self.baseline = baseline
            self.lines += 1
            self._last = line.naturalTextWidth() / FINE
            self.natural = max(self.natural, self._last)
            top += room
        layout.endLayout()
        self.height = top
        self._layout = layout
        # Lines that begin at the right still stand, as a block, on the page's left axis.
        keeps_left = backwards and self._align == start
        self._offset = self.natural - self._wide if keeps_left else 0.0

    def _balance(self) -> None:
        """Make the lines alike in length, so that no word stands alone on the last one."""
        lines, whole = self.lines, self._wide
        low, high = whole / 2, whole
        while high - low > 2:
            self._wide = (low + high) / 2
            self._set()
            low, high = (low, self._wide) if self.lines == lines else (self._wide, high)
        self._wide = high
        self._set()

    def _keep_company(self) -> None:
        """Narrow the lines a little, so that the last word does not stand alone below them."""
        lines, whole = self.lines, self._wide
        for part in (0.96, 0.92, 0.88):
            self._wide = whole * part
            self._set()
            if self.lines == lines and self._last >= _WIDOW * self._wide:
                return
            if self.lines > lines:
                break
        self._wide = whole
        self._set()

    def _shorten(self, max_lines: int) -> None:
        """Cut at the end of the last line there is room for, and say so by an ellipsis."""
        line = self._layout.lineAt(max_lines - 1)
        keep = line.textStart() + line.textLength() - 2
        kept: list[tuple[str, Style]] = []
        for text, style in self._runs:
            part = text.encode("utf-16-le")[: max(keep, 0) * 2].decode("utf-16-le", "ignore")
            kept.append((part, style))
            keep -= _units(text)
            if keep <= 0:
                break
        last, style = kept[-1]
        while last:
            kept[-1] = (last.rstrip(" ,;:.") + "…", style)
            self._runs = kept
            self._set()
            if self.lines <= max_lines:
                return
            last = last[:-1]

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw with the upper left corner at a place in points."""
        painter.save()
        painter.translate(x + self._offset, y)
        painter.scale(1 / FINE, 1 / FINE)
        self._layout.draw(painter, QPointF(0, 0))
        painter.restore()


def _formats(runs: Sequence[tuple[str, Style]]) -> Iterator[QTextLayout.FormatRange]:
    start = 0
    for text, style in runs:
        look = QTextLayout.FormatRange()
        look.start, look.length = start, _units(text)
        look.format = _look(style)
        start += look.length
        yield look


@functools.cache
def _look(style: Style) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(font_of(style))
    form.setForeground(QColor(style.ink))
    return form


@functools.lru_cache(maxsize=4096)
def width_of(text: str, style: Style) -> float:
    return Text.plain(text, style).natural
