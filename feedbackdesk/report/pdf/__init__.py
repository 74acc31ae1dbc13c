"""The printed page: one layout for the file, the preview and the paper.

All is measured in points (1/72 inch) from the sheet's top left corner, and never in a
device's own dots, so that a line breaks in the same place on every device. Two passes:
every item is set first, and put on a page when its height is known; no item is split.

This is the only part of the report that may know Qt. Its modules build on each other one way:
ink, text, block, entry, heads, page, device, write; and pieces and document, which stand on
them all and print what is no roadmap.
"""

from feedbackdesk.report.pdf.device import page_map, paint, prepare, prepare_paper
from feedbackdesk.report.pdf.document import document_bytes, paint_document, preview_document
from feedbackdesk.report.pdf.page import Placed
from feedbackdesk.report.pdf.write import pdf_bytes, write_pdf

__all__ = [
    "Placed",
    "document_bytes",
    "page_map",
    "paint",
    "paint_document",
    "pdf_bytes",
    "prepare",
    "prepare_paper",
    "preview_document",
    "write_pdf",
]
