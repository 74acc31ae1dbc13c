"""An item's page: the proof of each number, why it stands there, who waits, what was decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.deciding import add_link
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.evidence import decisions_of
from feedbackdesk.desk.followups import owed_for_item
from feedbackdesk.desk.people import PersonFacts, all_people, edit_person
from feedbackdesk.desk.roadmap import (
    ItemFacts,
    delete_item,
    edit_item,
    full_roadmap,
    link_theme,
    pin_item,
)
from feedbackdesk.desk.roadmap_filters import filtered_roadmap
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.evidence import EvidenceFilter
from feedbackdesk.domain.proof import Account, Asker, Heard, Proof
from feedbackdesk.domain.rows import RankedItem, Touched
from feedbackdesk.domain.words import Channel, ItemStage, Kind, Lens
from feedbackdesk.ui.inspector.item_panel import ItemPanel
from feedbackdesk.ui.models import proof as proof_model
from feedbackdesk.ui.models.proof import Said, Sum, Who
from feedbackdesk.ui.models.roles import ROW
from feedbackdesk.ui.pages.item_page import ItemPage
from feedbackdesk.ui.widgets.decide import DecideDialog
from feedbackdesk.ui.widgets.letter_dialog import LetterDialog
from feedbackdesk.ui.widgets.markdown import MarkdownView
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, list_of, row_named, settle

TITLE = "Send invoices as PDF by e-mail"
HOSTILE = """# Hello <script>alert(1)</script>

<img src="http://evil.example/x.png"><iframe src="file:///etc/passwd"></iframe>

![a picture](file:///etc/passwd) ![](http://evil.example/y.png)

[click](javascript:alert(1)) [file](file:///etc/passwd) [good](https://example.com/a)
[mail](mailto:ann@example.com) [more](mailto:a@b.example?bcc=c@d.example) [rel](x.html)
"""


def desk_of(window: MainWindow) -> Desk:
    assert window.live.desk is not None
    return window.live.desk


def ranked(window: MainWindow) -> RankedItem:
    found = desk_of(window).ask(full_roadmap)
    return next(one for one in found if one.item.title == TITLE)


@pytest.fixture
def window(qtbot: QtBot, open_desk_window: OpenWindow, sample_path: Path) -> MainWindow:
    """The roadmap, with an item that two themes lead to."""
    desk = Desk.open(sample_path)
    found = desk.ask(full_roadmap)
    one = next(entry.item for entry in found if entry.item.title == TITLE)
    other = next(e.item for e in found if e.item.title != TITLE and e.item.lost)
    desk.do(link_theme, one.id, other.theme_ids[0])
    desk.close()
    made = open_desk_window(sample_path)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_page("roadmap")
    settle(qtbot, made)
    return made


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ItemPage:
    """The page of that item, opened with Enter on its card."""
    cards = list_of(window, "roadmapColumn.now")
    cards.setCurrentIndex(row_named(cards, TITLE))
    cards.setFocus()
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "£" in window.item.item_head.numbers[Lens.VALUE].text())
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.item
    return window.item


def part(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def click(qtbot: QtBot, page: QWidget, name: str) -> None:
    qtbot.mouseClick(part(page, QPushButton, name), Qt.MouseButton.LeftButton)


def rows(page: ItemPage, kind: type[object]) -> list[object]:
    model = page.model
    every = [model.index(n).data(ROW) for n in range(model.rowCount())]
    return [row for row in every if isinstance(row, kind)]


def test_each_number_opens_its_evidence_and_the_sum_is_the_number(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    item = ranked(window).item
    expected = {
        Lens.REQUESTS: f"{item.requests} accounts, each counted once",
        Lens.MENTIONS: f"{item.mentions} mentions by {item.requests} accounts",
        Lens.VALUE: f"£{item.value // 100:,} a year",
        Lens.LOST: f"lost sales of £{item.lost_value // 100:,}",
        Lens.MOMENTUM: f"{item.momentum} accounts heard in the last 90 days",
        Lens.EFFORT: f"{item.requests} accounts for an effort of {item.effort}",
    }
    for lens, words in expected.items():
        click(qtbot, page, f"itemNumber.{lens.value}")
        (end,) = rows(page, Sum)
        assert isinstance(end, Sum)
        assert words in end.words
        assert page.item_head.numbers[lens].isChecked()
    click(qtbot, page, "itemNumber.requests")
    assert len(rows(page, Who)) == item.requests
    assert len(rows(page, Said)) == item.mentions
    once = [row.once for row in rows(page, Who) if isinstance(row, Who) and row.once]
    assert once
    assert all(line.startswith("Counted once: through ") and " and " in line for line in once)
    said = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "first heard" in said


def test_one_sentence_says_why_it_stands_there(page: ItemPage) -> None:
    reason = page.item_head.reason.text()
    assert reason.startswith("First, with ")
    assert "sales were lost for it" in reason
    assert "heard in the last 90 days" in reason
    assert page.item_head.place.text().startswith("Rank 1")


def test_back_leads_to_the_card_and_the_keys_do_too(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert window.page_name == "roadmap"
    chosen = window.roadmap.chosen()
    assert chosen is not None
    assert chosen.item.title == TITLE
    window.actions_["item_open"].trigger()
    assert window.page_name == "item"
    window.actions_["item_back"].trigger()
    assert window.page_name == "roadmap"


def test_escape_on_the_page_of_who_asked_leads_back_to_the_item(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    key, row = page.key, 0
    page.view.setCurrentIndex(page.model.index(row))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert (window.page_name, window.people.is_reading) == ("people", True)
    assert window.people.page.back.text() == "Back to the item"
    qtbot.keyClick(window.people.page.view, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert (window.page_name, page.key) == ("item", key)
    assert page.view.hasFocus()
    assert page.view.currentIndex().row() == row
    assert page.story is not None
    page.wants.emit("theme", page.story.item.theme_ids[0])
    settle(qtbot, window)
    assert window.themes.is_reading
    window.themes.story.back.click()
    assert window.page_name == "item"
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert window.page_name == "roadmap", "the way to the item is not forgotten"


def test_the_way_back_is_forgotten_where_the_owner_went_on(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.view.setCurrentIndex(page.model.index(0))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    window.show_page("inbox")
    window.show_page("people")
    assert window.people.page.back.text() == "All people"
    qtbot.keyClick(window.people.page.view, Qt.Key.Key_Escape)
    assert (window.page_name, window.people.is_reading) == ("people", False)


def test_the_inspector_the_search_and_the_palette_lead_there(
    window: MainWindow, qtbot: QtBot
) -> None:
    key = ranked(window).item.id
    window.inspect("item", key)
    settle(qtbot, window)
    click(qtbot, window.inspector, "itemOpenPage")
    assert window.page_name == "item"
    assert not window.inspector.isVisible()
    window.items.back()
    assert window.inspector.isVisible(), "it is as it was"
    window.finding.search_for("invoices")
    settle(qtbot, window)
    qtbot.waitUntil(
        lambda: any(b.isVisible() for b in window.search.hits.findChildren(QPushButton))
    )
    pill = next(b for b in window.search.hits.findChildren(QPushButton) if TITLE in b.text())
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert window.page_name == "item"


def test_a_row_leads_on_to_who_said_it_and_to_the_words(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    said = next(n for n in range(page.model.rowCount())
                if isinstance(page.model.index(n).data(ROW), Said))  # fmt: skip
    page.view.setCurrentIndex(page.model.index(said))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.inspector.shows_feedback()
    page.view.setCurrentIndex(page.model.index(0))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert window.page_name == "people"


def test_a_theme_shows_its_weight_and_opens(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert page.story is not None
    weight = page.story.weights[0]
    button = part(page, QPushButton, f"itemTheme.{weight.theme_id}")
    assert f"{weight.accounts} accounts, {weight.alone} only through it" in button.accessibleName()
    click(qtbot, page, f"itemTheme.{weight.theme_id}")
    assert window.page_name == "themes"


def test_what_is_decided_here_keeps_its_reason(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_["item_decide"].trigger()
    dialog = page.findChild(DecideDialog)
    assert dialog is not None
    save = part(dialog, QPushButton, "decideSave")
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "stands already" in dialog.problem.text())
    dialog.stage.setCurrentIndex(dialog.stage.findData("next"))
    dialog.effort.setValue(8)
    dialog.why.setPlainText("The printer waits for it")
    qtbot.keyClick(dialog.why, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.story is not None and page.story.item.stage is ItemStage.NEXT)
    settle(qtbot, window)
    newest = desk_of(window).ask(decisions_of, page.key)[0]
    assert (newest.did, newest.why) == (
        "Moved from Now to Next, effort 2 → 8", "The printer waits for it",
    )  # fmt: skip
    shown = [label.text() for label in page.side.findChildren(type(page.item_head.title))]
    assert "The printer waits for it" in shown
    assert "The printer waits for it" in page.item_head.why.text()
    window.live.undo()
    qtbot.waitUntil(lambda: page.story is not None and page.story.item.stage is ItemStage.NOW)
    assert page.story is not None
    assert page.story.decisions[0].did.startswith("Undo: Moved from Next to Now") or (
        page.story.decisions[0].kind == "undo"
    )


def test_the_description_is_written_as_text_and_read_as_markdown(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    description = page.side.description
    description.write()
    editor = description.editor
    editor.setPlainText("**Half a thought**")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert window.page_name == "item"
    assert not description.is_writing
    qtbot.waitUntil(lambda: ranked(window).item.description == "**Half a thought**")
    settle(qtbot, window)
    description.write()
    editor.setPlainText("Send it **now**")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: ranked(window).item.description == "Send it **now**")
    settle(qtbot, window)
    assert description.view.toPlainText() == "Send it now"
    assert description.view.isVisibleTo(page)


def test_hostile_markdown_loads_runs_and_opens_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    view = MarkdownView("view", "Description")
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show_markdown(HOSTILE)
    words = view.toPlainText()
    assert "<script>alert(1)</script>" in words, "HTML is only words"
    assert "<img src=" in words
    assert "[a picture]" in words
    assert "\ufffc" not in words, "no picture is left"
    hrefs = set()
    block = view.document().begin()
    while block.isValid():
        each = block.begin()
        while not each.atEnd():
            if each.fragment().charFormat().isAnchor():
                hrefs.add(each.fragment().charFormat().anchorHref())
            each += 1
        block = block.next()
    assert hrefs == {"https://example.com/a", "mailto:ann@example.com"}
    kind = QTextDocument.ResourceType.ImageResource
    assert view.loadResource(int(kind.value), QUrl("file:///etc/passwd")) is None
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "https://a@b.example", "data:x"):
        view.anchorClicked.emit(QUrl(bad))
    assert view.findChild(QMessageBox) is None
    view.anchorClicked.emit(QUrl("https://example.com/a"))
    question = view.findChild(QMessageBox)
    assert question is not None
    assert "example.com" in question.text()
    assert not opened
    button = question.findChild(QPushButton, "linkOpen")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [url.toString() for url in opened] == ["https://example.com/a"]


@pytest.mark.parametrize(
    "text",
    ["> " * 20_000 + "x", "- " * 15_000 + "x", "\n".join(" " * n + "- x" for n in range(250)),
     "[" * 30_000, "*" * 30_000, "`" * 30_000, "x" * 5_000_000, "\ud800\x00\u202e\ufffd 😀 مرحبا",
     "|a" * 9_000 + "\n" + "|-" * 9_000, "![" * 15_000],
)  # fmt: skip
def test_endless_and_strange_markdown_is_shown_all_the_same(qtbot: QtBot, text: str) -> None:
    view = MarkdownView("view", "Description")
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show_markdown(text)
    view.show()
    QApplication.processEvents()
    assert 1 <= view.height() <= 2_000


def test_links_are_added_asked_about_and_taken_away(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    side = page.side
    side.address.setText("javascript:alert(1)")
    click(qtbot, page, "itemLinkAdd")
    qtbot.waitUntil(lambda: "not the address" in side.problem.text())
    side.address.setText("example.com/plan")
    side.link_title.setText("The plan")
    qtbot.keyClick(side.link_title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.story is not None and len(page.story.links) == 1)
    assert page.story is not None
    key = page.story.links[0].id
    assert not side.address.text()
    click(qtbot, page, f"itemLink.{key}")
    question = side.findChild(QMessageBox)
    assert question is not None
    assert question.informativeText() == "https://example.com/plan"
    question.reject()
    away = side.findChild(QWidget, f"itemLinkAway.{key}")
    assert away is not None
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.story is not None and not page.story.links)


def test_effort_and_target_are_corrected_in_place(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    effort = part(page, QSpinBox, "page.itemEffort")
    assert isinstance(effort, QSpinBox)
    effort.setValue(9)
    effort.editingFinished.emit()
    page.side.target.setText("Before the fair")
    page.side.target.editingFinished.emit()
    qtbot.waitUntil(lambda: ranked(window).item.target == "Before the fair")
    assert ranked(window).item.effort == 9


def test_a_letter_to_who_waits_is_drafted_and_kept(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert page.story is not None
    waiting = next(one for one in page.story.waiting if one.waiter.may_contact)
    click(qtbot, page, f"itemWrite.{waiting.waiter.feedback_id}")
    dialog = page.findChild(LetterDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.letter.draft is not None)
    assert waiting.waiter.name.split()[0] in dialog.letter.body
    dialog.letter.told.emit("It comes in spring")
    qtbot.waitUntil(
        lambda: any(
            one.said == "It comes in spring" for one in desk_of(window).ask(owed_for_item, page.key)
        )
    )
    settle(qtbot, window)


def test_who_may_not_be_contacted_is_listed_apart_and_never_written_to(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert page.story is not None
    waiting = next(one for one in page.story.waiting if one.waiter.person_id is not None)
    person = waiting.waiter.person_id
    assert person in {one.id for one in desk_of(window).ask(all_people)}
    window.live.do(edit_person, person, PersonFacts(may_contact=False))

    def apart() -> bool:
        assert page.story is not None
        return any(not one.waiter.may_contact for one in page.story.waiting)

    qtbot.waitUntil(apart)
    settle(qtbot, window)

    def as_they_allow() -> bool:
        # What was listed before is hidden, and goes with a later turn of the event loop.
        assert page.story is not None
        offered = {
            button.objectName()
            for button in page.side.findChildren(QPushButton)
            if button.objectName().startswith("itemWrite.") and button.isVisibleTo(page)
        }
        may = [one.waiter for one in page.story.waiting if one.waiter.may_contact]
        return offered == {f"itemWrite.{one.feedback_id}" for one in may}

    qtbot.waitUntil(as_they_allow)


def test_an_item_that_goes_takes_its_page_along(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.live.do(delete_item, page.key)
    qtbot.waitUntil(lambda: window.page_name == "roadmap")


def test_a_page_can_be_read_where_nothing_can_be_changed(
    qtbot: QtBot, open_desk_window: OpenWindow, sample_path: Path
) -> None:
    desk = Desk.open(sample_path)
    desk.do(add_link, 1, "https://example.com")
    desk.do(edit_item, 1, ItemFacts(description="x" * 300_000))
    desk.close()
    sample_path.chmod(0o444)
    window = open_desk_window(sample_path)
    window.items.open_item(1)
    qtbot.waitUntil(lambda: window.item.story is not None)
    assert window.item.model.rowCount() > 1
    if window.live.read_only:
        assert not window.item.side.effort.isEnabled()
        window.item.decide()
        assert window.item.findChild(DecideDialog) is None


@pytest.mark.parametrize("size", [(1024, 700), (880, 560), (1366, 768)])
def test_nothing_is_wider_than_the_page(
    page: ItemPage, window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.live.do(edit_item, page.key, ItemFacts(title="W" * 300, target="x" * 900))
    window.resize(*size)
    settle(qtbot, window)
    assert window.width() <= size[0]
    inner = page.side.widget()
    assert inner is not None
    assert inner.width() <= page.side.viewport().width()


def test_a_number_of_the_board_opens_exactly_what_makes_it(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    whole = ranked(window).item
    assert not page.counting.isVisible()
    window.actions_["board_customers"].setChecked(True)
    only = EvidenceFilter(customers=True)
    entry = next(
        one
        for one in desk_of(window).ask(filtered_roadmap, Lens.REQUESTS, only)
        if one.item.id == whole.id
    )
    assert entry.item.requests < whole.requests
    settle(qtbot, window)
    words = f"{entry.item.requests} requests"
    qtbot.waitUntil(lambda: page.item_head.numbers[Lens.REQUESTS].text() == words)
    assert page.counting.words.text() == "Only what was said by today’s customers counts here."
    assert len(rows(page, Who)) == entry.item.requests
    assert len(rows(page, Said)) == entry.item.mentions
    window.inspect("item", whole.id)
    settle(qtbot, window)
    panel = window.inspector.panel("item")
    assert isinstance(panel, ItemPanel)
    qtbot.waitUntil(lambda: panel._numbers.text().startswith(words))
    assert panel.counting.isVisible()
    assert panel._heading.text().startswith(f"{entry.item.requests} accounts behind it")
    click(qtbot, page, "itemPageCountingAll")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: len(rows(page, Who)) == whole.requests)
    assert not page.counting.isVisible()
    assert not window.roadmap.tools.only


def test_where_nothing_counts_the_page_says_so(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    desk = desk_of(window)
    only = EvidenceFilter(lost=True, customers=True, this_year=True)
    counted = {one.item.id for one in desk.ask(filtered_roadmap, Lens.REQUESTS, only)}
    none = next(one for one in desk.ask(full_roadmap) if one.rank and one.item.id not in counted)
    for name in ("board_customers", "board_lost", "board_year"):
        window.actions_[name].setChecked(True)
    window.items.open_item(none.item.id)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: page.item_head.numbers[Lens.REQUESTS].text() == "0 requests")
    assert page.item_head.reason.text().startswith("Nothing that was said about it counts")
    assert not rows(page, Who)


def test_a_pin_past_the_end_is_told_where_it_stands(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    desk_of(window).do(pin_item, page.key, 99)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "pinned" in page.item_head.place.text())
    story = page.story
    assert story is not None
    assert f"pinned, place {story.place} in" in page.item_head.place.text()
    assert f"pinned at place {story.place} of its column" in page.item_head.reason.text()


def test_deciding_is_a_key_wherever_nothing_is_typed(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    for field in (page.side.target, page.side.address, page.side.effort):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_D)
        assert page.findChild(DecideDialog) is None
    assert (page.side.target.text(), page.side.address.text()) == ("d", "d")
    page.side.description.edit.setFocus()
    qtbot.keyClick(page.side.description.edit, Qt.Key.Key_D)
    dialog = page.findChild(DecideDialog)
    assert dialog is not None
    dialog.reject()


def test_the_evidence_of_thousands_comes_at_once_and_follows_in_pauses(
    page: ItemPage, window: MainWindow, qtbot: QtBot
) -> None:
    heard = Heard(
        1, "p1", local_today(), Kind.REQUEST, Channel.CALL, "Words", None, ((1, "Bills"),),
        None, "Ann", None, None,
    )  # fmt: skip
    askers = tuple(
        Asker(Account(f"p{key}", f"Ann {key}", ("person", key)), (heard,) * 5)
        for key in range(6_000)
    )
    worded: list[object] = []
    told = proof_model._said

    def count(one: Heard, currency: str) -> Said:
        worded.append(one)
        return told(one, currency)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(proof_model, "_said", count)
        page.model.show_proof(Proof(Lens.MENTIONS, askers, 30_000, 0, 0), "", None)
        QApplication.processEvents()
    assert page.model.rowCount() == 36_001
    assert len(worded) < 300, "only what is in sight is put into words"
    # While one answer is on its way, commits ask for one more, not for one each.
    desk = desk_of(window)
    before = page._ticket
    page.reload()
    for n in range(5):
        page.follow(Touched(None, "", {"item": frozenset({n})}))
    assert page._ticket == before + 1
    desk.do(edit_item, page.key, ItemFacts(target="Spring"))
    qtbot.waitUntil(lambda: page.story is not None and page.story.item.target == "Spring")
    assert page._ticket <= before + 3
