"""The board: one column for each stage, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from feedbackdesk.domain.ranking import column
from feedbackdesk.domain.words import ItemStage, Lens
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.pages.roadmap.card_rows import most_of, under_themes, widest_of
from feedbackdesk.ui.pages.roadmap.column import Column
from feedbackdesk.ui.widgets.layout import in_row

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.domain.rows import RankedItem
    from feedbackdesk.ui.pages.roadmap.card_rows import BoardRow

_WIDTH = 164
_NARROW_WIDTH = 126
"""How narrow a column may become where not all of them have room."""


class Board(QScrollArea):
    """The columns, which are folded by a click, by F, or as they were left."""

    folds_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Lay out empty columns."""
        super().__init__(parent)
        self.setObjectName("roadmapBoard")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self)
        inner.setProperty("surface", "page")
        row = in_row(inner, (0, 0, 8, 0), 8)
        self.columns: dict[ItemStage, Column] = {}
        self._widest = widest_of(())
        for stage in ItemStage:
            one = Column(stage, inner)
            one.fold_wanted.connect(lambda yes, one=one: self._fold(one, yes))
            one.list.hovered.connect(lambda one=one: self.ensureWidgetVisible(one, 8, 0))
            one.list.resized.connect(self._fit_cards)
            self.columns[stage] = one
            row.addWidget(one, 1)
        # Where everything is folded, the strips stay at the side where the columns were.
        row.addStretch(0)
        self.setWidget(inner)
        theme.signals().changed.connect(self._fit)
        self._fit()

    def show_these(
        self, ranked: Sequence[RankedItem], lens: Lens, *, grouped: bool, pinned: bool, nobody: str
    ) -> None:
        """Show the items; `nobody` is the heading of those without a theme."""
        self._widest, most = widest_of(ranked), most_of(ranked, lens)
        for stage, one in self.columns.items():
            members = [entry for entry in ranked if entry.item.stage is stage]
            rows: list[BoardRow] = list(column(members, stage) if pinned else members)
            if grouped:
                rows = []
                for name, entries in under_themes(members, nobody):
                    rows += [name, *entries]
            one.list.cards.rows.change(lens=lens, most=most)
            one.list.cards.show_these(rows)
            one.show_count()
        self._fit_cards()

    def show_currency(self, currency: str) -> None:
        """Write money in a currency."""
        for one in self.columns.values():
            one.list.cards.rows.change(currency=currency)
            one.list.viewport().update()
        self._fit_cards()

    def say_places_rest(self, why: str) -> None:
        """Take no pins by drag, and say why; take them again where there is no reason."""
        for one in self.columns.values():
            one.list.places_rest = why

    def chosen(self) -> list[RankedItem]:
        """Return the chosen cards, from the top; they are of one column."""
        return next((found for one in self.columns.values() if (found := one.list.chosen())), [])

    def choose(self, keys: Collection[int]) -> bool:
        """Choose the cards of items and bring the first into sight; return whether any is here."""
        for one in self.columns.values():
            if any(one.list.cards.row_of(key) >= 0 for key in keys):
                if one.folded:
                    one.fold(False)
                one.list.choose(keys)
                self.ensureWidgetVisible(one, 8, 0)
                return True
        return False

    def clear_choice(self) -> None:
        """Choose nothing."""
        for one in self.columns.values():
            one.list.clearSelection()

    def has_cards_focused(self) -> bool:
        """Whether the keyboard is on some cards."""
        return any(one.list.hasFocus() for one in self.columns.values())

    # Folding

    @property
    def folded(self) -> set[str]:
        """The stages that are folded."""
        return {stage.value for stage, one in self.columns.items() if one.folded}

    def fold_these(self, names: Collection[str]) -> None:
        """Fold the columns of these stages, and open the others."""
        for stage, one in self.columns.items():
            one.fold(stage.value in names)

    def fold_at_hand(self) -> None:
        """Fold the column with the keyboard, or open it where it is a strip."""
        had = self.window().focusWidget()
        for one in self.columns.values():
            if had is not None and one.isAncestorOf(had):
                self._fold(one, not one.folded)
                return

    def _fold(self, one: Column, yes: bool) -> None:
        one.fold(yes)
        self._fit_cards()
        self.folds_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the columns narrower before some are out of sight; keep the chosen one in it."""
        super().resizeEvent(event)
        self._fit()
        for one in self.columns.values():
            if one.list.selectionModel().hasSelection():
                self.ensureWidgetVisible(one, 8, 0)

    def _fit(self) -> None:
        wide = self.viewport().width() >= len(self.columns) * (px(_WIDTH) + 8)
        for one in self.columns.values():
            one.be_at_least(px(_WIDTH if wide else _NARROW_WIDTH))
        self._fit_cards()

    def _fit_cards(self) -> None:
        """Tell on every card what the narrowest column has room for."""
        lists = [one.list for one in self.columns.values() if not one.folded]
        room = min((one.viewport().width() for one in lists), default=0)
        for one in lists:
            before = one.cards.rows.version
            one.cards.rows.fit(self._widest, room)
            if one.cards.rows.version != before:
                one.scheduleDelayedItemsLayout()
