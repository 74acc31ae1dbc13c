"""What the window does about a damaged workspace: says so, and leads out of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from feedbackdesk.domain.errors import Damaged, NotOurs, Vanished
from feedbackdesk.language.say import _
from feedbackdesk.ui.after_closing import go_back_after_closing
from feedbackdesk.ui.memory import START
from feedbackdesk.ui.pages.backups.words import time_alone
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.widgets.dialogs import ask_key, message
from feedbackdesk.ui.widgets.notices import Band

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractButton

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.desk.rescue import GoneBack, Prospect
    from feedbackdesk.domain.errors import Refusal
    from feedbackdesk.domain.rescued import Rescued
    from feedbackdesk.domain.rotation import Backup
    from feedbackdesk.ui.frame import Frame
    from feedbackdesk.ui.pages.damaged.page import DamagedPage

LOOKS_MS = 24 * 3_600_000
"""How often a window that stays open looks again whether the pages make sense."""
_TOLD = 6
"""How many things that are missing are named in the message; below it are all of them."""


class Damage(QObject):
    """Shows the page of a damaged workspace, and goes one of the ways out."""

    def __init__(self, window: Frame) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self._before = START
        self._reading = self._is_known = False
        self.notice = Band("damage", window)
        self.notice.offer("damageWays", _("Ways out…"), window.actions_["damage"].trigger)
        """What is said above all pages."""
        window.live.damaged.connect(self._found)
        self._timer = QTimer(self, interval=LOOKS_MS)
        self._timer.timeout.connect(window.live.look_over)
        window.live.opened.connect(self._timer.start)
        window.live.closing.connect(self._timer.stop)
        window.place_changed.connect(self._arrived)
        window.rooms.once_made("damaged", self._made)
        self._page: DamagedPage | None = None
        window.actions_["damage"].setEnabled(False)

    def _made(self, page: DamagedPage) -> None:
        self._page = page
        page.goes_back.connect(self._go_back)
        page.rescues.connect(self._rescue)
        page.looks.connect(self._look)
        self._allow()

    def not_opened(self, refusal: Refusal) -> None:
        """Lead out of a file that is too damaged to be opened, or may have been a workspace."""
        if isinstance(refusal, Damaged | NotOurs | Vanished):
            self._is_known = True
            action = self._window.actions_["damage"]
            action.setEnabled(True)
            self._window.page.offer(action, self.tr("See what can be read of it…"))
        if isinstance(refusal, Damaged | Vanished):
            self._window.go(Place("damaged"))

    def _arrived(self) -> None:
        """Read what can be read, behind the page; above every other page say that there is it."""
        window = self._window
        if window.page_name == "damaged":
            if self._page is not None and self._page.prospect is None and not self._reading:
                self._look_ahead()
        else:
            self._before = window.trail.here
        self._show_notice()

    def _look_ahead(self) -> None:
        from feedbackdesk.desk.rescue import look_ahead

        path = self._window.live.path

        def read(cancel: Cancel) -> Prospect:
            return look_ahead(path, cancel=cancel)

        self._reading = True
        self._window.live.read(read, self._read)

    def _read(self, prospect: Prospect) -> None:
        self._reading = False
        page = self._page
        if page is None:
            return
        had = page.isAncestorOf(self._window.focusWidget() or self._window)
        page.show_prospect(prospect)
        self._allow()
        if had or self._window.focusWidget() is None:
            page.first_focus().setFocus()

    def _found(self) -> None:
        """Say that there is damage; whoever is writing just now is not taken from it."""
        window = self._window
        self._is_known = True
        window.actions_["damage"].setEnabled(True)
        self._allow()
        told = _(
            "A part of “{name}” cannot be read. Nothing more is recorded in it; what was being "
            "written is kept as a draft."
        )
        self.notice.say(told.format(name=window.live.path.name))
        self._show_notice()
        if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            QTimer.singleShot(0, self, lambda: window.go(Place("damaged")))

    def _show_notice(self) -> None:
        """Say it above every page but the one that says it all."""
        desk = self._window.live.desk
        known = desk is not None and desk.damaged
        self.notice.setVisible(known and self._window.page_name != "damaged")

    def _allow(self) -> None:
        """Allow each way out as far as it is known what it would bring."""
        if self._page is None:
            return
        prospect = self._page.prospect
        actions, known = self._window.actions_, self._is_known
        back = prospect is not None and bool(prospect.backup or prospect.locked)
        rescue = prospect is None or prospect.rescued is not None
        actions["damage_back"].setEnabled(known and back)
        actions["damage_rescue"].setEnabled(known and rescue)
        actions["damage_look"].setEnabled(known and self._window.live.desk is not None)

    def _look(self) -> None:
        """Go on reading where the owner was."""
        if self._window.live.desk is not None:
            self._window.go(self._before)

    def _rescue(self) -> None:
        """Rescue into a file of the owner's choice, and go on with that."""
        from feedbackdesk.desk.drafts import Drafts
        from feedbackdesk.desk.rescue import rescue
        from feedbackdesk.ui.widgets.dialogs import ask_new_workspace

        window = self._window
        path = window.live.path
        if (target := ask_new_workspace(window)) is None:
            return

        def read(cancel: Cancel) -> Rescued:
            return rescue(path, target, cancel=cancel)

        def go_on(rescued: Rescued) -> None:
            told = self.tr("Rescued: {number} feedback are in “{name}”.").format(
                number=f"{rescued.number('feedback'):,}", name=target.name
            )
            if self._open_anew(target, told, rescued):
                Drafts(target).take_over(Drafts(path))

        window.toast.say(self.tr("Rescuing what can be read…"))
        window.live.read(read, go_on)

    def _go_back(self) -> None:
        """Go back to the newest good backup, with what came after; this window makes room."""
        prospect = self._page.prospect if self._page is not None else None
        if prospect is None:
            return
        if prospect.locked is not None:
            self._ask_for_key(prospect.locked, prospect.backup)
        elif prospect.backup is not None:
            self._go_back_to(prospect.backup)

    def _ask_for_key(self, locked: Backup, good: Backup | None) -> None:
        """Ask for the key of the newest backup; without it, the newest that can be read will do."""
        role = QMessageBox.ButtonRole
        box = message(
            self._window, "backupKey", _("Go back"),
            _("The backup of {when} is encrypted").format(when=time_alone(locked.made)),
            _("The file with its secret key opens it."),
        )  # fmt: skip
        with_key = box.addButton(_("&Choose the key…"), role.AcceptRole)
        without = good and box.addButton(
            _("&Without it: {when}").format(when=time_alone(good.made)), role.ActionRole
        )
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(with_key)

        def chosen(one: QAbstractButton) -> None:
            if one is with_key and (key := ask_key(self._window)) is not None:
                self._go_back_to(locked, key)
            elif good is not None and one is without:
                self._go_back_to(good)

        box.buttonClicked.connect(chosen)
        box.open()

    def _go_back_to(self, one: Backup, key: Path | None = None) -> None:
        window = self._window
        if not window.may_close():
            return
        path, backup = window.live.path, one.path
        window.setEnabled(False)
        window.toast.say(self.tr("Going back, and bringing over what came after…"))
        window.let_go()

        def done(gone: GoneBack) -> None:
            told = self.tr("The workspace is whole again: {number} feedback.")
            if gone.rescued is None:
                told = self.tr("The backup alone is there: {number} feedback.")
            if gone.aside is not None:
                told += " " + self.tr("The damaged file is kept as “{name}”.").format(
                    name=gone.aside.name
                )
            self._open_anew(path, told.format(number=f"{gone.feedback:,}"), gone.rescued)

        def refused(why: str) -> None:
            self._open_anew(path, why, None)

        go_back_after_closing(path, backup, key, then=done, otherwise=refused)

    def _open_anew(self, path: Path, told: str, rescued: Rescued | None) -> Frame | None:
        """Open a workspace in the place of this window, and tell what is missing."""
        old = self._window
        if old.live.desk is not None and not old.may_close():
            return None
        new = old.another(path, told)
        if rescued is not None and rescued.sentences:
            new.live.opened.connect(partial(_tell_missing, new, rescued.sentences))
        old.give_way_to(new)
        return new


def _tell_missing(window: Frame, sentences: tuple[str, ...]) -> None:
    """Name what could not be brought over, in a message that can be copied."""
    more = len(sentences) - _TOLD
    shown = [
        *sentences[:_TOLD],
        *([_("And {number} more.").format(number=more)] if more > 0 else ()),
    ]
    box = message(
        window, "missing", window.tr("What could not be read"),
        window.tr("This could not be brought over whole"),
        "\n\n".join(shown),
    )  # fmt: skip
    if more > 0:
        box.setDetailedText("\n\n".join(sentences))
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.addButton(QMessageBox.StandardButton.Ok)
    box.open()
