"""Lost sales as rows, the newest first: why, to whom, for how much, and whether it came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.losses import lost_feedback
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.losses import LossFilter
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.words import ToldBy, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.feedback import FeedbackRows, read_out
from feedbackdesk.ui.rows.feedback_model import FeedbackModel
from feedbackdesk.ui.rows.pieces import Chip, Piece, Words
from feedbackdesk.ui.rows.row import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.desk.advice import Suggestion
    from feedbackdesk.domain.rows import Feedback, Loss


class LostModel(FeedbackModel):
    """The sales that a bar stands for, or all of a period."""

    chosen = LossFilter()

    def make_rows(self) -> FeedbackRows:
        """Describe the facts of the loss below the words."""
        return LossRows()

    def show_lost(self, chosen: LossFilter) -> None:
        """Show these sales."""
        self.chosen = chosen
        self.reload()

    def show_anew(self, chosen: LossFilter) -> None:
        """Show these sales, each fetched again: much may have changed out of sight."""
        self.doubt_all()
        self.show_lost(chosen)

    def ask_keys(self, then: Callable[[Sequence[int]], None]) -> None:
        self.live.latest(self, lost_feedback, self.chosen, then=then)


class LossRows(FeedbackRows):
    """A feedback with the facts of the loss below its words."""

    def below(self, row: Feedback | None, /) -> list[Line]:
        """Return the reason with what stands beside it, and what is known beyond."""
        loss = row.loss if row is not None else None
        if loss is None:
            return [Line(above=4), Line()]
        won = _won(loss)
        beside = " · ".join(_beside(loss, self.currency))
        after = " · ".join(_after(loss))
        return [
            Line(
                Chip(won, Role.SUCCESS_SOFT, Role.SUCCESS, "check") if won else None,
                _reason(loss),
                Words(beside, Size.SMALL, Weight.MEDIUM, quiet=True),
                above=4,
            ),
            Line(Words(after, Size.SMALL, role=Role.TEXT_MUTED, quiet=True)),
        ]

    def chips(self, row: Feedback) -> list[Piece]:
        """Return the themes: the reason stands below."""
        return [Chip(name) for name in row.themes]

    def says(self, row: Feedback, _best: Suggestion | None, /) -> str:
        """Return a lost sale as one sentence, the facts before the words."""
        if row.loss is None:
            return read_out(row)
        loss = row.loss
        named = label(loss.told_by) if loss.told_by is ToldBy.THEM else _guess(loss)
        told = [named, label(loss.outcome), *_beside(loss, self.currency)]
        if loss.won_back:
            told.append(_("won back on {date}").format(date=show_date(loss.won_back)))
        known = {*told, label(loss.told_by)}
        told += [words for words in _after(loss) if words not in known]
        return f"{', '.join(dict.fromkeys(told))}. {read_out(row, None, self.currency)}"


def _reason(loss: Loss) -> Chip:
    """Return the reason as a tag; where nobody named it, a dashed one that says so."""
    if loss.told_by is ToldBy.THEM:
        return Chip(loss.reason, Role.DANGER_SOFT, Role.DANGER, share=0.4)
    return Chip(_guess(loss), ink=Role.TEXT_MUTED, dashed=True, share=0.4)


def _won(loss: Loss) -> str:
    if loss.won_back is None:
        return ""
    return _("Won back on {date}").format(date=show_date(loss.won_back))


def _guess(loss: Loss) -> str:
    return _("Our guess: {reason}").format(reason=loss.reason)


def _beside(loss: Loss, currency: str) -> list[str]:
    """Return what stands beside the reason."""
    words = [show_money(loss.value, currency)] if loss.value else []
    if loss.competitor:
        words.append(_("to {competitor}").format(competitor=loss.competitor))
    else:
        words.append(label(loss.outcome))
    if loss.also:
        words.append(_("also {reasons}").format(reasons=", ".join(loss.also)))
    return words


def _after(loss: Loss) -> list[str]:
    """Return what is known beyond the reason: how far it got, and what may come of it."""
    facts = (
        (_("Got as far as {what}"), loss.stage_reached),
        (_("Look again on {what}"), show_date(loss.revisit) if loss.revisit else None),
        (_("Suggested instead: {what}"), loss.alternative),
    )
    told = [words.format(what=" ".join(what[:200].split())) for words, what in facts if what]
    return told or [label(loss.told_by)]
