"""What others than those who wrote the rules think of: it gives nobody away, and asks seldom."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.discretion import CustomersEyes, Text, customers_eyes
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.people import PersonFacts, delete_person, edit_person
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.words import Edition
from feedbackdesk.insight.discretion.verdict import Answer
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
from tests.report import other_eyes as eyes
from tests.report.shop import agree, put, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENDINGS = ("html", "md", "csv", "xlsx")
UNASKED = 0.95
"""At least so many of the everyday sentences are printed, and nobody is asked."""

STEP = 13
"""Of the forms each thirteenth is judged at every run: they are tens of thousands."""


@dataclass(frozen=True)
class Case:
    """What one random workspace holds."""

    people: tuple[eyes.Person, ...]
    houses: tuple[str, ...]
    titles: tuple[eyes.Form, ...]
    about: tuple[eyes.Form, ...]
    quotes: tuple[eyes.Form, ...]
    note: eyes.Form
    turn: int
    fates: tuple[int, ...]
    on_paper: bool


@cache
def _forms_of(person: eyes.Person) -> list[eyes.Form]:
    return [*eyes.forms(person)]


@cache
def _forms_of_house(house: str) -> list[eyes.Form]:
    return [*eyes.house_forms(house)]


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    people = draw(st.lists(st.sampled_from(eyes.PEOPLE), min_size=3, max_size=5, unique=True))
    houses = draw(st.lists(st.sampled_from(eyes.HOUSES), min_size=1, max_size=3, unique=True))
    slipped = st.one_of(
        st.sampled_from(people).map(_forms_of).flatmap(st.sampled_from),
        st.sampled_from(people).map(_forms_of).flatmap(st.sampled_from),
        st.sampled_from(houses).map(_forms_of_house).flatmap(st.sampled_from),
        st.sampled_from(eyes.sums()),
    )
    some = st.lists(slipped, min_size=1, max_size=3).map(tuple)
    return Case(
        tuple(people),
        tuple(houses),
        draw(some),
        draw(some),
        draw(some),
        draw(slipped),
        draw(st.integers(0, len(eyes.CARRIERS))),
        tuple(draw(st.lists(st.integers(0, 3), min_size=5, max_size=5))),
        draw(st.integers(0, 7)) == 0,
    )


def record(desk: Desk, people: Sequence[eyes.Person], fates: Sequence[int] = (0,)) -> None:
    """Record everybody; some are renamed, deleted, or taken back, and stay in the log alone."""
    for number, person in enumerate(people):
        fate = fates[number % len(fates)]
        desk.do(record_feedback, NewFeedback("Hello there", Speaker(person.name)))
        if fate == 3:
            desk.undo()
            continue
        key = desk.ask(person_named, person.name).id
        if fate == 1:
            desk.do(edit_person, key, PersonFacts(name=f"Somebody {key}"))
        elif fate == 2:
            desk.do(delete_person, key)


def _lines(case: Case, some: Sequence[eyes.Form], place: str) -> Iterator[str]:
    """Yield a text of each form, with words at the end by which the whole of it is known again."""
    for number, one in enumerate(eyes.carried(some, case.turn)):
        yield f"{one.text} ({place} {number})"


def _words_in(path: Path) -> str:
    """Return all that a file holds, in small letters."""
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(path)
        sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
        cells = (str(cell) for rows in sheets for row in rows for cell in row)
        return "\n".join((*book.sheet_names, *cells)).casefold()
    if path.suffix == ".pdf":
        pages = PdfDocument(path)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
        pages.close()
        return " ".join(text.casefold().split())
    return path.read_text("utf-8").casefold()


@pytest.mark.slow("fills workspaces, and writes every kind of file of them, some on paper")
@settings(max_examples=20, deadline=None)
@given(_cases())
def test_no_file_for_customers_holds_a_form_that_others_think_of(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "any.feedbackdesk")
        try:
            record(desk, case.people, case.fates)
            for house in case.houses:
                desk.do(record_feedback, NewFeedback("Hello", Speaker(organisation=house)))
            for text in _lines(case, case.quotes, "with a blue lid"):
                say(desk, text, "Cups", who="Una Quell")
            say(desk, "bigger cups, please", "Cups", who="Una Quell")
            agree(desk, "Una Quell")
            put(desk, "Cups for everybody", "Cups")
            abouts = [*_lines(case, case.about, "in the green box")]
            for number, title in enumerate(_lines(case, case.titles, "on the red shelf")):
                put(desk, title, "Cups", description="Fine words")
                if number < len(abouts):
                    put(desk, f"Spoons of size {number}", "Cups", description=abouts[number])
            (note,) = eyes.carried([case.note], case.turn)
            desk.do(change_settings, {"closing_note": f"{note.text} (near the oven door)"})
            options = RoadmapOptions(edition=Edition.CUSTOMER, hold_uncertain=True)
            report = desk.ask(roadmap_document, options)
            for ending in (*ENDINGS, *(("pdf",) if case.on_paper else ())):
                path = Path(folder) / f"copy.{ending}"
                write(report, path)
                shown = _words_in(path)
                marks = ("on the red shelf", "blue lid", "green box", "oven door")
                assert [mark for mark in marks if mark in shown] == [], ending
                assert "cups for everybody" in shown
                assert "bigger cups, please" in shown
                assert "spoons of size 0" in shown
        finally:
            desk.close()


@pytest.fixture
def everybody(desk: Desk) -> CustomersEyes:
    """Eyes that know everybody and every house."""
    record(desk, eyes.PEOPLE)
    for house in eyes.HOUSES:
        desk.do(record_feedback, NewFeedback("Hello", Speaker(organisation=house)))
    return desk.ask(customers_eyes)


def test_what_carries_the_forms_is_harmless_itself(everybody: CustomersEyes) -> None:
    said = ("on the red shelf", "with a blue lid", "in the green box")
    for carrier in eyes.CARRIERS:
        for mark in said:
            text = f"{carrier.format('the kitchen')} ({mark} 1)"
            assert everybody.look(Text("", text)).verdict.answer is Answer.HARMLESS, text


def test_no_form_of_a_name_or_a_sum_is_harmless(everybody: CustomersEyes) -> None:
    some = [one for person in eyes.PEOPLE for one in _forms_of(person)]
    some += [one for house in eyes.HOUSES for one in _forms_of_house(house)]
    texts = [one.text for one in eyes.carried((*some[::STEP], *eyes.sums()))]
    harmless = [
        text for text in texts if everybody.look(Text("", text)).verdict.answer is Answer.HARMLESS
    ]
    assert harmless == []


def test_everyday_sentences_are_printed_unasked(desk: Desk) -> None:
    """Nobody is recorded whose name is an everyday word: Rose has to ask for her roses."""
    plain = {"rose", "baker", "park", "blue", "wild", "valle"}
    record(desk, [one for one in eyes.PEOPLE if not plain & {*one.name.casefold().split()}])
    for house in eyes.HOUSES:
        if not plain & {*house.casefold().split()}:
            desk.do(record_feedback, NewFeedback("Hello", Speaker(organisation=house)))
    reader = desk.ask(customers_eyes)
    some = eyes.sentences()
    verdicts = {text: reader.look(Text("", text)).verdict for text in some}
    said = Counter(verdict.answer for verdict in verdicts.values())
    assert said[Answer.HELD] == 0, [
        text for text, verdict in verdicts.items() if verdict.answer is Answer.HELD
    ]
    assert said[Answer.HARMLESS] >= UNASKED * len(some), said
