"""A field says once how it is called, read, shown and checked; a form is made of fields."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, Union

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget

from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean
from feedbackdesk.ui.widgets.box import Box, Number
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import (
    FormLayout,
    Problem,
    announce,
    mark_invalid,
    on_leave,
    start_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from feedbackdesk.domain.days import DateOrder, Side

V = TypeVar("V")
Part = Union["Field[Any]", QWidget]
FormRow = Union[Part, "Sequence[Part]"]


class Field(Generic[V]):
    """One thing that is asked for; its input is made with it."""

    widget: Any
    """Its input, as each kind makes it."""
    usual: Any = None
    """What stands in it before anything is known."""
    told_by: ClassVar[str] = "textChanged"
    """The signal of its input that tells of a change."""

    def __init__(
        self,
        name: str,
        label: str,
        widget: QWidget,
        *,
        called: str = "",
        hint: str = "",
        missing: str = "",
        check: Callable[[V], object] | None = None,
        quiet: bool = False,
        share: int = 1,
    ) -> None:
        """Have a name, and a label with an Alt letter; without one the input stands alone.

        Its input is `called` by the name, too, if nothing else is said. `hint` stands below it;
        `missing` is said where it was left empty and must not be; `check` raises Refusal for what
        cannot be taken. What is chosen in a `quiet` one is nothing that would be missed. Beside
        others it has a `share` of the row.
        """
        self.name, self.label, self.widget, self.hint = name, label, widget, hint
        self.called, self.share = called or name, share
        self.around: QWidget | None = None
        """What stands in the form with the input in it, where that does not stand there alone."""
        self._missing, self._check, self._quiet = missing, check, quiet
        self._was: Any = ""

    # How each kind is read and shown

    def words(self) -> Any:
        """Return what stands in it, as a draft keeps it: in the words of JSON."""
        raise NotImplementedError

    def put(self, words: Any) -> None:
        """Let what a draft kept stand in it."""
        raise NotImplementedError

    def value(self) -> V:
        """Return what it holds; raises Refusal for what means nothing."""
        raise NotImplementedError

    def show(self, value: Any) -> None:
        """Let a value stand in it, or what is kept of it."""
        raise NotImplementedError

    def on_change(self, act: Callable[[], object]) -> None:
        """Let something follow whenever something else stands in it."""
        getattr(self.widget, self.told_by).connect(lambda *_what: act())

    def on_leave(self, act: Callable[[], object]) -> None:
        """Let something follow once it is left, by Enter too; at once where one chooses.

        What follows is a method of what holds the form, and ends with it.
        """
        if isinstance(self.widget, QLineEdit | QAbstractSpinBox):
            self.widget.editingFinished.connect(act)
        elif isinstance(self.widget, QPlainTextEdit):
            on_leave(self.widget, act)
        else:
            self.on_change(act)

    # What all of them do

    @property
    def is_dirty(self) -> bool:
        """Whether something else stands in it than what was loaded."""
        return bool(self.words() != self._was)

    @property
    def is_typed(self) -> bool:
        """Whether something was typed in it that would be missed."""
        if self._quiet or not self.is_dirty:
            return False
        words = self.words()
        return bool(words.strip() if isinstance(words, str) else words)

    def is_same(self, value: V, kept: Any) -> bool:
        """Whether a value of it means what is kept."""
        return bool(value == kept)

    def tidy(self, value: V) -> None:
        """Write what was typed as it is kept, once it is left."""

    def go(self) -> None:
        """Take the keyboard."""
        start_in(self.widget)

    def clear(self) -> None:
        """Show what is usual, as if nothing had been typed."""
        self.load(self.usual, over=True)

    def keep(self) -> None:
        """Hold what stands in it for what is kept from now on."""
        self._was = self.words()

    def load(self, value: Any, *, over: bool = False) -> None:
        """Show what is kept; what was typed in the meantime stays, if it is not written over."""
        before = self.words()
        typed = before if self.is_dirty and not over else None
        self.show(value)
        self._was = self.words()
        if typed is not None:
            self.put(typed)
        elif isinstance(self.widget, QLineEdit) and self._was != before:
            if self.widget.hasFocus() or self.widget.window().focusWidget() is self.widget:
                self.widget.selectAll()
            else:
                self.widget.setCursorPosition(0)

    def read(self) -> V:
        """Return what can be taken from it; raises Refusal."""
        value = self.value()
        is_empty = value is None or (isinstance(value, str) and not clean(value))
        if self._missing and is_empty:
            raise Refusal(self._missing)
        if self._check is not None:
            self._check(value)
        return value


class Text(Field[str]):
    """Words that are kept as they are typed."""

    usual = ""

    def is_same(self, value: str, kept: Any) -> bool:
        """Whether the words are the same; none are as good as empty ones."""
        return value == (kept or "")

    def value(self) -> str:
        """Return the words."""
        return str(self.words())

    def show(self, value: str | None) -> None:
        """Let words stand in it, or none."""
        self.put(value or "")


class OnLine(Field[V]):
    """What is typed in a line."""

    widget: QLineEdit

    def words(self) -> str:
        """Return the text."""
        return self.widget.text()

    def put(self, words: str) -> None:
        """Let a text stand in it; where it stands already, the cursor stays."""
        if words != self.words():
            self.widget.setText(words)


class Line(OnLine[str], Text):
    """A line of words."""

    def __init__(
        self,
        name: str,
        label: str,
        text: str = "",
        *,
        most: int = 0,
        example: str = "",
        widget: QLineEdit | None = None,
        **more: Any,
    ) -> None:
        """Begin with a text; `most` is how many signs fit, and `example` stands in an empty one."""
        super().__init__(name, label, widget or QLineEdit(), **more)
        if most:
            self.widget.setMaxLength(most)
        self.widget.setPlaceholderText(example)
        self.load(text, over=True)

    def value(self) -> str:
        """Return the text without blanks around it."""
        return self.words().strip()


class Prose(Text):
    """Words of several lines; Tab leaves them."""

    widget: QPlainTextEdit

    def __init__(
        self, name: str, label: str, text: str = "", *, tall: int, fixed: bool = False,
        example: str = "", **more: Any,
    ) -> None:  # fmt: skip
        """Begin with a text, so many pixels tall; taller with its window where it is not fixed."""
        super().__init__(name, label, QPlainTextEdit(), **more)
        self.widget.setTabChangesFocus(True)
        self.widget.setPlaceholderText(example)
        (self.widget.setFixedHeight if fixed else self.widget.setMinimumHeight)(tall)
        self.load(text, over=True)

    def words(self) -> str:
        """Return the text."""
        return self.widget.toPlainText()

    def put(self, words: str) -> None:
        """Let a text stand in it."""
        self.widget.setPlainText(words)


class Day(Field["date | None"]):
    """A day in any words that name one; it says back which it understood."""

    widget: DayField

    def __init__(
        self,
        name: str,
        label: str,
        side: Side,
        order: Callable[[], DateOrder],
        words: str = "",
        *,
        example: str = "",
        most: int = 0,
        today: str = "",
        keeps_room: bool = True,
        **more: Any,
    ) -> None:
        """Take a day on a side of today; `order` tells how 3/4 is read.

        Where there is a word for `today`, that is the usual day, and an empty field means it.
        """
        super().__init__(name, label, DayField(side, order, keeps_room=keeps_room), **more)
        self.widget.setPlaceholderText(example)
        if most:
            self.widget.setMaxLength(most)
        self._today = today
        self.offer(words or today)

    def words(self) -> str:
        """Return the words, or the day where they would name another one tomorrow."""
        return self.widget.lasting()

    def put(self, words: str) -> None:
        """Let words stand in it, as if they had been typed."""
        is_today = bool(self._today) and words in {"", local_today().isoformat()}
        self.widget.set_words(self._today if is_today else words)

    def clear(self) -> None:
        """Offer the usual day, or none."""
        self.offer(self._today)

    def offer(self, words: str) -> None:
        """Let words stand in it that nobody typed."""
        self.put(words)
        self._was = self.words()

    def value(self) -> date | None:
        """Return the day, None where nothing stands there; raises Refusal."""
        day = self.widget.day()
        return local_today() if day is None and self._today else day

    def show(self, value: date | None) -> None:
        """Let a kept day stand in it."""
        self.widget.set_day(value)


class OneOf(Field[V]):
    """One of several."""

    widget: Box
    told_by = "currentIndexChanged"

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[V, str]],
        chosen: V | None = None,
        **more: Any,
    ) -> None:
        """Offer values, each with what it is called; the first is chosen if none is."""
        super().__init__(name, label, Box(), **more)
        self._values = [value for value, _words in choices]
        self.usual = self._values[0]
        for _value, words in choices:
            self.widget.addItem(words)
        self.load(self._values[0] if chosen is None else chosen, over=True)

    def words(self) -> str:
        """Return the place of what is chosen."""
        return str(self.widget.currentIndex())

    def put(self, words: str) -> None:
        """Choose by a place."""
        self.widget.setCurrentIndex(int(words))

    def value(self) -> V:
        """Return what is chosen."""
        return self._values[self.widget.currentIndex()]

    def show(self, value: V) -> None:
        """Choose a value; the first for one that is not offered."""
        self.widget.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class Whole(Field["int | None"]):
    """A whole number between two bounds; the least one means none where it has words."""

    widget: Number
    told_by = "valueChanged"

    def __init__(
        self,
        name: str,
        label: str,
        number: int | None,
        bounds: tuple[int, int],
        *,
        none: str = "",
        unit: str = "",
        **more: Any,
    ) -> None:
        """Begin with a number; `none` is what stands there for none, `unit` what follows it."""
        super().__init__(name, label, Number(), **more)
        self.widget.setRange(*bounds)
        self.widget.setSpecialValueText(none)
        self.widget.setSuffix(unit)
        self.load(number, over=True)

    def words(self) -> str:
        """Return the number as digits."""
        return str(self.widget.value())

    def put(self, words: str) -> None:
        """Let digits stand in it."""
        self.widget.setValue(int(words))

    def value(self) -> int | None:
        """Return the number."""
        number = self.widget.value()
        is_none = self.widget.specialValueText() and number == self.widget.minimum()
        return None if is_none else number

    def show(self, value: int | None) -> None:
        """Let a number stand in it, or none."""
        self.widget.setValue(self.widget.minimum() if value is None else value)


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
