"""What stands beside the preview: the choices, how it went, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.printing.uncertain import UncertainTexts
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import Scrolled, in_column
from feedbackdesk.ui.widgets.outcome import Outcome

_WIDTH = 332


class Side(QWidget):
    """The panel beside the preview."""

    def __init__(self, title: str, choices: QWidget) -> None:
        """Put the parts below each other; the choices scroll where there is little room."""
        super().__init__()
        self._choices = choices
        self._pressed: QPushButton | None = None
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(px(_WIDTH))
        column = in_column(self, (20, 20, 8, 20), 12)
        head = label_of(title, "title", wraps=True)
        column.addWidget(head)
        column.addWidget(self._scrolled(choices), 1)
        below = in_column(margins=(0, 0, 12, 0), gap=8)
        column.addLayout(below)
        self.uncertain = UncertainTexts()
        below.addWidget(self.uncertain)
        self.texts = self._button("printTextsOpen", self.tr("&Texts on this copy…"), "", "quiet")
        self.texts.hide()
        below.addWidget(self.texts)
        self.outcome = Outcome("print", self.tr("Pages written"))
        below.addWidget(self.outcome)
        self.print_ = self._button("printPrint", self.tr("&Print…"), "print", "primary")
        self.print_.setDefault(True)
        self.save = self._button("printSave", self.tr("&Save as…"), "export", "")
        self.close_ = self._button("printClose", self.tr("&Close"), "", "quiet")
        for button in (self.print_, self.save, self.close_):
            below.addWidget(button)

    def _scrolled(self, choices: QWidget) -> Scrolled:
        fields = Scrolled("printChoices", "panel")
        column = in_column(fields.inner, (0, 0, 12, 0))  # few fields stay together at the top
        column.addWidget(choices)
        column.addStretch(1)
        return fields

    def _button(self, name: str, text: str, icon: str, variant: str) -> QPushButton:
        button = push_button(text, name=name, icon=icon, variant=variant)
        button.setAutoDefault(False)
        return button

    def offer(self, yes: bool) -> None:
        """Offer to print and to save, or wait until there is something to and no open question."""
        yes = yes and not self.uncertain.waiting
        self.print_.setEnabled(yes)
        self.save.setEnabled(yes)

    def begin(self) -> None:
        """Show the wait, and let it be stopped."""
        # Qt takes the focus from what is disabled, and does not give it back.
        self._pressed = next((one for one in (self.print_, self.save) if one.hasFocus()), None)
        self.outcome.begin()
        self.close_.setText(self.tr("&Cancel"))
        self._choices.setEnabled(False)
        self.offer(False)

    def advance(self, told: object) -> None:
        """Show how many pages are done, of how many."""
        if isinstance(told, tuple):
            self.outcome.advance(*told)

    def end(self) -> None:
        """Offer everything again, and give the keyboard back to the button that was pressed."""
        self.outcome.end()
        self.close_.setText(self.tr("&Close"))
        self._choices.setEnabled(True)
        self.offer(True)
        if self._pressed is not None:
            self._pressed.setFocus(Qt.FocusReason.TabFocusReason)
