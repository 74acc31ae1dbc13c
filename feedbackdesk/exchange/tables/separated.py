"""Tables as text, one row a line: of any separator, encoding and manner of quoting."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean
from feedbackdesk.exchange.mail.charsets import known, likely, mostly_utf8
from feedbackdesk.exchange.tables.sheet import ROWS_LIMIT, Row, Sheet, made_sheet
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Iterator

BYTES_LIMIT = 64_000_000
"""The largest table of text that is read, in bytes."""
SEPARATORS = ",;\t|"
NO_SEPARATOR = "\x1f"
"""Parts a row that is one cell: it stands in no text."""
_SAMPLE = 65_536
_SAMPLE_ROWS = 200
_CELL_LIMIT = BYTES_LIMIT
_CELLS_KEPT = 256
"""More cells of a row are counted, and not kept."""
_CELLS_LIMIT = 4_000_000
"""So many cells are kept in all."""
_NEVER_CLOSED = 8
"""So often a quotation mark without its end is mended; then marks are taken for letters."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SAYS_SEPARATOR = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n?|\n)', re.IGNORECASE)
_ESCAPED = re.compile(r'[^\\",;|\t\r\n]\\"[^",;|\t\r\n]')


def is_separated(head: bytes, name: str) -> bool:
    """Whether a file begins as a table of text does; its name helps where it has one column."""
    if head.startswith((b"PK\3\4", b"\xd0\xcf\x11\xe0", b"%PDF", b"{", b"[", b"<")):
        return False
    charset, _called = _encoding(head, whole=False)
    text = _sample(head, charset)
    if text.count("\0") * 10 > len(text) or not text.strip():
        return False
    named = name.lower().endswith((".csv", ".tsv", ".tab"))
    if named or _SAYS_SEPARATOR.match(text):
        return True
    separator, share, width = _separator(text)
    rows = list(_sample_rows(text, separator))
    if share < 0.9 or width < 2 or len(rows) < 3:
        return False
    first = [one for one in rows[0] if one.strip()]
    # Names are short and none stands twice: lines of talk with a comma are no table.
    short = all(len(one) < 60 and not one.rstrip().endswith((".", "!", "?")) for one in first)
    return len(first) == width == len(set(first)) and short


def open_separated(
    file: BinaryIO,
    *,
    separator: str = "",
    encoding: str = "",
    header: int | None = None,
) -> Sheet:
    """Return the table of a text file; raises Refusal for what is none."""
    data = file.read(BYTES_LIMIT + 1)
    if len(data) > BYTES_LIMIT:
        sentence = _("The table is larger than {number} MB. Nothing was changed; save it in parts.")
        raise Refusal(sentence.format(number=BYTES_LIMIT // 1_000_000))
    charset, called = _encoding(data, asked=encoding)
    sample = _sample(data, charset)
    if sample.count("\0") * 10 > len(sample):
        raise Refusal(_("That is no table of text. Nothing was changed."))
    # The text is never whole in memory, where each of its letters may take four bytes.
    whole = io.TextIOWrapper(io.BytesIO(data), charset, "replace", newline="")
    del data
    lines: Iterator[str] = iter(whole)
    skipped = 0
    if found := _SAYS_SEPARATOR.match(sample):
        separator = separator or found[1]
        sample, skipped = sample[found.end() :], 1
        next(lines)
    if not separator:
        separator, _share, _columns = _separator(sample)
    rows, mended, widest = _rows(lines, separator, sample, skipped)
    if not rows:
        raise Refusal(_("There is nothing in that table. Nothing was changed."))
    notes = []
    if mended:
        sentence = _(
            "A quotation mark in row {number} has no end; that row was read as if it were a letter."
        )
        notes += [sentence.format(number=number) for number in mended]
    if next(lines, None) is not None:
        sentence = _("The table has more than {number} rows; those were read.")
        notes.append(sentence.format(number=f"{len(rows):,}"))
    return made_sheet(
        rows,
        asked_header=header,
        separator="" if separator == NO_SEPARATOR else separator,
        encoding=called,
        notes=tuple(notes),
        widest=widest,
    )


def _encoding(data: bytes, *, asked: str = "", whole: bool = True) -> tuple[str, str]:
    """Return what bytes are decoded with, and what that is called."""
    if asked and (charset := known(asked)):
        return charset, asked
    for mark, charset, called in _MARKS:
        if data.startswith(mark):
            return charset, called
    start = data[:_SAMPLE]
    zeros = start.count(0)
    if zeros * 3 > len(start):
        little = start[1::2].count(0) >= start[::2].count(0)
        return "utf-16-le" if little else "utf-16-be", "UTF-16"
    with suppress(UnicodeDecodeError):
        decoder = codecs.getincrementaldecoder("utf-8")()
        for begin in range(0, len(data), _SAMPLE):
            decoder.decode(data[begin : begin + _SAMPLE])
        decoder.decode(b"", final=whole)
        return "utf-8", "UTF-8"
    if mostly_utf8(data[: _SAMPLE * 16]):
        return "utf-8", "UTF-8"
    charset = likely(data)
    return charset, charset.replace("cp125", "Windows-125")


def _sample(data: bytes, charset: str) -> str:
    """Return the beginning of a text; its last character may be cut."""
    return codecs.getincrementaldecoder(charset)("replace").decode(data[:_SAMPLE])


def _reader(
    lines: Iterator[str], separator: str, sample: str, *, quoted: bool = True
) -> Iterator[list[str]]:
    escaped = _ESCAPED.search(sample) is not None and '""' not in sample
    csv.field_size_limit(_CELL_LIMIT)
    return csv.reader(
        lines,
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        escapechar="\\" if escaped else None,
        skipinitialspace=f'{separator} "' in sample and separator != "\t",
    )


def _sample_rows(text: str, separator: str) -> Iterator[list[str]]:
    with suppress(csv.Error):
        for number, cells in enumerate(_reader(io.StringIO(text, newline=""), separator, text)):
            if number >= _SAMPLE_ROWS:
                return
            if any(cells):
                yield cells


def _separator(text: str) -> tuple[str, float, int]:
    """Return the sign that parts rows the most evenly, how evenly, and into how many cells."""
    best = (0.0, 0.0, 0, NO_SEPARATOR)
    for sign in SEPARATORS:
        if sign not in text:
            continue
        rows = list(_sample_rows(text, sign))
        # The last one may be cut.
        widths = Counter(map(len, rows[:-1] if len(rows) > 3 else rows))
        several = {width: number for width, number in widths.items() if width > 1}
        if not several:
            continue
        width = max(several, key=lambda one: (several[one], one))
        share = several[width] / widths.total()
        if share < 0.5 and len(rows[0]) != width:
            continue  # sentences with a comma now and then
        score = share * (1 - 1 / width) * (1.0 if len(rows[0]) == width else 0.6)
        best = max(best, (score, share, width, sign))
    return best[3], best[1], best[2]


def _rows(
    lines: Iterator[str], separator: str, sample: str, skipped: int
) -> tuple[list[Row], list[int], int]:
    """Return the rows, the numbers of those whose quotation mark has no end, and the width."""
    rows: list[Row] = []
    mended: list[int] = []
    number, widest, room = skipped, 0, _CELLS_LIMIT
    while True:
        taken: list[str] = []
        quoted = len(mended) < _NEVER_CLOSED
        for cells in _reader(_kept(lines, taken), separator, sample, quoted=quoted):
            number += 1
            if len(taken) > 2 and quoted and _swallowed(taken, rows, separator):
                break
            if len(rows) >= ROWS_LIMIT or room < 0:
                return rows, mended, widest
            if cells:
                rows.append(_row(number, cells))
                room -= min(len(cells), _CELLS_KEPT)
                widest = max(widest, len(cells))
            taken.clear()
        else:
            return rows, mended, widest
        # Where a mark has no end, all that follows would be one cell: its line is read alone.
        mended.append(number)
        alone = csv.reader(taken[:1], delimiter=separator, quoting=csv.QUOTE_NONE)
        rows += [_row(number, cells) for cells in alone]
        lines = itertools.chain(taken[1:], lines)


def _kept(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """Pass lines on, and remember them."""
    for line in lines:
        taken.append(line)
        yield line


def _swallowed(lines: list[str], rows: list[Row], separator: str) -> bool:
    """Whether a cell of many lines holds what were rows: as many separators as those before."""
    if not rows or len(lines) < 3:
        return False
    usual = max(len(row.cells) for row in rows[:50]) - 1
    alike = sum(line.count(separator) == usual for line in lines[1:-1])
    return usual > 0 and alike >= 2 and alike * 10 >= 8 * (len(lines) - 2)


def _row(number: int, cells: list[str]) -> Row:
    if len(cells) > _CELLS_KEPT:
        cells = cells[:_CELLS_KEPT]
    return Row(
        number,
        tuple(one.strip() if one.isprintable() else clean(one) for one in cells),
    )
