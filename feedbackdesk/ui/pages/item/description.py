"""An item's description: read as Markdown, written as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.fields import Prose
from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.form import on_leave
from feedbackdesk.ui.widgets.keyboard import finishes
from feedbackdesk.ui.widgets.labels import words_label
from feedbackdesk.ui.widgets.layout import in_column
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
        self._of, self._words = -1, ""
        column = in_column(self, gap=4)
        self.view = MarkdownView("itemDescriptionView", _("Description"))
        hint = _("Markdown: **bold**, - points, [words](https://…). Ctrl+Enter or Esc saves.")
        self.field = Prose("description", "", tall=_HEIGHT, fixed=True)
        self.field.around = self
        self.editor = self.field.widget
        self.editor.setObjectName("itemDescriptionEditor")
        self.editor.setAccessibleName(_("Description"))
        self.editor.setAccessibleDescription(hint)
        self.editor.installEventFilter(self)
        self.hint = words_label("small", "")
        self.hint.setText(hint)
        self.edit = link_button("itemDescriptionEdit", "edit", "", self.write)
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
        other, self._of, self._words = item.id != self._of, item.id, item.description
        self.view.show_markdown(item.description)
        if other or not self.is_writing:
            self._writing(False)

    def write(self) -> None:
        """Put the keyboard into the plain text."""
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
        if finishes(event):
            self.save()
            return True
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Keep what was written, and show it."""
        self._writing(False)  # it is saved when it is left
        self.edit.setFocus()

    def _left(self) -> None:
        self._words = self.field.words().strip()
        self.view.show_markdown(self._words)
        self._writing(False)

    def _writing(self, yes: bool) -> None:
        filled = bool(self._words)
        self.edit.setText(_("Edit") if filled else _("Describe it"))
        self.edit.setAccessibleName(_("Edit the description"))
        self.edit.setVisible(not yes and not self._live.read_only)
        self.view.setVisible(not yes and filled)
        self.editor.setVisible(yes)
        self.hint.setVisible(yes)
