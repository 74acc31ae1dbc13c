"""What is seen of a drag: a small tag beside the pointer, which hides nothing below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPixmap

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QWidget

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
