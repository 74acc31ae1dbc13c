"""The backups: when, how large, how sound, what came since; and the way back to each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.going_back import check_again, overview, then
from feedbackdesk.domain.rotation import Why
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.pages.backups import words
from feedbackdesk.ui.pages.backups.plan import PlanDialog
from feedbackdesk.ui.pages.backups.rows import BackupRow, BackupsHead, BackupsModel
from feedbackdesk.ui.pages.backups.side import BackupSide
from feedbackdesk.ui.pages.page import Page, make_list
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.widgets.empty_state import EmptyState
from feedbackdesk.ui.widgets.keys_bar import KeysBar
from feedbackdesk.ui.widgets.menu import Menu
from feedbackdesk.ui.widgets.stay_chosen import StayChosen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.going_back import Listed, Overview, Then
    from feedbackdesk.domain.rotation import Backup
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_MARK = 20


class BackupsPage(Page):
    """A list of backups, and the chosen one held against the workspace."""

    room_for_subtitle = 960
    wants_back = Signal(object)
    """A `Listed` to go back to."""
    wants_look = Signal(object)
    """The path of a backup to look into."""
    wants_copy = Signal(object)
    """The path of a backup to save as a workspace of its own."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list and the side."""
        super().__init__("backupsPage", "", live, actions)
        self._title.setText(self.tr("Backups"))
        self._overview: Overview | None = None
        self._path: Path | None = None
        self._stale = True
        self._ticket = 0
        self.model = BackupsModel()
        self.view = make_list("backupsList", self.tr("Backups, the newest first"), LongList())
        self.view.setModel(self.model)
        self.view.setItemDelegate(BackupRow(self.view))
        self.side = BackupSide(actions)
        self._make_head()
        self.set_body(self._body(), self._nothing_yet())
        self.view.selectionModel().currentChanged.connect(lambda _now, _was: self._look())
        self.stay_chosen = StayChosen(self.view)
        self.view.activated.connect(lambda _index: self.look())
        self.view.customContextMenuRequested.connect(self._menu)
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(actions["backups_back"].trigger)
        actions.bind(
            self, "backup_look", "backup_go_back", "backup_check", "backup_show", "backup_copy",
            "backup_delete", "backups_back", "skip_down", "skip_up",
        )  # fmt: skip
        for name, act in {
            "backup_now": self.back_up_now,
            "backup_plan": self.change_plan,
            "backup_look": self.look,
            "backup_go_back": self.go_back,
            "backup_check": self.check,
            "backup_show": self.show_in_folder,
            "backup_copy": self.save_copy,
            "backup_delete": self.delete,
        }.items():
            actions.does(name, act)

    # How it is laid out

    def _make_head(self) -> None:
        back = QToolButton(self)
        back.setObjectName("backupsBack")
        back.setIcon(self.actions_["backups_back"].icon())
        back.setToolTip(self.tr("Back to where you came from (Esc, Alt+Left)"))
        back.setAccessibleName(self.tr("Back to where you came from"))
        back.clicked.connect(self.actions_["backups_back"].trigger)
        self.head.insertWidget(0, back)
        for name in ("backup_plan", "backup_now"):
            action = self.actions_[name]
            button = QPushButton(action.text(), self)
            button.setObjectName(f"backups.{name}")
            button.setIcon(action.icon())
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            button.setEnabled(action.isEnabled())
            self.head.addWidget(button)

    def _body(self) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._make_notice())
        titles = (
            self.tr("When"),
            self.tr("Size"),
            self.tr("Opened, checked"),
            self.tr("Done since then"),
        )
        left.addWidget(BackupsHead(titles, self.view, self))
        left.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        column.addLayout(row, 1)
        lessons = (
            (("backup_look",), self.tr("look inside")),
            (("backup_go_back",), self.tr("go back to it")),
            (("backup_check",), self.tr("check again")),
            (("backup_copy",), self.tr("save a copy")),
            (("backup_show",), self.tr("show in folder")),
            (("backup_delete",), self.tr("delete")),
        )
        self._keys = KeysBar(lessons, self)
        column.addWidget(self._keys)
        return body

    def _make_notice(self) -> QFrame:
        self._notice = QFrame(self)
        self._notice.setObjectName("backupNotice")
        self._notice.setProperty("surface", "warning")
        self._notice.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = QLabel(self._notice)
        self._worries = QLabel(self._notice)
        self._worries.setObjectName("backupWorries")
        self._worries.setTextFormat(Qt.TextFormat.PlainText)
        self._worries.setWordWrap(True)
        other = QPushButton(self.tr("Another place…"), self._notice)
        other.setObjectName("backupAnotherPlace")
        other.clicked.connect(self.change_plan)
        row = QHBoxLayout(self._notice)
        row.setContentsMargins(24, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._worries, 1)
        row.addWidget(other)
        theme.signals().changed.connect(self._tint)
        self._tint()
        self._notice.hide()
        return self._notice

    def _tint(self) -> None:
        self._mark.setPixmap(icons.pixmap("warning", Role.WARNING, _MARK))

    def _nothing_yet(self) -> EmptyState:
        self.empty = EmptyState(
            "archive",
            self.tr("No backup yet"),
            self.tr(
                "One is made when you close the window, and once a day while it is open. "
                "Each is opened and checked before it counts."
            ),
        )
        self.empty.offer(self.actions_["backup_now"], self.tr("Back up now"), primary=True)
        return self.empty

    # What the window asks for

    def start(self) -> None:
        """List the backups, once the page is in sight."""
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was made while the page was not in sight."""
        super().showEvent(event)
        if self.live.desk is not None:
            self.reload()

    def follow(self, _touched: Touched) -> None:
        """Tell anew what came since, now or when the page is looked at."""
        self._stale = True
        if self.isVisible():
            self.reload()

    def first_focus(self) -> QWidget:
        """Start in the list, or on what stands in its place."""
        return self.in_sight(self.view)

    def skip(self, by: int) -> None:
        """Choose the next backup (1) or the one before (-1)."""
        row = self.view.currentIndex().row() + by
        while 0 <= row < self.model.rowCount():
            if not isinstance(self.model.index(row).data(ROW), str):
                self.view.setCurrentIndex(self.model.index(row))
                return
            row += by

    def reload(self) -> None:
        """List the backups anew."""
        if self.live.desk is None or self.live.desk.newer:
            return
        self._stale = False
        self.live.back_up(overview, self._arrived)

    def _arrived(self, found: Overview) -> None:
        self._overview = found
        numbers = self.tr("{number} kept, {size} of {room}").format(
            number=f"{sum(not one.is_second for one in found.rows):,}",
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
        if found.is_on_same_disk:
            notes.append(
                self.tr(
                    "The second place is on the same disk as the workspace: if the disk breaks, "
                    "both are gone."
                )
            )
        self._worries.setText("\n".join(notes))
        self._notice.setVisible(bool(notes))
        self.model.show_rows(every)
        row = self.model.row_of(self._path)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
            self._look()
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
        self._path = row.backup.path
        self.side.show_row(row)
        self._ticket += 1
        ticket = self._ticket

        def arrived(found: Then) -> None:
            if ticket == self._ticket:
                self.side.show_then(found)

        def refused(sentence: str) -> None:
            if ticket == self._ticket:
                self.side.tell(sentence)

        if not row.is_encrypted and not row.is_log:
            self.live.back_up(partial(_then, row.backup), arrived, refused)

    # What is done

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

    def change_plan(self) -> None:
        """Ask where backups go, and how many are kept."""
        if self._overview is not None and not self.live.read_only:
            PlanDialog(self.live, self._overview.plan, self, self.back_up_now).open()

    def look(self) -> None:
        """Open the chosen backup to look into."""
        row = self.chosen
        if row is not None and row.is_log:
            self.live.said.emit(words.cannot_be_opened())
        elif row is not None and not row.is_encrypted:
            self.wants_look.emit(row.backup.path)
        elif row is not None:
            self.live.said.emit(self.tr("It is encrypted: go back to it, or open it with age."))

    def go_back(self) -> None:
        """Put the chosen backup in the workspace's place."""
        row = self.chosen
        if row is not None and row.is_log:
            self.live.said.emit(words.cannot_be_opened())
        elif row is not None and not self.live.read_only:
            self.wants_back.emit(row)

    def check(self) -> None:
        """Look the chosen backup over from end to end."""
        row = self.chosen
        if row is None or self.live.desk is None:
            return
        if row.is_log:
            self.live.said.emit(words.cannot_be_opened())
            return

        def checked(is_whole: bool) -> None:
            self.live.said.emit(
                self.tr("It is whole.")
                if is_whole
                else self.tr("It is damaged: going back to it would be refused.")
            )
            self.reload()

        self.live.back_up(partial(_check, row.backup), checked, self.live.said.emit)

    def show_in_folder(self) -> None:
        """Open the folder in which the chosen backup lies."""
        if (row := self.chosen) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(row.backup.path.parent)))

    def save_copy(self) -> None:
        """Save the chosen backup as a workspace of its own."""
        row = self.chosen
        if row is not None and row.is_log:
            self.live.said.emit(words.cannot_be_opened())
        elif row is not None and not row.is_encrypted:
            self.wants_copy.emit(row.backup.path)

    def delete(self) -> None:
        """Ask, and delete the chosen backup, or what was set aside, for good."""
        row = self.chosen
        if row is None or self.live.read_only:
            return
        name = row.backup.path.name
        box = QMessageBox(self)
        box.setObjectName("deleteBackup")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Delete"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Delete “{name}” for good?").format(name=name))
        box.setInformativeText(
            self.tr("{size}, of {when}. This cannot be undone.").format(
                size=words.size(row.backup.size), when=words.made_alone(row)
            )
        )
        yes = box.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(no)
        box.buttonClicked.connect(
            lambda chosen: self._delete(row.backup) if chosen is yes else None
        )
        box.open()

    def _delete(self, backup: Backup) -> None:
        def deleted(_none: None) -> None:
            told = self.tr("Deleted “{name}”: {size}.")
            self.live.said.emit(told.format(name=backup.path.name, size=words.size(backup.size)))
            self.reload()

        self.live.back_up(partial(_delete, backup), deleted, self._refused)

    def _menu(self, at: QPoint) -> None:
        if not isinstance(self.view.indexAt(at).data(ROW), str):
            menu = Menu(self)
            for name in (
                "backup_look", "backup_go_back", "backup_check", "backup_copy", "backup_show",
                "backup_delete",
            ):  # fmt: skip
                menu.addAction(self.actions_[name])
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.view.viewport().mapToGlobal(at))


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
