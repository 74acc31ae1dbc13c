"""The palette: pages, things and actions by a few letters of their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.search import save_view
from feedbackdesk.desk.themes import rename_theme, theme_named
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.driver.parts import Row


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """The sample business."""
    return drive(sample_path)


def look_up(window: Driver, words: str = "") -> list[str]:
    """Open the palette and type; return the names that it shows, without the headings."""
    window.press("Ctrl+K")
    assert window.keyboard == "paletteField"
    window.type(words)
    return [row.says for row in entries(window)]


def entries(window: Driver) -> list[Row]:
    """Return the rows that can be taken."""
    return [row for row in window.each("paletteList") if row.enabled]


def is_open(window: Driver) -> bool:
    """Whether the palette is in sight."""
    return window.has("commandPalette")


def test_a_page_is_three_keys_away(window: Driver) -> None:
    assert look_up(window, "ro")[0] == "Roadmap"
    assert window.chosen("paletteList") == ["Roadmap"]
    window.press("Enter")
    assert window.page == "roadmap"
    assert not is_open(window)


def test_esc_gives_the_keyboard_back(window: Driver) -> None:
    assert window.keyboard == "inboxList"
    look_up(window, "xyz")
    window.press("Esc")
    assert not is_open(window)
    assert window.keyboard == "inboxList"
    # And the same key that opens it closes it.
    look_up(window)
    window.press("Ctrl+K")
    assert not is_open(window)
    assert window.keyboard == "inboxList"


def test_a_click_beside_the_panel_closes_it(window: Driver) -> None:
    look_up(window)
    window.part("commandPalette").click()
    window.settle()
    assert is_open(window), "a click on the panel does not"
    whole = window.part("commandPalette").place
    window.part("commandPalette").click(at=whole.bottomLeft() - whole.topLeft())
    window.settle()
    assert not is_open(window)
    assert window.keyboard == "inboxList"


def test_every_action_that_can_be_done_is_there_with_its_keys(window: Driver) -> None:
    def told(name: str) -> str:
        called = window.called(name).removesuffix("…")
        return ", ".join((called, window.does(name), *window.keys_of(name)[:1]))

    look_up(window)
    never = {"palette", "view_rename", "view_delete"}
    offered = [name for name in window.actions() if window.can(name) and name not in never]
    shown = {row.spoken: row for row in entries(window)}
    assert set(shown) == {told(name) for name in offered}
    assert len(entries(window)) == len(offered) > 100
    assert not {"redo", "view_save"} & set(offered)
    assert told("redo") not in shown
    assert told("print").endswith(", Ctrl+P")

    def icon(name: str) -> object:
        return shown[told(name)].picture.copy(0, 0, 48, 36)

    assert icon("print") == icon("print_this") != icon("quit")


def test_what_is_done_on_the_page_in_sight_comes_first_of_what_is_done_on_pages(
    window: Driver,
) -> None:
    """None of these is ever taken here, and so they are not among what was used lately."""
    anywhere, of_inbox, of_themes = "Record a lost sale", "Mark words", "Colour"
    for page, order in (
        ("inbox", [anywhere, of_inbox, "Quit", of_themes]),
        ("themes", [anywhere, of_themes, "Quit", of_inbox]),
    ):
        window.go(page)
        names = look_up(window)
        assert sorted(order, key=names.index) == order
        window.press("Esc")


def test_things_open_where_they_belong(window: Driver) -> None:
    look_up(window, "direct deb")
    assert window.rows("paletteList") == [
        "Themes",
        "Pay by direct debit, 6 requests",
        "Roadmap items",
        "Collect by direct debit, with one statement per firm, Later",
        "All that was said",
        "Search all feedback for “direct deb”",
    ]
    window.press("Enter")
    assert window.page == "themes"
    assert window.label("storyName").says == "Pay by direct debit"
    assert window.keyboard == "storyList"
    look_up(window, "direct deb")
    window.press("Down", "Enter")
    assert window.page == "item"
    assert window.is_said("Collect by direct debit, with one statement per firm", "itemPage")


def test_a_person_is_found_by_words_without_accents(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "shop.feedbackdesk")
    window.desk.do(record_feedback, NewFeedback("Bread", Speaker("Zoë Brontë", "Café Ole")))
    window.settle()
    look_up(window, "bronte")
    assert window.rows("paletteList")[:2] == ["People", "Zoë Brontë, Café Ole"]
    window.press("Enter")
    assert window.page == "people"
    assert window.label("personPageName").says == "Zoë Brontë"


def test_enter_waits_for_what_is_still_to_be_found(window: Driver) -> None:
    look_up(window)
    with window.unanswered():
        window.type("Pay by direct debit")
        assert [row.says for row in entries(window)] == [
            "Search all feedback for “Pay by direct debit”"
        ]
        window.press("Enter")
        assert is_open(window)
    assert window.page == "themes"
    assert window.label("storyName").says == "Pay by direct debit"


def test_what_was_used_lately_comes_first(window: Driver) -> None:
    look_up(window, "direct debit")
    window.press("Enter")
    look_up(window, "inbox")
    window.press("Enter")
    assert look_up(window)[:2] == ["Inbox", "Pay by direct debit"]
    assert window.rows("paletteList")[0] == "Lately"
    window.press("Esc")
    # What has another name now is not offered by its old one.
    theme = window.desk.ask(theme_named, "Pay by direct debit")
    window.desk.do(rename_theme, theme.id, "Pay as you like")
    window.settle()
    names = look_up(window)
    assert names[0] == "Inbox"
    assert "Pay by direct debit" not in names


def test_an_action_of_a_list_is_done_on_its_page(window: Driver) -> None:
    before = window.shown("inboxList")
    window.go("roadmap")
    look_up(window, "archive")
    window.press("Enter")
    assert window.page == "inbox"
    assert window.says() == "Look at what is chosen here, then do it again."
    assert window.shown("inboxList") == before
    window.choose("inboxList", before[0])
    look_up(window, "archive")
    window.press("Enter")
    assert window.shown("inboxList") == before[1:]


def test_the_arrows_go_round_and_skip_the_headings(window: Driver) -> None:
    look_up(window, "inv")
    every = entries(window)
    assert len(every) < len(window.rows("paletteList"))
    field = window.field("paletteField")
    assert field.explained == every[0].spoken
    for row in [*every[1:], every[0]]:
        window.press("Down")
        assert [one.says for one in every if one.chosen] == [row.says]
        assert field.explained == row.spoken
    window.press("Up")
    assert every[-1].chosen
    assert field.explained == every[-1].spoken


def test_words_that_name_nothing_are_searched_in_all_feedback(window: Driver) -> None:
    assert look_up(window, "doormat") == ["Search all feedback for “doormat”"]
    window.press("Enter")
    assert window.page == "search"
    assert window.keyboard == "searchField"
    assert window.field("searchField").says == "doormat"
    (said,) = [one.text for one in window.desk.ask(list_feedback) if "doormat" in one.text]
    assert window.shown("searchList") == [said]


def test_another_page_closes_it(window: Driver) -> None:
    look_up(window)
    window.press("Ctrl+2")
    assert not is_open(window)
    assert window.page == "themes"
    assert window.keyboard == "themeList"


def test_whatever_is_typed_is_looked_up(window: Driver) -> None:
    for text in ("&", '"', "\u202e", "😀", "x" * 5_000_000, "%s{name}<b>", "a\x00"):
        look_up(window)
        window.clipboard = text
        window.press("Ctrl+V")
        pasted = window.field("paletteField").says.strip()
        assert entries(window)[-1].says == f"Search all feedback for “{pasted}”", ascii(text)[:9]
        assert not window.picture.isNull()
        window.press("Esc")
        assert not is_open(window)


def test_a_page_of_rows_stops_at_the_ends_and_tab_goes_on_as_the_arrows_do(window: Driver) -> None:
    look_up(window)
    every = entries(window)

    def at() -> int:
        return next(number for number, row in enumerate(every) if row.chosen)

    assert at() == 0
    for keys, place in (
        ("Tab", 1), ("Shift+Tab", 0), ("PgDown", 8), ("PgDown", 16), ("PgUp", 8), ("PgUp", 0),
        ("PgUp", 0), ("Shift+Tab", len(every) - 1), ("PgDown", len(every) - 1), ("Tab", 0),
    ):  # fmt: skip
        window.press(keys)
        assert at() == place, keys
        assert every[place].in_sight, keys
    assert window.keyboard == "paletteField"


def test_a_row_is_taken_by_a_click_and_what_was_chosen_stays_so(window: Driver) -> None:
    look_up(window)
    window.row("paletteList", "Losses").click()
    window.settle()
    assert (window.page, is_open(window)) == ("losses", False)
    window.press("Ctrl+K")
    with window.unanswered():
        window.type("direct")
        window.press("Up")
        (chosen,) = [row.says for row in entries(window) if row.chosen]
    assert len(entries(window)) > 1, "more came"
    assert [row.says for row in entries(window) if row.chosen] == [chosen]


def test_a_saved_view_is_found_and_opened(window: Driver) -> None:
    window.desk.do(save_view, "Angry people", "feeling:unhappy")
    window.settle()
    look_up(window, "angry")
    assert window.rows("paletteList")[:2] == ["Saved views", "Angry people"]
    window.press("Enter")
    assert window.page == "search"
    assert window.field("searchField").says == "feeling:unhappy"
    assert window.keyboard == "searchList"


@pytest.mark.parametrize(("width", "height"), [(880, 560), (1366, 768), (1920, 1080)])
def test_the_panel_stays_within_the_window(window: Driver, width: int, height: int) -> None:
    look_up(window)
    window.resize(width, height)
    whole, rows = window.part("commandPalette").place, window.part("paletteList").place
    assert (whole.width(), whole.height()) == (width, height)
    assert whole.contains(rows)
    assert whole.bottom() - rows.bottom() > 50
    assert abs((rows.center() - whole.center()).x()) <= 1
    assert rows.height() <= 388
