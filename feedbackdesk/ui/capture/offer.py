"""Something that is taken by one key: a likely theme, or what somebody said before."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint

_LEFT, _RIGHT, _ABOVE = 36, 8, 4
_CAP, _MARK = 20, 16
_SMALL_LINE = 18


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered: words in one or more lines, and why in a small line below."""

    words: str
    below: str
    said: str
    """How it is read out."""
    tip: str
    themes: tuple[str, ...]
    """What the feedback is filed under by taking it; empty where there is nothing to take."""


class Offer(QPushButton):
    """One of a numbered few; pressed again, it is left out again."""

    def __init__(self, keys: str, *, lines: int, bold: bool, parent: QWidget) -> None:
        """Offer nothing yet; `keys` take it wherever the keyboard is in the form."""
        super().__init__(parent)
        self.setObjectName(f"likely.{keys[-1]}")
        self.offered: Offered | None = None
        self._keys = QKeySequence(keys)
        self._digit = keys[-1]
        self._lines = self._usual = lines
        self._weight = Weight.MEDIUM if bold else Weight.REGULAR
        self._taken = False
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.signals().changed.connect(self.update)
        self.hide()

    @property
    def taken(self) -> bool:
        """Whether the feedback is filed so already."""
        return self._taken

    def offer(self, offered: Offered | None) -> None:
        """Offer something else, or nothing."""
        if offered != self.offered:
            self.offered = offered
            self._lines = self._usual
            if offered is not None:
                self.setToolTip(offered.tip)
                self._read_out()
            self.updateGeometry()
            self.update()
        self.setVisible(offered is not None)

    def show_taken(self, yes: bool) -> None:
        """Show whether it was taken."""
        if yes != self._taken:
            self._taken = yes
            self._read_out()
            self.update()

    def unfold(self, lines: int) -> None:
        """Show more lines of the words, or again only the first."""
        self._lines = lines if self._lines == self._usual else self._usual
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of its lines; any width will do."""
        return QSize(200, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the same, as narrow as there is room for."""
        return QSize(0, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """The words may be unfolded."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its lines."""
        font = theme.font(Size.BODY, self._weight)
        lines = self._lines * paint.line_height(font)
        if self._lines != self._usual and self.offered is not None:
            room = max(width - _LEFT - _RIGHT, 40)
            lines = paint.wrapped_height(self.offered.words, font, room, self._lines)
        return lines + _SMALL_LINE + 2 * _ABOVE

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint its key, its words, and why."""
        one = self.offered
        if one is None:
            return
        painter = QPainter(self)
        whole = self.rect()
        if self._taken or self.underMouse() or self.isDown():
            fill = Role.ACCENT_SOFT if self._taken else Role.HOVER
            paint.rounded(painter, whole, theme.color(fill), radius=theme.CONTROL_RADIUS)
        ink = Role.ON_ACCENT_SOFT if self._taken else Role.TEXT
        cap = self._mirrored(QRect(8, _ABOVE, _CAP, _CAP))
        border = theme.color(Role.ACCENT if self._taken else Role.LINE_STRONG)
        paint.rounded(painter, cap, theme.color(Role.SURFACE), border, radius=4)
        if self._taken:
            paint.icon(painter, "check", Role.ACCENT, cap.left() + 2, cap.top() + 2, _MARK)
        else:
            small = theme.font(Size.SMALL, Weight.MEDIUM)
            paint.text(painter, cap, self._digit, small, ink, Qt.AlignmentFlag.AlignHCenter)
        room = whole.width() - _LEFT - _RIGHT
        words = self._mirrored(QRect(_LEFT, _ABOVE, room, whole.height()))
        font = theme.font(Size.BODY, self._weight)
        used = paint.lines(painter, words, one.words, font, self._lines, ink)
        below = QRect(words.left(), words.top() + used, room, _SMALL_LINE)
        muted = ink if self._taken else Role.TEXT_MUTED
        paint.text(painter, below, one.below, theme.font(Size.SMALL), muted)
        if self.hasFocus():
            paint.focus_ring(painter, whole, theme.CONTROL_RADIUS)
        painter.end()

    def _mirrored(self, rect: QRect) -> QRect:
        if self.isRightToLeft():
            rect.moveRight(self.width() - 1 - rect.left())
        return rect

    def _read_out(self) -> None:
        if self.offered is None:
            return
        keys = self._keys.toString(QKeySequence.SequenceFormat.NativeText)
        taken = self.tr(", taken") if self._taken else ""
        self.setAccessibleName(f"{self.offered.said}{taken}")
        self.setAccessibleDescription(keys)
