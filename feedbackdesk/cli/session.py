"""One run of the command line: which workspace it is about, and how it is opened."""

from __future__ import annotations

import shlex
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.domain.words import Kind


class CaptureWindow(Protocol):
    """Shows the form for one feedback; returns the exit status once it is closed."""

    def __call__(self, path: Path, *, who: str, kind: Kind | None, text: str) -> int:
        """Show it over the workspace at a path, with what is known already."""


@dataclass(frozen=True, slots=True)
class Session:
    """The workspace as it was named behind --workspace, or None."""

    named: str | None
    capture_window: CaptureWindow | None = None
    """Handed in from above: the command line itself knows no window."""

    @contextmanager
    def desk(self, *, create: bool = False) -> Iterator[Desk]:
        """Open the workspace and close it at the end; a missing one is made if `create`."""
        from feedbackdesk.desk.desk import Desk
        from feedbackdesk.paths import chosen_workspace

        path = chosen_workspace(self.named)
        desk = Desk.open(path, create=create, source="command line")
        if desk.note:
            click.echo(desk.note, err=True)
        if desk.is_new and self.named is None:  # nobody named it just now
            click.echo(f"{path} was not there: it is a new, empty workspace.", err=True)
        try:
            yield desk
        finally:
            desk.close()

    @contextmanager
    def desk_to_look(self) -> Iterator[Desk]:
        """Open the workspace to ask what would be; where there is none, an empty one meanwhile."""
        from feedbackdesk.desk.desk import Desk
        from feedbackdesk.paths import chosen_workspace

        if chosen_workspace(self.named).exists():
            with self.desk() as desk:
                yield desk
            return
        with (
            TemporaryDirectory() as folder,
            closing(Desk.open(Path(folder) / "empty.feedbackdesk")) as desk,
        ):
            yield desk

    @property
    def undo_command(self) -> str:
        """What takes the last step back, as it is typed."""
        return self.command("undo")

    def command(self, words: str) -> str:
        """Return a command on this workspace, as it is typed."""
        if self.named is None:
            return f"feedbackdesk {words}"
        return f"feedbackdesk --workspace {shlex.quote(self.named)} {words}"


pass_session = click.make_pass_decorator(Session)
