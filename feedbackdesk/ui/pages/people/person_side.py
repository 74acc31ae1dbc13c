"""The side of a person's page: what they are owed, what rests on them, whom they sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import label
from feedbackdesk.ui.inspector.panel import heading
from feedbackdesk.ui.inspector.person_form import OrganisationForm, PersonForm
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.labels import words_label

if TYPE_CHECKING:
    from feedbackdesk.domain.contacts import Contact, Standing
    from feedbackdesk.domain.rows import FollowUp
    from feedbackdesk.ui.live import Live

_SHOWN = 30
_ROWS = 8
"""So many rows of a tree are in sight; more of them scroll."""


class ReferralTree(QTreeWidget):
    """Who sent them at the root, themselves below, and whom they sent under them."""

    wants = Signal(str, int)
    """The page of somebody else is wanted: the table, and the key in it."""

    def __init__(self, accessible: str) -> None:
        """Show nobody."""
        super().__init__()
        self.setObjectName("referralTree")
        self.setAccessibleName(accessible)
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.itemActivated.connect(self._open)

    def show_standing(self, found: Standing) -> None:
        """Show a person between those above and those below."""
        self.clear()
        above: QTreeWidgetItem | QTreeWidget = self
        for one in reversed(found.referrers):
            above = self._add(above, one.name, label(one.stage), one.id)
        me = self._add(above, found.name, self.tr("this page"), found.key)
        font = me.font(0)
        font.setBold(True)
        me.setFont(0, font)
        nodes = {found.key: me}
        for branch in found.referred:
            parent = nodes.get(branch.referrer_id)
            if parent is not None and branch.person_id not in nodes:
                nodes[branch.person_id] = self._add(
                    parent, branch.name, label(branch.stage), branch.person_id
                )
        self.expandAll()
        self.setCurrentItem(me)
        rows = len(nodes) + len(found.referrers)
        height = max(self.sizeHintForRow(0), 24)
        self.setFixedHeight(min(rows, _ROWS) * height + 4)

    def _add(
        self, parent: QTreeWidgetItem | QTreeWidget, name: str, note: str, key: int
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent)
        item.setText(0, f"{excerpt(name, 60)}  ·  {note}")
        item.setToolTip(0, excerpt(name, 300))
        item.setData(0, KEY, key)
        item.setIcon(0, icons.icon("person"))
        return item

    def _open(self, item: QTreeWidgetItem) -> None:
        self.wants.emit("person", item.data(0, KEY))


class PersonSide(QScrollArea):
    """Sections below each other; those that have nothing to say say so in a word."""

    wants = Signal(str, int)
    """A page or an item is wanted: person, organisation or item, and its key."""
    owe = Signal()

    def __init__(self, live: Live) -> None:
        """Lay out empty sections."""
        super().__init__()
        self.setObjectName("personSide")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("surface", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        self._owed = self._section(column, self.tr("Owed and told"), self._make_owe_button())
        self._items = self._section(column, self.tr("On the roadmap because of them"))
        self._people_head = heading(self.tr("Its people"))
        column.addWidget(self._people_head)
        self._people = _holder(column)
        self._tree_head = heading(self.tr("Referrals"))
        self.tree = ReferralTree(self.tr("Who referred them and whom they referred"))
        self.tree.wants.connect(self.wants)
        column.addWidget(self._tree_head)
        column.addWidget(self.tree)
        column.addSpacing(8)
        column.addWidget(heading(self.tr("What is known")))
        self.person = PersonForm(live, "page.person", whole=True)
        self.organisation = OrganisationForm(live, "page.organisation")
        column.addWidget(self.person)
        column.addWidget(self.organisation)
        column.addStretch(1)
        self.setWidget(inner)
        self._may_change = not live.read_only

    @staticmethod
    def _section(column: QVBoxLayout, words: str, foot: QWidget | None = None) -> QVBoxLayout:
        column.addWidget(heading(words))
        made = _holder(column)
        if foot is not None:
            column.addWidget(foot, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        return made

    def _make_owe_button(self) -> QPushButton:
        """Return the button that promises something; it stays, and with it the keyboard."""
        self._owe = button = QPushButton(self.tr("Owe them something…"))
        button.setObjectName("oweThem")
        button.setProperty("variant", "link")
        button.setIcon(icons.icon("owed"))
        button.clicked.connect(self.owe)
        return button

    def show_standing(self, found: Standing) -> None:
        """Show what is known beside the words."""
        self._show_owed(found)
        self._show_items(found)
        is_person = found.person is not None
        self._show_people(found.people)
        for widget in (self._people_head, self._people.parentWidget()):
            if widget is not None:
                widget.setVisible(not is_person)
        referred = bool(found.referrers or found.referred)
        self._tree_head.setVisible(is_person and referred)
        self.tree.setVisible(is_person and referred)
        if referred:
            self.tree.show_standing(found)
        self.person.setVisible(is_person)
        self.organisation.setVisible(not is_person)
        if found.person is not None:
            referrer = found.referrers[0].name if found.referrers else ""
            self.person.show_person(found.person, referrer, found.addresses)
        elif found.organisation is not None:
            self.organisation.show_organisation(found.organisation, found.addresses)

    def edit(self) -> None:
        """Put the keyboard into the first field."""
        name = self.person.name if self.person.isVisible() else self.organisation.name
        self.ensureWidgetVisible(name)
        name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        name.selectAll()

    def _show_owed(self, found: Standing) -> None:
        _clear(self._owed)
        for one in found.owed[:_SHOWN]:
            words = words_label("late" if one.late else "" if one.done_on is None else "muted", "")
            words.setText(self._in_words(one))
            self._owed.addWidget(words)
        if not found.owed:
            self._owed.addWidget(_muted(self.tr("Nothing is owed, and nothing was promised.")))
        is_here = found.person is not None and found.person.erased_on is None
        self._owe.setVisible(is_here and self._may_change)

    def _in_words(self, one: FollowUp) -> str:
        about = f": {excerpt(one.about, 120)}" if one.about else ""
        if one.done_on is None:
            by = self.tr("{what} by {day}").format(what=label(one.kind), day=show_date(one.due))
            late = self.tr(", late") if one.late else ""
            return f"{by}{late}{about}"
        result = label(one.result) if one.result is not None else self.tr("Done")
        done = self.tr("{result} on {day}").format(result=result, day=show_date(one.done_on))
        said = f" “{excerpt(one.said, 120)}”" if one.said else ""
        return f"{label(one.kind)}{about} – {done}{said}"

    def _show_items(self, found: Standing) -> None:
        _clear(self._items)
        for key, title, stage, times in found.items[:_SHOWN]:
            words = f"{excerpt(title, 26)} · {label(stage)}"
            button = self._link(f"restingItem.{key}", "roadmap", words, "item", key)
            said = plural(times, "feedback", "feedbacks")
            button.setToolTip(f"{title}\n{said}")
            button.setAccessibleName(
                self.tr("{title}, in {stage}, {said} of theirs").format(
                    title=title, stage=label(stage), said=said
                )
            )
            self._items.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not found.items:
            self._items.addWidget(_muted(self.tr("Nothing yet.")))

    def _show_people(self, people: tuple[Contact, ...]) -> None:
        _clear(self._people)
        for one in people[:_SHOWN]:
            stage = f" · {label(one.stage)}" if one.stage else ""
            words = f"{excerpt(one.name, 34)}{stage}"
            button = self._link(f"itsPerson.{one.key}", "person", words, "person", one.key)
            button.setToolTip(excerpt(one.name, 300))
            self._people.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not people:
            self._people.addWidget(_muted(self.tr("Nobody is named yet.")))
        elif len(people) > _SHOWN:
            more = self.tr("And {number} more: they are in the list of people.")
            self._people.addWidget(_muted(more.format(number=len(people) - _SHOWN)))

    def _link(self, name: str, icon: str, words: str, table: str, key: int) -> QPushButton:
        button = QPushButton(words.replace("&", "&&"))
        button.setObjectName(name)
        button.setProperty("variant", "link")
        button.setIcon(icons.icon(icon))
        button.clicked.connect(lambda _on=False: self.wants.emit(table, key))
        return button


def _holder(column: QVBoxLayout) -> QVBoxLayout:
    """Add a place whose rows come and go."""
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(2)
    column.addWidget(holder)
    return rows


def _clear(rows: QVBoxLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _muted(words: str) -> QWidget:
    made = words_label("muted", "")
    made.setText(words)
    return made
