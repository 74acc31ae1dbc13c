"""What is seen of a drag: a tag beside the pointer, and what a drop will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.rows.paint import rounded
from feedbackdesk.ui.rows.pieces import Chip, Words
from feedbackdesk.ui.rows.row import Line, Row

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
    ratio, mirrored = view.devicePixelRatioF(), view.isRightToLeft()
    row = Row(Line(Chip(words, Role.ACCENT, Role.ON_ACCENT)), pad=(0, 0, 0, 0))
    wide = min(max(row.wish, px(48)), px(_WIDEST))
    laid = row.lay_out(wide, mirrored=mirrored, keep=False)
    picture = QPixmap(QSize(wide, laid.height) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        laid.paint(painter, QPoint(), mirrored=mirrored)
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
        frame = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        mirrored = self.isRightToLeft()
        row = Row(Line(Words(self._words, Size.TITLE, Weight.MEDIUM)), pad=(24, 18, 24, 18))
        laid = row.lay_out(min(row.wish, frame.width() - 32), mirrored=mirrored, keep=False)
        box = QRect(0, 0, min(row.wish, frame.width() - 32), laid.height)
        box.moveCenter(frame.center())
        with QPainter(self) as painter:
            rounded(painter, frame, None, Role.DROP_LINE, width=2)
            rounded(painter, box, Role.RAISED, Role.DROP_LINE, width=2)
            laid.paint(painter, box.topLeft(), mirrored=mirrored)
