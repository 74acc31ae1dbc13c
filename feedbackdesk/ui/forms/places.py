"""Fields for what lies on the disk: a folder, a picture, a key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _
from feedbackdesk.report.logo import ENDINGS, picture_at
from feedbackdesk.ui.forms.fields import Line, Text
from feedbackdesk.ui.widgets.dialogs import ask_file
from feedbackdesk.ui.widgets.form import Problem

if TYPE_CHECKING:
    from collections.abc import Callable


class PathField(Line):
    """A whole path, typed or chosen."""

    def __init__(self, name: str, label: str, *, picture: bool = False, **more: Any) -> None:
        """Ask for a picture, or a folder."""
        self._picture = picture
        folder = _("A stick, another drive, a synchronised folder")
        super().__init__(
            name, label, example=_("A PNG, JPEG or SVG file") if picture else folder, **more
        )
        choose = QPushButton(_("Choose a &picture…") if picture else _("C&hoose…"))
        choose.setObjectName(f"{name}Choose")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self.around = _side_by_side(self.widget, choose)

    def words(self) -> str:
        """Return the path."""
        return super().words().strip()

    def value(self) -> str:
        """Return the whole path; raises Refusal for a picture that cannot be printed."""
        words = self.words()
        return picture_at(words) if words and self._picture else words

    def _choose(self) -> None:
        window, title = self.widget.window(), self.label.replace("&", "")
        if self._picture:
            kinds = " ".join(f"*.{one}" for one in ENDINGS)
            names = _("Pictures ({kinds})").format(kinds=kinds)
            chosen, _kind = QFileDialog.getOpenFileName(window, title, self.words(), names)
        else:
            chosen = QFileDialog.getExistingDirectory(window, title, self.words())
        if chosen:
            self.widget.setText(chosen)
            self.widget.editingFinished.emit()


class KeyField(Text):
    """The public half of a key: made beside its secret file, or taken away."""

    widget: QPushButton

    def __init__(self, name: str, label: str, **more: Any) -> None:
        """Hold no key."""
        more.pop("hint", None)  # it says itself what it means
        super().__init__(name, label, QPushButton(), **more)
        self._key = ""
        self._acts: list[Callable[[], object]] = []
        self._said, self._problem = QLabel(), Problem()
        self._said.setObjectName("backupEncrypted")
        self._said.setWordWrap(True)
        self._said.setProperty("role", "muted")
        self.widget.setAutoDefault(False)
        self.widget.clicked.connect(self._turn)
        self.around = _side_by_side(self._said, self._problem, self.widget)
        self.load("", over=True)

    def words(self) -> str:
        """Return the public half; nothing for none."""
        return self._key

    def put(self, words: str) -> None:
        """Hold a key, or none."""
        self._key = words
        self._problem.say("")
        if words:
            self._said.setText(
                _("Encrypted there: only your file with the secret key opens them. Print it, too.")
            )
            self.widget.setText(_("Do &not encrypt"))
        else:
            self._said.setText(_("Not encrypted there: whoever finds them can read them."))
            self.widget.setText(_("&Encrypt with a new key…"))
        for act in self._acts:
            act()

    def on_change(self, act: Callable[[], object]) -> None:
        """Let something follow another key."""
        self._acts.append(act)

    def _turn(self) -> None:
        if self._key:
            self.put("")
            return
        path = ask_file(
            self.widget.window(),
            _("Where the secret key goes: apart from this computer, and from the backups"),
            Path.home() / "feedbackdesk-key.txt",
            _("Key (*.txt)"),
        )
        if path is None:
            return
        from feedbackdesk.desk.second_place import make_key

        try:
            self.put(make_key(path))
            self.widget.focusNextChild()  # Enter is not to take it away again
        except Refusal as refusal:
            self._problem.say(str(refusal))


def _side_by_side(*widgets: QWidget) -> QWidget:
    """Return what holds widgets beside each other, the last as wide as it needs."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for one in widgets:
        row.addWidget(one, 0 if one is widgets[-1] else 1)
    return holder
