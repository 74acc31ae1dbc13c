"""What one message tells before anything was decided: its kind, its sentence, in ten languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.words import Kind
from feedbackdesk.insight.heap.languages import Language, languages
from feedbackdesk.insight.heap.telling import read_by_cues


def said() -> list[tuple[str, str, str]]:
    """Return what people say: its language or “none”, its kind or language, and the message."""
    found = []
    section = ""
    for line in Path(__file__).with_name("said.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            section = line[3:]
        elif line and not line.startswith("#"):
            first, _bar, message = line.partition(" | ")
            found.append((section, first, message))
    return found


FEEDBACK = [one for one in said() if one[0] != "none"]
NOTHING = [(language, message) for section, language, message in said() if section == "none"]


@pytest.mark.parametrize(("language", "kind", "message"), FEEDBACK)
def test_a_message_tells_its_kind_and_marks_the_sentence_that_says_so(
    language: str, kind: str, message: str
) -> None:
    start, end = message.index("["), message.index("]") - 1
    words = message.replace("[", "").replace("]", "")
    told = read_by_cues(words)
    assert (told.kind, words[told.start : told.end]) == (Kind(kind), words[start:end])


@pytest.mark.parametrize(("language", "message"), NOTHING)
def test_what_is_no_feedback_is_less_likely_than_nearly_all_that_is(
    language: str, message: str
) -> None:
    plain = sorted(
        read_by_cues(words.replace("[", "").replace("]", "")).likely
        for _language, _kind, words in FEEDBACK
    )
    assert read_by_cues(message).likely < plain[len(plain) // 10]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Could you tell us when it is done?", Language.ENGLISH),
        ("Können Sie uns sagen, wann es fertig ist?", Language.GERMAN),
        ("Pouvez-vous nous dire quand ce sera prêt ?", Language.FRENCH),
        ("¿Nos puede decir cuándo estará listo el pedido?", Language.SPANISH),
        ("Ci può dire quando sarà pronto il nostro ordine?", Language.ITALIAN),
        ("Pode dizer-nos quando é que está pronto o pedido?", Language.PORTUGUESE),
        ("Kunt u ons zeggen wanneer het klaar is?", Language.DUTCH),
        ("Czy może nam pan powiedzieć, kiedy to jest gotowe?", Language.POLISH),
        ("متى يكون الطلب جاهزا؟", Language.ARABIC),
        ("注文はいつできますか。", Language.JAPANESE),
    ],
)
def test_the_language_of_a_message_is_among_those_it_is_read_in(
    words: str, language: Language
) -> None:
    assert language in languages(words)


def test_a_subject_makes_a_message_likelier_and_is_never_marked() -> None:
    words = "The blue one. Regards, Ann"
    told = read_by_cues(words, "Re: Complaint about a broken chair")
    assert told.likely > read_by_cues(words, "Re: Tuesday").likely
    assert 0 <= told.start < told.end <= len(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n\t ",
        "?!",
        "\0\0\0",
        "🙂🙂🙂",
        "\u202eabc\u202c\u200f",
        "\ud800",
        "-" * 5_000,
        ">" * 5_000,
        "[" * 5_000,
        "." * 20_000,
        '."' * 9_000,
        "a" * 100_000,
    ],
)
def test_what_says_nothing_is_unlikely(words: str) -> None:
    told = read_by_cues(words, words)
    assert 0 <= told.start <= told.end <= len(words)
    assert told.likely < 0.2


def test_a_sentence_is_marked_among_signs_of_direction_and_smiles() -> None:
    words = "🙂 Hello!\u200f\nNobody answers the phone, I am still waiting for my parcel 😡\0\nBye"
    told = read_by_cues(words)
    assert told.kind is Kind.PROBLEM
    assert "still waiting for my parcel" in words[told.start : told.end]
    assert "Hello" not in words[told.start : told.end]


def test_of_a_very_long_line_a_piece_is_marked_that_a_page_can_show() -> None:
    words = (
        "word after word, " * 300 + "could you please bring back the blue one, " + "and so on, " * 9
    )
    told = read_by_cues(words)
    assert told.kind is Kind.REQUEST
    assert "bring back the blue one" in words[told.start : told.end]
    assert told.end - told.start <= 280


WORDS = st.text() | st.lists(
    st.sampled_from(
        [
            "could you",
            "please",
            "wir",
            "nicht",
            "?",
            ".",
            "\n",
            "\n\n",
            "。",
            "いつ",
            "لماذا",
            " ",
            "-",
        ]
    )
).map(" ".join)


@given(WORDS, WORDS)
def test_the_mark_lies_within_the_words(words: str, subject: str) -> None:
    told = read_by_cues(words, subject)
    assert 0 <= told.start <= told.end <= len(words)
    assert 0 <= told.likely <= 1
    assert words[told.start : told.end] == words[told.start : told.end].strip()
    assert told == read_by_cues(words, subject)
