"""A field to choose from or to write in keeps what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from feedbackdesk.ui.widgets.box import Box, Number, OpenBox
from tests.driver import keys, waiting
from tests.driver.parts import Part

WORDS = ("Budget", "Price", "Timing")

Place = Callable[[QWidget], Part]


@pytest.fixture
def place(application: QApplication) -> Iterator[Place]:
    """Put a field into a window, below another one that has the keyboard."""
    made: list[QWidget] = []

    def place(field: QWidget) -> Part:
        window = QWidget()
        made.append(window)
        column = QVBoxLayout(window)
        first = QLineEdit(window)
        column.addWidget(first)
        column.addWidget(field)
        window.show()
        window.activateWindow()
        waiting.until(window.isActiveWindow, "the keyboard")
        first.setFocus()
        return Part(field)

    yield place
    for one in made:
        one.close()
        one.deleteLater()


def chosen_from(*words: str) -> Box:
    """Return a box with words to choose from, the second of which stands in it."""
    box = Box()
    box.addItems(words)
    box.setCurrentIndex(1)
    return box


def written_in(*words: str) -> OpenBox:
    """Return a box to write in that offers words."""
    box = OpenBox()
    box.offer(words)
    return box


def counted() -> Number:
    """Return a number in the midst of its range."""
    number = Number()
    number.setRange(1, 50)
    number.setValue(7)
    return number


@pytest.mark.parametrize("now", ["Price", "pricey, they say", ""])
def test_what_stands_there_stays_whatever_is_offered_then(
    application: QApplication, now: str
) -> None:
    box = OpenBox()
    box.offer(("Budget", "Price"))
    assert box.currentText() == "", "it starts empty"
    box.setEditText(now)
    told: list[str] = []
    box.currentTextChanged.connect(told.append)
    box.offer(("Timing", "Fit"))
    assert box.currentText() == now
    assert [box.itemText(place) for place in range(box.count())] == ["Timing", "Fit"]
    assert told == [], "nothing was chosen"
    box.setEditText("Fit")
    assert told == ["Fit"]


@pytest.mark.parametrize("make", [lambda: chosen_from(*WORDS), lambda: written_in(*WORDS), counted])
def test_the_wheel_neither_changes_a_field_nor_takes_the_keyboard(
    place: Place, make: Callable[[], QWidget]
) -> None:
    field = make()
    part = place(field)
    before = part.says
    for had in (False, True):
        for turned in (120, -120):
            at = field.rect().center()
            event = QWheelEvent(
                QPointF(at), QPointF(field.mapToGlobal(at)), QPoint(), QPoint(0, turned),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            event.accept()
            QApplication.sendEvent(field, event)
            assert not event.isAccepted(), "what it stands in is scrolled"
            assert part.says == before
        assert part.has_keyboard is had
        part.take_keyboard()
    assert field.focusPolicy() is Qt.FocusPolicy.StrongFocus, "Tab and a click lead into it"


def test_a_list_opens_on_what_stands_there(place: Place) -> None:
    box = chosen_from(*WORDS)
    part = place(box)
    part.press("Alt+Down")
    waiting.until(box.view().isVisible, "the list")
    assert box.view().currentIndex().data() == "Price"
    keys.press("Down")
    keys.press("Esc")
    waiting.until(lambda: not box.view().isVisible(), "the list, closed again")
    assert part.says == "Price"
    part.press("Alt+Down")
    waiting.until(box.view().isVisible, "the list")
    assert box.view().currentIndex().data() == "Price", "and not on what was left there"
    keys.press("Enter")
    assert part.says == "Price"


@pytest.mark.parametrize(
    ("now", "key", "then"),
    [
        ("Price", "Down", "Timing"),
        ("Price", "Up", "Budget"),
        ("price", "Down", "Timing"),
        ("Price", "PgDown", "Timing"),
        ("Price", "PgUp", "Budget"),
        ("", "Down", "Budget"),
        ("Fit", "Down", "Budget"),
        ("Timing", "Down", "Timing"),
        ("Price", "End", "Price"),
    ],
)
def test_the_arrows_go_on_from_what_stands_there(
    place: Place, now: str, key: str, then: str
) -> None:
    box = written_in(*WORDS)
    part = place(box)
    part.press("Down", "Down", "Down")
    assert part.says == "Timing"
    box.setEditText(now)
    told: list[str] = []
    box.currentTextChanged.connect(told.append)
    keys.press(key)
    assert part.says == then
    assert told == [then] * (then != now), "nothing else stood there meanwhile"


def test_what_is_written_is_kept_and_not_offered(place: Place) -> None:
    box = written_in(*WORDS)
    part = place(box)
    part.type("far away")
    keys.press("Home")
    keys.type_words("Too ")
    keys.press("Enter")
    assert part.says == "Too far away"
    assert part.choices == list(WORDS)
    box.offer((*WORDS, "Fit"))
    assert part.says == "Too far away"
    box.setEditText("PRICE")
    box.offer(WORDS)
    assert part.says == "PRICE", "as it was written"


@pytest.mark.parametrize("here", [True, False])
def test_what_was_chosen_is_marked_where_the_keyboard_is(place: Place, here: bool) -> None:
    box = written_in(*WORDS)
    part = place(box)
    line = box.lineEdit()
    assert line is not None
    if here:
        part.press("Alt+Down")
        waiting.until(box.view().isVisible, "the list")
        QTest.keyClick(box.view(), Qt.Key.Key_Down)
        QTest.keyClick(box.view(), Qt.Key.Key_Return)
        waiting.until(lambda: not box.view().isVisible(), "the list, closed again")
        assert part.says == "Budget"
        assert Part(line).marked == "Budget"
        keys.type_words("x")
        assert part.says == "x", "typing on replaces it"
    else:
        box.setEditText("Budget")
        box.activated.emit(0)
        assert Part(line).marked == ""
