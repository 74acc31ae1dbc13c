"""The quiet lines of the form: what was half typed before, and who it may be that is named."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.text import excerpt
from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.form import announce
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.desk.drafts import Draft
    from feedbackdesk.desk.identity import WhoQuestion
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.desk.twins import Resembling
    from feedbackdesk.ui.capture.form import FeedbackForm
    from feedbackdesk.ui.live import Live

PAUSE_MS = 250
_LISTED = 20
_SHORTEST = 3
_WORDS = 60

Alike = tuple[list["Resembling"], list["Resembling"]]
Choice = tuple[str, "Callable[[], None]"]
"""What a button says, and what it does."""


class _QuietLine(QFrame):
    """Never in the way: it takes no room while it has nothing to say."""

    changed = Signal()
    """It came, or went, or has other lines."""

    def __init__(self, name: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("surface", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = label_of("", "small", words, wraps=True)
        self.hide()


class WaitingLine(_QuietLine):
    """Tells above the form of what was half typed before; it never has the keyboard unasked."""

    continued = Signal(str)
    """The name of the draft to go on with."""
    thrown_away = Signal(object)
    """A `Draft` that is not wanted."""
    brought_back = Signal(object)
    """A `Draft` that is wanted after all."""
    fresh_wanted = Signal()
    """What stands in the form shall wait, for another call."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing."""
        super().__init__("draftLine", "draftWords", parent)
        self._drafts: list[Draft] = []
        self._gone: Draft | None = None
        self._begun = False
        self._whole = ""
        self._words.setWordWrap(False)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = in_row(self, (12, 4, 4, 4), 0)
        self._row.addWidget(self._words, 1)
        self._go_on = self._button("draftContinue", _("Continu&e"), self._continue)
        self._throw = self._button("draftThrowAway", _("Throw awa&y"), self._throw_away)
        self._all = self._button("draftAll", "", self._list_all)
        self._fresh = self._button("draftFresh", _("Start a&new"), self.fresh_wanted)
        self._fresh.setToolTip(_("Keep this for later, and begin an empty form"))
        self._back = self._button("draftBack", _("&Bring back"), self._bring_back)

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Tell of the drafts that wait, the newest first."""
        self._drafts = list(drafts)
        self._tell()

    def say_begun(self, yes: bool) -> None:
        """Tell that what stands in the form was begun before."""
        self._begun = yes
        self._tell()

    def forget(self) -> None:
        """No longer offer to bring back what was thrown away."""
        self._gone = None
        self._tell()

    def _tell(self) -> None:
        shown = not self.isHidden()
        number = len(self._drafts)
        words = ""
        if self._begun:
            words = _("You had begun this one.")
        elif self._gone is not None:
            words = _("Thrown away: “{title}”").format(title=self._gone.title)
        elif number:
            first = self._drafts[0]
            words = _("Half typed {when}: “{title}”").format(when=_when(first), title=first.title)
        self._whole = words
        self._words.setToolTip(words)
        self._words.setAccessibleName(words)
        plain = not self._begun and self._gone is None
        self._go_on.setVisible(plain and number > 0)
        self._throw.setVisible(plain and number > 0)
        self._all.setVisible(self._gone is None and number > (0 if self._begun else 1))
        all_of_them = _("&All {number}…") if plain else _("{number} more w&ait…")
        self._all.setText(all_of_them.format(number=number))
        self._fresh.setVisible(self._begun)
        self._back.setVisible(self._gone is not None and not self._begun)
        self.setVisible(bool(words))
        self._elide()
        if shown != bool(words):
            self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the words as there is room for."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self._row.activate()
        metrics, room = self._words.fontMetrics(), self._words.width()
        self._words.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room))

    def _continue(self) -> None:
        self.continued.emit(self._drafts[0].uid)

    def _throw_away(self) -> None:
        self._gone = self._drafts[0]
        self.thrown_away.emit(self._gone)
        self._tell()
        self._back.setFocus()

    def _bring_back(self) -> None:
        gone, self._gone = self._gone, None
        self.brought_back.emit(gone)
        self._tell()

    def _list_all(self) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for draft in self._drafts[:_LISTED]:
            text = f"{draft.title}   ·   {_when(draft)}".replace("&", "&&")
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, uid=draft.uid: self.continued.emit(uid))
        menu.popup(self._all.mapToGlobal(self._all.rect().bottomLeft()))

    def _button(
        self, name: str, text: str, act: Callable[..., object] | SignalInstance
    ) -> QPushButton:
        button = push_button(text, act, name=name, variant="quiet")
        self._row.addWidget(button)
        return button


def _when(draft: Draft) -> str:
    """Return when a draft was typed: the hour of today, else the day."""
    if draft.saved.date() == local_today():
        return _("at {hour}").format(hour=f"{draft.saved:%H:%M}")
    return show_date(draft.saved.date())


class WhoLine(_QuietLine):
    """Tells below the names who looks like them, and asks who it was where only the owner knows."""

    def __init__(self, live: Live, form: FeedbackForm, parent: QWidget) -> None:
        """Watch whom a form names."""
        super().__init__("captureWhoLine", "captureWhoWords", parent)
        self._live = live
        self._form = form
        self._asking = False
        self._column = in_column(self, (12, 8, 12, 8), 2)
        self._column.addWidget(self._words)
        self._choices: list[QPushButton] = []
        self.behind: QWidget | None = None
        """What comes before it in the order of Tab."""
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._look)
        for line in (form.who, form.organisation, form.email, form.phone):
            line.textChanged.connect(self._typed)
        form.who.chosen.connect(self._typed)
        form.who.editingFinished.connect(self._timer.start)
        form.organisation.editingFinished.connect(self._timer.start)

    def ask(self, question: WhoQuestion, then: Callable[[], None]) -> None:
        """Ask who it was; `then` goes on once the owner has told."""
        self._timer.stop()
        self._live.forget(self)

        def chosen(person_id: int | None) -> None:
            self._form.decide_who(person_id)
            self._clear()
            then()

        self._show(
            question.sentence,
            [(one.label, partial(chosen, one.person_id)) for one in question.choices],
        )
        self._asking = True
        self._choices[0].setFocus()
        announce(self, question.sentence)

    def _typed(self, *_what: object) -> None:
        self._live.forget(self)
        self._clear()
        self._timer.start()

    def _look(self) -> None:
        if self._live.desk is None or self._asking:
            return
        person_id, who, organisation = self._form.named()
        # Half a name is nobody yet: it looks like many.
        who = "" if person_id is not None or self._form.who.hasFocus() else who
        organisation = "" if self._form.organisation.hasFocus() else organisation
        if len(who) >= _SHORTEST or len(organisation) >= _SHORTEST:
            email = self._form.email.text().strip()
            self._live.latest(self, _alike, who, organisation, email, then=self._offer)

    def _offer(self, found: Alike) -> None:
        people, firms = found
        text = _("It is {name}: {why}")
        choices: list[Choice] = [
            (text.format(name=excerpt(one.told, _WORDS), why=one.why), partial(take, one))
            for some, take in ((firms, self._take_firm), (people, self._take_person))
            for one in some
        ]
        if choices:
            self._show(_("Known already? Else somebody new is made:"), choices)

    def _take_firm(self, one: Resembling) -> None:
        self._form.organisation.setText(one.name)
        self._form.organisation.setFocus()

    def _take_person(self, one: Resembling) -> None:
        self._form.take_person(one.id)
        self._form.words.setFocus()

    def _show(self, words: str, choices: list[Choice]) -> None:
        self._clear(tell=False)
        self._words.setText(words)
        for number, (text, chosen) in enumerate(choices, 1):
            name = f"captureWho{number}"
            shown = text.replace("&", "&&")
            button = push_button(
                shown, lambda _on=False, chosen=chosen: chosen(), name=name, variant="link"
            )
            button.setAutoDefault(False)
            button.setAccessibleDescription(words)
            button.installEventFilter(self._form)  # Ctrl+Enter records from here too
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._choices.append(button)
        self._order()
        self.show()
        self.changed.emit()

    def _order(self) -> None:
        # Behind all else: who goes back from the words means the organisation, and a space typed
        # there must take nobody. A question brings the keyboard to its first answer itself.
        before = self.behind or self._form.organisation
        for button in self._choices:
            QWidget.setTabOrder(before, button)
            before = button

    def _clear(self, *, tell: bool = True) -> None:
        self._asking = False
        for button in self._choices:
            if button.hasFocus():
                self._form.who.setFocus()
            button.hide()
            button.deleteLater()
        self._choices = []
        if tell and not self.isHidden():
            self.hide()
            self.changed.emit()


def _alike(read: Moment, who: str, organisation: str, email: str) -> Alike:
    from feedbackdesk.desk.twins import alike

    return alike(read, who, organisation, email)
