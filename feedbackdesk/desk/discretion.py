"""What may be printed for customers: names that are known, and what the owner said of a text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.settings import settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.folding import fold
from feedbackdesk.domain.text import clean, name_key
from feedbackdesk.insight.discretion.known import Discretion
from feedbackdesk.insight.discretion.ordinary import ORDINARY
from feedbackdesk.insight.discretion.proper import PROPER
from feedbackdesk.insight.discretion.verdict import HARMLESS, Answer, Verdict
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from feedbackdesk.insight.discretion.verdict import Span
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

_WORDS_OF_A_NAME = (2, 3)
_SHORT_MARK = 8
_PIECES = re.compile(r"[,;|·\n]|\s[-–—/]\s")
_REACHED = re.compile(r"[^\s,;]+@[^\s,;]+|\+?[\d(][\d\s()./-]{4,}\d")


def mark_of(text: str) -> str:
    """Return by what a text is known again: 32 hexadecimal digits, and no word of it.

    White space and how signs are put together do not count.
    """
    plain = unicodedata.normalize("NFC", " ".join(clean(text).split()))
    return hashlib.blake2b(plain.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is meant for customers, and what is said of it."""

    where: str
    """Where it stands, for the owner: the title of “Oat milk”."""
    text: str
    verdict: Verdict = HARMLESS
    allowed: bool | None = None
    """What the owner said of it; None where they have not."""
    words: str = ""
    """Of a quote all of the words that it was taken from: who keeps it back keeps those back."""

    @property
    def mark(self) -> str:
        """By what it is known again."""
        return mark_of(self.text)

    @property
    def id(self) -> str:
        """The same, as it is typed."""
        return self.mark[:_SHORT_MARK]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words of it that are uncertain."""
        return self.verdict.spans

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The same words, each once."""
        return self.verdict.words(self.text)


class CustomersEyes:
    """Reads what is meant for customers: by the names that are known, and the owner's answers."""

    def __init__(self, known: Discretion, answers: Mapping[str, bool]) -> None:
        """Read with what knows every name, and what the owner said of texts, by their marks."""
        self._known = known
        self._answers = answers
        self._read: dict[str, Verdict] = {}

    def look(self, text: Text) -> Text:
        """Return a text with what is said of it.

        What names somebody for certain is held back, whatever the owner said of it before that
        was known. What they keep from customers is held back, too; what they allow is harmless.
        """
        found = self._read.get(text.text)
        if found is None:
            found = self._read[text.text] = self._known.judge(text.text)
        said = self._answers.get(text.mark)
        if text.words and self._answers.get(mark_of(text.words)) is False:
            said = False
        if found.answer is not Answer.HELD and said is not None:
            kept = Verdict(Answer.HELD, _("is kept from customers"))
            found = HARMLESS if said else kept
        return replace(text, verdict=found, allowed=said)


def customers_eyes(read: Reader) -> CustomersEyes:
    """Return what reads texts for customers, for one moment of a workspace."""
    return CustomersEyes(discretion(read), read.text_answers())


def discretion(read: Reader) -> Discretion:
    """Return what knows every name that the workspace holds anywhere, for one moment of it."""
    known, heard, chosen = read.private_names(), read.heard_names(), settings(read)
    taken = {name_key(name) for name in (*known.people, *known.firms)}
    contact = chosen["contact"]
    own = [contact, *_PIECES.split(contact), *_REACHED.findall(contact), chosen["business_name"]]
    return Discretion(
        (*known.people, *_of_people(heard.people)),
        known.firms,
        (*known.phones, *heard.phones),
        chosen["currency"],
        (*known.addresses, *heard.addresses),
        (one.strip() for one in own if name_key(one) not in taken),
    )


def _of_people(names: Iterable[str]) -> Iterator[str]:
    """Yield what is surely the name of a person, among senders that are also machines and firms."""
    for name in names:
        words = name.split()
        if len(words) in _WORDS_OF_A_NAME and all(map(str.isalpha, words)):
            parts = {fold(word) for word in words}
            if name.istitle() and not parts & (ORDINARY | PROPER):
                yield name


def texts(number: int) -> str:
    """Say how many texts a step is about."""
    return ngettext("a text", "{number} texts", number).format(number=number)


@step("Mark {number} as fit for customers")
def allow(work: UnitOfWork, some: Iterable[Text], number: str) -> None:
    """Let customers read texts, as they stand now; `number` says how many, in words.

    What names somebody for certain stays off their copy all the same.
    """
    del number  # for the label
    for one in some:
        _answer(work, one.mark, allowed=True)
        key = work.read.text_answer_key(mark_of(one.words)) if one.words else None
        if key is not None and one.words != one.text:
            work.delete("text_answer", key)  # all of the words are asked about where they stand


@step("Keep {number} from customers")
def hold(work: UnitOfWork, some: Iterable[Text], number: str) -> None:
    """Keep texts off every copy for customers, harmless ones too; `number` says how many.

    A quote is kept back with all of the words that it was taken from.
    """
    del number  # for the label
    for one in some:
        for mark in {one.mark, mark_of(one.words or one.text)}:
            _answer(work, mark, allowed=False)


def _answer(work: UnitOfWork, mark: str, *, allowed: bool) -> None:
    key = work.read.text_answer_key(mark)
    if key is None:
        work.insert("text_answer", key=mark, allowed=int(allowed))
    else:
        work.update("text_answer", key, allowed=int(allowed))
