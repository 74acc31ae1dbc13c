"""What the keys and menus do to what is at hand: on the page in sight, or in the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.ui.filing.deciding import Deciding
    from feedbackdesk.ui.pages.roadmap.page import RoadmapPage
    from feedbackdesk.ui.pages.themes.page import ThemesPage
    from feedbackdesk.ui.window import MainWindow


class Doing(QObject):
    """Leads an action of the window to the page, or the panel, that it is for."""

    def __init__(self, window: MainWindow) -> None:
        """Stand beside a window. Its pages are asked for late: few are made at the start."""
        super().__init__(window)
        self._window = window
        self.does: dict[str, Callable[[], object]] = {
            "accept": lambda: self._decide(lambda one: one.accept()),
            "accept_all": lambda: self._decide(lambda one: one.accept_all()),
            "accept_second": lambda: self._decide(lambda one: one.take(1)),
            "accept_third": lambda: self._decide(lambda one: one.take(2)),
            "assign": lambda: self._assign(new=False),
            "assign_new": lambda: self._assign(new=True),
            "archive": lambda: self._decide(lambda one: one.archive()),
            "skip_down": lambda: window.page.skip(1),
            "skip_up": lambda: window.page.skip(-1),
            "look_closer": lambda: self._decide(lambda one: one.look_closer()),
            "read_words": self._read_words,
            "correct": self._correct,
            "delete": lambda: window.page.delete(),
            "theme_new": lambda: window.themes.new(),
            "theme_rename": lambda: window.themes.rename(),
            "theme_merge": lambda: window.themes.merge(),
            "theme_open": lambda: window.themes.read_chosen(),
            "theme_back": lambda: window.themes.close_story(),
            "theme_unmerge": lambda: window.themes.unmerge(),
            "theme_split": lambda: window.themes.split(),
            "theme_colour": lambda: window.themes.colour(),
            "theme_plan": lambda: self._planner().plan(),
            "theme_link": lambda: self._planner().link(),
            "move_left": lambda: window.roadmap.step_stage(-1),
            "move_right": lambda: window.roadmap.step_stage(1),
            "pin_up": lambda: window.roadmap.step_place(-1),
            "pin_down": lambda: window.roadmap.step_place(1),
            "unpin": lambda: window.roadmap.unpin(),
            "ship": lambda: window.roadmap.ship(),
            "decline": lambda: window.roadmap.decline(),
            "lost_won_back": lambda: window.losses.win_back(),
            "lost_look_again": lambda: window.losses.look_again(),
            "lost_find": lambda: window.losses.search_on(),
            "lost_reasons": lambda: window.losses.edit_reasons(),
            "history_undo": lambda: window.history.undo_chosen(),
            "history_jump": lambda: window.history.jump(),
        }
        """What each action does."""

    def _decide(self, act: Callable[[Deciding], object]) -> None:
        deciding = self._window.page.deciding
        if deciding is not None:
            act(deciding)

    def _assign(self, *, new: bool) -> None:
        """File the words at hand in the inspector, or what is chosen in a list."""
        window = self._window
        if "inspector" in window.__dict__ and window.inspector.has_words_at_hand():
            window.inspector.feedback.assign(new=new)
        elif window.page_name == "themes":
            window.themes.assign_new() if new else window.themes.assign()
        else:
            self._decide(lambda one: one.assign_new() if new else one.assign())

    def _read_words(self) -> None:
        """Open what is chosen, with the keyboard in its words."""
        self._decide(lambda one: one.look_closer())
        if self._window.inspector.shows_feedback():
            self._window.inspector.feedback.read()

    def _correct(self) -> None:
        """Open what is chosen to be corrected; or what the inspector shows already."""
        inspector = self._window.inspector
        if not inspector.isVisible() or not inspector.shows_feedback():
            self._decide(lambda one: one.look_closer())
        if inspector.isVisible() and inspector.shows_feedback():
            inspector.feedback.edit()

    def _planner(self) -> ThemesPage | RoadmapPage:
        on_roadmap = self._window.page_name == "roadmap"
        return self._window.roadmap if on_roadmap else self._window.themes
