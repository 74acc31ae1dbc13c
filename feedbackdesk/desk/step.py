"""An intention is a function over a unit of work; its label is what undo shows."""

from __future__ import annotations

import functools
import inspect
import re
from typing import TYPE_CHECKING, Any, Concatenate, Protocol, TypeVar, cast

from feedbackdesk.domain.words import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.store.unit import UnitOfWork

from typing import ParamSpec

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")


class Intention(Protocol[P, T_co]):
    """What `Desk.do` takes: a function with a label."""

    label: str
    facts_of: Callable[..., dict[str, object]]

    def __call__(self, work: UnitOfWork, *args: P.args, **kwargs: P.kwargs) -> T_co:
        """Do it within a unit of work."""
        ...


def step(template: str) -> Callable[[Callable[Concatenate[UnitOfWork, P], T]], Intention[P, T]]:
    """Give an intention the label that undo and the history show.

    `{name:table}` stands for the row of that table whose key is the argument `name`
    (or what the function returned, for `result`): the log keeps the key and never the
    name, so that erasing somebody leaves no name in it. `{name:who}` is whoever an argument
    is about, as its `who_is` says: a table and a key. `{name}` is a plain word.
    """
    placeholders = dict(_PLACEHOLDER.findall(template))
    label = _PLACEHOLDER.sub(r"{\1}", template)

    def decorate(function: Callable[Concatenate[UnitOfWork, P], T]) -> Intention[P, T]:
        signature = inspect.signature(function)

        def facts_of(
            result: object, args: tuple[Any, ...], kwargs: dict[str, Any]
        ) -> dict[str, object]:
            bound = signature.bind(None, *args, **kwargs)
            bound.apply_defaults()
            given: dict[str, Any] = {"result": result, **bound.arguments}
            return {name: _fact(table, given[name]) for name, table in placeholders.items()}

        @functools.wraps(function)
        def intention(work: UnitOfWork, *args: P.args, **kwargs: P.kwargs) -> T:
            return function(work, *args, **kwargs)

        labelled = cast("Any", intention)
        labelled.label = label
        labelled.facts_of = facts_of
        return cast("Intention[P, T]", labelled)

    return decorate


def _fact(table: str, given: Any) -> object:
    """Return what the log keeps for a placeholder: a table and a key, or a plain word."""
    if table == "who":
        return list(given.who_is)
    if table:
        return [table, given] if given is not None else "nothing"
    return LABELS.get(given, str(given))
