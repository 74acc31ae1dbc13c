"""Rankings remembered on demand, and what moved between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from feedbackdesk.cli.lists import TITLE_LENGTH
from feedbackdesk.cli.output import (
    did,
    result_format,
    say,
    table,
    table_format,
    write_csv,
    write_json,
)
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import RANKED_BY, TYPED, OneOf, plain
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.movement import Move
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import Lens, label
from feedbackdesk.exchange import shapes

if TYPE_CHECKING:
    from feedbackdesk.desk.movement import Comparison
    from feedbackdesk.domain.movement import Snapshot

_COLUMNS = ("then_rank", "rank", "moved", "id", "title", "then_score", "score", "stage")


@click.command()
@click.option("--name", type=TYPED, default="", help="Such as: Before the spring fair.")
@click.option("--lens", type=OneOf(Lens), default=Lens.REQUESTS, help=f"Ranked by {RANKED_BY}.")
@result_format
@pass_session
def snapshot(session: Session, name: str, lens: Lens, form: str) -> None:
    """Remember the ranking as it is.

    Every print does so too. What moved since is seen on the roadmap, and with:
    feedbackdesk compare. To rename or delete one: feedbackdesk edit snapshot, and
    feedbackdesk delete snapshot.
    """
    from feedbackdesk.desk.movement import take_snapshot

    with session.desk() as desk:
        done = desk.do(take_snapshot, name, lens)
    did(session, form, done, "snapshot", done.result)


@click.command()
@click.argument("one", metavar="[FROM]", type=TYPED, default="last")
@click.argument("other", metavar="[TO]", type=TYPED, default="now")
@click.option("--moved", is_flag=True, help="Only what moved.")
@table_format
@pass_session
def compare(session: Session, one: str, other: str, moved: bool, form: str) -> None:
    """Show what moved between two rankings.

    FROM and TO are a name or an id of “feedbackdesk list snapshots”, or last, or now. Without
    them: from the last print or snapshot to now. The earlier one is told first.
    """
    from feedbackdesk.desk.movement import comparison, snapshot_named

    with session.desk() as desk:
        pair = [desk.ask(snapshot_named, name) for name in (one, other)]
        found = desk.ask(comparison, *(each.id if each is not None else None for each in pair))
    kept = [each for each in found.moved if not moved or each.move is not Move.SAME]
    rows = [shapes.moved(each, found.figures(each)) for each in kept]
    if form == "json":
        write_json(rows)
    elif form == "csv":
        write_csv(shapes.MOVED, ([row[name] for name in shapes.MOVED] for row in rows))
    else:
        say(plain(_head(found)))
        if rows:
            word = label(found.lens).lower()
            named = {
                "then_rank": "then",
                "rank": "now",
                "then_score": f"{word} then",
                "score": word,
            }
            headers = [named.get(name, name) for name in _COLUMNS]
            cells = [[_cell(name, row[name]) for name in _COLUMNS] for row in rows]
            say(table(headers, cells))


def _cell(name: str, value: Any) -> Any:
    return excerpt(value, TITLE_LENGTH) if name == "title" else value


def _head(found: Comparison) -> str:
    to = "now" if found.now is None else _called(found.now)
    ranked = f"ranked by {label(found.lens).lower()}"
    if not found.same_lens:
        ranked = f"ranked by {label(found.then.lens).lower()} then and {ranked[7:]} later"
    return f"From {_called(found.then)} to {to}, {ranked}: {found.summary}"


def _called(one: Snapshot) -> str:
    return f"{' '.join(one.name.split())} ({show_date(one.day)})"
