"""What would happen with a file: sums beside each other, and what is refused as links."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from feedbackdesk.domain.foreseen import new_with_them
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import Kind
from feedbackdesk.language.say import _, ngettext
from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.labels import label_of, small_label
from feedbackdesk.ui.widgets.layout import empty_out, in_column, in_row, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from feedbackdesk.domain.foreseen import Entry, Foreseen


class Sums(QFrame):
    """How many records are taken, known already, and refused."""

    wanted = Signal(str)
    """The place of a record that is to be brought into sight."""

    def __init__(self) -> None:
        """Tell of no file yet."""
        super().__init__()
        self.setObjectName("bringSums")
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._row = in_row(self, gap=0)
        self._told: object = None

    def tell(self, foreseen: Foreseen, refused: Sequence[Entry]) -> None:
        """Tell what would happen, and of what is refused first; what is told already stays."""
        numbers = foreseen.numbers
        told = (numbers, dict(foreseen.kinds), list(refused))
        if told == self._told:
            return
        self._told = told
        empty_out(self._row)
        self._row.addWidget(
            _cell("taken", numbers["taken"], _("taken"), _with(foreseen), "accent"), 4
        )
        if numbers["known"]:
            known = _("They are left as they are.")
            self._row.addWidget(rule(upright=True))
            told_known = _("known already")
            self._row.addWidget(_cell("known", numbers["known"], told_known, [known]), 3)
        if numbers["changed"]:
            self._row.addWidget(rule(upright=True))
            changed = [_("They came before, and say something else now.")]
            self._row.addWidget(_cell("changed", numbers["changed"], _("changed"), changed), 3)
        if refused:
            self._row.addWidget(rule(upright=True))
            self._row.addWidget(self._refusals(refused, numbers["refused"]), 5)

        self._read_out(numbers)

    def _read_out(self, numbers: Mapping[str, int]) -> None:
        """Tell whoever listens what would happen now, whatever was chosen elsewhere for it."""
        told = (
            ("taken", _("taken")), ("known", _("known already")), ("changed", _("changed")),
            ("refused", _("refused")),
        )  # fmt: skip
        said = ", ".join(f"{numbers[one]:,} {words}" for one, words in told if numbers[one])
        if said != self.accessibleName():
            self.setAccessibleName(said)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _refusals(self, refused: Sequence[Entry], whole: int) -> QWidget:
        cell = _cell("refused", whole, _("refused"), [], "danger")
        links = QGridLayout()
        links.setHorizontalSpacing(8)
        links.setVerticalSpacing(2)
        links.setColumnStretch(1, 1)
        for number, one in enumerate(refused):
            link = link_button(
                f"bringRefused.{number}",
                "",
                one.place,
                partial(self.wanted.emit, one.place),
                tip=one.sentence,
                read_out=f"{one.place}: {one.sentence}",
            )
            links.addWidget(link, number, 0, Qt.AlignmentFlag.AlignTop)
            links.addWidget(small_label(excerpt(one.sentence, 200)), number, 1)
        if (more := whole - len(refused)) > 0:
            words = ngettext(
                "and {number} more among the rows", "and {number} more among the rows", more
            )
            links.addWidget(small_label(words.format(number=f"{more:,}")), len(refused), 0, 1, 2)
        beside = QWidget()
        row = in_row(beside, gap=0)
        row.addWidget(cell)
        column = in_column(None, (0, 12, 0, 12), 0)
        column.addLayout(links)
        column.addStretch(1)
        row.addLayout(column, 1)
        row.addSpacing(16)
        return beside


def _cell(name: str, number: int, word: str, lines: list[str], ink: str = "") -> QWidget:
    cell = QWidget()
    cell.setObjectName(f"bringSum.{name}")
    cell.setAccessibleName(f"{number:,} {word}")
    column = in_column(cell, (16, 12, 16, 12), 4)
    head = in_row(None, gap=8)
    figure = label_of(f"{number:,}", "display")
    figure.setProperty("ink", ink)
    head.addWidget(figure, 0, Qt.AlignmentFlag.AlignBaseline)
    head.addWidget(label_of(word, "label"), 1, Qt.AlignmentFlag.AlignBaseline)
    column.addLayout(head)
    for line in lines:
        column.addWidget(small_label(line))
    column.addStretch(1)
    return cell


def _with(foreseen: Foreseen) -> list[str]:
    """Return what comes with the records that are taken, a line each."""
    numbers = foreseen.numbers
    kinds = foreseen.kinds
    said = {
        Kind.REQUEST: ngettext("{number} request", "{number} requests", _n(kinds, Kind.REQUEST)),
        Kind.PROBLEM: ngettext("{number} problem", "{number} problems", _n(kinds, Kind.PROBLEM)),
        Kind.PRAISE: ngettext("{number} praise", "{number} praise", _n(kinds, Kind.PRAISE)),
        Kind.QUESTION: ngettext(
            "{number} question", "{number} questions", _n(kinds, Kind.QUESTION)
        ),
        Kind.LOSS: ngettext("{number} lost sale", "{number} lost sales", _n(kinds, Kind.LOSS)),
    }
    lines = (
        new_with_them(numbers),
        [
            words.format(number=f"{_n(kinds, kind):,}")
            for kind, words in said.items()
            if _n(kinds, kind)
        ],
    )
    said_lines = [", ".join(line) for line in lines if line]
    return [*said_lines, *_talk(numbers)] if numbers["taken"] else []


def _talk(numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield what of it waits on the heap."""
    heap, aside = numbers["heap"], numbers["aside"]
    if heap:
        words = ngettext(
            "{number} waits on the heap to be looked at",
            "{number} wait on the heap to be looked at",
            heap,
        )
        yield words.format(number=f"{heap:,}")
    if aside:
        words = ngettext("{number} is set aside there", "{number} are set aside there", aside)
        yield words.format(number=f"{aside:,}")


def _n(kinds: Mapping[str, int], kind: Kind) -> int:
    return kinds.get(kind.value, 0)
