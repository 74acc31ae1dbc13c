"""A field says once how it is called, read, shown and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget

from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean
from feedbackdesk.ui.widgets.box import Box, Number
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import on_leave, start_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from feedbackdesk.domain.days import DateOrder, Side

V = TypeVar("V")


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
