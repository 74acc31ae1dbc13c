"""Saving the call sheet: a file is asked for, and written off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths

from feedbackdesk.report.call_sheet import SHEET_KINDS, CallSheet, call_sheet, write_call_sheet
from feedbackdesk.ui.widgets.files import ask_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.ui.live import Live


def _tr(words: str) -> str:
    return QCoreApplication.translate("CallSheet", words)


def save_call_sheet(parent: QWidget, live: Live, ids: Sequence[int]) -> None:
    """Ask for a name, and save the call sheet of some follow-ups under it."""
    if not ids:
        live.said.emit(_tr("Nobody is to be called."))
        return
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = ";;".join(f"{name} (*.{ending})" for ending, name in SHEET_KINDS.items())
    if path := ask_file(parent, _tr("Save the call sheet"), Path(folder) / "call-sheet.pdf", kinds):
        write_sheet(live, ids, path)


def write_sheet(live: Live, ids: Sequence[int], path: Path) -> None:
    """Write the call sheet of some follow-ups to a file, and say so."""

    def made(sheet: CallSheet) -> None:
        live.work(
            lambda: write_call_sheet(sheet, path),
            lambda _none: live.said.emit(_tr("Saved {name}.").format(name=path.name)),
            live.said.emit,
        )

    live.ask(call_sheet, ids, then=made)
