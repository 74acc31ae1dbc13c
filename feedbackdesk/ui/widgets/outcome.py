"""How it goes with a file that is being written, and how it went."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QWidget

from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.form import Problem
from feedbackdesk.ui.widgets.labels import label_of, say
from feedbackdesk.ui.widgets.layout import in_column


class Outcome(QWidget):
    """A bar while it is written; then a sentence, and what opens the folder it lies in."""

    def __init__(self, name: str, spoken: str) -> None:
        """Say nothing yet; its parts are called by a name, and the bar is spoken."""
        super().__init__()
        self._path = Path()
        self._problem = Problem()
        self._problem.setObjectName(f"{name}Problem")
        self._told = label_of(name=f"{name}Result", wraps=True)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}Progress")
        self._bar.setAccessibleName(spoken)
        self._bar.setTextVisible(False)
        self._folder = push_button(
            _("Open the &folder"), self._open_folder, name=f"{name}Folder", icon="file-open",
            variant="link",
        )  # fmt: skip
        self._folder.setAutoDefault(False)
        column = in_column(self, gap=8)
        for part in (self._problem, self._told, self._bar):
            column.addWidget(part)
        column.addWidget(self._folder, 0, Qt.AlignmentFlag.AlignLeft)
        for hidden in (self._told, self._bar, self._folder):
            hidden.hide()

    def begin(self) -> None:
        """Show that it is being written."""
        self.say("")
        self._bar.setRange(0, 0)
        self._bar.show()

    def advance(self, done: int, number: int) -> None:
        """Show how much is done, of how much."""
        self._bar.setRange(0, number)
        self._bar.setValue(done)

    def end(self) -> None:
        """Show that it is not written any more."""
        self._bar.hide()

    def say(self, sentence: str, *, wrong: bool = False, path: Path | None = None) -> None:
        """Say how it went, or what is wrong; with a path, offer the folder it lies in."""
        self._problem.say(sentence if wrong else "")
        say(self._told, "" if wrong else sentence)
        self._path = path or self._path
        self._folder.setVisible(path is not None)

    def _open_folder(self) -> None:
        folder = self._path if self._path.is_dir() else self._path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
