"""The owed page by its rows: several at once, the row's menu, the search, and what is refused."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import delete_follow_up, finish, follow_up, owed
from feedbackdesk.desk.identity import Speaker, organisation_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import edit_organisation
from feedbackdesk.desk.roadmap import plan, ship_item
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.words import FollowUpResult, Kind
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.ui.test_owed import (
    HOSTILE,
    _shop,
    ended,
    lines,
    names,
    owed_to_each,
    shop,
    to_owed,
    window,
)

__all__ = ["_shop", "shop", "window"]

TODAY = local_today()


def due(window: Driver) -> dict[str, date]:
    """Return by when each is owed something, as the workspace has it."""
    return {who: one.due for who, one in owed_to_each(window).items()}


def whom(rows: list[str]) -> list[str]:
    """Return who stands in rows; a heading goes on with how many it heads."""
    parts = (one.partition(", ") for one in rows)
    return [who for who, _comma, rest in parts if not rest[:1].isdigit()]


def click(window: Driver, *who: str) -> None:
    """Click the rows of some, holding Ctrl from the second on."""
    for number, one in enumerate(who):
        window.row("owedList", one).click("Ctrl" if number else "")
    window.settle()


def chosen(window: Driver) -> list[str]:
    """Return who is chosen, from the top."""
    return [one.split(", ")[0] for one in window.chosen("owedList")]


def menu_of(window: Driver, who: str) -> list[str]:
    """Open a row's menu by the right button; return its entries."""
    window.row("owedList", who).right_click()
    return window.menu()


# Several at once


def test_several_are_deleted_by_one_key_and_one_undo_brings_them_back(window: Driver) -> None:
    before, listed = window.desk.ask(owed), window.rows("owedList")
    click(window, "Ann Lee", "Bo")
    with window.watch("owedList") as seen:
        window.press("Del")
    assert whom(seen[0]) == [HOSTILE, "Silent"], "at once"
    assert names(window) == [HOSTILE, "Silent"]
    assert due(window).keys() == {HOSTILE, "Silent"}
    assert window.says() == "Deleted 2 follow-ups."
    assert window.dialog() == "", "no question: it can be undone"
    assert chosen(window) == [HOSTILE], "the next one"
    assert window.label("owedWho").says == f"{HOSTILE}, Acme"
    assert window.keyboard == "owedList"
    window.press("Ctrl+Z")
    assert window.rows("owedList") == listed
    assert window.desk.ask(owed) == before


def test_deleting_what_stands_apart_in_the_list_leaves_what_is_between(window: Driver) -> None:
    click(window, "Ann Lee", HOSTILE)
    assert chosen(window) == ["Ann Lee", HOSTILE]
    window.press("Del")
    assert lines(window) == [
        "Today, 1",
        "Bo",
        "Not to be contacted, 1, listed and never written to",
        "Silent",
    ]
    assert chosen(window) == ["Silent"]
    window.press("Del")
    assert window.says() == "Deleted what is owed to Silent."
    assert names(window) == ["Bo"]
    assert chosen(window) == ["Bo"], "nothing is behind it, so the one before"
    window.press("Del")
    assert due(window) == {}
    assert window.is_said("Nothing is owed to anybody", within="owedPage")
    assert window.keyboard == "offer.capture", "the keyboard goes on to what is offered"


def test_several_are_put_off_to_one_day_in_one_step(window: Driver) -> None:
    before = due(window)
    click(window, "Ann Lee", HOSTILE)
    window.press("P")
    assert window.part("postponeDialog").title == "Postpone 2 of them"
    window.type("3 weeks")
    window.answer("Postpone")
    day = TODAY + timedelta(days=21)
    assert due(window) == before | {"Ann Lee": day, HOSTILE: day}
    assert window.says() == f"Put 2 follow-ups off to {show_date(day)}."
    assert lines(window) == [
        "Today, 1",
        "Bo",
        "Later, 2",
        "Ann Lee",
        HOSTILE,
        "Not to be contacted, 1, listed and never written to",
        "Silent",
    ]
    assert chosen(window) == ["Silent"], "the next that is none of them"
    assert window.keyboard == "owedList"
    window.press("Ctrl+Z")
    assert due(window) == before, "one step for both"


def test_putting_off_one_names_it_and_leaves_the_others(window: Driver) -> None:
    before = due(window)
    click(window, "Bo")
    window.press("P")
    assert window.part("postponeDialog").title == "Postpone"
    window.type("tomorrow")
    window.press("Esc")
    assert due(window) == before, "Esc puts nothing off"
    assert (chosen(window), window.keyboard) == (["Bo"], "owedList")
    window.press("P")
    assert window.field("postponeDay").says == ""
    window.type("tomorrow")
    window.press("Enter")
    tomorrow = TODAY + timedelta(days=1)
    assert due(window) == before | {"Bo": tomorrow}
    assert window.says() == f"Put what is owed to Bo off to {show_date(tomorrow)}."
    assert chosen(window) == [HOSTILE], "the next one"


def test_what_is_done_already_is_neither_ended_nor_put_off_again(window: Driver) -> None:
    click(window, "Ann Lee", "Bo")
    window.press("D", "3")
    assert window.says() == "Finished 2 follow-ups: Not needed."
    window.press("L")
    assert lines(window)[-3] == "Done lately, 2"
    assert set(names(window)[2:]) == {"Ann Lee", "Bo"}
    assert window.button("owedLately").checked
    before = due(window)
    click(window, "Ann Lee", "Bo")
    for key in ("D", "P"):
        window.press(key)
        assert (window.menu_name(), window.dialog()) == ("", "")
    click(window, HOSTILE, "Ann Lee")
    window.press("P")
    assert window.part("postponeDialog").title == "Postpone", "one of the two is open"
    window.type("3 weeks")
    window.press("Enter")
    assert due(window) == before | {HOSTILE: TODAY + timedelta(days=21)}
    click(window, HOSTILE, "Bo")
    window.press("D")
    window.press("W")
    assert window.part("doneDialog").title == "Done"
    window.press("Esc")
    click(window, "Ann Lee", "Bo")
    window.press("Del")
    assert set(names(window)) == {HOSTILE, "Silent"}, "what is done can be deleted"
    window.press("L")
    assert not window.button("owedLately").checked
    assert due(window).keys() == {HOSTILE, "Silent"}


def test_several_that_are_done_are_put_back_by_their_button(window: Driver) -> None:
    before = due(window)
    window.press("Ctrl+A", "D", "2", "L")
    done = [one for one in window.each("owedList") if ", No answer, " in one.spoken]
    assert len(done) == 4
    done[0].click()
    done[-1].click("Shift")
    window.settle()
    window.click("owedReopen")
    window.until(lambda: len(due(window)) == 4, "all of them")
    kept = {one.who or "": one.due for one in window.desk.ask(owed) if one.kind == "acknowledge"}
    assert kept == before


def test_going_on_from_several_leaves_them_all_behind(window: Driver) -> None:
    click(window, "Ann Lee", "Bo")
    window.press("J")
    assert chosen(window) == [HOSTILE], "the next one below them"
    click(window, "Bo", HOSTILE)
    window.press("K")
    assert chosen(window) == ["Ann Lee"], "the one above them"
    window.press("K")
    assert chosen(window) == ["Ann Lee"], "only a heading is above"
    click(window, "Ann Lee", HOSTILE)
    window.press("P")
    window.type("3 weeks")
    window.press("Enter")
    assert names(window) == ["Bo", "Ann Lee", HOSTILE, "Silent"]
    click(window, "Ann Lee")
    window.press("D", "3")
    assert chosen(window) == [HOSTILE], "the next one, under the same heading"


# What is seen at a glance


def test_what_is_late_stands_out_and_what_is_apart_or_done_is_quiet(window: Driver) -> None:
    def has(row: str, ink: str) -> bool:
        return window.row("owedList", row).ink(ink).isValid()

    click(window, "Silent")  # the chosen row has a ground of its own
    rows = ("Late", "Ann Lee", "Today", "Bo", HOSTILE, "Not to be contacted")
    assert [has(row, "danger") for row in rows] == [True, True, False, False, False, False]
    click(window, HOSTILE)
    assert has("Bo", "text"), "a name is dark"
    assert not has("Silent", "text"), "who may not be contacted is quiet"
    click(window, "Bo")
    window.press("D", "1")
    heard = window.row("owedList", "Bo, Acme, Answer").spoken
    assert heard.endswith("heard today, not resolved")
    click(window, HOSTILE)
    assert has(heard, "warning"), "the clock of who was heard, and not helped"
    assert not has("Ann Lee", "warning")


# A row's menu


def test_a_row_has_a_menu_of_what_can_be_done_to_it(window: Driver) -> None:
    click(window, "Ann Lee")
    assert menu_of(window, "Bo") == ["Open the letter", "Done…", "Postpone…", "", "Delete"]
    assert chosen(window) == ["Bo"], "it is about the row below the pointer"
    window.pick("Delete")
    assert due(window).keys() == {"Ann Lee", HOSTILE, "Silent"}


def test_the_menu_of_what_is_done_puts_it_back(window: Driver) -> None:
    key = owed_to_each(window)["Bo"].id
    click(window, "Ann Lee", "Bo")
    window.press("D", "3", "L")
    assert menu_of(window, "Bo") == ["Put back on the list", "", "Delete"]
    window.pick("Put back on the list")
    assert ended(window, key) == (None, "")
    again = window.desk.ask(follow_up, key)
    assert again is not None
    assert again.done_on is None
    assert lines(window)[:2] == ["Today, 1", "Bo"]
    assert lines(window)[-2:] == ["Done lately, 1", "Ann Lee"]


def test_a_heading_and_the_empty_ground_have_no_menu(window: Driver) -> None:
    heading = window.row("owedList", "Late")
    assert not heading.enabled
    heading.right_click()
    assert window.menu_name() == ""
    window.part("owedList").right_click(at=(0.5, 0.99))
    assert window.menu_name() == ""
    window.row("owedList", "Bo").right_click()
    assert window.menu()
    window.press("Esc")


def test_the_menu_does_what_the_keys_do(window: Driver) -> None:
    click(window, HOSTILE)
    menu_of(window, HOSTILE)
    window.pick("Postpone…")
    assert window.dialog() == "postponeDialog"
    window.press("Esc")
    menu_of(window, HOSTILE)
    window.pick("Done…")
    assert window.menu_name() == "owedResults"
    window.press("Esc")
    menu_of(window, HOSTILE)
    window.pick("Open the letter")
    assert window.keyboard == "letterBody"
    assert f"says {HOSTILE}”" in window.field("letterBody").says
    assert due(window).keys() == {"Ann Lee", "Bo", HOSTILE, "Silent"}


def test_the_menu_is_about_all_that_are_chosen(window: Driver) -> None:
    click(window, "Ann Lee", HOSTILE)
    menu_of(window, HOSTILE)
    assert chosen(window) == ["Ann Lee", HOSTILE]
    window.pick("Postpone…")
    assert window.part("postponeDialog").title == "Postpone 2 of them"
    window.press("Esc")
    menu_of(window, HOSTILE)
    window.pick("Done…")
    window.press("3")
    assert due(window).keys() == {"Bo", "Silent"}


# Finding


def find(window: Driver, words: str) -> list[str]:
    """Search; return who is found."""
    window.fill(owedSearch=words)
    return names(window) if window.has("owedList") else []


def test_the_search_finds_names_organisations_and_what_it_is_about(window: Driver) -> None:
    everybody = ["Ann Lee", "Bo", HOSTILE, "Silent"]
    assert window.field("owedSearch").spoken == "Find a name or what it is about"
    assert find(window, "ann") == ["Ann Lee"]
    assert lines(window) == ["Late, 1", "Ann Lee"], "with its heading, and no other"
    assert window.label("owedWho").says == "Ann Lee, Acme"
    assert find(window, "ACME bo") == ["Bo"], "all words, wherever they stand"
    assert find(window, "stale") == everybody
    assert find(window, "says silent") == ["Silent"]
    assert find(window, "bo ann") == [], "no row has both"
    assert not window.has("owedList")
    assert not window.is_said("Nothing is owed to anybody"), "there is something owed"
    assert window.is_said(
        "Nothing found\nTry fewer or other words; Esc clears them.", window.page + "Page"
    )
    window.press("Esc")
    assert window.field("owedSearch").says == ""
    assert names(window) == everybody


def test_the_search_finds_what_is_done_too_once_it_is_listed(window: Driver) -> None:
    click(window, "Bo")
    window.press("D", "3")
    assert find(window, "bo") == []
    window.act("owed_lately")
    assert lines(window) == ["Done lately, 1", "Bo"]
    assert find(window, "ann") == ["Ann Lee"]


def test_the_search_finds_an_item_that_they_are_to_hear_of(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("Mail it", Speaker("Cy"), themes=("Invoices",)))
    desk.do(ship_item, desk.do(plan, ["Invoices"], item="Bills by e-mail").result)
    desk.close()
    assert find(to_owed(drive(shop)), "bills") == ["Cy"]


def test_what_is_ended_while_searching_is_what_was_found(window: Driver) -> None:
    assert find(window, "bo") == ["Bo"]
    window.part("owedList").press("Ctrl+A", "D", "3")
    window.settle()
    assert not window.has("owedList")
    assert due(window).keys() == {"Ann Lee", HOSTILE, "Silent"}
    assert find(window, "") == ["Ann Lee", HOSTILE, "Silent"]


def test_what_is_deleted_while_searching_is_what_was_found(window: Driver) -> None:
    window.press("Ctrl+A")
    assert find(window, "says bo") == ["Bo"]
    window.part("owedList").press("Ctrl+A", "Del")
    window.settle()
    assert due(window).keys() == {"Ann Lee", HOSTILE, "Silent"}
    window.press("Ctrl+Z")
    assert find(window, "") == ["Ann Lee", "Bo", HOSTILE, "Silent"]


# What is refused


def test_what_was_ended_elsewhere_is_not_ended_again(window: Driver) -> None:
    key = owed_to_each(window)["Bo"].id
    click(window, "Bo")
    window.press("D")
    window.desk.do(finish, key, FollowUpResult.TOLD, said="On the telephone")
    window.press("2")
    assert window.says() == "That was done already. Nothing was changed."
    assert ended(window, key) == (FollowUpResult.TOLD, "On the telephone")
    assert names(window) == ["Ann Lee", HOSTILE, "Bo", "Silent"], "the answer that is owed since"
    window.until(lambda: window.row("owedList", "Bo").spoken.startswith("Bo, Acme, Answer, "))


def test_what_is_gone_is_said_and_the_others_stay(window: Driver) -> None:
    click(window, "Ann Lee", "Bo")
    keys = [owed_to_each(window)[who].id for who in ("Ann Lee", "Bo")]
    window.press("D")
    for key in keys:
        window.desk.do(delete_follow_up, key)
    window.press("1")
    assert window.says() == "That was done already, or is gone. Nothing was changed."
    assert names(window) == [HOSTILE, "Silent"]


def test_of_several_those_that_are_left_are_ended(window: Driver) -> None:
    click(window, "Ann Lee", "Bo", HOSTILE)
    ann, bo = (owed_to_each(window)[who].id for who in ("Ann Lee", "Bo"))
    window.press("D")
    window.desk.do(finish, ann, FollowUpResult.TOLD, said="By letter")
    window.press("2")
    assert ended(window, ann) == (FollowUpResult.TOLD, "By letter")
    assert ended(window, bo) == (FollowUpResult.NO_ANSWER, "")


def refused(window: Driver, shop: Path, key: str, left: list[str]) -> None:
    """Press a key while the file is elsewhere; all is as before then, and said."""
    before, listed = window.desk.ask(owed), window.rows("owedList")
    aside = shop.rename(shop.with_name("aside"))
    with window.watch("owedList") as seen:
        window.press(key)
    said = window.says()
    aside.rename(shop)
    window.look_again()
    assert whom(seen[0]) == left, "at once, before it is known to fail"
    assert "Nothing was changed" in said
    assert window.desk.ask(owed) == before
    assert window.rows("owedList") == listed


def test_a_deletion_that_is_refused_leaves_the_rows(window: Driver, shop: Path) -> None:
    click(window, "Bo", HOSTILE)
    refused(window, shop, "Del", left=["Ann Lee", "Silent"])
    window.choose("owedList", "Bo")
    window.press("Del")
    assert due(window).keys() == {"Ann Lee", HOSTILE, "Silent"}, "it works once the file is back"


def test_an_acknowledgement_without_an_answer_that_is_refused_leaves_the_row(
    window: Driver, shop: Path
) -> None:
    key = owed_to_each(window)["Bo"].id
    click(window, "Bo")
    window.press("D")
    refused(window, shop, "2", left=["Ann Lee", HOSTILE, "Silent"])
    assert ended(window, key) == (None, "")
    assert window.dialog() == "", "no words were written that could be lost"
    window.choose("owedList", "Bo")
    window.press("D", "2")
    assert ended(window, key) == (FollowUpResult.NO_ANSWER, "")
    assert window.says() == "Finished what is owed to Bo: No answer."


def test_words_that_could_not_be_kept_come_back(window: Driver) -> None:
    listed = owed_to_each(window)
    click(window, "Bo")
    window.press("D", "W")
    window.field("doneResult").choose("No answer")
    window.fill(doneWords="Rang twice, and then again.")
    window.answer("Done")
    kept = (FollowUpResult.NO_ANSWER, "Rang twice, and then again.")
    assert ended(window, listed["Bo"].id) == kept
    click(window, HOSTILE)
    window.press("D", "W")
    window.desk.do(delete_follow_up, listed[HOSTILE].id)
    window.field("doneResult").choose("No answer")
    window.fill(doneWords="A long story.")
    window.answer("Done")
    assert window.says() == "That is no longer on the list. Nothing was changed."
    assert window.dialog() == "doneDialog"
    assert window.field("doneWords").says == "A long story."
    assert window.field("doneResult").says == "No answer"
    window.press("Esc")
    assert window.keyboard == "owedList"
    click(window, "Ann Lee")
    window.press("D", "W")
    window.desk.do(delete_follow_up, listed["Ann Lee"].id)
    window.answer("Done")
    assert window.dialog() == "", "there were no words to lose"


def test_the_results_offered_are_those_that_can_be(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("No", Speaker("Di"), loss=LossFacts("Price")))
    desk.close()
    window = to_owed(drive(shop))
    told = ["1  Told", "2  No answer", "3  Not needed"]
    for who, offered in (
        (("Bo",), told),
        (("Di",), [*told, "4  Won back"]),
        (("Bo", "Di"), [*told, "4  Won back"]),
    ):
        click(window, *who)
        window.press("D")
        assert window.menu() == [*offered, "", "W  With what was said…"]
        window.press("W")
        said = [one.split("  ")[1] for one in offered]
        assert window.field("doneResult").choices == said
        window.press("Esc")


# What changes around it


def test_a_firm_that_is_renamed_is_owed_under_its_new_name(window: Driver) -> None:
    window.press("Home")
    assert window.label("owedWho").says == "Ann Lee, Acme"
    with closing(Desk.open(window.path)) as other:
        firm = other.ask(organisation_named, "Acme").id
        other.do(edit_organisation, firm, name="Brook House")
    window.until(lambda: window.label("owedWho").says == "Ann Lee, Brook House", "the new name")
    window.settle()
    every = [one.spoken for one in window.each("owedList") if one.enabled]
    assert [one.split(", ")[:3] for one in every] == [
        [who, "Brook House", "Acknowledge"] for who in ("Ann Lee", "Bo", HOSTILE, "Silent")
    ]
    assert find(window, "brook") == ["Ann Lee", "Bo", HOSTILE, "Silent"]
    assert find(window, "acme") == []


def test_what_is_recorded_elsewhere_comes_in_and_what_is_chosen_stays(window: Driver) -> None:
    window.press("End")
    assert chosen(window) == ["Silent"]
    window.row("owedList", "Bo").double_click()
    window.settle()
    assert window.keyboard == "letterBody", "a double click opens the letter, as Enter does"
    click(window, "Bo", HOSTILE)
    with closing(Desk.open(window.path)) as other:
        other.do(record_feedback, NewFeedback("Stale", Speaker("Cy"), kind=Kind.PROBLEM))
    window.until(lambda: "Cy" in names(window), "Cy")
    assert chosen(window) == ["Bo", HOSTILE]


def test_the_head_counts_what_is_late_and_due_today(window: Driver) -> None:
    window.resize(1366, 768)
    counted = ("1 late, 1 today", "1 late", "1 today")

    def head() -> list[str]:
        return [one for one in window.text("owedPage").splitlines() if one in counted]

    assert head() == ["1 late, 1 today"]
    click(window, "Ann Lee")
    window.press("Del")
    assert head() == ["1 today"]
    click(window, "Bo")
    window.press("Del")
    assert head() == []
    window.press("Ctrl+Z", "Ctrl+Z")
    click(window, "Bo")
    window.press("Del")
    assert head() == ["1 late"]
