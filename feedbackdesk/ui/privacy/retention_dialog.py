"""Those who were not heard of for long: kept by choice, or erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from feedbackdesk.desk.privacy import keep_on_record, past_retention
from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.settings import SETTINGS
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import label
from feedbackdesk.ui.forms.fields import Form
from feedbackdesk.ui.forms.settings import field_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from feedbackdesk.domain.rows import Person, Touched
    from feedbackdesk.ui.live import Live

_SHOWN = 500


class RetentionDialog(QDialog):
    """How long to keep people, and who was not heard of for longer."""

    def __init__(self, live: Live, erase: Callable[[int], object], parent: QWidget) -> None:
        """Ask for the setting and the people; `erase` asks before it erases one."""
        super().__init__(parent)
        self.setObjectName("retentionDialog")
        self.setWindowTitle(self.tr("Not heard of for long"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.resize(560, 460)
        self._live, self._ask_to_erase = live, erase
        self._months = field_of(SETTINGS["retention_months"], "retentionMonths")
        self._months.on_leave(self._save)
        self._form = Form((self._months,))
        self._was = ""
        self._head = QLabel(self)
        self._head.setProperty("role", "heading")
        self._head.setWordWrap(True)
        self.people = QListWidget(self)
        self.people.setObjectName("retentionPeople")
        self.people.setAccessibleName(self.tr("Not heard of for long"))
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.currentRowChanged.connect(self._enable)
        self.keep = QPushButton(self.tr("&Keep"), self)
        self.keep.setObjectName("retentionKeep")
        self.keep.setToolTip(self.tr("Do not list them again until that time has passed once more"))
        self.keep.clicked.connect(self._keep)
        self.erase = QPushButton(self.tr("&Erase for good…"), self)
        self.erase.setObjectName("retentionErase")
        self.erase.setProperty("variant", "danger")
        self.erase.clicked.connect(self._erase)
        close = QPushButton(self.tr("&Close"), self)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.keep, self.erase, close):
            button.setAutoDefault(False)  # Enter in the field saves it
        for button in (self.keep, self.erase):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addLayout(self._form)
        column.addSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.people, 1)
        column.addLayout(buttons)
        self._form.start()
        live.touched.connect(self._follow)
        live.ask(settings, then=self._show_months)
        self._reload()

    def _show_months(self, values: dict[str, str]) -> None:
        self._was = values["retention_months"]
        self._months.load(self._was)

    def _follow(self, touched: Touched) -> None:
        if touched.touches("person", "feedback", "follow_up", "setting"):
            self._reload()

    def _reload(self) -> None:
        self._live.ask(past_retention, then=self._show)

    def _show(self, found: list[tuple[Person, date]]) -> None:
        row = self.people.currentRow()
        self.people.clear()
        for person, last in found[:_SHOWN]:
            firm = f", {person.organisation}" if person.organisation else ""
            since = self.tr("last heard of {day}").format(day=show_date(last))
            line = f"{excerpt(person.name + firm, 44)}  ·  {label(person.stage)}  ·  {since}"
            item = QListWidgetItem(line, self.people)
            item.setData(Qt.ItemDataRole.UserRole, person.id)
        if found:
            self.people.setCurrentRow(max(0, min(row, self.people.count() - 1)))
        who = plural(len(found), "person was", "people were")
        self._head.setText(
            self.tr("{number} not heard of for longer.").format(number=who)
            if found
            else self.tr("Nobody is to be looked at now.")
        )
        self._enable()

    def _enable(self, _row: int = 0) -> None:
        may = self.people.currentItem() is not None and not self._live.read_only
        self.keep.setEnabled(may)
        self.erase.setEnabled(may)

    def _chosen(self) -> int | None:
        item = self.people.currentItem()
        return None if item is None else int(item.data(Qt.ItemDataRole.UserRole))

    def _keep(self) -> None:
        if (key := self._chosen()) is not None:
            self._live.do(keep_on_record, key, otherwise=self._form.say)

    def _erase(self) -> None:
        if (key := self._chosen()) is not None:
            self._ask_to_erase(key)

    def _save(self) -> None:
        months = self._months.words().strip()
        if months == self._was:
            return
        self._was = months
        self._form.say("")

        def refused(why: str) -> None:
            if isValid(self) and self.isVisible():
                self._form.say(why, "retentionMonths")
            else:  # closing it left the field
                live.said.emit(why)

        live = self._live
        live.do(change_settings, {"retention_months": months}, otherwise=refused)
