"""The search page: what was found for the words and filters in the search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from feedbackdesk.domain.query import Query
from feedbackdesk.domain.text import plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.filing.filing import FilingPage
from feedbackdesk.ui.filing.suggestions import Suggestions
from feedbackdesk.ui.finding.filters import FilterPill, HitPill, Pills
from feedbackdesk.ui.pages.search.rows import FoundModel
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.feedback_model import TABLES
from feedbackdesk.ui.widgets.buttons import button_for, push_button
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.query import Part
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.finding.entries import Entry
    from feedbackdesk.ui.live import Live


class SearchPage(FilingPage):
    """The filters in force, what goes by such a name, and all feedback that says it."""

    room_for_subtitle = 480

    tables = (*TABLES, "setting")
    asked = Signal(str)
    """The words of a place that is shown again: the search field follows."""
    less = Signal(object)
    """A `Part` of the search was taken away."""
    more = Signal(QWidget)
    """A filter is to be added; the menu opens under this button."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the filters, the names and the list."""
        self.found = FoundModel(live)
        super().__init__(
            "searchPage",
            _("Found"),
            live,
            actions,
            self.found,
            Suggestions(live),
            "searchList",
            _("Feedback found"),
        )
        self.query = Query()
        above = QWidget(self)
        column = in_column(above, (24, 0, 20, 8), 8)
        row = in_row(gap=8)
        self.filters = Pills(above, self.tr("Filters in force"))
        self.filters.setObjectName("searchFilters")
        self.add = push_button(
            self.tr("Add filter"),
            lambda: self.more.emit(self.add),
            name="addFilter",
            variant="pill-quiet",
            icon="filter",
        )
        self._show_parts()
        self.save = button_for(
            actions["view_save"], self.tr("Save this view"), name="saveView",
            variant="pill-quiet", icon="view",
        )  # fmt: skip
        row.addWidget(self.filters, 1)
        row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.hint = label_of("", "muted", "searchHint", wraps=True)
        column.addWidget(self.hint)
        self.hits = Pills(above, self.tr("What goes by this name"))
        self.hits.setObjectName("searchHits")
        column.addWidget(self.hits)
        self.put_above(above)
        self.empty = EmptyState(
            "search",
            self.tr("All words ever said"),
            self.tr("Type what you look for: a word, a name, or a filter such as kind:loss."),
        )
        self.set_body(self.view, self.empty)
        self.found.loaded.connect(self._loaded)
        self.show_empty(True)
        self.show_hits([])

    # What is searched for

    def search(self, text: str) -> None:
        """Search; what is shown changes when the answer is here."""
        self.found.search(text)

    def show_place(self, place: Place) -> None:
        """Search for the words of a place."""
        self.asked.emit(str(place.key))

    def _open_hit(self, entry: Entry) -> None:
        """Open the page of an item; all else is inspected."""
        if entry.word == "item":
            self.wants.emit(Place("item", int(entry.key)))
        else:
            self.inspect.emit(entry.word, int(entry.key))

    def show_hits(self, hits: Sequence[Entry]) -> None:
        """Show the themes, items, people and organisations that go by the words."""
        pills = []
        for entry in hits:
            pill = HitPill(entry, self.hits)
            pill.clicked.connect(lambda _on=False, one=entry: self._open_hit(one))
            pills.append(pill)
        self.hits.show_these(pills)
        self.hits.setVisible(bool(pills))

    def go_on(self) -> None:
        """Take the keyboard into the list, to what stands first."""
        if not self.found.rowCount():
            return
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.found.index(0))
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    # What was found

    def _loaded(self) -> None:
        answer = self.found.answer
        if answer is None:
            return
        if answer.query != self.query:
            self.view.scrollToTop()
            self.view.selectionModel().setCurrentIndex(
                QModelIndex(), self.view.selectionModel().SelectionFlag.Clear
            )
        self.query = answer.query  # also where only its days read in another way
        self._show_parts()
        number = self.found.rowCount()
        total = plural(answer.total, "feedback", "feedbacks")
        if answer.more:
            total = self.tr("more than {number}").format(number=total)
        self.say(total if number else "")
        sentences = [*answer.hints]
        if answer.instead is not None:
            sentences.insert(
                0,
                self.tr("Nothing says “{typed}”. Showing “{instead}”.").format(
                    typed=self.found.words, instead=answer.instead
                ),
            )
        self.hint.setText("  ".join(sentences))
        self.hint.setVisible(bool(sentences))
        if not self.query:
            self.show_empty(True)
        elif number == 0:
            self.show_nothing_found()
        else:
            self.show_empty(False)
        self.stay_chosen.ensure()

    def _show_parts(self) -> None:
        pills: list[QWidget] = []
        for part in self.query.filters:
            pill = FilterPill(part, self.filters, self.query.order)
            pill.removed.connect(self._remove)
            pills.append(pill)
        self.filters.show_these([*pills, self.add])

    def _remove(self, part: Part) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.less.emit(part)
