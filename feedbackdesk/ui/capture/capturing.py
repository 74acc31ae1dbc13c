"""The window's capture form: made when it is first wanted, told of when it recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from feedbackdesk.domain.words import Kind
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.capture.dropping import Dropping
from feedbackdesk.ui.places import Place

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.desk.drafts import Form
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.capture.dialog import CaptureDialog
    from feedbackdesk.ui.frame import Frame
    from feedbackdesk.ui.widgets.names import KnownPerson


class Capturing(QObject):
    """Opens the form over a window, empty or with what was dropped there."""

    def __init__(self, window: Frame, *, over: QWidget) -> None:
        """Stand beside a window; what a drop will do is said over a part of it."""
        super().__init__(window)
        self._window = window
        self.form: CaptureDialog | None = None
        """The form, once it was wanted."""
        self.dropping = Dropping(window, window.live, over=over, brings=True)
        self.dropping.brought.connect(self._bring_in)
        self.dropping.dropped.connect(self._open_dropped)
        self.dropping.said.connect(self._say)
        window.records.connect(self.record_for)
        window.live.touched.connect(self._follow)

    @action("capture", later("&Capture feedback…"), "capture", later("Record what somebody said"),
            "Ctrl+N", changes=True, menu="file")  # fmt: skip
    def capture(self) -> None:
        """Open the form."""
        self.open()

    @action("capture_loss", later("Record a &lost sale…"), "kind-loss",
            later("Record why a prospect said no"), "Ctrl+L", changes=True,
            menu="file")  # fmt: skip
    def capture_loss(self) -> None:
        """Open the form for a lost sale."""
        self.open(loss=True)

    def record_for(self, person: KnownPerson) -> None:
        """Open the form for somebody who is on the line."""
        self.open(person=person)

    def open(self, *, loss: bool = False, person: KnownPerson | None = None) -> None:
        """Open the form, for a lost sale or somebody who is known."""
        if (form := self._ready()) is not None:
            form.open_for(kind=Kind.LOSS if loss else None, person=person)

    def close(self) -> None:
        """Close the form; what is half typed waits as a draft."""
        if self.form is not None:
            self.form.close()

    def count_drafts(self) -> None:
        """Show how many feedbacks are half typed; the form tells while there is one."""
        from feedbackdesk.desk.drafts import Drafts

        live, navigation = self._window.live, self._window.navigation
        if self.form is not None:
            self.form.keeper.look()
        elif live.desk is not None:
            waiting = Drafts(live.path).waiting
            live.work(waiting, lambda found: navigation.show_half_typed(len(found)))

    def _follow(self, touched: Touched) -> None:
        """Forget what is half typed of somebody who was erased, and count what is left."""
        if touched.everything:
            if self.form is not None:
                self.form.forget_erased()
            self.count_drafts()

    def _open_dropped(self, forms: list[Form]) -> None:
        if (form := self._ready()) is not None:
            form.take(forms)

    def _bring_in(self, files: list[Path]) -> None:
        """Show what dropped files hold, one after the other."""
        page = self._window.rooms.page("bring")
        page.take_files(files)  # type: ignore[attr-defined]  # the page of that room
        self._window.go(Place("bring", str(files[0])))

    def _say(self, words: str) -> None:
        """Say something of what was dropped: where it is seen, be the form over it or not."""
        self._window.toast.say(words)
        if self.form is not None and self.form.isVisible():
            self.form.tell(words)

    def _ready(self) -> CaptureDialog | None:
        """Return the form; None where nothing can change."""
        from feedbackdesk.ui.capture.dialog import CaptureDialog

        live = self._window.live
        if live.desk is None or live.read_only:
            return None
        if self.form is None:
            self.form = CaptureDialog(live, self._window)
            self.form.recorded.connect(self._recorded)
            self.form.half_typed.connect(self._window.navigation.show_half_typed)
        return self.form

    def _recorded(self, feedback_id: int) -> None:
        """Say that others said the same, where they did."""
        from feedbackdesk.desk.callers import others_saying_so

        toast = self._window.toast

        def tell(others: int) -> None:
            if others == 1:
                toast.say(_("Recorded. 1 other said the same."), undo=True)
            elif others:
                said = _("Recorded. {number} others said the same.")
                toast.say(said.format(number=f"{others:,}"), undo=True)

        self._window.live.ask(others_saying_so, feedback_id, then=tell)
