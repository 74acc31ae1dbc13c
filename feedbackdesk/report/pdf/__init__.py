"""The printed page: one layout for the file, the preview and the paper.

All is measured in points (1/72 inch) from the sheet's top left corner, and never in a
device's own dots, so that a line breaks in the same place on every device. Two passes:
every item is set first, and put on a page when its height is known; no item is split.

This is the only part of the report that may know Qt. Its modules build on each other one way:
ink, text, artwork, block, entry and evidence, heads, page, device, write; and call_sheet,
which stands on them all. A layout can be made, and a file painted, in small steps: the window
shows the first page while the others are set.
"""

from feedbackdesk.report.pdf.call_sheet import call_sheet_bytes
from feedbackdesk.report.pdf.device import (
    lay_out,
    page_map,
    pages_painted,
    paint,
    prepare,
    printing,
)
from feedbackdesk.report.pdf.page import Layout, Placed
from feedbackdesk.report.pdf.write import pdf_bytes, pdf_steps, write_pdf

__all__ = [
    "Layout",
    "Placed",
    "call_sheet_bytes",
    "lay_out",
    "page_map",
    "pages_painted",
    "paint",
    "pdf_bytes",
    "pdf_steps",
    "prepare",
    "printing",
    "write_pdf",
]
