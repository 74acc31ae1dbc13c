"""The roadmap for its owner: the decision, the stages, the items in order, the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.language.say import _
from feedbackdesk.report.paper.items import (
    Items,
    item_label,
    months_of,
    proof_label,
    rank_of,
    said_in,
)
from feedbackdesk.report.paper.page import is_long

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.report.document import Part
    from feedbackdesk.report.pieces import Account, Entry, Proof, Quote

_LISTED: Final = 8
"""How many items of a stage stand side by side with those of others on the first page."""
_FEW: Final = 6
"""From how many open items on their stages are shown side by side on a page of their own."""


class OwnersCopy(Items):
    """What the template "roadmap" takes."""

    def page(self) -> dict[str, Any]:
        """Return what the template shows."""
        document = self._document
        ranked = [part for part in document.parts if _is_open(part)]
        open_ones = [entry for entry in document.entries if entry.stage.is_open]
        done = [entry for entry in document.entries if not entry.stage.is_open]
        is_grouped = any(part.heading for part in ranked)
        return self._page() | {
            "decision": self._opening(),
            "totals": [[one.number, one.words] for one in document.totals],
            "overview": [] if is_grouped or len(open_ones) < _FEW else self._overview(),
            "counted": self.legible(self._counted()) if document.entries else "",
            "sections": self._sections(ranked),
            "done": {"heading": _done_heading(done), "rows": [self._done(one) for one in done]}
            if done
            else None,
            "proofs": self._evidence() if document.proofs else None,
        }

    def _overview(self) -> list[dict[str, Any]]:
        """Return the open stages side by side, each with its first items."""
        found = []
        for stage, here in self._document.stages:
            if not stage.is_open:
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
            "id": item_label(entry),
            "rank": rank_of(entry),
            "title": self.legible.heading(entry.title),
            "figure": entry.figure,
            "months": months_of(entry),
        }

    def _opening(self) -> dict[str, Any] | None:
        opening, say = self._document.opening, self.legible
        if opening is None:
            return None
        since = opening.since
        return {
            "lead": say.heading(opening.lead),
            "because": say(opening.because),
            "also": [say(one) for one in opening.also],
            "reason": {
                "lines": self._lines(opening.reason, opening.lead),
                "source": opening.kept,
            }
            if opening.reason
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
        """Return what was counted, how it is ranked, and what the columns mean."""
        document = self._document
        totals = ", ".join(f"{one.number} {one.words}" for one in document.totals)
        found = [_("Counted: {totals}.").format(totals=totals), document.legend_line]
        if any(one.months for one in document.entries):
            found.append(_("The columns are mentions a month, the last three months dark."))
        return " ".join(found)

    def _sections(self, ranked: Sequence[Part]) -> list[dict[str, Any]]:
        """Return the items in order: the first ones in full, the others in a table."""
        found: list[dict[str, Any]] = []
        for part in ranked:
            whole = [entry for entry in part.entries if entry.in_full]
            rest = [entry for entry in part.entries if not entry.in_full]
            if whole:
                found.append(
                    {
                        "heading": part.heading or _("In order of rank"),
                        "aside": "",
                        "items": [self._item(entry) for entry in whole],
                        "table": None,
                    }
                )
            if rest:
                named = part.heading or (
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
            "id": item_label(entry),
            "rank": rank_of(entry),
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
            "months": months_of(entry),
            "facts": [say(one, where) for one in (*entry.facts, effort, target) if one],
            "lost": entry.lost_text,
            "overlap": list(entry.overlap),
            "evidence": proof_label(proof) if proof else "",
            "evidence-words": _("Evidence, page {page}"),
            "about": say(_themes(entry), where),
            "long": len(entry.description) + sum(len(one.words) for one in entry.quotes) > 6_000,
        }

    def _moved(self, entry: Entry) -> str:
        moved = entry.movement
        return f"{moved} since {entry.since}" if moved and entry.since else moved

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
                    "id": item_label(entry),
                    "rank": rank_of(entry),
                    "title": self.legible.heading(entry.title),
                    "stage": entry.stage.value,
                    "tag": entry.tag,
                    "months": months_of(entry),
                    "cells": [cells[at] for _head, cells in kept],
                }
                for at, entry in enumerate(entries)
            ],
        }

    def _done(self, entry: Entry) -> dict[str, Any]:
        said = f"{entry.figure} {entry.unit}"
        declined = entry.stage is ItemStage.DECLINED
        return {
            "id": item_label(entry),
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
            "items": [self._behind(proof) for proof in self._document.proofs],
        }

    def _behind(self, proof: Proof) -> dict[str, Any]:
        return {
            "id": proof_label(proof),
            "rank": f"{proof.rank}" if proof.rank is not None else "",
            "title": self.legible.heading(proof.title),
            "counted": proof.counted,
            "back": f"item-{proof.item_id}",
            "back-words": _("Page {page}"),
            "more": proof.more,
            "said": [
                self._word(proof, number, account, quote)
                for number, (account, quote) in enumerate(said_in(proof), 1)
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


def _is_open(part: Part) -> bool:
    return any(entry.stage.is_open for entry in part.entries)


def _done_heading(done: Sequence[Entry]) -> str:
    stages = {entry.stage for entry in done}
    return label(*stages) if len(stages) == 1 else _("Shipped and declined")


def _pinned(entry: Entry) -> str:
    return _("pinned by hand") if entry.pinned else ""


def _themes(entry: Entry) -> str:
    if not entry.themes:
        return ""
    named = ", ".join(entry.themes)
    one = len(entry.themes) == 1
    return (_("Theme: {named}") if one else _("Themes: {named}")).format(named=named)
