"""What was decided about a roadmap item, told from the log: when, by whom, what and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import ItemStage, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from feedbackdesk.domain.log import LoggedChange

_NAMED = 120
_ORDER = (
    "Put",
    "Brought",
    "Deleted",
    "Shipped",
    "Declined",
    "Moved",
    "Pinned",
    "Unpinned",
    "Effort",
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One step that changed an item, in words."""

    step_id: int
    at: datetime
    author: str
    source: str
    what: str
    why: str = ""
    kind: str = "do"
    """do, undo or redo."""
    taken_back: bool = False
    """Whether it was undone later, and does not stand now."""

    @property
    def did(self) -> str:
        """What was decided, with the word for an undo before it."""
        return self.what if self.kind == "do" else f"{self.kind.capitalize()}: {self.what}"


def tell(
    changes: Sequence[LoggedChange], theme_name: Callable[[int], str], kind: str = "do"
) -> tuple[str, str]:
    """Return what a step did to an item, and the reason that was given; both may be empty."""
    parts: list[str] = []
    why = ""
    for change in changes:
        image = change.image
        match change.table, change.verb:
            case "item", "update":
                parts += _updated(change)
                if "stage" in change.after or "why" in change.after:
                    why = str(image.get("why") or "")
            case "item", "insert":
                where = _stage(image.get("stage"))
                made = "Put on the roadmap" if kind == "do" else "Brought back"
                parts.insert(0, f"{made}, in {where}" if where else made)
            case "item", "delete":
                parts.insert(0, "Deleted")
            case "item_theme", verb:
                name = theme_name(int(image.get("theme_id") or 0))
                how = {"insert": "Linked", "delete": "Unlinked"}.get(verb, "Changed the link to")
                parts.append(f"{how} {name}")
            case "item_link", verb:
                name = excerpt(str(image.get("title") or image.get("address") or ""), _NAMED)
                how = {"insert": "Added the link", "delete": "Took away the link"}.get(
                    verb, "Changed the link"
                )
                parts.append(f"{how} “{name}”" if name else how)
            case "item_why", "insert":
                why = str(image.get("text") or "")
    if not parts and why:
        parts.append("Noted")
    # An undo goes backwards: it is told in the order in which such things are decided.
    return _joined(sorted(parts, key=_order)), why


def _order(part: str) -> int:
    first = part.split(" ", 1)[0]
    return _ORDER.index(first) if first in _ORDER else len(_ORDER)


def _updated(change: LoggedChange) -> list[str]:
    before, after = change.before, change.after
    parts: list[str] = []
    if "title" in after:
        parts.append(f"Renamed from “{excerpt(str(before.get('title')), _NAMED)}”")
    if "stage" in after:
        parts.append(_moved(before.get("stage"), after["stage"]))
    elif "stage_on" in after:
        parts.append(f"Day set to {_day(after['stage_on'])}")
    if "pinned" in after:
        parts += _pinned(before.get("pinned"), after["pinned"], moved="stage" in after)
    if "effort" in after:
        parts.append(_changed("Effort", before.get("effort"), after["effort"]))
    if "target" in after:
        parts.append(_changed("Target", before.get("target"), after["target"]))
    if "description" in after:
        parts.append("Description changed" if after["description"] else "Description taken away")
    if "why" in after and "stage" not in after:
        parts.append("Reason changed" if after["why"] else "Reason taken away")
    return parts


def _moved(before: Any, after: Any) -> str:
    match after:
        case ItemStage.SHIPPED:
            return "Shipped"
        case ItemStage.DECLINED:
            return "Declined"
    was = _stage(before)
    return f"Moved from {was} to {_stage(after)}" if was else f"Moved to {_stage(after)}"


def _pinned(before: Any, after: Any, *, moved: bool) -> list[str]:
    if after is not None:
        return [f"Pinned at place {after}"]
    # A pin is a place within a column: it goes with the column, and that is told already.
    return [] if moved else [f"Unpinned from place {before}"]


def _changed(what: str, before: Any, after: Any) -> str:
    if after in (None, ""):
        return f"{what} taken away"
    now = excerpt(str(after), _NAMED)
    return f"{what} {excerpt(str(before), _NAMED)} → {now}" if before else f"{what} set to {now}"


def _stage(value: Any) -> str:
    known = {stage.value: label(stage) for stage in ItemStage}
    return known.get(str(value), "")


def _day(value: Any) -> str:
    return show_date(date.fromisoformat(str(value)))


def _joined(parts: list[str]) -> str:
    """Return parts as one sentence: the first begins it."""
    if not parts:
        return ""
    first, *rest = parts
    return ", ".join([first, *(one[:1].lower() + one[1:] for one in rest)])
