"""The kinds of files that are printed to, by the endings of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.errors import Refusal

if TYPE_CHECKING:
    from pathlib import Path

FILE_KINDS: Final = {
    "pdf": "PDF",
    "html": "Web page",
    "md": "Markdown",
    "csv": "CSV",
    "xlsx": "Workbook",
}
"""The endings, and what such a file is called."""


def ending_of(path: Path) -> str:
    """Return the ending that says what a file becomes; raises Refusal where it says nothing."""
    ending = path.suffix.removeprefix(".").casefold()
    if ending not in FILE_KINDS:
        raise Refusal(
            "The name of the file ends in .pdf, .html, .md, .csv or .xlsx. Nothing was written."
        )
    return ending
