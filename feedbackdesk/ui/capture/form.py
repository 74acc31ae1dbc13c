"""The form for one feedback: in the capture dialog, and in the inspector to correct it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from feedbackdesk.domain.days import DateOrder, Side
from feedbackdesk.domain.reach import parse_reach
from feedbackdesk.domain.text import name_key
from feedbackdesk.domain.words import (
    PUBLIC_CHANNELS,
    Channel,
    Feeling,
    Importance,
    Kind,
    PersonStage,
    label,
)
from feedbackdesk.language.say import _
from feedbackdesk.ui.capture.loss import LossField
from feedbackdesk.ui.forms.fields import Day, Field, Line
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.forms.kinds import Amount, Names, Said, Segment, Word
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column
from feedbackdesk.ui.widgets.names import CompletingField, KnownPerson, NameField

# A form that is to be there at once has no time for what is only wanted to record, or to correct.

if TYPE_CHECKING:
    from feedbackdesk.desk.drafts import Form as Draft
    from feedbackdesk.desk.feedback import CaptureChoices, FeedbackFacts, NewFeedback
    from feedbackdesk.desk.identity import Speaker
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.ui.widgets.chips import ChipField
    from feedbackdesk.ui.widgets.segments import Segments
    from feedbackdesk.ui.widgets.words import WordsField

_WIDE = (
    ("kind",), ("who", "organisation"), ("known",), ("words",), ("themes",), ("loss",),
    ("day", "channel"), ("more",),
)  # fmt: skip
_FOLDED = (("email", "phone"), ("stage", "feeling", "importance"), ("link", "reach"))
"""Out of sight until more is wanted; of a narrow form all is in sight."""
_NARROW = (*_WIDE[:-1], ("feeling", "importance"), ("stage",), ("link", "reach"))
_SPEAKER = ("who", "organisation", "email", "phone")
_FACTS = {"words": "text", "day": "on"}
"""What the record calls a field, where that is not its name."""


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
        self._choices: CaptureChoices | None = None
        self._folded = _NARROW[-3:] if compact else _FOLDED
        self._lost = LossField("loss", self._money, self._order, compact=compact)
        self.who, self.organisation = NameField(), CompletingField()
        self.email, self.phone = QLineEdit(), QLineEdit()
        named: dict[str, Field[Any] | QWidget] = {one.name: one for one in self._make_fields()}
        named |= self._make_between()
        names = _NARROW if compact else (*_WIDE, *_FOLDED)
        rows = [[named[one] for one in those] for those in names]
        self.fields = Form(rows, "formProblem", apart=not compact, checks_left=True)
        self.problem = self.fields.problem
        """What is wrong; of a wide form it stands where whoever shows the form puts it."""
        self.kind: Segments[Kind] = self.fields["kind"].widget
        self.words: WordsField = self.fields["words"].widget
        self.themes: ChipField = self.fields["themes"].widget
        self.loss = self._lost.widget
        if not compact:
            self.fields.setAlignment(self._more, Qt.AlignmentFlag.AlignLeft)
        column = in_column(self)
        column.addLayout(self.fields)
        if compact:
            column.addStretch(0)  # elsewhere the words take the room
        self._connect()
        self.clear()

    def _make_fields(self) -> tuple[Field[Any], ...]:
        """Return the fields; each is named as what it holds is recorded, and as it is kept."""
        with_text = not self._compact
        return (
            Segment("kind", _("&Kind"), Kind, Kind.REQUEST, icon="kind", with_text=with_text,
                    quiet=True, called="kindField"),
            Line("who", _("&Who"), widget=self.who, example=_("Name, or leave empty"),
                 called="whoField"),
            Line("organisation", _("Or&ganisation"), widget=self.organisation,
                 called="organisationField"),
            Said("words", _("The&ir words"), (150, 150) if self._compact else (124, 264),
                 example=_("In their own words"), called="wordsField"),
            Names("themes", _("&Themes"), example=_("Theme, or leave it to the inbox"),
                  called="themesField"),
            self._lost,
            Day("day", _("&Date"), Side.BEHIND, self._order, today=_("today"),
                keeps_room=False, quiet=True, called="dateField"),
            Word("channel", _("C&hannel"), Channel, icon="channel", quiet=True,
                 called="channelField"),
            Line("email", _("E-mai&l"), widget=self.email, called="emailField"),
            Line("phone", _("&Phone"), widget=self.phone, called="phoneField"),
            Word("stage", _("Stage at that time"), PersonStage, none=_("As known"), quiet=True,
                 called="stageField"),
            Segment("feeling", _("&Feeling"), Feeling, icon="feeling", with_text=False,
                    quiet=True, called="feelingField"),
            Segment("importance", _("&Importance"), Importance, icon="importance",
                    with_text=False, quiet=True, called="importanceField"),
            Line("link", _("Link"), example="https://", share=2, called="linkField"),
            Amount("reach", _("Seen by about"), parse_reach,
                   lambda number: None if number is None else f"{number:,}", example="1200",
                   called="reachField"),
        )  # fmt: skip

    def _make_between(self) -> dict[str, QWidget]:
        """Return what stands between the fields: who it is, and the button for more."""
        self._known = label_of("", "small", "knownLine")
        self._more = push_button(_("&More about them"), name="moreButton", variant="quiet")
        self._more.setCheckable(True)
        return {"known": self._known, "more": self._more}

    def _order(self) -> DateOrder:
        return DateOrder.DMY if self._choices is None else self._choices.date_order

    def _money(self) -> str:
        return "" if self._choices is None else self._choices.currency

    # What it holds

    def set_choices(self, choices: CaptureChoices) -> None:
        """Offer the names that are known, and guess the channel of last time."""
        channel = self.fields["channel"]
        if choices != self._choices:  # thousands of names are not gone through at each opening
            self._choices = choices
            self.who.set_people([KnownPerson(*one) for one in choices.people])
            self.organisation.set_choices(list(choices.organisations))
            self.themes.set_choices(list(choices.themes))
            self._lost.offer(choices)
            self.fields["day"].widget.say_back()
        channel.usual = choices.channel
        if self._was is None and not channel.is_dirty:
            channel.clear()
        if not self.who.hasFocus():
            self.recognise()

    def clear(self, *, keep_person: bool = False) -> None:
        """Empty the form for the next feedback; the person may stay."""
        self._was = None
        if not keep_person:
            self._decided = None
            self._person_chosen(None)
        self.fields.clear(but=(*_SPEAKER, "stage") if keep_person else ())

    def load(self, feedback: Feedback) -> None:
        """Show a feedback, to be corrected."""
        self._was = feedback
        self._person_chosen(None)
        of = ((one.name, _FACTS.get(one.name, one.name)) for one in self.fields)
        self.fields.load({name: getattr(feedback, fact, None) for name, fact in of}, over=True)

    def draft(self) -> Draft:
        """Return what stands in it, as it is kept while it is half typed."""
        return self.fields.draft()

    def put(self, draft: Draft) -> None:
        """Show what was typed once, or comes from elsewhere."""
        self.clear()
        self.fields.put(draft)
        self.recognise()
        if any(self.fields[name].is_dirty for row in self._folded for name in row):
            self._unfold()  # what was filled in is in sight

    def recognise(self) -> None:
        """Find who stands here among those who are known, and fill in the organisation."""
        if self._was is not None or self._person is not None or not self.who.text().strip():
            return
        one = self.who.only_one_called(self.who.text())
        if one is not None:
            typed = name_key(self.organisation.text())
            if not typed or typed == name_key(one.organisation or ""):
                self._person_chosen(one)

    def show_person(self, person: KnownPerson) -> None:
        """Name somebody who is known; that alone is nothing typed."""
        blank = self.is_blank()
        self.who.setText(person.name)
        self._person_chosen(person)
        if blank:
            self.fields.keep()

    def take_person(self, key: int) -> None:
        """Name somebody who is known, by key, in the place of who was typed."""
        if (known := self.who.known(key)) is not None:
            self.show_person(known)

    def is_blank(self) -> bool:
        """Whether nothing was typed that would be missed."""
        return not self.fields.is_typed

    def is_dirty(self) -> bool:
        """Whether something differs from what was loaded, or from an empty form."""
        return self.fields.is_dirty

    def new_feedback(self) -> NewFeedback | None:
        """Return what is to be recorded; None where that is said to be wrong."""
        from feedbackdesk.desk.feedback import NewFeedback

        found = self.fields.read()
        if found is None:
            return None
        speaker = replace(self.speaker(), stage=found.pop("stage"))
        facts = {_FACTS.get(n, n): it for n, it in found.items() if n not in _SPEAKER}
        return NewFeedback(speaker=speaker, **facts)

    def speaker(self) -> Speaker:
        """Return who is named, as it was typed, chosen, and decided where it was asked."""
        from feedbackdesk.desk.identity import Speaker

        lines = (self.who, self.organisation, self.email, self.phone)
        who, organisation, email, phone = (line.text().strip() or None for line in lines)
        typed = Speaker(who, organisation, email, phone)
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
        """Return what differs from a feedback, None where nothing does.

        Raises Refusal, with the keyboard where it is wrong.
        """
        from feedbackdesk.desk.feedback import FeedbackFacts

        facts: dict[str, Any] = {}
        gone: set[str] = set()
        found = self.fields.take()
        for name, value in found.items():
            fact = _FACTS.get(name, name)
            if self.fields[name].is_same(value, getattr(was, fact)):
                continue
            if value is None:
                gone.add(fact)
            else:
                facts[fact] = value
        picked = self._chosen_person()
        if picked is not None and picked != was.who_id:
            # One of several of that name, perhaps of the same name as before.
            facts.pop("who", None)
            facts["person_id"] = picked
        if facts.keys() & {"who", "person_id"}:
            # Somebody else, for the organisation that stands here: it is said in any case.
            facts["organisation"] = found["organisation"]
        return FeedbackFacts(**facts, clear=frozenset(gone)) if facts or gone else None

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong."""
        self.fields.say(sentence)

    def put_below_who(self, line: QWidget) -> None:
        """Let a line stand below the names."""
        self.fields.insertWidget(self.fields.indexOf(self._known) + 1, line)

    # How it is made

    def _connect(self) -> None:
        self.who.chosen.connect(self._person_chosen)
        self.who.taken.connect(self.words.setFocus)
        self.who.editingFinished.connect(self._find_person)
        self.words.told.connect(self.show_problem)
        self.fields.changed.connect(self._follow)
        self.fields.hidden_wanted.connect(self._unfold)
        self._more.toggled.connect(self._show_folded)
        self._more.toggled.connect(self.more_shown)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        for chips in (self.themes, self._lost.form["also"].widget):
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

    def _follow(self, changed: str) -> None:
        if changed in {"", "kind"}:
            self.loss.setVisible(self.kind.value() is Kind.LOSS)
        if changed in {"", "channel"}:
            self._show_folded()
        self.fields.say("")
        self.changed.emit()

    def _show_folded(self) -> None:
        """Show what is about them where it is wanted; where it stands only of what is public."""
        wanted = self._compact or self._more.isChecked()
        public = self.fields["channel"].value() in PUBLIC_CHANNELS
        told = any(self.fields[name].words() for name in ("link", "reach"))
        for row in self._folded:
            self.fields.row(row[0]).setVisible(wanted and (row[0] != "link" or public or told))

    def _unfold(self) -> None:
        self._more.setChecked(not self._compact)

    def _person_chosen(self, person: KnownPerson | None) -> None:
        """Show what is known of somebody, where it is guessed from them."""
        self._person = person
        as_known = _("As known")
        if person is not None:
            self.organisation.setText(person.organisation or "")
            stage = label(PersonStage(person.stage)).lower()
            self._known.setText(_("Known: {stage}").format(stage=stage))
            as_known = _("As known: {stage}").format(stage=stage)
        self.fields["stage"].widget.setItemText(0, as_known)
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
