"""A document as one HTML file: no script, and no request to anywhere.

Light and dark as the reader's system is, printable, and read out in order. The page
forbids itself everything but its own style (Content Security Policy, level 3).
"""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING

from markupsafe import Markup

from feedbackdesk import paths
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _
from feedbackdesk.report.document import Layout

if TYPE_CHECKING:
    from jinja2 import Template

    from feedbackdesk.report.document import Document

log = logging.getLogger(__name__)


def html_bytes(document: Document) -> bytes:
    """Return a document as an HTML file's content, UTF-8. Every text on it is escaped."""
    from jinja2 import TemplateError

    try:
        page = template("document.html").render(
            document=document,
            kind_of=lambda piece: type(piece).__name__.casefold(),
            style=style("document.css"),
            compact=document.layout is Layout.ONE_PAGE,
            proved={proof.item_id for proof in document.proofs},
        )
    except (TemplateError, OSError, UnicodeError) as error:
        # Where it was, and not what the page says: its words may be a customer's.
        log.error("filling a web page: %s", type(error).__name__)
        raise Refusal(
            _(
                "The page could not be made: its template is damaged, or missing. Nothing was "
                "printed; installing FeedbackDesk once more brings the template back."
            )
        ) from error
    return page.encode("utf-8", "replace")


def style(name: str) -> Markup:
    """Return what every page of ours looks like, and the look of one kind of page."""
    files = (paths.resource("report", one).read_text("utf-8") for one in ("page.css", name))
    return Markup("\n".join(files).strip())  # noqa: S704  (files of ours)


@functools.cache
def template(name: str) -> Template:
    """Return a page of ours, to be filled; what is filled in is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(paths.resource("report"), encoding="utf-8")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template(name)
