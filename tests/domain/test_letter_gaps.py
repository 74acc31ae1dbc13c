"""No letter has a sentence with a hole in it, whatever is not known."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.letter_gaps import close_gaps
from feedbackdesk.domain.letters import (
    LETTER_NAMES,
    OUR_TEMPLATES,
    PLACEHOLDERS,
    LetterKind,
    fill_in,
    left_empty,
    selling_in,
    unknown_in,
)

FACTS = {
    "first_name": "Ann",
    "name": "Ann Lee",
    "their_words": "Mail me the bill",
    "on": "3 March 2026",
    "item": "Invoices by e-mail",
    "why": "Nobody is left to do it.",
    "alternative": "Try the roaster in Pine Street.",
    "business": "Quill & Kettle",
}
MISSING = [set(some) for size in range(len(FACTS) + 1) for some in combinations(FACTS, size)]

HOLES = {
    "two spaces": re.compile(r"\S  +\S"),
    "a space before a sign": re.compile(r"\s[,.:;!?]"),
    "two signs": re.compile(r"[:,;]\s*[.,;:!?]"),
    "nothing in quotation marks": re.compile(r"“\s*”"),
    "a greeting of nobody": re.compile(r"Dear\s*,"),
    "a word that leads on": re.compile(r"\b(?:on|at|of|why|is|was)[.,:]?$", re.MULTILINE),
    "a sign alone": re.compile(r"^[^\w\n]+$", re.MULTILINE),
    "a placeholder": re.compile(r"[{}]"),
}
GOES_ON = re.compile(r":\s*(?:\n\n(?!“)|\Z)")
"""A colon at the end of a line that no quotation follows."""


def test_the_facts_are_all_there_are() -> None:
    assert FACTS.keys() == PLACEHOLDERS.keys()
    assert list(OUR_TEMPLATES) == list(LetterKind) == list(LETTER_NAMES)
    assert not any(unknown_in(text) for text in OUR_TEMPLATES.values())


@pytest.mark.parametrize("kind", list(LetterKind))
def test_no_letter_has_a_hole_whatever_is_missing(kind: LetterKind) -> None:
    whole = fill_in(OUR_TEMPLATES[kind], FACTS, title=LETTER_NAMES[kind])
    for missing in MISSING:
        facts = FACTS | dict.fromkeys(missing, "")
        letter = fill_in(OUR_TEMPLATES[kind], facts, title=LETTER_NAMES[kind])
        for what, hole in HOLES.items():
            told = f"{what}, without {sorted(missing)}:\n{letter.subject}\n{letter.body}"
            if what != "a word that leads on" or "their_words" in missing or "\n\n“" not in told:
                assert not hole.search(letter.body), told
            assert not hole.search(letter.subject), told
        assert not GOES_ON.search(letter.body), (sorted(missing), letter.body)
        assert letter.subject
        assert not letter.subject.endswith(":")
        assert letter.body
        assert letter.unknown == ()
        greeting = letter.body.split("\n", 1)[0]
        assert greeting == ("Hello," if "first_name" in missing else "Dear Ann,")
        for name in FACTS.keys() - missing - {"name"}:
            told_then = FACTS[name] in f"{whole.subject}\n{whole.body}"
            told_now = FACTS[name] in f"{letter.subject}\n{letter.body}"
            if name in {"on", "item"} or not told_then:
                continue  # they go with a sentence that needed something else
            assert told_now, (name, sorted(missing), letter.body)
        room = left_empty(letter.body, letter.body)
        assert room == ("Here is our answer." if kind is LetterKind.ANSWERED else None)


@pytest.mark.parametrize(
    ("template", "empty", "left"),
    [
        ("Dear {name},\n\nHi {why}.", {"why"}, "Dear {name},\n"),
        ("Dear {Name} ,\n\nHi.", {"name"}, "Hello,\n\nHi."),
        ("Liebe {name},\n\nHallo.", {"name"}, "Hello,\n\nHallo."),
        ("It is there: {item}. Enjoy!", {"item"}, "It is there. Enjoy!"),
        ("First. Why: {why} Last.", {"why"}, "First."),
        ("First. {why}\nSecond.", {"why"}, "First.\nSecond."),
        ("You said:\n\n“{their_words}”\n\nSo.", {"their_words"}, "So."),
        ("You said on { ON }:\n\n“{their_words}”", {"on"}, "You said:\n\n“{their_words}”"),
        ("{why}", {"why"}, ""),
        ("Kept: as it is\n\n\n\n{name}", {"why"}, "Kept: as it is\n\n\n\n{name}"),
        ("これは{why}です。ありがとう。", {"why"}, "ありがとう。"),
    ],
)
def test_what_is_left_out_is_the_sentence(template: str, empty: set[str], left: str) -> None:
    assert close_gaps(template, empty).rstrip("\n") == left.rstrip("\n")


def test_a_subject_that_has_nothing_to_say_is_the_letters_name() -> None:
    letter = fill_in("Subject: {item}\nHi.", {"item": " "}, title="It is there now")
    assert (letter.subject, letter.body) == ("It is there now", "Hi.")
    assert fill_in("Hi.", {"item": ""}, title="It is there now").subject == "", "nor was there one"


def test_winning_back_promises_nothing_and_sells_nothing() -> None:
    letter = fill_in(OUR_TEMPLATES[LetterKind.WIN_BACK], FACTS)
    assert selling_in(letter.body) == ()
    assert "there" not in re.findall(r"now it is (\w+)", letter.body)


@given(st.text(alphabet="ab {}.:,\n“”!", max_size=120), st.sets(st.sampled_from(["a", "b"])))
def test_nothing_is_left_out_that_is_known(template: str, empty: set[str]) -> None:
    left = close_gaps(template, empty)
    if not re.search(r"\{\s*[ab]\s*\}", template):
        assert left == template
    kept = set(re.findall(r"\{\s*([ab])\s*\}", left))
    assert not kept & empty
    assert len(left) <= len(template) + len("Hello,")
