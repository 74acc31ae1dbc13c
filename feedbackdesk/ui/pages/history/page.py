"""The history: every step ever, by day, with who did it and what it changed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from feedbackdesk.domain.days import Side
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.log import HistoryFilter
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.pages.history.detail import HistoryDetail
from feedbackdesk.ui.pages.history.rows import HistoryModel
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.box import box_of
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import mark_invalid
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import make_list
from feedbackdesk.ui.widgets.narrowing import debounce
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_NARROW = 620
"""Below this width the step stands below the list instead of beside it."""


class HistoryPage(Page):
    """A list of steps, and the chosen one beside it."""

    view: LongList

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list and the step."""
        super().__init__("historyPage", _("History"), live, actions)
        self.search = self.add_search(self.tr("Find a step"), self.tr("Find steps by words"))
        self.search.setObjectName("historySearch")
        self._started = False
        self._wanted: int | None = None
        self._of: tuple[str, int] | None = None
        self.model = HistoryModel(live)
        self.view = make_list(
            "historyList", self.tr("Steps, the newest first"), LongList(), self.model
        )
        self.kept = self.keep_choice(self.view)
        self.detail = HistoryDetail(live, actions)
        left = QWidget()
        column = in_column(left, gap=8)
        column.addLayout(self._filters())
        column.addWidget(self.view, 1)
        left.setMinimumWidth(280)
        split = self.stand_beside(left, self.detail, (3, 2), [600, 400], below=_NARROW)
        self.empty = EmptyState(
            "history",
            self.tr("Nothing has been changed yet"),
            self.tr(
                "Every change is kept here: what it was, when, and who made it. "
                "Each can be taken back alone, also months later."
            ),
        )
        self.empty.offer(actions["capture"], self.tr("Capture feedback"), primary=True)
        self.set_body(split, self.empty)
        self._connect(actions)

    def start(self) -> None:
        """Load the log, once somebody looks at it."""
        self._started = False
        super().start()

    def load(self) -> None:
        """Ask for the log; or put new steps on top, and tell the chosen one anew."""
        if not self._started:
            self._started = True
            self._filter()
            return
        self.model.follow()
        if self.detail.entry is not None:
            self.detail.show_step(self.detail.entry.id)

    def follow(self, _touched: Touched) -> None:
        """Every commit is a step."""
        self.fall_behind()

    def start_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def choose(self, key: int) -> None:
        """Choose a step, now or once it is there; a filter that hides it is taken away."""
        row = self.model.row_of(key)
        if row >= 0:
            self._wanted = None
            index = self.model.index(row)
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.view.scrollTo(index, LongList.ScrollHint.PositionAtCenter)
            self.view.setFocus()
        else:
            self._wanted = key
            self._show_all()

    def show_only(self, table: str, key: int, name: str) -> None:
        """List only the steps that changed one thing."""
        self._of = (table, key)
        self._only.setText(self.tr("Only {name}").format(name=excerpt(name, 32)).replace("&", "&&"))
        self._only.show()
        self._filter()

    @action("history_undo", later("&Undo this step"), "undo",
            later("Take back the chosen step alone; later ones stay"), "Alt+Z", changes=True,
            choice=True)  # fmt: skip
    def undo_chosen(self) -> None:
        """Take the chosen step back alone, or do it again."""
        if self.detail.entry is None:
            self.live.said.emit(self.tr("Choose a step first."))
        elif self.detail.is_done_again:
            self.live.said.emit(self.tr("This was done again already."))
        else:
            again = self.detail.is_undone
            self.live.undo(self.detail.offered, again=again, otherwise=self.detail.refused)

    @action("history_jump", later("&Jump to it"), "chevron-right",
            later("Show what the chosen step changed"), "Alt+J", choice=True)  # fmt: skip
    def jump(self) -> None:
        """Show what the chosen step changed."""
        if self.detail.entry is not None and self.detail.thing is not None:
            self.jumps.emit(*self.detail.thing)

    def _filters(self) -> QHBoxLayout:
        row = in_row(margins=(20, 0, 12, 0), gap=8)
        kinds = (
            (self.tr("Everything"), ()),
            (self.tr("Feedback"), ("feedback",)),
            (self.tr("Themes"), ("theme", "theme_alias", "mention")),
            (self.tr("Roadmap"), ("item", "item_theme", "item_link", "item_why")),
            (self.tr("People"), ("person", "organisation")),
            (self.tr("Lost sales"), ("loss", "loss_also", "loss_reason")),
            (self.tr("Follow-ups"), ("follow_up",)),
            (self.tr("Settings"), ("setting", "template")),
        )
        self._kind = box_of(kinds, name="historyKind", accessible=self.tr("What was changed"))
        faces = (
            (self.tr("From anywhere"), ""),
            (self.tr("In the window"), "window"),
            (self.tr("Command line"), "command line"),
            (self.tr("Imports"), "import"),
        )
        self._source = box_of(faces, name="historySource", accessible=self.tr("Through which face"))
        self._day = DayField(Side.ANYWHERE, lambda: self.live.date_order)
        self._day.setObjectName("historyDay")
        self._day.setAccessibleName(self.tr("Jump to a day"))
        self._day.setPlaceholderText(self.tr("Jump to: 3 nov"))
        self._day.setToolTip(self.tr("A day as you say it: yesterday, fri, 3 nov 2025"))
        self._only = push_button(
            name="historyOnlyThis",
            variant="quiet",
            icon="close",
            tip=self.tr("Show everything again"),
        )
        self._only.setCheckable(True)
        self._only.setChecked(True)
        self._only.hide()
        for field in (self._kind, self._source, self._day):
            field.setMinimumWidth(88)
            row.addWidget(field, 1)
        row.addWidget(self._only)
        return row

    def _connect(self, actions: Actions) -> None:
        debounce(self.search, lambda _words: self._filter())
        self._kind.currentIndexChanged.connect(self._filter)
        self._source.currentIndexChanged.connect(self._filter)
        self._day.returnPressed.connect(self._go_to_day)
        self._day.textEdited.connect(lambda _words: mark_invalid(self._day, False))
        self._only.clicked.connect(self._show_all)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.activated.connect(lambda _index: self.jump())
        self.answer_row(self.view)
        self.detail.step_wanted.connect(self.choose)
        self.detail.only_wanted.connect(self.show_only)
        actions.bind_page(self, self)
        order = (self._kind, self._source, self._day, self._only, self.search, self.view)
        for before, after in pairwise((*order, self.detail.first_focus())):
            self.setTabOrder(before, after)
        self.model.loaded.connect(self._loaded)
        self.model.rowsInserted.connect(self._keep_place)

    def _filter(self) -> None:
        if self._started:
            wanted = HistoryFilter(
                self.search.text(),
                self._source.currentData(),
                tuple(self._kind.currentData()),
                self._of,
            )
            self.model.show_these(wanted)

    def _show_all(self) -> None:
        self._of = None
        self._only.hide()
        for field in (self._kind, self._source, self.search):
            field.blockSignals(True)
        self._kind.setCurrentIndex(0)
        self._source.setCurrentIndex(0)
        self.search.clear()
        for field in (self._kind, self._source, self.search):
            field.blockSignals(False)
        self._filter()

    def _loaded(self) -> None:
        number = self.model.number
        self.say(plural(number, "step", "steps") if number else "")
        if number == 0 and not self.model.wanted.is_open:
            self.show_nothing_found()
        else:
            self.show_empty(number == 0)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            if self.model.row_of(wanted) >= 0:
                self.choose(wanted)
        elif number and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(1))
        elif not number:
            self.detail.show_step(None)  # a key pressed now must not mean a step that is not shown

    def _chosen(self, index: QModelIndex) -> None:
        self.detail.show_step(index.data(KEY))

    def _keep_place(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Leave what is being read where it is when newer steps come in above it."""
        if first <= 1 and self.view.verticalScrollBar().value() > 0:
            self.view.keep_place(last - first + 1)

    def _go_to_day(self) -> None:
        try:
            day = self._day.day()
            if day is None:
                raise Refusal(self.tr("Write a day to jump to, such as yesterday or 3 nov."))
        except Refusal as refusal:
            mark_invalid(self._day, True)
            self.live.said.emit(str(refusal))
            return
        row = self.model.row_of_day(day)
        if row < 0:
            self.live.said.emit(self.tr("Nothing was done on that day or before it."))
            return
        self.view.setCurrentIndex(self.model.index(row + 1))
        self.view.scrollTo(self.model.index(row), LongList.ScrollHint.PositionAtTop)
        self.view.setFocus()
