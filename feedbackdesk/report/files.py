"""The kinds of files that are printed to, by the endings of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.errors import Refusal

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

FILE_KINDS: Final = {
    "pdf": "PDF",
    "html": "Web page",
    "md": "Markdown",
    "csv": "CSV",
    "xlsx": "Workbook",
}
"""The endings, and what such a file is called."""


_FORBIDDEN: Final = re.compile(r"""[\\/:*?"<>|\x00-\x1f]+""")
_LONGEST: Final = 60
"""The most of a name of a business or a theme that a file's name has, in characters."""


def suggested_name(business: str, what: str, edition: str, on: date) -> str:
    """Return what a file may be called on any system, without an ending.

    Whose it is, what it is, for whom and of which day: no copy for the owner is ever offered
    over one for customers, nor over that of another day.
    """
    parts = (_plain(business), _plain(what), _plain(edition), on.isoformat())
    return " - ".join(part for part in parts if part)


def _plain(name: str) -> str:
    seen = "".join(sign for sign in name if sign.isprintable())
    return " ".join(_FORBIDDEN.sub(" ", seen).split())[:_LONGEST].strip(" .")


def ending_of(path: Path) -> str:
    """Return the ending that says what a file becomes; raises Refusal where it says nothing."""
    ending = path.suffix.removeprefix(".").casefold()
    if ending not in FILE_KINDS:
        raise Refusal(
            "The name of the file ends in .pdf, .html, .md, .csv or .xlsx. Nothing was written."
        )
    return ending
