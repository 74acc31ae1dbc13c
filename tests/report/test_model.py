"""What stands on a printed roadmap, and in which words."""

from __future__ import annotations

import re
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.roadmap import decline_item, full_roadmap, pin_item, ship_item
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.dates import local_today, paper_date, show_long_date
from feedbackdesk.domain.lenses import LENSES, figure
from feedbackdesk.domain.words import Edition, Importance, ItemStage, Kind, Lens
from feedbackdesk.report.document import Document
from feedbackdesk.report.html import html_bytes
from feedbackdesk.report.options import RoadmapOptions, Shown
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
from tests.report import poppler
from tests.report.shop import agree, put, say


def report(desk: Desk, **options: object) -> Document:
    """Ask for a report."""
    return desk.ask(roadmap_document, RoadmapOptions(**options))  # type: ignore[arg-type]


def test_ranks_and_numbers_are_the_roadmaps(desk: Desk) -> None:
    for number in range(3):
        say(desk, f"Send PDFs, please ({number})", "Invoices", firm=f"Firm {number}")
    say(desk, "Oat milk", "Milk", firm="Firm 1")
    say(desk, "Too dear", "Milk", firm="Firm 9", loss=LossFacts("Price", value=120_000))
    say(desk, "Oat milk again", "Milk", firm="Firm 1")
    invoices, milk = put(desk, "Send invoices", "Invoices"), put(desk, "Stock oat milk", "Milk")
    made = report(desk)
    assert [(entry.rank, entry.item_id) for entry in made.entries] == [(1, invoices), (2, milk)]
    ranks = [(one.item_id, one.rank, one.title) for one in made.ranking]
    assert ranks == [(invoices, 1, "Send invoices"), (milk, 2, "Stock oat milk")]
    first, second = made.entries
    assert (first.figure, first.unit, first.share) == ("3", "requests", 1.0)
    assert second.facts[0] == "3 mentions"
    assert second.lost_text == "lost 1, £1,200"
    assert second.why == "", "its number says it"
    assert made.totals_line == (
        "2 open items, 4 accounts asked, 6 mentions, 1 lost sale, £1,200 lost with them"
    )
    assert made.legend == (
        "Ranked by requests: the accounts that asked, each counted once however often it asked."
    )


@pytest.mark.parametrize("lens", Lens)
def test_paper_tells_a_number_in_the_words_of_the_window(desk: Desk, lens: Lens) -> None:
    for firm, value in (("Firm 1", 120_000), ("Firm 2", 5_000)):
        say(desk, "Too dear", "Milk", firm=firm, loss=LossFacts("Price", value=value))
    put(desk, "Stock oat milk", "Milk")
    put(desk, "Stock soya, too", "Milk")
    entry, level = report(desk, lens=lens).entries
    ranked = desk.ask(full_roadmap, lens)[0]
    number, unit = figure(ranked.item, lens, "GBP")
    assert (entry.figure, entry.unit) == (number or "–", unit)
    assert entry.why == "", "its number says it"
    assert (LENSES[lens].amount(ranked.item, "GBP") in level.why) or "level with" in level.why


def test_a_bar_is_as_long_as_its_number_beside_the_largest(desk: Desk) -> None:
    for title, accounts, value in (("Four", 4, 300), ("Two", 2, 600), ("One", 1, 750)):
        for number in range(accounts):
            loss = LossFacts("Price", value=value) if not number else None
            say(desk, f"{title}, please", title, firm=f"{title} {number}", loss=loss)
        put(desk, title, title)
    put(desk, "Nobody", "Unasked")

    def lengths(**options: object) -> dict[str, float]:
        return {one.title: round(one.share, 4) for one in report(desk, **options).entries}

    assert lengths() == {"Four": 1, "Two": 0.5, "One": 0.25, "Nobody": 0}
    assert lengths(lens=Lens.LOST) == {"One": 1, "Two": 0.8, "Four": 0.4, "Nobody": 0}
    assert set(lengths(lens=Lens.VALUE).values()) == {0}  # nobody is a customer: no bar at all
    page = html_bytes(report(desk)).decode()
    drawn = re.findall(r'class="bar" width="([0-9.]+)"', page)
    assert drawn == ["100.0", "50.0", "25.0", "0.0"]


def test_a_sale_lost_for_two_items_counts_once_in_the_head(desk: Desk) -> None:
    say(desk, "No", "Milk", firm="Firm", loss=LossFacts("Price", value=5_000))
    put(desk, "One", "Milk")
    assert report(desk).notes == (), "one item shares with none"
    put(desk, "Two", "Milk")
    made = report(desk)
    assert made.totals_line.endswith("1 lost sale, £50 lost with them")
    assert [entry.lost_text for entry in made.entries] == ["lost 1, £50"] * 2
    assert made.notes == (SHARED_SALES,)


SHARED = (
    "Some accounts asked for several items: in the totals each counts once, so the items’ own "
    "numbers add up to more."
)
SHARED_SALES = SHARED.replace("once, so", "once, and so does each lost sale, so")


def test_that_items_share_is_said_once_and_only_where_they_do(desk: Desk, tmp_path: Path) -> None:
    for name in ("Milk", "Tea"):
        say(desk, f"{name}, please", name, firm="Harbour")
        say(desk, f"More {name}", name, firm=f"Pier {name[0]}")
        put(desk, f"Stock {name}", name)
    lost = LossFacts("Price", value=5_000)
    say(desk, "No tea, no sale", "Tea", firm="Pier", loss=lost)
    made = report(desk)
    assert made.notes == (SHARED,), "the lost sale is behind one item alone"
    public = report(desk, edition=Edition.CUSTOMER)
    assert public.notes == (SHARED,)
    say(desk, "No milk, no sale", "Milk", firm="Pier", loss=lost)
    assert report(desk).notes == (SHARED,), "these are two sales, and the money adds up"
    put(desk, "Brew tea", "Tea")
    made = report(desk)
    assert made.notes == (SHARED_SALES,)
    assert report(desk, parts=frozenset()).notes == (SHARED,), "of no sale is told"
    assert report(desk, edition=Edition.CUSTOMER).notes == (SHARED,)
    for ending in ("html", "md", "xlsx", "pdf"):
        path = tmp_path / f"page.{ending}"
        write(made, path)
        if ending == "pdf":
            shown = " ".join(poppler.text(path).split())
        elif ending == "xlsx":
            book = CalamineWorkbook.from_path(path)
            shown = str(book.get_sheet_by_index(0).to_python())
        else:
            shown = path.read_text("utf-8")
        assert shown.count(SHARED_SALES) == 1, ending


@settings(max_examples=10)
@given(
    asked=st.lists(
        st.tuples(st.integers(0, 3), st.sets(st.integers(0, 2), min_size=1), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_the_numbers_add_up_or_it_is_said(asked: list[tuple[int, set[int], bool]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Desk.open(Path(folder) / "x.feedbackdesk")) as desk,
    ):
        for firm, themes, sale in asked:
            new = NewFeedback(
                "x",
                Speaker(organisation=f"Firm {firm}"),
                kind=Kind.LOSS if sale else Kind.REQUEST,
                themes=tuple(f"Theme {theme}" for theme in sorted(themes)),
                loss=LossFacts("Price", value=1_000) if sale else None,
            )
            desk.do(record_feedback, new)
        for theme in {theme for _firm, themes, _sale in asked for theme in themes}:
            put(desk, f"Item {theme}", f"Theme {theme}")
        made = report(desk)
    pairs = {(firm, theme) for firm, themes, _sale in asked for theme in themes}
    shares = len(pairs) > len({firm for firm, _theme in pairs})
    shares_sales = any(sale and len(themes) > 1 for _firm, themes, sale in asked)
    assert made.notes == ((SHARED_SALES,) if shares_sales else (SHARED,) if shares else ())


def test_the_best_quotes_come_first_and_one_from_each(desk: Desk) -> None:
    day = date(2026, 1, 10)
    say(desk, "old and plain", "Milk", firm="Plain", on=day)
    say(desk, "new and plain", "Milk", firm="New", on=date(2026, 3, 1))
    say(desk, "it matters", "Milk", firm="Critical", on=day, importance=Importance.CRITICAL)
    say(desk, "a long story. Oat please!", "Milk", firm="Chosen", on=day, quote="Oat please!")
    say(desk, "it matters, again", "Milk", firm="Critical", importance=Importance.CRITICAL, on=day)
    put(desk, "Oat", "Milk")
    quotes = report(desk, quotes=5).entries[0].quotes
    assert [quote.words for quote in quotes] == [
        "a long story. Oat please!",
        "it matters, again",
        "new and plain",
        "old and plain",
    ]
    assert quotes[0].parts == (("a long story. ", False), ("Oat please!", True))
    assert quotes[0].source == "Chosen, 10 Jan 2026"
    assert len(report(desk, quotes=2).entries[0].quotes) == 2
    assert report(desk, quotes=0).entries[0].quotes == ()


def test_a_feedback_behind_an_item_through_two_themes_is_quoted_once(desk: Desk) -> None:
    say(desk, "Both, please", "Milk", who="Ann")
    put(desk, "Oat", "Milk", "Cups")
    assert len(report(desk).entries[0].quotes) == 1


def test_movement_since_the_last_print(desk: Desk) -> None:
    for number in range(2):
        say(desk, "a", "A", firm=f"Firm {number}")
    say(desk, "b", "B", firm="Firm 1")
    a, b = put(desk, "A"), put(desk, "B")
    assert [entry.movement for entry in report(desk).entries] == ["", ""]
    desk.remember_print("working", "requests", report(desk).ranking)
    today = show_long_date(local_today())
    for number in range(5):
        say(desk, "c", "C", firm=f"Firm {number}")
        say(desk, "b", "B", firm=f"Firm {number}")
    say(desk, "b", "B", firm="Firm 7")
    c = put(desk, "C")
    made = report(desk)
    moves = {entry.item_id: entry.movement for entry in made.entries}
    assert moves == {b: "up 1", c: "new", a: "down 2"}
    assert made.notes[0] == f"Arrows count the places moved since the print of {today}."
    assert f"up 1 since the print of {today}" in made.entries[0].numbers
    desk.remember_print("working", "requests", made.ranking)
    again = report(desk)
    assert {entry.item_id: entry.movement for entry in again.entries} == moves


def test_by_stage_keeps_a_pin_and_says_so(desk: Desk) -> None:
    for place, name in enumerate(("A", "B", "C")):
        for number in range(5 - place):
            say(desk, "x", name, firm=f"Firm {number}")
    a, b, c = (put(desk, name, to=ItemStage.NOW) for name in "ABC")
    desk.do(pin_item, c, 1)
    section = report(desk, by_stage=True).parts[0]
    assert (section.heading, [entry.item_id for entry in section.entries]) == ("Now", [c, a, b])
    assert [entry.rank for entry in section.entries] == [3, 1, 2]
    assert section.entries[0].pinned
    assert not any(entry.pinned for entry in report(desk).entries)


def test_shipped_comes_last_and_declined_only_when_asked_for(desk: Desk) -> None:
    shipped, declined, stays = put(desk, "A"), put(desk, "B"), put(desk, "C")
    desk.do(ship_item, shipped)
    desk.do(decline_item, declined, "Nobody would use it.")
    assert [entry.item_id for entry in report(desk).entries] == [stays, shipped]
    everything = report(desk, stages=tuple(ItemStage))
    assert [section.heading for section in everything.parts] == ["", "Shipped", "Declined"]
    assert everything.entries[-1].why == "Nobody would use it."
    ranks = {one.item_id: one.rank for one in everything.ranking}
    assert ranks == {stays: 1, shipped: None, declined: None}
    # What is left out of a page is remembered with it all the same.
    assert report(desk, stages=(ItemStage.NOW,)).ranking == everything.ranking


def test_a_shipped_item_keeps_its_description_and_a_declined_one_gives_its_reason(
    desk: Desk,
) -> None:
    shipped = put(desk, "A", description="With a lid.")
    declined = put(desk, "B", description="Mugs")
    desk.do(ship_item, shipped)
    desk.do(decline_item, declined, "Nobody would use it.")
    made = report(desk, stages=tuple(ItemStage))
    assert {one.item_id: (one.description, one.why) for one in made.entries} == {
        shipped: ("With a lid.", f"Shipped on {paper_date(local_today())}."),
        declined: ("", "Nobody would use it."),
    }
    silent = report(desk, stages=tuple(ItemStage), parts=frozenset({Shown.DESCRIPTION}))
    told = {one.item_id: (one.description, one.why) for one in silent.entries}
    assert told == {shipped: ("With a lid.", ""), declined: ("Mugs", "")}


def test_every_lens_and_edition_has_words_and_a_figure(desk: Desk) -> None:
    desk.do(fill_with_sample)
    for lens in Lens:
        for edition in Edition:
            made = report(desk, lens=lens, edition=edition)
            assert made.legend.endswith(".")
            assert all(entry.figure and entry.unit for entry in made.entries)
            assert all(0 <= entry.share <= 1 for entry in made.entries)


def test_customers_read_only_what_may_leave_the_house(desk: Desk) -> None:
    say(desk, "Oat milk would be lovely", "Milk", who="Ann Archer", firm="Archer Ltd")
    say(desk, "Nobody asked me", "Milk", who="Bob Brown")
    say(desk, "Mr Brown said so too", "Milk", who="Ann Archer")
    say(desk, "Beanbarrow has it", "Milk", who="Ann Archer")
    say(desk, "I paid £40 for it", "Milk", who="Ann Archer")
    loss = LossFacts("Price", competitor="Beanbarrow", value=90_000)
    say(desk, "You were too dear", "Milk", who="Ann Archer", loss=loss)
    put(desk, "Stock oat milk", "Milk", description="As Ann Archer asked.")
    put(desk, "Other", description="In both sizes.")
    agree(desk, "Ann Archer")
    for lens in Lens:
        made = report(desk, edition=Edition.CUSTOMER, lens=lens, quotes=9)
        entry = next(entry for entry in made.entries if entry.title == "Stock oat milk")
        assert [quote.words for quote in entry.quotes] == ["Oat milk would be lovely"]
        assert entry.quotes[0].source == ""
        assert (entry.description, entry.why, entry.lost_text) == ("", "", "")
        assert (entry.lost, entry.lost_value, entry.value, entry.effort) == (0, 0, 0, None)
        assert {one.description for one in made.entries} == {"", "In both sizes."}
        assert "lost" not in made.totals_line + made.legend


def test_an_unset_business_name_leaves_no_gap(desk: Desk) -> None:
    assert report(desk).document_title == "Roadmap"
    desk.do(change_settings, {"business_name": "Quill & Kettle"})
    assert report(desk).document_title == "Quill & Kettle: Roadmap"


def test_one_page_shows_the_first_ranks_whatever_the_order_that_was_chosen(desk: Desk) -> None:
    desk.do(fill_with_sample)
    options = RoadmapOptions(edition=Edition.ONE_PAGE, by_stage=True)
    report = desk.ask(roadmap_document, options)
    assert [entry.rank for entry in report.entries][:3] == [1, 2, 3]


def test_a_name_that_runs_from_right_to_left_keeps_the_day_beside_it(desk: Desk) -> None:
    say(desk, "Milk, please", "Milk", who="محمد الأحمد", on=date(2025, 11, 22))
    put(desk, "Milk")
    quote = desk.ask(roadmap_document, RoadmapOptions()).entries[0].quotes[0]
    assert quote.source.startswith("\u2068محمد الأحمد\u2069, 22")
    # A browser that guessed the direction from the name would jumble the line again.
    page = html_bytes(desk.ask(roadmap_document, RoadmapOptions())).decode()
    assert '<figcaption dir="ltr">\u2068محمد' in page
