"""The application: one QApplication, one window, and a calm end for a defect."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from feedbackdesk import __version__, defects, paths
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.garbage import Collector
from feedbackdesk.ui.look import icons, looks
from feedbackdesk.ui.look.screen import need_screen
from feedbackdesk.ui.memory import last_workspace, own_settings

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from feedbackdesk.ui.window import MainWindow

log = logging.getLogger(__name__)

_DRESSED = "feedbackdesk_dressed"
_SWITCH_SECONDS = 0.001
"""How long a thread that searches or reads texts may keep the window's thread from Python.

Each key passes through Python several times. With the usual 5 ms, one key in twenty took 17 ms
to be painted while another thread was computing; with this it takes 9.
"""


def make_application(argv: list[str]) -> QApplication:
    """Return the QApplication with the program's name, icon and look."""
    QCoreApplication.setApplicationName(paths.APP_NAME)
    QCoreApplication.setApplicationVersion(__version__)
    app = QApplication.instance() or QApplication(argv)
    if not isinstance(app, QApplication):
        raise TypeError("a QApplication is needed for a window")
    if app.property(_DRESSED):
        return app
    app.setProperty(_DRESSED, True)
    sys.setswitchinterval(_SWITCH_SECONDS)
    Collector(app)
    QApplication.setDesktopFileName("feedbackdesk")
    settings = own_settings()
    choice = str(settings.value("look", "system"))
    looks.apply(app, choice if choice in looks.CHOICES else "system")
    app.setWindowIcon(icons.app_icon())
    return app


def open_window(workspace: str | Path | None = None) -> MainWindow:
    """Return the shown main window over a workspace, for an existing QApplication.

    Where nobody names one, it is the one that was open last. The workspace is opened after the
    first paint; `window.live.opened` tells when.
    """
    from feedbackdesk.ui.window import MainWindow

    make_application([])
    last = last_workspace(own_settings()) if not paths.is_named(workspace) else None
    path = last or paths.chosen_workspace(None if workspace is None else str(workspace))
    window = MainWindow(path)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if workspace is None:
        window.live.opened.connect(window.tell_if_new)
    window.show()
    return window


def run(workspace: str | None = None) -> int:
    """Open the window and return the exit status when it is closed."""
    try:
        need_screen()
        prepare_process()
        app = start_application()
        window = open_window(workspace)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    return app.exec()


def start_application() -> QApplication:
    """Return the application of this process; where Qt ends it instead, say why in a sentence."""
    qInstallMessageHandler(_say_last_words)
    app = make_application(sys.argv[:1])
    qInstallMessageHandler(None)
    return app


def _say_last_words(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Explain what Qt is about to abort the process for, and leave before it does."""
    from feedbackdesk import libraries

    if kind is not QtMsgType.QtFatalMsg:
        sys.stderr.write(f"{words}\n")
        return
    first = words.strip().partition("\n")[0]
    sys.stderr.write(f"{libraries.explain(libraries.Purpose.WINDOW, first)}\n")
    sys.stderr.flush()
    os._exit(1)


def prepare_process() -> None:
    """Write defects to the log file, and show them calmly."""
    defects.log_to_file()
    sys.excepthook = _defect


def _defect(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a defect of ours, and show it calmly with a way to copy it."""
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.exit(130)
        return
    told = defects.details(error.with_traceback(trace))
    log.error("a defect\n%s", told)
    from feedbackdesk.ui.widgets.dialogs import show_defect

    show_defect(told)
