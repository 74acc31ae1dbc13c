"""An Alt key has one owner wherever the owner is: a field, a button, an action or a menu."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

PAGES = ("inbox", "themes", "roadmap", "owed", "people", "losses", "insights", "history")
MENUS = {
    "Alt+F": "File", "Alt+E": "Edit", "Alt+V": "View", "Alt+G": "Go", "Alt+H": "Help",
    "Alt+I": "Inbox",
}  # fmt: skip


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """A window over the made-up business."""
    return drive(sample_path)


def assert_each_has_one(window: Driver, where: str) -> None:
    """Check that no key in sight has two owners."""
    twice = {keys: who for keys, who in window.alt_keys().items() if len(who) > 1}
    assert not twice, where


def look_at_each_list(window: Driver, where: str) -> set[str]:
    """Look at a page, and at the first row of each list on it, without and with the inspector.

    Return what the inspector showed: feedback, a theme, an item, a person.
    """
    assert_each_has_one(window, where)
    inspected = set()
    for name in window.lists():
        row = next((row for row in window.each(name) if row.enabled), None)
        if row is None:
            continue
        row.choose()
        window.settle()
        assert_each_has_one(window, f"{where} with the first of {name}")
        window.act("inspector")
        assert_each_has_one(window, f"{where} with the first of {name} in the inspector")
        inspected.add(window.inspected().splitlines()[0])
        window.act("inspector")
        assert not window.has("inspector")
    return inspected


def open_by_name(window: Driver, name: str) -> None:
    """Go to something by the palette."""
    window.press("Ctrl+K")
    window.type(name)
    window.press("Enter")


def test_no_page_has_two_owners_of_an_alt_key(window: Driver) -> None:
    plain = {keys: who for keys, who in window.alt_keys().items() if keys in MENUS}
    assert plain == {keys: [f"the menu {name}"] for keys, name in MENUS.items()}
    inspected = set()
    for name in PAGES:
        window.go(name)
        inspected |= look_at_each_list(window, name)
    assert {"Feedback", "Theme", "Roadmap item", "Person"} <= inspected
    window.act("find")
    window.type("direct debit")
    assert "Feedback" in look_at_each_list(window, "search")
    window.click("hit.theme")
    assert window.inspected().startswith("Theme\n")
    assert_each_has_one(window, "search with a theme in the inspector")


def test_nor_has_a_page_within_a_page(window: Driver) -> None:
    window.go("owed")
    window.press("Home")
    window.act("owed_open")
    assert window.has("letter")
    assert_each_has_one(window, "a letter")
    open_by_name(window, "Adaeze Okafor")
    assert window.label("personPageName").says == "Adaeze Okafor"
    assert look_at_each_list(window, "a person") == {"Person"}
    window.open("personWords", window.shown("personWords")[0])
    assert window.inspected().startswith("Feedback\n")
    assert_each_has_one(window, "a person with their words beside it")
    window.act("correct")
    assert window.keyboard == "wordsField"
    assert_each_has_one(window, "a person with a correction beside it")
    window.press("Esc")
    window.act("inspector")
    open_by_name(window, "Hatstand Recruitment")
    assert window.label("personPageName").says == "Hatstand Recruitment"
    look_at_each_list(window, "an organisation")
    open_by_name(window, "Pay by direct debit")
    assert window.label("storyName").says == "Pay by direct debit"
    assert look_at_each_list(window, "a theme's page") == {"Feedback"}
    open_by_name(window, "Collect by direct debit")
    assert window.page == "item"
    look_at_each_list(window, "an item's page")
    for action, page in (("compare", "compare"), ("people_twins", "twins")):
        window.act(action)
        assert window.page == page
        look_at_each_list(window, page)


def test_alt_p_on_a_persons_page_opens_the_menu_of_people(window: Driver) -> None:
    open_by_name(window, "Adaeze Okafor")
    assert window.page == "people"
    assert window.alt_keys()["Alt+P"] == ["the menu People"]
    window.press("Alt+P")
    assert window.menu()[0] == window.called("person_open")
    window.press("Esc", "Esc")
