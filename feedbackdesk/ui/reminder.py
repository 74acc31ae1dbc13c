"""Whom something is owed: its count, a reminder once a day, and who is to hear of news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from feedbackdesk.domain.labels import past
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.places import Place

# The desk's modules are imported where they are used: a window that opens at once has no
# time for what is only wanted once the workspace is open.

if TYPE_CHECKING:
    from feedbackdesk.desk.owing import News, Pressing
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.frame import Frame

_SHOWN_MS = 20_000


class Reminder(QObject):
    """Closes the loop: what was shipped or declined leads to those who asked."""

    def __init__(self, window: Frame, settings: QSettings) -> None:
        """Stand beside a window, with its settings."""
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._item: tuple[int, str] | None = None
        self._tray: QSystemTrayIcon | None = None
        self._put_away = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._put_away.timeout.connect(self._hide)
        window.toast.show_wanted.connect(self._show)
        window.live.closing.connect(self._hide)

    def count(self) -> None:
        """Show in the navigation how much cannot wait, and remind once a day."""
        from feedbackdesk.desk.owing import pressing

        if self._window.live.desk is not None:
            self._window.live.ask(pressing, then=self._counted)

    def tell_news(self, touched: Touched) -> None:
        """After an item was shipped or declined, say how many are to be told."""
        from feedbackdesk.desk.changes import called
        from feedbackdesk.desk.owing import news_of

        items = touched.rows.get("item", frozenset())
        if len(items) != 1 or not touched.touches("follow_up"):
            return
        (item_id,) = items
        live = self._window.live

        def named(title: str, news: News) -> None:
            self._item = item_id, title
            told = (
                self.tr("1 person is to be told.")
                if news.to_tell == 1
                else self.tr("{number} people are to be told.").format(number=f"{news.to_tell:,}")
            )
            if not news.to_tell:
                told = self.tr("Who asked for it may not be contacted.")
            self._window.toast.say(f"{past(touched.label)}. {told}", undo=True, show=True)

        def arrived(news: News) -> None:
            if news.to_tell or news.apart:
                live.ask(called, "item", item_id, then=lambda title: named(title, news))

        live.ask(news_of, item_id, then=arrived)

    def _show(self) -> None:
        if self._item is not None:
            self._window.go(Place("owed", self._item[0]))

    def _counted(self, found: Pressing) -> None:
        button = self._window.navigation.buttons["owed"]
        button.show_count(found.number)
        button.setAccessibleName(
            self.tr("{page}, {late} late, {today} today").format(
                page=button.text(), late=found.late, today=found.number - found.late
            )
        )
        self.remind(found.late)

    def remind(self, late: int) -> None:
        """Let the desktop say what is late: once a day, where it can and the owner wants it."""
        from feedbackdesk.domain.dates import local_today

        today = local_today().isoformat()
        if (
            not late
            or self._settings.value("notice", "yes") != "yes"
            or self._settings.value("noticed") == today
            or not QSystemTrayIcon.isSystemTrayAvailable()
            or not QSystemTrayIcon.supportsMessages()
        ):
            return
        self._settings.setValue("noticed", today)
        self._tray = QSystemTrayIcon(icons.app_icon(), self)
        self._tray.messageClicked.connect(self._come)
        self._tray.activated.connect(self._come)
        self._tray.show()
        self._tray.showMessage(
            self.tr("FeedbackDesk"),
            self.tr("1 answer is late")
            if late == 1
            else self.tr("{number} answers are late").format(number=f"{late:,}"),
            icons.app_icon(),
        )
        self._put_away.start()

    def _come(self) -> None:
        self._hide()
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._window.go(Place("owed"))

    def _hide(self) -> None:
        self._put_away.stop()
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None
