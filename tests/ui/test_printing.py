"""Printing what a page shows: the dialog, its choices, and what each page gives it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import find_or_make_theme
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.report import poppler
from tests.report.pictures import page_picture
from tests.report.shop import say


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget what was chosen in another test."""
    paths.config_file().unlink(missing_ok=True)


@pytest.fixture
def sample(sample_path: Path, drive: Drive) -> Driver:
    """A window on the sample business."""
    return drive(sample_path)


@pytest.fixture
def lids(tmp_path: Path) -> Path:
    """A workspace in which one theme was asked for once."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    say(desk, "It leaks", "Lids")
    desk.close()
    return path


def title(window: Driver) -> str:
    """Return what the print dialog is called at its head."""
    assert window.dialog() == "printDialog"
    return window.text("printDialog").splitlines()[0]


def print_theme(window: Driver, name: str) -> None:
    """Let a theme be printed from its page."""
    window.go("themes")
    window.choose("themeList", name)
    window.act("theme_open")
    window.act("print_this")
    assert title(window) == "Print the theme"


NAMED = f"Quill & Kettle - {{}} - {date.today()}.pdf"


def choose(window: Driver, **chosen: str) -> None:
    """Choose in boxes, and wait until the preview shows it."""
    for name, words in chosen.items():
        window.part(name).choose(words)
        window.settle()


def saved(window: Driver, path: Path, offered_as: str = "") -> str:
    """Save what the preview shows, and return what stands on it."""
    with window.naming(path) as offered:
        window.click("printSave")
    assert not offered_as or offered == [offered_as]
    assert window.part("printResult").says == f"Saved {path.name}"
    return poppler.text(path)


def test_a_theme_is_printed_from_its_page(sample: Driver, tmp_path: Path) -> None:
    print_theme(sample, "Invoices by e-mail")
    assert sample.keyboard == "printEdition"
    assert sample.part("printHint").says == "For you: every quote, with who said it and when."
    own = saved(sample, tmp_path / "a.pdf", NAMED.format("Theme Invoices by e-mail"))
    assert "Eleanor" in own
    assert "account by account" not in own
    choose(sample, printOrder="By account")
    assert "account by account" in saved(sample, tmp_path / "b.pdf", "a.pdf")
    choose(sample, printEdition="Customer copy")
    assert sample.part("printHint").says.startswith("To give away: no names, no money, ")
    assert sample.part("printEdition").explained == sample.part("printHint").says
    assert not sample.part("printOrder").enabled
    public = saved(sample, tmp_path / "c.pdf")
    assert "Customer copy" in public
    assert "Eleanor" not in public


def test_each_page_prints_what_it_shows(sample: Driver, tmp_path: Path) -> None:
    cases = (
        ("owed", None, "Print the call sheet", "Kestrelby Opticians"),
        ("losses", None, "Print the lost sales", "Kestrelby Opticians"),
        ("people", "Angus Baird", "Print the person’s page", "Angus Baird"),
        ("people", "Damp Fox Press", "Print the organisation’s page", "Damp Fox Press"),
    )
    for number, (page, whose, words, printed) in enumerate(cases):
        sample.go(page)
        if whose is not None:
            sample.choose("peopleList", whose)
        sample.act("print_this")
        assert title(sample) == words
        assert not sample.has("printEdition")
        assert not sample.has("printOrder")
        assert printed in saved(sample, tmp_path / f"{number}.pdf")
        sample.press("Esc")
        assert sample.dialog() == ""


def test_the_page_of_somebody_that_is_open_is_printed(sample: Driver, tmp_path: Path) -> None:
    sample.go("people")
    sample.choose("peopleList", "Damp Fox Press")
    sample.act("person_open")
    sample.act("print_this")
    assert title(sample) == "Print the organisation’s page"
    assert "Damp Fox Press" in saved(
        sample, tmp_path / "a.pdf", NAMED.format("Organisation Damp Fox Press")
    )


def test_the_roadmap_prints_itself_and_the_inbox_nothing(sample: Driver) -> None:
    sample.go("roadmap")
    sample.act("print_this")
    assert title(sample) == "Print the roadmap"
    sample.press("Esc")
    sample.go("inbox")
    sample.act("print_this")
    assert sample.dialog() == ""
    assert sample.says() == "This page is not printed. Ctrl+P prints the roadmap."


def test_nothing_chosen_is_told(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "empty.feedbackdesk")
    for name in ("themes", "people"):
        window.go(name)
        window.act("print_this")
        assert window.dialog() == ""
        assert window.says() == "Choose first what is to be printed."


def test_the_call_sheet_is_of_the_chosen_or_of_all(sample: Driver, tmp_path: Path) -> None:
    sample.go("inbox")
    sample.act("call_sheet")
    whole = saved(sample, tmp_path / "all.pdf")
    sample.press("Esc")
    late, other = "Kestrelby Opticians", "Oonagh Brennan"
    assert "Not needed" in whole
    assert late in whole
    assert other in whole
    sample.go("owed")
    sample.act("call_sheet")
    assert saved(sample, tmp_path / "page.pdf") == whole
    sample.press("Esc")
    sample.choose("owedList", other)
    sample.act("call_sheet")
    assert saved(sample, tmp_path / "one.pdf") == whole, "who reads one has not chosen from them"
    sample.press("Esc")
    sample.choose("owedList", other, "Bev Sugden")
    sample.act("call_sheet")
    some = saved(sample, tmp_path / "two.pdf")
    assert other in some
    assert "Bev Sugden" in some
    assert late not in some


def test_another_quarter_of_lost_sales_is_chosen(tmp_path: Path, drive: Drive) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    say(desk, "Too dear", "Price", who="Cy Dow", on=date(2026, 8, 3), loss=LossFacts("Price"))
    desk.close()
    window = drive(path)
    window.go("losses")
    window.act("print_this")
    assert window.keyboard == "printPeriod"
    assert "Cy Dow" in saved(window, tmp_path / "a.pdf")
    names = window.part("printPeriod").choices
    assert len(names) == len(set(names)) > 1
    choose(window, printPeriod=names[-1])
    assert "Cy Dow" not in saved(window, tmp_path / "b.pdf")


def test_paper_and_order_are_remembered_and_the_edition_is_not(drive: Drive, lids: Path) -> None:
    window = drive(lids)
    usual = {
        "printEdition": "Working copy", "printOrder": "By date",
        "printPaper": "A4", "printOrientation": "Portrait",
    }  # fmt: skip

    def chosen() -> dict[str, str]:
        return {name: window.part(name).says for name in usual}

    def again() -> dict[str, str]:
        window.press("Esc")
        assert window.dialog() == ""
        window.act("print_this")
        return chosen()

    print_theme(window, "Lids")
    assert chosen() == usual
    others = {"printOrder": "By account", "printPaper": "Letter", "printOrientation": "Landscape"}
    choose(window, **others, printEdition="Customer copy")
    assert again() == usual | others
    paths.config_file().write_text(
        "[print]\nquote_order=nonsense\npaper=Foolscap\nlandscape=true\n"
    )
    assert again() == usual | {"printOrientation": "Landscape"}


@pytest.mark.slow("hundreds of quotes are set twice, and written")
def test_a_very_long_theme_is_set_beside_the_window_and_may_be_left_meanwhile(
    drive: Drive, tmp_path: Path
) -> None:
    @step("Fill")
    def fill(work: UnitOfWork) -> None:
        theme_id = find_or_make_theme(work, "Lids")
        words = [f"Quote number {number}. " + "It leaks. " * 60 for number in range(500)]
        for text in words:
            key = work.insert(
                "feedback", kind="request", channel="call", said_on="2026-03-03", text=text,
                recorded_at="2026-03-03T00:00:00", account="",
            )  # fmt: skip
            work.insert("mention", feedback_id=key, theme_id=theme_id)

    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill)
    desk.close()
    window = drive(path)
    print_theme(window, "Lids")
    place = window.part("printPlace")
    window.part("printPaper").choose("Letter")
    assert not window.part("printSave").enabled
    window.settle()
    page, number, of, pages = place.says.split()
    assert (page, number, of) == ("Page", "1", "of")
    assert int(pages) > 50
    file = tmp_path / "long.pdf"
    assert "Quote number 499." in saved(window, file)
    assert poppler.info(file)["Pages"] == pages
    window.part("printPaper").choose("A4")
    window.click("printClose")
    assert window.dialog() == ""


def test_it_goes_to_a_printer(drive: Drive, lids: Path, tmp_path: Path) -> None:
    window = drive(lids)
    print_theme(window, "Lids")
    window.print_on(tmp_path / "printed.pdf")
    assert window.part("printResult").says == "Sent to the printer: 1 page(s)."
    assert poppler.info(tmp_path / "printed.pdf")["Pages"] == "1"
    assert min(page_picture(tmp_path / "printed.pdf", 1).dots) < 60, "ink"


def test_what_is_gone_or_cannot_be_written_is_told(
    drive: Drive, lids: Path, tmp_path: Path
) -> None:
    window = drive(lids)
    print_theme(window, "Lids")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "no" / "lids.pdf")
    with window.naming(tmp_path / "link.pdf"):
        window.click("printSave")
    assert window.part("printProblem").says.startswith(f"There is no folder “{tmp_path / 'no'}”.")
    other = Desk.open(lids)
    other.undo()
    other.close()
    choose(window, printOrder="By account")
    assert window.part("printProblem").says == "That theme is no longer there. Nothing was printed."
    assert not window.part("printPrint").enabled
    assert not window.part("printSave").enabled
