"""The side of a person's page: what they are owed, what rests on them, whom they sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import label
from feedbackdesk.language.say import _
from feedbackdesk.ui.inspector.person_form import OrganisationForm, PersonForm
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.labels import heading
from feedbackdesk.ui.widgets.side import Side

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
        me = self._add(above, found.name, _("this page"), found.key)
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


class PersonSide(Side):
    """What they are owed, what rests on them, whom they sent, and what is known."""

    owe = Signal()

    def __init__(self, live: Live) -> None:
        """Lay out empty sections."""
        super().__init__("personSide")
        # It stays while rows come and go, and with it the keyboard.
        self._owe = link_button("oweThem", "owed", _("Owe them something…"), self.owe.emit)
        self._owed = self.section(_("Owed and told"), self._owe)
        self._items = self.section(_("On the roadmap because of them"))
        self._people = self.section(_("Its people"))
        self.tree = ReferralTree(_("Who referred them and whom they referred"))
        self.tree.wants.connect(self.wants)
        self._referrals = self.section(_("Referrals"))
        self._referrals.add(self.tree, whole=True)
        self.person = PersonForm(live, "page.person", whole=True)
        self.organisation = OrganisationForm(live, "page.organisation")
        for widget in (heading(_("What is known")), self.person, self.organisation):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._may_change = not live.read_only

    def show_standing(self, found: Standing) -> None:
        """Show what is known beside the words."""
        self._show_owed(found)
        self._show_items(found)
        is_person = found.person is not None
        self._show_people(found.people)
        self._people.setVisible(not is_person)
        referred = bool(found.referrers or found.referred)
        self._referrals.setVisible(is_person and referred)
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
        (self.person if self.person.isVisible() else self.organisation).edit(self)

    def _show_owed(self, found: Standing) -> None:
        self._owed.clear()
        for one in found.owed[:_SHOWN]:
            role = "late" if one.late else "" if one.done_on is None else "muted"
            self._owed.tell(self._in_words(one), role)
        if not found.owed:
            self._owed.tell(_("Nothing is owed, and nothing was promised."))
        is_here = found.person is not None and found.person.erased_on is None
        self._owe.setVisible(is_here and self._may_change)

    def _in_words(self, one: FollowUp) -> str:
        about = f": {excerpt(one.about, 120)}" if one.about else ""
        if one.done_on is None:
            by = _("{what} by {day}").format(what=label(one.kind), day=show_date(one.due))
            late = _(", late") if one.late else ""
            return f"{by}{late}{about}"
        result = label(one.result) if one.result is not None else _("Done")
        done = _("{result} on {day}").format(result=result, day=show_date(one.done_on))
        said = f" “{excerpt(one.said, 120)}”" if one.said else ""
        return f"{label(one.kind)}{about} – {done}{said}"

    def _show_items(self, found: Standing) -> None:
        self._items.clear()
        for key, title, stage, times in found.items[:_SHOWN]:
            said = plural(times, "feedback", "feedbacks")
            read_out = _("{title}, in {stage}, {said} of theirs")
            button = self.leads_to(
                f"restingItem.{key}", "item", key, f"{excerpt(title, 26)} · {label(stage)}",
                icon="roadmap", tip=f"{title}\n{said}",
                read_out=read_out.format(title=title, stage=label(stage), said=said),
            )  # fmt: skip
            self._items.add(button)
        if not found.items:
            self._items.tell(_("Nothing yet."))

    def _show_people(self, people: tuple[Contact, ...]) -> None:
        self._people.clear()
        for one in people[:_SHOWN]:
            stage = f" · {label(one.stage)}" if one.stage else ""
            words, whole = f"{excerpt(one.name, 34)}{stage}", excerpt(one.name, 300)
            self._people.add(
                self.leads_to(f"itsPerson.{one.key}", "person", one.key, words, tip=whole)
            )
        if not people:
            self._people.tell(_("Nobody is named yet."))
        elif len(people) > _SHOWN:
            more = _("And {number} more: they are in the list of people.")
            self._people.tell(more.format(number=len(people) - _SHOWN))
