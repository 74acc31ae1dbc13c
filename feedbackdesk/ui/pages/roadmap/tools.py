"""What stands above the board: the lens and its sentence, what counts, and the ranking by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from feedbackdesk.desk.roadmap import full_roadmap, ranked_roadmap
from feedbackdesk.desk.roadmap_filters import filtered_roadmap
from feedbackdesk.domain.evidence import EvidenceFilter
from feedbackdesk.domain.lenses import sentence_of
from feedbackdesk.domain.ranking import rank_items
from feedbackdesk.domain.words import Lens, label
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.buttons import tool_for
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import FlowLayout, in_column
from feedbackdesk.ui.widgets.narrowing import FILTERS, count_all, counted_only

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from feedbackdesk.domain.rows import RankedItem
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


class Ranking(QObject):
    """Asks off the window's thread; of several answers only the last one counts."""

    came = Signal()
    """The ranking at hand is another one."""

    def __init__(self, live: Live, parent: QObject) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self._live = live
        self._whole = False
        self.ranked: list[RankedItem] = []
        self.only = EvidenceFilter()
        """What counts in the ranking at hand."""

    def load(self, lens: Lens, only: EvidenceFilter) -> None:
        """Ask for the ranking through a lens, of what counts."""
        self._live.forget(self)

        def whole(ranked: list[RankedItem]) -> None:
            self._take(ranked, only, whole=True)

        def quick(ranked: list[RankedItem]) -> None:
            # The kept numbers come at once, at any size; those that are computed follow.
            if not self.ranked:
                self._take(ranked, only, whole=False)
            self._live.latest(self, full_roadmap, lens, then=whole)

        if only:
            self._live.latest(self, filtered_roadmap, lens, only, then=whole)
        else:
            self._live.latest(self, ranked_roadmap, lens, then=quick)

    def rank_by(self, lens: Lens) -> None:
        """Rank by the numbers at hand, at once, where all of them are here.

        What moved through this lens is told by the desk, whose answer follows.
        """
        if self._whole:
            items = [one.item for one in self.ranked]
            self._take(rank_items(items, lens), self.only, whole=True)

    def _take(self, ranked: list[RankedItem], only: EvidenceFilter, *, whole: bool) -> None:
        self.ranked, self.only, self._whole = ranked, only, whole
        self.came.emit()


class RoadmapTools(QWidget):
    """Fields and switches in lines as words, and below them what is counted, as a sentence."""

    lens_changed = Signal()
    filter_changed = Signal()

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        """Offer all of them."""
        super().__init__(parent)
        self._all_actions = actions
        column = in_column(self, (20, 0, 20, 8), 4)
        line = QWidget(self)
        row = FlowLayout(line, spacing=6)
        row.setContentsMargins(0, 0, 0, 0)
        self._asked_from: QWidget | None = None
        self._lens = _Lenses(line)
        self._lens.closed.connect(self._back)
        self._lens.setObjectName("lensField")
        self._lens.setAccessibleName(self.tr("Rank by"))
        self._lens.setToolTip(self.tr("What the roadmap is ranked by"))
        for lens in Lens:
            self._lens.addItem(self.tr("By {lens}").format(lens=label(lens).lower()), lens.value)
        row.addWidget(self._lens)
        self._actions = {name: actions[name] for name in (*FILTERS, "board_group", "board_list")}
        words = {
            "board_customers": self.tr("Customers only"),
            "board_lost": self.tr("Lost sales only"),
            "board_year": self.tr("This year only"),
            "board_group": self.tr("By theme"),
            "board_list": self.tr("List"),
        }
        for name, action in self._actions.items():
            action.setCheckable(True)
            row.addWidget(_Switch(name, words[name], action, line))
        self._leading: list[QToolButton] = []
        for name, spoken in (
            ("compare", self.tr("Compare rankings")),
            ("print", self.tr("Print roadmap")),
        ):
            button = tool_for(actions[name], spoken, f"tools.{name}")
            button.hide()
            row.addWidget(button)
            self._leading.append(button)
        # The last thing of a line takes its rest: so it is nothing to be seen.
        rest = QWidget(line)
        rest.setFixedHeight(1)
        row.addWidget(rest)
        self._sentence = label_of("", "small", "lensSentence", wraps=True)
        column.addWidget(line)
        column.addWidget(self._sentence)
        self._lens.currentIndexChanged.connect(self._lens_chosen)
        for name in FILTERS:
            self._actions[name].toggled.connect(self._filter_chosen)
        self._say()

    def offer(self, *, compare: bool, print_it: bool) -> None:
        """Offer here what the head has no room for."""
        for button, here in zip(self._leading, (compare, print_it), strict=True):
            button.setVisible(here)

    @property
    def lens(self) -> Lens:
        """What the board is ranked by."""
        return Lens(self._lens.currentData())

    def set_lens(self, lens: Lens) -> None:
        """Choose a lens; nothing is signalled."""
        self._lens.blockSignals(True)
        self._lens.setCurrentIndex(self._lens.findData(lens.value))
        self._lens.blockSignals(False)
        self._say()

    def ask_lens(self) -> None:
        """Offer the lenses to the keyboard, which then goes back to where it was."""
        self._asked_from = self.window().focusWidget()
        self._lens.setFocus()
        self._lens.showPopup()

    def _back(self) -> None:
        view, self._asked_from = self._asked_from, None
        if view is not None and view.isVisible():
            view.setFocus()

    @property
    def only(self) -> EvidenceFilter:
        """What counts."""
        return counted_only(self._all_actions)

    def clear_filter(self) -> None:
        """Let everything count again."""
        count_all(self._all_actions)

    def is_on(self, name: str) -> bool:
        """Whether a switch is on."""
        return self._actions[name].isChecked()

    def _lens_chosen(self) -> None:
        self._say()
        self.lens_changed.emit()

    def _filter_chosen(self) -> None:
        self._say()
        self.filter_changed.emit()

    def _say(self) -> None:
        sentence = sentence_of(self.lens)
        if self.only:
            sentence += f" {self.only.sentence}"
        self._sentence.setText(sentence)
        self._lens.setAccessibleDescription(sentence)


class _Lenses(Box):
    """The lenses; it says when its list goes, with or without a choice."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say so, also after Esc, of which the field itself is not told."""
        if event.type() is QEvent.Type.Hide:
            self.closed.emit()
        return super().eventFilter(watched, event)


class _Switch(QPushButton):
    """A small button that is on or off, and shows it by a tick too."""

    def __init__(self, name: str, words: str, action: QAction, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._action = action
        self._icon = icons.icon("themes" if name == "board_group" else "filter")
        if name == "board_list":
            self._icon = icons.icon("view")
        self.setObjectName(f"switch.{name}")
        self.setProperty("variant", "switch")
        self.setCheckable(True)
        self.setToolTip(action.toolTip())
        self.setAccessibleDescription(action.statusTip())
        self.clicked.connect(action.trigger)
        action.toggled.connect(self._follow)
        self._follow(action.isChecked())

    def _follow(self, yes: bool) -> None:
        self.setChecked(yes)
        self.setIcon(icons.icon("check", Role.ON_ACCENT_SOFT) if yes else self._icon)
