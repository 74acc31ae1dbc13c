"""What pages are printed on: the paper of a device, and painting on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Paper
from feedbackdesk.report.pdf.ink import ensure_application
from feedbackdesk.report.pdf.page import Layout, Placed

if TYPE_CHECKING:
    from collections.abc import Generator

    from feedbackdesk.report.model import Report
    from feedbackdesk.report.pdf.sheet import OnPaper, Pages


def prepare(device: QPagedPaintDevice, options: OnPaper) -> None:
    """Give a device the paper and the orientation of the options, up to the edge."""
    orientation = QPageLayout.Orientation
    page = QPageLayout(
        QPageSize(_page_size(options)),
        orientation.Landscape if options.landscape else orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    page.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(page)


def paper_size(options: OnPaper) -> tuple[float, float]:
    """Return the width and the height of the paper of the options, in points."""
    points = QPageSize.sizePoints(_page_size(options))
    short, long = float(points.width()), float(points.height())
    return (long, short) if options.landscape else (short, long)


def _page_size(options: OnPaper) -> QPageSize.PageSizeId:
    sizes = QPageSize.PageSizeId
    return sizes.A4 if options.paper is Paper.A4 else sizes.Letter


def lay_out(report: Report) -> Layout:
    """Return the pages of a report on its paper, which are set as `steps` is gone through."""
    ensure_application()
    return Layout(report, *paper_size(report.options), whole=False)


def page_map(report: Report) -> list[Placed]:
    """Return where each item is put on the paper of its options, in order."""
    layout = lay_out(report)
    layout.whole()
    return [
        Placed(block.item_id, number, y, y + block.height)
        for number, sheet in enumerate(layout.sheets, 1)
        for block, y in sheet.blocks
        if block.item_id is not None
    ]


def printing(device: QPagedPaintDevice, pages: Pages) -> Generator[tuple[int, int], None, int]:
    """Paint pages on a printer, one each step; return how many it were.

    They are laid out anew where the printer has another paper than they were laid out for.
    Each step tells how many pages are done, and of how many; 0 where that is not known yet.
    A printer's page range is kept to. Raises Refusal where the printer does not go on.
    """
    sheet = device.pageLayout().fullRectPoints()
    width, height = float(sheet.width()), float(sheet.height())
    if not pages.finished or (pages.page_width, pages.page_height) != (width, height):
        pages = pages.on(width, height)
        for _step in pages.steps():
            yield (0, 0)
    done = 0
    for done, of in _painted(device, pages):
        yield (done, of)
    return done


def _painted(device: QPagedPaintDevice, pages: Pages) -> Generator[tuple[int, int], None, None]:
    """Paint one page after the other. Who stops in between ends the painting."""
    page = device.pageLayout()
    ranges = device.pageRanges()
    wanted = [
        number
        for number in range(1, len(pages.sheets) + 1)
        if ranges.isEmpty() or ranges.contains(number)
    ]
    painter = QPainter()
    if not painter.begin(device):
        raise Refusal("The page could not be printed: the printer or the file does not take it.")
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.scale(device.logicalDpiX() / 72, device.logicalDpiY() / 72)
        corner = page.paintRectPoints().topLeft()
        painter.translate(-corner.x(), -corner.y())
        for place, number in enumerate(wanted):
            if place and not device.newPage():
                raise Refusal("The printer stopped in the middle. Look at it, and print again.")
            pages.draw(painter, number)
            yield place + 1, len(wanted)
    finally:
        painter.end()
