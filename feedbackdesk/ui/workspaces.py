"""Which workspace the window stands before: new, open, recent, the sample."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QMessageBox

from feedbackdesk import paths
from feedbackdesk.domain.errors import Astray
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.menus import RecentMenu
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.widgets.notices import Band

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractButton

    from feedbackdesk.domain.errors import NotTheFile
    from feedbackdesk.domain.rotation import Copy
    from feedbackdesk.domain.rows import Counts
    from feedbackdesk.ui.frame import Frame


class Workspaces(QObject):
    """Opens another workspace in a window of its own, in the place of this one."""

    def __init__(self, window: Frame, settings: QSettings) -> None:
        """Stand beside a window, with its settings."""
        super().__init__(window)
        self._window = window
        self.recent = RecentMenu(settings, window)
        """The menu of those opened lately."""
        self.recent.chosen.connect(self.open)
        self.notice = Band("astray", window)
        """What is said while the file is not the one that was opened."""
        offer = self.notice.offer
        self._search = offer("astraySearch", _("Look for it…"), self._look_for)
        self._open_there = offer("astrayReopen", _("Open what is there now"), self._reopen)
        self._backups = offer(
            "astrayBackups", _("Its backups…"), lambda: window.go(Place("backups"))
        )
        self._copy = offer("astrayCopy", _("Save all to another file…"), self._save_copy)
        window.live.astray.connect(self._tell_astray)
        self._may_go = False

    @property
    def is_sample(self) -> bool:
        """Whether the window stands before the made-up business."""
        return self._window.live.path.absolute() == paths.sample_workspace().absolute()

    def open(self, path: Path, *, sample: bool = False) -> bool:
        """Open another workspace in a window of its own, and close this one.

        Returns whether it did: not where it is this one, or what was begun cannot be left.
        """
        from feedbackdesk.desk.inbox import counts

        old = self._window
        same = old.live.desk is not None and path.absolute() == old.live.path.absolute()
        if same and self.notice.isHidden():
            return False
        if not self.may_go(partial(self.open, path, sample=sample)) or not old.may_close():
            return False
        new = old.another(path, "")
        if sample:
            from feedbackdesk.desk.sample import fill_with_sample

            def fill(now: Counts) -> None:
                if now.feedback == 0:
                    new.live.do(fill_with_sample)

            new.live.opened.connect(lambda: new.live.ask(counts, then=fill))
        old.give_way_to(new)
        return True

    def may_go(self, then: Callable[[], object]) -> bool:
        """Return whether nothing is lost if the window goes; else ask, and `then` it may.

        What was deleted while it is open is held as long as that, and gone for good afterwards.
        """
        desk = self._window.live.desk
        if self._may_go or desk is None or not desk.is_deleted:
            return True
        from feedbackdesk.ui.widgets.dialogs import message

        asked = _("“{name}” was deleted while it was open").format(name=desk.path.name)
        about = _(
            "All that was recorded in it can still be saved to another file. With this window "
            "it is gone, but for what a backup had before."
        )
        box = message(self._window, "deleted", _("The file was deleted"), asked, about)
        role = QMessageBox.ButtonRole
        save = box.addButton(_("&Save all to another file…"), role.AcceptRole)
        leave = box.addButton(_("&Let it go"), role.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(save)

        def answered(button: QAbstractButton) -> None:
            if button is save:
                self._save_copy()
            elif button is leave:
                self._may_go = True
                then()

        box.buttonClicked.connect(answered)
        box.open()
        return False

    def _tell_astray(self, found: NotTheFile | None) -> None:
        if found is None:
            self.notice.hide()
            self._window.toast.say(self.tr("The file is back. What you do is recorded again."))
        else:
            self._say_astray(found.astray)

    def _say_astray(self, astray: Astray) -> None:
        """Say what became of the file, and offer the ways on."""
        path = self._window.live.path
        sentences = {
            Astray.GONE: _(
                "“{name}” is not in its folder any more: it was moved, renamed or deleted, or "
                "its drive was taken away. Nothing is recorded until it is found; what you write "
                "is kept as a draft."
            ),
            Astray.REPLACED: _(
                "Another file has taken the place of “{name}”. Nothing is recorded, neither in "
                "it nor elsewhere; what you write is kept as a draft."
            ),
            Astray.OVERWRITTEN: _(
                "Something else than FeedbackDesk wrote over “{name}”. Nothing more is recorded "
                "in it; what you write is kept as a draft."
            ),
        }
        self._search.setVisible(astray is Astray.GONE)
        self._open_there.setVisible(astray is not Astray.GONE)
        # What was written over is lost to us, too; else what was opened is still held.
        self._copy.setVisible(astray is not Astray.OVERWRITTEN)
        self._backups.setVisible(astray is Astray.OVERWRITTEN)
        self.notice.say(sentences[astray].format(name=path.name), tip=str(path))

    def _look_for(self) -> None:
        """Ask where the file is now, and go on with it and with what waits to be recorded."""
        from feedbackdesk.desk.drafts import Drafts

        live = self._window.live
        if live.desk is None or (path := self._ask()) is None:
            return

        def go_on(*, found: bool) -> None:
            if not found:
                self._window.toast.say(
                    self.tr("“{name}” is not the file that was open here.").format(name=path.name)
                )
            elif self.open(path):
                Drafts(path).take_over(Drafts(live.path))

        live.work(partial(live.desk.is_of, path), lambda found: go_on(found=found))

    def _ask(self) -> Path | None:
        """Ask for a workspace; it likely lies where this one does, or did."""
        from feedbackdesk.ui.widgets.dialogs import ask_workspace

        return ask_workspace(self._window, self._window.live.path.absolute().parent)

    def _reopen(self) -> None:
        """Go on with what is at the path now; what waits to be recorded waits there, too."""
        self.open(self._window.live.path)

    def _save_copy(self) -> None:
        """Save all that the file held, as far as it can still be read, and go on with that."""
        from feedbackdesk.desk.drafts import Drafts
        from feedbackdesk.ui.widgets.dialogs import ask_new_workspace

        live = self._window.live
        if live.desk is None or (path := ask_new_workspace(self._window)) is None:
            return

        def go_on(copy: Copy) -> None:
            self._may_go = True
            if self.open(copy.path):
                Drafts(copy.path).take_over(Drafts(live.path))

        live.work(partial(live.desk.save_copy, path), go_on)

    @action("sample", later("Open the &sample business"), "sample",
            later("Look around in a made-up business, apart from yours"), menu="file")  # fmt: skip
    def open_sample(self) -> None:
        """Open the made-up business, made at the first time."""
        self.open(paths.sample_workspace(), sample=True)

    @action("file_new", later("&New workspace…"), "file-new", later("Start an empty workspace"),
            "Ctrl+Shift+N", begins=True, menu="file")  # fmt: skip
    def new(self) -> None:
        """Start an empty workspace."""
        from feedbackdesk.ui.widgets.dialogs import ask_new_workspace

        if path := ask_new_workspace(self._window):
            self.open(path)

    @action("file_open", later("&Open workspace…"), "file-open", later("Open another workspace"),
            "Ctrl+O", menu="file")  # fmt: skip
    def choose(self) -> None:
        """Open another workspace."""
        if path := self._ask():
            self.open(path)
