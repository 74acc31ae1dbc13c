"""What moved between two rankings: any print, any snapshot, or the roadmap as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QSizePolicy, QToolButton, QWidget

from feedbackdesk.desk.changes import show_moment
from feedbackdesk.desk.movement import comparison, delete_snapshot, rename_snapshot, snapshots
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import Lens, label
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.pages.compare.rows import MovementModel, MovementRows, tallies
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.captions import Captions
from feedbackdesk.ui.rows.described import RowWidget
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.labels import label_of, say
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import make_list
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.desk.movement import Comparison
    from feedbackdesk.domain.movement import Snapshot
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_NOW = 0
"""Stands for the roadmap as it is, where a snapshot has its key."""
_ROOM_FOR_WORDS = 640
_ROOM_FOR_ONE_ROW = 840
"""Below this width of the page the pickers have a row of their own."""


class ComparePage(Page):
    """Two pickers, what moved in a sentence, and every item once."""

    view: LongList
    room_for_subtitle = 1_000
    makes_room = True
    loads_each_time = True  # another window may have printed, which leaves no step to notice
    tables = (
        "print_run", "item", "item_theme", "theme", "mention", "feedback", "person",
        "organisation", "loss",
    )  # fmt: skip

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the pickers and the list."""
        super().__init__("comparePage", _("Compare rankings"), live, actions)
        self._known: list[Snapshot] = []
        self.found: Comparison | None = None
        self._by = Lens.REQUESTS
        """What the later ranking goes by."""
        self._in_hand = 0
        self._gone_picked: tuple[int | None, int | None] = (None, None)
        """What was picked and is gone; it may come back."""
        self._loaded = False
        self._waiting: Callable[[], object] | None = None
        self._make_head()
        self.pickers = self._make_pickers()
        body = QWidget(self)
        column = in_column(body, (0, 0, 0, 8), 0)
        self.tallies = RowWidget(lambda _room: tallies(self.found), body)
        self.tallies.setObjectName("compareTallies")
        self.note = label_of("", "muted", "compareNote", wraps=True)
        self.note.setIndent(24)
        self.model = MovementModel()
        self.view = make_list("compareList", self.tr("What moved"), LongList(), self.model)
        self.view.setStyleSheet("QListView { background: transparent; }")
        self.captions = Captions(
            lambda room: MovementRows.captions(label(self._by), room), self.view, body
        )
        for part in (self.tallies, self.note, self.captions):
            column.addWidget(part)
        column.addWidget(self.view, 1)
        self.view.activated.connect(lambda index: self._open(index.row()))
        self.view.clicked.connect(lambda index: self._open(index.row()))
        self.view.selectionModel().selectionChanged.connect(lambda *_both: self._chose())
        self.empty = EmptyState(
            "compare",
            self.tr("Nothing to compare yet"),
            self.tr(
                "Every print remembers the ranking, and so does a snapshot. Take one now: here "
                "you see later what rose, what fell and what came."
            ),
        )
        self.empty.offer(actions["snapshot"], self.tr("Take a snapshot"), primary=True)
        self.empty.offer(actions["back"], self.tr("Back"))
        self.set_body(body, self.empty)
        actions.bind_page(self, self)
        self.show_empty(True)

    def _make_head(self) -> None:
        self.add_back("compareBack")
        self._take = self.add_button("snapshot", "compareSnapshot")
        self._take.setText(self.tr("Take a snapshot"))

    def _make_pickers(self) -> tuple[QComboBox, QComboBox]:
        self._bar = QWidget(self)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._bar)
        self._rows.setContentsMargins(24, 0, 20, 8)
        self._rows.setSpacing(8)
        sides = in_row(gap=16)
        made = []
        for place, (name, words) in enumerate(
            (("compareThen", self.tr("&From")), ("compareNow", self.tr("&To")))
        ):
            caption = label_of(words, "muted")
            box = Box(self._bar)
            box.setObjectName(name)
            box.setAccessibleName(words.replace("&", ""))
            box.setMinimumContentsLength(10)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMaximumWidth(400)
            box.setMaxVisibleItems(16)
            box.currentIndexChanged.connect(lambda _row, place=place: self._picked(place))
            caption.setBuddy(box)
            more = QToolButton(self._bar)
            more.setObjectName(f"{name}More")
            more.setIcon(icons.icon("more"))
            more.setToolTip(self.tr("Rename or delete it"))
            more.setAccessibleName(
                self.tr("Rename or delete: {side}").format(side=words.replace("&", ""))
            )
            more.clicked.connect(lambda _on=False, place=place: self._menu(place))
            side = in_row(gap=6)
            for part in (caption, box, more):
                side.addWidget(part, int(part is box))
            sides.addLayout(side, 1)
            made.append(box)
        self._mores = [self._bar.findChild(QToolButton, f"{box.objectName()}More") for box in made]
        self._rows.addLayout(sides, 1)
        self.only = QCheckBox(self.tr("Only what &moved"), self._bar)
        self.only.setObjectName("compareMoved")
        self.only.toggled.connect(self._filtered)
        self._rows.addWidget(self.only)
        self.put_above(self._bar)
        return made[0], made[1]

    # What is shown

    def show_place(self, place: Place) -> None:
        """Show two rankings, by their keys; without them those that were picked."""
        then, dots, now = str(place.key).partition("..")
        if dots and then.isdecimal() and now.isdecimal():
            self._gone_picked = (int(then), int(now))

    def load(self) -> None:
        """Compare anew."""
        self._load()

    def show_currency(self) -> None:
        """Write money in a currency."""
        self.model.rows.change(currency=self.live.currency)

    def first_focus(self) -> QWidget:
        """Start in the list, or on the one next step."""
        return self.in_sight(self.view)

    def _load(self) -> None:
        """Ask for what is remembered, and for what moved between the two that are picked.

        One that was picked until it was deleted is picked again once that is undone.
        """
        if self.live.desk is None:
            return
        picked = self._pair()
        wanted = tuple(
            now if gone is None else gone
            for gone, now in zip(self._gone_picked, picked, strict=True)
        )

        def arrived(answer: tuple[list[Snapshot], Comparison | None]) -> None:
            keys = {one.id for one in answer[0]}
            self._gone_picked = (
                wanted[0] if wanted[0] and wanted[0] not in keys else None,
                wanted[1] if wanted[1] and wanted[1] not in keys else None,
            )
            self._show(*answer)

        self.live.latest(self, _both, *wanted, then=arrived)

    def _pair(self) -> tuple[int | None, int | None]:
        """Return the keys that are picked: None where nothing is, 0 for the roadmap as it is."""
        return self.pickers[0].currentData(), self.pickers[1].currentData()

    def _show(self, known: list[Snapshot], found: Comparison | None) -> None:
        chosen = self.view.currentIndex().data(KEY)
        self._known, self.found, self._loaded = known, found, True
        self._fill()
        if found is not None:
            self._tell(found)
        self._filtered()
        if chosen is not None and (row := self.model.row_of(chosen)) >= 0:
            self.view.setCurrentIndex(self.model.index(row, 0))
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _fill(self) -> None:
        """List in the pickers what is remembered, with what is compared picked."""
        found = self.found
        then = found.then.id if found is not None else None
        now = found.now.id if found is not None and found.now is not None else _NOW
        for box, key, with_now in zip(self.pickers, (then, now), (False, True), strict=True):
            with QSignalBlocker(box):
                box.clear()
                if with_now:
                    box.addItem(self.tr("The roadmap now"), _NOW)
                for one in self._known:
                    box.addItem(_called(one, self._known), one.id)
                    box.setItemData(box.count() - 1, one.name, Qt.ItemDataRole.ToolTipRole)
                box.setCurrentIndex(box.findData(key))
                box.setToolTip(box.currentText())
        self._allow()

    def _allow(self) -> None:
        may = not self.live.read_only
        for box, more in zip(self.pickers, self._mores, strict=True):
            if more is not None:
                more.setEnabled(may and bool(box.currentData()))

    def _tell(self, found: Comparison) -> None:
        self.tallies.describe_anew()
        self.tallies.setToolTip(found.summary)
        self._by = found.lens
        self.captions.describe_anew()
        ranked = label(found.lens).lower()
        self.say(self.tr("ranked by {lens}").format(lens=ranked))
        notes = []
        if not found.same_lens:
            notes.append(
                self.tr("Ranked by {then} then and by {now} later: a place tells little.").format(
                    then=label(found.then.lens).lower(), now=ranked
                )
            )
        if found.is_whole and not found.keeps_figures:
            notes.append(self.tr("What {lens} was then was not kept.").format(lens=ranked))
        if not found.is_whole:
            notes.append(
                self.tr("An older version remembered the ranks alone: no counts, no stages.")
            )
        say(self.note, " ".join(notes))
        self.view.setAccessibleName(self.tr("What moved: {summary}").format(summary=found.summary))

    def _filtered(self) -> None:
        only = self.only.isChecked()
        self.actions_[ComparePage.show_moved].setChecked(only)
        self.model.show(self.found, only_moved=only)
        self._bar.setVisible(self.found is not None)
        self._take.setVisible(self.found is not None)
        if self.found is None:
            self.show_empty(True)
        elif not self.model.rowCount():
            same = self.tr(
                "Both rankings are the same. Choose another one, or show every item (M)."
            )
            none = self.tr("Neither of the two has an item. Choose another one.")
            self._nothing.say(self.tr("Nothing moved"), same if self.found.moved else none)
            self.show_nothing_found()
        else:
            self.show_empty(False)

    # What is picked

    def _picked(self, place: int) -> None:
        self._in_hand = place
        self._gone_picked = (None, None)
        then, now = self._pair()
        self.stands.emit(Place("compare", f"{then or 0}..{now or 0}"))
        self._load()

    def pick(self, then: int, now: int = _NOW) -> None:
        """Compare two by their keys, 0 for the roadmap as it is."""
        self._gone_picked = (None, None)
        for box, key in zip(self.pickers, (then, now), strict=True):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(key))
        self._load()

    def _menu(self, place: int) -> None:
        self._in_hand = place
        button = self._mores[place]
        if button is None:
            return
        menu = Menu(self)
        menu.setObjectName("snapshotMenu")
        for one in (ComparePage.rename, ComparePage.forget):
            menu.addAction(self.actions_[one])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _at_hand(self) -> Snapshot | None:
        """Return the snapshot that the menu was opened for, else the earlier one."""
        for box in (self.pickers[self._in_hand], self.pickers[0]):
            key = box.currentData()
            if found := next((one for one in self._known if one.id == key), None):
                return found
        self.live.said.emit(self.tr("There is no print or snapshot yet."))
        return None

    @action("compare_moved", later("&Only what moved"), "filter",
            later("Leave out what stands where it stood"), "M", menu="view",
            checkable=True)  # fmt: skip
    def show_moved(self) -> None:
        """Leave out what stands where it stood, or show it again."""
        self.only.setChecked(self.actions_[ComparePage.show_moved].isChecked())

    @action("snapshot_rename", later("Rename the snapshot…"), "edit",
            later("Give the print or snapshot that is compared another name"), changes=True,
            begins=True)  # fmt: skip
    def rename(self) -> None:
        """Give the snapshot at hand another name."""
        if not self._loaded:
            self._waiting = self.rename
        elif (one := self._at_hand()) is not None:
            ask_name(
                self,
                self.tr("Rename"),
                self.tr("&Name"),
                lambda name: self.live.do(rename_snapshot, one.id, name),
                one.name,
            )

    @action("snapshot_delete", later("Delete the snapshot"), "delete",
            later("Forget the print or snapshot that is compared; it can be undone"),
            changes=True)  # fmt: skip
    def forget(self) -> None:
        """Delete the snapshot at hand; it can be undone."""
        if not self._loaded:
            self._waiting = self.forget
        elif (one := self._at_hand()) is not None:
            self.live.do(delete_snapshot, one.id)

    def _open(self, row: int) -> None:
        """Inspect the item of a row, where it is on the roadmap today."""
        if self.model.is_there(row):
            self.inspect.emit("item", self.model.index(row, 0).data(KEY))
        else:
            self.live.said.emit(self.tr("It is not on the roadmap any more."))

    def _chose(self) -> None:
        row = self.view.currentIndex().row()
        if self.view.isVisible() and self.model.is_there(row):
            self.chose.emit("item", self.view.currentIndex().data(KEY))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the button's words away, and stand in two rows, where there is no room."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        one_row = self.width() >= _ROOM_FOR_ONE_ROW
        self._rows.setDirection(directions.LeftToRight if one_row else directions.TopToBottom)
        wide = self.width() >= _ROOM_FOR_WORDS
        self._take.setText(self.tr("Take a snapshot") if wide else "")
        self._take.setAccessibleName(self.tr("Take a snapshot"))


def _called(one: Snapshot, known: Sequence[Snapshot]) -> str:
    """Return how a picker lists a snapshot: its name, when, and by what unless by requests."""
    ranked = "" if one.lens is Lens.REQUESTS else f", by {label(one.lens).lower()}"
    alike = [each for each in known if (each.name, each.day) == (one.name, one.day)]
    when = show_date(one.day) if len(alike) == 1 else show_moment(one.at)
    return f"{excerpt(one.name, 60)} · {when}{ranked}"


def _both(
    read: Moment, then: int | None, now: int | None
) -> tuple[list[Snapshot], Comparison | None]:
    """Return what is remembered, and what moved between two of them.

    Where one that was picked is gone: from the newest; and to the roadmap as it is.
    """
    known = snapshots(read)
    if not known:
        return [], None
    keys = {one.id for one in known}
    later = now if now in keys else None
    earlier = then if then in keys else known[0].id
    return known, comparison(read, earlier, later)
