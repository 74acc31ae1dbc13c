"""Which tests run which line: watched once, and kept until a module or a test file changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.mutation.asked import Copy

REACHED_BY = {"store": ("desk",), "insight": ("desk",), "ui": ("journeys",)}
"""Beside the tests of its own room: those through which a room is reached."""

OF_THE_WINDOW = {"ui", "journeys"}
"""Tests that are slow, and hold what the window does: of other rooms they are not asked."""


def files_for(root: Path, module: str) -> list[str]:
    """Return the test files that hold a module: those of its room, and those that import it."""
    room = Path(module).parts[1]
    folders = {room, *REACHED_BY.get(room, ())}
    name = ".".join(Path(module).with_suffix("").parts)
    found = []
    for path in sorted((root / "tests").rglob("test_*.py")):
        file = path.relative_to(root)
        near = file.parts[1] in folders
        if near or (file.parts[1] not in OF_THE_WINDOW and name in path.read_text("utf-8")):
            found.append(file.as_posix())
    return found


class Known:
    """What is known of modules: the tests that ran their lines, and how long these took."""

    def __init__(self, copy: Copy, kept: Path) -> None:
        self._root = copy.root  # the files may be edited meanwhile
        self._copy = copy
        self._kept = kept
        self._of: dict[str, dict[str, Any]] = {}

    def learn(self, modules: Sequence[str]) -> None:
        """Watch the test files of modules whose answer is not known yet, in one run."""
        due: dict[str, set[str]] = {}
        for module in modules:
            self._of[module] = {}
            for file in files_for(self._root, module):
                place = self._place(module, file)
                if place.is_file():
                    self._of[module] |= json.loads(place.read_text("utf-8"))
                else:
                    due.setdefault(file, set()).add(module)
        if not due:
            return
        print(f"watching {len(due)} test files …", flush=True)
        watched = self._copy.watch(sorted(due), sorted(set().union(*due.values())))
        for file, wanted in due.items():
            for module in wanted:
                found = {
                    name: {"seconds": one["seconds"], "lines": one["lines"][module]}
                    for name, one in watched.items()
                    if name.partition("::")[0] == file and module in one["lines"]
                }
                self._of[module] |= found
                place = self._place(module, file)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(json.dumps(found), "utf-8")

    def _place(self, module: str, file: str) -> Path:
        both = b"\0".join((self._root / one).read_bytes() for one in (module, file))
        print_of = hashlib.sha256(both).hexdigest()[:16]
        return self._kept / f"{Path(module).stem}-{Path(file).stem}-{print_of}.json"

    def tests(self, module: str, lines: set[int], budget: float) -> list[str]:
        """Return who runs one of these lines (any, without lines): the nearest and quickest first.

        Not all are asked where that takes more seconds than the budget.
        """
        asked: list[str] = []
        spent = 0.0
        for name, one in sorted(self._of[module].items(), key=lambda pair: _near(module, *pair)):
            if lines and lines.isdisjoint(one["lines"]):
                continue
            spent += one["seconds"]
            if asked and spent > budget:
                break
            asked.append(name)
        return asked


def _near(module: str, name: str, one: dict[str, Any]) -> tuple[int, float]:
    """Put the tests of the same name first, then those of the same room."""
    path, test = Path(module), Path(name.partition("::")[0])
    if test.parts[1] != path.parts[1]:
        return 2, one["seconds"]
    return int(path.stem not in test.stem and path.parts[-2] not in test.stem), one["seconds"]
