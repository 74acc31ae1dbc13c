"""What a bar of lost sales says, in few letters."""

from __future__ import annotations

import pytest

from feedbackdesk.domain.losses import LossGroup
from feedbackdesk.domain.words import Measure
from feedbackdesk.ui.pages.losses.bar import bars, percent, short_money


def test_shares_and_amounts_in_few_letters() -> None:
    assert [percent(*pair) for pair in ((0, 0), (1, 3), (1, 1000), (999, 1000), (5, 5))] == [
        "0 %", "33 %", "under 1 %", "over 99 %", "100 %",
    ]  # fmt: skip
    assert [short_money(one, "EUR") for one in (0, 95_050, 99_999, 123_456, 10**14 - 1)] == [
        "€0", "€950", "€1k", "€1.2k", "€1tn",
    ]  # fmt: skip
    group = LossGroup("x", "x", 2, 0, 0, 0, 1)
    (bar,) = bars("competitor", [group], group, Measure.VALUE, "")
    assert (bar.size, bar.sure, bar.amount) == (0, 0, "0")


def test_what_is_written_beside_a_bar() -> None:
    price = LossGroup(
        key="Price", name="Price", number=2, value=600_000, told=1, told_value=500_000, won_back=0
    )
    built = LossGroup(
        key="Built", name="Built", number=1, value=2_000_000, told=1, told_value=2_000_000,
        won_back=0,
    )  # fmt: skip
    whole = LossGroup("", "", 3, 2_600_000, 2, 2_500_000, 0)
    by_number = bars("reason", [price, built], whole, Measure.NUMBER, "GBP")
    assert [(one.name, one.amount, one.size, one.sure) for one in by_number] == [
        ("Price", "2 · 67 %", 2, 1),
        ("Built", "1 · 33 %", 1, 1),
    ]
    assert [one.running for one in by_number] == [pytest.approx(2 / 3), 1.0]
    by_value = bars("reason", [price, built], whole, Measure.VALUE, "GBP")
    assert [(one.name, one.amount, one.size, one.sure) for one in by_value] == [
        ("Built", "£20k · 77 %", 2_000_000, 2_000_000),
        ("Price", "£6k · 23 %", 600_000, 500_000),
    ]
    (beside,) = bars("also", [price], whole, Measure.NUMBER, "GBP")
    assert (beside.amount, beside.running) == ("2", None), "they overlap"
