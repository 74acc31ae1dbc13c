"""Who is on the line, recognised while they still are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Feeling, FollowUpKind, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.labels import label_of, say
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from feedbackdesk.desk.callers import Caller
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.rows import Feedback, FollowUp
    from feedbackdesk.ui.capture.form import FeedbackForm
    from feedbackdesk.ui.live import Live

PAUSE_MS = 80
_WORDS = 100
_FACES = {Feeling.UNHAPPY: Role.DANGER, Feeling.HAPPY: Role.SUCCESS}


class PersonPanel(QWidget):
    """One line on who it is, what they are owed, and their last words."""

    told = Signal()
    """Somebody else stands here now, or nobody."""

    def __init__(self, live: Live, form: FeedbackForm, parent: QWidget) -> None:
        """Watch whom a form names."""
        super().__init__(parent)
        self.setObjectName("capturePerson")
        self._live = live
        self._form = form
        self._asked: object = None
        self._face: Feeling | None = None
        self.caller: Caller | None = None
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._lay_out()
        for changed in (
            form.who.textChanged,
            form.organisation.textChanged,
            form.who.chosen,
            form.who.editingFinished,
            form.organisation.editingFinished,
        ):
            changed.connect(self._timer.start)
        theme.signals().changed.connect(self._tint)
        self._show(None)

    def ask_again(self) -> None:
        """Ask about the same person anew, since what is known has changed."""
        self._asked = None
        self._timer.start()

    def stop(self) -> None:
        """Ask nothing more for now."""
        self._timer.stop()

    def _lay_out(self) -> None:
        self.column = in_column(self, gap=4)
        head = in_row(gap=8)
        self._mood, self._name = QLabel(self), label_of("", "label", wraps=True)
        head.addWidget(self._mood, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._name, 1)
        self.column.addLayout(head)
        self.line, self.owed, self.owed_later = (
            label_of("", role, wraps=True) for role in ("muted", "late", "small")
        )
        for line in (self.line, self.owed, self.owed_later):
            self.column.addWidget(line)
        self.quotes: list[tuple[QLabel, QLabel]] = []

    def _make_quote(self) -> None:
        words, below = (label_of("", role, wraps=True) for role in ("said", "small"))
        self.column.addSpacing(4)
        self.column.addWidget(words)
        self.column.addWidget(below)
        self.quotes.append((words, below))

    def _ask(self) -> None:
        if self._live.desk is None:
            return
        person_id, who, organisation = self._form.named()
        # Half a name is nobody yet; who has left the field has named somebody.
        typing = self._form.who.hasFocus() or self._form.organisation.hasFocus()
        asked = (person_id, who, organisation, typing)
        if asked == self._asked:
            return
        self._asked = asked

        def arrived(found: Caller | None) -> None:
            if found is not None and typing and not found.known:
                found = None
            if found != self.caller:
                self._show(found)

        self._live.latest(self, _caller, person_id, who, organisation, then=arrived)

    def _show(self, found: Caller | None) -> None:
        self.caller = found
        self.setVisible(found is not None)
        if found is not None:
            self._name.setText(", ".join(part for part in (found.name, found.organisation) if part))
            self.line.setText(self._in_words(found))
            late = [one for one in found.owed if one.late]
            later = [one for one in found.owed if not one.late]
            say(self.owed, self._what_is_owed(late))
            say(self.owed_later, self._what_is_owed(later))
            while len(self.quotes) < len(found.last):
                self._make_quote()
            for number, (words, below) in enumerate(self.quotes):
                said = found.last[number] if number < len(found.last) else None
                say(words, f"“{excerpt(said.text, _WORDS)}”" if said else "")
                say(below, _about(said) if said else "")
            self._face = found.mood
            self._tint()
            self._read_out()
        self.told.emit()

    def _in_words(self, one: Caller) -> str:
        if one.namesakes:
            return _("{number} people have this name: choose one, or say for whom.").format(
                number=one.namesakes
            )
        if not one.known and not one.from_known:
            return _("New here")
        parts: list[str] = []
        if one.from_known:
            parts.append(_("Somebody new for them"))
        since = _("since {when}").format(when=_when(one.since)) if one.since else ""
        if one.stage is not None:
            parts.append(" ".join(part for part in (label(one.stage), since) if part))
        elif since:
            parts.append(_("Known {since}").format(since=since))
        if one.said:
            parts.append(plural(one.said, "feedback", "feedbacks"))
        if one.mood is not None and one.mood is not Feeling.NEUTRAL and one.mood_on is not None:
            mood = label(one.mood).lower()
            parts.append(_("{mood} on {day}").format(mood=mood, day=show_date(one.mood_on)))
        if one.value:
            worth = show_money(one.value, one.currency)
            parts.append(_("{money} a year").format(money=worth))
        return " · ".join(parts)

    def _what_is_owed(self, owed: list[FollowUp]) -> str:
        said = [
            (_("{what} since {day}, late") if one.late else _("{what} by {day}")).format(
                what=self._owed_word(one), day=show_date(one.due)
            )
            for one in owed[:3]
        ]
        more = len(owed) - len(said)
        if more > 0:
            said.append(_("{number} more").format(number=more))
        return _("Owed: {what}").format(what="; ".join(said)) if said else ""

    def _owed_word(self, one: FollowUp) -> str:
        words = {
            FollowUpKind.ACKNOWLEDGE: _("a first word"),
            FollowUpKind.ANSWER: _("an answer"),
            FollowUpKind.SHIPPED: _("news that it is done"),
            FollowUpKind.DECLINED: _("news that it will not be done"),
            FollowUpKind.WIN_BACK: _("a call to win them back"),
            FollowUpKind.CHECK_IN: _("a call to see how they are"),
            FollowUpKind.THANK: _("thanks"),
        }
        word = words[one.kind]
        return f"{word} ({excerpt(one.about, 40)})" if one.about else word

    def _tint(self) -> None:
        role = _FACES.get(self._face) if self._face is not None else None
        self._mood.setVisible(role is not None)
        if role is not None and self._face is not None:
            ratio = self.devicePixelRatioF()
            self._mood.setPixmap(icons.pixmap(f"feeling-{self._face.value}", role, 20, ratio))
            self._mood.setAccessibleName(label(self._face))

    def _read_out(self) -> None:
        parts = (self._name.text(), self.line.text(), self.owed.text(), self.owed_later.text())
        said = ". ".join(part for part in parts if part)
        if said != self.accessibleName():
            self.setAccessibleName(said)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))


def _when(day: date) -> str:
    """Return a day of this year, or the year of an earlier one."""
    return show_date(day) if day.year == date.today().year else str(day.year)


def _about(said: Feedback) -> str:
    parts = [show_date(said.on), label(said.kind).lower(), ", ".join(said.themes)]
    if said.feeling is not None and said.feeling is not Feeling.NEUTRAL:
        parts.append(label(said.feeling).lower())
    return " · ".join(part for part in parts if part)


def _caller(read: Moment, person_id: int | None, name: str, organisation: str) -> Caller | None:
    from feedbackdesk.desk.callers import caller

    return caller(read, person_id=person_id, name=name, organisation=organisation)
