"""Setting a page: Typst fills a template of resources/report with strings, and makes a PDF.

Nothing but the templates' folder is read, nothing is asked of a network, and the same page
gives the same bytes each time. A typesetter remembers what it set, so that a page that changed
a little is set again in a part of the time; that memory grows with every change.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from feedbackdesk import paths
from feedbackdesk.bounded import Limits, Sentences, run
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _
from feedbackdesk.report.paper import faces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from feedbackdesk.report.logo import Logo

STANDARD: Final = "ua-1"
"""What every page keeps to: PDF/UA-1 (ISO 14289-1), which readers with a screen reader need."""

_LARGE: Final = 500_000
"""From how many characters on a page takes so much that it is set apart: some fifty sheets."""
LIMITS: Final = Limits(cpu=120, wall=180, memory=3_000_000_000)
"""What setting one document may take in a process of its own."""
_CHOOSE_LESS: Final = "Nothing was printed; print fewer items in full, or leave the evidence out."
SENTENCES: Final = Sentences(
    late=f"The page takes too long to set, and was left. {_CHOOSE_LESS}",
    full=f"The page takes too much memory to set, and was left. {_CHOOSE_LESS}",
    deep=f"The page is too large to be set. {_CHOOSE_LESS}",
    ended=f"The page could not be set: setting it ended in the middle. {_CHOOSE_LESS}",
    not_begun=(
        "The page could not be set: no process could be started ({reason}). Nothing was printed; "
        "close other programs and try again."
    ),
    cancelled="The page was not set to the end. Nothing was printed.",
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is set: a template, and all that it shows."""

    template: str
    """The file in resources/report, without its ending."""
    page: str
    """What the template shows, as JSON."""
    logo: str = ""
    """The picture of the business, as JSON: see `drawing_of`."""
    by_system: bool = False
    """Whether it needs typefaces beside the program's own."""


def setting(template: str, page: Mapping[str, Any], logo: Logo | None = None) -> Setting:
    """Return what sets a page; `page["fonts"]` names its families in their order."""
    shown = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    by_system = tuple(page["fonts"]) != (faces.OURS,)
    return Setting(template, shown, drawing_of(logo) if logo else "", by_system)


def drawing_of(logo: Logo) -> str:
    """Return a logo as a template takes it: its kind, its bytes and its shape, as JSON."""
    kind = logo.media_type.removeprefix("image/").removesuffix("+xml").replace("jpeg", "jpg")
    return json.dumps({"kind": kind, "bytes": list(logo.content), "ratio": logo.ratio})


class Typesetter:
    """Sets pages, one after the other, on one thread; remembers for the next time."""

    def __init__(self, templates: Path | None = None) -> None:
        """Begin without a memory; `templates` is another folder than the program's own."""
        self._root = templates or paths.resource("report")
        self._compilers: dict[tuple[str, bool], Any] = {}

    def pdf(self, wanted: Setting) -> bytes:
        """Return the content of a PDF file.

        Raises Refusal where a template cannot be read, or is not what it was.
        """
        try:
            return self._made(wanted)
        except (RuntimeError, OSError) as error:  # Typst's own are RuntimeErrors
            if self._is_the_logo(wanted):
                raise Refusal(
                    _(
                        "The logo cannot be drawn: the picture is damaged. Nothing was printed; "
                        "choose another one, or print without it."
                    )
                ) from error
            # Where it was, and not what the page says: its words may be a customer's.
            log.error("setting %s: %s", wanted.template, type(error).__name__)
            raise Refusal(
                _(
                    "The page could not be set: its template is damaged, or missing. Nothing was "
                    "printed; installing FeedbackDesk once more brings the template back."
                )
            ) from error

    def _made(self, wanted: Setting) -> bytes:
        made = self._compiler(wanted).compile(
            format="pdf", sys_inputs=_inputs(wanted), pdf_standards=[STANDARD], timestamp=0
        )
        if not isinstance(made, bytes):
            raise AssertionError("a PDF in parts")
        return made

    def _is_the_logo(self, wanted: Setting) -> bool:
        """Whether a page that cannot be set can be without its logo."""
        if not wanted.logo:
            return False
        try:
            return bool(self._made(replace(wanted, logo="")))
        except (RuntimeError, OSError):
            return False

    def _compiler(self, wanted: Setting) -> Any:
        from typst import Compiler

        key = (wanted.template, wanted.by_system)
        if key not in self._compilers:
            self._compilers[key] = Compiler(
                self._root / f"{wanted.template}.typ",
                root=self._root,
                font_paths=faces.all_fonts() if wanted.by_system else faces.own_fonts(),
                ignore_system_fonts=True,
                sys_inputs=_inputs(wanted),
            )
        return self._compilers[key]


def _inputs(wanted: Setting) -> dict[str, str]:
    return {"page": wanted.page, "logo": wanted.logo or "null"}


_typesetter = Typesetter()


def set_alone(wanted: Setting) -> bytes:
    """Return the content of a PDF file; a large one is set in a process that is bounded.

    Raises Refusal, of a large one with the sentence that it is too large.
    """
    if len(wanted.page) < _LARGE:
        return set_page(wanted)
    return run(set_page, wanted, limits=LIMITS, sentences=SENTENCES)


def set_page(wanted: Setting) -> bytes:
    """Return the content of a PDF file; what was set before in this process is remembered."""
    return _typesetter.pdf(wanted)
