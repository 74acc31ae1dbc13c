"""The same report in every kind of file: the same items and words, in the same order."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Edition, ItemStage, Lens, Paper
from feedbackdesk.report.document import Document
from feedbackdesk.report.files import FILE_KINDS
from feedbackdesk.report.html import html_bytes
from feedbackdesk.report.markdown import markdown_bytes
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
from feedbackdesk.report.tables import csv_bytes
from feedbackdesk.report.workbook import workbook_bytes
from feedbackdesk.whole_file import write_whole
from tests.report.shop import put, say, with_sample

if TYPE_CHECKING:
    from tests.conftest import OpenFilled

HOSTILE = (
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "# *not* a [heading](http://x)",
    "1. not a list",
    "@SUM(A1)",
    "-1+2",
    "שלום עולם",
    "🪴 in a pot",
    "line\nbreak",
    "~~gone~~ `code` | cell |",
    "&lt;b&gt;",
)


def report(desk: Desk, **options: object) -> Document:
    """Ask for a report."""
    return desk.ask(roadmap_document, RoadmapOptions(**options))  # type: ignore[arg-type]


def shown_by_html(content: bytes) -> str:
    """Return the words on a page, read by a parser that forgives nothing."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(content.decode())
    body = tree.find("body")
    assert body is not None
    return _folded("".join(body.itertext()))


def shown_by_markdown(content: bytes) -> str:
    """Return the words that Markdown shows once it is rendered, and fail where it links."""
    html = MarkdownIt("commonmark", {"linkify": False}).render(content.decode())
    assert "<a " not in html
    assert "<script" not in html
    assert "<code" not in html
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return _folded("".join(tree.itertext()).replace("\u2060", ""))


def shown_by_workbook(content: bytes) -> str:
    """Return every cell of every sheet, row by row."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = (
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    )
    return _folded(" ".join(cells))


def shown_by_csv(content: bytes) -> str:
    """Return every cell."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return _folded(" ".join(cell for row in rows for cell in row))


def shown_by_all(made: Document) -> dict[str, str]:
    """Return the words of a report in each kind of file but the PDF."""
    return {
        "html": shown_by_html(html_bytes(made)),
        "md": shown_by_markdown(markdown_bytes(made)),
        "xlsx": shown_by_workbook(workbook_bytes(made)),
        "csv": shown_by_csv(csv_bytes(made)),
    }


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def sample(open_filled: OpenFilled) -> Desk:
    """The made-up business."""
    return open_filled(with_sample)


@pytest.mark.parametrize("lens", [Lens.REQUESTS, Lens.LOST])
@pytest.mark.parametrize("by_stage", [False, True])
def test_every_file_says_the_same_in_the_same_order(
    sample: Desk, lens: Lens, by_stage: bool
) -> None:
    made = report(sample, lens=lens, by_stage=by_stage)
    assert len(made.entries) > 5
    for kind, text in shown_by_all(made).items():
        # What a page argues, and its index, come before the items.
        found = text.rindex if kind in {"html", "md"} else text.index
        titles = [found(_folded(entry.title)) for entry in made.entries]
        assert titles == sorted(titles), kind
        for entry in made.entries:
            for quote in entry.quotes:
                assert _folded(quote.words) in text, kind
                assert quote.speaker in text, kind
            assert _folded(entry.why) in text, kind


def test_what_somebody_typed_is_only_ever_text(desk: Desk) -> None:
    desk.do(change_settings, {"business_name": "<b>Ann & Co</b>"})
    for number, words in enumerate(HOSTILE):
        say(desk, f"{words} said {number}", f"Need {number}", who=f"{words} {number}")
        put(desk, f"{words} {number}", f"Need {number}", description=f"{words}\n{words}")
    made = report(desk)
    content = html_bytes(made)
    assert b"<script" not in content
    assert b'http-equiv="Content-Security-Policy"' in content
    for kind, text in shown_by_all(made).items():
        for number, words in enumerate(HOSTILE):
            assert _folded(f"{words} {number}") in text, kind
    for row in csv.reader(io.StringIO(csv_bytes(made).decode("utf-8-sig"), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_a_page_asks_for_nothing_and_runs_nothing(sample: Desk) -> None:
    page = html_bytes(report(sample)).decode()
    assert "<script" not in page
    assert not re.search(r"(?:src|url|@import)\s*[=(:]", page)
    assert set(re.findall(r'href="(.)', page)) == {"#"}
    assert "http:" not in page
    assert "https:" not in page
    assert "prefers-color-scheme: dark" in page


def test_a_page_is_read_out_in_order(sample: Desk) -> None:
    made = report(sample, by_stage=True)
    tree = html5lib.parse(html_bytes(made), namespaceHTMLElements=False)
    assert tree.get("lang") == "en"
    heads = [element.tag for element in tree.iter() if element.tag in {"h1", "h2", "h3"}]
    assert heads[0] == "h1"
    assert heads.count("h1") == 1
    assert heads.count("h2") == len(made.parts)
    assert heads.count("h3") == len(made.entries)
    labelled = {element.get("aria-labelledby") for element in tree.iter("section")}
    assert labelled == {element.get("id") for element in tree.iter("h2")}


def test_a_page_of_many_items_begins_with_where_each_of_them_stands(sample: Desk) -> None:
    made = report(sample)
    tree = html5lib.parse(html_bytes(made), namespaceHTMLElements=False)
    there = {element.get("id") for element in tree.iter("li")}
    (places,) = tree.iter("nav")
    stages = list(places.iter("div"))
    assert [one.get("class") for one in stages] == [
        f"stage {stage.value}" for stage, _here in made.stages
    ]
    for one, (_stage, here) in zip(stages, made.stages, strict=True):
        led = [link.get("href") for link in one.iter("a")]
        assert led == [f"#item-{entry.item_id}" for entry in here]
        assert {place.removeprefix("#") for place in led} <= there


def test_a_workbook_counts_with_numbers(desk: Desk) -> None:
    say(desk, "Send it by mail", "Mail", who="Ann")
    say(desk, "Send it by mail", "Mail", who="Bo")
    put(desk, "Mail it", "Mail", to=ItemStage.NOW)
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_bytes(report(desk))))
    rows = book.get_sheet_by_name("Roadmap").to_python()
    head = next(row for row in rows if row[0] == "Rank")
    item = rows[rows.index(head) + 1]
    found = dict(zip(head, item, strict=True))
    assert (found["Rank"], found["Item"], found["Requests"]) == (1, "Mail it", 2)
    assert (found["Stage"], found["Lost value"]) == ("Now", 0)


def test_a_workbook_knows_days_money_its_paper_and_names_for_formulas(sample: Desk) -> None:
    for paper in Paper:
        made = report(sample, appendix=True, paper=paper)
        content = workbook_bytes(made)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name, column in (("Quotes", "When"), ("Evidence", "When")):
            head, *rows = book.get_sheet_by_name(name).to_python()
            days = [row[head.index(column)] for row in rows]
            assert days
            assert all(isinstance(day, date) for day in days)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            whole = parts.read("xl/workbook.xml").decode()
            styles = parts.read("xl/styles.xml").decode()
            sheets = [
                parts.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2, 3)
            ]
        assert re.findall(r'definedName name="(\w+)"[^>]*>([^<]+)', whole)
        for name, sheet in (("Items", "Roadmap"), ("Quotes", "Quotes"), ("Evidence", "Evidence")):
            assert re.search(rf'name="{name}"[^>]*>\'?{sheet}\'?!\$A\$\d+:\$[A-Z]+\$\d+<', whole)
        assert "&quot;£&quot;#,##0.00" in styles
        for sheet in sheets:
            assert 'orientation="landscape"' in sheet
            widths = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet)
            across = sum(
                (int(last) - int(first) + 1) * float(width) for first, last, width in widths
            )
            # A character of nine points is a fourteenth of an inch, the margins apart.
            inches = {Paper.A4: 11.7, Paper.A3: 16.5, Paper.LETTER: 11, Paper.TABLOID: 17}[paper]
            assert across / (inches - 0.8) <= 11 / 9 * 14


def test_an_empty_roadmap_says_what_comes_next(desk: Desk) -> None:
    for edition in Edition:
        made = report(desk, edition=edition)
        for kind in ("html", "md", "xlsx"):
            assert made.empty[0] in shown_by_all(made)[kind], kind


def test_it_is_written_whole_or_not_at_all(sample: Desk, tmp_path: Path) -> None:
    made = report(sample)
    for kind in FILE_KINDS:
        path = tmp_path / f"roadmap.{kind.upper()}"
        pages = write(made, path)
        assert (pages is not None) == (kind == "pdf")
        assert path.stat().st_size > 1_000
    made_here = [path.name for path in tmp_path.iterdir() if "feedbackdesk" not in path.name]
    assert len(made_here) == len(FILE_KINDS)
    with pytest.raises(Refusal, match="ends in"):
        write(made, tmp_path / "roadmap.docx")
    with pytest.raises(Refusal, match="no folder"):
        write(made, tmp_path / "nowhere" / "roadmap.html")
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        with pytest.raises(Refusal, match="may not write"):
            write(made, tmp_path / "other.html")


def test_a_pipe_is_refused_and_a_link_is_written_through(sample: Desk, tmp_path: Path) -> None:
    pipe, to_pipe = tmp_path / "pipe.pdf", tmp_path / "to-pipe.pdf"
    os.mkfifo(pipe)
    to_pipe.symlink_to(pipe)
    for path in (pipe, to_pipe):
        for kind in ("pdf", "html"):
            named = path if kind == "pdf" else path.with_suffix(".html")
            if kind == "html":
                named.symlink_to(pipe)
            with pytest.raises(Refusal, match="a device or a pipe"):
                write(report(sample), named)
    assert pipe.is_fifo()
    with pytest.raises(Refusal, match="a device or a pipe"):
        write_whole(pipe, b"words")
    kept, link = tmp_path / "kept.html", tmp_path / "link.html"
    kept.write_text("old", encoding="utf-8")
    link.symlink_to(kept)
    write(report(sample), link)
    assert link.is_symlink()
    assert "<html" in kept.read_text(encoding="utf-8")
