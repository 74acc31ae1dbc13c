"""Markdown shown as words: nothing is loaded, nothing runs, and no link opens by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from feedbackdesk.domain.markdown import RENDERED_MOST, tame_markdown
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.widgets.dialogs import ask_to_open, may_open

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

_FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_TALLEST = 2_000
"""A longer description scrolls, in device-independent pixels."""


class MarkdownView(QTextBrowser):
    """As tall as its words. Pictures are left out; a link says where it leads first."""

    def __init__(self, name: str, accessible: str) -> None:
        """Show nothing."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(self.wordWrapMode().WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(18)
        self._text = ""
        self.anchorClicked.connect(lambda url: ask_to_open(self, url.toString()))
        theme.signals().changed.connect(self._render)

    def show_markdown(self, text: str) -> None:
        """Show a text; one that is endless is shown as it was typed, from its beginning."""
        if text != self._text:
            self._text = text
            self._render()

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:  # noqa: N802
        """Load nothing, from nowhere: neither a picture nor another page."""
        return None

    def _render(self) -> None:
        document = self.document()
        document.clear()
        if len(self._text) > RENDERED_MOST:
            self.setPlainText(self._text[:RENDERED_MOST] + "…")
        else:
            document.setMarkdown(tame_markdown(self._text), _FEATURES)
            _make_safe(document)
            _set_apart(document)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(min(max(round(self.document().size().height()), 1), _TALLEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as tall as the words need at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll, where all of the words are in sight."""
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        """Take any width."""
        return QSize(1, 1)


def _make_safe(document: QTextDocument) -> None:
    """Put words in the place of pictures, and take away links that are never opened."""
    pieces: list[tuple[int, int, QTextCharFormat]] = []
    block = document.begin()
    while block.isValid():
        each = block.begin()
        while not each.atEnd():
            piece = each.fragment()
            style = piece.charFormat()
            if style.isImageFormat() or style.isAnchor():
                pieces.append((piece.position(), piece.length(), style))
            each += 1
        block = block.next()
    cursor = QTextCursor(document)
    for start, length, style in reversed(pieces):
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        plain = QTextCharFormat()
        if style.isImageFormat():
            about = str(style.property(QTextCharFormat.Property.ImageAltText) or "")
            plain.setForeground(theme.color(Role.TEXT_MUTED))
            cursor.insertText(f"[{about}]" if about else "[…]", plain)
        elif may_open(style.anchorHref()):
            plain.setForeground(theme.color(Role.ACCENT))
            cursor.mergeCharFormat(plain)
        else:
            cursor.setCharFormat(plain)


def _set_apart(document: QTextDocument) -> None:
    """Give paragraphs room, and headings a size that fits beside other words."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        listed = block.textList() is not None
        form.setTopMargin(0)
        form.setBottomMargin(2 if listed else 6)
        if listed:
            form.setIndent(0)  # a picture alone in a point has one more than the others
        cursor.setPosition(block.position())
        cursor.setBlockFormat(form)
        if form.headingLevel() > 0:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            size = QTextCharFormat()
            size.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)
            size.setProperty(
                QTextCharFormat.Property.FontPixelSize,
                int(Size.TITLE if form.headingLevel() < 3 else Size.BODY),
            )
            cursor.mergeCharFormat(size)
        block = block.next()
