"""What can be printed besides the roadmap: which page it is, and what can be chosen of it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.followups import owed, promise
from feedbackdesk.desk.identity import organisation_named, person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.themes import theme_named
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.words import FollowUpKind
from feedbackdesk.report.losses_page import Span
from feedbackdesk.report.options import PageOptions
from feedbackdesk.report.printables import (
    Printable,
    contact_page,
    losses_page,
    owed_page,
    theme_page,
)
from tests.report.shop import say

PLAIN = PageOptions()
TODAY = date(2026, 11, 30)
LAST = [
    "October to December 2026", "July to September 2026", "April to June 2026",
    "January to March 2026", "October to December 2025", "July to September 2025",
    "April to June 2025", "January to March 2025", "2026", "2025",
]  # fmt: skip
"""The stretches of days that can be chosen on that day."""


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A desk where two have spoken, one was lost, and something is owed to both."""
    say(desk, "Mail me the bill", "Invoices", who="Ann Lee", firm="Acme", on=date(2026, 10, 2))
    lost = LossFacts("Price", value=120_000)
    say(desk, "Too dear", "Prices", who="Cy Dow", on=date(2026, 8, 3), loss=lost)
    for who in ("Ann Lee", "Cy Dow"):
        desk.do(promise, desk.ask(person_named, who).id, FollowUpKind.ANSWER, local_today())
    return desk


def page(desk: Desk, kind: str) -> Printable:
    """Return what is printed of the shop, by its kind."""
    match kind:
        case "theme":
            return theme_page(desk.ask(theme_named, "Invoices").id)
        case "losses":
            return losses_page(Span(date(2026, 7, 1), date(2026, 9, 30)), TODAY)
        case "person":
            return contact_page("person", desk.ask(person_named, "Ann Lee").id)
        case "organisation":
            return contact_page("organisation", desk.ask(organisation_named, "Acme").id)
    return owed_page()


@pytest.mark.parametrize(
    ("kind", "called", "titled", "chosen_from", "for_customers"),
    [
        ("theme", "Theme", "Invoices", 0, True),
        ("owed", "Call sheet", "Call sheet", 0, False),
        (
            "losses",
            "Lost sales, July to September 2026",
            "Lost sales, July to September 2026",
            10,
            False,
        ),
        ("person", "Person", "Ann Lee", 0, False),
        ("organisation", "Organisation", "Acme", 0, False),
    ],
)
def test_each_kind_is_the_page_of_its_name(
    shop: Desk, kind: str, called: str, titled: str, chosen_from: int, for_customers: bool
) -> None:
    printable = page(shop, kind)
    assert printable.kind == kind
    made = shop.ask(printable.make, PLAIN)
    assert (made.kind, made.title) == (called, titled)
    assert made.options == PLAIN
    assert len(printable.periods) == chosen_from
    assert printable.has_choices is for_customers
    for name in ("kind", "periods"):
        with pytest.raises(FrozenInstanceError):
            setattr(printable, name, ())


@pytest.mark.parametrize(
    ("span", "first", "others"),
    [
        (
            Span(date(2026, 7, 1), date(2026, 9, 30)),
            LAST[1],
            [one for one in LAST if one != LAST[1]],
        ),
        (Span(date(2026, 10, 1), date(2026, 12, 31)), LAST[0], LAST[1:]),
        (Span(date(2019, 1, 1), date(2019, 3, 31)), "January to March 2019", LAST),
        (Span(None, date(2026, 8, 31)), "Until 31 August 2026", LAST),
        (Span(date(2026, 1, 1), date(2026, 12, 31)), "2026", [*LAST[:8], LAST[9]]),
    ],
)
def test_lost_sales_are_of_a_stretch_of_days_and_others_can_be_chosen(
    shop: Desk, span: Span, first: str, others: list[str]
) -> None:
    printable = losses_page(span, TODAY)
    names = [name for name, _make in printable.periods]
    assert names == [first, *others], "the one that was asked for first, and none twice"
    for name, make in printable.periods:
        title = shop.ask(make, PLAIN).title
        assert title.casefold() == f"lost sales, {name}".casefold()
    assert shop.ask(printable.make, PLAIN) == shop.ask(printable.periods[0][1], PLAIN)


def test_the_stretches_to_choose_from_end_today() -> None:
    span = Span(date(2019, 1, 1), date(2019, 3, 31))
    assert losses_page(span).periods[1][0] == losses_page(span, local_today()).periods[1][0]
    assert losses_page(span, date(2020, 2, 1)).periods[1][0] == "January to March 2020"


def test_a_call_sheet_is_of_all_that_is_owed_or_of_some(shop: Desk) -> None:
    whole = str(shop.ask(owed_page().make, PLAIN))
    assert "Ann Lee" in whole
    assert "Cy Dow" in whole
    ann = [one.id for one in shop.ask(owed) if one.who == "Ann Lee"]
    some = str(shop.ask(owed_page(ann).make, PLAIN))
    assert "Ann Lee" in some
    assert "Cy Dow" not in some
    assert "Ann Lee" not in str(shop.ask(owed_page([]).make, PLAIN))
