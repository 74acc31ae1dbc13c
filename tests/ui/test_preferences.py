"""Preferences: all that the command line can set, under its headings, and each way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.settings import SETTINGS, Group, of_group
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """A window over the made-up business, with its preferences open."""
    window = drive(sample_path)
    window.press("Ctrl+,")
    assert window.dialog() == "preferencesDialog"
    return window


def turn_to(window: Driver, group: Group) -> None:
    """Choose a heading."""
    window.choose("preferenceGroups", str(group.label))


def test_what_the_command_line_can_set_stands_there_and_the_other_way_round(
    window: Driver,
) -> None:
    known = window.desk.ask(settings)
    assert known.keys() == SETTINGS.keys(), "what the command line lists"
    headings = window.rows("preferenceGroups")
    assert headings == [*(str(group.label) for group in Group), "Look"]
    seen: list[str] = []
    for group in Group:
        turn_to(window, group)
        shown = [name for name in SETTINGS if window.has(name)]
        assert shown == [one.name for one in of_group(group)]
        seen += shown
    assert sorted(seen) == sorted(SETTINGS)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("business_name", "Pot & Pan", "Pot & Pan"),
        ("currency", "eur", "EUR"),
        ("closing_note", "Thank you.", "Thank you."),
        ("days_to_answer", "3", "3"),
        ("days_to_tell", "", ""),
        ("call_guide", "Listen.", "Listen."),
        ("country", "de", "DE"),
        ("backup_room", "20", "20"),
        ("retention_months", "12", "12"),
    ],
)
def test_a_setting_takes_effect_when_its_field_is_left_and_is_a_step(
    name: str, typed: str, kept: str, window: Driver
) -> None:
    before = window.desk.ask(settings)
    turn_to(window, SETTINGS[name].group)
    window.field(name).fill(typed)
    window.press("Tab")
    window.settle()
    assert window.desk.ask(settings) == before | {name: kept}
    assert window.field(name).holds == kept
    window.click("preferencesClose")
    assert window.dialog() == ""
    window.act("undo")
    assert window.desk.ask(settings) == before


def test_a_choice_takes_effect_at_once(window: Driver) -> None:
    turn_to(window, Group.DATES)
    window.field("date_order").choose("4 March: the month first")
    window.settle()
    assert window.desk.ask(settings)["date_order"] == "mdy"


def test_what_means_nothing_is_said_below_its_field_and_changes_nothing(window: Driver) -> None:
    before = window.desk.ask(settings)
    for name, wrong, why in (
        ("currency", "eu", "A currency is three letters, such as GBP. Nothing was changed."),
        ("days_to_answer", "soon", "Write a number of days from 0 to 999, or nothing."),
        (
            "logo",
            "/no/such.png",
            "There is no picture at /no/such.png. Nothing was changed.",
        ),
        ("country", "XX", "A country is two letters, such as GB or DE. Nothing was changed."),
    ):
        group = SETTINGS[name].group
        turn_to(window, group)
        window.field(name).fill(wrong)
        window.press("Tab")
        window.settle()
        assert window.label(f"{group.value}Problem").says == why
        assert window.field(name).holds == wrong, "it can be corrected"
    assert window.desk.ask(settings) == before
    window.field("country").fill("fr")
    window.press("Tab")
    window.settle()
    assert window.desk.ask(settings) == before | {"country": "FR"}


def test_what_was_typed_last_is_set_when_it_is_closed_and_a_refusal_is_said(
    window: Driver,
) -> None:
    window.fill(business_name="Pot & Pan")
    window.press("Esc")
    window.settle()
    assert window.dialog() == ""
    assert window.desk.ask(settings)["business_name"] == "Pot & Pan"
    window.press("Ctrl+,")
    window.fill(currency="eu")
    window.press("Esc")
    assert window.says().startswith("A currency is three letters"), window.says()


def test_a_heading_is_set_as_it_was_at_first_in_one_step(window: Driver) -> None:
    turn_to(window, Group.DAYS)
    for name in ("days_to_answer", "days_to_tell"):
        window.fill(**{name: "9"})
        window.press("Tab")
        window.settle()
    before = window.desk.ask(settings)
    window.click("preferencesRestore")
    window.settle()
    first = {one.name: one.default for one in of_group(Group.DAYS)}
    assert window.desk.ask(settings) == before | first
    assert window.field("days_to_tell").holds == first["days_to_tell"]
    window.press("Esc")
    window.act("undo")
    assert window.desk.ask(settings) == before


def test_what_is_set_elsewhere_is_shown_and_what_is_typed_stays(window: Driver) -> None:
    from feedbackdesk.desk.settings import change_settings

    window.fill(closing_note="Half typ")
    window.desk.do(change_settings, {"business_name": "Elsewhere", "closing_note": "Theirs"})
    window.until(lambda: window.field("business_name").holds == "Elsewhere", "the name")
    assert window.field("closing_note").holds == "Half typ"


@pytest.mark.slow("the whole program is dressed anew, twice and back")
def test_the_look_is_chosen_there_too(window: Driver) -> None:
    window.choose("preferenceGroups", "Look")
    window.field("look").choose("Dark")
    assert window.is_said("For this computer, not for the file.")
    window.press("Esc")
    window.press("Ctrl+,")
    window.choose("preferenceGroups", "Look")
    assert window.field("look").says == "Dark"
    window.press("Esc")
    window.act("look_light")
    window.press("Ctrl+,")
    window.choose("preferenceGroups", "Look")
    assert window.field("look").says == "Light", "the menu says the same"
