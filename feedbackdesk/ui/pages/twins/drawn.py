"""Two records that look like one, as a row: both names, and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.domain.text import excerpt
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from feedbackdesk.domain.contacts import Twins

AnyIndex = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 76


def _tr(words: str) -> str:
    return QCoreApplication.translate("Twins", words)


class TwinsRow(QStyledItemDelegate):
    """Both names below each other; the chosen pair has a bar, so that it can be seen."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the one height of a row."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a pair."""
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = rect.adjusted(8, 1, -8, -1)
        paint.chosen_ground(painter, ground, state)
        pair = index.data(ROW)
        inner = ground.adjusted(16, 8, -8, -8)
        name = theme.font(Size.BODY, Weight.MEDIUM if chosen else Weight.REGULAR)
        line = QRect(inner.left(), inner.top(), inner.width(), 20)
        paint.text(painter, line, pair.one_told, name)
        paint.text(painter, line.translated(0, 20), pair.other_told, name)
        below = line.translated(0, 40)
        paint.text(painter, below, sentence(pair.why), theme.font(Size.SMALL), Role.TEXT_MUTED)
        painter.restore()


def sentence(words: str) -> str:
    """Return words with a capital letter."""
    return f"{words[:1].upper()}{words[1:]}"


def read_out(pair: Twins) -> str:
    """Return a pair as one sentence."""
    words = (
        _tr("{one} and {other} look like one person: {why}")
        if pair.table == "person"
        else _tr("{one} and {other} look like one organisation: {why}")
    )
    one, other = excerpt(pair.one_told, 120), excerpt(pair.other_told, 120)
    return words.format(one=one, other=other, why=pair.why)
