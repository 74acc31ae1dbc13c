"""Showing one thing with all that is known about it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import click

from feedbackdesk.cli.output import as_json, say, text_format
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import TYPED
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.money import money_text, show_money
from feedbackdesk.domain.rows import PERSON_WORDS, told_of
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Lens
from feedbackdesk.exchange import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.decisions import Decision
    from feedbackdesk.exchange.shapes import Shape

_WIDEST = 88


@click.command(short_help="Show one thing with the words behind it.")
@click.argument("kind", type=click.Choice(("feedback", "theme", "item", "person")))
@click.argument("name", metavar="NAME_OR_ID", type=TYPED)
@text_format
@pass_session
def show(session: Session, kind: str, name: str, form: str) -> None:
    """Show a feedback, theme, item or person, with the words behind it."""
    with session.desk() as desk:
        shape, lines = desk.ask(_SHOWN[kind], name)
    say(as_json(shape, indent=2) if form == "json" else "\n".join(lines))


def _width() -> int:
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDEST
    return max(30, min(_WIDEST, columns))


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    for line in text.split("\n"):
        yield from textwrap.wrap(
            line, _width(), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        ) or [""]


def _facts(*facts: tuple[str, Any]) -> Iterator[str]:
    """Yield the facts that are known, a line each."""
    for name, value in facts:
        text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        if text not in {None, "", 0}:
            first, *rest = list(_wrapped(f"{name}: {text}"))
            yield first
            yield from (f"  {line}" for line in rest)


def _speaker(row: Shape) -> str:
    return ", ".join(name for name in (row["who"], row["organisation"]) if name) or "Not named"


def _said(rows: list[Shape]) -> Iterator[str]:
    """Yield feedback as quotes, each with who said it and when."""
    for row in rows:
        key = row.get("feedback", row.get("id"))
        themes = ", ".join(row["themes"])
        yield ""
        yield f"  {_speaker(row)} · {show_date(row['on'])} · {row['kind']} {key}" + (
            f" · {themes}" if themes else ""
        )
        yield from _wrapped(f"“{row.get('quote') or row['text']}”", "    ")


def _currency(read: Moment) -> str:
    from feedbackdesk.desk.settings import settings

    return settings(read)["currency"]


def _feedback(read: Moment, name: str) -> tuple[Shape, list[str]]:
    from feedbackdesk.desk.feedback import feedback_named

    row = feedback_named(read, name)
    shape = shapes.feedback(row)
    lines = [
        f"{_speaker(shape)} · {show_date(row.on)}",
        f"Feedback {row.id} · {row.kind} · {row.channel}" + (" · archived" if row.archived else ""),
        "",
        *_wrapped(f"“{row.text}”", "  "),
        "",
        *_facts(
            ("Themes", row.themes),
            ("Speaker was a", row.stage),
            ("Feeling", row.feeling),
            ("Importance", row.importance),
            ("Link", row.link),
            ("Seen by about", None if row.reach is None else f"{row.reach:,}"),
        ),
    ]
    if row.loss is not None:
        loss = row.loss
        lines += _facts(
            ("Lost because of", loss.reason),
            ("And", loss.also),
            ("Outcome", loss.outcome),
            ("Competitor", loss.competitor),
            ("Value", _amount(read, loss.value)),
            ("The sale got to", loss.stage_reached),
            ("Told by", loss.told_by),
            ("Offered instead", loss.alternative),
            ("Ask again", loss.revisit),
        )
    return shape, lines


def _amount(read: Moment, value: int | None) -> str | None:
    return None if value is None else show_money(value, _currency(read))


def _theme(read: Moment, name: str) -> tuple[Shape, list[str]]:
    from feedbackdesk.desk.feedback import list_feedback
    from feedbackdesk.desk.themes import merged_into, theme_named

    row = theme_named(read, name)
    said = [shapes.feedback(one) for one in list_feedback(read, theme_id=row.id)]
    shape = shapes.theme(row) | {
        "description": row.description,
        "colour": row.colour,
        "feedback": said,
    }
    lines = [
        row.name,
        f"Theme {row.id} · asked for by {plural(row.requests, 'account', 'accounts')} · "
        f"{plural(row.mentions, 'mention', 'mentions')}",
        *_facts(
            ("Also called", row.aliases),
            ("Merged into it", [one.name for one in merged_into(read, row.id)]),
            ("On the roadmap", row.items),
        ),
        *(["", *_wrapped(row.description)] if row.description else ()),
        *_said(said),
    ]
    return shape, lines


def _item(read: Moment, name: str) -> tuple[Shape, list[str]]:
    from feedbackdesk.desk.behind import behind
    from feedbackdesk.desk.evidence import decisions_of, links_of_item, place_of
    from feedbackdesk.desk.roadmap import evidence, full_roadmap, item_named
    from feedbackdesk.domain.ranking import reason_for_rank

    key = item_named(read, name).id
    placed = place_of(read, key)
    if placed is None:  # it was there a moment ago, and all that is read is of that moment
        raise NotThere("That item is no longer there.")
    entry, above, place = placed.entry, placed.above, placed.place
    item, currency = entry.item, _currency(read)
    standing = behind(read, full_roadmap(read))
    said = shapes.evidence(evidence(read, key))
    links, decisions = links_of_item(read, key), decisions_of(read, key)
    shape = shapes.argued(entry, standing) | {
        "description": item.description,
        "target": item.target,
        "why": item.why,
        "links": [{"title": one.title, "address": one.address} for one in links],
        "decisions": [shapes.decision(one) for one in decisions],
        "evidence": said,
    }
    since = f" since {show_date(item.stage_on)}" if item.stage_on else ""
    lines = [
        item.title,
        f"Item {item.id} · {item.stage}{since}",
        *_wrapped(reason_for_rank(entry, above, Lens.REQUESTS, currency, place=place)),
        *_facts(
            ("Pinned", item.pinned and f"place {place:,} of its column"),
            ("Why", item.why),
            ("Target", item.target),
            ("Effort", item.effort),
            ("Themes", item.themes),
        ),
        f"Behind it: {plural(item.requests, 'account', 'accounts')}, "
        f"{plural(item.mentions, 'mention', 'mentions')}, "
        f"{plural(item.momentum, 'account', 'accounts')} in the last 90 days",
        *_facts(
            ("Customers’ value", item.value and f"{show_money(item.value, currency)} a year"),
            (
                "Lost sales",
                item.lost
                and f"{show_money(item.lost_value, currency)} with "
                f"{plural(item.lost, 'account', 'accounts')}",
            ),
        ),
        *_facts(*(("Link", f"{one.title}: {one.address}") for one in links)),
        *(["", *_wrapped(item.description)] if item.description else ()),
        *_decided(decisions),
        *_said(said),
    ]
    return shape, lines


def _decided(decisions: list[Decision]) -> Iterator[str]:
    """Yield what was decided, the newest first, a line each."""
    if decisions:
        yield ""
        yield "Decided:"
    for one in decisions:
        day = show_date(one.at.astimezone().date())
        undone = " (taken back)" if one.taken_back else ""
        why = f" – “{one.why}”" if one.why else ""
        yield from _wrapped(f"{day}, {one.author}: {one.did}{undone}{why}", "  ")


def _person(read: Moment, name: str) -> tuple[Shape, list[str]]:
    from feedbackdesk.desk.contacts import standing
    from feedbackdesk.desk.feedback import list_feedback
    from feedbackdesk.desk.identity import person_named
    from feedbackdesk.desk.people import contact_points_of, person, stages_of
    from feedbackdesk.domain.contact_points import PointKind, ways

    row = person_named(read, name)
    whole = standing(read, "person", row.id)
    points = contact_points_of(read, "person", row.id)
    stages = stages_of(read, row.id)
    said = [shapes.feedback(one) for one in list_feedback(read, person_id=row.id)]
    referrer = person(read, row.referred_by_id) if row.referred_by_id else None
    shape = shapes.person(row) | {
        "phone": row.phone,
        "addresses": [{"kind": one.kind, "value": one.value, "label": one.label} for one in points],
        "value": money_text(row.value),
        "may_quote": row.may_quote,
        "may_contact": row.may_contact,
        **{one.name: getattr(row, one.name) for one in PERSON_WORDS},
        "since": row.stage_since,
        "stages": [{"stage": stage, "since": on} for stage, on in stages],
        "referred_by": referrer.name if referrer else None,
        "items": [title for _key, title, _stage, _times in whole.items] if whole else [],
        "feedback": said,
    }
    is_last = bool(stages) and stages[-1][0] is row.stage
    began = stages[-1][1] if is_last else row.stage_since
    since = f" since {show_date(began)}" if began else ""
    before = stages[:-1] if is_last else stages
    lines = [
        ", ".join(part for part in (row.name, row.organisation) if part),
        f"Person {row.id} · {row.stage}{since}",
        *_facts(
            ("E-mail", ways(points, PointKind.EMAIL)),
            ("Phone", ways(points, PointKind.PHONE)),
            ("Value a year", _amount(read, row.value)),
            ("May be quoted", "yes" if row.may_quote else "no"),
            ("May be contacted", _contact(row.contact_how) if row.may_contact else "no"),
            ("Was", ", then ".join(f"{one} since {show_date(on)}" for one, on in before)),
            ("Referred by", referrer.name if referrer else None),
            ("Referred", plural(row.referred, "person", "people") if row.referred else None),
            ("Owed", plural(row.owed, "answer", "answers") if row.owed else None),
            ("On the roadmap", ", ".join(shape["items"])),
            *told_of(row),
        ),
        *_said(said),
    ]
    return shape, lines


def _contact(how: str) -> str:
    return f"yes, {how}" if how else "yes"


_SHOWN = {"feedback": _feedback, "theme": _theme, "item": _item, "person": _person}
