"""Whatever a workspace holds, no file for customers holds a form of a name, a sum or a loss."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.discretion import Text, hold, texts
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, delete_person, edit_person
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.themes import add_alias, theme_named
from feedbackdesk.domain.words import Edition
from feedbackdesk.report.options import PageOptions, RoadmapOptions
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
from feedbackdesk.report.theme_page import theme_document
from tests.report import strangers_eyes as eyes
from tests.report.shop import agree, put, say

ENDINGS = ("html", "md", "csv", "xlsx")
PEOPLE = tuple(zip(eyes.FIRST, eyes.LAST, strict=True))
telling = st.one_of(eyes.names(PEOPLE), eyes.houses(), eyes.sums())


@dataclass(frozen=True)
class Case:
    """What one random workspace holds."""

    titles: tuple[eyes.Telling, ...]
    about: tuple[eyes.Telling, ...]
    quotes: tuple[eyes.Telling, ...]
    fine: tuple[str, ...]
    note: eyes.Telling
    fates: tuple[int, ...]


cases = st.builds(
    Case,
    st.lists(telling, min_size=1, max_size=3).map(tuple),
    st.lists(telling, min_size=1, max_size=2).map(tuple),
    st.lists(telling, min_size=1, max_size=4).map(tuple),
    st.lists(eyes.HARMLESS, min_size=1, max_size=3, unique=True).map(tuple),
    telling,
    st.lists(st.integers(0, 3), min_size=len(PEOPLE), max_size=len(PEOPLE)).map(tuple),
)


def _people_come_and_go(desk: Desk, fates: tuple[int, ...]) -> None:
    """Record everybody; some are renamed, deleted, or taken back, and stay in the log alone."""
    for (first, last), fate in zip(PEOPLE, fates, strict=True):
        desk.do(record_feedback, NewFeedback("Hello there", Speaker(f"{first} {last}")))
        if fate == 3:
            desk.undo()
            continue
        key = desk.ask(person_named, f"{first} {last}").id
        if fate == 1:
            desk.do(edit_person, key, PersonFacts(name=f"Somebody {key}"))
        elif fate == 2:
            desk.do(delete_person, key)
    for house in eyes.HOUSES:
        desk.do(record_feedback, NewFeedback("Hello", Speaker(organisation=house)))


def _words_in(path: Path) -> str:
    """Return all that a file holds, in small letters; of a workbook every cell of every sheet."""
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(path)
        sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
        cells = (str(cell) for rows in sheets for row in rows for cell in row)
        return "\n".join((*book.sheet_names, *cells)).casefold()
    return path.read_text("utf-8").casefold()


@settings(max_examples=40, deadline=None)
@given(cases, st.booleans())
def test_no_file_for_customers_holds_what_gives_somebody_away(case: Case, one_page: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "any.feedbackdesk")
        try:
            _people_come_and_go(desk, case.fates)
            for number, text in enumerate(case.fine):
                say(desk, f"{text} {number}", "Cups", who="Una Quell")
            for one in case.quotes:
                say(desk, f"{one.text} (quoted)", "Cups", who="Una Quell")
            say(desk, "unheard words", "Cups", who="Not Asked")
            lost = LossFacts("Price", competitor="Rivalino", value=1_234_567)
            say(desk, "lost for good", "Cups", who="Una Quell", loss=lost)
            agree(desk, "Una Quell")
            put(desk, "Cups for everybody", "Cups", description=case.about[0].text)
            for number, one in enumerate(case.titles):
                put(desk, f"{one.text} (titled {number})", "Cups", description=case.about[-1].text)
            desk.do(change_settings, {"closing_note": case.note.text})
            key = desk.ask(theme_named, "Cups").id
            desk.do(add_alias, key, case.titles[0].text)
            secret = {one.part for one in (*case.titles, *case.about, *case.quotes, case.note)}
            secret |= {"(quoted)", "(titled", "unheard", "lost for good", "Rivalino", "12,345"}
            options = RoadmapOptions(
                edition=Edition.ONE_PAGE if one_page else Edition.CUSTOMER,
                for_customers=one_page,
                hold_uncertain=True,
            )
            report = desk.ask(roadmap_document, options)
            assert [entry.title for entry in report.entries] == ["Cups for everybody"]
            assert [entry.rank for entry in report.entries] == [1]
            assert not report.uncertain
            how = PageOptions(Edition.CUSTOMER, hold_uncertain=True)
            document = desk.ask(theme_document, key, how)
            for ending in ENDINGS:
                path = Path(folder) / f"copy.{ending}"
                write(report, path)
                shown = _words_in(path)
                path.unlink()
                write(document, path)
                shown += _words_in(path)
                told = [word for word in secret if word.casefold() in shown]
                assert told == [], (ending, told)
                assert "cups for everybody" in shown
                if not one_page:
                    assert any(text.casefold() in shown for text in case.fine)
        finally:
            desk.close()


def test_any_single_quote_can_be_left_out_and_comes_back(desk: Desk) -> None:
    for number, who in enumerate(("Una Quell", "Bo Lind", "Mo Ray", "Al Kim")):
        say(desk, f"Bigger cups, number {number}", "Cups", who=who)
        agree(desk, who)
    put(desk, "Cups", "Cups")

    def quotes() -> list[str]:
        report = desk.ask(roadmap_document, RoadmapOptions(edition=Edition.CUSTOMER))
        return [quote.words for entry in report.entries for quote in entry.quotes]

    key = desk.ask(theme_named, "Cups").id
    first = quotes()
    assert len(first) == 3
    desk.do(hold, [Text("", first[0])], texts(1))
    assert len(quotes()) == 3
    assert first[0] not in quotes()
    page = desk.ask(theme_document, key, PageOptions(Edition.CUSTOMER))
    assert first[0] not in [
        said.words for part in page.parts for one in part.cards for said in one.said
    ]
    report = desk.ask(roadmap_document, RoadmapOptions(edition=Edition.CUSTOMER))
    assert report.warnings == (
        "A quote of “Cups” is not on the customer copy: it is kept from customers.",
    )
    inside = desk.ask(roadmap_document, RoadmapOptions())
    assert first[0] in [quote.words for entry in inside.entries for quote in entry.quotes]
    desk.undo()
    assert quotes() == first
