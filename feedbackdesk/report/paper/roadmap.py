"""A roadmap as its templates take it: for its owner, for customers, and on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedbackdesk.domain.dates import paper_date
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import Edition, ItemStage, Lens, label
from feedbackdesk.language.say import _, later, ngettext
from feedbackdesk.report.options import STAGE_ORDER
from feedbackdesk.report.paper.legible import Legible, strings_in
from feedbackdesk.report.paper.plain import SHEETS, is_long
from feedbackdesk.report.paper.setting import Setting, setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.report.rows import Account, Entry, Proof, Quote, Report, Section

_LISTED: Final = 8
"""How many items of a stage stand side by side with those of others on the first page."""
_FEW: Final = 6
"""From how many open items on their stages are shown side by side on a page of their own."""
_NOTE: Final = 200
"""How much of a closing note the one page has room for, in characters."""
_ABOUT: Final = {
    ItemStage.NOW: later("We are working on it."),
    ItemStage.NEXT: later("It comes next."),
    ItemStage.LATER: later("It is planned, without a day."),
    ItemStage.IDEA: later("We heard it, and have not decided yet."),
    ItemStage.SHIPPED: later("It is there."),
    ItemStage.DECLINED: later("We will not do it."),
}
"""What a stage means to customers."""
_NO_MONTHS: Final = {"numbers": [], "told": "", "first": "", "last": ""}


def plain_roadmap(report: Report) -> tuple[Setting, tuple[str, ...]]:
    """Return what sets a roadmap, and sentences about what could not be drawn."""
    maker = _Maker(report)
    match report.options.edition:
        case Edition.WORKING:
            template, page = "roadmap", maker.for_the_owner()
        case Edition.CUSTOMER:
            template, page = "customers", maker.for_customers()
        case Edition.ONE_PAGE:
            template, page = "one-page", maker.on_one_page()
    return setting(template, page, report.logo), maker.legible.sentences


class _Maker:
    def __init__(self, report: Report) -> None:
        self._report = report
        self.legible = Legible(strings_in(report))
        self._proofs = {proof.item_id: proof for proof in report.appendix}
        self._numbers = {
            (proof.item_id, quote.feedback_id): number
            for proof in report.appendix
            for number, (_account, quote) in enumerate(_said(proof), 1)
        }

    # What every edition has.

    def _page(self) -> dict[str, Any]:
        report, say = self._report, self.legible
        empty = [] if report.entries else [say(one) for one in report.empty_lines]
        return {
            "paper": SHEETS[report.options.paper],
            "landscape": report.options.landscape,
            "fonts": list(say.families),
            "lang": "en",
            "dir": "ltr",
            "title": say.heading(report.document_title),
            "author": say(report.business) or "FeedbackDesk",
            "description": say(report.description),
            "on": [report.on.year, report.on.month, report.on.day],
            "business": say(report.business),
            "logo-name": say(report.business).strip() or _("Logo"),
            "heading": say.heading(report.title),
            "running": say.heading(report.title),
            "day": report.day,
            "foot": report.edition_line or _("For our customers"),
            "pages": _("Page {number} of {pages}"),
            "continued": _("{what}, continued"),
            "empty": empty,
            "closing": [say(one) for one in _notes(report)],
            "contact": [say(report.contact)] if report.contact else [],
            "most": report.most_in_a_month,
        }

    # For its owner.

    def for_the_owner(self) -> dict[str, Any]:
        report, options = self._report, self._report.options
        ranked = [section for section in report.sections if _is_open(section)]
        open_ones = [entry for entry in report.entries if entry.stage.is_open]
        done = [entry for entry in report.entries if not entry.stage.is_open]
        return self._page() | {
            "decision": self._decision(),
            "totals": [[one.number, one.words] for one in report.totals if report.entries],
            "overview": [] if options.grouped or len(open_ones) < _FEW else self._overview(),
            "counted": self.legible(self._counted()) if report.entries else "",
            "sections": self._sections(ranked, options.full),
            "done": {"heading": _done_heading(done), "rows": [self._done(one) for one in done]}
            if done
            else None,
            "proofs": self._evidence() if report.appendix else None,
        }

    def _overview(self) -> list[dict[str, Any]]:
        """Return the open stages side by side, each with its first items."""
        found = []
        for stage in STAGE_ORDER:
            here = [one for one in self._report.entries if one.stage is stage and stage.is_open]
            if not here:
                continue
            left = len(here) - _LISTED
            found.append(
                {
                    "stage": stage.value,
                    "heading": label(stage),
                    "count": f"{len(here):,}",
                    "items": [self._short(one) for one in here[:_LISTED]],
                    "more": _("and {number} more").format(number=left) if left > 0 else "",
                }
            )
        return found

    def _short(self, entry: Entry) -> dict[str, Any]:
        return {
            "id": _item(entry),
            "rank": _rank(entry),
            "title": self.legible.heading(entry.title),
            "figure": entry.figure,
            "months": _months(entry),
        }

    def _decision(self) -> dict[str, Any] | None:
        decided, say = self._report.decided, self.legible
        if decided is None:
            return None
        since = decided.since
        return {
            "lead": say.heading(decided.lead),
            "because": say(decided.because),
            "also": [say(one) for one in decided.also],
            "reason": {
                "lines": self._lines(decided.reason, decided.lead),
                "source": decided.kept,
            }
            if decided.reason
            else None,
            "since": {
                "heading": since.heading,
                "rows": [
                    {
                        "rank": f"{one.rank}",
                        "title": say(one.title),
                        "then": f"{one.then:,}",
                        "now": f"{one.now:,}",
                    }
                    for one in since.rows
                ],
                "line": since.line,
            }
            if since
            else None,
        }

    def _counted(self) -> str:
        """Return what was counted, of which days, and what the columns mean."""
        report = self._report
        totals = ", ".join(f"{one.number} {one.words}" for one in report.totals)
        found = [_("Counted: {totals}.").format(totals=totals), report.legend_line]
        if report.period:
            first, last = map(paper_date, report.period)
            found.insert(1, _("Said between {first} and {last}.").format(first=first, last=last))
        if any(one.months for one in report.entries):
            found.append(_("The columns are mentions a month, the last three months dark."))
        return " ".join(found)

    def _sections(self, ranked: Sequence[Section], full: int) -> list[dict[str, Any]]:
        """Return the items in order: the first ones in full, the others in a table."""
        found: list[dict[str, Any]] = []
        told = 0
        for section in ranked:
            room = max(full - told, 0)
            whole, rest = section.entries[:room], section.entries[room:]
            told += len(whole)
            if whole:
                found.append(
                    {
                        "heading": section.heading or _("In order of rank"),
                        "aside": "",
                        "items": [self._item(entry) for entry in whole],
                        "table": None,
                    }
                )
            if rest:
                named = section.heading or (
                    _("The rest, in order of rank") if whole else _("In order of rank")
                )
                found.append(
                    {"heading": named, "aside": "", "items": [], "table": self._table(rest)}
                )
        return found

    def _item(self, entry: Entry) -> dict[str, Any]:
        say, where = self.legible, entry.title
        proof = self._proofs.get(entry.item_id)
        effort = _("effort {number}").format(number=entry.effort) if entry.effort else ""
        target = _("aimed at: {target}").format(target=entry.target) if entry.target else ""
        return {
            "id": _item(entry),
            "rank": _rank(entry),
            "title": say.heading(entry.title),
            "stage": entry.stage.value,
            "tag": entry.tag,
            "signs": [one for one in (self._moved(entry), _pinned(entry)) if one],
            "description": say(entry.description, where),
            "why": say(entry.why, where),
            "why-word": _("Why"),
            "quotes": [self._quote(one, entry) for one in entry.quotes],
            "figure": entry.figure,
            "unit": entry.unit,
            "then": entry.then,
            "months": _months(entry),
            "facts": [say(one, where) for one in (*entry.facts, effort, target) if one],
            "lost": entry.lost_text,
            "overlap": list(entry.overlap),
            "evidence": _proof(proof) if proof else "",
            "evidence-words": _("Evidence, page {page}"),
            "about": say(_themes(entry), where),
            "long": len(entry.description) + sum(len(one.words) for one in entry.quotes) > 6_000,
        }

    def _moved(self, entry: Entry) -> str:
        moved = entry.movement
        return f"{moved} since {entry.since}" if moved and entry.since else moved

    def _quote(self, quote: Quote, entry: Entry) -> dict[str, Any]:
        at = self._numbers.get((entry.item_id, quote.feedback_id))
        return {
            "lines": [
                [[self.legible(words, entry.title), counted] for words, counted in quote.parts]
            ],
            "source": self.legible(quote.source, entry.title),
            "number": f"{_rank(entry)}.{at}" if at else "",
            "target": f"said-{entry.item_id}-{at}" if at else "",
        }

    def _lines(self, words: str, where: str) -> list[list[list[Any]]]:
        lines = (line.strip() for line in words.splitlines())
        return [[[self.legible(line, where), False]] for line in lines if line]

    def _table(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """Return items as rows: what is asked for, and each other number that any of them has."""
        columns = [
            (_("Then"), [one.then.partition(" ")[0] for one in entries]),
            (entries[0].unit.capitalize(), [one.figure for one in entries]),
            (_("Mentions"), [f"{one.mentions:,}" if one.mentions else "" for one in entries]),
            (_("Effort"), [f"{one.effort}" if one.effort else "" for one in entries]),
            (_("Lost sales"), [one.lost_text.removeprefix("lost ") for one in entries]),
        ]
        kept = [(head, cells) for head, cells in columns if any(cells)]
        return {
            "rank-head": _("Rank"),
            "item-head": _("Item"),
            "stage-head": _("Stage"),
            "months-head": _("Twelve months") if entries[0].months else "",
            "heads": [head for head, _cells in kept],
            "strong": [head for head, _cells in kept].index(entries[0].unit.capitalize()),
            "then": 0 if kept[0][0] == _("Then") else -1,
            "rows": [
                {
                    "id": _item(entry),
                    "rank": _rank(entry),
                    "title": self.legible.heading(entry.title),
                    "stage": entry.stage.value,
                    "tag": entry.tag,
                    "months": _months(entry),
                    "cells": [cells[at] for _head, cells in kept],
                }
                for at, entry in enumerate(entries)
            ],
        }

    def _done(self, entry: Entry) -> dict[str, Any]:
        said = f"{entry.figure} {entry.unit}"
        declined = entry.stage is ItemStage.DECLINED
        return {
            "id": _item(entry),
            "stage": entry.stage.value,
            "title": self.legible.heading(entry.title),
            "line": said if entry.why and not declined else f"{label(entry.stage)}, {said}",
            "texts": [
                self.legible(one, entry.title) for one in (entry.description, entry.why) if one
            ],
        }

    def _evidence(self) -> dict[str, Any]:
        return {
            "heading": _("Evidence"),
            "aside": _("Every word behind each number, each account once."),
            "items": [self._behind(proof) for proof in self._report.appendix],
        }

    def _behind(self, proof: Proof) -> dict[str, Any]:
        return {
            "id": _proof(proof),
            "rank": f"{proof.rank}" if proof.rank is not None else "",
            "title": self.legible.heading(proof.title),
            "counted": proof.counted,
            "back": f"item-{proof.item_id}",
            "back-words": _("Page {page}"),
            "more": proof.more,
            "said": [
                self._word(proof, number, account, quote)
                for number, (account, quote) in enumerate(_said(proof), 1)
            ],
        }

    def _word(self, proof: Proof, number: int, account: Account, quote: Quote) -> dict[str, Any]:
        say, where = self.legible, proof.title
        first = account.quotes[0] is quote
        firm = account.name if quote.speaker else ""
        return {
            "id": f"said-{proof.item_id}-{number}",
            "number": f"{proof.rank}.{number}" if proof.rank is not None else f"{number}",
            "lines": self._lines(quote.words, where),
            "note": say(
                "  ·  ".join(one for one in (quote.said, account.about if first else "") if one)
            ),
            "who": say(quote.speaker or account.name, where),
            "firm": say(firm, where),
            "long": is_long([quote.words]),
        }

    # For customers.

    def for_customers(self) -> dict[str, Any]:
        report, say = self._report, self.legible
        stages = []
        for stage in STAGE_ORDER:
            here = [entry for entry in report.entries if entry.stage is stage]
            if here:
                stages.append(
                    {
                        "stage": stage.value,
                        "heading": label(stage),
                        "about": str(_ABOUT[stage]),
                        "items": [self._told(entry) for entry in here],
                    }
                )
        return self._page() | {
            "decision": {
                "lead": _("You said."),
                "because": _("We listened.") if report.entries else "",
                "also": [self._heard(), say(report.legend_line)] if report.entries else [],
            },
            "stages": stages,
        }

    def _told(self, entry: Entry) -> dict[str, Any]:
        say, where = self.legible, entry.title
        return {
            "id": _item(entry),
            "title": say.heading(entry.title),
            "figure": self._asked(entry),
            "description": say(entry.description, where),
            "when": say(entry.why or _aim(entry)),
            "quotes": [self._quote(one, entry) for one in entry.quotes],
            "long": len(entry.description) > 3_000,
        }

    def _heard(self) -> str:
        """Return how many spoke, and what the page is."""
        number = self._report.accounts
        return ngettext(
            "{number} of you told us what would help. This is what we heard, what we are doing "
            "about it, and what is done.",
            "{number} of you told us what would help. This is what we heard, what we are doing "
            "about it, and what is done.",
            number,
        ).format(number=f"{number:,}")

    def _asked(self, entry: Entry) -> str:
        """Return how many asked for an item, as it is said to them."""
        if self._report.options.shown_lens is not Lens.REQUESTS:
            return ", ".join((f"{entry.figure} {entry.unit}", *entry.facts))
        asked = ngettext("{number} of you asked", "{number} of you asked", entry.requests)
        told = asked.format(number=f"{entry.requests:,}") if entry.requests else ""
        return ", ".join(part for part in (told, *entry.facts) if part)

    # On one page.

    def on_one_page(self) -> dict[str, Any]:
        report = self._report
        entries = [entry for entry in report.entries if entry.stage.is_open]
        counts = [
            {
                "stage": stage.value,
                "heading": label(stage),
                "count": f"{number:,}",
            }
            for stage in STAGE_ORDER
            if (number := sum(entry.stage is stage for entry in report.entries))
        ]
        return self._page() | {
            "items": [self._row(entry) for entry in entries],
            "counts": counts,
            "legend": self.legible(" ".join((report.legend_line, *self._done_lines()))),
            "closing": [self.legible(excerpt("  ".join(_notes(report)), _NOTE))],
            "left-out": _("And {number} more."),
        }

    def _done_lines(self) -> list[str]:
        """Return what is done with, a line for each stage."""
        found = []
        for stage in (ItemStage.SHIPPED, ItemStage.DECLINED):
            titles = [
                f"{entry.title} ({entry.shipped_in})" if entry.shipped_in else entry.title
                for entry in self._report.entries
                if entry.stage is stage
            ]
            if titles:
                found.append(f"{label(stage)}: {excerpt(', '.join(titles), _NOTE)}.")
        return found

    def _row(self, entry: Entry) -> dict[str, Any]:
        return {
            "rank": _rank(entry),
            "title": self.legible.heading(entry.title),
            "stage": entry.stage.value,
            "figure": entry.figure,
            "facts": [self.legible(one, entry.title) for one in entry.numbers],
        }


def _notes(report: Report) -> list[str]:
    """Return the owner's note; how they are reached is set below it."""
    return [one for one in report.closing if one != report.contact]


def _aim(entry: Entry) -> str:
    return _("aimed at: {target}").format(target=entry.target) if entry.target else ""


def _months(entry: Entry) -> dict[str, Any]:
    line = entry.months
    if line is None:
        return _NO_MONTHS
    return {
        "numbers": list(line.numbers),
        "told": line.told,
        "first": line.first,
        "last": line.last,
    }


def _said(proof: Proof) -> list[tuple[Account, Quote]]:
    return [(account, quote) for account in proof.accounts for quote in account.quotes]


def _is_open(section: Section) -> bool:
    return any(entry.stage.is_open for entry in section.entries)


def _done_heading(done: Sequence[Entry]) -> str:
    stages = {entry.stage for entry in done}
    return label(*stages) if len(stages) == 1 else _("Shipped and declined")


def _item(entry: Entry) -> str:
    return f"item-{entry.item_id}"


def _proof(proof: Proof) -> str:
    return f"proof-{proof.item_id}"


def _rank(entry: Entry) -> str:
    return f"{entry.rank}" if entry.rank is not None else ""


def _pinned(entry: Entry) -> str:
    return _("pinned by hand") if entry.pinned else ""


def _themes(entry: Entry) -> str:
    if not entry.themes:
        return ""
    named = ", ".join(entry.themes)
    one = len(entry.themes) == 1
    return (_("Theme: {named}") if one else _("Themes: {named}")).format(named=named)
