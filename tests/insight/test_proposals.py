"""Groups of unfiled texts that could be themes: who is in one, what it is called, who stays out."""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackdesk.insight.everyday import everyday
from feedbackdesk.insight.proposals import LEAST_ACCOUNTS, Group, Unfiled, grouped
from feedbackdesk.insight.words import fold

OTHERS = (
    "The invoice came twice", "Where is my parcel?", "Lovely coffee, thank you",
    "The lids leak on the train", "Parking in front of the shop is impossible",
)  # fmt: skip


def said(*texts: str) -> list[Unfiled]:
    """Return texts of somebody else each."""
    return [Unfiled(text, f"p{number}") for number, text in enumerate(texts)]


def members(texts: list[Unfiled], found: list[Group]) -> list[set[str]]:
    """Return what stands in each group."""
    return [{texts[at].text for at in one.members} for one in found]


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (
            ("Could you open on Saturday mornings?", "Please open on Saturday mornings",
             "Saturday mornings would suit me", "I can only come on Saturday mornings"),
            "Saturday mornings",
        ),
        (
            ("Samstags öffnen wäre toll, bitte am Samstag öffnen", "Bitte am Samstag öffnen",
             "Öffnet ihr am Samstag? Bitte öffnen!"),
            "Samstag",
        ),
        (
            ("请支持微信支付", "希望可以用微信支付付款", "微信支付什么时候有？"),
            "微信支付",
        ),
        (
            ("فاتورة بالبريد الإلكتروني من فضلك", "نريد فاتورة بالبريد الإلكتروني",
             "هل يمكن فاتورة بالبريد الإلكتروني؟"),
            "فاتورة بالبريد الإلكتروني",
        ),
    ],
)  # fmt: skip
def test_what_three_say_alike_is_a_group_by_words_of_its_own(
    texts: tuple[str, ...], name: str
) -> None:
    every = said(*OTHERS, *texts)
    found = grouped(every)
    assert members(every, found) == [set(texts)]
    assert [(one.name, one.accounts) for one in found] == [(name, len(texts))]


def test_three_times_one_account_is_no_group() -> None:
    texts = ("Open on Saturday mornings", "Saturday mornings, please", "Yes to Saturday mornings")
    assert grouped([*said(*OTHERS), *(Unfiled(text, "same") for text in texts)]) == []
    assert len(grouped(said(*OTHERS, *texts))) == 1


def test_the_words_that_everybody_says_make_no_group() -> None:
    texts = said(
        "Could you please let me know when the lids arrive",
        "Could you please let me know whether parking is free",
        "Could you please let me know who bakes the bread",
        "Could you please let me know how the card works",
    )
    assert grouped(texts) == []
    assert {"could", "please", "konnten", "gostaria", fold("です")} <= everyday()


def test_a_name_begins_and_ends_with_a_word_that_tells() -> None:
    texts = said(*OTHERS, *(f"When will the oat milk be back? ({at})" for at in range(4)))
    (found,) = grouped(texts)
    assert found.name == "Oat milk"
    assert found.sentences[0].startswith("When will the oat milk be back?")


def test_of_a_long_text_the_sentence_is_told_that_says_it() -> None:
    long = "Hello there. I was in on Tuesday with my mother. The oat milk was gone again! Bye now."
    texts = said(*OTHERS, "No oat milk today", "Oat milk gone again", "Again no oat milk", long)
    (found,) = grouped(texts)
    told = dict(zip(found.members, found.sentences, strict=True))
    assert told[len(texts) - 1] == "The oat milk was gone again!"


def test_what_was_refused_stays_away_until_most_of_it_is_new() -> None:
    texts = said(*OTHERS, *(f"Oat milk, please ({at})" for at in range(4)))
    refused = [at for at, one in enumerate(texts) if "Oat" in one.text]
    assert grouped(texts, refused) == []
    assert grouped(texts, refused[:2]) != []
    more = [*texts, *(Unfiled(f"Oat milk for me, too ({at})", f"q{at}") for at in range(9))]
    assert len(grouped(more, refused)) == 1


def test_what_others_of_the_owner_say_tells_less() -> None:
    texts = said("New roast on Monday", "A new roast, when?", "The new roast is out", *OTHERS)
    assert grouped(texts)
    assert grouped(texts, beside=["The new roast is fine"] * 90) == []


@pytest.mark.parametrize(
    "texts",
    [
        (), ("",) * 5, ("🙂",) * 4, ("1 2 3", "4 5", "6"), ("a",) * 3, ("\0",) * 4,
        ("the of and",) * 4,
    ],
)  # fmt: skip
def test_what_says_nothing_makes_no_group_and_no_error(texts: tuple[str, ...]) -> None:
    for one in grouped(said(*texts)):
        assert one.name


def test_the_same_text_a_thousand_times_is_one_group() -> None:
    every = said(*["More oat milk"] * 1_000, *OTHERS)
    (found,) = grouped(every)
    assert found.accounts == 1_000


WORDS = ("oat", "milk", "lids", "Saturday", "parking", "the", "and", "Größe", "微信", "please")


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), max_size=25),
    st.lists(st.integers(0, 6), min_size=25, max_size=25),
    st.randoms(use_true_random=False),
)
def test_each_text_stands_in_one_group_at_most_in_whatever_order(
    texts: list[str], accounts: list[int], chance: random.Random
) -> None:
    every = [Unfiled(text, f"p{who}") for text, who in zip(texts, accounts, strict=False)]
    found = grouped(every)
    places = [at for one in found for at in one.members]
    assert len(places) == len(set(places))
    for one in found:
        assert one.accounts == len({every[at].account for at in one.members}) >= LEAST_ACCOUNTS
        assert len(one.sentences) == len(one.members)
        assert one.name
    mixed = list(every)
    chance.shuffle(mixed)
    sizes = Counter(len(one.members) for one in grouped(mixed))
    assert sum(size * number for size, number in sizes.items()) <= len(every)


def test_real_questions_are_kept_apart_by_what_they_ask(shared_data: Path) -> None:
    by_theme: dict[str, list[str]] = defaultdict(list)
    with (shared_data / "banking77" / "train.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_theme[row["category"]].append(row["text"])
    chance = random.Random("themes")  # noqa: S311
    chosen = chance.sample(sorted(by_theme), 20)
    asked = [(text, name) for name in chosen for text in chance.sample(by_theme[name], 10)]
    chance.shuffle(asked)
    found = grouped(said(*(text for text, _name in asked)))
    inside = sum(len(one.members) for one in found)
    right = sum(max(Counter(asked[at][1] for at in one.members).values()) for one in found)
    assert inside >= 100
    assert right / inside >= 0.75
