"""An uncertain text is taken or left once, by its content, and again only once it changed."""

from __future__ import annotations

from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.discretion import Text, allow, customers_eyes, hold, mark_of, texts
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.history import history
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.domain.labels import past
from feedbackdesk.insight.discretion.verdict import Answer

NEAR = "Opening hours for Brinkmann"


def of(*texts_: str) -> list[Text]:
    """Return texts as the owner answers for them."""
    return [Text("", text) for text in texts_]


def answer(desk: Desk, text: str) -> Answer:
    """Return what is said of a text on a copy for customers."""
    return desk.ask(customers_eyes).look(Text("", text)).verdict.answer


def test_it_is_asked_once_and_again_when_it_changes(desk: Desk) -> None:
    assert answer(desk, NEAR) is Answer.UNCERTAIN
    done = desk.do(allow, of(NEAR), texts(1))
    assert past(done.label) == "Marked a text as fit for customers"
    assert answer(desk, NEAR) is Answer.HARMLESS
    assert answer(desk, f"  {NEAR.replace(' ', chr(10))} ") is Answer.HARMLESS
    assert answer(desk, f"{NEAR}!") is Answer.UNCERTAIN
    done = desk.do(hold, of(NEAR, f"{NEAR}!"), texts(2))
    assert past(done.label) == "Kept 2 texts from customers"
    found = desk.ask(customers_eyes).look(Text("the title", NEAR))
    assert (found.verdict.answer, found.allowed, found.where) == (Answer.HELD, False, "the title")
    assert found.verdict.why == "is kept from customers"


def test_each_answer_is_a_step_that_can_be_taken_back(desk: Desk) -> None:
    desk.do(allow, of(NEAR), texts(1))
    desk.do(hold, of(NEAR), texts(1))
    desk.undo()
    assert answer(desk, NEAR) is Answer.HARMLESS
    desk.undo()
    assert answer(desk, NEAR) is Answer.UNCERTAIN
    desk.redo()
    assert answer(desk, NEAR) is Answer.HARMLESS
    done = desk.do(allow, of(NEAR, NEAR), texts(1))
    assert done.touched.step_id is None  # it is so already


def test_it_is_there_after_opening_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "answers.feedbackdesk"
    first = Desk.open(path)
    first.do(allow, of(NEAR), texts(1))
    first.close()
    again = Desk.open(path)
    assert answer(again, NEAR) is Answer.HARMLESS
    again.close()
    assert NEAR.encode() not in path.read_bytes()


def test_a_harmless_text_can_be_kept_from_customers_too(desk: Desk) -> None:
    assert answer(desk, "Bigger cups") is Answer.HARMLESS
    desk.do(hold, of("Bigger cups"), texts(1))
    assert answer(desk, "Bigger cups") is Answer.HELD
    desk.do(allow, of("Bigger cups"), texts(1))
    assert answer(desk, "Bigger cups") is Answer.HARMLESS


def test_what_was_allowed_is_held_back_once_it_names_somebody_for_certain(desk: Desk) -> None:
    desk.do(allow, of(NEAR), texts(1))
    desk.do(record_feedback, NewFeedback("Tea", Speaker("Jo Brinkmann")))
    assert answer(desk, NEAR) is Answer.HELD


def test_no_word_of_a_text_is_in_the_history(desk: Desk) -> None:
    desk.do(hold, of(NEAR), texts(1))
    (newest, *_older) = desk.ask(history)
    assert "Brinkmann" not in newest.label
    assert len(mark_of(NEAR)) == 32
    assert mark_of("a  b\n") == mark_of("a b") != mark_of("ab")


def test_nothing_and_much_can_be_answered_for(desk: Desk) -> None:
    long = "as Brinkmann said " * 3_000
    desk.do(allow, of("", "\u202e", long), texts(3))
    assert answer(desk, long) is Answer.HARMLESS


def test_a_quote_is_kept_back_with_the_words_it_was_taken_from(desk: Desk) -> None:
    sentence = Text("", "Bigger cups, please.", words="Bigger cups")
    desk.do(hold, [sentence], texts(1))
    assert answer(desk, "Bigger cups") is Answer.HELD
    other = Text("", "So: bigger cups!", words="Bigger cups")
    assert desk.ask(customers_eyes).look(other).verdict.answer is Answer.HELD
    desk.do(allow, [sentence], texts(1))
    assert desk.ask(customers_eyes).look(other).verdict.answer is Answer.HARMLESS
    assert answer(desk, "Bigger cups") is Answer.HARMLESS
    # What is allowed is the sentence that was shown, and not all that was said.
    near = Text("", "Bigger cups.", words=f"Bigger cups. {NEAR}")
    desk.do(allow, [near], texts(1))
    assert answer(desk, near.words) is Answer.UNCERTAIN
