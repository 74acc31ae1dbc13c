"""The page of one thing: its tools, its head, what was said of it, and what is known beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QPushButton, QStackedLayout, QWidget

from feedbackdesk.ui.pages.page import HEAD_HEIGHT, Page
from feedbackdesk.ui.widgets.buttons import BACK, button_for
from feedbackdesk.ui.widgets.keyboard import turn
from feedbackdesk.ui.widgets.layout import in_column, in_row, room_at_end, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.rows.tall_list import TallList
    from feedbackdesk.ui.widgets.notices import EmptyState

_SIDE = 340
_NARROW = 640
"""Below this width what is known stands under the words instead of beside them."""
_ANY_SIZE = 16_777_215


class OneThing(QWidget):
    """The tools lie beside the window's search field, or below it where both are too wide."""

    prefix = "page"
    """How the names of its tools begin."""
    back: QPushButton
    view: TallList
    """What was said, to be there before it is laid out."""
    empty: EmptyState | None = None
    """What stands in its place while there is nothing."""

    def lay_out(
        self,
        actions: Actions,
        tools: dict[str, str],
        last: QPushButton | None,
        heads: Sequence[QWidget],
        side: QWidget | None = None,
    ) -> None:
        """Put the tools above the heads, and below these what was said.

        The tools are actions, each with its words; the first one leads back.
        """
        self._side = side
        self._room = 0
        column = in_column(self, gap=0)
        self._tools = in_row(gap=4)
        column.addLayout(self._tools)
        made = [
            button_for(actions[tool], words, name=f"{self.prefix}.{tool}", variant="quiet")
            for tool, words in tools.items()
        ]
        for tool in (*made, last):
            if tool is not None:
                self._tools.addWidget(tool)
        self._tools.insertStretch(1, 1)
        self._room_at_end = room_at_end(self._tools)
        self.back = made[0]
        self.back.setToolTip(str(BACK))
        for head in heads:
            column.addWidget(head)
        column.addWidget(rule())
        words = QWidget()
        self._words = QStackedLayout(words)
        for one in (self.view, self.empty):
            if one is not None:
                self._words.addWidget(one)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(0)
        column.addLayout(self._body, 1)
        self._body.addWidget(words, 1)
        if side is not None:
            self._body.addWidget(side)

    def show_words(self, *, some: bool) -> None:
        """Show what was said, or what stands in its place; the keyboard goes along."""
        turn(self._words, self.view if some else self.empty or self.view, self.first_focus)
        if self.hasFocus():  # there was nothing else that the keyboard could come to
            self.first_focus().setFocus()

    def first_focus(self) -> QWidget:
        """Return what gets the keyboard here."""
        if self.empty is not None and self._words.currentWidget() is self.empty:
            return self.empty.first_button() or self.empty
        return self.view

    def say_back(self, words: str) -> None:
        """Say where a step back leads."""
        self.back.setText(words)
        self.back.setAccessibleName(words)
        self._place_tools()

    def leave_room(self, width: int) -> None:
        """Leave room at the end of the tools for the window's search field."""
        self._room = width
        self._place_tools()

    def leave_field(self) -> None:
        """Save what was begun in a field: it does when the keyboard leaves it."""
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus():
            focused.clearFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is known beside the words, or under them where there is no room."""
        super().resizeEvent(event)
        self._place_tools()
        if self._side is None:
            return
        narrow = self.width() < _NARROW
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._side.setMinimumWidth(0 if narrow else _SIDE)
        self._side.setMaximumWidth(_ANY_SIZE if narrow else _SIDE)
        self._side.setMaximumHeight(self.height() * 2 // 5 if narrow else _ANY_SIZE)

    def _place_tools(self) -> None:
        self._tools.setContentsMargins(16, 12, 16, 0)
        self._room_at_end(self._room)
        if self._tools.minimumSize().width() > self.width():
            self._tools.setContentsMargins(16, HEAD_HEIGHT, 16, 0)
            self._room_at_end(0)


class Reading(Page):
    """A page of things, each of which opens to a page of its own in the place of their list."""

    thing: OneThing
    """The page of the one that is open, or was last."""

    def hold(self, thing: OneThing, above: QWidget | None = None) -> None:
        """Have the page of one thing; what stands above the list goes while that is open."""
        self.thing, self._above_list = thing, above
        self._stack.addWidget(thing)
        self.live.closing.connect(thing.leave_field)

    @property
    def is_reading(self) -> bool:
        """Whether the page of one thing is open."""
        return self._stack.currentWidget() is self.thing

    def turn_to(self, *, thing: bool) -> None:
        """Open the page of one thing, or make room for the list."""
        if thing:
            self._stack.setCurrentWidget(self.thing)
        for one in (self._head, self._above_list):
            if one is not None:
                one.setVisible(not thing)

    def say_back(self, words: str) -> None:
        """Say where a step back leads."""
        self.thing.say_back(words)

    def leave_room(self, width: int) -> None:
        """Leave room for the window's search field, on the list and on a page."""
        super().leave_room(width)
        self.thing.leave_room(width)

    def first_focus(self) -> QWidget:
        """Start in the list, or in the words of the page that is open."""
        return self.thing.first_focus() if self.is_reading else super().first_focus()
