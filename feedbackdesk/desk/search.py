"""Finding: what was said, and whom and what it was about; and searches that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.settings import date_order
from feedbackdesk.desk.step import step
from feedbackdesk.domain.completion import Choices, Names
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.query import Query, Scope, parse
from feedbackdesk.domain.text import clean_name, name_key, plural
from feedbackdesk.domain.words import ItemStage, label

if TYPE_CHECKING:
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

FORGIVEN = 5
"""From this many letters on, a word is found in spite of one typing mistake."""
SHOWN = 1_000
"""How many a list of what was found need show: whoever has more to read adds a word."""

_ALL = Scope()
_NOTHING = Query()
RANKED_FROM = 4
"""From this many letters, or with two words, the best come first; before that the newest."""


@dataclass(frozen=True, slots=True)
class FoundFeedback:
    """The feedback that a search found."""

    ids: list[int]
    """Keys, best first where words tell it, else newest first."""
    total: int
    """How many there are, also beyond the limit; see `more`."""
    hints: tuple[str, ...] = ()
    """Sentences that help: a filter that was misspelt, a name that nobody has."""
    instead: str | None = None
    """The words that were searched for in the place of mistyped ones."""
    more: bool = False
    """Whether there are more than `total`."""
    query: Query = _NOTHING
    """What was searched for in the end: what `domain.marks.marks` marks."""


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A person, organisation, theme or item that a search found."""

    id: int
    name: str
    detail: str
    """What tells it from others: an organisation, a stage, a number of requests."""


@dataclass(frozen=True, slots=True)
class FoundThings:
    """What a search found beside feedback, best first."""

    themes: tuple[FoundThing, ...] = ()
    items: tuple[FoundThing, ...] = ()
    people: tuple[FoundThing, ...] = ()
    organisations: tuple[FoundThing, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedView:
    """A search that is kept under a name."""

    id: int
    name: str
    query: str


def search_feedback(read: Reader, query: str, *, limit: int | None = None) -> FoundFeedback:
    """Return the feedback that a search finds, as domain/query.py describes the language.

    Never an error. A search without words and filters finds nothing. With a `limit` (keys at
    most) it stays quick however much there is; without one it finds all.
    """
    return find(read, query, limit=limit, ranked=True)


def find(
    read: Reader,
    text: str,
    scope: Scope = _ALL,
    *,
    limit: int | None = None,
    ranked: bool = False,
) -> FoundFeedback:
    """Return what a search finds within a scope; the newest first unless `ranked`."""
    query = parse(text, date_order(read))
    ranked = ranked and _tells(query)
    hits = read.search(query, scope, ranked=ranked, limit=limit)
    instead = None
    if query.words and not hits.ids:
        better = read.respelt(query, FORGIVEN)
        if better:
            query = query.respelt(better)
            hits = read.search(query, scope, ranked=ranked, limit=limit)
            instead = " ".join(part.text for part in query.words)
    hints = (*query.hints, *read.unknown_names(query))
    return FoundFeedback(hits.ids, hits.total, hints, instead, hits.more, query)


def _tells(query: Query) -> bool:
    """Whether there are words enough to rank by."""
    words = query.words
    return len(words) > 1 or any(len(part.text) >= RANKED_FROM for part in words)


def search_everything(read: Reader, query: str, *, limit: int = 5) -> FoundThings:
    """Return the themes, items, people and organisations that a search names.

    Best first, at most `limit` of each; filters are left aside.
    """
    words = parse(query).words
    if not words:
        return FoundThings()
    found = read.things(words, limit)
    if not found:
        better = read.respelt(Query(words), FORGIVEN, names_only=True)
        found = read.things(Query(words).respelt(better).words, limit) if better else {}
    themes = ((key, name, _asked(number)) for key, name, number in found.get("theme", ()))
    items = ((key, name, label(ItemStage(stage))) for key, name, stage in found.get("item", ()))
    return FoundThings(
        tuple(FoundThing(*row) for row in themes),
        tuple(FoundThing(*row) for row in items),
        tuple(FoundThing(*row) for row in found.get("person", ())),
        tuple(FoundThing(*row) for row in found.get("organisation", ())),
    )


def _asked(number: int) -> str:
    return plural(number, "request", "requests")


def search_choices(read: Reader) -> Choices:
    """Return the names that a search can be completed with; see `domain.completion`."""
    return Choices(
        {
            "theme": Names(tuple(one.name for one in read.themes())),
            "who": Names(tuple(dict.fromkeys(row[1] for row in read.names()))),
            "org": Names(tuple(one.name for one in read.organisations())),
            "item": Names(tuple(one.title for one in read.items())),
            "reason": Names(tuple(name for _key, name in read.loss_reasons())),
            "competitor": Names(tuple(read.competitors())),
            "reached": Names(tuple(read.stages_reached())),
        }
    )


# Searches that are kept


def saved_views(read: Reader) -> list[SavedView]:
    """Return the searches that are kept, in the owner's order."""
    return [SavedView(*row) for row in read.saved_views()]


@step("Save view {result:saved_view}")
def save_view(work: UnitOfWork, name: str, query: str) -> int:
    """Keep a search under a name; return its key. One that has the name is replaced."""
    cleaned = clean_name(name, "view’s name")
    text = parse(query, date_order(work.read)).to_text()
    if not text:
        raise Refusal("There is nothing to search for in it. Nothing was changed; type a search.")
    known = work.read.view_with_key(name_key(cleaned))
    if known is not None:
        work.update("saved_view", known, name=cleaned, query=text)
        return known
    return work.insert(
        "saved_view",
        name=cleaned,
        key=name_key(cleaned),
        query=text,
        place=work.read.last_view_place() + 1,
    )


@step("Rename view to {view_id:saved_view}")
def rename_view(work: UnitOfWork, view_id: int, name: str) -> None:
    """Give a saved view another name."""
    cleaned = clean_name(name, "view’s name")
    if work.read.view_with_key(name_key(cleaned)) not in {None, view_id}:
        raise Refusal(f"There is already a view called “{cleaned}”. Nothing was changed.")
    work.update("saved_view", view_id, name=cleaned, key=name_key(cleaned))


@step("Delete view {view_id:saved_view}")
def delete_view(work: UnitOfWork, view_id: int) -> None:
    """Forget a saved view."""
    work.delete("saved_view", view_id)
