"""Rows that stand above and below a list: the names of its columns, and the keys that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QKeySequence, QPainter

from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows.delegate import hairline
from feedbackdesk.ui.rows.described import WIDE, RowWidget
from feedbackdesk.ui.rows.pieces import DOT, Stretch, Words
from feedbackdesk.ui.rows.row import Column, Line, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QListView, QWidget

    from feedbackdesk.ui.actions import Action


class Captions(RowWidget):
    """As wide as the rows below it, which leave room for the list's scroll bar."""

    def __init__(self, describe: Callable[[int], Row], view: QListView, parent: QWidget) -> None:
        """Stand above a list."""
        self._view = view
        super().__init__(describe, parent)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the list's own width."""
        if event.type() is QEvent.Type.Resize:
            self.update()
        return super().eventFilter(watched, event)

    def place(self) -> QRect:
        """Return the room of a row of the list."""
        wide = self._view.viewport().width()
        return QRect(self.width() - wide if self.isRightToLeft() else 0, 0, wide, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write each name above its column, and draw a fine line below them."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            row, mirrored = self.describe(WIDE), self.isRightToLeft()
            hairline(painter, self.place(), row, Role.LINE, mirrored=mirrored)


class KeysBar(RowWidget):
    """Keys and what they do, the most useful first; and, at the end, what else is likely."""

    def __init__(
        self, lessons: Sequence[tuple[Sequence[Action[Any]], str]], parent: QWidget
    ) -> None:
        """Teach the keys of actions, each with a word of what it does."""
        self._lessons = lessons
        self._offers = ""
        super().__init__(self._told, parent)
        self.setObjectName("keysBar")

    def offer(self, offers: str) -> None:
        """Say what else is likely for the chosen row."""
        if offers != self._offers:
            self._offers = offers
            self.describe_anew()

    def leave_out_changes(self) -> None:
        """Teach no key of what changes a workspace that cannot be changed."""
        self._lessons = [one for one in self._lessons if not any(key.changes for key in one[0])]
        self.describe_anew()

    def _told(self, _room: int) -> Row:
        """Describe as much as there is room for."""
        lessons = [f"{_shown(these)} {word}" for these, word in self._lessons]
        said = [DOT * bool(number) + one for number, one in enumerate(lessons)]
        small, muted = Size.SMALL, Role.TEXT_MUTED
        keys = [Words(one, small, role=muted, whole=True) for one in said]
        also = [Column(24), Words(self._offers, small, role=muted, least=120)]
        says = "  ".join(part for part in ("".join(said), self._offers) if part)
        return Row(
            Line(*keys, Stretch(), *(also if self._offers else ()), gap=0),
            says=says,
            pad=(24, 4, 20, 8),
        )


def _shown(these: Sequence[Action[Any]]) -> str:
    keys = [one.keys[0] for one in these]
    native = QKeySequence.SequenceFormat.NativeText
    shown = (QKeySequence(key).toString(native) for key in keys)
    # What Qt calls Return is printed on most keyboards as Enter.
    return "/".join(_("Enter") if k == "Return" else s for k, s in zip(keys, shown, strict=True))
