"""A feedback: read and marked; or corrected, with the same form that recorded it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from feedbackdesk.desk.feedback import (
    CaptureChoices,
    capture_choices,
    edit_feedback,
    one_feedback,
)
from feedbackdesk.desk.history import versions_of
from feedbackdesk.desk.themes import assign_theme, quote_under_new, unassign_theme
from feedbackdesk.domain.accounts import DELETED_ORGANISATION, DELETED_PERSON
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import Channel, Feeling, Importance, Kind, PersonStage, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.capture.form import FeedbackForm
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.inspector.panel import Panel
from feedbackdesk.ui.inspector.said import Said
from feedbackdesk.ui.widgets.buttons import link_button, push_button
from feedbackdesk.ui.widgets.choose import choose_theme
from feedbackdesk.ui.widgets.dialogs import come_back
from feedbackdesk.ui.widgets.labels import label_of, plain
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from enum import Enum

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QDialog

    from feedbackdesk.domain.rows import Feedback, Version
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


_LINK_WIDTH = 92

_NAMELESS = {DELETED_PERSON, DELETED_ORGANISATION}


_VERSIONS = 6
_WORDS: dict[str, type[Enum]] = {
    "kind": Kind,
    "channel": Channel,
    "stage": PersonStage,
    "feeling": Feeling,
    "importance": Importance,
}


class FeedbackPanel(Panel):
    """A feedback."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out what is read, and the form behind it."""
        super().__init__(live, actions)
        self._was: Feedback | None = None
        self.form = FeedbackForm(compact=True)
        row = self.scrolled()
        self._person = link_button("openPerson", "person", "", lambda: self._open("person"))
        self._organisation = link_button(
            "openOrganisation", "organisation", "", lambda: self._open("organisation")
        )
        links = in_row()
        links.addWidget(self._person)
        links.addWidget(self._organisation)
        links.addStretch(1)
        row.addLayout(links)
        self._reading = self._make_reading()
        row.addWidget(self._reading, 1)
        row.addWidget(self.form, 1)
        self.form.hide()
        self._bar = QWidget(self)
        buttons = in_row(self._bar, (16, 8, 16, 12))
        self._problem = label_of("", "error", wraps=True)
        revert = push_button(_("Cancel"), self._revert, name="feedbackRevert")
        self._save = push_button(
            _("Save"), self.save, name="feedbackSave", variant="primary",
            tip=_("Save the correction (Ctrl+Enter)"),
        )  # fmt: skip
        buttons.addWidget(self._problem, 1)
        buttons.addWidget(revert)
        buttons.addWidget(self._save)
        self._bar.hide()
        self.column.addWidget(self._bar)
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self.save)

    def _make_reading(self) -> QWidget:
        reading = QWidget(self)
        column = in_column(reading, gap=8)
        self._facts, self._loss, self._edited = plain("muted"), plain(), plain("small")
        self.said = Said(self.actions_)
        self.said.words.left.connect(self.left)
        self.said.taken_away.connect(self._take_away)
        tip = self.actions_["correct"].toolTip()
        self._correct = push_button(_("Correct…"), self.edit, name="feedbackEdit", tip=tip)
        column.addWidget(self._facts)
        column.addWidget(self.said)
        column.addWidget(self._loss)
        column.addWidget(self._edited)
        column.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return reading

    def show_key(self, key: int) -> None:
        """Show another feedback; a correction that was begun is saved first."""
        if key != self.key:
            self._was = None
            self._read_only_again()
        super().show_key(key)

    def reload(self) -> None:
        """Ask for the feedback and what it said before; for a correction also the names."""

        def arrived(found: Feedback | None) -> None:
            if found is None:
                self._give_up()
                self.gone.emit()
            elif self._was is None or not self._is_editing():
                self._show(found)

        def told(versions: list[Version]) -> None:
            self._edited.setText("\n".join(_tell_versions(versions)))
            self._edited.setVisible(bool(versions))

        self.live.latest(self, one_feedback, self.key, then=arrived)
        self.live.latest(self, versions_of, self.key, then=told)

    # Reading, and marking words

    def read(self) -> None:
        """Put the keyboard into the words."""
        self._read_only_again()
        self.said.words.setFocus()

    def assign(self, *, new: bool) -> None:
        """File the marked words, or all of them, under a theme that is picked or named."""
        key, quote = self.key, self.said.marked() or None

        def named(name: str) -> None:
            self.live.do(quote_under_new, key, name, quote)
            self.said.unmark()

        def picked(theme_id: int | None, name: str) -> None:
            if theme_id is None:
                named(name)
                return
            self.live.do(assign_theme, key, theme_id, quote=quote)
            self.said.unmark()

        if new:
            question: QDialog = ask_name(self, _("New theme"), _("&Name"), named)
        else:
            title = _("File under")
            if quote:
                title = _("File “{words}” under").format(words=excerpt(quote, 30))
            question = choose_theme(self, self.live, title, picked)
        come_back(question, self.said.words)

    def _take_away(self, theme_id: int) -> None:
        self.live.do(unassign_theme, self.key, theme_id)
        self.said.words.setFocus()

    # Correcting

    def edit(self) -> None:
        """Let every field be corrected."""
        if self._was is None or self._is_editing() or self.live.read_only:
            return
        was = self._was

        def choices(found: CaptureChoices) -> None:
            if self._was is not None and self._was.id == was.id and not self.form.is_dirty():
                self.form.set_choices(found)
                self.form.load(self._was)

        self.form.load(was)
        self._reading.hide()
        self.form.show()
        self._bar.show()
        self._problem.clear()
        self.form.words.setFocus()
        self.live.ask(capture_choices, then=choices)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives a correction up."""
        if event.key() == Qt.Key.Key_Escape and self._is_editing():
            self._revert()
            self.said.words.setFocus()
        else:
            super().keyPressEvent(event)

    def _give_up(self) -> None:
        """Forget a correction of what is no longer there: it must not come back with it."""
        if self._was is not None and self._is_editing() and self.form.is_dirty():
            self.live.said.emit(_("The feedback that you were correcting was deleted elsewhere."))
        self._was = None
        self._read_only_again()

    def _is_editing(self) -> bool:
        return not self.form.isHidden()

    def _read_only_again(self) -> None:
        self.form.hide()
        self._bar.hide()
        self._reading.show()

    def leave(self) -> bool:
        """Save a correction that was begun; stay where it cannot be saved as it is."""
        begun = self._was is not None and self._is_editing() and self.form.is_dirty()
        return not begun or self.save()

    def save(self) -> bool:
        """Save what differs, as one step; return whether there is nothing left to put right."""
        if self._was is None:
            return True
        was = self._was
        try:
            facts = self.form.corrections(was)
        except Refusal as refusal:
            self._problem.setText(str(refusal))
            return False
        if facts is None:
            self._revert()
            return True
        self._was = None
        had_keyboard = self.form.isAncestorOf(QApplication.focusWidget() or self)
        self._read_only_again()
        if had_keyboard:
            self.said.words.setFocus()

        def refused(why: str) -> None:
            if self.key != was.id:
                self.live.said.emit(why)
                return
            self._was = was
            self._reading.hide()
            self.form.show()
            self._problem.setText(why)
            self._bar.show()

        self.live.do(edit_feedback, was.id, facts, otherwise=refused)
        return True

    def _show(self, found: Feedback) -> None:
        self._was = found
        self._read_only_again()
        self._problem.clear()
        self.said.show_said(found)
        self._facts.setText(_tell_facts(found))
        self._loss.setText(_tell_loss(found, self.live.currency))
        self._loss.setVisible(found.loss is not None)
        for button, name in ((self._person, found.who), (self._organisation, found.organisation)):
            button.setVisible(name is not None)
            button.setEnabled(name not in _NAMELESS)  # who was deleted has no page
            shown = button.fontMetrics().elidedText(
                name or "", Qt.TextElideMode.ElideRight, _LINK_WIDTH
            )
            button.setText(shown.replace("&", "&&"))
            button.setAccessibleName(_("Open {name}").format(name=name or ""))
            button.setToolTip(_("Open {name}").format(name=name or ""))

    def _open(self, word: str) -> None:
        if self._was is not None:
            key = self._was.who_id if word == "person" else self._was.organisation_id
            if key is not None:
                self.inspect.emit(word, key)

    def _revert(self) -> None:
        if self._was is not None:
            self.form.load(self._was)
            self._show(self._was)

    def _changed(self) -> None:
        self._problem.clear()


def _tell_facts(said: Feedback) -> str:
    """Return kind, day, channel and whatever else is known of the moment, in a line."""
    words = [said.kind, said.channel, said.stage, said.feeling, said.importance]
    told = [label(word) for word in words if word is not None]
    told.insert(1, show_date(said.on))
    if said.archived:
        told.append(_("Archived"))
    return " · ".join(told)


def _tell_loss(said: Feedback, currency: str) -> str:
    """Return why a sale was lost, a line for each fact; empty where none was."""
    loss = said.loss
    if loss is None:
        return ""
    lines = [_("Lost for {reason}").format(reason=", ".join((loss.reason, *loss.also)))]
    lines.append(f"{label(loss.outcome)} · {label(loss.told_by)}")
    facts = (
        (_("To {what}"), loss.competitor),
        (_("Worth {what}"), show_money(loss.value, currency) if loss.value else None),
        (_("Got as far as {what}"), loss.stage_reached),
        (_("Suggested instead: {what}"), loss.alternative),
        (_("Look again on {what}"), show_date(loss.revisit) if loss.revisit else None),
        (_("Won back on {what}"), show_date(loss.won_back) if loss.won_back else None),
    )
    lines += [words.format(what=what) for words, what in facts if what]
    return "\n".join(lines)


def _tell_versions(versions: list[Version]) -> list[str]:
    """Return what was corrected, the newest first, each with what stood there before."""
    lines = [
        _("{date}, {who}: {field}, before: {before}").format(
            date=show_date(one.at.astimezone().date()),
            who=one.author,
            field=_field(one.field),
            before=_value(one.field, one.before),
        )
        for one in versions[:_VERSIONS]
    ]
    if len(versions) > _VERSIONS:
        lines.append(_("… and {number} earlier").format(number=f"{len(versions) - _VERSIONS:,}"))
    return [_("Corrected"), *lines] if lines else []


def _field(column: str) -> str:
    names = {
        "text": _("words"),
        "said_on": _("date"),
        "stage": _("stage at that time"),
        "archived": _("archived"),
    }
    return names.get(column, column)


def _value(column: str, value: str | None) -> str:
    if value is None:
        return _("nothing")
    if column == "text":
        return f"“{excerpt(value, 120)}”"
    if column == "archived":
        return _("yes") if value == "1" else _("no")
    if column in _WORDS:
        return label(_WORDS[column](value))  # type: ignore[arg-type]
    return value
