"""What a file holds, before any of it is taken: how it is understood, what would happen."""

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
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.pages.bring.asked import Asked
from feedbackdesk.ui.pages.bring.mapper import Mapper
from feedbackdesk.ui.pages.bring.rows import SHOWN, SeenModel
from feedbackdesk.ui.pages.bring.sums import Sums
from feedbackdesk.ui.pages.bring.understood import Understood
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.widgets.buttons import button_for, link_button
from feedbackdesk.ui.widgets.keyboard import tab_through
from feedbackdesk.ui.widgets.labels import label_of, words_label
from feedbackdesk.ui.widgets.layout import Scrolled, in_column, in_row, rule
from feedbackdesk.ui.widgets.lists import choose_row, make_list
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.domain.foreseen import Foreseen
    from feedbackdesk.domain.found import Found, Question, Wishes
    from feedbackdesk.exchange.tables.preview import Preview
    from feedbackdesk.exchange.tables.vocabulary import Field, RowIs
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

    Seen = tuple[Found, Preview | None]

_ROOM_FOR_WORDS = 960
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
        self._preview: Preview | None = None
        self._foreseen: Foreseen | None = None
        self._answers: dict[str, str] = {}
        self._understood: Understood | None = None
        self._before: Wishes | None = None
        """What the file in sight was read by; `_understood` may want it otherwise by now."""
        self._read_by: dict[str, Question] = {}
        self._stop: threading.Event | None = None
        self.model = SeenModel()
        self.view = make_list("bringList", _("What the file holds"), LongList(), self.model)
        self.view.setMinimumHeight(240)
        self.add_back("bringBack")
        self._mapper = self._make_mapper()
        self.head.addWidget(self._mapper.head)
        self._choose = self.add_button(BringPage.choose_files, "bringChoose")
        self.set_body(self._body(), self._nothing_yet())
        for view in (self.view, self._mapper.table):
            self.answer_row(view)
        self._went_on.connect(self._show_progress)
        actions.bind_page(self, self)
        self._show_found()

    # How it is laid out

    def _make_mapper(self) -> Mapper:
        made = Mapper()
        made.table.changed.connect(self._change_column)
        made.row_changed.connect(self._change_row)
        made.legend.reading.connect(self._change_reading)
        return made

    def _body(self) -> QWidget:
        body = QWidget(self)
        whole = in_column(body, gap=0)
        area = Scrolled("bringArea")
        column = in_column(area.inner, (0, 0, 0, 16), 12)
        column.addWidget(self.view, 1)
        below = in_column(None, (24, 0, 24, 0), 12)
        self._sums = Sums()
        self._asked = Asked()
        self._notes = words_label("muted", "bringNotes")
        self._take_changed = QCheckBox()
        self._take_changed.setObjectName("bringChanged")
        self._take_changed.setChecked(True)
        self._delete_gone = QCheckBox()
        self._delete_gone.setObjectName("bringGone")
        below.addWidget(self._mapper, 1)
        below.addWidget(self._sums)
        for box in (self._take_changed, self._delete_gone):
            box.toggled.connect(lambda _on: self._tell())
            below.addWidget(box)
        self._asked.answered.connect(self._answer)
        for one in (self._sums, self._asked):
            one.wanted.connect(self.show_record)
        below.addWidget(self._notes)
        below.addWidget(self._asked)
        column.addLayout(below, 1)
        whole.addWidget(area, 1)
        whole.addWidget(rule())
        whole.addLayout(self._foot())
        return body

    def _foot(self) -> QBoxLayout:
        foot = in_row(None, (24, 12, 24, 12), 8)
        self._progress = QProgressBar()
        self._progress.setObjectName("bringProgress")
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._promised = label_of("", "muted", "bringFoot", wraps=True)
        self._anew = link_button("bringAnew", "", _("Guess anew"), self._guess_anew)
        foot.addWidget(self._promised, 1)
        foot.addWidget(self._anew)
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
        self._forget()
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

    def _forget(self) -> None:
        self._found = self._preview = self._foreseen = None

    def load(self) -> None:
        """Read the file that was named before the workspace was open."""
        if self._files and self._found is None:
            self._begin()

    def _read(self, path: Path, order: DateOrder) -> None:
        if self._files and self._files[0] == path:
            month_first = order is DateOrder.MDY
            self._understood = Understood(self.live.path, month_first=month_first)
            self._read_again()

    def _read_again(self) -> None:
        """Read the file by what is wished of it now; what nobody waits for any more is not."""
        understood, path = self._understood, self._files[0]
        assert understood is not None  # noqa: S101  (made before the first reading)
        wishes = understood.wishes

        def wanted() -> bool:
            return understood is self._understood and understood.wishes is wishes

        def arrived(seen: Seen | str) -> None:
            if wanted():
                self._arrived(path, understood, seen)

        self._tell()
        self.live.read(partial(_seen_in, path, wishes, wanted), arrived)

    def _arrived(self, path: Path, understood: Understood, seen: Seen | str) -> None:
        if not self._files or self._files[0] != path:
            return
        if isinstance(seen, str):
            self.live.said.emit(seen)
            if self._found is not None and self._before is not None:
                understood.wishes = self._before  # as it was: the file stays in sight
            else:
                self._files.pop(0)
                self.say("")
            self._show_found()
            return
        found, preview = seen
        if preview is not None and understood.remember(preview):
            self._read_again()
            return
        self._found, self._preview, self._before = found, preview, understood.wishes
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

    # How it is understood

    def _answer(self, name: str, value: str) -> None:
        self._answers[name] = value
        if self._understood is not None and self._understood.answer(name, value):
            self._read_again()
        else:
            self._look()

    def _change_column(self, name: str, to: Field) -> None:
        if self._understood is not None and self._preview is not None:
            self._understood.change(self._preview, name, to)
            self._read_again()

    def _change_row(self, to: RowIs) -> None:
        if self._understood is not None:
            self._understood.change_row(to)
            self._read_again()

    def _change_reading(self, read_by: dict[str, str]) -> None:
        if self._understood is not None:
            self._understood.change_reading(self._understood.read_by | read_by)
            self._read_again()

    def _guess_anew(self) -> None:
        if self._understood is not None and self._preview is not None:
            self._understood.guess_anew(self._preview)
            self._read_again()

    @property
    def _is_read(self) -> bool:
        """Whether what is shown is what would be taken: nothing is read otherwise meanwhile."""
        understood = self._understood
        return (
            self._foreseen is not None
            and understood is not None
            and understood.wishes is self._before
        )

    # What is shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave away words that a narrow head has no room for."""
        super().resizeEvent(event)
        self._mapper.recognised.setVisible(self.width() >= px(_ROOM_FOR_WORDS))

    def first_focus(self) -> QWidget:
        """Return what gets the keyboard: the rows, whichever way they are shown."""
        return self.in_sight(self._mapper.table if self._preview is not None else self.view)

    def show_record(self, place: str) -> None:
        """Bring a record into sight, by where it stands in its file, and choose it."""
        table = self._mapper.table
        if self._preview is not None:
            if table.show_row(place):
                table.setFocus()
            return
        entries = self._foreseen.entries if self._foreseen is not None else ()
        at = next((at for at, one in enumerate(entries) if one.place == place), None)
        if at is not None and (row := self.model.row_of(at)) >= 0:
            choose_row(self.view, row)
            self.view.setFocus()

    def _show_found(self) -> None:
        self.show_empty(not self._files)
        found, foreseen, preview = self._found, self._foreseen, self._preview
        is_table = preview is not None and foreseen is not None
        rows = (self.view, self._mapper.table, self._choose)
        goes = any(one.hasFocus() for one in rows)
        for part in (self._mapper, self._mapper.head):
            part.setVisible(is_table)
        self.view.setVisible(not is_table)
        self._choose.setVisible(not is_table)
        if goes:
            self.first_focus().setFocus()
        if found is None or foreseen is None:
            self.model.show_these(())
            self._mapper.table.rows.clear()
            self._tell()
            return
        if preview is None:
            self.model.show_file(found, foreseen)
            number = len(foreseen.entries)
            held = ngettext("{number} record", "{number} records", number)
        else:
            self._mapper.show_table(preview, foreseen)
            number = preview.total
            held = ngettext("{number} row", "{number} rows", number)
        self.say(f"{self._files[0].name} · {held.format(number=f'{number:,}')}")
        # What a file was read by is asked on as it was, so that another answer can be given.
        asked = {one.name: one for one in foreseen.questions}
        kept = {name: one for name, one in self._read_by.items() if name in _OF_READERS}
        self._read_by = asked | {
            name: one for name, one in kept.items() if name in asked or name in self._answers
        }
        places: dict[str, list[str]] = {}
        for entry in foreseen.entries:
            for name in entry.asks:
                places.setdefault(name, []).append(entry.place)
        self._asked.ask(tuple(self._read_by.values()), self._answers, places)
        self._tell()
        mapper = self._mapper
        tab_through(
            mapper.head, mapper.table.heads, mapper.table, mapper.legend, self.view, self._sums,
            self._take_changed, self._delete_gone, self._asked, self._anew, self._cancel,
            self._take,
        )  # fmt: skip

    def _tell(self) -> None:
        """Say what would happen, by what is chosen now."""
        foreseen = self._foreseen
        numbers = foreseen.numbers if foreseen is not None else {}
        self._sums.setVisible(foreseen is not None)
        if foreseen is not None:
            self._sums.tell(foreseen)
        self._asked.setVisible(foreseen is not None and bool(self._read_by))
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
        if foreseen is not None and self._preview is None and len(foreseen.entries) > SHOWN:
            notes.append(_("The first {number} are shown.").format(number=SHOWN))
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        is_remembered = self._understood is not None and self._understood.is_remembered
        self._anew.setVisible(self._preview is not None and is_remembered)
        self._promised.setText(self._promise(is_remembered=is_remembered))
        number = self._to_do()
        words = ngettext("Bring in {number} record", "Bring in {number} records", number)
        self._take.setText(words.format(number=f"{number:,}") if number else _("Bring in"))
        may = number > 0 and self._stop is None and self._is_read
        self._take.setEnabled(may and not self.live.read_only)

    def _promise(self, *, is_remembered: bool) -> str:
        """Return what is kept of it, and what takes it back."""
        back = _("One step: Ctrl+Z takes all of it back.")
        if self._preview is None:
            return back
        if is_remembered:
            kept = _("Understood as the last file with these names.")
        else:
            kept = _("The columns are remembered for the next file with these names.")
        return f"{kept} {back}"

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
        if found is None or self._stop is not None or not self._to_do() or not self._is_read:
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

    def _taken(self, run: int | None) -> None:
        self._over()
        understood, preview = self._understood, self._preview
        if run is not None and understood is not None and preview is not None:
            self.live.work(partial(understood.keep, preview))
        self._files.pop(0)
        self._forget()
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
        self._forget()
        self.say("")
        self._show_found()
        self.actions_["back"].trigger()


def _seen_in(path: Path, wishes: Wishes, wanted: Callable[[], bool], cancel: Cancel) -> Seen | str:
    from feedbackdesk.exchange.reading import see_file

    if not wanted():
        return ""
    try:
        return see_file(path, wishes, cancel=cancel)
    except Refusal as refusal:
        return str(refusal)
