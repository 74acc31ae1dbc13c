"""Decisions about a roadmap item with their reasons, and the web pages that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.roadmap import check_effort, check_place, note_why, to_stage
from feedbackdesk.desk.step import step
from feedbackdesk.domain.addresses import web_address
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.text import clean, clean_name
from feedbackdesk.domain.words import ItemStage, label

if TYPE_CHECKING:
    from feedbackdesk.store.unit import UnitOfWork, Value

LINK_LIMIT = 50
"""So many web pages belong to an item at most."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided about an item, whole: where it stands, and what it takes."""

    stage: ItemStage
    place: int | None
    """A place within its column to be pinned at, from 1; None lets the rank decide."""
    effort: int | None
    why: str = ""


@step("Decide on {item_id:item}: {result}")
def decide(work: UnitOfWork, item_id: int, verdict: Verdict) -> str:
    """Move, pin and estimate an item in one step, and keep why; return what changed in words."""
    item = work.read.item(item_id)
    if item is None:
        raise NotThere("That item is no longer there. Nothing was changed.")
    why = clean(verdict.why)
    moves = verdict.stage is not item.stage
    if moves and verdict.stage is ItemStage.DECLINED and not why:
        raise Refusal(
            "Declining needs a reason: those who asked will want it. Nothing was changed."
        )
    parts: list[str] = []
    if moves:
        to_stage(work, item_id, verdict.stage, why=why)
        parts.append(f"to {label(verdict.stage)}")
    values: dict[str, Value] = {}
    if verdict.place is not None and (moves or verdict.place != item.pinned):
        values["pinned"] = check_place(verdict.place)
        parts.append(f"pinned at {verdict.place}")
    elif verdict.place is None and item.pinned is not None and not moves:
        values["pinned"] = None
        parts.append("unpinned")
    if verdict.effort != item.effort:
        values["effort"] = check_effort(verdict.effort)
        parts.append(f"effort {verdict.effort}" if verdict.effort else "no effort")
    if values:
        work.update("item", item_id, **values)
    if why and not moves:
        note_why(work, item_id, why)
        parts = parts or ["a note"]
    if not parts:
        raise Refusal("That is how it stands already. Nothing was changed.")
    return ", ".join(parts)


@step("Add a link to {item_id:item}")
def add_link(work: UnitOfWork, item_id: int, address: str, title: str = "") -> int:
    """Let a web page belong to an item; return the link's key.

    Only http and https addresses are kept; without a title the page's host stands for it.
    """
    if work.read.item(item_id) is None:
        raise NotThere("That item is no longer there. Nothing was changed.")
    typed = clean(address)
    found = web_address(typed if "://" in typed else f"https://{typed}") if typed else None
    if found is None:
        raise Refusal(
            "That is not the address of a web page. Nothing was changed; write it like "
            "https://example.com/page."
        )
    known = work.read.item_links(item_id)
    if any(one.address == found.url for one in known):
        raise Refusal("That link is there already. Nothing was changed.")
    if len(known) >= LINK_LIMIT:
        raise Refusal(f"An item has {LINK_LIMIT} links at most. Nothing was changed.")
    name = clean_name(title, "title") if clean(title) else found.host
    return work.insert("item_link", item_id=item_id, title=name, address=found.url)


@step("Take a link from {item_id:item}")
def remove_link(work: UnitOfWork, item_id: int, link_id: int) -> None:
    """Take a web page away from an item."""
    if all(one.id != link_id for one in work.read.item_links(item_id)):
        raise NotThere("That link is no longer there. Nothing was changed.")
    work.delete("item_link", link_id)
