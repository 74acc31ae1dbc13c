"""Those who were not heard of for long: kept by choice, or erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QWidget,
)
from shiboken6 import isValid

from feedbackdesk.desk.privacy import keep_on_record, past_retention
from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.settings import SETTINGS
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import label
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.forms.settings import field_of
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.labels import label_of, words_label
from feedbackdesk.ui.widgets.layout import in_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sized
    from datetime import date

    from PySide6.QtGui import QAction

    from feedbackdesk.domain.rows import Person, Touched
    from feedbackdesk.ui.live import Live

_SHOWN = 500


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
            ("retentionLook", _("Look at them"), look.trigger),
            ("retentionLater", _("Not now"), self._put_away),
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
        self._words.setText(_("{number} not heard of for long.").format(number=who))
        self.setVisible(bool(found) and not self._is_away)

    def _put_away(self) -> None:
        self._is_away = True
        self.focusNextChild()  # the keyboard goes on to the list
        self.hide()


class RetentionDialog(Dialog):
    """How long to keep people, and who was not heard of for longer."""

    def __init__(self, live: Live, erase: Callable[[int], object], parent: QWidget) -> None:
        """Ask for the setting and the people; `erase` asks before it erases one."""
        super().__init__(
            parent, "retentionDialog", _("Not heard of for long"), gap=8, size=(560, 460)
        )
        self._live, self._ask_to_erase = live, erase
        self._months = field_of(SETTINGS["retention_months"], "retentionMonths")
        self._months.on_leave(self._save)
        self._form = Form((self._months,))
        self._was = ""
        self._head = words_label("heading")
        self.people = QListWidget(self)
        self.people.setObjectName("retentionPeople")
        self.people.setAccessibleName(_("Not heard of for long"))
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.currentRowChanged.connect(self._enable)
        self.keep = self.button("retentionKeep", _("&Keep"), self._keep)
        self.keep.setToolTip(_("Do not list them again until that time has passed once more"))
        self.erase = self.button("retentionErase", _("&Erase for good…"), self._erase, "danger")
        buttons = in_row(gap=8)
        for button in (self.keep, self.erase):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.button("", _("&Close"), self.accept))
        self.column.addLayout(self._form)
        self.column.addSpacing(4)
        self.column.addWidget(self._head)
        self.column.addWidget(self.people, 1)
        self.column.addLayout(buttons)
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
            since = _("last heard of {day}").format(day=show_date(last))
            line = f"{excerpt(person.name + firm, 44)}  ·  {label(person.stage)}  ·  {since}"
            item = QListWidgetItem(line, self.people)
            item.setData(Qt.ItemDataRole.UserRole, person.id)
        if found:
            self.people.setCurrentRow(max(0, min(row, self.people.count() - 1)))
        who = plural(len(found), "person was", "people were")
        self._head.setText(
            _("{number} not heard of for longer.").format(number=who)
            if found
            else _("Nobody is to be looked at now.")
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
