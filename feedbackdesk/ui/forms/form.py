"""A form is made of fields: it loads, reads and keeps them, and says what is wrong."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Union

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.forms.fields import Field
from feedbackdesk.ui.widgets.form import FormLayout, Problem, announce, mark_invalid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

Part = Union["Field[Any]", QWidget]
FormRow = Union[Part, "Sequence[Part]"]


class Form(FormLayout):
    """Fields below each other, or side by side; the keyboard goes through them in their order."""

    changed = Signal(str)
    """Something else stands in a field; no name where it was put into several at once."""
    hidden_wanted = Signal()
    """The keyboard is to go to a field that is folded away."""

    def __init__(
        self,
        rows: Sequence[FormRow],
        problem: str = "problem",
        *,
        apart: bool = False,
        checks_left: bool = False,
    ) -> None:
        """Hold rows of one field or of several, and what else stands between them.

        The sentence on what is wrong has a name; `apart` from the fields it stands where whoever
        holds the form puts it. Where it `checks_left`, what means nothing is said at once when
        a line is left.
        """
        super().__init__()
        self._fields: dict[str, Field[Any]] = {}
        self._rows: dict[str, QWidget] = {}
        self._wrong: Field[Any] | None = None
        self._refused, self._together, self._apart = "", 0, apart
        self.problem = Problem()
        self.problem.setObjectName(problem)
        for row in rows:
            those = (row,) if isinstance(row, (Field, QWidget)) else tuple(row)
            for one in those:
                if isinstance(one, QWidget):
                    self.addWidget(one)
            self._take_in([one for one in those if isinstance(one, Field)])
        if checks_left:
            for one in self:
                if isinstance(one.widget, QLineEdit):
                    one.on_leave(self._left)
        if not apart:
            self.addWidget(self.problem)

    def _take_in(self, those: list[Field[Any]]) -> None:
        if not those:
            return
        one = those[0]
        if len(those) > 1:
            holder = self.add_row(
                *((one.label, one.widget, one.called) for one in those),
                stretch=tuple(one.share for one in those),
            )
        elif one.label:
            holder = self.add_field(
                one.label, one.widget, name=one.called, hint=one.hint, around=one.around
            )
        else:
            holder = one.around or one.widget
            self.addWidget(holder)
        for one in those:
            self._fields[one.name], self._rows[one.name] = one, holder
            one.on_change(partial(self._changed, one))

    def __getitem__(self, name: str) -> Field[Any]:
        """Return a field by its name."""
        return self._fields[name]

    def __iter__(self) -> Iterator[Field[Any]]:
        """Yield the fields in their order."""
        return iter(self._fields.values())

    @property
    def is_dirty(self) -> bool:
        """Whether anything else stands in it than what was loaded."""
        return any(one.is_dirty for one in self)

    @property
    def is_typed(self) -> bool:
        """Whether anything was typed in it that would be missed."""
        return any(one.is_typed for one in self)

    def row(self, name: str) -> QWidget:
        """Return the row in which a field stands."""
        return self._rows[name]

    def load(self, values: Mapping[str, Any], *, over: bool = False) -> None:
        """Show what is kept under the fields' names; what was typed stays, unless written over."""
        with self.together():
            for name, value in values.items():
                if name in self._fields:
                    self._fields[name].load(value, over=over)

    def clear(self, but: Collection[str] = ()) -> None:
        """Show what is usual; of some fields what stands in them is kept."""
        with self.together():
            for one in self:
                if one.name not in but:
                    one.clear()
        self.keep()

    def keep(self) -> None:
        """Hold what stands in it for what is kept from now on."""
        for one in self:
            one.keep()

    def draft(self) -> dict[str, Any]:
        """Return what stands in it, as it can be kept and put back."""
        return {one.name: one.words() for one in self}

    def put(self, draft: Mapping[str, Any]) -> None:
        """Put back what was kept; what a file has of another kind is left out."""
        with self.together():
            for name, words in draft.items():
                one = self._fields.get(name)
                if one is not None and isinstance(words, type(one.words())):
                    one.put(words)

    def read(self) -> dict[str, Any] | None:
        """Return what it holds; None, with a sentence in its place, where that cannot be taken."""
        try:
            found = self.take()
        except Refusal as refusal:
            self.say(str(refusal), self._refused)
            return None
        self.say("")
        return found

    def take(self) -> dict[str, Any]:
        """Return what it holds; raises Refusal, with the keyboard where it cannot be taken."""
        found: dict[str, Any] = {}
        for one in self:
            try:
                found[one.name] = one.read()
            except Refusal:
                self._refused = one.name
                self.start(one.name)
                raise
        return found

    def start(self, name: str = "") -> None:
        """Begin with the keyboard in a field, the first if it is not said which."""
        one = self._fields[name] if name else next(iter(self))
        if self._rows[one.name].isHidden():
            self.hidden_wanted.emit()
        one.go()

    def refuse(self, why: str, name: str = "") -> None:
        """Say what is wrong below the field that it is about, and go there."""
        self.say(why, name)
        if name:
            self.start(name)

    def say(self, sentence: str, name: str = "") -> None:
        """Say a sentence below a field, or below all; or nothing."""
        if not sentence and not self.problem.text():
            return
        if self._wrong is not None:
            mark_invalid(self._wrong.widget, False)
        self._wrong = self._fields[name] if name and sentence else None
        if not self._apart:
            self.removeWidget(self.problem)
            below = self.indexOf(self._rows[name]) if name else self.count() - 1
            self.insertWidget(below + 1, self.problem)
        self.problem.say(sentence, self._wrong.widget if self._wrong else None)
        if sentence:
            announce(self.problem, sentence)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Tell once of all that is put into fields meanwhile."""
        self._together += 1
        try:
            yield
        finally:
            self._together -= 1
            if not self._together:
                self.changed.emit("")

    def _changed(self, one: Field[Any]) -> None:
        if one is self._wrong:
            self.say("")
        if not self._together:
            self.changed.emit(one.name)

    def _left(self) -> None:
        left = next(one for one in self if one.widget is self.sender())
        try:
            left.tidy(left.value())
        except Refusal as refusal:
            self.say(str(refusal), left.name)
