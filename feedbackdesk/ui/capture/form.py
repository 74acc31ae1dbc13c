"""The form for one feedback: in the capture dialog, and in the inspector to correct it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.feedback import CaptureChoices, FeedbackFacts, NewFeedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.days import DateOrder, Side
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.reach import parse_reach
from feedbackdesk.domain.text import clean_words, name_key
from feedbackdesk.domain.words import (
    PUBLIC_CHANNELS,
    Channel,
    Feeling,
    Importance,
    Kind,
    PersonStage,
    label,
)
from feedbackdesk.ui.capture.corrections import Typed, corrections
from feedbackdesk.ui.capture.loss import LossFields
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.chips import ChipField
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import FormLayout, Problem
from feedbackdesk.ui.widgets.names import CompletingField, KnownPerson, NameField
from feedbackdesk.ui.widgets.segments import Segments
from feedbackdesk.ui.widgets.words import WordsField

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.rows import Feedback


class FeedbackForm(QWidget):
    """Who, their words, themes; and the rest, guessed where it can be."""

    changed = Signal()
    submitted = Signal()
    """Ctrl+Enter, anywhere in it."""
    submitted_next = Signal()
    """Ctrl+Shift+Enter, anywhere in it."""
    more_shown = Signal()
    """The fields about the speaker were unfolded, or folded away."""

    def __init__(self, *, compact: bool = False) -> None:
        """Lay out the form; `compact` for one narrow column."""
        super().__init__()
        self._compact = compact
        self._was: Feedback | None = None
        self._person: KnownPerson | None = None
        self._decided: tuple[Speaker, Speaker] | None = None
        self._channel = Channel.CALL
        self._date_order = DateOrder.DMY
        self._clean: dict[str, Any] = {}
        self._length = 0
        self._choices: CaptureChoices | None = None
        self._quiet = False
        self._make_fields()
        self._lay_out()
        self._connect()
        self.clear()

    # What it holds

    def set_choices(self, choices: CaptureChoices) -> None:
        """Offer the names that are known, and guess the channel of last time."""
        if choices != self._choices:  # thousands of names are not gone through at each opening
            self._choices = choices
            self.who.set_people([KnownPerson(*one) for one in choices.people])
            self.organisation.set_choices(list(choices.organisations))
            self.themes.set_choices(list(choices.themes))
            self.loss.set_choices(choices.reasons, choices.competitors, choices.sale_stages)
            self.loss.currency = choices.currency
            self.loss.date_order = self._date_order = choices.date_order
            for field in (self.day, self.loss.revisit):
                field.say_back()
        untouched = self._was is None and self._word(self.channel) == self._channel.value
        self._channel = choices.channel
        if untouched:
            self._choose(self.channel, choices.channel.value)
            self._clean["channel"] = choices.channel.value
        if not self.who.hasFocus():
            self.recognise()

    def clear(self, *, keep_person: bool = False) -> None:
        """Empty the form for the next feedback; the person may stay."""
        self._quiet = True
        self._was = None
        if not keep_person:
            self._decided = None
            self._person = None
            self.who.clear()
            self.organisation.clear()
            self.email.clear()
            self.phone.clear()
            self._choose(self.stage, None)
            self._say_known(None)
        self.kind.set_value(Kind.REQUEST)
        self.words.clear()
        self.themes.set_names(())
        self.day.set_words(self.tr("today"))
        self._choose(self.channel, self._channel.value)
        self.feeling.set_value(None)
        self.importance.set_value(None)
        self.link.clear()
        self.reach.clear()
        self.loss.clear()
        self._settle()

    def load(self, feedback: Feedback) -> None:
        """Show a feedback, to be corrected."""
        self._quiet = True
        self._was = feedback
        self._person = None
        self._say_known(None)
        self.who.setText(feedback.who or "")
        self.organisation.setText(feedback.organisation or "")
        self.who.setCursorPosition(0)
        self.organisation.setCursorPosition(0)
        self.kind.set_value(feedback.kind)
        if self.words.words() != feedback.text:
            self.words.set_words(feedback.text)
        self.themes.set_names(feedback.themes)
        self.day.set_day(feedback.on)
        self._choose(self.channel, feedback.channel.value)
        self._choose(self.stage, feedback.stage.value if feedback.stage else None)
        self.feeling.set_value(feedback.feeling)
        self.importance.set_value(feedback.importance)
        self.link.setText(feedback.link or "")
        self.reach.setText("" if feedback.reach is None else f"{feedback.reach:,}")
        self.loss.load(feedback.loss)
        self._settle()

    def recognise(self) -> None:
        """Find who stands here among those who are known, and fill in the organisation."""
        if self._was is not None or self._person is not None or not self.who.text().strip():
            return
        one = self.who.only_one_called(self.who.text())
        if one is not None:
            typed = name_key(self.organisation.text())
            if not typed or typed == name_key(one.organisation or ""):
                self._person_chosen(one)

    def unfold(self) -> None:
        """Bring the fields about the speaker into sight."""
        self._more.setChecked(not self._compact)

    def show_person(self, person: KnownPerson) -> None:
        """Name somebody who is known; that alone is nothing typed."""
        blank = self.is_blank()
        self.who.setText(person.name)
        self._person_chosen(person)
        if blank:
            self._clean = self._state()

    def take_person(self, key: int) -> None:
        """Name somebody who is known, by key, in the place of who was typed."""
        if (known := self.who.known(key)) is not None:
            self.show_person(known)

    def is_blank(self) -> bool:
        """Whether nothing was typed that would be missed."""
        lines = (self.who, self.organisation, self.email, self.phone, self.link, self.reach)
        names = ("who", "organisation", "email", "phone", "link", "reach")
        typed = [
            line.text() for name, line in zip(names, lines, strict=True)
            if line.text() != self._clean[name]
        ]  # fmt: skip
        loss = [str(one) for one in self.loss.state() if one and one not in self._clean["loss"]]
        if any(text.strip() for text in (*typed, *self.themes.names(), *loss)):
            return False
        return self.words.length() == 0 or not self.words.words().strip()

    def is_dirty(self) -> bool:
        """Whether something differs from what was loaded, or from an empty form."""
        # Told by the length alone, mostly: a long text is not read at each key.
        return self.words.length() != self._length or self._state() != self._clean

    def new_feedback(self) -> NewFeedback:
        """Return what is to be recorded; raises Refusal, with the keyboard where it is wrong."""
        kind = self.kind.value() or Kind.REQUEST
        stage = self._word(self.stage)
        speaker = replace(self.speaker(), stage=PersonStage(stage) if stage else None)
        return NewFeedback(
            text=self.said(),
            speaker=speaker,
            kind=kind,
            channel=Channel(self.channel.currentData()),
            on=self.on(),
            themes=self.themes.names(),
            feeling=self.feeling.value(),
            importance=self.importance.value(),
            loss=self.loss.facts() if kind is Kind.LOSS else None,
            link=self.link.text().strip() or None,
            reach=self.seen_by(),
        )

    def speaker(self) -> Speaker:
        """Return who is named, as it was typed, chosen, and decided where it was asked."""
        typed = Speaker(
            name=self.who.text().strip() or None,
            organisation=self.organisation.text().strip() or None,
            email=self.email.text().strip() or None,
            phone=self.phone.text().strip() or None,
        )
        if self._decided is not None and self._decided[0] == typed:
            return self._decided[1]
        return replace(typed, person_id=self._chosen_person())

    def decide_who(self, person_id: int | None) -> None:
        """Remember the owner's answer to who it was, as long as nothing else is typed."""
        typed = replace(self.speaker(), person_id=None, is_new=False)
        self._decided = (typed, replace(typed, person_id=person_id, is_new=person_id is None))

    def has_decided(self) -> bool:
        """Whether the owner said who what is typed here means."""
        speaker = self.speaker()
        return speaker.is_new or (self._decided is not None and self._decided[1] == speaker)

    def named(self) -> tuple[int | None, str, str]:
        """Return who is named: the person who was picked, and name and organisation as typed."""
        who, organisation = self.who.text().strip(), self.organisation.text().strip()
        return self._chosen_person(), who, organisation

    def corrections(self, was: Feedback) -> FeedbackFacts | None:
        """Return what differs from a feedback, None where nothing does; raises Refusal."""
        stage, kind = self.stage.currentData(), self.kind.value()
        typed = Typed(
            said=self.said(),
            on=self.on(),
            kind=kind,
            channel=Channel(self.channel.currentData()),
            stage=PersonStage(stage) if stage else None,
            feeling=self.feeling.value(),
            importance=self.importance.value(),
            reach=self.seen_by(),
            who=self.who.text().strip(),
            organisation=self.organisation.text().strip(),
            picked=self.named()[0],
            link=self.link.text().strip(),
            themes=self.themes.names(),
            loss=self.loss.facts() if (kind or was.kind) is Kind.LOSS else None,
        )
        return corrections(typed, was)

    def said(self) -> str:
        """Return the words as they are recorded; raises Refusal, with the keyboard there."""
        shown = self.words.words()
        if self._was is not None and shown == self._clean["words"]:
            return self._was.text  # Qt shows some spaces and line ends as others
        try:
            return clean_words(shown)
        except Refusal:
            self.words.setFocus()
            raise

    def on(self) -> date:
        """Return the day; raises Refusal, with the keyboard there."""
        try:
            return self.day.day() or local_today()
        except Refusal:
            self.day.setFocus()
            raise

    def seen_by(self) -> int | None:
        """Return how many may have seen it; raises Refusal, with the keyboard there."""
        try:
            return parse_reach(self.reach.text()) if self.reach.text().strip() else None
        except Refusal:
            self._more.setChecked(True)
            self.reach.setFocus()
            raise

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong."""
        self.problem.say(sentence)

    # How it is made

    def _make_fields(self) -> None:
        self.who = NameField()
        self.who.setPlaceholderText(self.tr("Name, or leave empty"))
        self.organisation = CompletingField()
        self.kind = Segments(Kind, "kind", with_text=not self._compact)
        self.words = WordsField(150, 150) if self._compact else WordsField(124, 264)
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText(self.tr("In their own words"))
        self.themes = ChipField()
        self.themes.set_placeholder(self.tr("Theme, or leave it to the inbox"))
        self.day = DayField(Side.BEHIND, lambda: self._date_order)
        self.channel = Box()
        for channel in Channel:
            mark = icons.icon(f"channel-{channel.value}")
            self.channel.addItem(mark, label(channel), channel.value)
        self.email, self.phone = QLineEdit(), QLineEdit()
        self.link, self.reach = QLineEdit(), QLineEdit()
        self.link.setPlaceholderText("https://")
        self.reach.setPlaceholderText("1200")
        self.stage = Box()
        self.stage.addItem(self.tr("As known"), None)
        for stage in PersonStage:
            self.stage.addItem(label(stage), stage.value)
        self.feeling = Segments(Feeling, "feeling", optional=True, with_text=False)
        self.importance = Segments(Importance, "importance", optional=True, with_text=False)
        self.loss = LossFields(compact=self._compact)
        self.problem = Problem()
        self.problem.setObjectName("formProblem")
        self._known = QLabel()
        self._known.setObjectName("knownLine")
        self._known.setProperty("role", "small")

    def _lay_out(self) -> None:
        who = (self.tr("&Who"), self.who, "whoField")
        organisation = (self.tr("Or&ganisation"), self.organisation, "organisationField")
        day = (self.tr("&Date"), self.day, "dateField")
        channel = (self.tr("C&hannel"), self.channel, "channelField")
        stage = (self.tr("Stage at that time"), self.stage, "stageField")
        feeling = (self.tr("&Feeling"), self.feeling, "feelingField")
        importance = (self.tr("&Importance"), self.importance, "importanceField")
        form = FormLayout()
        form.add_field(self.tr("&Kind"), self.kind, name="kindField")
        form.add_row(who, organisation)
        form.addWidget(self._known)
        self.below_who = QVBoxLayout()
        form.addLayout(self.below_who)
        form.add_field(self.tr("The&ir words"), self.words, name="wordsField")
        form.add_field(self.tr("&Themes"), self.themes, name="themesField")
        form.addWidget(self.loss)
        form.add_row(day, channel)
        self._more = QPushButton(self.tr("&More about them"))
        self._more.setProperty("variant", "quiet")
        self._more.setObjectName("moreButton")
        self._more.setCheckable(True)
        self._rest = QWidget()
        rest = FormLayout()
        if self._compact:
            rest.add_row(feeling, importance)
            rest.add_row(stage)
        else:
            rest.add_row(
                (self.tr("E-mai&l"), self.email, "emailField"),
                (self.tr("&Phone"), self.phone, "phoneField"),
            )
            rest.add_row(stage, feeling, importance)
        link = (self.tr("Link"), self.link, "linkField")
        reach = (self.tr("Seen by about"), self.reach, "reachField")
        self._public = rest.add_row(link, reach, stretch=(2, 1))
        self._rest.setLayout(rest)
        if self._compact:
            form.addWidget(self._rest)
            self._more.hide()
        else:
            form.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
            form.addWidget(self._rest)
            self._rest.hide()
        form.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        if self._compact:
            column.addStretch(0)  # elsewhere the words take the room

    def _connect(self) -> None:
        self.who.chosen.connect(self._person_chosen)
        self.who.taken.connect(self.words.setFocus)
        self.who.editingFinished.connect(self._find_person)
        self.day.editingFinished.connect(self._check_day)
        self.kind.changed.connect(self._kind_changed)
        self._more.toggled.connect(self._rest.setVisible)
        self._more.toggled.connect(self.more_shown)
        self.channel.currentIndexChanged.connect(self._channel_changed)
        for line in (
            self.who, self.organisation, self.day, self.email, self.phone, self.link, self.reach
        ):  # fmt: skip
            line.textChanged.connect(self._tell)
        self.words.told.connect(self.problem.say)
        self.words.textChanged.connect(self._tell)
        for part in (self.kind, self.themes, self.feeling, self.importance, self.loss):
            part.changed.connect(self._tell)
        for box in (self.channel, self.stage):
            box.currentIndexChanged.connect(self._tell)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        for chips in (self.themes, self.loss.also):
            chips.watch(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Enter from whatever has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self.submitted_next.emit()
                else:
                    self.submitted.emit()
                return True
        return super().eventFilter(watched, event)

    # What follows what is typed

    def _settle(self) -> None:
        self._kind_changed()
        self._channel_changed()
        self.problem.say("")
        self._quiet = False
        self._clean = self._state()
        self._length = self.words.length()
        self.changed.emit()

    def _tell(self) -> None:
        if not self._quiet:
            self.problem.say("")
            self.changed.emit()

    def _state(self) -> dict[str, Any]:
        return {
            "who": self.who.text(),
            "organisation": self.organisation.text(),
            "kind": self.kind.value(),
            "words": self.words.words(),
            "themes": self.themes.names(),
            "day": self.day.text(),
            "channel": self._word(self.channel),
            "stage": self._word(self.stage),
            "feeling": self.feeling.value(),
            "importance": self.importance.value(),
            "email": self.email.text(),
            "phone": self.phone.text(),
            "link": self.link.text(),
            "reach": self.reach.text(),
            "loss": self.loss.state(),
        }

    def _person_chosen(self, person: KnownPerson | None) -> None:
        self._person = person
        if person is not None:
            self.organisation.setText(person.organisation or "")
        self._say_known(person)

    def _say_known(self, person: KnownPerson | None) -> None:
        """Show what is known of somebody, where it is guessed from them."""
        as_known = self.tr("As known")
        if person is not None:
            stage = label(PersonStage(person.stage)).lower()
            self._known.setText(self.tr("Known: {stage}").format(stage=stage))
            as_known = self.tr("As known: {stage}").format(stage=stage)
        self.stage.setItemText(0, as_known)
        self._known.setVisible(person is not None and not self._compact)

    def _find_person(self) -> None:
        """Fill in the organisation of somebody whose name was typed out."""
        if not self.organisation.text():
            self.recognise()

    def _chosen_person(self) -> int | None:
        """Return the person who was picked, while name and organisation are still theirs."""
        one = self._person
        if one is None or name_key(one.name) != name_key(self.who.text()):
            return None
        typed = name_key(self.organisation.text())
        return one.id if typed == name_key(one.organisation or "") else None

    def _kind_changed(self) -> None:
        self.loss.setVisible(self.kind.value() is Kind.LOSS)

    def _channel_changed(self) -> None:
        public = self._word(self.channel) in PUBLIC_CHANNELS
        self._public.setVisible(public or bool(self.link.text() or self.reach.text()))

    def _check_day(self) -> None:
        try:
            self.day.day()
        except Refusal as refusal:
            self.problem.say(str(refusal))

    @staticmethod
    def _word(box: QComboBox) -> str | None:
        return box.currentData()  # type: ignore[no-any-return]

    @staticmethod
    def _choose(box: QComboBox, word: str | None) -> None:
        box.setCurrentIndex(max(box.findData(word), 0) if word is not None else 0)
