"""What a file holds, before any of it is taken: what would happen, what only the owner knows."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFileDialog, QProgressBar, QWidget

from feedbackdesk.desk.settings import date_order
from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.foreseen import Choices
from feedbackdesk.language.say import _, later, ngettext
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.pages.bring.asked import Asked
from feedbackdesk.ui.pages.bring.rows import SHOWN, SeenModel
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.widgets.buttons import button_for
from feedbackdesk.ui.widgets.labels import label_of, words_label
from feedbackdesk.ui.widgets.layout import Scrolled, in_column, in_row, rule
from feedbackdesk.ui.widgets.lists import make_list
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from feedbackdesk.bounded import Cancel
    from feedbackdesk.domain.foreseen import Foreseen
    from feedbackdesk.domain.found import Found, Question, Wishes
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_OF_READERS = frozenset({"me", "days"})
"""What a file is read by, once it was answered."""


class BringPage(Page):
    """Read from above: what it holds, what will happen, what only you know, and one button."""

    makes_room = True
    room_for_subtitle = 520
    _went_on = Signal(int, int)
    """So many of so many records are taken: from the writer's thread."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay it out; nothing is read before a file is named."""
        super().__init__("bringPage", _("Bring in"), live, actions)
        self._files: list[Path] = []
        self._found: Found | None = None
        self._foreseen: Foreseen | None = None
        self._answers: dict[str, str] = {}
        self._wishes: Wishes | None = None
        self._read_by: dict[str, Question] = {}
        self._stop: threading.Event | None = None
        self.model = SeenModel()
        self.view = make_list("bringList", _("What the file holds"), LongList(), self.model)
        self.view.setMinimumHeight(240)
        self.add_back("bringBack")
        self.add_button(BringPage.choose_files, "bringChoose")
        self.set_body(self._body(), self._nothing_yet())
        self.answer_row(self.view)
        self._went_on.connect(self._show_progress)
        actions.bind_page(self, self)
        self._show_found()

    # How it is laid out

    def _body(self) -> QWidget:
        body = QWidget(self)
        whole = in_column(body, gap=0)
        area = Scrolled("bringArea")
        column = in_column(area.inner, (0, 0, 0, 16), 12)
        column.addWidget(self.view, 1)
        below = in_column(None, (24, 0, 24, 0), 8)
        self._numbers = words_label("title", "bringNumbers")
        self._new = words_label("", "bringNew")
        self._refused = words_label("muted", "bringRefused")
        self._notes = words_label("muted", "bringNotes")
        self._take_changed = QCheckBox()
        self._take_changed.setObjectName("bringChanged")
        self._take_changed.setChecked(True)
        self._delete_gone = QCheckBox()
        self._delete_gone.setObjectName("bringGone")
        for one in (self._numbers, self._new, self._take_changed, self._delete_gone):
            below.addWidget(one)
        for box in (self._take_changed, self._delete_gone):
            box.toggled.connect(lambda _on: self._tell())
        self._asked = Asked()
        self._asked.answered.connect(self._answer)
        for words in (self._refused, self._notes, self._asked):
            below.addWidget(words)
        column.addLayout(below)
        whole.addWidget(area, 1)
        whole.addWidget(rule())
        whole.addLayout(self._foot())
        return body

    def _foot(self) -> QBoxLayout:
        foot = in_row(None, (24, 12, 24, 12), 8)
        told = _("One step: Ctrl+Z takes all of it back.")
        self._progress = QProgressBar()
        self._progress.setObjectName("bringProgress")
        self._progress.setTextVisible(False)
        self._progress.hide()
        foot.addWidget(label_of(told, "muted", "bringFoot", wraps=True), 1)
        foot.addWidget(self._progress)
        self._cancel = button_for(
            self.actions_[BringPage.cancel], _("Cancel"), name="bringCancel", variant="quiet"
        )
        self._take = button_for(
            self.actions_[BringPage.take],
            _("Bring in"),
            name="bringTake",
            variant="primary",
            icon="none",
        )
        foot.addWidget(self._cancel)
        foot.addWidget(self._take)
        return foot

    def _nothing_yet(self) -> EmptyState:
        self.empty = EmptyState(
            "file-open",
            _("Bring in what you have"),
            _(
                "A table, an address book, mail, chats, notes. What would happen is shown "
                "before anything is taken, and one step takes it back."
            ),
        )
        self.empty.offer(self.actions_[BringPage.choose_files], _("Choose files…"), primary=True)
        return self.empty

    # Which file

    def show_place(self, place: Place) -> None:
        """Read the file that a place names; without one, wait until one is chosen."""
        path = Path(str(place.key)) if place.key else None
        if path is None or (self._files and self._files[0] == path):
            return
        self._files = [path, *(one for one in self._files if one != path)]
        self._begin()

    def take_files(self, files: list[Path]) -> None:
        """Read these, one after the other, once the first one is gone to."""
        self._files = list(files)
        self._begin()

    @action("bring_choose", later("&Choose files…"), "file-open",
            later("Choose files to bring in: what they hold is shown before anything is taken"),
            "Ctrl+Shift+O", changes=True, begins=True)  # fmt: skip
    def choose_files(self) -> None:
        """Ask which files, and read the first one."""
        names, _kind = QFileDialog.getOpenFileNames(self, _("Bring in"), str(Path.home()))
        if names:
            self.take_files([Path(name) for name in names])

    def _begin(self) -> None:
        self._found = self._foreseen = None
        self._answers.clear()
        self._read_by.clear()
        self._delete_gone.setChecked(False)
        self._take_changed.setChecked(True)
        path = self._files[0]
        self.stands.emit(Place("bring", str(path)))
        self.say(_("Reading {name} …").format(name=path.name))
        self._show_found()
        if self.live.desk is not None:
            self.live.ask(date_order, then=partial(self._read, path))

    def load(self) -> None:
        """Read the file that was named before the workspace was open."""
        if self._files and self._found is None:
            self._begin()

    def _read(self, path: Path, order: DateOrder) -> None:
        from feedbackdesk.domain.found import Wishes

        self._wishes = Wishes(month_first=order is DateOrder.MDY)
        self._read_again(path)

    def _read_again(self, path: Path) -> None:
        wishes = self._wishes
        assert wishes is not None  # noqa: S101  (made before the first reading)
        arrived = partial(self._arrived, path, wishes)
        self.live.read(partial(_found_in, path, wishes), arrived)

    def _arrived(self, path: Path, wishes: Wishes, found: Found | str) -> None:
        if not self._files or self._files[0] != path or wishes != self._wishes:
            return
        if isinstance(found, str):
            self._files.pop(0)
            self.say("")
            self.live.said.emit(found)
            self._show_found()
            return
        self._found = found
        self._look()

    def follow(self, _touched: object) -> None:
        """What is known already may be other than it was."""
        if self._found is not None and self._stop is None:
            self._look()

    def _look(self) -> None:
        if self._found is not None and self.live.desk is not None:
            choices = Choices(answers=dict(self._answers))
            from feedbackdesk.desk.importing.foreseeing import foresee

            self.live.latest(self, foresee, self._found, choices, then=self._foresaw)

    def _foresaw(self, foreseen: Foreseen) -> None:
        self._foreseen = foreseen
        self._show_found()

    def _answer(self, name: str, value: str) -> None:
        from feedbackdesk.domain.found import answered

        self._answers[name] = value
        before = self._wishes
        if before is not None and (now := answered(before, name, value)) != before:
            self._wishes = now
            self._read_again(self._files[0])
        else:
            self._look()

    # What is shown

    def _show_found(self) -> None:
        self.show_empty(not self._files)
        found, foreseen = self._found, self._foreseen
        if found is None or foreseen is None:
            self.model.show_these(())
            self._tell()
            return
        self.model.show_file(found, foreseen)
        number = len(foreseen.entries)
        held = ngettext("{number} record", "{number} records", number)
        self.say(f"{self._files[0].name} · {held.format(number=f'{number:,}')}")
        # What a file was read by is asked on as it was, so that another answer can be given.
        asked = {one.name: one for one in foreseen.questions}
        kept = {name: one for name, one in self._read_by.items() if name in _OF_READERS}
        self._read_by = asked | {
            name: one for name, one in kept.items() if name in asked or name in self._answers
        }
        self._asked.ask(tuple(self._read_by.values()), self._answers)
        self._tell()

    def _tell(self) -> None:
        """Say what would happen, by what is chosen now."""
        foreseen = self._foreseen
        numbers = foreseen.numbers if foreseen is not None else {}
        self._numbers.setText(_numbers(numbers) if foreseen is not None else "")
        self._new.setText(_new_with(numbers) if numbers.get("taken") else "")
        self._new.setVisible(bool(self._new.text()))
        changed, gone = numbers.get("changed", 0), numbers.get("gone", 0)
        self._take_changed.setText(
            ngettext(
                "Take over the {number} that says something else now",
                "Take over the {number} that say something else now",
                changed,
            ).format(number=f"{changed:,}")
        )
        self._take_changed.setVisible(changed > 0)
        self._delete_gone.setText(
            ngettext(
                "Delete the {number} that is not in the file any more",
                "Delete the {number} that are not in the file any more",
                gone,
            ).format(number=f"{gone:,}")
        )
        self._delete_gone.setVisible(gone > 0)
        notes = list(foreseen.notes) if foreseen is not None else []
        if foreseen is not None and len(foreseen.entries) > SHOWN:
            notes.append(_("The first {number} are shown.").format(number=SHOWN))
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        refused = numbers.get("refused", 0)
        self._refused.setText(
            ngettext(
                "{number} is refused: it stands first, with the reason.",
                "{number} are refused: they stand first, each with its reason.",
                refused,
            ).format(number=f"{refused:,}")
        )
        self._refused.setVisible(refused > 0)
        number = self._to_do()
        words = ngettext("Bring in {number} record", "Bring in {number} records", number)
        self._take.setText(words.format(number=f"{number:,}") if number else _("Bring in"))
        self._take.setEnabled(number > 0 and self._stop is None and not self.live.read_only)

    def _to_do(self) -> int:
        """Return how many records the button would do something with."""
        if self._foreseen is None:
            return 0
        numbers = self._foreseen.numbers
        return (
            numbers["taken"]
            + (numbers["changed"] if self._take_changed.isChecked() else 0)
            + (numbers["gone"] if self._delete_gone.isChecked() else 0)
        )

    # What is done

    @action("bring_take", later("&Bring in"), "check",
            later("Take what is shown, in one step that can be taken back"), "Ctrl+Return",
            changes=True, begins=True)  # fmt: skip
    def take(self) -> None:
        """Take what the file holds."""
        from feedbackdesk.desk.importing.taking import bring_in

        found = self._found
        if found is None or self._stop is not None or not self._to_do():
            return
        self._stop = stop = threading.Event()

        def tell(done: int, number: int) -> None:
            if stop.is_set():
                raise Refusal(_("Stopped: nothing was brought in."))
            self._went_on.emit(done, number)

        choices = Choices(
            answers=dict(self._answers),
            take_changed=self._take_changed.isChecked(),
            delete_gone=self._delete_gone.isChecked(),
        )
        self._progress.setRange(0, 0)
        self._progress.show()
        self._tell()
        self.live.do(
            bring_in, self._files[0].name, found, choices, tell,
            then=self._taken, otherwise=self._stopped,
        )  # fmt: skip

    def _taken(self, _run: int | None) -> None:
        self._over()
        self._files.pop(0)
        self._found = self._foreseen = None
        if self._files:
            self._begin()
        else:
            self.say("")
            self._show_found()
            self.actions_["back"].trigger()

    def _stopped(self, sentence: str) -> None:
        self._over()
        self.live.said.emit(sentence)
        self._look()

    def _over(self) -> None:
        self._stop = None
        self._progress.hide()

    def _show_progress(self, done: int, number: int) -> None:
        self._progress.setRange(0, number)
        self._progress.setValue(done)

    @action("bring_cancel", later("C&ancel"), "close",
            later("Stop bringing in, which leaves nothing; else leave the file as it is"),
            begins=True)  # fmt: skip
    def cancel(self) -> None:
        """Stop what is being taken, else leave the file."""
        if self._stop is not None:
            self._stop.set()
            return
        self._files.clear()
        self._found = self._foreseen = None
        self.say("")
        self._show_found()
        self.actions_["back"].trigger()


def _numbers(numbers: dict[str, int]) -> str:
    told = (
        (_("{number} taken"), numbers["taken"]),
        (_("{number} known already"), numbers["known"]),
        (_("{number} changed"), numbers["changed"]),
        (_("{number} refused"), numbers["refused"]),
    )
    said = [
        words.format(number=f"{number:,}")
        for place, (words, number) in enumerate(told)
        if number or place == 0
    ]
    return " · ".join(said)


def _new_with(numbers: dict[str, int]) -> str:
    told = (
        ngettext("{number} person new to you", "{number} people new to you", numbers["people"]),
        ngettext("{number} organisation", "{number} organisations", numbers["organisations"]),
        ngettext("{number} theme", "{number} themes", numbers["themes"]),
        ngettext("{number} lost sale", "{number} lost sales", numbers["losses"]),
    )
    names = ("people", "organisations", "themes", "losses")
    return ", ".join(
        words.format(number=f"{numbers[name]:,}")
        for words, name in zip(told, names, strict=True)
        if numbers[name]
    )


def _found_in(path: Path, wishes: Wishes, cancel: Cancel) -> Found | str:
    from feedbackdesk.exchange.reading import read_file

    try:
        return read_file(path, wishes, cancel=cancel)
    except Refusal as refusal:
        return str(refusal)
