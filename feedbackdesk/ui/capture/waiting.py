"""The quiet line above the form: what was half typed before, and how to go on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.desk.drafts import Draft

_LISTED = 20


class WaitingLine(QFrame):
    """Never in the way: it takes no room while nothing waits, and never the keyboard."""

    continued = Signal(str)
    """The name of the draft to go on with."""
    thrown_away = Signal(object)
    """A `Draft` that is not wanted."""
    brought_back = Signal(object)
    """A `Draft` that is wanted after all."""
    fresh_wanted = Signal()
    """What stands in the form shall wait, for another call."""
    changed = Signal()
    """It came, or went."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing."""
        super().__init__(parent)
        self.setObjectName("draftLine")
        self.setProperty("surface", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._drafts: list[Draft] = []
        self._gone: Draft | None = None
        self._begun = False
        self._whole = ""
        self._words = QLabel(self)
        self._words.setObjectName("draftWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("role", "small")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(0)
        row.addWidget(self._words, 1)
        self._go_on = self._button("draftContinue", self.tr("Continu&e"))
        self._go_on.clicked.connect(lambda: self.continued.emit(self._drafts[0].uid))
        self._throw = self._button("draftThrowAway", self.tr("Throw awa&y"))
        self._throw.clicked.connect(self._throw_away)
        self._all = self._button("draftAll", "")
        self._all.clicked.connect(self._list_all)
        self._fresh = self._button("draftFresh", self.tr("Start a&new"))
        self._fresh.setToolTip(self.tr("Keep this for later, and begin an empty form"))
        self._fresh.clicked.connect(self.fresh_wanted)
        self._back = self._button("draftBack", self.tr("&Bring back"))
        self._back.clicked.connect(self._bring_back)
        self.hide()

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Tell of the drafts that wait, the newest first."""
        self._drafts = list(drafts)
        self._tell()

    def say_begun(self, yes: bool) -> None:
        """Tell that what stands in the form was begun before."""
        self._begun = yes
        self._tell()

    def forget(self) -> None:
        """No longer offer to bring back what was thrown away."""
        self._gone = None
        self._tell()

    def _tell(self) -> None:
        shown = not self.isHidden()
        number = len(self._drafts)
        if self._begun:
            words = self.tr("You had begun this one.")
        elif self._gone is not None:
            words = self.tr("Thrown away: “{title}”").format(title=self._gone.title)
        elif number:
            first = self._drafts[0]
            words = self.tr("Half typed {when}: “{title}”").format(
                when=_when(first), title=first.title
            )
        else:
            words = ""
        self._whole = words
        self._words.setToolTip(words)
        self._words.setAccessibleName(words)
        plain = not self._begun and self._gone is None
        self._go_on.setVisible(plain and number > 0)
        self._throw.setVisible(plain and number > 0)
        self._all.setVisible(self._gone is None and number > (0 if self._begun else 1))
        self._all.setText(
            self.tr("&All {number}…").format(number=number)
            if plain
            else self.tr("{number} more w&ait…").format(number=number)
        )
        self._fresh.setVisible(self._begun)
        self._back.setVisible(self._gone is not None and not self._begun)
        self.setVisible(bool(words))
        self._elide()
        if shown != bool(words):
            self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the words as there is room for."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._words.setText(
            self._words.fontMetrics().elidedText(
                self._whole, Qt.TextElideMode.ElideRight, self._words.width()
            )
        )

    def _throw_away(self) -> None:
        self._gone = self._drafts[0]
        self.thrown_away.emit(self._gone)
        self._tell()
        self._back.setFocus()

    def _bring_back(self) -> None:
        gone, self._gone = self._gone, None
        self.brought_back.emit(gone)
        self._tell()

    def _list_all(self) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for draft in self._drafts[:_LISTED]:
            text = f"{draft.title}   ·   {_when(draft)}".replace("&", "&&")
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, uid=draft.uid: self.continued.emit(uid))
        menu.popup(self._all.mapToGlobal(self._all.rect().bottomLeft()))

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setProperty("variant", "quiet")
        button.setAutoDefault(False)
        layout = self.layout()
        assert layout is not None  # noqa: S101  (it was set above)
        layout.addWidget(button)
        return button


def _when(draft: Draft) -> str:
    """Return when a draft was typed: the hour of today, else the day."""
    if draft.saved.date() == local_today():
        return QCoreApplication.translate("WaitingLine", "at {hour}").format(
            hour=f"{draft.saved:%H:%M}"
        )
    return show_date(draft.saved.date())
