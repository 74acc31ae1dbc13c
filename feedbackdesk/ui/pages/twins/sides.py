"""Two records side by side: why they look like one, each fact of both, and what merging changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QToolButton, QWidget

from feedbackdesk.domain.contacts import Agreement, Fact
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.pages.twins.rows import sentence
from feedbackdesk.ui.widgets.buttons import sign_button
from feedbackdesk.ui.widgets.labels import label_of, say, words_label
from feedbackdesk.ui.widgets.layout import Scrolled, in_column, in_row, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QResizeEvent

    from feedbackdesk.domain.contacts import ComparedFact, IfMerged, Rerank, Side, SideBySide
    from feedbackdesk.domain.rows import Feedback

_NAMES = 84
"""The width of what a fact is called."""
_MARKS = 60
_NARROW = 260
_ITEMS = 5
"""So many items that would change stand there; more of them are counted."""
_DOT = "  ·  "
_ADDRESS = re.compile(r"[@.](?=\w)")
_LONG = (Fact.EMAIL, Fact.DOMAIN)
"""Long words that may be broken where a sign parts them."""
_SPEAKS = (Fact.FIRM, Fact.PHONE, Fact.EMAIL, Fact.DOMAIN)
"""Facts that speak for one record or two; the others are only to be known."""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Twins", words)


def name_of(fact: Fact) -> str:
    """Return how a fact is called."""
    return {
        Fact.FIRM: _tr("Organisation"),
        Fact.PHONE: _tr("Telephone"),
        Fact.EMAIL: _tr("E-mail"),
        Fact.DOMAIN: _tr("Mail domain"),
        Fact.STAGE: _tr("Stage"),
        Fact.VALUE: _tr("Value a year"),
        Fact.CONTACT: _tr("Contact"),
        Fact.NOTES: _tr("Notes"),
        Fact.MERGED: _tr("Merged into it"),
    }[fact]


def spoken(agreement: Agreement) -> str:
    """Return how two facts stand to each other."""
    return {
        Agreement.SAME: _tr("the same"),
        Agreement.DIFFERS: _tr("differs"),
        Agreement.ONE_ONLY: _tr("one only"),
    }[agreement]


def title(found: SideBySide) -> str:
    """Return what is asked of two records."""
    if not found.why:
        return _tr("They do not look like one any more")
    if found.table == "person":
        return _tr("They look like one person")
    return _tr("They look like one organisation")


def reasons(found: SideBySide) -> str:
    """Return what speaks for one record, and what against it."""
    same, against = (
        [name_of(one.fact).lower() for one in found.facts
         if one.fact in _SPEAKS and one.agreement is agreement]
        for agreement in (Agreement.SAME, Agreement.DIFFERS)
    )  # fmt: skip
    parts = [f"{sentence(found.why)}."] if found.why else []
    if same:
        parts.append(_tr("The same: {facts}.").format(facts=", ".join(same)))
    if against:
        parts.append(_tr("Against it: another {facts}.").format(facts=", ".join(against)))
    return " ".join(parts)


def changes(would: IfMerged) -> list[str]:
    """Return what merging would change on the roadmap, a line each."""
    if not would.items:
        if would.account is not None:
            words = _tr("No rank changes: {firm} is one account either way.")
            return [words.format(firm=excerpt(would.account, 80))]
        return [_tr("No rank changes: they did not ask for the same.")]
    found = [_rerank(one) for one in would.items[:_ITEMS]]
    if len(would.items) > _ITEMS:
        found.append(_tr("and {number} more").format(number=f"{len(would.items) - _ITEMS:,}"))
    return found


def _rerank(one: Rerank) -> str:
    parts = []
    if one.requests[0] != one.requests[1]:
        now, then = one.requests
        requests = _tr("{now} → {then}").format(now=f"{now:,}", then=plural_requests(then))
        parts.append(requests)
    if one.rank[0] != one.rank[1]:
        parts.append(_tr("rank {now} → {then}").format(now=one.rank[0], then=one.rank[1]))
    return f"{excerpt(one.title, 80)}: {', '.join(parts)}"


def plural_requests(number: int) -> str:
    """Return a number of requests in words."""
    return plural(number, "request", "requests")


def records(found: SideBySide) -> str:
    """Return how many records there are, and would be."""
    words = _tr("People {now} → {then}")
    if found.table == "organisation":
        words = _tr("Organisations {now} → {then}")
    now, then = (f"{number:,}" for number in found.if_merged.records)
    return words.format(now=now, then=then)


def since(side: Side) -> str:
    """Return since when somebody is known, and how often they were heard."""
    heard = plural(side.times, "feedback", "feedbacks")
    if side.since is None:
        return heard
    return _tr("Since {day}").format(day=show_date(side.since)) + f"{_DOT}{heard}"


def read_out(found: SideBySide) -> str:
    """Return both records as sentences for whoever listens."""
    parts = [reasons(found), _tr("{name} stays.").format(name=found.one.name)]
    for one in found.facts:
        values = " / ".join(", ".join(side) or _tr("not known") for side in (one.one, one.other))
        parts.append(f"{name_of(one.fact)}, {spoken(one.agreement)}: {values}.")
    parts.append(_tr("If merged: {changes}").format(changes="; ".join(changes(found.if_merged))))
    return excerpt(" ".join(part for part in parts if part), 2_000)


class TwinsSides(Scrolled):
    """Why first, then fact by fact, then their words; the one that stays at the left."""

    wants = Signal(str, int)
    """The page of one of them is wanted: the table, and the key in it."""

    def __init__(self, swap: QAction) -> None:
        """Lay out what is filled with every pair."""
        super().__init__("twinsSides")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Both records side by side"))
        self._found: SideBySide | None = None
        self._rows: list[QWidget] = []
        column = in_column(self.inner, (24, 4, 24, 16), 12)
        self._title, self._reasons = words_label("label", "twinsTitle"), words_label("small", "")
        self._reasons.setObjectName("twinsReasons")
        banner = QFrame()
        banner.setProperty("surface", "chip")
        above = in_column(banner, (16, 8, 16, 8), 0)
        above.addWidget(self._title)
        above.addWidget(self._reasons)
        column.addWidget(banner)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnMinimumWidth(2, _MARKS)
        for place in (1, 3):
            self._grid.setColumnStretch(place, 1)
        self._stays = _Card("twinsStays", "card-chosen", self.tr("stays"))
        self._goes = _Card("twinsGoes", "card", "")
        self.swap = sign_button(
            "swap", self.tr("Swap which one stays"), swap.trigger,
            name="twinsSwap", tip=swap.toolTip(),
        )  # fmt: skip
        swap.enabledChanged.connect(self.swap.setEnabled)
        self.swap.setEnabled(swap.isEnabled())
        self._grid.addWidget(self._stays, 0, 1)
        self._grid.addWidget(self.swap, 0, 2, Qt.AlignmentFlag.AlignCenter)
        self._grid.addWidget(self._goes, 0, 3)
        column.addLayout(self._grid)
        self._would = QFrame()
        self._would.setProperty("surface", "card")
        below = in_row(self._would, (16, 10, 16, 10), 16)
        head = label_of(self.tr("If merged"), "small")
        self._changes, self._records = words_label("", "twinsChanges"), QLabel()
        self._records.setObjectName("twinsRecords")
        self._records.setProperty("role", "small")
        below.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._changes, 1)
        below.addWidget(self._records, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._would)
        column.addStretch(1)
        self.inner.hide()
        theme.signals().changed.connect(self._dress_anew)

    def show_pair(self, found: SideBySide | None) -> None:
        """Show two records, or nothing."""
        other = self._found is None or found is None or _keys(self._found) != _keys(found)
        self._found = found
        self.inner.setVisible(found is not None)
        self.setAccessibleDescription("" if found is None else read_out(found))
        if found is None:
            return
        if other:
            self.verticalScrollBar().setValue(0)
        say(self._title, title(found))
        say(self._reasons, reasons(found))
        self._stays.show_side(found.table, found.one)
        self._goes.show_side(found.table, found.other)
        for widget in self._rows:
            widget.hide()
            widget.deleteLater()
        self._rows = []
        self._put(_gap(), 1, 0)
        row = 2
        for one in found.facts:
            self._add_line(row)
            self._add_fact(row + 1, one)
            row += 2
        if found.one.words or found.other.words:
            self._add_line(row)
            self._put(self._head(self.tr("Their words")), row + 1, 0)
            for place, side in ((1, found.one), (3, found.other)):
                self._put(self._words(found.table, side), row + 1, place)
        say(self._changes, "\n".join(changes(found.if_merged)))
        self._records.setText(records(found))

    def _dress_anew(self) -> None:
        self.show_pair(self._found)

    def _put(self, widget: QWidget, row: int, place: int, width: int = 1) -> None:
        self._grid.addWidget(widget, row, place, 1, width)
        self._rows.append(widget)

    def _add_line(self, row: int) -> None:
        self._put(rule(), row, 0, 4)

    def _head(self, words: str) -> QLabel:
        made = label_of(words, "muted")
        made.setAlignment(Qt.AlignmentFlag.AlignTop)
        made.setContentsMargins(0, 8, 0, 8)
        return made

    def _add_fact(self, row: int, one: ComparedFact) -> None:
        name = name_of(one.fact)
        self._put(self._head(name), row, 0)
        for place, values in ((1, one.one), (3, one.other)):
            side = words_label("" if values else "muted", f"twins.{one.fact.name.lower()}.{place}")
            side.setContentsMargins(12, 8, 4, 8)
            side.setAlignment(Qt.AlignmentFlag.AlignTop)
            text = "\n".join(excerpt(value, 300) for value in values) or self.tr("not known")
            side.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self._put(side, row, place)
            # Only now: without a parent it would be a window.
            say(side, _ADDRESS.sub("\\g<0>\u200b", text) if one.fact in _LONG else text)
            side.setAccessibleName(f"{name}: {text}")
        mark = label_of("", "small")
        mark.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        mark.setContentsMargins(0, 10, 0, 8)
        mark.setAccessibleName(f"{name}: {spoken(one.agreement)}")
        if one.agreement is Agreement.SAME:
            mark.setPixmap(icons.pixmap("check", Role.SUCCESS, 16, self.devicePixelRatioF()))
            mark.setToolTip(spoken(one.agreement))
        else:
            mark.setText(spoken(one.agreement))
        self._put(mark, row, 2)

    def _words(self, table: str, side: Side) -> QWidget:
        holder = QWidget()
        column = in_column(holder, (12, 8, 4, 8), 8)
        for one in side.words:
            said, when = words_label("said", ""), words_label("small", "")
            when.setContentsMargins(12, 0, 0, 0)
            pair = in_column(gap=0)
            pair.addWidget(said)
            pair.addWidget(when)
            column.addLayout(pair)
            say(said, excerpt(one.text, 240))
            say(when, _when(table, one))
        if not side.words:
            nothing = words_label("muted", "")
            column.addWidget(nothing)
            say(nothing, self.tr("Nothing was said yet."))
        if side.times > len(side.words):
            more = QToolButton()
            more.setText(
                self.tr("{number} more").format(number=f"{side.times - len(side.words):,}")
            )
            more.setAccessibleName(self.tr("Read all that {name} said").format(name=side.name))
            more.clicked.connect(lambda: self.wants.emit(table, side.key))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return holder


def _when(table: str, one: Feedback) -> str:
    parts: Sequence[str | None] = (
        one.who if table == "organisation" else None,
        show_date(one.on),
        ", ".join(one.themes),
    )
    return _DOT.join(excerpt(part, 80) for part in parts if part)


def _gap() -> QWidget:
    made = QWidget()
    made.setFixedHeight(8)
    return made


def _keys(found: SideBySide) -> frozenset[int]:
    return frozenset((found.one.key, found.other.key))


class _Card(QFrame):
    """Who it is, since when, and whether it stays."""

    def __init__(self, name: str, surface: str, badge: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("surface", surface)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        self._icon = QLabel()
        self.name, self._since = words_label("title", f"{name}Name"), words_label("small", "")
        words = in_column(gap=0)
        words.addWidget(self.name)
        words.addWidget(self._since)
        words.addStretch(1)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._badge = badge
        if badge:
            chip = label_of(badge, "chip")
            row.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put all below each other where there is no room beside the name."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._row.setSpacing(4 if narrow else 12)
        self._icon.setHidden(narrow)

    def show_side(self, table: str, side: Side) -> None:
        role = Role.ACCENT if self._badge else Role.TEXT_MUTED
        self._icon.setPixmap(icons.pixmap(table, role, 22, self.devicePixelRatioF()))
        say(self.name, excerpt(side.name, 120))
        say(self._since, since(side))
        self.setAccessibleName(", ".join(filter(None, (side.name, self._badge, since(side)))))
