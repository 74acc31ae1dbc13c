"""The window's actions that print: the roadmap, what the page shows, and the call sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.window import MainWindow

_NEED_CHOICE = ("themes", "people")
"""Pages that print what is chosen on them."""


class Printing(QObject):
    """Opens the print dialogs."""

    def __init__(self, window: MainWindow) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self.does: dict[str, Callable[[], object]] = {
            "print": self.print_roadmap,
            "print_this": self.print_this,
            "call_sheet": self.print_call_sheet,
        }
        """What each action does."""

    def print_roadmap(self) -> None:
        """Preview the printed roadmap."""
        from feedbackdesk.ui.printing.dialog import PrintDialog

        if self._window.live.desk is None:
            return
        dialog = PrintDialog(self._window.live.desk, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def print_this(self) -> None:
        """Preview what the page shows."""
        window = self._window
        if window.page_name == "roadmap":
            self.print_roadmap()
        elif (printable := window.page.printable()) is not None:
            self.show(printable)
        elif window.page_name in _NEED_CHOICE:
            window.toast.say(self.tr("Choose first what is to be printed."))
        else:
            window.toast.say(self.tr("This page is not printed. Ctrl+P prints the roadmap."))

    def print_call_sheet(self) -> None:
        """Preview the call sheet of what is owed."""
        from feedbackdesk.report.printables import owed_page

        on_page = self._window.page_name == "owed"
        self.show((on_page and self._window.page.printable()) or owed_page())

    def show(self, printable: Printable) -> None:
        """Preview something that can be printed."""
        from feedbackdesk.ui.printing.document_dialog import open_document_dialog

        if self._window.live.desk is not None:
            open_document_dialog(self._window.live.desk, printable, self._window)
