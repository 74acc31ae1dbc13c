"""What may stand behind a verb: words of a list, days, amounts, and texts."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

from feedbackdesk.domain.errors import NotThere, Refusal, WrongSide
from feedbackdesk.domain.lenses import LENSES
from feedbackdesk.domain.words import Lens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from enum import StrEnum

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.days import DateOrder

T = TypeVar("T")
W = TypeVar("W", bound="StrEnum")

_STDIN_LIMIT = 41_000_000
"""Bytes read from standard input at most: more than any text that is kept."""


def plain(text: str) -> str:
    """Return an argument as text, whatever the locale: the terminal's bytes are UTF-8."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    try:
        return os.fsencode(text).decode("utf-8", "replace")
    except UnicodeEncodeError:  # a surrogate that no terminal sent
        return text


class Typed(click.ParamType):  # type: ignore[type-arg]
    """A text as it was typed."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text."""
        del param, ctx
        return plain(str(value))


class Said(Typed):
    """What somebody said; a single dash stands for standard input."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text, read from standard input where it is a dash."""
        if value != "-":
            return super().convert(value, param, ctx)
        if sys.stdin is None:
            return ""
        return sys.stdin.buffer.read(_STDIN_LIMIT).decode("utf-8-sig", "replace")


RANKED_BY = "; ".join(
    f"{lens.value} ({known.in_short}{', the default' if lens is Lens.REQUESTS else ''})"
    for lens, known in LENSES.items()
)
"""The lenses, each with what it counts."""


class OneOf(click.ParamType, Generic[W]):  # type: ignore[type-arg]
    """One word of a fixed list, whatever its case."""

    name = "word"

    def __init__(self, words: Iterable[W]) -> None:
        """Accept these words."""
        self.words = tuple(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the words for the help."""
        del param, ctx
        return "|".join(word.value for word in self.words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> W:
        """Return the word, or fail with the list of them."""
        for word in self.words:
            if value is word or str(value).casefold() == word.value.casefold():
                return word
        listed = ", ".join(word.value for word in self.words)
        return self.fail(f"“{plain(str(value))[:40]}” is not one of: {listed}.", param, ctx)


class SomeOf(click.ParamType, Generic[W]):  # type: ignore[type-arg]
    """Several words of a fixed list, with commas between; "none" for none of them."""

    name = "words"

    def __init__(self, words: Iterable[W]) -> None:
        """Accept these words."""
        self._one = OneOf(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what it looks like, for the help."""
        del param, ctx
        return "WORD,WORD,…"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[W, ...]:
        """Return the words in the order of the list, or fail with the list of them."""
        if isinstance(value, tuple):
            return value
        named = [part for one in str(value).split(",") if (part := one.strip())]
        if [one.casefold() for one in named] in ([], ["none"]):
            return ()
        found = {self._one.convert(one, param, ctx) for one in named}
        return tuple(word for word in self._one.words if word in found)


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day behind or ahead: 2026-11-20, today, fri, 3 nov, 3/11, 2026-W47-5."""

    name = "date"

    def __init__(self, *, ahead: bool = False) -> None:
        """Take days until today, or those from today where it is `ahead`."""
        self._ahead = ahead

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with the reader's sentence.

        A day that lies on the other side of today is well said: that is a Refusal.
        """
        from feedbackdesk.domain.days import DateOrder, Side, needs_order, read_day

        text = plain(str(value))
        side = Side.AHEAD if self._ahead else Side.BEHIND
        order = _order() if needs_order(text) else DateOrder.DMY
        try:
            return read_day(text, side, order=order)
        except WrongSide:
            raise
        except Refusal as refusal:
            self.fail(str(refusal), param, ctx)


class Money(click.ParamType):  # type: ignore[type-arg]
    """An amount such as 1200.50, as hundredths of the workspace's currency."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the hundredths, or fail with the desk's sentence."""
        from feedbackdesk.domain.money import parse_money

        text = plain(str(value))
        currency = "" if _is_bare(text) else _currency()
        try:
            return parse_money(text, currency)
        except Refusal as refusal:
            self.fail(str(refusal), param, ctx)


def _is_bare(amount: str) -> bool:
    """Whether no sign of a currency can stand in an amount."""
    return not any(char.isalpha() or unicodedata.category(char) == "Sc" for char in amount)


def _currency() -> str:
    """Return the currency of the workspace that the verb is about."""
    from feedbackdesk.desk.settings import settings
    from feedbackdesk.domain.settings import SETTINGS

    found = _asked(settings)
    return SETTINGS["currency"].default if found is None else found["currency"]


def _order() -> DateOrder:
    """Return how 3/4 is read in the workspace that the verb is about."""
    from feedbackdesk.desk.settings import date_order
    from feedbackdesk.desk.territory import system_order

    return _asked(date_order) or system_order()


def _asked(question: Callable[[Moment], T]) -> T | None:
    """Return what the workspace answers; None where the verb is about to make it."""
    from feedbackdesk.cli.session import Session

    context = click.get_current_context(silent=True)
    session = context.find_object(Session) if context is not None else None
    if session is None:
        return None
    try:
        with session.desk() as desk:
            return desk.ask(question)
    except NotThere:
        return None


class Limit(click.IntRange):
    """How many lines at most, from none; no list is longer than what a number can hold."""

    _MOST = 1_000_000_000

    def __init__(self) -> None:
        """Accept every number from 0."""
        super().__init__(min=0)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or fail as it is no number from 0."""
        return min(int(super().convert(value, param, ctx)), self._MOST)


class People(click.ParamType):  # type: ignore[type-arg]
    """A number of people: 1200, 12k."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or fail with the desk's sentence."""
        from feedbackdesk.domain.reach import parse_reach

        try:
            return parse_reach(plain(str(value)))
        except Refusal as refusal:
            self.fail(str(refusal), param, ctx)


class YesNo(click.ParamType):  # type: ignore[type-arg]
    """Yes or no."""

    name = "yes|no"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> bool:
        """Return whether it is yes."""
        word = str(value).strip().casefold()
        if word in {"yes", "true", "1", "y"}:
            return True
        if word in {"no", "false", "0", "n"}:
            return False
        return self.fail(f"“{plain(str(value))[:40]}” is not one of: yes, no.", param, ctx)


TYPED = Typed()
SAID = Said()
DAY = Day()
COMING_DAY = Day(ahead=True)
MONEY = Money()
LIMIT = Limit()
PEOPLE = People()
YES_NO = YesNo()
