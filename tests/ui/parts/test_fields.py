"""A field is read as it is shown, kept as it is typed, and says in its place what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.domain.days import DateOrder, Side
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.reach import parse_reach
from feedbackdesk.domain.settings import ALL, Setting
from feedbackdesk.domain.words import Channel, Kind
from feedbackdesk.ui.forms.fields import Day, Field, Line, OneOf, Prose, Whole
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.forms.kinds import Amount, Check, Names, Open, Said, Segment, Word
from feedbackdesk.ui.forms.settings import field_of
from tests.driver import waiting
from tests.driver.parts import Part


def reach_text(number: int | None) -> str | None:
    """Return how many, as it is kept."""
    return None if number is None else f"{number:,}"


KINDS: dict[str, tuple[Callable[[], Field[Any]], Any, Any, Any]] = {
    "line": (lambda: Line("a", "&A", "one"), "two", "one", "three"),
    "prose": (lambda: Prose("a", "&A", "one", tall=40), "two\nlines", "one", "three"),
    "day": (
        lambda: Day("a", "&A", Side.AHEAD, lambda: DateOrder.DMY),
        date(2031, 3, 4), None, "2031-05-06",
    ),
    "one of": (lambda: OneOf("a", "&A", [(1, "I"), (2, "II"), (3, "III")], 2), 3, 2, "0"),
    "whole": (lambda: Whole("a", "&A", 5, (0, 9), none="–"), 7, 5, "8"),
    "none": (lambda: Whole("a", "&A", None, (0, 9), none="–"), 7, None, "8"),
    "word": (lambda: Word("a", "&A", Channel), Channel.CHAT, Channel.CALL, "email"),
    "no word": (lambda: Word("a", "&A", Channel, none="–"), Channel.CHAT, None, "email"),
    "segment": (lambda: Segment("a", "&A", Kind, Kind.LOSS), Kind.PRAISE, Kind.LOSS, "request"),
    "no segment": (lambda: Segment("a", "&A", Kind), Kind.PRAISE, None, "request"),
    "names": (lambda: Names("a", "&A"), ("Bread", "Buns"), (), ["Milk"]),
    "check": (lambda: Check("a", "&A"), False, False, True),
    "amount": (lambda: Amount("a", "&A", parse_reach, reach_text), 1_200, None, "30"),
    "open": (lambda: Open("a", "&A"), "Price", "", "Too dear"),
}  # fmt: skip
"""How each is made, what is loaded then, what it holds before, and words that are typed."""
STRANGE: tuple[Any, ...] = (None, 5, "strange", ["strange", 5, None], {"a": "strange"})
"""What stands in a file that somebody else wrote."""


Shown = Callable[..., Form]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Return what puts fields into a form on the screen."""
    kept: list[QWidget] = []

    def show(*fields: Field[Any], checks_left: bool = False) -> Form:
        holder = QWidget()
        kept.append(holder)
        form = Form(fields, checks_left=checks_left)
        holder.setLayout(form)
        qtbot.addWidget(holder)
        holder.show()
        return form

    return show


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_loaded_is_read_and_what_was_typed_stays(kind: str, shown: Shown) -> None:
    make, kept, before, typed = KINDS[kind]
    form = shown(make())
    field = form["a"]
    assert (form.read(), form.is_dirty) == ({"a": before}, False)
    form.load({"a": kept, "unknown": 1})
    assert (form.read(), form.is_dirty) == ({"a": kept}, False)
    draft = json.loads(json.dumps(form.draft()))
    field.put(typed)
    assert (field.words(), form.is_dirty) == (typed, True)
    read = form.read()
    form.load({"a": before})
    assert form.read() == read, "what was typed is not written over"
    form.load({"a": before}, over=True)
    assert (form.read(), form.is_dirty) == ({"a": before}, False)
    form.put(draft)
    assert form.read() == {"a": kept}, "what was kept comes back"


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_wants_to_know_hears_of_a_change(kind: str, shown: Shown) -> None:
    make, _kept, _before, typed = KINDS[kind]
    field = make()
    shown(field)
    heard: list[str] = []
    field.on_change(lambda: heard.append(field.words()))
    field.put(typed)
    assert heard
    assert heard[-1] == typed


@pytest.mark.parametrize("kind", [one for one in KINDS if one not in {"one of", "whole", "none"}])
def test_a_file_with_other_things_in_it_harms_nothing(kind: str, shown: Shown) -> None:
    form = shown(KINDS[kind][0]())
    for strange in STRANGE:
        form.put({"a": strange, "b": strange})
        with suppress(Refusal):
            form.take()
    form.clear()
    assert not form.is_dirty
    assert not form.is_typed


def test_only_what_was_typed_would_be_missed(shown: Shown) -> None:
    form = shown(
        Line("line", "&A"), Names("names", "&B"), Segment("chosen", "&C", Kind, quiet=True),
        Word("word", "&D", Channel),
    )  # fmt: skip
    for name, words, missed in (
        ("line", "   ", False), ("line", "Ann", True), ("names", [], False),
        ("names", ["Bread"], True), ("chosen", "praise", False), ("word", "email", True),
    ):  # fmt: skip
        form.clear()
        form[name].put(words)
        assert form.is_typed is missed
        form.keep()
        assert not form.is_typed, "what is kept is not missed"


def test_a_form_tells_once_of_what_is_put_into_many_fields(shown: Shown) -> None:
    form = shown(Line("one", "&A"), Line("two", "&B"))
    heard: list[str] = []
    form.changed.connect(heard.append)
    form.put({"one": "1", "two": "2"})
    form["two"].put("3")
    form.clear(but=("one",))
    assert heard == ["", "two", ""]
    assert form.draft() == {"one": "1", "two": ""}


def test_what_was_said_is_kept_to_the_byte_until_it_is_touched(shown: Shown) -> None:
    form = shown(Said("a", "&A", (40, 90)))
    kept = "One\r\nTwo\u2028Three\xa0\ttail   "
    form.load({"a": kept})
    assert (form.read(), form.is_dirty) == ({"a": kept}, False)
    form["a"].put("other words")
    assert (form.read(), form.is_dirty) == ({"a": "other words"}, True)
    form["a"].put(" ")
    assert form.read() is None
    assert form.problem.text().startswith("There are no words")


def test_an_amount_is_written_as_it_is_kept_once_it_is_left(shown: Shown) -> None:
    amount = Amount("a", "&A", parse_reach, reach_text, tidies=True)
    form = shown(amount, Line("b", "&B"), checks_left=True)
    window = form["a"].widget.window()
    window.activateWindow()
    waiting.until(window.isActiveWindow, "the keyboard")
    for typed, written, why in (("1200", "1,200", ""), ("many", "many", "not a number of people")):
        form["a"].go()
        form["a"].put(typed)
        form["b"].go()
        assert form["a"].words() == written
        assert why in form.problem.text()
        assert bool(form.problem.text()) is bool(why)


@pytest.mark.parametrize("setting", ALL, ids=lambda one: one.name)
def test_a_setting_has_a_field_that_keeps_it_as_it_is(setting: Setting, shown: Shown) -> None:
    form = shown(field_of(setting))
    form.load({setting.name: setting.default})
    assert form.read() == {setting.name: setting.default}
    assert not form.is_dirty
    field = Part(form[setting.name].widget)
    assert field.spoken, "a listener hears what it is"


def test_what_is_wrong_stands_below_its_field_until_something_else_is_typed(shown: Shown) -> None:
    def no_digits(text: str) -> None:
        if any(sign.isdigit() for sign in text):
            raise Refusal("No digits, please.")

    first = Line("first", "&First", missing="Say something first.")
    second = Line("second", "&Second", check=no_digits)
    form = shown(first, second)
    problem = form.problem
    for field, words, why in (
        (first, "", "Say something first."),
        (first, "   ", "Say something first."),
        (second, "1", "No digits, please."),
    ):
        first.put("a" if field is second else words)
        second.put("1")
        assert form.read() is None
        assert (problem.text(), problem.isVisible()) == (why, True)
        assert field.widget.property("invalid") == "true"
        if field is first:
            order = [Part(one.widget).place.y() for one in form]
            assert order[0] < Part(problem).place.y() < order[1], "in its place, not at the end"
        field.put(f"{words}?" if field is first else "b")
        assert not problem.isVisible()
        assert field.widget.property("invalid") == "false"
    assert form.read() == {"first": "a", "second": "b"}
