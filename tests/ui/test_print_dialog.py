"""The print dialog: what is chosen is what is seen, saved and remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.movement import snapshots
from feedbackdesk.desk.roadmap import full_roadmap, ship_item
from feedbackdesk.desk.settings import settings as workspace_settings
from feedbackdesk.domain.words import Lens
from feedbackdesk.report.files import FILE_KINDS
from tests.driver.driver import Driver
from tests.driver.eyes import ink
from tests.driver.fixtures import Drive
from tests.report import poppler
from tests.report.pictures import apart, drawn_picture
from tests.report.shop import many_items

T = TypeVar("T")

STAGES = ("now", "next", "later", "idea", "shipped", "declined")
PARTS = (
    "mentions", "momentum", "value", "lost", "why", "description", "themes", "effort", "target",
)  # fmt: skip
USUAL = {
    "printEdition": "Working copy", "printLens": "Requests", "printPaper": "A4",
    "printOrientation": "Portrait", "printOrder": "By rank", "printQuotes": "3", "printFull": "10",
    "printClosing": "",
}  # fmt: skip
USUAL_TICKS = {
    *(f"printStage.{word}" for word in STAGES[:-1]),
    *(f"printPart.{word}" for word in PARTS),
    "printMoney",
    "printLogo",
}
TICKS = (
    *(f"printStage.{word}" for word in STAGES),
    *(f"printPart.{word}" for word in PARTS),
    "printMoney", "printAppendix", "printLogo",
)  # fmt: skip


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget what was chosen in another test."""
    paths.config_file().unlink(missing_ok=True)


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """The print dialog over the sample business."""
    return opened(drive(sample_path))


def opened(window: Driver) -> Driver:
    """Let the print dialog be opened, and its pages be seen."""
    window.act("print")
    assert window.dialog() == "printDialog"
    return window


def again(window: Driver) -> Driver:
    """Close the dialog, and open it once more."""
    window.click("printClose")
    assert window.dialog() == ""
    return opened(window)


def choose(window: Driver, **chosen: str) -> None:
    """Choose in boxes, and wait until the preview shows it."""
    for name, words in chosen.items():
        window.part(name).choose(words)
        window.settle()


def tick(window: Driver, *names: str) -> None:
    """Turn boxes on or off by the keyboard."""
    for name in names:
        window.part(name).press("Space")
        window.settle()


def ticked(window: Driver) -> set[str]:
    """Return the names of the boxes that are on."""
    return {name for name in TICKS if window.part(name).checked}


def fields(window: Driver) -> dict[str, str]:
    """Return what the fields hold."""
    return {name: window.part(name).says for name in USUAL}


def pages(window: Driver) -> int:
    """Return how many pages the preview has."""
    words = window.part("printPlace").says.split()
    assert words[:1] + words[2:3] == ["Page", "of"]
    assert len(words) == 4, "all are set"
    return int(words[3])


def page(window: Driver) -> int:
    """Return which page is looked at."""
    return int(window.part("printPlace").says.split()[1])


def save(window: Driver, path: Path) -> str:
    """Save under a name; return the name that was offered."""
    with window.naming(path) as offered:
        window.click("printSave")
    return offered[0]


def saved(window: Driver, path: Path) -> str:
    """Save under a name, and return what stands on the pages."""
    save(window, path)
    assert window.part("printResult").says == f"Saved {path.name}"
    return poppler.text(path)


def is_checked(window: Driver, name: str, now: bool) -> bool:
    """Whether a box is on, or off."""
    return window.part(name).checked is now


def has_come(outside: list[str], number: int) -> bool:
    """Whether so much was handed to other programs."""
    return len(outside) == number


def wrong(window: Driver) -> str:
    """Return what the dialog says is wrong."""
    return window.part("printProblem").says


def look_into(path: Path, question: Callable[[Desk], T]) -> T:
    """Ask the workspace as another process would."""
    desk = Desk.open(path)
    try:
        return question(desk)
    finally:
        desk.close()


def test_the_choices_change_the_pages(window: Driver, tmp_path: Path) -> None:
    assert window.part("printDialog").text.startswith("Print the roadmap\n")
    assert window.keyboard == "printEdition"
    whole = pages(window)
    assert whole > 1
    assert window.part("printPlace").says == f"Page 1 of {whole}"
    assert window.part("printHint").says == "For you: every number, and quotes with names."
    assert window.part("printEdition").explained == window.part("printHint").says
    choose(window, printEdition="One page")
    assert window.part("printPlace").says == "Page 1 of 1"
    choose(window, printEdition="Customer copy")
    assert window.part("printHint").says.startswith("To give away: no names, no money, ")
    assert window.part("printEdition").explained == window.part("printHint").says
    assert pages(window) > 1
    assert "“" in saved(window, tmp_path / "quotes.pdf")
    window.fill(printQuotes="0")
    assert "“" not in saved(window, tmp_path / "none.pdf")
    upright = window.part("printZoom").says
    choose(window, printOrientation="Landscape")
    assert int(window.part("printZoom").says.rstrip("%")) < int(upright.rstrip("%"))
    saved(window, tmp_path / "across.pdf")
    assert poppler.info(tmp_path / "across.pdf")["Page size"].startswith("841.89 x 595.276 pts")


def test_pages_are_turned_and_enlarged(window: Driver) -> None:
    whole = pages(window)
    assert not window.part("printBack").enabled
    for number in range(2, whole + 1):
        window.click("printOn")
        assert page(window) == number
    assert not window.part("printOn").enabled
    window.click("printBack")
    assert page(window) == whole - 1
    said = {
        "printBack": "Previous page", "printOn": "Next page", "printSmaller": "Zoom out",
        "printLarger": "Zoom in", "printFit": "Fit the page’s width",
    }  # fmt: skip
    assert {name: window.part(name).spoken for name in said} == said
    assert {name: window.part(name).tip for name in said} == said

    def zoom() -> int:
        return int(window.part("printZoom").says.removesuffix("%"))

    fitted = zoom()
    window.click("printLarger")
    larger = zoom()
    assert larger == pytest.approx(fitted * 1.2, abs=1)
    window.click("printSmaller")
    window.click("printSmaller")
    assert zoom() == pytest.approx(fitted / 1.2, abs=1)
    window.click("printFit")
    assert zoom() == fitted
    assert page(window) == whole - 1, "it is still the one that is looked at"


def test_pages_are_turned_by_keys(window: Driver) -> None:
    view = window.part("printPreview")
    view.take_keyboard()
    for key, number in (("PgDown", 2), ("PgUp", 1), ("End", pages(window)), ("Home", 1)):
        window.press(key)
        assert page(window) == number
        assert view.explained == f"Page {number} of {pages(window)}"
    assert view.spoken == "Preview of the printed pages"


def test_the_preview_shows_that_it_has_the_keyboard(window: Driver) -> None:
    view = window.part("printPreview")
    assert window.keyboard == "printEdition"
    assert ink(view.picture, "focus").isEmpty()
    view.take_keyboard()
    window.settle()
    framed = ink(view.picture, "focus")
    room = view.picture.rect()
    assert (framed.left(), framed.top()) <= (2, 2), "all around it"
    assert framed.height() > room.height() - 5
    assert framed.width() > room.width() - 30, "but for the bar to scroll by"


def test_saving_writes_what_is_seen_and_remembers_it(
    window: Driver, tmp_path: Path, sample_path: Path, outside: list[str]
) -> None:
    choose(window, printEdition="Customer copy", printPaper="Letter", printLens="Mentions")
    assert not window.has("printFolder")
    named = f"Quill & Kettle - Roadmap - {{}} - {date.today()}.pdf"
    assert save(window, tmp_path / "roadmap") == named.format("customer copy")
    path = tmp_path / "roadmap.pdf"
    assert window.part("printResult").says == "Saved roadmap.pdf"
    assert poppler.info(path)["Pages"] == str(pages(window))
    assert "letter" in poppler.info(path)["Page size"]
    assert "how often each was asked for" in poppler.text(path)
    window.click("printFolder")
    assert outside == [tmp_path.as_uri()]
    (remembered,) = look_into(sample_path, lambda desk: desk.ask(snapshots))
    standings = look_into(
        sample_path, lambda desk: desk.ask(lambda read: read.standings(remembered.id))
    )
    assert (remembered.name, remembered.lens) == ("Customer copy", Lens.MENTIONS)
    ranks = [one.rank for one in standings if one.rank is not None]
    assert ranks == list(range(1, remembered.number + 1))
    assert all(one.title for one in standings)
    assert save(window, tmp_path / "other.pdf") == "roadmap.pdf", "the name that was given last"
    choose(window, printEdition="Working copy")
    assert save(window, tmp_path / "own.pdf") == named.format("working copy")
    choose(window, printEdition="Customer copy")
    assert save(window, tmp_path / "more.pdf") == "other.pdf"


def test_a_refusal_is_a_sentence_in_the_dialog(window: Driver, tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "nowhere" / "roadmap.pdf")
    save(window, tmp_path / "link.pdf")
    assert wrong(window).startswith(f"There is no folder “{tmp_path / 'nowhere'}”. Nothing was ")
    assert not window.has("printFolder")
    assert not window.has("printResult")
    assert not (tmp_path / "nowhere").exists()
    save(window, tmp_path / "roadmap.pdf")
    assert not window.has("printProblem")
    assert window.has("printFolder")


def test_whoever_thinks_better_of_it_saves_nothing(window: Driver, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with window.naming(None):
        window.click("printSave")
    assert (wrong(window), window.part("printResult").says) == ("", "")
    assert sorted(tmp_path.iterdir()) == before


def test_it_saves_what_the_name_asks_for(window: Driver, tmp_path: Path) -> None:
    choose(window, printEdition="Customer copy")
    for ending in FILE_KINDS:
        save(window, tmp_path / f"roadmap.{ending}")
        assert window.part("printResult").says == f"Saved roadmap.{ending}"
        assert (tmp_path / f"roadmap.{ending}").stat().st_size > 1_000
    save(window, tmp_path / "roadmap.docx")
    assert "ends in" in wrong(window)
    assert not (tmp_path / "roadmap.docx").exists()


def test_without_a_printer_it_offers_the_file(window: Driver, a_printer: bool) -> None:
    if a_printer:
        pytest.skip("this machine has a printer")
    window.click("printPrint")
    assert wrong(window) == (
        "No printer is set up on this computer. Save a PDF instead, "
        "and print it wherever there is one."
    )
    assert window.keyboard == "printSave"


def test_paper_gets_the_same_pages(window: Driver, tmp_path: Path) -> None:
    window.print_on(tmp_path / "paper.pdf")
    assert window.part("printResult").says == f"Sent to the printer: {pages(window)} page(s)."
    assert poppler.info(tmp_path / "paper.pdf")["Pages"] == str(pages(window))
    save(window, tmp_path / "file.pdf")
    for number in range(1, pages(window) + 1):
        named = (tmp_path / f"{name}.pdf" for name in ("paper", "file"))
        paper, file = (drawn_picture(one, number) for one in named)
        # As a picture a page is some shades lighter; another page is quite another.
        assert apart(paper, file, shades=20) < 0.05
        other = drawn_picture(tmp_path / "file.pdf", number % pages(window) + 1)
        assert apart(paper, other, shades=20) > 0.15


def test_a_printer_that_stops_midway_is_a_sentence(
    window: Driver, tmp_path: Path, sample_path: Path
) -> None:
    window.print_on(tmp_path / "paper.pdf", takes=1)
    assert wrong(window) == "The printer stopped in the middle. Look at it, and print again."
    assert window.part("printEdition").enabled
    assert window.part("printSave").enabled
    assert look_into(sample_path, lambda desk: desk.ask(snapshots)) == []


def test_a_second_copy_shows_the_same_movement(
    window: Driver, tmp_path: Path, sample_path: Path
) -> None:
    moved = "moved since the print of"
    saved(window, tmp_path / "one.pdf")
    choose(window, printLens="Mentions")
    # Nothing was printed before this dialog, so nothing has moved.
    assert "moved since" not in saved(window, tmp_path / "two.pdf")
    look_into(sample_path, lambda desk: desk.do(ship_item, desk.ask(full_roadmap)[0].item.id))
    again(window)
    for name, lens in (("3.pdf", "Requests"), ("4.pdf", "Mentions"), ("5.pdf", "Requests")):
        choose(window, printLens=lens)
        assert moved in saved(window, tmp_path / name)
    choose(window, printLens="Momentum")
    # Nothing was printed by momentum: places in another order tell nothing.
    assert "moved since" not in saved(window, tmp_path / "six.pdf")


def test_the_choices_come_back(window: Driver) -> None:
    assert (fields(window), ticked(window)) == (USUAL, USUAL_TICKS)
    choose(window, printLens="Mentions", printPaper="Letter", printOrder="By stage")
    choose(window, printOrientation="Landscape")
    window.fill(printQuotes="1", printFull="4")
    tick(window, "printAppendix", "printPart.themes", "printStage.declined", "printStage.idea")
    chosen = USUAL | {
        "printLens": "Mentions", "printPaper": "Letter", "printOrder": "By stage",
        "printOrientation": "Landscape", "printQuotes": "1", "printFull": "4",
    }  # fmt: skip
    on = USUAL_TICKS ^ {
        "printAppendix",
        "printPart.themes",
        "printStage.declined",
        "printStage.idea",
    }
    again(window)
    assert (fields(window), ticked(window)) == (chosen, on)
    choose(window, printEdition="Customer copy")
    assert fields(again(window)) == chosen | {"printEdition": "Customer copy"}


def test_a_damaged_memory_is_the_usual(drive: Drive, sample_path: Path) -> None:
    names = ("edition", "lens", "paper", "landscape", "by_stage", "quotes", "stages_left_out")
    others = ("parts_left_out", "money", "logo", "appendix")
    paths.config_file().parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}=nonsense" for name in (*names, *others)]
    paths.config_file().write_text("\n".join(["[print]", *lines, ""]))
    window = opened(drive(sample_path))
    assert (fields(window), ticked(window)) == (USUAL, USUAL_TICKS)
    choose(window, printOrientation="Landscape")
    assert fields(again(window)) == USUAL | {"printOrientation": "Landscape"}


def test_every_field_is_named_and_has_a_letter_of_its_own(
    window: Driver, outside: list[str], tmp_path: Path
) -> None:
    save(window, tmp_path / "roadmap.pdf")
    spoken = {
        "E": ("printEdition", "Edition"),
        "R": ("printLens", "Rank by"),
        "A": ("printPaper", "Paper"),
        "O": ("printOrientation", "Orientation"),
        "D": ("printOrder", "Order"),
        "Q": ("printQuotes", "Quotes per item"),
        "T": ("printStage.now", "Stages"),
        "W": ("printPart.mentions", "Each item shows"),
        "N": ("printClosing", "Closing note"),
    }
    for letter, (name, words) in spoken.items():
        for _each in range(2):  # of two with one letter, the second would have it now
            window.part("printPreview").take_keyboard()
            window.press(f"Alt+{letter}")
            assert window.keyboard == name
        assert window.part(name).spoken == words
    assert window.part("printStages").spoken == "Stages"
    assert window.part("printParts").spoken == "Each item shows"
    for letter, name, words in (
        ("M", "printMoney", "Sums of money"), ("V", "printAppendix", "Evidence at the end"),
    ):  # fmt: skip
        before = window.part(name).checked
        for now in (not before, before):
            window.press(f"Alt+{letter}")
            window.until(partial(is_checked, window, name, now), name)
        assert window.part(name).spoken == words
    assert not window.part("printLogo").enabled
    assert window.part("printLogoChoose").spoken == "Choose a picture as logo"
    window.settle()
    save(window, tmp_path / "again.pdf")
    for letter in "SSHH":
        with window.naming(None):
            window.press(f"Alt+{letter}")
    for number in (1, 2):
        window.press("Alt+F")
        window.until(partial(has_come, outside, number), "the folder")
    assert outside == [tmp_path.as_uri()] * 2
    window.press("Alt+C")
    window.until(lambda: window.dialog() == "", "the end")


def test_what_each_item_shows_is_chosen(window: Driver, tmp_path: Path) -> None:
    whole = saved(window, tmp_path / "whole.pdf")
    for words in ("Theme:", "Shipped", "lost with them", "mentions"):
        assert words in whole
    tick(window, "printPart.themes", "printStage.shipped", "printMoney")
    less = saved(window, tmp_path / "less.pdf")
    for words in ("Theme:", "Shipped", "lost with them"):
        assert words not in less
    assert "mentions" in less
    again(window)
    assert ticked(window) == USUAL_TICKS - {"printPart.themes", "printStage.shipped", "printMoney"}


def test_customers_choices_cannot_show_more(window: Driver) -> None:
    every = [f"printPart.{word}" for word in PARTS]
    others = ["printMoney", "printAppendix", "printQuotes", "printOrder"]

    def offered() -> list[str]:
        return [name for name in (*every, *others) if window.part(name).enabled]

    assert offered() == [*every, *others]
    tick(window, "printAppendix")
    choose(window, printEdition="Customer copy")
    public = [f"printPart.{word}" for word in ("mentions", "momentum", "description", "target")]
    assert offered() == [*public, "printQuotes", "printOrder"]
    # What it never shows has no tick, and has it again where it is shown.
    kept = {*(f"printStage.{word}" for word in STAGES[:-1]), "printLogo"}
    assert ticked(window) == kept | set(public)
    choose(window, printEdition="One page")
    compact = [f"printPart.{one}" for one in ("mentions", "momentum", "value", "lost", "target")]
    assert offered() == [*compact, "printMoney"]
    assert ticked(window) == kept | set(compact) | {"printMoney"}
    choose(window, printEdition="Working copy")
    assert offered() == [*every, *others]
    assert (fields(window), ticked(window)) == (USUAL, USUAL_TICKS | {"printAppendix"})


def test_the_keyboard_stays_where_it_was_after_a_save(window: Driver, tmp_path: Path) -> None:
    window.part("printSave").take_keyboard()
    with window.naming(tmp_path / "roadmap.pdf"):
        window.press("Space")
    assert window.part("printResult").says == "Saved roadmap.pdf"
    assert window.keyboard == "printSave"


def test_a_closing_note_is_seen_while_typed_and_kept_with_the_workspace(
    window: Driver, tmp_path: Path, sample_path: Path
) -> None:
    window.part("printClosing").type("Ring us")
    window.settle()
    assert "Ring us" in saved(window, tmp_path / "roadmap.pdf")
    again(window)
    assert window.part("printClosing").says == "Ring us"
    window.part("printClosing").type(", or write")
    window.press("Esc")
    assert window.dialog() == ""
    # Whoever leaves without a print has changed nothing.
    assert look_into(sample_path, lambda desk: desk.ask(workspace_settings)["closing_note"]) == (
        "Ring us"
    )
    assert opened(window).part("printClosing").says == "Ring us"


def test_a_note_that_is_too_long_is_told(window: Driver) -> None:
    window.clipboard = "so " * 500
    window.part("printClosing").press("Ctrl+V")
    window.settle()
    assert "at most 1,000 characters" in wrong(window)
    assert not window.part("printSave").enabled
    assert not window.part("printPrint").enabled
    window.fill(printClosing="so")
    assert not window.has("printProblem")
    assert window.part("printSave").enabled
    assert window.part("printPrint").enabled


def test_a_logo_is_looked_at_before_it_is_kept(window: Driver, tmp_path: Path) -> None:
    def keep(path: Path) -> None:
        with window.naming(path):
            window.click("printLogoChoose")

    assert not window.part("printLogo").enabled
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    keep(tmp_path / "bad.png")
    assert "“bad.png” is damaged" in wrong(window)
    assert not window.part("printLogo").enabled
    shape = '<rect width="9" height="9"/>'
    (tmp_path / "logo.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shape}</svg>'
    )
    keep(tmp_path / "logo.svg")
    assert wrong(window) == ""
    logo = window.part("printLogo")
    assert logo.checked
    assert logo.enabled
    assert logo.tip == str(tmp_path / "logo.svg")
    (tmp_path / "logo.svg").unlink()
    choose(window, printOrder="By stage")
    assert "is not there" in wrong(window)
    assert window.part("printSave").enabled


@pytest.mark.slow("three hundred items are set twice, and written")
def test_nothing_is_saved_before_what_is_chosen_is_set(
    drive: Drive, tmp_path: Path, sample_path: Path
) -> None:
    look_into(sample_path, lambda desk: many_items(desk, 300))
    window = opened(drive(sample_path))
    assert pages(window) > 10
    window.part("printQuotes").press("Up")
    assert not window.part("printSave").enabled
    assert not window.part("printPrint").enabled
    window.settle()
    path = tmp_path / "roadmap.pdf"
    save(window, path)
    assert poppler.info(path)["Pages"] == str(pages(window))
