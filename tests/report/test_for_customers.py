"""The customer copy: no gap in its numbers, all that is left out is told, months, and contact."""

from __future__ import annotations

from datetime import date

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.discretion import Text, allow, texts
from feedbackdesk.desk.roadmap import ItemFacts, edit_item, ship_item
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.themes import theme_named
from feedbackdesk.domain.dates import MONTHS, local_today
from feedbackdesk.domain.words import Edition
from feedbackdesk.report.document import Document
from feedbackdesk.report.options import PageOptions, RoadmapOptions
from feedbackdesk.report.roadmap_page import roadmap_document
from feedbackdesk.report.theme_page import theme_document
from tests.report.shop import agree, put, say
from tests.report.test_files import shown_by_all

CONTACT = "Ada Harker, 01632 960 123, hello@quarl.example, www.quarl.example"


def copy(desk: Desk, **options: object) -> Document:
    """Ask for the customer copy."""
    return desk.ask(roadmap_document, RoadmapOptions(edition=Edition.CUSTOMER, **options))  # type: ignore[arg-type]


def test_what_is_left_out_leaves_no_gap_and_is_told(desk: Desk) -> None:
    for number, who in enumerate(("Zanthia Quorl", "Bo Lind", "Mo Ray", "Una Quell")):
        say(desk, "Please", f"Need {number}", who=who)
        for times in range(3 - number):
            say(desk, "Please", f"Need {number}", who=f"Asker {number} {times}")
    put(desk, "Quorl’s lids", "Need 0")
    put(desk, "Lids", "Need 1", description="As Bo Lind wants")
    put(desk, "Later hours", "Need 2", description="It costs 4000")
    cups = put(desk, "Cups", "Need 3", description="Bigger ones")
    desk.do(edit_item, cups, ItemFacts(target="for Zanthia"))
    report = copy(desk)
    assert [(one.rank, one.title) for one in report.entries] == [
        (1, "Lids"),
        (2, "Later hours"),
        (3, "Cups"),
    ]
    assert [one.description for one in report.entries] == ["", "", "Bigger ones"]
    assert report.entries[2].target == ""
    assert report.warnings == (
        "“Quorl’s lids” names somebody in its title, so it is not on the customer copy.",
        "The description of “Lids” is not on the customer copy: it names somebody.",
        "The description of “Later hours” is not on the customer copy: it names a sum of money.",
        "The target of “Cups” is not on the customer copy: it names somebody.",
    )
    inside = desk.ask(roadmap_document, RoadmapOptions())
    assert [one.rank for one in inside.entries] == [1, 2, 3, 4]
    by_stage = copy(desk, by_stage=True)
    assert [one.rank for one in by_stage.entries] == [1, 2, 3]


def test_what_is_uncertain_waits_and_is_printed_once_it_is_allowed(desk: Desk) -> None:
    say(desk, "Please", "Cups", who="Una Quell")
    put(desk, "Cups for Brinkmann", "Cups", description="It is twelve hundred a month")
    report = copy(desk)
    assert report.entries == ()
    assert [(one.where, one.uncertain) for one in report.uncertain] == [
        ("The title of an item", ("Brinkmann",)),
        ("The description of “Cups for Brinkmann”", ("twelve hundred",)),
    ]
    desk.do(allow, [Text("", "Cups for Brinkmann")], texts(1))
    report = copy(desk)
    assert [one.title for one in report.entries] == ["Cups for Brinkmann"]
    assert [one.uncertain for one in report.uncertain] == [("twelve hundred",)]
    held = copy(desk, hold_uncertain=True)
    assert held.uncertain == ()
    assert held.warnings == (
        "The description of “Cups for Brinkmann” is not on the customer copy: it is uncertain.",
    )


def test_an_uncertain_quote_is_asked_about_only_where_others_are_not_enough(desk: Desk) -> None:
    say(desk, "as Brinkmann said", "Cups", who="Una Quell")
    put(desk, "Cups", "Cups")
    agree(desk, "Una Quell")
    assert [one.uncertain for one in copy(desk, quotes=1).uncertain] == [("Brinkmann",)]
    say(desk, "Bigger cups", "Cups", who="Bo Lind")
    agree(desk, "Bo Lind")
    assert copy(desk, quotes=1).uncertain == ()
    assert len(copy(desk, quotes=2).uncertain) == 1


def test_what_was_shipped_says_its_month_in_every_file(desk: Desk) -> None:
    say(desk, "Please", "Cups", who="Una Quell")
    desk.do(ship_item, put(desk, "Bigger cups", "Cups"))
    today = local_today()
    month = f"{MONTHS[today.month - 1].capitalize()} {today.year}"
    report = copy(desk)
    assert report.entries[0].why == f"Shipped in {month}"
    for ending, shown in shown_by_all(report).items():
        assert f"Shipped in {month}" in shown, ending
        assert str(date.today().isoformat()) not in shown


def test_the_owners_contact_stands_at_the_end_and_may_be_named(desk: Desk) -> None:
    note = "Ring 01632-960123, or write to Hello@Quarl.example: Ada Harker is there."
    say(desk, "I like Quarl & Daughters", "Cups", who="Una Quell")
    agree(desk, "Una Quell")
    put(desk, "Cups", "Cups", description="See www.quarl.example")
    desk.do(change_settings, {"closing_note": note})
    assert copy(desk).closing == ()
    desk.do(change_settings, {"contact": CONTACT, "business_name": "Quarl & Daughters"})
    report = copy(desk)
    assert report.closing == (note, CONTACT)
    assert report.warnings == ()
    assert report.uncertain == ()
    assert [quote.words for quote in report.entries[0].quotes] == ["I like Quarl & Daughters"]
    for ending, shown in shown_by_all(report).items():
        assert CONTACT in shown, ending
    assert CONTACT not in desk.ask(roadmap_document, RoadmapOptions()).closing
    desk.do(change_settings, {"closing_note": f"{note} Somebody else: 01632 960 999"})
    assert copy(desk).closing == (CONTACT,)
    key = desk.ask(theme_named, "Cups").id
    page = desk.ask(theme_document, key, PageOptions(Edition.CUSTOMER))
    assert CONTACT in repr(page.parts[-1])


def test_a_business_that_is_called_as_a_customer_is_still_left_out(desk: Desk) -> None:
    say(desk, "Please", "Cups", who="Una Quell", firm="Brackenridge")
    put(desk, "Cups for Brackenridge", "Cups")
    desk.do(change_settings, {"business_name": "Brackenridge"})
    assert copy(desk).entries == ()
