"""Erasing beyond the workspace: in each copy of it, and again where an older one comes back.

An erasure is remembered in the workspace itself, with the step that says so, and beside it in
the user's state folder, which no backup replaces: a file for each business, by the mark of its
first step. So another computer that gets the workspace knows it, and this one does, too, where
all that is left of the workspace is an older copy.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedbackdesk import paths, private
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.json_beside import JSON, made_anew
from feedbackdesk.desk.remembered import Remembered
from feedbackdesk.domain.erasures import Erasure, from_lines, new_key, to_lines, together
from feedbackdesk.paths import WORKSPACE_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from feedbackdesk.desk.door import Door
    from feedbackdesk.desk.privacy import Erased
    from feedbackdesk.domain.erasures import Reached
    from feedbackdesk.store.reader import Reader

_LEFT = "erase-in"
BYTES_LIMIT = 64_000_000
"""The largest file that is read: far more than anybody erases."""


def remembered(begun: str) -> tuple[Erasure, ...]:
    """Return the erasures that are remembered of a business, by the mark of its first step."""
    with suppress(OSError, ValueError):
        path = _file_of(begun)
        if path.stat().st_size <= BYTES_LIMIT:
            return together(from_lines(path.read_text("utf-8")))
    return ()


def remember(begun: str, erasures: Iterable[Erasure]) -> None:
    """Remember erasures beside the workspace; where that cannot be, the workspace alone does."""
    known = remembered(begun)
    every = together(known, erasures)
    if every == known:
        return
    path = _file_of(begun)
    part = path.with_suffix(".part")
    with suppress(OSError):
        private.make_folder(path.parent)
        private.make_file(part)
        part.write_text(to_lines(every), "utf-8")
        part.replace(path)


def key_for(known: Sequence[Erasure], begun: str | None) -> str:
    """Return the key for the next erasure's marks: that of the ones before, so that one is asked.

    `known` is what the workspace remembers, `begun` the mark of its first step.
    """
    every = [*known, *(remembered(begun) if begun else ())]
    return every[-1].key if every else new_key()


def old_copies(desk: Door) -> tuple[Path, ...]:
    """Return the copies of an open workspace that are known, and what is left of such.

    Those about it, in the second place, and wherever else copies of it were made; of what is
    away, where it lies.
    """
    found, away = _copies_and_away(desk)
    return (*found, *away)


def _copies_and_away(desk: Door) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    from feedbackdesk.desk.backup_plan import second_folder
    from feedbackdesk.desk.copies_made import places, settle
    from feedbackdesk.store.copies import copies_of

    begun = desk.begun_uid()
    made = {one.folder: one.names for one in places(begun)}
    second = None if desk.newer else second_folder(desk)
    if second is not None:
        made.setdefault(second.resolve(), ())
    found = copies_of(desk.path.resolve(), made)
    away = settle(begun, found)
    if second is not None and not second.exists() and second not in away:
        away = (*away, second)
    return tuple(found), away


def leave(workspace: Path, copies: Iterable[Path]) -> None:
    """Remember copies that still hold somebody who was erased, to be reached later."""
    memory = Remembered(workspace, _LEFT)
    known = _left(workspace)
    every = list(dict.fromkeys((*known, *(str(one.absolute()) for one in copies))))
    if every != known:
        memory.save({"copies": every})


def reach(
    desk: Door,
    copies: Iterable[Path],
    erased: Erased,
    *,
    prune_backups: bool = False,
    told: Callable[[Reached], object] = lambda _reached: None,
    unwanted: Callable[[], bool] = lambda: False,
) -> list[Reached]:
    """Make copies anew without who was erased; `told` hears of each.

    `prune_backups` deletes those that are backups instead. Nobody waits for it: the workspace is
    only read. What could not be reached, or was not begun before it was `unwanted`, is tried
    again at the next check, and with the next backup.
    """
    from feedbackdesk.store.copies import as_it_is_called_now

    every = [as_it_is_called_now(one) for one in copies]
    pruned = [one for one in every if is_pruned(one, desk.path)] if prune_backups else []
    found = [_pruned(desk, one) for one in pruned]
    for one in found:
        told(one)
    left = [one for one in every if one not in pruned]
    return found + _reach(desk, left, (erased.erasure,), erased.names, told, unwanted)


def is_pruned(copy: Path, workspace: Path) -> bool:
    """Whether a copy of a workspace is a backup, and not one that somebody may work in."""
    from feedbackdesk.store.copies import is_backup

    return is_backup(copy, workspace)


def _pruned(desk: Door, copy: Path) -> Reached:
    from feedbackdesk.desk.privacy import prune
    from feedbackdesk.domain.erasures import Fate, Reached

    if prune([copy]):
        return Reached(copy, Fate.KEPT, "it could not be deleted", again=True)
    _forget_left(desk.path, [str(copy.absolute())])
    return Reached(copy, Fate.DELETED)


def reach_left(desk: Door, *, unwanted: Callable[[], bool] = lambda: False) -> list[Reached]:
    """Reach the copies that were out of reach when somebody was erased; return what became of them.

    Such as those on a stick that is back; with what is left of copies that were being made.
    """
    from feedbackdesk.store.copies import finished, is_remnant

    if desk.read_only or not (left := _left(desk.path)):
        return []
    left = [*left, *(str(finished(Path(path))) for path in left)]
    known = set(old_copies(desk))
    renamed = {Path(path).parent for path in left if not Path(path).exists()}
    copies = [
        one
        for one in known
        if is_remnant(one)
        or one.parent in renamed
        or any(one.is_relative_to(path) for path in left)
    ]
    _forget_left(desk.path, [path for path in left if Path(path) not in known])
    erasures = tuple(desk.ask(_erasures))
    if not erasures:  # it was refused after all
        _forget_left(desk.path, left)
        return []
    return _reach(desk, copies, erasures, (), lambda _one: None, unwanted)


def _reach(
    desk: Door,
    copies: Iterable[Path],
    erasures: tuple[Erasure, ...],
    names: tuple[str, ...],
    told: Callable[[Reached], object],
    unwanted: Callable[[], bool],
) -> list[Reached]:
    from feedbackdesk.domain.erasures import Fate, Reached
    from feedbackdesk.store.erase_copies import AsNow, ToForget, erase_in_copy

    now = AsNow(lambda some: desk.ask(_uids_naming, some), lambda some: desk.ask(_people, some))
    forget = ToForget(erasures, names, now, desk.origin)
    found, (_there, away) = [], _copies_and_away(desk)
    kept: set[Path] = set()
    for copy in sorted(copies):  # a backup before its JSON
        if unwanted():
            break
        if copy in away:
            one = Reached(copy, Fate.KEPT, "it is not there now", again=True)
        elif copy.suffix == JSON:
            one = made_anew(copy, is_backup_kept=copy.with_suffix(WORKSPACE_SUFFIX) in kept)
        else:
            Drafts(copy).forget(names)
            one = erase_in_copy(copy, forget)
        if one.fate is Fate.KEPT:
            kept.add(copy)
        if one.again:
            leave(desk.path, [copy])
        else:
            _forget_left(desk.path, [str(copy.absolute())])
        found.append(one)
        told(one)
    return found


def _left(workspace: Path) -> list[str]:
    found = Remembered(workspace, _LEFT).load().get("copies")
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _forget_left(workspace: Path, copies: Collection[str]) -> None:
    known = _left(workspace)
    still = [one for one in known if one not in copies]
    if still != known:
        Remembered(workspace, _LEFT).save({"copies": still})


def _erasures(read: Reader) -> list[Erasure]:
    return read.erasures()


def _uids_naming(read: Reader, names: Sequence[str]) -> set[tuple[str, str]] | None:
    return read.uids_naming(names)


def _people(read: Reader, uids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    return read.people_with(uids)


def erase_again(unfinished: Path, begun: str | None, workspace: Path) -> None:
    """Erase in a copy that is about to take a workspace's place whoever was erased since.

    By what is remembered of the business, and by what the workspace at the place remembers, which
    also tells what others say now. Raises Refusal; then the copy is not to be used.
    """
    from feedbackdesk.store.erase_copies import erase_again as again
    from feedbackdesk.store.unit import Origin, user_name

    further = remembered(begun) if begun else ()
    again(unfinished, workspace, further, Origin(user_name(), "import"))


def _file_of(begun: str) -> Path:
    name = hashlib.sha256(begun.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return paths.state_dir() / "erasures" / f"{name}.jsonl"
