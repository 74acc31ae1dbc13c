"""The window's actions that print: the roadmap, what the page shows, and the call sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from feedbackdesk.language.say import later
from feedbackdesk.ui.actions import action

if TYPE_CHECKING:
    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.frame import Frame


class Printing(QObject):
    """Opens the print dialogs."""

    def __init__(self, window: Frame) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        window.rooms.made.connect(lambda page: page.prints.connect(self.show))

    @action("print", later("&Print roadmap…"), "print",
            later("Preview and print the prioritized roadmap, or save it as PDF"), "Ctrl+P",
            begins=True, menu="file")  # fmt: skip
    def print_roadmap(self) -> None:
        """Preview the printed roadmap."""
        from feedbackdesk.ui.printing.dialogs import PrintDialog

        if self._window.live.desk is None:
            return
        dialog = PrintDialog(self._window.live, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @action("print_this", later("Print this p&age…"), "print",
            later("Print what the page shows: a theme, the call sheet, lost sales, a person"),
            "Ctrl+Shift+P", menu="file")  # fmt: skip
    def print_this(self) -> None:
        """Preview what the page shows."""
        window = self._window
        page = window.page
        if page.prints_the_roadmap:
            self.print_roadmap()
        elif (printable := page.printable()) is not None:
            self.show(printable)
        elif page.prints_what_is_chosen:
            window.toast.say(self.tr("Choose first what is to be printed."))
        else:
            window.toast.say(self.tr("This page is not printed. Ctrl+P prints the roadmap."))

    def show(self, printable: Printable) -> None:
        """Preview something that can be printed."""
        from feedbackdesk.ui.printing.dialogs import open_document_dialog

        if self._window.live.desk is not None:
            open_document_dialog(self._window.live, printable, self._window)
