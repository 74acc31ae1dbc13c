"""Themes that the inbox and the heap could make: proposed, taken, or refused for good.

Nothing is filed by itself: a proposal is a group of texts with a name, until the owner takes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from feedbackdesk.desk.discretion import mark_of
from feedbackdesk.desk.heap import Keep, keep
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import assign_theme, find_or_make_theme
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.quotes import is_part
from feedbackdesk.domain.text import name_key
from feedbackdesk.insight.proposals import Unfiled, grouped
from feedbackdesk.insight.words import READ
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.desk.door import Door
    from feedbackdesk.desk.heap_order import Placed
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

LOOKED_AT: Final = 2_000
"""So many of the newest feedbacks of the inbox are looked at."""
BESIDE: Final = 800
"""So many of the newest feedbacks tell what is said of everything here."""
OF_THE_HEAP: Final = 300
"""So many of the likeliest messages of the heap are looked at with them."""


@dataclass(frozen=True, slots=True)
class Member:
    """A text of a proposal: a feedback of the inbox, or a message on the heap."""

    text: str
    sentence: str
    """What of it says the like."""
    feedback_id: int | None = None
    kept: Keep | None = None
    """How the message is kept where the proposal is taken."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theme that could be."""

    name: str
    """Made of its own words."""
    accounts: int
    members: tuple[Member, ...]
    """The one that says it best first."""

    @property
    def quote(self) -> str:
        """The words that say it best."""
        return self.members[0].sentence


@dataclass(frozen=True, slots=True)
class Proposed:
    """What could be themes, and what stays out."""

    proposals: tuple[Proposal, ...]
    """The one that most accounts speak for first."""
    looked_at: int
    """How many texts were looked at."""

    @property
    def left_out(self) -> int:
        """How many of those stand in no proposal."""
        return self.looked_at - sum(len(one.members) for one in self.proposals)


def proposed_themes(read: Reader, heap: Sequence[Placed] = ()) -> Proposed:
    """Return the themes that unfiled words could make, for `Desk.ask`.

    `heap` are messages that wait on the heap, the likeliest ones, with what they tell.
    """
    rows = read.unfiled(LOOKED_AT, READ)
    known = {name_key(row.name): row.account for row in rows if row.name}
    texts = [Unfiled(row.text, row.account) for row in rows]
    members = [Member(row.text, row.text, feedback_id=row.id) for row in rows]
    for placed in heap:
        who = name_key(placed.talk.name or placed.talk.email)
        account = known.get(who, f"heap {who or placed.talk.id}")
        texts.append(Unfiled(placed.talk.text, account))
        kept = Keep(placed.talk.id, placed.telling.kind)
        members.append(Member(placed.talk.text, "", kept=kept))
    marks = read.refused_marks()
    refused = [at for at, one in enumerate(members) if marks and mark_of(one.text) in marks]
    unfiled = {row.id for row in rows}
    beside = [row.text for row in read.newest_said(BESIDE, READ) if row.id not in unfiled]
    found = []
    for group in grouped(texts, refused, beside):
        told = zip(group.members, group.sentences, strict=True)
        some = tuple(replace(members[at], sentence=sentence) for at, sentence in told)
        found.append(Proposal(group.name, group.accounts, some))
    return Proposed(tuple(found), len(texts))


def propose(desk: Door) -> Proposed:
    """Return the themes that the inbox and the likeliest of the heap could make."""
    return desk.ask(proposed_themes, desk.order_heap(OF_THE_HEAP).first)


def texts_in_words(number: int) -> str:
    """Say how many texts a step is about."""
    return ngettext("{number} text", "{number} texts", number).format(number=f"{number:,}")


@step("File {number} under proposed theme {result:theme}")
def take_proposal(work: UnitOfWork, proposal: Proposal, name: str, number: str) -> int:
    """Make a theme of a proposal, by a name, and file all of it there; return the theme's key.

    A theme of that name that is there already gets it all. Each is quoted by the sentence that
    says it, where more was said. Messages of the heap are kept. `number` says how many, in words.
    Raises NotThere where a text of it is gone; then nothing is changed.
    """
    del number  # for the label
    theme_id = find_or_make_theme(work, name)
    for one in proposal.members:
        if one.feedback_id is not None:
            _file(work, one.feedback_id, theme_id, one.sentence)
    kept = [
        replace(one.kept, theme=name, quote=_quote(one.sentence, one.text))
        for one in proposal.members
        if one.kept is not None
    ]
    if kept:
        keep(work, kept, texts_in_words(len(kept)))
    return theme_id


def _file(work: UnitOfWork, feedback_id: int, theme_id: int, sentence: str) -> None:
    said = work.read.words_of(feedback_id)
    if said is None:
        raise NotThere(_("Some of it is no longer there. Nothing was changed; look again."))
    assign_theme(work, feedback_id, theme_id, quote=_quote(sentence, said) or None)


def _quote(sentence: str, said: str) -> str:
    """Return a sentence as a quote; nothing where it is all that was said, or no part of it."""
    is_quote = len(sentence) < len(" ".join(said.split())) and is_part(sentence, said)
    return sentence if is_quote else ""


@step("Refuse a theme of {number}")
def refuse_proposal(work: UnitOfWork, proposal: Proposal, number: str) -> None:
    """Do not propose a theme of these texts again, until most of it are others.

    They stay where they are. `number` says how many, in words.
    """
    del number  # for the label
    known = work.read.refused_marks()
    for mark in dict.fromkeys(mark_of(one.text) for one in proposal.members):
        if mark not in known:
            work.insert("proposal_refusal", key=mark)
