"""Widgets that are one described row: an entry of the navigation, a bar with its words, a head."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.rows.paint import rounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from feedbackdesk.ui.rows.row import Laid, Row

    _Base = QWidget
else:
    _Base = object

WIDE = 10_000
"""So wide that nothing is left out."""


class Described(_Base):
    """What a widget or a button inherits before its own class, and describes itself as a row."""

    def describe(self, room: int) -> Row:
        """Return its row, for a width drawn for the usual text size."""
        raise NotImplementedError

    def follow_letters(self) -> None:
        """Be as high as the letters need, whatever their size becomes; called once."""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.signals().changed.connect(self.describe_anew)

    def describe_anew(self) -> None:
        """Show what is described now."""
        self.updateGeometry()
        self.update()

    def place(self) -> QRect:
        """Return where the row stands."""
        return self.rect()

    def laid(self, width: int, *, keep: bool = False) -> Laid:
        """Return the row laid out in a width; with `keep` in the room of all lines it may have."""
        row = self.describe(round(width / theme.scale()))
        return row.lay_out(width, mirrored=self.isRightToLeft(), keep=keep)

    def sizeHint(self) -> QSize:
        """Return the room in which nothing is cut."""
        wide = self.describe(WIDE).wish
        return QSize(wide, self.laid(wide).height)

    def minimumSizeHint(self) -> QSize:
        """Return the height: what has no room beside the rest is cut or left out."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a button's ground, the pieces, and the ring of the keyboard."""
        spot = self.place()
        with QPainter(self) as painter:
            if isinstance(self, QAbstractButton):
                fill = Role.HOVER if self.underMouse() or self.isDown() else None
                if self.is_tinted():
                    fill = Role.ACCENT_SOFT
                rounded(painter, self.rect(), fill, radius=theme.CONTROL_RADIUS)
            laid = self.laid(spot.width())
            laid.paint(painter, spot.topLeft(), mirrored=self.isRightToLeft())
            if self.hasFocus():
                rounded(painter, self.rect(), None, Role.FOCUS, theme.CONTROL_RADIUS, width=2)

    def is_tinted(self) -> bool:
        """Whether a button stands on a tinted ground."""
        return isinstance(self, QAbstractButton) and self.isChecked()

    def event(self, event: QEvent) -> bool:
        """Tell the pointer the words that are cut, where the widget tells nothing else."""
        if isinstance(event, QHelpEvent) and not self.toolTip():
            spot = self.place()
            found = self.laid(spot.width()).at(event.pos() - spot.topLeft())
            if found is not None and found.tip:
                told = html.escape(found.tip).replace("\n", "<br>")
                QToolTip.showText(event.globalPos(), f"<qt>{told}</qt>", self)
                return True
        return super().event(event)


class RowWidget(Described, QWidget):
    """A row alone, which says to a listener what it says."""

    def __init__(self, describe: Callable[[int], Row], parent: QWidget | None = None) -> None:
        """Show what is described for a width, and again whenever `describe_anew` is called."""
        super().__init__(parent)
        self._describe = describe
        self.follow_letters()
        self.describe_anew()

    def describe(self, room: int) -> Row:
        """Return what is described now."""
        return self._describe(room)

    def describe_anew(self) -> None:
        """Show and say what is described now."""
        self.setAccessibleName(self.describe(WIDE).says)
        super().describe_anew()
