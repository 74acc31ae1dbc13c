"""The roadmap board: themes dragged onto it, cards moved and pinned, by mouse and by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.roadmap import plan_theme, ranked_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rows import Item
from feedbackdesk.domain.words import ItemStage
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

OAT = "Stock barista oat and soya all year"
DEBIT = "Collect by direct debit, with one statement per firm"
MACHINES = "Keep two loan machines ready in the van"
INVOICES = "Send invoices as PDF by e-mail"
DECAF = "Decaf worth drinking"
LATER, NEXT, NOW = (f"roadmapColumn.{name}" for name in ("later", "next", "now"))


@pytest.fixture
def board(drive: Drive, sample_path: Path) -> Driver:
    """The roadmap page of the sample business."""
    window = drive(sample_path)
    window.resize(1360, 860)  # below the cards of each column is room to drop on
    window.go("roadmap")
    return window


def item_titled(window: Driver, title: str) -> Item:
    """Return an item as the workspace holds it."""
    (found,) = [e.item for e in window.desk.ask(ranked_roadmap) if e.item.title == title]
    return found


def test_a_theme_dropped_on_a_column_makes_an_item_there(board: Driver) -> None:
    theme = board.row("themeTray", DECAF)
    assert theme.spoken == f"{DECAF}, 3 accounts, 5 mentions, not planned"
    assert board.would_take(theme, NEXT)
    assert board.part(NEXT).explained == "New item in Next"
    board.drag(theme, NEXT)
    assert board.part(NEXT).explained == ""
    assert board.says() == f"Put {DECAF} on the roadmap."
    made = item_titled(board, DECAF)
    assert (made.stage, made.themes) == (ItemStage.NEXT, (DECAF,))
    assert board.chosen(NEXT) == [DECAF]
    said = "rank 10, 3 accounts, 5 mentions, 1 lost sale, worth £420, in Next"
    assert board.row(NEXT, DECAF).spoken == f"{DECAF}, {said}"
    assert board.row("themeTray", DECAF).spoken.endswith(f"planned in {DECAF}")


@pytest.mark.parametrize("stage", [ItemStage.SHIPPED, ItemStage.DECLINED])
def test_nothing_begins_as_shipped_or_declined(board: Driver, stage: ItemStage) -> None:
    theme, cards = board.row("themeTray", DECAF), f"roadmapColumn.{stage.value}"
    strip = f"roadmapStrip.{stage.value}"
    if not board.has(cards):
        assert not board.would_take(theme, strip)
        board.drag(theme, strip, insist=True)
        board.click(strip)
    assert not board.would_take(theme, cards)
    assert board.part(cards).explained == "Plan it in an open column first"
    board.drag_away()
    assert board.part(cards).explained == ""
    board.drag(theme, cards, insist=True)
    assert board.row("themeTray", DECAF).spoken.endswith(", not planned")
    assert board.says() == ""
    # The desk would not either, whoever asked it.
    (key,) = [one.id for one in board.desk.ask(all_themes) if one.name == DECAF]
    with pytest.raises(Refusal, match="planned first"):
        board.desk.do(plan_theme, key, stage)


def test_a_theme_that_stands_in_an_item_is_not_quietly_planned_again(board: Driver) -> None:
    theme = board.row("themeTray", "Invoices by e-mail")
    assert board.would_take(theme, NEXT)
    assert board.part(NEXT).explained == f"New item in Next; it stands in “{INVOICES}” already"
    board.drag(theme, NEXT)
    assert board.says().endswith(f"It stands in “{INVOICES}” already.")
    board.click("toastUndo")
    assert theme.spoken.endswith(f"planned in {INVOICES}")


def test_a_theme_dropped_on_a_card_is_linked_to_it(board: Driver) -> None:
    idea, title = "roadmapColumn.idea", "Offer a starter box for teams under five"
    theme, before = "Gift boxes for our clients", item_titled(board, title)
    assert board.would_take(board.row("themeTray", theme), idea, onto=title)
    assert board.part(idea).explained == f"Link to “{title}”"
    board.drag(board.row("themeTray", theme), idea, onto=title)
    assert board.says() == f"Linked {theme} to {title}."
    after = item_titled(board, title)
    assert after.themes == (*before.themes, theme)
    assert after.requests > before.requests
    assert (
        f", {after.requests} accounts, {after.mentions} mentions," in board.row(idea, title).spoken
    )
    assert board.row(idea, title).tip == f"{title}\nThemes: {', '.join(after.themes)}"
    assert len(board.rows(idea)) == 3


def test_a_card_dragged_to_another_column_moves_and_undo_brings_it_back(board: Driver) -> None:
    card = board.row(LATER, OAT)
    assert board.would_take(card, NOW)
    assert board.part(NOW).explained == "Move to Now"
    board.drag(card, NOW)
    assert board.says() == f"Moved {OAT} to Now."
    assert item_titled(board, OAT).stage is ItemStage.NOW
    assert board.chosen(NOW) == [OAT]
    assert OAT not in board.shown(LATER)
    board.press("Ctrl+Z")
    assert board.says().startswith(f"Undone: Move {OAT}")
    assert item_titled(board, OAT).stage is ItemStage.LATER
    assert board.shown(LATER) == [DEBIT, OAT, MACHINES]
    assert OAT not in board.shown(NOW)


def test_a_card_dragged_within_its_column_is_pinned_there(board: Driver) -> None:
    for dragged, onto, low, place in (
        (MACHINES, DEBIT, 0.05, 1),
        (MACHINES, DEBIT, 0.95, 2),
        (MACHINES, OAT, 0.05, 2),
        (DEBIT, OAT, 0.95, 2),
        (DEBIT, MACHINES, 0.05, 2),
        (DEBIT, MACHINES, 0.95, 3),
        (DEBIT, None, 0.5, 3),
    ):
        assert board.shown(LATER) == [DEBIT, OAT, MACHINES]
        card = board.row(LATER, dragged)
        # What is told while it is held is what comes: above a card, or below it.
        assert board.would_take(card, LATER, onto, low=low)
        assert board.part(LATER).explained == f"Pin at place {place}"
        board.drag(card, LATER, onto, low=low)
        assert board.says() == f"Pinned {dragged} at {place}."
        assert item_titled(board, dragged).pinned == place
        rest = [one for one in (DEBIT, OAT, MACHINES) if one != dragged]
        assert board.shown(LATER) == [*rest[: place - 1], dragged, *rest[place - 1 :]]
        assert board.chosen(LATER) == [dragged]
        assert f", pinned at place {place}, in Later" in board.row(LATER, dragged).spoken
        board.press("Ctrl+Z")


def test_every_drag_has_a_key(board: Driver) -> None:
    board.choose(LATER, OAT)
    board.press("Ctrl+Right")
    assert board.says() == f"Moved {OAT} to Next."
    assert board.keyboard == NEXT
    board.press("Ctrl+Up")
    assert board.says().startswith(f"Pinned {OAT}")
    moved = item_titled(board, OAT)
    assert (moved.stage, moved.pinned) == (ItemStage.NEXT, 2)
    assert board.shown(NEXT)[1] == OAT
    board.press("Alt+U")
    assert item_titled(board, OAT).pinned is None
    assert board.shown(NEXT)[2] == OAT
    board.press("Ctrl+Left")
    assert item_titled(board, OAT).stage is ItemStage.LATER
    assert board.keyboard == LATER


def test_r_puts_a_theme_on_the_roadmap(board: Driver) -> None:
    board.choose("themeTray", DECAF)
    board.press("R")
    assert board.menu_name() == "planMenu"
    board.press("4")
    assert board.says() == f"Put {DECAF} on the roadmap."
    assert item_titled(board, DECAF).stage is ItemStage.NOW


def test_what_is_dragged_from_elsewhere_is_the_windows(board: Driver) -> None:
    assert board.holds_words_over(NEXT, "A letter from another program")
    assert board.part("dropHint").says == "Record this as feedback"
    assert board.part(NEXT).explained == ""


def test_damaged_drags_change_nothing(board: Driver) -> None:
    before, shown = board.desk.ask(ranked_roadmap), board.shown(NEXT)
    for kind in ("theme", "item"):
        for packed in (b"\xff{not json", b"{}", b'["1", null, {}]', b"[1000000]"):
            for onto in (NEXT, "roadmapStrip.declined"):
                board.drop_packed(onto, f"application/x-feedbackdesk-{kind}", packed)
    assert board.desk.ask(ranked_roadmap) == before
    assert board.shown(NEXT) == shown


def test_the_inspector_explains_the_order_by_what_the_board_is_ranked_by(board: Driver) -> None:
    board.part("lensField").choose("By customers’ value")
    board.settle()
    board.row(NOW, INVOICES).click()
    board.until(lambda: "First, with £26,240 a year from its customers; " in board.inspected())
