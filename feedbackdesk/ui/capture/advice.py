"""What is likely while they are still speaking: themes, and who said the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QPainter,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt, name_key, plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.lettering import face
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.rows.described import Described
from feedbackdesk.ui.rows.paint import rounded, write
from feedbackdesk.ui.rows.pieces import Icon, Piece, Placed, Text, Words
from feedbackdesk.ui.rows.row import Line, Row, Stack
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from feedbackdesk.desk.advice import Advice, Suggestion
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.ui.live import Live

PAUSE_MS = 50
"""How long no key is pressed before words are asked about."""
MOST = 3_000
"""How many characters are asked about at most: the first ones."""
TAKE_THEME = ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5")
"""The keys of the likely themes, best first."""
TAKE_WORDS = ("Alt+6", "Alt+7", "Alt+8", "Alt+9", "Alt+0")
"""The keys of the feedback that is most alike."""
_UNFOLDED = 14
_LEAST = 84
"""So wide that a few letters stand beside the key."""


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


@dataclass(slots=True, eq=False, repr=False)
class Cap(Piece):
    """The digit of a key in a box of its own, or a check where it was taken."""

    digit: str
    taken: bool

    def natural(self) -> int | None:
        """Return its width."""
        return px(20)

    def height(self) -> int:
        """Return its height."""
        return px(20)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Draw the box, and what stands in it."""
        edge = Role.ACCENT if self.taken else Role.LINE_STRONG
        rounded(painter, here.rect, Role.SURFACE, edge, radius=4)
        if self.taken:
            Icon("check", Role.ACCENT).paint(painter, here, mirrored=mirrored)
        else:
            font, ink = face(Size.SMALL, Weight.MEDIUM)[0], theme.color(Role.TEXT)
            write(painter, here.rect, self.digit, font, ink, in_middle=True)


class Offer(Described, QPushButton):
    """One of a numbered few that is taken by one key; pressed again, it is left out again."""

    def __init__(self, keys: str, *, lines: int, bold: bool, parent: QWidget) -> None:
        """Offer nothing yet; `keys` take it wherever the keyboard is in the form."""
        super().__init__(parent)
        self.setObjectName(f"likely.{keys[-1]}")
        self.offered: Offered | None = None
        self.taken = False
        """Whether the feedback is filed so already."""
        self._keys = QKeySequence(keys)
        self._lines = self._usual = lines
        self._weight = Weight.MEDIUM if bold else Weight.REGULAR
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow_letters()
        self.hide()

    def offer(self, offered: Offered | None) -> None:
        """Offer something else, or nothing."""
        if offered != self.offered:
            self.offered = offered
            self._lines = self._usual
            if offered is not None:
                self.setToolTip(offered.tip)
                self._read_out()
            self.describe_anew()
        self.setVisible(offered is not None)

    def show_taken(self, yes: bool) -> None:
        """Show whether it was taken."""
        if yes != self.taken:
            self.taken = yes
            self._read_out()
            self.update()

    def unfold(self, lines: int) -> None:
        """Show more lines of the words, or again only the first."""
        self._lines = lines if self._lines == self._usual else self._usual
        self.describe_anew()

    def sizeHint(self) -> QSize:
        """Return the height of its lines; any width will do."""
        return QSize(200, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """The words may be unfolded."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its lines: of all that there may be, where it is folded."""
        return self.laid(max(width, px(_LEAST)), keep=self._lines == self._usual).height

    def is_tinted(self) -> bool:
        """Whether it stands on a tinted ground: it was taken."""
        return self.taken and self.offered is not None

    def describe(self, _room: int) -> Row:
        """Describe its key, its words, and why; nothing where nothing is offered."""
        if self.offered is None:
            return Row(pad=(0, 0, 0, 0))
        ink, muted = Role.TEXT, Role.TEXT_MUTED
        if self.taken:
            ink = muted = Role.ON_ACCENT_SOFT
        said = Stack(
            Line(
                Text(self.offered.words, weight=self._weight, role=ink, lines=self._lines), height=0
            ),
            Line(Words(self.offered.below, Size.SMALL, role=muted), height=18),
        )
        line = Line(Cap(self._keys.toString()[-1], self.taken), said)
        return Row(line, says=self.offered.said, pad=(8, 4, 8, 4))

    def _read_out(self) -> None:
        if self.offered is not None:
            taken = _(", taken") if self.taken else ""
            self.setAccessibleName(f"{self.offered.said}{taken}")
            self.setAccessibleDescription(
                self._keys.toString(QKeySequence.SequenceFormat.NativeText)
            )


class AdvicePanel(QWidget):
    """Silent while nothing fits."""

    taken = Signal(object)
    """Names of themes that the feedback is to be filed under, or no longer."""
    told = Signal()
    """Something else is likely now."""

    def __init__(self, live: Live, words: QPlainTextEdit, parent: QWidget) -> None:
        """Watch words that are being typed."""
        super().__init__(parent)
        self.setObjectName("captureAdvice")
        self.setAccessibleName(_("Likely themes and similar feedback"))
        self._live = live
        self._words = words
        self._asked: str | None = None
        self._asking = False
        self._chosen: frozenset[str] = frozenset()
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self.column = in_column(self, gap=2)
        self._themes_head = self._heading(_("Likely themes"), _("Alt and a number"))
        self.column.addWidget(self._themes_head)
        self.themes = [Offer(keys, lines=1, bold=True, parent=self) for keys in TAKE_THEME]
        self.similar = [Offer(keys, lines=2, bold=False, parent=self) for keys in TAKE_WORDS]
        for offer in self.themes:
            self.column.addWidget(offer)
        self._similar_head = self._heading(_("Said before"), "")
        self.column.addWidget(self._similar_head)
        for offer in self.similar:
            self.column.addWidget(offer)
        for offer in (*self.themes, *self.similar):
            offer.clicked.connect(lambda _on=False, offer=offer: self.take(offer))
        words.textChanged.connect(self._timer.start)
        live.broke.connect(self._gave_up)
        self._show_nothing()

    def take(self, offer: Offer) -> None:
        """File the feedback so; a theme also no longer. Words without a theme are shown whole."""
        if offer.offered is None or not offer.isVisible():
            return
        if not offer.offered.themes:
            offer.unfold(_UNFOLDED)
            self.told.emit()
            return
        wanted = [
            name
            for name in offer.offered.themes
            if (offer.taken and offer in self.themes) or name_key(name) not in self._chosen
        ]
        if wanted:
            self.taken.emit(tuple(wanted))

    def show_chosen(self, names: tuple[str, ...]) -> None:
        """Mark what the feedback is filed under already."""
        self._chosen = frozenset(map(name_key, names))
        self._mark()

    def ask_again(self) -> None:
        """Ask about the same words anew, since what is known has changed."""
        self._asked = None
        self._timer.start()

    def stop(self) -> None:
        """Ask nothing more for now."""
        self._timer.stop()

    def is_silent(self) -> bool:
        """Whether nothing fits."""
        return self.isHidden()

    def _text(self) -> str:
        # Of a paste of megabytes no more is touched than is asked about.
        document = self._words.document()
        cursor = QTextCursor(document)
        end = min(MOST, document.characterCount() - 1)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n").strip()

    def _ask(self) -> None:
        if self._asking or self._live.desk is None:
            return  # the answer on its way asks again, where it has become another question
        text = self._text()
        if text == self._asked:
            return
        self._asked = text
        if not text:
            self._show_nothing()
            return
        self._asking = True
        self._live.advise(text, then=self._arrived, otherwise=self._gave_up)

    def _arrived(self, advice: Advice) -> None:
        self._asking = False
        if self._timer.isActive():
            return  # typed on: this was about other words
        if self._text() != self._asked:
            self._ask()
            return
        self._show(advice)

    def _gave_up(self, _why: object) -> None:
        self._asking = False

    def _show(self, advice: Advice) -> None:
        if not advice.themes and not advice.similar:
            self._show_nothing()
            return
        for number, offer in enumerate(self.themes):
            likely = advice.themes[number : number + 1]
            offer.offer(self._theme(likely[0]) if likely else None)
        for number, offer in enumerate(self.similar):
            alike = advice.similar[number : number + 1]
            offer.offer(self._feedback(alike[0]) if alike else None)
        self._themes_head.setVisible(bool(advice.themes))
        self._similar_head.setVisible(bool(advice.similar))
        self._mark()
        self.show()
        self._read_out(advice)
        self.told.emit()

    def _show_nothing(self) -> None:
        was = not self.isHidden()
        self.hide()
        for offer in (*self.themes, *self.similar):
            offer.offer(None)
        self.setAccessibleDescription("")
        if was:
            self.told.emit()

    def _mark(self) -> None:
        for offer in (*self.themes, *self.similar):
            names = offer.offered.themes if offer.offered is not None else ()
            offer.show_taken(bool(names) and all(name_key(one) in self._chosen for one in names))

    def _theme(self, one: Suggestion) -> Offered:
        why = _("like “{words}”").format(words=one.like)
        return Offered(one.name, why, f"{one.name}, {why}", why, (one.name,))

    def _feedback(self, one: Feedback) -> Offered:
        who = one.speaker or _("Not named")
        filed = ", ".join(one.themes)
        below = " · ".join(part for part in (who, show_date(one.on), filed) if part)
        does = (
            _("Files this one under {themes} too").format(themes=filed)
            if filed
            else _("Shows all of it; it has no theme yet")
        )
        words = excerpt(one.text, 300)
        return Offered(one.text[:2_000], below, f"{words}, {below}", does, one.themes)

    def _read_out(self, advice: Advice) -> None:
        names = ", ".join(one.name for one in advice.themes)
        alike = plural(len(advice.similar), "similar feedback", "similar feedbacks")
        said = _("Likely: {themes}").format(themes=names) if names else alike
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _heading(self, words: str, keys: str) -> QWidget:
        holder = QWidget(self)
        row = in_row(holder, (8, 8, 8, 2))
        row.addWidget(label_of(words, "heading", wraps=True), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label_of(keys, "small"), 0, Qt.AlignmentFlag.AlignVCenter)
        return holder
