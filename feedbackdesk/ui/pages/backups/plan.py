"""Where backups go, and how many are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.widgets.files import ask_file
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from feedbackdesk.desk.backup_plan import Plan
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.ui.live import Live

_MEGABYTE = 1_000_000


class PlanDialog(QDialog):
    """How much room, which second place, and whether it is encrypted there."""

    def __init__(self, live: Live, plan: Plan, parent: QWidget, then: Callable[[], object]) -> None:
        """Show what is set; `then` is called once something else is."""
        super().__init__(parent)
        self.setObjectName("backupPlan")
        self.setWindowTitle(self.tr("Where and how many"))
        self.setModal(True)
        self.setMinimumWidth(500)
        self._live, self._then, self._key = live, then, plan.key
        self.finished.connect(self.deleteLater)
        self._room = QSpinBox(self)
        self._room.setRange(1, 9_999_999)
        self._room.setSuffix(self.tr(" MB"))
        self._room.setValue(plan.room // _MEGABYTE)
        self._place = QLineEdit(str(plan.second or ""), self)
        self._place.setPlaceholderText(self.tr("A stick, another drive, a synchronised folder"))
        choose = QPushButton(self.tr("C&hoose…"), self)
        choose.setObjectName("backupChoosePlace")
        choose.clicked.connect(self._choose)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(choose)
        self._problem = Problem(self)
        self._problem.setObjectName("backupPlanProblem")
        form = FormLayout()
        form.add_field(
            self.tr("&Room for backups"), self._room, name="backupRoom",
            hint=self.tr("In each place. The newest of 7 days, 5 weeks and 12 months are kept as "
                         "far as they fit; the newest one always is."),
        )  # fmt: skip
        form.add_field(
            self.tr("&Second place"), self._place, name="backupPlace",
            hint=self.tr("It gets each backup, too. A backup on the same disk does not survive "
                         "the disk."),
        )  # fmt: skip
        form.addLayout(below)
        self._encrypted = QLabel(self)
        self._encrypted.setObjectName("backupEncrypted")
        self._encrypted.setWordWrap(True)
        self._encrypted.setProperty("role", "muted")
        self._make_key = QPushButton(self)
        self._make_key.setObjectName("backupMakeKey")
        self._make_key.clicked.connect(self._change_key)
        keys = QHBoxLayout()
        keys.setSpacing(12)
        keys.addWidget(self._encrypted, 1)
        keys.addWidget(self._make_key)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        make_primary(buttons.button(QDialogButtonBox.StandardButton.Save))
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(form)
        column.addLayout(keys)
        column.addWidget(self._problem)
        column.addWidget(buttons)
        self._show_key()
        start_in(self._place)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Second place for backups"), self._place.text()
        )
        if folder:
            self._place.setText(folder)

    def _show_key(self) -> None:
        if self._key:
            self._encrypted.setText(
                self.tr("Encrypted there: only your file with the secret key opens them.")
            )
            self._make_key.setText(self.tr("Do &not encrypt"))
        else:
            self._encrypted.setText(
                self.tr("Not encrypted there: whoever finds them can read them.")
            )
            self._make_key.setText(self.tr("&Encrypt with a new key…"))

    def _change_key(self) -> None:
        if self._key:
            self._key = ""
            self._show_key()
            return
        from pathlib import Path

        path = ask_file(
            self,
            self.tr("Where the secret key goes: apart from this computer, and from the backups"),
            Path.home() / "feedbackdesk-key.txt",
            self.tr("Key (*.txt)"),
        )
        if path is not None:
            self._write_key(path)

    def _write_key(self, path: Path) -> None:
        from feedbackdesk.desk.second_place import make_key

        try:
            self._key = make_key(path)
        except Refusal as refusal:
            self._problem.say(str(refusal), self._make_key)
        else:
            self._problem.say("", self._make_key)
            self._show_key()

    def _save(self) -> None:
        self._live.do(
            change_settings,
            {
                "backup_room": str(self._room.value()),
                "backup_second_place": self._place.text().strip(),
                "backup_key": self._key,
            },
            then=lambda _none: self._use_anew(),
            otherwise=lambda why: self._problem.say(why, self._place),
        )

    def _use_anew(self) -> None:
        """Whoever saves says that what is at the second place now is meant."""

        def use(desk: Desk, _unwanted: Callable[[], bool]) -> None:
            from feedbackdesk.desk.backup_plan import use_second_anew

            use_second_anew(desk)

        self._live.back_up(use, lambda _none: self._saved())

    def _saved(self) -> None:
        self.accept()
        self._then()
