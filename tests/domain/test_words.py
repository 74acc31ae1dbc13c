"""Every word that a reader meets has its text."""

from __future__ import annotations

from enum import StrEnum

import pytest

from feedbackdesk.domain import words
from feedbackdesk.domain.words import Channel, label

ENUMS = [
    one
    for one in vars(words).values()
    if isinstance(one, type) and issubclass(one, StrEnum) and one.__module__ == words.__name__
]
SAID_ELSEWHERE = {words.Paper}
"""The sizes of paper are called what their value is."""


@pytest.mark.parametrize("enum", sorted(set(ENUMS) - SAID_ELSEWHERE, key=str))
def test_every_word_has_a_text_of_its_own(enum: type[StrEnum]) -> None:
    texts = [label(word) for word in enum]
    assert all(texts)
    assert len(set(texts)) == len(texts)


def test_what_is_public_is_a_channel() -> None:
    assert set(Channel) > words.PUBLIC_CHANNELS
