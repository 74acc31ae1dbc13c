"""An item's description: read as Markdown, written as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from feedbackdesk.desk.roadmap import ItemFacts, edit_item
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.widgets.form import on_leave
from feedbackdesk.ui.widgets.labels import words_label
from feedbackdesk.ui.widgets.markdown import MarkdownView

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Item
    from feedbackdesk.ui.live import Live

_HEIGHT = 180


class Description(QWidget):
    """Words to read; to write in them is one button away, and saved when it is left."""

    def __init__(self, live: Live) -> None:
        """Show nothing yet."""
        super().__init__()
        self._live = live
        self._item: Item | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.view = MarkdownView("itemDescriptionView", self.tr("Description"))
        self.editor = QPlainTextEdit()
        self.editor.setObjectName("itemDescriptionEditor")
        self.editor.setAccessibleName(self.tr("Description"))
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(_HEIGHT)
        self.editor.installEventFilter(self)
        self.hint = words_label("small", "")
        self.hint.setText(
            self.tr("Markdown: **bold**, - points, [words](https://…). Ctrl+Enter or Esc saves.")
        )
        self.editor.setAccessibleDescription(self.hint.text())
        self.edit = QPushButton(self.tr("Describe it"))
        self.edit.setObjectName("itemDescriptionEdit")
        self.edit.setProperty("variant", "link")
        self.edit.setIcon(icons.icon("edit"))
        self.edit.clicked.connect(self.write)
        for widget in (self.view, self.editor, self.hint):
            column.addWidget(widget)
        column.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignLeft)
        on_leave(self.editor, self._left)
        self._writing(False)

    @property
    def is_writing(self) -> bool:
        """Whether it is being written in."""
        return not self.editor.isHidden()

    def show_item(self, item: Item) -> None:
        """Show the description of an item; what is being written in it stays."""
        other = self._item is None or self._item.id != item.id
        self._item = item
        if other:
            self._writing(False)
        self.view.show_markdown(item.description)
        if not self.is_writing:
            self._writing(False)

    def write(self) -> None:
        """Put the keyboard into the plain text."""
        if self._item is None or self._live.read_only:
            return
        self.editor.setPlainText(self._item.description)
        self._writing(True)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save with Ctrl+Enter, as everywhere; Esc leaves it, which loses no word either."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()  # it is no way back from the page here
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.save()
                return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.save()
            return True
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Keep what was written, and show it."""
        words, item = self.editor.toPlainText().strip(), self._item
        self._close()
        if item is not None and words != item.description:
            self.view.show_markdown(words)
            self._live.do(edit_item, item.id, ItemFacts(description=words))

    def _left(self) -> None:
        if self.is_writing:
            self.save()

    def _close(self) -> None:
        had = self.editor.hasFocus()
        self._writing(False)
        if had:
            self.edit.setFocus()

    def _writing(self, yes: bool) -> None:
        filled = self._item is not None and bool(self._item.description)
        self.edit.setText(self.tr("Edit") if filled else self.tr("Describe it"))
        self.edit.setAccessibleName(self.tr("Edit the description"))
        self.edit.setVisible(not yes and not self._live.read_only)
        self.view.setVisible(not yes and filled)
        self.editor.setVisible(yes)
        self.hint.setVisible(yes)
