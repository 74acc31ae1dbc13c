"""Themes at the window: read, corrected, coloured, split, merged and taken apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import (
    add_theme,
    all_themes,
    assign_theme,
    edit_theme,
    merge_themes,
    split_theme,
    theme_named,
)
from feedbackdesk.domain.dates import local_today, show_date, show_month
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive, Tag

WORDS_SAID = "Mail me the bill, please, and bring the milk at seven."
QUOTE = "Mail me the bill"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which four accounts asked for the bill by mail, one of them twice."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who, days in (("Ann", 0), ("Bo", 40), ("Cem", 40), ("Cem", 45)):
        on = local_today() - timedelta(days=days)
        desk.do(record_feedback, NewFeedback(WORDS_SAID, Speaker(who), on=on, themes=("Bills",)))
    lost = LossFacts("Price", value=1200_00)
    desk.do(
        record_feedback,
        NewFeedback("Too dear", Speaker("Dee"), on=on, themes=("Bills",), loss=lost),
    )
    desk.do(record_feedback, NewFeedback("Oat milk!", Speaker("Eve"), themes=("Milk",)))
    desk.do(assign_theme, 1, desk.ask(theme_named, "Bills").id, quote=QUOTE)
    desk.close()
    return path


def read(window: Driver, name: str) -> None:
    """Open a theme's page from the list with Enter."""
    window.go("themes")
    window.open("themeList", name)
    assert window.keyboard == "storyList"
    assert window.part("storyName").spoken == name


def answer(window: Driver, words: str) -> None:
    """Type into the chooser and press Enter."""
    assert window.keyboard == "chooserField"
    window.type(words)
    window.press("Enter")


def counts(window: Driver) -> dict[str, tuple[int, int]]:
    """Return how many accounts asked for each theme, and how often, as the workspace holds it."""
    return {one.name: (one.requests, one.mentions) for one in window.desk.ask(all_themes)}


def said_by(window: Driver) -> list[str]:
    """Return who said what the page shows, from the top."""
    return [row.partition(",")[0] for row in window.rows("storyList")]


def test_a_theme_is_read_like_a_story(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    window.go("themes")
    assert window.rows("themeList") == [
        "Bills, 4 accounts, 5 mentions, not planned",
        "Milk, 1 account, 1 mention, not planned",
    ]
    read(window, "Bills")
    assert window.part("storyName").says == "Bills"
    numbers = window.part("storyNumbers").says
    assert numbers == "4 accounts asked, 5 times; 1 of them lost for it, £1,200."
    today = local_today()
    days = [show_date(today - timedelta(days=before)) for before in (0, 40, 40, 45, 45)]
    assert window.rows("storyList") == [  # the newest first
        f"Ann, Customer, {days[0]}, Request, part of what they said: {QUOTE}",
        f"Cem, Customer, {days[1]}, Request: {WORDS_SAID}",
        f"Bo, Customer, {days[2]}, Request: {WORDS_SAID}",
        f"Dee, Prospect, {days[3]}, Lost sale, lost for Price, £1,200: Too dear",
        f"Cem, Customer, {days[4]}, Request: {WORDS_SAID}",
    ]
    first, second, third = window.each("storyList")[:3]
    assert first.says == QUOTE
    # A month stands above the first of it, and takes room of its own.
    assert first.explained == show_month(today.isoformat())
    assert second.explained == show_month((today - timedelta(days=40)).isoformat())
    assert third.explained == ""
    assert second.place.height() - third.place.height() > 20
    year = window.part("yearLine")
    assert year.spoken == "The last twelve months"
    assert year.explained.endswith(f"1 in {show_month(today.isoformat(), short=True)}")
    # What is chosen is told to an inspector that is open; Enter opens it.
    assert window.inspected() == ""
    window.press("Home", "Enter")
    assert WORDS_SAID in window.inspected()
    window.choose("storyList", "Dee")
    assert "Too dear" in window.inspected()
    # And back, by key, to the row it came from; what is open beside goes first.
    window.press("Esc")
    assert not window.has("inspector")
    window.press("Esc")
    assert not window.has("storyList")
    assert window.keyboard == "themeList"
    assert window.chosen("themeList") == ["Bills"]
    read(window, "Milk")
    assert window.part("storyNumbers").says == "1 account asked, once."
    assert window.part("story.back").says == "All themes"
    window.press("Alt+Left")
    assert not window.has("storyList")
    assert window.chosen("themeList") == ["Milk"]


def test_chosen_quotes_become_a_theme_of_their_own(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    read(window, "Bills")
    window.press("S")
    assert window.says() == "Choose the quotes to split off, with Shift or Ctrl; then press S."
    window.choose("storyList", "Ann")
    window.press("Shift+Down", "Shift+Down", "S")
    hint = "3 of 5 quotes will leave “Bills”. Name a theme of their own, or choose one there is."
    assert window.part("chooserHint").says == hint
    assert window.part("chooserField").explained == hint
    # Enter alone does nothing: a name has to be typed or chosen.
    window.press("Enter")
    answer(window, "Bills by mail")
    assert counts(window) == {"Bills by mail": (3, 3), "Bills": (2, 2), "Milk": (1, 1)}
    assert said_by(window) == ["Dee", "Cem"]
    assert window.says() == "Split Bills by mail off Bills."
    # To a theme there is: the rest, all of it.
    window.press("Ctrl+A", "S")
    assert window.part("chooserHint").says.startswith(
        "All of “Bills” is chosen: the theme stays, empty. "
    )
    answer(window, "milk")
    assert counts(window) == {"Milk": (3, 3), "Bills by mail": (3, 3), "Bills": (0, 0)}
    assert window.part("storyNumbers").says == "Nobody has asked for it yet."
    assert not window.has("storyList")
    assert window.is_said("Nothing is filed here", within="themeStory")
    for left in (["Dee", "Cem"], ["Ann", "Cem", "Bo", "Dee", "Cem"]):
        window.press("Ctrl+Z")
        assert said_by(window) == left
    assert counts(window) == {"Bills": (4, 5), "Milk": (1, 1)}


def test_quotes_are_taken_out_and_filed_elsewhere_too(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    read(window, "Bills")
    window.choose("storyList", "Ann")
    window.press("T")
    assert window.shown("chooserList") == ["Milk   1 account"]
    answer(window, "Milk")
    assert counts(window) == {"Bills": (4, 5), "Milk": (2, 2)}
    assert window.chosen("storyList") == [QUOTE]
    window.press("Del")
    assert counts(window) == {"Bills": (3, 4), "Milk": (2, 2)}
    assert window.says() == "Took 1 feedback out of Bills."
    # The place is kept: what has moved up is chosen, so that Del goes on.
    assert said_by(window) == ["Cem", "Bo", "Dee", "Cem"]
    assert [row.chosen for row in window.each("storyList")] == [True, False, False, False]
    assert len(window.desk.ask(list_feedback)) == 6


def test_a_drag_says_what_a_drop_would_do(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    for words in ("One more", "And another"):
        window.desk.do(record_feedback, NewFeedback(words))
    window.settle()
    waiting = window.each("inboxList")
    window.go("themes")
    bills, milk = (window.row("themeList", name) for name in ("Bills", "Milk"))
    chosen = window.chosen("themeList")
    plain = bills.picture
    for carried, words in (
        ([milk], "Merge “Milk” into “Bills”"),
        (waiting, "File 2 feedbacks under “Bills”"),
    ):
        assert window.would_take(carried, "themeList", onto="Bills")
        assert bills.explained == words
        assert bills.picture != plain, "it is seen, too"
        assert milk.explained == ""
        assert not window.would_take(carried, "themeList")
        assert bills.explained == ""
        assert bills.picture == plain
    # Nothing is chosen by a drag that only passes by, and nothing is merged with itself.
    assert window.chosen("themeList") == chosen
    assert not window.would_take(bills, "themeList", onto="Bills")
    assert counts(window) == {"Bills": (4, 5), "Milk": (1, 1)}
    # What is dropped is done.
    window.drag(waiting, "themeList", onto="Bills")
    assert counts(window) == {"Bills": (6, 7), "Milk": (1, 1)}
    assert window.says() == "Filed 2 feedbacks under Bills."


def test_a_colour_has_a_name_and_a_key(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    read(window, "Bills")
    names = ["Pine", "Ochre", "Plum", "Slate blue", "Brick", "Moss", "Walnut", "Rose"]
    window.act("theme_colour")
    assert window.menu_name() == "colourMenu"
    menu = [f"{number}  {name}" for number, name in enumerate(names, start=1)]
    assert window.menu() == [*menu, "0  Chosen for you"]
    window.press("3")
    assert window.desk.ask(theme_named, "Bills").colour == 3
    # The inspector shows the same, and every swatch says its name.
    window.click("story.details")
    swatches = [window.button(f"colour.{number}") for number in range(9)]
    assert [one.spoken for one in swatches] == ["Chosen for you", *names]
    assert [one.tip for one in swatches] == ["Chosen for you", *names]
    assert [one.checked for one in swatches].index(True) == 3
    window.click("colour.0")
    assert window.desk.ask(theme_named, "Bills").colour is None
    assert [one.checked for one in swatches] == [True] + [False] * 8


def test_other_names_are_added_and_taken_away_in_the_inspector(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    read(window, "Bills")
    assert not window.has("storyAliases")
    window.click("story.details")
    aliases = window.field("themeAliases")
    for words in ("Invoices", "Rechnungen"):
        aliases.type(words)
        window.press("Enter")
    assert window.desk.ask(theme_named, "rechnungen").aliases == ("Invoices", "Rechnungen")
    assert window.part("storyAliases").says == "Also called Invoices, Rechnungen"
    # One that means another theme already is refused, and goes.
    aliases.type("milk")
    window.press("Enter")
    assert "already a theme called “Milk”" in window.says()
    chips = ["Invoices", "Take away Invoices", "Rechnungen", "Take away Rechnungen"]
    assert sorted(aliases.words) == sorted(chips)
    aliases.press("Backspace")
    window.settle()
    assert window.desk.ask(theme_named, "Bills").aliases == ("Invoices",)
    window.named("Take away Invoices", within="themeAliases").click()
    window.settle()
    assert window.desk.ask(theme_named, "Bills").aliases == ()
    assert not window.has("storyAliases")


def test_one_of_several_merged_themes_is_chosen_to_stand_alone(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    bills = desk.ask(theme_named, "Bills").id
    for name in ("Paper", "Post"):
        desk.do(merge_themes, desk.do(add_theme, name).result, bills)
    desk.close()
    window = drive(shop)
    read(window, "Bills")
    window.press("U")
    assert window.shown("chooserList") == ["Paper   0 mentions", "Post   0 mentions"]
    answer(window, "post")
    assert set(counts(window)) == {"Bills", "Post", "Milk"}
    window.press("U")  # the only one left needs no question
    assert set(counts(window)) == {"Bills", "Post", "Milk", "Paper"}
    window.press("U")
    assert window.says() == "Nothing was merged into “Bills”."


def test_a_page_whose_theme_goes_leads_back_to_the_list(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    window.desk.do(split_theme, window.desk.ask(theme_named, "Bills").id, [1], "By mail")
    window.settle()
    read(window, "By mail")
    window.press("Ctrl+Z")
    assert not window.has("storyList")
    assert window.shown("themeList") == ["Bills", "Milk"]
    assert window.keyboard == "themeList"


def test_names_of_any_kind_fit_the_page(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    window.resize(1024, 700)
    bills = window.desk.ask(theme_named, "Bills").id
    window.go("themes")
    for name in ("x" * 300, "خدمة التوصيل السريع", "🥛" * 150, "<b>bold</b> & plain"):
        window.desk.do(edit_theme, bills, name=name, description=f"{name} " * 200)
        window.settle()
        read(window, name)
        assert window.part("storyName").says.replace("\u200b", "") == name
        frame, quotes = window.part("mainWindow").place, window.part("storyList").place
        assert frame.width() == 1024
        assert frame.contains(quotes)
        assert quotes.height() > 200
        window.press("Esc")


@step("Fill it")
def fill(work: UnitOfWork, theme_id: int) -> None:
    """Let ten thousand quotes of many lengths stand under a theme."""
    facts = {"kind": "request", "channel": "call", "recorded_at": "2026-01-01T00:00:00"}
    day = (local_today() - timedelta(days=90)).isoformat()
    keys = work.insert_many(
        "feedback",
        [
            {**facts, "said_on": day, "text": f"Number {number}. {WORDS_SAID * (number % 9)}"}
            for number in range(10_000)
        ],
    )
    work.insert_many("mention", [{"feedback_id": key, "theme_id": theme_id} for key in keys])


def test_of_ten_thousand_quotes_each_is_reached_whole(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    desk.do(fill, desk.ask(theme_named, "Bills").id)
    desk.close()
    window = drive(shop)
    read(window, "Bills")
    window.press("End")
    rows = window.each("storyList")
    last = len(rows) - 1
    assert last == 10_004
    assert rows[last].current
    assert rows[last].says == "Number 0. "
    page = window.part("storyList").place
    assert rows[last].place.bottom() <= page.bottom()
    # Up, row by row: each one stands wholly in sight, right above the one before.
    for row in range(last - 1, last - 12, -1):
        window.press("Up")
        assert rows[row].current
        assert rows[row].says.startswith(f"Number {last - row}. ")
        place = rows[row].place
        assert place.top() >= page.top()
        assert place.bottom() + 1 == rows[row + 1].place.top()
    # What is clicked is what stands there.
    rows[last - 9].click("Ctrl")
    assert [row for row in range(last - 20, last + 1) if rows[row].chosen] == [last - 11, last - 9]
    rows[10].choose()
    window.part("storyList").scroll_to(0.5)
    near = range(last // 2 - 20, last // 2 + 20)
    middle = next(row for row in near if rows[row].in_sight) + 1
    rows[middle].click("Shift")
    assert [at for at, row in enumerate(rows) if row.chosen] == list(range(10, middle + 1))


def test_a_chooser_shows_some_of_many_themes_and_finds_all(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    for number in range(300):
        desk.do(add_theme, f"Theme {number}")
    desk.do(edit_theme, desk.ask(theme_named, "Theme 299").id, aliases=("Straße",))
    desk.close()
    window = drive(shop)
    read(window, "Bills")
    window.act("theme_merge")
    offered = window.each("chooserList")
    assert len(offered) == 201
    assert offered[0].says == "Milk   1 account"
    assert offered[200].says == "101 more: type on to find them"
    assert not offered[200].enabled
    window.type("STRASSE")
    assert window.shown("chooserList") == ["Theme 299   0 accounts"]
    window.press("Enter")
    assert "Bills" not in counts(window)
    assert counts(window)["Theme 299"] == (4, 5)


def test_the_page_of_a_read_only_workspace_offers_no_change(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    paper = desk.do(add_theme, "Paper").result
    desk.do(merge_themes, paper, desk.ask(theme_named, "Bills").id)
    desk.close()
    with closing(sqlite3.connect(shop)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    window = drive(shop)
    assert window.is_said("Made by a newer version: it can be read, not changed.")
    read(window, "Bills")
    assert not window.button("story.theme_split").enabled
    assert not window.button("story.theme_merge").enabled
    for name in ("split", "merge", "unmerge", "rename", "colour", "plan", "link", "new"):
        assert not window.can(f"theme_{name}"), name
    assert window.is_said("Merged into it")
    assert window.is_said("Paper · 0 mentions")
    assert not window.has(f"unmerge.{paper}")


@pytest.mark.parametrize(("width", "inspector"), [(1366, True), (1024, False), (1024, True)])
def test_the_bar_of_a_theme_never_lies_under_the_search_field(
    drive: Drive, shop: Path, width: int, inspector: bool
) -> None:
    window = drive(shop)
    window.resize(width, 700)
    read(window, "Bills")
    if inspector:
        window.act("inspector")
    assert window.has("inspector") is inspector
    field = window.field("searchField").place
    for name in ("back", "theme_split", "theme_merge", "print_this", "details"):
        button = window.button(f"story.{name}")
        assert button.whole_in_sight, name
        assert not button.is_cut, name
        assert not button.place.intersects(field), name


def test_what_is_dragged_is_a_small_tag_beside_the_pointer(
    drive: Drive, shop: Path, carried: list[Tag]
) -> None:
    window = drive(shop)
    window.go("themes")
    window.row("themeList", "Bills").pull()
    (tag,) = carried
    assert tag.words == "Bills"
    assert tag.height <= 24
    assert tag.width <= 220
    assert tag.beside[0] < 0, "the row below the pointer says what a drop would do"


@pytest.mark.parametrize("page", ["inbox", "themes", "roadmap"])
def test_the_letters_of_an_open_menu_are_its_own(drive: Drive, shop: Path, page: str) -> None:
    window = drive(shop)
    window.go(page)
    before = window.keyboard
    window.press("Alt+V")
    window.press("L")
    assert window.menu() == ["Like the system", "Light", "Dark", "High contrast"]
    window.press("Esc", "Esc", "Esc")
    assert (window.page, window.keyboard) == (page, before)
    window.press("Alt+G")
    assert window.menu()[:3] == ["Inbox", "Heap", "Themes"]
    window.press("T")
    assert window.page == "themes"
    assert window.dialog() == ""
