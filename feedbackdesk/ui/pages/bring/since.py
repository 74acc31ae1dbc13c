"""What is new, changed and gone since a table came last: each kind taken, left, or one by one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QRadioButton, QWidget

from feedbackdesk.domain.foreseen import Choices
from feedbackdesk.domain.text import excerpt
from feedbackdesk.language.say import Later, _, later, ngettext
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.pages.bring.rows import parts_of
from feedbackdesk.ui.widgets.keyboard import OneOf
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from feedbackdesk.ui.pages.bring.outlook import Outlook

Here = tuple[str, int]
"""A record here, by its table and key."""
_EACH_MOST = 1_000
"""More than so many are not decided one by one."""
_SHOWN_LINES = 5
_WORDS = 220
_LONG = 160
_KEY = Qt.ItemDataRole.UserRole


class Way(StrEnum):
    """What is done with the records of one kind."""

    TAKE = "take"
    LEAVE = "leave"
    EACH = "each"


_EACH = later("Decide one by one")
_WAYS: dict[str, dict[Way, Later]] = {
    "new": {Way.TAKE: later("Take"), Way.LEAVE: later("Leave out"), Way.EACH: _EACH},
    "changed": {
        Way.TAKE: later("Take over"), Way.LEAVE: later("Leave as they are"), Way.EACH: _EACH,
    },
    "gone": {
        Way.LEAVE: later("Keep them here"), Way.TAKE: later("Delete them here"), Way.EACH: _EACH,
    },
}  # fmt: skip
"""Of each kind the first way is taken where nothing is chosen."""


class Since(QWidget):
    """In sight only where records of the same table came before."""

    changed = Signal()
    """Something else is chosen."""

    def __init__(self) -> None:
        """Know of no file yet."""
        super().__init__()
        column = in_column(self, gap=8)
        column.addWidget(label_of(_("Since it came last"), "title"))
        self._kinds = {name: _Kind(name) for name in _WAYS}
        for one in self._kinds.values():
            one.changed.connect(self.changed)
            column.addWidget(one)
        self._seen: Outlook | None = None
        self.hide()

    def forget(self) -> None:
        """Begin with another file, on what is usual."""
        for one in self._kinds.values():
            one.forget()
        self.hide()

    def tell(self, seen: Outlook) -> None:
        """Ask about a file; what was chosen stays, as far as it is still there."""
        if self._seen is None or seen.found is not self._seen.found:
            for name in ("new", "changed"):
                self._kinds[name].tick_all()  # read otherwise, other records stand there
        for name in self._kinds:
            self._kinds[name].tell(getattr(seen, name))
        again = bool(seen.foreseen.came and seen.new and seen.preview is not None)
        self.setVisible(bool(seen.changed or seen.gone) or again)
        self._seen = seen

    @property
    def is_each(self) -> bool:
        """Whether some are decided one by one."""
        return any(one.way is Way.EACH and one.keys for one in self._kinds.values())

    def here(self) -> list[Here]:
        """Return the records here of which something is to be shown beside what is in the file."""
        assert self._seen is not None  # noqa: S101  (asked of a file in sight)
        changed, entries = self._kinds["changed"], self._seen.foreseen.entries
        some = (entries[at] for at in (changed.keys if changed.way is Way.EACH else ()))
        known = [(one.table, one.row_id) for one in some if one.row_id is not None]
        gone = self._kinds["gone"]
        return known + (gone.keys if gone.way is Way.EACH else [])

    def show_records(self, here: Mapping[Here, str]) -> None:
        """Name the records that are decided one by one, with what is here of them now."""
        assert self._seen is not None  # noqa: S101  (named of a file in sight)
        entries, records = self._seen.foreseen.entries, self._seen.found.records

        def words(at: int) -> str:
            told = [entries[at].place, *filter(None, parts_of(records[at])[:2])]
            return excerpt(" · ".join(told), _LONG)

        def was(at: int) -> str:
            one = entries[at]
            before = here.get((one.table, one.row_id or 0), "")
            return _("Here: {words}").format(words=excerpt(before, _LONG)) if before else ""

        new, changed, gone = self._kinds.values()
        new.name_each(words)
        changed.name_each(lambda at: "\n".join(filter(None, (words(at), was(at)))))
        gone.name_each(lambda key: excerpt(here.get(key, ""), _LONG))

    def choices(self, answers: Mapping[str, str]) -> Choices:
        """Return how the owner wants the file brought in."""
        if self.isHidden():
            return Choices(answers=dict(answers))
        new, changed, gone = self._kinds.values()
        takes_changed = changed.way is not Way.LEAVE
        but = new.unwanted() | (changed.unwanted() if takes_changed else set())
        deletes = gone.way is Way.TAKE
        return Choices(
            answers=dict(answers),
            take_changed=takes_changed,
            delete_gone=deletes,
            but=frozenset(but),
            but_gone=frozenset(gone.wanted()) if gone.way is Way.EACH else frozenset(),
        )

    def number(self, seen: Outlook) -> int:
        """Return how many records something would be done with."""
        if self.isHidden():
            return len(seen.new)
        return sum(one.number for one in self._kinds.values())


class _Kind(QWidget):
    """The records of one kind: their number, three ways, and a list for the third."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._usual = next(iter(_WAYS[name]))
        self.keys: list[Any] = []
        self._off: set[Any] = set()
        """Those that are not ticked."""
        self._named: list[tuple[Any, str]] = []
        column = in_column(self, gap=4)
        line = in_row(None, gap=16)
        self._number = label_of("", "label", f"bringSince.{name}")
        self._number.setMinimumWidth(px(_WORDS))
        line.addWidget(self._number)
        self._group = OneOf(self)
        self._buttons: dict[Way, QRadioButton] = {}
        for way, words in _WAYS[name].items():
            button = QRadioButton(str(words))
            button.setObjectName(f"bringSince.{name}.{way.value}")
            button.setChecked(way is self._usual)
            button.toggled.connect(self._choose)
            self._group.add(button)
            self._buttons[way] = button
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        self.list = QListWidget()
        self.list.setObjectName(f"bringEach.{name}")
        self.list.itemChanged.connect(self._tick)
        self.list.hide()
        column.addWidget(self.list)

    @property
    def way(self) -> Way:
        """What is done with them."""
        return next(way for way, one in self._buttons.items() if one.isChecked())

    def wanted(self) -> set[Any]:
        """Return the keys of those that something is done with."""
        return set(self.keys) - self.unwanted()

    def unwanted(self) -> set[Any]:
        """Return the keys of the others."""
        if self.way is Way.EACH:
            return self._off & set(self.keys)
        return set(self.keys) if self.way is Way.LEAVE else set()

    @property
    def number(self) -> int:
        """How many something is done with."""
        return len(self.keys) - len(self.unwanted())

    def forget(self) -> None:
        """Be as it is usual."""
        self.keys, self._named = [], []
        self._off.clear()
        self._buttons[self._usual].setChecked(True)

    def tick_all(self) -> None:
        """Let none go another way than most."""
        self._off.clear()

    def tell(self, keys: Sequence[Any]) -> None:
        """Be about some records; what is new among them goes with most."""
        if self._name == "gone":
            self._off |= set(keys) - set(self.keys)
        self.keys = list(keys)
        self.setVisible(bool(keys))
        told = {
            "new": ngettext("{number} is new", "{number} are new", len(keys)),
            "changed": ngettext(
                "{number} says something else now", "{number} say something else now", len(keys)
            ),
            "gone": ngettext(
                "{number} is not in the file any more",
                "{number} are not in the file any more",
                len(keys),
            ),
        }
        words = told[self._name].format(number=f"{len(keys):,}")
        self._number.setText(words)
        self.list.setAccessibleName(words)
        for button in self._buttons.values():
            button.setAccessibleDescription(words)
        each = self._buttons[Way.EACH]
        each.setEnabled(len(keys) <= _EACH_MOST)
        if not each.isEnabled() and each.isChecked():
            self._buttons[self._usual].setChecked(True)

    def name_each(self, words: Callable[[Any], str]) -> None:
        """List the records by their keys, each to be ticked."""
        if self.way is not Way.EACH:
            return
        named = [(key, words(key)) for key in self.keys]
        if named == self._named:
            return
        self._named = named
        self.list.blockSignals(True)
        here = self.list.currentRow()
        self.list.clear()
        for key, said in self._named:
            item = QListWidgetItem(said)
            item.setData(_KEY, key)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            off = key in self._off
            item.setCheckState(Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(max(here, 0))
        self.list.blockSignals(False)
        tall = self.list.sizeHintForRow(0) * min(len(self.keys), _SHOWN_LINES)
        self.list.setFixedHeight(tall + px(8))

    def _choose(self, on: bool) -> None:
        self.list.setVisible(self.way is Way.EACH)
        if on:
            self.changed.emit()

    def _tick(self, item: QListWidgetItem) -> None:
        key = item.data(_KEY)
        key = tuple(key) if isinstance(key, list) else key
        (self._off.discard if item.checkState() is Qt.CheckState.Checked else self._off.add)(key)
        self.changed.emit()
