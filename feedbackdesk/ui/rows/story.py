"""All that was said about a theme, newest first, their words first and large.

Keys and months stand in arrays, rows come in pages, each as tall as its words.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QFont, QFontMetrics, QPainter

from feedbackdesk.desk.themes import story_of_theme
from feedbackdesk.domain.dates import show_date, show_month
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.words import Feeling, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.lettering import face
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.rows.feedback import FeedbackRows, feeling_of
from feedbackdesk.ui.rows.feedback_model import FeedbackModel
from feedbackdesk.ui.rows.pieces import Icon, Piece, Placed, Swatch, Text, Words
from feedbackdesk.ui.rows.row import Column, Line, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtCore import QPoint

    from feedbackdesk.desk.advice import Suggestion
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.ui.live import Live


_LINES = 12
"""So many lines of one quote; all of a longer one stands in the inspector."""
_WIDEST = 760
"""A line longer than this is hard to read."""
_SIDE, _INDENT = 24, 36
_SAID = 300
"""So many characters are read out."""


@dataclass(slots=True, eq=False, repr=False)
class Part(Words):
    """A fact of the line below a quote."""

    spare: int = field(default=0, kw_only=True)
    """The greater, the sooner it is left away where there is no room."""
    role: Role = Role.TEXT_MUTED


class Facts(Line):
    """Parts with dots between; where there is no room, those that can be spared go."""

    def lay(self, out: list[Placed], at: QPoint, wide: int, *, mirrored: bool, keep: bool) -> int:
        """Place the parts that have room."""
        marks = [one for one in self.pieces if not isinstance(one, Part)]
        parts = [one for one in self.pieces if isinstance(one, Part)]
        while True:
            line = Line(*marks, *_dotted(parts), gap=self.gap, height=self.height, above=self.above)
            if len(parts) < 2 or line.wish() <= wide:
                return line.lay(out, at, wide, mirrored=mirrored, keep=keep)
            parts.remove(max(parts, key=lambda part: part.spare))


def _dotted(parts: list[Part]) -> list[Piece]:
    dot = Words("·", role=Role.TEXT_MUTED, quiet=True)
    pieces: list[Piece] = []
    for part in parts:
        pieces += [dot, part] if pieces else [part]
    return pieces


@dataclass(slots=True, eq=False, repr=False)
class QuoteMark(Piece):
    """The mark before a quote: large, and light."""

    def natural(self) -> int | None:
        """Return its width."""
        return px(_INDENT - 12)

    def height(self) -> int:
        """Return the height of the line that it stands beside."""
        return face(Size.TITLE)[2]

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:  # noqa: ARG002
        """Draw it."""
        font = QFont(face(Size.DISPLAY, Weight.BOLD)[0])
        font.setPixelSize(2 * font.pixelSize())
        painter.setFont(font)
        painter.setPen(theme.color(Role.QUOTE_LINE))
        below = QFontMetrics(font).ascent() - px(8)
        painter.drawText(here.rect.left(), here.rect.top() + below, "“")


class StoryRows(FeedbackRows):
    """A quote as tall as its words, with its month above where a month begins.

    `month` tells the month that begins with a key, `words` what is quoted of a feedback.
    """

    uniform = False

    def __init__(
        self,
        month: Callable[[int], str | None] = lambda _key: None,
        words: Callable[[Feedback], str] = lambda row: row.text,
    ) -> None:
        """Describe quotes."""
        super().__init__()
        self._month, self._words = month, words

    def beside(self, row: Feedback, /) -> Hashable:
        """Return the month that begins, and the words."""
        return self._month(row.id), self._words(row)

    def height_by(self, row: Feedback, /) -> Hashable:
        """Return what decides how high a quote is."""
        return self.beside(row)

    def describe(self, row: Feedback, beside: Hashable, room: int) -> Row:
        """Describe the words, and below them by whom and when."""
        month, words = cast("tuple[str | None, str]", beside)
        kind = row.kind
        by = Facts(
            Icon(f"kind-{kind.value}", Role[f"KIND_{kind.name}"], 16, tip=label(kind)),
            feeling_of(row),
            *self.parts(row, words),
            gap=6, height=24, above=4,
        )  # fmt: skip
        said = Line(Text(words, Size.TITLE, lines=_LINES, quiet=True))
        return self._quote(room, said, by, month=month or "", says=self.says(row, None))

    def waiting(self, room: int, /) -> Row:
        """Describe a quote that is on its way."""
        grey = Role.BAR_TRACK
        lines = [Line(Swatch(grey, wide, 12, 6), height=24) for wide in (0, 240)]
        return self._quote(room, *lines, Line(height=24), month="", says="")

    @staticmethod
    def _quote(room: int, *lines: Line, month: str, says: str) -> Row:
        wide = max(min(room - 2 * _SIDE - _INDENT, _WIDEST), 80)
        head = Line(
            # It is said as what describes the row.
            Words(month, Size.SMALL, Weight.BOLD, Role.TEXT_MUTED, quiet=True),
            Swatch(Role.LINE, 0, 1, 0),
            gap=12, height=24, above=12,
        ) if month else None  # fmt: skip
        return Row(
            Line(QuoteMark(), Column(wide, *lines), gap=12),
            head=head, says=says, pad=(_SIDE, 16, _SIDE, 16), line_from=None,
        )  # fmt: skip

    def parts(self, row: Feedback, words: str) -> list[Part]:
        """Return who spoke, what they were then, when, and what else is to be known."""
        named = row.who or row.organisation
        ink = Role.TEXT if named else Role.TEXT_MUTED
        parts = [Part(named or _("Not named"), weight=Weight.MEDIUM, role=ink)]
        if row.who and row.organisation:
            parts.append(Part(row.organisation, spare=3))
        if row.stage:
            parts.append(Part(label(row.stage), spare=4))
        parts.append(Part(show_date(row.on), spare=1))
        parts += self.lost(row)
        if len(words) < len(row.text):
            parts.append(Part(_("part of what they said"), spare=5))
        return parts

    def lost(self, row: Feedback) -> list[Part]:
        """Return why a sale was lost, and its value."""
        if row.loss is None:
            return []
        told = _("lost for {reason}").format(reason=row.loss.reason)
        if row.loss.value:
            told += f", {show_money(row.loss.value, self.currency)}"
        return [Part(told, weight=Weight.MEDIUM, role=Role.DANGER, spare=2)]

    def says(self, row: Feedback, _best: Suggestion | None, /) -> str:
        """Return a quote as one sentence: who and what they were, then all that is shown."""
        words = self._words(row)
        told = [row.speaker or _("Not named"), label(row.stage) if row.stage else ""]
        told += [show_date(row.on), label(row.kind)]
        if row.feeling in {Feeling.HAPPY, Feeling.UNHAPPY}:
            told.append(label(row.feeling))
        known = {*told, row.who, row.organisation}
        told += [part.text for part in self.parts(row, words) if part.text not in known]
        return f"{', '.join(filter(None, told))}: {words[:_SAID]}"


class StoryModel(FeedbackModel):
    """The feedback of one theme, with the words chosen for it."""

    rows: StoryRows

    def __init__(self, live: Live) -> None:
        """Model nothing until `show_theme` says which theme."""
        self._begins: dict[int, str] = {}
        super().__init__(live)
        self.theme_id = -1

    def make_rows(self) -> StoryRows:
        """Describe quotes below their months."""
        return StoryRows(self._begins_with, self._words)

    def _begins_with(self, key: int) -> str | None:
        month = self._begins.get(key)
        return show_month(month) if month is not None else None

    def show_theme(self, theme_id: int) -> None:
        """Show what was said about a theme."""
        if theme_id != self.theme_id:
            self.theme_id = theme_id
            self._show_nothing()
        self.reload()

    def _show_nothing(self) -> None:
        self._begins = {}
        self._keys_arrived([])

    def ask_keys(self, then: Callable[[Sequence[int]], None]) -> None:
        """Ask for what was said, and note where a month begins."""

        def arrived(found: list[tuple[int, str]]) -> None:
            self._begins = {}
            before = ""
            for key, day in found:
                if day[:7] != before:
                    before = self._begins[key] = day[:7]
            then(array("q", (key for key, _day in found)))

        self._ask_story(arrived)

    def _ask_story(self, then: Callable[[list[tuple[int, str]]], None]) -> None:
        """Ask for the keys and days of what was said."""
        if self.theme_id >= 0:
            self.live.latest(self, story_of_theme, self.theme_id, then=then)

    def name(self, row: Feedback) -> str:
        """Return the words that are shown."""
        return self._words(row)[:500]

    def says_besides(self, row: Feedback, /) -> str:
        """Return the month that begins."""
        return self._begins_with(row.id) or ""

    def _words(self, row: Feedback) -> str:
        """Return the quote chosen for the theme, or all that was said."""
        quotes = [m.quote for m in row.mentions if m.theme_id == self.theme_id and m.quote]
        return quotes[0] if quotes else row.text
