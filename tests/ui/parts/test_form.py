"""A form: each field under its label, which leads to it, and what is wrong with it below."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.domain.days import DateOrder, Side
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import (
    FormLayout,
    Problem,
    make_primary,
    make_room,
    mark_invalid,
    start_in,
    without_letters,
)
from tests.driver import keys, waiting
from tests.driver.eyes import is_filled, is_in
from tests.driver.parts import Part

WIDE = 400
LABEL, FIELDS, BESIDE = 4, 10, 12
"""Logical pixels between a label and its field, between fields, and between those of a row."""


@pytest.fixture
def dialog(look: QApplication) -> Iterator[QDialog]:
    """A dialog of a width, with the look of the program, that holds nothing yet."""
    made = QDialog()
    made.setFixedWidth(WIDE)
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    yield made
    made.close()
    made.deleteLater()


def place_in(dialog: QDialog, one: FormLayout | QWidget) -> None:
    """Put a form, or another part, below what stands in a dialog."""
    column = dialog.layout()
    assert isinstance(column, QVBoxLayout)
    column.addLayout(one) if isinstance(one, FormLayout) else column.addWidget(one)


def open_with(dialog: QDialog, *held: FormLayout | QWidget) -> None:
    """Show a dialog with a form, or other parts, in it."""
    for one in held:
        place_in(dialog, one)
    dialog.open()
    dialog.activateWindow()
    waiting.until(dialog.isActiveWindow, "the keyboard")


def label(dialog: QDialog, words: str) -> QLabel:
    """Return the label that shows these words."""
    (found,) = [one for one in dialog.findChildren(QLabel) if one.text() == words]
    return found


def place(dialog: QDialog, one: QWidget) -> QRect:
    """Return where something stands in the dialog."""
    return QRect(one.mapTo(dialog, QPoint()), one.size())


def below(dialog: QDialog, upper: QWidget, lower: QWidget) -> int:
    """Return how many pixels are free between two that stand below each other."""
    one, other = place(dialog, upper), place(dialog, lower)
    assert (one.left(), one.width()) == (other.left(), other.width()), "they line up"
    return other.top() - one.bottom() - 1


def test_fields_stand_below_each_other_each_under_its_label(dialog: QDialog) -> None:
    form, name, trade = FormLayout(), QLineEdit(), QLineEdit()
    held = form.add_field("&Name", name, name="nameField")
    form.add_field("&Trade", trade, name="tradeField")
    open_with(dialog, form)
    assert place(dialog, label(dialog, "&Name")).topLeft() == QPoint(0, 0)
    assert below(dialog, label(dialog, "&Name"), name) == LABEL
    assert below(dialog, name, label(dialog, "&Trade")) == FIELDS
    assert place(dialog, name).width() == WIDE
    assert (name.objectName(), trade.objectName()) == ("nameField", "tradeField")
    held.hide()
    assert not Part(name).visible
    assert not label(dialog, "&Name").isVisible(), "a field goes with its label"


@pytest.mark.parametrize(
    ("stretch", "shares"),
    [((), (1, 1, 1)), ((2,), (2, 1, 1)), ((1, 3), (1, 3, 1)), ((2, 1, 3, 9), (2, 1, 3))],
)
def test_fields_of_a_row_share_its_width(
    dialog: QDialog, stretch: tuple[int, ...], shares: tuple[int, ...]
) -> None:
    form, above, text = FormLayout(), QLineEdit(), QPlainTextEdit()
    form.add_field("&Above", above, name="above")
    fields = [QLineEdit(), text, QLineEdit()]
    for one in fields:
        one.setMinimumWidth(10)
    text.setFixedHeight(120)
    held = form.add_row(
        *((f"&{number}", one, f"field{number}") for number, one in enumerate(fields)),
        stretch=stretch,
    )
    open_with(dialog, form)
    places = [place(dialog, one) for one in fields]
    each = (WIDE - 2 * BESIDE) / sum(shares)
    assert [one.width() for one in places] == [pytest.approx(each * one, abs=2) for one in shares]
    assert places[1].left() - places[0].right() - 1 == BESIDE
    assert places[2].left() - places[1].right() - 1 == BESIDE
    assert (places[0].left(), places[2].right()) == (0, WIDE - 1)
    assert len({one.top() for one in places}) == 1, "however high another is"
    assert below(dialog, label(dialog, "&0"), fields[0]) == LABEL
    top = place(dialog, label(dialog, "&0")).top()
    assert top - place(dialog, above).bottom() - 1 == FIELDS
    assert [one.objectName() for one in fields] == ["field0", "field1", "field2"]
    held.hide()
    assert not any(Part(one).visible for one in fields)


def test_a_label_leads_to_its_field_and_names_it(dialog: QDialog) -> None:
    form, name, trade = FormLayout(), QLineEdit(), QLineEdit()
    form.add_field("&Name", name, name="nameField")
    form.add_row(("Their &trade", trade, "tradeField"))
    open_with(dialog, form)
    for key, field, words in (("Alt+T", trade, "Their trade"), ("Alt+N", name, "Name")):
        keys.press(key)
        assert Part(field).has_keyboard
        assert Part(field).spoken == words
        assert Part(field).explained == ""


@pytest.mark.parametrize("named", ["", "Their name as it is written"])
def test_what_takes_the_keyboard_inside_a_field_is_named_like_it(
    dialog: QDialog, named: str
) -> None:
    form, holder = FormLayout(), QWidget()
    inner = QLineEdit(holder)
    inner.setAccessibleName(named)
    holder.setFocusProxy(inner)
    form.add_field("&Name", holder, name="nameField")
    open_with(dialog, form, QPushButton("Beside"))
    dialog.findChildren(QPushButton)[0].setFocus()
    keys.press("Alt+N")
    assert inner.hasFocus()
    assert Part(inner).spoken == (named or "Name")
    assert Part(holder).spoken == "Name"


def test_a_hint_stands_below_its_field_and_is_read_out(dialog: QDialog) -> None:
    hint = "It is shown at the head of each page that is printed, and nowhere else at all. " * 2
    form, name, trade = FormLayout(), QLineEdit(), QLineEdit()
    form.add_field("&Name", name, name="nameField", hint=hint)
    form.add_field("&Trade", trade, name="tradeField")
    open_with(dialog, form)
    told = label(dialog, hint)
    assert Part(name).explained == hint
    assert below(dialog, name, told) == LABEL
    assert place(dialog, told).height() >= 2 * told.fontMetrics().height(), "in several lines"
    assert below(dialog, told, label(dialog, "&Trade")) == FIELDS
    assert is_in("text_muted", Part(told).picture)
    assert not is_in("text", Part(told).picture)
    assert Part(told).letters == theme.Size.SMALL


def test_a_label_looks_like_one(dialog: QDialog) -> None:
    form = FormLayout()
    form.add_field("&Name of the business", QLineEdit(), name="nameField")
    open_with(dialog, form)
    told = label(dialog, "&Name of the business")
    assert is_in("text_muted", Part(told).picture)
    assert not is_in("text", Part(told).picture)
    assert Part(told).letters == theme.Size.SMALL
    assert told.fontInfo().weight() == theme.Weight.MEDIUM


def test_a_day_is_said_back_below_its_field(dialog: QDialog) -> None:
    form, day = FormLayout(), DayField(Side.BEHIND, lambda: DateOrder.DMY)
    form.add_field("&Day", day, name="dayField")
    open_with(dialog, form)
    day.setText("3/4/2020")
    dialog.adjustSize()
    QApplication.processEvents()
    assert below(dialog, day, label(dialog, "Friday, 3 April 2020")) == LABEL


def test_a_problem_takes_room_only_while_there_is_one(dialog: QDialog) -> None:
    field, problem, foot = QLineEdit(), Problem(), QLineEdit()
    open_with(dialog, field, problem, foot)
    assert not problem.isVisible()
    calm = Part(field).picture
    told = "<b>This</b> cannot be read as an address. Nothing was changed; write one a line. " * 3
    high = dialog.height()
    for _ in range(2):
        problem.say(told, field)
        assert Part(problem).says == told, "as it is written, and no markup"
        assert is_in("danger", Part(problem).picture)
        assert Part(problem).letters == theme.Size.SMALL
        QApplication.processEvents()
        assert problem.height() >= 3 * problem.fontMetrics().height(), "in several lines"
        assert dialog.height() > high, "the dialog has made room for it"
        assert Part(foot).whole_in_sight
        foot.setFocus()
        assert is_in("danger", Part(field).picture)
        problem.say("", field)
        assert not problem.isVisible()
        field.setFocus()
        assert Part(field).picture == calm, "nothing is wrong with it any more"


def test_a_problem_of_no_field_marks_none_and_needs_no_dialog(dialog: QDialog) -> None:
    field, problem = QLineEdit(), Problem()
    open_with(dialog, field)
    calm = Part(field).picture
    problem.say("Something is wrong.")
    assert Part(problem).says == "Something is wrong."
    problem.say("")
    assert not problem.isVisible()
    assert Part(field).picture == calm
    problem.deleteLater()


def test_a_dialog_grows_for_what_stands_in_it_and_never_shrinks(dialog: QDialog) -> None:
    words = QLabel("word " * 100)
    words.setWordWrap(True)
    open_with(dialog, words)
    needed = words.heightForWidth(WIDE)
    dialog.resize(WIDE, needed + 100)
    make_room(dialog)
    assert dialog.height() == needed + 100
    words.setText("word " * 200)
    make_room(dialog)
    assert dialog.height() == max(words.heightForWidth(WIDE), needed + 100)
    assert dialog.width() == WIDE
    screen = dialog.screen().availableSize().height()
    words.setText("word " * 20_000)
    make_room(dialog)
    assert dialog.height() == screen - 40, "not beyond the screen, with its title bar"
    words.setText("")
    dialog.hide()
    dialog.resize(WIDE, 1)
    words.setText("word " * 200)
    make_room(dialog)
    assert dialog.height() < 200, "it is made for what it holds when it opens"


@pytest.mark.parametrize("high", [180, 60])
def test_a_dialog_has_room_for_what_is_high_without_being_wrapped(
    dialog: QDialog, high: int
) -> None:
    block = QWidget()
    open_with(dialog, QLineEdit(), block)
    block.setMinimumHeight(high)
    make_room(dialog)
    assert dialog.height() >= high


def test_a_dialog_starts_in_a_field_with_its_words_marked(dialog: QDialog) -> None:
    field, box = QLineEdit("Old words"), QCheckBox("Yes")
    for one in (QPushButton("First"), field, box):
        place_in(dialog, one)
    start_in(field)
    open_with(dialog)
    assert Part(field).has_keyboard
    assert Part(field).marked == "Old words"
    keys.type_words("N")
    assert field.text() == "N"
    start_in(box)
    assert box.hasFocus()
    assert Part(field).marked == ""
    start_in(field)
    assert Part(field).marked == "N", "and again, where it is to be typed anew"


def test_beside_a_page_nothing_has_a_letter(dialog: QDialog) -> None:
    form, name, free = FormLayout(), QLineEdit(), QLabel("Salt && pepper")
    form.add_field("&Name", name, name="nameField")
    buttons = [QPushButton("&Save"), QCheckBox("A && b"), QPushButton("Plain")]
    open_with(dialog, form, free, *buttons)
    without_letters(dialog)
    assert [one.text() for one in dialog.findChildren(QLabel)] == ["Name", "Salt && pepper"]
    assert [one.text() for one in buttons] == ["Save", "A && b", "Plain"]
    buttons[0].setFocus()
    keys.press("Alt+N")
    assert not name.hasFocus()


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_a_field_is_marked_as_wrong_and_no_longer(
    dialog: QDialog, make: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    field, other = make(), QLineEdit()
    open_with(dialog, other, field)
    other.setFocus()
    calm = Part(field).picture
    for wrong in (False, True, True, False, False, True):
        mark_invalid(field, wrong)
        assert is_in("danger", Part(field).picture) is wrong
        assert (Part(field).picture == calm) is not wrong


def test_the_button_that_a_dialog_is_for_is_filled(dialog: QDialog) -> None:
    button, other = QPushButton("Save"), QPushButton("Other")
    open_with(dialog, other, button)
    assert not is_filled("accent", Part(button).picture)
    make_primary(button)
    assert is_filled("accent", Part(button).picture)
    assert not is_filled("accent", Part(other).picture)
