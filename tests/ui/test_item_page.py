"""An item's page: the proof of each number, why it stands there, who waits, what was decided."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.deciding import add_link
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.evidence import decisions_of, item_story
from feedbackdesk.desk.followups import owed_for_item
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import (
    ItemFacts,
    delete_item,
    edit_item,
    full_roadmap,
    link_theme,
    pin_item,
)
from feedbackdesk.desk.roadmap_filters import filtered_roadmap
from feedbackdesk.domain.evidence import EvidenceFilter
from feedbackdesk.domain.rows import Item
from feedbackdesk.domain.words import ItemStage, Lens, label
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

TITLE = "Send invoices as PDF by e-mail"
NOW = "roadmapColumn.now"


def item(desk: Desk) -> Item:
    """Return the item as the workspace holds it."""
    (found,) = [one.item for one in desk.ask(full_roadmap) if one.item.title == TITLE]
    return found


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """The roadmap, with an item that two themes lead to."""
    desk = Desk.open(sample_path)
    other = next(e.item for e in desk.ask(full_roadmap) if e.item.title != TITLE and e.item.lost)
    desk.do(link_theme, item(desk).id, other.theme_ids[0])
    desk.close()
    made = drive(sample_path)
    made.go("roadmap")
    return made


@pytest.fixture
def page(window: Driver) -> Driver:
    """The page of that item, opened with Enter on its card."""
    window.open(NOW, TITLE)
    assert (window.page, window.keyboard) == ("item", "itemProof")
    return window


def evidence(page: Driver) -> list[str]:
    return page.rows("itemProof")


def askers(page: Driver) -> list[str]:
    """Return the rows of who asked; the last row is the sum."""
    return [row for row in evidence(page)[:-1] if not row.startswith("“")]


def quotes(page: Driver) -> list[str]:
    """Return the rows of what was said."""
    return [row for row in evidence(page) if row.startswith("“")]


def number(page: Driver, lens: Lens) -> str:
    """Return what the button of a number says."""
    return page.part(f"itemNumber.{lens.value}").says


def test_each_number_opens_its_evidence_and_the_sum_is_the_number(page: Driver) -> None:
    one = item(page.desk)
    for lens, says, words in (
        (
            Lens.MENTIONS, f"{one.mentions} mentions",
            f"{one.mentions} mentions by {one.requests} accounts",
        ),
        (
            Lens.VALUE, f"£{one.value // 100:,} a year",
            f" customers worth £{one.value // 100:,} a year",
        ),
        (
            Lens.LOST, f"{one.lost} lost sales · £{one.lost_value // 100:,}",
            f" with lost sales of £{one.lost_value // 100:,}",
        ),
        (
            Lens.MOMENTUM, f"{one.momentum} in 90 days",
            f"{one.momentum} accounts heard in the last 90 days",
        ),
        (
            Lens.EFFORT, f"Effort {one.effort} · {one.requests / (one.effort or 1):.1f} a point",
            f"{one.requests} accounts for an effort of {one.effort}",
        ),
        (
            Lens.REQUESTS, f"{one.requests} requests",
            f"{one.requests} accounts, each counted once",
        ),
    ):  # fmt: skip
        button = page.part(f"itemNumber.{lens.value}")
        assert button.says == says
        assert button.spoken == f"{label(lens)}: {says}"
        page.click(f"itemNumber.{lens.value}")
        assert words in evidence(page)[-1]
        on = [each for each in Lens if page.part(f"itemNumber.{each.value}").checked]
        assert on == [lens]
        assert page.part("itemProof").spoken == f"{label(lens)}: the evidence of {TITLE}"
    assert len(askers(page)) == one.requests
    assert len(quotes(page)) == one.mentions
    first, second = one.themes
    once = [row for row in askers(page) if "Counted once" in row]
    assert once
    assert all(
        row.endswith((f"through {first} and {second}", f"through {second} and {first}"))
        for row in once
    )
    assert "first heard" in evidence(page)[0]


def test_one_sentence_says_why_it_stands_there(page: Driver) -> None:
    one = item(page.desk)
    assert page.part("itemPageReason").says == (
        f"First, with {one.requests} accounts asking; {one.lost} sales were lost for it "
        f"(£{one.lost_value // 100:,}); {one.momentum} heard in the last 90 days."
    )
    assert page.part("itemPagePlace").says.startswith("Rank 1  ·  place 1 in Now  ·  since ")
    assert page.part("itemPageTitle").says == TITLE


def test_back_leads_to_the_card_and_the_keys_do_too(page: Driver) -> None:
    for back in ("Esc", "Alt+Left"):
        page.press(back)
        assert (page.page, page.keyboard) == ("roadmap", NOW)
        assert page.chosen(NOW) == [TITLE]
        page.act("item_open")
        assert page.page == "item"
    page.act("back")
    assert page.page == "roadmap"
    page.press("O")
    assert page.page == "item"
    page.click("page.back")
    assert page.page == "roadmap"


def test_escape_on_the_page_of_who_asked_leads_back_to_the_item(page: Driver) -> None:
    page.press("Home", "Enter")
    assert page.page == "people"
    assert page.is_said("Back to the item")
    page.press("Esc")
    assert (page.page, page.part("itemPageTitle").says) == ("item", TITLE)
    assert page.keyboard == "itemProof"
    assert page.each("itemProof")[0].current
    page.click(f"itemTheme.{item(page.desk).theme_ids[0]}")
    assert page.page == "themes"
    page.named("Back to the item").click()
    page.settle()
    assert page.page == "item"
    page.press("Esc")
    assert page.page == "roadmap", "the way to the item is not forgotten"


def test_the_trail_leads_back_and_on_again(page: Driver) -> None:
    page.press("Home", "Enter")
    page.go("inbox")
    page.go("people")
    assert not page.has("personWords"), "whoever goes to the people sees all of them"
    page.press("Alt+Left")
    assert page.page == "inbox"
    page.press("Alt+Left")
    assert page.has("personWords")
    assert page.is_said("Back to the item")
    page.press("Alt+Left")
    assert page.page == "item"
    page.press("Alt+Right", "Alt+Right")
    assert page.page == "inbox"


def test_the_inspector_the_search_and_the_palette_lead_there(window: Driver) -> None:
    window.choose(NOW, TITLE)
    window.press("Ctrl+I")
    window.click("itemOpenPage")
    assert (window.page, window.part("itemPageTitle").says) == ("item", TITLE)
    assert not window.has("inspector")
    window.act("back")
    assert window.has("inspector"), "it is as it was"
    window.press("Ctrl+F")
    window.type("invoices")
    window.named(TITLE, within="searchHits").click()
    window.settle()
    assert (window.page, window.part("itemPageTitle").says) == ("item", TITLE)
    window.press("Esc", "Ctrl+K")
    window.type(TITLE)
    window.press("Enter")
    assert (window.page, window.part("itemPageTitle").says) == ("item", TITLE)


def test_a_row_leads_on_to_who_said_it_and_to_the_words(page: Driver) -> None:
    said = quotes(page)[0]
    page.open("itemProof", said)
    assert "Feedback" in page.inspected()
    assert said[1:].split("”")[0] in page.inspected()
    page.open("itemProof", evidence(page)[0])
    assert page.page == "people"
    assert page.is_said(evidence(page)[0].split(",")[0])


def test_a_theme_shows_its_weight_and_opens(page: Driver) -> None:
    story = page.desk.ask(item_story, item(page.desk).id, Lens.REQUESTS, EvidenceFilter())
    assert story is not None
    assert len(story.weights) == 2
    for weight in story.weights:
        button = page.part(f"itemTheme.{weight.theme_id}")
        assert button.says == weight.name
        told = f"{weight.accounts} accounts, {weight.alone} only through it"
        assert button.spoken == f"{weight.name}: {told}"
    page.click(f"itemTheme.{story.weights[0].theme_id}")
    assert page.page == "themes"
    assert page.is_said(story.weights[0].name)


def test_what_is_decided_here_keeps_its_reason(page: Driver) -> None:
    page.press("D")
    assert page.dialog() == "decideDialog"
    assert page.dialog_title() == f"Decide on {TITLE}"
    page.click("decideSave")
    assert page.is_said("stands already")
    page.part("decideStage").choose("Next")
    page.fill(decideEffort="8", decideWhy="The printer waits for it")
    page.press("Ctrl+Enter")
    assert page.dialog() == ""
    one = item(page.desk)
    assert (one.stage, one.effort) == (ItemStage.NEXT, 8)
    newest = page.desk.ask(decisions_of, one.id)[0]
    assert (newest.did, newest.why) == (
        "Moved from Now to Next, effort 2 → 8", "The printer waits for it",
    )  # fmt: skip
    assert "Moved from Now to Next, effort 2 → 8" in page.text("itemSide")
    assert "The printer waits for it" in page.text("itemSide")
    assert page.part("itemPageWhy").says == "Why it is here: “The printer waits for it”"
    page.act("undo")
    assert item(page.desk).stage is ItemStage.NOW
    assert page.part("itemPageWhy").says == ""
    undone = page.desk.ask(decisions_of, one.id)[0]
    assert undone.did.startswith("Undo: Moved from Next to Now") or undone.kind == "undo"


def test_the_description_is_written_as_text_and_read_as_markdown(page: Driver) -> None:
    for words, key, read in (
        ("**Half a thought**", "Esc", "Half a thought"),
        ("Send it **now**", "Ctrl+Enter", "Send it now"),
    ):
        page.click("itemDescriptionEdit")
        assert page.keyboard == "itemDescriptionEditor"
        assert not page.has("itemDescriptionView")
        page.part("itemDescriptionEditor").fill(words)
        page.press(key)
        assert page.page == "item"
        assert not page.has("itemDescriptionEditor")
        assert item(page.desk).description == words
        assert page.part("itemDescriptionView").says == read
        assert page.keyboard == "itemDescriptionEdit"


def test_links_are_added_asked_about_and_taken_away(page: Driver, outside: list[str]) -> None:
    assert page.is_said("No link yet.", within="itemSide")
    page.fill(itemLinkAddress="javascript:alert(1)")
    page.click("itemLinkAdd")
    assert page.is_said("not the address", within="itemSide")
    page.fill(itemLinkAddress="example.com/plan", itemLinkTitle="The plan")
    page.press("Enter")
    assert not page.is_said("No link yet.", within="itemSide")
    assert not page.is_said("not the address", within="itemSide")
    assert page.part("itemLinkAddress").holds == ""
    assert page.keyboard == "itemLinkAddress"
    for answer, opened in (
        ("Stay here", []),
        ("Open in the browser", ["https://example.com/plan"]),
    ):
        page.named("Open The plan").click()
        assert page.asked() == "This leads to example.com\nhttps://example.com/plan"
        page.answer(answer)
        assert outside == opened
    page.named("Take The plan away").click()
    page.settle()
    assert page.is_said("No link yet.", within="itemSide")
    page.act("undo")
    assert page.named("Open The plan").says == "The plan"


def test_effort_and_target_are_corrected_in_place(page: Driver) -> None:
    page.part("page.itemEffort").fill("9")
    page.press("Tab")
    assert page.keyboard == "page.itemTarget"
    assert number(page, Lens.EFFORT).startswith("Effort 9 · ")
    page.type("Before the fair")
    page.press("Tab")
    one = item(page.desk)
    assert (one.effort, one.target) == (9, "Before the fair")
    page.part("page.itemEffort").fill("0")
    page.press("Tab")
    assert item(page.desk).effort is None
    assert number(page, Lens.EFFORT) == "No effort yet"


def test_a_letter_to_who_waits_is_drafted_and_kept(page: Driver) -> None:
    page.named("Write to Adaeze Okafor").click()
    page.settle()
    assert page.dialog() == "letterDialog"
    assert page.dialog_title() == "To Adaeze Okafor"
    assert page.is_said("Adaeze Okafor, Okafor & Daughters Solicitors")
    assert "Adaeze" in page.part("letterBody").says
    page.fill(letterSubject="Invoices", letterBody="It comes in spring")
    page.click("letterTold")
    assert page.dialog() == ""
    said = [one.said for one in page.desk.ask(owed_for_item, item(page.desk).id)]
    assert "Invoices\n\nIt comes in spring" in said
    # Beside the name stands what became of it.
    assert page.is_said("Okafor & Daughters Solicitors  ·  Told on ", within="itemSide")


def test_who_may_not_be_contacted_is_listed_apart_and_never_written_to(page: Driver) -> None:
    story = page.desk.ask(item_story, item(page.desk).id, Lens.REQUESTS, EvidenceFilter())
    assert story is not None
    free = [one.waiter for one in story.waiting if one.waiter.may_contact]
    (apart,) = [one.waiter for one in story.waiting if not one.waiter.may_contact]
    waiter = free[0]
    assert waiter.person_id is not None

    def told() -> tuple[list[str], list[str]]:
        """Return who can be written to, and who stands apart."""
        named = [one for one in (*free, apart) if page.has(f"itemWrite.{one.feedback_id}")]
        said = page.part("itemSide").words
        return [one.name for one in named], said[said.index("Not to be contacted") + 1 :]

    assert told() == ([one.name for one in free], [apart.name])
    page.desk.do(edit_person, waiter.person_id, PersonFacts(may_contact=False))
    page.settle()
    rest, others = told()
    assert rest == [one.name for one in free if one.person_id != waiter.person_id]
    assert sorted(others) == sorted([waiter.name, apart.name])


def test_an_item_that_goes_takes_its_page_along(page: Driver) -> None:
    page.desk.do(delete_item, item(page.desk).id)
    page.settle()
    assert page.page == "roadmap"
    assert TITLE not in page.shown(NOW)


def test_a_page_can_be_read_where_nothing_can_be_changed(drive: Drive, sample_path: Path) -> None:
    desk = Desk.open(sample_path)
    key = item(desk).id
    desk.do(add_link, key, "https://example.com")
    desk.do(edit_item, key, ItemFacts(description="x" * 300_000))
    desk.close()
    with closing(sqlite3.connect(sample_path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    window = drive(sample_path)
    window.go("roadmap")
    window.open(NOW, TITLE)
    assert len(evidence(window)) > 1
    assert window.part("itemDescriptionView").says.startswith("xxxxx")
    for name in ("page.itemEffort", "page.itemTarget"):
        assert not window.part(name).enabled
    for name in ("itemDescriptionEdit", "itemLinkAdd", "itemLinkAddress"):
        assert not window.has(name)
    assert window.named("Open example.com").enabled
    window.press("D")
    assert window.dialog() == ""


@pytest.mark.parametrize("size", [(1024, 700), (880, 560), (1366, 768)])
def test_nothing_is_wider_than_the_page(page: Driver, size: tuple[int, int]) -> None:
    page.desk.do(edit_item, item(page.desk).id, ItemFacts(title="W" * 300, target="x" * 900))
    page.resize(*size)
    assert page.picture.width() <= size[0]
    side = page.part("itemSide").place
    for name in ("page.itemEffort", "page.itemTarget", "itemLinkAddress", "itemDescriptionView"):
        place = page.part(name).place
        assert side.left() <= place.left()
        assert place.right() <= side.right(), name
    # Where there is room it stands beside the evidence, else below it.
    assert page.part("itemProof").place.right() < side.left()
    page.resize(880, 560)
    page.open("itemProof", quotes(page)[0])
    assert page.has("inspector")
    assert page.part("itemProof").place.bottom() < page.part("itemSide").place.top()


def test_a_number_of_the_board_opens_exactly_what_makes_it(page: Driver) -> None:
    whole = item(page.desk)
    assert not page.has("itemPageCounting")
    page.act("board_customers")
    only = EvidenceFilter(customers=True)
    (part,) = [
        one.item
        for one in page.desk.ask(filtered_roadmap, Lens.REQUESTS, only)
        if one.item.id == whole.id
    ]
    assert part.requests < whole.requests
    assert number(page, Lens.REQUESTS) == f"{part.requests} requests"
    assert page.part("itemPageCounting").says == (
        "Only what was said by today’s customers counts here."
    )
    assert len(askers(page)) == part.requests
    assert len(quotes(page)) == part.mentions
    page.press("Esc")
    page.act("inspector")
    assert f"{part.requests} requests · " in page.inspected()
    assert f"{part.requests} accounts behind it" in page.inspected()
    assert "Only what was said by today’s customers counts here." in page.inspected()
    page.press("O")
    page.click("itemPageCountingAll")
    assert len(askers(page)) == whole.requests
    assert not page.has("itemPageCounting")
    page.press("Esc")
    assert not page.part("switch.board_customers").checked


def test_where_nothing_counts_the_page_says_so(page: Driver) -> None:
    only = EvidenceFilter(lost=True, customers=True, this_year=True)
    counted = {one.item.id for one in page.desk.ask(filtered_roadmap, Lens.REQUESTS, only)}
    assert item(page.desk).id not in counted
    for name in ("board_customers", "board_lost", "board_year"):
        page.act(name)
    assert number(page, Lens.REQUESTS) == "0 requests"
    assert page.part("itemPageReason").says.startswith("Nothing that was said about it counts")
    assert askers(page) == []
    assert quotes(page) == []


def test_a_pin_past_the_end_is_told_where_it_stands(page: Driver) -> None:
    page.desk.do(pin_item, item(page.desk).id, 99)
    page.settle()
    assert page.part("itemPagePlace").says.startswith("Rank 1  ·  pinned, place 2 in Now  ·  ")
    assert page.part("itemPageReason").says.endswith("; pinned at place 2 of its column.")


def test_deciding_is_a_key_wherever_nothing_is_typed(page: Driver) -> None:
    for name in ("page.itemTarget", "itemLinkAddress", "page.itemEffort"):
        page.part(name).take_keyboard()
        page.press("D")
        assert page.dialog() == ""
    assert page.part("page.itemTarget").holds == "d"
    assert page.part("itemLinkAddress").holds == "d"
    page.part("itemDescriptionEdit").take_keyboard()
    page.press("D")
    assert page.dialog() == "decideDialog"
    page.press("Esc")


def test_what_is_done_meanwhile_is_there_once_it_is_loaded(page: Driver) -> None:
    with page.unanswered():
        for target in ("Winter", "Autumn", "Spring"):
            page.desk.do(edit_item, item(page.desk).id, ItemFacts(target=target))
    assert page.part("page.itemTarget").holds == "Spring"
