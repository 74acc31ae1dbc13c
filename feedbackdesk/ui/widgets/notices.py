"""What the owner is told: above pages, in the place of a list, at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction


_ICON = 20


class Band(QFrame):
    """Stands hidden until it has something to say; what is new is read out."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """Be called `name`Notice, with its words in `name`Words."""
        super().__init__(parent)
        self.setObjectName(f"{name}Notice")
        self.setProperty("surface", "warning")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel(self)
        self._words = label_of(name=f"{name}Words", wraps=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = in_row(self, (16, 10, 12, 10), 12)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        theme.signals().changed.connect(self._tint)
        self._tint()
        self.hide()

    def offer(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        """Add a button that does something about it."""
        button = push_button(words, act, name=name)
        self._row.addWidget(button)
        return button

    def say(self, words: str, tip: str = "") -> None:
        """Say it, or go where there is nothing to say."""
        self._words.setToolTip(tip)
        if not words:
            self.hide()
        elif words != self._words.text() or self.isHidden():
            self._words.setText(words)
            self.setAccessibleName(words)
            self.show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap("warning", Role.WARNING, _ICON, self.devicePixelRatioF()))


class EmptyState(QWidget):
    """A picture, a title, a sentence, and up to two buttons."""

    def __init__(self, icon: str, title: str, words: str, parent: QWidget | None = None) -> None:
        """Say what the page is for."""
        super().__init__(parent)
        self._icon_name = icon
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(12)
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label_of(title, "title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = label_of(words, "muted", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setFixedWidth(380)
        column.addWidget(self._picture)
        column.addWidget(self._title)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        self._column = column
        theme.signals().changed.connect(self._tint)
        self._tint()

    def offer(self, action: QAction, text: str, *, primary: bool = False) -> None:
        """Add a button for an action."""
        button = QPushButton(text, self)
        if primary:
            button.setProperty("variant", "primary")
        button.setToolTip(action.toolTip())
        button.setObjectName(f"offer.{action.objectName().removeprefix('action.')}")
        button.clicked.connect(action.trigger)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def first_button(self) -> QPushButton | None:
        """Return what gets the keyboard here."""
        buttons = self.findChildren(QPushButton)
        return next((one for one in buttons if not one.isHidden() and one.isEnabled()), None)

    def offer_only(self, *names: str) -> None:
        """Leave the buttons of these actions, and hide the others."""
        for button in self.findChildren(QPushButton):
            button.setVisible(button.objectName().removeprefix("offer.") in names)

    def offer_sample(self, yes: bool) -> None:
        """Show or hide the offer to look around in the made-up business."""
        if button := self.findChild(QPushButton, "offer.sample"):
            button.setVisible(yes)

    def say(self, title: str, words: str) -> None:
        """Change what it says."""
        self._title.setText(title)
        self._words.setText(words)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._icon_name, Role.TEXT_FAINT, 44, ratio))


SHOWN_MS = 8_000
"""How long a toast stays; while the pointer or the keyboard is on it, it waits."""

_EDGE = 20


class Toast(QFrame):
    """One message at a time; a newer one takes its place."""

    undo_wanted = Signal()
    again_wanted = Signal()
    show_wanted = Signal()

    def __init__(self, parent: QWidget, over: Callable[[], QWidget] | None = None) -> None:
        """Float over a widget's lower edge; `over` says in the middle of which part of it."""
        super().__init__(parent)
        self._room = parent
        self._over = over
        self.setObjectName("toast")
        self.setProperty("surface", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = in_row(self, (16, 6, 8, 6), 8)
        self._words = label_of("", "toast")
        self._undo = push_button(
            self.tr("Undo"), self._undo_clicked, name="toastUndo", variant="toast"
        )
        self._again = False
        self._before: QWidget | None = None
        """What had the keyboard before the message took it."""
        self._show = push_button(
            self.tr("Show"), self._show_clicked, name="toastShow", variant="toast"
        )
        self._close = QToolButton(self)
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self._put_away)
        row.addWidget(self._words, 1)
        row.addWidget(self._show)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self._timer = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self._maybe_hide)
        parent.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        theme.signals().changed.connect(self._tint)
        self._tint()
        self.hide()

    def say(
        self, words: str, *, undo: bool = False, again: bool = False, show: bool = False
    ) -> None:
        """Show a sentence, and read it out, with a way to undo what it tells of, or redo it.

        With `show` it offers to go where the sentence leads.
        """
        self._words.setText(words)
        self.setAccessibleName(words)
        self._again = again
        self._undo.setText(self.tr("Do again") if again else self.tr("Undo"))
        self._undo.setAccessibleDescription(words)
        self._undo.setVisible(undo or again)
        self._show.setAccessibleDescription(words)
        self._show.setVisible(show)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def add(self, words: str) -> None:
        """Say one more sentence beside what is said now; what it offers stays."""
        self._words.setText(f"{self._words.text()} {words}" if self.isVisible() else words)
        self.setAccessibleName(self._words.text())
        if not self.isVisible():
            self._undo.hide()
            self._show.hide()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def take_focus(self) -> None:
        """Put the keyboard on what the message offers."""
        if self.isVisible():
            offered = (one for one in (self._show, self._undo) if not one.isHidden())
            next(offered, self._close).setFocus()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge while the window, or its part below, is resized."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _tint(self) -> None:
        self._close.setIcon(icons.icon("close", Role.ON_TOAST))

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and self.isAncestorOf(old):
            return
        if new is not None and self.isAncestorOf(new):
            self._before = old

    def _put_away(self) -> None:
        """Hide; the keyboard goes back to where it was, and not on to whatever comes next."""
        focused, before = QApplication.focusWidget(), self._before
        self._before = None
        held = focused is not None and self.isAncestorOf(focused)
        if held and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _undo_clicked(self) -> None:
        self._put_away()
        (self.again_wanted if self._again else self.undo_wanted).emit()

    def _show_clicked(self) -> None:
        self._put_away()
        self.show_wanted.emit()

    def _maybe_hide(self) -> None:
        if self.underMouse() or any(
            one.hasFocus() for one in (self._show, self._undo, self._close)
        ):
            self._timer.start()
        else:
            self._put_away()

    def _place(self) -> None:
        room = self._room.rect()
        if self._over is not None and self._room.isAncestorOf(part := self._over()):
            part.installEventFilter(self)  # a splitter moves it where the window stays as it is
            room &= part.rect().translated(part.mapTo(self._room, QPoint()))
        offers = (self._show, self._undo, self._close)
        beside = sum(one.sizeHint().width() + 8 for one in offers if not one.isHidden())
        widest = max(room.width() - beside - 2 * _EDGE, 120)
        self._words.setMaximumWidth(widest)
        self._words.setWordWrap(False)
        self._words.setWordWrap(self._words.sizeHint().width() > widest)
        self.adjustSize()
        left = room.center().x() - self.width() // 2
        self.move(max(left, 0), room.bottom() + 1 - self.height() - _EDGE)
