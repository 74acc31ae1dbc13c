"""What the owner's copy argues beside its numbers: what is next, why, and what has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from feedbackdesk.desk.behind import behind
from feedbackdesk.desk.evidence import decisions_of
from feedbackdesk.domain.argument import argument, chosen
from feedbackdesk.domain.dates import full_date, local_today, paper_date, show_month
from feedbackdesk.domain.ranking import column
from feedbackdesk.domain.text import excerpt
from feedbackdesk.language.say import _, ngettext
from feedbackdesk.report.options import STAGE_ORDER, Shown
from feedbackdesk.report.pieces import Changed, MonthsLine, Opening, Since

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.movement import LastRanking
    from feedbackdesk.domain.rows import Item, RankedItem
    from feedbackdesk.report.options import RoadmapOptions

_CHANGED: Final = 5
"""How many items are told with their numbers then and now."""
_SHARED: Final = 2
"""With how many other items what one shares is told."""
_REASON: Final = 420
"""The longest reason of the owner's, in characters."""


class Argued:
    """Knows what stands behind the items of one roadmap, for its owner's copy."""

    def __init__(
        self,
        read: Moment,
        ranked: Sequence[RankedItem],
        options: RoadmapOptions,
        currency: str,
        before: LastRanking | None,
    ) -> None:
        """Read it, for the items that are printed in full and the one that is next."""
        self._read = read
        self._ranked = ranked
        self._before = before
        self._options = options
        self._currency = currency
        self._rank = {one.item.id: one.rank for one in ranked if one.rank is not None}
        printed = [one for one in ranked if one.item.stage in options.stages]
        self._full = frozenset([one.item.id for one in _in_order(printed, options)][: options.full])
        self._next = chosen(printed)
        closely = self._full | ({self._next.item.id} if self._next else set())
        self._behind = behind(read, ranked, closely)
        self._reasons: dict[int, tuple[str, date] | None] = {}

    @property
    def full(self) -> Collection[int]:
        """The keys of the items that are told in full."""
        return self._full

    def months(self, item_id: int) -> MonthsLine:
        """Return the twelve months of an item, with how they are said."""
        numbers = self._behind.of_months(item_id)
        names = self._behind.names
        said = ", ".join(
            f"{show_month(name)}: {number:,}"
            for name, number in zip(names, numbers, strict=True)
            if number
        )
        return MonthsLine(
            numbers,
            _("Mentions by month: {months}").format(months=said) if said else _("No mentions"),
            show_month(names[0], short=True),
            show_month(names[-1], short=True),
        )

    @property
    def period(self) -> tuple[date, date] | None:
        """The first and the last day of what stands behind any item; None where nothing does."""
        days = [self._behind.days[key] for key in self._rank if key in self._behind.days]
        if not days:
            return None
        return min(first for first, _last in days), max(last for _first, last in days)

    def then(self, entry: RankedItem) -> str:
        """Return how many had asked at a print of an earlier day: 8 on 31 Aug 2026."""
        on = self._before.on if self._before is not None else None
        if entry.then_requests is None or on is None or on >= local_today():
            return ""
        return _("{number} on {day}").format(number=f"{entry.then_requests:,}", day=paper_date(on))

    def overlap(self, item_id: int) -> tuple[str, ...]:
        """Return with which other items an item shares most accounts, a line each."""
        found = self._behind.shared.most(item_id, _SHARED)
        return tuple(
            ngettext(
                "{number} also asks for number {rank}",
                "{number} also ask for number {rank}",
                number,
            ).format(number=f"{number:,}", rank=self._rank[key])
            for key, number in found
            if key in self._rank
        )

    def reason(self, item_id: int) -> tuple[str, date] | None:
        """Return the owner's own reason as it was kept last, and the day; None without one."""
        if item_id not in self._reasons:
            self._reasons[item_id] = self._last_reason(item_id)
        return self._reasons[item_id]

    def _last_reason(self, item_id: int) -> tuple[str, date] | None:
        for decision in decisions_of(self._read, item_id):
            if decision.why and not decision.taken_back and decision.kind != "undo":
                return excerpt(decision.why, _REASON), decision.at.astimezone().date()
        return None

    def opening(self) -> Opening | None:
        """Return what the page opens with; None where neither Next nor Later has an item."""
        printed = [
            replace(one, item=self._as_shown(one.item))
            for one in self._ranked
            if one.item.stage in self._options.stages
        ]
        found = argument(
            printed,
            self._options.lens,
            self._behind.shared,
            self._currency,
            money=self._options.shows_money,
        )
        if found is None:
            return None
        reason = self.reason(found.item_id)
        kept = _("Your reason, kept on {day}").format(day=full_date(reason[1])) if reason else ""
        return Opening(
            found.lead,
            found.because,
            found.also,
            reason[0] if reason else "",
            kept,
            self._since(),
        )

    def _as_shown(self, item: Item) -> Item:
        """Return an item without the numbers that are not to be shown: none is a reason then."""
        shows = self._options.shows
        return replace(
            item,
            momentum=item.momentum if shows(Shown.MOMENTUM) else 0,
            value=item.value if shows(Shown.VALUE) else 0,
            lost=item.lost if shows(Shown.LOST) else 0,
            mentions=item.mentions if shows(Shown.MENTIONS) else 0,
        )

    def _since(self) -> Since | None:
        """Return what changed in numbers since a print of an earlier day, the most first."""
        before = self._before
        if before is None or before.on is None or before.on >= local_today():
            return None
        known = [
            (one.item.requests - one.then_requests, one)
            for one in self._ranked
            if one.rank is not None and one.then_requests is not None
        ]
        changed = sorted(
            (pair for pair in known if pair[0]), key=lambda pair: (-abs(pair[0]), pair[1].rank)
        )
        new = sum(one.is_new for one in self._ranked if one.rank is not None)
        if not changed and not new:
            return None
        told = ngettext("{number} item is new.", "{number} items are new.", new)
        return Since(
            _("Since {day}").format(day=full_date(before.on)),
            tuple(
                Changed(one.item.id, one.rank, one.item.title, one.then_requests, one.item.requests)
                for _by, one in changed[:_CHANGED]
            ),
            told.format(number=new) if new else "",
        )


def _in_order(printed: Sequence[RankedItem], options: RoadmapOptions) -> list[RankedItem]:
    """Return the open items in the order in which they are printed."""
    if not options.grouped:
        return [one for one in printed if one.rank]
    stages = (stage for stage in STAGE_ORDER if stage.is_open)
    return [one for stage in stages for one in column(printed, stage)]
