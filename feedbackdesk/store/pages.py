"""Reading a SQLite file page by page, without SQLite: what makes sense, around what does not.

SQLite gives up a table where one of its pages makes no sense. Here each page is read for itself,
so that a page above it, the head of the file or the list of its tables may be gone. The layout
is SQLite's (https://www.sqlite.org/fileformat2.html): 1.5 and 1.6 for pages, 1.6.1 for what runs
over, 2.1 for records, 4.1 for the log.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feedbackdesk.store import wal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

_MAGIC = b"SQLite format 3\x00"
_HEAD = 100
_USUAL_PAGE = 4096
_INDEX_NODE, _TABLE_NODE, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_LOG_HEAD, _FRAME_HEAD = 32, 24
_HEAD_OF_PAGE = 8
_LONGEST = 100_000_000
"""The longest record that is believed, in bytes."""
_REALS = {7}
_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


class Senseless(Exception):  # noqa: N818  (a finding, not an error of ours)
    """A page, or what stands on it, cannot be what it is taken for."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table, or one entry of an index."""

    key: int
    """The row's; 0 for an entry of an index, where it is the last value."""
    values: tuple[Any, ...]
    whole: bool = True
    """False where it ran over onto pages that make no sense: then the last values are missing,
    and the last one that is there may lack its end."""


@dataclass(slots=True)
class Tree:
    """What was met while a table or an index was walked."""

    seen: set[int] = field(default_factory=set)
    """Its pages, with those that records ran over onto."""
    holes: int = 0
    """How many pages, or records on them, made no sense."""


class Pages:
    """The pages of a file at rest, with those that its log has more recently."""

    def __init__(self, path: Path) -> None:
        """Open a file; raises OSError. Its log is read along where it is its own."""
        self._file = path.open("rb")
        self._log: dict[int, int] = {}
        head = self._file.read(_HEAD)
        self.has_head = head.startswith(_MAGIC) and _size_in(head) > 0
        log = wal.log_of(path.resolve())
        begin = b""
        with suppress(OSError), log.open("rb") as file:
            begin = file.read(_LOG_HEAD)
        self.size = _size_in(head) if self.has_head else _size_of_log(begin) or _USUAL_PAGE
        self._room = self.size - (head[20] if self.has_head and head[20] < _HEAD else 0)
        self._beside = None
        if _size_of_log(begin) == self.size and (
            not self.has_head or wal.mark_in(head) in wal.marks_in_log(path.resolve())
        ):
            self._beside = log.open("rb")
            self._log = self._frames(begin)
        whole = self._file.seek(0, 2)
        self.number = max((whole + self.size - 1) // self.size, *self._log, 0)
        """How many pages there are."""
        self._free = self._unused()

    def __enter__(self) -> Pages:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the file, and its log."""
        self._file.close()
        if self._beside is not None:
            self._beside.close()

    def rows(self, root: int, tree: Tree) -> Iterator[Record]:
        """Yield the rows of the table that begins at a page, as far as they can be reached."""
        yield from self._walk(root, tree, _TABLE_NODE, _TABLE_LEAF)

    def entries(self, root: int, tree: Tree) -> Iterator[Record]:
        """Yield the entries of the index that begins at a page, as far as they can be reached."""
        yield from self._walk(root, tree, _INDEX_NODE, _INDEX_LEAF)

    def leaves(self, but: set[int]) -> Iterator[tuple[int, list[Record], int]]:
        """Yield pages of rows that nothing leads to: the page, its rows, and how many are lost."""
        for page in range(1, self.number + 1):
            if page in but or page in self._free:
                continue
            data = self._page(page)
            if len(data) == self.size and data[_start(page)] == _TABLE_LEAF:
                tree = Tree()
                with suppress(Senseless):
                    rows = list(self._records(page, data, tree, _TABLE_LEAF))
                    yield page, rows, tree.holes

    def _walk(self, root: int, tree: Tree, node: int, leaf: int) -> Iterator[Record]:
        waiting = [root]
        while waiting:
            page = waiting.pop()
            if page in tree.seen:
                tree.holes += 1
                continue
            tree.seen.add(page)
            data = self._page(page)
            kind = data[_start(page)] if len(data) == self.size else 0
            try:
                if kind == node:
                    below = self._below(page, data)
                    if node == _INDEX_NODE:  # its entries stand nowhere else
                        yield from self._records(page, data, tree, kind)
                    waiting += reversed(below)
                elif kind == leaf:
                    yield from self._records(page, data, tree, kind)
                else:
                    tree.holes += 1
            except Senseless:
                tree.holes += 1

    def _below(self, page: int, data: bytes) -> list[int]:
        """Return the pages below one."""
        cells, start = _cells(page, data, 12), _start(page)
        if not all(_is_on(data, at) for at in cells):
            raise Senseless
        found = [int.from_bytes(data[at : at + 4], "big") for at in cells]
        found.append(int.from_bytes(data[start + 8 : start + 12], "big"))
        if not all(1 <= one <= self.number for one in found):
            raise Senseless
        return found

    def _records(self, page: int, data: bytes, tree: Tree, kind: int) -> Iterator[Record]:
        table = kind == _TABLE_LEAF
        for at in _cells(page, data, 12 if kind == _INDEX_NODE else 8):
            try:
                if not _is_on(data, at):
                    raise Senseless
                if kind == _INDEX_NODE:
                    at += 4  # noqa: PLW2901  (behind the page below)
                size, at = _varint(data, at)  # noqa: PLW2901
                key = 0
                if table:
                    key, at = _varint(data, at)  # noqa: PLW2901
                    key -= (key >> 63) << 64
                payload, whole = self._payload(data, at, size, tree, table=table)
                try:
                    values = _values(payload, whole=whole)
                except Senseless:
                    if not table:
                        raise
                    # SQLite reads what comes before the value whose length is not its own.
                    values, whole = _values(payload, whole=False), False
            except (Senseless, struct.error, UnicodeDecodeError, IndexError):
                tree.holes += 1
            else:
                if not whole:
                    tree.holes += 1
                yield Record(key, values, whole)

    def _payload(
        self, data: bytes, at: int, size: int, tree: Tree, *, table: bool
    ) -> tuple[bytes, bool]:
        """Return what a record holds, and whether that is all of it."""
        room = self._room
        if not 0 < size <= _LONGEST:
            raise Senseless
        most = room - 35 if table else (room - 12) * 64 // 255 - 23
        here = size
        if size > most:
            least = (room - 12) * 32 // 255 - 23
            here = least + (size - least) % (room - 4)
            here = least if here > most else here
        if at + here > room:
            if table:  # its length makes no sense, and what stands there may all the same
                return data[at:room], False
            raise Senseless
        if here == size:
            return data[at : at + here], True
        parts, left = [data[at : at + here]], size - here
        page = int.from_bytes(data[at + here : at + here + 4], "big")
        while left > 0:
            over = self._page(page) if page not in tree.seen else b""
            last = left <= room - 4
            following = int.from_bytes(over[:4], "big")
            if len(over) < self.size or last != (following == 0) or page in self._free:
                return b"".join(parts), False
            tree.seen.add(page)
            parts.append(over[4 : min(4 + left, room)])
            left -= room - 4
            page = following
        return b"".join(parts), True

    def _page(self, page: int) -> bytes:
        if not 1 <= page <= self.number:
            return b""
        if self._beside is not None and page in self._log:
            self._beside.seek(self._log[page])
            return self._beside.read(self.size)
        try:
            self._file.seek((page - 1) * self.size)
            return self._file.read(self.size)
        except OSError:  # the disk gives no answer for it
            return b""

    def _frames(self, begin: bytes) -> dict[int, int]:
        """Return where in the log its pages lie, of what was committed."""
        found: dict[int, int] = {}
        begun: dict[int, int] = {}
        assert self._beside is not None  # noqa: S101  (asked only then)
        at = _LOG_HEAD
        while True:
            self._beside.seek(at)
            frame = self._beside.read(_FRAME_HEAD)
            if len(frame) < _FRAME_HEAD or frame[8:16] != begin[16:24]:
                return found
            begun[int.from_bytes(frame[:4], "big")] = at + _FRAME_HEAD
            if any(frame[4:8]):
                found |= begun
                begun = {}
            at += _FRAME_HEAD + self.size

    def _unused(self) -> set[int]:
        """Return the pages that the file says are free."""
        free: set[int] = set()
        if not self.has_head:
            return free
        first = self._page(1)
        trunk = int.from_bytes(first[32:36], "big")
        while 1 < trunk <= self.number and trunk not in free:
            free.add(trunk)
            data = self._page(trunk)
            number = int.from_bytes(data[4:8], "big")
            if number > self.size // 4 - 2:
                break
            free |= {int.from_bytes(data[at : at + 4], "big") for at in range(8, 8 + 4 * number, 4)}
            trunk = int.from_bytes(data[:4], "big")
        # Where that does not add up, the rows of a page in use must not be taken for free ones.
        return free if len(free) == int.from_bytes(first[36:40], "big") else set()


def _start(page: int) -> int:
    return _HEAD if page == 1 else 0


def _size_in(head: bytes) -> int:
    """Return the size of a page that the head of a file names; 0 for none that there could be."""
    size = int.from_bytes(head[16:18], "big")
    size = 65_536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else 0


def _size_of_log(begin: bytes) -> int:
    """Return the size of a page that the head of a log names; 0 where it is none."""
    if len(begin) < _LOG_HEAD or begin[:3] != b"\x37\x7f\x06":
        return 0
    size = int.from_bytes(begin[8:12], "big")
    return size if size >= 512 and size & (size - 1) == 0 else 0


def _cells(page: int, data: bytes, head: int) -> list[int]:
    """Return where the cells of a page begin."""
    start = _start(page)
    number = int.from_bytes(data[start + 3 : start + 5], "big")
    first = start + head
    end = first + 2 * number
    if end > len(data):
        raise Senseless
    return list(struct.unpack(f">{number}H", data[first:end]))


def _is_on(data: bytes, at: int) -> bool:
    """Whether a cell can begin there on a page: behind its head."""
    return _HEAD_OF_PAGE <= at <= len(data) - 4


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where the next begins."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + place + 1
    return (value << 8) | data[at + 8], at + 9


def _values(payload: bytes, *, whole: bool) -> tuple[Any, ...]:
    """Return the values of a record; of one that lacks its end, those that are there."""
    head, at = _varint(payload, 0)
    if not 0 < head <= len(payload):
        raise Senseless
    kinds: list[int] | bytes = payload[at:head]
    if max(kinds, default=0) < 0x80:  # nearly always: a byte each
        at = head
    else:
        kinds = []
        while at < head:
            kind, at = _varint(payload, at)
            kinds.append(kind)
    values: list[Any] = []
    for kind in kinds:
        size = (kind - 12) // 2 if kind >= 12 else _SIZES.get(kind, -1)
        if size < 0:
            raise Senseless
        end = at + size
        if end > len(payload):
            if not whole and kind >= 13 and kind % 2:
                values.append(payload[at:].decode("utf-8", "ignore"))
            if not whole:
                return tuple(values)
            raise Senseless
        values.append(_value(kind, payload[at:end]))
        at = end
    if whole and at != len(payload):
        raise Senseless
    return tuple(values)


def _value(kind: int, data: bytes) -> Any:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(data, "big", signed=True)
    if kind in _REALS:
        return struct.unpack(">d", data)[0]
    if kind in {8, 9}:
        return kind - 8
    if kind % 2:
        with suppress(UnicodeDecodeError):  # what is no text is left as it is: the rest may be good
            return data.decode()
    return data
