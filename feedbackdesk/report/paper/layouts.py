"""A document as one of the templates takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedbackdesk.report.document import Layout
from feedbackdesk.report.paper.customers import CustomersCopy
from feedbackdesk.report.paper.one_page import OnePage
from feedbackdesk.report.paper.owner import OwnersCopy
from feedbackdesk.report.paper.plain import Plain
from feedbackdesk.report.paper.setting import Setting, setting

if TYPE_CHECKING:
    from feedbackdesk.report.document import Document
    from feedbackdesk.report.paper.items import Items

_LAYOUTS: Final[dict[Layout, type[Plain | Items]]] = {
    Layout.PLAIN: Plain,
    Layout.OWNERS: OwnersCopy,
    Layout.CUSTOMERS: CustomersCopy,
    Layout.ONE_PAGE: OnePage,
}


def laid_out(document: Document) -> tuple[Setting, tuple[str, ...]]:
    """Return what sets a document's pages, and sentences about what could not be drawn."""
    made = _LAYOUTS[document.layout](document)
    shown = made.page()
    return setting(document.layout.value, shown, document.logo), made.legible.sentences
