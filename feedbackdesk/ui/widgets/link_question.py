"""The question before a link is opened: where it leads, in letters that hide nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from feedbackdesk.domain.addresses import mail_address_in, web_address

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def _tr(words: str) -> str:
    return QCoreApplication.translate("Link", words)


def may_open(address: str) -> bool:
    """Whether an address is of a kind that is opened at all: a web page, or a mail address."""
    return web_address(address) is not None or mail_address_in(address) is not None


def ask_to_open(parent: QWidget, address: str) -> QMessageBox | None:
    """Say where a link leads, and open it if the owner wants to; nothing for any other kind."""
    web, mail = web_address(address), mail_address_in(address)
    if web is None and mail is None:
        return None
    question = QMessageBox(parent)
    question.setObjectName("linkQuestion")
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.setIcon(QMessageBox.Icon.Question)
    question.setTextFormat(Qt.TextFormat.PlainText)
    question.setWindowTitle(_tr("Open the link"))
    if web is not None:
        question.setText(_tr("This leads to {host}").format(host=web.host))
        question.setInformativeText(web.url)
        words = _tr("Open in the browser")
    else:
        question.setText(_tr("This writes to {address}").format(address=mail))
        words = _tr("Open the mail program")
    go = question.addButton(words, QMessageBox.ButtonRole.AcceptRole)
    go.setObjectName("linkOpen")
    question.addButton(_tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
    url = QUrl(web.url if web is not None else f"mailto:{mail}", QUrl.ParsingMode.StrictMode)
    question.accepted.connect(lambda: QDesktopServices.openUrl(url))
    question.open()
    return question
