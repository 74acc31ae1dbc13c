"""Erasing beyond the workspace: in each copy of it, and again where an older one comes back.

An erasure is remembered in the workspace itself, with the step that says so, and beside it in
the user's state folder, which no backup replaces: a file for each business, by the mark of its
first step. So another computer that gets the workspace knows it, and this one does, too, where
all that is left of the workspace is an older copy.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from feedbackdesk import paths, private
from feedbackdesk.domain.erasures import Erasure, from_lines, new_key, to_lines, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

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
