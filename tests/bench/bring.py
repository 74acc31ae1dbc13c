"""Bringing in: a table against executemany, mail onto the heap, and a new order after decisions."""

from __future__ import annotations

import itertools
import mailbox
import random
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from feedbackdesk.desk import heap
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.importing.taking import bring_in
from feedbackdesk.domain.found import Wishes
from feedbackdesk.exchange.reading import read_file
from feedbackdesk.store import fulltext
from tests.bench.measure import Line, line, time_of
from tests.bench.workspace import vocabulary

_MOST_MAILS = 20_000
_PAGE = 20
_SHOWN = 300
_INSERT = (
    "INSERT INTO feedback (uid, kind, channel, said_on, text, recorded_at)"
    " VALUES (?, 'request', 'other', ?, ?, '2026-11-30T12:00:00.000000+00:00')"
)
_MAIL = """From {who}@a.example Thu May 14 09:00:00 2026
From: {who} <{who}@a.example>
To: hello@shop.example
Subject: {subject}
Message-ID: <{number}@a.example>
Date: Thu, 14 May 2026 09:00:00 +0000

{words}

"""


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure each once: nobody brings the same in twice."""
    folder = workspace.parent
    return [_table(folder, size), *_mails(folder, min(size, _MOST_MAILS))]


def _sentences(number: int) -> list[str]:
    chance = random.Random(11)
    words = vocabulary()
    return [" ".join(chance.choices(words, k=12)).capitalize() + "." for _one in range(number)]


def _table(folder: Path, size: int) -> Line:
    path, said = folder / f"table-{size}.csv", _sentences(size)
    rows = [f"2026-05-{1 + n % 28:02},Person {n % 997},{words}" for n, words in enumerate(said)]
    path.write_text("Date,Client,What they said\n" + "\n".join(rows), "utf-8")
    with closing(Desk.open(folder / f"table-{size}.feedbackdesk")) as desk:
        took = time_of(lambda: desk.do(bring_in, path.name, read_file(path, Wishes())))
    bare = folder / f"bare-table-{size}.feedbackdesk"
    Desk.open(bare).close()
    with closing(sqlite3.connect(bare)) as raw:
        fulltext.prepare(raw)
        given = [(uuid.uuid4().hex, "2026-05-04", words) for words in said]

        def insert() -> None:
            with raw:
                raw.executemany(_INSERT, given)

        limit = time_of(insert)
    return line("bring in a table", size, [took], [limit], "at most 3 times at 100,000")


def _mails(folder: Path, number: int) -> list[Line]:
    path = folder / f"mails-{number}.mbox"
    said = _sentences(number * 4)
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            words = "\n".join(said[4 * n : 4 * n + 4])
            file.write(_MAIL.format(number=n, who=f"p{n % 997}", subject="A word", words=words))
    with closing(Desk.open(folder / f"mails-{number}.feedbackdesk")) as desk:

        def ours() -> None:
            desk.do(bring_in, path.name, read_file(path, Wishes()))
            desk.order_heap(_SHOWN)

        onto = line(
            "mail onto the heap, in order", number, [time_of(ours)],
            [time_of(lambda: [one.get_payload() for one in mailbox.mbox(path)])],
            "3 minutes at 20,000",
        )  # fmt: skip
        return [onto, _new_order(desk, number)]


def _new_order(desk: Desk, number: int) -> Line:
    took, bare = [], []
    pages = itertools.count()
    with closing(sqlite3.connect(desk.path)) as raw:
        for _round in range(5):
            first = [one.talk.id for one in desk.order_heap(_SHOWN).first[:_PAGE]]
            kept = [heap.Keep(key) for key in first[: next(pages) % 3]]
            if kept:
                desk.do(heap.keep, kept, "some")
            desk.do(heap.drop, first[len(kept) :], "some")
            took.append(time_of(lambda: desk.order_heap(_SHOWN)))
            bare.append(time_of(raw.execute("SELECT id, text FROM heap").fetchall))
    return line("a new order after a page of decisions", number, took, bare, "250 ms")
