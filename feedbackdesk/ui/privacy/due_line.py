"""A calm line: somebody was not heard of for long, and may be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from feedbackdesk.desk.privacy import past_retention
from feedbackdesk.domain.text import plural
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_row

if TYPE_CHECKING:
    from collections.abc import Sized

    from PySide6.QtGui import QAction

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.live import Live


class DueLine(QWidget):
    """Says how many are due, until it was put away: then not again while the window is open."""

    def __init__(self, live: Live, look: QAction) -> None:
        """Say nothing yet; `look` shows who it is."""
        super().__init__()
        self.setObjectName("retentionLine")
        self._live = live
        self._is_away = False
        self._words = label_of("", "muted", "retentionWords")
        row = in_row(self, gap=8)
        row.addWidget(self._words, 1)
        for name, text, act in (
            ("retentionLook", self.tr("Look at them"), look.trigger),
            ("retentionLater", self.tr("Not now"), self._put_away),
        ):
            button = push_button(text, act, name=name, variant="link")
            row.addWidget(button)
        self.hide()

    def start(self) -> None:
        """Be there again: another workspace was opened."""
        self._is_away = False

    def reload(self) -> None:
        """Ask again, unless it was put away."""
        if not self._is_away:
            self._live.ask(past_retention, then=self._show)

    def follow(self, touched: Touched) -> None:
        """Ask again after a change of what makes somebody due."""
        if touched.touches("person", "feedback", "follow_up", "setting"):
            self.reload()

    def _show(self, found: Sized) -> None:
        who = plural(len(found), "person was", "people were")
        self._words.setText(self.tr("{number} not heard of for long.").format(number=who))
        self.setVisible(bool(found) and not self._is_away)

    def _put_away(self) -> None:
        self._is_away = True
        self.focusNextChild()  # the keyboard goes on to the list
        self.hide()
