"""What was chosen in the print dialog, from one time to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from feedbackdesk.domain.words import ItemStage
from feedbackdesk.report.model import Part, ReportOptions
from feedbackdesk.ui.own_settings import own_settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

WordT = TypeVar("WordT", bound="StrEnum")

QUOTES_OFFERED = 5


def read_choices() -> ReportOptions:
    """Return what was chosen last, as far as it still means something."""
    found = own_settings()
    usual = ReportOptions()

    def text(name: str) -> str:
        return str(found.value(f"print/{name}", "")).casefold()

    def word(name: str, usual_word: WordT) -> WordT:
        try:
            return type(usual_word)(str(found.value(f"print/{name}", usual_word.value)))
        except ValueError:
            return usual_word

    def without(name: str, words: Iterable[WordT], otherwise: tuple[WordT, ...]) -> list[WordT]:
        # What is left out is kept, so that a part of a later version is shown at first.
        if not found.contains(f"print/{name}"):
            return list(otherwise)
        kind, left_out = list(words), set(text(name).split("+")) - {""}
        if not left_out <= {one.value for one in kind}:
            return list(otherwise)
        return [one for one in kind if one.value not in left_out]

    quotes = text("quotes")
    return ReportOptions(
        edition=word("edition", usual.edition),
        lens=word("lens", usual.lens),
        paper=word("paper", usual.paper),
        landscape=text("landscape") == "true",
        by_stage=text("by_stage") == "true",
        quotes=min(int(quotes), QUOTES_OFFERED) if quotes.isdecimal() else usual.quotes,
        stages=_in_order(without("stages_left_out", ItemStage, usual.stages), usual.stages),
        parts=frozenset(without("parts_left_out", Part, tuple(Part))),
        money=text("money") != "false",
        logo=text("logo") != "false",
        appendix=text("appendix") == "true",
    )


def _in_order(stages: list[ItemStage], usual: tuple[ItemStage, ...]) -> tuple[ItemStage, ...]:
    """Return stages as they are listed in the options, so that equal choices are equal."""
    if set(stages) == set(usual):
        return usual
    return tuple(stage for stage in (*usual, ItemStage.DECLINED) if stage in stages)


def write_choices(options: ReportOptions) -> None:
    """Remember what was chosen; the closing note is the workspace's, and not kept here."""
    kept = own_settings()
    for name in ("edition", "lens", "paper"):
        kept.setValue(f"print/{name}", getattr(options, name).value)
    for name in ("landscape", "by_stage", "money", "logo", "appendix"):
        kept.setValue(f"print/{name}", "true" if getattr(options, name) else "false")
    kept.setValue("print/quotes", options.quotes)
    left_out = [stage.value for stage in ItemStage if stage not in options.stages]
    kept.setValue("print/stages_left_out", "+".join(left_out))
    kept.setValue("print/parts_left_out", "+".join(sorted(set(Part) - options.parts)))
