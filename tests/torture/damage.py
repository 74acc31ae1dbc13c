"""Damaged files: bytes that flipped, pages that are gone or elsewhere, an end too early."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.history import history
from feedbackdesk.desk.insights import watch_list
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.search import search_everything
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.errors import Damaged, ReadOnly, Refusal
from feedbackdesk.store import fulltext
from feedbackdesk.store.rescue import rescue
from feedbackdesk.store.schema import APPLICATION_ID, LOGGED, logged_columns
from tests.store.oracle import Rows, rows_of
from tests.torture.frame import Case, Plan, Torment, asked, in_child
from tests.torture.workspaces import NAME, furnish, hash_of, wrong_with

NUMBER = 300
_HEADER = 100
_APPLICATION, _OURS = slice(68, 72), APPLICATION_ID.to_bytes(4, "big")
"""Where the header of a file says whose it is, and what ours say."""


def _flip(content: bytearray, draw: random.Random, page: int) -> None:
    for _number in range(draw.randint(1, 200)):
        content[draw.randrange(page, len(content))] = draw.randrange(256)


def _zero_pages(content: bytearray, draw: random.Random, page: int) -> None:
    for _number in range(draw.randint(1, 4)):
        begin = draw.randrange(1, len(content) // page) * page
        content[begin : begin + page] = bytes(page)


def _fill_pages(content: bytearray, draw: random.Random, page: int) -> None:
    begin = draw.randrange(1, len(content) // page) * page
    content[begin : begin + page] = draw.randbytes(page)


def _cut(content: bytearray, draw: random.Random, _page: int) -> None:
    del content[draw.randrange(1, len(content)) :]


def _spoil_header(content: bytearray, draw: random.Random, _page: int) -> None:
    for _number in range(draw.randint(1, 8)):
        content[draw.randrange(_HEADER)] = draw.randrange(256)


def _spoil_schema(content: bytearray, draw: random.Random, page: int) -> None:
    for _number in range(draw.randint(1, 40)):
        content[draw.randrange(_HEADER, page)] = draw.randrange(256)


def _swap_pages(content: bytearray, draw: random.Random, page: int) -> None:
    one, other = (draw.randrange(1, len(content) // page) * page for _twice in range(2))
    content[one : one + page], content[other : other + page] = (
        content[other : other + page],
        content[one : one + page],
    )


def _shift(content: bytearray, draw: random.Random, page: int) -> None:
    """As where a transfer took some bytes away, or added some."""
    at = draw.randrange(page, len(content))
    if draw.random() < 0.5:
        del content[at : at + draw.randint(1, 9)]
    else:
        content[at:at] = draw.randbytes(draw.randint(1, 9))


_DAMAGES: tuple[Callable[[bytearray, random.Random, int], None], ...] = (
    _flip, _zero_pages, _fill_pages, _cut, _spoil_header, _spoil_schema, _swap_pages, _shift,
)  # fmt: skip


def cases(plan: Plan) -> Iterator[Case]:
    """Yield damaged files, each by a seed of its own."""
    sound = plan.folder / "sound.feedbackdesk"
    in_child(lambda _tell: furnish(sound, size=60))
    for number in range(NUMBER):
        damage = _DAMAGES[number % len(_DAMAGES)]
        name = f"{damage.__name__.strip('_').replace('_', ' ')}, {number}"
        draw = f"{plan.seed} {number}"
        yield Case(name, partial(_damage, sound=sound, damage=damage, draw=draw))


def _damage(
    place: Path, *, sound: Path, damage: Callable[[bytearray, random.Random, int], None], draw: str
) -> str:
    path = Path(shutil.copy(sound, place / NAME))
    content = bytearray(path.read_bytes())
    damage(content, random.Random(draw), int.from_bytes(content[16:18], "big"))
    path.write_bytes(content)
    reads_first = random.Random(draw).random() < 0.5
    return asked(_judge, path, place, sound, reads_first)


def _judge(path: Path, place: Path, sound: Path, reads_first: bool) -> str:
    """Rescue it, read all, or not, then write, and say what is worse than it was."""
    copy = place / "copy to look at"
    shutil.copy(path, copy)
    before, said, as_it_was = _rows(copy), _plain_check(copy), hash_of(path)
    words = path.read_bytes()[_HEADER:]
    copy.unlink()
    if lost := _rescued(path, place / "rescued", before, rows_of(sound)):
        return lost
    try:
        desk = Desk.open(path, create=False)
    except Refusal:
        return "" if hash_of(path) == as_it_was else "it was refused, and changed all the same"
    wrote = False
    try:
        for question in _QUESTIONS if reads_first else ():
            try:
                question(desk)
            except Refusal:
                continue
        try:
            desk.do(record_feedback, NewFeedback("Recorded into it"))
            wrote = True
        except (Damaged, ReadOnly):
            pass
        except Refusal as refusal:
            return f"recording was refused, but not for the damage: {refusal}"
    finally:
        desk.close()
    left = sorted(one.name for one in place.iterdir() if one.name.startswith(NAME))
    if left not in ([NAME], [NAME, f"{NAME}-shm", f"{NAME}-wal"]):
        return f"beside it lie {', '.join(left)}"
    if not wrote:
        same = path.read_bytes()[_HEADER:] == words  # but for how its journal is kept
        return "" if same else "nothing was recorded, and it was changed"
    if said != "ok":
        return f"something was recorded, though SQLite says of it: {said}"
    after = _rows(path)
    fewer = [name for name, rows in before.items() if not rows <= after.get(name, set())]
    return f"since something was recorded, {', '.join(fewer)} lacks rows" if fewer else ""


def _rescued(path: Path, new: Path, readable: dict[str, set[str]], sound: Rows) -> str:
    """Rescue what can be read; every sound row that plain SQLite reads has to come over."""
    as_it_was = hash_of(path)
    try:
        rescue(str(path), str(new))
    except Refusal as refusal:
        left = sum(len(rows) for rows in readable.values())
        ours = path.read_bytes()[_APPLICATION] == _OURS
        return f"{left} rows can be read, but: {refusal}" if left and ours else ""
    if hash_of(path) != as_it_was:
        return "rescuing it changed it"
    wrong = wrong_with(new)
    found = rows_of(new)
    for name, rows in sound.items():
        for key, row in rows.items():
            if _told(row) not in readable[name]:
                continue
            if name == "loss_also" and row["loss_id"] not in found["loss"]:
                continue  # of no use without its loss
            if found[name].get(key) != row:
                return f"a row of {name} can be read, and was not rescued: {row['id']}"
    return wrong and f"what was rescued: {wrong}"


_QUESTIONS: tuple[Callable[[Desk], Any], ...] = (
    lambda desk: desk.note,
    lambda desk: desk.labels(),
    lambda desk: desk.ask(list_feedback),
    lambda desk: desk.ask(all_people),
    lambda desk: desk.ask(all_themes),
    lambda desk: desk.ask(full_roadmap),
    lambda desk: desk.ask(history),
    lambda desk: desk.ask(watch_list),
    lambda desk: desk.ask(search_everything, "bread or delivery"),
    lambda desk: desk.advise("Deliver the bread on Mondays"),
    lambda desk: desk.poll(),
    lambda desk: desk.check(),
)
"""What lists, searches, ranks and checks."""


def _plain_check(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        try:
            fulltext.prepare(raw)
            return str(raw.execute("PRAGMA quick_check(1)").fetchone()[0])
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return str(error)


def _rows(path: Path) -> dict[str, set[str]]:
    """Return every row of every table of the owner's, as far as plain SQLite reads it."""
    found: dict[str, set[str]] = {}
    with closing(sqlite3.connect(path)) as raw:
        raw.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        for name, table in LOGGED.items():
            rows = found.setdefault(name, set())
            columns = [column.name for column in logged_columns(table)]
            try:
                for row in raw.execute(f"SELECT {', '.join(columns)} FROM {name}"):
                    rows.add(_told(dict(zip(columns, row, strict=True))))
            except (sqlite3.Error, UnicodeDecodeError):  # of the schema
                continue
    return found


def _told(row: dict[str, Any]) -> str:
    return repr(sorted(row.items()))


TORMENT = Torment(
    "damage",
    f"{NUMBER} damaged files rescued, read, searched, ranked, checked and written to",
    cases,
    share=2,
)
