"""Two files that went different ways, side by side: the steps that only one of them has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt
from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.conflicts import Parted, Side, Told
    from feedbackdesk.domain.rows import HistoryEntry
    from feedbackdesk.ui.live import Live


class ConflictDialog(QDialog):
    """The steps that only one of two files has, side by side."""

    def __init__(
        self, parent: QWidget, live: Live, found: Parted, then: Callable[[], None]
    ) -> None:
        """Show where two files parted; `then` is called once the other one is put away."""
        super().__init__(parent)
        self.setObjectName("conflictDialog")
        self.setWindowTitle(_("Two files that went different ways"))
        self.setModal(True)
        self.resize(760, 460)
        self.finished.connect(self.deleteLater)
        self._live, self._found, self._then = live, found, then
        column = in_column(self, (20, 18, 20, 16), 10)
        head = QLabel(self._head(), self)
        head.setObjectName("conflictHead")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        column.addWidget(head)
        row = in_row(gap=16)
        here, there = found.here, found.there
        row.addLayout(self._side(_("Only in “{name}”"), found.path.name, there, "There"), 1)
        row.addLayout(self._side(_("Only in “{name}”"), live.path.name, here, "Here"), 1)
        column.addLayout(row, 1)
        note = QLabel(
            _(
                "Record again what only the other one has, and set that one aside: it is renamed, "
                "not deleted."
            ),
            self,
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        column.addWidget(note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        aside = buttons.addButton(
            _("&Set the other one aside"), QDialogButtonBox.ButtonRole.ActionRole
        )
        aside.setObjectName("conflictAside")
        aside.clicked.connect(self._set_aside)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _head(self) -> str:
        common = self._found.common
        if common is None:
            return _("They have no step in common.")
        return _("The last step that both have: {did}, {when}.").format(
            did=common.did, when=_when(common)
        )

    def _side(self, title: str, name: str, side: Side, where: str) -> QVBoxLayout:
        column = in_column(gap=4)
        words = title.format(name=name)
        label = QLabel(words, self)
        label.setProperty("role", "label")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        listed = QListWidget(self)
        listed.setObjectName(f"conflict{where}")
        listed.setAccessibleName(words)
        listed.setWordWrap(True)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for told in side.steps:
            listed.addItem(_told(told))
        if side.number > len(side.steps):
            more = _("and {number} more")
            listed.addItem(more.format(number=f"{side.number - len(side.steps):,}"))
        if not side.number:
            listed.addItem(_("Nothing"))
        column.addWidget(label)
        column.addWidget(listed, 1)
        return column

    def _set_aside(self) -> None:
        from feedbackdesk.desk.conflicts import set_aside

        def done(_path: object) -> None:
            self.accept()
            self._then()

        self._live.work(partial(set_aside, self._found.path), done, self._live.said.emit)


def _told(told: Told) -> str:
    """Return a step with all that it recorded, so that it can be recorded again."""
    lines = [excerpt(told.step.did, 160)]
    if told.said is not None:
        lines.append(told.said.text)
        lines.append(told.said.speaker)
    lines.append(f"{_when(told.step)}, {told.step.author}")
    return "\n".join(line for line in lines if line)


def _when(step: HistoryEntry) -> str:
    local = step.at.astimezone()
    return f"{show_date(local.date())}, {local:%H:%M}"
