"""A question is a small dialog of fields; it stays open, with a sentence, where it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from feedbackdesk.ui.forms.fields import Field, Line, Prose
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.form import make_primary
from feedbackdesk.ui.widgets.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Above:
    """Words above the fields."""

    text: str
    role: str = "muted"
    name: str = ""


class Question(Dialog):
    """Fields, and a button that takes them; whoever asked closes it, or refuses."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        rows: Sequence[Field[Any] | Sequence[Field[Any]]],
        ok: str,
        then: Callable[[dict[str, Any], Question], object],
        *,
        name: str = "question",
        problem: str = "problem",
        ok_name: str = "",
        ok_tip: str = "",
        above: Sequence[Above] = (),
        start: str = "",
        width: int = 440,
        waits: bool = False,
        may: bool = True,
    ) -> None:
        """Ask; see `ask`."""
        super().__init__(parent, name, title, (20, 18, 20, 16), width=width)
        self._then, self._waits, self._may = then, waits, may
        self.form = Form(rows, problem)
        for one in above:
            if one.text:
                self.column.addWidget(label_of(one.text, one.role, one.name, wraps=True))
        self.column.addLayout(self.form)
        self.column.addWidget(self._buttons(ok, ok_name, ok_tip))
        if any(isinstance(one, Prose) for one in self.form):
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), self, self._take)
        for field in self.form:
            field.on_change(self._look)
        self._look()
        self.form.start(start)

    def __getitem__(self, name: str) -> Field[Any]:
        """Return a field by its name."""
        return self.form[name]

    def refuse(self, why: str, name: str = "") -> None:
        """Say why the answer was not taken, below a field, and wait for another.

        Of a question with one field it is below that.
        """
        fields = list(self.form)
        self.form.refuse(why, name or (fields[0].name if len(fields) == 1 else ""))

    def taken(self, _result: object = None) -> None:
        """Close, since the answer was taken."""
        self.accept()

    def _buttons(self, ok: str, name: str, tip: str) -> QDialogButtonBox:
        which = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(which.Ok | which.Cancel, self)
        self._ok = box.button(which.Ok)
        self._ok.setObjectName(name)
        self._ok.setToolTip(tip)
        if ok:
            self._ok.setText(ok)
        make_primary(self._ok)
        box.accepted.connect(self._take)
        box.rejected.connect(self.reject)
        return box

    def _look(self) -> None:
        """Wait for words in a line, where it may not be empty."""
        lines = [one.words().strip() for one in self.form if isinstance(one, Line)]
        self._ok.setEnabled(self._may and (all(lines) or not self._waits))

    def _take(self) -> None:
        if self._ok.isEnabled() and (answer := self.form.read()) is not None:
            self._then(answer, self)


def ask(
    parent: QWidget,
    title: str,
    rows: Sequence[Field[Any] | Sequence[Field[Any]]],
    ok: str,
    then: Callable[[dict[str, Any], Question], object],
    **more: Any,
) -> Question:
    """Ask for fields, and return the question.

    `then` gets what they hold by their names, and the question, which it tells `taken` or
    `refuse`. `name` is how it is known, `problem` and `ok_name` how its sentence and its button
    are; `above` are words over the fields, `start` is where the keyboard begins; it `waits` for
    words in its lines, and `may` not be answered in a workspace that is only read.
    """
    question = Question(parent, title, rows, ok, then, **more)
    question.open()
    return question


def ask_name(
    parent: QWidget,
    title: str,
    label: str,
    answered: Callable[[str], None],
    text: str = "",
    *,
    may_be_empty: bool = False,
) -> Question:
    """Ask for one line; `answered` gets it. It is empty where it may be. Return the question."""

    def then(answer: dict[str, str], question: Question) -> None:
        question.accept()
        answered(answer["questionField"])

    field = Line("questionField", label, text)
    return ask(parent, title, (field,), "", then, width=420, waits=not may_be_empty)
