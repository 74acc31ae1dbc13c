"""The print dialog of the roadmap: it is remembered, and so is its ranking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.report.logo import ENDINGS, read_logo
from feedbackdesk.report.model import (
    Report,
    ReportOptions,
    roadmap_report,
)
from feedbackdesk.report.options import CLOSING_LENGTH
from feedbackdesk.report.pdf import lay_out
from feedbackdesk.report.render import write_report
from feedbackdesk.ui.printing.choices import Choices, read_choices, write_choices
from feedbackdesk.ui.printing.pages_dialog import PagesDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.report.pdf import Pages
    from feedbackdesk.ui.live import Live


class PrintDialog(PagesDialog[Report]):
    """The roadmap; what was chosen is remembered, and so is the ranking that was printed."""

    def __init__(
        self, live: Live, parent: QWidget | None = None, options: ReportOptions | None = None
    ) -> None:
        """Show the roadmap of a desk, as it was printed last or as given."""
        super().__init__(
            live, parent, QCoreApplication.translate("PrintDialog", "Print the roadmap")
        )
        self._note = ""
        self.choices = Choices(options or read_choices())
        self.choices.logo_wanted.connect(self.ask_logo)
        self._work(lambda: self._desk.ask(settings), self._keep)
        self._begin(self.choices, self.choices.changed, self.choices.edition)

    def _keep(self, known: dict[str, str]) -> None:
        self._note = known["closing_note"]
        self.choices.keep(self._note, known["logo"])

    # What is printed.

    def _chosen(self) -> ReportOptions:
        return self.choices.options

    def _keep_chosen(self) -> None:
        write_choices(self.choices.options)

    def _question(self) -> Callable[[], Report]:
        options = self.choices.options
        return lambda: self._desk.ask(roadmap_report, options)

    def _lay_out(self, printed: Report) -> Pages:
        if printed.warnings:
            self._say_wrong(" ".join(printed.warnings))
        return lay_out(printed)

    def _write(self, printed: Report, path: Path) -> None:
        write_report(printed, path)

    def _remember(self, printed: Report) -> None:
        self._keep_note()
        if self._desk.read_only:
            return
        options, ranking = printed.options, printed.ranking

        def remember() -> None:
            self._desk.remember_print(options.edition.value, options.lens.value, ranking)

        self._work(remember, lambda _none: None)

    # What is chosen for good.

    def ask_logo(self) -> None:
        """Ask for a picture, and keep it as the logo of the workspace."""
        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        name, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Choose a logo"), "", f"{self.tr('Pictures')} ({kinds})"
        )
        if name:
            self.keep_logo(Path(name))

    def keep_logo(self, path: Path) -> None:
        """Keep a picture as the logo, if it can be printed."""

        unchanged = self.tr("Nothing was changed; choose another picture.")

        def keep() -> dict[str, str]:
            read_logo(str(path), otherwise=unchanged)
            self._desk.do(change_settings, {"logo": str(path)})
            return self._desk.ask(settings)

        def kept(known: dict[str, str]) -> None:
            self._keep(known)
            self.choices.logo.setChecked(True)
            self._say("")
            self._show_chosen()

        self._work(keep, kept)

    def _keep_note(self) -> None:
        """Keep the closing note with the workspace, once it is printed or saved."""
        note = self.choices.options.closing
        if note is None or note == self._note or self._desk.read_only:
            return
        if len(note) > CLOSING_LENGTH:
            return
        desk, self._note = self._desk, note
        self._work(
            lambda: desk.do(change_settings, {"closing_note": note}),
            lambda _done: self.choices.keep(note, self.choices.logo.toolTip()),
        )
