"""What the window does about copies that went another way: notices them, and shows where."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.conflicts import Parted, Side, Told
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.domain.rows import HistoryEntry
    from feedbackdesk.ui.frame import Frame
    from feedbackdesk.ui.live import Live

LOOKS_MS = 60_000
"""How often it is looked for copies while the window is open."""
_ICON = 20


class Conflicts(QObject):
    """Looks for copies that went another way, beside a workspace that others synchronise."""

    def __init__(self, window: Frame) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self._found: list[Parted] = []
        self.notice = ConflictNotice(window)
        """What is said while there are such copies."""
        self.notice.compare.clicked.connect(self.show_first)
        self._timer = QTimer(self, interval=LOOKS_MS)
        self._timer.timeout.connect(self.look)
        window.live.opened.connect(self._begin)
        window.live.closing.connect(self._timer.stop)

    def _begin(self) -> None:
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look for copies, off the window's thread."""
        live = self._window.live
        if live.desk is not None and not live.read_only and not live.is_astray:
            live.back_up(_compared, self._arrived)

    def _arrived(self, found: list[Parted]) -> None:
        self._found = found
        self.notice.tell(found)

    def show_first(self) -> None:
        """Show the first of them, step by step."""
        if self._found:
            ConflictDialog(self._window, self._window.live, self._found[0], self.look).open()


def _compared(desk: Desk, _unwanted: Callable[[], bool]) -> list[Parted]:
    from feedbackdesk.desk.conflicts import compared

    return compared(desk)


class ConflictNotice(QFrame):
    """Says that a copy went another way, until it is put away."""

    def __init__(self, parent: QWidget) -> None:
        """Stand hidden."""
        super().__init__(parent)
        self.setObjectName("conflictNotice")
        self.setProperty("surface", "warning")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setObjectName("conflictWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.compare = QPushButton(self.tr("Compare…"), self)
        self.compare.setObjectName("conflictCompare")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.compare)
        theme.signals().changed.connect(self._tint)
        self._tint()
        self.hide()

    def tell(self, found: list[Parted]) -> None:
        """Say which copies there are, or nothing; what is new is read out."""
        if not found:
            self.hide()
            return
        first = found[0]
        words = self.tr(
            "“{name}” began as this file did and went another way: {steps} only there. Two "
            "computers wrote at once."
        ).format(name=first.path.name, steps=plural(first.there.number, "step is", "steps are"))
        if len(found) > 1:
            others = ", ".join(f"“{one.path.name}”" for one in found[1:4])
            words += " " + self.tr("So did {files}.").format(files=others)
        if words != self._words.text() or self.isHidden():
            self._words.setText(words)
            self.setAccessibleName(words)
            self.show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap("warning", Role.WARNING, _ICON))


class ConflictDialog(QDialog):
    """The steps that only one of two files has, side by side."""

    def __init__(
        self, parent: QWidget, live: Live, found: Parted, then: Callable[[], None]
    ) -> None:
        """Show where two files parted; `then` is called once the other one is put away."""
        super().__init__(parent)
        self.setObjectName("conflictDialog")
        self.setWindowTitle(self.tr("Two files that went different ways"))
        self.setModal(True)
        self.resize(760, 460)
        self.finished.connect(self.deleteLater)
        self._live, self._found, self._then = live, found, then
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        head = QLabel(self._head(), self)
        head.setObjectName("conflictHead")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        column.addWidget(head)
        row = QHBoxLayout()
        row.setSpacing(16)
        here, there = found.here, found.there
        row.addLayout(self._side(self.tr("Only in “{name}”"), found.path.name, there, "There"), 1)
        row.addLayout(self._side(self.tr("Only in “{name}”"), live.path.name, here, "Here"), 1)
        column.addLayout(row, 1)
        note = QLabel(
            self.tr(
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
            self.tr("&Set the other one aside"), QDialogButtonBox.ButtonRole.ActionRole
        )
        aside.setObjectName("conflictAside")
        aside.clicked.connect(self._set_aside)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _head(self) -> str:
        common = self._found.common
        if common is None:
            return self.tr("They have no step in common.")
        return self.tr("The last step that both have: {did}, {when}.").format(
            did=common.did, when=_when(common)
        )

    def _side(self, title: str, name: str, side: Side, where: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
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
            more = self.tr("and {number} more")
            listed.addItem(more.format(number=f"{side.number - len(side.steps):,}"))
        if not side.number:
            listed.addItem(self.tr("Nothing"))
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
