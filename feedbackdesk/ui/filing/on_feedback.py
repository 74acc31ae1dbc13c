"""What can be done to feedback, wherever it stands: in a list, in a theme's quotes, inspected."""

from __future__ import annotations

from feedbackdesk.language.say import later
from feedbackdesk.ui.actions import action


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
