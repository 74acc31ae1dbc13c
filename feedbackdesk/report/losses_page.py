"""The lost sales of a stretch of days on paper: why, to whom, when, and each deal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from feedbackdesk.desk.inbox import feedback_page
from feedbackdesk.desk.losses import SHARED_REASONS, loss_groups, loss_total, lost_feedback
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today, show_date, show_month
from feedbackdesk.domain.losses import LossFilter, LossGroup
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.spans import read_span, show_span
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Outcome, ToldBy, label
from feedbackdesk.report.document import Document, Part
from feedbackdesk.report.pieces import (
    WORDS_LENGTH,
    Bar,
    Bars,
    Card,
    Cell,
    Lines,
    Piece,
    Said,
    Total,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.rows import Feedback, Loss
    from feedbackdesk.report.options import PageOptions

_COLUMNS = (
    ("When", 12), ("Who", 30), ("Organisation", 28), ("Reason", 24), ("Who named it", 16),
    ("Other reasons", 28), ("Outcome", 20), ("Competitor", 20), ("Value", 12),
    ("Got as far as", 18), ("Suggested instead", 28), ("Look again", 12), ("Won back", 12),
    ("They said", 60),
)  # fmt: skip
_GROUPS = ("reason", "also", "competitor", "stage", "month")
_BAR_COLUMNS = ("Sales", "They said so", "Value")
_PARETO_COLUMNS = (*_BAR_COLUMNS, "With those before, %")
_MOST = 12
"""How many bars stand under one heading; the rest is summed up in one more."""
_READ = 2_000


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day; without a first one, everything until the last."""

    first: date | None
    last: date

    @property
    def words(self) -> str:
        """The stretch as a title has it: July to September 2026."""
        return show_span(self.first, self.last)


def last_spans(today: date) -> list[Span]:
    """Return the last eight quarters, the present one first, then this year and the last one."""
    place = today.year * 4 + (today.month - 1) // 3
    names = [f"{one // 4}-Q{one % 4 + 1}" for one in range(place, place - 8, -1)]
    names += [str(today.year), str(today.year - 1)]
    return [Span(*read_span(name, today=today)) for name in names]


def losses_document(read: Moment, span: Span, options: PageOptions) -> Document:
    """Return the sales lost in a stretch of days as a document, for `Desk.ask`."""
    known = settings(read)
    currency = known["currency"]
    since = span.first.isoformat() if span.first else ""
    chosen = LossFilter(since=since, until=span.last.isoformat())
    total = loss_total(read, chosen)
    parts: list[Part] = []
    if total.number:
        by = {name: loss_groups(read, name, chosen) for name in _GROUPS}
        deals = _deals(read, chosen)
        several = any(one.loss is not None and len(one.loss.also) > 1 for one in deals)
        shared = (Lines((SHARED_REASONS,)),) if several else ()
        parts += [
            _part("Why", _pareto(by["reason"], total, currency)),
            _part("Reasons that added to it", _bars(by["also"], currency), shared),
            _part("To whom", _bars(by["competitor"], currency)),
            _part("How far they got", _bars(by["stage"], currency)),
            _part("When", _by_month(by["month"], currency)),
        ]
        back = [one for one in deals if one.loss is not None and one.loss.won_back is not None]
        gone = [one for one in deals if one.loss is None or one.loss.won_back is None]
        for heading, found in (("Won back", back), ("Lost", gone)):
            cards = tuple(_card(one, currency) for one in found)
            parts.append(Part(heading, cards, plural(len(cards), "sale", "sales")))
    return Document(
        kind=f"Lost sales, {span.words}",
        title=f"Lost sales, {span.words}",
        currency=currency,
        business=known["business_name"],
        on=local_today(),
        options=options,
        legend=_legend(total),
        columns=_COLUMNS,
        totals=_totals(total, currency),
        parts=tuple(part for part in parts if part.pieces),
        empty=(
            f"No sale was lost: {span.words}.",
            "That is worth a page too. Record a lost sale right after the call, with its reason.",
        ),
        table="Lost sales",
        edition_line="Working copy, not for customers",
    )


def _legend(total: LossGroup) -> str:
    if not total.number:
        return "Why sales were lost, to whom, and when to look at each again."
    return (
        "Why sales were lost, to whom, and when to look at each again. A\u00a0full bar is what "
        "they said themselves, a\u00a0hollow one our own guess."
    )


def _totals(total: LossGroup, currency: str) -> tuple[Total, ...]:
    if not total.number:
        return ()
    found = [Total(f"{total.number:,}", "sale lost" if total.number == 1 else "sales lost")]
    if total.value:
        found.append(Total(show_money(total.value, currency), "lost with them"))
    found.append(Total(f"{total.told / total.number:.0%}", "said why themselves"))
    if total.won_back:
        found.append(Total(f"{total.won_back:,}", "won back since"))
    return tuple(found)


def _part(heading: str, bars: Bars, below: tuple[Piece, ...] = ()) -> Part:
    pieces: tuple[Piece, ...] = (bars, *below) if bars.bars else ()
    return Part(heading, pieces)


def _pareto(groups: Sequence[LossGroup], total: LossGroup, currency: str) -> Bars:
    """Draw reasons on one track that stands for all sales, and where they reach together."""
    shown = _most(groups)
    reached = accumulate(one.number for one in shown)
    bars = tuple(
        _bar(one, total.number, currency, so_far / total.number)
        for one, so_far in zip(shown, reached, strict=True)
    )
    legend = "The line across each bar marks the share of all sales up to and with its reason."
    return Bars(bars, _PARETO_COLUMNS, legend)


def _bars(groups: Sequence[LossGroup], currency: str) -> Bars:
    shown = _most(groups)
    longest = max((one.number for one in shown), default=1)
    return Bars(tuple(_bar(one, longest, currency) for one in shown), _BAR_COLUMNS)


def _by_month(groups: Sequence[LossGroup], currency: str) -> Bars:
    longest = max((one.number for one in groups), default=1)
    named = (replace(one, name=show_month(str(one.name))) for one in groups)
    return Bars(tuple(_bar(one, longest, currency) for one in named), _BAR_COLUMNS)


def _most(groups: Sequence[LossGroup]) -> list[LossGroup]:
    """Leave the first bars, and sum up what is left."""
    if len(groups) <= _MOST:
        return list(groups)
    rest = groups[_MOST - 1 :]
    number, value, told, told_value, back = (
        sum(column)
        for column in zip(
            *((one.number, one.value, one.told, one.told_value, one.won_back) for one in rest),
            strict=True,
        )
    )
    name = f"{len(rest):,} others"
    return [*groups[: _MOST - 1], LossGroup(name, "", number, value, told, told_value, back)]


def _bar(one: LossGroup, most: int, currency: str, reached: float | None = None) -> Bar:
    money = show_money(one.value, currency) if one.value else ""
    share = f"{reached:.0%} so far" if reached is not None else ""
    cells: tuple[Cell, ...] = (one.number, one.told, Decimal(one.value) / 100)
    if reached is not None:
        cells = (*cells, round(reached * 100))
    return Bar(
        label=excerpt(one.name, 120),
        share=one.number / most,
        figure=f"{one.number:,}",
        guess=(one.number - one.told) / most,
        reached=reached,
        note=" · ".join(part for part in (money, share) if part),
        cells=cells,
    )


def _deals(read: Moment, chosen: LossFilter) -> list[Feedback]:
    ids = lost_feedback(read, chosen)
    return [
        one
        for start in range(0, len(ids), _READ)
        for one in feedback_page(read, ids[start : start + _READ])
    ]


def _card(one: Feedback, currency: str) -> Card:
    loss = one.loss
    if loss is None:
        raise AssertionError("a lost sale without its facts")
    who = excerpt(one.speaker, 300) or "Not named"
    guessed = " (our guess)" if loss.told_by is ToldBy.US else ""
    also = ", ".join(loss.also)
    lines = [
        f"{excerpt(loss.reason, 300)}{guessed}" + (f"; also {excerpt(also, 300)}" if also else ""),
        _whither(loss),
    ]
    notes = [
        f"Suggested instead: {excerpt(loss.alternative, 300)}" if loss.alternative else "",
        f"Look again on {show_date(loss.revisit)}" if loss.revisit and not loss.won_back else "",
    ]
    aside = [show_money(loss.value, currency)] if loss.value is not None else []
    if loss.won_back:
        aside.append(f"won back {show_date(loss.won_back)}")
    words = one.text[:WORDS_LENGTH]
    return Card(
        rail=(f"{one.on.day} {one.on:%b}", str(one.on.year)),
        title=who,
        aside=tuple(aside),
        lines=tuple(line for line in lines if line),
        said=(Said(words),) if words else (),
        notes=tuple(note for note in notes if note),
        cells=(
            (
                one.on, one.who or "", one.organisation or "", loss.reason,
                label(loss.told_by), also, label(loss.outcome), loss.competitor or "",
                None if loss.value is None else Decimal(loss.value) / 100,
                loss.stage_reached or "", loss.alternative or "",
                loss.revisit,
                loss.won_back, words,
            ),
        ),
    )  # fmt: skip


def _whither(loss: Loss) -> str:
    """Say where they went, and how far the sale had got."""
    where = excerpt(loss.competitor, 200) if loss.competitor else ""
    where = f"Went to {where}" if where else ""
    if not where and loss.outcome is not Outcome.UNKNOWN:
        where = label(loss.outcome)
    far = f"got as far as {excerpt(loss.stage_reached, 120)}" if loss.stage_reached else ""
    words = ", ".join(part for part in (where, far) if part)
    return f"{words[:1].upper()}{words[1:]}" if words else ""
