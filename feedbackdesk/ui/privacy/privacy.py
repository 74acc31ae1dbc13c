"""The window's actions on what is held on somebody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from feedbackdesk.language.say import later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from feedbackdesk.desk.drafts import Draft
    from feedbackdesk.desk.privacy import ToErase
    from feedbackdesk.ui.frame import Frame


_WHERE = {
    "draft": "capture",
    "loss_reason": "lost_reasons",
    "template": "letters",
    "setting": "business",
}
"""The actions that open what has no page of its own."""


def current_person(window: Frame) -> int | None:
    """Return the key of the person in sight: on the page, or else in the inspector."""
    key = window.page.current_person()
    if key is None and window.inspector_is_open:
        word, shown = window.inspector.shown or ("", 0)
        key = shown if word == "person" else None
    return key


class Privacy(QObject):
    """What is held on the person in sight, and on those not heard of for long."""

    def __init__(self, window: Frame) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window

    @action("person_report", later("Everything &held on them…"), "export",
            later("Write all that is held on the person in sight into one file"), begins=True,
            menu="edit")  # fmt: skip
    def report(self) -> None:
        """Ask for a file, and write everything held on the person in sight into it."""
        from feedbackdesk.domain.dates import local_today
        from feedbackdesk.ui.widgets.dialogs import ask_file

        if (key := self._need_person()) is None:
            return
        place = self._window.live.path.parent / f"held-{key}-{local_today().isoformat()}.html"
        names = self.tr("Web page (*.html);;JSON (*.json)")
        path = ask_file(self._window, self.tr("Everything held on them"), place, names)
        if path is not None:
            self.write(key, path)

    def write(self, key: int, path: Path) -> None:
        """Write everything held on a person into a file, off the window's thread."""
        desk, toast = self._window.live.desk, self._window.toast
        if desk is None:
            return

        def work() -> str:
            from feedbackdesk.report.person import write_held_on

            write_held_on(desk, key, path)
            return path.name

        def done(name: str) -> None:
            toast.say(self.tr("Everything held on them is in {name}.").format(name=name))

        self._window.live.work(work, done, toast.say)

    @action("person_erase", later("Erase for &good…"), "delete",
            later("Erase the person in sight for good; it asks first, since it cannot be undone"),
            changes=True, grave=True, menu="edit")  # fmt: skip
    def erase(self) -> None:
        """Say what erasing the person in sight would do, and ask."""
        if (key := self._need_person()) is not None:
            self.erase_one(key)

    def erase_one(self, key: int, then: Callable[[], object] | None = None) -> None:
        """Say what erasing a person would do, and ask; `then` follows where it was done."""
        from feedbackdesk.desk.privacy import to_be_erased, with_forms
        from feedbackdesk.ui.privacy.erase_dialog import EraseDialog

        live = self._window.live

        def found(what: ToErase) -> None:
            if (desk := live.desk) is not None:  # a stick may take its time
                live.work(lambda: (desk.old_copies(), desk.drafts_that_may_name(key)),
                          partial(ask, what))  # fmt: skip

        def ask(what: ToErase, more: tuple[Sequence[Path], Sequence[Draft]]) -> None:
            copies, forms = more
            what = with_forms(what, forms)
            dialog = EraseDialog(live, what, copies, self._window)
            dialog.wants.connect(self._correct)
            if then is not None:
                dialog.accepted.connect(then)
            dialog.open()

        live.ask(to_be_erased, key, then=found)

    def _correct(self, table: str, key: int) -> None:
        """Show what names somebody, where it can be corrected."""
        for question in self._window.findChildren(QDialog):
            if question.isVisible() and question.isModal():
                question.reject()  # the list that this was asked from would stand before it
        if table == "follow_up":
            self._window.go(Place("owed"))
            self._window.page.choose(key)
        elif table == "saved_view":
            self._window.go(Place("search"))
        elif table in _WHERE:
            self._window.actions_[_WHERE[table]].trigger()
        else:
            self._window.open_thing(table, key)

    @action("retention", later("&Retention…"), "history",
            later("Those who were not heard of for long, to be kept or erased"), changes=True,
            menu="edit")  # fmt: skip
    def retention(self) -> None:
        """List those not heard of for long."""
        from feedbackdesk.ui.privacy.retention import RetentionDialog

        if self._window.live.desk is not None:
            RetentionDialog(self._window.live, self.erase_one, self._window).open()

    def _need_person(self) -> int | None:
        if self._window.live.desk is None:
            return None
        key = current_person(self._window)
        if key is None:
            self._window.toast.say(self.tr("Open a person first: Ctrl+K finds them by name."))
        return key
