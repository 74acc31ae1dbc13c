"""Mails as talk: what each says anew, who, when, what it answers, and whether it is talk at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from sys import getsizeof

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.found import (
    Answer,
    Aside,
    Found,
    FoundMessage,
    FoundWho,
    Origin,
    Question,
    Refused,
    Wishes,
)
from feedbackdesk.domain.text import clean, name_key
from feedbackdesk.domain.words import Channel
from feedbackdesk.exchange.mail.asides import Judged, firm_of, judged
from feedbackdesk.exchange.mail.boxes import MAIL_LIMIT, slimmed
from feedbackdesk.exchange.mail.endings import without_ending
from feedbackdesk.exchange.mail.reading import (
    Letter,
    held_instead,
    message_of,
    possible_day,
    read_letter,
    says_something,
)
from feedbackdesk.exchange.mail.writer import NOBODY, Mailbox, headers_of, mailbox, words_of
from feedbackdesk.exchange.mail.writer import sender as sender_of
from feedbackdesk.language.say import _, ngettext

WORDS_LIMIT = 50_000
"""The longest words that are taken from one mail, in characters."""
ASIDE_LIMIT = 4_000
"""The same of a mail that no person wrote."""
ALL_LIMIT = 80_000_000
"""The memory that all mails of one file may take as they are handed on, in bytes."""
_READ_LIMIT = 8_000_000
"""How much of one mail is read where its attachments are left out, in bytes."""
_RECORD = 600
"""What a mail takes beside its words, in bytes."""

_SENT = frozenset(
    ("sent", "sent items", "sent mail", "sent messages", "gesendet", "gesendete elemente")
)
_SENT |= {"gesendete objekte", "envoyés", "messages envoyés", "éléments envoyés", "enviados"}
_SENT |= {"elementos enviados", "correo enviado", "mensajes enviados", "inviati", "posta inviata"}
_SENT |= {"inviata", "itens enviados", "e-mails enviados", "correio enviado", "verzonden"}
_SENT |= {"verzonden items", "verzonden berichten", "wysłane", "elementy wysłane"}
_SENT |= {"المرسلة", "البريد المرسل", "العناصر المرسلة", "送信済み", "送信済みメール"}
_SENT |= {"送信済みアイテム", "gesendete nachrichten", "[gmail]/sent mail", "outbox"}
_LEFT = frozenset(("spam", "trash", "junk", "papierkorb", "corbeille", "courrier indésirable"))
_LEFT |= {"papelera", "correo no deseado", "cestino", "posta indesiderata", "lixeira", "lixo"}
_LEFT |= {"prullenbak", "ongewenste e-mail", "kosz", "spam/kosz", "drafts", "entwürfe"}
_LEFT |= {"brouillons", "borradores", "bozze", "rascunhos", "concepten", "wersje robocze"}
_LEFT |= {"المهملات", "المسودات", "البريد العشوائي", "ゴミ箱", "迷惑メール", "下書き"}
_LEFT |= {"deleted items", "gelöschte elemente", "bin", "wersja robocza", "junk e-mail"}

_ID = re.compile(r"<\s*([^<>\s]{1,400})\s*>")
_REACHED = ("delivered-to", "x-original-to", "envelope-to", "x-apparently-to", "to")
_GUESSES = 3
_HEADER_LIMIT = 2_000


@dataclass(slots=True)
class Heard:
    """What was read of a mailbox so far."""

    wishes: Wishes
    records: list[FoundMessage] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    older: int = 0
    left: int = 0
    full: bool = False
    _length: int = 0
    _sent_by: Counter[str] = field(default_factory=Counter)
    _filed_by: Counter[str] = field(default_factory=Counter)
    """Who wrote what lies among what was sent."""
    _reached: Counter[str] = field(default_factory=Counter)
    _me: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Know the owner's names and addresses as they are compared."""
        self._me = frozenset(name_key(one) for one in self.wishes.me if one.strip())

    def hear(self, mail: bytes | None, place: str, *, sent: bool = False) -> None:
        """Read a mail; None for one that is too large. `sent` where its folder says so."""
        if mail is None or len(mail) > MAIL_LIMIT:
            sentence = _("It is larger than {size} MB, and was not read.")
            self._refuse(place, sentence.format(size=MAIL_LIMIT // 1_000_000))
        elif self._length > ALL_LIMIT:
            if not self.full:
                sentence = _(
                    "There are more words than can be taken at once; from here on nothing was "
                    "read. Bring in what is newer by naming the day it begins on."
                )
                self._refuse(place, sentence)
            self.full = True
        elif mail.strip():
            try:
                self._hear(mail, place, sent=sent)
            except Refusal as refusal:
                self._refuse(place, str(refusal))
            except RecursionError:
                self._refuse(place, _("It has parts in parts without end, and was not read."))

    def _refuse(self, place: str, sentence: str) -> None:
        self.refused.append(Refused(place, sentence))

    def _hear(self, mail: bytes, place: str, *, sent: bool) -> None:
        message = message_of(slimmed(mail)[:_READ_LIMIT])
        headers = headers_of(message)
        labels = _labels(headers)
        if not (headers.keys() & _OF_MAILS):
            raise Refusal(_("It is no e-mail: nothing says who wrote or when."))
        if labels & _LEFT:
            self.left += 1
            return
        moment = moment_of(headers)
        on = None if moment is None else possible_day(moment.date())
        if self.wishes.since and on and on < self.wishes.since:
            self.older += 1
            return
        verdict = judged(headers)
        briefly = verdict.aside is not None and verdict.sure
        letter = read_letter(message, briefly=briefly)
        sender = sender_of(message)
        filed = sent or bool(labels & _SENT)
        self._count(headers, sender, filed=filed)
        if on is None or (letter.passed_on and letter.on):
            on = letter.on
        aside = self._aside(verdict, letter, sender, headers, filed=filed)
        words = self._words(letter, aside)
        self._length += getsizeof(words) + _RECORD
        by = letter.by if letter.by != NOBODY else sender
        self.records.append(
            FoundMessage(
                Origin("mail", _first_id(headers.get("message-id", "")), place),
                words,
                FoundWho(name=by.name, email=by.address),
                on,
                "" if moment is None or letter.passed_on else _utc(moment),
                letter.subject,
                Channel.EMAIL,
                aside,
                _last_id(headers.get("in-reply-to", "")) or _last_id(headers.get("references", "")),
                tuple(clean(name) for name in letter.body.names if clean(name)),
            )
        )

    def _count(self, headers: dict[str, str], sender: Mailbox, *, filed: bool) -> None:
        address = sender.address.lower()
        if address:
            self._sent_by[address] += 1
            self._filed_by[address] += filed
        if "list-id" in headers or "list-post" in headers:
            return
        for name in _REACHED:
            if name in headers:
                reached = mailbox(headers[name][:_HEADER_LIMIT]).address.lower()
                if reached:
                    self._reached[reached] += 1
                return

    def _aside(
        self,
        verdict: Judged,
        letter: Letter,
        sender: Mailbox,
        headers: dict[str, str],
        *,
        filed: bool,
    ) -> Aside | None:
        own = filed or self._is_me(sender)
        form = self._in_form(letter, sender)
        if own and not form:
            # What the owner passed on to themselves is whose it was first.
            to = mailbox(headers.get("to", "")[:_HEADER_LIMIT])
            if filed or not (letter.passed_on and self._is_me(to)):
                return Aside.OWN
        if self._is_me(letter.by):
            return Aside.OWN
        if not verdict.sure and (form or letter.passed_on):
            return None
        return verdict.aside

    def _in_form(self, letter: Letter, sender: Mailbox) -> bool:
        """Whether a machine sent it for somebody elsewhere, who is to be answered."""
        by, sent = letter.by.address, sender.address
        if letter.passed_on or not by or by.lower() == sent.lower():
            return False
        return firm_of(by) != firm_of(sent)

    def _is_me(self, who: Mailbox) -> bool:
        return bool(self._me) and not self._me.isdisjoint(
            {name_key(who.address), name_key(who.name)} - {""}
        )

    def _words(self, letter: Letter, aside: Aside | None) -> str:
        words, subject = letter.words, letter.subject
        if not words and letter.body.unread and aside is None:
            sentence = _("There are no words in it, only {holds}.")
            raise Refusal(sentence.format(holds=held_instead(letter.body)))
        words = words or (subject if says_something(subject) else "")
        if not words:
            holds = held_instead(letter.body)
            sentence = _("There are no words in it, only {holds}.") if holds else ""
            raise Refusal(sentence.format(holds=holds) or _("There are no words in it."))
        if aside in {Aside.NEWSLETTER, Aside.NOTIFICATION, Aside.AUTOMATIC}:
            return words[:ASIDE_LIMIT].rstrip()
        return without_ending(words[:WORDS_LIMIT])

    @property
    def nothing(self) -> bool:
        """Whether there was no mail at all."""
        return not (self.records or self.refused or self.older or self.left)

    def found(self, kind: str) -> Found:
        """Return all that was read, with what only the owner can know."""
        notes = []
        if self.older:
            older = ngettext(
                "{number} e-mail is older, and was left out.",
                "{number} e-mails are older, and were left out.",
                self.older,
            )
            notes.append(older.format(number=self.older))
        if self.left:
            left = ngettext(
                "{number} e-mail was spam, a draft or deleted, and was left out.",
                "{number} e-mails were spam, drafts or deleted, and were left out.",
                self.left,
            )
            notes.append(left.format(number=self.left))
        attached = sum(len(one.attached) for one in self.records)
        if attached:
            beside = ngettext(
                "{number} attachment is named and not kept.",
                "{number} attachments are named and not kept.",
                attached,
            )
            notes.append(beside.format(number=attached))
        return Found(
            kind, tuple(self.records), tuple(self.refused), self._questions(), tuple(notes)
        )

    def _questions(self) -> tuple[Question, ...]:
        """Ask who the owner is, where that is not known and makes a difference."""
        if self._me:
            return ()
        filed = [one for one, number in self._filed_by.most_common(_GUESSES) if number]
        common = self._reached.most_common(_GUESSES)
        # Whom the owner writes to is in there, too.
        reached = [one for one, number in common if 4 * number >= common[0][1]]
        guesses = [one for one in dict.fromkeys((*filed, *reached)) if self._sent_by[one]]
        if not guesses:
            return ()
        answers = [
            Answer(one, _("{address} is me").format(address=one)) for one in guesses[:_GUESSES]
        ]
        return (
            Question(
                "me",
                _("Which address is yours? What you wrote yourself is set aside."),
                (*answers, Answer("", _("None of these"))),
                self._sent_by[guesses[0]],
            ),
        )


_OF_MAILS = frozenset(("from", "date", "to", "subject", "message-id", "received", "sender"))
_OF_MAILS |= {"return-path", "mime-version", "content-type", "delivered-to"}


def is_sent(folder: str) -> bool:
    """Return whether a folder, by its name, holds what its owner sent."""
    name = folder.strip().strip(".").rpartition("/")[2].casefold()
    name = name.removesuffix(".mbox").rpartition(".")[2]
    return name in _SENT


def moment_of(headers: dict[str, str]) -> datetime | None:
    """Return when a mail was sent, else when it arrived; None where nothing possible is said."""
    for said in (headers.get("date", ""), headers.get("received", "").rpartition(";")[2]):
        try:
            moment = parsedate_to_datetime(" ".join(said[:200].split()))
            aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            if possible_day(aware.date()) and aware.year > 1970:
                return aware
        except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
            continue
    return None


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _labels(headers: dict[str, str]) -> frozenset[str]:
    said = headers.get("x-gmail-labels", "")
    if not said:
        return frozenset()
    named = words_of(" ".join(said.split()))
    return frozenset(one.strip(' "').casefold() for one in named.split(","))


def _first_id(said: str) -> str:
    found = _ID.search(said[:_HEADER_LIMIT])
    return found.group(1) if found else clean(said[:400]).strip("<> ") if "@" in said else ""


def _last_id(said: str) -> str:
    found = _ID.findall(said[-_HEADER_LIMIT:])
    return str(found[-1]) if found else ""
