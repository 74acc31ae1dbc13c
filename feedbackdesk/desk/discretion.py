"""What may be printed for customers: names that are known, and what the owner said of a text."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.settings import settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.folding import fold
from feedbackdesk.domain.text import clean
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
    def words(self) -> tuple[str, ...]:
        """The same words, each once."""
        return self.verdict.words(self.text)


class CustomersEyes:
    """Reads what is meant for customers: by the names that are known, and the owner's answers."""

    def __init__(self, known: Discretion, answers: Mapping[str, bool]) -> None:
        """Read with what knows every name, and what the owner said of texts, by their marks."""
        self._known = known
        self._answers = answers
        self._read: dict[str, Text] = {}

    def look(self, text: str, where: str = "") -> Text:
        """Return a text with what is said of it.

        What names somebody for certain is held back, whatever the owner said of it before that
        was known. What they keep from customers is held back, too; what they allow is harmless.
        """
        kept = self._read.get(text)
        if kept is None:
            kept = self._read[text] = self._judged(text)
        return Text(where, kept.text, kept.verdict, kept.allowed)

    def _judged(self, text: str) -> Text:
        found, said = self._known.judge(text), self._answers.get(mark_of(text))
        if found.answer is Answer.HELD or said is None:
            return Text("", text, found, said)
        if said:
            return Text("", text, HARMLESS, said)
        return Text("", text, Verdict(Answer.HELD, _("is kept from customers")), said)


def customers_eyes(read: Reader) -> CustomersEyes:
    """Return what reads texts for customers, for one moment of a workspace."""
    return CustomersEyes(discretion(read), read.text_answers())


def discretion(read: Reader) -> Discretion:
    """Return what knows every name that the workspace holds anywhere, for one moment of it."""
    known, heard = read.private_names(), read.heard_names()
    return Discretion(
        (*known.people, *_of_people(heard.people)),
        known.firms,
        (*known.phones, *heard.phones),
        settings(read)["currency"],
        (*known.addresses, *heard.addresses),
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
def allow(work: UnitOfWork, some: Iterable[str], number: str) -> None:
    """Let customers read texts, as they stand now; `number` says how many, in words.

    What names somebody for certain stays off their copy all the same.
    """
    del number  # for the label
    _answer(work, some, allowed=True)


@step("Keep {number} from customers")
def hold(work: UnitOfWork, some: Iterable[str], number: str) -> None:
    """Keep texts off every copy for customers, harmless ones too; `number` says how many."""
    del number  # for the label
    _answer(work, some, allowed=False)


def _answer(work: UnitOfWork, some: Iterable[str], *, allowed: bool) -> None:
    for mark in dict.fromkeys(map(mark_of, some)):
        key = work.read.text_answer_key(mark)
        if key is None:
            work.insert("text_answer", key=mark, allowed=int(allowed))
        else:
            work.update("text_answer", key, allowed=int(allowed))
