"""The letters that drafts are made from: the owner's own words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QListWidget,
    QPushButton,
    QWidget,
)

from feedbackdesk.desk.letters import change_template, templates
from feedbackdesk.domain.letters import (
    LETTER_NAMES,
    OUR_TEMPLATES,
    PLACEHOLDERS,
    LetterKind,
    unknown_in,
)
from feedbackdesk.domain.text import clean, excerpt
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.fields import Prose
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.letters.letter import about, selling
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.form import Problem, make_primary
from feedbackdesk.ui.widgets.labels import words_label
from feedbackdesk.ui.widgets.layout import FlowLayout, in_column, in_row

if TYPE_CHECKING:
    from feedbackdesk.ui.live import Live

_KINDS = tuple(LETTER_NAMES)
_READ = 50_000


class LettersDialog(Dialog):
    """A letter at a time; what was changed is kept until it is saved or given up."""

    def __init__(self, live: Live, parent: QWidget) -> None:
        """Ask for the letters, and show the first."""
        super().__init__(parent, "lettersDialog", _("Letters"), size=(780, 600), gap=12)
        self._live = live
        self._saved: dict[LetterKind, str] = {}
        self._now: dict[LetterKind, str] = {}
        self._kind = _KINDS[0]
        self._waiting = 0
        self.list = QListWidget(self)
        self.list.setObjectName("lettersList")
        self.list.setAccessibleName(_("Letters"))
        self.list.setFixedWidth(px(200))
        self.list.addItems([LETTER_NAMES[kind] for kind in _KINDS])
        self._letter = Prose(
            "lettersText", _("&Letter"), tall=120,
            hint=_("The first line, “Subject: …”, becomes the subject."),
        )  # fmt: skip
        self.field = self._letter.widget
        form = Form((self._letter,), "lettersProblem")
        self._problem, self._doubt = form.problem, Problem(self)
        self._doubt.setObjectName("lettersSelling")
        self._doubt.setProperty("role", "doubt")
        offered = QWidget(self)
        flow = FlowLayout(offered, 4)
        flow.setContentsMargins(0, 0, 0, 0)
        for name, means in PLACEHOLDERS.items():
            button = QPushButton(f"{{{name}}}", offered)
            button.setObjectName(f"placeholder.{name}")
            button.setProperty("variant", "pill-quiet")
            button.setToolTip(means)
            button.setAccessibleDescription(means)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, name=name: self._put(name))
            flow.addWidget(button)
        flow.addWidget(QWidget())  # the last of a line takes its rest
        right = in_column(gap=8)
        right.addLayout(form, 1)
        words = words_label("heading", text=_("These are filled in for each person:"))
        for widget in (words, offered, self._doubt):
            right.addWidget(widget)
        row = in_row(gap=16)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        make_primary(self._save)
        self._save.setEnabled(not live.read_only)
        self._ours = buttons.addButton(_("&Restore ours"), QDialogButtonBox.ButtonRole.ResetRole)
        self._ours.setObjectName("lettersOurs")
        self._ours.clicked.connect(self._restore)
        buttons.accepted.connect(self._store)
        buttons.rejected.connect(self.reject)
        self.column.addLayout(row, 1)
        self.column.addWidget(buttons)
        self.field.textChanged.connect(self._typed)
        self.list.currentRowChanged.connect(self._choose)
        self.field.setFocus()
        live.ask(templates, then=self._show)

    def _show(self, found: dict[LetterKind, str]) -> None:
        self._saved, self._now = found, dict(found)
        self.list.setCurrentRow(0)
        self._choose(0)
        self.field.setFocus()

    def _choose(self, row: int) -> None:
        if self._now and row >= 0:
            self._kind = _KINDS[row]
            self.field.setPlainText(self._now[self._kind])

    def _typed(self) -> None:
        text = self.field.toPlainText()
        if self._now:
            self._now[self._kind] = text
        self._problem.say(
            about(
                _("Nothing stands for {words}: drafts will show it in red, and not be sent so."),
                [excerpt(name, 40) for name in unknown_in(text[:_READ])],
            )
        )
        self._doubt.say(
            about(
                _("{words} may sound like selling; this letter carries no offer. You decide."),
                [f"“{text[at : at + size]}”" for at, size in selling(self._kind, text)],
            )
        )
        self._ours.setEnabled(clean(text) != OUR_TEMPLATES[self._kind])

    def _put(self, name: str) -> None:
        self.field.insertPlainText(f"{{{name}}}")
        self.field.setFocus()

    def _restore(self) -> None:
        self.field.setPlainText(OUR_TEMPLATES[self._kind])

    def _store(self) -> None:
        changed = [kind for kind in _KINDS if self._now.get(kind) != self._saved.get(kind)]
        if not changed:
            self.accept()
        self._waiting = len(changed)
        for kind in changed:
            self._live.do(
                change_template,
                kind,
                self._now[kind],
                LETTER_NAMES[kind],
                then=lambda _none: self._stored(),
                otherwise=partial(self._refused, kind),
            )

    def _stored(self) -> None:
        self._waiting -= 1
        if not self._waiting:
            self.accept()

    def _refused(self, kind: LetterKind, why: str) -> None:
        self.list.setCurrentRow(_KINDS.index(kind))
        self._problem.say(why, self.field)
