"""The one form helper: it ties a label, its mnemonic and the accessible name to an input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable

Field = tuple[str, QWidget, str]
"""A label with its mnemonic, the input, and the input's object name."""

_FRAME = 40
"""What a title bar takes of the screen."""


class FormLayout(QVBoxLayout):
    """Fields below each other, or side by side, each under its label."""

    def __init__(self) -> None:
        """Begin an empty form."""
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(10)

    def add_field(
        self,
        label: str,
        widget: QWidget,
        *,
        name: str,
        hint: str = "",
        around: QWidget | None = None,
    ) -> QWidget:
        """Add an input, or what stands `around` it, below the others; return what holds all."""
        holder = _holder(label, widget, name, hint, around)
        self.addWidget(holder)
        return holder

    def add_row(self, *fields: Field, stretch: tuple[int, ...] = ()) -> QWidget:
        """Add inputs side by side; return what holds them."""
        row = QWidget()
        line = in_row(row, gap=12)
        for number, (label, widget, name) in enumerate(fields):
            share = stretch[number] if number < len(stretch) else 1
            line.addWidget(_holder(label, widget, name, ""), share, Qt.AlignmentFlag.AlignTop)
        self.addWidget(row)
        return row


def _holder(
    label: str, widget: QWidget, name: str, hint: str, around: QWidget | None = None
) -> QWidget:
    holder = QWidget()
    column = in_column(holder, gap=4)
    words = QLabel(label, holder)
    words.setProperty("role", "heading")
    widget.setObjectName(name)
    plain = label.replace("&", "")
    widget.setAccessibleName(plain)
    words.setBuddy(widget.focusProxy() or widget)
    if (proxy := widget.focusProxy()) and not proxy.accessibleName():
        proxy.setAccessibleName(plain)
    column.addWidget(words)
    column.addWidget(around or widget)
    if isinstance(widget, DayField):
        column.addWidget(widget.echo())
    if hint:
        widget.setAccessibleDescription(hint)
        below = QLabel(hint, holder)
        below.setProperty("role", "small")
        below.setWordWrap(True)
        column.addWidget(below)
    return holder


class Problem(QLabel):
    """A sentence under an input on what is wrong with it; it takes no room while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing."""
        super().__init__(parent)
        self.setProperty("role", "error")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def say(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what is wrong, or nothing; mark the input it is about."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if field is not None:
            mark_invalid(field, bool(sentence))
        if sentence and isinstance(window := self.window(), QDialog):
            make_room(window)


def announce(beside: QWidget, sentence: str) -> None:
    """Say a sentence to a listener at once."""
    event = QAccessibleAnnouncementEvent(beside, sentence)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def make_room(dialog: QDialog) -> None:
    """Let a dialog grow to what stands in it now; a wrapped sentence alone does not do that."""
    if (layout := dialog.layout()) is not None and dialog.isVisible():
        layout.activate()
        needed = layout.totalMinimumHeightForWidth(dialog.width())
        needed = min(max(needed, layout.totalMinimumSize().height()), _tallest(dialog))
        if dialog.height() < needed:
            dialog.resize(dialog.width(), needed)


def _tallest(dialog: QDialog) -> int:
    return dialog.screen().availableSize().height() - _FRAME


def start_in(field: QWidget) -> None:
    """Let a dialog open with the keyboard in a field, and what stands in it chosen.

    Else the first button of the dialog would take the keyboard, and Enter the old answer.
    """
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(field, QLineEdit):
        field.selectAll()


def without_letters(panel: QWidget) -> None:
    """Take the Alt letters from all that stands beside a page: they are the page's and the menus'.

    A letter with two owners does nothing at its first press, or what nobody meant.
    """
    for words in panel.findChildren(QLabel):
        if words.buddy() is not None:
            words.setText(words.text().replace("&", ""))
    for button in panel.findChildren(QAbstractButton):
        if not QKeySequence.mnemonic(button.text()).isEmpty():
            button.setText(button.text().replace("&", ""))


class _LeaveFilter(QObject):
    def __init__(self, watched: QWidget, act: Callable[[], object]) -> None:
        super().__init__(watched)
        self._act = act

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._act()
        return super().eventFilter(watched, event)


def on_leave(widget: QWidget, act: Callable[[], object]) -> None:
    """Act when the keyboard leaves a field that has no such signal of its own."""
    widget.installEventFilter(_LeaveFilter(widget, act))


def mark_invalid(field: QWidget, yes: bool) -> None:
    """Give an input the look of something that is not right yet, or take it away."""
    if bool(field.property("invalid") == "true") != yes:
        field.setProperty("invalid", "true" if yes else "false")
        dress_anew(field)


def make_primary(button: QPushButton) -> None:
    """Give a button the look of what the dialog is for.

    A box of buttons dresses them when it makes them, which is before they have a variant.
    """
    button.setProperty("variant", "primary")
    dress_anew(button)


def dress_anew(widget: QWidget) -> None:
    """Give a part the look of what its properties say now."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
