"""The roadmap: items made from themes, moved, shipped and declined, and ranked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from feedbackdesk.desk.followups import close_the_loop, tell_each_once
from feedbackdesk.desk.people import must_not_be_taken
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import find_or_make_theme
from feedbackdesk.domain.dates import local_today, past_day
from feedbackdesk.domain.errors import Ambiguous, NotThere, Refusal
from feedbackdesk.domain.lenses import MOMENTUM_DAYS
from feedbackdesk.domain.ranking import rank_items
from feedbackdesk.domain.text import clean, clean_name, name_key
from feedbackdesk.domain.words import ItemStage, Lens, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import Evidence, Item, RankedItem
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.schema import TableName
    from feedbackdesk.store.unit import UnitOfWork, Value

EFFORT_LIMIT = 1_000


def item_named(read: Reader, text: str, *, by_key: bool = True) -> Item:
    """Return the item of a title, or of a key."""
    found = read.items_with_key(name_key(text))
    if not found and by_key and text.strip().isdecimal():
        found = [min(int(text.strip()[:20]), 2**62)]
    if len(found) > 1:
        items = [item for key in found if (item := read.item(key))]
        listed = "; ".join(f"{item.title} ({item.stage}, id {item.id})" for item in items[:8])
        raise Ambiguous(
            f"Several items are called “{text[:80]}”: {listed}. Nothing was changed; use the id."
        )
    item = read.item(found[0]) if found else None
    if item is None:
        raise NotThere(f"There is no roadmap item called “{text[:80]}”. Nothing was changed.")
    return item


def check_effort(effort: int | None) -> int | None:
    """Return the effort; refuse one that is out of range."""
    if effort is not None and not 1 <= effort <= EFFORT_LIMIT:
        raise Refusal(f"Effort is a whole number from 1 to {EFFORT_LIMIT:,}. Nothing was changed.")
    return effort


def check_place(place: int) -> int:
    """Return a place in a column; refuse one that is out of range."""
    if not 1 <= place <= 10_000:
        raise Refusal("A place in a column is a number from 1. Nothing was changed.")
    return place


def _make_item(work: UnitOfWork, title: str, stage: ItemStage, effort: int | None = None) -> int:
    """Make an item; none begins as shipped or declined: who asked would never hear of it."""
    if not stage.is_open:
        raise Refusal(
            f"An item is planned first, in a stage that is open, and {label(stage).lower()} after. "
            "Nothing was changed."
        )
    name = clean_name(title, "title")
    return work.insert(
        "item",
        title=name,
        key=name_key(name),
        stage=stage.value,
        stage_on=local_today().isoformat(),
        effort=check_effort(effort),
    )


def _link(work: UnitOfWork, item_id: int, theme_id: int) -> None:
    root_id = work.read.root_of_theme(theme_id)
    if root_id is None:
        raise NotThere("That theme is no longer there. Nothing was changed.")
    if not work.read.links_of(item_id, root_id):
        work.insert("item_theme", item_id=item_id, theme_id=root_id)


@step("Plan {result:item}")
def plan(
    work: UnitOfWork,
    themes: Sequence[str],
    *,
    item: str | None = None,
    to: ItemStage | None = None,
    effort: int | None = None,
) -> int:
    """Link themes, made if missing, to an item, made if missing; return the item's key."""
    theme_ids = [find_or_make_theme(work, name) for name in themes]
    if not theme_ids and not item:
        raise Refusal("Name a theme to plan for. Nothing was changed.")
    first = work.read.theme(theme_ids[0]) if theme_ids else None
    title = clean_name(item or (first.name if first else ""), "title")
    try:
        # A theme called 42 does not mean the item whose key is 42.
        known = item_named(work.read, title, by_key=item is not None)
    except NotThere:
        item_id = _make_item(work, title, to or ItemStage.IDEA, effort)
    else:
        item_id = known.id
        if to is not None and to is not known.stage:
            to_stage(work, item_id, to)
        if effort is not None:
            work.update("item", item_id, effort=check_effort(effort))
    for theme_id in theme_ids:
        _link(work, item_id, theme_id)
    return item_id


@step("Put {theme_id:theme} on the roadmap")
def plan_theme(work: UnitOfWork, theme_id: int, stage: ItemStage, place: int | None = None) -> int:
    """Make an item of a theme in an open stage, pinned to a place if given; return its key."""
    theme = work.read.theme(theme_id)
    if theme is None:
        raise NotThere("That theme is no longer there. Nothing was changed.")
    for key in work.read.items_with_key(name_key(theme.name)):
        known = work.read.item(key)
        if known is not None and known.stage.is_open and theme.id in known.theme_ids:
            raise Refusal(
                f"“{known.title}” is on the roadmap already, in {label(known.stage)}. "
                "Nothing was changed; move its card instead."
            )
    item_id = _make_item(work, theme.name, stage)
    _link(work, item_id, theme.id)
    if place is not None:
        work.update("item", item_id, pinned=check_place(place))
    return item_id


def open_items_of(read: Reader, theme_id: int) -> list[tuple[int, str]]:
    """Return the keys and titles of the open items that answer a theme."""
    return [(key, title) for key, title, stage in read.theme_items(theme_id) if stage.is_open]


@step("Link {theme_id:theme} to {item_id:item}")
def link_theme(work: UnitOfWork, item_id: int, theme_id: int) -> None:
    """Let an item answer one more theme."""
    _link(work, item_id, theme_id)


@step("Link {result:theme} to {item_id:item}")
def link_named(work: UnitOfWork, item_id: int, name: str) -> int:
    """Let an item answer a theme by its name, made if it is missing; return the theme's key."""
    theme_id = find_or_make_theme(work, name)
    _link(work, item_id, theme_id)
    return theme_id


@step("Unlink {theme_id:theme} from {item_id:item}")
def unlink_theme(work: UnitOfWork, item_id: int, theme_id: int) -> None:
    """Take a theme away from an item."""
    root_id = work.read.root_of_theme(theme_id)
    for key in work.read.links_of(item_id, root_id) if root_id else ():
        work.delete("item_theme", key)


def to_stage(
    work: UnitOfWork, item_id: int, stage: ItemStage, *, on: date | None = None, why: str = ""
) -> None:
    """Put an item into a stage, with the reason; who asked is to hear that it was closed."""
    item = work.read.item(item_id)
    if item is None:
        raise NotThere("That item is no longer there. Nothing was changed.")
    values: dict[str, Value] = {}
    if stage is not item.stage:
        # A pin is a place within a column; in another column it would mean nothing.
        values |= {"stage": stage.value, "pinned": None, "why": clean(why)}
        values["stage_on"] = (on or local_today()).isoformat()
    elif on is not None:
        values["stage_on"] = on.isoformat()
    if why:
        values["why"] = clean(why)
    work.update("item", item_id, **values)
    if "stage" in values and not (stage.is_open and item.stage.is_open):
        close_the_loop(work, item_id, stage)


def note_why(work: UnitOfWork, item_id: int, why: str) -> None:
    """Keep the reason of a decision that changes no stage; without one, nothing."""
    if text := clean(why):
        work.insert("item_why", item_id=item_id, text=text)


@step("Move {item_id:item} to {stage}")
def move_item(work: UnitOfWork, item_id: int, stage: ItemStage, why: str = "") -> None:
    """Put an item into another stage, with the reason for it if there is one."""
    to_stage(work, item_id, stage, why=why)


@step("Pin {item_id:item} at {place}")
def pin_item(
    work: UnitOfWork, item_id: int, place: int, stage: ItemStage | None = None, why: str = ""
) -> None:
    """Keep an item at a place within its column, counted from 1, whatever its rank."""
    _move_or_note(work, item_id, stage, why)
    work.update("item", item_id, pinned=check_place(place))


@step("Unpin {item_id:item}")
def unpin_item(
    work: UnitOfWork, item_id: int, stage: ItemStage | None = None, why: str = ""
) -> None:
    """Let an item stand where its rank puts it."""
    _move_or_note(work, item_id, stage, why)
    work.update("item", item_id, pinned=None)


def _move_or_note(work: UnitOfWork, item_id: int, stage: ItemStage | None, why: str) -> None:
    if stage is not None:
        to_stage(work, item_id, stage, why=why)
    else:
        note_why(work, item_id, why)


@step("Ship {item_id:item}")
def ship_item(work: UnitOfWork, item_id: int, on: date | None = None) -> None:
    """Mark an item shipped, today or on a day."""
    to_stage(work, item_id, ItemStage.SHIPPED, on=past_day(on) if on else None)


@step("Decline {item_id:item}")
def decline_item(work: UnitOfWork, item_id: int, why: str) -> None:
    """Mark an item declined, with the reason that those who asked will hear."""
    if not clean(why):
        raise Refusal(
            "Declining needs a reason: those who asked will want it. Nothing was changed."
        )
    to_stage(work, item_id, ItemStage.DECLINED, why=why)


@step("Move {number} to {stage}")
def move_items(
    work: UnitOfWork, item_ids: Sequence[int], stage: ItemStage, number: str, why: str = ""
) -> None:
    """Put several items into a stage at once; `number` says how many, in words."""
    del number  # for the label
    if stage is ItemStage.DECLINED and not clean(why):
        raise Refusal(
            "Declining needs a reason: those who asked will want it. Nothing was changed."
        )
    for item_id in dict.fromkeys(item_ids):
        to_stage(work, item_id, stage, why=why if stage is ItemStage.DECLINED else "")


@step("Pin {number} from {place} on")
def pin_items(work: UnitOfWork, item_ids: Sequence[int], place: int, number: str) -> None:
    """Keep several items of a column at neighbouring places; `number` says how many, in words."""
    del number  # for the label
    for after, item_id in enumerate(dict.fromkeys(item_ids)):
        if work.read.item(item_id) is None:
            raise NotThere("That item is no longer there. Nothing was changed.")
        work.update("item", item_id, pinned=check_place(place + after))


@step("Unpin {number}")
def unpin_items(work: UnitOfWork, item_ids: Sequence[int], number: str) -> None:
    """Let several items stand where their ranks put them; `number` says how many, in words."""
    del number  # for the label
    for item_id in dict.fromkeys(item_ids):
        work.update("item", item_id, pinned=None)


@step("Delete {number}")
def delete_items(work: UnitOfWork, item_ids: Sequence[int], number: str) -> None:
    """Remove several items; their themes and feedback stay. `number` says how many, in words."""
    del number  # for the label
    for item_id in dict.fromkeys(item_ids):
        work.delete("item", item_id)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """Corrections of an item: what is None stays."""

    title: str | None = None
    description: str | None = None
    stage: ItemStage | None = None
    effort: int | None = None
    clear_effort: bool = False
    target: str | None = None
    why: str | None = None


@step("Edit {item_id:item}")
def edit_item(work: UnitOfWork, item_id: int, facts: ItemFacts) -> None:
    """Correct an item."""
    values: dict[str, Value] = {}
    if facts.title is not None:
        title = clean_name(facts.title, "title")
        values |= {"title": title, "key": name_key(title)}
        was = work.read.item(item_id)
        if was is not None and values["key"] != name_key(was.title):
            must_not_be_taken(work.read, "item", item_id, title)
    if facts.description is not None:
        values["description"] = clean(facts.description)
    if facts.effort is not None or facts.clear_effort:
        values["effort"] = check_effort(facts.effort)
    if facts.target is not None:
        values["target"] = clean(facts.target)
    if facts.stage is not None:
        to_stage(work, item_id, facts.stage)
    if facts.why is not None:
        values["why"] = clean(facts.why)
    if values:
        work.update("item", item_id, **values)


@step("Merge {source_id:item} into {target_id:item}")
def merge_items(work: UnitOfWork, source_id: int, target_id: int) -> None:
    """Let two items be one: themes, links, reasons and what is owed go to the other.

    What only the first of them says of itself, the other takes over. Undo brings both back.
    """
    from feedbackdesk.store.columns import LENT

    source, target = work.row("item", source_id), work.row("item", target_id)
    if source is None or target is None:
        raise NotThere("That item is no longer there. Nothing was changed.")
    if source_id == target_id:
        raise Refusal("An item cannot be merged into itself. Nothing was changed.")
    item = work.read.item(source_id)
    for theme_id in item.theme_ids if item is not None else ():
        _link(work, target_id, theme_id)
    tables: tuple[TableName, ...] = ("item_link", "item_why", "follow_up")
    for table in tables:
        work.update_where(table, {"item_id": source_id}, item_id=target_id)
    values = {name: source[name] for name in LENT["item"] if source[name] and not target[name]}
    if values:
        work.update("item", target_id, **values)
    work.delete("item", source_id)
    tell_each_once(work, [target_id])


@step("Delete {item_id:item}")
def delete_item(work: UnitOfWork, item_id: int) -> None:
    """Remove an item; its themes and their feedback stay."""
    work.delete("item", item_id)


def ranked_roadmap(read: Reader, lens: Lens = Lens.REQUESTS) -> list[RankedItem]:
    """Return the roadmap in rank order, with the numbers that this lens needs.

    Every number is read as it is kept, at any size. Only momentum goes by today, and is
    filled in where the lens is that one. See `full_roadmap`.
    """
    items = read.items(_window() if lens is Lens.MOMENTUM else None)
    return rank_items(items, lens, read.last_ranking(lens))


def full_roadmap(read: Reader, lens: Lens = Lens.REQUESTS) -> list[RankedItem]:
    """Return the roadmap in rank order, with every number filled in."""
    return rank_items(read.items(_window()), lens, read.last_ranking(lens))


def _window() -> tuple[str, str]:
    """Return the days between which momentum counts who was heard."""
    today = local_today()
    return (today - timedelta(days=MOMENTUM_DAYS)).isoformat(), today.isoformat()


def evidence(read: Reader, item_id: int) -> list[Evidence]:
    """Return every account, date and quote behind an item."""
    return read.evidence(item_id)


def one_item(read: Reader, item_id: int) -> Item | None:
    """Return one item with its kept numbers; None where it is gone."""
    return read.item(item_id)
