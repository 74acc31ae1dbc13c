"""Copies that went another way: noticed, told, and shown side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QVBoxLayout, QWidget

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.notices import Band

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.conflicts import Parted, Side, Told
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.domain.rows import HistoryEntry
    from feedbackdesk.ui.frame import Frame
    from feedbackdesk.ui.live import Live


LOOKS_MS = 60_000
"""How often it is looked for copies while the window is open."""


class Conflicts(QObject):
    """Looks for copies that went another way, beside a workspace that others synchronise."""

    def __init__(self, window: Frame) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self._found: list[Parted] = []
        self.notice = Band("conflict", window)
        """What is said while there are such copies."""
        self.notice.offer("conflictCompare", _("Compare…"), self.show_first)
        self._timer = QTimer(self, interval=LOOKS_MS)
        self._timer.timeout.connect(self.look)
        window.live.opened.connect(self._timer.start)
        window.live.closing.connect(self._timer.stop)

    def look(self) -> None:
        """Look for copies, off the window's thread."""
        live = self._window.live
        if live.desk is not None and not live.read_only and not live.is_astray:
            live.back_up(_compared, self._arrived)

    def _arrived(self, found: list[Parted]) -> None:
        self._found = found
        self.notice.say(_told_of(found) if found else "")

    def show_first(self) -> None:
        """Show the first of them, step by step."""
        if self._found:
            ConflictDialog(self._window, self._window.live, self._found[0], self.look).open()


def _compared(desk: Desk, _unwanted: Callable[[], bool]) -> list[Parted]:
    from feedbackdesk.desk.conflicts import compared

    return compared(desk)


def _told_of(found: list[Parted]) -> str:
    """Say which copies there are."""
    first = found[0]
    words = _(
        "“{name}” began as this file did and went another way: {steps} only there. Two computers "
        "wrote at once."
    ).format(name=first.path.name, steps=plural(first.there.number, "step is", "steps are"))
    if len(found) > 1:
        others = ", ".join(f"“{one.path.name}”" for one in found[1:4])
        words += " " + _("So did {files}.").format(files=others)
    return words


class ConflictDialog(Dialog):
    """The steps that only one of two files has, side by side."""

    def __init__(
        self, parent: QWidget, live: Live, found: Parted, then: Callable[[], None]
    ) -> None:
        """Show where two files parted; `then` is called once the other one is put away."""
        title = _("Two files that went different ways")
        super().__init__(parent, "conflictDialog", title, (20, 18, 20, 16), 10)
        self.resize(760, 460)
        self._live, self._found, self._then = live, found, then
        column = self.column
        column.addWidget(label_of(self._head(), name="conflictHead", wraps=True))
        row = in_row(gap=16)
        here, there = found.here, found.there
        row.addLayout(self._side(_("Only in “{name}”"), found.path.name, there, "There"), 1)
        row.addLayout(self._side(_("Only in “{name}”"), live.path.name, here, "Here"), 1)
        column.addLayout(row, 1)
        note = _(
            "Record again what only the other one has, and set that one aside: it is renamed, "
            "not deleted."
        )
        column.addWidget(label_of(note, "muted", wraps=True))
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
        label = label_of(words, "label", wraps=True)
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
