"""What a report is printed on: its paper, and painting on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Paper
from feedbackdesk.report.pdf.ink import ensure_application
from feedbackdesk.report.pdf.page import Layout, Placed

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from feedbackdesk.report.model import Report, ReportOptions


def prepare(device: QPagedPaintDevice, options: ReportOptions) -> None:
    """Give a device the paper and the orientation of the options, up to the edge."""
    prepare_paper(device, options.paper, landscape=options.landscape)


def prepare_paper(device: QPagedPaintDevice, paper: Paper, *, landscape: bool = False) -> None:
    """Give a device a paper, up to the edge."""
    size = QPageSize.PageSizeId.A4 if paper is Paper.A4 else QPageSize.PageSizeId.Letter
    orientation = QPageLayout.Orientation
    page = QPageLayout(
        QPageSize(size),
        orientation.Landscape if landscape else orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    page.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(page)


def lay_out(report: Report) -> Layout:
    """Return the pages of a report on its paper, which are set as `steps` is gone through."""
    ensure_application()
    return Layout(report, *_paper_size(report.options), whole=False)


def page_map(report: Report) -> list[Placed]:
    """Return where each item is put on the paper of its options, in order."""
    ensure_application()
    layout = Layout(report, *_paper_size(report.options))
    return [
        Placed(block.item_id, number, y, y + block.height)
        for number, sheet in enumerate(layout.sheets, 1)
        for block, y in sheet.blocks
        if block.item_id is not None
    ]


def _paper_size(options: ReportOptions) -> tuple[float, float]:
    size = QPageSize.PageSizeId.A4 if options.paper is Paper.A4 else QPageSize.PageSizeId.Letter
    points = QPageSize.sizePoints(size)
    short, long = float(points.width()), float(points.height())
    return (long, short) if options.landscape else (short, long)


class Pages(Protocol):
    """What has been put on pages, each of which can be drawn."""

    @property
    def sheets(self) -> Sequence[object]:
        """The pages."""
        ...

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 1."""
        ...


def printing(
    report: Report, device: QPagedPaintDevice, layout: Layout
) -> Generator[tuple[int, int], None, int]:
    """Paint a report on a printer, a page each step; return the pages.

    What is laid out already is taken where the printer has the paper it was laid out for.
    Raises Refusal where the printer does not go on.
    """
    sheet = device.pageLayout().fullRectPoints()
    width, height = float(sheet.width()), float(sheet.height())
    if not layout.finished or (layout.page_width, layout.page_height) != (width, height):
        layout = Layout(report, width, height, whole=False)
        for _step in layout.steps():
            yield (0, 0)
    done = 0
    for done, pages in pages_painted(device, layout):
        yield (done, pages)
    return done


def paint(report: Report, device: QPagedPaintDevice) -> int:
    """Paint a report on a PDF writer or a printer, with the page it has; return the pages.

    See `prepare`. A printer's page range is kept to. Raises Refusal where the device
    cannot be painted on.
    """
    return paint_pages(device, lambda width, height: Layout(report, width, height))


def paint_pages(device: QPagedPaintDevice, lay_out: Callable[[float, float], Pages]) -> int:
    """Paint what is laid out for the page that a device has; return the pages."""
    sheet = device.pageLayout().fullRectPoints()
    painting = pages_painted(device, lay_out(float(sheet.width()), float(sheet.height())))
    return max((done for done, _pages in painting), default=0)


def pages_painted(
    device: QPagedPaintDevice, layout: Pages
) -> Generator[tuple[int, int], None, None]:
    """Paint one page after the other; tell each time how many are done, and of how many.

    Who stops in between ends the painting. Raises Refusal where the device does not go on.
    """
    page = device.pageLayout()
    ranges = device.pageRanges()
    wanted = [
        number
        for number in range(1, len(layout.sheets) + 1)
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
            layout.draw(painter, number)
            yield place + 1, len(wanted)
    finally:
        painter.end()
