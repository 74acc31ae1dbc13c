"""A second place for backups: a stick, another drive, or a folder that is synchronised.

There each business has a folder of its own below "FeedbackDesk backups", so that two with files
of one name never take each other's. A folder that was there once and is not any more is a drive
that was taken away, not one to be made anew: where it was mounted, another disk answers now.

With a key, backups are encrypted there as age does it (https://age-encryption.org/v1): only the
public half is kept here, which cannot open them.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from feedbackdesk import private
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.rotation import Backup, to_drop
from feedbackdesk.paths import beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENCRYPTED = ".age"
_SECRET = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.ASCII | re.MULTILINE)
_KEY_LIMIT = 100_000


def is_key(text: str) -> bool:
    """Whether a text is the public half of an age key pair."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def make_key(path: Path) -> str:
    """Make a key pair; write both halves to a new file, and return the public one.

    The file is as age-keygen writes it. Raises Refusal where it is there, or cannot be written.
    """
    import pyrage

    made = pyrage.x25519.Identity.generate()
    public = str(made.to_public())
    try:
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, private.FILE_MODE)
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(
                f"# created: {datetime.now().astimezone().isoformat(timespec='seconds')}\n"
                f"# public key: {public}\n{made}\n"
            )
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise Refusal(
            f"{path} is there already. Nothing was changed; choose another name."
        ) from error
    except OSError as error:
        raise Refusal(
            f"{path} could not be written: {error.strerror or error}. Nothing was changed."
        ) from error
    return public


def on_same_disk(place: Path, workspace: Path) -> bool:
    """Whether a second place breaks with the first; not where it is away."""
    with suppress(OSError):
        return place.stat().st_dev == workspace.absolute().parent.stat().st_dev
    return False


def bring(
    backup: Backup,
    folder: Path,
    *,
    there: Callable[[], bool],
    key: str,
    room: int,
    listed: Callable[[Path], list[Backup]],
    sweep_remnants: Callable[[Path], None],
    unwanted: Callable[[], bool],
) -> Path:
    """Bring a backup to its folder in the second place, and drop those kept no longer there.

    The copy is checked where it lies, as each is, before it has a name; an encrypted one was
    before it was encrypted. `there` says whether the place is still there, `room` is in bytes.
    Raises NotThere where the place is away, Refusal where the copy could not be made, and
    KeyboardInterrupt once it is `unwanted`; then nothing was dropped.
    """
    from feedbackdesk.store.replacing import copy_of_one_at_rest

    if not there():
        raise NotThere(f"{folder.parent.parent} is not there.")
    target = folder / f"{backup.path.name}{ENCRYPTED if key else ''}"
    try:
        private.make_folder(folder)
        if not target.exists():
            if key:
                _encrypt(backup.path, target, key, unwanted)
            else:
                copy_of_one_at_rest(backup.path, target, unwanted=unwanted)
    except OSError as error:
        raise Refusal(f"{target} could not be written: {error.strerror or error}.") from error
    sweep_remnants(folder)
    if key:
        _encrypt_those_before(listed(folder), key, unwanted)
    for one in to_drop(listed(folder), backup.made, room):
        with suppress(OSError):
            one.path.unlink(missing_ok=True)
    return target


def _encrypt_those_before(backups: list[Backup], key: str, unwanted: Callable[[], bool]) -> None:
    """Encrypt what came there before there was a key, too: whoever finds it is to find nothing."""
    for one in backups:
        if one.path.suffix != ENCRYPTED:
            target = one.path.with_name(f"{one.path.name}{ENCRYPTED}")
            with suppress(OSError, Refusal):  # tried again with the next
                if not target.exists():
                    _encrypt(one.path, target, key, unwanted)
                one.path.unlink()


def _encrypt(source: Path, target: Path, key: str, unwanted: Callable[[], bool]) -> None:
    """Encrypt a backup; what is on its way lies beside the backup, for the owner alone."""
    import pyrage

    from feedbackdesk.store.copying import reach_disk
    from feedbackdesk.store.replacing import copy_of_one_at_rest

    plain = beside(source, f".to-encrypt-{os.getpid()}")
    unfinished = beside(target, f".unfinished-{os.getpid()}")
    try:
        copy_of_one_at_rest(source, plain, unwanted=unwanted)
        private.make_file(unfinished)
        pyrage.encrypt_file(str(plain), str(unfinished), [pyrage.x25519.Recipient.from_str(key)])
        reach_disk(unfinished)
        unfinished.replace(target)
        reach_disk(target.parent)
    except (pyrage.EncryptError, pyrage.RecipientError) as error:
        raise OSError(f"it could not be encrypted ({error})") from error
    finally:
        for path in (plain, unfinished):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def decrypt(source: Path, key_file: Path, target: Path) -> None:
    """Open an encrypted backup with the secret half of its key; raises Refusal."""
    import pyrage

    try:
        with key_file.open("rb") as file:
            words = file.read(_KEY_LIMIT).decode("ascii", "replace")
        secrets = [pyrage.x25519.Identity.from_str(one) for one in _SECRET.findall(words)]
    except OSError as error:
        raise Refusal(
            f"The key {key_file} cannot be read: {error.strerror or error}. Nothing was changed."
        ) from error
    except pyrage.IdentityError:
        secrets = []
    if not secrets:
        raise Refusal(
            f"There is no secret key in {key_file}. Nothing was changed; name the file that was "
            "written when the key was made."
        )
    try:
        private.make_file(target)
        pyrage.decrypt_file(str(source), str(target), secrets)
    except (pyrage.DecryptError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise Refusal(
                f"{source} could not be opened: {error.strerror}. Nothing was changed."
            ) from error
        raise Refusal(
            f"{source} is damaged, or {key_file} is not its key. Nothing was changed."
        ) from error
