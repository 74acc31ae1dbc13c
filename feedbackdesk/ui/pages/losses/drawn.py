"""A lost sale as a row: why, to whom, for how much, and whether it came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPen

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import ToldBy, label
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.feedback import FeedbackRow, read_out
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

    from feedbackdesk.domain.rows import Loss


class LossRow(FeedbackRow):
    """A feedback's row with the facts of the loss below the words."""

    extra = 48

    def _below(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        if not isinstance(row, Feedback) or row.loss is None:
            return
        loss, top, left = row.loss, rect.bottom() - 43, rect.left()
        if loss.won_back:
            words = _tr("Won back {date}").format(date=show_date(loss.won_back))
            left += 6 + paint.chip(
                painter, left, top, words, most=rect.right() - left,
                fill=Role.SUCCESS_SOFT, ink=Role.SUCCESS, mark="check",
            )  # fmt: skip
        room = min(rect.right() - left, max(rect.width() * 2 // 5, 130))
        if loss.told_by is ToldBy.THEM:
            left += paint.chip(
                painter, left, top, loss.reason, most=room, fill=Role.DANGER_SOFT, ink=Role.DANGER
            )
        else:
            guess = _tr("Our guess: {reason}").format(reason=loss.reason)
            left += _guessed(painter, left, top, guess, most=room)
        words = " · ".join(_beside(loss, self.currency))
        small = theme.font(Size.SMALL, Weight.MEDIUM)
        beside = QRect(left + 8, top, rect.right() - left - 8, 20)
        paint.text(painter, beside, words, small, Role.TEXT)
        after = " · ".join(_after(loss))
        last = QRect(rect.left(), rect.bottom() - 19, rect.width(), 18)
        paint.text(painter, last, after, theme.font(Size.SMALL), Role.TEXT_MUTED)

    def _chips(self, row: Feedback) -> list[tuple[str, Role, Role, str | None]]:
        return [(name, Role.ACCENT_SOFT, Role.ON_ACCENT_SOFT, None) for name in row.themes]


def _guessed(painter: QPainter, left: int, top: int, words: str, *, most: int) -> int:
    """Draw the tag of a reason that nobody named: a dashed frame, and a word that says so."""
    font = theme.font(Size.SMALL, Weight.MEDIUM)
    width = min(QFontMetrics(font).horizontalAdvance(words) + 18, most)
    frame = QRect(left, top, width, 20)
    painter.setPen(QPen(theme.color(Role.LINE_STRONG), 1.0, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame.adjusted(0, 0, -1, -1), 6, 6)
    paint.text(painter, frame.adjusted(8, 0, -8, 0), words, font, Role.TEXT_MUTED)
    return width


def _beside(loss: Loss, currency: str) -> list[str]:
    """Return what stands beside the reason."""
    words = [show_money(loss.value, currency)] if loss.value else []
    if loss.competitor:
        words.append(_tr("to {competitor}").format(competitor=loss.competitor))
    else:
        words.append(label(loss.outcome))
    if loss.also:
        words.append(_tr("also {reasons}").format(reasons=", ".join(loss.also)))
    return words


def _after(loss: Loss) -> list[str]:
    """Return what is known beyond the reason: how far it got, and what may come of it."""
    facts = (
        (_tr("Got as far as {what}"), loss.stage_reached),
        (_tr("Look again on {what}"), show_date(loss.revisit) if loss.revisit else None),
        (_tr("Suggested instead: {what}"), loss.alternative),
    )
    told = [words.format(what=" ".join(what[:200].split())) for words, what in facts if what]
    return told or [label(loss.told_by)]


def read_out_loss(row: Feedback, currency: str = "") -> str:
    """Return a lost sale as one sentence for whoever listens, the facts before the words."""
    if row.loss is None:
        return read_out(row)
    loss = row.loss
    told = [label(loss.told_by), label(loss.outcome), *_beside(loss, currency)]
    if loss.won_back:
        told.append(_tr("won back on {date}").format(date=show_date(loss.won_back)))
    told += [words for words in _after(loss) if words not in told]
    return f"{', '.join(dict.fromkeys(told))}. {read_out(row)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LossRow", text)
