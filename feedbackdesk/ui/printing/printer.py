"""Pages on a printer: as pdfium draws them, in bands, so that no page is held whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Paper
from feedbackdesk.language.say import _
from feedbackdesk.report.paper.sheets import POINTS
from feedbackdesk.ui.printing.preview import image_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from feedbackdesk.report.options import OnPaper
    from feedbackdesk.report.paper.sheets import Picture, Sheets

_FINEST: Final = 600
"""As many dots an inch as anybody sees; a printer that has more is sent no more."""
_SIZES: Final = {
    Paper.A4: QPageSize.PageSizeId.A4,
    Paper.A3: QPageSize.PageSizeId.A3,
    Paper.LETTER: QPageSize.PageSizeId.Letter,
    Paper.TABLOID: QPageSize.PageSizeId.Tabloid,
}


def prepare(device: QPagedPaintDevice, options: OnPaper) -> None:
    """Give a device the paper and the orientation of the options, up to the edge."""
    orientation = QPageLayout.Orientation
    page = QPageLayout(
        QPageSize(_SIZES[options.paper]),
        orientation.Landscape if options.landscape else orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    page.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(page)


def printing(device: QPagedPaintDevice, sheets: Sheets) -> Generator[tuple[int, int], None, int]:
    """Paint pages on a printer, a band each step; return how many pages it were.

    Each step tells how many pages are done, and of how many. Where the printer has another
    paper, a page is made smaller until it fits. A printer's page range is kept to. Who stops
    in between ends the painting. Raises Refusal where the printer does not go on.
    """
    ranges = device.pageRanges()
    wanted = [
        number
        for number in range(1, sheets.number + 1)
        if ranges.isEmpty() or ranges.contains(number)
    ]
    painter = QPainter()
    if not painter.begin(device):
        raise Refusal(_("The page could not be printed: the printer or the file does not take it."))
    try:
        fitted = _fit(painter, device, sheets.size)
        for place, number in enumerate(wanted):
            if place and not device.newPage():
                raise Refusal(_("The printer stopped in the middle. Look at it, and print again."))
            for band in sheets.bands(number, fitted / POINTS):
                _paint(painter, band)
                yield place, len(wanted)
            yield place + 1, len(wanted)
    finally:
        painter.end()
    return len(wanted)


def _fit(painter: QPainter, device: QPagedPaintDevice, size: tuple[float, float]) -> float:
    """Let a page be painted from the paper's corner; return at how many dots an inch."""
    layout = device.pageLayout()
    paper = layout.fullRectPoints()
    corner = layout.paintRectPoints().topLeft()
    across, down = device.logicalDpiX(), device.logicalDpiY()
    painter.translate(-corner.x() * across / POINTS, -corner.y() * down / POINTS)
    smaller = min(paper.width() / size[0], paper.height() / size[1], 1.0)
    dots = min(_FINEST, across)
    painter.scale(across / dots * smaller, down / dots * smaller)
    return float(dots)


def _paint(painter: QPainter, band: Picture) -> None:
    place = QRectF(0, band.top, band.width, band.height)
    painter.drawImage(place, image_of(band))
