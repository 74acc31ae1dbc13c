"""A theme, lost sales and somebody's page: the same words on paper and in every kind of file."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named
from feedbackdesk.desk.identity import person_named as person_of
from feedbackdesk.desk.losses import SHARED_REASONS, LossFacts, mark_won_back
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import (
    add_alias,
    delete_theme,
    find_or_make_theme,
    merge_themes,
    theme_named,
)
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.words import Edition, Kind, Paper, ToldBy
from feedbackdesk.report.contact_page import contact_document
from feedbackdesk.report.document import Document
from feedbackdesk.report.losses_page import Span, losses_document
from feedbackdesk.report.options import Order, PageOptions
from feedbackdesk.report.pieces import Bars, Months
from feedbackdesk.report.render import content_of, write
from feedbackdesk.report.theme_page import theme_document
from feedbackdesk.store.unit import UnitOfWork
from tests.report import poppler
from tests.report.shop import agree, put, say
from tests.report.test_customer_edition import FIRM_OF, PEOPLE, Said, said, strings

HOSTILE = '=cmd|"x"!A1 <script>alert(1)</script> <img src=x onerror=y> [a](http://x.example) **b**'
LETTERS = "שלום עולם 😀 مرحبا 王小明"
PLAIN = PageOptions()
QUARTER = Span(date(2026, 7, 1), date(2026, 9, 30))


def shown_by_all(document: Document) -> dict[str, str]:
    """Return what each kind of file shows of a document, as text."""
    shown = {}
    for ending in ("html", "md", "csv"):
        shown[ending] = content_of(document, ending)[0].decode("utf-8-sig")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content_of(document, "xlsx")[0]))
    cells = [
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    shown["xlsx"] = "\n".join(cells)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        write(document, path)
        shown["pdf"] = poppler.text(path)
    return shown


def theme_of(desk: Desk, name: str, options: PageOptions = PLAIN) -> Document:
    """Return a theme's page."""
    return desk.ask(theme_document, desk.ask(theme_named, name).id, options)


def person_page(desk: Desk, name: str) -> Document:
    """Return a person's page."""
    return desk.ask(contact_document, "person", desk.ask(person_of, name).id, PLAIN)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A desk with a theme, lost sales and two people."""
    say(desk, "Mail me the bill", "Invoices", who="Ann Lee", firm="Acme", on=date(2026, 10, 2))
    say(desk, "By e-mail, please", "Invoices", who="Ann Lee", firm="Acme", on=date(2025, 12, 5))
    say(desk, "Paper is slow", "Paper bills", who="Bo Ek", on=date(2026, 11, 3))
    desk.do(
        merge_themes, desk.ask(theme_named, "Paper bills").id, desk.ask(theme_named, "Invoices").id
    )
    desk.do(add_alias, desk.ask(theme_named, "Invoices").id, "E-billing")
    put(desk, "Bills by e-mail", "Invoices")
    lost = LossFacts(
        "Price",
        also=("Timing",),
        competitor="Rival",
        value=120_000,
        stage_reached="Trial",
        alternative="The small plan",
        revisit=date(2027, 3, 1),
    )
    say(desk, "Too dear", "Invoices", who="Cy Dow", on=date(2026, 8, 3), loss=lost)
    guess = LossFacts("Missing feature", told_by=ToldBy.US)
    say(desk, "They went quiet", "Calendar", who="Di Fry", on=date(2026, 9, 9), loss=guess)
    back = LossFacts("Price", value=5_000)
    key = say(desk, "Not yet", "Calendar", who="Ed Gay", on=date(2026, 9, 1), loss=back)
    desk.do(mark_won_back, key, date(2026, 11, 1))
    return desk


# A theme


def test_reasons_that_a_sale_has_several_of_say_that_they_overlap(shop: Desk) -> None:
    assert SHARED_REASONS not in str(shop.ask(losses_document, QUARTER, PLAIN))
    lost = LossFacts("Price", also=("Timing", "Poor fit"))
    say(shop, "No", "Calendar", who="Fi Hay", on=date(2026, 9, 2), loss=lost)
    shown = shown_by_all(shop.ask(losses_document, QUARTER, PLAIN))
    for ending in ("pdf", "html", "md", "xlsx"):
        assert " ".join(shown[ending].split()).count(SHARED_REASONS) == 1, ending


def test_a_theme_tells_its_numbers_and_every_quote(shop: Desk) -> None:
    document = theme_of(shop, "Invoices")
    assert document.title == "Invoices"
    assert [one.number for one in document.totals] == ["3", "4", "1", "£1,200"]
    for shown in shown_by_all(document).values():
        for words in ("Mail me the bill", "By e-mail, please", "Paper is slow", "Ann Lee, Acme"):
            assert words in shown
    for ending in ("pdf", "html", "md", "xlsx"):
        told = shown_by_all(document)[ending]
        for words in ("E-billing", "Paper bills", "Bills by e-mail", "The last twelve months"):
            assert words in told, (ending, words)
    about, months, this_year, last_year = document.parts
    assert about.heading == ""
    assert isinstance(months.pieces[0], Months)
    assert len(months.pieces[0].columns) == 12
    assert [this_year.heading, last_year.heading] == ["2026", "2025"]
    assert last_year.count == "1 quote"


def test_its_quotes_stand_account_by_account(shop: Desk) -> None:
    document = theme_of(shop, "Invoices", PageOptions(order=Order.ACCOUNT))
    cards = document.parts[-1].cards
    assert cards[0].title == "Acme"
    assert cards[0].aside == ("2 times",)
    assert [one.words for one in cards[0].said] == ["Mail me the bill", "By e-mail, please"]
    assert len(document.rows) == 4


def test_a_feedback_with_a_quote_is_told_by_it_alone(desk: Desk) -> None:
    say(desk, "A long story about the weather, and lids", "Lids", quote="and lids")
    (card,) = theme_of(desk, "Lids").parts[-1].cards
    assert [one.words for one in card.said] == ["and lids"]


def test_a_theme_that_is_gone_or_empty_is_told(desk: Desk) -> None:
    say(desk, "Lids", "Lids")
    key = desk.ask(theme_named, "Lids").id
    desk.do(delete_theme, key)
    with pytest.raises(NotThere, match="Nothing was printed"):
        desk.ask(theme_document, key, PLAIN)

    @step("Make one")
    def make(work: UnitOfWork) -> int:
        return find_or_make_theme(work, "Empty")

    key = desk.do(make).result
    for edition in (Edition.WORKING, Edition.CUSTOMER):
        shown = shown_by_all(desk.ask(theme_document, key, PageOptions(edition)))
        assert "Empty" in shown["pdf"]
        sentence = "Nobody who spoke of it" if edition is Edition.CUSTOMER else "Nothing is filed"
        assert sentence in shown["html"]


@settings(max_examples=30)
@given(
    everything=st.lists(said, min_size=1, max_size=6),
    agreed=st.sets(st.sampled_from(PEOPLE)),
    order=st.sampled_from(list(Order)),
)
def test_a_customer_copy_names_nobody_and_no_money(
    everything: list[Said], agreed: set[str], order: Order
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "shop.feedbackdesk")
        try:
            secret = {"£", "7,531"}
            for number, one in enumerate(everything):
                firm = FIRM_OF.get(one.who) if one.who else one.firm
                secret.update(name for name in (one.who, firm, one.rival) if name)
                loss = None
                if one.rival or one.value:
                    loss = LossFacts("Price", competitor=one.rival, value=one.value)
                if one.value:
                    secret.add(f"{one.value // 100:,}")
                text = " ".join((f"token{number}", *one.words))
                if loss or one.who not in agreed:
                    secret.add(f"token{number}")
                say(desk, text, "Milk", who=one.who, firm=firm, loss=loss)
            known = desk.ask(theme_named, "Milk").id
            desk.do(add_alias, known, everything[0].who or "Oat drink")
            put(desk, f"What {everything[-1].who or 'everybody'} wants", "Milk")
            for name in agreed & {one.who for one in everything if one.who}:
                agree(desk, name)
            how = PageOptions(Edition.CUSTOMER, order=order, hold_uncertain=True)
            document = theme_of(desk, "Milk", how)
            printed = dataclasses.replace(document, warnings=(), texts=())
            for shown in ("\n".join(strings(printed)), *shown_by_all(document).values()):
                told = {word for word in secret if word.casefold() in shown.casefold()}
                assert not told
        finally:
            desk.close()


def test_a_customer_copy_has_no_title_that_names_somebody(desk: Desk) -> None:
    say(desk, "Mail me", "The wish of Zanthia Quorl", who="Zanthia Quorl")
    document = theme_of(desk, "The wish of Zanthia Quorl", PageOptions(Edition.CUSTOMER))
    assert document.title == "What we heard"
    assert all("Quorl" not in shown for shown in shown_by_all(document).values())


# Lost sales


def test_a_quarter_tells_why_to_whom_and_each_deal(shop: Desk) -> None:
    document = shop.ask(losses_document, QUARTER, PLAIN)
    assert document.title == "Lost sales, July to September 2026"
    assert [one.number for one in document.totals] == ["3", "£1,250", "67%", "1"]
    why = document.parts[0].pieces[0]
    assert isinstance(why, Bars)
    assert [(bar.label, bar.figure) for bar in why.bars] == [
        ("Price", "2"),
        ("Missing feature", "1"),
    ]
    assert [bar.reached for bar in why.bars] == [pytest.approx(2 / 3), pytest.approx(1)]
    assert [bar.guess for bar in why.bars] == [0, pytest.approx(1 / 3)]
    headings = [part.heading for part in document.parts]
    assert headings == [
        "Why", "Reasons that added to it", "To whom", "How far they got", "When", "Won back",
        "Lost",
    ]  # fmt: skip
    shown = shown_by_all(document)
    for ending, told in shown.items():
        for words in ("Cy Dow", "Too dear", "Rival", "The small plan", "Timing", "Trial"):
            assert words in told, (ending, words)
    assert "Missing feature (our guess)" in shown["pdf"]
    assert "Look again on 1 Mar 2027" in shown["html"]
    assert "won back 1 Nov" in shown["md"]
    assert "1200.0" in shown["xlsx"]


def test_the_bars_of_lost_sales_have_their_lengths(shop: Desk) -> None:
    document = shop.ask(losses_document, QUARTER, PLAIN)
    lengths: dict[str, list[tuple[str, float, float]]] = {
        part.heading: [
            (bar.label, round(bar.share, 3), round(bar.guess, 3)) for bar in part.pieces[0].bars
        ]
        for part in document.parts
        if part.pieces and isinstance(part.pieces[0], Bars)
    }
    # Reasons on one track that stands for all sales; the others beside their longest.
    assert lengths["Why"] == [("Price", 0.667, 0), ("Missing feature", 0.333, 0.333)]
    assert lengths["When"] == [("August 2026", 0.5, 0), ("September 2026", 1, 0.5)]
    assert lengths["To whom"][0] == ("Rival", 1.0, 0.0)
    page = content_of(document, "html")[0].decode()
    drawn = re.findall(
        r'<rect class="(bar(?: guess)?)"(?: x="([0-9.]+)")?[^>]* width="([0-9.]+)"', page
    )
    assert drawn[:3] == [("bar", "", "66.7"), ("bar", "", "0.0"), ("bar guess", "0.0", "33.3")]
    when = drawn[-3:]
    assert when == [("bar", "", "50.0"), ("bar", "", "50.0"), ("bar guess", "50.0", "50.0")]
    marks = re.findall(r'class="mark" x1="([0-9.]+)"', page)
    assert marks == ["66.7", "100.0"]


def test_what_is_summed_up_may_be_the_longest_bar(desk: Desk) -> None:
    for number in range(14):
        loss = LossFacts("Price", competitor=f"Rival {number}")
        desk.do(record_feedback, NewFeedback("no", on=date(2026, 8, 1), loss=loss))
    whom = next(
        part.pieces[0]
        for part in desk.ask(losses_document, QUARTER, PLAIN).parts
        if part.heading == "To whom"
    )
    assert isinstance(whom, Bars)
    assert [bar.label for bar in whom.bars[-1:]] == ["3 others"]
    assert [bar.share for bar in whom.bars] == [pytest.approx(1 / 3)] * 11 + [1]


def test_what_was_lost_at_other_times_is_not_on_it(shop: Desk) -> None:
    document = shop.ask(losses_document, Span(date(2026, 9, 1), date(2026, 9, 30)), PLAIN)
    assert document.totals[0].number == "2"
    assert "Cy Dow" not in shown_by_all(document)["pdf"]
    assert shop.ask(losses_document, Span(None, date(2026, 11, 22)), PLAIN).totals[0].number == "3"


def test_a_quarter_without_a_lost_sale_has_an_honest_page(shop: Desk) -> None:
    document = shop.ask(losses_document, Span(date(2020, 1, 1), date(2020, 3, 31)), PLAIN)
    assert not document.parts
    shown = shown_by_all(document)
    for ending in ("pdf", "html", "md", "xlsx"):
        assert "No sale was lost: January to March 2020" in shown[ending]
    assert len(shown["csv"].splitlines()) == 1


def test_many_reasons_are_summed_up_and_none_is_lost(desk: Desk) -> None:
    for number in range(30):
        loss = LossFacts(f"Reason {number}", value=100)
        desk.do(record_feedback, NewFeedback("no", on=date(2026, 8, 1), loss=loss))
    why = desk.ask(losses_document, QUARTER, PLAIN).parts[0].pieces[0]
    assert isinstance(why, Bars)
    assert len(why.bars) == 12
    assert why.bars[-1].label == "19 others"
    assert sum(int(bar.figure) for bar in why.bars) == 30
    assert why.bars[-1].reached == pytest.approx(1)
    assert why.bars[-1].cells[2] == Decimal(19)


# Somebody's page


def test_a_person_page_has_every_word_in_order(shop: Desk) -> None:
    facts = PersonFacts(
        email="ann@example.org", value=90_000, referred_by="Bo Ek", notes="Likes tea"
    )
    shop.do(edit_person, shop.ask(person_of, "Ann Lee").id, facts)
    problem = NewFeedback("The lid leaks", Speaker("Ann Lee", "Acme"), kind=Kind.PROBLEM)
    shop.do(record_feedback, problem)
    document = person_page(shop, "Ann Lee")
    words = [card.said[0].words for part in document.parts for card in part.cards if card.said]
    assert words == ["By e-mail, please", "Mail me the bill", "The lid leaks"]
    shown = shown_by_all(document)
    for ending in ("pdf", "html", "md", "xlsx"):
        for told in ("ann@example.org", "£900", "Referred by", "Bo Ek", "Likes tea", "Acknowledge",
                     "Bills by e-mail (Next)", "May be quoted"):  # fmt: skip
            assert told in shown[ending], (ending, told)
    assert "Ann Lee (" in shown_by_all(person_page(shop, "Bo Ek"))["pdf"]


def test_an_organisation_page_names_its_people(shop: Desk) -> None:
    key = shop.ask(organisation_named, "Acme").id
    shown = shown_by_all(shop.ask(contact_document, "organisation", key, PLAIN))
    for ending in ("pdf", "html", "md", "xlsx"):
        assert "Ann Lee" in shown[ending]
        assert "Mail me the bill" in shown[ending]


def test_somebody_who_is_gone_is_told(desk: Desk) -> None:
    for table in ("person", "organisation"):
        with pytest.raises(NotThere, match="Nothing was printed"):
            desk.ask(contact_document, table, 99, PLAIN)


# Every kind of file, whatever is in it


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("paper", list(Paper))
def test_paper_is_what_was_chosen_with_its_fonts(
    shop: Desk, tmp_path: Path, paper: Paper, landscape: bool
) -> None:
    document = theme_of(shop, "Invoices", PageOptions(paper=paper, landscape=landscape))
    path = tmp_path / "theme.pdf"
    pages = write(document, path)
    info = poppler.info(path)
    assert info["Pages"] == str(pages)
    wide, high = (float(part) for part in info["Page size"].split(" pts")[0].split(" x "))
    assert (wide > high) == landscape
    assert info["Title"].endswith("Theme: Invoices")
    assert "Page 1 of" in poppler.text(path)
    assert poppler.fonts(path)
    assert all(embedded for _name, embedded in poppler.fonts(path))


def hostile_pages(desk: Desk) -> list[Document]:
    """Return every kind of page of a workspace of which every text is hostile."""
    name = f"{HOSTILE} {LETTERS}"[:150]
    loss = LossFacts(name, competitor=name, value=1, stage_reached=name, alternative=name)
    say(desk, f"{name}\n\n=1+1\n{LETTERS}", name, who=name, firm=name, loss=loss)
    say(desk, f"-2+3 {name}", name, who=name, firm=name)
    person = desk.ask(person_of, name)
    desk.do(edit_person, person.id, PersonFacts(notes=name, contact_how=name, email="=a@b.example"))
    return [
        theme_of(desk, name),
        theme_of(desk, name, PageOptions(order=Order.ACCOUNT)),
        desk.ask(losses_document, Span(None, date(2030, 1, 1)), PLAIN),
        person_page(desk, name),
        desk.ask(contact_document, "organisation", desk.ask(organisation_named, name).id, PLAIN),
    ]


def test_hostile_words_stay_words(desk: Desk) -> None:
    for document in hostile_pages(desk):
        page = content_of(document, "html")[0].decode()
        tree = html5lib.HTMLParser(strict=True).parse(page)
        tags = {str(one.tag).rpartition("}")[2] for one in tree.iter()}
        assert not tags & {"script", "img", "a", "iframe", "link"}
        assert "http://x.example" not in content_of(document, "md")[0].decode()
        table = content_of(document, "csv")[0].decode("utf-8-sig")
        for row in csv.reader(io.StringIO(table)):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content_of(document, "xlsx")[0]))
        texts = [
            cell
            for name in book.sheet_names
            for row in book.get_sheet_by_name(name).to_python()
            for cell in row
        ]
        assert any("<script>" in str(cell) for cell in texts)
        _content, pages = content_of(document, "pdf")
        assert pages


def test_long_names_and_long_words_leave_no_page(desk: Desk, tmp_path: Path) -> None:
    name = ("Long name of somebody with much to say " * 9)[:300].strip()
    words = "\n".join(f"Paragraph {number} " + "and so on " * 90 for number in range(40))
    say(desk, words, name[:200], who=name, firm=name)
    for options in (PLAIN, PageOptions(paper=Paper.LETTER, landscape=True)):
        for document in (
            theme_of(desk, name[:200], options),
            desk.ask(contact_document, "person", desk.ask(person_of, name).id, options),
        ):
            path = tmp_path / "long.pdf"
            pages = write(document, path)
            assert pages is not None
            assert pages > 3
            shown = poppler.text(path)
            told = [number for number in range(40) if f"Paragraph {number} " in shown]
            assert told == list(range(len(told)))
            assert len(told) > 20  # as much as twenty thousand characters are


def test_empty_lines_and_no_words_are_no_trouble(desk: Desk) -> None:
    say(desk, "x", "Lids", who="Ann")
    document = theme_of(desk, "Lids")
    assert content_of(document, "pdf")[1] == 1


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Direct debit", "Theme Direct debit"),
        ("../etc/passwd: “a/b”?", "Theme .. etc passwd “a b”"),
        ("हिन्दी मेनू", "Theme हिन्दी मेनू"),
        ("...", "Theme"),
        ("x" * 120, "Theme " + "x" * 54),
    ],
)
def test_a_file_is_called_as_its_theme(desk: Desk, name: str, called: str) -> None:
    say(desk, "Please", name, who="Ann")
    assert theme_of(desk, name).file_name == f"{called} - {date.today()}"
