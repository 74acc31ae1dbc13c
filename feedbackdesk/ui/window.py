"""The window: the frame over a workspace, with what captures, finds, prints and keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from feedbackdesk import paths
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.labels import past
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import Action, action, actions_of
from feedbackdesk.ui.after_closing import back_up_after_closing
from feedbackdesk.ui.backing_up import BackingUp
from feedbackdesk.ui.capture.capturing import Capturing
from feedbackdesk.ui.conflicts import Conflicts
from feedbackdesk.ui.damage import Damage
from feedbackdesk.ui.finding.finding import Finding
from feedbackdesk.ui.frame import Frame, room_actions
from feedbackdesk.ui.look import looks
from feedbackdesk.ui.memory import START
from feedbackdesk.ui.menus import MenuBar
from feedbackdesk.ui.places import ROOMS
from feedbackdesk.ui.printing.printing import Printing
from feedbackdesk.ui.privacy.privacy import Privacy
from feedbackdesk.ui.reminder import Reminder
from feedbackdesk.ui.workspaces import Workspaces

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from feedbackdesk.desk.door import Labels
    from feedbackdesk.domain.rows import Counts, Touched

_SETTLED_MS = 3_000


class MainWindow(Frame):
    """A workspace in a window. It is painted first; then the workspace is opened."""

    hosts = (Capturing, Workspaces, Printing, Finding, Privacy)

    def __init__(self, path: Path) -> None:
        """Stand before the workspace at a path."""
        super().__init__(path)
        self._painted = False
        self._note = ""
        self._moment = ""
        """When it was made, where it is a backup that is looked into."""
        self._told_step: int | None = None
        self._settled = False
        self.actions_.learn(MainWindow)
        self.capturing = Capturing(self, over=self.body)
        self.workspaces = Workspaces(self, self.settings)
        self.printing = Printing(self)
        self.privacy = Privacy(self)
        self.conflicts = Conflicts(self)
        self.damage = Damage(self)
        self.reminder = Reminder(self, self.settings)
        self.backing_up = BackingUp(self)
        for keeper in (self.workspaces, self.conflicts, self.damage):
            self.put_above(keeper.notice)
        self.finding = Finding(self)
        self.rooms.leave_room(self.finding.field.kept)
        self.finding.field.width_kept.connect(self.rooms.leave_room)
        for host in (self.capturing, self.workspaces, self.printing, self.finding, self.privacy):
            self.actions_.add(host)
        self.menus = MenuBar(self, self.workspaces.recent)
        self._connect()
        geometry = self.settings.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.navigation.show_workspace(path.stem)

    # Opening

    def tell_if_new(self) -> None:
        """Say so where a workspace that nobody named just now was not there, and was made."""
        if self.live.desk is not None and self.live.desk.is_new:
            told = _("“{path}” was not there: this is a new, empty workspace.")
            self.toast.say(told.format(path=self.live.path))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Open the workspace once the frame has been painted."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        if self.trail.here == START:
            self.trail.stand_at(self.memory.place)
        self.memory.begin()
        self._show(self.trail.here)
        try:
            self.live.open()
        except Refusal as refusal:
            self._could_not_open(str(refusal))
            self.damage.not_opened(refusal)

    def make_ready(self) -> None:
        """Make the palette, so that it opens at once."""
        self.finding.make_ready()

    def _opened(self) -> None:
        path, desk = self.live.path, self.live.desk
        name, note = path.stem, ""
        if desk is not None and desk.is_backup:
            from feedbackdesk.desk.backup_files import of_what_and_when

            name, self._moment = of_what_and_when(path)
            note = _("A backup of {moment}: it can be read, not changed.")
            note = note.format(moment=self._moment)
        elif desk is not None and desk.newer:
            note = _("Made by a newer version: it can be read, not changed.")
        elif self.live.read_only:
            note = _("This file can be read, not changed.")
        self._note = note
        if desk is not None and desk.note:
            self.toast.say(desk.note)
        self.navigation.show_workspace(name, note)
        self._entitle(name)
        if not self._moment:
            self.workspaces.recent.remember(path)
        if not self.live.read_only:
            self.memory.be_last()
        self._allow_changes()
        # The first rows come before everything else.
        self.page.came.connect(self._rows_came)
        QTimer.singleShot(_SETTLED_MS, self, self._settle_in)

    def _allow_changes(self) -> None:
        self.actions_.freeze(self.live.read_only)
        if self.live.read_only:
            for name in ("undo", "redo"):  # else what there is to undo tells
                self.actions_[name].setEnabled(False)
        if self.live.desk is not None and self.live.desk.damaged:
            self._note = _("A part of it cannot be read: for looking only.")
            self.navigation.show_workspace(self.live.path.stem, self._note)
            self._entitle(self.live.path.stem)

    def _entitle(self, name: str) -> None:
        if self.live.desk is not None and self.live.desk.damaged:
            name = _("{name}, for looking only").format(name=name)
        elif self._moment:
            name = _("{name}, backup of {moment}").format(name=name, moment=self._moment)
        self.setWindowTitle(f"{name} – {paths.APP_NAME}")

    def _rows_came(self) -> None:
        if not self._settled:
            QTimer.singleShot(0, self, self._show_first)

    def _show_first(self) -> None:
        self.page.repaint()
        QTimer.singleShot(0, self, self._settle_in)

    def _settle_in(self) -> None:
        if self._settled or self.live.desk is None:
            return
        self._settled = True
        self._count()
        self.capturing.count_drafts()
        self._ask_settings()
        self.finding.ask_views()
        self.live.ask_labels()
        self.live.look_over()
        self.conflicts.look()
        self._rests.start()

    def _could_not_open(self, sentence: str) -> None:
        self.toast.say(sentence)
        self.go(START)
        self.page.tell_not_opened(sentence)
        self.actions_.freeze(True)
        for name in ("print", "print_this", "take_out", "undo", "redo"):
            self.actions_[name].setEnabled(False)
        self.navigation.show_workspace(self.live.path.stem, _("Not open"))

    # What follows the desk

    def _connect(self) -> None:
        self.live.opened.connect(self._opened)
        self.live.touched.connect(self._follow)
        self.live.did.connect(self._did)
        self.live.said.connect(self.toast.say)
        self.live.added.connect(self.toast.add)
        self.live.broke.connect(_raise)
        self.live.damaged.connect(self._allow_changes)
        self.live.labels_changed.connect(self._show_labels)
        self.live.took_back.connect(self._took_back)
        self.toast.undo_wanted.connect(lambda: self.live.undo(self._told_step))
        self.toast.again_wanted.connect(self.live.redo)

    def _follow(self, touched: Touched) -> None:
        self._count()
        if touched.touches("setting"):
            self._ask_settings()

    def _did(self, touched: Touched) -> None:
        self._told_step = touched.step_id
        self.toast.say(f"{past(touched.label)}.", undo=True)
        self.reminder.tell_news(touched)

    def _took_back(self, sentence: str, undone: bool) -> None:
        self._told_step = None  # a redo is undone as the newest step
        self.toast.say(f"{sentence}.", undo=not undone, again=undone)

    def _show_labels(self, labels: Labels) -> None:
        undo, redo = self.actions_["undo"], self.actions_["redo"]
        undo.setEnabled(labels.undo is not None and not self.live.read_only)
        redo.setEnabled(labels.redo is not None and not self.live.read_only)
        back, again = ((did or "").replace("&", "&&") for did in (labels.undo, labels.redo))
        undo.setText(_("&Undo: {did}").format(did=back) if back else _("&Undo"))
        redo.setText(_("&Redo: {did}").format(did=again) if again else _("&Redo"))

    def _count(self) -> None:
        from feedbackdesk.desk.inbox import counts

        self.live.ask(counts, then=self._show_counts)
        self.reminder.count()

    def _show_counts(self, counts: Counts) -> None:
        for name, number in (
            ("inbox", counts.inbox),
            ("heap", counts.heap),
            ("themes", counts.themes),
            ("roadmap", counts.items),
            ("people", counts.people),
        ):
            self.navigation.buttons[name].show_count(number)
        self.actions_["print"].setEnabled(counts.items > 0)
        self.rooms.tell_fresh(counts.feedback == 0, is_sample=self.workspaces.is_sample)

    def _ask_settings(self) -> None:
        from feedbackdesk.desk.settings import settings

        def arrived(values: dict[str, str]) -> None:
            self.live.currency = values["currency"]
            self.rooms.show_currency()
            if "inspector" in self.__dict__:
                self.inspector.reload()
            name = values["business_name"]
            if name:
                self._entitle(name)
                self.navigation.show_workspace(name, self._note)
                self.workspaces.recent.name(self.live.path, name)

        self.live.ask(settings, then=arrived)

    # What the owner does

    @action("undo", later("&Undo"), "undo", later("Take back the last change"), "Ctrl+Z",
            menu="edit")  # fmt: skip
    def undo(self) -> None:
        """Take back the last change."""
        self.live.undo()

    @action("redo", later("&Redo"), "redo", later("Do again what was undone"), "Ctrl+Shift+Z",
            "Ctrl+Y", menu="edit")  # fmt: skip
    def redo(self) -> None:
        """Do again what was undone."""
        self.live.redo()

    @action("business", later("Your &business…"), "workspace",
            later("The name at the head of what is printed, and the currency"), changes=True,
            begins=True, menu="file")  # fmt: skip
    def ask_business(self) -> None:
        """Ask for the name at the head of what is printed, and the currency."""
        from feedbackdesk.ui.forms.settings import ask_settings

        ask_settings(
            self, self.live, _("Your business"), ("business_name", "currency", "date_order"),
            name="businessDialog", problem="businessProblem",
            names={"business_name": "businessName", "currency": "businessCurrency",
                   "date_order": "businessDateOrder"},
        )  # fmt: skip

    @action("preferences", later("Pre&ferences…"), "settings",
            later("All that can be set: business, days, backups, privacy, look"), "Ctrl+,",
            menu="file")  # fmt: skip
    def set_preferences(self) -> None:
        """Show all that can be set."""
        from feedbackdesk.ui.preferences import PreferencesDialog

        if self.live.desk is not None:
            PreferencesDialog(self).open()

    @action("take_out", later("&Take out…"), "export",
            later("Everything in a file of your own: to keep, to go on elsewhere, for a "
                  "spreadsheet, an address book, a calendar"), "Ctrl+Shift+T",
            menu="file")  # fmt: skip
    def take_out(self) -> None:
        """Offer the ways in which what the workspace holds can be taken out."""
        from feedbackdesk.ui.taking_out import TakeOutDialog

        if self.live.desk is not None:
            TakeOutDialog(self.live, self).open()

    @action("quit", later("&Quit"), "close",
            later("Leave FeedbackDesk; everything is saved already"), "Ctrl+Q", begins=True,
            menu="file")  # fmt: skip
    def leave(self) -> None:
        """Close the window."""
        self.close()

    @action("look_system", later("Like the &system"), "theme-system",
            later("Follow the system’s light or dark look"), checkable=True,
            menu="look")  # fmt: skip
    def look_like_system(self) -> None:
        """Follow the system's look."""
        self._choose_look("system")

    @action("look_light", later("&Light"), "theme-light", later("Dark ink on warm paper"),
            checkable=True, menu="look")  # fmt: skip
    def look_light(self) -> None:
        """Be dark ink on warm paper."""
        self._choose_look("light")

    @action("look_dark", later("&Dark"), "theme-dark", later("Light ink on a dark desk"),
            checkable=True, menu="look")  # fmt: skip
    def look_dark(self) -> None:
        """Be light ink on a dark desk."""
        self._choose_look("dark")

    @action("look_contrast", later("High &contrast"), "theme-contrast",
            later("The strongest difference between ink and paper"), checkable=True,
            menu="look")  # fmt: skip
    def look_contrast(self) -> None:
        """Show the strongest difference between ink and paper."""
        self._choose_look("contrast")

    def _choose_look(self, look: str) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.settings.setValue("look", look)
            looks.apply(app, look)

    @action("shortcuts", later("&Keyboard shortcuts"), "keyboard",
            later("Every key and what it does"), "F1", menu="help")  # fmt: skip
    def show_shortcuts(self) -> None:
        """Show every key and what it does."""
        from feedbackdesk.ui.widgets.shortcuts import ShortcutsDialog

        ShortcutsDialog(self, self.actions_).open()

    @action("about", later("&About FeedbackDesk"), "info",
            later("Which version this is, and where your data is"), menu="help")  # fmt: skip
    def tell_about(self) -> None:
        """Say which version this is, and where the data is."""
        from feedbackdesk.ui.widgets.shortcuts import show_about

        show_about(self, self.live.path)

    # The frame

    def changeEvent(self, event: QEvent) -> None:
        """Look for what another process left half typed, when the owner comes back here."""
        super().changeEvent(event)
        came = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if came and self._settled and self.live.desk is not None:
            self.capturing.count_drafts()
            self.reminder.count()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what was begun, finish what is being written, and remember the frame."""
        if not self.may_close():
            event.ignore()
            return
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.sync()
        desk = self.live.desk
        is_kept = desk is not None and not desk.read_only and not self.live.is_astray
        self.let_go()
        if is_kept:
            back_up_after_closing(self.live.path)
        super().closeEvent(event)

    def may_close(self) -> bool:
        """Save what was begun, and ask where all that was recorded would go with the window."""
        return super().may_close() and self.workspaces.may_go(self.close)

    def let_go(self) -> None:
        """Keep what is half typed as a draft, and let go of the workspace."""
        self.capturing.close()
        super().let_go()


def every_action() -> list[Action[Any]]:
    """Return all that can ever be done, in the order of the pages; each page is imported for it."""
    window = [Frame, MainWindow, *MainWindow.hosts]
    found: dict[str, Action[Any]] = {one.name: one for one in room_actions()}
    found |= {one.name: one for cls in window for one in actions_of(cls)}
    for room in ROOMS:
        found |= {one.name: one for one in actions_of(room.load())}
    return list(found.values())


def _raise(error: BaseException) -> None:
    raise error
