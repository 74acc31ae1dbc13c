"""The search field and its page: all words ever said, found while they are typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.search import saved_views
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.step import Intention, step
from feedbackdesk.desk.themes import add_theme
from feedbackdesk.store.unit import UnitOfWork
from tests.driver import eyes
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

AT_FIRST = 400
"""So many are found while the typing goes on; the rest follows."""


@step("Fill the shop")
def fill_with_wishes(work: UnitOfWork, number: int) -> None:
    """Make very many themes in one step."""
    for one in range(number):
        add_theme(work, f"{one}th wish")


@step("Fill the shop")
def fill_with_talk(work: UnitOfWork, number: int) -> None:
    """Record very much in one step."""
    for one in range(number):
        record_feedback(work, NewFeedback(f"Bread {one}"))


def filled(path: Path, fill: Intention[[int], None], number: int) -> Path:
    """Fill a new workspace; return where it is."""
    desk = Desk.open(path)
    desk.do(fill, number)
    desk.close()
    return path


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """The sample business, with eleven feedbacks waiting."""
    return drive(sample_path)


def search(window: Driver, words: str) -> list[str]:
    """Type into the search field, as after Ctrl+F; return the words of what was found."""
    window.press("Ctrl+F")
    assert window.keyboard == "searchField"
    window.type(words)
    return window.shown("searchList")


def asked_for(window: Driver) -> str:
    """Return what stands in the search field."""
    return window.field("searchField").says


def filters(window: Driver) -> list[str]:
    """Return what the filters in force say."""
    *found, add = window.part("searchFilters").words
    assert add == "Add filter"
    return found


def views(window: Driver) -> list[str]:
    """Return the names of the saved views in the navigation."""
    heading, *found = window.part("savedViews").words or ["Saved views"]
    assert heading == "Saved views"
    return found


def kinds(window: Driver) -> set[str]:
    """Return which kinds of feedback were found, as they are spoken."""
    return {spoken.split(",")[0] for spoken in window.rows("searchList")}


def test_a_day_that_reads_in_several_ways_is_said_back(window: Driver) -> None:
    window.desk.do(change_settings, {"date_order": "mdy"})
    window.settle()
    year = date.today().year - 1
    search(window, f"since:3/4/{year} until:2026-01")
    assert filters(window) == [f"since: 3/4/{year} (4 March {year})", "until: 2026-01"]


def test_the_owner_finds_marks_filters_keeps_and_comes_back(window: Driver) -> None:
    window.go("themes")
    found = search(window, "invo")
    assert window.page == "search"
    assert window.keyboard == "searchField"
    assert window.is_said(f"{len(found)} feedbacks", "searchPage")
    first = window.each("searchList")[0]
    assert {one.casefold() for one in first.marked} == {"invo"}
    assert eyes.is_in("match", first.picture)

    # A filter, by completion: two letters, an arrow, Enter.
    window.type(" kind:")
    assert window.shown("searchCompletions") == [
        "Request", "Problem", "Praise", "Question", "Lost sale",
    ]  # fmt: skip
    assert window.chosen("searchCompletions") == []
    window.press("Down")
    assert window.chosen("searchCompletions") == ["Request"]
    assert window.field("searchField").explained == "Request"
    window.press("Enter")
    assert asked_for(window) == "invo kind:request "
    assert filters(window) == ["kind: request"]
    assert kinds(window) == {"Request"}
    fewer = window.shown("searchList")
    assert fewer == [words for words in found if words in fewer] != found

    # Kept under a name, it stands in the navigation.
    assert window.can("view_save")
    window.click("saveView")
    assert window.keyboard == "questionField"
    window.type("Invoices wanted")
    window.press("Enter")
    assert views(window) == ["Invoices wanted"]
    view = window.named("Invoices wanted", "savedViews")
    assert view.spoken == "Saved view Invoices wanted"

    def is_in_force() -> bool:
        return view.checked

    assert is_in_force()
    assert not window.button("saveView").enabled

    # Esc clears the field and goes back; the view comes back by its button.
    window.field("searchField").press("Esc")
    window.settle()
    assert window.page == "themes"
    assert asked_for(window) == ""
    assert not is_in_force()
    view.click()
    window.settle()
    assert asked_for(window).strip() == "invo kind:request"
    assert filters(window) == ["kind: request"]
    assert window.shown("searchList") == fewer
    assert is_in_force()

    # And undo takes it out of the navigation.
    window.click("toastUndo")
    assert views(window) == []


def test_a_view_is_renamed_and_deleted_by_key(window: Driver) -> None:
    search(window, "feeling:unhappy")
    window.act("view_save")
    window.type("Angry")
    window.press("Enter")
    assert views(window) == ["Angry"]
    window.field("searchField").press("Esc")
    window.settle()
    window.named("Angry", "savedViews").press("F2")
    window.settle()
    assert window.keyboard == "questionField"
    assert window.field("questionField").says == "Angry"
    window.fill(questionField="Not happy & <b>bold</b>")
    window.press("Enter")
    assert views(window) == ["Not happy & <b>bold</b>"]
    window.named("Not happy & <b>bold</b>", "savedViews").press("Del")
    window.settle()
    assert views(window) == []
    window.act("undo")
    assert views(window) == ["Not happy & <b>bold</b>"]
    assert [one.query for one in window.desk.ask(saved_views)] == ["feeling:unhappy"]


def test_search_covers_all_words_ever_said(window: Driver) -> None:
    found = {}
    for words in ("invoice", "INVOICE", '"(invoice', "invoice*", "ïnvöice"):
        found[words] = search(window, words)
        assert "invoice" in found[words][0].casefold(), words
        window.press("Esc")
        if asked_for(window):  # the first one closed the completions
            window.press("Esc")
        assert window.page == "inbox", words
        assert len(window.rows("inboxList")) == 11
    assert found["invoice"] == found["INVOICE"] == found["ïnvöice"]
    assert any(words not in window.shown("inboxList") for words in found["invoice"])


def test_search_finds_who_said_it(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "shop.feedbackdesk")
    speaker = Speaker("Ann Lee", "Harbour Bakery")
    window.desk.do(record_feedback, NewFeedback("Bread twice a day", speaker))
    window.desk.do(record_feedback, NewFeedback("Something else"))
    window.settle()
    assert window.shown("inboxList") == ["Something else", "Bread twice a day"]
    for words in ("Harbour", "ann lee", "ANN", 'who:"Ann Lee"', "org:harbour"):
        assert search(window, words) == ["Bread twice a day"], words


def test_a_typing_mistake_is_forgiven_and_told(window: Driver) -> None:
    found = search(window, "invioce")
    assert window.label("searchHint").says == "Nothing says “invioce”. Showing “invoice”."
    assert "invoice" in found[0].casefold()
    assert {one.casefold() for one in window.each("searchList")[0].marked} == {"invoice"}


def test_what_was_no_filter_is_told(window: Driver) -> None:
    assert search(window, "invoice")
    assert not window.has("searchHint")
    search(window, "kind:rant")
    assert "rant" in window.label("searchHint").says


def test_filters_are_taken_away_by_key_and_added_by_menu(window: Driver) -> None:
    search(window, "kind:loss -channel:email ")
    assert filters(window) == ["kind: lost sale", "not channel: e-mail"]
    assert kinds(window) == {"Lost sale"}
    assert not any("by E-mail" in spoken for spoken in window.rows("searchList"))
    window.named("kind: lost sale", "searchFilters").press("Right")
    assert window.keyboard == "filter.channel"
    window.press("Del")
    assert asked_for(window) == "kind:loss"
    assert filters(window) == ["kind: lost sale"]
    assert window.keyboard == "addFilter"
    window.click("addFilter")
    assert window.menu_name() == "filterMenu"
    window.pick("Feeling", "Unhappy")
    assert asked_for(window) == "kind:loss feeling:unhappy"
    assert filters(window) == ["kind: lost sale", "feeling: unhappy"]

    # One that takes a name is typed on, with the names to choose from.
    window.click("addFilter")
    window.pick("Theme…")
    assert asked_for(window) == 'kind:loss feeling:unhappy theme:"'
    assert window.keyboard == "searchField"
    offered = window.shown("searchCompletions")
    assert "Pay by direct debit" in offered
    window.type("pay by")
    assert window.shown("searchCompletions") == ["Pay by direct debit"]
    window.press("Tab")
    assert asked_for(window).strip() == 'kind:loss feeling:unhappy theme:"Pay by direct debit"'
    assert filters(window)[2:] == ["theme: Pay by direct debit"]


def test_enter_is_not_stolen_where_nothing_is_chosen(window: Driver) -> None:
    search(window, "cha")
    assert window.shown("searchCompletions") == ["channel:"]
    window.press("Enter")
    assert asked_for(window) == "cha"
    assert window.keyboard == "searchList"
    assert window.chosen("searchList") == window.shown("searchList")[:1]


def test_found_feedback_is_filed_and_deleted_as_in_the_inbox(window: Driver) -> None:
    before = search(window, "invoice")
    window.press("Down")
    assert window.keyboard == "searchList"
    assert window.chosen("searchList") == before[:1]
    window.press("N")
    assert window.keyboard == "questionField"
    window.type("Black holes")
    window.press("Enter")
    (filed,) = [one for one in window.desk.ask(list_feedback) if "Black holes" in one.themes]
    assert filed.text.startswith(before[0])
    assert window.keyboard == "searchList"
    assert "about Invoices by e-mail, Black holes:" in window.row("searchList", before[0]).spoken
    assert window.chosen("searchList") == before[1:2]
    window.press("Del")
    assert window.shown("searchList") == before[:1] + before[2:]
    window.click("toastUndo")
    assert window.shown("searchList") == before
    window.part("searchList").press("Esc")
    window.settle()
    assert window.page == "inbox"


def test_what_goes_by_the_name_is_opened(window: Driver) -> None:
    search(window, "direct debit")
    assert window.part("searchHits").words == [
        "Pay by direct debit", "Collect by direct debit, with one state…",
    ]  # fmt: skip
    item = "Collect by direct debit, with one statement per firm, Later"
    assert window.button("hit.theme").spoken == "Pay by direct debit, 6 requests"
    assert window.button("hit.item").spoken == window.button("hit.item").tip == item
    window.click("hit.theme")
    assert "Pay by direct debit" in window.inspected()
    window.click("hit.item")
    assert window.page == "item"
    assert window.is_said("Collect by direct debit, with one statement per firm", "itemPage")


def test_typing_fast_shows_only_the_newest_answer(window: Driver) -> None:
    search(window, "zeppelin")
    window.press("Escape")
    window.act("find")
    with window.watch("searchList") as seen, window.unanswered():
        for letter in "delivery":
            window.type(letter)  # each is asked for, and none is answered
    found = window.shown("searchList")
    assert all("deliver" in one.casefold() or "courier" in one for one in found[:3])
    assert {words for state in seen for words in state} - {""} == set(found)
    window.fill(searchField="de")
    assert not set(window.shown("searchList")) <= set(found), "fewer letters would show more"


def test_whatever_is_typed_is_a_search(window: Driver) -> None:
    for text in (
        '"', '""', "(", ")", "*", "'; DROP TABLE feedback; --", "AND OR NOT NEAR(", "^{}[]~:",
        "kind:", "-", "--", "-kind:loss", "who:\"", "\u202eabc\u202c", "😀", "ﷺ", "a\x00b",
        "\ud83d", "e\u0301" * 50, "x" * 5_000_000, ":" * 3_000, "since:99999", "on:2026-13",
    ):  # fmt: skip
        window.clipboard = text
        window.act("find")
        window.press("Ctrl+V")
        assert (window.page == "search") == bool(asked_for(window).strip()), ascii(text)[:24]
        assert not window.picture.isNull()
        window.press("Esc")
        if asked_for(window):  # the first one closed the completions
            window.press("Esc")
        assert (asked_for(window), window.page) == ("", "inbox"), ascii(text)[:24]


def test_ten_thousand_themes_are_searched_and_completed(drive: Drive, tmp_path: Path) -> None:
    window = drive(filled(tmp_path / "many.feedbackdesk", fill_with_wishes, 10_000))
    window.act("find")
    with window.unanswered():  # Tab before the names are here takes the first that comes
        window.type("theme:9999")
        window.press("Tab")
    assert asked_for(window) == 'theme:"9999th wish" '
    assert window.keyboard == "searchField"
    assert filters(window) == ["theme: 9999th wish"]


def test_all_is_found_once_the_typing_has_paused(drive: Drive, tmp_path: Path) -> None:
    window = drive(filled(tmp_path / "talk.feedbackdesk", fill_with_talk, AT_FIRST + 50))
    assert search(window, "zeppelin") == []
    with window.watch("searchList") as seen:
        found = search(window, "bread")
    assert sorted(found) == sorted(f"Bread {one}" for one in range(AT_FIRST + 50))
    assert {len(state) for state in seen} == {AT_FIRST, AT_FIRST + 50}
    assert window.is_said(f"{AT_FIRST + 50} feedbacks", "searchPage")
    # The same again is no new search, and the list stays as it is.
    with window.watch("searchList") as seen:
        window.press("Enter")
    assert (window.keyboard, seen) == ("searchList", [])


def test_a_long_text_is_shown_where_it_matches(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "shop.feedbackdesk")
    window.resize(1366, 768)
    long = "Before that, nothing of note. " * 4_000 + "A zeppelin! 😀 " + "And after. " * 9_000
    window.desk.do(record_feedback, NewFeedback(long))
    search(window, "zepp")
    (row,) = window.each("searchList")
    assert row.marked == ["zepp"]
    assert eyes.is_in("match", row.picture)
    search(window, "before")
    (row,) = window.each("searchList")
    assert "Before" in row.marked


def test_what_was_left_is_not_searched_again(window: Driver) -> None:
    assert search(window, "invoice")
    window.go("inbox")
    assert asked_for(window) == ""
    with window.watch("searchList") as seen:
        window.desk.do(record_feedback, NewFeedback("One more invoice"))
        window.settle()
    assert len(window.rows("inboxList")) == 12
    assert (window.rows("searchList"), seen) == ([], [])


def test_the_field_folds_where_there_is_no_room(window: Driver) -> None:
    window.resize(880, 560)
    window.go("roadmap")
    window.act("inspector")

    def width() -> int:
        return window.field("searchField").place.width()

    assert window.picture.width() == 880
    assert width() == 40
    window.press("Ctrl+F")
    assert window.keyboard == "searchField"
    assert width() > 200
    window.part("themeTray").take_keyboard()
    assert width() == 40


def test_from_the_right_too_heads_and_tools_leave_the_field_its_room(
    drive: Drive, sample_path: Path, from_right_to_left: None
) -> None:
    window = drive(sample_path)
    beside = {"backups": ("backups.backup_now",), "compare": ("compareSnapshot",)}
    for width in (1366, 1000):
        window.resize(width, 700)
        for page in ("inbox", "roadmap", "people", "backups", "compare"):
            window.go(page)
            field = window.field("searchField").place
            assert field.left() < window.part("pageNumbers").place.left() + 1, page
            for name in ("pageNumbers", *beside.get(page, ())):
                assert not field.intersects(window.part(name).place), (page, name)
        window.go("themes")
        window.press("Return")
        tools = [window.part(f"story.{one}").place for one in ("print_this", "theme_merge")]
        assert not any(field.intersects(tool) for tool in tools)
        assert tools[0].right() < tools[1].left(), "the last one is the farthest left"


def test_what_the_search_can_go_on_with_is_chosen_by_arrows_or_clicked(window: Driver) -> None:
    search(window, "kind:")
    offered = window.shown("searchCompletions")
    field = window.field("searchField")
    for words in (*offered, offered[0]):  # behind the last one comes the first
        window.press("Down")
        assert window.chosen("searchCompletions") == [words]
        assert field.explained == words
    window.press("Up")
    assert window.chosen("searchCompletions") == []
    assert field.explained == field.placeholder == "Search all words"
    window.press("Esc")
    assert not window.has("searchCompletions")
    assert (window.page, field.says) == ("search", "kind:"), "only they went away"
    window.press("Backspace")
    window.type(":")
    window.row("searchCompletions", "Lost sale").click()
    window.settle()
    assert field.says == "kind:loss "
    assert window.keyboard == "searchField"
    assert kinds(window) == {"Lost sale"}
    # One letter may begin any word; of two the names of filters are offered.
    window.fill(searchField="f")
    assert not window.has("searchCompletions")
    window.type("e")
    assert window.shown("searchCompletions") == ["feeling:"]
    window.press("Tab")
    assert field.says == "feeling:"
    assert window.shown("searchCompletions") == ["Unhappy", "Neutral", "Happy"]


def test_the_field_leads_into_the_list_and_an_empty_one_back_to_the_page(window: Driver) -> None:
    window.go("themes")
    window.press("Ctrl+F", "Down")
    assert (window.page, window.keyboard) == ("themes", "themeList")
    assert search(window, "qqqzzz") == []
    assert window.page == "search"
    assert window.is_said("Nothing found", "searchPage")
    window.press("Down")
    assert window.keyboard == "searchField", "there is nothing to go to"
    window.press("Ctrl+A", "Backspace")
    assert (window.page, window.keyboard) == ("themes", "searchField")


def test_a_filter_is_read_out_and_clicked_away(window: Driver) -> None:
    window.press("Ctrl+F")
    window.type("kind:praise feeling:happy")
    pill = window.button("filter.kind")
    assert pill.spoken == "Filter kind: praise"
    assert pill.tip == "kind: praise: take this filter away"
    window.click("filter.kind")
    assert filters(window) == ["feeling: happy"]
    window.click("filter.feeling")
    assert (window.page, asked_for(window)) == ("inbox", "")


def test_the_menu_of_filters_says_them_in_words(window: Driver) -> None:
    search(window, "invoice")
    window.click("addFilter")
    assert window.menu() == [
        "Kind", "Channel", "Stage of the person", "Feeling", "Importance",
        "What they did instead of buying", "When it was said", "",
        "Theme…", "Person…", "Organisation…", "Roadmap item…", "Reason of a lost sale…",
        "Competitor…", "How far a lost sale got…", "", "Where it is", "What it has",
    ]  # fmt: skip
    window.pick("When it was said")
    assert window.menu() == [
        "Today", "Last seven days", "This month", "Last month", "Last ninety days", "This year",
        "Last year",
    ]  # fmt: skip
    window.pick("Last year")
    assert asked_for(window) == f"invoice on:{date.today().year - 1}"
    assert filters(window) == [f"on: {date.today().year - 1}"]


def days_ago(number: int) -> str:
    """Return a day as a filter has it."""
    return date.fromordinal(date.today().toordinal() - number).isoformat()


def month(before: int) -> str:
    """Return a month as a filter has it."""
    year, number = divmod(date.today().year * 12 + date.today().month - 1 - before, 12)
    return f"{year}-{number + 1:02}"


@pytest.mark.parametrize(
    ("chosen", "asked"),
    [
        ("Today", lambda: "on:today"),
        ("Last seven days", lambda: f"since:{days_ago(6)}"),
        ("This month", lambda: f"since:{month(0)}"),
        ("Last month", lambda: f"on:{month(1)}"),
        ("Last ninety days", lambda: f"since:{days_ago(89)}"),
        ("This year", lambda: f"since:{date.today().year}"),
    ],
)
def test_each_stretch_of_days_is_the_one_that_it_says(
    window: Driver, chosen: str, asked: Callable[[], str]
) -> None:
    search(window, "invoice")
    window.click("addFilter")
    window.pick("When it was said", chosen)
    assert asked_for(window) == f"invoice {asked()}"


def test_a_search_that_is_typed_on_can_be_kept_again(window: Driver) -> None:
    search(window, "feeling:")
    assert not window.can("view_save"), "nothing is searched for yet"
    window.type("happy")
    window.press("Ctrl+D")
    window.type("Glad")
    window.press("Enter")
    assert (views(window), window.can("view_save")) == (["Glad"], False)
    assert window.named("Glad", "savedViews").checked
    search(window, "feeling:happy tea")
    assert not window.named("Glad", "savedViews").checked
    window.press("Backspace", "Backspace", "Backspace", "Backspace")
    assert window.named("Glad", "savedViews").checked
    window.type(" tea")
    assert window.can("view_save")


def test_a_view_has_a_menu_of_its_own(window: Driver) -> None:
    search(window, "feeling:happy")
    window.press("Ctrl+D")
    window.type("Glad")
    window.press("Enter")
    for words in ("R&D", "Joy"):
        window.named(views(window)[0], "savedViews").right_click()
        assert window.menu_name() == "viewMenu"
        assert window.menu() == ["Rename the view…", "Delete the view"]
        window.pick("Rename the view…")
        window.fill(questionField=words)
        window.press("Enter")
        assert views(window) == [words]
        assert "Alt+D" not in window.alt_keys(), "a letter of a name is no key"
    assert window.named("Joy", "savedViews").tip == "Joy\nfeeling:happy"
    window.named("Joy", "savedViews").right_click()
    window.pick("Delete the view")
    assert views(window) == []
    assert window.can("view_save"), "the search is still there, and can be kept again"
