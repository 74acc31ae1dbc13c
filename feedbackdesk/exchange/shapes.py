"""The shapes of JSON and CSV: which fields a row has, in which order, and how each is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.money import money_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedbackdesk.desk.behind import Behind
    from feedbackdesk.domain.decisions import Decision
    from feedbackdesk.domain.movement import Moved, Snapshot
    from feedbackdesk.domain.rows import (
        Evidence,
        Feedback,
        FollowUp,
        HistoryEntry,
        Person,
        RankedItem,
        Theme,
    )

    Shape = dict[str, Any]

ROADMAP = (
    "rank", "id", "title", "stage", "requests", "mentions", "value", "lost", "lost_value",
    "momentum", "effort", "score", "pinned", "moved", "themes",
)  # fmt: skip
THEMES = ("id", "name", "aliases", "requests", "mentions", "items")
FEEDBACK = (
    "id", "on", "kind", "channel", "who", "organisation", "stage", "text", "themes", "feeling",
    "importance", "link", "reach",
)  # fmt: skip
LOSS = (
    "outcome", "reason", "also", "competitor", "value", "told_by", "alternative", "revisit",
    "stage_reached", "won_back",
)  # fmt: skip
PEOPLE = (
    "id", "name", "organisation", "stage", "email", "feedback", "owed", "referred", "value",
)  # fmt: skip
OWED = ("id", "kind", "who", "due", "about", "late")
_STATES = {"do": "done"}
DECISION = ("step", "at", "author", "source", "did", "why", "state")
SNAPSHOTS = ("id", "at", "kind", "name", "edition", "lens", "items")
MOVED = (
    "id", "title", "move", "places", "moved", "then_rank", "rank", "then_stage", "stage",
    "then_requests", "requests", "then_mentions", "mentions", "then_lost_value", "lost_value",
    "then_score", "score",
)  # fmt: skip
HISTORY = ("id", "at", "author", "source", "did", "state")


def _chosen(row: object, names: Iterable[str]) -> Shape:
    return {name: getattr(row, name) for name in names}


def roadmap(entry: RankedItem) -> Shape:
    """Return an item with its place."""
    own = {
        "rank": entry.rank,
        "score": entry.score,
        "moved": entry.moved,
        "value": money_text(entry.item.value),
        "lost_value": money_text(entry.item.lost_value),
    }
    return {name: own[name] if name in own else getattr(entry.item, name) for name in ROADMAP}


def argued(entry: RankedItem, behind: Behind) -> Shape:
    """Return an item with its place, and what stands behind it."""
    key = entry.item.id
    first, last = behind.days.get(key, (None, None))
    return roadmap(entry) | {
        "months": list(behind.of_months(key)),
        "then_requests": entry.then_requests,
        "overlap": behind.shared.above.get(key, 0),
        "period": {"from": first, "to": last},
    }


def flat_argued(entry: RankedItem, behind: Behind) -> Shape:
    """Return an item with what stands behind it for a table of one level."""
    shape = argued(entry, behind)
    period = shape.pop("period")
    return shape | {"period_from": period["from"], "period_to": period["to"]}


FLAT_ARGUED = (*ROADMAP, "months", "then_requests", "overlap", "period_from", "period_to")


def snapshot(row: Snapshot) -> Shape:
    """Return a remembered ranking."""
    kind = "print" if row.is_print else "snapshot"
    own = {"kind": kind, "items": row.number, "edition": row.edition or None}
    return {name: own[name] if name in own else getattr(row, name) for name in SNAPSHOTS}


def moved(row: Moved, figures: tuple[float | None, float | None]) -> Shape:
    """Return an item in two rankings: what it was then, and what it is in the later one.

    The scores are what the later one is ranked by, as far as they are known.
    """
    own: Shape = {
        "id": row.item_id,
        "title": row.title,
        "move": row.move.value,
        "places": row.places,
        "moved": row.words,
        "then_score": figures[0],
        "score": figures[1],
    }
    for before, one in (("then_", row.then), ("", row.now)):
        for name in ("rank", "stage", "requests", "mentions"):
            own[before + name] = getattr(one, name) if one is not None else None
        lost = one.lost_value if one is not None else None
        own[f"{before}lost_value"] = money_text(lost) if lost is not None else None
    return {name: own[name] for name in MOVED}


def theme(row: Theme) -> Shape:
    """Return a theme."""
    return _chosen(row, THEMES)


def feedback(row: Feedback) -> Shape:
    """Return a feedback, with its loss where it is one."""
    shape = _chosen(row, FEEDBACK)
    if row.loss is not None:
        shape["loss"] = _chosen(row.loss, LOSS) | {"value": money_text(row.loss.value)}
    return shape


def flat_feedback(row: Feedback) -> Shape:
    """Return a feedback for a table of one level."""
    shape = feedback(row)
    loss = shape.pop("loss", {})
    return shape | {f"loss_{name}": loss.get(name) for name in LOSS}


FLAT_FEEDBACK = (*FEEDBACK, *(f"loss_{name}" for name in LOSS))


def person(row: Person) -> Shape:
    """Return a person."""
    return _chosen(row, PEOPLE) | {"value": money_text(row.value)}


def owed(row: FollowUp) -> Shape:
    """Return something owed."""
    return _chosen(row, OWED)


def history(row: HistoryEntry) -> Shape:
    """Return a step."""
    return _chosen(row, HISTORY)


def decision(row: Decision) -> Shape:
    """Return what was decided about an item."""
    own = {
        "step": row.step_id,
        "state": "undone" if row.taken_back else _STATES.get(row.kind, row.kind),
    }
    return {name: own[name] if name in own else getattr(row, name) for name in DECISION}


def evidence(rows: Iterable[Evidence]) -> list[Shape]:
    """Return what stands behind an item, each feedback once.

    Where several of the item's themes lead to a feedback, the one with a quote is shown.
    """
    found: dict[int, Shape] = {}
    for row in rows:
        known = found.setdefault(row.feedback_id, _evidence(row))
        if row.theme not in known["themes"]:
            known["themes"].append(row.theme)
        if row.quote and not known["quote"]:
            known |= {"theme": row.theme, "quote": row.quote}
    return list(found.values())


def _evidence(row: Evidence) -> Shape:
    return {
        "who": row.who,
        "organisation": row.organisation,
        "on": row.on,
        "text": row.text,
        "quote": row.quote,
        "theme": row.theme,
        "kind": row.kind,
        "value": money_text(row.value),
        "feedback": row.feedback_id,
        "account": row.account,
        "themes": [],
    }
