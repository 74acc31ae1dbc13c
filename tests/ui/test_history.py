"""The history page: a step is found, taken back alone, refused with a way on, and jumped from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    feedback_ids,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.inbox import archive_many
from feedbackdesk.desk.roadmap import plan
from feedbackdesk.desk.themes import add_theme, all_themes, merge_themes, rename_theme
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.old_steps import add_steps

RECORDED = "Recorded “Mail me the bill.”"
RENAMED = "Renamed theme to Bills by e-mail"
MERGED = "Merged Invoices into Bills by e-mail"
ADDED = "Added theme Invoices"
WIDE = (1360, 860)
"""So wide that how many there are stands beside the title."""
NOT_ALONE = "This cannot be undone alone"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which something was recorded, renamed and merged."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(
        record_feedback, NewFeedback("Mail me the bill.", Speaker("Ann Lee"), themes=("Bills",))
    )
    theme = desk.ask(all_themes)[0].id
    desk.do(rename_theme, theme, "Bills by e-mail")
    other = desk.do(add_theme, "Invoices").result
    desk.do(merge_themes, other, theme)
    desk.close()
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """The history of that workspace."""
    return opened(drive(shop))


def opened(window: Driver) -> Driver:
    """Go to the history by its key."""
    window.press("Ctrl+8")
    assert window.page == "history"
    return window


def did(window: Driver) -> list[str]:
    """Return what each step of the list did, from the top; a day's heading as it stands."""
    return [what(row) for row in window.rows("historyList")]


def what(spoken: str) -> str:
    """Return what a step did, of all that is spoken of it: the time, what, by whom."""
    time, _comma, rest = spoken.partition(", ")
    return rest.rpartition(", ")[0] if time[:2].isdigit() else spoken


def choose(window: Driver, words: str) -> None:
    """Choose the step that did something."""
    (at,) = [at for at, each in enumerate(did(window)) if each == words]
    window.each("historyList")[at].choose()
    window.settle()
    assert window.part("historyStep").says == words


def names(path: Path) -> list[str]:
    """Return the themes, as another process finds them."""
    desk = Desk.open(path, create=False)
    found = sorted(theme.name for theme in desk.ask(all_themes))
    desk.close()
    return found


def test_one_step_is_taken_back_alone_by_key_and_done_again(window: Driver, shop: Path) -> None:
    assert did(window) == ["Today", MERGED, ADDED, RENAMED, RECORDED]
    assert window.keyboard == "historyList"
    assert window.part("historyStep").says == MERGED, "the newest is shown at once"
    choose(window, RENAMED)
    assert window.part("historyWhen").says.startswith("Today, ")
    assert window.part("historyWhen").says.endswith(" · in the window")
    assert window.is_said("Theme renamed: Bills → Bills by e-mail", "historyDetail")
    assert window.button("historyUndo").says == "Undo this step"
    window.press("Alt+Z")
    assert names(shop) == ["Bills"], "the merge stays"
    assert window.says() == "Undone: Rename theme to Bills by e-mail."
    assert window.part("historyStep").says == RENAMED, "it is still the one that is read"
    assert " · taken back at " in window.part("historyWhen").says
    assert window.button("historyUndo").says == "Do again"
    assert window.called("history_undo") == "Do this step again"
    assert window.button("historyUndo").tip == (
        "Do again what this step did, before it was taken back (Alt+Z)"
    )
    assert not window.has("historyObstacle")
    window.click("historyUndo")
    assert names(shop) == ["Bills by e-mail"]
    assert window.called("history_undo") == "Undo this step"
    assert window.button("historyUndo").says == "Undo this step"
    assert did(window) == [
        "Today",
        "Done again: Rename theme to Bills by e-mail",
        "Undone: Rename theme to Bills by e-mail",
        MERGED,
        ADDED,
        RENAMED,
        RECORDED,
    ]


def test_a_refused_undo_names_what_is_in_the_way_and_leads_there(
    window: Driver, shop: Path
) -> None:
    choose(window, RECORDED)
    assert window.is_said(NOT_ALONE, "historyDetail"), "known before it is tried"
    window.click("historyUndo")
    assert window.part("historyObstacle").says == (
        "Cannot take this back: Record “Mail me the bill.”. A later step changed the same: "
        "Rename theme to Bills by e-mail. Nothing was changed; undo that first."
    )
    assert names(shop) == ["Bills by e-mail"]
    window.click("historyBlocker")
    assert window.part("historyStep").says == RENAMED
    assert window.chosen("historyList") == [window.row("historyList", RENAMED).says]
    assert window.keyboard == "historyList"
    assert not window.is_said(NOT_ALONE, "historyDetail")


def test_the_blocker_is_found_also_where_a_filter_hides_it(window: Driver) -> None:
    window.resize(*WIDE)
    window.fill(historySearch="recorded record")
    window.fill(historySearch="record")
    assert did(window) == ["Today", RECORDED]
    assert window.part("pageNumbers").says == "1 step"
    choose(window, RECORDED)
    window.click("historyBlocker")
    assert did(window) == ["Today", MERGED, ADDED, RENAMED, RECORDED]
    assert window.part("pageNumbers").says == "4 steps"
    assert window.part("historyStep").says == RENAMED
    assert window.field("historySearch").says == ""


def test_enter_jumps_to_what_a_step_changed(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    desk.do(plan, ["Bills by e-mail"], item="Answer the bills")
    desk.close()
    window = drive(shop)
    for words, where, kind, thing in (
        (RECORDED, "history", "Feedback", "Mail me the bill."),
        (RENAMED, "themes", "Theme", "Bills by e-mail"),
        ("Planned Answer the bills", "roadmap", "Roadmap item", "Answer the bills"),
    ):
        choose(opened(window), words)
        window.press("Enter")
        assert window.page == where
        assert window.inspected().startswith(f"{kind}\n")
        assert thing in window.inspected()


def test_what_happened_meanwhile_is_there_when_the_page_is_looked_at_again(
    window: Driver,
) -> None:
    window.go("inbox")
    window.desk.do(add_theme, "Parking")
    window.settle()
    assert did(window) == ["Today", MERGED, ADDED, RENAMED, RECORDED], "nobody looks"
    opened(window)
    assert did(window) == ["Today", "Added theme Parking", MERGED, ADDED, RENAMED, RECORDED]


def test_what_was_deleted_says_when(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    desk.do(delete_feedback, desk.ask(feedback_ids)[0])
    desk.close()
    window = opened(drive(shop))
    choose(window, RECORDED)
    window.click("historyJump")
    assert window.says().startswith("“Mail me the bill.” was deleted on ")
    assert window.page == "history"
    assert window.inspected() == ""


def test_a_step_of_the_command_line_appears_above_what_is_being_read(
    drive: Drive, shop: Path
) -> None:
    desk = Desk.open(shop)
    for number in range(40):
        desk.do(add_theme, f"Need {number}")
    desk.close()
    window = opened(drive(shop))
    choose(window, RENAMED)
    read = window.row("historyList", RENAMED)
    before = read.place
    assert not window.each("historyList")[0].in_sight, "it was scrolled to"
    other = Desk.open(shop, source="command line")
    other.do(add_theme, "Parking")
    other.close()
    window.until(lambda: did(window)[:2] == ["Today", "Added theme Parking"], "the other's step")
    newest = window.rows("historyList")[1]
    assert newest.endswith(" · at the command line")
    assert read.place == before
    assert read.chosen
    assert window.part("historyStep").says == RENAMED


def test_filters_narrow_the_list_and_one_thing_can_be_followed(window: Driver) -> None:
    every = ["Today", MERGED, ADDED, RENAMED, RECORDED]
    kind, source = window.part("historyKind"), window.part("historySource")
    assert (kind.says, source.says) == ("Everything", "From anywhere")
    assert kind.choices == [
        "Everything", "Feedback", "Themes", "Roadmap", "People", "Lost sales", "Follow-ups",
        "Settings",
    ]  # fmt: skip
    assert source.choices == ["From anywhere", "In the window", "Command line", "Imports"]

    def narrow(box: str, words: str) -> list[str]:
        window.part(box).choose(words)
        window.settle()
        return did(window)

    assert narrow("historyKind", "People") == ["Today", RECORDED]
    assert narrow("historyKind", "Themes") == every
    assert narrow("historyKind", "Roadmap") == []
    assert window.is_said("Nothing found", "historyPage")
    assert narrow("historyKind", "Everything") == every
    assert narrow("historySource", "In the window") == every
    assert narrow("historySource", "Imports") == []
    assert narrow("historySource", "From anywhere") == every
    choose(window, ADDED)
    window.click("historyOnly")
    assert did(window) == ["Today", MERGED, ADDED]
    assert window.button("historyOnlyThis").says == "Only Invoices"
    window.click("historyOnlyThis")
    assert did(window) == every
    assert not window.has("historyOnlyThis")


def test_a_day_is_jumped_to_as_it_is_said(drive: Drive, shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as raw, raw:
        for step_id, days in ((1, 9), (2, 9), (3, 2)):
            at = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
            raw.execute("UPDATE step SET at = ? WHERE id = ?", (at, step_id))
    window = opened(drive(shop))
    shown = did(window)
    heads = [f"{day:%A}, {day.day} {day:%B} {day.year}" for day in map(ago, (2, 9))]
    assert shown == ["Today", MERGED, heads[0], ADDED, heads[1], RENAMED, RECORDED]

    def go(day: str) -> str:
        window.fill(historyDay=day)
        window.press("Enter")
        row = window.current("historyList")
        assert row is not None
        return what(row.spoken)

    assert go(ago(5).isoformat()) == RENAMED, "the last day before it on which something was"
    assert window.keyboard == "historyList"
    window.press("Up")
    assert window.part("historyStep").says == ADDED, "headings are passed over"
    assert go("tomorrow") == MERGED, "the newest"
    for wrong, sentence in (
        ("", "Write a day to jump to, such as yesterday or 3 nov."),
        ("gestern 💥", "“gestern 💥” was not understood as a date."),
        ("1901-01-01", "Nothing was done on that day or before it."),
    ):
        assert go(wrong) == MERGED
        assert window.says().startswith(sentence)
        assert window.keyboard == "historyDay"


def ago(days: int) -> date:
    """Return a day so many days ago."""
    return date.today() - timedelta(days=days)


def test_a_large_step_shows_its_first_changes_and_more_when_asked(
    drive: Drive, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    keys = [desk.do(record_feedback, NewFeedback(f"Number {n}.")).result for n in range(60)]
    desk.do(archive_many, keys, "60 feedbacks")
    desk.close()
    window = opened(drive(path))
    assert window.part("historyStep").says == "Archived 60 feedbacks"
    assert window.button("historyMore").says == "… and 40 more"
    assert window.text("historyDetail").count("Archived: no → yes") == 20
    window.click("historyMore")
    assert not window.has("historyMore")
    assert window.text("historyDetail").count("Archived: no → yes") == 60


def test_a_long_text_is_read_whole(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    key = desk.do(record_feedback, NewFeedback("Long. " * 200_000)).result
    desk.do(edit_feedback, key, FeedbackFacts(text="Short."))
    desk.close()
    window = opened(drive(path))
    assert len(window.text("historyDetail")) < 2_000
    window.click("historyWhole")
    assert window.dialog() == "wholeText"
    assert window.keyboard == "wholeBefore"
    assert window.field("wholeBefore").says == ("Long. " * 200_000).strip()
    assert window.field("wholeAfter").says == "Short."
    assert window.field("wholeBefore").spoken == "Before"
    assert window.field("wholeAfter").spoken == "After"
    window.answer("Close")
    assert window.dialog() == ""


HOSTILE = [
    "<img src=x onerror=alert(1)><b>bold</b>",
    "&amp; &lt;a href='https://x.example'&gt;",
    "مرحبا 🕘 \u202eoverride\u202c",
    "quotes \" ' ( ) [ ] { } {0} %s \\ end",
    "a" * 290,
]


def test_names_from_outside_are_plain_text(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for number, name in enumerate(HOSTILE):
        desk.do(rename_theme, desk.do(add_theme, f"Hours {number}").result, name)
    desk.close()
    window = opened(drive(path))
    for number, name in enumerate(HOSTILE):
        window.clipboard = name
        window.field("historySearch").press("Ctrl+A", "Ctrl+V")
        window.settle()
        today, renamed, added = did(window)
        (stored,) = [
            one for one in names(path) if renamed.startswith(f"Renamed theme to {one[:40]}")
        ]
        assert (today, added) == ("Today", f"Added theme Hours {number}")
        choose(window, renamed)
        # What was taken for markup would be read without it.
        assert window.is_said(f"Theme renamed: Hours {number} → {stored}", "historyDetail")
        window.click("historyOnly")
        assert window.button("historyOnlyThis").says.startswith(f"Only {stored[:20]}")
        window.click("historyOnlyThis")


def test_a_new_owner_reads_what_the_page_is_for(drive: Drive, tmp_path: Path) -> None:
    window = opened(drive(tmp_path / "new.feedbackdesk"))
    assert window.is_said("Nothing has been changed yet", "historyPage")
    assert window.is_said("Each can be taken back alone, also months later.", "historyPage")
    assert window.has("offer.capture")
    assert not window.has("historyList")
    window.desk.do(add_theme, "Hours")
    window.until(lambda: window.has("historyList"), "the list")
    assert did(window) == ["Today", "Added theme Hours"]
    assert not window.is_said("Nothing has been changed yet", "historyPage")


def test_five_thousand_steps_are_read_from_both_ends(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "long.feedbackdesk"
    Desk.open(path).close()
    add_steps(path, 5_000)
    window = opened(drive(path))
    window.resize(*WIDE)
    assert window.part("pageNumbers").says == "5,000 steps"
    window.press("End")
    oldest_row = window.current("historyList")
    assert oldest_row is not None
    assert what(oldest_row.spoken) == "Edited theme"
    assert oldest_row.in_sight
    assert window.part("historyStep").says == "Edited theme"
    oldest = datetime.now(UTC).astimezone() - timedelta(minutes=5_000)
    day = f"{oldest:%A}, {oldest.day} {oldest:%B} {oldest.year}"
    assert window.part("historyWhen").says.startswith(day)
    window.press("Home")
    assert window.part("historyWhen").says.startswith("Today, ")


def test_toasts_are_reached_by_key_and_lead_back_and_forth(window: Driver, shop: Path) -> None:
    window.go("themes")
    window.act("theme_new")
    window.type("Parking")
    window.press("Enter")
    said = "Added theme Parking."
    undone, again = "Undone: Add theme Parking.", "Done again: Add theme Parking."
    for words, offer, gone in (
        (said, "Undo", True), (undone, "Do again", False), (again, "Undo", True),
    ):  # fmt: skip
        assert window.says() == words
        assert window.button("toastUndo").says == offer
        assert window.button("toastUndo").explained == words
        window.press("F8")
        assert window.keyboard == "toastUndo"
        window.press("Space")
        assert ("Parking" not in names(shop)) is gone


def test_a_key_means_no_step_where_none_is_found(window: Driver) -> None:
    assert window.rows("historyList")
    before = window.desk.ask(all_themes)
    window.fill(historySearch="zzzz")
    window.settle()
    window.act("history_undo")
    window.settle()
    assert window.says() == "Choose a step first."
    assert window.desk.ask(all_themes) == before
