"""The printed page: one layout for the file, the preview and the paper.

All is measured in points (1/72 inch) from the sheet's top left corner, and never in a
device's own dots, so that a line breaks in the same place on every device. Two passes:
every item is set first, and put on a page when its height is known; no item is split.

This is the only part of the report that may know Qt. Its modules build on each other one way:
ink, text, artwork, block, entry and evidence, heads, sheet, page, device, write; and pieces
and document, which stand on them all and print what is no roadmap. Pages can be laid out, and
painted, in small steps: the window shows the first one while the others are set.
"""

from feedbackdesk.report.pdf.device import lay_out, page_map, prepare, printing
from feedbackdesk.report.pdf.document import document_bytes, lay_out_document
from feedbackdesk.report.pdf.page import Placed
from feedbackdesk.report.pdf.sheet import Pages, Printed
from feedbackdesk.report.pdf.write import finished_pdf, pdf_bytes, pdf_steps, write_pdf

__all__ = [
    "Pages",
    "Placed",
    "Printed",
    "document_bytes",
    "finished_pdf",
    "lay_out",
    "lay_out_document",
    "page_map",
    "pdf_bytes",
    "pdf_steps",
    "prepare",
    "printing",
    "write_pdf",
]
