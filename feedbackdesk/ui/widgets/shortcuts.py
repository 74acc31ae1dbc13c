"""Every key and what it does; and what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from feedbackdesk import __version__
from feedbackdesk.language.say import _
from feedbackdesk.ui.capture.advice import TAKE_THEME, TAKE_WORDS
from feedbackdesk.ui.capture.dialog import KIND_KEYS
from feedbackdesk.ui.widgets.dialogs import Dialog, message
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import Scrolled

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.ui.actions import Actions


class ShortcutsDialog(Dialog):
    """A page of keys, read from the actions themselves."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        """List the actions that have a key."""
        super().__init__(parent, "shortcutsDialog", _("Keyboard shortcuts"), (0, 0, 0, 0))
        self.resize(560, 620)
        area = Scrolled()
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inner = area.inner
        grid = QGridLayout(inner)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        named = [(one.keys, str(one.tip)) for one, _made in actions.known() if one.keys]
        form = self.tr("In the capture form: record"), self.tr("…and start the next one")
        named += [(("Ctrl+Return",), form[0]), (("Ctrl+Shift+Return",), form[1])]
        likely = self.tr("In the capture form: take a likely theme, or leave it out again")
        alike = self.tr("In the capture form: file it as something similar was filed")
        kind = self.tr("In the capture form: the kind, from a request to a lost sale")
        named += [
            ((KIND_KEYS[0], KIND_KEYS[-1]), kind),
            ((TAKE_THEME[0], TAKE_THEME[-1]), likely),
            ((TAKE_WORDS[0], TAKE_WORDS[-1]), alike),
        ]
        ranges = {(keys[0], keys[-1]) for keys in (KIND_KEYS, TAKE_THEME, TAKE_WORDS)}
        for row, (keys, does) in enumerate(named):
            between = " – " if (keys[0], keys[-1]) in ranges else "  "
            shown = (
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys
            )
            chip = label_of(between.join(shown), "chip")
            grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label_of(does, wraps=True), row, 1)
        grid.setRowStretch(len(named), 1)
        self.column.addWidget(area)


def show_about(parent: QWidget, workspace: Path) -> None:
    """Say which version this is, and where the data is."""
    about = parent.tr(
        "What customers and lost prospects say, turned into what to build next.\n\n"
        "Your data is in one file on this computer, and nowhere else:\n{path}"
    ).format(path=workspace)
    title = parent.tr("About FeedbackDesk")
    message(parent, "about", title, f"FeedbackDesk {__version__}", about).open()
