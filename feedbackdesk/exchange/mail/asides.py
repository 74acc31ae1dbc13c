"""Which mails are no talk of a person, by what their headers say, never by their words.

RFC 2369 and 2919 (List-…), 8058 (unsubscribing with a click), 3834 (Auto-Submitted), 3462
(reports), 2076 (Precedence); Exchange's X-Auto-Response-Suppress (MS-OXCMAIL); and what programs
that send to many leave of themselves.

A list on which people talk is told from a newsletter by where an answer goes: to all (List-Post,
Mailman's and ezmlm's own headers, a list that is written to and is not the writer's), or that it
is an answer itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.found import Aside
from feedbackdesk.exchange.mail.writer import is_robot, mailbox

if TYPE_CHECKING:
    from collections.abc import Mapping

_CAMPAIGN = re.compile(
    r"x-(?:campaign|mailchimp|mc-user|mcda|newsletter|bulkmail|list-host|topica-id|rpcampaign|mkto"
    r"|marketo|klaviyo|phplist|cleverreach|mailpoet|acymailing|sfmc|job$|em-(?:version|registr)"
    r"|emessaging|emarsys|inxmail|rapidmail|sib-id|mailin-|mailjet-campaign|getresponse|aweber"
    r"|roving|hubspot|hs-cid|cmail|convertkit|sendy|maropost|iterable|braze|sailthru|responsys"
    r"|mailup|mailigen|cid$|mailing-?id)"
)
_SENDS_TO_MANY = re.compile(
    r"accucast|list ?manager|lyris|octeth|mailchimp|sendinblue|brevo|campaign ?monitor|cleverreach"
    r"|klaviyo|unity ?mail|strong ?mail|aweber|constant ?contact|phplist|sendy|acymailing|mailpoet"
    r"|emessaging|exacttarget|icontact|getresponse|sailthru|mailbeamer|swiftpage|rapidmail"
    r"|newsletter|cakemail|inxmail|emarsys|evalanche|mailing ?work|mailup|emailvision|responsys",
    re.IGNORECASE,
)
_MANY_ID = re.compile(r"\s*<?(?:lyris|listmanager(?:sql)?|bulk)[-.]\d", re.IGNORECASE)
_TO_MANY = re.compile(
    r"(?:e?-?news(?:letters?|flash)?|newsletters?|subscri(?:ptions?|bers?)|updates?|mailing-?lists?"
    r"|list-?(?:manager|admin|serv)?|marketing|alerts?|announce(?:ments?)?|owner-announce"
    r"|offers?|angebote|promo(?:tion)?s?|deals?|headlines|digest|reminders?|mailings?|campaigns?"
    r"|bulletin|rundbrief|infobrief|infolettre|boletin|nieuwsbrief|rss|(?:rss-?)?feeds?"
    r"|.*[._-](?:newsletter|news)|[\w#]{1,20}\.\d{4,9}\.[0-9a-f]{2}-[\w-]{8,40}\.\d{1,3})"
)
_NEWS_HOST = re.compile(
    r"(?:^|\.)(?:e?news(?:letters?)?|mailings?|marketing|campaigns?|promo(?:tion)?s?|bulletin"
    r"|e?mail(?:er|ing)s|e-?mail|em?|alerts?)\d*\.(?=[^.]+\.)"
)
_NO_POST = re.compile(r"\s*no\b", re.IGNORECASE)
_OWNS_LIST = re.compile(
    r"(?:owner-(.+)|(.+?)-(?:owner|bounces?|admin|request|errors|return)(?:[+-].*)?)"
)
_RUN = ("x-mailman-version", "x-beenthere", "mailing-list", "x-mailing-list", "x-egroups-return")
_ADDRESSES = re.compile(r"[^\s<>(),;:\"\[\]@]{1,100}@[^\s<>(),;:\"\[\]]{1,255}")
_HEADER_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Judged:
    """What the headers of a mail say of it."""

    aside: Aside | None
    """None for talk."""
    sure: bool
    """Whether whom it asks to answer, as a form on a page does, makes no difference."""


TALK = Judged(None, True)


def judged(headers: Mapping[str, str]) -> Judged:
    """Return whether a mail is talk, by its headers: the first of each, its name in small letters.

    What the owner sent is not known here.
    """
    if _automatic(headers):
        return Judged(Aside.AUTOMATIC, True)
    by = mailbox(headers.get("from", "")[:_HEADER_LIMIT]).address.lower()
    robot = is_robot(by)
    generated = _word(headers, "auto-submitted") not in {"", "no"}
    suppressed = "x-auto-response-suppress" in headers
    answers = bool(headers.get("in-reply-to") or headers.get("references"))
    if any(_CAMPAIGN.match(name) for name in headers) or _sends_to_many(headers):
        return Judged(Aside.NEWSLETTER, True)
    if _people_talk(headers, by, answers=answers):
        # On a list the one who keeps a firm's pages is a person.
        machine = (robot and not by.startswith("webmaster@")) or generated or suppressed
        return Judged(Aside.NOTIFICATION if machine else None, True)
    listed = any(name in headers for name in ("list-id", "list-unsubscribe", "list-post"))
    many = _word(headers, "precedence") in {"bulk", "junk", "list"}
    if listed or many or "list-unsubscribe-post" in headers or "approved-by" in headers:
        # What a shop or a service tells one of its customers says so, too.
        told = (generated or suppressed) and not many and "list-unsubscribe-post" not in headers
        machine = told or (suppressed and answers)
        return Judged(Aside.NOTIFICATION if machine else Aside.NEWSLETTER, True)
    if robot or generated or suppressed:
        return Judged(Aside.NOTIFICATION, False)
    local, _at, host = by.partition("@")
    if not answers and (_TO_MANY.fullmatch(local) or _NEWS_HOST.search(host)):
        return Judged(Aside.NEWSLETTER, False)
    return TALK


def _word(headers: Mapping[str, str], name: str) -> str:
    """Return the first word of a header, in small letters."""
    said = re.split(r"[\s;(]", headers.get(name, "").strip()[:80], maxsplit=1)
    return said[0].lower()


def _automatic(headers: Mapping[str, str]) -> bool:
    submitted = _word(headers, "auto-submitted")
    if submitted == "auto-replied" or "x-failed-recipients" in headers:
        return True
    if submitted == "auto-generated" and headers.get("in-reply-to"):
        # Exchange says it of who is out of office; where a service's mails follow one another
        # it names its list, too.
        return "list-id" not in headers and "list-unsubscribe" not in headers
    if any(name in headers for name in ("x-autoreply", "x-autorespond", "x-autoresponder")):
        return True
    if _word(headers, "precedence") in {"auto_reply", "auto-reply"}:
        return True
    if headers.get("content-type", "").strip().lower().startswith("multipart/report"):
        return True
    return headers.get("return-path", "").strip() == "<>"


def _sends_to_many(headers: Mapping[str, str]) -> bool:
    return bool(
        _SENDS_TO_MANY.search(headers.get("x-mailer", "")[:200])
        or _MANY_ID.match(headers.get("message-id", "")[:200])
        or headers.get("return-path", "").lower().startswith(("owner-nolist-", "<owner-nolist-"))
    )


def _people_talk(headers: Mapping[str, str], by: str, *, answers: bool) -> bool:
    """Whether a mail went over a list on which people talk, and not in the list's own name."""
    posted = headers.get("list-post", "")[:_HEADER_LIMIT]
    posts = {one.lower() for one in _ADDRESSES.findall(posted)}
    run = any(name in headers for name in _RUN)
    listed = run or any(name in headers for name in ("list-id", "list-unsubscribe", "precedence"))
    if posted and not _NO_POST.match(posted):
        return by not in posts
    if posted:  # nobody may
        return False
    if run or (listed and answers):
        return True
    return _owned(headers, by)


def _owned(headers: Mapping[str, str], by: str) -> bool:
    """Whether it came through a list that it was written to, and that is not the writer's."""
    to = f"{headers.get('to', '')[:_HEADER_LIMIT]},{headers.get('cc', '')[:_HEADER_LIMIT]}"
    written_to = {one.partition("@")[0].lower() for one in _ADDRESSES.findall(to)}
    for name in ("sender", "return-path"):
        local, _at, host = mailbox(headers.get(name, "")).address.lower().partition("@")
        found = _OWNS_LIST.fullmatch(local)
        if found and (found.group(1) or found.group(2)) in written_to:
            return firm_of(by) != firm_of(host)
    return False


def firm_of(address: str) -> str:
    """Return the part of an address, or of a host, that is of one firm.

    >>> firm_of("ann@mail.shop.co.uk"), firm_of("news.shop.example")
    ('shop.co.uk', 'shop.example')
    """
    parts = address.rpartition("@")[2].lower().split(".")
    short = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3 if short else -2 :])
