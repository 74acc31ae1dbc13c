"""What is written on standard output: lines, tables, CSV and JSON."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

import click

from feedbackdesk.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from feedbackdesk.cli.session import Session
    from feedbackdesk.domain.rows import Done

    Facts = Mapping[str, Any]

F = TypeVar("F", bound="Callable[..., Any]")

_SPACES = re.compile(r"\s+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST = 6
_GAP = "  "
_PAST = {
    "Add": "Added", "Archive": "Archived", "Change": "Changed", "Decline": "Declined",
    "Delete": "Deleted", "Edit": "Edited", "File": "Filed", "Fill": "Filled", "Link": "Linked",
    "Merge": "Merged", "Move": "Moved", "Pin": "Pinned", "Plan": "Planned", "Put": "Put",
    "Record": "Recorded", "Rename": "Renamed", "Ship": "Shipped", "Take": "Took",
    "Un-merge": "Un-merged", "Unlink": "Unlinked", "Unpin": "Unpinned",
}  # fmt: skip


def say(text: str, end: str = "\n") -> None:
    """Write to standard output; a sentence tells where that cannot be done."""
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refusal(
            f"The answer could not be written: {error.strerror or error}. "
            "What the command had to do is done; the history tells what that was."
        ) from error


def result_format(function: F) -> F:
    """Give a verb that changes something the option --format."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json")),
        default="text",
        help="How to say what was done: a line, or an object with id and did.",
    )
    return option(function)


def past(label: str) -> str:
    """Return a step's label as what was done.

    >>> past("Rename theme to Invoices")
    'Renamed theme to Invoices'
    """
    verb, space, rest = label.partition(" ")
    return f"{_PAST.get(verb, verb)}{space}{rest}"


def did(
    session: Session, form: str, done: Done[Any], what: str = "", key: int | None = None
) -> None:
    """Say in one line what a step did, the key of what it was done to, and how to undo it.

    Without a kind of thing the key is that of the step itself.
    """
    key = key if what else done.touched.step_id
    sentence = past(done.label) if done.touched.step_id is not None else None
    if form == "json":
        say(json.dumps({"id": key, "did": sentence}, ensure_ascii=False))
        return
    about = f" ({what} {key})" if what else ""
    if sentence is None:
        say(f"Nothing to change: it is so already{about}.")
    else:
        say(f"{sentence}{about}. Undo with: {session.undo_command}")


def char_width(char: str) -> int:
    """Return how many columns a terminal gives to a character: 0, 1 or 2."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def text_width(text: str) -> int:
    """Return how many columns a terminal gives to a text."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def cut(text: str, width: int) -> str:
    """Return a text that fits into so many columns, with an ellipsis where it was cut."""
    if text_width(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += char_width(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def cell(value: Any) -> str:
    """Return a value as a table shows it, on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    if isinstance(value, (list, tuple)):
        return ", ".join(map(cell, value))
    return _SPACES.sub(" ", str(value)[:2_000]).strip()


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def table(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return aligned columns, numbers to the right; cut to the terminal where there is one."""
    cells = [[cell(value) for value in row] for row in rows]
    columns = range(len(headers))
    right = [
        any(_is_number(row[at]) for row in rows)
        and all(_is_number(row[at]) or row[at] is None for row in rows)
        for at in columns
    ]
    widths = [
        max([text_width(headers[at]), *(text_width(row[at]) for row in cells)]) for at in columns
    ]
    if sys.stdout.isatty():
        _shrink(widths, shutil.get_terminal_size().columns - len(_GAP) * (len(headers) - 1))
    return "\n".join(
        _GAP.join(_padded(line[at], widths[at], right=right[at]) for at in columns).rstrip()
        for line in [list(headers), *cells]
    )


def _shrink(widths: list[int], room: int) -> None:
    """Make the widest column narrower, and again, until all fit or none can give more."""
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda at: widths[at])
        if widths[widest] <= _NARROWEST:
            return
        others = sorted(widths)
        next_width = others[-2] if len(others) > 1 else 0
        give = max(1, min(sum(widths) - room, widths[widest] - max(next_width, _NARROWEST)))
        widths[widest] -= give


def _padded(text: str, width: int, *, right: bool) -> str:
    text = cut(text, width)
    space = " " * (width - text_width(text))
    return space + text if right else text + space


def neutral(value: Any) -> Any:
    """Return a value for a CSV cell: a list joined, and no text that a spreadsheet would obey."""
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table for a spreadsheet, with a line of headers."""
    import csv

    class Line:
        """Takes what the csv module writes."""

        def write(self, text: str) -> None:
            say(text, end="")

    writer = csv.writer(Line(), lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([neutral(value) for value in row] for row in rows)


def as_json(value: Any, *, indent: int | None = None) -> str:
    """Return JSON with every letter as it is, days as ISO text and other texts as they are."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_iso)


def _iso(value: Any) -> str:
    text: str = value.isoformat()
    return text


def write_json(rows: Iterable[Facts]) -> None:
    """Write one array, an object a line, as the rows come."""
    before = "["
    for row in rows:
        say(f"{before}\n{as_json(row)}", end="")
        before = ","
    say("[]" if before == "[" else "\n]")
