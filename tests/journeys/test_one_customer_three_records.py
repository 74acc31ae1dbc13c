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
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.cli.app import feedbackdesk
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.identity import person_named
from feedbackdesk.desk.people import all_people
from feedbackdesk.domain.words import Lens
from feedbackdesk.report.markdown import markdown_bytes
from feedbackdesk.report.model import ReportOptions, roadmap_report
from feedbackdesk.ui.models.proof import Who
from feedbackdesk.ui.models.roles import ROW
from feedbackdesk.ui.window import MainWindow
from tests.store.oracle import check
from tests.windows import OpenWindow, list_of, row_named, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
TITLE = "Send the bill by e-mail"


class Shop:
    """The window and the command line over one workspace."""

    def __init__(self, path: Path, window: MainWindow, qtbot: QtBot) -> None:
        self.path, self.window, self.qtbot = path, window, qtbot
        assert window.live.desk is not None
        self.desk: Desk = window.live.desk

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

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        window = self.window
        if QApplication.activeModalWidget() is None:
            window.activateWindow()
            self.qtbot.waitUntil(window.isActiveWindow)
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        held = QApplication.focusWidget()
        assert held is not None
        self.qtbot.keyClick(held, key, modifiers)
        settle(self.qtbot, window)

    def type(self, words: str) -> None:
        """Type where the keyboard is."""
        held = QApplication.focusWidget()
        assert held is not None
        self.qtbot.keyClicks(held, words)

    def counted(self, requests: int, mentions: int, who: set[str]) -> None:
        """Assert that every place says so many requests and mentions, and by whom."""
        qtbot, window = self.qtbot, self.window
        check(self.desk)
        (row,) = json.loads(self.tell("list", "roadmap", "--format", "json"))
        assert (row["requests"], row["mentions"]) == (requests, mentions), "the command line"
        shown = json.loads(self.tell("show", "item", str(row["id"]), "--format", "json"))
        assert len({one["account"] for one in shown["evidence"]}) == requests
        assert len({one["feedback"] for one in shown["evidence"]}) == mentions
        assert {one["who"] for one in shown["evidence"]} == who
        assert shown["requests"] == requests

        window.show_page("roadmap")
        settle(qtbot, window)
        column = list_of(window, "roadmapColumn.next")
        qtbot.waitUntil(lambda: column.model().rowCount() == 1)

        def on_the_board() -> tuple[int, int]:
            item = row_named(column, TITLE).data(ROW).item
            return item.requests, item.mentions

        qtbot.waitUntil(lambda: on_the_board() == (requests, mentions))
        said = row_named(column, TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
        assert f"{requests} accounts" in said

        column.setCurrentIndex(row_named(column, TITLE))
        column.setFocus()
        self.press(Qt.Key.Key_Return)
        page = window.item
        number = page.item_head.numbers[Lens.REQUESTS]
        qtbot.waitUntil(lambda: page.isVisible() and number.text() == f"{requests} requests")
        assert page.item_head.numbers[Lens.MENTIONS].text() == f"{mentions} mentions"
        number.click()
        model = page.model
        rows = [model.index(place).data(ROW) for place in range(model.rowCount())]
        assert sum(isinstance(one, Who) for one in rows) == requests, "the item's page"
        self.press(Qt.Key.Key_Escape)

        (entry,) = self.desk.ask(roadmap_report, ReportOptions()).entries
        assert (entry.figure, entry.requests) == (str(requests), requests), "the printed page"
        paper = markdown_bytes(self.desk.ask(roadmap_report, ReportOptions())).decode()
        assert f"**{requests}** accounts asked · **{mentions}** mentions" in paper
        assert f"**{requests}** accounts · {mentions} mentions" in paper

    def page_of(self, key: int) -> QWidget:
        """Open somebody's page, with the keyboard in their words."""
        self.window.open_contact("person", key)
        settle(self.qtbot, self.window)
        page = self.window.people.page
        self.qtbot.waitUntil(lambda: page.found is not None and page.found.key == key)
        return page

    def rename(self, page: QWidget, name: str) -> None:
        """Type over the name, from F2 to Enter."""
        self.press(Qt.Key.Key_F2)
        field = page.findChild(QLineEdit, "page.personName")
        assert field is not None
        self.qtbot.waitUntil(field.hasFocus)
        self.type(name)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def shop(open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> Shop:
    """A firm and a person who asked already, and a window in front of it."""
    path = tmp_path / "shop.feedbackdesk"
    Desk.open(path).close()
    made = Shop(path, open_desk_window(path), qtbot)
    made.tell("add", "Could the bill come by mail?", "--who", "Mia Berg", "--org", "Harbour Bakery",
              "--email", "orders@harbour.example", "--theme", "Bills")  # fmt: skip
    made.tell("add", "Paper bills get lost", "--who", "Zoe Ek", "--theme", "Bills")
    made.tell("plan", "Bills", "--item", TITLE, "--to", "next")
    return made


def test_one_customer_three_records(shop: Shop) -> None:
    window, qtbot = shop.window, shop.qtbot
    first = {"Mia Berg", "Zoe Ek"}
    shop.counted(2, 2, first)

    # She rings under a colleague's address: the name wins, and nobody's words are put to another.
    told = shop.tell("add", "Mail me the bill", "--who", "Rosa Lind",
                     "--email", "orders@harbour.example", "--theme", "Bills")  # fmt: skip
    assert "is also that of Mia Berg" in told
    shop.counted(3, 3, first | {"Rosa Lind"})

    # She rings again, and is written down as another, of the firm: a twin.
    window.show_page("inbox")
    shop.press(Qt.Key.Key_N, CONTROL)
    form = window.findChild(QWidget, "captureForm")
    assert form is not None
    qtbot.waitUntil(lambda: isinstance(form.focusWidget(), QLineEdit))
    for words, key, modifiers in (
        ("Rosa Lindh", Qt.Key.Key_Tab, NONE),
        ("Harbour Bakery", Qt.Key.Key_Tab, NONE),
        ("The bill, please, as a file", Qt.Key.Key_Tab, NONE),
        ("Bills", Qt.Key.Key_Return, NONE),
        ("", Qt.Key.Key_Return, CONTROL),
    ):
        field = form.focusWidget()
        assert field is not None
        qtbot.keyClicks(field, words)
        qtbot.keyClick(form.focusWidget() or field, key, modifiers)
        settle(qtbot, window)
    qtbot.waitUntil(lambda: not form.isVisible())
    settle(qtbot, window)
    all_of_them = first | {"Rosa Lind", "Rosa Lindh"}
    assert shop.names() == all_of_them
    shop.counted(3, 4, all_of_them)  # Harbour Bakery asked before

    # The two are found, and what merging them changes is said before it is done.
    window.show_page("people")
    settle(qtbot, window)
    window.actions_["people_twins"].trigger()
    twins = window.twins
    qtbot.waitUntil(lambda: twins.model.rowCount() == 1)
    changes = twins.findChild(QLabel, "twinsChanges")
    assert changes is not None
    qtbot.waitUntil(lambda: "3 → 2 requests" in changes.text())
    stays = twins.findChild(QLabel, "twinsStaysName")
    assert stays is not None
    if stays.text() != "Rosa Lind":
        shop.press(Qt.Key.Key_S)
        qtbot.waitUntil(lambda: stays.text() == "Rosa Lind")
    qtbot.waitUntil(lambda: "3 → 2 requests" in changes.text())
    shop.press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: shop.names() == first | {"Rosa Lind"})
    shop.press(Qt.Key.Key_Escape)
    assert window.page_name == "people"
    shop.counted(2, 4, first | {"Rosa Lind"})

    # Renamed; but not onto a colleague of hers, whom that would make her.
    rosa = shop.key_of("Rosa Lind")
    shop.rename(shop.page_of(rosa), "Mia Berg")
    qtbot.waitUntil(lambda: window.findChild(QDialog, "sameName") is not None)
    shop.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(QDialog, "sameName") is None)
    assert shop.names() == first | {"Rosa Lind"}
    shop.rename(shop.page_of(rosa), "Rosa Lindqvist")
    qtbot.waitUntil(lambda: "Rosa Lindqvist" in shop.names())
    renamed = first | {"Rosa Lindqvist"}
    shop.counted(2, 4, renamed)
    assert shop.key_of("Rosa Lindh") == rosa, "the name of a merged record leads to her"

    # Taken apart: what she said without the firm is her own again.
    shop.page_of(rosa)
    shop.press(Qt.Key.Key_U)
    qtbot.waitUntil(lambda: shop.names() == renamed | {"Rosa Lindh"})
    shop.counted(3, 4, renamed | {"Rosa Lindh"})

    # Deleted: she goes on counting once, without a name, and nothing offers her.
    shop.page_of(rosa)
    shop.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shop.names() == first | {"Rosa Lindh"})
    nameless = {one["who"] for one in evidence(shop)} - {*first, "Rosa Lindh"}
    shop.counted(3, 4, first | {"Rosa Lindh"} | nameless)
    assert len(nameless) == 1
    assert not any("Rosa Lindq" in str(one) for one in nameless)
    window.show_page("people")
    settle(qtbot, window)
    people = window.people.model
    qtbot.waitUntil(lambda: people.rowCount() == 4)
    listed = {people.index(row).data() for row in range(4)}
    assert listed == {"Mia Berg", "Zoe Ek", "Rosa Lindh", "Harbour Bakery"}

    # Brought back.
    shop.press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: shop.names() == renamed | {"Rosa Lindh"})
    shop.counted(3, 4, renamed | {"Rosa Lindh"})


def evidence(shop: Shop) -> list[dict[str, str]]:
    """Return who asked for the item, as the command line tells it."""
    (row,) = json.loads(shop.tell("list", "roadmap", "--format", "json"))
    shown = json.loads(shop.tell("show", "item", str(row["id"]), "--format", "json"))
    found: list[dict[str, str]] = shown["evidence"]
    return found
