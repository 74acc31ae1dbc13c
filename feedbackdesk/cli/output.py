"""What is written on standard output: lines, tables, CSV and JSON."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from feedbackdesk.domain.dates import show_long_date
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.labels import past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from feedbackdesk.cli.session import Session
    from feedbackdesk.domain.rows import Done

    Facts = Mapping[str, Any]

F = TypeVar("F", bound="Callable[..., Any]")

_YES = {"y", "yes"}
_SPACES = re.compile(r"\s+")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
# Widths of a column that is cut: what it gives first, then, and at last.
_ROOMY, _READABLE, _SHORT, _NARROW = 40, 14, 10, 5
_WORTH_MORE = 20
"""Narrower than this no text is cut as long as a number can be left out."""
_GAP = "  "
_SAID_BACK = {"on": "on", "since": "since", "revisit": "to look again on"}
"""How a day that was typed is said back, by its field."""


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


def confirmed(*question: str) -> bool:
    """Ask on standard error, and return whether standard input answers yes."""
    click.echo("\n".join(question), nl=False, err=True)
    answer = "" if sys.stdin is None else sys.stdin.readline(100)
    click.echo(err=True)
    return answer.strip().casefold() in _YES


def _printable(text: str) -> str:
    """Return a text with nothing in it that a terminal obeys: no control, no turned direction."""
    return _OBEYED.sub("\ufffd", text)


def result_format(function: F) -> F:
    """Give a verb that changes something the option --format."""
    does = "How to say what was done: a line, or an object with id and did."
    return _format(function, ("text", "json"), does)


def text_format(function: F) -> F:
    """Give a verb that tells something the option --format: text, or JSON."""
    return _format(function, ("text", "json"), "To read, or for another program.")


def table_format(function: F) -> F:
    """Give a verb that lists something the option --format: a table, JSON or CSV, with all rows."""
    return _format(function, ("table", "json", "csv"), "To read, or for another program.")


def _format(function: F, choices: tuple[str, ...], does: str) -> F:
    option = click.option(
        "--format", "form", type=click.Choice(choices), default=choices[0], help=does
    )
    return option(function)


def did(
    session: Session,
    form: str,
    done: Done[Any],
    what: str = "",
    key: int | None = None,
    *,
    also: str = "",
    note: str = "",
    days: Mapping[str, date | None] | None = None,
) -> None:
    """Say in one line what a step did, the key of what it was done to, and how to undo it.

    Without a kind of thing the key is that of the step itself. `also` is what else it did, and
    `note` what the owner should know of how it was done.
    `days` are those that were typed, by their fields; they are said back as they were read.
    """
    typed = {name: day for name, day in (days or {}).items() if day is not None}
    key = key if what else done.touched.step_id
    sentence = _printable(past(done.label)) if done.touched.step_id is not None else None
    if form == "json":
        read = {name: day.isoformat() for name, day in typed.items()}
        answer = {"id": key, "did": sentence} | ({"days": read} if read else {})
        answer |= {"note": note} if note else {}
        say(json.dumps(answer, ensure_ascii=False))
        return
    also += "".join(f", {_SAID_BACK[name]} {show_long_date(day)}" for name, day in typed.items())
    about = f" ({what} {key})" if what else ""
    if sentence is None:
        say(f"Nothing to change: it is so already{about}{_printable(also)}.")
    else:
        told = f" {_printable(note)}" if note else ""
        say(f"{sentence}{about}{_printable(also)}.{told} Undo with: {session.undo_command}")


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
    return _printable(_SPACES.sub(" ", str(value)[:2_000]).strip())


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


@dataclass(slots=True)
class _Column:
    """A column of a table: its lines, the header first, and how wide it is drawn."""

    lines: list[str]
    is_number: bool
    width: int
    gives: bool
    """Whether it is a text that may be cut: a day or a short word is drawn whole."""


def _columns(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[_Column]:
    found: list[_Column] = []
    for at, header in enumerate(headers):
        values = [row[at] for row in rows]
        lines = [header, *map(cell, values)]
        is_number = any(map(_is_number, values)) and all(
            value is None or _is_number(value) for value in values
        )
        width = max(map(text_width, lines))
        found.append(_Column(lines, is_number, width, gives=width > _SHORT and not is_number))
    return found


def table(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return aligned columns, numbers to the right; fitted to the terminal where there is one."""
    columns = _columns(headers, rows)
    if sys.stdout.isatty():
        columns = _fitted(columns, shutil.get_terminal_size().columns)
    return "\n".join(
        _GAP.join(
            _padded(column.lines[at], column.width, right=column.is_number) for column in columns
        ).rstrip()
        for at in range(len(rows) + 1)
    )


def _fitted(columns: list[_Column], room: int) -> list[_Column]:
    """Return the columns that a terminal has room for.

    Empty ones are left out; then numbers, the last first, where texts would become
    unreadable; then texts are cut, and the longest of them keeps the most.
    """
    kept = [column for column in columns if any(column.lines[1:])] or columns
    gaps = len(_GAP) * (len(kept) - 1)
    while True:
        least = sum(min(c.width, _WORTH_MORE) if c.gives else c.width for c in kept)
        numbers = [column for column in kept[2:] if column.is_number]
        if not numbers or least + gaps <= room:
            break
        kept.remove(numbers[-1])
        gaps -= len(_GAP)
    giving = [column for column in kept if column.gives]
    longest = max(giving, key=lambda column: column.width, default=None)
    others = [column for column in giving if column is not longest]
    over = sum(column.width for column in kept) + gaps - room
    over = _shrink([longest] if longest else [], _ROOMY, over)
    over = _shrink(others, _READABLE, over)
    over = _shrink(giving, _SHORT, over)
    over = _shrink(giving, _NARROW, over)
    _shrink(kept, 1, over)
    return kept


def _shrink(columns: list[_Column], floor: int, over: int) -> int:
    """Make columns narrower, always the widest, by so much in all; return what is left of it."""
    while over > 0:
        widest = max(columns, key=lambda column: column.width, default=None)
        if widest is None or widest.width <= floor:
            break
        widest.width -= 1
        over -= 1
    return over


def _padded(text: str, width: int, *, right: bool) -> str:
    text = cut(text, width)
    space = " " * (width - text_width(text))
    return space + text if right else text + space


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table for a spreadsheet, with a line of headers."""
    import csv

    from feedbackdesk.domain.cells import cell_of

    class Line:
        """Takes what the csv module writes."""

        def write(self, text: str) -> None:
            say(text, end="")

    writer = csv.writer(Line(), lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([cell_of(value) for value in row] for row in rows)


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
