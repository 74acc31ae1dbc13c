"""The field for what somebody said: as tall as the words, and ready for any paste."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from feedbackdesk.domain.text import WORDS_LIMIT, without_control
from feedbackdesk.language.say import _

_LINE = 2_000
"""Qt lays a line out whole at each key: a longer one is shown as several."""
_STATES = {"": 1, " ": 2}
_BETWEEN = {state: between for between, state in _STATES.items()}
"""What stood where a line was broken to be shown, by the state of the line that follows."""


class WordsField(QPlainTextEdit):
    """Grows between two heights with its words, and further with its window."""

    told = Signal(str)
    """A sentence on what became of a paste."""
    grew = Signal()

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        """Be at least and at most so many pixels tall, where the window gives no more."""
        super().__init__(parent)
        self._least, self._most, self._height = least, most, least
        self._is_broken = False
        self.setMinimumHeight(least)
        vertical = QSizePolicy.Policy.Expanding if most > least else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(self._grow)

    def words(self) -> str:
        """Return the words with plain line breaks, and with the spaces that do not break.

        Lines that `set_words` broke are whole again.
        """
        # toPlainText would make plain spaces of those that do not break.
        text = self.document().toRawText()
        if not self._is_broken:
            return text.replace("\u2029", "\n")
        kept: list[str] = []
        block = self.document().begin()
        for line in text.split("\u2029"):
            kept += _BETWEEN.get(block.userState(), "\n"), line
            block = block.next()
        return "".join(kept[1:])

    def set_words(self, text: str) -> None:
        """Show words; endless lines as several."""
        pieces = _pieces(text)
        self.setPlainText("\n".join(piece for piece, _between in pieces))
        self._is_broken = any(between != "\n" for _piece, between in pieces)
        block = self.document().begin().next()
        for _piece, between in pieces[:-1] if self._is_broken else ():
            if between != "\n":
                block.setUserState(_STATES[between])  # the block knows how it begins
            block = block.next()

    def length(self) -> int:
        """Return how long the words are, without reading them."""
        return self.document().characterCount() - 1

    def sizeHint(self) -> QSize:
        """Return a size that fits the words, within bounds."""
        return QSize(super().sizeHint().width(), self._height)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words; a file that is dropped here is for the window."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a paste without what nobody typed; refuse one that could not be recorded."""
        text = without_control(source.text())
        if self.length() + len(text) > WORDS_LIMIT:
            self.told.emit(
                _("That is longer than the {most} characters that fit; it was left out.")
                .format(most=f"{WORDS_LIMIT:,}")
            )  # fmt: skip
            return
        shown = _in_lines(text)
        self.insertPlainText(shown)
        self.ensureCursorVisible()
        if shown != text:
            self.told.emit(_("A very long line was broken into several."))

    def _grow(self) -> None:
        lines = int(self.document().size().height())  # Qt counts a plain text in lines
        frame = self.height() - self.viewport().height() + 3 * int(self.document().documentMargin())
        wanted = lines * self.fontMetrics().lineSpacing() + frame
        height = min(max(wanted, self._least), self._most)
        if height != self._height:
            self._height = height
            self.setMinimumHeight(height)
            self.updateGeometry()
            self.grew.emit()


def _in_lines(text: str) -> str:
    """Return a text whose lines are no longer than Qt can show, broken at a space if there is one.

    >>> [len(line) for line in _in_lines("word " * 1000).split("\\n")]
    [1999, 1999, 1000]
    """
    return text if len(text) <= _LINE else "\n".join(piece for piece, _between in _pieces(text))


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return the lines that Qt can show, each with what stood where it ends."""
    pieces: list[tuple[str, str]] = []
    for rest in text.split("\n"):
        start = 0
        while len(rest) - start > _LINE:
            space = rest.rfind(" ", start + _LINE // 2, start + _LINE)
            end = space if space > 0 else start + _LINE
            pieces.append((rest[start:end], " " if space > 0 else ""))
            start = end + (space > 0)
        pieces.append((rest[start:], "\n"))
    return pieces
