"""One thing owed beside the list: whom, why, and the letter, made when it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame

from feedbackdesk.desk.feedback import one_feedback
from feedbackdesk.desk.letters import Draft, draft
from feedbackdesk.desk.letters_begun import Begun, begun_letter, drop_letter, keep_letter
from feedbackdesk.desk.people import person
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import FollowUpResult, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.letters.letter import LetterEditor
from feedbackdesk.ui.pages.owed.rows import clock, due
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import plain
from feedbackdesk.ui.widgets.layout import Aside, in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.desk.owing import Debt
    from feedbackdesk.domain.letters import LetterKind
    from feedbackdesk.domain.rows import Feedback, FollowUp, Person
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_WORDS = 1_200
_SOON_MS = 400
"""From a letter in a letter until it is on the disk."""


@dataclass(frozen=True, slots=True)
class _Known:
    person: Person | None
    said: Feedback | None


def _known(read: Moment, who_id: int | None, feedback_id: int | None) -> _Known:
    return _Known(
        person(read, who_id) if who_id is not None else None,
        one_feedback(read, feedback_id) if feedback_id is not None else None,
    )


class OwedDetail(Aside):
    """The chosen follow-up."""

    told = Signal(object, str)
    """A `Debt` is done: they were told, and this is what."""
    left = Signal()
    """The keyboard goes back to the list."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Show nothing yet."""
        super().__init__("owedDetail", _("What is owed, and the letter"), 300)
        self.live = live
        self.debt: Debt | None = None
        self._begun: dict[int, tuple[Draft, Begun]] = {}
        """The letters that were written in here and not sent, as they stand; the disk has them."""
        self._cannot_keep = False
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.setObjectName("draftPause")
        self._soon.timeout.connect(self._keep)
        live.closing.connect(self._keep)
        self._who, self._what = plain("title"), plain("muted")
        self._clock, self._how, self._words = plain("late"), plain(""), plain("said")
        self._who.setObjectName("owedWho")
        self._what.setObjectName("owedWhat")
        self._clock.setObjectName("owedClock")
        self._how.setObjectName("owedHow")
        self._words.setObjectName("owedWords")
        self._apart = self._note()
        self._end = plain("")
        self._end.setObjectName("owedEnd")
        self._open = push_button(
            self.tr("Open the letter"),
            actions["owed_open"].trigger,
            name="owedOpen",
            variant="primary",
            icon="edit",
            tip=self.tr("Make the draft, and write in it (Enter)"),
        )
        done = actions["owed_done"]
        self._done = push_button(
            self.tr("Done…"), done.trigger, name="owedDone", tip=done.toolTip()
        )
        self._again = push_button(
            self.tr("Put back on the list"), actions["owed_reopen"].trigger, name="owedReopen"
        )
        buttons = in_row(gap=8)
        for button in (self._open, self._done, self._again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.letter = LetterEditor(live)
        self.letter.hide()
        self.letter.told.connect(self._told)
        self.letter.kind_wanted.connect(self._make)
        self.letter.changed.connect(self._soon.start)
        for widget in (self._who, self._what, self._clock, self._how, self._words, self._apart):
            self.column.addWidget(widget)
        self.column.addWidget(self._end)
        self.column.addLayout(buttons)
        self.column.addWidget(self.letter, 1)
        self.column.addStretch(0)

    def show_debt(self, debt: Debt | None) -> None:
        """Show what is owed, or nothing. A letter that was begun waits until it comes back."""
        same = debt is not None and self.debt is not None and debt.owed.id == self.debt.owed.id
        if not same:
            self._keep()
            self.letter.hide()
        self.debt = debt
        if not self._may_write():
            self._soon.stop()
            self.letter.hide()  # it was done, or they were erased, while it stood here
        self.live.forget(self)
        self.area.inner.setVisible(debt is not None)
        if debt is None:
            return
        self._show(debt)

        def arrived(known: _Known) -> None:
            self._show_known(debt, known)

        self.live.latest(self, _known, debt.owed.who_id, debt.owed.feedback_id, then=arrived)
        if not same and self._may_write():
            self._go_on(debt.owed)

    def open_letter(self) -> None:
        """Make the draft, unless it is open already, and put the keyboard into it."""
        if not self._may_write():
            return
        if self._is_open():
            self.letter.take_focus()
        else:
            self._make(None)

    def follow_templates(self) -> None:
        """Make an open letter anew that nobody has written in."""
        if self._is_open() and not self.letter.is_written_in:
            self._make(self.letter.kind)

    def forget(self, debts: Iterable[Debt]) -> None:
        """Let go of what was written to those who were told."""
        for debt in debts:
            self._drop(debt.owed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc; what was written stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _may_write(self) -> bool:
        one = self.debt.owed if self.debt is not None else None
        return one is not None and one.may_contact and one.done_on is None

    def _is_open(self) -> bool:
        return not self.letter.isHidden()

    def _keep(self) -> None:
        """Put the open letter on the disk, where something of it is the owner's."""
        self._soon.stop()
        made, desk = self.letter.draft, self.live.desk
        if not self._is_open() or made is None or desk is None:
            return
        owed = made.follow_up
        if not self.letter.is_written_in:
            if owed.id in self._begun:
                self._drop(owed)
            return
        now = Begun(self.letter.kind, self.letter.subject, self.letter.body)
        if self._begun.get(owed.id) != (made, now):
            self._begun[owed.id] = (made, now)
            self.live.work(partial(keep_letter, desk, owed, now), otherwise=self._not_kept)

    def _not_kept(self, why: str) -> None:
        if not self._cannot_keep:  # once: it would be said at every pause
            self._cannot_keep = True
            self.live.said.emit(why)

    def _drop(self, owed: FollowUp) -> None:
        self._begun.pop(owed.id, None)
        self.live.work(partial(drop_letter, self.live.path, owed))

    def _go_on(self, owed: FollowUp) -> None:
        """Show the letter that was begun on what is owed, here or before the last start."""
        if (begun := self._begun.get(owed.id)) is not None:
            self._show_letter(*begun)
            return

        def is_wanted() -> bool:
            here = self.debt is not None and self.debt.owed.id == owed.id and self._may_write()
            return here and not (self._is_open() and self.letter.is_written_in)

        def found(begun: Begun | None) -> None:
            if begun is not None and is_wanted():
                self.live.ask(draft, owed.id, begun.kind, then=partial(made, begun))

        def made(begun: Begun, one: Draft) -> None:
            if is_wanted():
                self._begun[owed.id] = (one, begun)
                self._show_letter(one, begun)

        self.live.work(partial(begun_letter, self.live.path, owed), found)

    def _make(self, kind: LetterKind | None) -> None:
        if self.debt is None or not self._may_write():
            return

        def made(one: Draft) -> None:
            if kind is not None or not self._is_open():  # else it came from the disk by now
                anew = Begun(one.kind, one.letter.subject, one.letter.body)
                self._show_letter(one, anew)
                self._soon.start()
            self.letter.take_focus()

        self.live.latest(self, draft, self.debt.owed.id, kind, then=made)

    def _show_letter(self, made: Draft, begun: Begun) -> None:
        self.letter.show_draft(made, begun.subject, begun.body)
        self.letter.show()
        # The letter quotes them, and needs the room.
        for widget in (self._open, self._done, self._words):
            widget.hide()

    def _show(self, debt: Debt) -> None:
        one = debt.owed
        self._who.setText(one.speaker)
        self._what.setText(f"{label(one.kind)} · {due(debt)}")
        waits = clock(debt)
        self._clock.setText(waits[:1].upper() + waits[1:])
        self._clock.setVisible(bool(waits))
        self._how.setText(one.contact_how)
        self._how.setVisible(bool(one.contact_how) and one.may_contact)
        self._words.setText(excerpt(one.about, _WORDS))
        self._words.setVisible(bool(one.about) and not self._is_open())
        self._apart.setVisible(not one.may_contact)
        done = one.done_on is not None
        self._end.setVisible(done and bool(one.said))
        told = one.result is FollowUpResult.TOLD
        words = self.tr("They were told:\n\n{said}") if told else self.tr("You noted:\n\n{said}")
        self._end.setText(words.format(said=one.said))
        self._open.setVisible(self._may_write() and not self._is_open())
        self._done.setVisible(not done and not self._is_open())
        self._again.setVisible(done)
        writing = not self.live.read_only
        for button in (self._done, self._again):
            button.setEnabled(writing)

    def _show_known(self, debt: Debt, known: _Known) -> None:
        one, who, said = debt.owed, known.person, known.said
        if one.may_contact:
            parts = [one.contact_how]
            if who is not None:
                parts += [who.email or "", who.phone or ""]
            how = " · ".join(part for part in parts if part)
            self._how.setText(how or self.tr("Nothing is noted on how to reach them."))
            self._how.show()
        if said is not None:
            about = "" if one.about and said.text.startswith(one.about[:20]) else one.about
            when = self.tr("said on {day}").format(day=show_date(said.on))
            self._words.setText(f"{excerpt(said.text, _WORDS)}\n{when}")
            self._words.setVisible(not self._is_open())
            what = [label(one.kind), about, due(debt)]
            self._what.setText(" · ".join(part for part in what if part))

    def _told(self, text: str) -> None:
        if self.debt is not None:
            debt = self.debt
            self.letter.hide()
            self.told.emit(debt, text)

    def _note(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("owedApart")
        frame.setProperty("surface", "sunken")
        column = in_column(frame, (12, 10, 12, 10))
        words = plain("")
        words.setText(
            self.tr("They asked not to be contacted. Nothing is drafted, and they are on no list.")
        )
        column.addWidget(words)
        return frame
