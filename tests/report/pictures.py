"""Pages as pictures: made by poppler, and compared by where ink is and how much of it."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from feedbackdesk.report.paper.sheets import Sheets
from tests.report.shop import chunk

RESOLUTION = 36
"""Dots an inch of the kept pictures: what is laid out is seen, and no single letter."""


@dataclass(frozen=True)
class Gray:
    """A picture in shades, a byte a dot: 0 is black."""

    width: int
    height: int
    dots: bytes

    def blocks(self, side: int) -> list[int]:
        """Return the mean shade of each square block of dots, row by row."""
        found = []
        for top in range(0, self.height - side + 1, side):
            for left in range(0, self.width - side + 1, side):
                rows = (self.dots[(top + row) * self.width + left :][:side] for row in range(side))
                found.append(sum(sum(row) for row in rows) // (side * side))
        return found


def page_picture(pdf: Path, page: int, *, black_and_white: bool = False) -> Gray:
    """Return a page in shades; or in black and white alone, as the plainest printer has it."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed (poppler-utils, see packaging/)")
    resolution = 150 if black_and_white else RESOLUTION
    how = ["-mono"] if black_and_white else ["-gray"]
    words = ["-r", str(resolution), "-f", str(page), "-l", str(page), *how, str(pdf)]
    done = subprocess.run(["pdftoppm", *words], check=True, capture_output=True)
    return _read(done.stdout)


def drawn_picture(pdf: Path, page: int) -> Gray:
    """Return a page in shades as pdfium draws it, which makes pictures in it smaller smoothly."""
    sheets = Sheets(pdf.read_bytes())
    try:
        made = sheets.picture(page, RESOLUTION / 72)
    finally:
        sheets.close()
    dots = bytearray()
    for row in range(made.height):
        line = made.content[row * made.stride :][: made.width * 4]
        dots += bytes(map(_shade, line[0::4], line[1::4], line[2::4]))
    return Gray(made.width, made.height, bytes(dots))


def _shade(blue: int, green: int, red: int) -> int:
    return (114 * blue + 587 * green + 299 * red) // 1000


def read_picture(path: Path) -> Gray:
    """Return a picture that `write_picture` kept."""
    content = path.read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    start = content.index(b"IDAT") + 4
    rows = zlib.decompressobj().decompress(content[start:])
    dots = b"".join(rows[row * (width + 1) + 1 :][:width] for row in range(height))
    return Gray(width, height, dots)


def write_picture(picture: Gray, path: Path) -> None:
    """Keep a picture: a PNG in shades, with no row filtered."""
    rows = (picture.dots[row * picture.width :][: picture.width] for row in range(picture.height))
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", body), chunk(b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def _read(content: bytes) -> Gray:
    """Read a portable pixmap: P5 (shades) or P4 (bits, 1 is black), as netpbm describes them."""
    fields = content.split(None, 4 if content.startswith(b"P5") else 3)
    width, height = int(fields[1]), int(fields[2])
    if content.startswith(b"P5"):
        return Gray(width, height, content[-width * height :])
    across = (width + 7) // 8
    bits = content[-across * height :]
    dots = bytearray()
    for row in range(height):
        line = bits[row * across : (row + 1) * across]
        shades = b"".join(_SHADES[byte] for byte in line)
        dots += shades[:width]
    return Gray(width, height, bytes(dots))


_SHADES = [bytes(0 if byte >> (7 - bit) & 1 else 255 for bit in range(8)) for byte in range(256)]


def apart(one: Gray, other: Gray, shades: int = 10) -> float:
    """Return which part of the blocks with ink in two pictures differs to the eye, 0 to 1.

    A block is 12 dots, a third of an inch; one that is 10 shades lighter or darker differs.
    Fonts of another version move a letter, and not a block.
    """
    if (one.width, one.height) != (other.width, other.height):
        return 1.0
    pairs = zip(one.blocks(12), other.blocks(12), strict=True)
    inked = [pair for pair in pairs if min(pair) < 245]
    return sum(abs(first - second) > shades for first, second in inked) / max(len(inked), 1)
