"""What our dialogs have in common; and those of the system: for files, links and defects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QPushButton, QWidget

from feedbackdesk import paths
from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.layout import Margins, in_column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


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


def ask_workspace(parent: QWidget, place: Path) -> Path | None:
    """Ask which workspace to open, first in a folder, or above it where it is gone."""
    there = next((one for one in (place, *place.parents) if one.is_dir()), place)
    name, _filter = QFileDialog.getOpenFileName(
        parent, parent.tr("Open workspace"), str(there), _FILTER
    )
    return Path(name) if name else None


def ask_key(parent: QWidget) -> Path | None:
    """Ask for the file with the secret key of an encrypted backup."""
    name, _filter = QFileDialog.getOpenFileName(parent, _("The file with the secret key"))
    return Path(name) if name else None


class Dialog(QDialog):
    """A dialog with a column to fill; it goes when it is closed."""

    def __init__(
        self, parent: QWidget, name: str, title: str, margins: Margins = (20, 16, 20, 16),
        gap: int = 12, *, width: int = 0, size: tuple[int, int] | None = None,
    ) -> None:  # fmt: skip
        """Be called and entitled, so wide at least, or so large, and hold nothing yet."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        if size is not None:
            self.resize(*size)
        self.column = in_column(self, margins, gap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the keyboard, before the one that is usual."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain
        if enter and isinstance(has := self.focusWidget(), QPushButton):
            has.click()
        else:
            super().keyPressEvent(event)

    def button(
        self, name: str, words: str, act: Callable[[], object], variant: str = ""
    ) -> QPushButton:
        """Return a button that Enter in a field does not press."""
        made = push_button(words, lambda _on=False: act(), name=name, variant=variant)
        made.setAutoDefault(False)
        return made


def come_back(question: QDialog, view: QWidget) -> None:
    """Bring the keyboard back to a view after a question, also where no window manager does."""

    def back() -> None:
        view.window().activateWindow()
        view.setFocus()

    question.finished.connect(back)


def message(parent: QWidget, name: str, title: str, words: str, about: str = "") -> QMessageBox:
    """Return a message that is yet to get its buttons."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(about)
    return box


def confirm(box: QMessageBox, yes: str, act: Callable[[], object], *, grave: bool = False) -> None:
    """Ask before something is done; what is grave is not what Enter does."""
    role = QMessageBox.ButtonRole
    does = box.addButton(yes, role.DestructiveRole if grave else role.AcceptRole)
    leaves = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(leaves if grave else does)
    box.buttonClicked.connect(lambda chosen: act() if chosen is does else None)
    box.open()


def _tr(words: str) -> str:
    return QCoreApplication.translate("Link", words)


def may_open(address: str) -> bool:
    """Whether an address is of a kind that is opened at all: a web page, or a mail address."""
    from feedbackdesk.domain.addresses import mail_address_in, web_address

    return web_address(address) is not None or mail_address_in(address) is not None


def ask_to_open(parent: QWidget, address: str) -> QMessageBox | None:
    """Say where a link leads, and open it if the owner wants to; nothing for any other kind."""
    from feedbackdesk.domain.addresses import mail_address_in, web_address

    web, mail = web_address(address), mail_address_in(address)
    if web is None and mail is None:
        return None
    if web is not None:
        words, about = _tr("This leads to {host}").format(host=web.host), web.url
        yes = _tr("Open in the browser")
    else:
        words, about = _tr("This writes to {address}").format(address=mail), ""
        yes = _tr("Open the mail program")
    url = QUrl(web.url if web is not None else f"mailto:{mail}", QUrl.ParsingMode.StrictMode)
    question = message(parent, "linkQuestion", _tr("Open the link"), words, about)
    question.setIcon(QMessageBox.Icon.Question)
    go = question.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    go.setObjectName("linkOpen")
    question.addButton(_tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
    question.accepted.connect(lambda: QDesktopServices.openUrl(url))
    question.open()
    return question


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
        QCoreApplication.translate("Defect", "&Copy details"), QMessageBox.ButtonRole.ActionRole
    )
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(told))
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()


def _shown() -> bool:
    # Not by counting all windows: one that is collected meanwhile would be gone before it is asked.
    box = QApplication.activeModalWidget()
    return box is not None and box.objectName() == "defectBox"
