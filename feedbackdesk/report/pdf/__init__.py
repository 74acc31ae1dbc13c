"""The printed page: one layout for the file, the preview and the paper.

All is measured in points (1/72 inch) from the sheet's top left corner, and never in a
device's own dots, so that a line breaks in the same place on every device. Two passes:
every item is set first, and put on a page when its height is known; no item is split.

This is the only part of the report that may know Qt. Its modules build on each other one way:
ink, text, block, entry, heads, page, device, write; and call_sheet, which stands on them all.
"""

from feedbackdesk.report.pdf.call_sheet import call_sheet_bytes
from feedbackdesk.report.pdf.device import page_map, paint, prepare
from feedbackdesk.report.pdf.page import Placed
from feedbackdesk.report.pdf.write import pdf_bytes, write_pdf

__all__ = ["Placed", "call_sheet_bytes", "page_map", "paint", "pdf_bytes", "prepare", "write_pdf"]
