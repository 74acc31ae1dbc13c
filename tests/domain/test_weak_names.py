"""What may name somebody without their whole name; what names others, or nobody, does not."""

from __future__ import annotations

import pytest

from feedbackdesk.domain.weak_names import WeakNames

NAMES = ("Quinella Zorblatt", "qzorblatt@firm.example", "+44 7700 900123", "Q. Z.")


def found(text: str, *, names: tuple[str, ...] = NAMES, others: tuple[str, ...] = ()) -> list[str]:
    """Return what in a text may name somebody."""
    weak = WeakNames(names, others)
    spelt = weak.find_in(text)
    return [one for one, part in spelt.items() if weak.tells(part)]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Zorblatt wants jam", ["Zorblatt"]),
        ("what ZORBLATT said", ["ZORBLATT"]),
        ("Zorblatt’s jam, and the Zorblatts", ["Zorblatt", "Zorblatts"]),
        ("Quinella rang", ["Quinella"]),
        (
            "The Zorblattsche idea; Zorblattes, Zorblattens",
            [
                "Zorblattsche",
                "Zorblattes",
                "Zorblattens",
            ],
        ),
        ("Zorblatt-Wunsch, Nach-Zorblatts and ZORBLATT-2", ["Zorblatt", "Zorblatts", "ZORBLATT"]),
        ("Zorblatt rang. Write to q.zorblatt, @zorblatt or zorblatt.example", ["Zorblatt"]),
        ("Zorblatt rang, zorblatt@other.example; see /zorblatt and zorblatt_2", ["Zorblatt"]),
        ("Zorblatt rang. The zorblatt.", []),
        ("Q. Zorblatt and Mrs. Zorblatt", ["Q. Zorblatt", "Mrs. Zorblatt"]),
        ("told by Q.Z. again", ["Q.Z."]),
        ("write to qzorblatt, or @QZorblatt!", ["qzorblatt", "QZorblatt"]),
        ("qzorblatt@other.example", ["qzorblatt"]),
        ("Quinella Zorblatt told me", []),
        ("Dear QUINELLA  ZORBLATT", []),
        ("the zorblatt of old", []),
        ("Zorblattia, Zorb and Quin", []),
        ("aqzorblatt, qzorblatt2", []),
        ("Q Z, QZ and q. z.", []),
        ("Size Q. Z.X.", []),
        ("", []),
    ],
)
def test_what_is_found_of_a_name(text: str, tells: list[str]) -> None:
    assert found(text) == tells


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Bo Zorblatt asked", []),
        ("Zorblatt asked", ["Zorblatt"]),
        ("Quinella Ek asked", []),
        ("Quinella asked", []),
        ("Frau Quinella asked", ["Frau Quinella"]),
    ],
)
def test_names_of_others_are_theirs_and_a_shared_first_name_tells_nobody(
    text: str, tells: list[str]
) -> None:
    assert found(text, others=("Bo Zorblatt", "Quinella Ek", "Al Lee")) == tells


def test_a_double_name_of_another_is_theirs() -> None:
    assert found("Bo Ek-Zorblatt asked", others=("Bo Ek-Zorblatt",)) == []


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Baker wants it. A baker bakes.", []),
        ("Baker wants it.", ["Baker"]),
        ("Ask Mr Baker, or A. Baker; the baker knows", ["Mr Baker", "A. Baker"]),
        ("Ask B. Baker; the baker knows", []),
    ],
)
def test_a_word_of_every_day_tells_behind_a_title_or_an_initial_alone(
    text: str, tells: list[str]
) -> None:
    assert found(text, names=("Ann Baker",)) == tells


@pytest.mark.parametrize(
    ("names", "text", "tells"),
    [
        (("Zoë Quörlington",), "QUORLINGTON asked", ["QUORLINGTON"]),
        (("Zoë Quörlington",), "Quo\u0308rlington’s", ["Quörlington"]),
        (("Vincent van Gogh",), "the van, and Van Gogh", ["Gogh"]),
        (("李雷",), "请问李先生", ["李先生"]),
        (("山田太郎",), "山田さんと太郎", ["山田さん"]),
        (("Иван Петров",), "Петров сказал", ["Петров"]),
        (("Иван Петров",), "спроси Петрова", ["Петрова"]),
        (("Ann Lee-Quorl",), "Quorl asked, Lee-Quorl too", ["Quorl", "Lee-Quorl"]),
        (("Al Lee",), "Leesche, Lees", ["Lees"]),
        (("Al Lee",), "Lee said so, A. Lee did", ["Lee", "A. Lee"]),
        (("Madonna",), "Madonna said so, Mrs Madonna did", []),
        (("Xi Y",), "Mr Y, and X. Y", []),
        (("Ann Mary Li",), "M. Li, A. Li and L. Li", ["M. Li", "A. Li"]),
        (("Al Li",), "Mr Li, A. Li, and Li", ["Mr Li", "A. Li"]),
        (("info@firm.example", "office@firm.example"), "info from the office", []),
        (("al@firm.example",), "al said so", []),
        (("quinella@x.example", "Quinella Zorblatt"), "quinella said so", []),
        (("q.zorb@x.example",), "ask q.zorb", ["q.zorb"]),
        (("7 8", "12"), "7 and 8", []),
        ((), "Anybody", []),
    ],
)
def test_in_other_scripts_and_with_other_names(
    names: tuple[str, ...], text: str, tells: list[str]
) -> None:
    assert found(text, names=names) == tells
