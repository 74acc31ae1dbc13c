"""What is recorded is what is seen chosen: by Tab, the arrows, a key of its own, or the wheel."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.words import Feeling, Importance, Kind, Outcome, Period, ToldBy
from feedbackdesk.ui.actions import KIND_KEYS
from feedbackdesk.ui.widgets.box import Box, Number, OpenBox
from feedbackdesk.ui.widgets.names import CompletingField
from feedbackdesk.ui.widgets.segments import Segments
from feedbackdesk.ui.widgets.swatches import Swatches
from tests.old_capture import CONTROL, NONE, SHIFT, Capture, capture, known
from tests.windows import OpenWindow, settle

__all__ = ["capture", "known"]

KEY = Qt.Key
TAB, BACK, ENTER, ESCAPE = KEY.Key_Tab, KEY.Key_Backtab, KEY.Key_Return, KEY.Key_Escape
DIGITS = (KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_4, KEY.Key_5)


def ringed() -> str:
    """Return the name of the button that has the keyboard."""
    button = QApplication.focusWidget()
    assert isinstance(button, QAbstractButton), button
    return button.objectName()


# The kind, and every other row of which one is chosen


@pytest.mark.parametrize("kind", list(Kind))
def test_shift_tab_stands_on_the_chosen_kind_and_the_arrows_choose(
    capture: Capture, kind: Kind
) -> None:
    capture.open(kind=kind)
    assert capture.focus() == "whoField"
    capture.press(BACK, SHIFT)
    assert ringed() == f"segment.{kind.value}"
    for step, key in ((1, KEY.Key_Right), (-1, KEY.Key_Left), (1, KEY.Key_Down), (-1, KEY.Key_Up)):
        capture.form.kind.choose(kind)
        capture.form.who.setFocus()
        capture.press(BACK, SHIFT)
        capture.press(key)
        words = list(Kind)
        wanted = words[min(max(words.index(kind) + step, 0), len(words) - 1)]
        assert capture.form.kind.value() is wanted
        assert ringed() == f"segment.{wanted.value}"
    capture.press(TAB)
    assert capture.focus() == "whoField", "one stop for the whole row"


@pytest.mark.parametrize("number", range(5))
def test_each_kind_has_a_key_wherever_the_keyboard_is(known: Capture, number: int) -> None:
    kind, key = list(Kind)[number], DIGITS[number]
    known.open(kind=Kind.QUESTION if kind is Kind.REQUEST else Kind.REQUEST)
    known.press(key, CONTROL)
    assert known.form.kind.value() is kind
    assert known.focus() == "whoField"
    assert known.form.loss.isVisible() is (kind is Kind.LOSS)
    known.form.kind.choose(Kind.QUESTION if kind is Kind.REQUEST else Kind.REQUEST)
    known.type("Ann")
    assert QApplication.activePopupWidget() is not None
    known.press(key, CONTROL)
    assert known.form.kind.value() is kind, "also while names are offered"
    known.press(ENTER)
    known.type("What was said.")
    if kind is Kind.LOSS:
        known.form.loss.reason.setFocus()
        known.type("Price")
    known.press(ENTER, CONTROL)
    known.recorded()
    assert (known.said()[0].kind, known.said()[0].who) == (kind, "Ann Lee")
    known.open()
    known.press(BACK, SHIFT)
    known.press(key, CONTROL)
    assert ringed() == f"segment.{kind.value}", "the ring goes along"
    button = known.form.kind.findChild(QAbstractButton, f"segment.{kind.value}")
    assert button is not None
    assert KIND_KEYS[number] in button.toolTip()


def test_a_press_that_is_dragged_away_leaves_tab_with_the_chosen_one(capture: Capture) -> None:
    capture.open()
    loss = capture.form.kind.findChild(QAbstractButton, "segment.loss")
    assert loss is not None
    capture.qtbot.mousePress(loss, Qt.MouseButton.LeftButton)
    capture.qtbot.mouseRelease(loss, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))
    assert capture.form.kind.value() is Kind.REQUEST
    capture.form.who.setFocus()
    capture.press(BACK, SHIFT)
    assert ringed() == "segment.request"
    loss.setFocus()
    capture.press(KEY.Key_Right)
    assert capture.form.kind.value() is Kind.PROBLEM, "from the chosen one, wherever the ring is"


ROWS: list[tuple[str, Callable[[], Segments[Feeling] | Segments[Importance] | Segments[ToldBy]]]]
ROWS = [
    ("feeling", lambda: Segments(Feeling, "feeling", optional=True, with_text=False)),
    ("importance", lambda: Segments(Importance, optional=True)),
    ("told by", lambda: Segments(ToldBy)),
]


class Between:
    """A row of buttons with a field on each side, and the keyboard."""

    def __init__(self, qtbot: QtBot, row: QWidget, *, mirrored: bool = False) -> None:
        self.qtbot, self.holder = qtbot, QWidget()
        if mirrored:
            self.holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        layout = QHBoxLayout(self.holder)
        self.before, self.after = QLineEdit(), QLineEdit()
        for one in (self.before, row, self.after):
            layout.addWidget(one)
        qtbot.addWidget(self.holder)
        self.holder.show()
        qtbot.waitUntil(self.holder.isActiveWindow)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key, modifiers)


@pytest.mark.parametrize(("_name", "make"), ROWS, ids=[name for name, _make in ROWS])
def test_in_every_row_the_ring_is_the_choice(
    qtbot: QtBot, _name: str, make: Callable[[], Segments[Feeling]]
) -> None:
    row = make()
    around = Between(qtbot, row)
    words = list(row._words)
    told: list[object] = []
    row.changed.connect(lambda: told.append(row.value()))
    row.set_value(None)
    around.after.setFocus()
    around.press(BACK, SHIFT)
    assert ringed() == f"segment.{words[0].value}"
    assert row.value() is None, "passing by chooses nothing"
    around.press(KEY.Key_Right)
    assert row.value() is words[0]
    around.press(KEY.Key_Right)
    assert row.value() is words[1]
    around.press(KEY.Key_End)
    around.press(KEY.Key_Right)
    assert row.value() is words[-1]
    around.press(KEY.Key_Home)
    assert told == [words[0], words[1], words[-1], words[0]] or len(words) == 2
    assert row.value() is words[0]
    row.set_value(words[-1])
    around.before.setFocus()
    around.press(TAB)
    assert ringed() == f"segment.{words[-1].value}"
    around.press(TAB)
    assert QApplication.focusWidget() is around.after


def test_what_may_be_left_open_is_clicked_away_again_by_space(qtbot: QtBot) -> None:
    row = Segments(Feeling, optional=True)
    around = Between(qtbot, row)
    around.before.setFocus()
    around.press(TAB)
    around.press(KEY.Key_Space)
    assert row.value() is Feeling.UNHAPPY
    around.press(KEY.Key_Space)
    assert row.value() is None


def test_the_arrows_follow_the_reading_direction(qtbot: QtBot) -> None:
    row = Segments(Period)
    around = Between(qtbot, row, mirrored=True)
    row.set_value(list(Period)[1])
    around.before.setFocus()
    around.press(TAB)
    around.press(KEY.Key_Left)
    assert row.value() is list(Period)[2]
    around.press(KEY.Key_Right)
    around.press(KEY.Key_Up)
    assert row.value() is next(iter(Period))


def test_the_colours_of_a_theme_are_chosen_likewise(qtbot: QtBot) -> None:
    row = Swatches()
    around = Between(qtbot, row)
    chosen: list[int] = []
    row.chosen.connect(chosen.append)
    row.set_value(5)
    around.after.setFocus()
    around.press(BACK, SHIFT)
    assert ringed() == "colour.5"
    around.press(KEY.Key_Right)
    assert (chosen, ringed()) == ([6], "colour.6")


def test_the_page_in_sight_is_where_tab_enters_the_navigation(
    qtbot: QtBot, open_desk_window: OpenWindow, sample_path: Path
) -> None:
    window = open_desk_window(sample_path)
    window.show_page("owed")
    settle(qtbot, window)
    button = window.navigation.buttons["owed"]
    stops = [
        one for one in window.navigation.group.buttons()
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]  # fmt: skip
    assert stops == [button]


# Names that are offered


KRINGLE = NewFeedback("y", Speaker(name="Bo Ek", organisation="Kringle Bakery"))
GOES_ON = [(TAB, NONE), (BACK, SHIFT), (ENTER, NONE), (ENTER, CONTROL)]
GOES_ON_IDS = ["tab", "shift-tab", "enter", "ctrl-enter"]


@pytest.fixture
def two_firms(known: Capture) -> Capture:
    """The same, where somebody of Kringle Bakery has spoken too, and a sale was lost."""
    assert known.live.desk is not None
    known.live.desk.do(record_feedback, KRINGLE)
    loss = LossFacts("Price", competitor="Beanworks", stage_reached="Offer sent")
    known.live.desk.do(
        record_feedback, NewFeedback("z", Speaker(name="Cem Ar"), kind=Kind.LOSS, loss=loss)
    )
    known.settle()
    return known


def organisations(capture: Capture) -> set[str]:
    assert capture.live.desk is not None
    people = capture.live.desk.ask(all_people)
    return {one.organisation for one in people if one.organisation}


@pytest.mark.parametrize(("key", "modifiers"), GOES_ON, ids=GOES_ON_IDS)
def test_the_organisation_that_is_highlighted_is_taken(
    two_firms: Capture, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    before = organisations(two_firms)
    two_firms.open(text="The bags were stale.")
    two_firms.type("Dora Vale")
    two_firms.press(TAB)
    two_firms.type("Krin")
    two_firms.press(key, modifiers)
    assert two_firms.form.organisation.text() in {"Kringle Bakery", ""}
    if two_firms.dialog.isVisible() and not (key == ENTER and modifiers == CONTROL):
        two_firms.press(ENTER, CONTROL)
    two_firms.recorded()
    assert two_firms.said()[0].speaker == "Dora Vale, Kringle Bakery"
    assert organisations(two_firms) == before


@pytest.mark.parametrize("how", ["escape", "new", "nothing chosen"])
def test_a_name_that_only_begins_alike_can_be_new(two_firms: Capture, how: str) -> None:
    two_firms.open(text="The bags were stale.")
    two_firms.type("Dora Vale")
    two_firms.press(TAB)
    two_firms.type("Krin")
    if how == "escape":
        two_firms.press(ESCAPE)
        assert two_firms.dialog.isVisible(), "Esc closed the rows alone"
    elif how == "new":
        two_firms.press(KEY.Key_Up)
        two_firms.press(ENTER)
    else:
        two_firms.press(KEY.Key_Down)
        two_firms.press(KEY.Key_Up)
    two_firms.press(TAB)
    assert two_firms.form.organisation.text() == "Krin"
    two_firms.press(ENTER, CONTROL)
    two_firms.recorded()
    assert two_firms.said()[0].organisation == "Krin"


def test_a_row_that_only_holds_the_words_is_not_chosen_for_anybody(two_firms: Capture) -> None:
    two_firms.open()
    two_firms.type("Dora Vale")
    two_firms.press(TAB)
    two_firms.type("Bakery")
    assert QApplication.activePopupWidget() is not None
    two_firms.press(TAB)
    assert two_firms.form.organisation.text() == "Bakery"


def test_the_name_that_is_typed_out_comes_before_longer_ones(two_firms: Capture) -> None:
    assert two_firms.live.desk is not None
    for name in ("Pier House", "Pier", "Pier Ärmel"):
        two_firms.live.desk.do(
            record_feedback, NewFeedback("x", Speaker(name=f"Of {name}", organisation=name))
        )
    two_firms.settle()
    two_firms.open()
    two_firms.form.organisation.setFocus()
    two_firms.type("pier")
    two_firms.press(TAB)
    assert two_firms.form.organisation.text() == "Pier"


@pytest.mark.parametrize(("key", "modifiers"), GOES_ON, ids=GOES_ON_IDS)
def test_the_person_who_is_highlighted_is_taken(
    two_firms: Capture, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    assert two_firms.live.desk is not None
    number = len(two_firms.live.desk.ask(all_people))
    two_firms.open(text="Once more.")
    two_firms.type("An")
    two_firms.press(key, modifiers)
    if two_firms.dialog.isVisible() and modifiers != CONTROL:
        assert two_firms.form.who.text() == "Ann Lee"
        assert two_firms.form.organisation.text() == "Harbour Bakery"
        two_firms.press(ENTER, CONTROL)
    two_firms.recorded()
    assert two_firms.said()[0].speaker == "Ann Lee, Harbour Bakery"
    assert len(two_firms.live.desk.ask(all_people)) == number


def test_of_two_namesakes_none_is_chosen_for_the_owner(two_firms: Capture) -> None:
    assert two_firms.live.desk is not None
    two_firms.live.desk.do(
        record_feedback, NewFeedback("x", Speaker(name="Ann Lee", organisation="Fold Studio"))
    )
    two_firms.settle()
    two_firms.open()
    two_firms.type("Ann Lee")
    two_firms.press(TAB)
    assert two_firms.form.who.text() == "Ann Lee"
    assert two_firms.form.organisation.text() == "", "the panel beside says that there are two"


@pytest.mark.parametrize("end", [*GOES_ON, (KEY.Key_Comma, NONE)], ids=[*GOES_ON_IDS, "comma"])
def test_the_theme_that_is_highlighted_is_taken(
    two_firms: Capture, end: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    assert two_firms.live.desk is not None
    two_firms.open(text="Once more.")
    two_firms.form.themes.setFocus()
    two_firms.type("inv")
    if end[0] == KEY.Key_Comma:
        two_firms.type(",")
    else:
        two_firms.press(*end)
    if two_firms.dialog.isVisible() and end[1] != CONTROL:
        two_firms.form.themes.setFocus()
        two_firms.type("oat milk")
        two_firms.press(ENTER, CONTROL)
    two_firms.recorded()
    assert two_firms.said()[0].themes[0] == "Invoices by e-mail"
    assert {one.name for one in two_firms.live.desk.ask(all_themes)} <= {
        "Invoices by e-mail", "oat milk"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "typed", "whole"),
    [("competitor", "bean", "Beanworks"), ("stage_reached", "off", "Offer sent")],
)
@pytest.mark.parametrize("key", [TAB, ENTER])
def test_the_lines_of_a_lost_sale_take_what_is_highlighted(
    two_firms: Capture, name: str, typed: str, whole: str, key: Qt.Key
) -> None:
    two_firms.open(kind=Kind.LOSS)
    line = getattr(two_firms.form.loss, name)
    line.setFocus()
    two_firms.type(typed)
    two_firms.press(key)
    assert line.text() == whole
    if name == "competitor":
        assert two_firms.form.loss.outcome.currentData() == Outcome.COMPETITOR.value


@pytest.mark.parametrize(("row", "wanted"), [(0, "Kringle Bakery"), (1, "Krin")])
def test_a_click_takes_the_row_that_is_clicked(two_firms: Capture, row: int, wanted: str) -> None:
    two_firms.open()
    field = two_firms.form.organisation
    field.setFocus()
    two_firms.type("Krin")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    assert popup.model().rowCount() == 2
    at = popup.visualRect(popup.model().index(row, 0)).center()
    two_firms.qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=at)
    two_firms.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert field.text() == wanted


def test_a_click_on_a_theme_makes_one_chip_and_leaves_the_line_empty(two_firms: Capture) -> None:
    two_firms.open()
    two_firms.form.themes.setFocus()
    two_firms.type("inv")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    at = popup.visualRect(popup.model().index(0, 0)).center()
    two_firms.qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=at)
    two_firms.qtbot.waitUntil(lambda: two_firms.form.themes.names() == ("Invoices by e-mail",))
    two_firms.type("oat")
    assert two_firms.form.themes.names() == ("Invoices by e-mail", "oat")


def test_the_persons_own_form_takes_what_is_highlighted(
    qtbot: QtBot, open_desk_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    with closing(Desk.open(path)) as desk:
        desk.do(record_feedback, KRINGLE)
        desk.do(record_feedback, NewFeedback("x", Speaker(name="Ann Lee")))
        ann = desk.ask(person_named, "Ann Lee").id
    window = open_desk_window(path)
    window.open_contact("person", ann)
    settle(qtbot, window)
    field = window.people.page.findChild(CompletingField, "page.personOrganisation")
    assert field is not None
    qtbot.waitUntil(field.isVisible)
    window.activateWindow()
    field.setFocus()
    click: Any = QTest.keyClick
    for key in (*"Krin", TAB):
        click(window.windowHandle(), key)
    assert field.text() == "Kringle Bakery"
    settle(qtbot, window)
    assert window.live.desk is not None
    people = window.live.desk.ask(all_people)
    assert {one.organisation for one in people} == {"Kringle Bakery"}


def test_keys_that_are_quicker_than_the_rows_take_what_was_about_to_be_chosen(
    two_firms: Capture,
) -> None:
    two_firms.open()
    field = two_firms.form.organisation
    field.setFocus()
    click: Any = QTest.keyClick
    for key in (*"Krin", TAB):  # and no event is handled in between
        click(two_firms.dialog.windowHandle(), key)
    assert field.text() == "Kringle Bakery"


# The reason of a lost sale


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_typing_after_the_arrows_replaces_the_reason(capture: Capture, steps: int) -> None:
    capture.open(kind=Kind.LOSS, text="Too dear.")
    box = capture.form.loss.reason
    reasons = [box.itemText(at) for at in range(box.count())]
    assert box.currentText() == ""
    box.setFocus()
    for _ in range(steps):
        capture.press(KEY.Key_Down)
    assert box.currentText() == reasons[steps - 1], "the first is first"
    capture.type("Xyl")
    assert box.currentText() == "Xyl"
    capture.press(KEY.Key_Down)
    assert box.currentText() == reasons[0]
    capture.press(KEY.Key_Down)
    capture.press(KEY.Key_Up)
    assert box.currentText() == reasons[0]
    capture.press(ENTER, CONTROL)
    capture.recorded()
    loss = capture.said()[0].loss
    assert loss is not None
    assert loss.reason == reasons[0]


def test_the_arrows_go_on_from_the_reason_that_stands_there(capture: Capture) -> None:
    capture.open(kind=Kind.LOSS)
    box = capture.form.loss.reason
    reasons = [box.itemText(at) for at in range(box.count())]
    box.setFocus()
    capture.type(reasons[2])
    capture.press(KEY.Key_Down)
    assert box.currentText() == reasons[3]
    capture.press(KEY.Key_Up)
    capture.press(KEY.Key_Up)
    assert box.currentText() == reasons[1]


def test_a_reason_taken_from_the_open_list_is_replaced_by_typing_too(qtbot: QtBot) -> None:
    box = OpenBox()
    box.offer(("Budget", "Price"))
    around = Between(qtbot, box)
    box.setFocus()
    box.showPopup()
    qtbot.keyClick(box.view(), KEY.Key_Home)
    qtbot.keyClick(box.view(), ENTER)
    assert box.currentText() == "Budget"
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "Pri")
    assert box.currentText() == "Price", "completed, and not BudgetPri"
    assert around.holder.isVisible()
    box.offer(("Timing", "Fit"))
    assert box.currentText() == "Price", "what stands there stays"


# The wheel


def wheel(target: QWidget) -> None:
    middle = QPointF(target.rect().center())
    event = QWheelEvent(
        middle, QPointF(target.mapToGlobal(target.rect().center())), QPoint(0, -120),
        QPoint(0, -120), Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)


def test_the_wheel_passes_over_a_form_without_changing_it(capture: Capture) -> None:
    capture.open(kind=Kind.LOSS)
    capture.form.unfold()
    before = capture.form._state()
    for box in capture.form.findChildren(QComboBox):
        wheel(box)
        box.setFocus()
        wheel(box)
    assert capture.form._state() == before
    number = Number()
    number.setRange(0, 10)
    capture.qtbot.addWidget(number)
    number.show()
    wheel(number)
    assert number.value() == 0


def test_every_field_of_the_window_leaves_the_wheel_alone(
    qtbot: QtBot, open_desk_window: OpenWindow, sample_path: Path
) -> None:
    window = open_desk_window(sample_path)
    for name in window.navigation.buttons:
        window.show_page(name)
        settle(qtbot, window)
    boxes = window.findChildren(QComboBox)
    numbers = window.findChildren(QAbstractSpinBox)
    assert len(boxes) > 5
    assert all(isinstance(box, Box) for box in boxes)
    assert all(isinstance(number, Number) for number in numbers)
