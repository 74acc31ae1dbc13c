"""The page of one person, or of one organisation: who they are, and every word they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QStackedLayout, QWidget

from feedbackdesk.desk.contacts import standing
from feedbackdesk.domain.text import excerpt
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.pages.people.person_head import PersonHead
from feedbackdesk.ui.pages.people.person_side import PersonSide
from feedbackdesk.ui.pages.people.rows import FOLLOWED, WordsModel
from feedbackdesk.ui.rows.tall_list import TallList
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import make_list
from feedbackdesk.ui.widgets.notices import EmptyState
from feedbackdesk.ui.widgets.quiet_button import quiet_button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.domain.contacts import Standing
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_SIDE = 340
_NARROW = 640
"""Below this width what is known stands under the words instead of beside them."""


class PersonPage(QWidget):
    """One person or organisation."""

    gone = Signal(tuple)
    """Whose page it is is no longer there: the table and the key."""
    wants = Signal(str, int)
    """Another page or an item is wanted: person, organisation or item, and its key."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the head, the words and the side."""
        super().__init__()
        self.setObjectName("personPage")
        self.live = live
        self.whose: tuple[str, int] | None = None
        self.found: Standing | None = None
        self._actions = actions
        self._currency = ""
        self._is_to_edit = False
        column = in_column(self, gap=0)
        column.addLayout(self._bar())
        self.head = PersonHead()
        self.head.wants.connect(self.wants)
        column.addWidget(self.head)
        column.addWidget(_line(self, vertical=False))
        self.model = WordsModel(live)
        self.view = make_list("personWords", self.tr("What they said"), TallList(), self.model)
        self.empty = EmptyState(
            "quote",
            self.tr("Nothing was said yet"),
            self.tr("What they say stands here, newest first, with what they were then."),
        )
        self.empty.offer(actions["person_record"], self.tr("Record for them"))
        words = QWidget(self)
        self._stack = QStackedLayout(words)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.side = PersonSide(live)
        self.side.wants.connect(self.wants)
        self.side.owe.connect(actions["person_owe"].trigger)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(0)
        self._body.addWidget(words, 1)
        self._body.addWidget(self.side)
        column.addLayout(self._body, 1)
        self.model.loaded.connect(self._words_came)

    def _bar(self) -> QHBoxLayout:
        bar = in_row(margins=(16, 12, 16, 0), gap=4)
        self._tools = bar
        for name, words in (
            ("back", self.tr("All people")),
            ("person_record", self.tr("Record for them")),
            ("person_merge", self.tr("Merge into…")),
            ("print_this", ""),
        ):
            read_out = self.tr("Print this page")
            button = quiet_button(self._actions[name], f"page.{name}", words, read_out)
            bar.addWidget(button)
            if name == "back":
                self.back = button
                button.setToolTip(self.tr("Back to where you came from (Esc, Alt+Left)"))
                bar.addStretch(1)
        self.more = QPushButton(self.tr("More"), self)
        self.more.setObjectName("page.more")
        self.more.setProperty("variant", "quiet")
        self.more.setIcon(icons.icon("more"))
        self.more.setToolTip(self.tr("Everything that can be done here"))
        bar.addWidget(self.more)
        return bar

    def leave_room(self, width: int) -> None:
        """Leave room at the end of the tools for the window's search field."""
        self._tools.setContentsMargins(16, 12, 16 + width, 0)

    # What is shown

    def show_them(self, table: str, key: int) -> None:
        """Open the page of a person or an organisation."""
        if self.whose != (table, key):
            self.whose = (table, key)
            self.found = None
            self._is_to_edit = False
            self.head.setEnabled(False)
            self.side.verticalScrollBar().setValue(0)
            self.side.person.ask_organisations()
        self.model.show_them(table, key)
        self._stack.setCurrentWidget(self.view)  # it takes the keyboard while it fills
        self.reload()

    def _words_came(self) -> None:
        """Show the words, or what stands in their place; the keyboard goes along."""
        now = self.view if self.model.rowCount() else self.empty
        before, had = self._stack.currentWidget(), self.window().focusWidget()
        here = (
            before is not None and had is not None and (had is before or before.isAncestorOf(had))
        )
        self._stack.setCurrentWidget(now)
        if here and now is not before:
            (self.view if now is self.view else self.empty.first_button() or self).setFocus()

    def edit(self) -> None:
        """Put the keyboard into the fields, once they tell of who the page is about."""
        self._is_to_edit = self.found is None
        if self.found is not None:
            self.side.edit()

    def reload(self) -> None:
        """Ask for all that is known but the words."""
        if self.whose is None or self.live.desk is None:
            return

        def arrived(found: Standing | None) -> None:
            if found is None:
                whose, self.whose = self.whose, None
                self.gone.emit(whose)
            else:
                self._show(found)

        self.live.latest(self, standing, *self.whose, then=arrived)

    def reload_all(self) -> None:
        """Ask for all that is known, and for the words."""
        self.reload()
        self.side.person.ask_organisations()
        self.model.reload()

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        if touched.touches(*FOLLOWED, "item", "item_theme", "mention", "theme", "setting"):
            self.reload()
        if touched.touches("organisation"):
            self.side.person.ask_organisations()
        self.model.follow(touched)

    def show_currency(self, currency: str) -> None:
        """Write money in a currency."""
        self._currency = currency
        self.model.rows.change(currency=currency)
        self.side.person.currency = self.side.organisation.currency = currency
        if self.found is not None:
            self._show(self.found)

    def _show(self, found: Standing) -> None:
        self.found = found
        self.head.setEnabled(True)
        self.model.rows.change(of_person=found.person is not None)
        self.head.show_standing(found, self._currency, may_change=not self.live.read_only)
        self.side.show_standing(found)
        said = self.tr("What {name} said").format(name=excerpt(found.name, 80))
        self.view.setAccessibleName(said)
        self.view.viewport().update()
        if self._is_to_edit:
            self.edit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is known beside the words, or under them where there is no room."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self.side.setMinimumWidth(0 if narrow else _SIDE)
        self.side.setMaximumWidth(16_777_215 if narrow else _SIDE)
        self.side.setMaximumHeight(self.height() * 2 // 5 if narrow else 16_777_215)


def _line(parent: QWidget, *, vertical: bool) -> QFrame:
    line = QFrame(parent)
    line.setProperty("surface", "line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
