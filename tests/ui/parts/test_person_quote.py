"""What is painted below the words of somebody, on their page and on their organisation's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.rows import Feedback, Loss, Mention
from feedbackdesk.domain.words import Channel, Kind, Outcome, PersonStage
from feedbackdesk.ui.pages.people.rows import PersonRows
from feedbackdesk.ui.rows.pieces import DOT

ON = date(2019, 5, 6)
DAY = show_date(ON)
THEMES = (Mention(1, 1, 1, "Hours"), Mention(2, 1, 2, "Doors"), Mention(3, 1, 1, "Hours"))
OF_A_FIRM = Feedback(
    1, ON, Kind.REQUEST, Channel.CALL, "Longer hours",
    who="Ann", organisation="Acme", stage=PersonStage.PROSPECT, mentions=THEMES,
)  # fmt: skip
ALONE = replace(OF_A_FIRM, organisation=None, stage=None, mentions=())
NOBODY = replace(ALONE, who=None)
LOST = replace(ALONE, stage=PersonStage.LOST, loss=Loss(Outcome.NONE, "Price", value=8_000))
UNKNOWN = replace(LOST, loss=Loss(Outcome.NONE, "Price"))


@pytest.mark.parametrize(
    ("row", "on_theirs", "on_the_firms"),
    [
        (
            OF_A_FIRM,
            f"Prospect  ·  {DAY}  ·  Call  ·  Acme  ·  Hours, Doors",
            f"Ann  ·  Prospect  ·  {DAY}  ·  Call  ·  Hours, Doors",
        ),
        (ALONE, f"Said  ·  {DAY}  ·  Call", f"Ann  ·  {DAY}  ·  Call"),
        (NOBODY, f"Said  ·  {DAY}  ·  Call", f"Not named  ·  {DAY}  ·  Call"),
        (
            LOST,
            f"Lost  ·  {DAY}  ·  Call  ·  lost for Price, £80",
            f"Ann  ·  Lost  ·  {DAY}  ·  Call  ·  lost for Price, £80",
        ),
        (
            UNKNOWN,
            f"Lost  ·  {DAY}  ·  Call  ·  lost for Price",
            f"Ann  ·  Lost  ·  {DAY}  ·  Call  ·  lost for Price",
        ),
    ],
    ids=["of a firm", "alone", "nobody", "lost", "of unknown worth"],
)
def test_what_they_were_comes_first_on_their_page_and_who_it_was_on_the_firms(
    row: Feedback, on_theirs: str, on_the_firms: str
) -> None:
    quote = PersonRows()
    quote.currency = "GBP"
    for quote.of_person, told in ((True, on_theirs), (False, on_the_firms)):
        assert DOT.join(part.text for part in quote.parts(row, row.text)) == told
