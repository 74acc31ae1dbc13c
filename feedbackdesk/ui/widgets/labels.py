"""Labels for words from outside: never read as markup, and broken where a page would widen."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

_LONG_WORD = re.compile(r"(\S{24})(?=\S)")


def label_of(words: str = "", role: str = "", name: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label that is never read as markup."""
    made = QLabel(words)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def small_label(words: str) -> QLabel:
    """Return a label of small words that wraps at any width."""
    made = label_of(words, "small", wraps=True)
    made.setMinimumWidth(1)
    return made


def words_label(role: str, name: str = "", text: str = "") -> QLabel:
    """Return a label for words from outside, to be copied, that wraps at any width."""
    made = label_of(text, role, name, wraps=True)
    made.setMinimumWidth(1)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def say(words: QLabel, text: str) -> None:
    """Show a text in a label, which goes where there is none."""
    words.setText(breakable(text))
    words.setVisible(bool(text))


def breakable(text: str) -> str:
    """Return a text whose endless words may be broken, so that no word widens the page."""
    return _LONG_WORD.sub("\\1\u200b", text)


def heading(words: str) -> QLabel:
    """Return a small heading."""
    return label_of(words, "heading")


class PlainLabel(QLabel):
    """Text from outside: a word without end is broken, where Qt would widen the label for it."""

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text; where a long word may break, nothing is to be seen."""
        super().setText(breakable(text))

    def text(self) -> str:
        """Return the text as it was given."""
        return super().text().replace("\u200b", "")


def plain(role: str = "") -> QLabel:
    """Return a label for text from outside: never read as markup."""
    label = PlainLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
