"""A roadmap as its template takes it: for its owner, for customers, or on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.words import Edition
from feedbackdesk.report.paper.customers import CustomersCopy
from feedbackdesk.report.paper.one_page import OnePage
from feedbackdesk.report.paper.owner import OwnersCopy
from feedbackdesk.report.paper.setting import Setting, setting

if TYPE_CHECKING:
    from feedbackdesk.report.rows import Report

_TEMPLATES: Final = {
    Edition.WORKING: ("roadmap", OwnersCopy),
    Edition.CUSTOMER: ("customers", CustomersCopy),
    Edition.ONE_PAGE: ("one-page", OnePage),
}


def plain_roadmap(report: Report) -> tuple[Setting, tuple[str, ...]]:
    """Return what sets a roadmap, and sentences about what could not be drawn."""
    template, edition = _TEMPLATES[report.options.edition]
    made = edition(report)
    return setting(template, made.page(), report.logo), made.legible.sentences
