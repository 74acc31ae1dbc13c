"""A whole workspace in one JSON file, as `written` of desk/everything.py makes it, read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.everything import FORMAT, VERSION
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 4_096
BYTES_LIMIT = 2_000_000_000


def is_whole(head: bytes) -> bool:
    """Whether a file begins as such a file does."""
    start = b"".join(head[:200].removeprefix(b"\xef\xbb\xbf").split())
    return start.startswith(b'{"format":"feedbackdesk"')


def is_whole_file(path: Path) -> bool:
    """Whether a file holds a whole workspace, as taking out writes one."""
    try:
        if not path.is_file():
            return False  # opening a pipe would wait for whoever writes into it
        with path.open("rb") as file:
            return is_whole(file.read(_HEAD))
    except (OSError, ValueError):
        return False  # reading it will say why


def read_file(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of such a file; raises Refusal where it cannot be read, or is another."""
    try:
        if path.is_file() and path.stat().st_size > BYTES_LIMIT:
            raise Refusal(_("It is too large to be taken in whole. Nothing was changed."))
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        sentence = _("“{name}” cannot be read ({why}). Nothing was changed.")
        raise Refusal(sentence.format(name=path.name, why=why)) from None
    return read(content)


def read(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of such a file; raises Refusal for another, or one of a newer layout."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise Refusal(
            _("It is damaged: it does not end as it begins. Nothing was changed.")
        ) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Refusal(_("It does not come from FeedbackDesk. Nothing was changed."))
    version, tables = found.get("version"), found.get("tables")
    if not isinstance(version, int) or version > VERSION:
        raise Refusal(
            _("It comes from a newer FeedbackDesk. Nothing was changed; bring this one up to date.")
        )
    if not isinstance(tables, dict) or not all(
        isinstance(rows, list) and all(_is_row(row) for row in rows) for rows in tables.values()
    ):
        raise Refusal(_("Its rows are none. Nothing was changed."))
    return tables


def _is_row(row: object) -> bool:
    return (
        isinstance(row, dict)
        and isinstance(row.get("id"), int)
        and all(value is None or isinstance(value, str | int) for value in row.values())
    )
