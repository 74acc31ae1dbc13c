"""The process that start.py times: a window that tells when it is painted, and ends."""

import os
import sys
import time


def tell(name: str) -> None:
    """Print the milliseconds since the process was asked for."""
    print(name, (time.time() - float(os.environ["BEGUN"])) * 1000, flush=True)


def bare() -> None:
    """Show an empty QMainWindow."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Bare(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, answered)

    def answered() -> None:
        tell("painted")
        app.quit()

    app = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1360, 860)
    window.show()
    app.exec()


def ours(workspace: str) -> None:
    """Show the real window over a workspace, until its inbox has rows."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
    from PySide6.QtWidgets import QListView

    from feedbackdesk.ui.application import make_application, open_window

    class Watch(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and watched is window and not self.seen:
                self.seen = True
                # Before the workspace is opened: that is queued by the same paint event, later.
                QTimer.singleShot(0, lambda: tell("painted"))
            return False

    app = make_application([sys.argv[0]])
    watch = Watch()
    window = open_window(workspace)
    window.installEventFilter(watch)

    def look() -> None:
        view = window.findChild(QListView, "inboxList")
        if view is not None and view.model().index(0, 0).data():
            view.viewport().repaint()
            tell("rows")
            window.close()
            QCoreApplication.quit()

    timer = QTimer(interval=2)
    timer.timeout.connect(look)
    timer.start()
    app.exec()


def capture(workspace: str) -> None:
    """Run the command that shows the form for one feedback, until it is open and shows a key."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QLineEdit

    from feedbackdesk.__main__ import main
    from feedbackdesk.ui.capture import alone

    def type_on() -> None:
        from PySide6.QtTest import QTest

        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), "the form begins with who it is"
        QTest.keyClicks(field, "a")
        field.repaint()
        tell("typed")

    class Watched(alone.Alone):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and not self.seen:
                self.seen = True
                self.live.opened.connect(lambda: QTimer.singleShot(0, opened))
                QTimer.singleShot(0, type_on)
            return super().eventFilter(watched, event)

    def opened() -> None:
        tell("open")
        window = QApplication.activeWindow()
        assert window is not None, "the form"
        window.close()

    alone.Alone = Watched  # type: ignore[misc]
    main(["--workspace", workspace, "capture"])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    elif sys.argv[1] == "capture":
        capture(sys.argv[2])
    else:
        ours(sys.argv[2])
