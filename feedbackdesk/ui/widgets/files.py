"""The system's file dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from feedbackdesk import paths

_FILTER = f"FeedbackDesk (*{paths.WORKSPACE_SUFFIX});;* (*)"


def ask_file(parent: QWidget, title: str, place: Path, names: str) -> Path | None:
    """Ask for a file to write; None where the owner thought better of it.

    The ending of `place` is added to a name without one before the dialog asks whether a
    file that exists is to be replaced.
    """
    dialog = QFileDialog(parent, title, str(place.parent), names)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(place.suffix.removeprefix("."))
    dialog.selectFile(place.name)

    def follow(kind: str) -> None:
        # A kind that is chosen is the ending that a name without one gets.
        dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")"))

    dialog.filterSelected.connect(follow)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    files = dialog.selectedFiles() if chosen else []
    dialog.deleteLater()
    return Path(files[0]) if files else None


def ask_new_workspace(parent: QWidget) -> Path | None:
    """Ask where a new workspace is to be."""
    start = paths.default_workspace().parent / f"business{paths.WORKSPACE_SUFFIX}"
    return ask_file(parent, parent.tr("New workspace"), start, _FILTER)


def ask_workspace(parent: QWidget) -> Path | None:
    """Ask which workspace to open."""
    name, _filter = QFileDialog.getOpenFileName(
        parent, parent.tr("Open workspace"), str(paths.default_workspace().parent), _FILTER
    )
    return Path(name) if name else None
