"""What is likely while they are still speaking: themes, and who said the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt, name_key, plural
from feedbackdesk.ui.capture.keys import TAKE_THEME, TAKE_WORDS
from feedbackdesk.ui.capture.offer import Offer, Offered

if TYPE_CHECKING:
    from feedbackdesk.desk.advice import Advice, Suggestion
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.ui.live import Live

PAUSE_MS = 50
"""How long no key is pressed before words are asked about."""
MOST = 3_000
"""How many characters are asked about at most: the first ones."""
_UNFOLDED = 14


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
        self.setAccessibleName(self.tr("Likely themes and similar feedback"))
        self._live = live
        self._words = words
        self._asked: str | None = None
        self._asking = False
        self._chosen: frozenset[str] = frozenset()
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self._themes_head = self._heading(self.tr("Likely themes"), self.tr("Alt and a number"))
        self.column.addWidget(self._themes_head)
        self.themes = [Offer(keys, lines=1, bold=True, parent=self) for keys in TAKE_THEME]
        self.similar = [Offer(keys, lines=2, bold=False, parent=self) for keys in TAKE_WORDS]
        for offer in self.themes:
            self.column.addWidget(offer)
        self._similar_head = self._heading(self.tr("Said before"), "")
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
        why = self.tr("like “{words}”").format(words=one.like)
        return Offered(one.name, why, f"{one.name}, {why}", why, (one.name,))

    def _feedback(self, one: Feedback) -> Offered:
        who = one.speaker or self.tr("Not named")
        filed = ", ".join(one.themes)
        below = " · ".join(part for part in (who, show_date(one.on), filed) if part)
        does = (
            self.tr("Files this one under {themes} too").format(themes=filed)
            if filed
            else self.tr("Shows all of it; it has no theme yet")
        )
        words = excerpt(one.text, 300)
        return Offered(one.text[:2_000], below, f"{words}, {below}", does, one.themes)

    def _read_out(self, advice: Advice) -> None:
        names = ", ".join(one.name for one in advice.themes)
        alike = plural(len(advice.similar), "similar feedback", "similar feedbacks")
        said = self.tr("Likely: {themes}").format(themes=names) if names else alike
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _heading(self, words: str, keys: str) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(8, 8, 8, 2)
        for text, side in ((words, 1), (keys, 0)):
            label = QLabel(text, holder)
            label.setProperty("role", "small" if text == keys else "heading")
            row.addWidget(label, side, Qt.AlignmentFlag.AlignVCenter)
        return holder
