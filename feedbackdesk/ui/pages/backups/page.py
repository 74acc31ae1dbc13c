"""The backups: when, how large, how sound, what came since; and the way back to each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from feedbackdesk.desk.going_back import check_again, overview, then
from feedbackdesk.domain.rotation import Why
from feedbackdesk.domain.settings import Group, of_group
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.forms.settings import ask_settings
from feedbackdesk.ui.pages.backups import words
from feedbackdesk.ui.pages.backups.rows import BackupsModel
from feedbackdesk.ui.pages.backups.side import BackupSide
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.rows.captions import Captions, KeysBar
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.rows.tall_list import TallList
from feedbackdesk.ui.widgets.dialogs import confirm, message
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.lists import StayChosen, make_list
from feedbackdesk.ui.widgets.notices import Band, EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.going_back import Listed, Overview, Then
    from feedbackdesk.domain.rotation import Backup
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


class BackupsPage(Page):
    """A list of backups, and the chosen one held against the workspace."""

    view: TallList
    room_for_subtitle = 960
    makes_room = True
    loads_each_time = True
    wants_back = Signal(object)
    """A `Listed` to go back to."""
    wants_look = Signal(object)
    """The path of a backup to look into."""
    wants_copy = Signal(object)
    """The path of a backup to save as a workspace of its own."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list and the side."""
        super().__init__("backupsPage", _("Backups"), live, actions)
        self._overview: Overview | None = None
        self._path: Path | None = None
        self.model = BackupsModel()
        self.view = make_list(
            "backupsList", self.tr("Backups, the newest first"), TallList(), self.model
        )
        self.side = BackupSide(actions)
        self.add_back("backupsBack")
        for one in (BackupsPage.change_plan, BackupsPage.back_up_now):
            self.add_button(one, f"backups.{one.name}")
        self.set_body(self._body(), self._nothing_yet())
        self.view.selectionModel().currentChanged.connect(lambda _now, _was: self._look())
        self.stay_chosen = StayChosen(self.view)
        self.view.activated.connect(lambda _index: self.look())
        self.answer_row(self.view)
        actions.bind_page(self, self)

    # How it is laid out

    def _body(self) -> QWidget:
        body = QWidget(self)
        column = in_column(body, gap=0)
        left = in_column(gap=0)
        left.addWidget(self._make_notice())
        titles = (
            self.tr("When"),
            self.tr("Size"),
            self.tr("Opened, checked"),
            self.tr("Done since then"),
        )
        head = partial(self.model.rows.head, titles)
        left.addWidget(Captions(head, self.view, self))
        left.addWidget(self.view, 1)
        row = in_row(gap=0)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        column.addLayout(row, 1)
        lessons = (
            ((BackupsPage.look,), self.tr("look inside")),
            ((BackupsPage.go_back,), self.tr("go back to it")),
            ((BackupsPage.check,), self.tr("check again")),
            ((BackupsPage.save_copy,), self.tr("save a copy")),
            ((BackupsPage.show_in_folder,), self.tr("show in folder")),
            ((BackupsPage.delete_for_good,), self.tr("delete")),
        )
        self._keys = KeysBar(lessons, self)
        column.addWidget(self._keys)
        return body

    def _make_notice(self) -> Band:
        self._notice = Band("backup", self)
        self._notice.offer("backupAnotherPlace", self.tr("Another place…"), self.change_plan)
        return self._notice

    def _nothing_yet(self) -> EmptyState:
        self.empty = EmptyState(
            "archive",
            self.tr("No backup yet"),
            self.tr(
                "One is made when you close the window, and once a day while it is open. "
                "Each is opened and checked before it counts."
            ),
        )
        self.empty.offer(
            self.actions_[BackupsPage.back_up_now], self.tr("Back up now"), primary=True
        )
        return self.empty

    # What the window asks for

    def load(self) -> None:
        """List the backups."""
        self.reload()

    def follow(self, _touched: Touched) -> None:
        """Every commit came since."""
        self.fall_behind()

    def reload(self) -> None:
        """List the backups anew."""
        if self.live.desk is None or self.live.desk.newer:
            return
        self.live.back_up(overview, self._arrived)

    def _arrived(self, found: Overview) -> None:
        self._overview = found
        told = (
            _("{number} kept, the newest also as JSON, {size} of {room}")
            if found.has_json
            else _("{number} kept, {size} of {room}")
        )
        numbers = told.format(
            number=f"{sum(one.counts for one in found.rows):,}",
            size=words.size(found.size),
            room=words.size(found.plan.room),
        )
        if found.aside:
            numbers += self.tr(", {number} set aside, {size}").format(
                number=f"{len(found.aside):,}",
                size=words.size(sum(one.backup.size for one in found.aside)),
            )
        every = (*found.rows, *found.aside)
        self.say(numbers if every else "")
        self._keys.offer(str(found.folder))
        notes = list(found.worries)
        if found.second and not found.is_well and found.second not in notes:
            notes.append(found.second)
        if found.same_disk:
            notes.append(found.same_disk)
        self._notice.say("\n".join(notes))
        self.model.show_these(every)
        row = self.model.place_of(self._path)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
            self._look()
        if found.is_made_up:
            self.empty.say(
                _("No backup"),
                _("None is made of the made-up business by itself; of yours, at each closing."),
            )
        self.show_empty(not every)

    @property
    def chosen(self) -> Listed | None:
        """The backup that is chosen."""
        found = self.view.currentIndex().data(ROW)
        return None if isinstance(found, str) else found

    def _look(self) -> None:
        row = self.chosen
        if row is None or self.live.desk is None:
            return
        self._path = path = row.backup.path
        self.side.show_row(row)

        def arrived(found: Then) -> None:
            if path == self._path:
                self.side.show_then(found)

        def refused(sentence: str) -> None:
            if path == self._path:
                self.side.tell(sentence)

        if not (row.is_encrypted or row.is_log or row.is_newer):
            self.live.back_up(partial(_then, row.backup), arrived, refused)

    # What is done

    @action("backup_now", later("&Back up now"), "snapshot",
            later("Make one more backup, opened and checked"), changes=True,
            begins=True)  # fmt: skip
    def back_up_now(self) -> None:
        """Make a backup, and say so."""
        if self.live.desk is None:
            return

        def made(found: tuple[Backup | None, str]) -> None:
            backup, second = found
            if backup is not None:
                self._path = backup.path
                told = self.tr("Backed up and checked: {size}.").format(
                    size=words.size(backup.size)
                )
                self.live.said.emit(f"{told} {second}".rstrip())
            self.reload()

        self.live.back_up(_make, made, self._refused)

    def _refused(self, sentence: str) -> None:
        self.live.said.emit(sentence)
        self.reload()

    @action("backup_plan", later("&Where and how many…"), "settings",
            later("Set how much room backups may fill, a second place for them, and a key"),
            changes=True)  # fmt: skip
    def change_plan(self) -> None:
        """Ask where backups go, and how many are kept."""
        if self._overview is not None and not self.live.read_only:
            ask_settings(
                self, self.live, _("Where and how many"),
                [one.name for one in of_group(Group.BACKUPS)],
                name="backupPlan", problem="backupPlanProblem", start="backupPlace", width=500,
                names={"backup_room": "backupRoom", "backup_second_place": "backupPlace",
                       "backup_key": "backupMakeKey"},
                then=self.back_up_now,
            )  # fmt: skip

    @action("backup_look", later("&Look inside"), "preview",
            later("Open the backup in a window of its own; nothing in it can be changed"), "L",
            choice=True, begins=True)  # fmt: skip
    def look(self) -> None:
        """Open the chosen backup to look into."""
        if (row := self._openable()) is not None:
            self.wants_look.emit(row.backup.path)

    def _openable(self) -> Listed | None:
        """Return what is chosen; where nobody can look into it, say why."""
        row = self.chosen
        if row is None or not (row.is_log or row.is_encrypted):
            return row
        self.live.said.emit(words.cannot_be_opened() if row.is_log else words.is_encrypted())
        return None

    @action("backup_go_back", later("&Go back to it…"), "restart",
            later("Put the backup in the workspace’s place; what is there is kept"), "R",
            changes=True, choice=True)  # fmt: skip
    def go_back(self) -> None:
        """Put the chosen backup in the workspace's place."""
        row = self.chosen
        if row is not None and (why := words.why_not_back(row)):
            self.live.said.emit(why)
        elif row is not None and not self.live.read_only:
            self.wants_back.emit(row)

    @action("backup_check", later("&Check again"), "check",
            later("Look the backup over from end to end"), "C", choice=True)  # fmt: skip
    def check(self) -> None:
        """Look the chosen backup over from end to end."""
        row = self._openable()
        if row is None or self.live.desk is None:
            return

        def checked(is_whole: bool) -> None:
            self.live.said.emit(
                self.tr("It is whole.")
                if is_whole
                else self.tr("It is damaged: going back to it would be refused.")
            )
            self.reload()

        self.live.back_up(partial(_check, row.backup), checked, self.live.said.emit)

    @action("backup_show", later("Sho&w in folder"), "file-open",
            later("Open the folder in which the backup lies"), "O", choice=True)  # fmt: skip
    def show_in_folder(self) -> None:
        """Open the folder in which the chosen backup lies."""
        if (row := self.chosen) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(row.backup.path.parent)))

    @action("backup_copy", later("&Save a copy…"), "copy",
            later("Save the backup as a workspace of its own"), "S", choice=True)  # fmt: skip
    def save_copy(self) -> None:
        """Save the chosen backup as a workspace of its own."""
        if (row := self._openable()) is not None:
            self.wants_copy.emit(row.backup.path)

    @action("backup_delete", later("&Delete…"), "delete",
            later("Delete the backup, or the file that was set aside, for good; it asks first, "
                  "since it cannot be undone"),
            "Shift+Del", changes=True, choice=True, begins=True, grave=True)  # fmt: skip
    def delete_for_good(self) -> None:
        """Ask, and delete the chosen backup, or what was set aside, for good."""
        row = self.chosen
        if row is None or self.live.read_only:
            return
        asked = self.tr("Delete “{name}” for good?").format(name=row.backup.path.name)
        about = self.tr("{size}, of {when}. This cannot be undone.").format(
            size=words.size(row.backup.size), when=words.made_alone(row)
        )
        box = message(self, "deleteBackup", self.tr("Delete"), asked, about)
        confirm(box, self.tr("&Delete"), lambda: self._delete(row.backup), grave=True)

    def _delete(self, backup: Backup) -> None:
        def deleted(_none: None) -> None:
            told = self.tr("Deleted “{name}”: {size}.")
            self.live.said.emit(told.format(name=backup.path.name, size=words.size(backup.size)))
            self.reload()

        self.live.back_up(partial(_delete, backup), deleted, self._refused)


def _then(backup: Backup, desk: Desk, unwanted: Callable[[], bool]) -> Then:
    return then(desk, backup, unwanted)


def _check(backup: Backup, desk: Desk, unwanted: Callable[[], bool]) -> bool:
    return check_again(desk, backup, unwanted)


def _delete(backup: Backup, desk: Desk, unwanted: Callable[[], bool]) -> None:
    from feedbackdesk.desk.backup_plan import second_backups
    from feedbackdesk.desk.kept_aside import delete

    delete(desk.path, backup.path, second_backups(desk), unwanted=unwanted)


def _make(desk: Desk, unwanted: Callable[[], bool]) -> tuple[Backup | None, str]:
    from feedbackdesk.desk.backing_up import make
    from feedbackdesk.desk.backup_plan import second_note

    return make(desk, Why.ASKED, unwanted=unwanted), second_note(desk)
