"""One way out of the damage, as a card; and a bar that says how much can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy

from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows.described import RowWidget
from feedbackdesk.ui.rows.pieces import Bar, Stretch, Words
from feedbackdesk.ui.rows.row import Column, Line, Row
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_ICON, _SIGN = 20, 16
_LINES = 3
_TINTS = {"check": Role.SUCCESS, "minus": Role.WARNING, "info": Role.TEXT_MUTED}


class Way(QFrame):
    """What it does, what is got and what is lost, and the button that does it."""

    def __init__(self, icon: str, action: QAction, title: str) -> None:
        """Stand with a title; `tell` says the rest."""
        super().__init__()
        name = action.objectName().removeprefix("action.")
        self.setObjectName(f"way.{name}")
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.is_recommended = False
        self._icon_name = icon
        self._signs = [QLabel(self) for _line in range(_LINES)]
        self._lines = [self._plain() for _line in range(_LINES)]
        self._shown: list[str] = []
        self._icon = QLabel(self)
        self._chip = label_of(self.tr("Loses the least"), "chip")
        self._key = label_of(action.shortcut().toString(), "small")
        top = QHBoxLayout()
        top.addWidget(self._icon)
        top.addStretch(1)
        top.addWidget(self._chip)
        top.addWidget(self._key)
        self._title = self._plain("label")
        self._title.setText(title)
        self._does = self._plain("muted")
        self.button = push_button(act=action.trigger, name=f"do.{name}", tip=action.toolTip())
        # The three are of one width, whatever their buttons say.
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (sign, line) in enumerate(zip(self._signs, self._lines, strict=True)):
            grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, row, 1)
        column = in_column(self, (16, 14, 16, 16), 8)
        column.addLayout(top)
        column.addWidget(self._title)
        column.addWidget(self._does)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self.button)
        theme.signals().changed.connect(self._tint)
        self.recommend(False)

    def tell(self, does: str, lines: list[tuple[str, str]], button: str, *, possible: bool) -> None:
        """Say what it does, what comes of it, each line with its sign, and what the button says."""
        self._does.setText(does)
        self._shown = [sign for sign, _words in lines]
        for place, label in enumerate(self._lines):
            there = place < len(lines)
            label.setVisible(there)
            self._signs[place].setVisible(there)
            label.setText(lines[place][1] if there else "")
        self.button.setText(button)
        self.button.setAccessibleName(f"{button}. {self._title.text()}: {does}")
        self.button.setEnabled(possible)
        self._tint()

    def recommend(self, yes: bool) -> None:
        """Say whether it is the one that loses least."""
        self.is_recommended = yes
        self.setProperty("surface", "card-chosen" if yes else "card")
        self.button.setProperty("variant", "primary" if yes else "")
        self._chip.setVisible(yes)
        for one in (self, self.button):
            one.style().unpolish(one)
            one.style().polish(one)
        self._tint()

    def _plain(self, role: str = "") -> QLabel:
        label = label_of(wraps=True)
        if role:
            label.setProperty("role", role)
        return label

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(self._icon_name, Role.ACCENT, _ICON, ratio))
        for sign, label in zip(self._shown, self._signs, strict=False):
            label.setPixmap(icons.pixmap(sign, _TINTS[sign], _SIGN, ratio))


class ReadBar(RowWidget):
    """How many of one kind can be read, as a bar with its numbers."""

    def __init__(self, name: str) -> None:
        """Tell nothing yet."""
        self._name, self._share, self._numbers = name, 0.0, "…"
        super().__init__(self._row)

    def tell(self, numbers: tuple[int, int] | None) -> None:
        """Show how many of how many can be read; None where that is not known yet."""
        self._share, self._numbers = 0.0, "…"
        if numbers is not None:
            whole, of = numbers
            self._share = whole / of if of else 1.0
            self._numbers = self.tr("{whole} of {of}").format(whole=f"{whole:,}", of=f"{of:,}")
        self.describe_anew()

    def _row(self, _room: int) -> Row:
        numbers = Words(self._numbers, Size.SMALL, role=Role.TEXT_MUTED)
        line = Line(
            Column(150, Line(Words(self._name))),
            Bar(self._share),
            Column(110, Line(Stretch(), numbers)),
            gap=12, height=24,
        )  # fmt: skip
        return Row(line, says=f"{self._name}: {self._numbers}", pad=(0, 0, 0, 0))
