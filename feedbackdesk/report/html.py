"""The report as one HTML file: no script, and no request to anywhere.

Light and dark as the reader's system is, printable, and read out in order. The page
forbids itself everything but its own style (Content Security Policy, level 3).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from markupsafe import Markup

from feedbackdesk import paths

if TYPE_CHECKING:
    from jinja2 import Template

    from feedbackdesk.report.model import Report


def html_bytes(report: Report) -> bytes:
    """Return a report as an HTML file's content, UTF-8. Every text on it is escaped."""
    style = paths.resource("report", "roadmap.css").read_text("utf-8").strip()
    page = template("roadmap.html").render(
        report=report,
        style=Markup(style),  # noqa: S704  (a file of ours)
        compact=report.options.is_compact,
        most=report.most_in_a_month,
        proved={proof.item_id for proof in report.appendix},
    )
    return page.encode()


@functools.cache
def template(name: str) -> Template:
    """Return a page of ours, to be filled; what is filled in is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(paths.resource("report"), encoding="utf-8")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template(name)
