"""What leaves the house: each text that customers may read is let through here, or left out.

On a copy that stays everything is let through. What is left out is told to the owner afterwards;
what is uncertain is left out too, and waits for their word (see desk/discretion.py).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from feedbackdesk.desk.discretion import Text, mark_of
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import excerpt
from feedbackdesk.insight.discretion.verdict import Answer
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feedbackdesk.desk.discretion import CustomersEyes

_TOLD = 3
"""How many items of which something was left out are named to the owner."""
_WAITING = 20
"""How many texts that wait are named where a copy is refused."""
_NAMED = 80


class Place(StrEnum):
    """What a text is."""

    TITLE = "title"
    DESCRIPTION = "description"
    TARGET = "target"
    QUOTE = "quote"
    CLOSING = "closing note"
    THEME = "theme"
    ALIAS = "alias"
    ABOUT = "about"
    """A theme's description."""
    ITEM = "item"
    """The title of an item on the page of its theme."""

    def where(self, of: str) -> str:
        """Say where a text stands."""
        return _WHERE[self]().format(of=excerpt(of, _NAMED))


_WHERE = {
    Place.TITLE: lambda: _("The title of an item"),
    Place.DESCRIPTION: lambda: _("The description of “{of}”"),
    Place.TARGET: lambda: _("The target of “{of}”"),
    Place.QUOTE: lambda: _("A quote of “{of}”"),
    Place.CLOSING: lambda: _("The closing note"),
    Place.THEME: lambda: _("The name of a theme"),
    Place.ALIAS: lambda: _("Another name of the theme “{of}”"),
    Place.ABOUT: lambda: _("The description of the theme “{of}”"),
    Place.ITEM: lambda: _("The title of an item"),
}


class Outward:
    """Lets texts through, and remembers what was left out, and what waits."""

    def __init__(self, eyes: CustomersEyes | None, *, hold_uncertain: bool = False) -> None:
        """Let through what `eyes` find harmless; everything without them.

        With `hold_uncertain` nothing waits: what is uncertain is left out like the rest.
        """
        self._eyes = eyes
        self._holds = hold_uncertain
        self._waits: dict[str, Text] = {}
        self._looked: dict[str, Text] = {}
        self._left: dict[tuple[Place, str], dict[str, list[str]]] = {}

    @property
    def is_public(self) -> bool:
        """Whether it goes to customers."""
        return self._eyes is not None

    @property
    def uncertain(self) -> tuple[Text, ...]:
        """The texts that wait for the owner's word, each once, as they stand on the page."""
        return tuple(self._waits.values())

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that was looked at, each once."""
        return tuple(self._looked.values())

    def waits(self, text: str) -> bool:
        """Whether a text waits for the owner's word."""
        return mark_of(text) in self._waits

    def passes(self, text: str, place: Place, of: str = "") -> bool:
        """Whether a text may stand on the page; `of` is the title of what it is about."""
        if self._eyes is None or not text:
            return True
        return self._take(self._look(Text(place.where(of or text), text)), place, of or text)

    def quote(self, forms: Sequence[str], words: str, of: str) -> tuple[int | None, Text | None]:
        """Return which form of somebody's words may stand on the page; else what to ask about.

        `words` are those that the owner may have kept from customers, whatever is printed of
        them; `of` is the title of what they are about.
        """
        if self._eyes is None:
            return 0, None
        where = Place.QUOTE.where(of)
        looked = [self._look(Text(where, form, words=words)) for form in forms]
        for at, one in enumerate(looked):
            if one.verdict.answer is Answer.HARMLESS:
                return at, None
        for one in looked:
            if one.verdict.answer is Answer.UNCERTAIN:
                return None, one
        self._take(looked[0], Place.QUOTE, of)
        return None, None

    def ask_about(self, quotes: Iterable[Text], of: str) -> None:
        """Let uncertain quotes wait for the owner's word; or leave them out, where all are."""
        for one in quotes:
            self._take(one, Place.QUOTE, of)

    def _look(self, text: Text) -> Text:
        assert self._eyes is not None  # noqa: S101  (asked before)
        looked = self._eyes.look(text)
        return self._looked.setdefault(looked.mark, looked)

    def _take(self, looked: Text, place: Place, of: str) -> bool:
        match looked.verdict.answer:
            case Answer.HARMLESS:
                return True
            case Answer.UNCERTAIN if not self._holds:
                self._waits.setdefault(looked.mark, looked)
            case Answer.UNCERTAIN:
                self._leave(place, _("is uncertain"), looked, of)
            case Answer.HELD:
                self._leave(place, looked.verdict.why, looked, of)
        return False

    def _leave(self, place: Place, why: str, text: Text, of: str) -> None:
        """Note that a text was left out, and of what; of several items it is one text."""
        self._left.setdefault((place, why), {}).setdefault(text.mark, []).append(of)

    def warnings(self) -> tuple[str, ...]:
        """Return the sentences that tell what was left out, and why."""
        return tuple(
            _left_out(place, why, list(of.values())) for (place, why), of in self._left.items()
        )


def refuse_uncertain(waiting: Sequence[Text]) -> None:
    """Raise Refusal where texts wait for the owner's word: it names them."""
    if not waiting:
        return
    named = "; ".join(f"{one.id} “{excerpt(one.text, _NAMED)}”" for one in waiting[:_WAITING])
    more = len(waiting) - _WAITING
    also = ngettext(" and {number} more", " and {number} more", more) if more > 0 else ""
    sentence = ngettext(
        "A text may name somebody, or a sum of money, and waits for your word: {texts}. Nothing "
        "was printed; “uncertain” lists it, and --allow or --hold answers.",
        "{number} texts may name somebody, or a sum of money, and wait for your word: {texts}. "
        "Nothing was printed; “uncertain” lists them, and --allow or --hold answers.",
        len(waiting),
    )
    raise Refusal(sentence.format(number=len(waiting), texts=named + also.format(number=more)))


def _left_out(place: Place, why: str, of: Sequence[Sequence[str]]) -> str:
    """Say what was left out, why, and of which items each of it is."""
    titles = list(dict.fromkeys(title for items in of for title in items))
    named = ", ".join(f"“{excerpt(title, _NAMED)}”" for title in titles[:_TOLD])
    more = len(titles) - _TOLD
    if more > 0:
        named = _("{items} and {number} more").format(items=named, number=f"{more:,}")
    number = len(of)
    match place:
        case Place.TITLE | Place.ITEM:
            sentence = ngettext(
                "{items} {why} in its title, so it is not on the customer copy.",
                "{items} are not on the customer copy: the title of each {why}.",
                number,
            )
        case Place.DESCRIPTION | Place.ABOUT:
            sentence = ngettext(
                "The description of {items} is not on the customer copy: it {why}.",
                "The descriptions of {items} are not on the customer copy: each {why}.",
                number,
            )
        case Place.TARGET:
            sentence = ngettext(
                "The target of {items} is not on the customer copy: it {why}.",
                "The targets of {items} are not on the customer copy: each {why}.",
                number,
            )
        case Place.QUOTE:
            sentence = ngettext(
                "A quote of {items} is not on the customer copy: it {why}.",
                "{number} quotes of {items} are not on the customer copy: each {why}.",
                number,
            )
        case Place.CLOSING:
            sentence = _("The closing note is not on the customer copy: it {why}.")
        case Place.THEME:
            sentence = _("The theme’s name is not on the customer copy: it {why}.")
        case Place.ALIAS:
            sentence = ngettext(
                "Another name of {items} is not on the customer copy: it {why}.",
                "{number} other names of {items} are not on the customer copy: each {why}.",
                number,
            )
    return sentence.format(items=named, why=why, number=f"{number:,}")
