"""The question what is decided about an item: its stage, its place, its effort, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.deciding import Verdict, decide
from feedbackdesk.desk.roadmap import EFFORT_LIMIT
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.language.say import later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.widgets.box import Box, Number
from feedbackdesk.ui.widgets.form import FormLayout, Problem

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Item
    from feedbackdesk.ui.live import Live


class Decides:
    """Has an item at hand about which something can be decided."""

    @action("item_decide", later("Decide…"), "edit",
            later("Move, pin or estimate the item, and keep why"), "D", changes=True,
            choice=True)  # fmt: skip
    def decide(self) -> None:
        """Ask what is decided about it, and why."""
        self.decide_it()

    def decide_it(self) -> None:
        """Ask what is decided about it, and why."""
        raise NotImplementedError


class DecideDialog(QDialog):
    """Stays until it is saved or given up; the reason is kept in the item's log."""

    def __init__(self, parent: QWidget, live: Live, item: Item) -> None:
        """Ask about an item, as it stands."""
        super().__init__(parent)
        self.setObjectName("decideDialog")
        self.setWindowTitle(self.tr("Decide on {title}").format(title=excerpt(item.title, 60)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(460)
        self._live, self._item = live, item
        self.stage = Box()
        for stage in ItemStage:
            self.stage.addItem(label(stage), stage.value)
        self.stage.setCurrentIndex(self.stage.findData(item.stage.value))
        self.place, self.effort = Number(), Number()
        self.place.setRange(0, 10_000)
        self.place.setSpecialValueText(self.tr("by rank"))
        self.place.setValue(item.pinned or 0)
        self.effort.setRange(0, EFFORT_LIMIT)
        self.effort.setSpecialValueText("–")
        self.effort.setValue(item.effort or 0)
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(88)
        self.why.installEventFilter(self)
        self.problem = Problem()
        form = FormLayout()
        form.add_row(
            (self.tr("&Stage"), self.stage, "decideStage"),
            (self.tr("&Place in its column"), self.place, "decidePlace"),
            (self.tr("&Effort"), self.effort, "decideEffort"),
        )
        form.add_field(
            self.tr("&Why"),
            self.why,
            name="decideWhy",
            hint=self.tr("Kept with the decision. When you decline, those who asked will hear it."),
        )
        form.addWidget(self.problem)
        buttons = QDialogButtonBox(self)
        ok = QPushButton(self.tr("&Decide"))
        ok.setObjectName("decideSave")
        ok.setProperty("variant", "primary")
        ok.setDefault(True)
        buttons.addButton(ok, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.stage.activated.connect(self._unpin)
        self.stage.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide with Ctrl+Enter, as everywhere."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._save()
            return True
        return super().eventFilter(watched, event)

    def _unpin(self) -> None:
        """A pin is a place within a column: in another one it would mean nothing."""
        here = self.stage.currentData() == self._item.stage.value
        self.place.setValue((self._item.pinned or 0) if here else 0)

    def _save(self) -> None:
        verdict = Verdict(
            stage=ItemStage(self.stage.currentData()),
            place=self.place.value() or None,
            effort=self.effort.value() or None,
            why=self.why.toPlainText(),
        )
        self.problem.say("")
        self._live.do(
            decide,
            self._item.id,
            verdict,
            then=lambda _what: self.accept(),
            otherwise=self.problem.say,
        )
