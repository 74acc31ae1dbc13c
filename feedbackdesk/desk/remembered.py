"""What is remembered of a workspace on this computer, and is no part of it.

A workspace is known by where it is, a business by the mark of its first step. Each kind of thing
has a small JSON file of its own in the user's state folder; what cannot be read, or kept, is as
good as forgotten.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from feedbackdesk import paths, private

if TYPE_CHECKING:
    from pathlib import Path

_LIMIT = 1_000_000


class Remembered:
    """One kind of thing that is remembered of one workspace, or of one business."""

    def __init__(self, what: Path | str, kind: str) -> None:
        """Stand before what is remembered of a workspace, or by a mark; nothing is made yet."""
        mark = what if isinstance(what, str) else str(what.resolve())
        name = hashlib.sha256(mark.encode("utf-8", "surrogatepass"))
        self.path = paths.state_dir() / "workspaces" / f"{name.hexdigest()[:24]}-{kind}.json"

    def load(self) -> dict[str, Any]:
        """Return what is remembered; nothing where nothing is."""
        with suppress(OSError, ValueError, RecursionError):
            if self.path.stat().st_size <= _LIMIT:
                found = json.loads(self.path.read_bytes())
                return found if isinstance(found, dict) else {}
        return {}

    def save(self, facts: dict[str, Any]) -> None:
        """Remember facts, in the words of JSON, in the place of what was."""
        part = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        with suppress(OSError):
            private.make_folder(self.path.parent)
            private.make_file(part)
            part.write_text(json.dumps(facts), "utf-8")
            part.replace(self.path)
