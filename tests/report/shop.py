"""A small business with a roadmap, made through the desk."""

from __future__ import annotations

import binascii
import struct
import zlib
from datetime import date
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import ItemFacts, edit_item, plan
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import assign_theme, find_or_make_theme
from feedbackdesk.domain.text import name_key
from feedbackdesk.domain.words import Importance, ItemStage
from feedbackdesk.report.document import Document
from feedbackdesk.report.render import write
from feedbackdesk.store.reader import Reader
from feedbackdesk.store.unit import UnitOfWork


def with_sample(desk: Desk) -> None:
    """Fill a new workspace with the made-up business."""
    desk.do(fill_with_sample)


def say(
    desk: Desk,
    text: str,
    theme: str,
    *,
    who: str | None = None,
    firm: str | None = None,
    on: date | None = None,
    quote: str | None = None,
    importance: Importance | None = None,
    loss: LossFacts | None = None,
) -> int:
    """Record that somebody asked for something."""

    @step("File it")
    def file(work: UnitOfWork, feedback_id: int) -> None:
        assign_theme(work, feedback_id, find_or_make_theme(work, theme), quote=quote)

    new = NewFeedback(text, Speaker(who, firm), on=on, importance=importance, loss=loss)
    feedback_id = desk.do(record_feedback, new).result
    desk.do(file, feedback_id)
    return feedback_id


def put(
    desk: Desk,
    title: str,
    *themes: str,
    to: ItemStage = ItemStage.NEXT,
    description: str = "",
) -> int:
    """Put something on the roadmap."""
    item_id = desk.do(plan, themes or (title,), item=title, to=to).result
    if description:
        desk.do(edit_item, item_id, ItemFacts(description=description))
    return item_id


def agree(desk: Desk, who: str) -> None:
    """Let everybody of a name agree to be quoted."""
    for person_id in desk.ask(_people_named, who):
        desk.do(edit_person, person_id, PersonFacts(may_quote=True))


def _people_named(read: Reader, who: str) -> list[int]:
    return [person.id for person in read.people_named(name_key(who))]


def many_items(desk: Desk, number: int) -> None:
    """Put many items on the roadmap, each with a title, words and a quote of its own."""

    @step("Make many")
    def make(work: UnitOfWork) -> None:
        for place in range(number):
            theme = find_or_make_theme(work, f"Need{place:03}")
            for turn in range(3):
                text = f"Word{place:03}x{turn} says the file in the office is hard to find. " * 2
                new = NewFeedback(text, Speaker(f"Person {place} {turn}", f"Firm {place} {turn}"))
                assign_theme(work, record_feedback(work, new), theme)
            plan(
                work, [f"Need{place:03}"], item=f"Item{place:03} for the office", to=ItemStage.LATER
            )

    desk.do(make)


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", binascii.crc32(kind + body))
    )


def png_with_a_note(note: str, width: int = 30, height: int = 10) -> bytes:
    """Return a small red picture that says, where nobody sees it, who made it."""
    rows = (b"\0" + b"\xb0\x30\x20" * width) * height
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            chunk(b"tEXt", b"Author\0" + note.encode()),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )


def written(made: Document, path: Path) -> int:
    """Write a file that has pages; return how many."""
    pages = write(made, path)
    assert pages is not None
    return pages
