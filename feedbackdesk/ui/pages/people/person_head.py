"""What stands at the head of a person's page: who they are, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import MergedTheme
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import label
from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.labels import label_of, say, words_label
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.merging import MergedList

if TYPE_CHECKING:
    from feedbackdesk.domain.contacts import Standing
    from feedbackdesk.domain.rows import Person

_DOT = "  ·  "
_POINTS = 8
"""So many addresses and numbers stand in the head; all of them stand in the fields."""


class TwinLine(QWidget):
    """A quiet line about two records that look like one; hidden while there are none."""

    merge = Signal()
    apart = Signal()
    look = Signal()
    """Both are to be looked at, side by side."""

    def __init__(self, name: str) -> None:
        """Say nothing."""
        super().__init__()
        self.setObjectName(name)
        row = in_row(self, gap=8)
        self.words = words_label("muted", f"{name}Words")
        row.addWidget(self.words, 1)
        self._buttons: list[QPushButton] = []
        for button_name, text, tip, signal in (
            ("Look", self.tr("Look at them"), self.tr("Both side by side"), self.look),
            ("Merge", self.tr("Merge"), self.tr("Make them one; it can be undone"), self.merge),
            ("Apart", self.tr("Not the same"), self.tr("Do not ask again"), self.apart),
        ):
            button = link_button(f"{name}{button_name}", "", text, signal.emit, tip=tip)
            row.addWidget(button)
            self._buttons.append(button)
        self.hide()

    def show_words(self, words: str, *, may_change: bool) -> None:
        """Say which two, or nothing."""
        self.words.setText(words)
        for button in self._buttons:
            button.setVisible(may_change or button is self._buttons[0])
            button.setAccessibleDescription(words)
        self.setVisible(bool(words))


class PersonHead(QWidget):
    """Name, stages, numbers, and what they allow."""

    wants = Signal(str, int)
    """Another page is wanted: the table, and the key in it."""
    unmerge = Signal(int)

    def __init__(self) -> None:
        """Lay out a head without words."""
        super().__init__()
        column = in_column(self, (24, 8, 24, 12), 4)
        self.name = words_label("display", "personPageName")
        self.firm = link_button("personPageFirm", "organisation", "", self._open_firm)
        title = in_row(gap=12)
        title.addWidget(self.name, 1)
        title.addWidget(self.firm)
        column.addLayout(title)
        self.stages = words_label("title", "personPageStages")
        self.numbers = words_label("", "personPageNumbers")
        self.reached = words_label("", "personPageReached")
        self.allowed = words_label("muted", "personPageAllowed")
        self.forbidden = label_of(self.tr("Do not contact them."), "late", "personPageForbidden")
        self.twin = TwinLine("personTwin")
        self.merged = MergedList("feedback", "feedbacks")
        self.merged.unmerge.connect(self.unmerge)
        for widget in (
            self.stages, self.numbers, self.reached, self.forbidden, self.allowed, self.twin,
            self.merged,
        ):  # fmt: skip
            column.addWidget(widget)
        self._firm_id = -1

    def show_standing(self, found: Standing, currency: str, *, may_change: bool) -> None:
        """Show who it is."""
        say(self.name, excerpt(found.name, 300))
        self.name.setAccessibleName(found.name)
        firm = found.organisation if found.person is not None else None
        self._firm_id = firm.id if firm is not None else -1
        self.firm.setVisible(firm is not None)
        if firm is not None:
            self.firm.setText(excerpt(firm.name, 32).replace("&", "&&"))
            self.firm.setAccessibleName(self.tr("Open {name}").format(name=firm.name))
            self.firm.setToolTip(self.tr("Open the organisation’s page"))
        say(self.stages, self._stages(found))
        say(self.numbers, self._numbers(found, currency))
        points = [excerpt(point.words, 60) for point in found.points[:_POINTS]]
        if len(found.points) > _POINTS:
            more = self.tr("and {number} more").format(number=len(found.points) - _POINTS)
            points.append(more)
        # Never broken by `say`: what is copied from here is written to.
        self.reached.setText(_DOT.join(points))
        self.reached.setVisible(bool(points))
        person = found.person
        self.forbidden.setVisible(person is not None and not person.may_contact)
        say(self.allowed, self._allowed(person) if person is not None else "")
        twin = ""
        if found.twin is not None:
            twin = self.tr("2 records look like one: {one} / {other}").format(
                one=excerpt(found.name, 60), other=excerpt(found.twin.other_told, 60)
            )
        self.twin.show_words(twin, may_change=may_change)
        merged = tuple(MergedTheme(key, name, times) for key, name, times in found.merged)
        self.merged.show_these(merged, may_change=may_change)

    def _stages(self, found: Standing) -> str:
        if found.person is None:
            return label(found.stage) if found.stage is not None else ""
        if not found.stages:
            return label(found.person.stage)
        since = self.tr("{stage} since {day}")
        return _DOT.join(
            since.format(stage=label(stage), day=show_date(on)) for stage, on in found.stages
        )

    def _numbers(self, found: Standing, currency: str) -> str:
        parts = []
        if found.times and found.first_on is not None and found.last_on is not None:
            spoke = self.tr("Heard {times} since {first}, last on {last}")
            if found.times == 1:
                spoke = self.tr("Heard once, on {last}")
            parts.append(
                spoke.format(
                    times=plural(found.times, "time", "times"),
                    first=show_date(found.first_on),
                    last=show_date(found.last_on),
                )
            )
        else:
            parts.append(self.tr("Not heard yet"))
        if found.value:
            worth = self.tr("worth {money} a year")
            parts.append(worth.format(money=show_money(found.value, currency)))
        if found.people:
            parts.append(plural(len(found.people), "person", "people"))
        return _DOT.join(parts)

    def _allowed(self, person: Person) -> str:
        asked = person.quote_asked_on
        quote = (
            self.tr("May be quoted, without a name")
            if person.may_quote
            else self.tr("May not be quoted")
            if asked is not None
            else self.tr("Not asked yet whether they may be quoted")
        )
        if asked is not None:
            quote += self.tr(" (asked on {day})").format(day=show_date(asked))
        if person.may_contact and person.contact_how:
            how = self.tr("Reach them: {how}").format(how=excerpt(person.contact_how, 80))
            return f"{quote}{_DOT}{how}"
        return quote

    def _open_firm(self) -> None:
        if self._firm_id >= 0:
            self.wants.emit("organisation", self._firm_id)
