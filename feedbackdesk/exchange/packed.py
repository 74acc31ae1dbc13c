"""Files in a .zip, read in memory within bounds: nothing of it is ever written anywhere."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile, ZipInfo

_MEMBERS_LIMIT = 100_000
_DENSEST = 300
"""Words are packed to a tenth, rarely to a hundredth; what is denser is made to burst."""
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
)


def is_packed(head: bytes) -> bool:
    """Whether a file begins as a .zip does."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpack(file: BinaryIO) -> ZipFile:
    """Return a .zip that was opened; raises Refusal for one that is damaged."""
    try:
        packed = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise Refusal(_("The .zip is damaged, and cannot be read. Nothing was changed.")) from error
    if len(packed.infolist()) > _MEMBERS_LIMIT:
        raise Refusal(_("There are too many files in the .zip. Nothing was changed."))
    return packed


@contextmanager
def streamed(packed: ZipFile, info: ZipInfo) -> Iterator[BinaryIO]:
    """Open one file of it to be read from its beginning to its end, however large it is.

    Raises Refusal where it is locked, damaged, or made to burst, also while it is read.
    """
    if info.flag_bits & 1:
        raise Refusal(_("It is locked with a password. Nothing was changed."))
    if info.file_size > _DENSEST * max(info.compress_size, 1_000):
        raise Refusal(_("It is too large to be read out of its .zip. Nothing was changed."))
    try:
        with packed.open(info) as file:
            yield cast("BinaryIO", file)
    except _BROKEN as error:
        raise Refusal(_("It is damaged in its .zip. Nothing was changed.")) from error


def member(packed: ZipFile, info: ZipInfo, limit: int) -> bytes:
    """Return one file of it; raises Refusal where it is locked, damaged, or too large."""
    if info.file_size > limit:
        raise Refusal(_("It is too large to be read out of its .zip. Nothing was changed."))
    with streamed(packed, info) as file:
        return file.read(limit)
