"""What is chosen to be printed, and what is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.identity import person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import edit_organisation
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import find_or_make_theme
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Edition, ItemStage, Lens
from feedbackdesk.report.appendix import MOST_QUOTES
from feedbackdesk.report.document import Document
from feedbackdesk.report.files import FILE_KINDS
from feedbackdesk.report.options import RoadmapOptions, Shown
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
from feedbackdesk.store.unit import UnitOfWork
from tests.report import poppler
from tests.report.shop import many_items, put, say, with_sample, written
from tests.report.test_files import shown_by_all

if TYPE_CHECKING:
    from tests.conftest import OpenFilled

MARKS = {
    Shown.MENTIONS: r"\d\W* mentions?\b",
    Shown.MOMENTUM: "in the last 90 days",
    Shown.VALUE: r"worth £[\d,]+ a year",
    Shown.LOST: r"lost \d|lost with",
    Shown.WHY: "like the one above",
    Shown.DESCRIPTION: "Paper only for those who ask",
    Shown.THEMES: "Theme:",
    Shown.EFFORT: r"Effort:|effort \d",
}
"""What tells that a part is there."""


@pytest.fixture
def sample(open_filled: OpenFilled) -> Desk:
    """The made-up business."""
    return open_filled(with_sample)


def report(desk: Desk, **options: object) -> Document:
    """Ask for a report."""
    return desk.ask(roadmap_document, RoadmapOptions(**options))  # type: ignore[arg-type]


def shown(made: Document, folder: Path) -> dict[str, str]:
    """Return the words of a report in every kind of file."""
    write(made, folder / "roadmap.pdf")
    return shown_by_all(made) | {"pdf": poppler.text(folder / "roadmap.pdf")}


@pytest.mark.parametrize("part", MARKS)
def test_a_part_that_is_not_chosen_is_in_no_file(sample: Desk, tmp_path: Path, part: Shown) -> None:
    whole = shown(report(sample, quotes=0), tmp_path)
    without = shown(report(sample, quotes=0, parts=frozenset(Shown) - {part}), tmp_path)
    for kind in ("pdf", "html", "md"):
        assert re.search(MARKS[part], whole[kind]), kind
        assert not re.search(MARKS[part], without[kind]), kind
    for kind in ("csv", "xlsx"):
        assert len(without[kind]) < len(whole[kind]), kind


def test_without_money_there_is_no_sum_in_any_file(desk: Desk, tmp_path: Path) -> None:
    say(desk, "Oat milk", "Milk", firm="Tallow")
    say(desk, "Too dear", "Milk", firm="Other", loss=LossFacts("Price", value=120_000))
    organisation = desk.ask(lambda read: read.organisations_named("tallow"))[0].id
    desk.do(edit_organisation, organisation, value=77_700)
    put(desk, "Stock oat milk", "Milk")
    put(desk, "Another", "Milk")
    for lens in Lens:
        for appendix in (False, True):
            made = report(desk, lens=lens, money=False, appendix=appendix)
            for kind, text in shown(made, tmp_path).items():
                assert "£" not in text, (lens, kind)
                assert "1,200" not in text, (lens, kind)
                assert "777" not in text, (lens, kind)
    with_money = shown(report(desk, appendix=True), tmp_path)
    assert "£1,200" in with_money["pdf"]
    assert "£777" in with_money["pdf"]


def test_only_the_chosen_stages_are_printed_with_the_ranks_they_have(
    sample: Desk, tmp_path: Path
) -> None:
    whole = report(sample)
    some = report(sample, stages=(ItemStage.LATER, ItemStage.SHIPPED))
    assert {entry.stage for entry in some.entries} == {ItemStage.LATER, ItemStage.SHIPPED}
    ranks = {entry.item_id: entry.rank for entry in whole.entries}
    assert all(entry.rank == ranks[entry.item_id] for entry in some.entries)
    # What was left out is not new when it is printed next.
    assert some.ranking == whole.ranking
    none = report(sample, stages=())
    for kind, text in shown(none, tmp_path).items():
        assert kind == "csv" or "Nothing is in the stages that were chosen." in text


def test_the_closing_note_ends_every_file(sample: Desk, tmp_path: Path) -> None:
    sample.do(change_settings, {"closing_note": "Ring us.\n\n <b>Thank</b> you,   all 🎉\x00"})
    for edition in Edition:
        made = report(sample, edition=edition, appendix=True)
        assert made.closing == ("Ring us.", "<b>Thank</b> you, all 🎉")
        last = made.entries[-1].title
        for kind, text in shown(made, tmp_path).items():
            assert text.index("Ring us.") > text.index(last), kind
            assert "<b>Thank</b> you, all" in text, kind
    other = report(sample, closing="Only this time")
    assert other.closing == ("Only this time",)
    assert report(sample, closing="").closing == ()


def test_a_closing_note_that_tells_too_much_stays_inside(sample: Desk) -> None:
    for note in ("Thanks to Ngozi Okafor", "From £20 a week"):
        inside, outside = (
            report(sample, closing=note, edition=edition)
            for edition in (Edition.WORKING, Edition.CUSTOMER)
        )
        assert inside.closing == (note,)
        assert outside.closing == ()
        assert "not on the customer copy" in outside.warnings[0]


def test_a_long_closing_note_is_refused_and_a_tall_one_goes_on(
    sample: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="at most 1,000 characters"):
        report(sample, closing="x" * 1_001)
    tall = "\n".join(f"n{number}" for number in range(150))
    for edition in Edition:
        made = report(sample, closing=tall, edition=edition)
        pages = written(made, tmp_path / "roadmap.pdf")
        text = poppler.text(tmp_path / "roadmap.pdf")
        assert edition is Edition.ONE_PAGE or "n149" in text
        assert edition is Edition.ONE_PAGE or f"Page {pages} of {pages}" in text


def test_a_note_does_not_stand_alone_on_a_page(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "roadmap.pdf"
    for number in range(12):
        put(desk, f"Item{number:02}", to=ItemStage.NOW, description="One line. " * 20)
        for by_stage in (False, True):
            made = report(desk, closing="Ring us.\n" * 3, by_stage=by_stage)
            pages = written(made, path)
            assert "Item" in poppler.text(path, pages)
            assert "Ring us." in poppler.text(path, pages)


def test_the_evidence_tells_every_account_once_with_all_it_said(desk: Desk, tmp_path: Path) -> None:
    for number in range(4):
        say(desk, f"said{number} about milk", "Milk", who="Ann Lee", firm="Tallow")
    say(desk, "said9 at last", "Oat", who="Bo")
    put(desk, "Stock oat milk", "Milk", "Oat")
    made = report(desk, appendix=True, quotes=1)
    (proof,) = made.proofs
    assert proof.counted == "2 accounts, 5 mentions"
    assert [(one.name, len(one.quotes)) for one in proof.accounts] == [("Tallow", 4), ("Bo", 1)]
    for kind, text in shown(made, tmp_path).items():
        for said in ("said0", "said1", "said2", "said3", "said9"):
            assert said in text, kind
        assert "Tallow" in text, kind
    for edition in (Edition.CUSTOMER, Edition.ONE_PAGE):
        assert report(desk, appendix=True, edition=edition).proofs == ()


def test_the_evidence_goes_on_under_its_item(desk: Desk, tmp_path: Path) -> None:
    for number in range(60):
        say(desk, f"said{number:02} about milk and tea", "Milk", firm=f"Firm {number:02}")
    put(desk, "Stock oat milk", "Milk")
    path = tmp_path / "roadmap.pdf"
    pages = written(report(desk, appendix=True), path)
    assert pages > 2
    for page in range(3, pages + 1):
        text = poppler.text(path, page)
        assert "Stock oat milk" in text
        assert "continued" in text
    told = poppler.text(path)
    assert all(f"said{number:02}" in told for number in range(60))


@pytest.mark.slow("thousands of words of one account are recorded")
def test_of_who_spoke_thousands_of_times_the_rest_is_counted(desk: Desk) -> None:
    @step("Fill")
    def fill(work: UnitOfWork) -> None:
        theme_id = find_or_make_theme(work, "Milk")
        for number in range(2_040):
            key = work.insert(
                "feedback", kind="request", channel="call", said_on="2026-03-03",
                text=f"Milk, said for the {number}th time", recorded_at="2026-03-03T00:00:00",
                account="", person_id=ann,
            )  # fmt: skip
            work.insert("mention", feedback_id=key, theme_id=theme_id)

    say(desk, "Oat milk", "Milk", who="Ann Lee")
    say(desk, "Milk, please", "Milk", who="Bo Ek")
    ann = desk.ask(person_named, "Ann Lee").id
    desk.do(fill)
    put(desk, "Stock oat milk", "Milk")
    (proof,) = report(desk, appendix=True).proofs
    assert proof.counted == "2 accounts, 2,042 mentions"
    assert [(one.name, len(one.quotes)) for one in proof.accounts] == [
        ("Ann Lee", MOST_QUOTES),
        ("Bo Ek", 1),
    ]
    assert proof.more == "and 41 more mentions"


def test_a_stage_that_goes_on_says_so(desk: Desk, tmp_path: Path) -> None:
    many_items(desk, 20)
    path = tmp_path / "roadmap.pdf"
    pages = written(report(desk, by_stage=True, full=20), path)
    assert pages > 2
    for page in range(2, pages + 1):
        assert "Later, continued" in poppler.text(path, page)


def test_ranks_hang_left_of_the_titles_and_words_do_not_break(desk: Desk, tmp_path: Path) -> None:
    many_items(desk, 12)
    path = tmp_path / "roadmap.pdf"
    write(report(desk), path)
    words = poppler.words(path)
    by_text = {word.text: word for word in words}
    first, ninth, tenth = (by_text[f"Item{number:03}"] for number in (0, 8, 9))
    assert first.left == pytest.approx(tenth.left, abs=0.1)
    ranks = [word for word in words if word.right < first.left and word.text in {"9", "10"}]
    assert ranks[0].right == pytest.approx(ranks[1].right, abs=0.6)
    assert abs(ranks[0].bottom - ninth.bottom) < 6
    assert not any(word.text.endswith(("-", "\u00ad")) for word in words)


@pytest.mark.slow("two thousand items are set on paper")
def test_two_thousand_items_are_printed(desk: Desk, tmp_path: Path) -> None:
    many_items(desk, 2_000)
    made = report(desk, quotes=0)
    for kind in FILE_KINDS:
        write(made, tmp_path / f"roadmap.{kind}")
    text = poppler.text(tmp_path / "roadmap.pdf")
    assert "Item1999" in text
    one = report(desk, edition=Edition.ONE_PAGE)
    assert write(one, tmp_path / "roadmap.pdf") == 1
    assert "more" in poppler.text(tmp_path / "roadmap.pdf")
