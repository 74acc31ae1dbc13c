"""Letters that were written in and not sent: kept beside the half-typed forms until they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.drafts import Drafts, text_of
from feedbackdesk.desk.followups import follow_up
from feedbackdesk.domain.letters import LetterKind

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.domain.rows import FollowUp


@dataclass(frozen=True, slots=True)
class Begun:
    """A letter as it stands."""

    kind: LetterKind
    subject: str
    body: str


def begun_letter(workspace: Path, owed: FollowUp) -> Begun | None:
    """Return the letter that was begun on what is owed, if one was."""
    kept = Drafts(workspace).letter(owed.uid)
    if kept is None:
        return None
    try:
        kind = LetterKind(text_of(kept.form, "kind"))
    except ValueError:
        return None
    return Begun(kind, text_of(kept.form, "subject"), text_of(kept.form, "words"))


def keep_letter(desk: Desk, owed: FollowUp, begun: Begun) -> None:
    """Put a letter on the disk, whole or not at all; raises Refusal where that fails.

    What is no longer owed has none. That is looked at after writing: whoever erases somebody
    looks for their letters once they are erased, so that one of the two finds it.
    """
    pen = Drafts(desk.path).letter_pen(owed.uid)
    pen.write(
        {
            "follow_up": owed.id,
            "who": owed.who or "",
            "kind": begun.kind.value,
            "subject": begun.subject,
            "words": begun.body,
        }
    )
    now = desk.ask(follow_up, owed.id)
    if now is None or now.uid != owed.uid or now.done_on is not None:
        pen.remove()
    else:
        pen.close()


def drop_letter(workspace: Path, owed: FollowUp) -> None:
    """Throw a letter away: it was sent, or nothing of the owner's is left in it."""
    Drafts(workspace).letter_pen(owed.uid).remove()
