"""Printing to a file: the roadmap, a theme, the call sheet, lost sales, somebody's page."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from feedbackdesk.cli.output import say
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import RANKED_BY, OneOf, SomeOf, Typed, plain
from feedbackdesk.domain.errors import Damaged, Refusal
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Edition, ItemStage, Lens, Paper
from feedbackdesk.report.options import FULL_LIMIT, PRINTED_STAGES, RoadmapOptions, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.report.printables import Printable

_ENDINGS = ("pdf", "html", "md", "csv", "xlsx")
_READ_IT_ONCE = "Read it once: a name that nobody recorded is not always recognised."
_ROADMAP_ONLY = (
    "lens", "by_stage", "quotes", "full", "stages", "columns", "money", "logo", "closing",
    "appendix",
)  # fmt: skip


def _listed(words: Iterable[StrEnum]) -> str:
    return ", ".join(word.value for word in words)


@click.command("print")
@click.argument("file", metavar="FILE.(pdf|html|md|csv|xlsx)")
@click.option("--edition", type=OneOf(Edition), default=Edition.WORKING, help="Default: working.")
@click.option("--lens", type=OneOf(Lens), default=Lens.REQUESTS, help=f"Ranked by {RANKED_BY}.")
@click.option("--paper", type=OneOf(Paper), default=Paper.A4, help="Default: A4.")
@click.option("--landscape", is_flag=True, help="Turn the page.")
@click.option("--by-stage", is_flag=True, help="A part for each stage, instead of one ranking.")
@click.option(
    "--quotes", type=click.IntRange(0, 20), default=3, help="How many an item. Default: 3."
)
@click.option(
    "--full",
    type=click.IntRange(0, FULL_LIMIT),
    default=10,
    help="How many items stand in full, the rest in a table. Default: 10.",
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
    type=SomeOf(Shown),
    default=tuple(Shown),
    show_default=False,
    help=f"What an item shows, of {_listed(Shown)}; or none. Default: all.",
)
@click.option("--money/--no-money", default=True, help="Sums of money. Default: shown.")
@click.option("--logo/--no-logo", default=True, help="The logo of the settings. Default: shown.")
@click.option("--closing", metavar="TEXT", help="A note at the end. Default: the settings’ own.")
@click.option("--appendix", is_flag=True, help="Add the evidence; on the working copy only.")
@click.option("--for-customers", is_flag=True, help="A one page that customers may read.")
@click.option(
    "--hold-uncertain",
    is_flag=True,
    help="For customers: leave out what may name somebody or a sum, and print all the same.",
)
@click.option("--theme", type=Typed(), metavar="NAME", help="A theme, all its quotes.")
@click.option("--by-account", is_flag=True, help="The theme's quotes account by account.")
@click.option("--owed", is_flag=True, help="The call sheet of what is owed instead.")
@click.option(
    "--losses",
    type=Typed(),
    metavar="WHEN",
    help="Lost sales instead: 2026-Q3, 2026, march, 2026-01..2026-06 or all.",
)
@click.option("--person", type=Typed(), metavar="NAME", help="A person's page instead.")
@click.option(
    "--organisation", type=Typed(), metavar="NAME", help="An organisation's page instead."
)
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
    full: int,
    stages: tuple[ItemStage, ...],
    columns: tuple[Shown, ...],
    money: bool,
    logo: bool,
    closing: str | None,
    appendix: bool,
    for_customers: bool,
    hold_uncertain: bool,
    theme: str | None,
    by_account: bool,
    owed: bool,
    losses: str | None,
    person: str | None,
    organisation: str | None,
) -> None:
    """Print the ranked roadmap, or one other page, to a file.

    The customer edition names no lost sale, no value, and nobody who did not agree to be
    quoted; the one-page edition fits on one page. The next print shows what has moved since.

    What may name somebody on a copy for customers, or a sum, waits for your word first: see
    “uncertain”.

    A theme, the call sheet, lost sales, a person or an organisation is printed in place of
    the roadmap, on the same paper; of these, a theme alone has a customer edition.
    """
    ending = file.rpartition(".")[2].casefold()
    if "." not in file or ending not in _ENDINGS:
        raise click.UsageError("FILE ends in .pdf, .html, .md, .csv or .xlsx.")
    try:
        path = Path(file).expanduser()
    except (ValueError, RuntimeError) as error:  # a NUL in it, or a home that nobody has
        raise Refusal("That is not the name of a file. Nothing was printed.") from error
    others = {"theme": theme, "losses": losses, "person": person, "organisation": organisation}
    chosen = [name for name, text in others.items() if text is not None]
    if owed:
        chosen.append("owed")
    if len(chosen) > 1:
        raise click.UsageError(f"One page at a time: --{chosen[0]} or --{chosen[1]}.")
    if chosen:
        customer = edition is Edition.CUSTOMER
        if edition is Edition.ONE_PAGE or (customer and chosen != ["theme"]):
            raise click.UsageError(f"--{chosen[0]} has no {edition.value} edition.")
        if for_customers:
            raise click.UsageError("--for-customers is for the one-page edition.")
        _refuse_hold(hold_uncertain, public=customer)
        _refuse_roadmap_options(chosen[0])
        from feedbackdesk.report.options import Order, PageOptions
        from feedbackdesk.report.render import write
        from feedbackdesk.whole_file import refuse_itself

        order = Order.ACCOUNT if by_account else Order.DATE
        how = PageOptions(edition, paper, landscape, order, hold_uncertain)
        with session.desk() as desk:
            printable = _printable(desk, chosen[0], others.get(chosen[0]) or "")
            document = desk.ask(printable.make, how)
            refuse_itself(path, desk.path)
            number = write(document, path)
        how_much = plural(number, "page", "pages") if number else "it"
        days = f" ({printable.periods[0][0]})" if losses is not None else ""  # as they were read
        say(f"Printed {how_much}{days} to {plain(file)}")
        if customer:
            say(_READ_IT_ONCE)
        for sentence in document.warnings:
            say(plain(sentence))
        return
    from feedbackdesk.report.render import write
    from feedbackdesk.report.roadmap_page import roadmap_document
    from feedbackdesk.whole_file import refuse_itself

    options = RoadmapOptions(
        edition=edition,
        lens=lens,
        paper=paper,
        landscape=landscape,
        by_stage=by_stage,
        quotes=quotes,
        full=full,
        stages=stages,
        parts=frozenset(columns),
        money=money,
        logo=logo,
        closing=closing,
        appendix=appendix,
        for_customers=for_customers,
        hold_uncertain=hold_uncertain,
    )
    _refuse_what_never_shows(options)
    with session.desk() as desk:
        document = desk.ask(roadmap_document, options)
        refuse_itself(path, desk.path)
        pages = write(document, path)
        if not desk.read_only:
            with suppress(Damaged):  # printed it is
                desk.remember_print(options.counts_as.value, lens.value, document.ranking)
    how_much = plural(pages, "page", "pages") if pages else "the roadmap"
    say(f"Printed {how_much} to {plain(file)}")
    if options.is_public:
        say(_READ_IT_ONCE)
    for sentence in document.warnings:
        say(plain(sentence))


def _refuse_roadmap_options(page: str) -> None:
    """Refuse what only a roadmap has, so that nobody relies on what nothing heeds."""
    context = click.get_current_context()
    for name in _ROADMAP_ONLY:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = name.replace("_", "-")
            raise click.UsageError(f"--{option} is for the roadmap, and not for --{page}.")


def _refuse_what_never_shows(options: RoadmapOptions) -> None:
    """Refuse what was asked for by name and is on no page of the edition."""
    context = click.get_current_context()

    def asked(name: str) -> bool:
        return context.get_parameter_source(name) is ParameterSource.COMMANDLINE

    edition = options.edition.value
    if options.for_customers and options.edition is not Edition.ONE_PAGE:
        raise click.UsageError(
            f"--for-customers is for the one-page edition, and not for the {edition} edition."
        )
    _refuse_hold(options.hold_uncertain, public=options.is_public)
    if options.appendix and not options.has_appendix:
        raise click.UsageError(f"--appendix is for the working copy; {edition} has none.")
    if asked("money") and options.money and options.is_public:
        raise click.UsageError(f"--money is not for the {edition} edition: it shows no sums.")
    never = [part.value for part in Shown if part in options.parts and part not in options.allowed]
    if asked("columns") and never:
        raise click.UsageError(f"The {edition} edition never shows: {', '.join(never)}.")
    if asked("full") and options.edition is not Edition.WORKING:
        raise click.UsageError(f"--full is for the working copy; {edition} has no table.")
    if options.is_compact:
        for name in ("quotes", "by_stage"):
            if asked(name) and getattr(options, name):
                option = name.replace("_", "-")
                raise click.UsageError(f"--{option} is not for the {edition} edition.")


def _refuse_hold(asked: bool, *, public: bool) -> None:
    if asked and not public:
        raise click.UsageError("--hold-uncertain is for what customers get.")


def _printable(desk: Desk, kind: str, text: str) -> Printable:
    """Return what is meant by an option; raises Refusal where nothing has that name."""
    from feedbackdesk.desk.identity import organisation_named, person_named
    from feedbackdesk.desk.settings import date_order
    from feedbackdesk.desk.themes import theme_named
    from feedbackdesk.domain.dates import local_today
    from feedbackdesk.domain.spans import read_span
    from feedbackdesk.report import printables
    from feedbackdesk.report.losses_page import Span

    match kind:
        case "theme":
            return printables.theme_page(desk.ask(theme_named, text).id)
        case "person":
            return printables.contact_page("person", desk.ask(person_named, text).id)
        case "organisation":
            return printables.contact_page("organisation", desk.ask(organisation_named, text).id)
        case "losses" if text.strip().casefold() == "all":
            return printables.losses_page(Span(None, local_today()))
        case "losses":
            return printables.losses_page(Span(*read_span(text, order=desk.ask(date_order))))
    return printables.owed_page()
