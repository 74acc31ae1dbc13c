"""The page itself: whole items, the right paper, real text, and no half file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.roadmap import decline_item
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Edition, ItemStage, Lens, Paper, label
from feedbackdesk.report.document import Document
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.render import content_of, write
from feedbackdesk.report.roadmap_page import roadmap_document
from tests.report import poppler
from tests.report.shop import many_items, put, say, with_sample, written
from tests.report.test_paper import tags

if TYPE_CHECKING:
    from tests.conftest import OpenFilled

SIZES = {
    (Paper.A4, False): (595, 842),
    (Paper.A4, True): (842, 595),
    (Paper.LETTER, False): (612, 792),
    (Paper.LETTER, True): (792, 612),
}


LATO_HEIGHT = 1.2
"""How high a line of Lato is, ascenders to descenders, in parts of its size."""


def report(desk: Desk, **options: object) -> Document:
    """Ask for a report."""
    return desk.ask(roadmap_document, RoadmapOptions(**options))  # type: ignore[arg-type]


@pytest.fixture
def sample(open_filled: OpenFilled) -> Desk:
    """The made-up business."""
    return open_filled(with_sample)


def test_the_sample_is_whole_and_in_order(sample: Desk, tmp_path: Path) -> None:
    path = tmp_path / "roadmap.pdf"
    made = report(sample)
    pages = written(made, path)
    text = poppler.text(path)
    told = text[text.index("In order of rank") :]
    places = [told.index(entry.title) for entry in made.entries]
    assert places == sorted(places)
    assert [f"Page {number} of {pages}" in poppler.text(path, number) for number in (1, 2, 3)]
    about = poppler.info(path)
    assert about["Title"] == "Quill & Kettle: Roadmap"
    assert about["Tagged"] == "yes"
    assert about["Pages"] == str(pages)
    assert made.legend in text
    assert all(embedded for _name, embedded in poppler.fonts(path))
    assert {"Lato-Regular", "Lato-SemiBold", "Lato-Bold", "Lato-Italic"} <= {
        name for name, _embedded in poppler.fonts(path)
    }


@pytest.mark.parametrize(("paper", "landscape"), SIZES)
@pytest.mark.parametrize("by_stage", [False, True])
def test_no_item_is_split_on_any_paper(
    desk: Desk, tmp_path: Path, paper: Paper, landscape: bool, by_stage: bool
) -> None:
    many_items(desk, 25)
    made = report(desk, paper=paper, landscape=landscape, by_stage=by_stage, full=25)
    path = tmp_path / "roadmap.pdf"
    pages = written(made, path)
    width, height = SIZES[paper, landscape]
    size = re.findall(r"[\d.]+", poppler.info(path)["Page size"])
    assert [round(float(side)) for side in size[:2]] == [width, height]

    texts = [poppler.text(path, number) for number in range(1, pages + 1)]
    for entry in made.entries:
        quotes = re.compile(rf"Word{entry.title[4:7]}x\d")
        found = [number for number, text in enumerate(texts) if quotes.search(text)]
        assert len(found) == 1, "what is said for an item stands on one page"
        assert entry.title[:7] in texts[found[0]]
        assert len(set(quotes.findall(texts[found[0]]))) == 3
    assert all(25 <= word.top < word.bottom <= height - 20 for word in poppler.words(path))


def test_a_heading_is_never_alone(desk: Desk, tmp_path: Path) -> None:
    for place in range(40):
        stage = list(ItemStage)[place % 4]
        put(desk, f"Item{place:02}", to=stage, description="One line. " * (place % 7 * 5))
    path = tmp_path / "roadmap.pdf"
    for number in range(3):
        made = report(desk, by_stage=True, landscape=bool(number % 2), quotes=0, full=40)
        pages = written(made, path)
        for page in range(1, pages + 1):
            words = poppler.text(path, page).partition("Working copy, not")[0]
            last = re.split("|".join(label(stage) for stage in ItemStage), words)[-1]
            assert re.search(r"Item\d\d|One line", last)


def test_text_reads_back_as_typed(desk: Desk, tmp_path: Path) -> None:
    say(desk, "The fifth office file is efficient", "Fine flowers fit the office files")
    put(desk, "Fine flowers fit the office files")
    path = tmp_path / "roadmap.pdf"
    write(report(desk), path)
    text = poppler.text(path)
    assert "Fine flowers fit the office files" in text
    assert "“The fifth office file is efficient”" in text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ar", "إرسال الفواتير بالبريد"),
        ("he", "חשבוניות בדואר"),
        ("zh", "发票通过电子邮件发送"),
        ("el", "Τιμολόγια με email"),
    ],
)
def test_other_scripts_read_back(desk: Desk, tmp_path: Path, language: str, title: str) -> None:
    if not poppler.has_font_for(language):
        pytest.skip(f"no font for {language} on this machine")
    say(desk, f"{title}!", title, who="שרה לוי")
    put(desk, title)
    path = tmp_path / "roadmap.pdf"
    write(report(desk), path)
    assert title in re.sub("[\u200e\u200f\u202a-\u202e]", "", poppler.text(path))
    assert all(embedded for _name, embedded in poppler.fonts(path))


def test_emoji_are_drawn_and_stop_nothing(desk: Desk, tmp_path: Path) -> None:
    say(desk, "Please 🙏🏽 do 👩‍👩‍👧 it", "Party 🎉 file", who="Zoë 🎈")
    put(desk, "Party 🎉 file")
    path = tmp_path / "roadmap.pdf"
    write(report(desk), path)
    text = poppler.text(path)
    assert re.search(r"Party\W+file", text)
    assert "Zoë" in text
    if poppler.has_font_for("und-zsye"):
        assert re.search(rb"/Subtype ?/Image", path.read_bytes())


def test_an_empty_roadmap_says_what_to_do(desk: Desk, tmp_path: Path) -> None:
    for edition in Edition:
        path = tmp_path / "roadmap.pdf"
        assert write(report(desk, edition=edition), path) == 1
        assert "Nothing stands on the roadmap yet." in poppler.text(path)
        assert edition is Edition.ONE_PAGE or "Page 1 of 1" in poppler.text(path)


def test_an_item_taller_than_a_page_goes_on_over_it(desk: Desk, tmp_path: Path) -> None:
    title = ("very long " * 30)[:299] + "!"
    for number in range(30):
        say(desk, f"quote{number:02} " + "so it is " * 40, "Long", firm=f"Firm {number} " * 12)
    put(desk, title, "Long", description="word " * 100)
    for landscape in (False, True):
        made = report(desk, quotes=20, landscape=landscape)
        path = tmp_path / "roadmap.pdf"
        assert written(made, path) > 1
        text = poppler.text(path)
        assert title in text
        assert len(set(re.findall(r"quote\d\d", text))) == 20


def test_one_page_is_one_page(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "roadmap.pdf"
    for number, landscape in ((1, False), (8, True), (40, False), (40, True)):
        while len(report(desk).entries) < number:
            put(desk, f"Item{len(report(desk).entries):02}", description="A description. " * 9)
        made = report(desk, edition=Edition.ONE_PAGE, landscape=landscape)
        assert write(made, path) == 1
        text = poppler.text(path)
        shown = len(set(re.findall(r"Item\d\d", text)))
        assert shown == number
        assert all(word.bottom < (595 if landscape else 842) for word in poppler.words(path))


def test_every_lens_prints_every_edition(sample: Desk, tmp_path: Path) -> None:
    declined = put(sample, "Never")
    sample.do(decline_item, declined, "It would not pay.")
    path = tmp_path / "roadmap.pdf"
    for lens in Lens:
        for edition in Edition:
            made = report(sample, lens=lens, edition=edition, stages=tuple(ItemStage))
            assert written(made, path) >= 1


@pytest.mark.slow("five hundred items are made, and set on paper")
def test_five_hundred_items_all_find_their_page(desk: Desk, tmp_path: Path) -> None:
    many_items(desk, 500)
    path = tmp_path / "roadmap.pdf"
    pages = written(report(desk), path)
    assert pages > 10
    text = poppler.text(path)
    assert len(set(re.findall(r"Item\d{3}", text))) == 500
    assert f"Page {pages} of {pages}" in text
    assert path.stat().st_size < 10_000_000


def test_the_business_name_may_be_missing_long_or_backwards(desk: Desk, tmp_path: Path) -> None:
    put(desk, "Item")
    path = tmp_path / "roadmap.pdf"
    for name in ("", "Quill & Kettle " * 20, "שירותי קפה ובניו"):
        desk.do(change_settings, {"business_name": name})
        for landscape in (False, True):
            assert write(report(desk, landscape=landscape), path) == 1
            assert "Item" in poppler.text(path)


# No half file.


def left_behind(folder: Path) -> set[str]:
    """Return the names of what is in a folder."""
    return {path.name for path in folder.iterdir()}


def test_a_missing_folder_is_a_sentence(sample: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"no folder.*Nothing was written"):
        write(report(sample), tmp_path / "nowhere" / "roadmap.pdf")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_in_the_place_is_a_sentence(sample: Desk, tmp_path: Path) -> None:
    place = tmp_path / "out"
    (place / "roadmap.pdf").mkdir(parents=True)
    with pytest.raises(Refusal, match="is a folder"):
        write(report(sample), place / "roadmap.pdf")
    assert left_behind(place) == {"roadmap.pdf"}


def test_a_name_that_is_too_long_is_a_sentence(sample: Desk, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.mkdir()
    with pytest.raises(Refusal, match="too long"):
        write(report(sample), place / ("x" * 300 + ".pdf"))
    with pytest.raises(Refusal, match="not the name of a file"):
        write(report(sample), place / "x\0.pdf")
    assert left_behind(place) == set()


def test_a_full_disk_keeps_what_was_there(sample: Desk, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("only root can mount a small disk")
    try:
        path = small / "roadmap.pdf"
        path.write_text("the one of last month")
        with pytest.raises(Refusal, match=r"disk is full.*unchanged"):
            write(report(sample), path)
        assert path.read_text() == "the one of last month"
        assert left_behind(small) == {"roadmap.pdf"}
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_folder_that_can_only_be_read_is_a_sentence(sample: Desk, tmp_path: Path) -> None:
    place = tmp_path / "locked"
    place.mkdir()
    made = report(sample)
    if os.geteuid() == 0:
        tmpfs = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(place)]
        if subprocess.run(tmpfs, check=False, capture_output=True).returncode:
            pytest.skip("root cannot mount here, and may write anywhere else")
    else:
        place.chmod(0o500)
    try:
        with pytest.raises(Refusal, match="Nothing was written"):
            write(made, place / "roadmap.pdf")
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", str(place)], check=True)
        else:
            place.chmod(0o700)


def test_a_link_stays_a_link_and_rights_stay(sample: Desk, tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write(report(sample), link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"%PDF-")
    assert real.stat().st_mode & 0o777 == 0o640


def test_the_same_report_is_the_same_page(sample: Desk) -> None:
    made = report(sample)
    assert content_of(made, "pdf") == content_of(made, "pdf")


def test_it_prints_without_an_application_or_a_screen(sample: Desk, tmp_path: Path) -> None:
    path = tmp_path / "roadmap.pdf"
    code = f"""
from pathlib import Path
import sys
from feedbackdesk.desk.desk import Desk
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.render import write
from feedbackdesk.report.roadmap_page import roadmap_document
desk = Desk.open(Path({str(sample.path)!r}))
print(write(desk.ask(roadmap_document, RoadmapOptions()), Path({str(path)!r})))
assert not [name for name in sys.modules if name.startswith("PySide6")]
"""
    bare = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        bare.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", code], env=bare, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 2


def test_every_page_of_a_working_copy_says_that_it_is_one(desk: Desk, tmp_path: Path) -> None:
    many_items(desk, 30)
    path = tmp_path / "roadmap.pdf"
    for edition, marked in ((Edition.WORKING, True), (Edition.CUSTOMER, False)):
        pages = written(desk.ask(roadmap_document, RoadmapOptions(edition=edition)), path)
        assert pages > 1
        sheets = [poppler.text(path, number) for number in range(1, pages + 1)]
        assert [("not for customers" in sheet) for sheet in sheets] == [marked] * pages


# Links, tags, and how large the one page is


def links(path: Path) -> list[tuple[int, int]]:
    """Return every link within a file: from which page to which, counted from 1."""
    reader = PdfReader(path)
    pages = {
        page.indirect_reference.idnum: at
        for at, page in enumerate(reader.pages, 1)
        if page.indirect_reference
    }
    named = reader.named_destinations
    found = []
    for at, page in enumerate(reader.pages, 1):
        for one in page.get("/Annots") or []:
            link = one.get_object()
            assert link["/Subtype"] == "/Link"
            to = link.get("/Dest") or link["/A"]["/D"]
            if isinstance(to, str):
                to = named[to].dest_array
            found.append((at, pages[to[0].idnum]))
    return found


def test_an_item_leads_to_its_evidence_and_back(desk: Desk, tmp_path: Path) -> None:
    many_items(desk, 8)
    made = report(desk, appendix=True)
    path = tmp_path / "roadmap.pdf"
    pages = written(made, path)
    texts = {number: poppler.text(path, number) for number in range(1, pages + 1)}
    (first,) = (number for number, text in texts.items() if "Evidence Every word" in text)
    forth = [(here, there) for here, there in links(path) if here < first <= there]
    back = [(here, there) for here, there in links(path) if there < first <= here]
    quoted = sum(len(entry.quotes) for entry in made.entries)
    assert len(forth) == len(made.entries) + quoted
    assert len(back) == len(made.entries)
    for entry in made.entries:
        (told,) = (
            number for number, text in texts.items() if 1 < number < first and entry.title in text
        )
        (behind,) = (
            number for number, text in texts.items() if number >= first and entry.title in text
        )
        assert f"Evidence, page {behind}" in texts[told]
        assert f"Page {told}" in texts[behind]


def test_the_roadmap_is_tagged_in_its_order(desk: Desk, tmp_path: Path) -> None:
    many_items(desk, 8)
    for edition in Edition:
        path = tmp_path / "roadmap.pdf"
        made = report(desk, edition=edition, appendix=edition is Edition.WORKING)
        write(made, path)
        heads = [name for name, _alt in tags(path.read_bytes(), path) if re.fullmatch(r"H\d", name)]
        assert heads[0] == "H1"
        assert heads.count("H1") == 1
        for upper, lower in pairwise(heads):
            assert int(lower[1]) - int(upper[1]) <= 1, "no level is skipped"
        if edition is Edition.WORKING:
            assert heads.count("H3") == 2 * len(made.entries)
            drawn = [alt for name, alt in tags(path.read_bytes(), path) if name == "Figure"]
            assert drawn
            assert all(drawn)


@pytest.mark.parametrize(
    ("number", "paper", "landscape", "least"),
    [
        (10, Paper.A4, False, 14), (10, Paper.A4, True, 16), (30, Paper.A4, False, 12),
        (60, Paper.A4, False, 9.5), (60, Paper.LETTER, True, 9), (60, Paper.A3, False, 12),
        (120, Paper.TABLOID, True, 9), (120, Paper.A4, False, 6.5),
    ],
)  # fmt: skip
def test_the_one_page_is_set_as_large_as_all_of_it_fits(
    desk: Desk, tmp_path: Path, number: int, paper: Paper, landscape: bool, least: float
) -> None:
    for place in range(number):
        put(desk, f"Item{place:03} is sent with a price list that fits on one page")
    path = tmp_path / "roadmap.pdf"
    options = {"edition": Edition.ONE_PAGE, "paper": paper, "landscape": landscape}
    assert written(report(desk, **options), path) == 1
    titles = [word for word in poppler.words(path) if re.fullmatch(r"Item\d{3}", word.text)]
    assert len(titles) == number
    heights = {round(word.bottom - word.top, 1) for word in titles}
    assert len(heights) == 1
    assert heights.pop() / LATO_HEIGHT >= least
