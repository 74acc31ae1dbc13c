"""Plain notes: a text or a Markdown file each, a table of Notion, and a .zip or folder of them."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean
from feedbackdesk.exchange.folder import files_in, open_plain
from feedbackdesk.exchange.notes.evernote import is_evernote, take_evernote
from feedbackdesk.exchange.notes.keep import is_keep, take_keep
from feedbackdesk.exchange.notes.note import NOTES_LIMIT, Notes
from feedbackdesk.exchange.packed import is_packed, member, unpack
from feedbackdesk.exchange.text_lines import encoding_of, lines_of
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

    from feedbackdesk.domain.found import Found, Wishes

TEXT_LIMIT = 5_000_000
_MEMBER_LIMIT = 60_000_000
_ALL_LIMIT = 300_000_000

_WORDS = (".md", ".markdown", ".txt", ".text")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NUMBERED = re.compile(r"[ _-]?([0-9a-f]{32})(?=(?:_all)?$)")
"""How Notion numbers a page, at the end of its file's name."""
_FRONT = re.compile(r"\A---\n((?:[^\n]*\n){0,200}?)---(?:\n|\Z)")
_FACT = re.compile(r"^(\w{1,40}):[ \t]*(.*)$")
_HEADING = re.compile(r"\A\s*#[ \t]+(\S[^\n]*)(?:\n|\Z)")
_INSIDE = re.compile(
    rb"Takeout/[^\0]{0,40}Keep/|ExportBlock-|[^\0]{1,200}\.(?:md|markdown|enex)PK|\.md"
)
_TITLES = ("name", "title")
_BODIES = ("content", "text", "body", "notes", "note", "description")
_LABELS = ("tags", "tag", "labels")
_DAYS = ("created", "created time", "created at", "date")
_FORMS = ("%B %d, %Y %I:%M %p", "%B %d, %Y")


def is_text(head: bytes, name: str) -> bool:
    """Whether a file is a text that somebody wrote: by its name, since any words may be in it."""
    return name.lower().endswith(_WORDS) and not _CONTROL.search(_decoded(head[:4_000]))


def read_text(file: BinaryIO, wishes: Wishes) -> Found:
    """Return a text as one note; raises Refusal for what is none."""
    notes = Notes("text", wishes)
    _take_text(file.read(TEXT_LIMIT + 1), notes, str(getattr(file, "name", "")))
    if not notes.found and not notes.number:
        raise Refusal(_("There are no words in it. Nothing was changed."))
    return notes.all()


def is_notion(head: bytes, name: str) -> bool:
    """Whether a file is a table of Notion, which is told by how it is numbered."""
    stem, _dot, end = name.lower().rpartition(".")
    return end == "csv" and _NUMBERED.search(stem) is not None and b"," in head


def read_notion(file: BinaryIO, wishes: Wishes) -> Found:
    """Return a row of a table of Notion as a note each; raises Refusal for no table."""
    notes = Notes("notion", wishes)
    _take_table(file, notes)
    return notes.all()


def is_notes(head: bytes, name: str) -> bool:  # noqa: ARG001  (its content tells)
    """Whether a file is a .zip of notes: of Notion, of Keep, or a folder of Markdown."""
    return is_packed(head) and _INSIDE.search(head) is not None


def read_notes(file: BinaryIO, wishes: Wishes) -> Found:
    """Return the notes in a .zip; raises Refusal where there is none."""
    notes = Notes("notes", wishes)
    left = [_ALL_LIMIT]
    for packed, info in _members(unpack(file), left):
        if notes.is_full:
            break
        try:
            _take_member(packed, info, notes, left)
        except Refusal as refusal:
            notes.refuse(clean(info.filename)[-200:], str(refusal))
    if not notes.number and not notes.refused and not notes.deleted:
        raise Refusal(_("No note is in the .zip. Nothing was changed."))
    return notes.all()


def read_folder(folder: Path, wishes: Wishes) -> Found:
    """Return the notes in a folder and those within it; raises Refusal where there is none.

    A link is not followed, and nothing is read that is hidden.
    """
    notes = Notes("notes", wishes)
    left, others = _ALL_LIMIT, 0
    for path in files_in(folder):
        within = PurePosixPath(path.relative_to(folder).as_posix())
        if notes.is_full or left <= 0:
            break
        if any(part.startswith(".") for part in within.parts):
            continue
        try:
            with open_plain(path) as file:
                used = _as_note(within, file.read, min(_MEMBER_LIMIT, left), notes)
            left -= used
            others += used == 0
        except Refusal as refusal:
            notes.refuse(str(within)[-200:], str(refusal))
        except OSError:
            continue  # none that could be read
    if not notes.number and not notes.refused and not notes.deleted:
        raise Refusal(
            _("There is nothing in that folder that can be brought in. Nothing was changed.")
        )
    found = notes.all()
    if not others:
        return found
    told = ngettext(
        "{number} other file in the folder is no note.",
        "{number} other files in the folder are no notes.",
        others,
    )
    return replace(found, notes=(*found.notes, told.format(number=f"{others:,}")))


def _members(packed: ZipFile, left: list[int]) -> Iterator[tuple[ZipFile, ZipInfo]]:
    """Yield the files of a .zip, and of those that Notion packs into it once more."""
    for info in packed.infolist():
        inner = info.filename.lower().endswith(".zip") and "ExportBlock-" in info.filename
        if inner and info.file_size <= left[0]:
            with suppress(Refusal):
                data = member(packed, info, _MEMBER_LIMIT)
                left[0] -= len(data)
                within = unpack(io.BytesIO(data))
                yield from ((within, one) for one in within.infolist())
        elif not info.is_dir():
            yield packed, info


def _take_member(packed: ZipFile, info: ZipInfo, notes: Notes, left: list[int]) -> None:
    path = PurePosixPath(clean(info.filename))
    if not path.name.startswith("."):
        most = min(_MEMBER_LIMIT, left[0])
        left[0] -= _as_note(path, lambda most: member(packed, info, most), most, notes)


def _as_note(path: PurePosixPath, read: Callable[[int], bytes], most: int, notes: Notes) -> int:
    """Take a file as a note, or several; return how many bytes were read of it."""
    kind, place = path.suffix.lower(), str(path)[-200:]
    if kind not in {*_WORDS, ".json", ".enex"}:
        # Notion writes each table twice: once as it is seen, once with all its rows; its pages
        # stand beside it as texts.
        return 0
    data = read(most)
    if kind == ".json":
        if is_keep(data[:65_536], path.name):
            take_keep(data, notes, place)
    elif kind == ".enex":
        if is_evernote(data[:65_536], path.name):
            take_evernote(io.BytesIO(data), notes)
    else:
        _take_text(data, notes, path.name, place)
    return len(data)


def _decoded(data: bytes) -> str:
    return data.decode(encoding_of(data), "replace").removeprefix("\ufeff")


def _take_text(data: bytes, notes: Notes, name: str, place: str = "") -> None:
    if len(data) > TEXT_LIMIT:
        raise Refusal(_("A text as large as this is no note. Nothing was changed."))
    text = _decoded(data)
    if _CONTROL.search(text):
        raise Refusal(_("This is not a text. Nothing was changed."))
    text = clean(text)
    if not text:
        return
    facts: dict[str, str] = {}
    if front := _FRONT.match(text):
        found = (_FACT.match(line) for line in front[1].split("\n"))
        facts = {one[1].lower(): one[2].strip().strip("\"'") for one in found if one}
        text = text[front.end() :]
    stem = PurePosixPath(name.replace("\\", "/")).stem
    numbered = _NUMBERED.search(stem)
    title = facts.get("title", "")
    if not title and (heading := _HEADING.match(text)):
        title, text = heading[1], text[heading.end() :]
    labels = [one.strip(" []\"'#") for one in facts.get("tags", "").split(",")]
    notes.add(
        title or (stem[: numbered.start()] if numbered else stem),
        text,
        place=place,
        ident=numbered[1] if numbered else "",
        moment=next((day for key in _DAYS if (day := _moment(facts.get(key, "")))), None),
        labels=tuple(labels),
    )


def _take_table(file: BinaryIO, notes: Notes) -> None:
    rows = csv.reader(f"{line}\n" for line in lines_of(file))
    head = [clean(one) for one in _next(rows) or []]
    keys = [one.casefold() for one in head]
    if len(head) < 2:
        raise Refusal(_("It is no table of Notion. Nothing was changed."))
    titled = next((keys.index(one) for one in _TITLES if one in keys), 0)
    bodied = next((keys.index(one) for one in _BODIES if one in keys), -1)
    tagged = next((keys.index(one) for one in _LABELS if one in keys), -1)
    dated = next((keys.index(one) for one in _DAYS if one in keys), -1)
    for number in range(2, NOTES_LIMIT + 2):
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            place = _("row {number}").format(number=f"{number:,}")
            notes.refuse(place, _("The row is damaged, and cannot be read."))
            continue
        if not any(map(str.strip, row)):
            continue
        cells = row + [""] * (len(head) - len(row))
        words = cells[bodied] if bodied >= 0 else ""
        if not clean(words):  # a page without a text says what its fields say
            told = zip(head, cells, strict=False)
            words = "\n".join(f"{key}: {cell}" for key, cell in told if clean(cell))
        notes.add(
            cells[titled],
            words,
            place=_("row {number}").format(number=f"{number:,}"),
            moment=_moment(cells[dated]) if dated >= 0 else None,
            labels=tuple(cells[tagged].split(",")) if tagged >= 0 else (),
        )


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error:
        return None


def _moment(text: str) -> datetime | None:
    """Return a day or a moment that is written so that it can only be read one way."""
    written = clean(text)[:40]
    with suppress(ValueError):
        return datetime.fromisoformat(written)
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(written, form)  # noqa: DTZ007  (the owner's own clock)
    return None
