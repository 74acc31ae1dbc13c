"""The pages of a PDF as pictures, by pdfium: for the preview, and for a printer in bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS: Final = 72
"""Points to an inch."""
BAND: Final = 24_000_000
"""The most bytes that one band for a printer takes; an A3 page at 600 dpi is eight of them."""
_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, or a band of it: its rows from the top, four bytes a dot (blue, green, red, none)."""

    width: int
    height: int
    stride: int
    """Bytes from one row to the next."""
    content: bytes
    top: int = 0
    """How many rows of the page lie above it."""


class Sheets:
    """A PDF that is looked at; used from one thread."""

    def __init__(self, pdf: bytes) -> None:
        """Open a PDF's content."""
        from pypdfium2 import PdfDocument

        self.pdf = pdf
        """The file's content."""
        self._document = PdfDocument(pdf)
        self.number = len(self._document)
        """How many pages there are."""
        self.size = self._document.get_page_size(0)
        """Width and height of its pages, in points."""

    def picture(self, number: int, scale: float) -> Picture:
        """Return a page, counted from 1, at `scale` dots a point."""
        page = self._document[number - 1]
        try:
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            page.close()

    def bands(self, number: int, scale: float, most: int = BAND) -> Iterator[Picture]:
        """Return a page from its top in bands of at most `most` bytes, at `scale` dots a point."""
        page = self._document[number - 1]
        try:
            width, height = page.get_size()
            rows = max(1, most // (max(1, round(width * scale)) * _BYTES))
            dots, top = max(1, round(height * scale)), 0
            while top < dots:
                high = min(rows, dots - top)
                below = max(height - (top + high) / scale, 0.0)
                crop = (0.0, below, 0.0, top / scale)
                bitmap = page.render(scale=scale, crop=crop, prefer_bgrx=True)
                content = bytes(bitmap.buffer)
                yield Picture(bitmap.width, bitmap.height, bitmap.stride, content, top)
                top += high
        finally:
            page.close()

    def text(self, number: int) -> str:
        """Return the words of a page, counted from 1, as they are copied and searched."""
        page = self._document[number - 1]
        try:
            found = page.get_textpage()
            try:
                return str(found.get_text_range())
            finally:
                found.close()
        finally:
            page.close()

    def close(self) -> None:
        """Let go of it."""
        self._document.close()
