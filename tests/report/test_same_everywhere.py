"""One report, told by every renderer alike: items, figures and quotes, in one order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.roadmap import decline_item, ship_item
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.domain.words import Edition, ItemStage
from feedbackdesk.report.document import Document
from feedbackdesk.report.options import STAGE_ORDER, RoadmapOptions
from feedbackdesk.report.paper.sheets import Sheets
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
from tests.report import poppler
from tests.report.shop import many_items, put
from tests.report.test_files import shown_by_all


@pytest.fixture
def sample(desk: Desk) -> Desk:
    """The made-up business, with an item of every stage."""
    desk.do(fill_with_sample)
    desk.do(decline_item, put(desk, "Sell by the sack"), "It would not pay.")
    return desk


_PAPER = {"pdf", "copied"}


def letters(text: str) -> str:
    """Return a text without the white space that a line's end may be."""
    return re.sub(r"\s+", "", text)


def shown_by_every(made: Document, folder: Path) -> dict[str, str]:
    """Return the words of a document in every kind of file; of a PDF as two readers have them."""
    path = folder / "roadmap.pdf"
    write(made, path)
    sheets = Sheets(path.read_bytes())
    copied = "\n".join(sheets.text(number) for number in range(1, sheets.number + 1))
    sheets.close()
    told = shown_by_all(made) | {"pdf": poppler.text(path), "copied": copied}
    return {kind: letters(text) for kind, text in told.items()}


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("by_stage", [False, True])
@pytest.mark.parametrize("landscape", [False, True])
def test_every_file_tells_the_same(
    sample: Desk, tmp_path: Path, edition: Edition, by_stage: bool, landscape: bool
) -> None:
    everything = RoadmapOptions(stages=tuple(ItemStage))
    said = {quote.words for one in sample.ask(roadmap_document, everything).entries
            for quote in one.quotes}  # fmt: skip
    options = RoadmapOptions(
        edition=edition,
        by_stage=by_stage,
        landscape=landscape,
        full=99,
        stages=tuple(ItemStage) if edition is not Edition.ONE_PAGE else (ItemStage.NOW,),
    )
    made = sample.ask(roadmap_document, options)
    titles = [letters(entry.title) for entry in made.entries]
    by_stages = sorted(made.entries, key=lambda entry: STAGE_ORDER.index(entry.stage))
    quotes = {quote.words for entry in made.entries for quote in entry.quotes}
    assert titles
    for kind, text in shown_by_every(made, tmp_path).items():
        told, order = text, titles
        if kind in _PAPER and edition is Edition.CUSTOMER:
            order = [letters(entry.title) for entry in by_stages]
        elif kind in _PAPER and edition is Edition.WORKING:
            told = text[text.index("Counted:") :]  # what it argues comes first
            told = told if by_stage else told[told.index("Inorderofrank") :]
        # What it argues, and where everything is found, come before the items.
        places = [(told.rindex if kind in {"html", "md"} else told.index)(title) for title in order]
        assert places == sorted(places), kind
        for words in said:
            assert (letters(words) in text) == (words in quotes), (kind, words)
        for entry in made.entries:
            assert letters(entry.figure.strip("£").replace(",", "")) in text.replace(",", ""), kind
            for part in (entry.description, entry.why.rstrip("."), *entry.themes):
                assert letters(part) in text, (kind, part)


def test_what_is_done_with_is_told_in_short(sample: Desk) -> None:
    made = sample.ask(roadmap_document, RoadmapOptions(stages=tuple(ItemStage)))
    done = [entry for entry in made.entries if not entry.stage.is_open]
    assert {entry.stage for entry in done} == {ItemStage.SHIPPED, ItemStage.DECLINED}
    for entry in done:
        assert (entry.quotes, entry.themes, entry.effort) == ((), (), None)
        assert entry.why
    assert any(entry.quotes and entry.themes for entry in made.entries)


def test_the_one_page_is_compact_in_every_file(sample: Desk) -> None:
    options = RoadmapOptions(edition=Edition.ONE_PAGE, quotes=9, by_stage=True)
    made = sample.ask(roadmap_document, options)
    assert len(made.entries) > 9
    for entry in made.entries:
        assert (entry.quotes, entry.themes, entry.effort, entry.description) == ((), (), None, "")
        assert entry.why == "" or entry.rank is None
    for kind, text in shown_by_all(made).items():
        assert "“" not in text, kind
        assert all(entry.title in text for entry in made.entries), kind


def test_what_does_not_fit_the_one_page_is_told_by_what_it_is(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "roadmap.pdf"
    for number in range(20):
        put(desk, f"Item{number:02}")
    for number in range(2):
        desk.do(ship_item, put(desk, f"Done{number:02}"))
    write(desk.ask(roadmap_document, RoadmapOptions(edition=Edition.ONE_PAGE)), path)
    text = poppler.text(path)
    assert len(set(re.findall(r"Item\d\d", text))) == 20
    assert "Shipped: Done00, Done01." in text


def test_what_does_not_fit_the_one_page_is_counted(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "roadmap.pdf"
    many_items(desk, 400)
    made = desk.ask(roadmap_document, RoadmapOptions(edition=Edition.ONE_PAGE))
    assert write(made, path) == 1
    text = poppler.text(path)
    shown = len(set(re.findall(r"Item\d\d\d", text)))
    assert 100 < shown < 400
    assert f"And {400 - shown} more." in text
