"""What was merged into something: how it is shown, asked for, and taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QDialogButtonBox, QWidget

from feedbackdesk.desk.merging import (
    merge_organisations,
    merge_people,
    unmerge_organisation,
    unmerge_person,
)
from feedbackdesk.desk.roadmap import merge_items
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.choose import Choice, Chooser
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.form import make_primary
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import Scrolled, empty_out, in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.contacts import Standing
    from feedbackdesk.domain.rows import MergedTheme
    from feedbackdesk.ui.live import Live


_SHOWN, _LISTED = 20, 200


class MergedList(QWidget):
    """One line for each merged record; hidden while there is none."""

    unmerge = Signal(int)
    """The key of one that is to stand on its own again."""

    def __init__(self, one: str = "mention", several: str = "mentions") -> None:
        """Show nothing merged; the two words are what each brought along."""
        super().__init__()
        self._counted = (one, several)
        self._now: tuple[MergedTheme, ...] = ()
        self._column = in_column(self, gap=2)
        self.hide()

    def show_these(self, merged: Sequence[MergedTheme], *, may_change: bool = True) -> None:
        """Show what was merged; without `may_change` only by name."""
        if tuple(merged) == self._now:
            return
        self._now = tuple(merged)
        empty_out(self._column)
        if self._now:
            self._column.addWidget(label_of(self.tr("Merged into it"), "heading"))
        for one in self._now[:_SHOWN]:
            self._column.addWidget(self._line(one, may_change))
        if len(self._now) > _SHOWN:
            more = self.tr("And {number} more: press U to choose among all of them")
            rest = more.format(number=f"{len(self._now) - _SHOWN:,}")
            self._column.addWidget(label_of(rest, "small"))
        self.setVisible(bool(self._now))

    def _line(self, one: MergedTheme, may_change: bool) -> QWidget:
        line = QWidget(self)
        row = in_row(line, gap=8)
        words = f"{excerpt(one.name, 60)} · {plural(one.mentions, *self._counted)}"
        if one.through:
            words = self.tr("{words}, through {other}").format(
                words=words, other=excerpt(one.through, 30)
            )
        label = label_of(words, "muted", wraps=True)
        label.setMinimumWidth(1)
        button = push_button(
            self.tr("Un-merge"), lambda: self.unmerge.emit(one.id),
            name=f"unmerge.{one.id}", variant="link", icon="undo",
            tip=self.tr("{name} stands on its own again, with all it had").format(name=one.name),
        )  # fmt: skip
        button.setAccessibleName(self.tr("Un-merge {name}").format(name=one.name))
        row.addWidget(label, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        button.setVisible(may_change)
        return line


MERGE: dict[str, Intention[[int, int], None]] = {
    "person": merge_people,
    "organisation": merge_organisations,
    "item": merge_items,
}
"""By the table: the record that goes, and the one that stays."""
UNMERGE: dict[str, Intention[[int], None]] = {
    "person": unmerge_person,
    "organisation": unmerge_organisation,
}


def offer_unmerge(
    parent: QWidget, live: Live, found: Standing, unmerge: Callable[[str, int], None]
) -> None:
    """Offer the records that were merged into one; `unmerge` gets the table and the key."""
    if not found.merged:
        sentence = parent.tr("Nothing was merged into {name}.")
        live.said.emit(sentence.format(name=excerpt(found.name)))
        return

    def picked(key: int | None, _name: str) -> None:
        if key is not None:
            unmerge(found.table, key)

    title = parent.tr("Un-merge from {name}").format(name=excerpt(found.name, 60))
    chooser = Chooser(parent, title, picked)
    chooser.offer(
        [
            Choice(key, name, plural(times, "feedback", "feedbacks"))
            for key, name, times in found.merged
        ]
    )
    chooser.open()


class MergeLook(Dialog):
    """Shows all records, the one that stays first; nothing is done before Merge."""

    def __init__(
        self,
        parent: QWidget,
        sources: Sequence[tuple[Standing, str]],
        target: Standing,
        merge: Callable[[], None],
    ) -> None:
        """Ask whether some are to become part of one; beside each why it looks like that."""
        one, several = sources[0][0], len(sources) > 1
        title = (
            _("Merge {number} records into {other}?").format(
                number=f"{len(sources):,}", other=excerpt(target.name, 40)
            )
            if several
            else _("Merge {one} into {other}?").format(
                one=excerpt(one.name, 40), other=excerpt(target.name, 40)
            )
        )
        super().__init__(parent, "mergeLook", title, (20, 18, 20, 16), 4, width=440)
        column = self.column
        column.addWidget(label_of(_("This one stays"), "heading", wraps=True))
        self._tell(column, target)
        heads = _("These become part of it"), _("This one becomes part of it")
        column.addWidget(label_of(heads[0] if several else heads[1], "heading", wraps=True))
        listed = Scrolled("mergeRecords") if several else None
        below = in_column(listed.inner, gap=4) if listed is not None else column
        for source, why in sources[:_SHOWN]:
            alike = why or _("does not look like it")
            self._tell(below, source, alike if several else "")
        if len(sources) > _SHOWN:
            rest = _("And {number} more.").format(number=f"{len(sources) - _SHOWN:,}")
            below.addWidget(label_of(rest, "muted"))
        if listed is not None:
            below.addStretch(1)
            listed.setMinimumHeight(px(_LISTED))
            column.addWidget(listed, 1)
        kept = (
            _("Nothing is lost: Un-merge gives them back.")
            if several
            else _("Nothing is lost: Un-merge gives both back.")
        )
        column.addWidget(label_of(kept, "small", wraps=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        go = buttons.addButton(_("Merge"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setObjectName("mergeNow")
        make_primary(go)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(merge)
        column.addSpacing(8)
        column.addWidget(buttons)
        go.setFocus()

    def _tell(self, column: QBoxLayout, one: Standing, why: str = "") -> None:
        """Say who a record is, and what tells it from another."""
        told = " · ".join(filter(None, (why, self._has(one))))
        column.addWidget(label_of(excerpt(one.name, 120), "title", wraps=True))
        column.addWidget(label_of(told, "muted", wraps=True))
        column.addSpacing(8)

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
