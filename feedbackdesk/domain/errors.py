"""What can go wrong that the owner can act on."""

from __future__ import annotations

from enum import StrEnum


class Refusal(Exception):  # noqa: N818  (it is an answer, not an error of ours)
    """Something could not be done: the message is a plain sentence for the owner.

    It says what happened, what is unchanged, and what to do about it.
    """


class NotThere(Refusal):
    """What was named does not exist."""


class Ambiguous(Refusal):
    """A name fits several; the sentence lists them. `keys` are theirs, where they are known."""

    def __init__(self, sentence: str, *, keys: tuple[int, ...] = ()) -> None:
        """Say which ones."""
        super().__init__(sentence)
        self.keys = keys


class WrongSide(Refusal):
    """A day is well said, and lies behind today where one ahead is asked for, or ahead."""


class CannotUndo(Refusal):
    """A step cannot be undone because something stands in its way; the sentence names it.

    `steps` are the keys of the later steps that do, where they are known.
    """

    def __init__(self, sentence: str, *, steps: tuple[int, ...] = ()) -> None:
        """Say what stands in the way."""
        super().__init__(sentence)
        self.steps = steps


class CannotOpen(Refusal):
    """A workspace cannot be opened: not ours, damaged, locked, or not reachable."""


class NotOurs(CannotOpen):
    """A file is no workspace, or shows no more that it was one."""


class Vanished(CannotOpen):
    """A workspace is not there, or is empty, and backups of it are there."""


class Newer(CannotOpen):
    """A workspace was made by a newer version, and this one cannot do that with it."""


class Damaged(CannotOpen):
    """Parts of a workspace make no sense: it is read as far as that goes, and never written to."""


class NoRoom(Refusal):
    """A disk is full, or does not answer as it should."""


class ReadOnly(Refusal):
    """The workspace can be read and not changed."""


class Astray(StrEnum):
    """What became of the file that was opened."""

    GONE = "gone"
    """Nothing is at its path: it was moved, renamed or deleted, or its drive was taken away."""
    REPLACED = "replaced"
    """Another file is at its path."""
    OVERWRITTEN = "overwritten"
    """Something else than FeedbackDesk wrote over its content."""


class NotTheFile(ReadOnly):
    """The file at the workspace's path is not the one that was opened: nothing is written."""

    def __init__(self, sentence: str, astray: Astray) -> None:
        """Say what became of it."""
        super().__init__(sentence)
        self.astray = astray
