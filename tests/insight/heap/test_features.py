"""What a sentence is learned by: its words and the pairs of them, as numbers that stay the same."""

from __future__ import annotations

from zlib import crc32

import pytest

from feedbackdesk.insight.heap.features import NUMBER, features


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("", ["^"]),
        ("Want", ["^", "want", "^ want"]),
        ("We want tea", ["^", "we", "want", "tea", "^ we", "we want", "want tea"]),
        ("Tea? Tea?", ["^", "tea", "?", "^ tea", "tea ?", "? tea"]),
        ("Order 1234 is 2 days late", [
            "^", "order", "0", "is", "days", "late",
            "^ order", "order 0", "0 is", "is 0", "0 days", "days late",
        ]),
        # Without spaces each letter with the one after it is a word.
        ("没有发票", ["^", "没有", "有发", "发票", "^ 没有", "没有 有发", "有发 发票"]),
        ("お茶 を", ["^", "お茶", "茶を", "^ お茶", "お茶 茶を"]),
        ("ชาร้อน"[:2], ["^", "ชา", "^ ชา"]),
    ],
)  # fmt: skip
def test_a_sentence_is_its_words_and_their_pairs(sentence: str, named: list[str]) -> None:
    assert list(features(sentence)) == [crc32(name.encode()) % 262_144 for name in named]


def test_the_numbers_are_the_same_in_every_run() -> None:
    """What was learned with others would be forgotten."""
    assert NUMBER == 262_144
    assert list(features("Tea")) == [103_294, 186_290, 10_025]
