"""A page that is a list of feedback, and what is done with feedback wherever it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QListView

from feedbackdesk.language.say import later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.filing.deciding import Deciding
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.feedback_model import TABLES
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.widgets.lists import StayChosen, choose_row, make_list

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.filing.suggestions import Suggestions
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.rows.feedback_model import FeedbackModel


class Filed:
    """Has feedback at hand that can be filed under a theme."""

    @action("assign", later("File under a &theme…"), "themes",
            later("Choose the theme that the chosen feedback speaks of"), "T", changes=True,
            choice=True, begins=True)  # fmt: skip
    def assign(self) -> None:
        """File what is at hand under a theme that is picked."""
        self.file(new=False)

    @action("assign_new", later("File under a &new theme…"), "add",
            later("Name a new theme for the chosen feedback"), "N", changes=True,
            choice=True)  # fmt: skip
    def assign_new(self) -> None:
        """File what is at hand under a theme that is named now."""
        self.file(new=True)

    @assign.only_if
    @assign_new.only_if
    def _may_file(self) -> bool:
        return self.can_file()

    def can_file(self) -> bool:
        """Whether what is at hand is feedback."""
        return True

    def file(self, *, new: bool) -> None:
        """Ask for a theme, or for the name of a new one, and file what is at hand under it."""
        raise NotImplementedError


class Corrected:
    """Has feedback at hand that can be corrected."""

    @action("correct", later("Corr&ect feedback"), "edit",
            later("Edit all fields of the feedback in the inspector"), "Ctrl+E", changes=True,
            choice=True, in_rows=False)  # fmt: skip
    def correct(self) -> None:
        """Open what is at hand to be corrected."""
        self.correct_it()

    def correct_it(self) -> None:
        """Open what is at hand to be corrected."""
        raise NotImplementedError


class FilingPage(Filed, Corrected, Page):
    """Several feedbacks at once are filed, put aside or deleted, by key, menu or drag."""

    view: LongList
    tables: ClassVar[tuple[str, ...]] = TABLES

    def __init__(
        self,
        name: str,
        title: str,
        live: Live,
        actions: Actions,
        model: FeedbackModel,
        suggestions: Suggestions,
        list_name: str,
        accessible: str,
    ) -> None:
        """Make the list; whoever comes from here lays it out."""
        super().__init__(name, title, live, actions)
        self.model = model
        self.suggestions = suggestions
        self.view = make_list(list_name, accessible, LongList())
        self.view.setModel(model)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setDragEnabled(True)
        self.delegate = RowDelegate(model.rows, self.view)
        self.delegate.acted.connect(lambda name: actions[name].trigger())
        self.view.setItemDelegate(self.delegate)
        self.answer_row(self.view)
        self.tell_chosen(self.view, "feedback")
        self.deciding = Deciding(self, self.view, model, suggestions)
        actions.bind_page(self, self.view)
        self.kept = self.keep_choice(self.view, nearest=True)
        self.stay_chosen = StayChosen(self.view)

    def load(self) -> None:
        """Ask which feedback there is."""
        self.model.reload()

    def follow(self, touched: Touched) -> None:
        """Show what a commit changed; in sight, the model knows how with less than all."""
        if self.isVisible():
            self.model.follow(touched)
        else:
            self.model.doubt(touched)
            super().follow(touched)

    def show_currency(self) -> None:
        """Write money in a currency."""
        self.model.rows.change(currency=self.live.currency)

    def choose(self, key: int) -> None:
        """Choose a row, where it is in the list."""
        row = self.model.row_of(key)
        if row >= 0:
            choose_row(self.view, row)

    def chosen(self) -> list[int]:
        """Return the keys of the chosen feedback."""
        return self.deciding.chosen()

    def file(self, *, new: bool) -> None:
        """Ask for a theme, and file what is chosen under it."""
        self.deciding.assign_new() if new else self.deciding.assign()

    @action("archive", later("&Archive"), "archive",
            later("Take it out of the inbox: it is not for a theme"), "E", changes=True,
            choice=True)  # fmt: skip
    def archive(self) -> None:
        """Take what is chosen out of the inbox."""
        self.deciding.archive()

    @action("read_words", later("Mark &words…"), "edit",
            later("Go into the words with the keyboard, to file a part of them; Esc comes back"),
            "W", choice=True, begins=True)  # fmt: skip
    def read_words(self) -> None:
        """Open what is chosen, with the keyboard in its words."""
        if self.deciding.look_closer():
            self.reads.emit()

    @action("look_closer", later("&Open in the inspector"), "inspector",
            later("Show all that is known about it"), "I", "Space", "Right",
            choice=True)  # fmt: skip
    def look_closer(self) -> None:
        """Show what is chosen in the inspector."""
        self.deciding.look_closer()

    def correct_it(self) -> None:
        """Open what is chosen to be corrected."""
        if self.deciding.look_closer():
            self.corrects.emit()

    def skip(self, by: int) -> None:
        """Leave it as it is, and choose the next (1) or the one before (-1)."""
        self.deciding.skip(by)

    def delete_chosen(self) -> None:
        """Delete the chosen feedback."""
        self.deciding.delete()

    def may_tell(self) -> bool:
        """Rows that a commit takes away leave the inspector with what the owner put there."""
        return not self.model.is_following
