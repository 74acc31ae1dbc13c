"""What the owner sets about the business: its name, its currency, and how its days are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.domain.days import DateOrder
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in

if TYPE_CHECKING:
    from feedbackdesk.ui.live import Live


class BusinessDialog(QDialog):
    """Three fields; it closes once they are saved."""

    def __init__(self, live: Live, parent: QWidget) -> None:
        """Ask for what is set, and show it."""
        super().__init__(parent)
        self.setObjectName("businessDialog")
        self.setWindowTitle(self.tr("Your business"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(440)
        self._live = live
        self.name, self.currency = QLineEdit(self), QLineEdit(self)
        self.currency.setMaxLength(3)
        self.order = QComboBox(self)
        for value, words in (
            ("", self.tr("As the system does")),
            (DateOrder.DMY.value, self.tr("3 April: the day first")),
            (DateOrder.MDY.value, self.tr("4 March: the month first")),
            (DateOrder.YMD.value, self.tr("4 March: the year first, then the month")),
        ):
            self.order.addItem(words, value)
        self._order_chosen = False
        self.order.activated.connect(self._choose_order)
        self._problem = Problem(self)
        form = FormLayout()
        form.add_field(
            self.tr("&Name"), self.name, name="businessName",
            hint=self.tr("Stands at the head of what is printed."),
        )  # fmt: skip
        form.add_field(
            self.tr("&Currency"), self.currency, name="businessCurrency",
            hint=self.tr("Three letters, such as GBP, EUR or USD; one for the whole workspace."),
        )  # fmt: skip
        form.add_field(
            self.tr("&Read 3/4 as"), self.order, name="businessDateOrder",
            hint=self.tr("Where you type a day by its numbers. A day that can be read in one way "
                         "only is read so anyway."),
        )  # fmt: skip
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        make_primary(buttons.button(QDialogButtonBox.StandardButton.Save))
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addSpacing(8)
        column.addWidget(buttons)
        start_in(self.name)
        live.ask(settings, then=self._show)

    def _show(self, now: dict[str, str]) -> None:
        for field, text in (
            (self.name, now["business_name"]), (self.currency, now["currency"]),
        ):  # fmt: skip
            if not field.isModified():  # it may be typed in already
                field.setText(text)
                if field is self.focusWidget():
                    field.selectAll()

        if not self._order_chosen:
            self.order.setCurrentIndex(max(self.order.findData(now["date_order"]), 0))

    def _choose_order(self) -> None:
        self._order_chosen = True

    def _save(self) -> None:
        changes = {
            "business_name": self.name.text(),
            "currency": self.currency.text(),
        }
        if self._order_chosen:
            changes["date_order"] = self.order.currentData()
        self._live.do(
            change_settings,
            changes,
            then=lambda _none: self.accept(),
            otherwise=lambda why: self._problem.say(why, self.currency),
        )
