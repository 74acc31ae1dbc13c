"""A file from elsewhere, an e-mail or a text, read in a child process of its own."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from feedbackdesk import bounded
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.exchange.mail.reading import BYTES_LIMIT, Mail, read_mail
from feedbackdesk.exchange.plain import read_text

if TYPE_CHECKING:
    from feedbackdesk.bounded import Cancel

_MAILS = frozenset({".eml"})
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)
"""Without it a pipe that nobody writes into would be waited for."""

_TAKEN = "Nothing was changed; words, e-mails (.eml) and text files can be dropped here."


def read_dropped(path: Path, *, cancel: Cancel | None = None) -> Mail | str:
    """Return a mail, or the words of a text file; raises Refusal with a sentence for others.

    However large, damaged or hostile it is, it takes no more than `bounded.USUAL` says.
    """
    return bounded.run(read_here, str(path), cancel=cancel)


def read_here(name: str) -> Mail | str:
    """Read such a file in this process: what the child does."""
    path = Path(name)
    data = _bytes(path)
    if path.suffix.casefold() in _MAILS:
        return read_mail(data)
    try:
        return read_text(data)
    except Refusal as refusal:
        if "not a text" not in str(refusal):
            raise
        raise Refusal(f"This is not a text. {_TAKEN}") from refusal


def _bytes(path: Path) -> bytes:
    """Return what a file holds, up to the limit; only of a plain file, and never waiting."""
    try:
        number = os.open(path, os.O_RDONLY | _NOT_WAITING | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise Refusal(f"It is not there any more. {_TAKEN}") from None
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            if path.is_dir():
                raise Refusal(f"This is a folder. {_TAKEN}") from None
        why = getattr(error, "strerror", None) or "its name is none"
        raise Refusal(f"It cannot be read ({why}). Nothing was changed.") from None
    mode = os.fstat(number).st_mode
    if not stat.S_ISREG(mode):
        os.close(number)
        what = "a folder" if stat.S_ISDIR(mode) else "not a file with words"
        raise Refusal(f"This is {what}. {_TAKEN}")
    try:
        with os.fdopen(number, "rb") as file:
            return file.read(BYTES_LIMIT + 1)
    except OSError as error:
        raise Refusal(
            f"It cannot be read ({error.strerror or error}). Nothing was changed."
        ) from None
