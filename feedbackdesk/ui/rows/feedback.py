"""A feedback as a row: who, when, their words, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.marks import snippet
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import Feeling, Importance, Kind, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.pieces import Chip, Icon, Piece, Stretch, Swatch, Text, Words
from feedbackdesk.ui.rows.row import Line, Row, Rows, Stack

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from feedbackdesk.desk.advice import Suggestion

    Fits = tuple[Suggestion, ...] | None
    Spans = tuple[tuple[int, int], ...] | None

_WIDE = 860
"""From this width on, one line holds what most people say."""
_A_CHARACTER = 7
"""How wide a character is, more or less."""
_MOST_CHIPS = 12
"""Of ten thousand themes only those that may be in sight are measured."""
_SAID = 300
"""So many characters are read out."""


class FeedbackRows(Rows[Feedback]):
    """What was said, all of one height, so that a million of them scroll.

    `fits` tells which theme suggests itself for a key, `found` where its words match a search.
    """

    def __init__(
        self,
        fits: Callable[[int], Fits] | None = None,
        found: Callable[[int], Spans] | None = None,
    ) -> None:
        """Describe feedback, and what is known beside it."""
        super().__init__()
        self.currency = ""
        self._fits, self._found = fits, found

    def beside(self, row: Feedback, /) -> Hashable:
        """Return what suggests itself, and where the words match."""
        return (
            self._fits(row.id) if self._fits is not None else None,
            self._found(row.id) if self._found is not None else None,
        )

    def describe(self, row: Feedback, beside: Hashable, room: int) -> Row:
        """Describe who, when, the words, and the theme that suggests itself."""
        fits, found = cast("tuple[Fits, Spans]", beside)
        lines = 1 if room >= _WIDE else 2
        words: str = row.text
        spans: Any = ()
        if found is not None:
            words, spans = snippet(row.text, list(found), lines * room // _A_CHARACTER)
        best = fits[0] if fits else None
        return self._row(
            Icon(
                f"kind-{row.kind.value}", Role[f"KIND_{row.kind.name}"], 18, 28,
                tip=label(row.kind),
            ),
            self._first(row),
            Line(Text(words, lines=lines, marks=tuple(spans), quiet=True)),
            *self.below(row),
            _offered(best) if best is not None else self._no_offer(),
            says=self.says(row, best),
        )  # fmt: skip

    def says(self, row: Feedback, best: Suggestion | None) -> str:
        """Return all that the row shows as a sentence."""
        return read_out(row, best, self.currency)

    def below(self, _row: Feedback | None, /) -> list[Line]:
        """Return what stands below the words; without a row, the room of it."""
        return []

    def chips(self, row: Feedback) -> list[Piece]:
        """Return what a feedback is about, as tags."""
        chips: list[Piece] = []
        if row.loss is not None:
            worth = f" · {show_money(row.loss.value, self.currency)}" if row.loss.value else ""
            chips.append(Chip(row.loss.reason + worth, Role.DANGER_SOFT, Role.DANGER))
        return chips + [Chip(name) for name in row.themes[:_MOST_CHIPS]]

    def waiting(self, room: int, /) -> Row:
        """Describe a row whose words are on their way."""
        grey = Role.BAR_TRACK
        words = Line(Text(" ", lines=1 if room >= _WIDE else 2))
        name = Line(Swatch(grey, 160, 10, 5))
        return self._row(
            Swatch(grey, 28, 28, 8), name, words, *self.below(None), self._no_offer(), says=""
        )

    def _first(self, row: Feedback) -> Line:
        who = row.who or row.organisation
        firm = row.organisation if row.who else ""
        return Line(
            Words(
                who or _("Not named"), weight=Weight.MEDIUM,
                role=Role.TEXT if who else Role.TEXT_FAINT,
            ),
            Words(firm, Size.SMALL, role=Role.TEXT_MUTED, least=40) if firm else None,
            *self.chips(row),
            Stretch(),
            Icon("importance-critical", Role.DANGER, tip=label(Importance.CRITICAL))
            if row.importance is Importance.CRITICAL
            else None,
            feeling_of(row),
            Icon(f"channel-{row.channel.value}", Role.TEXT_FAINT, tip=label(row.channel)),
            Words(show_date(row.on), Size.SMALL, role=Role.TEXT_FAINT),
            gap=6,
        )  # fmt: skip

    def _no_offer(self) -> Line | None:
        return Line(above=4) if self._fits is not None else None

    @staticmethod
    def _row(mark: Icon | Swatch, *lines: Line | None, says: str) -> Row:
        return Row(Line(mark, Stack(*lines), gap=12), says=says, pad=(16, 11, 16, 10))


def feeling_of(row: Feedback) -> Icon | None:
    """Return the icon of how they felt, where they felt strongly."""
    inks = {Feeling.UNHAPPY: Role.DANGER, Feeling.HAPPY: Role.SUCCESS}
    if row.feeling is None or row.feeling not in inks:
        return None
    return Icon(f"feeling-{row.feeling.value}", inks[row.feeling], tip=label(row.feeling))


def _offered(best: Suggestion) -> Line:
    """Return the theme that suggests itself; a click takes it, as Enter does."""
    return Line(
        Chip(
            best.name, ink=Role.ACCENT, icon="add", dashed=True, share=0.6, act="accept",
            tip=_("File it under {theme} (Enter)").format(theme=best.name),
        ),
        Words(_("like ‘{words}’").format(words=best.like), Size.SMALL, role=Role.TEXT_MUTED),
        above=4,
    )  # fmt: skip


def read_out(row: Feedback, fits: Suggestion | None = None, currency: str = "") -> str:
    """Return a feedback as one sentence for whoever listens, with the theme it may be about."""
    who = row.speaker or "Not named"
    parts = [label(row.kind), f"by {who}", f"on {show_date(row.on)}", f"by {label(row.channel)}"]
    if row.kind is Kind.LOSS and row.loss is not None:
        parts.append(f"lost for {row.loss.reason}")
        if row.loss.value:
            parts.append(show_money(row.loss.value, currency))
    if row.themes:
        parts.append("about " + ", ".join(row.themes))
    if row.importance is Importance.CRITICAL:
        parts.append(label(Importance.CRITICAL).lower())
    if row.feeling is not None and row.feeling is not Feeling.NEUTRAL:
        parts.append(label(row.feeling).lower())
    told = f"{', '.join(parts)}: {row.text[:_SAID]}"
    if fits is not None:
        told += f". Suggested theme: {fits.name}, like ‘{fits.like}’"
    return told
