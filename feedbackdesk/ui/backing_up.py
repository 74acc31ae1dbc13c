"""What the window does about backups: makes them by itself, leads to their page, and goes back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from feedbackdesk.ui.after_closing import restore_after_closing
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.widgets.dialogs import ask_key, confirm, message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from feedbackdesk.desk.backups import Restored
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.going_back import Listed
    from feedbackdesk.ui.frame import Frame
    from feedbackdesk.ui.pages.backups.page import BackupsPage

FIRST_LOOK_MS = 60_000
"""How long after opening it is looked whether a backup is due: not while the owner begins."""
LOOKS_MS = 600_000
"""How often it is looked while the window is open."""


class BackingUp(QObject):
    """Keeps a workspace backed up while its window is open."""

    def __init__(self, window: Frame) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self._told: list[str] = []
        self._timer = QTimer(self, interval=FIRST_LOOK_MS)
        self._timer.timeout.connect(self.keep)
        window.live.opened.connect(self._timer.start)
        window.live.opened.connect(self._tell_where)
        window.live.closing.connect(self._timer.stop)
        self._page: BackupsPage | None = None
        window.rooms.once_made("backups", self._made)

    def _made(self, page: BackupsPage) -> None:
        self._page = page
        page.wants_back.connect(self._go_back)
        page.wants_look.connect(self._look_into)
        page.wants_copy.connect(self._save_copy)

    def _tell_where(self) -> None:
        """Say once where backups go, at the first start after one was made by itself."""
        live, toast = self._window.live, self._window.toast
        if live.desk is None or live.read_only:
            return

        def arrived(told: str) -> None:
            if told and live.desk is not None and not toast.isVisible():  # else at the next start
                from feedbackdesk.desk.backing_up import remember_told

                live.said.emit(told)
                remember_told(live.desk)

        live.back_up(_where_they_go, arrived)

    def keep(self) -> None:
        """Make a backup where one is due, and say what is wrong with backups now."""
        self._timer.setInterval(LOOKS_MS)
        live = self._window.live
        if live.desk is None or live.read_only or live.is_astray:
            return

        def arrived(now: list[str]) -> None:
            if now and now != self._told:
                live.said.emit(" ".join(now))
            self._told = now
            if self._page is not None:
                self._page.fall_behind()

        live.back_up(_keep_where_due, arrived)

    def _look_into(self, path: Path) -> None:
        """Open a backup in a window of its own, beside this one."""
        beside = type(self._window)(path)
        beside.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        beside.resize(self._window.size())
        beside.show()

    def _save_copy(self, path: Path) -> None:
        from feedbackdesk.ui.widgets.dialogs import ask_new_workspace

        target = ask_new_workspace(self._window)
        if target is None:
            return
        said = self.tr("Saved as “{name}”.").format(name=target.name)
        self._window.live.back_up(
            partial(_copy, path, target),
            lambda _none: self._window.live.said.emit(said),
            self._window.live.said.emit,
        )

    def _go_back(self, row: Listed) -> None:
        """Ask, and go back to a backup in a window of its own; this one makes room for it."""
        from feedbackdesk.ui.pages.backups.words import made_alone

        key: Path | None = None
        if row.is_encrypted and (key := ask_key(self._window)) is None:
            return
        when = made_alone(row)
        kept = self.tr(
            "What is there now is backed up first and kept, so that you can come back to it "
            "in the same way."
        )
        asked = self.tr("Go back to {when}?").format(when=when)
        box = message(self._window, "goBack", self.tr("Go back"), asked, kept)
        confirm(box, self.tr("&Go back"), lambda: self._restore(row.backup.path, key, when))

    def _restore(self, backup: Path, key: Path | None, when: str) -> None:
        old = self._window
        path = old.live.path
        if not old.may_close():
            return
        old.setEnabled(False)
        old.toast.say(self.tr("Going back to {when}…").format(when=when))
        old.let_go()

        def open_anew(sentence: str) -> None:
            new = old.another(path, sentence)
            new.trail.stand_at(Place("backups"))  # what was there stands first, to come back to
            old.give_way_to(new)

        def restored(done: Restored) -> None:
            from feedbackdesk.domain.text import plural

            told = self.tr(
                "Back at {when}: {feedback}. What was there is kept: it stands first here."
            )
            open_anew(
                told.format(when=when, feedback=plural(done.feedback, "feedback", "feedbacks"))
            )

        restore_after_closing(path, backup, key, then=restored, otherwise=open_anew)


def _where_they_go(desk: Desk, _unwanted: Callable[[], bool]) -> str:
    from feedbackdesk.desk.backing_up import where_they_go

    return where_they_go(desk)


def _keep_where_due(desk: Desk, unwanted: Callable[[], bool]) -> list[str]:
    from feedbackdesk.desk.backing_up import complete, is_due, keep, worries
    from feedbackdesk.desk.heap import let_go
    from feedbackdesk.domain.rotation import Why

    let_go(desk)
    if is_due(desk):
        keep(desk, Why.DAILY, unwanted=unwanted)
    else:
        complete(desk, unwanted=unwanted)
    return worries(desk)


def _copy(source: Path, target: Path, _desk: Desk, unwanted: Callable[[], bool]) -> None:
    from feedbackdesk.desk.backups import copy_backup

    copy_backup(source, target, unwanted=unwanted)
