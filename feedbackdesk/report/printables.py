"""What can be printed besides the roadmap, each as a question that a desk is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import local_today
from feedbackdesk.report.call_sheet import call_sheet
from feedbackdesk.report.contact_page import contact_document
from feedbackdesk.report.losses_page import Span, last_spans, losses_document
from feedbackdesk.report.theme_page import theme_document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.report.document import Document
    from feedbackdesk.report.options import PageOptions

    Make = Callable[[Moment, PageOptions], Document]


class PrintKind(StrEnum):
    """What kind of page it is."""

    THEME = "theme"
    OWED = "owed"
    LOSSES = "losses"
    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Printable:
    """Something that can be printed: `make` is asked of a desk, with the options."""

    kind: PrintKind
    make: Make
    periods: tuple[tuple[str, Make], ...] = ()
    """The same of other stretches of days, by their names, where there is a choice."""

    @property
    def has_choices(self) -> bool:
        """Whether there is a copy for customers, and another order."""
        return self.kind is PrintKind.THEME


def theme_page(theme_id: int) -> Printable:
    """Return a theme with all that was said about it."""
    return Printable(PrintKind.THEME, lambda read, options: theme_document(read, theme_id, options))


def owed_page(ids: Collection[int] | None = None) -> Printable:
    """Return the call sheet of what is owed, or of some of it."""
    return Printable(PrintKind.OWED, partial(call_sheet, ids=ids))


def losses_page(span: Span, today: date | None = None) -> Printable:
    """Return the sales lost in a stretch of days; others to choose from are the last quarters."""
    spans = dict.fromkeys((span, *last_spans(today or local_today())))
    made = tuple((one.words[:1].upper() + one.words[1:], _losses(one)) for one in spans)
    return Printable(PrintKind.LOSSES, _losses(span), made)


def _losses(span: Span) -> Make:
    return lambda read, options: losses_document(read, span, options)


def contact_page(table: str, key: int) -> Printable:
    """Return the page of a person or an organisation."""
    return Printable(
        PrintKind(table), lambda read, options: contact_document(read, table, key, options)
    )
