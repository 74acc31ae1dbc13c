"""What is seen of a drag: a tag beside the pointer, and what a drop will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView


_WIDEST = 220
_BESIDE = QPoint(-14, -10)


def drag_chosen(view: QAbstractItemView, actions: Qt.DropAction) -> None:
    """Drag what is chosen in a list, with its first line as the picture."""
    data = view.model().mimeData(view.selectionModel().selectedIndexes())
    if data is None or not data.formats():
        return
    drag = QDrag(view)
    drag.setMimeData(data)
    drag.setPixmap(_picture(view, data.text().partition("\n")[0]))
    drag.setHotSpot(_BESIDE)
    drag.exec(actions, Qt.DropAction.CopyAction)


def _picture(view: QWidget, words: str) -> QPixmap:
    ratio = view.devicePixelRatioF()
    metrics = QFontMetrics(theme.font(Size.SMALL, Weight.MEDIUM))
    size = QSize(min(max(metrics.horizontalAdvance(words) + 18, 48), _WIDEST), 20)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint.chip(painter, 0, 0, words, most=size.width(), fill=Role.ACCENT, ink=Role.ON_ACCENT)
    painter.end()
    return picture


_EDGE = 8


class DropHint(QWidget):
    """A frame around the window with a sentence in it; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        """Wait out of sight."""
        super().__init__(parent)
        self.setObjectName("dropHint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self.hide()

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words if self.isVisible() else ""

    def say(self, words: str) -> None:
        """Tell what a drop here will do."""
        self._words = words
        self.setAccessibleName(words)
        parent = self.parentWidget()
        assert parent is not None  # noqa: S101  (it was made with one)
        self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, and the sentence on a plain ground."""
        painter = QPainter(self)
        frame = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        paint.rounded(painter, frame, None, theme.color(Role.DROP_LINE), width=2.0)
        font = theme.font(Size.TITLE, Weight.MEDIUM)
        width = QFontMetrics(font).horizontalAdvance(self._words) + 48
        box = QRect(0, 0, min(width, frame.width() - 32), 56)
        box.moveCenter(frame.center())
        accent = theme.color(Role.DROP_LINE)
        paint.rounded(painter, box, theme.color(Role.RAISED), accent, width=2.0)
        inner = box.adjusted(24, 0, -24, 0)
        paint.text(painter, inner, self._words, font, Role.TEXT)
        painter.end()
