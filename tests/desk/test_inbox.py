"""Where feedback stands in an inbox, told without reading all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.inbox import archive_many, inbox_places, whole_inbox

_FIRST, _DAYS, _NUMBER = date(2026, 11, 1), 4, 24
_KEYS = st.lists(st.integers(1, _NUMBER + 2), max_size=8)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with much said on few days, of which every fifth is done with."""
    made = Desk.open(tmp_path_factory.mktemp("inbox") / "shop.feedbackdesk")
    on = [_FIRST + timedelta(days=number * 7 % _DAYS) for number in range(_NUMBER)]
    for at, day in enumerate(on):
        made.do(record_feedback, NewFeedback(f"Word {at}", on=day))
    made.do(archive_many, range(1, _NUMBER, 5), "5")
    yield made
    made.close()


@given(keys=_KEYS, but=_KEYS)
def test_places_are_those_in_the_whole_list(desk: Desk, keys: list[int], but: list[int]) -> None:
    left = [key for key in desk.ask(whole_inbox, 0)[0] if key not in but]
    waiting, places = desk.ask(inbox_places, keys, but)
    assert waiting == len(left)
    assert {key: place for key, place in places.items() if key not in but} == {
        key: left.index(key) for key in keys if key in left
    }
