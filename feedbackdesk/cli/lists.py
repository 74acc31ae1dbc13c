"""Listing: what was said, what is needed, what is planned, who spoke, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from feedbackdesk.cli.output import say, table, table_format, write_csv, write_json
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import LIMIT, RANKED_BY, TYPED, OneOf, plain
from feedbackdesk.domain.folding import compact
from feedbackdesk.domain.query import Scope, said_back
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import ItemStage, Kind, Lens, PersonStage
from feedbackdesk.exchange import shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.desk.search import FoundFeedback
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.exchange.shapes import Shape

TITLE_LENGTH = 60
"""So much of a title or a name stands in a table, however wide; JSON and CSV have it whole."""

TABLE_LIMIT = 50
"""How many rows a table has unless --limit says otherwise."""

_PAGE = 500
_STAGES: dict[str, type[PersonStage] | type[ItemStage]] = {
    "feedback": PersonStage,
    "inbox": PersonStage,
    "losses": PersonStage,
    "people": PersonStage,
    "roadmap": ItemStage,
}
_COLUMNS = {
    "feedback": ("id", "on", "kind", "who", "organisation", "themes", "text"),
    "inbox": ("id", "on", "kind", "who", "organisation", "text"),
    "losses": (
        "id", "on", "who", "organisation", "loss_reason", "loss_competitor", "loss_value",
        "loss_won_back", "text",
    ),
    "themes": ("id", "name", "requests", "mentions", "items"),
    "roadmap": (
        "rank", "id", "title", "stage", "requests", "mentions", "value", "lost_value", "momentum",
        "effort", "moved", "pinned",
    ),
    "people": shapes.PEOPLE,
    "owed": shapes.OWED,
    "snapshots": ("id", "at", "kind", "name", "lens", "items"),
}  # fmt: skip
_HEADERS = {
    "loss_reason": "reason", "loss_competitor": "competitor", "loss_value": "value",
    "lost_value": "lost value", "loss_won_back": "won back",
}  # fmt: skip
_NAMES = {"title", "name", "who", "organisation"}
_AMOUNTS = {"value", "lost_value", "loss_value"}
_FIELDS = {
    "feedback": shapes.FLAT_FEEDBACK,
    "inbox": shapes.FLAT_FEEDBACK,
    "losses": shapes.FLAT_FEEDBACK,
    "themes": shapes.THEMES,
    "roadmap": shapes.FLAT_ARGUED,
    "people": shapes.PEOPLE,
    "owed": shapes.OWED,
    "snapshots": shapes.SNAPSHOTS,
}
_NOTHING = {
    "feedback": "Nothing was recorded yet. Record the first with: feedbackdesk add TEXT",
    "inbox": "The inbox is empty: all that was said is filed under a theme.",
    "losses": "No lost sale was recorded.",
    "themes": "There are no themes yet. Make one with: feedbackdesk theme add NAME",
    "roadmap": "Nothing is on the roadmap yet. Plan a theme with: feedbackdesk plan THEME",
    "people": "Nobody is known yet; people come with the first feedback of theirs.",
    "owed": "Nothing is owed to anybody.",
    "snapshots": "Nothing was printed yet. Remember the ranking with: feedbackdesk snapshot",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of which list, and how they are to be written."""

    what: str
    form: str
    lens: Lens
    stage: Any
    search: str | None
    limit: int | None


@click.command("list", short_help="List what was said, needed, planned, owed.")
@click.argument("what", type=click.Choice(tuple(_COLUMNS)))
@click.option("--lens", type=OneOf(Lens), help=f"What ranks the roadmap: {RANKED_BY}.")
@click.option("--stage", type=TYPED, help="Only this stage, of the speaker, person or item.")
@click.option("--search", type=TYPED, metavar="WORDS", help="Only what has all these words.")
@click.option("--limit", type=LIMIT, help=f"For a table {TABLE_LIMIT} by default.")
@table_format
@pass_session
def list_(
    session: Session,
    what: str,
    lens: Lens | None,
    stage: str | None,
    search: str | None,
    limit: int | None,
    form: str,
) -> None:
    """List feedback, inbox, themes, roadmap, people, losses, owed or snapshots.

    What was said comes newest first; themes and the roadmap by demand. Searching what was
    said finds words by their beginning, "phrases", -words, and filters such as kind:loss,
    theme:invoices, who:"Ann Lee" or since:2026-01; elsewhere it finds parts of names.
    """
    if lens is not None and what != "roadmap":
        raise click.UsageError(f"--lens ranks the roadmap; {what} has no use for it.")
    wanted = Wanted(what, form, lens or Lens.REQUESTS, _stage(what, stage), search, limit)
    with session.desk() as desk:
        desk.ask(_write, wanted)


def _stage(what: str, stage: str | None) -> PersonStage | ItemStage | None:
    if stage is None:
        return None
    words = _STAGES.get(what)
    if words is None:
        raise click.UsageError(f"--stage means nothing for {what}.")
    for word in words:
        if word.value == stage.strip().casefold():
            return words(word)
    listed = ", ".join(word.value for word in words)
    raise click.UsageError(
        f"“{plain(stage)[:40]}” is not a stage that {what} can have; there are {listed}."
    )


def _write(read: Moment, wanted: Wanted) -> None:
    total, rows = _rows(read, wanted)
    limit = wanted.limit
    if wanted.form == "table":
        limit = TABLE_LIMIT if limit is None else limit
        _write_table(wanted, list(islice(rows, limit)), total)
    elif wanted.form == "csv":
        fields = _FIELDS[wanted.what]
        write_csv(fields, ([row[name] for name in fields] for row in islice(rows, limit)))
    else:
        write_json(islice(rows, limit))


def _write_table(wanted: Wanted, rows: list[Shape], total: int) -> None:
    columns = _COLUMNS[wanted.what]
    if rows:
        headers = [_HEADERS.get(name, name) for name in columns]
        say(table(headers, [[_cell(name, row[name]) for name in columns] for row in rows]))
    elif not total:
        chosen = wanted.search is not None or wanted.stage is not None
        say("Nothing fits that." if chosen else _NOTHING[wanted.what])
    if total > len(rows):
        say(f"… and {total - len(rows):,} more (use --limit)")


def _cell(name: str, value: Any) -> Any:
    if name == "text":
        return excerpt(value, 100)
    if name in _NAMES and value is not None:
        return excerpt(value, TITLE_LENGTH)
    if isinstance(value, list | tuple):
        return excerpt(", ".join(str(one) for one in value), TITLE_LENGTH)
    if name == "at":
        return f"{value.astimezone():%Y-%m-%d %H:%M}"
    if name in _AMOUNTS and value is not None:
        return float(value)
    return value


def _rows(read: Moment, wanted: Wanted) -> tuple[int, Iterable[Shape]]:
    """Return how many rows there are, and the rows as they are asked for."""
    if wanted.what in {"feedback", "inbox", "losses"}:
        return _feedback(read, wanted)
    found = [
        shape
        for shape, searched in _small(read, wanted)
        if (wanted.stage is None or shape["stage"] is wanted.stage)
        and (wanted.search is None or has_words(wanted.search, searched))
    ]
    return len(found), found


def _feedback(read: Moment, wanted: Wanted) -> tuple[int, Iterator[Shape]]:
    from feedbackdesk.desk.feedback import feedback_ids
    from feedbackdesk.desk.search import find

    kind = Kind.LOSS if wanted.what == "losses" else None
    scope = Scope(wanted.what == "inbox", kind=kind, stage=wanted.stage)
    if wanted.search is None:
        ids = feedback_ids(read, inbox=scope.inbox, kind=kind, stage=wanted.stage)
    else:
        found = find(read, wanted.search, scope)
        ids = found.ids
        if wanted.form == "table":
            for hint in (*found.hints, *_days_read(found), *_instead(found)):
                say(plain(hint))
    shape = shapes.feedback if wanted.form == "json" else shapes.flat_feedback
    return len(ids), (shape(row) for row in _pages(read, ids))


def _days_read(found: FoundFeedback) -> Iterator[str]:
    for part in found.query.filters:
        if read := said_back(part, found.query.order):
            yield f"“{part.to_text()}” is {read}."


def _instead(found: FoundFeedback) -> tuple[str, ...]:
    return (f"Searching for “{found.instead}”.",) if found.instead else ()


def _pages(read: Moment, ids: Sequence[int]) -> Iterator[Feedback]:
    from feedbackdesk.desk.inbox import feedback_page

    for start in range(0, len(ids), _PAGE):
        yield from feedback_page(read, ids[start : start + _PAGE])


def _small(read: Moment, wanted: Wanted) -> Iterator[tuple[Shape, Iterable[str | None]]]:
    """Yield the rows of a list that fits into memory, each with the texts that are searched."""
    from feedbackdesk.desk.behind import behind
    from feedbackdesk.desk.followups import owed
    from feedbackdesk.desk.movement import snapshots
    from feedbackdesk.desk.people import all_people
    from feedbackdesk.desk.roadmap import full_roadmap
    from feedbackdesk.desk.themes import all_themes

    match wanted.what:
        case "themes":
            for theme in all_themes(read):
                yield shapes.theme(theme), (theme.name, *theme.aliases, theme.description)
        case "roadmap":
            ranked = full_roadmap(read, wanted.lens)
            known = behind(read, ranked)
            shape = shapes.flat_argued if wanted.form == "csv" else shapes.argued
            for entry in ranked:
                item = entry.item
                yield shape(entry, known), (item.title, item.description, *item.themes)
        case "people":
            for person in all_people(read):
                yield (
                    shapes.person(person),
                    (person.name, person.organisation, person.email, person.notes),
                )
        case "snapshots":
            for one in snapshots(read):
                yield shapes.snapshot(one), (one.name,)
        case _:
            for debt in owed(read):
                yield shapes.owed(debt), (debt.who, debt.about, debt.kind)


def has_words(search: str, texts: Iterable[str | None]) -> bool:
    """Return whether all words stand in the texts, folded as in a search; no words find nothing."""
    words = compact(search).split()
    whole = compact(" ".join(text for text in texts if text))
    return bool(words) and all(word in whole for word in words)
