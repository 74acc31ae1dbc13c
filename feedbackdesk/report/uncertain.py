"""What the copies for customers wait for: every text that may name somebody, or a sum of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.discretion import customers_eyes
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.words import Edition, ItemStage
from feedbackdesk.report.options import QUOTES_LIMIT, PageOptions, RoadmapOptions
from feedbackdesk.report.roadmap_page import roadmap_document
from feedbackdesk.report.theme_page import theme_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedbackdesk.desk.discretion import CustomersEyes, Text
    from feedbackdesk.desk.moment import Moment

_WIDEST = RoadmapOptions(edition=Edition.CUSTOMER, stages=tuple(ItemStage), quotes=QUOTES_LIMIT)
"""All that can be chosen to stand on the roadmap's copy."""


def waiting_for_theme(read: Moment, theme_id: int, eyes: CustomersEyes | None = None) -> list[Text]:
    """Return what the page of a theme waits for, for `Desk.ask`; raises NotThere."""
    return list(theme_document(read, theme_id, PageOptions(Edition.CUSTOMER), eyes).uncertain)


def waiting(read: Moment) -> list[Text]:
    """Return what any copy waits for, each text once: the roadmap's first, then each theme's."""
    found = {one.mark: one for one in roadmap_document(read, _WIDEST).uncertain}
    eyes = customers_eyes(read)
    for theme in all_themes(read):
        for one in waiting_for_theme(read, theme.id, eyes):
            found.setdefault(one.mark, one)
    return list(found.values())


def every_text(read: Moment) -> list[Text]:
    """Return all that may stand on a copy for customers, each text once, with what is said of it.

    Of what people said, the words of those who agreed to be quoted.
    """
    eyes = customers_eyes(read)
    found = {one.mark: one for one in roadmap_document(read, _WIDEST).texts}
    for theme in all_themes(read):
        document = theme_document(read, theme.id, PageOptions(Edition.CUSTOMER), eyes)
        for one in document.texts:
            found.setdefault(one.mark, one)
    return list(found.values())


def named(texts: Iterable[Text], typed: str) -> list[Text]:
    """Return the texts that a typed id means: the beginning of their marks."""
    return [one for one in texts if one.mark.startswith(typed)]
