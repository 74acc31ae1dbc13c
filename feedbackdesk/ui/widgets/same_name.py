"""A name that another record has already: merge them, tell them apart by a word, or give it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.people import firm_of, name_taken
from feedbackdesk.desk.roadmap import one_item
from feedbackdesk.desk.twins import told
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import label
from feedbackdesk.ui.inspector.panel import plain
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in
from feedbackdesk.ui.widgets.layout import in_column
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


class SameName(QDialog):
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
        super().__init__(parent)
        self.setObjectName("sameName")
        self._live, self._wanted, self._other = live, wanted, other[0]
        self._keep, self._has_merged = keep, merged
        name = excerpt(wanted.name, _SHOWN)
        self.setWindowTitle(self.tr("“{name}” is taken").format(name=name))
        self.setModal(True)
        self.setMinimumWidth(460)
        column = in_column(self, (20, 18, 20, 16), 8)
        self._say(column, excerpt(other[1], 200), "title")
        self.word = QLineEdit(self)
        self.word.setPlaceholderText(self._example())
        self.word.setMaxLength(60)
        form = FormLayout()
        form.add_field(self._two(), self.word, name="sameNameWord")
        column.addLayout(form)
        self.preview = plain("small")
        self.preview.setObjectName("sameNamePreview")
        column.addWidget(self.preview)
        self.problem = Problem(self)
        self.problem.setObjectName("sameNameProblem")
        column.addWidget(self.problem)
        self.keep = push_button(self.tr("&Keep both"), name="sameNameKeep")
        make_primary(self.keep)
        kept = QHBoxLayout()
        kept.addStretch(1)
        kept.addWidget(self.keep)
        column.addLayout(kept)
        line = QFrame(self)
        line.setProperty("surface", "line")
        line.setFixedHeight(1)
        column.addWidget(line)
        self._say(column, self._one(), "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.merge = buttons.addButton(
            self.tr("&Merge them"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.merge.setObjectName("sameNameMerge")
        self.merge.setAccessibleDescription(self._one())
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setToolTip(self.tr("The name stays as it was"))
        column.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self.merge.clicked.connect(self._merge)
        self.keep.clicked.connect(self._keep_both)
        self.keep.setDefault(True)
        self.word.textChanged.connect(self._show_name)
        self._show_name()
        start_in(self.word)

    def _say(self, column: QVBoxLayout, words: str, role: str) -> None:
        made: QLabel = plain(role)
        made.setText(words)
        column.addWidget(made)

    def _two(self) -> str:
        return {
            "person": self.tr("They are &two: a word tells them apart"),
            "organisation": self.tr("They are &two: a word tells them apart"),
        }.get(self._wanted.table, self.tr("It is something &else: a word tells them apart"))

    def _example(self) -> str:
        return {
            "person": self.tr("A place, a trade, an age: Leeds"),
            "organisation": self.tr("A place, a branch: Leeds"),
        }.get(self._wanted.table, self.tr("What is different: on the phone"))

    def _one(self) -> str:
        if self._wanted.table == "item":
            return self.tr(
                "They are one: this item becomes part of the other, with its themes and links. "
                "Undo brings both back."
            )
        return self.tr(
            "They are one: this record becomes part of the other, with all that was said. "
            "It can be taken apart again."
        )

    def told_apart(self) -> str:
        """Return the name with the word that tells it apart; nothing without a word."""
        word = self.word.text().strip().strip("()").strip()
        return f"{self._wanted.name} ({word})" if word else ""

    def _show_name(self) -> None:
        name = self.told_apart()
        self.keep.setEnabled(bool(name))
        self.preview.setText(f"“{excerpt(name or self._wanted.name, 120)}”")
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


class Renaming:
    """A field with a name in it: it is saved, or asked about where another record has it."""

    def __init__(
        self,
        field: QLineEdit,
        live: Live,
        *,
        save: Callable[..., None],
        tell: Callable[[str], None],
        merged: Callable[[str, int], None],
    ) -> None:
        """Look after a field.

        `save` gets the key, the name, another record that it is told apart from or None, and
        `then` and `otherwise` as `Live.do` takes them; `tell` a sentence on what is wrong;
        `merged` the table and key of the record that this one became part of.
        """
        self._field, self._live = field, live
        self._save, self._tell, self._merged = save, tell, merged
        self._asking: Wanted | None = None

    def rename(self, wanted: Wanted, was: str) -> None:
        """Save a name; where the desk refuses it, the old one comes back, or it is asked."""
        if self._asking == wanted:
            return  # the question that it leads to takes the keyboard from the field
        self._asking = wanted

        def done(_result: object) -> None:
            self._asking = None

        def refused(sentence: str) -> None:
            def arrived(other: tuple[int, str] | None) -> None:
                if other is None or not self._field.isVisible():
                    self._asking = None
                    self._back(was)
                    self._tell(sentence)
                else:
                    self._ask(wanted, other, was)

            self._live.ask(who_has, wanted, then=arrived)

        self._tell("")
        self._save(wanted.key, wanted.name, None, then=done, otherwise=refused)

    def _back(self, was: str) -> None:
        self._field.setText(was)

    def _ask(self, wanted: Wanted, other: tuple[int, str], was: str) -> None:
        def keep(
            name: str, apart: int, then: Callable[[object], None], otherwise: Callable[[str], None]
        ) -> None:
            self._save(wanted.key, name, apart, then=then, otherwise=otherwise)

        def finished(result: int) -> None:
            self._asking = None
            if result == QDialog.DialogCode.Accepted and dialog.told_apart():
                self._back(dialog.told_apart())
            else:
                self._back(was)
            dialog.deleteLater()

        dialog = SameName(
            self._field.window(),
            self._live,
            wanted,
            other,
            keep=keep,
            merged=lambda key: self._merged(wanted.table, key),
        )
        dialog.finished.connect(finished)
        dialog.open()
