"""A name that another record has already: merge them, tell them apart by a word, or give it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QWidget,
)

from feedbackdesk.desk.people import firm_of, name_taken
from feedbackdesk.desk.roadmap import one_item
from feedbackdesk.desk.twins import told
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import label
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in
from feedbackdesk.ui.widgets.labels import breakable, words_label
from feedbackdesk.ui.widgets.layout import in_row
from feedbackdesk.ui.widgets.merging import MERGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.ui.live import Live

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record that is to have a name."""

    table: str
    """person, organisation or item."""
    key: int
    name: str


def who_has(read: Moment, wanted: Wanted) -> tuple[int, str] | None:
    """Return who has a name already: the key, and what tells them; None where it is free."""
    firm_id = firm_of(read, wanted.key) if wanted.table == "person" else None
    other = name_taken(read, wanted.table, wanted.key, wanted.name, firm_id)
    if other is None:
        return None
    if wanted.table != "item":
        return other, told(read, wanted.table, other)
    item = one_item(read, other)
    return None if item is None else (other, f"{item.title} ({label(item.stage)})")


_TWO = later("They are &two: a word tells them apart")
_ONE = later(
    "They are one: this record becomes part of the other, with all that was said. "
    "It can be taken apart again."
)
_WORDS = {
    "person": (_TWO, later("A place, a trade, an age: Leeds"), _ONE),
    "organisation": (_TWO, later("A place, a branch: Leeds"), _ONE),
    "item": (
        later("It is something &else: a word tells them apart"),
        later("What is different: on the phone"),
        later(
            "They are one: this item becomes part of the other, with its themes and links. "
            "Undo brings both back."
        ),
    ),
}
"""That two are meant, a word that tells them apart, and that one is meant."""


class SameName(Dialog):
    """Three ways on from a name that is taken; nothing is done before one of them is."""

    def __init__(
        self,
        parent: QWidget,
        live: Live,
        wanted: Wanted,
        other: tuple[int, str],
        *,
        keep: Callable[[str, int, Callable[[object], None], Callable[[str], None]], None],
        merged: Callable[[int], None],
    ) -> None:
        """Ask what is to become of two records of one name.

        `keep` gets the other name, the key of the other record, and whom to tell that it is
        saved, or the sentence of a refusal; `merged` gets the record that stays.
        """
        title = _("“{name}” is taken").format(name=excerpt(wanted.name, _SHOWN))
        super().__init__(parent, "sameName", title, (20, 18, 20, 16), 8, width=460)
        self._live, self._wanted, self._other = live, wanted, other[0]
        self._keep, self._has_merged = keep, merged
        two, example, one = map(str, _WORDS[wanted.table])
        self.word = QLineEdit(self)
        self.word.setPlaceholderText(example)
        self.word.setMaxLength(60)
        form = FormLayout()
        form.add_field(two, self.word, name="sameNameWord")
        self.preview = words_label("small", "sameNamePreview")
        self.problem = Problem(self)
        self.problem.setObjectName("sameNameProblem")
        self.keep = self.button("sameNameKeep", _("&Keep both"), self._keep_both)
        self.keep.setDefault(True)
        make_primary(self.keep)
        kept = in_row()
        kept.addStretch(1)
        kept.addWidget(self.keep)
        line = QFrame(self)
        line.setProperty("surface", "line")
        line.setFixedHeight(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.merge = buttons.addButton(_("&Merge them"), QDialogButtonBox.ButtonRole.ActionRole)
        self.merge.setObjectName("sameNameMerge")
        self.merge.setAccessibleDescription(one)
        self.merge.clicked.connect(self._merge)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setToolTip(_("The name stays as it was"))
        buttons.rejected.connect(self.reject)
        self.column.addWidget(words_label("title", text=breakable(excerpt(other[1], 200))))
        self.column.addLayout(form)
        self.column.addWidget(self.preview)
        self.column.addWidget(self.problem)
        self.column.addLayout(kept)
        for widget in (line, words_label("muted", text=one), buttons):
            self.column.addWidget(widget)
        self.word.textChanged.connect(self._show_name)
        self._show_name()
        start_in(self.word)

    def told_apart(self) -> str:
        """Return the name with the word that tells it apart; nothing without a word."""
        word = self.word.text().strip().strip("()").strip()
        return f"{self._wanted.name} ({word})" if word else ""

    def _show_name(self) -> None:
        name = self.told_apart()
        self.keep.setEnabled(bool(name))
        self.preview.setText(breakable(f"“{excerpt(name or self._wanted.name, 120)}”"))
        self.problem.say("", self.word)

    def _keep_both(self) -> None:
        if name := self.told_apart():
            self.keep.setEnabled(False)
            self._keep(name, self._other, lambda _result: self.accept(), self._refused)

    def _merge(self) -> None:
        other = self._other

        def merged(_result: None) -> None:
            self.accept()
            self._has_merged(other)

        self._live.do(
            MERGE[self._wanted.table], self._wanted.key, other, then=merged, otherwise=self._refused
        )

    def _refused(self, sentence: str) -> None:
        self.keep.setEnabled(True)
        self.problem.say(sentence, self.word)
        self.word.setFocus()
