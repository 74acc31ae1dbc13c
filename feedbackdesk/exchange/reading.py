"""One door for whatever is brought in: what it is is told by its content, and it is read apart.

A reader of a format says whether a file begins as its kind does, and reads it to the end. All of
it happens in a child process with bounds, so that a hostile file costs its own reading alone.
"""

from __future__ import annotations

import importlib
import os
import stat
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from feedbackdesk import bounded
from feedbackdesk.bounded import Limits
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import first_answered
from feedbackdesk.exchange.folder import files_in, open_plain
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.domain.found import Found, Wishes
    from feedbackdesk.exchange.tables.preview import Preview

HEAD = 65_536
"""How much of a file is looked at to tell what it is, in bytes."""
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_PARTS_LIMIT = 200
"""So many files of a folder are read one after the other."""
_LIMITS = Limits(cpu=300.0, wall=900.0, memory=900_000_000, answer=400_000_000)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be brought in."""

    name: str
    """As `--as` has it."""
    module: str
    """Where its reader is, below this package: imported only where a file is read."""

    def begins(self, head: bytes, name: str) -> bool:
        """Whether a file begins as its kind does."""
        return bool(self._of("is")(head, name))

    def read(self, file: BinaryIO, wishes: Wishes) -> Found:
        """Return what a file holds; raises Refusal where it is none of its kind."""
        return cast("Found", self._of("read")(file, wishes))

    def see(self, file: BinaryIO, wishes: Wishes) -> tuple[Found, Preview | None]:
        """Return what a file holds, and of a table how it was understood."""
        if hasattr(self._reader, f"see_{self.name}"):
            return cast("tuple[Found, Preview]", self._of("see")(file, wishes))
        return self.read(file, wishes), None

    @property
    def _reader(self) -> ModuleType:
        return importlib.import_module(f"feedbackdesk.exchange.{self.module}")

    def _of(self, what: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(self._reader, f"{what}_{self.name}")
        return found


FORMATS: tuple[Format, ...] = (
    Format("vcard", "vcard"),
    Format("transcript", "transcripts"),
    Format("msg", "outlook"),
    Format("telegram", "chats.telegram"),
    Format("mbox", "mailbox"),
    Format("eml", "mailbox"),
    Format("takeout", "mailbox"),
    Format("whatsapp", "chats.whatsapp"),
    Format("keep", "notes.keep"),
    Format("evernote", "notes.evernote"),
    Format("notion", "notes.plain"),
    Format("notes", "notes.plain"),
    Format("fider", "tables.boards"),
    Format("sheet", "tables.reading"),
    Format("trello", "tables.boards"),
    Format("csv", "tables.reading"),  # whatever has rows and columns, when it is nothing else
    Format("text", "notes.plain"),
)
"""All kinds, those that are told the most surely first."""


def read_file(path: Path, wishes: Wishes, *, cancel: Cancel | None = None) -> Found:
    """Return what a file holds; raises Refusal with a sentence for what cannot be brought in."""
    return bounded.run(read_here, str(path), wishes, limits=_LIMITS, cancel=cancel)


def see_file(
    path: Path, wishes: Wishes, *, cancel: Cancel | None = None
) -> tuple[Found, Preview | None]:
    """Return what a file holds, and of a table how it was understood; refuses as `read_file`."""
    return bounded.run(see_here, str(path), wishes, limits=_LIMITS, cancel=cancel)


def spread(paths: Sequence[Path], *, cancel: Cancel | None = None) -> list[Path]:
    """Return what is read one after the other: of a folder its mail or notes, and other files.

    Each of those is told by its content. A folder in which nothing is known stays itself, so that
    reading it says so.
    """
    names = [str(path) for path in paths]
    return [Path(name) for name in bounded.run(_spread, names, limits=_LIMITS, cancel=cancel)]


def _spread(names: list[str]) -> list[str]:
    found: dict[str, None] = {}
    for name in names:
        found |= dict.fromkeys(_parts_of(Path(name)) if Path(name).is_dir() else [name])
    return list(found)


def _parts_of(folder: Path) -> list[str]:
    from feedbackdesk.exchange.mailbox import holds_mail

    if holds_mail(folder):
        return [str(folder)]
    has_notes, others = False, []
    for path in files_in(folder):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        with suppress(OSError, Refusal), open_plain(path) as file:
            head = file.read(HEAD)
            if head.strip(b"\0 \t\r\n"):
                known = _format_of(head, path.name, "").module.startswith("notes.")
                has_notes = has_notes or known
                others += [] if known else [str(path)]
        if len(others) >= _PARTS_LIMIT:
            break
    return [*([str(folder)] if has_notes or not others else []), *others]


def read_here(name: str, wishes: Wishes) -> Found:
    """Read a file in this process: what the child does."""
    return see_here(name, wishes)[0]


def see_here(name: str, wishes: Wishes) -> tuple[Found, Preview | None]:
    """Read a file in this process, to be shown.

    By the first answer to what it asks, where nobody gave another; the question still stands.
    """
    found, preview = _seen(name, wishes)
    taken = first_answered(wishes, found.questions)
    if taken == wishes:
        return found, preview
    asked = found.questions
    found, preview = _seen(name, taken)
    still = {one.name for one in found.questions}
    kept = tuple(one for one in asked if one.name not in still)
    return replace(found, questions=(*kept, *found.questions)), preview


def _seen(name: str, wishes: Wishes) -> tuple[Found, Preview | None]:
    path = Path(name)
    if path.is_dir():
        from feedbackdesk.exchange.mailbox import holds_mail, read_mails
        from feedbackdesk.exchange.notes.plain import read_folder

        return (read_mails if holds_mail(path) else read_folder)(path, wishes), None
    with _opened(path) as file:
        head = file.read(HEAD)
        if not head.strip(b"\0 \t\r\n"):
            raise Refusal(_("{name} is empty.").format(name=path.name))
        chosen = _format_of(head, path.name, wishes.format)
        file.seek(0)
        return chosen.see(file, wishes)


def _format_of(head: bytes, name: str, asked: str) -> Format:
    for one in FORMATS:
        if (asked and one.name == asked) or (not asked and one.begins(head, name)):
            return one
    names = ", ".join(one.name for one in FORMATS)
    if asked:
        sentence = _("“{asked}” is no format; there are {names}. Nothing was changed.")
    else:
        sentence = _("What {name} is cannot be told; there are {names}. Nothing was changed.")
    raise Refusal(sentence.format(asked=asked, name=name, names=names))


def _opened(path: Path) -> BinaryIO:
    """Open a plain file, never waiting for a pipe that nobody writes into."""
    try:
        number = os.open(path, os.O_RDONLY | _NOT_WAITING)
    except FileNotFoundError:
        raise Refusal(_("{name} is not there.").format(name=path.name)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        sentence = _("{name} cannot be read ({why}).").format(name=path.name, why=why)
        raise Refusal(sentence) from None
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise Refusal(_("{name} is no file with words in it.").format(name=path.name))
    # With its name, which may say that it holds what its owner sent.
    return open(path, "rb", opener=lambda _name, _flags: number)
