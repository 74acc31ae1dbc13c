"""Windows over workspaces, of which nothing may be left behind."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices, QDrag, QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.ui.application import make_application, prepare_process
from feedbackdesk.ui.look import looks, theme
from feedbackdesk.ui.memory import own_settings
from tests.driver import waiting
from tests.driver.driver import Driver
from tests.driver.small import SmallWindow

Drive = Callable[[Path | None], Driver]
DriveSmall = Callable[..., SmallWindow]


@pytest.fixture
def _nothing_left(application: QApplication, qtlog: object, tmp_path: Path) -> Iterator[None]:
    del tmp_path  # it outlives the windows that stand before its files
    application.setDoubleClickInterval(100)  # a click stands sooner, and is waited for
    own_settings().clear()  # each begins as a first window does
    yield
    QApplication.processEvents()
    left = [one for one in waiting.tops() if one.isVisible()]
    for one in left:
        one.close()  # or it would stand in the way of every test to come
    assert not left, f"still on the screen: {left}"


@pytest.fixture
def drive(_nothing_left: None) -> Iterator[Drive]:
    """Open windows, and see to it that nothing outlives them."""
    opened: list[Driver] = []

    def open_one(path: Path | None) -> Driver:
        opened.append(Driver(path))
        return opened[-1]

    yield open_one
    _close(opened)


@pytest.fixture
def drive_small(_nothing_left: None) -> Iterator[DriveSmall]:
    """Open the small window with the form alone, before its workspace; `begin` waits for that."""
    make_application([])
    opened: list[SmallWindow] = []

    def open_one(path: Path, **known: Any) -> SmallWindow:
        opened.append(SmallWindow(path, **known))
        return opened[-1]

    yield open_one
    _close(opened)


def _close(opened: Sequence[Driver]) -> None:
    for one in opened:
        assert one.close(), "the window would not close"


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_sample)
    desk.close()
    return path


@pytest.fixture
def sample_path(_sample: Path, tmp_path: Path) -> Path:
    """A workspace of one's own, filled with the made-up business."""
    path = tmp_path / "sample.feedbackdesk"
    shutil.copy(_sample, path)
    return path


class Outside(QObject):
    """Stands where a mail program, or a browser, would."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Take what the window hands over."""
        self.came.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def slow_hand(drive: Drive, application: QApplication) -> None:
    """A hand whose double clicks take long: what a click alone does comes late."""
    application.setDoubleClickInterval(2_000)


@pytest.fixture
def listening() -> Iterator[None]:
    """Somebody listens: Qt tells its views of changes only then."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def outside() -> Iterator[list[str]]:
    """What the window hands to other programs: addresses of mails to be written, and links."""
    program, schemes = Outside(), ("mailto", "https", "http", "file", "tel")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, program, "take")  # type: ignore[arg-type]
    yield program.came
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)


class System:
    """Tells which look the system has: light, dark or contrast. All else is Qt's own answer."""

    def __init__(self, hints: Any, before: System | None = None) -> None:
        """Answer for Qt's hints on style, or, with one before it, for those on accessibility."""
        self._hints, self._before = hints, before
        self.look = "light"

    def tell(self, look: str) -> None:
        """Let the system's look change, and tell the programs of it."""
        before, self.look = self.look, look
        if "contrast" in {before, look}:
            preference = self.accessibility().contrastPreference()
            self._hints.accessibility().contrastPreferenceChanged.emit(preference)
        else:
            self._hints.colorSchemeChanged.emit(self.colorScheme())
        QApplication.processEvents()

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return Qt.ColorScheme.Dark if self.look == "dark" else Qt.ColorScheme.Light

    def accessibility(self) -> System:
        return System(self._hints.accessibility(), self)

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802
        strong = self._before is not None and self._before.look == "contrast"
        preference = Qt.ContrastPreference
        return preference.HighContrast if strong else preference.NoPreference

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hints, name)


@pytest.fixture
def system(application: QApplication, monkeypatch: pytest.MonkeyPatch) -> System:
    """The desktop below the window, whose look may change at any time."""
    told = System(application.styleHints())
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: told)
    return told


@dataclass(frozen=True)
class Tag:
    """What the pointer carries while something is dragged."""

    words: str
    width: int
    height: int
    beside: tuple[int, int]
    """Where the pointer is, from its upper left corner."""


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[Tag]:
    """What is dragged by the mouse, in a window system that drops it nowhere."""
    tags: list[Tag] = []

    def carry(drag: QDrag, *_actions: object) -> Qt.DropAction:
        size, spot = drag.pixmap().deviceIndependentSize().toSize(), drag.hotSpot()
        words = drag.mimeData().text()
        tags.append(Tag(words, size.width(), size.height(), (spot.x(), spot.y())))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", carry)
    return tags


@pytest.fixture
def a_printer(application: QApplication) -> bool:
    """Whether the machine has a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


class Tray:
    """Stands where the tray of a desktop would, which shows what a window wants to be known."""

    def __init__(self) -> None:
        self.there = True
        """Whether this desktop has one."""
        self.said: list[str] = []
        self._icon: QSystemTrayIcon | None = None

    def take(self, icon: QSystemTrayIcon, words: str) -> None:
        """Show what a window says."""
        self._icon = icon
        self.said.append(words)

    def click(self) -> None:
        """Click the newest message."""
        assert self._icon is not None, "nothing was said"
        self._icon.messageClicked.emit()

    @staticmethod
    def another_day() -> None:
        """Let what was said today have been said on a day before."""
        kept = QSettings(str(paths.config_file()), QSettings.Format.IniFormat)
        kept.setValue("noticed", "2020-01-01")


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> Tray:
    """The tray of the desktop, on a day on which nothing was said yet."""
    made = Tray()
    made.another_day()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: made.there)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: made.there)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _self: None)
    monkeypatch.setattr(
        QSystemTrayIcon,
        "showMessage",
        lambda icon, _title, words, *_rest: made.take(icon, words),
    )
    return made


@pytest.fixture
def defects() -> Iterator[None]:
    """Let a defect be shown as the program shows it, where a test would fail of it."""
    before = sys.excepthook
    prepare_process()
    yield
    sys.excepthook = before


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let seconds go by on the clock of the machine, without waiting for them."""
    real, ahead = time.monotonic, [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: real() + sum(ahead))
    return ahead.append


@pytest.fixture
def look(application: QApplication) -> Iterator[QApplication]:
    """The look of the program, for parts that stand in no window of it; given back as it was."""
    dressed, before = make_application([]), theme.current().name
    yield dressed
    if theme.current().name != before:
        looks.apply(dressed, before)


@pytest.fixture
def from_right_to_left(application: QApplication) -> Iterator[None]:
    """A language that is read from right to left."""
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def twice_as_large(look: QApplication) -> Iterator[None]:
    """Text of twice the size."""
    name = theme.current().name
    theme.scale_to(2.0)
    looks.apply(look, name)
    yield
    theme.scale_to(1.0)
    looks.apply(look, name)
