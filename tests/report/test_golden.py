"""The pages as they were looked at and found good, and what a plain printer makes of them.

`python -m tests.report.test_golden` makes the kept pictures anew; look at them before they
are kept.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.roadmap import ItemFacts, edit_item, ship_item
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.words import Edition, ItemStage, Paper
from feedbackdesk.report.document import Document
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.pieces import Entry
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
from tests.report import poppler
from tests.report.pictures import apart, page_picture, read_picture, write_picture
from tests.report.shop import agree, png_with_a_note, put, say, written

KEPT = Path(__file__).parent / "golden"
DAY = date(2026, 1, 15)
PAGES = {
    "working": RoadmapOptions(appendix=True),
    "by-stage": RoadmapOptions(by_stage=True, landscape=True, paper=Paper.LETTER),
    "customer": RoadmapOptions(edition=Edition.CUSTOMER, paper=Paper.LETTER),
    "one-page": RoadmapOptions(edition=Edition.ONE_PAGE),
}


def business(desk: Desk, folder: Path) -> None:
    """Fill a workspace that is the same on any day."""
    (folder / "logo.png").write_bytes(png_with_a_note("", 90, 30))
    desk.do(
        change_settings,
        {
            "business_name": "Quill & Kettle",
            "closing_note": "Thank you for telling us what you need.",
            "logo": str(folder / "logo.png"),
        },
    )
    for number, name in enumerate(("Invoices", "Milk", "Delivery", "Boxes", "Tins", "Cups")):
        for turn in range(7 - number):
            loss = LossFacts("Price", value=40_000) if turn == 5 else None
            words = f"Somebody of firm {turn} said that {name.lower()} matter to them. "
            say(
                desk,
                words * (1 + turn % 2),
                name,
                who=f"Person {turn}",
                firm=f"Firm number {turn}",
                on=date(2025, 3 + turn, 10 + number),
                loss=loss,
            )
        stage = (ItemStage.NOW, ItemStage.NEXT, ItemStage.LATER)[number % 3]
        about = f"What will be done about {name.lower()}, and for whom it will be done first. " * 2
        item = put(desk, f"Do something about {name.lower()}", name, to=stage, description=about)
        desk.do(edit_item, item, ItemFacts(effort=number + 1, target="spring"))
    shipped = put(desk, "Done with the cups", "Cups", to=ItemStage.NOW)
    desk.do(ship_item, shipped)
    for turn in range(3):
        agree(desk, f"Person {turn}")


def made(desk: Desk, options: RoadmapOptions) -> Document:
    """Return a document on a day that stays."""
    report = replace(desk.ask(roadmap_document, options), on=DAY)
    # What was shipped was shipped today, whenever that is.
    return replace(
        report,
        parts=tuple(
            replace(
                part,
                pieces=tuple(
                    replace(one, why="") if isinstance(one, Entry) else one for one in part.pieces
                ),
            )
            for part in report.parts
        ),
    )


@pytest.fixture
def shop(desk: Desk, tmp_path: Path) -> Desk:
    """The business of the pictures."""
    business(desk, tmp_path)
    return desk


@pytest.mark.parametrize("name", PAGES)
def test_the_page_looks_as_it_was_found_good(shop: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / "roadmap.pdf"
    write(made(shop, PAGES[name]), path)
    if "Lato-Regular" not in {font for font, _embedded in poppler.fonts(path)}:
        pytest.skip("the typeface of the pictures is not there (fontpkg-lato)")
    kept = sorted(KEPT.glob(f"{name}-*.png"))
    assert kept
    for number, picture in enumerate(kept, 1):
        now = page_picture(path, number)
        differing = apart(now, read_picture(picture))
        if differing > 0.06:
            write_picture(now, tmp_path / picture.name)
        assert differing <= 0.06, f"{picture.name} is another; it is in {tmp_path}"


def test_another_page_is_told_apart(shop: Desk, tmp_path: Path) -> None:
    path = tmp_path / "roadmap.pdf"
    write(made(shop, replace(PAGES["working"], quotes=0)), path)
    assert apart(page_picture(path, 2), read_picture(KEPT / "working-2.png")) > 0.2


def test_a_printer_with_black_alone_loses_nothing(shop: Desk, tmp_path: Path) -> None:
    """Whatever is written is there in bits of black."""
    path = tmp_path / "roadmap.pdf"
    write(made(shop, RoadmapOptions(logo=False)), path)
    picture = page_picture(path, 1, black_and_white=True)
    scale = 150 / 72
    for word in poppler.words(path):
        if word.page != 1 or not any(map(str.isalnum, word.text)):
            continue
        inside = [
            picture.dots[int(row) * picture.width + int(word.left * scale) :][
                : max(int((word.right - word.left) * scale), 1)
            ]
            for row in range(int(word.top * scale), int(word.bottom * scale))
        ]
        # A letter is at least a fifteenth black; on dark chips it is the ground that is.
        black = sum(row.count(0) for row in inside) / max(sum(map(len, inside)), 1)
        assert black > 1 / 25, word


def _make() -> None:
    KEPT.mkdir(exist_ok=True)
    for old in KEPT.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = Desk.open(folder / "shop.feedbackdesk")
        business(desk, folder)
        for title, options in PAGES.items():
            path = folder / "roadmap.pdf"
            pages = written(made(desk, options), path)
            for number in range(1, min(pages, 2) + 1):
                write_picture(page_picture(path, number), KEPT / f"{title}-{number}.png")
        desk.close()


if __name__ == "__main__":
    _make()
