"""The calm window for a defect of ours."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from feedbackdesk import paths


def show_defect(told: str) -> None:
    """Say that something of ours went wrong, what was kept, and offer to copy the report."""
    if QApplication.instance() is None or _shown():
        return
    box = QMessageBox(QApplication.activeWindow())
    box.setObjectName("defectBox")
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(QCoreApplication.translate("Defect", "Something went wrong"))
    box.setText(
        QCoreApplication.translate(
            "Defect",
            "FeedbackDesk made a mistake. What you saved before is safe; the last action "
            "may not have been carried out.",
        )
    )
    box.setInformativeText(
        QCoreApplication.translate("Defect", "The report is also in {path}.").format(
            path=paths.log_file()
        )
    )
    box.setDetailedText(told)
    copy = box.addButton(
        QCoreApplication.translate("Defect", "&Copy the report"), QMessageBox.ButtonRole.ActionRole
    )
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(told))
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()


def _shown() -> bool:
    # Not by counting all windows: one that is collected meanwhile would be gone before it is asked.
    box = QApplication.activeModalWidget()
    return box is not None and box.objectName() == "defectBox"
