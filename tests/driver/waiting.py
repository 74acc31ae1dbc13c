"""Waiting for a condition, however slow the machine is, and never for a time."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

PATIENCE_S = float(os.environ.get("FEEDBACKDESK_TESTS_PATIENCE", "120"))
"""When a test gives up: no machine is as slow as that, however much else it does."""
_LOOK_AGAIN_MS = 5
_A_MOMENT_MS = 400
"""A pause of the program that is no longer is waited for: typing has paused, a click stands."""
_DRAFT = "draftPause"
"""What is only kept on the disk for the worst changes nothing that is seen."""


def until(condition: Callable[[], object], what: str | Callable[[], str] = "") -> None:
    """Let the window live until a condition holds; AssertionError names it where it never does."""
    end = monotonic() + PATIENCE_S
    while not condition():
        if monotonic() >= end:
            named = what() if callable(what) else what
            raise AssertionError(f"in vain: {named or 'what was waited for'} never came")
        live_on()


def live_on() -> None:
    """Let events come in for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(_LOOK_AGAIN_MS, loop.quit)
    loop.exec()


def tops() -> list[QWidget]:
    """Return all windows there are, shown or not.

    Nothing is collected while they are counted: a window that nobody holds any more would be
    deleted after it was counted, and before it is looked at.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return QApplication.topLevelWidgets()
    finally:
        if collects:
            gc.enable()


def about_to_act() -> list[str]:
    """Return which parts of the windows have only put off what they are about to do.

    What fires again and again without a pause does something long in small pieces. A button
    that was pressed by its letter goes down, and acts once it is up again.
    """
    if QApplication.activePopupWidget() is None and (
        down := [
            f"the button {button.objectName() or button.text()}"
            for top in tops()
            for button in top.findChildren(QAbstractButton)
            if button.isDown() and button.isVisible()
        ]
    ):
        return down
    return [
        f"a pause of {timer.interval()} ms of {timer.parent()}"
        for top in tops()
        for timer in top.findChildren(QTimer)
        if timer.isActive()
        and (timer.isSingleShot() or timer.interval() == 0)
        and timer.interval() <= _A_MOMENT_MS
        and timer.objectName() != _DRAFT
    ]


def settle(busy: Callable[[], bool]) -> None:
    """Wait until nothing is asked, about to be asked, or on its way to the screen.

    What is posted may post more, and what arrives may ask again: it is settled once a whole
    round of events has brought nothing.
    """
    found: list[str] = []

    def at_work() -> bool:
        found[:] = ["an answer"] if busy() else about_to_act()
        return bool(found)

    def calm() -> bool:
        _have_a_round()
        if at_work():
            return False
        _have_a_round()
        return not at_work()

    until(calm, lambda: f"a window that has nothing left to do (it waits for {', '.join(found)})")


def _have_a_round() -> None:
    """Let all that is posted arrive, and what was left for deletion go.

    What is out of date on the screen is painted: a list asks for what it is about to show.
    """
    QApplication.processEvents()
    for top in tops():
        if isValid(top) and top.isVisible():
            QApplication.sendEvent(top, QEvent(QEvent.Type.UpdateRequest))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
