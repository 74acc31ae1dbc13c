"""Fields for what is recorded: words from a list, names as chips, amounts, what was said."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtWidgets import QCheckBox, QLineEdit

from feedbackdesk.domain.text import WORDS_LIMIT, clean_words, name_key
from feedbackdesk.domain.words import label as label_of
from feedbackdesk.ui.forms.fields import Field, OneOf, OnLine, Text
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.widgets.box import OpenBox
from feedbackdesk.ui.widgets.chips import ChipField
from feedbackdesk.ui.widgets.segments import Segments
from feedbackdesk.ui.widgets.words import WordsField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

W = TypeVar("W", bound=StrEnum)
_NAMES = 100
"""The most names that are taken from a file."""


class Word(OneOf["W | None"], Generic[W]):
    """One of the words of a list; a draft keeps the word itself."""

    def __init__(
        self, name: str, label: str, words: Iterable[W], *, none: str = "", icon: str = "",
        **more: Any,
    ) -> None:  # fmt: skip
        """Offer words, with icons of a prefix; `none` is what stands first for no word."""
        first: list[tuple[W | None, str]] = [(None, none)] if none else []
        super().__init__(name, label, [*first, *((one, label_of(one)) for one in words)], **more)
        for place, word in enumerate(self._values) if icon else ():
            self.widget.setItemIcon(place, icons.icon(f"{icon}-{word}"))

    def words(self) -> str:
        """Return the word; nothing for none."""
        return str(self.value() or "")

    def put(self, words: str) -> None:
        """Choose a word, or none; one that is not offered changes nothing."""
        if (words or None) in self._values:
            self.show(words or None)  # type: ignore[arg-type]


class Segment(Field["W | None"], Generic[W]):
    """One of a few words beside each other."""

    widget: Segments[W]
    told_by = "changed"

    def __init__(
        self, name: str, label: str, words: type[W], usual: W | None = None, *, icon: str = "",
        with_text: bool = True, **more: Any,
    ) -> None:  # fmt: skip
        """Offer words; where none is usual, the chosen one can be clicked away."""
        made = Segments(words, icon, optional=usual is None, with_text=with_text)
        super().__init__(name, label, made, **more)
        self._words, self.usual = words, usual
        self.clear()

    def words(self) -> str:
        """Return the word; nothing for none."""
        return str(self.widget.value() or "")

    def put(self, words: str) -> None:
        """Choose a word; what is none of them chooses what is usual."""
        self.show(next((one for one in self._words if one == words), self.usual))

    def value(self) -> W | None:
        """Return the word."""
        return self.widget.value()

    def show(self, value: W | None) -> None:
        """Choose a word, or none."""
        if value is not self.widget.value():
            self.widget.set_value(value)
            self.widget.changed.emit()


class Names(Field["tuple[str, ...]"]):
    """Several names as chips."""

    widget: ChipField
    usual = ()
    told_by = "changed"

    def __init__(self, name: str, label: str, *, example: str = "", **more: Any) -> None:
        """Hold no names; `example` stands in an empty one."""
        super().__init__(name, label, ChipField(), **more)
        self.widget.set_placeholder(example)
        self.clear()

    def words(self) -> list[str]:
        """Return the names."""
        return list(self.widget.names())

    def put(self, words: list[Any]) -> None:
        """Hold names, as far as they are some."""
        self.show(tuple(one for one in words[:_NAMES] if isinstance(one, str)))

    def value(self) -> tuple[str, ...]:
        """Return the names."""
        return self.widget.names()

    def show(self, value: tuple[str, ...]) -> None:
        """Hold these names."""
        self.widget.set_names(value)
        self.widget.changed.emit()

    def is_same(self, value: tuple[str, ...], kept: Any) -> bool:
        """Whether the names are the same, in whatever order and spelling."""
        return {name_key(one) for one in value} == {name_key(one) for one in kept}

    def on_leave(self, act: Callable[[], object]) -> None:
        """Let something follow each chip; a name that is half typed is none yet."""
        self.widget.changed.connect(lambda: None if self.widget.is_typing else act())


class Check(Field[bool]):
    """A box that is ticked or not; its label stands beside it."""

    widget: QCheckBox
    usual = False
    told_by = "toggled"

    def __init__(self, name: str, label: str, **more: Any) -> None:
        """Hold no tick."""
        super().__init__(name, "", QCheckBox(label), **more)
        self.widget.setObjectName(self.called)
        self.clear()

    def words(self) -> bool:
        """Return whether it is ticked."""
        return self.widget.isChecked()

    def put(self, words: bool) -> None:
        """Tick it, or do not."""
        self.widget.setChecked(words)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.widget.isChecked()

    def show(self, value: bool) -> None:
        """Tick it, or do not."""
        self.widget.setChecked(bool(value))


class Amount(OnLine["int | None"]):
    """A line that means a number: money, or how many."""

    def __init__(
        self, name: str, label: str, read: Callable[[str], int | None],
        write: Callable[[int | None], str | None], *, example: str = "", tidies: bool = False,
        **more: Any,
    ) -> None:  # fmt: skip
        """Be read and written so; `read` raises Refusal for what is no amount.

        Where it `tidies`, what was typed is written as it is kept once it is left.
        """
        super().__init__(name, label, QLineEdit(), **more)
        self._read, self._write, self._tidies = read, write, tidies
        self.widget.setPlaceholderText(example)
        self.clear()

    def value(self) -> int | None:
        """Return the number, None where nothing stands there; raises Refusal."""
        words = self.words().strip()
        return self._read(words) if words else None

    def show(self, value: int | None) -> None:
        """Let a number stand in it, or none."""
        self.put(self._write(value) or "")

    def tidy(self, value: int | None) -> None:
        """Write a number as it is kept."""
        if self._tidies:
            self.show(value)


class Open(Text):
    """One of several words, or others that are typed."""

    widget: OpenBox
    told_by = "editTextChanged"

    def __init__(self, name: str, label: str, *, example: str = "", **more: Any) -> None:
        """Offer nothing yet."""
        super().__init__(name, label, OpenBox(), **more)
        line = self.widget.lineEdit()
        assert line is not None  # noqa: S101  (it is editable)
        self._line = line
        line.setPlaceholderText(example)
        self.clear()

    def words(self) -> str:
        """Return the words."""
        return self._line.text()

    def put(self, words: str) -> None:
        """Let words stand in it."""
        self.widget.setEditText(words)

    def value(self) -> str:
        """Return the words without blanks around them."""
        return self.words().strip()


class Said(Text):
    """What somebody said: read as seldom as can be, and kept to the byte where it is untouched."""

    widget: WordsField

    def __init__(
        self, name: str, label: str, heights: tuple[int, int], *, example: str = "", **more: Any
    ) -> None:
        """Be as tall as the words, between two heights."""
        super().__init__(name, label, WordsField(*heights), **more)
        self.widget.setTabChangesFocus(True)
        self.widget.setPlaceholderText(example)
        self._length, self._kept = 0, ""
        self.clear()

    @property
    def is_dirty(self) -> bool:
        """Whether the words differ; told by their length alone, mostly."""
        return self.widget.length() != self._length or super().is_dirty

    def keep(self) -> None:
        """Hold the words for what is kept."""
        super().keep()
        self._length = self.widget.length()

    def load(self, value: str | None, *, over: bool = False) -> None:
        """Show what is kept, and hold it as it is: Qt shows some spaces and line ends as others."""
        self._kept = value or ""
        super().load(value, over=over)
        self._length = self.widget.length()

    def words(self) -> str:
        """Return the words as they are shown."""
        return self.widget.words()

    def put(self, words: str) -> None:
        """Show words; where they stand already, the cursor stays."""
        if words != self.words():
            self.widget.set_words(words[:WORDS_LIMIT])

    def read(self) -> str:
        """Return the words as they are recorded; raises Refusal."""
        return clean_words(self.words()) if self.is_dirty or not self._kept else self._kept
