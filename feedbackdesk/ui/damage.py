"""What the window does about a damaged workspace: says so, and leads out of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from feedbackdesk.domain.errors import Damaged, NotOurs
from feedbackdesk.ui.after_closing import go_back_after_closing
from feedbackdesk.ui.widgets.damage_notice import DamageNotice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.bounded import Cancel
    from feedbackdesk.desk.rescue import GoneBack, Prospect
    from feedbackdesk.domain.errors import Refusal
    from feedbackdesk.domain.rescued import Rescued
    from feedbackdesk.ui.pages.damaged.page import DamagedPage
    from feedbackdesk.ui.window import MainWindow

LOOKS_MS = 24 * 3_600_000
"""How often a window that stays open looks again whether the pages make sense."""
_TOLD = 12
"""How many things that are missing are named in the message; all of them are copied."""


class Damage(QObject):
    """Shows the page of a damaged workspace, and goes one of the ways out."""

    def __init__(self, window: MainWindow) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self._before = "inbox"
        self._reading = False
        self.notice = DamageNotice(window.actions_["damage"], window)
        """What is said above all pages."""
        window.live.damaged.connect(self._found)
        self._timer = QTimer(self, interval=LOOKS_MS)
        self._timer.timeout.connect(window.live.look_over)
        window.live.opened.connect(self._timer.start)
        window.live.closing.connect(self._timer.stop)
        window.stack.currentChanged.connect(self._show_notice)
        for name in self.does:
            window.actions_[name].setEnabled(False)

    @property
    def does(self) -> dict[str, Callable[[], object]]:
        """What each action does."""
        return {
            "damage": self.open,
            "damage_back": self._go_back,
            "damage_rescue": self._rescue,
            "damage_look": self._look,
        }

    def make_page(self) -> DamagedPage:
        """Make the page of the window."""
        from feedbackdesk.ui.pages.damaged.page import DamagedPage

        return DamagedPage(self._window.live, self._window.actions_)

    def not_opened(self, refusal: Refusal) -> None:
        """Lead out of a file that is too damaged to be opened, or may have been a workspace."""
        if isinstance(refusal, Damaged | NotOurs):
            self._allow(looking=False)
            self._window.inbox.empty.offer(
                self._window.actions_["damage"], self.tr("See what can be read of it…")
            )
        if isinstance(refusal, Damaged):
            self.open()

    def open(self) -> None:
        """Show the page; what can be read is read behind it."""
        window = self._window
        if window.page_name != "damaged":
            self._before = window.page_name
            if window.live.desk is not None:
                window.show_inspector(False)
        window.show_page("damaged")
        if window.damaged.prospect is None and not self._reading:
            from feedbackdesk.desk.rescue import look_ahead

            def read(cancel: Cancel) -> Prospect:
                return look_ahead(window.live.path, cancel=cancel)

            self._reading = True
            window.live.read(read, self._read)

    def _read(self, prospect: Prospect) -> None:
        self._reading = False
        page = self._window.damaged
        had = page.isAncestorOf(self._window.focusWidget() or self._window)
        page.show_prospect(prospect)
        self._window.actions_["damage_back"].setEnabled(prospect.backup is not None)
        self._window.actions_["damage_rescue"].setEnabled(prospect.rescued is not None)
        if had or self._window.focusWidget() is None:
            page.first_focus().setFocus()

    def _found(self) -> None:
        """Say that there is damage; whoever is writing just now is not taken from it."""
        window = self._window
        self._allow(looking=True)
        self.notice.say(window.live.path.name)
        self._show_notice()
        if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            QTimer.singleShot(0, self, self.open)

    def _show_notice(self) -> None:
        """Say it above every page but the one that says it all."""
        desk = self._window.live.desk
        known = desk is not None and desk.damaged
        self.notice.setVisible(known and self._window.stack.currentWidget() is not self._page)

    @property
    def _page(self) -> QWidget | None:
        """The page, where it was made."""
        found: QWidget | None = self._window.__dict__.get("damaged")
        return found

    def _allow(self, *, looking: bool) -> None:
        for name in self.does:
            self._window.actions_[name].setEnabled(True)
        self._window.actions_["damage_look"].setEnabled(looking)
        self._window.actions_["damage_back"].setEnabled(False)  # until a good backup was found

    def _look(self) -> None:
        """Go on reading where the owner was."""
        if self._window.live.desk is not None:
            self._window.show_page(self._before)

    def _rescue(self) -> None:
        """Rescue into a file of the owner's choice, and go on with that."""
        from feedbackdesk.desk.drafts import Drafts
        from feedbackdesk.desk.rescue import rescue
        from feedbackdesk.ui.widgets.files import ask_new_workspace

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
            if new := self._open_anew(target, told, rescued):
                Drafts(target).take_over(Drafts(path))
                new.capturing.count_drafts()

        window.toast.say(self.tr("Rescuing what can be read…"))
        window.live.read(read, go_on)

    def _go_back(self) -> None:
        """Go back to the newest good backup, with what came after; this window makes room."""
        window = self._window
        prospect = window.damaged.prospect
        if prospect is None or prospect.backup is None or not window.may_close():
            return
        path, backup = window.live.path, prospect.backup.path
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

        go_back_after_closing(path, backup, then=done, otherwise=refused)

    def _open_anew(self, path: Path, told: str, rescued: Rescued | None) -> MainWindow | None:
        """Open a workspace in the place of this window, and tell what is missing."""
        old = self._window
        if old.live.desk is not None and not old.may_close():
            return None
        new = type(old)(path)
        new.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        new.setGeometry(old.geometry())
        new.live.opened.connect(partial(new.toast.say, told))
        if rescued is not None and rescued.sentences:
            new.live.opened.connect(partial(_tell_missing, new, rescued.sentences))
        new.show()
        old.close()
        return new


def _tell_missing(window: MainWindow, sentences: tuple[str, ...]) -> None:
    """Name what could not be brought over, in a message that can be copied."""
    box = QMessageBox(window)
    box.setObjectName("missing")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(window.tr("What could not be read"))
    box.setText(window.tr("This could not be brought over whole"))
    more = len(sentences) - _TOLD
    shown = [*sentences[:_TOLD], window.tr("and {number} more").format(number=more)]
    box.setInformativeText("\n".join(shown if more > 0 else sentences))
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.addButton(QMessageBox.StandardButton.Ok)
    box.open()
