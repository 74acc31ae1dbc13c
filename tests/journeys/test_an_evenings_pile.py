"""Moving in, in one evening: a pile is dropped, sorted by keys, ranked, printed, and taken back."""

from __future__ import annotations

from pathlib import Path

from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.themes import all_themes
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

_WISH = "Could you please open before eight in the morning?"
_MAILS = (
    ("Priya Nair", "priya@tidemarsh.example", f"Thanks for the crate. {_WISH}"),
    ("Kit Marsden", "kit@sparrows.example", f"Good morning. {_WISH} We would come every day."),
    ("Mei-Ling Chow", "mei@wobbly.example", "Morning all. The lids are broken again."),
    ("Al Poe", "al@example.com", "See you on Tuesday."),
    ("Bo Ek", "bo@example.com", "See you on Tuesday."),
)
_TABLE = "Date;Client;What they said;Theme\n2026-05-02;Ann Lee;It rains in at the back;Roof\n"
_CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Priya Nair\nEMAIL:priya@tidemarsh.example\nEND:VCARD\n"


def write_pile(folder: Path) -> list[Path]:
    """Write what an owner has: an address book, a table of calls, and a mailbox."""
    mails = "".join(
        f"From {address} Thu May 14 09:00:00 2026\nFrom: {who} <{address}>\n"
        f"To: hello@shop.example\nSubject: Your shop\nMessage-ID: <{number}@example>\n"
        f"Date: Thu, 14 May 2026 09:0{number}:00 +0000\n\n{words}\n\n"
        for number, (who, address, words) in enumerate(_MAILS)
    )
    files = {"people.vcf": _CARD, "calls.csv": _TABLE, "mails.mbox": mails}
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    return [folder / name for name in files]


def take(window: Driver, name: str) -> None:
    """Bring in the file that is shown."""
    window.until(
        lambda: (
            window.page == "bring"
            and window.part("pageNumbers").says.startswith(name)
            and window.button("bringTake").enabled
        ),
        name,
    )
    window.press("Ctrl+Return")
    window.settle()


def waiting(window: Driver) -> list[str]:
    """Return what waits on the heap, as it is read out."""
    return window.rows("heapList")


def test_an_evenings_pile_becomes_a_roadmap_and_goes_back(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "new.feedbackdesk")
    assert window.drop_files("mainWindow", *write_pile(tmp_path))
    for name in ("people.vcf", "calls.csv", "mails.mbox"):
        take(window, name)
    assert [one.name for one in window.desk.ask(all_people)] == ["Ann Lee", "Priya Nair"]
    assert len(window.desk.ask(list_feedback)) == 1

    # The heap: the wishes stand first, and are sorted by keys.
    assert window.page == "heap"
    window.until(lambda: len(waiting(window)) == 5, "the talk")
    window.settle()
    assert sum(_WISH in row for row in waiting(window)[:3]) == 2  # kinds take turns
    window.choose("heapList", "Priya Nair")
    window.press("T")
    window.type("Early opening")
    window.press("Return")
    window.settle()
    window.choose("heapList", "Kit Marsden")
    window.press("T")
    window.type("Early opening")
    window.press("Return")
    window.settle()
    window.choose("heapList", "Mei-Ling Chow")
    window.press("2", "I")
    window.settle()
    window.choose("heapList", "Al Poe")
    window.press("L")
    window.settle()
    assert waiting(window) == []
    assert window.part("heapStrip").says == "5 looked at, 3 of the last 5 kept"

    # The theme goes onto the roadmap, which is printed.
    window.press("Ctrl+2")
    window.settle()
    window.choose("themeList", "Early opening")
    window.act("theme_plan")
    window.pick("3  Next")
    window.settle()
    (item,) = [one for one in window.desk.ask(full_roadmap) if one.item.title == "Early opening"]
    assert item.item.requests == 2

    page = tmp_path / "roadmap.pdf"
    window.press("Ctrl+P")
    with window.naming(page):
        window.click("printSave")
    assert page.read_bytes().startswith(b"%PDF")
    window.press("Esc")

    # Each of it is taken back by one key, to the empty desk.
    steps = 3 + 4 + 1
    for _step in range(steps):
        window.press("Ctrl+Z")
        window.settle()
    assert window.desk.ask(list_feedback) == []
    assert window.desk.ask(all_people) == []
    assert window.desk.ask(all_themes) == []
    assert window.desk.ask(full_roadmap) == []
    window.press("Ctrl+9")
    window.settle()
    assert waiting(window) == []
