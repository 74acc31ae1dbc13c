"""Boards that are no table: Trello's JSON and Fider's backup."""

from __future__ import annotations

import json
import re
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import Found, FoundItem, FoundWho, Origin, Refused
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import ItemStage
from feedbackdesk.exchange.tables.vocabulary import meant
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedbackdesk.domain.found import Wishes

BYTES_LIMIT = 64_000_000
_TRELLO_ID = re.compile(r"[0-9a-f]{24}")
_IN_TRELLO = re.compile(rb'"(?:cards|lists|idBoard|idList|idOrganization|shortLink|closed)"\s*:')
_TEXT_LIMIT = 1_000_000
_VOTERS_LIMIT = 100_000

Row = dict[str, Any]


def is_trello(head: bytes, _name: str) -> bool:
    """Whether a file begins as the export of a board of Trello's does."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    seen = set(_IN_TRELLO.findall(head))
    return len(seen) >= (2 if b"trello.com" in head else 4)


def read_trello(file: BinaryIO, wishes: Wishes) -> Found:
    """Return the open cards of a board."""
    board = _parsed(file.read(BYTES_LIMIT + 1))
    if not isinstance(board, dict) or not isinstance(board.get("cards"), list):
        raise _damaged()
    lists = {_said(one.get("id")): one for one in _rows(board.get("lists"))}
    closed = {ident for ident, one in lists.items() if one.get("closed")}
    records: list[FoundItem] = []
    refused: list[Refused] = []
    left = 0
    for number, card in enumerate(_rows(board["cards"]), start=1):
        place = _("card {number}").format(number=number)
        where = _said(card.get("idList"))
        title = " ".join(_said(card.get("name")).split())
        if card.get("closed") or where in closed:
            left += 1
        elif not title:
            refused.append(Refused(place, _("no title, so it is nothing to do")))
        else:
            records.append(_card(card, place, title, _said(lists.get(where, {}).get("name"))))
    notes = []
    if left:
        sentence = ngettext(
            "{n} closed card was left out.", "{n} closed cards were left out.", left
        )
        notes.append(sentence.format(n=f"{left:,}"))
    return Found("trello", _since(records, wishes), tuple(refused), (), tuple(notes))


def _card(card: Row, place: str, title: str, listed: str) -> FoundItem:
    ident = _said(card.get("id"))
    voted = card.get("idMembersVoted")
    badges = card.get("badges")
    votes = len(voted) if isinstance(voted, list) else 0
    if isinstance(badges, dict) and isinstance(badges.get("votes"), int):
        votes = max(votes, badges["votes"])
    link = _said(card.get("shortUrl"))
    return FoundItem(
        Origin("trello", ident, place),
        title,
        _said(card.get("desc")),
        meant(ItemStage, listed),
        _made_on(ident),
        votes=max(0, votes),
        themes=tuple(
            dict.fromkeys(
                filter(None, (_said(one.get("name")) for one in _rows(card.get("labels"))))
            )
        ),
        link=link if link.startswith("https://") else "",
    )


def _made_on(ident: str) -> date | None:
    """Return the day a card was made: its number begins with the second."""
    if not _TRELLO_ID.fullmatch(ident):
        return None
    with suppress(ValueError, OverflowError, OSError):
        day = datetime.fromtimestamp(int(ident[:8], 16), UTC).date()
        return day if day.year >= 2005 else None
    return None


# Fider

_STAGES = {
    0: ItemStage.IDEA,
    1: ItemStage.NOW,
    2: ItemStage.SHIPPED,
    3: ItemStage.DECLINED,
    4: ItemStage.LATER,
}
_DUPLICATE, _DELETED = 5, 6


def is_fider(head: bytes, _name: str) -> bool:
    """Whether a file begins as a backup of Fider's does; its parts are named in the file's head."""
    return head.startswith(b"PK\3\4") and any(
        f"{one}.json".encode() in head
        for one in ("post_votes", "post_tags", "posts", "email_verifications", "attachments")
    )


def read_fider(file: BinaryIO, wishes: Wishes) -> Found:
    """Return the posts of a backup, with who voted for them; nothing else of it is looked at."""
    try:
        with zipfile.ZipFile(file) as packed:
            posts, votes, users, tags, tagged = (
                _part(packed, one) for one in ("posts", "post_votes", "users", "tags", "post_tags")
            )
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _damaged() from error
    if posts is None:
        raise _damaged()
    # Of a user nothing is read but the name and the address: what lies beside them is secret.
    people = {
        _number(one.get("id")): FoundWho(_said(one.get("name")), email=_said(one.get("email")))
        for one in users or ()
    }
    named = {_number(one.get("id")): _said(one.get("name")) for one in tags or ()}
    themes: dict[int, list[str]] = {}
    for one in tagged or ():
        if name := named.get(_number(one.get("tag_id"))):
            themes.setdefault(_number(one.get("post_id")), []).append(name)
    by_id = {_number(one.get("id")): one for one in posts}
    voters: dict[int, list[FoundWho]] = {}
    nameless: dict[int, int] = {}
    for one in (votes or ())[: _VOTERS_LIMIT * 10]:
        wanted = _original(_number(one.get("post_id")), by_id)
        who = people.get(_number(one.get("user_id")), FoundWho())
        if who.name or who.email:
            voters.setdefault(wanted, []).append(who)
        else:
            nameless[wanted] = nameless.get(wanted, 0) + 1
    records: list[FoundItem] = []
    refused: list[Refused] = []
    left = 0
    for at, post in enumerate(posts, start=1):
        status, ident = _number(post.get("status")), _number(post.get("id"))
        number = _number(post.get("number"))
        place = _("post {number}").format(number=number if number >= 0 else at)
        title = " ".join(_said(post.get("title")).split())
        if status in {_DUPLICATE, _DELETED}:
            left += 1
        elif not title:
            refused.append(Refused(place, _("no title, so it is nothing to do")))
        else:
            records.append(
                FoundItem(
                    Origin("fider", str(number) if number >= 0 else "", place),
                    title,
                    _said(post.get("description")),
                    _STAGES.get(status),
                    _day(post.get("created_at")),
                    people.get(_number(post.get("user_id")), FoundWho()),
                    tuple(dict.fromkeys(voters.get(ident, ()))),
                    nameless.get(ident, 0),
                    tuple(dict.fromkeys(themes.get(ident, ()))),
                )
            )
    notes = []
    if left:
        sentence = ngettext(
            "{n} post that was deleted or is a duplicate was left out; "
            "its votes count for the other.",
            "{n} posts that were deleted or are duplicates were left out; "
            "their votes count for the others.",
            left,
        )
        notes.append(sentence.format(n=f"{left:,}"))
    notes.append(_("Comments and pictures were left out."))
    return Found("fider", _since(records, wishes), tuple(refused), (), tuple(notes))


def _original(ident: int, by_id: dict[int, Row]) -> int:
    """Return the post that a duplicate stands for."""
    for _time in range(8):
        post = by_id.get(ident, {})
        if _number(post.get("status")) != _DUPLICATE:
            break
        ident = _number(post.get("original_id"))
    return ident


def _part(packed: zipfile.ZipFile, name: str) -> list[Row] | None:
    try:
        with packed.open(f"{name}.json") as stream:
            data = stream.read(BYTES_LIMIT + 1)
    except KeyError:
        return None
    except Exception as error:  # a damaged stream of any of its ways of packing
        raise _damaged() from error
    parsed = _parsed(data)
    if not isinstance(parsed, list | None):
        raise _damaged()
    return list(_rows(parsed))


# Both


def _parsed(data: bytes) -> Any:
    if len(data) > BYTES_LIMIT:
        sentence = _("The file is larger than {number} MB. Nothing was changed.")
        raise Refusal(sentence.format(number=BYTES_LIMIT // 1_000_000))
    try:
        return json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise _damaged() from None


def _damaged() -> Refusal:
    return Refusal(_("The file is damaged and cannot be read. Nothing was changed."))


def _rows(value: object) -> Iterator[Row]:
    """Yield the objects of what should be a list of them."""
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield one


def _said(value: object) -> str:
    return clean(value[:_TEXT_LIMIT]) if isinstance(value, str) else ""


def _number(value: object) -> int:
    """Return a whole number; -1 for anything else."""
    return value if isinstance(value, int) and 0 <= value < 2**62 else -1


def _day(value: object) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(_said(value)[:10])
    return None


def _since(records: list[FoundItem], wishes: Wishes) -> tuple[FoundItem, ...]:
    since = wishes.since
    return tuple(one for one in records if since is None or one.on is None or one.on >= since)
