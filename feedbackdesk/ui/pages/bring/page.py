"""What a file holds, before any of it is taken: how it is understood, what would happen."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QProgressBar, QWidget

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.foreseen import Choices
from feedbackdesk.language.say import _, later, ngettext
from feedbackdesk.paths import resource
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.pages.bring.asked import Asked
from feedbackdesk.ui.pages.bring.mapper import Mapper
from feedbackdesk.ui.pages.bring.outlook import SHOWN, Outlook, outlook
from feedbackdesk.ui.pages.bring.reading import Reading
from feedbackdesk.ui.pages.bring.rows import SeenModel
from feedbackdesk.ui.pages.bring.since import Since
from feedbackdesk.ui.pages.bring.sums import Sums
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
    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.domain.found import Question
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_ROOM_FOR_WORDS = 960
_PILE = ("calls.csv", "mails.mbox", "chat.txt")
"""What the made-up business has, to practise with."""
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
        self._reading = Reading(live)
        self._reading.began.connect(self._tell)
        self._reading.came.connect(self._look)
        self._reading.refused.connect(self._refused)
        self._seen: Outlook | None = None
        self._brought_talk = False
        self._answers: dict[str, str] = {}
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
        made.table.changed.connect(self._reading.change_column)
        made.row_changed.connect(self._reading.change_row)
        made.legend.reading.connect(self._reading.change_reading)
        return made

    def _body(self) -> QWidget:
        body = QWidget(self)
        whole = in_column(body, gap=0)
        area = Scrolled("bringArea")
        column = in_column(area.inner, (0, 0, 0, 16), 12)
        column.addWidget(self.view, 1)
        below = in_column(None, (24, 0, 24, 0), 12)
        self._inner, self._below = column, below
        self._sums = Sums()
        self._asked = Asked()
        self._notes = words_label("muted", "bringNotes")
        self._since = Since()
        self._since.changed.connect(self._decide)
        for one in (self._sums, self._since):
            below.addWidget(one)
        below.insertWidget(0, self._mapper, 1)
        self._asked.answered.connect(self._answer)
        self._sums.wanted.connect(self.show_record)
        self._asked.wanted.connect(self.show_record)
        self._asked.remade.connect(self._order)
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
        self._anew = link_button("bringAnew", "", _("Guess anew"), self._reading.guess_anew)
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
        self.empty.offer(self.actions_[BringPage.practise], _("Try it with a made-up pile"))
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
        """Read these, one after the other, once the first one is gone to; of folders what is in."""
        self._files = list(files)
        folders = any(one.is_dir() for one in files)
        self.say(_("Looking through the folder …") if folders else _("Reading …"))
        self.live.read(partial(_looked_through, files), self._take_them)

    def _take_them(self, looked: tuple[list[Path], list[Path]]) -> None:
        whole, self._files = looked
        for one in whole:
            self.live.read(partial(_read_whole, one), partial(self._take_whole, one.name))
        if self._files or not whole:
            self._begin()
        else:
            self.say("")

    def _take_whole(self, name: str, held: dict[str, list[dict[str, Any]]]) -> None:
        """Take in everything of a workspace that was taken out; into an empty one alone."""
        from feedbackdesk.desk.everything import take_in

        def taken(number: int) -> None:
            told = ngettext(
                "Took in all of {name}: {number} row.",
                "Took in all of {name}: {number} rows.",
                number,
            )
            self.live.said.emit(told.format(name=name, number=f"{number:,}"))
            self.wants.emit(Place("inbox"))

        self.live.do(take_in, held, then=taken)

    @action("bring_choose", later("&Choose files…"), "file-open",
            later("Choose files to bring in: what they hold is shown before anything is taken"),
            "Ctrl+Shift+O", changes=True, begins=True)  # fmt: skip
    def choose_files(self) -> None:
        """Ask which files, and read the first one."""
        names, _kind = QFileDialog.getOpenFileNames(self, _("Bring in"), str(Path.home()))
        if names:
            self.take_files([Path(name) for name in names])

    @action("bring_pile", later("Try it with a &made-up pile"), "sample",
            later("Practise with a table of calls, a mailbox and a chat of the made-up business"),
            changes=True)  # fmt: skip
    def practise(self) -> None:
        """Read the made-up pile, a file after the other."""
        self.wants.emit(Place("bring"))
        self.take_files([resource("sample", name) for name in _PILE])

    def _begin(self) -> None:
        self._forget()
        self._answers.clear()
        self._read_by.clear()
        self._since.forget()
        path = self._files[0]
        self.stands.emit(Place("bring", str(path)))
        self.say(_("Reading {name} …").format(name=path.name))
        self._show_found()
        if self.live.desk is not None:
            self._reading.begin(path)

    def _forget(self) -> None:
        self._reading.forget()
        self._seen = None

    def load(self) -> None:
        """Read the file that was named before the workspace was open."""
        if self._files and self._reading.found is None:
            self._begin()

    def _refused(self, sentence: str) -> None:
        self.live.said.emit(sentence)
        if self._reading.found is None:  # else it stays as it was
            self._files.pop(0)
            self.say("")
        self._show_found()

    def follow(self, _touched: object) -> None:
        """What is known already may be other than it was."""
        if self._stop is None:
            self._look()

    def _look(self) -> None:
        """Foresee what would become of what was read."""
        reading = self._reading
        if reading.found is not None and self.live.desk is not None:
            choices = Choices(answers=dict(self._answers))
            self.live.latest(
                self, outlook, reading.found, reading.preview, choices, then=self._foresaw
            )

    def _foresaw(self, seen: Outlook) -> None:
        if seen.found is self._reading.found:
            self._seen = seen
            self._since.tell(seen)
            self._show_found()
            self._decide()

    def _answer(self, name: str, value: str) -> None:
        self._answers[name] = value
        if not self._reading.answer(name, value):
            self._look()

    def _decide(self) -> None:
        """Name what is decided one by one, with what is here of it."""
        self._tell()
        if self._since.is_each and self._seen is not None:
            from feedbackdesk.desk.importing.foreseeing import as_they_are

            here = self._since.here()
            self.live.latest(self, as_they_are, here, then=self._since.show_records)

    # What is shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave away words that a narrow head has no room for."""
        super().resizeEvent(event)
        self._mapper.recognised.setVisible(self.width() >= px(_ROOM_FOR_WORDS))

    def first_focus(self) -> QWidget:
        """Return what gets the keyboard: the rows, whichever way they are shown."""
        return self.in_sight(self._mapper.table if self._reading.preview is not None else self.view)

    def show_record(self, place: str) -> None:
        """Bring a record into sight, by where it stands in its file, and choose it."""
        table = self._mapper.table
        if self._reading.preview is not None:
            # What is said of the table as a whole is mended by what its columns are.
            (table if table.show_row(place) else table.heads.box(0)).setFocus()
            return
        for row, one in enumerate(self.model.shown()):
            if one.entry.place == place:
                choose_row(self.view, row)
                self.view.setFocus()
                return

    def _show_found(self) -> None:
        self.show_empty(not self._files)
        seen = self._seen
        preview = seen.preview if seen is not None else None
        is_table = preview is not None
        rows = (self.view, self._mapper.table, self._choose)
        goes = any(one.hasFocus() for one in rows)
        for part in (self._mapper, self._mapper.head):
            part.setVisible(is_table)
        self.view.setVisible(not is_table)
        self._inner.setStretchFactor(self._below, int(is_table))
        self._choose.setVisible(not is_table)
        if goes:
            self.first_focus().setFocus()
        if seen is None:
            self._asked.ask((), {}, {})
            self.model.show_these(())
            self._mapper.table.rows.clear()
            self._tell()
            return
        if preview is None:
            self.model.show_these(seen.shown)
            number = len(seen.foreseen.entries)
            held = ngettext("{number} record", "{number} records", number)
        else:
            self._mapper.show_table(preview, seen.rows)
            number = preview.total
            held = ngettext("{number} row", "{number} rows", number)
        self.say(f"{self._files[0].name} · {held.format(number=f'{number:,}')}")
        # What a file was read by is asked on as it was, so that another answer can be given.
        asked = {one.name: one for one in seen.foreseen.questions}
        kept = {name: one for name, one in self._read_by.items() if name in _OF_READERS}
        self._read_by = asked | {
            name: one for name, one in kept.items() if name in asked or name in self._answers
        }
        self._asked.ask(tuple(self._read_by.values()), self._answers, seen.asking)
        self._tell()
        self._order()

    def _order(self) -> None:
        """Let Tab go over what stands below each other, also what was made anew."""
        mapper = self._mapper
        tab_through(
            mapper.head, mapper.table.heads, mapper.table, mapper.legend, self.view, self._sums,
            self._since, self._asked, self._anew, self._cancel, self._take,
        )  # fmt: skip

    def _tell(self) -> None:
        """Say what would happen, by what is chosen now."""
        seen = self._seen
        is_table = seen is not None and seen.preview is not None
        self._sums.setVisible(seen is not None)
        self._asked.setVisible(seen is not None and bool(self._read_by))
        notes: list[str] = []
        if seen is not None:
            self._sums.tell(seen.foreseen, seen.refused)
            notes += seen.foreseen.notes
            if not is_table and len(seen.foreseen.entries) > SHOWN:
                notes.append(_("The first {number} are shown.").format(number=SHOWN))
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._anew.setVisible(is_table and self._reading.is_remembered)
        self._promised.setText(self._promise())
        number = self._to_do()
        words = ngettext("Bring in {number} record", "Bring in {number} records", number)
        self._take.setText(words.format(number=f"{number:,}") if number else _("Bring in"))
        may = number > 0 and self._stop is None and self._reading.is_true
        self._take.setEnabled(may and not self.live.read_only)

    def _promise(self) -> str:
        """Return what is kept of it, and what takes it back."""
        back = _("One step: Ctrl+Z takes all of it back.")
        if self._reading.preview is None:
            return back
        if self._reading.is_remembered:
            kept = _("Understood as the last file with these names.")
        else:
            kept = _("The columns are remembered for the next file with these names.")
        return f"{kept} {back}"

    def _to_do(self) -> int:
        """Return how many records the button would do something with."""
        return self._since.number(self._seen) if self._seen is not None else 0

    # What is done

    @action("bring_take", later("&Bring in"), "check",
            later("Take what is shown, in one step that can be taken back"), "Ctrl+Return",
            changes=True, begins=True)  # fmt: skip
    def take(self) -> None:
        """Take what the file holds."""
        from feedbackdesk.desk.importing.taking import bring_in

        found = self._reading.found
        if found is None or self._stop is not None or not self._take.isEnabled():
            return
        self._stop = stop = threading.Event()

        def tell(done: int, number: int) -> None:
            if stop.is_set():
                raise Refusal(_("Stopped: nothing was brought in."))
            self._went_on.emit(done, number)

        choices = self._since.choices(self._answers)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._tell()
        self.live.do(
            bring_in, self._files[0].name, found, choices, tell,
            then=self._taken, otherwise=self._stopped,
        )  # fmt: skip

    def _taken(self, run: int | None) -> None:
        self._over()
        has_talk = self._seen is not None and self._seen.foreseen.heap > 0
        self._brought_talk = self._brought_talk or (run is not None and has_talk)
        if run is not None:
            self._reading.keep()
        self._files.pop(0)
        self._forget()
        if self._files:
            self._begin()
        else:
            self.say("")
            self._show_found()
            if self._brought_talk:  # it waits there to be looked at
                self._brought_talk = False
                self.wants.emit(Place("heap"))
            else:
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


def _looked_through(files: list[Path], cancel: Cancel) -> tuple[list[Path], list[Path]]:
    """Return which files are a whole workspace, and the others; of folders what is in."""
    from feedbackdesk.exchange.reading import spread
    from feedbackdesk.exchange.whole import is_whole_file

    if any(one.is_dir() for one in files):
        with suppress(Refusal):  # reading them will say why
            files = spread(files, cancel=cancel)
    whole = [one for one in files if is_whole_file(one)]
    return whole, [one for one in files if one not in whole]


def _read_whole(path: Path, _cancel: Cancel) -> dict[str, list[dict[str, Any]]]:
    from feedbackdesk.exchange.whole import read_file

    return read_file(path)
