"""A field is read as it is shown, kept as it is typed, and says in its place what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.domain.days import DateOrder, Side
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.settings import ALL, Setting
from feedbackdesk.ui.forms.fields import Day, Field, Form, Line, OneOf, Prose, Whole
from feedbackdesk.ui.forms.settings import field_of
from tests.driver.parts import Part

KINDS: dict[str, tuple[Callable[[], Field[Any]], Any, Any, str]] = {
    "line": (lambda: Line("a", "&A", "one"), "two", "one", "three"),
    "prose": (lambda: Prose("a", "&A", "one", tall=40), "two\nlines", "one", "three"),
    "day": (
        lambda: Day("a", "&A", Side.AHEAD, lambda: DateOrder.DMY),
        date(2031, 3, 4), None, "2031-05-06",
    ),
    "one of": (lambda: OneOf("a", "&A", [(1, "I"), (2, "II"), (3, "III")], 2), 3, 2, "0"),
    "whole": (lambda: Whole("a", "&A", 5, (0, 9), none="–"), 7, 5, "8"),
    "none": (lambda: Whole("a", "&A", None, (0, 9), none="–"), 7, None, "8"),
}  # fmt: skip
"""How each is made, what is loaded then, what it holds before, and words that are typed."""


Shown = Callable[..., Form]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Return what puts fields into a form on the screen."""
    kept: list[QWidget] = []

    def show(*fields: Field[Any]) -> Form:
        holder = QWidget()
        kept.append(holder)
        form = Form(fields)
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
    draft = form.draft()
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
