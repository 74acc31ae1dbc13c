"""The printed page: tagged for readers, copied as it is read, made of nothing but its strings."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from feedbackdesk import paths
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Paper
from feedbackdesk.report.document import Document, Part
from feedbackdesk.report.options import PageOptions
from feedbackdesk.report.paper.layouts import laid_out
from feedbackdesk.report.paper.setting import Typesetter, set_alone, set_page
from feedbackdesk.report.paper.sheets import Sheets
from feedbackdesk.report.pieces import (
    Bar,
    Bars,
    Card,
    Facts,
    Lines,
    Matter,
    Months,
    Piece,
    Said,
    Total,
)

ROOT = Path(__file__).parents[2]


def document(*pieces: Piece, heading: str = "What was said", **facts: Any) -> Document:
    known: dict[str, Any] = {
        "kind": "Theme",
        "title": "Invoices by e-mail",
        "business": "Quill & Kettle",
        "on": date(2026, 11, 30),
        "options": PageOptions(),
        "legend": "Everything that was said about it.",
        "columns": (("They said", 60),),
        "parts": (Part(heading, pieces),) if pieces else (),
    }
    return Document(**(known | facts))


def quote(words: str, source: str = "") -> Card:
    return Card(said=(Said(words, source),))


def printed(made: Document) -> Sheets:
    return Sheets(set_page(laid_out(made)[0]))


def words_of(made: Document) -> str:
    """Return all that can be copied, white space folded and lines joined."""
    sheets = printed(made)
    return re.sub(r"\s+", " ", " ".join(map(sheets.text, range(1, sheets.number + 1))))


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


# For those who hear it


def catalogue(reader: PdfReader) -> Any:
    return reader.trailer["/Root"].get_object()


def tags(pdf: bytes, path: Path) -> list[tuple[str, str]]:
    """Return every tag in reading order with its alternative text."""
    path.write_bytes(pdf)
    found: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"])[1:], str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(catalogue(PdfReader(path))["/StructTreeRoot"])
    return found


EVERYTHING = document(
    Card(rail=("3",), title="Ann Lee", aside=("late",), lines=("020 7946 0112",), notes=("Ask.",)),
    Card(title="Bo Ek", matters=(Matter("We heard you.", ticks=("Told",), ruled=2),)),
    Facts((("Organisation", "Harbour"),)),
    Lines(("One", "Two")),
    Bars((Bar("Price", 0.5, "4", guess=0.25, reached=0.5, note="£450"),), ("Sales",), "A legend."),
    Months((("Oct", "October 2026", 2), ("Nov", "November 2026", 0)), "mentions"),
    totals=(Total("12", "accounts asked"),),
)


def test_it_is_tagged_in_its_order_with_its_title_its_language_and_an_outline(
    tmp_path: Path,
) -> None:
    pdf = printed(EVERYTHING).pdf
    found = tags(pdf, tmp_path / "page.pdf")
    reader = PdfReader(tmp_path / "page.pdf")
    root = catalogue(reader)
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in pdf or "pdfuaid" in str(root["/Metadata"].get_object().get_data())
    assert reader.metadata is not None
    assert reader.metadata.title == "Quill & Kettle: Theme: Invoices by e-mail"
    assert [name for name, _alt in found if re.fullmatch(r"H\d", name)] == ["H1", "H2", "H3", "H3"]
    outline = [one.title for one in reader.outline if not isinstance(one, list)]
    assert outline == ["Invoices by e-mail"]


def test_a_drawing_is_said_in_words(tmp_path: Path) -> None:
    drawings = [alt for name, alt in tags(printed(EVERYTHING).pdf, tmp_path / "a") if alt]
    assert drawings == [
        "Price: 4, £450",
        "mentions: October 2026: 2, November 2026: 0",
    ]


# What is copied is what is read


def test_what_is_copied_stands_in_the_order_in_which_it_is_read() -> None:
    copied = words_of(
        document(
            quote(
                "Can the bill come by e-mail? An efficient office, please.", "Ann Lee, 3 Nov 2026"
            ),
            quote("Second.", "Bo Ek"),
        )
    )
    expected = (
        "Quill & Kettle 30 November 2026 Theme Invoices by e-mail Everything that was said about "
        "it. What was said “Can the bill come by e-mail? An efficient office, please.” "
        "Ann Lee, 3 Nov 2026 “Second.” Bo Ek"
    )
    assert expected in copied


def test_no_string_is_read_as_markup() -> None:
    signs = "#let x = 1; *bold* _it_ $x^2$ @ref <label> `raw` // = ~ \\ --- 'q' \"q\" [#emph]"
    assert letters(signs) in letters(words_of(document(quote(signs), heading=signs, title=signs)))


def test_a_word_longer_than_its_line_is_broken_and_copied_whole() -> None:
    long = "Donau" * 60
    address = "a.very.long.name@a-very-long-company-name.example.co.uk" * 3
    made = document(Card(title=long, said=(Said(address, long),), matters=(Matter(address),)))
    copied = letters(words_of(made))
    assert long in copied
    assert address in copied


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=4))
def test_whatever_is_typed_is_set_and_its_latin_letters_are_copied(strings: list[str]) -> None:
    made = document(*(quote(one, one) for one in strings), business=strings[0], title=strings[-1])
    copied = letters(words_of(made))
    for one in strings:
        for word in re.findall(r"[A-Za-zÀ-ÖØ-öø-ÿ]+", one):
            assert word in copied


def test_strings_that_break_other_programs_are_set(shared_data: Path) -> None:
    listed = json.loads((shared_data / "blns" / "blns.json").read_text("utf-8"))
    strings = [one for one in listed if one.strip()]
    cards = (Card(title=one, lines=(one,), said=(Said(one, one),), notes=(one,)) for one in strings)
    copied = letters(words_of(document(*cards, Lines(tuple(strings)))))
    for one in strings:
        if one.isascii() and one.isprintable():
            assert letters(one) in copied


def test_fifty_thousand_letters_lose_none() -> None:
    words = " ".join(f"word{number}" for number in range(6_000))
    made = document(quote(words))
    assert len(words) > 50_000
    assert letters(words) in letters(
        re.sub(
            r"30 November 2026|Page \d+ of \d+|Quill & Kettle Invoices by e-mail What was said, "
            "continued",
            "",
            words_of(made),
        )
    )


def test_an_entry_that_goes_on_says_whose_it_is_at_the_head_of_the_next_page() -> None:
    matters = tuple(Matter(f"Matter {number}.", ruled=4) for number in range(30))
    sheets = printed(document(Card(title="Ann Lee", matters=matters), heading="Late"))
    assert sheets.number > 2
    for number in range(2, sheets.number + 1):
        assert "Late · Ann Lee, continued" in re.sub(r"\s+", " ", sheets.text(number))
    assert "continued" not in sheets.text(1)


# Typefaces


def test_a_sign_that_nobody_draws_is_told_and_seen() -> None:
    made = document(Card(title="Odd \U0010fffd sign", said=(Said("fine"),)))
    wanted, sentences = laid_out(made)
    assert sentences == (
        "“Odd \U0010fffd sign” holds signs of a private kind that no typeface of this computer "
        "draws; an empty square stands for each.",
    )
    assert "Odd □ sign" in Sheets(set_page(wanted)).text(1)


def test_signs_without_a_shape_are_left_out() -> None:
    made = document(quote("a\ufeffb\x07c\u202ede\U000e0041f"))
    assert "“abcdef”" in words_of(made)
    assert laid_out(made)[1] == ()


def test_a_page_of_latin_greek_and_cyrillic_asks_for_no_typeface_of_the_system() -> None:
    wanted, _none = laid_out(document(quote("Ἑλλάς? Ελλάδα, Привет, Übergröße, œuvre, Łódź")))
    assert not laid_out(document(quote("Ελλάδα, Привет, Łódź, € £ ¥")))[0].by_system
    assert set_page(wanted).startswith(b"%PDF-")


def test_a_page_is_set_where_the_programs_own_typeface_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "fontpkg_lato"
    gone.mkdir()
    (gone / "__init__.py").write_text("raise ModuleNotFoundError('gone')")
    code = (
        "from tests.report.test_paper import EVERYTHING, printed\n"
        "sheets = printed(EVERYTHING)\n"
        "print(sheets.text(1))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Invoices by e-mail" in done.stdout
    assert "□" not in done.stdout


# Templates


def test_the_same_page_has_the_same_bytes() -> None:
    wanted = laid_out(EVERYTHING)[0]
    assert Typesetter().pdf(wanted) == Typesetter().pdf(wanted) == set_page(wanted)


@pytest.mark.slow("a book of a page's words is set, twice")
def test_a_large_page_is_the_same_set_in_a_process_of_its_own() -> None:
    made = document(*(quote(f"Sentence {number} of many. " * 20) for number in range(1_100)))
    wanted = laid_out(made)[0]
    assert len(wanted.page) > 500_000
    assert set_alone(wanted) == set_page(wanted)


def test_templates_read_nothing_but_their_folder() -> None:
    folder = paths.resource("report")
    templates = sorted(folder.glob("*.typ"))
    assert templates
    assert not any(one.is_symlink() for one in [folder, *folder.rglob("*")])
    named = {one.name for one in templates}
    for one in templates:
        code = re.sub(r"//.*", "", one.read_text("utf-8"))
        assert set(re.findall(r'import "([^"]+)"', code)) <= named
        assert not re.search(
            r"@\w+/|#include|\bread\(|\bimage\(\"|\bplugin\(|\b(?:csv|yaml|toml|xml|cbor)\(", code
        )
        asked = r"\bjson\(bytes\(sys\.inputs\.(?:page|logo)\)\)"
        assert code.count("json(") == len(re.findall(asked, code))


def test_a_damaged_template_is_a_sentence(tmp_path: Path) -> None:
    wanted = laid_out(EVERYTHING)[0]
    for content in (None, "", "#panic()", "\x00", '#import "@preview/x:1.0.0": *'):
        folder = tmp_path / str(hash(content))
        folder.mkdir()
        if content is not None:
            (folder / "document.typ").write_text(content)
        if content == "":
            continue
        with pytest.raises(Refusal, match="its template is damaged, or missing"):
            Typesetter(folder).pdf(wanted)


def test_a_page_is_as_large_as_its_paper() -> None:
    sizes = {Paper.A4: (595, 842), Paper.A3: (842, 1191), Paper.LETTER: (612, 792)}
    sizes[Paper.TABLOID] = (792, 1224)
    for paper, (short, long) in sizes.items():
        for landscape, expected in ((False, (short, long)), (True, (long, short))):
            made = document(quote("x"), options=PageOptions(paper=paper, landscape=landscape))
            assert tuple(map(round, printed(made).size)) == expected


# Pictures of pages


def test_bands_of_a_page_put_together_are_the_page() -> None:
    sheets = printed(EVERYTHING)
    whole = sheets.picture(1, 1.5)
    rows = b""
    for band in sheets.bands(1, 1.5, most=whole.stride * 50):
        assert band.top * whole.stride == len(rows)
        assert len(band.content) <= whole.stride * 50
        rows += band.content
    differing = sum(a != b for a, b in zip(rows, whole.content, strict=True))
    assert differing < len(rows) / 100, "the edges of letters at the edge of a band"
    assert len(set(whole.content)) > 2
