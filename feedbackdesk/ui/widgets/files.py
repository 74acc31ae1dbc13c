"""The system's file dialogs, for workspaces."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from feedbackdesk import paths

_FILTER = f"FeedbackDesk (*{paths.WORKSPACE_SUFFIX});;* (*)"


def ask_new_workspace(parent: QWidget) -> Path | None:
    """Ask where a new workspace is to be; None where the owner thought better of it."""
    start = paths.default_workspace().parent / f"business{paths.WORKSPACE_SUFFIX}"
    name, _filter = QFileDialog.getSaveFileName(
        parent, parent.tr("New workspace"), str(start), _FILTER
    )
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(paths.WORKSPACE_SUFFIX)


def ask_workspace(parent: QWidget) -> Path | None:
    """Ask which workspace to open."""
    name, _filter = QFileDialog.getOpenFileName(
        parent, parent.tr("Open workspace"), str(paths.default_workspace().parent), _FILTER
    )
    return Path(name) if name else None
