"""Half-typed forms: small files in the user's state folder, a folder for each workspace.

They are no steps: nothing is undone by them, and nothing but the form stands in them. Each
form in sight writes a file of its own under a name nobody else has, and holds a lock on it
as long as it lives; the system lets go of the lock however a process ends. So a draft
without a holder is one that waits, and two windows never write over each other's words.

A workspace is known by where it is, not by what it holds: a copy made to try something out
must not go on with the words meant for the first, and words can be kept before the file has
been opened, or where it cannot be. Whoever moves the file finds its drafts when it is back.

A file is JSON: {"feedbackdesk_draft": 1, "workspace": path, "form": {field: what stands in it}}.

A letter that was begun is kept the same way, under the name of what is owed: see letters_begun.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedbackdesk import paths, private
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import excerpt, finder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence
    from pathlib import Path

VERSION = 1
BYTES_LIMIT = 64_000_000
"""The largest file that is taken for a draft: a text of the longest kind, with room to spare."""

_TRIES, _A_MOMENT = 20, 0.01
_MARK = "feedbackdesk_draft"
_LETTER = "letter-"
_DRAFT, _LOCK, _PART, _ASIDE = ".json", ".lock", ".part", ".damaged"

Form = dict[str, Any]
"""What stands in a form, by field, in the words of JSON."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed form that waits."""

    uid: str
    saved: datetime
    form: Form

    @property
    def title(self) -> str:
        """Who and what it is about, on one line."""
        parts = [text_of(self.form, name) for name in ("who", "organisation", "words")]
        who, words = parts[0].strip() or parts[1].strip(), excerpt(parts[2], 48)
        return " – ".join(part for part in (excerpt(who, 32), words) if part) or "…"


def text_of(form: Form, name: str) -> str:
    """Return a field as text, whatever a file has there."""
    found = form.get(name)
    return found if isinstance(found, str) else ""


class Drafts:
    """The half-typed forms of one workspace."""

    def __init__(self, workspace: Path) -> None:
        """Stand before the drafts of the workspace at a path; nothing is made yet."""
        self.workspace = str(workspace.expanduser().resolve())
        name = hashlib.sha256(self.workspace.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        self.folder = paths.drafts_dir() / name

    def begin(self) -> Pen:
        """Return what writes a new draft."""
        return Pen(self, uuid.uuid4().hex)

    def waiting(self) -> list[Draft]:
        """Return the drafts that no form holds, the newest first; damaged ones are set aside."""
        found = []
        for path in self._files(_DRAFT):
            if path.name.startswith(_LETTER):
                continue  # it is found where it is written
            with _Lock(path, to_look=True) as lock:
                if lock.held and (draft := self._read(path)) is not None:
                    found.append(draft)
        for path in (*self._files(_LOCK), *self._files(_PART)):
            if not path.with_suffix(_DRAFT).exists():
                with _Lock(path) as lock:  # what a process left that is no more
                    if lock.held:
                        _remove(path.with_suffix(_PART))
        return sorted(found, key=lambda draft: (draft.saved, draft.uid), reverse=True)

    def take(self, uid: str) -> tuple[Pen, Draft] | None:
        """Go on with a draft; None where it is gone, or somebody else goes on with it."""
        pen = Pen(self, uid)
        if pen.path.exists() and pen.hold():
            draft = self._read(pen.path)
            if draft is not None:
                return pen, draft
        pen.close()
        return None

    def delete(self, uid: str) -> None:
        """Throw a draft away, whoever holds it."""
        with suppress(OSError):
            (self.folder / f"{uid}{_DRAFT}").unlink()

    def take_over(self, other: Drafts) -> None:
        """Take what waits among the drafts of another path, after a file was moved there."""
        for path in other._files(_DRAFT):
            with _Lock(path) as lock, suppress(OSError):
                if lock.held:
                    private.make_folder(self.folder)
                    path.rename(self.folder / path.name)

    def letter_pen(self, uid: str) -> Pen:
        """Return what writes the letter on what is owed, by its uid."""
        return Pen(self, f"{_LETTER}{uid}")

    def letter(self, uid: str) -> Draft | None:
        """Return the letter that was begun on what is owed, by its uid."""
        return self._read(self.folder / f"{_LETTER}{uid}{_DRAFT}")

    def forget(self, names: Sequence[str], owed: Container[int] = ()) -> int:
        """Delete every draft, and all that was set aside, where one of the names stands.

        Names are compared as everywhere, without regard to case, and as whole words. Letters
        on what is `owed`, by its keys, go whatever they say. Returns how many went.
        """
        holds = finder_of(names)
        gone = 0
        for path in (*self._files(_DRAFT), *self._files(_PART), *self._files(_ASIDE)):
            with suppress(OSError, ValueError):
                data = _bytes(path)
                if holds(_all_words(data)) or _is_letter_on(path, data, owed):
                    path.unlink()
                    gone += 1
        return gone

    def naming(self, names: Sequence[str], owed: Container[int] = ()) -> tuple[Draft, ...]:
        """Return the drafts where one of the names stands, whoever holds them, newest first.

        And the letters on what is `owed`, by its keys.
        """
        return self.where(finder_of(names), owed)

    def where(self, holds: Callable[[str], object], owed: Container[int] = ()) -> tuple[Draft, ...]:
        """Return the drafts of whose words something holds, and the letters on what is `owed`.

        Whoever holds them, newest first.
        """
        found = [draft for path in self._files(_DRAFT) if (draft := self._read(path)) is not None]
        naming = [
            draft
            for draft in found
            if holds("\n".join(_texts(draft.form))) or draft.form.get("follow_up") in owed
        ]
        return tuple(sorted(naming, key=lambda draft: (draft.saved, draft.uid), reverse=True))

    def _files(self, suffix: str) -> Iterator[Path]:
        try:
            yield from sorted(self.folder.glob(f"*{suffix}"))
        except OSError:
            return

    def _read(self, path: Path) -> Draft | None:
        """Return a draft; one that cannot be read is set aside under another name."""
        try:
            whole = json.loads(_bytes(path).decode("utf-8", "surrogatepass"))
            form = whole["form"]
            if whole[_MARK] > VERSION:
                return None  # a newer version goes on with it
            if not isinstance(form, dict):
                raise TypeError(form)
            saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            return Draft(path.stem, saved, form)
        except OSError:
            return None  # gone, or not to be read now
        except (ValueError, TypeError, LookupError, RecursionError, OverflowError):
            with suppress(OSError):
                path.replace(path.with_suffix(_ASIDE))
            return None


class Pen:
    """Writes one draft, and holds it until it is closed. May be used from any thread."""

    def __init__(self, drafts: Drafts, uid: str) -> None:
        """Write nothing yet."""
        self._drafts = drafts
        self.uid = uid
        self.path = drafts.folder / f"{uid}{_DRAFT}"
        self._lock = _Lock(self.path)
        self._one = threading.Lock()

    def hold(self) -> bool:
        """Keep the draft from others; False where somebody holds it already."""
        for _ in range(_TRIES):
            if self._lock.take():
                return True
            time.sleep(_A_MOMENT)  # whoever only looks through the drafts is gone by then
        return False

    def write(self, form: Form) -> None:
        """Put a form on the disk, whole or not at all; raises Refusal where that fails."""
        whole = {_MARK: VERSION, "workspace": self._drafts.workspace, "form": form}
        data = json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")
        part = self.path.with_suffix(_PART)
        with self._one:
            try:
                private.make_folder(self.path.parent)
                self.hold()
                number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(number, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(self.path)
            except OSError as error:
                raise Refusal(
                    f"What is half typed cannot be kept in {self.path.parent}: "
                    f"{error.strerror or error}. Recording works as ever."
                ) from error

    def remove(self) -> None:
        """Throw the draft away, and let go of its name."""
        with self._one:
            _remove(self.path)
            _remove(self.path.with_suffix(_PART))
            self._lock.release()

    def close(self) -> None:
        """Let go of the draft: it waits for whoever goes on with it."""
        with self._one:
            self._lock.release()


class _Lock:
    """A file beside a draft that one process at a time can hold, or several that only look."""

    def __init__(self, draft: Path, *, to_look: bool = False) -> None:
        self._path = draft.with_suffix(_LOCK)
        self._to_look = to_look
        self._number: int | None = None

    @property
    def held(self) -> bool:
        return self._number is not None

    def take(self) -> bool:
        while self._number is None:
            try:
                number = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError:
                return False
            try:
                _exclude_others(number, but_lookers=self._to_look)
            except OSError:
                os.close(number)
                return False  # somebody else has it
            # Whoever held it before may have removed the file that we hold now.
            with suppress(OSError):
                if os.fstat(number).st_ino == self._path.stat().st_ino:
                    self._number = number
                    return True
            os.close(number)
        return True

    def release(self) -> None:
        if self._number is None:
            return
        _remove(self._path)
        os.close(self._number)
        self._number = None
        if sys.platform == "win32":
            _remove(self._path)  # there, an open file stays

    def __enter__(self) -> _Lock:
        self.take()
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()


def _exclude_others(number: int, *, but_lookers: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, (fcntl.LOCK_SH if but_lookers else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _is_letter_on(path: Path, data: bytes, owed: Container[int]) -> bool:
    """Whether a file is a letter on what is owed; one that is damaged may be on anything."""
    if not path.name.startswith(_LETTER):
        return False
    try:
        return json.loads(data)["form"]["follow_up"] in owed
    except (ValueError, TypeError, LookupError, RecursionError):
        return True


def _all_words(data: bytes) -> str:
    """Return every text in a file, also in one that is damaged."""
    whole = data.decode("utf-8", "replace")
    try:
        return "\n".join(_texts(json.loads(whole)))
    except (ValueError, RecursionError):
        return whole


def _texts(whole: object) -> list[str]:
    """Return every text in what JSON says, however deep."""
    left: list[object] = [whole]
    found: list[str] = []
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list):
            left += one
        else:
            found.append(str(one))
    return found


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        found = file.read(BYTES_LIMIT + 1)
    if len(found) > BYTES_LIMIT:
        raise ValueError("too large for a draft")
    return found
