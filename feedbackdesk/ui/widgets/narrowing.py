"""What narrows what is shown: a field to filter by, and the line that says that a part counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from feedbackdesk.domain.evidence import EvidenceFilter
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.ui.actions import Actions


_PAUSE_MS = 80


def search_field(parent: QWidget, placeholder: str, accessible: str) -> QLineEdit:
    """Return a line with the sign of a filter, and a cross to clear it."""
    field = QLineEdit(parent)
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(accessible)
    field.setClearButtonEnabled(True)
    mark = QAction(icons.icon("filter"), "", field)
    field.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
    field.installEventFilter(_Keys(field))
    return field


def debounce(field: QLineEdit, act: Callable[[str], None]) -> None:
    """Call `act(text)` once typing in a field has paused."""
    timer = QTimer(field, interval=_PAUSE_MS, singleShot=True)
    field.textChanged.connect(lambda _text: timer.start())
    timer.timeout.connect(lambda: act(field.text()))


class _Keys(QObject):
    """Esc clears the field; Down goes on into the page."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Escape and watched.text():
                watched.clear()
                return True
            if event.key() == Qt.Key.Key_Down:
                watched.focusNextChild()
                return True
        return super().eventFilter(watched, event)


FILTERS = ("board_customers", "board_lost", "board_year")
"""The switches of what counts, in the order of the filter's fields."""


def counted_only(actions: Actions) -> EvidenceFilter:
    """Return what counts now: one choice for the board, the item pages and the inspector."""
    return EvidenceFilter(*(actions[name].isChecked() for name in FILTERS))


def count_all(actions: Actions) -> None:
    """Let everything count again."""
    for name in FILTERS:
        actions[name].setChecked(False)


class CountingLine(QWidget):
    """What counts in a sentence, and the way back to everything; hidden where all does."""

    changed = Signal()
    """Something else counts now."""

    def __init__(self, actions: Actions, name: str, *, wraps: bool = False) -> None:
        """Say what counts now."""
        super().__init__()
        self._actions = actions
        row = in_row(self, gap=8)
        self.words = label_of(name=name)
        self.all = push_button(
            self.tr("Show all"),
            lambda: count_all(actions),
            name=f"{name}All",
            variant="link",
            tip=self.tr("Count everything again, here and on the board"),
        )
        self.words.setWordWrap(wraps)
        row.addWidget(self.words, int(wraps))
        row.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        if not wraps:
            row.addStretch(1)
        for one in FILTERS:
            actions[one].toggled.connect(self._changed)
        self._say()

    @property
    def only(self) -> EvidenceFilter:
        """What counts now."""
        return counted_only(self._actions)

    def _changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        self.words.setText(self.only.brief)
        self.all.setAccessibleDescription(self.only.brief)
        self.setVisible(bool(self.only))
