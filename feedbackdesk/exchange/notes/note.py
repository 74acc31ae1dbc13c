"""A note as talk: what somebody wrote down for themselves, and nobody is named as its speaker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from feedbackdesk.domain.found import Found, FoundMessage, Origin, Refused
from feedbackdesk.domain.text import NAME_LIMIT, clean
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from feedbackdesk.domain.found import Wishes

NOTES_LIMIT = 100_000
"""So many notes of one file are read."""
_REFUSED_LIMIT = 1_000
_LABELS_SAID = 20


@dataclass(slots=True)
class Notes:
    """Collects the notes of one file."""

    source: str
    wishes: Wishes
    found: list[FoundMessage] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    labels: dict[str, None] = field(default_factory=dict)
    deleted: int = 0
    number: int = 0
    """How many stood there, with those that were left out."""

    def add(
        self,
        title: str,
        words: str,
        *,
        place: str = "",
        ident: str = "",
        moment: datetime | None = None,
        attached: tuple[str, ...] = (),
        labels: tuple[str, ...] = (),
    ) -> None:
        """Take a note; one that says nothing is none."""
        self.number += 1
        title, words = " ".join(clean(title).split())[:NAME_LIMIT], clean(words) or clean(title)
        on = moment.astimezone().date() if moment else None
        is_older = self.wishes.since is not None and on is not None and on < self.wishes.since
        if not words or is_older:
            return
        self.labels |= dict.fromkeys(one for each in labels if (one := clean(each)))
        place = place or _("note {number}").format(number=f"{self.number:,}")
        at = moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""
        origin = Origin(self.source, ident[:NAME_LIMIT], place)
        self.found.append(
            FoundMessage(origin, words, on=on, at=at, subject=title, attached=attached)
        )

    def refuse(self, place: str, sentence: str) -> None:
        """Say what could not be read."""
        if len(self.refused) < _REFUSED_LIMIT:
            self.refused.append(Refused(place, sentence))

    @property
    def is_full(self) -> bool:
        """Whether no more are read."""
        return self.number >= NOTES_LIMIT

    def all(self) -> Found:
        """Return them."""
        said = []
        if self.deleted:
            sentence = ngettext(
                "{number} note that was thrown away there was left out.",
                "{number} notes that were thrown away there were left out.",
                self.deleted,
            )
            said.append(sentence.format(number=f"{self.deleted:,}"))
        if self.labels:
            labels = ", ".join(list(self.labels)[:_LABELS_SAID])
            said.append(_("Labels are not kept: {labels}.").format(labels=labels))
        if self.is_full:
            sentence = _("Only the first {number} notes were read; split the file for the rest.")
            said.append(sentence.format(number=f"{NOTES_LIMIT:,}"))
        return Found(self.source, tuple(self.found), tuple(self.refused), notes=tuple(said))
