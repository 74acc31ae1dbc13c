"""The owner's first loop in a real window: record, group, plan, print, and take it all back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.roadmap import ranked_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.words import ItemStage, Kind
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive


def record(window: Driver, who: str, organisation: str, words: str, theme: str) -> None:
    """Record a call by the keyboard alone, from Ctrl+N to Ctrl+Enter."""
    window.press("Ctrl+N")
    for field, typed in (
        ("whoField", who),
        ("organisationField", organisation),
        ("wordsField", words),
        ("themesField", theme),
    ):
        assert window.keyboard == field
        window.type(typed)
        if field != "themesField":
            window.press("Tab")
    if theme:
        window.press("Enter")
    window.press("Ctrl+Enter")
    assert window.dialog() == ""
    assert not window.has("captureForm")
    newest = window.desk.ask(list_feedback)[0]
    assert (newest.text, newest.who, newest.organisation) == (words, who, organisation or None)


def contents(desk: Desk) -> tuple[int, int, int]:
    """Return how much there is: feedback, themes and items."""
    return (
        len(desk.ask(list_feedback)), len(desk.ask(all_themes)), len(desk.ask(ranked_roadmap))
    )  # fmt: skip


def test_three_calls_become_a_printed_roadmap_and_all_of_it_can_be_undone(
    drive: Drive, tmp_path: Path
) -> None:
    window = drive(tmp_path / "shop.feedbackdesk")
    desk = window.desk
    record(window, "Ann Lee", "Harbour Bakery", "Can you mail me the invoice?", "Invoices")
    record(window, "Bo Ek", "", "Send the bill as PDF, please.", "invoices")
    record(window, "Ann Lee", "Harbour Bakery", "Delivery at seven, not at nine.", "")
    assert window.part("nav.inbox").spoken == "Inbox, 1"
    assert window.part("nav.themes").spoken == "Themes, 1"

    # Group: the third waits in the inbox for its theme.
    window.press("Ctrl+1")
    assert window.shown("inboxList") == ["Delivery at seven, not at nine."]
    assert window.keyboard == "inboxList"
    window.press("N")
    assert window.keyboard == "questionField"
    window.type("Early delivery")
    window.press("Enter")
    assert window.part("nav.inbox").spoken == "Inbox, 0"
    assert window.is_said("The inbox is empty")

    # Plan: both themes are dragged onto the board.
    window.go("roadmap")
    for theme, column in (
        ("Invoices", "roadmapColumn.next"),
        ("Early delivery", "roadmapColumn.idea"),
    ):
        window.drag(window.row("themeTray", theme), column)
        assert window.shown(column) == [theme]
    ranked = desk.ask(ranked_roadmap)
    assert [(one.rank, one.item.title, one.item.requests) for one in ranked] == [
        (1, "Invoices", 2),
        (2, "Early delivery", 1),
    ]
    assert [one.item.stage for one in ranked] == [ItemStage.NEXT, ItemStage.IDEA]

    # Print.
    page = tmp_path / "roadmap.pdf"
    window.press("Ctrl+P")
    assert window.dialog() == "printDialog"
    with window.naming(page):
        window.click("printSave")
    assert window.part("printResult").says == "Saved roadmap.pdf"
    assert page.read_bytes().startswith(b"%PDF")
    window.press("Esc")
    assert window.dialog() == ""

    # And take it all back.
    undone = []
    while window.can("undo"):
        undone.append(window.called("undo").removeprefix("Undo: "))
        window.press("Ctrl+Z")
        assert window.says() == f"Undone: {undone[-1]}."
    assert desk.labels().undo is None
    assert undone == [
        "Put Early delivery on the roadmap",
        "Put Invoices on the roadmap",
        "File 1 feedback under new theme Early delivery",
        "Record “Delivery at seven, not at nine.”",
        "Record “Send the bill as PDF, please.”",
        "Record “Can you mail me the invoice?”",
    ]
    assert contents(desk) == (0, 0, 0)


def test_a_lost_sale_is_recorded_with_its_reason(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "shop.feedbackdesk")
    window.press("Ctrl+L")
    assert window.part("segment.loss").checked
    window.fill(
        whoField="Cem Ar",
        competitorField="Beanworks",
        valueField="£1,200.50",
        wordsField="They were cheaper.",
    )
    # Without a reason it is not recorded, and nothing typed is lost.
    window.press("Ctrl+Enter")
    assert window.has("captureForm")
    assert window.desk.ask(list_feedback) == []
    assert window.field("wordsField").says == "They were cheaper."
    assert window.keyboard == "reasonField"
    window.type("Price")
    window.press("Ctrl+Enter")
    assert not window.has("captureForm")
    (lost,) = window.desk.ask(list_feedback)
    assert (lost.kind, lost.who, lost.text) == (Kind.LOSS, "Cem Ar", "They were cheaper.")
    assert lost.loss is not None
    assert (lost.loss.reason, lost.loss.competitor, lost.loss.value) == (
        "Price",
        "Beanworks",
        120050,
    )


def test_what_the_command_line_records_appears_in_the_open_window(
    drive: Drive, tmp_path: Path
) -> None:
    window = drive(tmp_path / "shop.feedbackdesk")

    def command(*words: str) -> None:
        path = str(window.path)
        subprocess.run(
            [sys.executable, "-m", "feedbackdesk", "--workspace", path, *words], check=True
        )

    def waits(*words: str) -> bool:
        return window.has("inboxList") == bool(words) and window.shown("inboxList") == [*words]

    said = "Said while the window was open"
    command("add", said, "--who", "Dee Fox")
    window.until(lambda: waits(said), "what was recorded elsewhere")
    window.settle()
    assert window.part("nav.inbox").spoken == "Inbox, 1"
    assert "by Dee Fox" in window.rows("inboxList")[0]
    # What one face did, the other takes back.
    window.press("Ctrl+Z")
    assert waits()
    command("redo")
    window.until(lambda: waits(said), "what was done again elsewhere")


def test_a_correction_in_the_inspector_is_one_step(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    first = window.each("inboxList")[0]
    before = first.says
    assert before
    first.click()
    window.settle()
    assert before in window.inspected()
    window.press("Ctrl+E")
    words = window.field("wordsField")
    assert words.says == before
    words.fill("What they really said")
    window.press("Ctrl+Enter")
    assert window.says().startswith("Edited")
    assert window.shown("inboxList")[0] == "What they really said"
    now = [one.text for one in window.desk.ask(list_feedback, inbox=True)]
    assert now[0] == "What they really said"
    window.press("Ctrl+Z")
    assert window.says().startswith("Undone: Edit")
    again = [one.text for one in window.desk.ask(list_feedback, inbox=True)]
    assert again == [before, *now[1:]]
    assert window.shown("inboxList")[0] == before


def test_every_word_of_a_number_can_be_read(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    window.go("roadmap")
    window.row("roadmapColumn.now", "Send invoices as PDF by e-mail").click()
    window.settle()
    said = window.rows("evidenceList")
    assert len(said) == 17
    assert all(": " in one for one in said)
    assert "12 requests" in window.inspected()
