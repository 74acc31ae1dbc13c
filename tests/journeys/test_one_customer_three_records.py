"""One customer becomes three records and one again; every number is right after each step.

She rings under a colleague's address, is recorded a second time under a name spelt alike, is
merged, renamed, taken apart, deleted and brought back. The board, the item's page, the command
line and paper are asked after each of these, and all say what a recount by hand says.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedbackdesk.cli.app import feedbackdesk
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.identity import person_named
from feedbackdesk.desk.people import all_people
from feedbackdesk.report.markdown import markdown_bytes
from feedbackdesk.report.options import RoadmapOptions
from feedbackdesk.report.roadmap_page import roadmap_document
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.store.oracle import check

TITLE = "Send the bill by e-mail"


class Shop:
    """The window and the command line over one workspace."""

    def __init__(self, path: Path, window: Driver) -> None:
        self.path, self.window = path, window
        self.desk: Desk = window.desk

    def tell(self, *words: str) -> str:
        """Run a verb; return what it says."""
        result = CliRunner().invoke(feedbackdesk, ["--workspace", str(self.path), *words])
        assert result.exit_code == 0, (words, result.stderr)
        return result.stdout

    def names(self) -> set[str]:
        """Return who is listed."""
        return {one.name for one in self.desk.ask(all_people)}

    def key_of(self, name: str) -> int:
        """Return the record of a name."""
        return self.desk.ask(person_named, name).id

    def counted(self, requests: int, mentions: int, who: set[str]) -> None:
        """Assert that every place says so many requests and mentions, and by whom."""
        window = self.window
        check(self.desk)
        (row,) = json.loads(self.tell("list", "roadmap", "--format", "json"))
        assert (row["requests"], row["mentions"]) == (requests, mentions), "the command line"
        shown = json.loads(self.tell("show", "item", str(row["id"]), "--format", "json"))
        assert len({one["account"] for one in shown["evidence"]}) == requests
        assert len({one["feedback"] for one in shown["evidence"]}) == mentions
        assert {one["who"] for one in shown["evidence"]} == who
        assert shown["requests"] == requests

        window.go("roadmap")

        def on_the_board() -> str:
            return window.row("roadmapColumn.next", TITLE).spoken

        told = f"{TITLE}, rank 1, {requests} accounts, {mentions} mentions"
        window.until(lambda: on_the_board().startswith(told), "what the command line did")
        window.settle()
        assert len(window.rows("roadmapColumn.next")) == 1
        window.open("roadmapColumn.next", TITLE)
        assert window.page == "item"
        assert window.is_said(f"{requests} requests", "itemPage")
        window.answer(f"{requests} requests")
        said = [row for row in window.rows("itemProof") if row.startswith("“")]
        askers = [row for row in window.rows("itemProof")[:-1] if row not in said]
        assert (len(askers), len(said)) == (requests, mentions), "the item's page"
        assert window.rows("itemProof")[-1] == f"{requests} accounts, each counted once"
        assert window.is_said(f"{mentions} mentions", "itemPage")
        window.press("Esc")

        (entry,) = self.desk.ask(roadmap_document, RoadmapOptions()).entries
        assert (entry.figure, entry.requests) == (str(requests), requests), "the printed page"
        paper = markdown_bytes(self.desk.ask(roadmap_document, RoadmapOptions())).decode()
        assert f"**{requests}** accounts asked · **{mentions}** mentions" in paper
        assert f"**{requests}** requests · {mentions} mentions" in paper

    def page_of(self, name: str) -> None:
        """Open somebody's page, with the keyboard in their words."""
        self.window.press("Ctrl+K")
        self.window.type(name)
        self.window.press("Enter")
        assert self.window.part("personPageName").says == name
        assert self.window.keyboard == "personWords"

    def rename(self, name: str) -> None:
        """Type over the name of the page that is open, from F2 to Enter."""
        self.window.press("F2")
        assert self.window.keyboard == "page.personName"
        self.window.type(name)
        self.window.press("Enter")


@pytest.fixture
def shop(drive: Drive, tmp_path: Path) -> Shop:
    """A firm and a person who asked already, and a window in front of it."""
    path = tmp_path / "shop.feedbackdesk"
    Desk.open(path).close()
    made = Shop(path, drive(path))
    made.window.resize(1280, 800)
    made.tell("add", "Could the bill come by mail?", "--who", "Mia Berg", "--org", "Harbour Bakery",
              "--email", "orders@harbour.example", "--theme", "Bills")  # fmt: skip
    made.tell("add", "Paper bills get lost", "--who", "Zoe Ek", "--theme", "Bills")
    made.tell("plan", "Bills", "--item", TITLE, "--to", "next")
    made.window.go("roadmap")
    made.window.until(lambda: made.window.rows("roadmapColumn.next"), "the item")
    return made


@pytest.mark.slow("every place that counts is asked after each of seven steps")
def test_one_customer_three_records(shop: Shop) -> None:
    window = shop.window
    first = {"Mia Berg", "Zoe Ek"}
    shop.counted(2, 2, first)

    # She rings under a colleague's address: the name wins, and nobody's words are put to another.
    told = shop.tell("add", "Mail me the bill", "--who", "Rosa Lind",
                     "--email", "orders@harbour.example", "--theme", "Bills")  # fmt: skip
    assert "is also that of Mia Berg" in told
    shop.counted(3, 3, first | {"Rosa Lind"})

    # She rings again, and is written down as another, of the firm: a twin.
    window.press("Ctrl+1", "Ctrl+N")
    assert window.has("captureForm")
    for words, key in (
        ("Rosa Lindh", "Tab"),
        ("Harbour Bakery", "Tab"),
        ("The bill, please, as a file", "Tab"),
        ("Bills", "Enter"),
        ("", "Ctrl+Enter"),
    ):
        window.type(words)
        window.press(key)
    assert not window.has("captureForm")
    all_of_them = first | {"Rosa Lind", "Rosa Lindh"}
    assert shop.names() == all_of_them
    shop.counted(3, 4, all_of_them)  # Harbour Bakery asked before

    # The two are found, and what merging them changes is said before it is done.
    window.go("people")
    window.act("people_twins")
    assert len(window.rows("twinsList")) == 1
    assert "3 → 2 requests" in window.part("twinsChanges").says
    if window.part("twinsStaysName").says != "Rosa Lind":
        window.press("S")
    assert window.part("twinsStaysName").says == "Rosa Lind"
    assert "3 → 2 requests" in window.part("twinsChanges").says
    window.press("M")
    assert shop.names() == first | {"Rosa Lind"}
    window.press("Esc")
    assert window.page == "people"
    shop.counted(2, 4, first | {"Rosa Lind"})

    # Renamed; but not onto a colleague of hers, whom that would make her.
    rosa = shop.key_of("Rosa Lind")
    shop.page_of("Rosa Lind")
    shop.rename("Mia Berg")
    assert window.dialog() == "sameName"
    window.press("Esc")
    assert window.dialog() == ""
    assert shop.names() == first | {"Rosa Lind"}
    shop.page_of("Rosa Lind")
    shop.rename("Rosa Lindqvist")
    renamed = first | {"Rosa Lindqvist"}
    assert shop.names() == renamed
    shop.counted(2, 4, renamed)
    assert shop.key_of("Rosa Lindh") == rosa, "the name of a merged record leads to her"

    # Taken apart: what she said without the firm is her own again.
    shop.page_of("Rosa Lindqvist")
    window.press("U")
    assert shop.names() == renamed | {"Rosa Lindh"}
    shop.counted(3, 4, renamed | {"Rosa Lindh"})

    # Deleted: she goes on counting once, without a name, and nothing offers her.
    shop.page_of("Rosa Lindqvist")
    window.press("Del")
    assert shop.names() == first | {"Rosa Lindh"}
    nameless = {one["who"] for one in evidence(shop)} - {*first, "Rosa Lindh"}
    shop.counted(3, 4, first | {"Rosa Lindh"} | nameless)
    assert len(nameless) == 1
    assert not any("Rosa Lindq" in str(one) for one in nameless)
    window.go("people")
    assert window.shown("peopleList") == ["Harbour Bakery", "Mia Berg", "Rosa Lindh", "Zoe Ek"]

    # Brought back.
    window.press("Ctrl+Z")
    assert shop.names() == renamed | {"Rosa Lindh"}
    shop.counted(3, 4, renamed | {"Rosa Lindh"})


def evidence(shop: Shop) -> list[dict[str, str]]:
    """Return who asked for the item, as the command line tells it."""
    (row,) = json.loads(shop.tell("list", "roadmap", "--format", "json"))
    shown = json.loads(shop.tell("show", "item", str(row["id"]), "--format", "json"))
    found: list[dict[str, str]] = shown["evidence"]
    return found
