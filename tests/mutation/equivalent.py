"""Changes that change nothing anybody could see, each with its reason."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.mutation.changes import Change

MOST = 0.05
"""How many of the changes that are tried may be called equivalent."""


class Equivalents:
    """The list in equivalent.toml: of a module, the text of a line, a change, and why."""

    def __init__(self, path: Path) -> None:
        entries = tomllib.loads(path.read_text("utf-8")).get("equivalent", [])
        for one in entries:
            if not str(one["reason"]).strip():
                raise ValueError(f"no reason: {one}")
        self.known = {(one["module"], one["line"], one["change"]) for one in entries}

    def __contains__(self, one: tuple[str, Change]) -> bool:
        module, change = one
        return (module, change.text, change.said) in self.known
