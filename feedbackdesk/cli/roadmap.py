"""The roadmap: planned, moved, shipped, declined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import did, result_format, say
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import DAY, TYPED, OneOf
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import OPEN_STAGES, ItemStage

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.owing import News


_TOLD = (ItemStage.SHIPPED, ItemStage.DECLINED)
"""Where an item comes to an end, of which those who asked are to hear."""


def _item(desk: Desk, name: str) -> int:
    from feedbackdesk.desk.roadmap import item_named

    return desk.ask(item_named, name).id


@click.command()
@click.argument("themes", type=TYPED, nargs=-1, required=True, metavar="THEME...")
@click.option("--item", type=TYPED, metavar="TITLE", help="Default: the first theme’s name.")
@click.option("--to", type=OneOf(OPEN_STAGES), help="Its column. Default for a new one: idea.")
@click.option("--effort", type=int, metavar="POINTS", help="From 1, in points of your own.")
@result_format
@pass_session
def plan(
    session: Session,
    themes: tuple[str, ...],
    item: str | None,
    to: ItemStage | None,
    effort: int | None,
    form: str,
) -> None:
    """Link themes to a roadmap item.

    Themes and the item are made if they are missing.

    Example: feedbackdesk plan Invoices --item "Send invoices by e-mail" --to next --effort 3
    """
    from feedbackdesk.desk.roadmap import plan as plan_themes

    with session.desk(create=True) as desk:
        done = desk.do(plan_themes, themes, item=item, to=to, effort=effort)
    did(session, form, done, "item", done.result)


@click.command()
@click.argument("item", type=TYPED)
@click.option("--to", type=OneOf(ItemStage), help="The column it goes to.")
@click.option("--pin", type=int, metavar="RANK", help="Keep it at this place in its column.")
@click.option("--unpin", is_flag=True, help="Let its rank decide again.")
@click.option("--why", type=TYPED, default="", help="The reason, kept with the decision.")
@result_format
@pass_session
def move(
    session: Session,
    item: str,
    to: ItemStage | None,
    pin: int | None,
    unpin: bool,
    why: str,
    form: str,
) -> None:
    """Put an item into another column, or to a place of its own.

    With --pin or --unpin alone it stays in its column. The rank stays computed.

    Example: feedbackdesk move "Send invoices by e-mail" --to now --why "Acme signs with it"
    """
    from feedbackdesk.desk.owing import news_of
    from feedbackdesk.desk.roadmap import decline_item, move_item, pin_item, unpin_item

    if pin is not None and unpin:
        raise click.UsageError("--pin and --unpin are opposites: give one of them.")
    if to is None and pin is None and not unpin:
        raise click.UsageError("Say where to: --to STAGE, or --pin RANK, or --unpin.")
    if to is ItemStage.DECLINED and not why.strip():
        raise Refusal(
            "Declining needs a reason: those who asked will want it. Nothing was changed; "
            "use: feedbackdesk decline ITEM --why TEXT"
        )
    with session.desk() as desk:
        key = _item(desk, item)
        if pin is not None:
            done = desk.do(pin_item, key, pin, to, why)
        elif unpin:
            done = desk.do(unpin_item, key, to, why)
        elif to is ItemStage.DECLINED:
            done = desk.do(decline_item, key, why)
        else:
            assert to is not None  # noqa: S101  (asked for above)
            done = desk.do(move_item, key, to, why)
        news = desk.ask(news_of, key) if to in _TOLD else None
    did(session, form, done, "item", key)
    if news is not None:
        _tell(session, form, news)


@click.command()
@click.argument("item", type=TYPED)
@click.option("--on", type=DAY, help="The day it was done. Default: today.")
@result_format
@pass_session
def ship(session: Session, item: str, on: date | None, form: str) -> None:
    """Mark an item as shipped."""
    from feedbackdesk.desk.owing import news_of
    from feedbackdesk.desk.roadmap import ship_item

    with session.desk() as desk:
        key = _item(desk, item)
        done = desk.do(ship_item, key, on)
        news = desk.ask(news_of, key)
    did(session, form, done, "item", key, days={"on": on})
    _tell(session, form, news)


@click.command()
@click.argument("item", type=TYPED)
@click.option("--why", type=TYPED, required=True, help="What those who asked will hear.")
@result_format
@pass_session
def decline(session: Session, item: str, why: str, form: str) -> None:
    """Mark an item as declined, with the reason."""
    from feedbackdesk.desk.owing import news_of
    from feedbackdesk.desk.roadmap import decline_item

    with session.desk() as desk:
        key = _item(desk, item)
        done = desk.do(decline_item, key, why)
        news = desk.ask(news_of, key)
    did(session, form, done, "item", key)
    _tell(session, form, news)


def _tell(session: Session, form: str, news: News) -> None:
    """Say how many are to be told, where a person reads it."""
    if form != "text" or not (news.to_tell or news.apart):
        return
    told = "1 is to be told" if news.to_tell == 1 else f"{news.to_tell:,} are to be told"
    apart = f", and {news.apart:,} may not be contacted" if news.apart else ""
    say(f"{told}{apart}. See them with: {session.command('list owed')}")
