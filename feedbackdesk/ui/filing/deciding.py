"""One key for each decision about a list of feedback; the next key never waits for a commit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from feedbackdesk.desk.inbox import archive_many, delete_many
from feedbackdesk.desk.themes import assign_many, assign_theme, assign_to_new, file_as_suggested
from feedbackdesk.domain.text import plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.choose import choose_theme
from feedbackdesk.ui.widgets.dialogs import come_back
from feedbackdesk.ui.widgets.lists import choose_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.desk.advice import Suggestion
    from feedbackdesk.desk.step import Intention
    from feedbackdesk.ui.filing.suggestions import Suggestions
    from feedbackdesk.ui.pages.page import Page
    from feedbackdesk.ui.rows.feedback_model import FeedbackModel
    from feedbackdesk.ui.rows.long_list import LongList


class Deciding(QObject):
    """Decisions are taken on keys, at the moment of the key press: what moves cannot mislead them.

    The rows leave the list at once and the next one is chosen; a refusal puts them back.
    """

    decided = Signal()
    """A decision was taken, and the next row is chosen."""

    def __init__(
        self, page: Page, view: LongList, model: FeedbackModel, suggestions: Suggestions
    ) -> None:
        """Decide about what is chosen in a view."""
        super().__init__(page)
        self._page, self._view, self._model = page, view, model
        self._suggestions = suggestions
        self._live = model.live
        self._decided: set[int] = set()
        model.came_back.connect(self._came_back)

    def chosen(self) -> list[int]:
        """Return the keys of the chosen feedback, from the top."""
        keys = self._model.keys()
        return [keys[row] for row in self._view.chosen_rows()]

    # One key each

    def accept(self) -> None:
        """File what is chosen under what suggests itself, each under its own."""
        keys = self.chosen()
        if len(keys) == 1:
            self.take(0)
        else:
            self.accept_all()

    def take(self, place: int) -> None:
        """File the current feedback under its suggestion of a place, from 0."""
        key = self._view.currentIndex().data(KEY)
        if not self._needed() or key is None:
            return
        fits = self._suggestions.known(key)
        if fits is not None:
            self._take_one(key, fits, place)
            return
        # It came into sight a moment ago: the owner goes on, and it is filed once it is read.
        self.skip(1)
        self._suggestions.find(key, lambda found: self._take_one(key, found, place))

    def accept_all(self) -> None:
        """File each of the chosen under its own suggestion, in one step."""
        keys = self._needed()
        found: dict[int, tuple[Suggestion, ...]] = {}

        def arrived(key: int, fits: tuple[Suggestion, ...]) -> None:
            found[key] = fits
            if len(found) == len(keys):
                self._file([(key, found[key][0].theme_id) for key in keys if found[key]])
                if without := sum(not fits for fits in found.values()):
                    self._say_none(without)

        for key in keys:
            fits = self._suggestions.known(key)
            if fits is not None:
                arrived(key, fits)
            else:
                self._suggestions.find(key, partial(arrived, key))

    def assign(self) -> None:
        """File the chosen feedback under a theme that is picked."""
        keys = self._needed()
        if not keys:
            return

        def picked(theme_id: int | None, name: str) -> None:
            if theme_id is not None:
                self._do(keys, assign_many, keys, theme_id, _several(keys))
            else:
                self._do(keys, assign_to_new, keys, name, _several(keys))

        fits = self._suggestions.known(keys[0]) or ()
        first = [fit.theme_id for fit in fits] if len(keys) == 1 else []
        question = choose_theme(self._page, self._live, _("File under"), picked, first=first)
        come_back(question, self._view)

    def assign_new(self) -> None:
        """File the chosen feedback under a theme that is named now."""
        if keys := self._needed():
            question = ask_name(
                self._page,
                _("New theme"),
                _("&Name"),
                lambda name: self._do(keys, assign_to_new, keys, name, _several(keys)),
            )
            come_back(question, self._view)

    def archive(self) -> None:
        """Take the chosen feedback out of the inbox."""
        if keys := self._needed():
            self._do(keys, archive_many, keys, _several(keys))

    def delete(self) -> None:
        """Delete the chosen feedback."""
        if keys := self._needed():
            self._do(keys, delete_many, keys, _several(keys))

    def skip(self, by: int) -> None:
        """Leave it as it is, and choose the next (1) or the one before (-1)."""
        rows = self._view.chosen_rows()
        last = self._model.rowCount() - 1
        if last < 0:
            self._say_nothing_chosen()
        elif rows:
            here = rows[-1] if by > 0 else rows[0]
            choose_row(self._view, min(max(here + by, 0), last))
        else:  # the first key chooses where the list stands
            choose_row(self._view, max(self._view.currentIndex().row(), 0))

    def look_closer(self) -> bool:
        """Show the current feedback in the inspector; return whether there is one."""
        key = self._view.currentIndex().data(KEY)
        if key is not None:
            self._page.inspect.emit("feedback", key)
        else:
            self._say_nothing_chosen()
        return key is not None

    # How it is done

    def _take_one(self, key: int, fits: Sequence[Suggestion], place: int) -> None:
        if place < len(fits):
            self._file([(key, fits[place].theme_id)])
        elif place == 0:
            self._say_none(1)

    def _needed(self) -> list[int]:
        """Return what is chosen; where nothing is, say that it is needed."""
        keys = self.chosen()
        if not keys:
            self._say_nothing_chosen()
        return keys

    def _say_nothing_chosen(self) -> None:
        self._live.said.emit(_("Choose a feedback first."))

    def _say_none(self, number: int) -> None:
        self._live.said.emit(
            _("No theme suggests itself here: T chooses one, N makes one.")
            if number == 1
            else _("For {number} of them no theme suggests itself; they stay here.").format(
                number=number
            )
        )

    def _file(self, filings: list[tuple[int, int]]) -> None:
        keys = [key for key, _theme in filings]
        if len(filings) == 1:
            self._do(keys, assign_theme, *filings[0])
        elif filings:
            self._do(keys, file_as_suggested, filings, _several(keys))

    def _do(self, keys: list[int], intention: Intention[..., Any], *facts: Any) -> None:
        """Let the rows go, choose the next, and write; a refusal brings the rows back."""

        def refused(why: str) -> None:
            self._decided.difference_update(keys)
            self._model.put_back(keys)
            self._live.said.emit(why)

        self._leave(keys)
        self._live.do(
            intention, *facts, then=lambda _result: self._model.release(keys), otherwise=refused
        )

    def _leave(self, keys: list[int]) -> None:
        """Take rows out of the list, which stays where it is; choose what stands there then."""
        view, bar = self._view, self._view.verticalScrollBar()
        rows = {row for key in keys if (row := self._model.row_of(key)) >= 0}
        leave_current = view.currentIndex().row() in rows
        if not self._model.is_inbox:
            if leave_current:
                self.skip(1)
            return
        top = bar.value()
        self._decided.update(keys)
        if leave_current:
            after = next((r for r in range(max(rows), self._model.rowCount()) if r not in rows), -1)
            before = next((r for r in range(min(rows) - 1, -1, -1) if r not in rows), -1)
            if after >= 0 or before >= 0:
                choose_row(self._view, after if after >= 0 else before)
        self._model.withhold(keys)
        bar.setValue(top)
        view.scrollTo(view.currentIndex())
        self.decided.emit()

    def _came_back(self, keys: list[int]) -> None:
        """Choose what an undo has brought back, since the owner will decide about it again."""
        back = [
            row for key in keys if key in self._decided and (row := self._model.row_of(key)) >= 0
        ]
        self._decided.difference_update(keys)
        if back:
            choose_row(self._view, min(back))


def _several(keys: Sequence[int]) -> str:
    return plural(len(keys), "feedback", "feedbacks")
