"""What going back to a backup would bring, beside what there is now; and the three things to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role, px
from feedbackdesk.ui.pages.backups import words
from feedbackdesk.ui.widgets.buttons import button_for
from feedbackdesk.ui.widgets.form import make_primary
from feedbackdesk.ui.widgets.labels import label_of, say, words_label
from feedbackdesk.ui.widgets.layout import Scrolled, in_column, in_row

if TYPE_CHECKING:
    from feedbackdesk.desk.going_back import Listed, Then
    from feedbackdesk.ui.actions import Actions

WIDTH = 328


class BackupSide(QFrame):
    """The chosen backup, held against the workspace."""

    def __init__(self, actions: Actions) -> None:
        """Lay out what is filled with every backup."""
        super().__init__()
        self.setObjectName("backupSide")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(px(WIDTH))
        column = in_column(self, (24, 16, 24, 16), 8)
        self._facts = Scrolled("backupFacts", "panel")
        self._facts.setAccessibleName(self.tr("What going back would bring"))
        self._facts.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        held = in_column(self._facts.inner, gap=8)
        self._title = words_label("title", "backupTitle")
        self._words = words_label("muted", "backupWords")
        held.addWidget(self._title)
        held.addWidget(self._words)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._numbers: list[QWidget] = []
        held.addSpacing(4)
        held.addLayout(self._grid)
        self._leaving = words_label("label", "backupLeaving")
        self._quotes = [words_label("", f"backupLeaving.{number}") for number in range(3)]
        held.addSpacing(12)
        held.addWidget(self._leaving)
        for one in self._quotes:
            held.addWidget(one)
        held.addStretch(1)
        column.addWidget(self._facts, 1)
        self._go, look, copy = (
            button_for(actions[name], name=f"backups.{name}", icon="none")
            for name in ("backup_go_back", "backup_look", "backup_copy")
        )
        make_primary(self._go)
        column.addWidget(self._go)
        row = in_row(gap=8)
        row.addWidget(look, 1)
        row.addWidget(copy, 1)
        column.addLayout(row)
        theme.signals().changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        self._go.setIcon(icons.icon("restart", Role.ON_ACCENT))

    def show_row(self, row: Listed) -> None:
        """Name a backup, while what it holds is on its way."""
        when = words.made_alone(row)
        say(self._title, self.tr("If you go back to {when}").format(when=when))
        self._go.setText(self.tr("Go back to {when}").format(when=when))
        self._go.setAccessibleName(self._go.text())
        if row.is_encrypted:
            self.tell(self.tr("It is encrypted. Going back asks for the file with its secret key."))
        elif row.is_newer:
            self.tell(words.why_not_back(row))
        elif row.is_log:
            self.tell(
                self.tr(
                    "What a crash left of another file of this name. It is of use to that file "
                    "alone: where that is gone for good, this can be deleted."
                )
            )
        else:
            self.tell("")

    def tell(self, sentence: str) -> None:
        """Say something in the place of numbers."""
        say(self._words, sentence)
        self._words.setVisible(bool(sentence))
        self._clear()
        self._facts.setAccessibleDescription(sentence)

    def show_then(self, found: Then) -> None:
        """Show what going back would bring."""
        sentence = self._sentence(found)
        self.tell(sentence)
        rows = (
            (self.tr("Feedback"), found.now.feedback, found.then.feedback),
            (self.tr("People"), found.now.people, found.then.people),
            (self.tr("Themes"), found.now.themes, found.then.themes),
            (self.tr("Roadmap items"), found.now.items, found.then.items),
            (self.tr("Owed"), found.now.owed, found.then.owed),
            (self.tr("Prints and snapshots"), *found.prints),
        )
        self._put(0, "", self.tr("Now"), self.tr("Then"), "", role="small")
        spoken = [sentence]
        for number, (name, now, was) in enumerate(rows, 1):
            change = self.tr("same") if now == was else f"{was - now:+,}".replace("-", "−")
            self._put(number, name, f"{now:,}", f"{was:,}", change, role="")
            spoken.append(
                self.tr("{name}: now {now}, then {then}.").format(name=name, now=now, then=was)
            )
        quotes = [
            f"“{excerpt(one.text, 120)}”\n{_who(one.who, one.organisation)}"
            for one in found.leaving
        ]
        say(self._leaving, self.tr("Would leave, the newest first") if quotes else "")
        for label, quote in zip(self._quotes, quotes, strict=False):
            say(label, quote)
            label.show()
        self._facts.setAccessibleDescription(" ".join([*spoken, *quotes]))

    def _sentence(self, found: Then) -> str:
        kept = self.tr("What is there now is kept, so that you can come back to it.")
        if found.steps is None:
            return _("It has steps that are not here. {kept}").format(kept=kept)
        if not found.steps:
            return self.tr("Nothing was done since then.")
        told = self.tr("{steps} done since then would leave. {kept}")
        return told.format(steps=plural(found.steps, "step", "steps"), kept=kept)

    def _clear(self) -> None:
        for widget in self._numbers:
            widget.hide()
            widget.deleteLater()
        self._numbers = []
        self._leaving.hide()
        for one in self._quotes:
            one.hide()

    def _put(self, row: int, *texts: str, role: str) -> None:
        for place, text in enumerate(texts):
            label = label_of(text, role if place in {0, 2} or role else "muted")
            label.setContentsMargins(0, 4, 0, 4)
            if place:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, row, place)
            self._numbers.append(label)


def _who(who: str | None, organisation: str | None) -> str:
    return ", ".join(one for one in (who, organisation) if one)
