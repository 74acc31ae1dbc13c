"""Printing the roadmap to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import say
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import OneOf, SomeOf, plain
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Edition, ItemStage, Lens, Paper
from feedbackdesk.report.options import PRINTED_STAGES, Part, ReportOptions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

_ENDINGS = ("pdf", "html", "md", "csv", "xlsx")


def _listed(words: Iterable[StrEnum]) -> str:
    return ", ".join(word.value for word in words)


@click.command("print")
@click.argument("file", metavar="FILE.(pdf|html|md|csv|xlsx)")
@click.option("--edition", type=OneOf(Edition), default=Edition.WORKING, help="Default: working.")
@click.option("--lens", type=OneOf(Lens), default=Lens.REQUESTS, help="Default: requests.")
@click.option("--paper", type=OneOf(Paper), default=Paper.A4, help="Default: A4.")
@click.option("--landscape", is_flag=True, help="Turn the page.")
@click.option("--by-stage", is_flag=True, help="A part for each stage, instead of one ranking.")
@click.option(
    "--quotes", type=click.IntRange(0, 20), default=3, help="How many an item. Default: 3."
)
@click.option(
    "--stages",
    type=SomeOf(ItemStage),
    default=PRINTED_STAGES,
    show_default=False,
    help=f"Which stages, of {_listed(ItemStage)}. Default: all but declined.",
)
@click.option(
    "--columns",
    type=SomeOf(Part),
    default=tuple(Part),
    show_default=False,
    help=f"What an item shows, of {_listed(Part)}; or none. Default: all.",
)
@click.option("--money/--no-money", default=True, help="Sums of money. Default: shown.")
@click.option("--logo/--no-logo", default=True, help="The logo of the settings. Default: shown.")
@click.option("--closing", metavar="TEXT", help="A note at the end. Default: the settings’ own.")
@click.option("--appendix", is_flag=True, help="Add the evidence; on the working copy only.")
@pass_session
def print_(
    session: Session,
    file: str,
    edition: Edition,
    lens: Lens,
    paper: Paper,
    landscape: bool,
    by_stage: bool,
    quotes: int,
    stages: tuple[ItemStage, ...],
    columns: tuple[Part, ...],
    money: bool,
    logo: bool,
    closing: str | None,
    appendix: bool,
) -> None:
    """Print the ranked roadmap to a file.

    The customer edition names no lost sale, no value, and nobody who did not agree to be
    quoted; the one-page edition fits on one page. The next print shows what has moved since.
    """
    ending = file.rpartition(".")[2].casefold()
    if "." not in file or ending not in _ENDINGS:
        raise click.UsageError("FILE ends in .pdf, .html, .md, .csv or .xlsx.")
    try:
        path = Path(file).expanduser()
    except (ValueError, RuntimeError) as error:  # a NUL in it, or a home that nobody has
        raise Refusal("That is not the name of a file. Nothing was printed.") from error
    from feedbackdesk.report.model import roadmap_report
    from feedbackdesk.report.render import write_report

    options = ReportOptions(
        edition=edition,
        lens=lens,
        paper=paper,
        landscape=landscape,
        by_stage=by_stage,
        quotes=quotes,
        stages=stages,
        parts=frozenset(columns),
        money=money,
        logo=logo,
        closing=closing,
        appendix=appendix,
    )
    with session.desk() as desk:
        report = desk.ask(roadmap_report, options)
        pages = write_report(report, path)
        if not desk.read_only:
            desk.remember_print(edition.value, lens.value, dict(report.ranking))
    how_much = plural(pages, "page", "pages") if pages else "the roadmap"
    say(f"Printed {how_much} to {plain(file)}")
    for sentence in report.warnings:
        say(plain(sentence))
