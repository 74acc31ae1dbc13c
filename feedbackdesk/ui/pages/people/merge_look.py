"""A last look before two records become one: which stays, and what each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QWidget

from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.ui.widgets.form import make_primary
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.domain.contacts import Standing


class MergeLook(QDialog):
    """Shows both records, the one that stays first; nothing is done before Merge."""

    def __init__(
        self, parent: QWidget, source: Standing, target: Standing, merge: Callable[[], None]
    ) -> None:
        """Ask whether one is to become part of the other."""
        super().__init__(parent)
        self.setObjectName("mergeLook")
        self.setWindowTitle(
            self.tr("Merge {one} into {other}?").format(
                one=excerpt(source.name, 40), other=excerpt(target.name, 40)
            )
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(440)
        column = in_column(self, (20, 18, 20, 16), 4)
        for head, one in (
            (self.tr("This one stays"), target),
            (self.tr("This one becomes part of it"), source),
        ):
            column.addWidget(self._label(head, "heading"))
            column.addWidget(self._label(excerpt(one.name, 120), "title"))
            column.addWidget(self._label(self._has(one), "muted"))
            column.addSpacing(8)
        column.addWidget(
            self._label(self.tr("Nothing is lost: Un-merge gives both back."), "small")
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        go = buttons.addButton(self.tr("Merge"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setObjectName("mergeNow")
        make_primary(go)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(merge)
        column.addSpacing(8)
        column.addWidget(buttons)
        go.setFocus()

    def _has(self, one: Standing) -> str:
        """Return what tells a record from another, and how much hangs on it."""
        person = one.person
        facts = [plural(one.times, "feedback", "feedbacks")]
        if person is not None:
            firm = one.organisation.name if one.organisation is not None else None
            facts += [excerpt(fact, 80) for fact in (firm, person.email, person.phone) if fact]
            if not person.may_contact:
                facts.append(self.tr("may not be contacted"))
        else:
            facts.append(plural(len(one.people), "person", "people"))
        still = sum(debt.done_on is None for debt in one.owed)
        if still:
            facts.append(self.tr("{number} owed").format(number=f"{still:,}"))
        return " · ".join(facts)

    def _label(self, words: str, role: str) -> QLabel:
        return label_of(words, role, wraps=True)
