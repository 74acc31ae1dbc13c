"""Another file in the workspace's place while it is open: between two steps, and within one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from feedbackdesk.desk.backups import back_up
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rotation import Why
from tests.store.test_same_file import (
    HAPPENINGS,
    Happening,
    Shop,
    change_its_folder,
    copy_over,
    move_its_folder,
    point_elsewhere,
    rename,
    rename_over,
)
from tests.torture.frame import Case, Plan, Tell, Torment, asked, in_child
from tests.torture.statements import trace
from tests.torture.workspaces import hash_of

_STATEMENTS = 24
"""Within how many statements of a step something may happen."""


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def take_log(path: Path, _other: Path) -> None:
    """As whoever tidies up deletes what looks left over."""
    _log_of(path).unlink(missing_ok=True)


def move_log(path: Path, _other: Path) -> None:
    """To a name beside."""
    if _log_of(path).exists():
        _log_of(path).rename(path.with_name("left over"))


def exchange_log(path: Path, other: Path) -> None:
    """Another file's log in its place."""
    strange = path.with_name("strange")
    strange.write_bytes(b"no log " * 5_000)
    strange.replace(_log_of(path))


_SWAPS: dict[str, Happening] = {
    **{name: what for name, (what, _astray) in HAPPENINGS.items()},
    "its log is deleted": take_log,
    "its log is moved": move_log,
    "its log is another one": exchange_log,
}
_KEEPS_ALL = {rename, move_its_folder, change_its_folder, take_log, move_log, exchange_log}
"""After these nothing is lost that was said before, either."""
_COMES_WHOLE = {rename_over, copy_over, change_its_folder, point_elsewhere}
"""After these there is another workspace, to be left as it is."""
_FIRST = ("one", "one more", "two", "three")


def cases(plan: Plan) -> Iterator[Case]:
    """Yield every way between two steps and within one, over and over in other orders."""
    draw = random.Random(plan.seed)
    number = 0
    while True:
        ways = list(_SWAPS)
        draw.shuffle(ways)
        for way in ways:
            number += 1
            at = draw.choice((None, draw.randrange(_STATEMENTS)))
            when = "between two steps" if at is None else f"at statement {at} of one"
            yield Case(
                f"{way}, {when}, {number}",
                partial(_swap, happens=_SWAPS[way], at=at, draw=f"{plan.seed} {number}"),
            )


def _swap(place: Path, *, happens: Happening, at: int | None, draw: str) -> str:
    chance = random.Random(draw)

    def work(tell: Tell) -> None:
        hears = _AtStatement()
        shop = Shop(place)
        if chance.random() < 0.5:
            shop.workspace.bring_home()
        if chance.random() < 0.5:
            shop.other.write_bytes(shop.older.read_bytes())
        there = hash_of(shop.other)
        if at is None:
            happens(shop.path, shop.other)
        else:
            hears.arm(at, lambda: happens(shop.path, shop.other))
            _record(shop, "within", tell)
            if not hears.happened:  # the step was shorter
                happens(shop.path, shop.other)
        tell(("stranger", there))
        for number in range(chance.randint(2, 6)):
            what = chance.choice(_AFTERWARDS)
            with suppress(Refusal):
                what(shop.desk) if what is not None else _record(shop, f"after {number}", tell)
        shop.desk.close()

    ended = in_child(work)
    if ended.raised:
        return ended.raised
    said = [one for kind, one in ended.told if kind == "said"]
    (stranger,) = (one for kind, one in ended.told if kind == "stranger")
    return asked(_judge, place, happens, said, stranger)


def _record(shop: Shop, words: str, tell: Tell) -> None:
    with suppress(Refusal):
        shop.record(words)
        tell(("said", words))


_AFTERWARDS: tuple[Callable[[Desk], Any] | None, ...] = (
    None,
    None,
    lambda desk: (desk.undo(), desk.redo()),
    lambda desk: desk.poll(),
    lambda desk: desk.rest(),
    lambda desk: desk.check(),
    lambda desk: desk.sweep(),
    lambda desk: back_up(desk, Why.ASKED),
)
"""What is done after it happened; None records something."""


class _AtStatement:
    """Lets something happen at a statement within a transaction that writes."""

    def __init__(self) -> None:
        self.happened = False
        self._what: Callable[[], object] | None = None
        self._left = 0
        self._within = False
        trace(self._point)

    def arm(self, at: int, what: Callable[[], object]) -> None:
        self._left, self._what = at, what

    def _point(self, statement: str) -> None:
        if self._what is None or self.happened:
            return
        self._within = self._within or statement.startswith("BEGIN IMMEDIATE")
        if self._within:
            self._left -= 1
            if self._left < 0 or statement.startswith("COMMIT"):
                self.happened = True
                self._what()


def _judge(place: Path, happens: Happening, said: list[str], stranger: str) -> str:
    path = place / "desk" / "shop.feedbackdesk"
    if happens in _COMES_WHOLE and hash_of(path) != stranger:
        return "what took its place was changed"
    at_path = _words_in(path)
    if wanted := [words for words in said if words not in at_path]:
        return f"“{wanted[0]}” was acknowledged after it happened, and is not in the file there"
    if happens in _KEEPS_ALL:
        found = set(at_path)
        for one in place.rglob("shop*.feedbackdesk"):
            found |= set(_words_in(one))
        if lost := [words for words in _FIRST if words not in found]:
            return f"“{lost[0]}” was acknowledged before it happened, and is nowhere"
    return ""


def _words_in(path: Path) -> list[str]:
    with suppress(Refusal):
        desk = Desk.open(path, create=False)
        try:
            return [one.text for one in desk.ask(list_feedback)]
        finally:
            desk.close()
    return []


TORMENT = Torment("swaps", "another file in its place, or its log gone, at any moment", cases)
